//! `bomgate diff`: what is the same thing under another version, name or format is known again; what is worse is called so.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "common/as_xml.rs"]
mod as_xml;
#[path = "common/desk.rs"]
mod desk;

use as_xml::as_xml;
use desk::Desk;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

const HASH_A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const HASH_B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const TERMS: &str = "--policy house.yaml --home DE --as-of 2026-11-22";

/// A bill of these components, each an object.
fn bill(components: Value) -> Value {
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": { "type": "application", "bom-ref": "app", "name": "assistant", "version": "1" } },
        "components": components,
    })
}

/// Exit code and the JSON of a diff, which keeps to its schema.
fn diff(desk: &Desk, old: &Value, new: &Value) -> (i32, Value) {
    desk.write("old.json", &old.to_string());
    desk.write("new.json", &new.to_string());
    answer(desk, "old.json new.json")
}

fn answer(desk: &Desk, bills: &str) -> (i32, Value) {
    let (code, shown, said) = desk.answer(&format!("diff {bills} {TERMS} --format json"));
    let value: Value = serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{error}: {shown}{said}"));
    let schema: Value = serde_json::from_str(include_str!("../docs/diff.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = schema.iter_errors(&value).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(value["exit_code"], code);
    (code, value)
}

fn labels(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|part| part["label"].as_str().unwrap()).collect()
}

/// `part: what: old -> new`, of everything that changed.
fn changes(diff: &Value) -> Vec<String> {
    let said = |said: &Value| match said["values"].as_array().unwrap().as_slice() {
        [] => format!("({})", said["state"].as_str().unwrap()),
        values => values.iter().map(|value| value.as_str().unwrap()).collect::<Vec<_>>().join(", "),
    };
    let changed = diff["compared"]["changed"].as_array().unwrap();
    changed
        .iter()
        .flat_map(|part| {
            let label = part["new"]["label"].as_str().unwrap();
            part["changes"].as_array().unwrap().iter().map(move |change| {
                format!("{label}: {}: {} -> {}", change["what"].as_str().unwrap(), said(&change["old"]), said(&change["new"]))
            })
        })
        .collect()
}

/// `turn rule part`.
fn findings(diff: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    diff["compared"]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let side = if finding["new"].is_null() { &finding["old"] } else { &finding["new"] };
            format!("{} {} {}", word(&finding["turn"]), word(&finding["rule"]), word(&side["subject"]))
        })
        .collect()
}

#[test]
fn each_kind_of_change_is_named() {
    let desk = Desk::new("diff-kinds");
    let base = |fields: Value| {
        let mut part = json!({ "type": "library", "bom-ref": "x", "name": "left", "version": "1.0", "purl": "pkg:npm/left@1.0" });
        part.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        part
    };
    let hash = |hex: &str| json!({ "hashes": [{ "alg": "SHA-256", "content": hex }] });
    for (old, new, expected) in [
        (json!({}), json!({ "version": "2.0", "purl": "pkg:npm/left@2.0" }), &["left@2.0: version: 1.0 -> 2.0"][..]),
        (
            json!({ "licenses": [{ "license": { "id": "MIT" } }] }),
            json!({ "licenses": [{ "license": { "id": "GPL-3.0-only" } }] }),
            &["left@1.0: licences: MIT -> GPL-3.0-only"],
        ),
        (
            json!({ "supplier": { "name": "Acme GmbH", "address": { "country": "DE" } } }),
            json!({ "supplier": { "name": "Other Inc", "address": { "country": "US" } } }),
            &[
                "left@1.0: supplier: Acme GmbH -> Other Inc",
                "left@1.0: origin: developer: DE (home) -> US (foreign)",
                "left@1.0: origin: supplier: DE (home) -> US (foreign)",
            ],
        ),
        (
            json!({ "supplier": { "name": "Acme GmbH" } }),
            json!({ "supplier": { "name": "unknown" } }),
            &[
                "left@1.0: supplier: Acme GmbH -> (declared unknown)",
                "left@1.0: origin: supplier: a party of unknown country -> (absent)",
            ],
        ),
        (
            json!({}),
            json!({ "manufacturer": { "name": "Maker" } }),
            &["left@1.0: maker: (absent) -> Maker", "left@1.0: origin: developer: (absent) -> a party of unknown country"],
        ),
        (json!({}), json!({ "type": "framework" }), &["left@1.0: kind: library -> framework"]),
        (json!({}), hash(HASH_A), &[&*format!("left@1.0: digests: (absent) -> SHA-256:{HASH_A}")]),
        // Where a package is fetched from is part of what it is.
        (
            json!({}),
            json!({ "purl": "pkg:npm/left@1.0?repository_url=https://other.example" }),
            &["left@1.0: package URL: pkg:npm/left -> pkg:npm/left?repository_url=https://other.example"],
        ),
        (json!({}), json!({ "description": "more words" }), &[]),
    ] {
        let (_, shown) = diff(&desk, &bill(json!([base(old.clone())])), &bill(json!([base(new.clone())])));
        assert_eq!(changes(&shown), expected, "{old} {new}");
        assert_eq!(shown["compared"]["counts"]["added"], 0);
    }
}

#[test]
fn other_bytes_under_one_name_and_version_are_called_out() {
    let desk = Desk::new("diff-republished");
    let part = |version: &str, hex: &str| {
        bill(json!([{ "type": "library", "name": "left", "version": version, "hashes": [{ "alg": "SHA-256", "content": hex }] }]))
    };
    let (_, same_version) = diff(&desk, &part("1.0", HASH_A), &part("1.0", HASH_B));
    assert_eq!(same_version["compared"]["counts"]["republished"], 1);
    let shown = desk.answer(&format!("diff old.json new.json {TERMS}")).1;
    assert!(shown.contains("RE-PUBLISHED") && shown.contains(HASH_A) && shown.contains(HASH_B), "{shown}");
    let (_, next_version) = diff(&desk, &part("1.0", HASH_A), &part("1.1", HASH_B));
    assert_eq!(
        (&next_version["compared"]["counts"]["republished"], &next_version["compared"]["counts"]["changed"]),
        (&json!(0), &json!(1))
    );
}

#[test]
fn the_same_bytes_under_another_name_are_a_renamed_part() {
    let desk = Desk::new("diff-renamed");
    let part = |name: &str, more: Value| {
        let one =
            json!({ "type": "library", "name": name, "version": "1.0", "hashes": [{ "alg": "SHA-256", "content": HASH_A }] });
        bill(json!([one, more]))
    };
    let other = json!({ "type": "library", "name": "right", "version": "1.0" });
    let (_, shown) = diff(&desk, &part("left", other.clone()), &part("new-left", other));
    assert_eq!(changes(&shown), ["new-left@1.0: name: left -> new-left"]);
    assert_eq!((&shown["compared"]["counts"]["renamed"], &shown["compared"]["counts"]["added"]), (&json!(1), &json!(0)));
    // Two parts with these bytes: nobody can say which was renamed.
    let twin =
        json!({ "type": "library", "name": "twin", "version": "1.0", "hashes": [{ "alg": "SHA-256", "content": HASH_A }] });
    let (_, shown) =
        diff(&desk, &part("left", json!({ "type": "library", "name": "r", "version": "1" })), &part("new-left", twin));
    assert_eq!(shown["compared"]["counts"]["renamed"], 0);
}

#[test]
fn base_models_and_datasets_are_compared_by_what_they_are() {
    let desk = Desk::new("diff-lineage");
    let model = |ancestor: Value| {
        let base = json!({ "type": "machine-learning-model", "bom-ref": "m", "name": "chat", "version": "1" });
        let mut base = base;
        base["pedigree"] = json!({ "ancestors": ancestor });
        bill(json!([base]))
    };
    let ancestor = |name: &str, version: &str| json!([{ "type": "machine-learning-model", "name": name, "version": version }]);
    let (_, shown) = diff(&desk, &model(ancestor("base-a", "1")), &model(ancestor("base-b", "1")));
    assert_eq!(changes(&shown), ["chat@1: base models: base-a@1 -> base-b@1"]);
    assert_eq!(
        (labels(&shown["compared"]["removed"]), labels(&shown["compared"]["added"])),
        (vec!["base-a@1"], vec!["base-b@1"])
    );
    // A new version of the same base is a change of the base.
    let (_, shown) = diff(&desk, &model(ancestor("base-a", "1")), &model(ancestor("base-a", "2")));
    assert_eq!(changes(&shown), ["base-a@2: version: 1 -> 2"]);
    let (_, shown) = diff(&desk, &model(ancestor("base-a", "1")), &model(json!([])));
    assert_eq!(changes(&shown), ["chat@1: base models: base-a@1 -> (declared none)"]);
}

#[test]
fn several_of_one_name_are_paired_with_the_closest_version_and_said_to_be_ambiguous() {
    let desk = Desk::new("diff-several");
    let of = |versions: &[&str]| {
        bill(versions.iter().map(|version| json!({ "type": "library", "name": "left", "version": version })).collect())
    };
    let (_, shown) = diff(&desk, &of(&["2.0", "1.9", "1.10"]), &of(&["1.9", "1.11", "2.1"]));
    assert_eq!(changes(&shown), ["left@1.11: version: 1.10 -> 1.11", "left@2.1: version: 2.0 -> 2.1"]);
    let ambiguous: Vec<bool> =
        shown["compared"]["changed"].as_array().unwrap().iter().map(|part| part["ambiguous"].as_bool().unwrap()).collect();
    assert_eq!(ambiguous, [true, true]);
    assert!(desk.answer(&format!("diff old.json new.json {TERMS}")).1.contains("2 parts could be matched with another"));
    let (_, shown) = diff(&desk, &of(&["1.0", "2.0"]), &of(&["2.1"]));
    assert_eq!(
        (changes(&shown), labels(&shown["compared"]["removed"])),
        (vec!["left@2.1: version: 2.0 -> 2.1".to_owned()], vec!["left@1.0"])
    );
}

#[test]
fn another_package_under_the_old_reference_or_name_is_another_part() {
    let desk = Desk::new("diff-swapped");
    let of =
        |name: &str, purl: &str| bill(json!([{ "type": "library", "bom-ref": "x", "name": name, "version": "1", "purl": purl }]));
    for (old, new) in [
        (of("left", "pkg:npm/left@1"), of("right", "pkg:npm/right@1")),
        (of("left", "pkg:npm/left@1"), of("left", "pkg:pypi/left@1")),
    ] {
        let (_, shown) = diff(&desk, &old, &new);
        assert_eq!((&shown["compared"]["counts"]["added"], &shown["compared"]["counts"]["removed"]), (&json!(1), &json!(1)));
    }
}

#[test]
fn a_finding_follows_its_part_through_versions() {
    let desk = Desk::new("diff-findings");
    desk.write(
        "house.yaml",
        &desk::PACK.replace("has(component.version)", "has(component.supplier.name) && component.supplier.name != \"Bad Inc\""),
    );
    let part = |name: &str, version: &str, supplier: Option<&str>| {
        let mut part = json!({ "type": "library", "name": name, "version": version });
        if let Some(supplier) = supplier {
            part["supplier"] = json!({ "name": supplier });
        }
        part
    };
    let old = bill(json!([
        part("kept", "1", None),
        part("mended", "1", None),
        part("gone", "1", None),
        part("good", "1", Some("Acme"))
    ]));
    let new = bill(json!([part("good", "2", Some("Acme")), part("mended", "2", Some("Acme")), part("kept", "2", None)]));
    let (code, shown) = diff(&desk, &old, &new);
    assert_eq!(
        findings(&shown),
        ["unchanged version-stated kept@2", "resolved version-stated mended@1", "resolved version-stated gone@1"]
    );
    assert_eq!(code, 0, "still FAIL, and not worse");
    let because = &shown["compared"]["findings"][2]["because"];
    assert_eq!(because, "part removed");
    let (code, shown) = diff(&desk, &new, &old);
    assert_eq!((code, shown["compared"]["counts"]["burdens"].as_u64()), (1, Some(2)), "{:?}", findings(&shown));
}

#[test]
fn a_finding_whose_waiver_no_longer_fits_decides_anew() {
    let desk = Desk::new("diff-waived");
    let part = |version: &str| {
        bill(json!([{ "type": "library", "name": "left", "version": version, "purl": format!("pkg:npm/left@{version}") }]))
    };
    desk.write("house.yaml", &desk::PACK.replace("has(component.version)", "has(component.supplier.name)"));
    desk.write(
        "waivers.yaml",
        "waivers:\n  - { rule: version-stated, component: 'pkg:npm/left@1.0', reason: r, approved_by: a, expires: 2030-01-01 }\n",
    );
    desk.write("old.json", &part("1.0").to_string());
    desk.write("new.json", &part("2.0").to_string());
    assert_eq!(desk.code(&format!("diff old.json old.json {TERMS} --waivers waivers.yaml")), 0);
    let (code, shown, _) = desk.answer(&format!("diff old.json new.json {TERMS} --waivers waivers.yaml --format json"));
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!((code, findings(&shown)), (1, vec!["worse version-stated left@2.0".to_owned()]));
}

#[test]
fn exit_codes_are_as_documented() {
    let desk = Desk::new("diff-codes");
    let part = |more: &str| desk::bill(&format!(r#"{{"type":"library","name":"left"{more}}}"#));
    desk.write("good.json", &part(r#","version":"1""#));
    desk.write("bad.json", &part(""));
    desk.write(
        "open.json",
        &part(r#","version":"1""#)
            .replace("\"components\":", "\"compositions\":[{\"aggregate\":\"incomplete\"}],\"components\":"),
    );
    desk.write("hidden.json", &desk::bill(r#"{"type":"library","bom-ref":"a","name":"left"}"#));
    for (bills, code) in [
        ("good.json good.json", 0),
        ("bad.json bad.json", 0),
        ("bad.json good.json", 0),
        ("good.json bad.json", 1),
        ("good.json open.json", 1),
        ("open.json open.json", 4),
        ("bad.json open.json", 4),
        ("hidden.json good.json", 3),
        ("good.json twice.json", 3),
        ("twice.json good.json", 3),
    ] {
        for format in ["table", "json", "markdown"] {
            let (came, shown, said) = desk.answer(&format!("diff {bills} {TERMS} --format {format}"));
            assert_eq!(came, code, "{bills} {format}\n{shown}{said}");
        }
    }
    assert_eq!(desk.code(&format!("diff open.json open.json {TERMS} --accept composition-incomplete")), 0);
    for bad in ["diff good.json missing.json", "diff good.json good.json --format tabel", "diff - -"] {
        assert_eq!(desk.code(&format!("{bad} {TERMS}")), 2, "{bad}");
    }
    assert!(desk.answer(&format!("diff good.json good.json {TERMS} --format tabel")).2.contains("did you mean `table`"));
}

#[test]
fn a_bill_is_no_different_from_itself_in_any_order() {
    let desk = Desk::new("diff-same");
    for sample in ["telecom-cn-bad.cdx.json", "telecom-cn-good.spdx3.json", "finance-eu-bad.cdx.json", "three-homes.cdx.json"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample)).unwrap();
        let mut value: Value = serde_json::from_str(&text).unwrap();
        desk.write("old.json", &text);
        for key in ["components", "services", "dependencies", "@graph"] {
            if let Some(list) = value.get_mut(key).and_then(Value::as_array_mut) {
                list.reverse();
            }
        }
        desk.write("new.json", &value.to_string());
        for bills in ["old.json old.json", "old.json new.json"] {
            let (_, shown) = answer(&desk, bills);
            let counts = &shown["compared"]["counts"];
            for count in ["added", "removed", "changed", "findings_new", "findings_worse", "findings_resolved"] {
                assert_eq!(counts[count], 0, "{sample} {bills} {count} {:?}", changes(&shown));
            }
            assert_eq!(labels(&shown["compared"]["added"]).len() + shown["compared"]["ambiguous"].as_array().unwrap().len(), 0);
        }
    }
}

#[test]
fn formats_of_one_bill_differ_only_in_what_they_cannot_say() {
    let desk = Desk::new("diff-formats");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let text = fs::read_to_string(samples.join("telecom-cn-bad.cdx.json")).unwrap();
    desk.write("cdx.json", &text);
    let mut value: Value = serde_json::from_str(&text).unwrap();
    // What the writer of these tests does not write, and what is not compared.
    value.as_object_mut().unwrap().remove("compositions");
    desk.write("cdx.xml", &as_xml(&value));
    for spdx in ["telecom-cn-bad.spdx.json", "telecom-cn-bad.spdx3.json"] {
        fs::copy(samples.join(spdx), desk.0.join(spdx)).unwrap();
    }
    let (_, xml) = answer(&desk, "cdx.json cdx.xml");
    assert_eq!(
        (changes(&xml), &xml["compared"]["counts"]["added"], &xml["compared"]["counts"]["removed"]),
        (vec![], &json!(0), &json!(0))
    );
    let mut page = String::new();
    for spdx in ["telecom-cn-bad.spdx.json", "telecom-cn-bad.spdx3.json"] {
        let (_, shown) = answer(&desk, &format!("cdx.json {spdx}"));
        let (added, removed) = (labels(&shown["compared"]["added"]), labels(&shown["compared"]["removed"]));
        page.push_str(&format!("{spdx}\nadded {added:?}\nremoved {removed:?}\n{}\n", changes(&shown).join("\n")));
    }
    golden("diff-formats.txt", &page);
}

/// Holds text against a golden file; `BLESS=1` writes it.
fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        fs::write(&path, text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text, "{name}: BLESS=1 and read the difference");
}

#[test]
fn the_table_and_the_page_of_two_deliveries_are_as_kept() {
    for format in ["table", "markdown"] {
        let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["diff", "samples/telecom-cn-good.cdx.json", "samples/telecom-cn-bad.cdx.json", "--format", format])
            .args(["--config", "samples/telecom-cn.yaml", "--as-of", "2026-11-22"])
            .env("BOMGATE_CONFIG", "")
            .env_remove("COLUMNS")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let name = if format == "table" { "diff-telecom-cn.txt" } else { "diff-telecom-cn.md" };
        golden(name, &String::from_utf8(output.stdout).unwrap());
    }
}

#[test]
fn hostile_names_stay_text() {
    let desk = Desk::new("diff-hostile");
    let evil =
        "\u{1b}[2K\u{1b}[1ANOT WORSE</details><script>alert(1)</script>\n::error::x\n| `x` ![](http://b.example) @org \u{202e}";
    let of = |version: &str, supplier: &str| {
        bill(json!([{ "type": "library", "name": evil, "version": version, "supplier": { "name": supplier } }]))
    };
    let (code, _) = diff(&desk, &of("1", evil), &of(evil, "x"));
    assert_eq!(code, 3, "control characters in a version reject the new bill");
    for format in ["table", "json", "markdown"] {
        let shown = desk.answer(&format!("diff old.json new.json {TERMS} --format {format}")).1;
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{format}: {shown:?}");
        assert!(!shown.lines().any(|line| line.starts_with("::error") || line.starts_with("NOT WORSE</")), "{format}: {shown}");
        assert!(
            format != "markdown" || !(shown.contains("<script") || shown.contains("![](") || shown.contains("http://b")),
            "{shown}"
        );
    }
}
