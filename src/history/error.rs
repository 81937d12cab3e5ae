//! Why a history cannot be relied on. The exit code is that of INCOMPLETE: the history was asked for.

use crate::base::{Phrase, phrase};
use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// What is wrong with a history.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum HistoryError {
    /// The file is damaged, or none of ours. It is left as it is.
    Corrupt {
        /// The file.
        file: PathBuf,
        /// What was found.
        what: String,
    },
    /// Made by a newer version of this program.
    Newer {
        /// The file.
        file: PathBuf,
        /// Its schema.
        found: i64,
    },
    /// The file cannot be made or moved into place.
    File {
        /// The file.
        file: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// Why not.
        source: io::Error,
    },
    /// The database refuses.
    Database {
        /// The file.
        file: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// Why not.
        source: rusqlite::Error,
    },
}

impl HistoryError {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Corrupt { file, what } => phrase!("HIST-CORRUPT: {}: {}", file.display(), what),
            Self::Newer { file, found } => {
                phrase!("{} has schema {}, this version knows {}", file.display(), found, super::begin::SCHEMA)
            }
            Self::File { file, doing, source } => phrase!("cannot {} {}: {}", Phrase::word(doing), file.display(), source),
            Self::Database { file, doing, source } => phrase!("cannot {} {}: {}", Phrase::word(doing), file.display(), source),
        }
    }
}

impl HistoryError {
    /// What the operator can do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Corrupt { .. } => {
                "the file was left as it is; restore it from a copy, or move it away to begin a new history knowingly"
            }
            Self::Newer { .. } => "use the version of bomgate that made it, or a newer one",
            Self::File { .. } | Self::Database { .. } => {
                "a verdict is only given once its record is kept; see to the disk and its permissions, or check without --history"
            }
        }
    }
}

/// A fault of the database, in the words of the operator: damage is told apart from refusal.
pub(super) fn at(file: &Path, doing: &'static str) -> impl Fn(rusqlite::Error) -> HistoryError + use<> {
    let file = file.to_owned();
    move |source| match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            HistoryError::Corrupt { file: file.clone(), what: source.to_string() }
        }
        _ => HistoryError::Database { file: file.clone(), doing, source },
    }
}
