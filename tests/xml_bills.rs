//! CycloneDX XML held against the official documents: the valid ones are read without a deviation, the invalid ones are
//! refused or noted, and what stands in JSON and in XML is the same bill. Exceptions are listed with their reasons in
//! `tests/corpus/xml_*.tsv`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::base::Limits;
use bomgate::model::{Bom, NoteCode, Severity};
use bomgate::read::{ReadError, Source, read};
use common::dump::dump;
use common::{files, shared};
use std::path::{Path, PathBuf};

fn bill(path: &Path) -> Result<Bom, ReadError> {
    read(Source::bytes(path.display().to_string(), std::fs::read(path).unwrap()), &Limits::default())
}

/// The documents of the specification, 1.2 to 1.7, that end so.
fn official(shared: &Path, end: &str) -> Vec<PathBuf> {
    let folder = shared.join("corpus/cyclonedx-spec");
    let versions = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];
    versions
        .iter()
        .flat_map(|version| files(&folder.join(version)))
        .filter(|path| path.to_string_lossy().ends_with(end))
        .collect()
}

/// Lines of `found` against a table of `name \t what was found \t reason`: nothing new, nothing gone.
fn held(table: &str, found: &[(String, String)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(table);
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let reason =
        |name: &str| kept.lines().find_map(|line| line.split('\t').nth(2).filter(|_| line.split('\t').next() == Some(name)));
    let lines: Vec<String> =
        found.iter().map(|(name, what)| format!("{name}\t{what}\t{}\n", reason(name).unwrap_or("REASON MISSING"))).collect();
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, lines.concat()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), lines.concat(), "{table} is old");
    assert!(!lines.concat().contains("REASON MISSING"), "{table}: each exception has a reason");
}

fn name(path: &Path, shared: &Path) -> String {
    path.strip_prefix(shared.join("corpus")).unwrap().display().to_string()
}

#[test]
fn official_documents_that_are_valid_are_read_without_a_deviation() {
    let Some(shared) = shared() else { return };
    let (mut count, mut listed) = (0, Vec::new());
    for path in official(&shared, ".xml").iter().filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("valid-"))
    {
        count += 1;
        let what: Vec<String> = match bill(path) {
            Err(error) => vec![error.to_string()],
            Ok(bom) => {
                let mut codes: Vec<String> = bom
                    .notes
                    .iter()
                    .filter(|note| {
                        matches!(note.code.severity(), Severity::Reject)
                            || matches!(
                                note.code,
                                NoteCode::WrongType
                                    | NoteCode::UnknownKey
                                    | NoteCode::NewerKey
                                    | NoteCode::UnknownValue
                                    | NoteCode::MissingKey
                                    | NoteCode::LicenseIdUnknown
                                    | NoteCode::PartNotRead
                                    | NoteCode::MalformedValue
                            )
                    })
                    .map(|note| format!("{}: {}", note.code.word(), note.message))
                    .collect();
                codes.sort();
                codes.dedup();
                codes
            }
        };
        if !what.is_empty() {
            listed.push((name(path, &shared), what.join("; ")));
        }
    }
    println!("{count} valid documents, {} listed", listed.len());
    held("xml_valid.tsv", &listed);
    assert!(count >= 200, "{count}");
}

#[test]
fn official_documents_that_are_invalid_are_refused_or_noted() {
    let Some(shared) = shared() else { return };
    let (mut count, mut listed) = (0, Vec::new());
    for path in
        official(&shared, ".xml").iter().filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("invalid-"))
    {
        count += 1;
        if bill(path).is_ok_and(|bom| bom.notes.iter().all(|note| note.code.severity() == Severity::Missing)) {
            listed.push((name(path, &shared), "read without a word".to_owned()));
        }
    }
    println!("{count} invalid documents, {} listed", listed.len());
    held("xml_invalid_unseen.tsv", &listed);
    assert!(count >= 80, "{count}");
}

#[test]
fn the_same_bill_in_json_and_in_xml_is_the_same_model() {
    let Some(shared) = shared() else { return };
    let (mut count, mut listed) = (0, Vec::new());
    let mut paths = official(&shared, ".xml");
    for folder in ["cyclonedx-examples", "cyclonedx-wild", "pairs"] {
        paths.extend(
            files(&shared.join("corpus").join(folder))
                .into_iter()
                .filter(|path| path.extension().is_some_and(|end| end == "xml")),
        );
    }
    for path in paths {
        let twin = path.with_extension("json");
        if !twin.is_file() {
            continue;
        }
        let (Ok(xml), Ok(json)) = (bill(&path), bill(&twin)) else { continue };
        count += 1;
        let (xml, json) = (dump(&xml), dump(&json));
        if xml != json {
            let at = xml.iter().zip(&json).position(|(xml, json)| xml != json).unwrap_or(xml.len().min(json.len()));
            let line = |lines: &[String]| lines.get(at).map_or("nothing", String::as_str).chars().take(150).collect::<String>();
            listed.push((name(&path, &shared), format!("XML `{}`, JSON `{}`", line(&xml), line(&json))));
        }
    }
    println!("{count} pairs, {} listed", listed.len());
    held("xml_twins.tsv", &listed);
    assert!(count >= 200, "{count}");
}

#[test]
fn a_generated_bill_is_the_same_in_both_forms() {
    let Some(shared) = shared() else { return };
    let made = std::process::Command::new("python3").arg(shared.join("bench/genbom.py")).args(["300", "7"]).output().unwrap();
    let mut value: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    // XML has nothing around `sensitiveData`, so it cannot state that there is none.
    for item in value["components"].as_array_mut().unwrap().iter_mut().filter_map(|part| part.get_mut("data")?.get_mut(0)) {
        item.as_object_mut()
            .unwrap()
            .retain(|key, value| key != "sensitiveData" || value.as_array().is_none_or(|list| !list.is_empty()));
    }
    let of = |text: String| dump(&read(Source::bytes("made", text.into_bytes()), &Limits::default()).unwrap());
    let (json, xml) = (of(value.to_string()), of(common::as_xml::as_xml(&value)));
    assert!(json.len() > 1500, "{}", json.len());
    let different: Vec<_> = json.iter().zip(&xml).filter(|(json, xml)| json != xml).take(3).collect();
    assert!(json == xml, "{different:#?}");
}
