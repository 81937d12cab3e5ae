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
        (json!({ "@id": "pkg:pypi/torch" }), false),
        (json!({ "@id": "pkg:pypi/torch@*" }), false),
        (json!({ "@id": "pkg:pypi/torch@%3C2.10" }), false),
        (json!({ "@id": "pkg:pypi/*" }), false),
        (json!({ "@id": "*" }), false),
        (json!({ "@id": "pkg:pypi/Torch@2.9.1" }), true),
        (json!({ "@id": "pkg:pypi/torch@2.9.1?repository_url=https://mirror.example" }), false),
        (json!({ "@id": "pkg:generic/assistant" }), false),
        (json!({ "@id": "pkg:generic/assistant", "subcomponents": [{ "@id": TORCH }] }), false),
        (json!({ "@id": "pkg:generic/assistant@1", "subcomponents": [{ "@id": "pkg:pypi/torch" }] }), false),
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
    assert_eq!(states, ["affected", "not_affected", "listed without a state", "fixed"]);
}

/// One vulnerability under two ids, one that is exploited, one of two CVEs, one lighter one, and a malicious package.
const RECORDS: &str = r#"[
  {"id":"GHSA-1111-aaaa-bbbb","aliases":["CVE-2026-1001"],"modified":"2026-10-01T00:00:00Z","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
   "affected":[{"package":{"ecosystem":"PyPI","name":"demo"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0"}]}]}]},
  {"id":"PYSEC-2026-9","aliases":["CVE-2026-1001"],"modified":"2026-09-01T00:00:00Z",
   "affected":[{"package":{"ecosystem":"PyPI","name":"demo"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0"}]}]}]},
  {"id":"GHSA-2222-aaaa-bbbb","aliases":["CVE-2026-2001","CVE-2026-2002"],"modified":"2026-10-01T00:00:00Z",
   "affected":[{"package":{"ecosystem":"PyPI","name":"double"},"versions":["1.0"]}]},
  {"id":"GHSA-3333-aaaa-bbbb","aliases":["CVE-2026-3001"],"modified":"2026-10-01T00:00:00Z","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
   "affected":[{"package":{"ecosystem":"PyPI","name":"layered"},"versions":["1.0"]}]},
  {"id":"GHSA-3334-aaaa-bbbb","aliases":["CVE-2026-3002"],"modified":"2026-10-01T00:00:00Z","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}],
   "affected":[{"package":{"ecosystem":"PyPI","name":"layered"},"versions":["1.0"]}]},
  {"id":"MAL-2026-1","modified":"2026-10-01T00:00:00Z",
   "affected":[{"package":{"ecosystem":"PyPI","name":"malign"},"versions":["1.0"]}]}
]"#;
const KEV: &str = r#"{"catalogVersion":"2026.11.20","dateReleased":"2026-11-20T00:00:00Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-1001","dateAdded":"2026-11-01","dueDate":"2026-11-29"}]}"#;
const LOOK: &str = "--policy core --home DE --tier 1 --as-of 2026-11-22 --advisories db";

/// A desk with a database of [`RECORDS`], and a bill of `demo` 1.0 as `demo.json`.
fn informed(name: &str) -> Desk {
    let desk = desk(name);
    std::fs::create_dir_all(desk.0.join("records")).unwrap();
    for (at, record) in serde_json::from_str::<Vec<Value>>(RECORDS).unwrap().iter().enumerate() {
        desk.write(&format!("records/{at}.json"), &record.to_string());
    }
    desk.write("kev.json", KEV);
    let (code, _, err) = desk.answer("advisories import records --kev kev.json --database db");
    assert_eq!(code, 0, "{err}");
    desk.write("demo.json", &part("pkg:pypi/demo@1.0", ""));
    desk
}

fn part(purl: &str, more: &str) -> String {
    desk::bill(&format!(r#"{{"type":"library","bom-ref":"part","name":"part","purl":"{purl}"{more}}}"#))
}

/// A statement on one vulnerability of one product.
fn says(id: &str, product: &Value, status: &str, made: &str) -> Value {
    json!({
        "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/2", "author": "Vendor", "version": 1,
        "timestamp": made,
        "statements": [{ "vulnerability": { "name": id }, "products": [product], "status": status,
            "justification": "vulnerable_code_not_present" }]
    })
}

/// Rules on advisories that name the part, and the statements that excuse each.
fn judged(desk: &Desk, bill: &str, more: &str) -> Vec<(String, String)> {
    let look = if more.contains("--tier") { LOOK.replace("--tier 1", "") } else { LOOK.to_owned() };
    let (_, out, err) = desk.answer(&format!("check {bill} {look} --format json {more}"));
    let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"));
    let findings = report["deliveries"][0]["findings"].as_array().unwrap();
    let ours = ["no-known-exploited", "no-critical-advisory", "no-high-advisory", "no-malicious-package"];
    let of = |found: &&Value| ours.contains(&found["rule"].as_str().unwrap());
    let line = |found: &Value| {
        let excused = found["excused"].as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned());
        (found["rule"].as_str().unwrap().to_owned(), excused.collect::<Vec<_>>().join("; "))
    };
    findings.iter().filter(of).map(line).collect()
}

/// Whether both findings on `demo` are excused; they must agree.
fn excused(desk: &Desk, more: &str) -> bool {
    let found = judged(desk, "demo.json", more);
    assert_eq!(found.len(), 2, "{found:?}");
    let lifted: Vec<bool> = found.iter().map(|(_, why)| !why.is_empty()).collect();
    assert_eq!(lifted[0], lifted[1], "{found:?}");
    lifted[0]
}

const NOW: &str = "2026-11-20T00:00:00Z";

#[test]
fn an_accepted_statement_excuses_advisories_and_exploited_ones_under_every_id() {
    let desk = informed("advisories");
    let product = json!({ "@id": "pkg:pypi/demo@1.0" });
    assert!(!excused(&desk, ""));
    for id in ["CVE-2026-1001", "GHSA-1111-aaaa-bbbb", "PYSEC-2026-9", "cve-2026-1001"] {
        for status in ["not_affected", "fixed"] {
            desk.write("vex.json", &says(id, &product, status, NOW).to_string());
            assert!(!excused(&desk, "--vex vex.json"), "not without the config: {id}");
            assert!(excused(&desk, "--vex vex.json --config accept.yaml"), "{id} {status}");
        }
    }
    let found = judged(&desk, "demo.json", "--vex vex.json --config accept.yaml");
    assert!(found.iter().all(|(_, why)| why.contains("by Vendor") && why.contains("vex.json#/statements/0")), "{found:?}");
    let (_, table, _) = desk.answer(&format!("check demo.json {LOOK} --vex vex.json --config accept.yaml"));
    assert!(table.contains("excused by statements you accept (VEX)") && table.contains("no-known-exploited"), "{table}");
}

#[test]
fn an_advisory_is_excused_only_by_a_clear_word_on_this_release() {
    let desk = informed("exact");
    let id = "CVE-2026-1001";
    let digest = "ab".repeat(32);
    let sha = json!({ "sha-256": digest });
    for (product, expected) in [
        (json!({ "@id": "pkg:pypi/demo@1.0" }), true),
        (json!({ "@id": "pkg:pypi/Demo@1.0" }), true),
        (json!({ "@id": "pkg:pypi/demo" }), false),
        (json!({ "@id": "pkg:pypi/demo@*" }), false),
        (json!({ "@id": "pkg:pypi/*@1.0" }), false),
        (json!({ "@id": "pkg:pypi/demo@1.0.1" }), false),
        (json!({ "@id": "pkg:pypi/demo@1" }), false),
        (json!({ "@id": "pkg:npm/demo@1.0" }), false),
        (json!({ "@id": "pkg:pypi/demo@1.0?repository_url=https://x.example" }), false),
        (json!({ "@id": "anything", "hashes": sha }), true),
        (json!({ "@id": "pkg:pypi/demo", "hashes": sha }), true),
        (json!({ "@id": "pkg:pypi/demo@1.0", "hashes": { "sha-256": "cd".repeat(32) } }), false),
        (json!({ "@id": "pkg:pypi/other@1.0", "hashes": sha }), false),
        (json!({ "@id": "anything", "hashes": { "md5": "ab".repeat(16) } }), false),
    ] {
        desk.write(
            "demo.json",
            &part(
                "pkg:pypi/demo@1.0",
                &format!(
                    r#","hashes":[{{"alg":"SHA-256","content":"{digest}"}},{{"alg":"MD5","content":"{}"}}]"#,
                    "ab".repeat(16)
                ),
            ),
        );
        desk.write("vex.json", &says(id, &product, "not_affected", NOW).to_string());
        assert_eq!(excused(&desk, "--vex vex.json --config accept.yaml"), expected, "{product}");
    }
    // The bill gives the part two versions, a tag, or another place it comes from.
    for (bill, product) in [
        (part("pkg:pypi/demo@1.0", r#","version":"1.1""#), "pkg:pypi/demo@1.0"),
        (part("pkg:pypi/demo@1.0", r#","version":"1.1""#), "pkg:pypi/demo@1.1"),
        (part("pkg:pypi/demo@latest", ""), "pkg:pypi/demo@latest"),
        (part("pkg:pypi/demo@1.*", ""), "pkg:pypi/demo@1.*"),
        (part("pkg:pypi/demo@1.0?repository_url=https://elsewhere.example", ""), "pkg:pypi/demo@1.0"),
    ] {
        desk.write("demo.json", &bill);
        desk.write("vex.json", &says(id, &json!({ "@id": product }), "not_affected", NOW).to_string());
        assert!(!excused(&desk, "--vex vex.json --config accept.yaml"), "{bill}");
    }
    desk.write("demo.json", &part("pkg:pypi/demo@1.0", r#","version":"1.0""#));
    desk.write("vex.json", &says(id, &json!({ "@id": "pkg:pypi/demo@1.0" }), "not_affected", NOW).to_string());
    assert!(excused(&desk, "--vex vex.json --config accept.yaml"));
}

#[test]
fn a_statement_in_doubt_contradicted_late_or_without_a_reason_excuses_no_advisory() {
    let desk = informed("doubt");
    let product = json!({ "@id": "pkg:pypi/demo@1.0" });
    let id = "CVE-2026-1001";
    let with = |more: &str| excused(&desk, &format!("--config accept.yaml {more}"));
    let good = says(id, &product, "not_affected", NOW);
    desk.write("vex.json", &good.to_string());
    for status in ["affected", "under_investigation"] {
        desk.write("alone.json", &says(id, &product, status, NOW).to_string());
        assert!(!with("--vex alone.json"), "{status}");
        // Whoever says it, however old it is and under whichever id: the worse counts, in either order.
        desk.write(
            "other.json",
            &says("PYSEC-2026-9", &json!({ "@id": "pkg:pypi/demo" }), status, "2020-01-01T00:00:00Z").to_string(),
        );
        assert!(!with("--vex vex.json --vex other.json"), "{status}");
        assert!(!with("--vex other.json --vex vex.json"), "{status}");
    }
    assert!(with("--vex vex.json"));
    for (made, expected, why) in [
        ("2026-10-01T00:00:00Z", true, "the very moment"),
        ("2026-10-01", true, "a day is its beginning"),
        ("2026-09-30T23:59:59Z", false, "before the advisory changed"),
        ("2026-09-15T00:00:00Z", false, "after one record of it, before the other"),
        ("2027-06-01T00:00:00Z", false, "after the day of judgement"),
        ("yesterday", false, "no day"),
    ] {
        desk.write("vex.json", &says(id, &product, "not_affected", made).to_string());
        assert_eq!(with("--vex vex.json"), expected, "{made}: {why}");
    }
    let mut undated = good.clone();
    undated.as_object_mut().unwrap().remove("timestamp");
    desk.write("vex.json", &undated.to_string());
    assert!(!with("--vex vex.json"), "without a day");
    desk.write("older.yaml", "vex: { accept: [not_affected], older: true }\n");
    assert!(excused(&desk, "--vex vex.json --config older.yaml"), "the operator may allow it");
    desk.write("vex.json", &good.to_string().replace("justification", "because"));
    assert!(!with("--vex vex.json"), "without a reason");
}

#[test]
fn a_statement_in_the_bill_excuses_no_advisory_and_one_of_harm_counts() {
    let desk = informed("inside");
    let with = |state: &str| {
        let said = format!(r#"{{"id":"CVE-2026-1001","affects":[{{"ref":"part"}}]{state}}}"#);
        let bill = part("pkg:pypi/demo@1.0", "");
        desk.write("demo.json", &bill.replacen("\"components\"", &format!("\"vulnerabilities\":[{said}],\"components\""), 1));
    };
    with(r#","analysis":{"state":"not_affected","justification":"code_not_present"}"#);
    assert!(!excused(&desk, "--config accept.yaml"));
    desk.write("vex.json", &says("CVE-2026-1001", &json!({ "@id": "pkg:pypi/demo@1.0" }), "not_affected", NOW).to_string());
    assert!(excused(&desk, "--config accept.yaml --vex vex.json"));
    for state in ["exploitable", "in_triage"] {
        with(&format!(r#","analysis":{{"state":"{state}"}}"#));
        assert!(!excused(&desk, "--config accept.yaml --vex vex.json"), "{state}");
    }
    // A vulnerability that is only listed is what the statement answers, in the bill too.
    with("");
    assert!(excused(&desk, "--config accept.yaml --vex vex.json"));
    let (_, out, _) = desk.answer(&format!("check demo.json {LOOK} --format json --config accept.yaml --vex vex.json"));
    let report: Value = serde_json::from_str(&out).unwrap();
    let findings = report["deliveries"][0]["findings"].as_array().unwrap();
    let listed = findings.iter().find(|found| found["rule"] == "no-exploitable-vulnerability-stated").unwrap();
    assert!(!listed["excused"].as_array().unwrap().is_empty(), "{listed:#}");
}

#[test]
fn malice_every_cve_and_lighter_advisories_behind_a_heavy_one_must_be_answered() {
    let desk = informed("all");
    let vex = |name: &str, id: &str, product: &str| {
        desk.write(name, &says(id, &json!({ "@id": product }), "not_affected", NOW).to_string());
    };
    desk.write("malign.json", &part("pkg:pypi/malign@1.0", ""));
    vex("a.json", "MAL-2026-1", "pkg:pypi/malign@1.0");
    let found = judged(&desk, "malign.json", "--config accept.yaml --vex a.json");
    assert!(!found.is_empty() && found.iter().all(|(_, why)| why.is_empty()), "{found:?}");
    // An advisory on two CVEs.
    desk.write("double.json", &part("pkg:pypi/double@1.0", ""));
    vex("a.json", "CVE-2026-2001", "pkg:pypi/double@1.0");
    vex("b.json", "CVE-2026-2002", "pkg:pypi/double@1.0");
    vex("c.json", "GHSA-2222-aaaa-bbbb", "pkg:pypi/double@1.0");
    for (files, expected) in [("--vex a.json", false), ("--vex c.json", false), ("--vex a.json --vex b.json", true)] {
        let found = judged(&desk, "double.json", &format!("--config accept.yaml {files}"));
        assert!(found.len() == 1 && found[0].1.is_empty() != expected, "{files} {found:?}");
    }
    // The rule on high advisories is not asked where a critical one was found: excusing that one alone would hide the high one.
    desk.write("layered.json", &part("pkg:pypi/layered@1.0", ""));
    vex("a.json", "CVE-2026-3001", "pkg:pypi/layered@1.0");
    vex("b.json", "CVE-2026-3002", "pkg:pypi/layered@1.0");
    for (files, expected) in [("--vex a.json", false), ("--vex b.json", false), ("--vex a.json --vex b.json", true)] {
        let found = judged(&desk, "layered.json", &format!("--config accept.yaml --tier 2 {files}"));
        assert!(found.len() == 1 && found[0].1.is_empty() != expected, "{files} {found:?}");
    }
}
