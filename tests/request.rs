//! `bomgate request`: what is asked can be done, says nothing of the buyer, and an empty form proves nothing.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;
#[path = "common/desk.rs"]
mod desk;

use bomgate::base::Truth;
use bomgate::evaluate::answers;
use bomgate::gate::Gate;
use bomgate::policy::PlanRequest;
use bomgate::report::{REQUEST_FORMS, Request};
use common::{check, shared};
use desk::Desk;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const SAMPLES: [(&str, &str, &str); 4] = [
    ("telecom-cn-bad.cdx.json", "telecom", "CN"),
    ("energy-us-bad.cdx.json", "energy", "US"),
    ("finance-eu-bad.cdx.json", "finance", "EU"),
    ("three-homes.cdx.json", "government", "EU"),
];

fn sample(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap()
}

/// A gate of a sector that asks everything.
fn gate(sector: &str, home: &str) -> Gate {
    let request = PlanRequest { sector: Some(sector.to_owned()), home: Some(home.to_owned()), ..PlanRequest::default() };
    let mut gate = common::gate(&request, home);
    gate.judgement.tier = 3;
    gate.buyer.facts = bomgate::policy::field::buyer_facts().map(|fact| (fact.to_owned(), true)).collect();
    gate
}

fn form(request: &Request<'_>, name: &str) -> String {
    let mut out = Vec::new();
    (REQUEST_FORMS.iter().find(|form| form.name == name).unwrap().write)(request, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_json(request: &Request<'_>) -> Value {
    serde_json::from_str(&form(request, "json")).unwrap()
}

fn skeleton(request: &Request<'_>) -> Value {
    let mut out = Vec::new();
    request.skeleton(&mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// Puts the parts of a skeleton over those of a bill with the same bom-ref, as a vendor would.
fn merge(bill: &mut Value, skeleton: &Value) {
    for list in ["components", "services"] {
        for patch in skeleton[list].as_array().into_iter().flatten() {
            match part(bill, &patch["bom-ref"]) {
                Some(part) => overlay(part, patch),
                // What the bill only names, or names by no reference, is described for the first time.
                None => match &mut bill[list] {
                    Value::Array(parts) => parts.push(patch.clone()),
                    other => *other = json!([patch]),
                },
            }
        }
    }
    overlay(&mut bill["metadata"], &skeleton["metadata"]);
}

/// The part with this bom-ref, wherever it stands.
fn part<'a>(value: &'a mut Value, reference: &Value) -> Option<&'a mut Value> {
    if value.get("bom-ref") == Some(reference) {
        return Some(value);
    }
    match value {
        Value::Object(map) => map.values_mut().find_map(|value| part(value, reference)),
        Value::Array(list) => list.iter_mut().find_map(|value| part(value, reference)),
        _ => None,
    }
}

fn overlay(into: &mut Value, patch: &Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (key, value) in patch {
                overlay(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (Value::Array(into), Value::Array(patch)) => {
            into.retain(|old| patch.iter().all(|new| new["name"] != old["name"]));
            into.extend(patch.iter().cloned());
        }
        (into, patch) => *into = patch.clone(),
    }
}

#[test]
fn an_empty_skeleton_satisfies_nothing() {
    let mut asked = 0;
    for (name, sector, home) in SAMPLES {
        let gate = gate(sector, home);
        let judged = check(&gate, sample(name)).unwrap();
        let request = Request::of(&gate, &judged);
        let items = as_json(&request);
        let sent = check(&gate, skeleton(&request).to_string()).unwrap();
        assert_ne!(sent.outcome.verdict.code(), 0, "{name}: the skeleton passes");
        assert!(sent.outcome.gaps.iter().any(|gap| gap.name == "composition-incomplete"), "{name}");
        assert_eq!(
            sent.bom.rejections().map(|note| note.message.to_string()).collect::<Vec<_>>(),
            Vec::<String>::new(),
            "{name}"
        );
        let scene = gate.scene(&sent.bom, &sent.facts);
        for item in items["items"].as_array().unwrap() {
            let rule = gate.plan.rule(item["rule"].as_str().unwrap()).unwrap();
            let labels: BTreeSet<&str> =
                item["parts"].as_array().unwrap().iter().map(|part| part["label"].as_str().unwrap()).collect();
            for (subject, truth) in answers(rule, &scene, &gate.judgement) {
                let label = bomgate::report::subject(&scene, subject).label;
                // What is wrong with what a part is related to, or with its notes, is not in a form to fill in.
                let to_fill = item["kind"] == "prove" && !item["places"].as_array().unwrap().is_empty();
                if to_fill && labels.contains(label.as_str()) {
                    asked += 1;
                    assert_ne!(truth, Truth::Yes, "{name}: {} of {label} is satisfied by a form left empty", rule.id);
                }
            }
        }
        // And laid over the bill it came from, it mends nothing.
        let mut bill: Value = serde_json::from_str(&sample(name)).unwrap();
        merge(&mut bill, &skeleton(&request));
        let merged = check(&gate, bill.to_string()).unwrap();
        let open = |judged: &bomgate::gate::Judged| -> BTreeSet<(String, String)> {
            let scene = gate.scene(&judged.bom, &judged.facts);
            let unproven = judged.outcome.findings.iter().filter(|finding| finding.answer == Truth::Unknown);
            unproven
                .map(|finding| {
                    (gate.plan.rules[finding.rule()].id.clone(), bomgate::report::subject(&scene, finding.subject).label)
                })
                .collect()
        };
        let (before, after) = (open(&judged), open(&merged));
        let mended: Vec<_> = before.difference(&after).collect();
        assert!(mended.is_empty(), "{name}: {mended:?}");
    }
    println!("{asked} questions stay open");
    assert!(asked > 20);
}

#[test]
fn a_skeleton_is_a_valid_bill_of_the_official_schema() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("corpus/cyclonedx-spec/schema");
    let read = |name: &str| -> Value { serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap() };
    let registry = ["spdx.schema.json", "jsf-0.82.schema.json"];
    let mut options = jsonschema::options();
    struct Folder(Vec<(String, Value)>);
    impl jsonschema::Retrieve for Folder {
        fn retrieve(&self, uri: &jsonschema::Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
            let name = uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned();
            self.0.iter().find(|(known, _)| *known == name).map(|(_, schema)| schema.clone()).ok_or_else(|| name.into())
        }
    }
    let folder = Folder(registry.iter().map(|name| ((*name).to_owned(), read(name))).collect());
    options = options.with_retriever(folder);
    let schema = options.should_validate_formats(true).build(&read("bom-1.6.schema.json")).unwrap();
    for (name, sector, home) in SAMPLES {
        let gate = gate(sector, home);
        let judged = check(&gate, sample(name)).unwrap();
        let skeleton = skeleton(&Request::of(&gate, &judged));
        let faults: Vec<String> =
            schema.iter_errors(&skeleton).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {faults:?}\n{skeleton:#}");
        assert!(skeleton.to_string().contains("TODO"), "{name}");
    }
}

const HOUSE: &str = r#"
pack: house
title: "House rules"
version: 1.0.0
rules:
  - { id: supplier-stated, title: "Every model states who supplies it and where", level: high, on: model, require: 'stated(component.supplier.name) && stated(component.supplier.country)', unknown: fails, tier: 1, area: supply-chain, cites: [{ text: "House rule 1", mark: verified }], fix: "State supplier and country." }
  - { id: owner-stated, title: "Every model states its owner", level: medium, on: model, require: 'stated(property(component, "bomgate:ultimate_owner"))', unknown: fails, tier: 1, area: supply-chain, cites: [{ text: "House rule 2", mark: verified }], fix: "State the owner." }
  - { id: hosted-at-home, title: "Services run in the country", level: block, on: service, require: 'component.hosting.country == "DE" && component.supplier.name != "Bad Inc"', unknown: fails, tier: 1, area: service, cites: [{ text: "House rule 3", mark: verified }], fix: "Run it in the country." }
  - { id: tested, title: "Models come with a test report", level: low, on: model, require: 'evidence(component, "test-report")', unknown: fails, tier: 1, area: model, cites: [{ text: "House rule 4", mark: verified }], fix: "Send the report." }
"#;

fn models(count: usize) -> String {
    let models: Vec<Value> = (0..count)
        .map(|at| json!({ "type": "machine-learning-model", "bom-ref": format!("m{at}"), "name": format!("chat-{at}"), "version": "1" }))
        .collect();
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": { "type": "application", "bom-ref": "app", "name": "assistant", "version": "1" } },
        "components": models,
        "services": [{ "bom-ref": "s", "name": "api", "provider": { "name": "Bad Inc" } }],
    })
    .to_string()
}

#[test]
fn one_ask_about_forty_parts_is_one_item_and_blocking_items_come_first() {
    let gate = common::gate_with(HOUSE, "DE");
    let judged = check(&gate, models(40)).unwrap();
    let request = as_json(&Request::of(&gate, &judged));
    let shown: Vec<(&str, &str, bool, usize)> = request["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let word = |key: &str| item[key].as_str().unwrap();
            (word("rule"), word("kind"), item["blocking"].as_bool().unwrap(), item["parts"].as_array().unwrap().len())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("hosted-at-home", "change", true, 1),
            ("supplier-stated", "prove", true, 40),
            ("owner-stated", "prove", true, 40),
            ("tested", "prove", false, 40)
        ]
    );
    let fields = |at: usize| -> Vec<&str> {
        request["items"][at]["places"].as_array().unwrap().iter().map(|place| place["field"].as_str().unwrap()).collect()
    };
    assert_eq!(fields(0), ["property bomgate:hosting_country", "component.supplier.name"]);
    assert_eq!(fields(1), ["component.supplier.name", "component.supplier.country"]);
    assert_eq!(request["items"][1]["places"][0]["spdx2"], "supplier");
    assert_eq!(fields(2), ["property bomgate:ultimate_owner"]);
    assert_eq!((fields(3), &request["items"][3]["documents"]), (vec![], &json!(["test-report"])));
    let schema: Value = serde_json::from_str(include_str!("../docs/request.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = schema.iter_errors(&request).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn what_is_asked_is_resolved_by_filling_in_the_skeleton() {
    let gate = common::gate_with(HOUSE, "DE");
    let before = check(&gate, models(2)).unwrap();
    let form = skeleton(&Request::of(&gate, &before));
    let text = form.to_string();
    assert_eq!(text.matches("TODO").count(), 2 * 3 + 2, "{form:#}");
    let mut filled = form.clone();
    for model in filled["components"].as_array_mut().unwrap() {
        model["supplier"] = json!({ "name": "Example GmbH", "address": { "country": "DE" } });
        model["properties"][0]["value"] = "Example Holding AG".into();
    }
    filled["services"][0]["provider"]["name"] = "Example GmbH".into();
    filled["services"][0]["properties"][0]["value"] = "DE".into();
    assert!(!filled.to_string().contains("TODO"), "{filled:#}");
    let mut bill: Value = serde_json::from_str(&models(2)).unwrap();
    merge(&mut bill, &filled);
    let after = check(&gate, bill.to_string()).unwrap();
    let rules = |judged: &bomgate::gate::Judged| -> BTreeSet<String> {
        judged.outcome.findings.iter().map(|finding| gate.plan.rules[finding.rule()].id.clone()).collect()
    };
    assert_eq!(rules(&before).len(), 4);
    assert_eq!(rules(&after), BTreeSet::from(["tested".to_owned()]), "only the document is still to be sent");
}

#[test]
fn the_letter_names_nothing_of_the_buyer() {
    let desk = Desk::new("request-secret");
    desk.write("house.yaml", HOUSE);
    desk.write(
        "secret-waivers.yaml",
        "waivers:\n  - { rule: supplier-stated, component: 'pkg:generic/chat-0@1', reason: SECRETREASON, approved_by: SECRETPERSON, expires: 2027-01-01 }\n",
    );
    desk.write(
        "secret-config.yaml",
        "home: DE\nrestricted: [BR]\npolicy: [./house.yaml]\nwaivers: secret-waivers.yaml\nbuyer:\n  name: SECRETBUYER\n  public_facing: yes\n",
    );
    desk.write("secret-path.json", &models(2).replace(r#""name":"chat-0""#, r#""name":"chat-0","purl":"pkg:generic/chat-0@1""#));
    for format in ["markdown", "html", "json"] {
        for lang in ["en", "zh"] {
            let (code, shown, said) = desk.answer(&format!(
                "request secret-path.json --config secret-config.yaml --as-of 2026-11-22 --format {format} --lang {lang} --skeleton form.json"
            ));
            assert_eq!(code, 1, "{said}");
            let skeleton = fs::read_to_string(desk.0.join("form.json")).unwrap();
            for text in [&shown, &skeleton] {
                let lower = text.to_lowercase();
                for word in ["secret", "house.yaml", "restricted", "public_facing", desk.0.to_str().unwrap(), "waive"] {
                    assert!(!lower.contains(&word.to_lowercase()), "{format} {lang}: {word} in\n{text}");
                }
            }
            assert!(shown.contains("chat-1"), "{shown}");
            // What is waived is not asked for: of the two models only one lacks its supplier.
            if format == "json" {
                let items: Value = serde_json::from_str(&shown).unwrap();
                let asked = items["items"].as_array().unwrap().iter().find(|item| item["rule"] == "supplier-stated").unwrap();
                assert_eq!(asked["parts"].as_array().unwrap().len(), 1);
            }
        }
    }
}

#[test]
fn hostile_names_stay_text_in_every_form() {
    let desk = Desk::new("request-hostile");
    desk.write("house.yaml", HOUSE);
    let evil = "\u{1b}[2K</td><script>alert(1)</script>\n# FAKE\n| `x` ![](http://b.example) @org \u{202e}\"><img src=x onerror=alert(1)>";
    let bill = json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": { "type": "application", "name": evil, "version": "1" } },
        "components": [{ "type": "machine-learning-model", "name": evil, "version": evil, "supplier": { "name": evil } }] });
    desk.write("evil.json", &bill.to_string());
    for format in ["markdown", "html", "json"] {
        let (_, shown, _) =
            desk.answer(&format!("request evil.json --policy house.yaml --home DE --format {format} --skeleton form.json"));
        let skeleton = fs::read_to_string(desk.0.join("form.json")).unwrap();
        for text in [&shown, &skeleton] {
            assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{format}: {text:?}");
        }
        let markup = |word: &str| shown.contains(word);
        assert!(format == "json" || !(markup("<script") || markup("<img")), "{format}: {shown}");
        assert!(format != "markdown" || !(markup("![](") || shown.lines().any(|line| line.starts_with("# FAKE"))), "{shown}");
    }
}

#[test]
fn letters_are_as_kept_in_both_languages() {
    for (lang, name) in [("en", "request-telecom-cn.md"), ("zh", "request-telecom-cn.zh.md")] {
        let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["request", "samples/telecom-cn-bad.cdx.json", "--config", "samples/telecom-cn.yaml"])
            .args(["--as-of", "2026-11-22", "--lang", lang])
            .env("BOMGATE_CONFIG", "")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
        let printed = String::from_utf8(output.stdout).unwrap();
        if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
            fs::write(&path, &printed).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), printed, "{name}: BLESS=1 and read the difference");
    }
}

#[test]
fn exit_codes_are_those_of_the_verdict_and_misuse_is_told() {
    let desk = Desk::new("request-codes");
    let terms = "--policy house.yaml --home DE --as-of 2026-11-22";
    for (bom, code) in [("good.json", 0), ("bad.json", 1), ("twice.json", 3), ("missing.json", 2)] {
        for format in ["markdown", "html", "json"] {
            assert_eq!(desk.code(&format!("request {bom} {terms} --format {format}")), code, "{bom} {format}");
        }
    }
    assert!(desk.answer(&format!("request good.json {terms}")).1.contains("nothing to change or to prove"));
    assert!(desk.answer(&format!("request good.json {terms} --format docx")).2.contains("request has no format `docx`"));
}
