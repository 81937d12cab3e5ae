//! Makes a database from records: what could not be read is counted and listed, and the old one stays until the new one is
//! whole.

use super::super::record::{Record, RecordFault};
use super::super::source::{Exploited, Unavailable, Unread};
use super::build::{BuildError, Builder, Ready, beside};
use super::gather::{Form, GatherError, Raw, Takes, all};
use super::look::Store;
use super::scope::Scope;
use crate::advisory::Source;
use crate::base::{Phrase, phrase};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Texts read before they are worked on together: this many, or this many bytes.
const BATCH: usize = 4096;
const BATCH_BYTES: usize = 8 << 20;

/// What to import.
#[derive(Clone, Debug)]
pub struct Import {
    /// Files, folders and archives of OSV records.
    pub paths: Vec<PathBuf>,
    /// The catalogue of exploited vulnerabilities, as CISA publishes it in JSON.
    pub exploited: Option<PathBuf>,
    /// Where the database will stand.
    pub target: PathBuf,
    /// The day the records are of; none: the day the newest was modified.
    pub as_of: Option<Date>,
    /// Today.
    pub today: Date,
    /// Whether a database that holds more than twice as many records may be replaced.
    pub shrink: Shrink,
}

/// Whether a much larger database may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shrink {
    /// It stays.
    Refused,
    /// It goes.
    Allowed,
}

/// A file that holds no record and was left alone.
pub type Skipped = String;

/// What an import came to.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Records held.
    pub records: usize,
    /// Packages they name.
    pub packages: usize,
    /// Records that name no package, only commits: nothing in a bill can be looked up in them.
    pub without_package: usize,
    /// Records that stood there more than once; the newest was kept.
    pub repeated: usize,
    /// Vulnerabilities on the list of exploited ones.
    pub exploited: Option<usize>,
    /// The day the records are of.
    pub as_of: Option<Date>,
    /// SHA-256 over the records.
    pub digest: String,
    /// Records that could not be read.
    pub unread: Vec<Unread>,
    /// Files that hold no record.
    pub skipped: Vec<Skipped>,
}

/// Why nothing was imported. The database is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum ImportError {
    /// Records cannot be had.
    Gather(#[from] GatherError),
    /// The file cannot be written.
    Build(#[from] BuildError),
    /// Nothing was found.
    Nothing,
    /// The list of exploited vulnerabilities cannot be used.
    Exploited(String, String),
    /// Another import runs.
    Running,
    /// The database that was to be updated cannot be used.
    There(#[from] Unavailable),
    /// What was named is much less than what is there.
    Fewer {
        /// Records in the database.
        there: usize,
        /// Records found.
        new: usize,
    },
}

impl ImportError {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Gather(inner) => inner.phrase(),
            Self::Build(one) => phrase!("the database cannot be written: {}", one),
            Self::Nothing => phrase!("not one OSV record was found in what was named"),
            Self::Exploited(one, other) => phrase!("{} is no catalogue of known exploited vulnerabilities: {}", one, other),
            Self::Running => phrase!("another import into this database is running"),
            Self::There(one) => phrase!("the database cannot be updated: {}", one),
            Self::Fewer { there, new } => {
                phrase!("the database holds {} records and would hold {}: nothing was replaced", there, new)
            }
        }
    }
}

/// Imports records.
///
/// # Errors
/// [`ImportError`]; a database that was there stays as it was.
pub fn import(wish: &Import) -> Result<Imported, ImportError> {
    let exploited = wish.exploited.as_ref().map(catalogue).transpose()?;
    alone(&wish.target, || fill(wish, Builder::new(&wish.target)?, exploited))
}

/// Writes a database while nobody else does. What a failed attempt leaves is taken away.
pub(super) fn alone<T>(target: &Path, write: impl FnOnce() -> Result<T, ImportError>) -> Result<T, ImportError> {
    let io = |error| ImportError::Build(BuildError::Io(error));
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let lock = File::options().create(true).truncate(false).write(true).open(beside(target, ".lock")).map_err(io)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(ImportError::Running),
        Err(TryLockError::Error(error)) => return Err(io(error)),
    }
    let result = write();
    if result.is_err() {
        // Whether it can be removed or not, the next import overwrites it.
        let _ = std::fs::remove_file(beside(target, ".part"));
    }
    result
}

type Catalogue = (String, BTreeMap<String, Exploited>);

fn fill(wish: &Import, builder: Builder, exploited: Option<Catalogue>) -> Result<Imported, ImportError> {
    let mut intake = Intake::new(builder);
    all(&wish.paths, &mut intake)?;
    intake.work()?;
    let Intake { builder, unread, skipped, .. } = intake;
    let records = builder.records();
    if records == 0 {
        return Err(ImportError::Nothing);
    }
    if wish.shrink == Shrink::Refused
        && let Ok(there) = Store::open(&wish.target).map(|store| store.about().records)
        && there / 2 > records
    {
        return Err(ImportError::Fewer { there, new: records });
    }
    // A record from the future does not make the others newer.
    let newest = builder.newest.map(|at| TimeZone::UTC.to_datetime(at).date().min(wish.today));
    let as_of = wish.as_of.or(newest);
    let mut imported = Imported {
        records,
        packages: builder.packages(),
        without_package: builder.without_package,
        repeated: builder.replaced,
        exploited: exploited.as_ref().map(|(_, list)| list.len()),
        as_of,
        digest: String::new(),
        unread,
        skipped,
    };
    let day = as_of.map(|day| day.to_string());
    imported.digest = builder.finish(&imported.unread, exploited, day, wish.today.to_string(), &Scope::default())?;
    Ok(imported)
}

/// Texts on their way into the database.
pub(super) struct Intake {
    pub(super) builder: Builder,
    waiting: Vec<Raw>,
    bytes: usize,
    pub(super) unread: Vec<Unread>,
    skipped: Vec<Skipped>,
}

impl Takes for Intake {
    type Error = ImportError;

    fn text(&mut self, raw: Raw) -> Result<(), ImportError> {
        self.bytes += raw.bytes.len();
        self.waiting.push(raw);
        if self.waiting.len() >= BATCH || self.bytes >= BATCH_BYTES { self.work() } else { Ok(()) }
    }

    fn passed_over(&mut self, name: String) {
        self.skipped.push(name);
    }
}

/// What came of one text.
enum Came {
    Record(Ready),
    Unread(Unread),
    Skipped(String),
}

impl Intake {
    pub(super) fn new(builder: Builder) -> Self {
        Self { builder, waiting: Vec::new(), bytes: 0, unread: Vec::new(), skipped: Vec::new() }
    }

    /// Reads what waits, all processors at once, and adds it in order.
    pub(super) fn work(&mut self) -> Result<(), ImportError> {
        let waiting = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let came: Vec<Came> = waiting.into_par_iter().map(read).collect();
        for came in came {
            match came {
                Came::Record(ready) => self.builder.add(ready)?,
                Came::Unread(unread) => self.unread.push(unread),
                Came::Skipped(name) => self.skipped.push(name),
            }
        }
        Ok(())
    }
}

fn read(raw: Raw) -> Came {
    let record = match raw.form {
        Form::Json => Record::of_json(&raw.bytes),
        Form::Yaml => match std::str::from_utf8(&raw.bytes) {
            Ok(text) => Record::of_yaml(text),
            Err(error) => Err(RecordFault::Malformed(error.to_string())),
        },
    };
    match record.and_then(|record| Ready::of(&record).map_err(|error| RecordFault::Malformed(error.to_string()))) {
        Ok(ready) => Came::Record(ready),
        Err(fault) => unread(raw, &fault),
    }
}

/// What can still be told of a text that is no usable record. One that reads well and has nothing of a record is none.
fn unread(raw: Raw, fault: &RecordFault) -> Came {
    let value: Option<serde_json::Value> = match raw.form {
        Form::Json => serde_json::from_slice(&raw.bytes).ok(),
        Form::Yaml => std::str::from_utf8(&raw.bytes).ok().and_then(|text| serde_saphyr::from_str(text).ok()),
    };
    let Some(value) = value else {
        return Came::Unread(Unread { name: raw.name, ecosystems: Vec::new(), why: fault.to_string() });
    };
    if value.get("affected").is_none() && value.get("schema_version").is_none() && value.get("modified").is_none() {
        return Came::Skipped(raw.name);
    }
    let id = value.get("id").and_then(|id| id.as_str()).map(str::to_owned);
    let entries = value.get("affected").and_then(|entries| entries.as_array());
    let ecosystem = |entry: &serde_json::Value| entry.get("package")?.get("ecosystem")?.as_str().map(str::to_owned);
    // One entry whose ecosystem cannot be read may be of any.
    let ecosystems: Option<Vec<String>> = entries.and_then(|entries| entries.iter().map(ecosystem).collect());
    Came::Unread(Unread { name: id.unwrap_or(raw.name), ecosystems: ecosystems.unwrap_or_default(), why: fault.to_string() })
}

/// The catalogue of CISA. Source: Known Exploited Vulnerabilities Catalog, JSON schema.
#[derive(Deserialize)]
struct KevFile {
    #[serde(rename = "catalogVersion")]
    version: String,
    count: Option<usize>,
    vulnerabilities: Vec<KevEntry>,
}

#[derive(Deserialize)]
struct KevEntry {
    #[serde(rename = "cveID")]
    id: String,
    #[serde(rename = "dateAdded")]
    added: String,
    #[serde(rename = "dueDate")]
    due: Option<String>,
}

fn catalogue(path: &PathBuf) -> Result<Catalogue, ImportError> {
    let fail = |why: String| ImportError::Exploited(path.display().to_string(), why);
    let bytes = std::fs::read(path).map_err(|error| fail(error.to_string()))?;
    let file: KevFile = serde_json::from_slice(&bytes).map_err(|error| fail(error.to_string()))?;
    let stated = file.count.unwrap_or(file.vulnerabilities.len());
    if file.vulnerabilities.is_empty() || stated != file.vulnerabilities.len() {
        return Err(fail(format!("it says it holds {stated} entries and holds {}", file.vulnerabilities.len())));
    }
    let entry = |entry: KevEntry| (entry.id.trim().to_owned(), Exploited { added: entry.added, due: entry.due });
    Ok((file.version, file.vulnerabilities.into_iter().map(entry).collect()))
}
