//! Hostile bills, made by code, never stored. Each case hides, forges or overloads something; none may pass.
//!
//! Groups and numbers follow the threat model: A container, B XML, C structure, D identity, E policy and waivers. Every case
//! starts from one clean bill that does pass, so a case that stops failing shows what was lost.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "../common/mod.rs"]
mod common;

mod aside;
mod container;
mod identity;
mod markup;
mod operator;
mod origin;
mod structure;
mod words;
mod wrapped;

use bomgate::gate::{Gate, Judged};
use common::{bill, check, gate_with};

/// The test policy: the shipped core, and a rule that denies `evil` wherever it stands.
pub const POLICY: &str = r#"
pack: hostile
title: Hostile bills
version: "1"
includes: [core]
lists:
  denied: [evil, DeepSeek, Qwen, huggingface-hub]
  permitted: [MIT, Apache-2.0, BSD-3-Clause]
rules:
  - id: nothing-denied
    title: Nothing on the list of denied names is in the bill
    level: block
    on: component
    require: '!listed(component, lists.denied)'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Remove it.
  - id: licences-permitted
    title: Every licence is on the list
    level: high
    on: library
    require: 'license_permits(component, lists.permitted)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Change it.
  - id: version-fixed
    title: Every library has one version
    level: high
    on: library
    require: 'pinned(component)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Pin it.
"#;

/// Metadata that the core rules ask for.
pub const METADATA: &str = r#""metadata":{"timestamp":"2026-11-01T00:00:00Z","lifecycles":[{"phase":"build"}],"authors":[{"name":"Vendor"}],
"tools":{"components":[{"type":"application","name":"maker","version":"1.0"}]},
"component":{"type":"application","bom-ref":"app","name":"assistant","version":"1.0.0","supplier":{"name":"Vendor AG"}}}"#;

/// A library that every rule of the core accepts.
pub const LIBRARY: &str = r#"{"type":"library","bom-ref":"lib","name":"numpy","version":"1.26.4","purl":"pkg:pypi/numpy@1.26.4",
"supplier":{"name":"NumFOCUS"},"licenses":[{"license":{"id":"BSD-3-Clause"}}],"hashes":[{"alg":"SHA-256","content":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}"#;

/// A component the policy denies, complete otherwise.
pub const EVIL: &str = r#"{"type":"library","name":"evil","version":"1.0.0","purl":"pkg:pypi/evil@1.0.0",
"supplier":{"name":"Evil Corp"},"licenses":[{"license":{"id":"MIT"}}],"hashes":[{"alg":"SHA-256","content":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}"#;

/// A bill with other root members after the clean metadata and one clean library.
pub fn with_root(members: &str) -> String {
    format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{METADATA},"components":[{LIBRARY}]{members}}}"#)
}

/// A bill with more components beside the clean one.
pub fn with_components(components: &str) -> String {
    format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{METADATA},"components":[{LIBRARY},{components}]}}"#)
}

/// A bill whose one library has other members in place of some.
pub fn with_library(change: impl Fn(&mut serde_json::Value)) -> String {
    let mut library: serde_json::Value = serde_json::from_str(LIBRARY).unwrap();
    change(&mut library);
    format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{METADATA},"components":[{library}]}}"#)
}

/// A case: its number in the threat model, what it is, the bill, the verdict, and a word that must stand among the reasons.
pub struct Case(pub &'static str, pub Vec<u8>, pub &'static str, pub &'static str);

/// Why a bill was judged as it was: read errors, notes, gaps, rules that failed.
pub fn reasons(gate: &Gate, judged: &Judged) -> Vec<String> {
    let notes = judged.bom.rejections().map(|note| format!("{}: {}", note.code.word(), note.message));
    let gaps = judged.outcome.gaps.iter().map(|gap| gap.name.clone());
    let rules =
        judged.outcome.findings.iter().filter(|finding| finding.gates).map(|finding| gate.plan.rules[finding.rule()].id.clone());
    notes.chain(gaps).chain(rules).collect()
}

/// Runs a table of cases and reports all that differ.
pub fn run(cases: Vec<Case>) {
    let gate = gate_with(POLICY, "DE");
    let mut wrong = Vec::new();
    let count = cases.len();
    for Case(name, bytes, expected, word) in cases {
        let (verdict, why) = match check(&gate, bytes) {
            Err(error) => ("REJECT", vec![error.to_string()]),
            Ok(judged) => (judged.outcome.verdict.word(), reasons(&gate, &judged)),
        };
        if verdict != expected || !(word.is_empty() || why.iter().any(|reason| reason.contains(word))) {
            wrong.push(format!("{name}: {verdict}, expected {expected} because of `{word}`; reasons: {why:?}"));
        }
    }
    println!("{count} hostile bills");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_clean_bill_passes() {
    let gate = gate_with(POLICY, "DE");
    let judged = check(&gate, with_root("")).unwrap();
    assert_eq!(judged.outcome.verdict.word(), "PASS", "{:?}", reasons(&gate, &judged));
    assert_eq!(common::verdict(&gate, bill("")), "FAIL", "a bill without author, tool and phase does not");
}
