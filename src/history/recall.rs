//! Reading back. What is read is held against its digest.

use super::error::HistoryError;
use super::keep::context;
use super::packed::unpack;
use super::{Bill, History, Record, Terms};
use crate::evaluate::{Past, Sighting, delivery_identity};
use crate::model::Bom;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use serde::de::DeserializeOwned;

/// A record and its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// Its number: higher is later.
    pub number: i64,
    /// What was kept.
    pub record: Record,
    /// The terms it was made under.
    pub terms: Terms,
}

/// A record in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub number: i64,
    /// When it was made.
    pub at: String,
    /// The name the delivery was given by.
    pub name: String,
    /// What a baseline knows the delivery by; none where the bill could not be read.
    pub delivery: Option<String>,
    /// SHA-256 of the bill, hex.
    pub bill: Option<String>,
    /// The verdict, in a word.
    pub verdict: String,
}

/// Of each delivery the newest bill: later ones replace it that have the same subject, and the same name without the same
/// serial number, or the same serial number and no lower version.
const LATEST: &str = "
SELECT one.number FROM record one WHERE NOT EXISTS (
  SELECT 1 FROM record later WHERE later.delivery IS one.delivery AND (
    (later.name = one.name AND (later.serial IS NOT one.serial OR one.serial IS NULL) AND later.number > one.number) OR
    (later.serial = one.serial AND
      (coalesce(later.version, 0), later.number) > (coalesce(one.version, 0), one.number))))
ORDER BY one.number";

/// The last record of a delivery: of the same bill, of the same name, or of the same serial number; of the same context
/// first, then of the same bill.
const LAST: &str = "
SELECT number FROM record
WHERE delivery IS ?1 AND delivery IS NOT NULL AND (name = ?2 OR serial = ?3 OR bill = ?4)
ORDER BY context = ?5 DESC, bill = ?4 DESC, number DESC LIMIT 1";

/// Of each version and content the first record: SQLite takes the other columns from the row of the minimum.
const SIGHTINGS: &str = "
SELECT version, bill, at, min(number) AS first, serial, sha256, body FROM record WHERE serial = ?1
GROUP BY version, bill ORDER BY first";

/// As [`SIGHTINGS`], of one delivery under other serial numbers.
const ELSEWHERE: &str = "
SELECT version, bill, at, min(number) AS first, serial, sha256, body FROM record
WHERE delivery = ?1 AND bill IS NOT NULL AND serial IS NOT ?2 GROUP BY serial, version, bill ORDER BY first";

impl History {
    /// What is known of bills with the serial number of this one. `now`: the present time of the machine.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recall(&self, bom: &Bom, now: Timestamp) -> Result<Past, HistoryError> {
        let fault = self.fault("read");
        let serial = bom.value(bom.document.serial);
        let sightings = sightings(&self.connection, serial).map_err(&fault)?;
        let delivery = delivery_identity(bom);
        let elsewhere = seen(&self.connection, ELSEWHERE, params![delivery, serial]).map_err(&fault)?;
        let newest: Option<String> =
            self.connection.query_row("SELECT max(at) FROM record", [], |row| row.get(0)).map_err(&fault)?;
        let day = SignedDuration::from_hours(24);
        let ahead = newest.filter(|newest| newest.parse::<Timestamp>().is_ok_and(|newest| newest.duration_since(now) > day));
        Ok(Past { sightings, elsewhere, ahead })
    }

    /// Numbers of the newest record of each delivery, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn latest(&self) -> Result<Vec<i64>, HistoryError> {
        let fault = self.fault("read");
        let mut query = self.connection.prepare(LATEST).map_err(&fault)?;
        query.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(&fault)
    }

    /// The last record a new one is to be held against, if there is any; one of the same context before any other.
    ///
    /// # Errors
    /// When the file cannot be read, or what is kept is damaged.
    pub fn last_of(&self, name: &str, bill: &Bill, terms: &Terms) -> Result<Option<Remembered>, HistoryError> {
        let fault = self.fault("read");
        let context = context(terms).map_err(|error| self.corrupt(error.to_string()))?;
        let asked = params![bill.delivery, name, bill.serial, bill.sha256, context];
        let number = self.connection.query_row(LAST, asked, |row| row.get(0)).optional().map_err(&fault)?;
        number.map_or(Ok(None), |number| self.record(number))
    }

    /// The record of this number.
    ///
    /// # Errors
    /// When the file cannot be read, or what is kept is damaged.
    pub fn record(&self, number: i64) -> Result<Option<Remembered>, HistoryError> {
        let query = "SELECT sha256, body, terms, verdict, bill FROM record WHERE number = ?1";
        type Found = (String, Vec<u8>, String, String, Option<String>);
        let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let found: Option<Found> = self.connection.query_row(query, [number], columns).optional().map_err(self.fault("read"))?;
        let Some((sha256, body, terms, verdict, bill)) = found else { return Ok(None) };
        let what = format!("record {number}");
        let record: Record = self.document(&what, &body, &sha256)?;
        if record.verdict != verdict || record.bill.as_ref().map(|bill| &bill.sha256) != bill.as_ref() {
            return Err(self.corrupt(format!("{what}: its columns are not those of its text")));
        }
        let query = "SELECT body FROM terms WHERE sha256 = ?1";
        let body: Option<Vec<u8>> =
            self.connection.query_row(query, [&terms], |row| row.get(0)).optional().map_err(self.fault("read"))?;
        let body = body.ok_or_else(|| self.corrupt(format!("{what}: its terms are not there")))?;
        let terms = self.document(&format!("the terms of {what}"), &body, &terms)?;
        Ok(Some(Remembered { number, record, terms }))
    }

    /// The bytes of a bill, if they were kept.
    ///
    /// # Errors
    /// When the file cannot be read, or what is kept is damaged.
    pub fn bill(&self, sha256: &str) -> Result<Option<Vec<u8>>, HistoryError> {
        let query = "SELECT body FROM bill WHERE sha256 = ?1";
        let packed: Option<Vec<u8>> =
            self.connection.query_row(query, [sha256], |row| row.get(0)).optional().map_err(self.fault("read"))?;
        let unpacked = packed.map(|packed| unpack(&packed, sha256));
        unpacked.transpose().map_err(|fault| self.corrupt(format!("the bill {sha256}: {fault}")))
    }

    /// Every record in one line, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, HistoryError> {
        let fault = self.fault("read");
        let text = "SELECT number, at, name, delivery, bill, verdict FROM record ORDER BY number";
        let mut query = self.connection.prepare(text).map_err(&fault)?;
        let entry = |row: &Row<'_>| {
            Ok(Entry {
                number: row.get(0)?,
                at: row.get(1)?,
                name: row.get(2)?,
                delivery: row.get(3)?,
                bill: row.get(4)?,
                verdict: row.get(5)?,
            })
        };
        query.query_map([], entry).and_then(Iterator::collect).map_err(&fault)
    }

    fn document<T: DeserializeOwned>(&self, what: &str, body: &[u8], sha256: &str) -> Result<T, HistoryError> {
        let text = unpack(body, sha256).map_err(|fault| self.corrupt(format!("{what}: {fault}")))?;
        serde_json::from_slice(&text).map_err(|error| self.corrupt(format!("{what}: {error}")))
    }

    fn corrupt(&self, what: String) -> HistoryError {
        HistoryError::Corrupt { file: self.file.clone(), what }
    }
}

/// Bills of a serial number, by version and content, oldest first.
pub(super) fn sightings(connection: &Connection, serial: Option<&str>) -> Result<Vec<Sighting>, rusqlite::Error> {
    serial.map_or(Ok(Vec::new()), |serial| seen(connection, SIGHTINGS, params![serial]))
}

/// What a query finds of bills. What the columns do not have is read from the record; one that is damaged tells nothing more here,
/// and is an error where it is read as a record.
fn seen(connection: &Connection, query: &str, asked: impl Params) -> Result<Vec<Sighting>, rusqlite::Error> {
    let mut query = connection.prepare(query)?;
    let sighting = |row: &Row<'_>| {
        let (digest, body): (String, Vec<u8>) = (row.get(5)?, row.get(6)?);
        let record = unpack(&body, &digest).ok().and_then(|text| serde_json::from_slice::<Record>(&text).ok());
        let bill = record.and_then(|record| record.bill);
        let (timestamp, parts) = bill.map_or((None, None), |bill| (bill.timestamp, bill.parts));
        Ok(Sighting {
            version: row.get(0)?,
            sha256: row.get(1)?,
            at: row.get(2)?,
            number: row.get(3)?,
            serial: row.get(4)?,
            timestamp,
            parts,
        })
    };
    query.query_map(asked, sighting).and_then(Iterator::collect)
}
