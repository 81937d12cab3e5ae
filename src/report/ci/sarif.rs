//! SARIF 2.1.0. Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", sections 3.13 to 3.49.
//!
//! The subset code hosts read: one run, one rule descriptor for each rule that was asked, one result for each entry with its
//! place in the bill, a fingerprint that survives moved lines, and suppressions for waivers.

use super::super::entry::{Entry, Sort, each, fingerprint};
use super::super::json;
use super::super::{View, Words};
use super::relative_uri;
use crate::policy::{Level, Rule};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the report.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (mut results, mut strays) = (Vec::new(), BTreeMap::new());
    for delivery in view.deliveries {
        each(view, delivery, &mut |entry| {
            if entry.rule.is_none() {
                strays.entry(entry.id.clone()).or_insert_with(|| entry.fix.to_owned());
            }
            results.push(result(&delivery.name, entry));
            Ok(())
        })?;
    }
    let words = view.words();
    let mut rules: Vec<Value> = view.gate.plan.rules.iter().map(|rule| described(words, rule)).collect();
    rules.extend(strays.iter().map(|(id, fix)| stray(words, id, fix)));
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [json!({
            "tool": { "driver": {
                "name": "bomgate",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            // The run itself went well, whatever the verdict: hosts would take a false here for a crash.
            "invocations": [{ "executionSuccessful": true, "exitCode": view.verdict().code() }],
            "properties": { "verdict": view.verdict().word(), "asOf": view.gate.as_of.to_string() },
            "results": results,
        })],
    };
    json::write_json(&log, out)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Value; 1],
}

fn result(file: &str, entry: &Entry<'_>) -> Value {
    let place = entry.subject.place;
    let mut location = json!({ "logicalLocations": [{ "fullyQualifiedName": entry.subject.label, "kind": "object" }] });
    // Hosts refuse a result without a file; what has no line of its own stands at the first.
    if let Some(uri) = relative_uri(file) {
        let region = json!({ "startLine": place.line.max(1), "startColumn": place.column.max(1) });
        location["physicalLocation"] = json!({ "artifactLocation": { "uri": uri }, "region": region });
    }
    let mut result = json!({
        "ruleId": entry.id,
        "level": level(entry),
        "kind": if entry.sort == Sort::NotEstablished { "open" } else { "fail" },
        "message": { "text": entry.advice() },
        "locations": [location],
        "partialFingerprints": { "bomgate/v1": fingerprint(entry, "") },
        "properties": { "answer": entry.sort.word(), "level": entry.level.word(), "decides": entry.decides },
    });
    if entry.sort == Sort::NotEstablished {
        // Section 3.27.10: a result that is not of kind `fail` has the level `none`.
        result["level"] = json!("none");
    }
    if let Some(waiver) = entry.waiver {
        let why = entry.words.fill("{} (approved by {}, until {})", &[&waiver.reason, &waiver.approved_by, &waiver.expires]);
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": why }]);
    }
    result
}

fn level(entry: &Entry<'_>) -> &'static str {
    match entry.level {
        _ if entry.decides => "error",
        Level::Block | Level::High | Level::Medium | Level::Low | Level::Refer => "warning",
        Level::Info | Level::Watch => "note",
    }
}

fn described(words: Words, rule: &Rule) -> Value {
    let cites: Vec<String> = rule
        .cites
        .iter()
        .map(|cite| match &cite.url {
            Some(url) => format!("{} [{}] {url}", cite.text, cite.mark.word()),
            None => format!("{} [{}]", cite.text, cite.mark.word()),
        })
        .collect();
    let why = rule.why.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let fix = rule.fix.split_whitespace().collect::<Vec<_>>().join(" ");
    let help = words.fill("{}\n\nWhat to do: {}\n\nRests on: {}", &[&why, &fix, &cites.join("; ")]);
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": words.fill("{}. Requires: {}", &[&rule.title, &rule.require_text.trim()]) },
        "help": { "text": help.trim() },
        "defaultConfiguration": { "level": match rule.level {
            Level::Block | Level::High => "error",
            Level::Medium | Level::Low | Level::Refer => "warning",
            Level::Info | Level::Watch => "note",
        }},
        "properties": {
            "tags": [format!("area:{}", rule.area.word()), format!("pack:{}", rule.pack)],
            "policy": format!("{}:{}", rule.place.0, rule.place.1),
            // The scale hosts sort by: 0 to 10.
            "security-severity": match rule.level {
                Level::Block => "9.5",
                Level::High => "8.0",
                Level::Medium | Level::Refer => "5.0",
                Level::Low => "2.0",
                Level::Info | Level::Watch => "0.5",
            },
        },
    })
}

/// What no rule of a pack asks: inputs that are refused, and gaps.
fn stray(words: Words, id: &str, fix: &str) -> Value {
    let text = if id.starts_with("gap:") {
        "Something the verdict needs could not be established"
    } else if id.starts_with("papers:") {
        "What the operator relies on needs a look"
    } else {
        "The input cannot be judged"
    };
    json!({
        "id": id,
        "shortDescription": { "text": words.say(text) },
        "help": { "text": words.fill("What to do: {}", &[&fix]) },
        "defaultConfiguration": { "level": "error" },
    })
}
