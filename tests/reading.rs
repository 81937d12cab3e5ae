//! Thirty published AIBOMs under six pairs of sector and home: what `docs/reading.md` says of them is what bomgate answers.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const PAIRS: [&str; 6] = ["telecom-cn", "energy-cn", "finance-eu", "telecom-eu", "energy-us", "finance-us"];
const PAGE: &str = "docs/reading.md";
const BEGIN: &str = "<!-- table: made by `BLESS=1 cargo test --test reading` -->\n";
const END: &str = "<!-- end of table -->\n";

fn bills() -> Vec<String> {
    let list = std::fs::read_to_string("tests/reading/bills.txt").unwrap();
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Verdict, and how many rules are violated, not demonstrated and handed to a person: `FAIL 9/31/4`. A bill that cannot be
/// read has no counts.
fn cell(bill: &str, pair: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(["check", "--format", "json", "--advisories", "none", "--as-of", "2026-11-22", "--config"])
        .args([format!("tests/reading/{pair}.yaml"), format!("../shared/corpus/{bill}")])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{bill} {pair}: {error}: {}", String::from_utf8_lossy(&output.stderr)));
    let verdict = report["verdict"].as_str().unwrap();
    let delivery = &report["deliveries"][0];
    if !delivery["error"].is_null() {
        return verdict.to_owned();
    }
    // One rule counts once, by its heavier answer.
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in delivery["findings"].as_array().unwrap() {
        let place = match (finding["level"].as_str().unwrap(), finding["answer"].as_str().unwrap()) {
            ("refer", _) => 2,
            (_, "violates") => 0,
            _ => 1,
        };
        let held = rules.entry(finding["rule"].as_str().unwrap()).or_insert(place);
        *held = place.min(*held);
    }
    let count = |place| rules.values().filter(|held| **held == place).count();
    format!("{verdict} {}/{}/{}", count(0), count(1), count(2))
}

fn table() -> String {
    let mut table = format!("| no. | bill | {} |\n|---|---|{}\n", PAIRS.join(" | "), "---|".repeat(PAIRS.len()));
    let rows: Vec<String> = bills()
        .par_iter()
        .enumerate()
        .map(|(at, bill)| {
            let cells: Vec<String> = PAIRS.iter().map(|pair| cell(bill, pair)).collect();
            format!("| {} | {} | {} |\n", at + 1, short(bill), cells.join(" | "))
        })
        .collect();
    for row in rows {
        let _ = table.write_str(&row);
    }
    table
}

/// The repository and the file: enough to find it in the corpus.
fn short(bill: &str) -> String {
    let parts: Vec<&str> = bill.split('/').collect();
    format!("{}: `{}`", parts[1].replace("__", "/"), parts.last().unwrap())
}

#[test]
fn the_page_of_readings_says_what_is_answered() {
    if !Path::new("../shared/corpus").is_dir() {
        println!("skipped: no corpus");
        return;
    }
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(BEGIN).expect("the page holds the table");
    let (held, after) = rest.split_once(END).expect("the table ends");
    let answered = table();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PAGE, format!("{before}{BEGIN}{answered}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(held, answered, "run `BLESS=1 cargo test --test reading`, read what changed, and correct the readings");
}

#[test]
fn every_bill_of_the_list_is_read_on_the_page() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let bills = bills();
    assert_eq!(bills.len(), 30);
    for (at, bill) in bills.iter().enumerate() {
        let heading = format!("\n**{}. {}**", at + 1, short(bill).split(':').next().unwrap());
        assert!(page.contains(&heading), "no reading of {bill}: {heading:?}");
    }
}

/// The notes of a bill with these keys beside its head.
fn notes(keys: &str) -> Vec<String> {
    use bomgate::base::Limits;
    use bomgate::read::{Source, read};
    let text = format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6",{keys}}}"#);
    let bom = read(Source::bytes("test", text.into_bytes()), &Limits::default()).unwrap();
    bom.notes.iter().map(|note| note.message.to_string()).collect()
}

#[test]
fn a_reference_to_nothing_is_told_with_what_was_meant() {
    for (keys, want) in [
        (
            r#""components":[{"type":"library","name":"core"}],"dependencies":[{"ref":"core"}]"#,
            "the part of this name, line 1, has no bom-ref: give it this one",
        ),
        (
            r#""components":[{"type":"library","name":"x","purl":"pkg:pypi/x@1","bom-ref":"r1"}],"dependencies":[{"ref":"pkg:pypi/x@1"}]"#,
            "the part of this package URL, line 1, has the bom-ref `r1`",
        ),
        (
            r#""components":[{"type":"library","name":"x","bom-ref":"transformers-id-ref"}],"dependencies":[{"ref":"transformers-id-ref","dependsOn":["transformers"]}]"#,
            "the nearest bom-ref declared is `transformers-id-ref`",
        ),
        (
            r#""components":[{"type":"library","name":"x","bom-ref":"a"}],"dependencies":[{"ref":"root-document","dependsOn":["a"]}]"#,
            "the bill has no `metadata.component`",
        ),
    ] {
        assert!(notes(keys).iter().any(|note| note.contains(want)), "{want}: {:?}", notes(keys));
    }
}

#[test]
fn a_space_in_a_package_url_is_called_a_space() {
    let found = notes(r#""components":[{"type":"library","name":"a b","purl":"pkg:pypi/a b"}]"#);
    assert!(found.iter().any(|note| note.contains("holds a space")), "{found:?}");
}

#[test]
fn a_piece_of_a_collection_may_be_called_what_it_is() {
    let named = |kind: &str, name: &str| {
        let part =
            format!(r#""components":[{{"type":"{kind}","name":"{name}","purl":"pkg:huggingface/LLM360/TxT360#freelaw"}}]"#);
        notes(&part).iter().any(|note| note.contains("but the purl"))
    };
    assert!(!named("data", "Free Law (TxT360)") && !named("data", "freelaw"));
    assert!(named("data", "Another corpus") && named("machine-learning-model", "freelaw"));
}

#[test]
fn a_base_model_named_with_its_page_is_one_part() {
    use bomgate::base::Limits;
    use bomgate::read::{Source, read};
    let name = r#"{"name":"baseModel","value":"RedPajama-INCITE-Base-3B-v1"}"#;
    let page = r#"{"name":"baseModelSource","value":"https://huggingface.co/togethercomputer/RedPajama-INCITE-Base-3B-v1"}"#;
    for properties in [format!("{name},{page}"), format!("{page},{name}")] {
        let text = format!(
            r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{"type":"machine-learning-model","name":"m","properties":[{properties}]}}]}}"#
        );
        let bom = read(Source::bytes("test", text.into_bytes()), &Limits::default()).unwrap();
        let names: Vec<_> = bom.components.rows().filter_map(|row| bom.value(bom.components.name[row])).collect();
        assert_eq!(names, ["m", "togethercomputer/RedPajama-INCITE-Base-3B-v1"], "{properties}");
    }
}
