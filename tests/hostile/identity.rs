//! Group D: names, package URLs, versions, licences.

use super::{Case, run, with_library};
use serde_json::{Value, json};

fn named(name: &str) -> Vec<u8> {
    with_library(|library| {
        library["name"] = json!(name);
        library.as_object_mut().unwrap().remove("purl");
    })
    .into_bytes()
}

fn purl(text: &str) -> Vec<u8> {
    with_library(|library| {
        library["purl"] = json!(text);
    })
    .into_bytes()
}

#[test]
fn a_denied_name_is_found_however_it_is_drawn() {
    let denied = |name, bytes| Case(name, bytes, "FAIL", "nothing-denied");
    let publisher = |name: &str| {
        with_library(|library| {
            library["publisher"] = json!(name);
        })
        .into_bytes()
    };
    run(vec![
        denied("D63 another case", named("DEEPSEEK")),
        denied("D64 a zero-width space", named("Deep\u{200b}Seek")),
        denied("D64 a soft hyphen", named("Deep\u{ad}Seek")),
        denied("D66 full width", named("Ｑｗｅｎ")),
        denied("D66 mathematical bold", named("𝐃𝐞𝐞𝐩𝐒𝐞𝐞𝐤")),
        denied("D66 a Cyrillic letter", named("D\u{435}epSeek")),
        denied("D66 a publisher with a Cyrillic letter", publisher("D\u{435}epSeek")),
        denied("D67 in front of a name", named("Qwen/anything")),
        denied(
            "D68 another spelling of a package",
            with_library(|library| {
                library["name"] = json!("Huggingface.Hub");
                library["purl"] = json!("pkg:pypi/Huggingface.Hub@1.26.4");
            })
            .into_bytes(),
        ),
        denied(
            "D68 only in the purl",
            with_library(|library| {
                library["name"] = json!("hub");
                library["purl"] = json!("pkg:huggingface/DeepSeek/hub@1.26.4");
            })
            .into_bytes(),
        ),
    ]);
}

#[test]
fn names_that_hide_or_reorder_fail() {
    run(vec![
        Case("D65 a bidirectional override", named("num\u{202e}yp"), "FAIL", "names-hide-nothing"),
        Case(
            "D65 an isolate in a version",
            with_library(|library| library["supplier"] = json!({"name": "Num\u{2066}FOCUS"})).into_bytes(),
            "FAIL",
            "names-hide-nothing",
        ),
        Case("D65 an escape sequence", named("\u{1b}[2KPASS"), "REJECT", "forbidden-character"),
    ]);
}

#[test]
fn package_urls_that_two_readers_could_read_differently_are_rejected() {
    run(vec![
        Case("D69 an encoded separator", purl("pkg:pypi/a%2Fnumpy@1.26.4"), "REJECT", "purl-not-canonical"),
        Case("D69 encoded dots", purl("pkg:npm/%2e%2e/numpy@1.26.4"), "REJECT", "purl-not-canonical"),
        Case("D69 encoded twice", purl("pkg:npm/%252e%252e/numpy@1.26.4"), "REJECT", "purl-not-canonical"),
        Case("D69 a subpath that climbs", purl("pkg:pypi/numpy@1.26.4#a/../b"), "REJECT", "purl-not-canonical"),
        Case("D71 letters outside ASCII", purl("pkg:pypi/numpу@1.26.4"), "REJECT", "forbidden-character"),
        Case("D73 no package URL at all", purl("numpy 1.26.4"), "REJECT", "forbidden-character"),
    ]);
}

#[test]
fn a_version_that_moves_fails() {
    for version in ["latest", "*", ">=1", "main", "1.x"] {
        let bytes = with_library(|library| {
            library["version"] = json!(version);
            library.as_object_mut().unwrap().remove("purl");
        });
        run(vec![Case("D77", bytes.into_bytes(), "FAIL", "version-fixed")]);
    }
    let hub = |purl: &str| {
        with_library(|library| {
            library["type"] = json!("machine-learning-model");
            library["name"] = json!("Mistral-7B");
            library["manufacturer"] = json!({"name": "Mistral AI"});
            library["purl"] = json!(purl);
            library["pedigree"] = json!({"ancestors": []});
            library.as_object_mut().unwrap().remove("version");
        })
        .into_bytes()
    };
    run(vec![
        Case("D70 a hub model at a branch", hub("pkg:huggingface/mistralai/Mistral-7B@MAIN"), "FAIL", "xs-component-identity"),
        Case(
            "D72 a hub model at a commit",
            hub("pkg:huggingface/mistralai/Mistral-7B@0123456789abcdef0123456789abcdef01234567"),
            "PASS",
            "",
        ),
    ]);
}

fn licences(entries: Value) -> Vec<u8> {
    with_library(|library| library["licenses"] = entries.clone()).into_bytes()
}

#[test]
fn a_licence_is_what_its_expression_allows() {
    let fails = |name, entries| Case(name, licences(entries), "FAIL", "licences-permitted");
    let contradicts = |name, entries| Case(name, licences(entries), "FAIL", "identity-not-contradicted");
    let expression = |text: &str| json!([{ "expression": text }]);
    run(vec![
        Case("D80 one branch is enough", licences(expression("MIT OR GPL-3.0-only")), "PASS", ""),
        fails("D80 both are needed", expression("MIT AND GPL-3.0-only")),
        fails("D81 nested", expression("MIT AND (GPL-2.0-only OR AGPL-3.0-only)")),
        fails("D82 a deprecated id", json!([{"license": {"id": "GPL-2.0+"}}])),
        fails("D83 a broken expression", expression("MIT OR")),
        contradicts(
            "D84 a text that takes back what the identifier gives",
            json!([{"license": {"id": "MIT", "text": {"content": "For Non-Commercial use only."}}}]),
        ),
        contradicts(
            "D84 the same, encoded",
            json!([{"license": {"id": "MIT", "text": {"encoding": "base64", "content": "R05VIEdFTkVSQUwgUFVCTElDIExJQ0VOU0UKVmVyc2lvbiAz"}}}]),
        ),
        fails("D84 a name that takes back what it gives", json!([{"license": {"name": "Apache-2.0 (non-commercial)"}}])),
        fails("D85 several entries, one not allowed", json!([{"license": {"id": "MIT"}}, {"license": {"id": "GPL-3.0-only"}}])),
        fails("D85 id and expression in one entry", json!([{"license": {"id": "MIT"}, "expression": "GPL-3.0-only"}])),
        fails("D87 NOASSERTION", expression("NOASSERTION")),
        fails("D87 NONE", expression("NONE")),
        fails("D87 none at all", json!([])),
        fails("D87 a LicenseRef nobody knows", expression("LicenseRef-ours")),
        fails("D88 an exception nobody knows", expression("Apache-2.0 WITH Unknown-exception")),
        fails("D90 a hyphen that is none", json!([{"license": {"id": "Apache\u{2011}2.0"}}])),
        Case("D90 lower case is the same id", licences(json!([{"license": {"id": "apache-2.0"}}])), "PASS", ""),
    ]);
}

#[test]
fn an_expression_of_ten_thousand_terms_is_evaluated_or_refused() {
    let long = format!("{} AND GPL-3.0-only", vec!["MIT"; 10_000].join(" AND "));
    let explosive = (0..200).map(|_| "(MIT OR GPL-3.0-only)").collect::<Vec<_>>().join(" AND ");
    let deep = format!("{}GPL-3.0-only{}", "(".repeat(5_000), ")".repeat(5_000));
    let gate = super::gate_with(super::POLICY, "DE");
    for text in [long.as_str(), deep.as_str()] {
        assert_ne!(super::common::verdict(&gate, licences(json!([{ "expression": text }]))), "PASS", "D86");
    }
    assert_eq!(
        super::common::verdict(&gate, licences(json!([{ "expression": explosive }]))),
        "PASS",
        "D86 every term has a way out"
    );
}

const RANGE: &str = r#"
pack: range
title: A range
version: "1"
rules:
  - id: old-enough
    title: The library is inside the range
    level: high
    on: library
    require: 'version_in(component, ">=2.0.0")'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Update it.
"#;

#[test]
fn versions_are_ordered_by_their_ecosystem_and_what_has_no_order_is_not_passed() {
    let gate = super::gate_with(RANGE, "DE");
    for (name, version, purl, expected) in [
        ("D74 an epoch outranks every release", "1!0.1", "pkg:pypi/numpy", "PASS"),
        ("D75 the version field counts when the purl has none", "2.0.1", "pkg:pypi/numpy", "PASS"),
        ("D76 leading zeros are one version", "v02.00.0", "pkg:npm/numpy", "PASS"),
        ("D76 leading zeros below the range", "01.09.0", "pkg:npm/numpy", "FAIL"),
        ("D78 a release candidate is before its release", "2.0.0rc1", "pkg:pypi/numpy", "FAIL"),
        ("D78 a release candidate, by semantic versioning", "2.0.0-rc.1", "pkg:npm/numpy", "FAIL"),
        ("D78 no version at all", "banana", "pkg:npm/numpy", "FAIL"),
        ("D79 a local build", "2.0.0+cgr.1", "pkg:pypi/numpy", "PASS"),
    ] {
        let bytes = with_library(|library| {
            library["version"] = json!(version);
            library["purl"] = json!(purl);
        });
        assert_eq!(super::common::verdict(&gate, bytes), expected, "{name}");
    }
}
