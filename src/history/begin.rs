//! Making and opening the file. Source: SQLite, "Write-Ahead Logging", `PRAGMA synchronous`, `PRAGMA quick_check`.

use super::History;
use super::error::{HistoryError, at};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

/// `user_version` of the files this version writes.
pub(super) const SCHEMA: i64 = 1;
/// `application_id`: "bomg".
const OURS: i64 = 0x626f_6d67;
/// How long a writer waits for others.
const PATIENCE: Duration = Duration::from_secs(30);

/// A record stands whole in `body`; the columns beside it are for looking it up.
const TABLES: &str = "
CREATE TABLE terms (sha256 TEXT PRIMARY KEY NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE bill (sha256 TEXT PRIMARY KEY NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE record (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  delivery TEXT,
  serial TEXT,
  version INTEGER,
  bill TEXT,
  verdict TEXT NOT NULL,
  context TEXT NOT NULL,
  terms TEXT NOT NULL REFERENCES terms (sha256),
  sha256 TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX record_by_delivery ON record (delivery, name);
CREATE INDEX record_by_serial ON record (serial);
CREATE INDEX record_by_time ON record (at);
";

impl History {
    /// Opens a history that is there. The structure of the whole file is verified first; cost: one read of it.
    ///
    /// # Errors
    /// When it is damaged, of another program, of a newer version, or cannot be opened.
    pub fn open(file: &Path) -> Result<Self, HistoryError> {
        let corrupt = |what: String| HistoryError::Corrupt { file: file.to_owned(), what };
        // SQLite takes an empty file for a new database; a history is never empty.
        match fs::metadata(file) {
            Ok(found) if found.is_file() && found.len() == 0 => return Err(corrupt("the file is empty".to_owned())),
            Ok(found) if !found.is_file() => return Err(corrupt("not a file".to_owned())),
            Ok(_) => {}
            Err(source) => return Err(HistoryError::File { file: file.to_owned(), doing: "open", source }),
        }
        let fault = at(file, "open");
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags).map_err(&fault)?;
        connection.busy_timeout(PATIENCE).map_err(&fault)?;
        let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(&fault);
        if number("application_id")? != OURS {
            return Err(corrupt("a database, but no history of bomgate".to_owned()));
        }
        match number("user_version")? {
            SCHEMA => {}
            found if found > SCHEMA => return Err(HistoryError::Newer { file: file.to_owned(), found }),
            found => return Err(corrupt(format!("schema {found} does not exist"))),
        }
        connection.pragma_update(None, "trusted_schema", false).map_err(&fault)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(&fault)?;
        let state: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(&fault)?;
        if state != "ok" {
            return Err(corrupt(state));
        }
        Ok(Self { file: file.to_owned(), connection })
    }

    /// Makes an empty history at `file`, built whole at `beside` first, so that nobody ever meets half of one. Where
    /// another process makes it at the same time, the first one stays.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn begin(file: &Path, beside: &Path) -> Result<Self, HistoryError> {
        let built = build(beside).map_err(at(file, "make")).and_then(|()| place(beside, file));
        // A leftover is of no use to anybody, whatever came of it.
        let _ = fs::remove_file(beside);
        built?;
        Self::open(file)
    }
}

fn build(beside: &Path) -> Result<(), rusqlite::Error> {
    let connection = Connection::open(beside)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {OURS}; PRAGMA user_version = {SCHEMA}; COMMIT;"
    ))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.close().map_err(|(_, error)| error)
}

/// Gives a built file its name; keeps the file that has the name already.
fn place(beside: &Path, file: &Path) -> Result<(), HistoryError> {
    match fs::hard_link(beside, file) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        // Some file systems have no links.
        Err(_) => fs::rename(beside, file).map_err(|source| HistoryError::File { file: file.to_owned(), doing: "make", source }),
    }
}
