//! The history and what watches it: nothing that was told is lost, nothing damaged is believed, only what became worse is
//! shown.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it cannot go on, and says what it counted")]

mod damage;
#[path = "../common/desk.rs"]
mod desk;
mod past;
mod survive;
mod watch;

use desk::Desk;
use rusqlite::Connection;
use std::path::PathBuf;

/// A bill with a serial number of its own, and the given components.
fn numbered(number: u32, version: u32, components: &str) -> String {
    format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-{number:012}","version":{version},"metadata":{{"component":{{"type":"application","bom-ref":"a","name":"assistant-{number}","version":"1"}}}},"components":[{components}]}}"#
    )
}

const LEFT: &str = r#"{"type":"library","name":"left","version":"1.0"}"#;
const NAMELESS_VERSION: &str = r#"{"type":"library","name":"right"}"#;

fn database(desk: &Desk) -> PathBuf {
    desk.0.join("checked.db")
}

/// Names of the deliveries recorded, oldest first.
fn names(desk: &Desk) -> Vec<String> {
    let connection = Connection::open(database(desk)).unwrap();
    let state: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(state, "ok");
    let mut query = connection.prepare("SELECT name FROM record ORDER BY number").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}
