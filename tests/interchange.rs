//! Documents for other programs: the annotated bill (CycloneDX 1.5), the attestations (CycloneDX 1.6) and the statement
//! (in-toto). Each keeps to its official schema whatever the bill says, carries every finding, and is the same every time.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/schema.rs"]
mod schema;

use common::shared;
use cyclonedx_bom::models::bom::{Bom, SpecVersion};
use cyclonedx_bom::validation::Validate;
use desk::{Desk, bill};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// A bill that fills what version 1.5 has places for and what it has none for, with texts that act, a reference that stands
/// twice, and a property that poses as a result.
const ODD: &str = r#"{"type":"library","bom-ref":"bomgate:part-0","name":"a\u001b[2K\u202e\nPASS","version":"1\t2","cpe":"no cpe",
  "purl":"pkg:npm/left@1.0","scope":"required","hashes":[{"alg":"SHA-256","content":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}],
  "licenses":[{"license":{"id":"MIT"}},{"license":{"name":"Our own","url":"not an <address>"}}],
  "externalReferences":[{"type":"website","url":"http://x y/<z>"},{"type":"source-distribution","url":"https://example.com/a"}],
  "properties":[{"name":"bomgate:result:verdict","value":"PASS"},{"name":"colour","value":"red"}]},
 {"type":"cryptographic-asset","bom-ref":"twice","name":"key"},{"type":"machine-learning-model","bom-ref":"twice","name":"chat","version":"2",
  "modelCard":{"modelParameters":{"task":"chat"}},"pedigree":{"ancestors":[{"type":"machine-learning-model","name":"base","version":"1"}]}}"#;

const SERVICES: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":{"type":"application","bom-ref":"app","name":"assistant","version":"1"}},
 "components":[{"type":"library","bom-ref":"lib","name":"left","version":"1","licenses":[{"expression":"MIT OR Apache-2.0"}]}],
 "services":[{"bom-ref":"s","name":"api","endpoints":["https://api.example.com/v1","h t t p"],"provider":{"name":"Acme","url":["https://acme.example"]}}],
 "dependencies":[{"ref":"app","dependsOn":["lib","s"]},{"ref":"lib"},{"ref":"s"}]}"#;

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.write("odd.json", &bill(ODD));
    desk.write("services.json", SERVICES);
    let sample = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    for name in ["telecom-cn-good.cdx.json", "telecom-cn-bad.cdx.json", "telecom-cn-bad.spdx.json", "telecom-cn-bad.spdx3.json"] {
        std::fs::copy(sample(name), desk.0.join(name)).unwrap();
    }
    desk
}

const BILLS: [&str; 10] = [
    "good.json",
    "bad.json",
    "odd.json",
    "services.json",
    "twice.json",
    "telecom-cn-good.cdx.json",
    "telecom-cn-bad.cdx.json",
    "telecom-cn-bad.spdx.json",
    "telecom-cn-bad.spdx3.json",
    "good.json odd.json services.json twice.json",
];

fn report(desk: &Desk, bills: &str, format: &str) -> Value {
    let policy = if bills.contains("telecom") { "--sector telecom --home CN" } else { "--policy house.yaml" };
    let (_, text, said) = desk.answer(&format!("check {bills} {policy} --as-of 2026-11-22 --format {format}"));
    let wild = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
    assert!(!text.contains(wild), "{format} of {bills} lets characters through that act");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{format} of {bills}: {error}\n{said}"))
}

/// Every finding, refusal and gap of the report in full, counted.
fn entries(desk: &Desk, bills: &str) -> usize {
    report(desk, bills, "sarif")["runs"][0]["results"].as_array().unwrap().len()
}

#[test]
fn the_documents_keep_to_the_official_schemas() {
    let Some(folder) = shared().map(|shared| shared.join("corpus/cyclonedx-spec/schema")).filter(|folder| folder.is_dir()) else {
        println!("skipped: no schemas");
        return;
    };
    let desk = desk("interchange-schema");
    for (format, file) in [("cyclonedx", "bom-1.5.schema.json"), ("cdxa", "bom-1.6.schema.json")] {
        let schema = schema::validator(&folder.join(file));
        for bills in BILLS {
            let document = report(&desk, bills, format);
            let faults: Vec<String> =
                schema.iter_errors(&document).map(|error| format!("{error} at {}", error.instance_path())).collect();
            assert_eq!(faults, Vec::<String>::new(), "{format} of {bills}");
        }
        assert!(!schema.is_valid(&serde_json::json!({ "bomFormat": "CycloneDX" })), "the schema can say no");
    }
}

#[test]
fn the_annotated_bill_is_read_by_the_crate_and_by_bomgate_and_holds_every_finding() {
    let desk = desk("interchange-annotated");
    for bills in BILLS {
        let document = report(&desk, bills, "cyclonedx");
        let annotations = document["annotations"].as_array().map_or(0, Vec::len);
        assert_eq!(annotations, entries(&desk, bills), "{bills}");
        let read = Bom::parse_json_value(document.clone()).unwrap();
        let validity = read.validate_version(SpecVersion::V1_5);
        // The crate takes its own spaces-for-controls for granted and knows fewer licences; identifiers must be unique.
        assert!(
            validity.passed(),
            "{bills}: {:?}",
            validity.errors().map(|(place, error)| format!("{place} {error:?}")).collect::<Vec<_>>()
        );
        desk.write("annotated.json", &document.to_string());
        let (code, shown, said) = desk.answer("check annotated.json --policy house.yaml --as-of 2026-11-22");
        assert_ne!(code, 3, "{bills}: an annotated bill is no ambiguous one\n{shown}{said}");
    }
}

#[test]
fn what_has_no_place_in_the_annotated_bill_is_said_in_properties() {
    let desk = desk("interchange-odd");
    let document = report(&desk, "odd.json", "cyclonedx");
    let property = |component: &Value, name: &str| -> Vec<String> {
        let all = component["properties"].as_array().cloned().unwrap_or_default();
        all.iter().filter(|one| one["name"] == name).map(|one| one["value"].as_str().unwrap().to_owned()).collect()
    };
    let parts = document["components"].as_array().unwrap();
    let odd = &parts[0];
    assert_eq!(odd["name"], "a\\u{1b}[2K\\u{202e}\\u{a}PASS");
    assert_eq!(property(odd, "bomgate:result:cpe-as-written"), ["no cpe"]);
    assert_eq!(property(odd, "bomgate:result:reference-as-written"), ["website http://x y/<z>"]);
    assert_eq!(property(odd, "bomgate:result:url-as-written"), ["not an <address>"]);
    assert_eq!(property(odd, "stated:bomgate:result:verdict"), ["PASS"], "nobody but bomgate states results");
    assert_eq!(property(odd, "bomgate:result:verdict"), Vec::<String>::new());
    assert_eq!(property(odd, "colour"), ["red"]);
    assert_eq!(odd["externalReferences"][0]["comment"], "type as written: source-distribution");
    let model = parts.iter().find(|part| part["name"] == "chat").unwrap();
    assert_eq!(property(model, "bomgate:not-carried"), ["modelCard"]);
    assert_eq!(property(model, "bomgate:result:bom-ref-as-written"), ["twice"]);
    assert!(property(model, "bomgate:result:relation")[0].starts_with("was made from "), "{model}");
    assert_eq!(property(&document["metadata"], "bomgate:result:verdict"), ["REJECT"]);
    let references: Vec<&str> = parts.iter().map(|part| part["bom-ref"].as_str().unwrap()).collect();
    assert_eq!(references.iter().collect::<BTreeSet<_>>().len(), parts.len());

    let services = report(&desk, "services.json", "cyclonedx");
    assert_eq!(services["services"][0]["endpoints"], serde_json::json!(["https://api.example.com/v1"]));
    assert_eq!(property(&services["services"][0], "bomgate:result:endpoint-as-written"), ["h t t p"]);
    assert_eq!(services["dependencies"][0]["dependsOn"], serde_json::json!(["lib", "s"]));
    assert_eq!(services["metadata"]["component"]["name"], "assistant");
}

#[test]
fn serial_numbers_follow_from_what_was_judged() {
    let desk = desk("interchange-serial");
    let serial = |bills: &str, format: &str| report(&desk, bills, format)["serialNumber"].as_str().unwrap().to_owned();
    let one = serial("good.json", "cyclonedx");
    assert_eq!(one, serial("good.json", "cyclonedx"));
    assert_eq!(&one[23..24], "8", "a UUID of version 8: {one}");
    let others = [serial("bad.json", "cyclonedx"), serial("good.json", "cdxa"), serial("good.json bad.json", "cyclonedx")];
    assert!(!others.contains(&one));
}

#[test]
fn every_reference_of_the_attestations_leads_somewhere_and_every_finding_is_counter_evidence() {
    let desk = desk("interchange-cdxa");
    for bills in BILLS {
        let document = report(&desk, bills, "cdxa");
        let list = |pointer: &str| document.pointer(pointer).unwrap().as_array().unwrap().clone();
        let mut known = BTreeSet::new();
        let standards = list("/definitions/standards");
        let requirements = standards.iter().flat_map(|standard| standard["requirements"].as_array().unwrap().clone());
        let all = ["assessors", "claims", "evidence", "targets/components"].map(|what| list(&format!("/declarations/{what}")));
        for named in all.into_iter().flatten().chain(requirements).chain(standards.clone()) {
            let reference = named["bom-ref"].as_str().unwrap().to_owned();
            assert!(known.insert(reference.clone()), "{bills}: {reference} stands twice");
        }
        let texts = |value: &Value| -> Vec<String> {
            value.as_array().into_iter().flatten().map(|one| one.as_str().unwrap().to_owned()).collect()
        };
        for attestation in list("/declarations/attestations") {
            assert!(known.contains(attestation["assessor"].as_str().unwrap()));
            for entry in attestation["map"].as_array().unwrap() {
                assert!(known.contains(entry["requirement"].as_str().unwrap()), "{bills}: {entry}");
                let (claims, counter) = (texts(&entry["claims"]), texts(&entry["counterClaims"]));
                assert!(claims.iter().chain(&counter).all(|claim| known.contains(claim)), "{bills}: {entry}");
                let score = entry["conformance"]["score"].as_f64().unwrap();
                assert!(score < 1.0 || counter.is_empty(), "{bills}: full conformance with findings against it: {entry}");
            }
        }
        for claim in list("/declarations/claims") {
            assert!(known.contains(claim["target"].as_str().unwrap()));
            assert!(texts(&claim["evidence"]).iter().chain(&texts(&claim["counterEvidence"])).all(|one| known.contains(one)));
        }
        let findings: usize = list("/declarations/evidence").iter().map(|one| one["data"].as_array().map_or(0, Vec::len)).sum();
        assert_eq!(findings, entries(&desk, bills), "{bills}");
    }
}

#[test]
fn the_statement_names_bills_by_digest_and_what_decides() {
    let desk = desk("interchange-intoto");
    let statement = report(&desk, "good.json bad.json twice.json", "intoto");
    assert_eq!(statement["_type"], "https://in-toto.io/Statement/v1");
    let names: Vec<&str> = statement["subject"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["good.json", "bad.json"], "what cannot be read has no digest to go by");
    let said = &statement["predicate"];
    assert_eq!((&said["verdict"], &said["exitCode"]), (&Value::from("REJECT"), &Value::from(3)));
    assert_eq!(said["deliveries"][1]["deciding"], serde_json::json!(["version-stated"]));
    assert_eq!(said["deliveries"][2]["verdict"], "REJECT");
    assert!(said.get("time").is_none(), "a day given by the operator has no time");
    let policy = &said["policies"][0];
    assert_eq!((policy["name"].as_str(), policy["sha256"].as_str().map(str::len)), (Some("house"), Some(64)));
}
