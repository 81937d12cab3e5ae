//! From paths to the texts of records: files, folders, archives. Nothing is unpacked to the disk.

use crate::base::{Phrase, phrase};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zip::ZipArchive;

/// Bytes of one record at most.
const ENTRY: u64 = 64 << 20;
/// Bytes one archive may unpack to at most.
const ARCHIVE: u64 = 64 << 30;
/// How many times its size one archive may unpack to.
const RATIO: u64 = 200;
/// Files below one folder, entries of one archive.
const FILES: usize = 5_000_000;
/// Folders inside each other.
const DEPTH: usize = 64;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Yaml,
}

impl Form {
    /// By the ending of a name; none: what stands there is no record.
    fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// One text.
pub(super) struct Raw {
    pub(super) name: String,
    pub(super) form: Form,
    pub(super) bytes: Vec<u8>,
}

/// Why records could not be gathered. The import ends: half of what was named is not what was asked for.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum GatherError {
    /// A file or folder cannot be read.
    Io(String, #[source] io::Error),
    /// An archive is damaged or cut short.
    Zip(String, #[source] zip::result::ZipError),
    /// An archive or record is larger than any of its kind.
    TooLarge(String, String),
    /// A file is neither a record nor an archive.
    Neither(String),
}

impl GatherError {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Io(one, other) => phrase!("cannot read {}: {}", one, other),
            Self::Zip(one, other) => phrase!("the archive {} is damaged or cut short: {}", one, other),
            Self::TooLarge(one, other) => phrase!("{} is too large: {}", one, other),
            Self::Neither(one) => phrase!("{} is neither JSON, YAML nor a zip archive", one),
        }
    }
}

/// Where texts go: to be read, or to be named as passed over.
pub(super) trait Takes {
    type Error: From<GatherError>;
    fn text(&mut self, raw: Raw) -> Result<(), Self::Error>;
    fn passed_over(&mut self, name: String);
}

/// Hands over every text below a path, in the order of names.
pub(super) fn gather<T: Takes>(path: &Path, into: &mut T) -> Result<(), T::Error> {
    let name = path.display().to_string();
    let about = std::fs::metadata(path).map_err(|error| GatherError::Io(name.clone(), error))?;
    if about.is_dir() {
        return folder(path, into);
    }
    match Form::of(&name) {
        Some(form) => file(path, form, into),
        None if name.to_ascii_lowercase().ends_with(".zip") => archive(path, into),
        None => Err(GatherError::Neither(name).into()),
    }
}

fn folder<T: Takes>(path: &Path, into: &mut T) -> Result<(), T::Error> {
    let walk = WalkDir::new(path).follow_links(false).max_depth(DEPTH).sort_by_file_name();
    for (at, entry) in walk.into_iter().enumerate() {
        if at > FILES {
            return Err(GatherError::TooLarge(path.display().to_string(), format!("more than {FILES} files")).into());
        }
        let entry = entry.map_err(|error| GatherError::Io(path.display().to_string(), error.into()))?;
        let name = entry.path().display().to_string();
        if entry.file_type().is_dir() {
            continue;
        }
        match Form::of(&name).filter(|_| entry.file_type().is_file()) {
            Some(form) => file(entry.path(), form, into)?,
            None => into.passed_over(name),
        }
    }
    Ok(())
}

fn file<T: Takes>(path: &Path, form: Form, into: &mut T) -> Result<(), T::Error> {
    let name = path.display().to_string();
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(ENTRY + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| GatherError::Io(name.clone(), error))?;
    into.text(sized(name, form, bytes)?)
}

fn sized(name: String, form: Form, bytes: Vec<u8>) -> Result<Raw, GatherError> {
    if bytes.len() as u64 > ENTRY {
        return Err(GatherError::TooLarge(name, format!("one record may have {ENTRY} bytes")));
    }
    Ok(Raw { name, form, bytes })
}

/// Entries in their order; each is checked against the CRC the archive states as it is read.
fn archive<T: Takes>(path: &Path, into: &mut T) -> Result<(), T::Error> {
    let shown = path.display().to_string();
    let file = File::open(path).map_err(|error| GatherError::Io(shown.clone(), error))?;
    let size = file.metadata().map_err(|error| GatherError::Io(shown.clone(), error))?.len();
    let most = ARCHIVE.min(size.saturating_mul(RATIO));
    let broken = |error| GatherError::Zip(shown.clone(), error);
    let mut archive = ZipArchive::new(io::BufReader::new(file)).map_err(broken)?;
    if archive.len() > FILES {
        return Err(GatherError::TooLarge(shown, format!("more than {FILES} entries")).into());
    }
    let mut total = 0;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(broken)?;
        let name = format!("{shown}:{}", entry.name().map_err(broken)?);
        if entry.is_dir() {
            continue;
        }
        let Some(form) = Form::of(&name).filter(|_| entry.is_file()) else {
            into.passed_over(name);
            continue;
        };
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size().min(ENTRY)).unwrap_or_default());
        (&mut entry).take(ENTRY + 1).read_to_end(&mut bytes).map_err(|error| GatherError::Zip(name.clone(), error.into()))?;
        total += bytes.len() as u64;
        if total > most {
            return Err(GatherError::TooLarge(shown, format!("it unpacks to more than {most} bytes")).into());
        }
        into.text(sized(name, form, bytes)?)?;
    }
    Ok(())
}

/// The paths in the order they are read: as named, so that the same import makes the same file.
pub(super) fn all<T: Takes>(paths: &[PathBuf], into: &mut T) -> Result<(), T::Error> {
    paths.iter().try_for_each(|path| gather(path, into))
}
