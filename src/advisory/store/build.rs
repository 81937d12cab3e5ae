//! Writes the file: beside the old one, and in its place only when it is whole and on the disk.

use super::super::record::Record;
use super::super::source::{Exploited, Unread};
use super::layout::{
    ABOUT, APPLICATION, AboutRow, EXPLOITED, ExploitedAbout, FORMAT, SHELVES, Shelf, Table, UNREAD, checksum, hex, key, shelf_of,
};
use hashbrown::HashMap;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// One record, ready to be written.
pub(super) struct Ready {
    pub(super) id: String,
    pub(super) modified: Option<Timestamp>,
    pub(super) keys: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Ready {
    /// Takes a record apart. Runs beside others of its kind.
    pub(super) fn of(record: &Record) -> Result<Self, serde_json::Error> {
        let mut keys: Vec<(String, String)> = record.packages().iter().map(key).collect();
        keys.sort();
        keys.dedup();
        let modified = record.modified.parse().ok();
        Ok(Self { id: record.id.clone(), modified, keys, body: serde_json::to_vec(record)? })
    }
}

/// Why the file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The database engine failed.
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    /// The file system failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A row could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// More records than the layout can number.
    #[error("more than {} records", u32::MAX)]
    TooMany,
}

/// Where a record stands, and how new it is.
struct Placed {
    at: u32,
    modified: Option<Timestamp>,
}

/// A file being written.
pub(super) struct Builder {
    connection: Connection,
    temporary: PathBuf,
    target: PathBuf,
    by_id: HashMap<String, Placed, foldhash::fast::RandomState>,
    by_package: HashMap<(String, String), Vec<u32>, foldhash::fast::RandomState>,
    pub(super) newest: Option<Timestamp>,
    pub(super) without_package: usize,
    pub(super) replaced: usize,
}

/// `NAME.part` beside the target.
pub(super) fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(ending);
    target.with_file_name(name)
}

impl Builder {
    /// Begins a file that will stand at `target`. What a former import left unfinished is overwritten.
    pub(super) fn new(target: &Path) -> Result<Self, BuildError> {
        let temporary = beside(target, ".part");
        match std::fs::remove_file(&temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let connection = Connection::open(&temporary)?;
        // Nobody reads the file before it is whole: it needs no journal, and reaches the disk once, at the end.
        connection.pragma_update(None, "page_size", 8192)?;
        connection.pragma_update(None, "journal_mode", "OFF")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "application_id", APPLICATION)?;
        connection.pragma_update(None, "user_version", FORMAT)?;
        for table in Table::ALL {
            let name = table.name();
            connection
                .execute(&format!("CREATE TABLE {name} (at INTEGER PRIMARY KEY, sum BLOB NOT NULL, body BLOB NOT NULL)"), [])?;
        }
        connection.execute("BEGIN", [])?;
        Ok(Self {
            connection,
            temporary,
            target: target.to_owned(),
            by_id: HashMap::default(),
            by_package: HashMap::default(),
            newest: None,
            without_package: 0,
            replaced: 0,
        })
    }

    fn put(&self, table: Table, at: u32, body: &[u8]) -> Result<(), BuildError> {
        let sql = match table {
            Table::Record => "INSERT OR REPLACE INTO record VALUES (?1, ?2, ?3)",
            Table::Shelf => "INSERT INTO shelf VALUES (?1, ?2, ?3)",
            Table::Paper => "INSERT INTO paper VALUES (?1, ?2, ?3)",
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(params![at, checksum(table, at, body), body])?;
        Ok(())
    }

    /// Adds a record. Of two with one id the one that was modified last stays.
    pub(super) fn add(&mut self, ready: Ready) -> Result<(), BuildError> {
        let next = u32::try_from(self.by_id.len()).map_err(|_| BuildError::TooMany)?;
        let at = match self.by_id.get_mut(&ready.id) {
            Some(placed) => {
                self.replaced += 1;
                if ready.modified < placed.modified {
                    return Ok(());
                }
                placed.modified = ready.modified;
                placed.at
            }
            None => {
                self.by_id.insert(ready.id, Placed { at: next, modified: ready.modified });
                next
            }
        };
        self.newest = self.newest.max(ready.modified);
        if ready.keys.is_empty() {
            self.without_package += 1;
        }
        for key in ready.keys {
            let numbers = self.by_package.entry(key).or_default();
            if numbers.last() != Some(&at) {
                numbers.push(at);
            }
        }
        self.put(Table::Record, at, &ready.body)
    }

    /// Records held.
    pub(super) fn records(&self) -> usize {
        self.by_id.len()
    }

    /// Packages held.
    pub(super) fn packages(&self) -> usize {
        self.by_package.len()
    }

    /// Writes what is left, brings the file to the disk, and puts it in the place of the old one.
    pub(super) fn finish(
        mut self,
        unread: &[Unread],
        exploited: Option<(String, BTreeMap<String, Exploited>)>,
        as_of: Option<String>,
        imported: String,
    ) -> Result<String, BuildError> {
        let mut shelves: Vec<Shelf> = vec![Shelf::new(); usize::from(SHELVES)];
        let packages = self.by_package.len();
        for (key, mut numbers) in self.by_package.drain() {
            numbers.sort_unstable();
            numbers.dedup();
            if let Some(shelf) = shelves.get_mut(shelf_of(&key) as usize) {
                shelf.push((key.0, key.1, numbers));
            }
        }
        for (at, mut shelf) in (0..).zip(shelves) {
            shelf.sort();
            self.put(Table::Shelf, at, &serde_json::to_vec(&shelf)?)?;
        }
        let (about_list, list) = match exploited {
            Some((version, list)) => (Some(ExploitedAbout { version, entries: list.len() }), Some(list)),
            None => (None, None),
        };
        self.put(Table::Paper, UNREAD, &serde_json::to_vec(unread)?)?;
        self.put(Table::Paper, EXPLOITED, &serde_json::to_vec(&list)?)?;
        let digest = self.digest()?;
        let about = AboutRow {
            records: self.by_id.len(),
            packages,
            unread: unread.len(),
            without_package: self.without_package,
            as_of,
            imported,
            digest: digest.clone(),
            exploited: about_list,
        };
        self.put(Table::Paper, ABOUT, &serde_json::to_vec(&about)?)?;
        self.connection.execute("COMMIT", [])?;
        self.connection.flush_prepared_statement_cache();
        self.connection.close().map_err(|(_, error)| error)?;
        File::options().write(true).open(&self.temporary)?.sync_all()?;
        std::fs::rename(&self.temporary, &self.target)?;
        // The new name reaches the disk with its folder; where folders cannot be opened, the system sees to it.
        if let Some(folder) = self.target.parent().filter(|folder| !folder.as_os_str().is_empty())
            && let Ok(folder) = File::open(folder)
        {
            folder.sync_all()?;
        }
        Ok(digest)
    }

    /// SHA-256 over the checksums of all records, then of the two lists.
    fn digest(&self) -> Result<String, BuildError> {
        let mut hash = Sha256::new();
        for table in [Table::Record, Table::Paper] {
            let mut statement = self.connection.prepare(&format!("SELECT sum FROM {} ORDER BY at", table.name()))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                hash.update(row.get_ref(0)?.as_blob().unwrap_or_default());
            }
        }
        Ok(hex(&hash.finalize()))
    }
}
