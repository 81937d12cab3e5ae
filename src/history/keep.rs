//! Keeping a record: one transaction each, on the disk before it returns.

use super::error::HistoryError;
use super::packed::{pack, sha256};
use super::recall::sightings;
use super::{History, Record, Terms};
use crate::evaluate::Past;
use rusqlite::{Transaction, TransactionBehavior, params};
use serde::Serialize;
use std::io;

/// A document as it is kept: digest, and packed text.
pub(super) struct Document {
    pub(super) sha256: String,
    pub(super) body: Vec<u8>,
}

impl Document {
    pub(super) fn of(value: &impl Serialize) -> io::Result<Self> {
        let text = serde_json::to_vec(value)?;
        Ok(Self { sha256: sha256(&text), body: pack(&text)? })
    }
}

/// The digest of the operator's choices: records of one context can be held against each other.
pub(super) fn context(terms: &Terms) -> io::Result<String> {
    Ok(sha256(&serde_json::to_vec(&terms.context)?))
}

impl History {
    /// Keeps a record with its terms, and the packed bill where there is one. Returns its number once it is on the disk; nothing
    /// where another process has meanwhile kept a bill of the same serial number that `past` does not know: judge again.
    ///
    /// # Errors
    /// When it cannot be kept. Then nothing of it is.
    pub fn keep(
        &mut self,
        record: &Record,
        terms: &Terms,
        bill: Option<&[u8]>,
        past: &Past,
    ) -> Result<Option<i64>, HistoryError> {
        let fault = self.fault("keep a record in");
        let unpacked = |source| HistoryError::File { file: self.file.clone(), doing: "keep a record in", source };
        let body = Document::of(record).map_err(unpacked)?;
        let under = Document::of(terms).map_err(unpacked)?;
        let context = context(terms).map_err(unpacked)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(&fault)?;
        let serial = record.bill.as_ref().and_then(|bill| bill.serial.as_deref());
        if sightings(&transaction, serial).map_err(&fault)? != past.sightings {
            return Ok(None);
        }
        let number = insert(&transaction, record, &body, &under, &context, bill).map_err(&fault)?;
        transaction.commit().map_err(&fault)?;
        Ok(Some(number))
    }
}

fn insert(
    transaction: &Transaction<'_>,
    record: &Record,
    body: &Document,
    terms: &Document,
    context: &str,
    packed: Option<&[u8]>,
) -> Result<i64, rusqlite::Error> {
    let bill = record.bill.as_ref();
    transaction.execute("INSERT OR IGNORE INTO terms VALUES (?1, ?2)", params![terms.sha256, terms.body])?;
    if let (Some(bill), Some(packed)) = (bill, packed) {
        transaction.execute("INSERT OR IGNORE INTO bill VALUES (?1, ?2)", params![bill.sha256, packed])?;
    }
    transaction.execute(
        "INSERT INTO record (at, name, delivery, serial, version, bill, verdict, context, terms, sha256, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            record.at,
            record.name,
            bill.map(|bill| &bill.delivery),
            bill.and_then(|bill| bill.serial.as_ref()),
            bill.and_then(|bill| bill.version),
            bill.map(|bill| &bill.sha256),
            record.verdict,
            context,
            terms.sha256,
            body.sha256,
            body.body,
        ],
    )?;
    Ok(transaction.last_insert_rowid())
}
