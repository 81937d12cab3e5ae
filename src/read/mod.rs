//! Bytes to bill: one strict reader for each format, told by content, never by name.
//!
//! An input may be compressed once ([`Packing`]), and a bill may be the predicate of an attestation; both are layers
//! around a text that one of [`FORMATS`] reads. Places are those of the innermost text, and the name of the bill says so.

mod attestation;
mod cyclonedx;
mod cyclonedx_xml;
mod deviation;
mod error;
pub mod json;
mod looks;
mod packing;
mod source;
mod spdx2;
mod spdx3;
mod window;
pub mod xml;
pub mod yaml;

pub use attestation::AttestationFault;
pub use cyclonedx::since as cyclonedx_since;
pub use error::ReadError;
pub use looks::Seems;
pub use packing::{Packing, PackingFault};
pub use source::Source;

use crate::base::{Limits, Phrase, Place, phrase};
use crate::model::{Bom, Draft, Layer, PastLimit, Terms};
use packing::Unpacked;
use std::io::{self, ErrorKind, Read};

/// One format bills are written in.
pub trait Format: Sync {
    /// The name reports give it.
    fn name(&self) -> &'static str;

    /// Whether an input with these first bytes is of this format. They may end anywhere.
    ///
    /// Of a JSON object whose first bytes tell nothing, an outline is shown instead: an object with the same root keys,
    /// short strings as they are and `null` for every other value.
    fn claims(&self, head: &[u8]) -> bool;

    /// Reads the whole input. The caller adds its size and hash to the bill.
    ///
    /// # Errors
    /// When the input cannot be judged; every lesser imperfection is a note of the bill.
    fn read(&self, input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError>;

    /// Whether an input of this format holds a bill; formats that only wrap one look inside.
    ///
    /// # Errors
    /// When it holds something else, or cannot be read.
    fn holds_a_bill(&self, _input: &mut Source<'_>, _limits: &Limits) -> Result<(), ReadError> {
        Ok(())
    }
}

/// Every format read. Exactly one may claim an input.
pub static FORMATS: &[&dyn Format] = &[
    &cyclonedx::CycloneDxJson,
    &cyclonedx_xml::CycloneDxXml,
    &spdx2::Spdx2Json,
    &spdx2::Spdx2Rdf,
    &spdx2::Spdx2Tag,
    &spdx2::Spdx2Yaml,
    &spdx3::Spdx3,
    &attestation::Attestation,
];

/// Reads one bill, whole or not at all.
///
/// # Errors
/// When the input is of no known format, malformed, ambiguous for every reader, or past a limit.
pub fn read(mut source: Source<'_>, limits: &Limits) -> Result<Bom, ReadError> {
    let mut draft = Draft::new(*limits);
    unpacked(&mut source, limits, |text, packing| {
        // Of text inside text, the innermost layer is noted last.
        let at = draft.document.layers.len();
        recognise(text, limits)?.read(text, &mut draft)?;
        drain(text, limits)?;
        if let Some(packing) = packing {
            let (bytes, sha256) = text.receipt();
            draft.document.layers.insert(at, Layer { what: packing.word(), inside: "unpacked", bytes, sha256 });
        }
        Ok(())
    })?;
    drain(&mut source, limits)?;
    let (bytes, sha256) = source.receipt();
    draft.document.bytes = u32::try_from(bytes).map_err(|_| too_many_bytes(limits))?;
    draft.document.sha256 = sha256;
    let name = draft.document.layers.iter().fold(source.name().to_owned(), |name, layer| format!("{name}!{}", layer.inside));
    draft.freeze(&name).map_err(|past| past_limit(&past, Place::default()))
}

/// Whether an input holds a bill that can be read, as far as can be told without reading it.
///
/// # Errors
/// Why not; [`ReadError::of_a_bill`] tells whether it is one all the same.
pub fn holds_a_bill(mut source: Source<'_>, limits: &Limits) -> Result<(), ReadError> {
    unpacked(&mut source, limits, |text, _| match recognise(text, limits) {
        Ok(format) => format.holds_a_bill(text, limits),
        // Too broken to tell; a file of another program must not be taken for a broken bill.
        Err(ReadError::Json(error)) if !looks::names_a_bill(text.head()?) => {
            let words = phrase!("JSON that is not strict ({}) and does not name a format of bills", error.phrase());
            Err(ReadError::NotRecognised(Seems { words, bill: false }))
        }
        Err(error) => Err(error),
    })
}

/// The one format that claims a text.
fn recognise(text: &mut Source<'_>, limits: &Limits) -> Result<&'static dyn Format, ReadError> {
    let head = text.head()?;
    if let Some(format) = claimant(head)? {
        return Ok(format);
    }
    if !looks::is_object(head) {
        return Err(ReadError::NotRecognised(looks::foreign(head)));
    }
    let outline = text.ahead(limits.lookahead, |all| looks::outline(all, limits));
    let outline = match outline {
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            let what = "bytes before the format shows; with `bomFormat` first, bytes of input";
            return Err(ReadError::Limit { place: Place::default(), what, limit: limits.lookahead });
        }
        outline => outline??,
    };
    claimant(&outline)?.ok_or_else(|| ReadError::NotRecognised(looks::object(&outline)))
}

/// The one format that claims an input with these first bytes, or this outline.
fn claimant(head: &[u8]) -> Result<Option<&'static dyn Format>, ReadError> {
    let mut claimants = FORMATS.iter().copied().filter(|format| format.claims(head));
    match (claimants.next(), claimants.next()) {
        (Some(one), Some(other)) => Err(ReadError::Ambiguous { one: one.name(), other: other.name() }),
        (one, _) => Ok(one),
    }
}

/// Calls `read` with the text of `source`, unpacked where it is compressed. What is wrong with compressed data stands
/// before whatever a reader made of it.
fn unpacked<T>(
    source: &mut Source<'_>,
    limits: &Limits,
    read: impl FnOnce(&mut Source<'_>, Option<Packing>) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let Some(packing) = Packing::of(source.head()?) else { return read(source, None) };
    let name = source.name().to_owned();
    let mut text = Unpacked::new(packing, source, limits);
    let mut inner = Source::inside(name, &mut text);
    let answer = match inner.head().map(Packing::of) {
        Ok(Some(nested)) => Err(PackingFault::Nested { outer: packing, inner: nested }.into()),
        Ok(None) => read(&mut inner, Some(packing)).map_err(|error| error.inside("unpacked text")),
        Err(error) => Err(error.into()),
    };
    drop(inner);
    match text.fault.take() {
        Some(fault) => Err(fault.into()),
        None => answer,
    }
}

/// Reads what a reader left, so that size and hash are those of the whole input.
fn drain(source: &mut Source<'_>, limits: &Limits) -> Result<(), ReadError> {
    let most = u64::from(limits.bytes) + 1;
    let room = most.saturating_sub(source.taken());
    io::copy(&mut source.take(room), &mut io::sink())?;
    if source.taken() >= most { Err(too_many_bytes(limits)) } else { Ok(()) }
}

fn too_many_bytes(limits: &Limits) -> ReadError {
    ReadError::Limit { place: Place::default(), what: "bytes of input", limit: limits.bytes as usize }
}

/// The reference that stands for a licence of a document's own under the name of one of the SPDX list: whatever its text
/// says, it is not the listed one, which has an identifier. None for other names.
fn own_license(name: &str) -> Option<String> {
    let same = |text: &str| text.eq_ignore_ascii_case(name);
    let listed = spdx::identifiers::LICENSES.iter().any(|license| same(license.name) || same(license.full_name))
        || spdx::imprecise_license_id(name).is_some_and(|(_, length)| length == name.len());
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
    listed.then(|| format!("LicenseRef-{}", name.chars().map(plain).collect::<String>()))
}

/// `name-version` as tools are written. Source: SPDX 2.3, clause 6.8; SPDX 3 has no other place for it.
fn name_and_version(text: &str) -> (&str, Option<&str>) {
    let starts = |rest: &str| rest.trim_start_matches(['v', 'V']).starts_with(|c: char| c.is_ascii_digit());
    match text.match_indices('-').map(|(at, _)| at).find(|at| *at > 0 && starts(&text[at + 1..])) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// Whether a licence expression leaves a choice.
fn alternatives(expression: &str) -> bool {
    expression.split([' ', '(', ')']).any(|word| word.eq_ignore_ascii_case("or"))
}

/// What is to be noted of an identifier whose attached text is that of another licence.
fn contradicted(id: &str, terms: Terms) -> Option<Phrase> {
    let shown: String = id.chars().take(80).collect();
    (!terms.fits(id)).then(|| phrase!("licence `{}`, and the text attached to it says \"{}\"", shown, terms.words()))
}

fn past_limit(past: &PastLimit, place: Place) -> ReadError {
    ReadError::Limit { place, what: past.what, limit: past.limit }
}

#[cfg(test)]
mod tests;
