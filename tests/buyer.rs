//! The operator's own files, as the command line takes them: config, evidence, waivers, baseline, signatures. What a file says
//! must hold, and no file is believed that the operator did not name.
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

#[path = "common/desk.rs"]
mod desk;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desk::{Desk, PACK, bill};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::Value;
use std::fs;
use std::path::Path;

const LEFT: &str = r#"{"type":"library","name":"left","purl":"pkg:npm/left@1.0"}"#;
const WAIVERS: &str = "# granted by the desk\nwaivers:\n  - rule: version-stated # for now\n    component: pkg:npm/left@1.0\n    reason: r\n    approved_by: a\n    expires: 2026-12-01\n";

fn json(desk: &Desk, arguments: &str) -> (i32, Value) {
    let (code, shown, said) = desk.answer(&format!("{arguments} --format json"));
    (code, serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{arguments}: {error}\n{said}")))
}

fn sha256(desk: &Desk, name: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(fs::read(desk.0.join(name)).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_config_is_never_looked_for_beside_a_delivery_or_in_the_folder_of_work() {
    let desk = Desk::new("beside");
    let relaxed = "policy: [house.yaml]\naccept: ['refer:bill-looked-at']\nwaivers: waivers.yaml\n";
    for name in ["bomgate.yaml", ".bomgate.yaml", "config.yaml", "bomgate/config.yaml", ".config/bomgate/config.yaml"] {
        for folder in ["", "delivery"] {
            let path = desk.0.join(folder).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, relaxed).unwrap();
        }
    }
    fs::copy(desk.0.join("good.json"), desk.0.join("delivery/bom.json")).unwrap();
    fs::create_dir_all(desk.0.join("home")).unwrap();
    let command = |arguments: &str, folder: &str| {
        let mut command = desk.command(arguments);
        // A folder of the user that is relative could lie in the delivery: it is not taken.
        command
            .env_remove("BOMGATE_CONFIG")
            .env("BOMGATE_ADVISORIES", "")
            .env("HOME", desk.0.join("home"))
            .env("XDG_CONFIG_HOME", folder);
        command.output().unwrap()
    };
    for folder in ["", ".config", "delivery/.config"] {
        let found = command("check delivery/bom.json --policy refer.yaml", folder);
        assert_eq!(found.status.code(), Some(4), "{folder}: nothing accepts the open question");
        let found = command("check delivery/bom.json", folder);
        assert_eq!(found.status.code(), Some(2), "{folder}: no policy was chosen");
    }
    fs::create_dir_all(desk.0.join("home/.config/bomgate")).unwrap();
    fs::write(desk.0.join("home/.config/bomgate/config.yaml"), "accept: ['refer:bill-looked-at']\n").unwrap();
    let found = command("check delivery/bom.json --policy refer.yaml --format json", "");
    let report: Value = serde_json::from_slice(&found.stdout).unwrap();
    if cfg!(not(windows)) {
        assert_eq!(found.status.code(), Some(0), "the user's own folder counts");
        assert!(
            report["papers"][0]["file"].as_str().unwrap().ends_with("home/.config/bomgate/config.yaml"),
            "and the report says so"
        );
    }
}

#[test]
fn paths_in_a_config_start_at_the_config_and_flags_win() {
    let desk = Desk::new("paths");
    fs::create_dir_all(desk.0.join("desk")).unwrap();
    desk.write("left.json", &bill(LEFT));
    desk.write("desk/house.yaml", PACK);
    desk.write("desk/waivers.yaml", WAIVERS);
    desk.write("desk/evidence.yaml", "documents: []\n");
    desk.write("desk/buyer.yaml", "policy: [house.yaml]\nwaivers: waivers.yaml\nevidence: evidence.yaml\noverlays: [all]\n");
    desk.write("none.yaml", "waivers: []\n");
    let arguments = "check left.json --config desk/buyer.yaml --as-of 2026-11-22";
    let (code, report) = json(&desk, arguments);
    assert_eq!(code, 0);
    let roles: Vec<&str> = report["papers"].as_array().unwrap().iter().map(|paper| paper["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["config", "evidence", "policy", "waivers"]);
    assert_eq!(report["papers"][3]["sha256"], sha256(&desk, "desk/waivers.yaml").as_str());
    assert_eq!(desk.code(&format!("{arguments} --waivers none.yaml")), 1);
}

#[test]
fn a_config_that_is_not_understood_whole_is_misuse() {
    let desk = Desk::new("wrong");
    desk.write("left.json", &bill(LEFT));
    for (config, says) in [
        ("wavers: waivers.yaml", "did you mean `waivers`"),
        ("waivers: missing.yaml", "missing.yaml"),
        ("evidence: missing.yaml", "missing.yaml"),
        ("parameters: { most: 1 }", "no chosen pack has a parameter `most`"),
        ("lists: { words: [a] }", "no chosen pack has a list `words`"),
        ("overlays: [draft]", "no chosen pack has an overlay `draft`"),
        ("waiver_limits: { max_dais: 3 }", "did you mean `max_days`"),
        ("waiver_limits: { allowed: [version-statd] }", "did you mean `version-stated`"),
        ("require_signed: [waiver]", "did you mean `waivers`"),
        ("signers: [{ id: a, key: '???' }]", "the key of `a` is not base64"),
        ("signers: [{ id: a, key: AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= }]", "weak"),
        ("buyer: { critical_infrastructur: yes }", "did you mean `critical_infrastructure`"),
        ("home: DE\nhome: CN", "config.yaml:2:1"),
    ] {
        desk.write("config.yaml", config);
        let (code, shown, said) = desk.answer("check left.json --policy house.yaml --config config.yaml");
        assert_eq!((code, shown.as_str()), (2, ""), "{config}\n{said}");
        assert!(said.contains(says), "{config}\n{said}");
    }
    let (code, _, said) = desk.answer("check left.json --policy house.yaml --overlay draft");
    assert!(code == 2 && said.contains("no chosen pack has an overlay `draft`"), "{said}");
}

/// A pair of keys of a known seed, the public one in base64.
fn keys(seed: u8) -> (SigningKey, String) {
    let key = SigningKey::from_bytes(&[seed; 32]);
    let public = STANDARD.encode(key.verifying_key().to_bytes());
    (key, public)
}

fn sign(desk: &Desk, name: &str, key: &SigningKey) {
    let signature = key.sign(&fs::read(desk.0.join(name)).unwrap());
    desk.write(&format!("{name}.sig"), &format!("{}\n", STANDARD.encode(signature.to_bytes())));
}

#[test]
fn where_a_signature_is_required_only_a_known_one_over_these_bytes_will_do() {
    let desk = Desk::new("signed");
    desk.write("left.json", &bill(LEFT));
    let ((key, public), (other, _)) = (keys(1), keys(2));
    for (role, file, arguments) in [
        ("waivers", "waivers.yaml", "--policy house.yaml --waivers waivers.yaml"),
        ("policy", "signed.yaml", "--policy signed.yaml"),
        ("evidence", "evidence.yaml", "--policy house.yaml --evidence evidence.yaml"),
    ] {
        desk.write("waivers.yaml", WAIVERS);
        desk.write("signed.yaml", &PACK.replace("pack: house", "pack: signed"));
        desk.write("evidence.yaml", "documents: []\n");
        let arguments = format!("check left.json {arguments} --config config.yaml --as-of 2026-11-22");
        let plain = if role == "waivers" { 0 } else { 1 };
        let signers = |more: &str| format!("signers: [{{ id: desk, key: '{public}'{more} }}]\n");
        let answer = |config: &str, wanted: i32, says: &str, what: &str| {
            desk.write("config.yaml", config);
            let (code, shown, said) = desk.answer(&arguments);
            assert_eq!(code, wanted, "{role}: {what}\n{shown}{said}");
            assert!(shown.contains(says) || said.contains(says), "{role}: {what}\n{shown}{said}");
        };
        let required = format!("require_signed: [{role}]\n{}", signers(""));
        answer(&signers(""), plain, "", "no signature, none required");
        answer(&format!("require_signed: [{role}]\n"), 2, "names no signers", "required of nobody");
        answer(&required, 2, "cannot read the signature", "E100, E102: unsigned");
        sign(&desk, file, &other);
        answer(&required, 2, "no known signer", "E100, E102: signed by another key");
        answer(&signers(""), 2, "no known signer", "a wrong signature is wrong, required or not");
        answer("{}", plain, "", "nobody's signatures are believed, nobody's are read");
        sign(&desk, file, &key);
        answer(&required, plain, "signed by desk", "signed");
        let late = required.replace(" }]", ", not_after: 2026-11-21 }]");
        answer(&late, 2, "not believed on 2026-11-22", "a key past its days");
        let text = fs::read_to_string(desk.0.join(file)).unwrap();
        desk.write(file, &format!("{text}# one more line\n"));
        answer(&required, 2, "no known signer", "E102: changed after it was signed");
        desk.write(&format!("{file}.sig"), "not base64");
        answer(&required, 2, "not the base64 of 64 bytes", "no signature at all");
        fs::remove_file(desk.0.join(format!("{file}.sig"))).unwrap();
    }
}

const EVIDENT: &str = "  - id: audited\n    title: Audited\n    level: high\n    on: bom\n    require: evidence(\"audit\")\n    unknown: fails\n    tier: 1\n    area: provenance\n    cites: [{ text: t, mark: unverified }]\n    fix: Send the report.\n";

#[test]
fn attached_files_are_held_against_their_digests() {
    let desk = Desk::new("evidence");
    fs::create_dir_all(desk.0.join("papers")).unwrap();
    desk.write("audited.yaml", &format!("{}{EVIDENT}", PACK.replace("pack: house", "pack: audited")));
    desk.write("papers/report.pdf", "the report");
    let digest = sha256(&desk, "papers/report.pdf");
    let document =
        |more: &str| format!("documents:\n  - {{ id: d1, kind: audit, title: Report, subject: all, date: 2026-10-01{more} }}\n");
    let arguments = "check good.json --policy audited.yaml --evidence papers/evidence.yaml --as-of 2026-11-22";
    let answer = |text: &str| {
        desk.write("papers/evidence.yaml", text);
        let (code, shown, said) = desk.answer(arguments);
        (code, shown + &said)
    };
    for (what, more, wanted, says) in [
        ("no file", String::new(), 0, "PASS"),
        ("the file", format!(", file: report.pdf, sha256: {digest}"), 0, "PASS"),
        ("the file, digest in capitals", format!(", file: report.pdf, sha256: {}", digest.to_uppercase()), 0, "PASS"),
        ("another file", format!(", file: report.pdf, sha256: {}", "0".repeat(64)), 1, "evidence-altered"),
        ("no such file", ", file: missing.pdf".to_owned(), 2, "missing.pdf, attached to `d1`"),
        ("a folder", ", file: .".to_owned(), 2, "attached to `d1`"),
        ("expired", ", valid_until: 2026-11-21".to_owned(), 1, "expired on 2026-11-21"),
    ] {
        let (code, shown) = answer(&document(&more));
        assert_eq!(code, wanted, "{what}\n{shown}");
        assert!(shown.contains(says), "{what}\n{shown}");
    }
    let (code, shown) = answer("documents: []\n");
    assert_eq!(code, 1);
    assert!(shown.contains("no document of kind `audit` was given"), "{shown}");
}

#[test]
fn a_waiver_holds_to_the_end_of_its_day_in_utc_wherever_the_machine_stands() {
    let desk = Desk::new("zones");
    desk.write("left.json", &bill(LEFT));
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    for (day, wanted) in [(today, 0), (today.yesterday().unwrap(), 1)] {
        desk.write("waivers.yaml", &WAIVERS.replace("2026-12-01", &day.to_string()));
        for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"] {
            let mut command = desk.command("check left.json --policy house.yaml --waivers waivers.yaml");
            assert_eq!(command.env("TZ", zone).status().unwrap().code(), Some(wanted), "E96 {day} in {zone}");
        }
    }
}

#[test]
fn waive_adds_one_entry_and_leaves_the_others_as_they_are() {
    let desk = Desk::new("waive");
    let digest = "ab".repeat(32);
    let parts = format!(
        r#"{LEFT},{{"type":"library","bom-ref":"r","name":"right","hashes":[{{"alg":"SHA-256","content":"{digest}"}}]}},
        {{"type":"library","bom-ref":"bare","name":"bare"}},{{"type":"library","bom-ref":"t1","name":"twin","purl":"pkg:npm/twin@1"}},
        {{"type":"library","bom-ref":"t2","name":"twin","purl":"pkg:npm/twin@1"}}"#
    );
    desk.write("bom.json", &bill(&parts));
    desk.write("waivers.yaml", WAIVERS);
    let waive = |rule: &str, component: &str, more: &[&str]| {
        let mut command = desk.command(&format!("waive {rule} bom.json"));
        command
            .arg(component)
            .args(["--approved-by", "CISO: \"A\"", "--expires", "2026-12-31", "--granted", "2026-11-22"])
            .args(more);
        let output = command.args(["--reason", "replaced # in March"]).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = waive("version-stated", "r", &[]);
    assert_eq!(code, 0, "{said}");
    let text = fs::read_to_string(desk.0.join("waivers.yaml")).unwrap();
    let added = text.strip_prefix(WAIVERS).expect("what stood there stays, to the byte");
    assert!(added.contains(&format!("digest: \"{digest}\"")) && added.contains("granted: 2026-11-22"), "{added}");
    let (_, report) = json(&desk, "check bom.json --policy house.yaml --waivers waivers.yaml --as-of 2026-11-22");
    let findings = report["deliveries"][0]["findings"].as_array().unwrap();
    let waived: Vec<&str> = findings
        .iter()
        .filter(|found| !found["waived"].is_null())
        .map(|found| found["subject"]["label"].as_str().unwrap())
        .collect();
    assert_eq!(waived, ["left", "right"]);
    assert_eq!(findings[1]["waived"]["approved_by"], "CISO: \"A\"");
    assert_eq!(findings[1]["waived"]["reason"], "replaced # in March");
    for (component, says) in [
        ("twin@1", "no component"),
        ("pkg:npm/twin@1", "2 different parts"),
        ("bare", "neither a package URL with version nor a SHA-256"),
        ("pkg:npm/lfet@1.0", "no component"),
    ] {
        let (code, said) = waive("version-stated", component, &[]);
        assert!(code == 2 && said.contains(says), "{component}: {code} {said}");
    }
    let (code, said) = waive("*", "r", &[]);
    assert!(code == 2 && said.contains("not one rule"), "{said}");
    assert_eq!(fs::read_to_string(desk.0.join("waivers.yaml")).unwrap(), text, "nothing was written");
    assert_eq!(waive("version-stated", "bill", &["--waivers", "new.yaml"]).0, 0);
    let new = fs::read_to_string(desk.0.join("new.yaml")).unwrap();
    assert!(new.contains(&sha256(&desk, "bom.json")), "{new}");
    desk.write("flow.yaml", "waivers: []\n");
    let (code, said) = waive("version-stated", "r", &["--waivers", "flow.yaml"]);
    assert!(code == 2 && said.contains("not written as a list"), "{said}");
    desk.write("broken.json", "{");
    assert_eq!(desk.code("waive r broken.json c --reason x --approved-by y --expires 2026-12-31"), 3);
}

#[test]
fn a_baseline_hides_what_was_there_and_nothing_else() {
    let desk = Desk::new("baseline");
    let part = |name: &str| format!(r#"{{"type":"library","bom-ref":"{name}-ref","name":"{name}"}}"#);
    let named = |parts: &[&str]| bill(&parts.iter().map(|name| part(name)).collect::<Vec<_>>().join(","));
    desk.write("old.json", &named(&["a", "b"]));
    assert_eq!(desk.code("check old.json --policy house.yaml --report json=base.json"), 1);
    let (code, shown, _) = desk.answer("check old.json --policy house.yaml --baseline base.json");
    assert_eq!(code, 0, "{shown}");
    let first = shown.lines().next().unwrap();
    assert!(first.starts_with("PASS old.json") && first.ends_with("2 findings hidden by the baseline"), "{first}");
    assert!(shown.contains("hidden by the baseline: high 2 · mended since: 0"), "{shown}");
    assert!(!shown.contains("version-stated"), "hidden findings are not listed\n{shown}");
    let versioned = named(&["b", "a"]).replace(r#""name":"assistant","version":"1""#, r#""name":"assistant","version":"2""#);
    for (what, text, wanted, hidden, mended) in [
        ("another order and a new version of the delivery", versioned.clone(), 0, 2, 0),
        ("other references", named(&["a", "b"]).replace("-ref", "-other"), 0, 2, 0),
        ("one is mended", named(&["a"]), 0, 1, 1),
        ("one is new", named(&["a", "b", "c"]), 1, 2, 0),
        ("a twin of a known one", named(&["a", "b", "b"]).replacen("b-ref", "x-ref", 1), 1, 1, 0),
        ("another delivery", versioned.replace("assistant", "other"), 1, 0, 0),
    ] {
        desk.write("new.json", &text);
        let (code, report) = json(&desk, "check new.json --policy house.yaml --baseline base.json");
        let delivery = &report["deliveries"][0];
        assert_eq!(code, wanted, "{what}");
        assert_eq!(
            (&delivery["baseline"]["hidden"], &delivery["baseline"]["mended"]),
            (&hidden.into(), &mended.into()),
            "{what}"
        );
        assert_eq!(delivery["baseline"]["knows_delivery"], what != "another delivery", "{what}");
    }
    desk.write("block.yaml", &PACK.replace("level: high", "level: block"));
    assert_eq!(desk.code("check old.json --policy block.yaml --baseline base.json"), 1, "the level rose");
    desk.write("violated.yaml", &PACK.replace("has(component.version)", "component.name != \"a\"").replace("fails", "passes"));
    desk.write("unknown.yaml", &PACK.replace("has(component.version)", "component.version == \"1\""));
    assert_eq!(desk.code("check old.json --policy unknown.yaml --report json=unknown.json"), 1);
    assert_eq!(
        desk.code("check old.json --policy violated.yaml --baseline unknown.json"),
        1,
        "not demonstrated then, violated now"
    );
    assert_eq!(desk.code("check old.json --policy unknown.yaml --baseline unknown.json"), 0, "not demonstrated, as then");
}

#[test]
fn a_baseline_hides_no_rejection_no_open_question_and_no_ended_waiver() {
    let desk = Desk::new("baseline-limits");
    desk.code("check twice.json good.json --policy refer.yaml --report json=base.json");
    assert_eq!(desk.code("check twice.json --policy refer.yaml --baseline base.json"), 3);
    assert_eq!(desk.code("check good.json --policy refer.yaml --baseline base.json"), 4);
    desk.write("left.json", &bill(LEFT));
    desk.write("waivers.yaml", WAIVERS);
    let arguments = "check left.json --policy house.yaml --waivers waivers.yaml";
    assert_eq!(desk.code(&format!("{arguments} --as-of 2026-11-22 --report json=waived.json")), 0);
    assert_eq!(desk.code(&format!("{arguments} --as-of 2026-12-02 --baseline waived.json")), 1, "what was waived comes back");
    for (text, says) in [
        ("[]", "is no report of bomgate"),
        ("not json", "is no report of bomgate"),
        (r#"{"schema":"https://example.org/2","deliveries":[]}"#, "expected `https://bomgate.example/report/1`"),
    ] {
        desk.write("no.json", text);
        let (code, _, said) = desk.answer("check good.json --policy house.yaml --baseline no.json");
        assert!(code == 2 && said.contains(says), "{text}: {said}");
    }
    assert_eq!(desk.code("check good.json --policy house.yaml --baseline missing.json"), 2);
}

#[test]
fn reports_for_machines_tell_lapses_and_leave_out_what_the_baseline_hides() {
    let desk = Desk::new("machines");
    desk.write("left.json", &bill(LEFT));
    desk.write("waivers.yaml", WAIVERS);
    desk.write("strict.yaml", &PACK.replace("rules:", "waiver_limits: { max_count: 0 }\nrules:"));
    for format in ["table", "json", "sarif", "junit", "markdown", "csv", "github", "gitlab"] {
        let (code, shown, _) = desk
            .answer(&format!("check left.json --policy strict.yaml --waivers waivers.yaml --as-of 2026-11-22 --format {format}"));
        assert_eq!(code, 1, "E105 {format}");
        assert!(shown.contains("waiver-budget"), "E105 {format}\n{shown}");
    }
    assert_eq!(desk.code("check bad.json --policy house.yaml --report json=base.json"), 1);
    for format in ["table", "junit", "csv", "github", "gitlab"] {
        let (code, shown, _) = desk.answer(&format!("check bad.json --policy house.yaml --baseline base.json --format {format}"));
        assert_eq!(code, 0, "{format}");
        assert!(!shown.contains("version-stated") || format == "junit", "{format}\n{shown}");
    }
}

#[test]
fn a_document_no_rule_asks_for_is_told_with_the_kind_that_was_meant() {
    let desk = Desk::new("unused-evidence");
    let paper =
        |kind: &str| format!("documents:\n  - id: one\n    kind: {kind}\n    title: t\n    subject: all\n    date: 2026-11-01\n");
    desk.write("asks.yaml", &PACK.replace("has(component.version)", "has(component.version) || evidence(\"audit-report\")"));
    for (kind, says) in [
        ("audit-report", None),
        ("audit-reprot", Some("did you mean `audit-report`?")),
        ("menu", Some("which no rule of the chosen packs asks for")),
    ] {
        desk.write("evidence.yaml", &paper(kind));
        let check = "check good.json --policy asks.yaml --evidence evidence.yaml --as-of 2026-11-22";
        let (code, shown, said) = desk.answer(check);
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(code, 0, "{kind}: it tells, and fails nothing\n{said}");
        assert_eq!(shown.contains("evidence-unused"), says.is_some(), "{kind}\n{shown}");
        assert!(says.is_none_or(|says| shown.contains(says)), "{kind}\n{shown}");
        let (_, report) = json(&desk, check);
        assert_eq!(report["deliveries"][0]["lapses"].as_array().unwrap().len(), usize::from(says.is_some()), "{kind}: {report}");
    }
}

#[test]
fn a_misspelt_gap_is_refused_with_the_one_that_was_meant() {
    let desk = Desk::new("accept-misspelt");
    for (name, says) in [
        ("advisories-abesnt", "did you mean `advisories-absent`?"),
        ("clok", "did you mean `clock`?"),
        ("refer:bill-loked-at", "did you mean `refer:bill-looked-at`?"),
        ("everything", "known are"),
    ] {
        let (code, _, said) = desk.answer(&format!("check good.json --policy refer.yaml --accept {name}"));
        assert!(code == 2 && said.contains(says), "{name}: {said}");
        desk.write("config.yaml", &format!("policy: [refer.yaml]\naccept: ['{name}']\n"));
        assert_eq!(desk.code("check good.json --config config.yaml"), 2, "{name}");
    }
    for name in [
        "refer:bill-looked-at",
        "clock",
        "unassessed",
        "catalogue-expired",
        "history-clock",
        "part-not-read",
        "refer:cn-cii-security-review",
    ] {
        assert_ne!(desk.code(&format!("check good.json --policy refer.yaml --accept {name}")), 2, "{name}");
    }
}

#[test]
fn init_writes_a_config_that_loads_and_overwrites_nothing() {
    let desk = Desk::new("init");
    let flags = "--sector telecom --home China --restricted US --buyer public_facing,federal=no --out buyer.yaml";
    assert_eq!(desk.code(&format!("init {flags}")), 0);
    let text = fs::read_to_string(desk.0.join("buyer.yaml")).unwrap();
    let (_, report) = json(&desk, "check good.json --config buyer.yaml");
    assert_eq!(report["context"]["home"], "CN");
    assert_eq!(report["context"]["restricted"], serde_json::json!(["US"]));
    assert_eq!(report["context"]["buyer_facts"], serde_json::json!({ "public_facing": true, "federal": false }));
    let (code, _, said) = desk.answer(&format!("init {flags}"));
    assert!(code == 2 && said.contains("is there already"), "{said}");
    assert_eq!(fs::read_to_string(desk.0.join("buyer.yaml")).unwrap(), text);
    for (arguments, says) in [
        ("init --out new.yaml", "no terminal to ask on"),
        ("init --out new.yaml --sector telcom --home CN", "did you mean `telecom`"),
        ("init --out new.yaml --sector telecom --home Atlantis", "no such country or region"),
        ("init --out new.yaml --sector telecom --home CN --buyer nice", "not a fact"),
    ] {
        let (code, _, said) = desk.answer(arguments);
        assert!(code == 2 && said.contains(says), "{arguments}: {said}");
        assert!(!desk.0.join("new.yaml").exists());
    }
}

/// A YAML file of ours as JSON, for its schema.
fn as_json(path: &Path) -> Value {
    serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn published_schemas_are_those_of_the_program_and_accept_what_it_reads() {
    let desk = Desk::new("schemas");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut validators = std::collections::BTreeMap::new();
    for kind in ["config", "evidence", "waivers", "pack", "translation"] {
        let (code, printed, _) = desk.answer(&format!("policy schema {kind}"));
        let published = root.join("docs").join(format!("{kind}.schema.json"));
        if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
            fs::write(&published, &printed).unwrap();
        }
        assert_eq!(code, 0);
        assert_eq!(
            printed,
            fs::read_to_string(&published).unwrap(),
            "docs/{kind}.schema.json is old: BLESS=1 cargo test --test buyer"
        );
        validators.insert(kind, jsonschema::validator_for(&serde_json::from_str(&printed).unwrap()).unwrap());
    }
    let faults = |kind: &str, value: &Value| -> Vec<String> {
        validators[kind].iter_errors(value).map(|error| format!("{error} at {}", error.instance_path())).collect()
    };
    let mut seen = 0;
    for (kind, folder) in [("config", "samples"), ("pack", "policies")] {
        for path in yaml_files(&root.join(folder)) {
            let name = path.to_string_lossy().into_owned();
            let kind = match (folder, name.as_str()) {
                ("policies", name) if name.contains("lists") || name.contains("index") || name.contains("catalogue") => continue,
                ("policies", name) if name.contains("policies/zh/") => "translation",
                (_, name) if name.ends_with("evidence.yaml") => "evidence",
                (_, name) if name.ends_with("waivers.yaml") => "waivers",
                _ => kind,
            };
            assert_eq!(faults(kind, &as_json(&path)), Vec::<String>::new(), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 14, "{seen} files held against their schemas");
    for (kind, wrong) in [
        ("config", serde_json::json!({ "hoem": "DE" })),
        ("config", serde_json::json!({ "buyer": { "nice": true } })),
        ("evidence", serde_json::json!({ "documents": [{ "id": "a" }] })),
        ("waivers", serde_json::json!({ "waivers": [{ "rule": "a", "expires": "soon" }] })),
        ("pack", serde_json::json!({ "pack": "p" })),
        ("translation", serde_json::json!({ "translation": "p", "language": "xx" })),
    ] {
        assert!(!faults(kind, &wrong).is_empty(), "the schema of {kind} can say no");
    }
}

fn yaml_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(yaml_files(&path));
        } else if path.extension().is_some_and(|end| end == "yaml") {
            found.push(path);
        }
    }
    found.sort();
    found
}
