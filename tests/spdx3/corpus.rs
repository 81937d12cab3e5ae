//! Every SPDX 3 document beside the checkout is read, or listed with what rejects it (`rejected.tsv`). What the official
//! JSON schemas call valid is read without a deviation; what they call invalid is noted, but for `unseen.tsv`.

use crate::common::{files, shared};
use bomgate::base::Limits;
use bomgate::model::{Bom, Severity};
use bomgate::read::{ReadError, Source, read};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What became of one document.
struct Answer {
    name: String,
    /// By the official schema of the context it declares; none when it declares another.
    valid: Option<bool>,
    bom: Result<Bom, ReadError>,
}

impl Answer {
    /// What rejects it.
    fn codes(&self) -> BTreeSet<String> {
        match &self.bom {
            Ok(bom) => crate::rejections(bom).into_iter().map(str::to_owned).collect(),
            Err(error) => BTreeSet::from([format!("error: {error}")]),
        }
    }
}

fn answers(shared: &Path) -> Vec<Answer> {
    let schema = |version: &str| {
        let path = shared.join(format!("corpus/spdx3/schema/{version}-official/schema.json"));
        let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
    };
    let validators: BTreeMap<_, _> = ["3.0.0", "3.0.1"]
        .into_iter()
        .map(|version| (format!("https://spdx.org/rdf/{version}/spdx-context.jsonld"), schema(version)))
        .collect();
    let mut paths: Vec<PathBuf> = files(&shared.join("corpus/spdx3"));
    paths.extend(files(&shared.join("corpus/aibom")));
    paths.retain(|path| !path.to_string_lossy().contains("spdx3/schema/"));
    paths
        .par_iter()
        .filter_map(|path| {
            let bytes = std::fs::read(path).ok()?;
            let value: Value = serde_json::from_slice(&bytes).ok()?;
            let spdx = value.get("@graph").is_some() || value.get("@context").is_some();
            spdx.then_some(())?;
            let valid =
                value["@context"].as_str().and_then(|context| validators.get(context)).map(|schema| schema.is_valid(&value));
            let name = path.strip_prefix(shared).unwrap().to_string_lossy().into_owned();
            let bom = read(Source::bytes(name.clone(), bytes), &Limits::default());
            Some(Answer { name, valid, bom })
        })
        .collect()
}

fn table(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spdx3").join(name)
}

/// Holds a table of the project against what was found, or writes it.
fn held(name: &str, found: &str) {
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(table(name), found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(table(name)).unwrap(), "tests/spdx3/{name} is old");
}

#[test]
fn every_document_is_read_or_listed_with_what_rejects_it() {
    let Some(shared) = shared() else { return };
    let answers = answers(&shared);
    let (mut rejected, mut unseen, mut deviating) = (String::new(), String::new(), Vec::new());
    let (mut valid, mut invalid, mut rows, mut read) = (0, 0, 0, 0);
    for answer in &answers {
        let codes = answer.codes();
        if codes.is_empty() {
            read += 1;
        } else {
            let codes: Vec<String> = codes.into_iter().collect();
            rejected.push_str(&format!("{}\t{}\n", answer.name, codes.join(", ")));
        }
        let Ok(bom) = &answer.bom else { continue };
        rows += bom.components.len();
        match answer.valid {
            Some(true) => {
                valid += 1;
                let form = ["wrong-type", "unknown-key", "unknown-value", "missing-key", "key-in-two-spellings"];
                let noted = bom.notes.iter().find(|note| form.contains(&note.code.word()));
                deviating.extend(noted.map(|note| format!("{}: {}: {}", answer.name, note.code.word(), note.message)));
            }
            Some(false) => {
                invalid += 1;
                if bom.notes.iter().all(|note| note.code.severity() == Severity::Missing) {
                    unseen.push_str(&format!("{}\n", answer.name));
                }
            }
            None => {}
        }
    }
    println!(
        "{} documents: {read} read, {} rejected; {rows} rows; {valid} valid, {invalid} invalid",
        answers.len(),
        rejected.lines().count()
    );
    held("rejected.tsv", &rejected);
    held("unseen.tsv", &unseen);
    deviating.truncate(20);
    assert!(deviating.is_empty(), "deviations noted in valid documents:\n{}", deviating.join("\n"));
    for (line, found) in std::fs::read_to_string(table("floor.tsv")).unwrap().lines().zip([answers.len(), read, valid, rows]) {
        let (what, floor) = line.split_once('\t').unwrap();
        assert!(found >= floor.parse().unwrap(), "{what}: {found}, once {floor}");
    }
}
