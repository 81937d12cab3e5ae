//! The JSON reader against JSONTestSuite (Nicolas Seriot, "Parsing JSON is a minefield"), and against serde_json.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use bomgate::base::Limits;
use bomgate::read::json::Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Accepted by the suite, refused here by design.
const REFUSED: &[(&str, &str)] = &[
    ("y_object_duplicated_key.json", "duplicate keys: readers differ on which one counts"),
    ("y_object_duplicated_key_and_value.json", "duplicate keys, even with one value"),
];

fn accepts(bytes: &[u8]) -> bool {
    let mut json = Json::new(bytes, &Limits::default());
    json.skip().and_then(|()| json.end()).is_ok()
}

fn suite() -> Option<Vec<(String, Vec<u8>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/json-test-suite");
    if !folder.is_dir() {
        println!("skipped: no corpus");
        return None;
    }
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = vec![folder];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                files.push((path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    Some(files)
}

#[test]
fn every_malformed_text_of_the_suite_is_refused() {
    let Some(files) = suite() else { return };
    let wrong: Vec<_> =
        files.iter().filter(|(name, bytes)| name.starts_with("n_") && accepts(bytes)).map(|(name, _)| name).collect();
    assert!(files.iter().filter(|(name, _)| name.starts_with("n_")).count() >= 188);
    assert!(wrong.is_empty(), "accepted: {wrong:?}");
}

#[test]
fn every_correct_text_of_the_suite_is_read_but_for_duplicate_keys() {
    let Some(files) = suite() else { return };
    assert!(files.iter().filter(|(name, _)| name.starts_with("y_")).count() >= 95);
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("y_")) {
        let by_design = REFUSED.iter().any(|(refused, _)| refused == name);
        assert_eq!(accepts(bytes), !by_design, "{name}");
    }
}

#[test]
fn what_the_standard_leaves_open_is_pinned() {
    let Some(files) = suite() else { return };
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/json_open.tsv");
    let found: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(name, _)| !name.starts_with("y_") && !name.starts_with("n_"))
        .map(|(name, bytes)| (name.as_str(), if accepts(bytes) { "accept" } else { "reject" }))
        .collect();
    let text: String = found.iter().map(|(name, answer)| format!("{name}\t{answer}\n")).collect();
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&table, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&table).unwrap_or_default(), text, "BLESS=1 rewrites; read the difference");
}

#[test]
fn what_is_accepted_here_serde_json_accepts_too() {
    let Some(files) = suite() else { return };
    for (name, bytes) in files.iter().filter(|(_, bytes)| accepts(bytes)) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        assert!(serde_json::from_slice::<serde_json::Value>(bytes).is_ok(), "{name}");
    }
}

#[test]
fn damaged_texts_never_read_as_more_than_serde_json_reads() {
    // Every one-byte damage of a text that holds each construct.
    let text = br#"{"a":[1,-2.5e+3,true,false,null,"\u00e9\n"],"b":{"c":{},"d":[]},"e":"x"}"#;
    for at in 0..text.len() {
        for byte in *b"{}[],:\"\\0-.eu \x01\xc3tn" {
            let mut damaged = text.to_vec();
            damaged[at] = byte;
            let mut cut = text[..at].to_vec();
            cut.push(byte);
            for hurt in [damaged, cut] {
                if accepts(&hurt) {
                    assert!(serde_json::from_slice::<serde_json::Value>(&hurt).is_ok(), "{}", String::from_utf8_lossy(&hurt));
                }
            }
        }
    }
}
