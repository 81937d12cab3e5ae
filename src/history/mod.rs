//! What was checked, when, under which terms, and with what verdict: one SQLite file of the operator.
//!
//! ```text
//! Judged --Record::of--> Record --History::keep--> file --History::latest--> Record --worse--> what became worse
//! ```
//!
//! A record is kept whole or not at all, and is on the disk before [`History::keep`] returns. What is read back is held
//! against its digest: a damaged file is an error, never an empty history. Nothing here asks for the clock.

mod begin;
mod deadline;
mod error;
mod keep;
mod packed;
mod recall;
mod record;
mod terms;
mod worse;

pub use deadline::{Deadline, deadlines, due};
pub use error::HistoryError;
pub use packed::Packer;
pub use recall::{Entry, Remembered};
pub use record::{Bill, Cause, Covered, Gap, Index, Kept, Lapse, Record, Share};
pub use terms::{Asked, Receipt, Terms};
pub use worse::{Change, Progress, Worse, WorseKind, compare};

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open history.
#[derive(Debug)]
pub struct History {
    file: PathBuf,
    connection: Connection,
}

impl History {
    /// The file it is kept in.
    pub fn file(&self) -> &Path {
        &self.file
    }

    fn fault(&self, doing: &'static str) -> impl Fn(rusqlite::Error) -> HistoryError + use<> {
        error::at(&self.file, doing)
    }
}
