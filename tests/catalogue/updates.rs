//! Newer editions: signed or refused, no older, nothing left out; expiry; what `bomgate catalogue` shows.

use super::desk::{Desk, bill};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bomgate::catalogue::{Catalogue, diff};
use ed25519_dalek::{Signer, SigningKey};

const CHECK: &str = "check part.json --policy core --home DE --tier 1 --as-of 2026-11-22 --format json";

/// A desk with a newer edition that has one more entry, its config, and a part the new entry is about.
fn desk(name: &str) -> (Desk, String) {
    let desk = Desk::new(&format!("catalogue-{name}"));
    let shipped: serde_json::Value = serde_json::from_str(&desk.answer("catalogue show --format json").1).unwrap();
    let mut newer = shipped;
    newer["head"]["version"] = "2026.12.0".into();
    newer["entries"].as_array_mut().unwrap().push(serde_json::json!({
        "id": "AIR-9001", "title": "left", "class": "malicious-package", "severity": "critical", "level": "red",
        "matches": [{ "sha256": ["ab".repeat(32)] }], "fix": "Remove it.", "refs": [{ "text": "a test", "mark": "unverified" }]
    }));
    let key = STANDARD.encode(SigningKey::from_bytes(&[7; 32]).verifying_key().to_bytes());
    desk.write("buyer.yaml", &format!("signers:\n  - {{ id: desk, key: {key} }}\n"));
    let hash = "ab".repeat(32);
    desk.write(
        "part.json",
        &bill(&format!(
            r#"{{"type":"library","name":"left","version":"1.0","purl":"pkg:npm/left@1.0","hashes":[{{"alg":"SHA-256","content":"{hash}"}}]}}"#
        )),
    );
    (desk, newer.to_string())
}

fn sign(desk: &Desk, text: &str, secret: u8) {
    desk.write("new.json", text);
    let signature = SigningKey::from_bytes(&[secret; 32]).sign(text.as_bytes());
    desk.write("new.json.sig", &STANDARD.encode(signature.to_bytes()));
}

fn report(desk: &Desk, more: &str) -> (i32, serde_json::Value) {
    let (code, out, err) = desk.answer(&format!("{CHECK} {more}"));
    (code, serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}")))
}

fn red(report: &serde_json::Value) -> bool {
    report["deliveries"][0]["findings"].as_array().unwrap().iter().any(|found| found["rule"] == "xs-known-dangerous")
}

#[test]
fn a_newer_edition_signed_by_the_operators_key_takes_the_place_of_the_shipped_one() {
    let (desk, newer) = desk("signed");
    assert!(!red(&report(&desk, "").1), "the shipped catalogue has nothing on it");
    sign(&desk, &newer, 7);
    let (_, report) = report(&desk, "--config buyer.yaml --catalogue new.json");
    assert!(red(&report));
    let receipt = &report["catalogue"];
    assert_eq!((&receipt["version"], &receipt["signed_by"]), (&"2026.12.0".into(), &"desk".into()));
    assert_eq!(receipt["not_by_machine"], serde_json::json!(["AIR-0009"]));
    let (code, out, _) = desk.answer("catalogue verify new.json --config buyer.yaml --as-of 2026-11-22");
    assert!(code == 0 && out.contains("signed by desk"), "{out}");
    desk.write("mounted.yaml", &format!("{}catalogue: new.json\n", std::fs::read_to_string(desk.0.join("buyer.yaml")).unwrap()));
    assert!(red(&self::report(&desk, "--config mounted.yaml").1), "the config may name it too");
}

#[test]
fn what_is_not_signed_by_a_known_key_is_refused() {
    let (desk, newer) = desk("unsigned");
    let refused = |more: &str, words: &str| {
        let (code, _, err) = desk.answer(&format!("{CHECK} {more}"));
        assert!(code == 2 && err.contains(words), "{code} {err}");
        let verify = more.replace("--catalogue new.json", "");
        let (code, _, err) = desk.answer(&format!("catalogue verify new.json {verify}"));
        assert!(code == 2 && err.contains(words), "{code} {err}");
    };
    desk.write("new.json", &newer);
    refused("--catalogue new.json", "the config names no signers");
    refused("--config buyer.yaml --catalogue new.json", "cannot read the signature");
    sign(&desk, &newer, 8);
    refused("--config buyer.yaml --catalogue new.json", "no known signer signed these bytes");
    sign(&desk, &newer, 7);
    desk.write("new.json", &newer.replace("AIR-9001", "AIR-9002"));
    refused("--config buyer.yaml --catalogue new.json", "no known signer signed these bytes");
    desk.write("new.json.sig", "not base64!");
    refused("--config buyer.yaml --catalogue new.json", "is not the base64 of 64 bytes");
}

#[test]
fn an_older_edition_and_one_that_leaves_entries_out_are_refused() {
    let (desk, newer) = desk("older");
    let older = newer.replace("2026.12.0", "2026.10.0");
    sign(&desk, &older, 7);
    let (code, _, err) = desk.answer(&format!("{CHECK} --config buyer.yaml --catalogue new.json"));
    assert!(code == 2 && err.contains("is older than the one that ships"), "{err}");
    assert!(red(&report(&desk, "--config buyer.yaml --catalogue new.json --older-catalogue").1));
    let mut short: serde_json::Value = serde_json::from_str(&newer).unwrap();
    short["entries"].as_array_mut().unwrap().remove(0);
    sign(&desk, &short.to_string(), 7);
    let (code, _, err) = desk.answer(&format!("{CHECK} --config buyer.yaml --catalogue new.json"));
    assert!(code == 2 && err.contains("left out: AIR-0001"), "{err}");
}

#[test]
fn a_catalogue_past_its_last_day_leaves_the_verdict_incomplete() {
    let (desk, _) = desk("expired");
    desk.write("fine.json", &bill(r#"{"type":"library","name":"left","version":"1.0","purl":"pkg:npm/left@1.0"}"#));
    desk.write(
        "red.yaml",
        r#"
pack: red
title: "Only the catalogue"
version: 1.0.0
rules:
  - { id: nothing-red, title: "Nothing is red", level: block, on: component, require: '!catalogued(component, "red")', unknown: fails, tier: 1, area: supply-chain, cites: [{ text: "x", mark: unverified }], fix: "x" }
"#,
    );
    let check = |more: &str| desk.answer(&format!("check fine.json --policy ./red.yaml --home DE {more}"));
    assert_eq!(check("--as-of 2027-05-01").0, 0);
    let (code, out, _) = check("--as-of 2027-05-02");
    assert!(code == 4 && out.contains("catalogue-expired"), "{code} {out}");
    let (code, out, _) = check("--as-of 2027-05-02 --allow-stale");
    assert!(code == 0 && out.contains("expired on 2027-05-01"), "{code} {out}");
    desk.write("stale.yaml", "allow_stale: true\n");
    assert_eq!(check("--as-of 2027-05-02 --config stale.yaml").0, 0);
    let (code, _, _) = desk.answer("check good.json --policy ./house.yaml --home DE --as-of 2027-05-02");
    assert_eq!(code, 0, "a policy that does not ask the catalogue does not need it");
}

#[test]
fn a_file_that_is_not_understood_is_refused_with_its_place() {
    let (desk, newer) = desk("shape");
    for (text, words) in [
        (newer.replace("\"fix\":\"Remove it.\"", "\"fixed\":\"x\""), "unknown field `fixed`"),
        (newer.replace("AIR-9001", "AIR-0001"), "its id stands twice"),
        (newer.replace(&"ab".repeat(32), "abc"), "is no SHA-256"),
        (newer.replace("<2.6.0", "before 2.6.0"), "is no comparison"),
        (newer.replace("pkg:npm/nx", "pkg:npm/nx@1"), "names a version"),
        (newer.replace("\"home\":[\"CN\"]", "\"home\":[\"Atlantis\"]"), "is no country or region"),
        (newer.replace("\"defence\"", "\"defense\""), "did you mean `defence`?"),
        (newer.replace("LicenseRef-qwen", "LicenseRef-nothing"), "is no licence"),
        ("- a\n- b\n".to_owned(), "new.json:1:1"),
    ] {
        assert_ne!(text, newer, "{words}: the case changes something");
        sign(&desk, &text, 7);
        let (code, _, err) = desk.answer("catalogue verify new.json --config buyer.yaml");
        assert!(code == 2 && err.contains(words), "{words}: {code} {err}");
    }
}

#[test]
fn two_editions_are_compared_entry_by_entry() {
    let (desk, newer) = desk("diff");
    let old = Catalogue::shipped().unwrap();
    let mut text: serde_json::Value = serde_json::from_str(&newer).unwrap();
    let entries = text["entries"].as_array_mut().unwrap();
    let at = |id: &str, entries: &Vec<serde_json::Value>| entries.iter().position(|entry| entry["id"] == id).unwrap();
    let (raised, lowered, changed, dropped) =
        (at("AIR-0011", entries), at("AIR-0010", entries), at("AIR-0018", entries), at("AIR-0001", entries));
    entries[raised]["level"] = "red".into();
    entries[lowered]["level"] = "yellow".into();
    entries[changed]["fix"] = "Do something else.".into();
    entries[dropped]["status"] = "withdrawn".into();
    let new = Catalogue::read("new.json", &text.to_string()).unwrap();
    let changes: Vec<(&str, String, Vec<&str>)> =
        diff(&old, &new).iter().map(|change| (change.word(), change.entry().id.clone(), change.keys())).collect();
    let expected = [
        ("dropped", "AIR-0001", vec![]),
        ("lowered", "AIR-0010", vec!["level"]),
        ("raised", "AIR-0011", vec!["level"]),
        ("changed", "AIR-0018", vec!["fix"]),
        ("added", "AIR-9001", vec![]),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(word, id, keys)| (word, id.to_owned(), keys)).collect();
    assert_eq!(changes, expected);
    desk.write("new.json", &text.to_string());
    let (code, out, _) = desk.answer("catalogue diff shipped new.json");
    assert!(code == 0 && out.contains("orange to red") && out.contains("dropped"), "{out}");
    let (_, out, _) = desk.answer("catalogue diff shipped new.json --format json");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), 5);
    assert_eq!(json["changes"][0]["now"], serde_json::Value::Null);
}

#[test]
fn an_entry_no_machine_can_recognise_is_shown_as_such() {
    let desk = Desk::new("catalogue-show");
    let (_, out, _) = desk.answer("catalogue show air-0009");
    assert!(out.contains("nothing by machine") && out.contains("a person"), "{out}");
    let (_, out, _) = desk.answer("catalogue show");
    assert!(out.contains("by hand   AIR-0009") && out.contains("AIR-0055"), "{out}");
    let (_, out, _) = desk.answer("catalogue search withdrawn dataset");
    assert!(out.contains("AIR-0040") && !out.contains("AIR-0001"), "{out}");
    let (_, out, _) = desk.answer("catalogue search CVE-2025-32434 --format json");
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((found.as_array().unwrap().len(), &found[0]["id"]), (1, &"AIR-0010".into()));
    let (code, _, err) = desk.answer("catalogue show AIR-0999");
    assert!(code == 2 && err.contains("catalogue search"), "{err}");
}
