//! The reader against the documents in ../shared: the specification's own, and what real generators write.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use bomgate::base::Limits;
use bomgate::model::{Bom, NoteCode, Severity};
use bomgate::read::{ReadError, Source, read};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LARGEST: u64 = 20 << 20;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `../shared/{folder}` with its path from `../shared`; none where there is no corpus.
fn files(folder: &str) -> Option<Vec<(String, PathBuf)>> {
    let shared = project().join("../shared");
    let folder = shared.join(folder);
    if !folder.is_dir() {
        println!("skipped: no corpus");
        return None;
    }
    let mut found = Vec::new();
    let mut open = vec![folder];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() && entry.metadata().unwrap().len() <= LARGEST {
                found.push((path.strip_prefix(&shared).unwrap().to_string_lossy().into_owned(), path));
            }
        }
    }
    found.sort();
    Some(found)
}

fn read_file(path: &Path) -> Result<Bom, ReadError> {
    read(Source::open(path).unwrap(), &Limits::default())
}

/// Why an input is rejected, in a word; none when it is not.
fn rejection(answer: &Result<Bom, ReadError>) -> BTreeSet<&'static str> {
    match answer {
        Ok(bom) => bom.rejections().map(|note| note.code.word()).collect(),
        Err(error) => BTreeSet::from([match error.innermost() {
            ReadError::Io(_) => "io",
            ReadError::Json(_) => "not-json",
            ReadError::Xml(_) => "not-xml",
            ReadError::Limit { .. } => "limit",
            ReadError::NotRecognised(_) => "not-recognised",
            ReadError::Ambiguous { .. } => "ambiguous",
            ReadError::Packing(_) => "packing",
            ReadError::Attestation(_) => "attestation",
            ReadError::Inside { .. } => "inside",
            ReadError::NotCycloneDx { .. } => "not-cyclonedx",
            ReadError::NotSpdx3 { .. } => "not-spdx-3",
            ReadError::NotSpdx { .. } => "not-spdx",
            ReadError::Syntax { .. } => "syntax",
            ReadError::UnsupportedVersion { .. } | ReadError::SpdxVersion { .. } => "unsupported-version",
        }]),
    }
}

/// Lines of `path, words, reason`.
fn exceptions(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(project().join("tests/corpus").join(name)).unwrap();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 3 && !cells[2].is_empty(), "an exception needs its reason: {line}");
            (cells[0].to_owned(), cells[1].split(',').map(str::to_owned).collect())
        })
        .collect()
}

fn is_spec(path: &str, label: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with(label) && name.ends_with(".json") && !path.contains("/2.0")
}

#[test]
fn every_valid_document_of_the_specification_is_read_without_a_rejection() {
    let Some(files) = files("corpus/cyclonedx-spec") else { return };
    let expected = exceptions("valid_exceptions.tsv");
    let valid: Vec<_> = files.iter().filter(|(path, _)| is_spec(path, "valid")).collect();
    assert!(valid.len() > 200, "{}", valid.len());
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, file) in valid {
        let answer = read_file(file);
        let words = rejection(&answer);
        if !words.is_empty() {
            if let Err(error) = &answer {
                println!("{path}: {error}");
            }
            for note in answer.iter().flat_map(Bom::rejections) {
                println!("{path}: {} {}", note.place, note.message);
            }
            found.insert(path.clone(), words.iter().map(|word| (*word).to_owned()).collect());
        }
    }
    assert_eq!(found, expected, "exceptions that no longer occur must go too");
}

#[test]
fn every_invalid_document_of_the_specification_is_refused_or_noted() {
    let Some(files) = files("corpus/cyclonedx-spec") else { return };
    let expected: BTreeSet<String> = exceptions("invalid_exceptions.tsv").into_keys().collect();
    let invalid: Vec<_> = files.iter().filter(|(path, _)| is_spec(path, "invalid")).collect();
    assert!(invalid.len() > 60, "{}", invalid.len());
    let silent: BTreeSet<String> = invalid
        .iter()
        .filter(|(_, file)| read_file(file).is_ok_and(|bom| bom.notes.is_empty()))
        .map(|(path, _)| path.clone())
        .collect();
    assert_eq!(silent, expected);
}

#[test]
fn a_valid_document_of_the_specification_keeps_to_its_own_version() {
    let Some(files) = files("corpus/cyclonedx-spec") else { return };
    let mut wrong = Vec::new();
    for (path, file) in files.iter().filter(|(path, _)| is_spec(path, "valid")) {
        let Ok(bom) = read_file(file) else { continue };
        for note in &bom.notes {
            if matches!(
                note.code,
                NoteCode::UnknownKey
                    | NoteCode::NewerKey
                    | NoteCode::WrongType
                    | NoteCode::MissingKey
                    | NoteCode::UnknownValue
                    | NoteCode::MalformedValue
                    | NoteCode::LicenseIdUnknown
                    | NoteCode::PartNotRead
                    | NoteCode::DigestMalformed
            ) {
                wrong.push(format!("{path}:{} {} {}", note.place, note.code.word(), note.message));
            }
        }
    }
    let expected = exceptions("valid_notes.tsv");
    wrong.retain(|line| !expected.keys().any(|known| line.contains(known.as_str())));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_of_the_corpus_makes_the_reader_crash() {
    let folders = [
        "corpus/aibom",
        "corpus/cyclonedx-spec",
        "corpus/cyclonedx-examples",
        "corpus/cyclonedx-wild",
        "corpus/spdx2",
        "corpus/spdx3",
        "corpus/pairs",
        "corpus/big",
        "corpus/advisories",
        "corpus/signed",
        "corpus/modelfiles",
        "corpus/licences",
        "suites",
    ];
    for folder in folders {
        let Some(files) = files(folder) else { return };
        files.par_iter().for_each(|(path, file)| {
            let answer = std::panic::catch_unwind(|| read_file(file).map(|bom| (bom.seen, bom.components.len())));
            assert!(answer.is_ok(), "{path}");
        });
    }
}

#[test]
fn published_documents_are_answered_as_they_were() {
    let mut table = String::new();
    for folder in ["corpus/aibom", "corpus/cyclonedx-examples", "corpus/cyclonedx-wild", "corpus/pairs"] {
        let Some(files) = files(folder) else { return };
        let answers: Vec<_> = files
            .par_iter()
            .filter(|(path, _)| path.ends_with(".json"))
            .map(|(path, file)| {
                let answer = read_file(file);
                let words = rejection(&answer);
                let deviates = answer.as_ref().is_ok_and(|bom| {
                    bom.notes.iter().any(|note| note.code.severity() != Severity::Reject && note.code != NoteCode::NamedOnly)
                });
                let reasons: Vec<String> = match &answer {
                    Ok(bom) => bom
                        .rejections()
                        .take(4)
                        .map(|note| format!("{} {} {}", note.place, note.code.word(), note.message))
                        .collect(),
                    Err(error) => vec![error.to_string()],
                };
                (path, words, deviates, reasons)
            })
            .collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (path, words, deviates, reasons) in &answers {
            for reason in reasons {
                println!("{path}: {reason}");
            }
            let state = match (words.is_empty(), deviates) {
                (true, false) => "clean".to_owned(),
                (true, true) => "deviations".to_owned(),
                (false, _) => format!("rejected: {}", words.iter().copied().collect::<Vec<_>>().join(", ")),
            };
            *counts.entry(state).or_default() += 1;
        }
        for (state, count) in counts {
            table.push_str(&format!("{folder}\t{state}\t{count}\n"));
        }
    }
    let floor = project().join("tests/corpus/floor.tsv");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&floor, &table).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&floor).unwrap_or_default(), table, "BLESS=1 rewrites; read the difference");
}
