//! What the operator knows beside the bill, from end to end: documents that say who stands behind a part, screening files of
//! parties, and every question of origin a policy can ask.
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

#[path = "../common/desk.rs"]
mod desk;

mod evidence;
mod parties;
mod questions;

use desk::Desk;
use serde_json::Value;
use std::collections::BTreeMap;

/// A pack that asks each of the named questions of each component; what is unknown is reported.
fn pack(on: &str, questions: &[(&str, &str)]) -> String {
    let rule = |(id, require): &(&str, &str)| {
        format!(
            "  - id: {id}\n    title: {id}\n    level: high\n    on: {on}\n    require: '{require}'\n    unknown: fails\n    tier: 1\n    area: provenance\n    cites: [{{ text: House rule, mark: unverified }}]\n    fix: Say it.\n"
        )
    };
    format!("pack: asked\ntitle: Asked\nversion: '1'\nrules:\n{}", questions.iter().map(rule).collect::<String>())
}

/// The report of a check of `bill.json`.
fn report(desk: &Desk, arguments: &str) -> Value {
    let (code, shown, said) = desk.answer(&format!("check bill.json {arguments} --as-of 2026-11-22 --format json"));
    assert!(code <= 4, "{said}");
    serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{arguments}: {error}\n{said}"))
}

/// How each rule answers about `label` (`delivery` of the bill as a whole): `yes`, `no`, `unknown`.
fn answers(report: &Value, label: &str) -> BTreeMap<String, String> {
    let delivery = &report["deliveries"][0];
    let rules = delivery["tallies"].as_array().unwrap().iter().map(|tally| tally["rule"].as_str().unwrap().to_owned());
    let mut answers: BTreeMap<String, String> = rules.map(|rule| (rule, "yes".to_owned())).collect();
    for finding in delivery["findings"].as_array().unwrap() {
        if label == "delivery" || finding["subject"]["label"].as_str() == Some(label) {
            let answer = if finding["answer"] == "violates" { "no" } else { "unknown" };
            answers.insert(finding["rule"].as_str().unwrap().to_owned(), answer.to_owned());
        }
    }
    answers
}

/// What was seen in a finding of a rule, as one text.
fn seen(report: &Value, rule: &str) -> String {
    let findings = report["deliveries"][0]["findings"].as_array().unwrap();
    let of_rule = findings.iter().filter(|finding| finding["rule"] == rule);
    of_rule.map(|finding| finding["observed"].to_string()).collect()
}
