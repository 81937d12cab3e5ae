//! One exact component, as a file of the operator names it: a waiver or a document is bound to nothing wider.

use crate::base::{Phrase, phrase};
use crate::model::{Algorithm, Bom, PurlParts, Row, parse_purl};

/// What must be true of a component for it to be the one that is meant. All that is stated must hold.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    purl: Option<PurlParts<'static>>,
    /// `name@version`.
    name: Option<String>,
    sha256: Option<[u8; 32]>,
}

/// Why a text names no exact component.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum BindingFault {
    /// Not a package URL.
    Purl(String, Phrase),
    /// A package URL, or a name, without a version, or with a wildcard for one.
    Version(String),
    /// Not 64 hex digits.
    Digest(String),
}

impl BindingFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Purl(text, fault) => phrase!("`{}` {}", text, fault),
            Self::Version(text) => phrase!("`{}` names no version", text),
            Self::Digest(text) => phrase!("`{}` is not a SHA-256 digest", text),
        }
    }

    /// What to write instead.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Purl(..) => "write pkg:type/name@version",
            Self::Version(_) => "it holds for one exact delivery; write pkg:type/name@version",
            Self::Digest(_) => "write 64 hex digits",
        }
    }
}

impl Binding {
    /// Bound to a package URL with version.
    ///
    /// # Errors
    /// When it is no package URL, or names no single version.
    pub fn to_purl(mut self, text: &str) -> Result<Self, BindingFault> {
        let purl = parse_purl(text).map_err(|fault| BindingFault::Purl(text.to_owned(), fault.phrase()))?;
        if purl.version.as_deref().is_none_or(|version| version.contains('*')) {
            return Err(BindingFault::Version(text.to_owned()));
        }
        self.purl = Some(purl.into_owned());
        Ok(self)
    }

    /// Bound to a package URL with version, or to `name@version`.
    ///
    /// # Errors
    /// As [`Self::to_purl`].
    pub fn to_component(mut self, text: &str) -> Result<Self, BindingFault> {
        if text.starts_with("pkg:") {
            return self.to_purl(text);
        }
        match text.rsplit_once('@') {
            Some((name, version)) if !name.is_empty() && !version.is_empty() && !text.contains('*') => {
                self.name = Some(text.to_owned());
                Ok(self)
            }
            _ => Err(BindingFault::Version(text.to_owned())),
        }
    }

    /// Bound to a SHA-256 digest.
    ///
    /// # Errors
    /// When it is not 64 hex digits.
    pub fn to_digest(mut self, text: &str) -> Result<Self, BindingFault> {
        let pair = |at: usize| text.get(2 * at..2 * at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let bytes: Option<Vec<u8>> = (0..32).map(pair).collect();
        let plain = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.sha256 = bytes.filter(|_| plain).and_then(|bytes| bytes.try_into().ok());
        if self.sha256.is_some() { Ok(self) } else { Err(BindingFault::Digest(text.to_owned())) }
    }

    /// Every component that fits.
    pub fn rows(&self, bom: &Bom) -> Vec<Row> {
        bom.components.rows().filter(|row| self.fits(bom, *row)).collect()
    }

    fn fits(&self, bom: &Bom, row: Row) -> bool {
        let parts = &bom.components;
        let purl = self.purl.as_ref().is_none_or(|wanted| {
            bom.value(parts.purl[row]).is_some_and(|text| may_be(text, wanted) && parse_purl(text).as_ref() == Ok(wanted))
        });
        let name = self.name.as_ref().is_none_or(|wanted| named(bom, row, wanted));
        let digest = self.sha256.is_none_or(|wanted| {
            parts.hashes.of(row).iter().filter(|digest| digest.algorithm == Algorithm::Sha256).any(|digest| {
                let start = digest.start as usize;
                parts.digest_bytes.get(start..start + wanted.len()) == Some(&wanted[..])
            })
        });
        purl && name && digest
    }

    /// Whether it is bound to nothing but this digest, as a bill as a whole can be.
    pub fn only_digest(&self, hex: &str) -> bool {
        self.purl.is_none()
            && self.name.is_none()
            && Self::default().to_digest(hex).is_ok_and(|other| other.sha256.is_some() && other.sha256 == self.sha256)
    }
}

/// A cheap look before a package URL is parsed: bills hold a million of them.
fn may_be(text: &str, wanted: &PurlParts) -> bool {
    let kind = text.get(4..4 + wanted.kind.len());
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case(&wanted.kind)) && text.contains('@')
}

/// Whether the component goes by `name@version`, with its group or without.
fn named(bom: &Bom, row: Row, wanted: &str) -> bool {
    let parts = &bom.components;
    let (Some(name), Some(version)) = (bom.value(parts.name[row]), bom.value(parts.version[row])) else { return false };
    let Some(head) = wanted.strip_suffix(version).and_then(|head| head.strip_suffix('@')) else { return false };
    head == name
        || bom.value(parts.group[row]).is_some_and(|group| {
            head.strip_suffix(name).and_then(|head| head.strip_suffix('/')).is_some_and(|head| head == group)
        })
}

/// Whether rows are one thing listed several times: alike in name, version, package URL and a SHA-256 digest. Parts that
/// look alike but state no digest may be two things.
pub fn one_thing(bom: &Bom, rows: &[Row]) -> bool {
    let parts = &bom.components;
    let looks = |row: &Row| {
        let digests = parts.hashes.of(*row).iter().filter(|digest| digest.algorithm == Algorithm::Sha256);
        let digests: Vec<String> = digests.map(|digest| parts.hex(*digest)).collect();
        (bom.value(parts.name[*row]), bom.value(parts.version[*row]), bom.value(parts.purl[*row]), digests)
    };
    match rows {
        [] | [_] => true,
        [first, rest @ ..] => {
            let first = looks(first);
            !first.3.is_empty() && rest.iter().all(|row| looks(row) == first)
        }
    }
}

/// Names of some rows for a message: the first three, and how many more.
pub fn some_labels(bom: &Bom, rows: &[Row]) -> String {
    let mut names: Vec<String> = rows.iter().take(3).map(|row| format!("{} at {}", bom.label(*row), bom.pointer(*row))).collect();
    if rows.len() > names.len() {
        names.push(format!("and {} more", rows.len() - names.len()));
    }
    names.join(", ")
}
