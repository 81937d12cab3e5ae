//! Parts that are put aside: among tools and relatives, in words, under a type nobody asks about.

use super::{Case, LIBRARY, POLICY, check, gate_with, reasons, run, with_components, with_library};

/// A bill whose subject depends on the clean library and on `shadow`, which stands at `place` of the metadata or the library.
fn relying(tools: &str, library: &str) -> String {
    format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{{"timestamp":"2026-11-01T00:00:00Z",
"lifecycles":[{{"phase":"build"}}],"authors":[{{"name":"Vendor"}}],
"tools":{{"components":[{{"type":"application","name":"maker","version":"1.0"}}{tools}]}},
"component":{{"type":"application","bom-ref":"app","name":"assistant","version":"1.0.0","supplier":{{"name":"Vendor AG"}}}}}},
"components":[{}],"dependencies":[{{"ref":"app","dependsOn":["lib","shadow"]}},{{"ref":"lib"}},{{"ref":"shadow"}}]}}"#,
        LIBRARY.trim_end().strip_suffix('}').unwrap().to_owned() + library + "}"
    )
}

/// Denies what is delivered by the name of `shadow`, and nothing that is not.
const DELIVERED: &str = r#"
  - id: no-shadow-delivered
    title: Nothing delivered is called shadow
    level: block
    on: component
    when: 'component.delivered'
    require: 'component.name != "shadow"'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Remove it.
"#;

#[test]
fn what_the_delivery_depends_on_is_delivered_wherever_it_stands() {
    let shadow = r#"{"type":"library","bom-ref":"shadow","name":"shadow","version":"1.0.0"}"#;
    let gate = gate_with(&format!("{POLICY}{DELIVERED}"), "DE");
    let pedigree = |place: &str| format!(r#","pedigree":{{"{place}":[{shadow}]}}"#);
    for bill in [
        relying(&format!(",{shadow}"), ""),
        relying("", &pedigree("variants")),
        relying("", &pedigree("descendants")),
        relying("", &pedigree("ancestors")),
    ] {
        let why = reasons(&gate, &check(&gate, bill.clone()).unwrap());
        assert!(why.contains(&"no-shadow-delivered".to_owned()), "{why:?}: {bill}");
    }
    let alone = relying(&format!(",{shadow}"), "").replace(r#","shadow"]"#, "]");
    let why = reasons(&gate, &check(&gate, alone).unwrap());
    assert!(!why.contains(&"no-shadow-delivered".to_owned()), "a tool nothing depends on made the bill, no more: {why:?}");
}

#[test]
fn a_package_that_is_only_named_is_a_part() {
    let with = |key: &str, value: serde_json::Value| with_library(|library| library[key] = value.clone());
    let evil = "pkg:pypi/evil@1.0.0";
    run(vec![
        Case("purl in a property", with("properties", serde_json::json!([{ "name": "runtime", "value": evil }])).into(), "FAIL", "nothing-denied"),
        Case(
            "purl in a reference",
            with("externalReferences", serde_json::json!([{ "type": "other", "url": evil }])).into(),
            "FAIL",
            "nothing-denied",
        ),
        Case(
            "purl in evidence",
            with("evidence", serde_json::json!({ "identity": [{ "field": "purl", "concludedValue": evil }] })).into(),
            "FAIL",
            "nothing-denied",
        ),
        Case(
            "its own purl in evidence is nothing new",
            with("evidence", serde_json::json!({ "identity": [{ "field": "purl", "concludedValue": "pkg:pypi/numpy@1.26.4?x=y" }] })).into(),
            "PASS",
            "",
        ),
        Case(
            "a bill that only names a package recognises nothing",
            r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":{"type":"application","name":"a","version":"1",
"supplier":{"name":"Vendor AG"},"properties":[{"name":"runtime","value":"pkg:pypi/numpy@1.26.4"}]}}}"#
            .into(),
            "FAIL",
            "nothing-recognised",
        ),
    ]);
}

#[test]
fn a_dangerous_name_is_found_under_a_type_of_another_kind() {
    let part = |kind: &str| with_components(&format!(r#"{{"type":"{kind}","name":"torchtriton"}}"#)).into();
    let cases = ["file", "library", "application", "device"];
    run(cases.map(|kind| Case(kind, part(kind), "FAIL", "xs-known-dangerous")).into());
}
