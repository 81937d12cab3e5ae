//! The in-toto statement: which predicate, about what, and where in the text it stands.

use super::envelope::{object, string};
use super::{AttestationFault, BILLS};
use crate::base::{Limits, Phrase, phrase};
use crate::model::{Attested, Document};
use crate::read::error::ReadError;
use crate::read::json::{Json, ValueKind};
use std::borrow::Cow;
use std::ops::Range;

const TYPES: &[&str] = &["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];

/// Predicate types that are bills: where they start, and the format whose version may follow. Sources: CycloneDX and SPDX
/// predicates of the in-toto attestation framework.
const PREDICATES: &[(&str, &str)] = &[("https://cyclonedx.org/bom", "CycloneDX"), ("https://spdx.dev/Document", "SPDX")];

/// A statement whose predicate is a bill.
pub(super) struct Statement {
    pub(super) predicate_type: String,
    pub(super) subjects: Vec<Attested>,
    pub(super) unknown: Vec<(&'static str, String)>,
    format: &'static str,
    version: Option<String>,
    predicate: Range<usize>,
}

impl Statement {
    /// Reads all but the predicate, which is only passed over.
    pub(super) fn read(text: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        let (mut kind, mut predicate_type, mut predicate) = (None, None, None);
        let (mut subjects, mut unknown) = (Vec::new(), Vec::new());
        let json = &mut Json::new(text, &Limits { string: text.len(), ..*limits });
        object(json, "the statement")?;
        while let Some(key) = json.next_key()? {
            match key {
                "_type" => kind = Some(string(json, "`_type`")?),
                "predicateType" => predicate_type = Some(string(json, "`predicateType`")?),
                "subject" => subjects = read_subjects(json)?,
                "predicate" => {
                    json.peek()?;
                    let start = json.place().offset as usize;
                    json.skip()?;
                    predicate = Some(start..json.place().offset as usize);
                }
                other if BILLS.contains(&other) => {
                    return Err(AttestationFault::malformed(phrase!(
                        "`{}`, a key of a bill, stands beside the predicate",
                        other
                    )));
                }
                other => {
                    unknown.push(("an in-toto statement", other.to_owned()));
                    json.skip()?;
                }
            }
        }
        json.end()?;
        let kind = kind.unwrap_or_default();
        if !TYPES.contains(&kind.as_str()) {
            return Err(AttestationFault::malformed(phrase!("`_type` is `{}`, expected `{}`", kind, TYPES[0])));
        }
        let predicate_type = predicate_type.unwrap_or_default();
        let Some((format, version)) = bill_of(&predicate_type) else {
            return Err(AttestationFault::no_bill(phrase!("the predicate is of type `{}`", predicate_type)));
        };
        let version = version.map(str::to_owned);
        let Some(predicate) = predicate else {
            return Err(AttestationFault::malformed(phrase!("the statement has no `predicate`")));
        };
        Ok(Self { predicate_type, subjects, unknown, format, version, predicate })
    }

    /// The bill: the predicate as it stands, or, where the predicate is one string (as SPDX tag-value is wrapped), its text.
    pub(super) fn predicate<'t>(&self, text: &'t [u8]) -> Result<Cow<'t, [u8]>, ReadError> {
        let bytes = &text[self.predicate.clone()];
        if !bytes.starts_with(b"\"") {
            return Ok(Cow::Borrowed(bytes));
        }
        let mut json = Json::new(bytes, &Limits { string: bytes.len(), ..Limits::default() });
        Ok(Cow::Owned(json.string()?.as_bytes().to_vec()))
    }

    /// Whether the bill read is of the format, and the version, that the statement says it is.
    pub(super) fn holds_against(&self, read: &Document) -> Result<(), ReadError> {
        let of_version =
            |version: &String| read.spec_version == *version || read.spec_version.starts_with(&format!("{version}."));
        if read.format.starts_with(self.format) && self.version.as_ref().is_none_or(of_version) {
            return Ok(());
        }
        Err(AttestationFault::malformed(phrase!(
            "the statement says `{}`, but the predicate is {} {}",
            &self.predicate_type,
            read.format,
            &read.spec_version
        )))
    }

    /// What the statement is about, in words.
    pub(super) fn about(&self) -> Phrase {
        match self.subjects.as_slice() {
            [] => phrase!("the statement names no subject"),
            [one] => phrase!("about {}", one.to_string()),
            [one, rest @ ..] => phrase!("about {} and {} more", one.to_string(), rest.len()),
        }
    }
}

/// The format and version of a predicate type; none when it is of no bill.
fn bill_of(predicate_type: &str) -> Option<(&'static str, Option<&str>)> {
    PREDICATES.iter().find_map(|(prefix, format)| {
        let rest = predicate_type.strip_prefix(prefix)?;
        if rest.is_empty() {
            return Some((*format, None));
        }
        let version = rest.strip_prefix("/v")?;
        let plain = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        plain.then_some((*format, Some(version)))
    })
}

fn read_subjects(json: &mut Json<'_>) -> Result<Vec<Attested>, ReadError> {
    if json.peek()? != ValueKind::Array {
        return Err(AttestationFault::malformed(phrase!("`subject` is no list")));
    }
    let mut subjects = Vec::new();
    json.begin_array()?;
    while json.next_item()? {
        let mut subject = Attested::default();
        object(json, "a subject")?;
        while let Some(key) = json.next_key()? {
            match key {
                "name" => subject.name = string(json, "`name` of a subject")?,
                "digest" => {
                    object(json, "`digest` of a subject")?;
                    while let Some(algorithm) = json.next_key()? {
                        let algorithm = algorithm.to_owned();
                        subject.digests.push((algorithm, string(json, "a digest")?));
                    }
                }
                _ => json.skip()?,
            }
        }
        subjects.push(subject);
    }
    Ok(subjects)
}
