//! Our own knowledge of the format held against the official JSON schemas, on every document of the corpus: what a schema
//! calls valid is read; where it is rejected all the same it is ambiguous, and listed with the code that says why
//! (`valid_rejected.tsv`); and no deviation is noted in it. What a schema calls invalid is noted, but for the documents in
//! `invalid_unseen.tsv`, whose faults the reader does not look for yet: numbers and other keys inside measurements of a model
//! card, a missing `version` of the bill (1.2 to 1.4), dates of vulnerabilities, other addresses in `$schema`, and NONE or
//! NOASSERTION for a licence id, which are read as "declared none" and "unknown".
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;
#[path = "common/schema.rs"]
mod schema;

use bomgate::base::Limits;
use bomgate::model::{NoteCode, Severity};
use bomgate::read::{Source, read};
use common::{files, shared};
use jsonschema::Validator;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn schemas(folder: &Path) -> BTreeMap<&'static str, Validator> {
    let names = [
        ("1.2", "bom-1.2-strict"),
        ("1.3", "bom-1.3-strict"),
        ("1.4", "bom-1.4"),
        ("1.5", "bom-1.5"),
        ("1.6", "bom-1.6"),
        ("1.7", "bom-1.7"),
    ];
    let load = |(version, name)| {
        let validator = schema::validator(&folder.join(format!("{name}.schema.json")));
        (version, validator)
    };
    names.into_iter().map(load).collect()
}

/// Deviations a schema can see. (It cannot see identity, origin or graph.)
const OF_SCHEMA: &[NoteCode] = &[
    NoteCode::WrongType,
    NoteCode::UnknownKey,
    NoteCode::NewerKey,
    NoteCode::UnknownValue,
    NoteCode::MissingKey,
    NoteCode::LicenseIdUnknown,
];

enum Judged {
    /// Valid: the codes that reject it, and the schema deviations noted in it.
    Valid(BTreeSet<&'static str>, Vec<String>),
    /// Invalid: whether the reader said so.
    Invalid(bool),
}

#[test]
fn what_the_official_schemas_call_valid_is_read_without_a_deviation() {
    let Some(shared) = shared() else { return };
    let validators = schemas(&shared.join("corpus/cyclonedx-spec/schema"));
    let mut paths = Vec::new();
    for folder in ["aibom", "cyclonedx-spec", "cyclonedx-examples", "cyclonedx-wild", "pairs"] {
        paths.extend(
            files(&shared.join("corpus").join(folder))
                .into_iter()
                .filter(|path| path.extension().is_some_and(|end| end == "json")),
        );
    }
    let judged: Vec<(String, Judged)> = paths
        .par_iter()
        .filter_map(|path| {
            let bytes = std::fs::read(path).ok()?;
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            let value: Value = serde_json::from_slice(text).ok()?;
            let name = path.strip_prefix(&shared).unwrap().to_string_lossy().into_owned();
            (value.get("bomFormat")? == "CycloneDX").then_some(())?;
            let validator = validators.get(value.get("specVersion")?.as_str()?)?;
            let valid = validator.is_valid(&value);
            let bom = read(Source::bytes(name.clone(), bytes), &Limits::default());
            Some((
                name,
                match (valid, bom) {
                    (true, Err(error)) => Judged::Valid(BTreeSet::from(["not read"]), vec![error.to_string()]),
                    (true, Ok(bom)) => {
                        let codes = bom.rejections().map(|note| note.code.word()).collect();
                        let noted = bom.notes.iter().filter(|note| OF_SCHEMA.contains(&note.code));
                        Judged::Valid(codes, noted.map(|note| format!("{}: {}", note.code.word(), note.message)).collect())
                    }
                    (false, Err(_)) => Judged::Invalid(true),
                    (false, Ok(bom)) => Judged::Invalid(bom.notes.iter().any(|note| note.code.severity() != Severity::Missing)),
                },
            ))
        })
        .collect();
    let (mut valid, mut invalid, mut unseen) = (0, 0, Vec::new());
    let (mut deviating, mut rejected) = (Vec::new(), String::new());
    for (name, judged) in judged {
        match judged {
            Judged::Valid(codes, deviations) => {
                valid += 1;
                deviating.extend(deviations.first().map(|first| format!("{name}: {first}")));
                if !codes.is_empty() {
                    rejected.push_str(&format!("{name}\t{}\n", codes.into_iter().collect::<Vec<_>>().join(", ")));
                }
            }
            Judged::Invalid(said) => {
                invalid += 1;
                if !said {
                    unseen.push(name);
                }
            }
        }
    }
    let listed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/valid_rejected.tsv");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&listed, &rejected).unwrap();
    }
    let unread: String = unseen.iter().map(|name| format!("{name}\n")).collect();
    let gaps = listed.with_file_name("invalid_unseen.tsv");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&gaps, &unread).unwrap();
    }
    let kept = std::fs::read_to_string(&listed).unwrap();
    println!(
        "{valid} valid documents, of them {} rejected as ambiguous; {invalid} invalid, of them {} read without a word",
        rejected.lines().count(),
        unseen.len()
    );
    assert!(deviating.is_empty(), "deviations noted in valid documents:\n{}", deviating.join("\n"));
    assert_eq!(rejected, kept, "tests/corpus/valid_rejected.tsv is old");
    let known = std::fs::read_to_string(&gaps).unwrap();
    let new: Vec<&String> = unseen.iter().filter(|name| !known.lines().any(|line| line == *name)).collect();
    assert!(new.is_empty(), "invalid, and read without a word:\n{new:?}");
}
