//! Opens the file and answers from it, or says why it cannot.

use super::super::package::Package;
use super::super::record::Record;
use super::super::source::{About, Exploited, Found, Origin, Source, Unavailable, Unread};
use super::layout::{ABOUT, APPLICATION, AboutRow, EXPLOITED, FORMAT, SCOPE, Shelf, Table, UNREAD, checksum, key, shelf_of};
use super::scope::Scope;
use jiff::civil::Date;
use rayon::prelude::*;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A database of advisories, opened.
pub struct Store {
    path: PathBuf,
    connection: Mutex<Connection>,
    about: AboutRow,
    unread: Vec<Unread>,
    exploited: Option<BTreeMap<String, Exploited>>,
    scope: Scope,
    /// The day that what was looked up last is of.
    day: Mutex<Option<Date>>,
}

impl Store {
    /// Opens a database.
    ///
    /// # Errors
    /// When the file is not there, is no database of bomgate, of another layout, was never finished, is shorter than it says,
    /// or is damaged where it is read.
    pub fn open(path: &Path) -> Result<Self, Unavailable> {
        whole(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(damaged)?;
        let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(damaged);
        if pragma("application_id")? != APPLICATION {
            return Err(Unavailable("the file is no database of advisories".to_owned()));
        }
        let format = pragma("user_version")?;
        if format != FORMAT {
            return Err(Unavailable(format!("its layout is {format}, this program reads {FORMAT}: import the records again")));
        }
        let about: AboutRow = paper(&connection, ABOUT)?;
        let unread: Vec<Unread> = paper(&connection, UNREAD)?;
        let exploited = paper(&connection, EXPLOITED)?;
        let scope: Scope = paper(&connection, SCOPE)?;
        let day = Mutex::new(scope.day(&[], about.day()));
        Ok(Self { path: path.to_owned(), connection: Mutex::new(connection), about, unread, exploited, scope, day })
    }

    /// Packages it knows.
    pub fn packages(&self) -> usize {
        self.about.packages
    }

    /// The day of its import.
    pub fn imported(&self) -> &str {
        &self.about.imported
    }

    /// Records that could not be read when it was made.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// How many vulnerabilities are on its list of exploited ones; none when it has no such list.
    pub fn exploited(&self) -> Option<usize> {
        self.exploited.as_ref().map(BTreeMap::len)
    }

    /// Reads every row and holds it against its checksum.
    ///
    /// # Errors
    /// When one is damaged or missing.
    pub fn verify(&self) -> Result<(), Unavailable> {
        let connection = self.lock()?;
        let records = u32::try_from(self.about.records).map_err(|_| damaged("too many records"))?;
        (0..records).try_for_each(|at| row(&connection, Table::Record, at).map(drop))?;
        (0..u32::from(super::SHELVES)).try_for_each(|at| row(&connection, Table::Shelf, at).map(drop))
    }

    /// What can be looked up in it.
    pub(super) fn scope(&self) -> &Scope {
        &self.scope
    }

    pub(super) fn about_row(&self) -> &AboutRow {
        &self.about
    }

    pub(super) fn exploited_list(&self) -> Option<&BTreeMap<String, Exploited>> {
        self.exploited.as_ref()
    }

    /// Every package a service was asked about for it.
    pub fn asked(&self) -> Vec<Package> {
        self.scope.packages()
    }

    /// Hands over every record.
    pub(super) fn each<E: From<Unavailable>>(&self, mut take: impl FnMut(Record) -> Result<(), E>) -> Result<(), E> {
        let connection = self.lock()?;
        let records = u32::try_from(self.about.records).map_err(|_| damaged("too many records"))?;
        (0..records).try_for_each(|at| take(serde_json::from_slice(&row(&connection, Table::Record, at)?).map_err(damaged)?))
    }

    fn lock(&self) -> Result<std::sync::MutexGuard<'_, Connection>, Unavailable> {
        self.connection.lock().map_err(|_| Unavailable("a former look-up ended halfway".to_owned()))
    }
}

impl Source for Store {
    fn speaks_of(&self, package: &Package) -> bool {
        self.scope.holds(std::slice::from_ref(package)).is_ok()
    }

    fn records(&self, packages: &[Package]) -> Result<Found, Unavailable> {
        self.scope.holds(packages)?;
        *self.day.lock().unwrap_or_else(PoisonError::into_inner) = self.scope.day(packages, self.about.day());
        let keys: Vec<(String, String)> = packages.iter().map(key).collect();
        let mut by_shelf: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            by_shelf.entry(shelf_of(key)).or_default().push(at);
        }
        let mut numbers: Vec<Vec<u32>> = vec![Vec::new(); packages.len()];
        let mut bodies: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
        {
            let connection = self.lock()?;
            for (shelf, asked) in by_shelf {
                let shelf: Shelf = serde_json::from_slice(&row(&connection, Table::Shelf, shelf)?).map_err(damaged)?;
                for at in asked {
                    let (ecosystem, name) = &keys[at];
                    let found = shelf.iter().find(|(own, package, _)| own == ecosystem && package == name);
                    numbers[at] = found.map_or_else(Vec::new, |(_, _, numbers)| numbers.clone());
                }
            }
            for at in numbers.iter().flatten().collect::<BTreeSet<_>>() {
                bodies.insert(*at, row(&connection, Table::Record, *at)?);
            }
        }
        let read = |(at, body): (u32, Vec<u8>)| Ok((at, Arc::new(serde_json::from_slice(&body).map_err(damaged)?)));
        let records: BTreeMap<u32, Arc<Record>> = bodies.into_par_iter().map(read).collect::<Result<_, Unavailable>>()?;
        let of_package = |numbers: &Vec<u32>| numbers.iter().filter_map(|at| records.get(at).cloned()).collect();
        let concerns = |unread: &&Unread| {
            unread.ecosystems.is_empty()
                || keys.iter().any(|(asked, _)| unread.ecosystems.iter().any(|own| Package::new(own, "").key().0 == *asked))
        };
        Ok(Found {
            records: numbers.iter().map(of_package).collect(),
            exploited: self.exploited.clone(),
            unread: if packages.is_empty() { Vec::new() } else { self.unread.iter().filter(concerns).cloned().collect() },
        })
    }

    fn about(&self) -> About {
        About {
            origin: Origin::Offline,
            place: self.path.display().to_string(),
            in_place_of: None,
            as_of: *self.day.lock().unwrap_or_else(PoisonError::into_inner),
            records: self.about.records,
            digest: self.about.digest.clone(),
            exploited_as_of: self.about.exploited.as_ref().map(|list| list.version.clone()),
        }
    }
}

fn damaged(why: impl std::fmt::Display) -> Unavailable {
    Unavailable(format!("the database is damaged ({why}): import the records again"))
}

/// Whether the file is as long as its header says. Source: SQLite, "Database File Format", 1.3.
fn whole(path: &Path) -> Result<(), Unavailable> {
    let unavailable = |error: std::io::Error| Unavailable(error.to_string());
    let mut file = File::open(path).map_err(unavailable)?;
    let length = file.metadata().map_err(unavailable)?.len();
    let mut head = [0; 100];
    file.read_exact(&mut head).map_err(|_| Unavailable("the file is no database of advisories: it is too short".to_owned()))?;
    if !head.starts_with(b"SQLite format 3\0") {
        return Err(Unavailable("the file is no database of advisories".to_owned()));
    }
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let pages = u64::from(u32::from_be_bytes([head[28], head[29], head[30], head[31]]));
    if page * pages != length {
        return Err(damaged(format!("it has {length} bytes and should have {}", page * pages)));
    }
    Ok(())
}

/// The body of a row that is there and matches its checksum.
fn row(connection: &Connection, table: Table, at: u32) -> Result<Vec<u8>, Unavailable> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT sum, body FROM {} WHERE at = ?1", table.name())).map_err(damaged)?;
    let found = statement
        .query_row([at], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()
        .map_err(damaged)?;
    let Some((sum, body)) = found else { return Err(damaged(format!("{} {at} is missing", table.name()))) };
    if sum != checksum(table, at, &body) {
        return Err(damaged(format!("{} {at} does not match its checksum", table.name())));
    }
    Ok(body)
}

fn paper<T: serde::de::DeserializeOwned>(connection: &Connection, at: u32) -> Result<T, Unavailable> {
    if at == ABOUT {
        // The last row an import writes.
        let there = connection.query_row("SELECT count(*) FROM paper", [], |row| row.get::<_, i64>(0)).map_err(damaged)?;
        if there == 0 {
            return Err(Unavailable("its import was never finished: import the records again".to_owned()));
        }
    }
    serde_json::from_slice(&row(connection, Table::Paper, at)?).map_err(damaged)
}
