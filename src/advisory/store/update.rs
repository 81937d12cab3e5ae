//! Adds to a database what a service has on some packages: a new file from the old one and what came, put in its place whole.

use super::super::package::Package;
use super::super::record::{Record, RecordFault};
use super::build::{Builder, Ready};
use super::gather::{Form, Raw, Takes};
use super::import::{ImportError, Intake, alone};
use super::look::Store;
use super::scope::Scope;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to add, and to which database.
#[derive(Clone, Debug)]
pub struct Update {
    /// The packages the service was asked about.
    pub packages: Vec<Package>,
    /// What it has on them: records in JSON, by id.
    pub bodies: BTreeMap<String, Vec<u8>>,
    /// The database; made when it is not there.
    pub target: PathBuf,
    /// The day the service was asked.
    pub day: Date,
}

/// What an update came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// Records held now.
    pub records: usize,
    /// Records that were not there before.
    pub new: usize,
    /// Records that were there, and older.
    pub changed: usize,
    /// Records of the service that could not be read.
    pub unread: usize,
    /// SHA-256 over the records.
    pub digest: String,
}

/// Adds records. None is taken away: what a service lists no more is still looked at.
///
/// # Errors
/// [`ImportError`]; a database that was there stays as it was.
pub fn update(wish: Update) -> Result<Updated, ImportError> {
    let target = wish.target.clone();
    alone(&target, || merge(wish))
}

fn merge(wish: Update) -> Result<Updated, ImportError> {
    let Update { packages, bodies, target, day } = wish;
    let old = if target.exists() { Some(Store::open(&target)?) } else { None };
    let mut intake = Intake::new(Builder::new(&target)?);
    let mut held: BTreeMap<String, String> = BTreeMap::new();
    if let Some(old) = &old {
        old.each(|record| -> Result<(), ImportError> {
            if bodies.contains_key(&record.id) {
                held.insert(record.id.clone(), record.modified.clone());
            }
            Ok(intake.builder.add(Ready::of(&record).map_err(super::BuildError::Json)?)?)
        })?;
        intake.unread = old.unread().iter().filter(|unread| !bodies.contains_key(&unread.name)).cloned().collect();
    }
    let (before, unread_before) = (intake.builder.records(), intake.unread.len());
    let mut changed = 0;
    for (id, bytes) in bodies {
        if let (Some(modified), Ok(record)) = (held.get(&id), read(&bytes)) {
            changed += usize::from(record.modified > *modified);
        }
        intake.text(Raw { name: id, form: Form::Json, bytes })?;
    }
    intake.work()?;
    let Intake { builder, unread, .. } = intake;
    let mut scope = old.as_ref().map_or_else(Scope::none, |old| old.scope().clone());
    scope.add(&packages, day);
    let about = old.as_ref().map(Store::about_row);
    let exploited = about.and_then(|about| about.exploited.as_ref().map(|list| list.version.clone()));
    let exploited = exploited.zip(old.as_ref().and_then(Store::exploited_list).cloned());
    let mut updated = Updated {
        records: builder.records(),
        new: builder.records() - before,
        changed,
        unread: unread.len() - unread_before,
        digest: String::new(),
    };
    let as_of = about.and_then(|about| about.as_of.clone());
    let imported = about.map_or_else(|| day.to_string(), |about| about.imported.clone());
    updated.digest = builder.finish(&unread, exploited, as_of, imported, &scope)?;
    Ok(updated)
}

fn read(bytes: &[u8]) -> Result<Record, RecordFault> {
    Record::of_json(bytes)
}
