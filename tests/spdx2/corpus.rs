//! Every published document is read, or listed with the reason why not.

use crate::common::{files, shared};
use bomgate::base::Limits;
use bomgate::model::{Bom, NoteCode, Severity};
use bomgate::read::{ReadError, Source, read};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(crate) fn read_file(path: &Path) -> Result<Bom, ReadError> {
    read(Source::open(path).unwrap(), &Limits::default())
}

/// Syntax of a document of SPDX 2 by its name; none for schemas, ontologies and spreadsheets.
fn syntax(path: &str) -> Option<&'static str> {
    if path.contains("/schemas/") || path.ends_with(".owl.xml") || path.ends_with(".xls") {
        return None;
    }
    Some(match path.rsplit('.').next()? {
        "json" => "json",
        "yaml" | "yml" => "yaml",
        "rdf" => "rdf",
        "xml" if path.contains("XMLExample") => "xml",
        "xml" => "rdf",
        _ => "tag",
    })
}

/// Why a document is rejected, in words; none when it is read.
fn rejection(answer: &Result<Bom, ReadError>) -> Option<String> {
    let words: BTreeSet<&str> = match answer {
        Err(ReadError::Syntax { .. }) => BTreeSet::from(["syntax"]),
        Err(ReadError::SpdxVersion { .. }) => BTreeSet::from(["version"]),
        Err(ReadError::NotSpdx { .. }) => BTreeSet::from(["not-spdx"]),
        Err(_) => BTreeSet::from(["not-recognised"]),
        Ok(bom) => bom.rejections().map(|note| note.code.word()).collect(),
    };
    (!words.is_empty()).then(|| words.into_iter().collect::<Vec<_>>().join(","))
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_published_document_is_read_or_listed_with_its_reason() {
    let Some(shared) = shared() else { return };
    let mut all = files(&shared.join("corpus/spdx2"));
    let pairs = shared.join("corpus/pairs");
    let of_spdx = |path: &PathBuf| path.strip_prefix(&pairs).is_ok_and(|path| path.to_string_lossy().contains("-spdx"));
    all.extend(files(&pairs).into_iter().filter(of_spdx));
    let answers: Vec<_> = all
        .par_iter()
        .filter_map(|path| {
            let name = path.strip_prefix(shared.join("corpus")).unwrap().to_string_lossy().into_owned();
            let syntax = syntax(&name)?;
            let answer = read_file(path);
            let deviates = |bom: &Bom| {
                bom.notes.iter().any(|note| note.code.severity() == Severity::Deviation && note.code != NoteCode::NamedOnly)
            };
            let missing = |bom: &Bom| bom.notes.iter().any(|note| note.code.severity() == Severity::Missing);
            let state = match (&answer, rejection(&answer)) {
                (_, Some(_)) => "rejected",
                (Ok(bom), None) if missing(bom) => "read, incomplete",
                (Ok(bom), None) if deviates(bom) => "read, deviations",
                _ => "read, clean",
            };
            Some((name, syntax, state, rejection(&answer)))
        })
        .collect();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut rejected = BTreeMap::new();
    for (name, syntax, state, why) in answers {
        *counts.entry((syntax, state)).or_default() += 1;
        if let Some(why) = why {
            println!("{name}\t{why}");
            rejected.insert(name, why);
        }
    }
    let table: String = counts.iter().map(|((syntax, state), count)| format!("{syntax}\t{state}\t{count}\n")).collect();
    println!("{table}");
    let listed = std::fs::read_to_string(project().join("tests/corpus/spdx2_rejected.tsv")).unwrap();
    let expected: BTreeMap<String, String> = listed
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 3 && !cells[2].is_empty(), "an exception needs its reason: {line}");
            (cells[0].to_owned(), cells[1].to_owned())
        })
        .collect();
    assert_eq!(rejected, expected, "documents that are read now must leave the list too");
    let floor = project().join("tests/corpus/spdx2_floor.tsv");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&floor, &table).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&floor).unwrap_or_default(), table, "BLESS=1 rewrites; read the difference");
}
