//! The catalogue as a whole: read from one file, checked entry by entry, refused whole where anything is wrong.

use super::entry::{Entry, Match, Status};
use super::index::{Index, package_key};
use super::range::Range;
use crate::base::version::{Order, tolerant};
use crate::base::{Phrase, phrase, strict_yaml};
use crate::model::parse_purl;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Bytes of a catalogue file; more is refused unread.
const MOST_BYTES: usize = 16 << 20;
/// Entries of a catalogue.
const MOST_ENTRIES: usize = 60_000;

/// What stands above the entries.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its name.
    pub catalogue: String,
    /// Title.
    pub title: String,
    /// Ordered number of the edition: `2026.11.1`.
    pub version: String,
    /// The day it was true.
    #[serde(with = "super::day")]
    pub as_of: Date,
    /// The last day it may be relied on.
    #[serde(with = "super::day")]
    pub expires: Date,
    /// Licence of the data.
    pub licence: String,
    /// How levels follow from severities.
    pub levels: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    head: Head,
    entries: Vec<Entry>,
}

/// A catalogue that cannot be used. Nothing is judged with half of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum CatalogueError {
    /// Not YAML or JSON of the shape a catalogue has.
    Shape {
        /// The file.
        file: String,
        /// Line, from 1; 0 where there is none.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What is wrong.
        problem: String,
    },
    /// An entry contradicts itself or another.
    Entry {
        /// The file.
        file: String,
        /// Its id.
        entry: String,
        /// What is wrong with it.
        problem: String,
    },
    /// What stands above the entries is wrong.
    Head {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
}

impl CatalogueError {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Shape { file, line, column, problem } => phrase!("{}:{}:{}: {}", file, line, column, problem),
            Self::Entry { file, entry, problem } => phrase!("{}: entry `{}`: {}", file, entry, problem),
            Self::Head { file, problem } => phrase!("{}: {}", file, problem),
        }
    }
}

/// Every entry, checked and indexed.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// What stands above the entries.
    pub head: Head,
    /// In the order of their ids.
    pub entries: Vec<Entry>,
    /// How components find them.
    pub index: Index,
    /// SHA-256 of what was read, lower-case hex.
    pub digest: String,
    /// Who signed it; none for the one that ships.
    pub signed_by: Option<String>,
}

impl Catalogue {
    /// The catalogue that ships with bomgate. It was turned into JSON when bomgate was built.
    ///
    /// # Errors
    /// Never with an unchanged source tree: a test loads it.
    pub fn shipped() -> Result<Self, CatalogueError> {
        let text = include_str!(concat!(env!("OUT_DIR"), "/catalogue.json"));
        let file = "policies/catalogue";
        let shape = |error: serde_json::Error| CatalogueError::Shape {
            file: file.to_owned(),
            line: 0,
            column: 0,
            problem: error.to_string(),
        };
        Self::of(file, text, serde_json::from_str(text).map_err(shape)?)
    }

    /// A catalogue of the operator's: YAML or JSON with `head` and `entries`.
    ///
    /// # Errors
    /// When the text is not of that shape, or an entry contradicts itself or another.
    pub fn read(file: &str, text: &str) -> Result<Self, CatalogueError> {
        let shape = |line, column, problem| CatalogueError::Shape { file: file.to_owned(), line, column, problem };
        if text.len() > MOST_BYTES {
            return Err(shape(0, 0, format!("{} bytes, at most {MOST_BYTES} are read", text.len())));
        }
        let read: File = serde_saphyr::from_str_with_options(text, strict_yaml()).map_err(|error| {
            let message = error.to_string();
            let first = message.lines().next().unwrap_or_default().split(" at line ").next().unwrap_or_default();
            let (line, column) = error.location().map_or((0, 0), |place| (place.line(), place.column()));
            shape(line, column, first.trim().to_owned())
        })?;
        Self::of(file, text, read)
    }

    fn of(file: &str, text: &str, File { head, mut entries }: File) -> Result<Self, CatalogueError> {
        let wrong = |problem: String| Err(CatalogueError::Head { file: file.to_owned(), problem });
        if tolerant(&head.version).is_none() {
            return wrong(format!("`version: {}` is no edition such as 2026.11.1", head.version));
        }
        if head.expires < head.as_of {
            return wrong(format!("it expires on {}, before {}, the day it was true", head.expires, head.as_of));
        }
        if entries.is_empty() || entries.len() > MOST_ENTRIES {
            return wrong(format!("{} entries; 1 to {MOST_ENTRIES} are expected", entries.len()));
        }
        let mut ids = BTreeSet::new();
        for entry in &mut entries {
            let twice = !ids.insert(entry.id.clone());
            let checked = if twice { Err("its id stands twice".to_owned()) } else { settle(entry) };
            checked.map_err(|problem| CatalogueError::Entry { file: file.to_owned(), entry: entry.id.clone(), problem })?;
        }
        entries.sort_by(|one, other| one.id.cmp(&other.id));
        let digest = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { head, index: Index::of(&entries), entries, digest, signed_by: None })
    }

    /// The entry of an id, without regard to case.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id.eq_ignore_ascii_case(id))
    }

    /// Which of two editions is the later one; the day decides between equal numbers.
    pub fn edition(&self, other: &Self) -> Ordering {
        let number = |catalogue: &Self| tolerant(&catalogue.head.version);
        number(self).cmp(&number(other)).then(self.head.as_of.cmp(&other.head.as_of))
    }

    /// Whether it may no longer be relied on.
    pub fn expired(&self, day: Date) -> bool {
        self.head.expires < day
    }

    /// Entries in force that no machine can recognise.
    pub fn by_hand(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.status == Status::Active && !entry.by_machine())
    }
}

/// Checks one entry and reads its ranges.
fn settle(entry: &mut Entry) -> Result<(), String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if entry.id.is_empty() || !entry.id.chars().all(fits) {
        return Err("an id is made of letters, digits and hyphens".to_owned());
    }
    if entry.refs.is_empty() {
        return Err("it names no source under `refs`".to_owned());
    }
    if entry.matches.is_empty() != entry.person.is_some() {
        return Err("it needs either `matches`, or `person`: what somebody has to look for".to_owned());
    }
    entry
        .matches
        .iter_mut()
        .enumerate()
        .try_for_each(|(at, clause)| settle_match(clause).map_err(|problem| format!("match {}: {problem}", at + 1)))
}

fn settle_match(clause: &mut Match) -> Result<(), String> {
    let kinds = [
        clause.package.is_some(),
        !clause.software.is_empty(),
        !clause.dataset.is_empty(),
        !clause.model.is_empty(),
        !clause.hub.is_empty(),
        !clause.sha256.is_empty(),
        !clause.files.is_empty(),
        !clause.party.is_empty(),
        !clause.licence.is_empty(),
    ];
    if kinds.into_iter().filter(|stated| *stated).count() != 1 {
        return Err(
            "exactly one of `package`, `software`, `dataset`, `model`, `hub`, `sha256`, `files`, `party`, `licence` is expected"
                .to_owned(),
        );
    }
    clause.order = match &clause.package {
        Some(package) => {
            let purl = parse_purl(package).map_err(|fault| format!("`{package}` {fault}"))?;
            if purl.version.is_some() {
                return Err(format!("`{package}` names a version; write it under `affected` or `versions`"));
            }
            if package_key(&purl).is_none() {
                return Err(format!("`{package}` cannot be looked up"));
            }
            Order::of(&purl.kind)
        }
        None => Some(Order::Semantic),
    };
    let versioned = clause.package.is_some() || !clause.software.is_empty();
    let narrowed = !clause.affected.is_empty() || !clause.versions.is_empty();
    if narrowed && !versioned {
        return Err("versions are compared for `package` and `software` only".to_owned());
    }
    if clause.package.is_none() && !clause.names.is_empty() {
        return Err("`names` stand beside `package` only".to_owned());
    }
    if clause.licence.is_empty() && clause.when.licence_leaves_buyer_out {
        return Err("`licence_leaves_buyer_out` stands beside `licence` only".to_owned());
    }
    if let Some(digest) = clause.sha256.iter().find(|hex| hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return Err(format!("`{digest}` is no SHA-256: 64 hex digits are expected"));
    }
    if let Some(kind) = clause.on.iter().find(|kind| super::index::kind(kind).is_none()) {
        return Err(format!("`{kind}` is no kind of component"));
    }
    if !narrowed {
        return Ok(());
    }
    let Some(order) = clause.order else {
        return Err(
            "versions of this kind of package have no order that is known; leave `affected` and `versions` out".to_owned()
        );
    };
    clause.ranges = clause.affected.iter().map(|text| Range::parse(text, order)).collect::<Result<_, _>>()?;
    Ok(())
}
