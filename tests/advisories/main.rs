//! Advisories: which records a part falls under, what a missing, stale or damaged source means, and the import.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "../common/mod.rs"]
mod common;

mod coverage;
mod guess;
mod pairs;
mod store;
mod tricks;

use bomgate::advisory::{Exploited, Record, Shelf};
use bomgate::enrich::{Advice, Lists};
use bomgate::model::{Bom, Row};
use std::sync::{Arc, LazyLock};

/// A bill with one part, written as JSON.
pub fn bom(part: &str) -> Bom {
    let source = bomgate::read::Source::bytes("test.json", common::bill(part).into_bytes());
    bomgate::read::read(source, &bomgate::base::Limits::default()).unwrap()
}

/// A part with this package URL.
pub fn part(purl: &str) -> String {
    format!(r#"{{"type":"library","bom-ref":"part","name":"part","purl":"{purl}"}}"#)
}

/// The row of the one part: the subject stands before it.
pub const PART: Row = Row(1);

/// Records written as JSON, one after the other in a list, with a list of exploited vulnerabilities.
pub fn shelf(records: &str, exploited: &[&str]) -> Shelf {
    let values: Vec<serde_json::Value> = serde_json::from_str(records).unwrap();
    let read = |value: &serde_json::Value| Arc::new(Record::of_json(value.to_string().as_bytes()).unwrap());
    let entry = |id: &&str| ((*id).to_owned(), Exploited { added: "2026-01-01".to_owned(), due: None });
    Shelf {
        records: values.iter().map(read).collect(),
        exploited: Some(exploited.iter().map(entry).collect()),
        as_of: Some("2026-11-21".parse().unwrap()),
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::shipped().unwrap());

/// What a shelf knows of a bill.
pub fn advice(bom: &Bom, shelf: &Shelf) -> Advice {
    Advice::of(bom, Some(shelf), &LISTS)
}
