//! Statements on exploitability (VEX): read in three formats, shown beside findings, lowering nothing unless the operator
//! passes the file and the config accepts it; never from the bill itself.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;
#[path = "common/desk.rs"]
mod desk;

use bomgate::model::State;
use bomgate::vex;
use desk::Desk;
use serde_json::{Value, json};

const TORCH: &str = "pkg:pypi/torch@2.9.1";
/// AIR-0011 alone is about torch 2.9.1: orange, CVE-2026-24747.
const CVE: &str = "CVE-2026-24747";
const RULE: &str = "no-orange-catalogue-entry";

fn bill(vulnerabilities: &Value) -> String {
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "metadata": { "component": { "type": "application", "bom-ref": "app", "name": "assistant", "version": "1", "purl": "pkg:generic/assistant@1" } },
        "components": [{ "type": "library", "bom-ref": "torch", "name": "torch", "version": "2.9.1", "purl": TORCH }],
        "vulnerabilities": vulnerabilities
    })
    .to_string()
}

fn openvex(product: &Value, status: &str) -> String {
    json!({
        "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/1", "author": "Vendor", "version": 1,
        "timestamp": "2026-11-01T00:00:00Z",
        "statements": [{
            "vulnerability": { "name": CVE }, "products": [product], "status": status,
            "justification": "vulnerable_code_not_in_execute_path", "impact_statement": "only safetensors are loaded"
        }]
    })
    .to_string()
}

fn csaf(status: &str) -> String {
    json!({
        "document": { "category": "csaf_vex", "csaf_version": "2.0", "publisher": { "name": "Vendor" } },
        "product_tree": { "branches": [{ "category": "vendor", "name": "x", "branches": [{
            "category": "product_version", "name": "2.9.1",
            "product": { "product_id": "T", "name": "torch 2.9.1", "product_identification_helper": { "purl": TORCH } } }] }] },
        "vulnerabilities": [{ "cve": CVE, "product_status": { status: ["T"] },
            "flags": [{ "label": "vulnerable_code_not_in_execute_path", "product_ids": ["T"] }] }]
    })
    .to_string()
}

fn cyclonedx(state: &str) -> String {
    let said = json!([{ "id": CVE, "affects": [{ "ref": "torch" }],
        "analysis": { "state": state, "justification": "vulnerable_code_not_in_execute_path" } }]);
    bill(&said)
}

fn desk(name: &str) -> Desk {
    let desk = Desk::new(&format!("vex-{name}"));
    desk.write("bill.json", &bill(&json!([])));
    desk.write("accept.yaml", "vex: { accept: [not_affected, fixed] }\n");
    desk
}

const CHECK: &str = "--policy core --home DE --tier 1 --as-of 2026-11-22";

/// The finding of the catalogue on torch: whether it is excused, and everything it shows.
fn finding(desk: &Desk, bill: &str, more: &str) -> (bool, String) {
    let (_, out, err) = desk.answer(&format!("check {bill} {CHECK} --format json {more}"));
    let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"));
    let findings = report["deliveries"][0]["findings"].as_array().unwrap();
    let found = findings.iter().find(|found| found["rule"] == RULE).unwrap_or_else(|| panic!("{findings:#?}"));
    (!found["excused"].as_array().unwrap().is_empty(), found.to_string())
}

fn findings_of(desk: &Desk, rule: &str, bill: &str, more: &str) -> Vec<Value> {
    let (_, out, err) = desk.answer(&format!("check {bill} {CHECK} --format json {more}"));
    let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"));
    let findings = report["deliveries"][0]["findings"].as_array().unwrap();
    findings.iter().filter(|found| found["rule"] == rule).cloned().collect()
}

#[test]
fn three_formats_say_one_thing() {
    let desk = desk("formats");
    for (name, text) in [
        ("openvex.json", openvex(&json!({ "@id": TORCH }), "not_affected")),
        ("csaf.json", csaf("known_not_affected")),
        ("cdx.json", cyclonedx("not_affected")),
    ] {
        desk.write(name, &text);
        let (excused, shown) = finding(&desk, "bill.json", &format!("--vex {name}"));
        assert!(!excused && shown.contains("statement (VEX)") && shown.contains(name), "{name}: {shown}");
        let (excused, shown) = finding(&desk, "bill.json", &format!("--vex {name} --config accept.yaml"));
        assert!(excused && shown.contains(name) && shown.contains("AIR-0011"), "{name}: {shown}");
    }
}

#[test]
fn a_statement_in_the_bill_is_shown_and_never_lowers() {
    let desk = desk("own");
    desk.write("own.json", &cyclonedx("not_affected"));
    let (excused, shown) = finding(&desk, "own.json", "--config accept.yaml");
    assert!(!excused && shown.contains("the bill itself, which lowers nothing"), "{shown}");
    let (_, table, _) = desk.answer(&format!("check own.json {CHECK} --config accept.yaml"));
    assert!(table.contains("lowers nothing") && table.contains("not_affected"), "{table}");
    // The same file passed by the operator is the operator's word.
    assert!(finding(&desk, "own.json", "--config accept.yaml --vex own.json").0);
}

#[test]
fn a_statement_of_harm_makes_it_worse_wherever_it_stands() {
    let desk = desk("worse");
    let rule = "no-exploitable-vulnerability-stated";
    assert!(findings_of(&desk, rule, "bill.json", "").is_empty());
    desk.write("own.json", &cyclonedx("exploitable"));
    let found = findings_of(&desk, rule, "own.json", "");
    assert!(found.len() == 1 && found[0]["answer"] == "violates" && found[0]["gates"] == true, "{found:?}");
    desk.write("triage.json", &cyclonedx("in_triage"));
    assert_eq!(findings_of(&desk, rule, "triage.json", "")[0]["answer"], "not-demonstrated");
    desk.write("vex.json", &openvex(&json!({ "@id": TORCH }), "affected"));
    assert_eq!(findings_of(&desk, rule, "bill.json", "--vex vex.json").len(), 1);
    // A vendor that says both is not excused.
    desk.write("vex.json", &openvex(&json!({ "@id": TORCH }), "not_affected"));
    assert!(!finding(&desk, "own.json", "--vex vex.json --config accept.yaml").0);
}

#[test]
fn the_config_says_which_statements_excuse() {
    let desk = desk("terms");
    desk.write("vex.json", &openvex(&json!({ "@id": TORCH }), "not_affected"));
    for (terms, expected) in [
        ("vex: { accept: [not_affected] }", true),
        ("vex: { accept: [fixed] }", false),
        ("vex: { accept: [not_affected], justifications: [vulnerable_code_not_in_execute_path] }", true),
        ("vex: { accept: [not_affected], justifications: [component_not_present] }", false),
        ("vex: { accept: [not_affected], from: [Vendor] }", true),
        ("vex: { accept: [not_affected], from: [Somebody] }", false),
        ("vex: {}", false),
    ] {
        desk.write("terms.yaml", &format!("{terms}\n"));
        assert_eq!(finding(&desk, "bill.json", "--vex vex.json --config terms.yaml").0, expected, "{terms}");
    }
    desk.write("bare.json", &openvex(&json!({ "@id": TORCH }), "not_affected").replace("justification", "because"));
    assert!(!finding(&desk, "bill.json", "--vex bare.json --config accept.yaml").0, "without a reason it is only a wish");
}

#[test]
fn a_statement_counts_only_for_the_product_and_the_vulnerability_it_names() {
    let desk = desk("products");
    for (product, expected) in [
        (json!({ "@id": "pkg:pypi/torch" }), true),
        (json!({ "@id": "x", "identifiers": { "purl": TORCH } }), true),
        (json!({ "@id": "pkg:generic/assistant@1" }), true),
        (json!({ "@id": "pkg:generic/assistant@1", "subcomponents": [{ "@id": TORCH }] }), true),
        (json!({ "@id": "pkg:generic/other@1", "subcomponents": [{ "@id": TORCH }] }), false),
        (json!({ "@id": "pkg:pypi/torch@2.9.0" }), false),
        (json!({ "@id": "pkg:npm/torch@2.9.1" }), false),
        (json!({ "@id": "torch" }), false),
    ] {
        desk.write("vex.json", &openvex(&product, "not_affected"));
        assert_eq!(finding(&desk, "bill.json", "--vex vex.json --config accept.yaml").0, expected, "{product}");
    }
    let other = openvex(&json!({ "@id": TORCH }), "not_affected").replace(CVE, "CVE-2026-99999");
    desk.write("vex.json", &other);
    assert!(!finding(&desk, "bill.json", "--vex vex.json --config accept.yaml").0);
}

#[test]
fn malice_is_never_excused() {
    let desk = desk("malice");
    let part = r#"{"type":"library","name":"torchtriton","version":"1","purl":"pkg:pypi/torchtriton@1"}"#;
    desk.write("red.json", &desk::bill(part));
    let vex = openvex(&json!({ "@id": "pkg:pypi/torchtriton@1" }), "not_affected").replace(CVE, "AIR-0001");
    desk.write("vex.json", &vex);
    let found = findings_of(&desk, "xs-known-dangerous", "red.json", "--vex vex.json --config accept.yaml");
    assert!(found.len() == 1 && found[0]["excused"] == json!([]), "{found:?}");
}

#[test]
fn an_excuse_is_visible_and_decides() {
    let desk = desk("visible");
    desk.write("vex.json", &openvex(&json!({ "@id": TORCH }), "not_affected"));
    desk.write(
        "orange.yaml",
        "pack: orange\ntitle: \"Only orange\"\nversion: 1.0.0\nrules:\n  - { id: nothing-orange, title: \"x\", level: high, on: component, require: '!catalogued(component, \"orange\")', unknown: fails, tier: 1, area: supply-chain, cites: [{ text: \"x\", mark: unverified }], fix: \"x\" }\n",
    );
    let check = "check bill.json --policy ./orange.yaml --home DE --as-of 2026-11-22";
    assert_eq!(desk.code(check), 1);
    assert_eq!(desk.code(&format!("{check} --vex vex.json")), 1);
    let (code, out, _) = desk.answer(&format!("{check} --vex vex.json --config accept.yaml"));
    assert!(code == 0 && out.contains("excused by statements you accept (VEX)") && out.contains("vex.json"), "{code} {out}");
    let (code, out, _) = desk.answer(&format!("{check} --vex vex.json --config accept.yaml --format sarif"));
    assert!(code == 0 && out.contains("excused by"), "{out}");
    // A baseline does not keep what only an excuse lifts.
    desk.answer(&format!("{check} --vex vex.json --config accept.yaml --report json=before.json"));
    assert_eq!(desk.code(&format!("{check} --baseline before.json")), 1);
}

#[test]
fn half_a_file_is_not_relied_on() {
    let desk = desk("broken");
    let good = openvex(&json!({ "@id": TORCH }), "not_affected");
    for (text, words) in [
        ("{}".to_owned(), "--vex takes OpenVEX"),
        ("not json".to_owned(), "is not JSON"),
        (good.replace("\"not_affected\"", "\"fine\""), "/statements/0: `status` is not"),
        (good.replace("\"products\"", "\"product\""), "no `products`"),
        (good.replace("openvex.dev/ns", "openvex.example/ns"), "version that is not read"),
        (csaf("known_not_affected").replace("\"product_id\":\"T\"", "\"product_id\":\"U\""), "the tree does not have"),
        (csaf("known_not_affected").replace("\"2.0\"", "\"1.2\""), "version that is not read"),
        (bill(&json!([])), "makes no statement"),
    ] {
        desk.write("vex.json", &text);
        let (code, _, err) = desk.answer(&format!("check bill.json {CHECK} --vex vex.json"));
        assert!(code == 2 && err.contains(words), "{words}: {code} {err}");
    }
}

#[test]
fn the_real_documents_of_the_corpus_are_read() {
    let Some(shared) = common::shared() else { return };
    let mut count = 0;
    for path in common::files(&shared.join("corpus/advisories/openvex")) {
        let document = vex::read("feed", &std::fs::read_to_string(&path).unwrap()).unwrap();
        count += document.statements.len();
        assert_eq!((document.format, document.author.as_deref()), ("OpenVEX", Some("squash")));
        let not_affected = document.statements.iter().filter(|said| said.state == State::NotAffected).count();
        println!("{not_affected} of {} say not affected", document.statements.len());
        assert!(document.statements.iter().all(|said| !said.ids.is_empty() && !said.products.is_empty()));
        assert!(not_affected > 0);
    }
    let folder = shared.join("corpus/cyclonedx-wild/guacsec__guac/internal/testing/testdata/exampledata");
    let mut states = Vec::new();
    for name in ["affected", "false-positive", "no-analysis", "resolved-with-pedigree"] {
        let source = bomgate::read::Source::open(&folder.join(format!("cyclonedx-vex-{name}.json"))).unwrap();
        let bom = bomgate::read::read(source, &bomgate::base::Limits::default()).unwrap();
        states.push(bom.document.statements[0].state.word());
        assert!(!bom.document.statements[0].products.is_empty(), "{name}");
    }
    println!("{count} statements of OpenVEX; CycloneDX: {states:?}");
    assert!(count > 10, "{count}");
    assert_eq!(states, ["affected", "not_affected", "under_investigation", "fixed"]);
}
