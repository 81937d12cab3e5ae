//! What must hold for every bill: more components never help, less evidence never helps, order never matters.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::evaluate::SubjectAt;
use bomgate::gate::Gate;
use common::as_xml::as_xml;
use common::dump::dump;
use common::{check, gate_with};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const POLICY: &str = r#"
pack: properties
title: Properties
version: "1"
includes: [core]
lists: { denied: [evil], permitted: [MIT, Apache-2.0] }
rules:
  - id: nothing-denied
    title: Nothing denied
    level: block
    on: component
    require: '!listed(component, lists.denied)'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Remove it.
  - id: licences-permitted
    title: Licences are permitted
    level: high
    on: component
    when: 'component.kind in ["library", "model", "dataset"] && component.role == "part"'
    require: 'license_permits(component, lists.permitted)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Change it.
  - id: home-line
    title: Models and their line come from home
    level: high
    on: model
    when: 'component.role == "part"'
    require: '!foreign(component) && !foreign_lineage(component)'
    unknown: fails
    tier: 1
    area: model
    cites: [{ text: test, mark: unverified }]
    fix: Replace it.
"#;

/// One component of number `at`, good more often than not, so that bills that pass are among those tried.
fn component(at: usize) -> impl Strategy<Value = Value> {
    let kind = prop_oneof![4 => Just("library"), 3 => Just("machine-learning-model"), 2 => Just("data")];
    let license =
        prop_oneof![10 => Just(Some("MIT")), 4 => Just(Some("Apache-2.0")), 1 => Just(Some("GPL-3.0-only")), 1 => Just(None)];
    let hash = prop_oneof![10 => Just(Some("SHA-256")), 1 => Just(Some("MD5")), 1 => Just(None)];
    let name = prop_oneof![14 => Just("part"), 1 => Just("evil")];
    let country = prop_oneof![10 => Just(Some("DE")), 1 => Just(Some("CN")), 1 => Just(None)];
    let ancestors = prop_oneof![6 => Just(Some(0)), 3 => Just(Some(1)), 1 => Just(None)];
    (kind, license, hash, name, country, ancestors, any::<bool>()).prop_map(move |(kind, license, hash, name, country, ancestors, supplied)| {
        let mut part = Map::new();
        part.insert("type".into(), json!(kind));
        part.insert("bom-ref".into(), json!(format!("ref-{at}")));
        part.insert("name".into(), json!(if name == "evil" { name.to_owned() } else { format!("{name}-{at}") }));
        part.insert("version".into(), json!("0123456789abcdef"));
        if supplied || kind == "machine-learning-model" {
            part.insert("supplier".into(), json!({"name": format!("House {at}"), "address": country.map_or(json!({}), |code| json!({"country": code}))}));
        } else {
            part.insert("publisher".into(), json!(format!("House {at}")));
        }
        if let Some(id) = license {
            part.insert("licenses".into(), json!([{"license": {"id": id}}]));
        }
        if let Some(algorithm) = hash {
            let digits = if algorithm == "MD5" { 32 } else { 64 };
            part.insert("hashes".into(), json!([{"alg": algorithm, "content": "a".repeat(digits)}]));
        }
        if kind == "machine-learning-model"
            && let Some(count) = ancestors
        {
            let base = json!({"type": "machine-learning-model", "name": format!("base-{at}"), "version": "0123456789abcdef",
                "supplier": {"name": "Base House", "address": {"country": "DE"}}, "licenses": [{"license": {"id": "MIT"}}], "pedigree": {"ancestors": []}});
            part.insert("pedigree".into(), json!({"ancestors": vec![base; count]}));
        }
        Value::Object(part)
    })
}

fn components(most: usize) -> impl Strategy<Value = Vec<Value>> {
    (1..=most).prop_flat_map(|count| (0..count).map(component).collect::<Vec<_>>())
}

fn bill(components: &[Value]) -> Value {
    let refs: Vec<&Value> = components.iter().map(|part| &part["bom-ref"]).collect();
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {
            "timestamp": "2026-11-01T00:00:00Z", "lifecycles": [{"phase": "build"}], "authors": [{"name": "Vendor"}],
            "tools": {"components": [{"type": "application", "name": "maker", "version": "1.0"}]},
            "component": {"type": "application", "bom-ref": "app", "name": "assistant", "version": "1.0.0", "supplier": {"name": "Vendor"}}
        },
        "components": components,
        "dependencies": [{"ref": "app", "dependsOn": refs}]
    })
}

fn verdict(gate: &Gate, bill: &Value) -> &'static str {
    common::verdict(gate, bill.to_string())
}

/// What was found, free of rows and places.
fn found(gate: &Gate, text: String) -> (&'static str, BTreeSet<(String, String, bool)>) {
    let judged = check(gate, text).unwrap();
    let findings = judged.outcome.findings.iter().map(|finding| {
        let subject = match finding.subject {
            SubjectAt::Component(row) => judged.bom.label(row),
            other => format!("{other:?}"),
        };
        (gate.plan.rules[finding.rule()].id.clone(), subject, finding.answer == bomgate::base::Truth::No)
    });
    (judged.outcome.verdict.word(), findings.collect())
}

/// Writes a value with the keys of its objects and the order of its arrays changed by `seed`.
fn shuffled(value: &Value, seed: &mut u64) -> String {
    let mut next = |most: usize| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).unwrap() % most
    };
    let mut order = |count: usize| {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, next(at + 1));
        }
        order
    };
    match value {
        Value::Object(map) => {
            let order = order(map.len());
            let entries: Vec<(&String, &Value)> = map.iter().collect();
            let parts: Vec<String> =
                order.iter().map(|at| format!("{}:{}", json!(entries[*at].0), shuffled(entries[*at].1, seed))).collect();
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(items) => {
            let order = order(items.len());
            let parts: Vec<String> = order.iter().map(|at| shuffled(&items[*at], seed)).collect();
            format!("[{}]", parts.join(" , "))
        }
        other => other.to_string(),
    }
}

fn runner() -> TestRunner {
    TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() })
}

#[test]
fn adding_a_component_never_turns_fail_into_pass() {
    let gate = gate_with(POLICY, "DE");
    let strategy = (components(5), component(99));
    runner()
        .run(&strategy, |(parts, more)| {
            let before = verdict(&gate, &bill(&parts));
            let mut all = parts;
            all.push(more);
            let after = verdict(&gate, &bill(&all));
            prop_assert!(!(before == "FAIL" && after != "FAIL"), "{before} became {after}");
            Ok(())
        })
        .unwrap();
}

/// The properties below are empty if every bill fails, or none does.
#[test]
fn bills_that_pass_and_bills_that_fail_are_both_tried() {
    let gate = gate_with(POLICY, "DE");
    let passed = std::cell::Cell::new(0);
    runner()
        .run(&components(4), |parts| {
            passed.set(passed.get() + i32::from(verdict(&gate, &bill(&parts)) == "PASS"));
            Ok(())
        })
        .unwrap();
    println!("of 400 bills {} pass", passed.get());
    assert!((40..360).contains(&passed.get()), "{} of 400 pass", passed.get());
}

#[test]
fn removing_evidence_never_turns_anything_into_pass() {
    let gate = gate_with(POLICY, "DE");
    let strategy = (
        components(4),
        any::<prop::sample::Index>(),
        prop::sample::select(vec!["licenses", "hashes", "supplier", "publisher", "version", "pedigree"]),
    );
    runner()
        .run(&strategy, |(mut parts, which, field)| {
            let before = verdict(&gate, &bill(&parts));
            let at = which.index(parts.len());
            parts[at].as_object_mut().unwrap().remove(field);
            let after = verdict(&gate, &bill(&parts));
            prop_assert!(!(before != "PASS" && after == "PASS"), "{before} became PASS without {field}");
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_order_of_keys_and_arrays_changes_nothing() {
    let gate = gate_with(POLICY, "DE");
    let strategy = (components(5), any::<u64>());
    runner()
        .run(&strategy, |(parts, mut seed)| {
            let bill = bill(&parts);
            let plain = found(&gate, bill.to_string());
            let other = found(&gate, shuffled(&bill, &mut seed));
            prop_assert_eq!(plain, other);
            Ok(())
        })
        .unwrap();
}

/// A component that has what only some have.
fn adorned(mut part: Value, at: usize) -> Value {
    let map = part.as_object_mut().unwrap();
    map.insert("group".into(), json!("org & sons <x>"));
    map.insert("description".into(), json!("says \"much\" & more"));
    map.insert("authors".into(), json!([{"name": format!("Author {at}"), "email": "a@example.org"}]));
    map.insert("properties".into(), json!([{"name": "a", "value": "1 < 2"}, {"name": "b", "value": "x"}]));
    map.insert("externalReferences".into(), json!([{"type": "vcs", "url": "https://example.org/?a=1&b=2"}]));
    map.insert("tags".into(), json!(["one", "two"]));
    if map["type"] == "machine-learning-model" {
        let inline = json!({"type": "dataset", "name": format!("texts-{at}"), "classification": "public",
            "governance": {"owners": [{"organization": {"name": "Owner", "url": ["https://example.org", "https://example.com"]}}]}});
        map.insert("modelCard".into(), json!({
            "modelParameters": {"approach": {"type": "supervised"}, "task": "translation", "datasets": [inline, {"ref": "app"}],
                "inputs": [{"format": "text"}], "outputs": []},
            "considerations": {"users": ["all"], "useCases": [], "ethicalConsiderations": [{"name": "bias", "mitigationStrategy": "none"}]}
        }));
    }
    if map["type"] == "data" {
        map.insert("data".into(), json!([{"type": "dataset", "name": "rows", "sensitiveData": ["names", "dates"]}]));
    }
    part
}

#[test]
fn a_bill_as_json_and_as_xml_is_the_same_model_and_the_same_verdict() {
    let gate = gate_with(POLICY, "DE");
    let strategy = (components(5), any::<bool>());
    runner()
        .run(&strategy, |(parts, adorn)| {
            let parts: Vec<Value> =
                parts.into_iter().enumerate().map(|(at, part)| if adorn { adorned(part, at) } else { part }).collect();
            let bill = bill(&parts);
            let xml = as_xml(&bill);
            prop_assert_eq!(found(&gate, bill.to_string()), found(&gate, xml.clone()));
            let (json, marked) = (check(&gate, bill.to_string()).unwrap().bom, check(&gate, xml.clone()).unwrap().bom);
            prop_assert_eq!(dump(&json), dump(&marked));
            let codes = |bom: &bomgate::model::Bom| bom.notes.iter().map(|note| note.code.word()).collect::<Vec<_>>();
            prop_assert_eq!(codes(&json), codes(&marked));
            // Every component stands where its element stands.
            for row in marked.components.rows() {
                let span = marked.components.span[row];
                let element = &xml[span.start.offset as usize..span.end as usize];
                let name = element.split(['<', ' ', '>']).nth(1).unwrap();
                prop_assert!(["component", "dataset"].contains(&name), "{}", element);
                let last = format!("</{name}>");
                prop_assert!(element.ends_with(&last), "{}", element);
                let before = &xml[..span.start.offset as usize];
                prop_assert_eq!(span.start.line as usize, before.matches('\n').count() + 1);
                prop_assert_eq!(span.start.column as usize, before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_stricter_threshold_never_makes_a_verdict_better() {
    let mut gates: Vec<Gate> = (1..=3).map(|_| gate_with(POLICY, "DE")).collect();
    for (tier, gate) in (1u8..).zip(gates.iter_mut()) {
        gate.judgement.tier = tier;
    }
    runner()
        .run(&components(4), |parts| {
            let bill = bill(&parts).to_string();
            let verdicts: Vec<_> = gates.iter().map(|gate| check(gate, bill.clone()).unwrap().outcome.verdict).collect();
            prop_assert!(verdicts[0] <= verdicts[1] && verdicts[1] <= verdicts[2]);
            Ok(())
        })
        .unwrap();
}
