//! What several test files need: gates, bills, the corpus beside the checkout.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

pub mod as_xml;
pub mod dump;
pub mod yaml;

use bomgate::base::{Limits, Truth};
use bomgate::check::Buyer;
use bomgate::enrich::{Country, Lists};
use bomgate::evaluate::Judgement;
use bomgate::gate::{Gate, Judged};
use bomgate::policy::{Plan, PlanRequest, SourceText, Waivers};
use bomgate::read::{ReadError, Source};
use std::path::{Path, PathBuf};

/// The data beside the checkout, when it is there.
pub fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if path.join("corpus").is_dir() {
        Some(path)
    } else {
        println!("skipped: no corpus");
        None
    }
}

/// Every file below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Countries of a word such as `DE` or `EU`.
pub fn countries(lists: &Lists, words: &str) -> Vec<Country> {
    let mut found: Vec<Country> = words
        .split(',')
        .filter(|word| !word.is_empty())
        .flat_map(|word| match lists.region(word) {
            Some(members) => members.to_vec(),
            None => vec![lists.country(word).unwrap_or_else(|| panic!("{word} is a country"))],
        })
        .collect();
    found.sort();
    found
}

/// A buyer at home in a country or region.
pub fn buyer(lists: &Lists, home: &str) -> Buyer {
    Buyer {
        name: None,
        home_word: home.to_owned(),
        home: countries(lists, home),
        trusted: Vec::new(),
        restricted: Vec::new(),
        ..Buyer::default()
    }
}

/// A gate for packs by name.
pub fn gate_of(names: &[&str], home: &str) -> Gate {
    gate(&PlanRequest { names: names.iter().map(|name| (*name).to_owned()).collect(), ..PlanRequest::default() }, home)
}

/// A gate for one policy text.
pub fn gate_with(policy: &str, home: &str) -> Gate {
    gate(&PlanRequest { files: vec![text("test.yaml", policy)], ..PlanRequest::default() }, home)
}

/// A gate for a request.
pub fn gate(request: &PlanRequest, home: &str) -> Gate {
    let lists = Lists::shipped().unwrap();
    let plan = Plan::resolve(request, &lists).unwrap_or_else(|error| panic!("{}", error.draw(false)));
    let buyer = buyer(&lists, home);
    Gate {
        plan,
        lists,
        advisories: None,
        buyer,
        // These tests are not about advisories: what a missing source means is asked in tests/advisories.
        judgement: Judgement { accept: vec!["advisories-absent".to_owned()], ..Judgement::default() },
        waivers: Waivers::default(),
        baseline: None,
        papers: Vec::new(),
        as_of: "2026-11-22".parse().unwrap(),
        limits: Limits::default(),
    }
}

/// A policy text as a file.
pub fn text(name: &str, text: &str) -> SourceText {
    SourceText { name: name.to_owned(), text: text.into() }
}

/// Judges a bill given as text.
pub fn check(gate: &Gate, bill: impl Into<Vec<u8>>) -> Result<Judged, ReadError> {
    gate.check(Source::bytes("test.json", bill.into()))
}

/// The verdict in a word; bills that cannot be read are rejected.
pub fn verdict(gate: &Gate, bill: impl Into<Vec<u8>>) -> &'static str {
    match check(gate, bill) {
        Ok(judged) => judged.outcome.verdict.word(),
        Err(_) => "REJECT",
    }
}

/// A bill of one application and the given components.
pub fn bill(components: &str) -> String {
    format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79","version":1,
"metadata":{{"timestamp":"2026-11-01T00:00:00Z","component":{{"type":"application","bom-ref":"app","name":"assistant","version":"1.0.0"}}}},
"components":[{components}]}}"#
    )
}

/// The worse of two answers: no, then unknown, then yes.
pub fn worst(answers: impl IntoIterator<Item = Truth>) -> Option<Truth> {
    answers.into_iter().reduce(Truth::and)
}
