//! `bomgate attest`: what is signed is believed, and nothing else is.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

#[path = "common/desk.rs"]
mod desk;

use bomgate::base::{Envelope, IN_TOTO, Seal, Secret, pae};
use desk::Desk;
use serde_json::{Value, json};
use std::fs;

/// RFC 8410, section 10.3, and a key of nobody's.
const KEY: &str =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n";
const OTHER: &str =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n-----END PRIVATE KEY-----\n";

fn public(key: &str) -> String {
    let key = Secret::of_pem(key).unwrap().public();
    format!("-----BEGIN PUBLIC KEY-----\n{key}\n-----END PUBLIC KEY-----\n")
}

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    for (file, text) in [("gate.pem", KEY), ("other.pem", OTHER), ("gate.pub", &public(KEY)), ("other.pub", &public(OTHER))] {
        desk.write(file, text);
    }
    desk
}

const ATTEST: &str = "--policy house.yaml --as-of 2026-11-20 --key gate.pem --out out.json";
const VERIFY: &str = "attest verify out.json --signer gate.pub --as-of 2026-11-22";

/// A desk on which `good.json` was attested.
fn attested(name: &str) -> Desk {
    let desk = desk(name);
    assert_eq!(desk.code(&format!("attest good.json {ATTEST}")), 0);
    desk
}

fn envelope(desk: &Desk) -> Envelope {
    serde_json::from_str(&fs::read_to_string(desk.0.join("out.json")).unwrap()).unwrap()
}

fn statement(desk: &Desk) -> Value {
    let key = Secret::of_pem(KEY).unwrap();
    let signers = [bomgate::base::Signer::new("gate", &key.public()).unwrap()];
    serde_json::from_slice(&envelope(desk).open(&signers, "2026-11-22".parse().unwrap()).unwrap().0).unwrap()
}

/// Signs this text in place of the statement, by the believed key.
fn sign(desk: &Desk, payload_type: &str, payload: &str) {
    let sealed = Envelope::sealed(payload_type, payload.as_bytes(), &Secret::of_pem(KEY).unwrap());
    desk.write("out.json", &serde_json::to_string(&sealed).unwrap());
}

#[test]
fn a_verdict_that_was_signed_is_believed_for_its_bill() {
    let desk = attested("attest-good");
    let (code, shown, said) = desk.answer(&format!("{VERIFY} --bom good.json"));
    assert_eq!(code, 0, "{shown}{said}");
    assert!(shown.starts_with("ATTESTED out.json: PASS for 1 bill, judged 2026-11-20, signed by gate.pub"), "{shown}");
    let key = Secret::of_pem(KEY).unwrap().public();
    assert_eq!(desk.code(&format!("attest verify out.json --signer {key} --as-of 2026-11-22 --bom good.json")), 0, "a bare key");
    assert_eq!(desk.code(&format!("{VERIFY} --signer other.pub --bom good.json")), 0, "one signature suffices");
    let (code, shown, _) = desk.answer(VERIFY);
    assert!(code == 0 && shown.contains("No bill was given"), "{shown}");
    // Said without a day, it says the moment; and is believed today.
    assert_eq!(desk.code("attest good.json --policy house.yaml --key gate.pem --out out.json"), 0);
    assert!(statement(&desk)["predicate"]["time"].is_string());
    assert_eq!(desk.code("attest verify out.json --signer gate.pub --bom good.json --max-age 1"), 0);
}

#[test]
fn the_exit_code_of_attest_is_that_of_the_verdict_and_every_verdict_is_attested() {
    let desk = desk("attest-codes");
    for (bill, policy, code, required) in
        [("bad.json", "house.yaml", 1, 1), ("good.json", "refer.yaml", 4, 1), ("good.json bad.json", "house.yaml", 1, 1)]
    {
        let attest = format!("attest {bill} {ATTEST}").replace("house.yaml", policy);
        assert_eq!(desk.code(&attest), code, "{bill}");
        let (found, shown, _) = desk.answer(VERIFY);
        assert!(found == required && shown.contains("the verdict is"), "{bill}: {shown}");
    }
    assert_eq!(desk.code(&format!("attest good.json {ATTEST}").replace("house.yaml", "refer.yaml")), 4);
    assert_eq!(desk.code(&format!("{VERIFY} --require INCOMPLETE --bom good.json")), 0);
    fs::remove_file(desk.0.join("out.json")).unwrap();
    let (code, _, said) = desk.answer(&format!("attest twice.json {ATTEST}"));
    assert!(code == 3 && said.contains("is not written") && !desk.0.join("out.json").exists(), "{said}");
}

#[test]
fn envelopes_that_were_tampered_with_are_not_believed() {
    let desk = attested("attest-tampered");
    let good = envelope(&desk);
    let encoded = |text: &str| Envelope::sealed(IN_TOTO, text.as_bytes(), &Secret::of_pem(OTHER).unwrap());
    let stranger = encoded("{}").signatures.remove(0);
    let changed = |change: &dyn Fn(&mut Envelope)| {
        let mut envelope = good.clone();
        change(&mut envelope);
        desk.write("out.json", &serde_json::to_string(&envelope).unwrap());
        desk.answer(&format!("{VERIFY} --bom good.json"))
    };
    type Case<'a> = (&'a str, i32, &'a dyn Fn(&mut Envelope));
    let cases: [Case<'_>; 11] = [
        ("nothing", 0, &|_| {}),
        ("a stranger's signature beside it", 0, &|one| one.signatures.insert(0, stranger.clone())),
        ("another key id: it is a hint", 0, &|one| one.signatures[0].keyid = None),
        ("another payload", 4, &|one| one.payload = encoded("{}").payload),
        ("another type", 4, &|one| one.payload_type = "application/json".to_owned()),
        ("no signature", 4, &|one| one.signatures.clear()),
        ("only a stranger's", 4, &|one| one.signatures = vec![stranger.clone()]),
        ("a signature of another length", 4, &|one| one.signatures[0].sig = "AAAA".to_owned()),
        ("an empty one", 3, &|one| one.signatures[0].sig.clear()),
        ("white space in base64", 3, &|one| one.payload.insert(4, '\n')),
        ("a signature that is no base64", 3, &|one| one.signatures.push(Seal { keyid: None, sig: "??".to_owned() })),
    ];
    for (what, code, change) in cases {
        let (found, shown, said) = changed(change);
        assert_eq!(found, code, "{what}: {shown}{said}");
        assert_eq!(shown.starts_with("NOT ATTESTED"), code != 0, "{what}: {shown}");
    }
    // The public key as the secret of a keyed hash, and one bit of a true signature.
    let last = good.signatures[0].sig.replacen(
        &good.signatures[0].sig[..1],
        if good.signatures[0].sig.starts_with('A') { "B" } else { "A" },
        1,
    );
    assert_eq!(changed(&|one| one.signatures[0].sig = last.clone()).0, 4);
    assert_eq!(desk.code("attest verify good.json --signer gate.pub"), 3, "a bill is no envelope");
    desk.write("out.json", &serde_json::to_string(&good).unwrap());
    assert_eq!(desk.code("attest verify out.json --signer other.pub --as-of 2026-11-22"), 4);
    assert_eq!(desk.code("attest verify out.json --signer gate.pem"), 2, "a private key is no signer");
    assert_eq!(desk.code("attest verify out.json"), 2, "somebody must be believed");
    let text = serde_json::to_string(&good).unwrap();
    let twice = text.replacen("{\"payload\":", "{\"payload\":\"e30=\",\"payload\":", 1);
    for (what, text) in
        [("a key twice", twice), ("more behind it", format!("{text}{{}}")), ("half of it", text[..200].to_owned())]
    {
        desk.write("out.json", &text);
        assert_eq!(desk.code(&format!("{VERIFY} --bom good.json")), 3, "{what}");
    }
}

#[test]
fn statements_that_say_something_else_are_refused_even_when_signed() {
    let desk = attested("attest-statements");
    let good = statement(&desk);
    let with = |pointer: &str, value: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed.to_string()
    };
    let twice = good.to_string().replacen("\"verdict\":\"PASS\"", "\"verdict\":\"FAIL\",\"verdict\":\"PASS\"", 1);
    assert_ne!(twice, good.to_string());
    for (what, code, text) in [
        ("nothing changed", 0, good.to_string()),
        ("an old statement", 3, with("/_type", "https://in-toto.io/Statement/v0.1".into())),
        ("another predicate", 3, with("/predicateType", "https://slsa.dev/provenance/v1".into())),
        ("no verdict of ours", 3, with("/predicate/verdict", "pass".into())),
        ("word and code", 3, with("/predicate/exitCode", 1.into())),
        ("a delivery worse than the whole", 3, with("/predicate/deliveries/0/verdict", "FAIL".into())),
        ("a PASS of half", 3, with("/predicate/deliveries/0/coverage/rules/done", 0.into())),
        ("a PASS against something", 3, with("/predicate/deliveries/0/deciding", json!(["x"]))),
        ("another bill than was judged", 3, with("/subject/0/digest/sha256", "00".into())),
        ("no bill", 3, with("/subject", json!([]))),
        ("no date", 3, with("/predicate/asOf", "someday".into())),
        ("a key twice", 3, twice),
        ("yet to come", 4, with("/predicate/asOf", "2026-11-23".into())),
        ("old", 4, with("/predicate/asOf", "2026-10-22".into())),
        ("just not old", 0, with("/predicate/asOf", "2026-10-23".into())),
        ("no object", 3, "[]".to_owned()),
    ] {
        sign(&desk, IN_TOTO, &text);
        let (found, shown, said) = desk.answer(&format!("{VERIFY} --bom good.json"));
        assert_eq!(found, code, "{what}: {shown}{said}");
    }
    sign(&desk, "application/json", &good.to_string());
    assert_eq!(desk.code(&format!("{VERIFY} --bom good.json")), 3, "signed, and of another type");
    sign(&desk, IN_TOTO, &good.to_string());
    assert_eq!(desk.code(&format!("{VERIFY} --bom bad.json")), 4, "about another bill");
    assert_eq!(desk.code(&format!("{VERIFY} --bom good.json --max-age 1")), 4);
    assert_eq!(desk.code(&format!("{VERIFY} --bom missing.json")), 2);
}

#[test]
fn the_bytes_that_are_signed_are_those_of_the_standard_and_the_same_every_time() {
    let desk = attested("attest-bytes");
    let first = fs::read(desk.0.join("out.json")).unwrap();
    assert_eq!(desk.code(&format!("attest good.json {ATTEST}")), 0);
    assert_eq!(fs::read(desk.0.join("out.json")).unwrap(), first);
    let (_, bare, _) = desk.answer("check good.json --policy house.yaml --as-of 2026-11-20 --format intoto");
    let sealed = Envelope::sealed(IN_TOTO, bare.as_bytes(), &Secret::of_pem(KEY).unwrap());
    assert_eq!(sealed.payload, envelope(&desk).payload, "the report and what is signed are one");
    assert!(pae(IN_TOTO, bare.as_bytes()).starts_with(b"DSSEv1 28 application/vnd.in-toto+json "));
}

#[test]
fn keys_are_handled_with_care() {
    let desk = desk("attest-keys");
    for (key, says) in [("missing.pem", "missing.pem"), ("gate.pub", "PRIVATE KEY"), ("good.json", "PRIVATE KEY")] {
        let (code, _, said) = desk.answer(&format!("attest good.json {ATTEST}").replace("gate.pem", key));
        assert!(code == 2 && said.contains(says) && !desk.0.join("out.json").exists(), "{key}: {said}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = |mode| fs::set_permissions(desk.0.join("gate.pem"), fs::Permissions::from_mode(mode)).unwrap();
        rights(0o644);
        let (code, _, said) = desk.answer(&format!("attest good.json {ATTEST}"));
        assert!(code == 0 && said.contains("chmod 600"), "{said}");
        rights(0o600);
        assert_eq!(desk.answer(&format!("attest good.json {ATTEST}")).2, "");
    }
}
