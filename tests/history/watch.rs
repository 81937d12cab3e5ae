//! Only what became worse, why, and from which day.

use super::desk::PACK;
use super::{Desk, LEFT, NAMELESS_VERSION, numbered};
use serde_json::Value;
use std::fs;

/// A second rule, in force from a day on.
const LATER: &str = r#"
  - id: bill-signed
    title: "The bill is signed"
    level: medium
    on: bom
    require: 'bom.signed'
    unknown: fails
    tier: 1
    area: provenance
    since: 2027-03-01
    cites: [{ text: "House rule 2", mark: unverified }]
    fix: "Sign it."
"#;

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.write("one.json", &numbered(1, 1, LEFT));
    desk.write("two.json", &numbered(2, 1, NAMELESS_VERSION));
    desk
}

/// Exit code and JSON answer; the answer keeps to its schema.
fn watch(desk: &Desk, arguments: &str) -> (i32, Value) {
    let (code, shown, said) = desk.answer(&format!("watch {arguments} --format json"));
    let answer: Value = serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{arguments}: {error}: {shown}{said}"));
    let schema: Value = serde_json::from_str(include_str!("../../docs/watch.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = schema.iter_errors(&answer).map(|error| error.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new(), "{arguments}: {shown}");
    assert_eq!(answer["exit_code"], code, "{arguments}");
    (code, answer)
}

/// Everything that became worse: delivery, kind, id, why, deadline.
fn worse(answer: &Value) -> Vec<[String; 5]> {
    let mut found = Vec::new();
    for delivery in answer["deliveries"].as_array().unwrap() {
        for worse in delivery["worse"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let reasons: Vec<String> = worse["reasons"].as_array().unwrap().iter().map(text).collect();
            found.push([
                text(&delivery["name"]),
                text(&worse["kind"]),
                text(&worse["id"]),
                reasons.join("; "),
                text(&worse["deadline"]),
            ]);
        }
    }
    found
}

#[test]
fn a_day_that_came_is_told_with_its_date() {
    let desk = desk("watch-day");
    desk.write("house.yaml", &format!("{PACK}{LATER}"));
    let check = "check one.json two.json --policy house.yaml --as-of 2026-11-22 --history checked.db";
    assert_eq!(desk.code(check), 1, "two.json fails already");
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml --as-of 2027-02-28");
    assert_eq!((code, worse(&answer)), (0, Vec::new()), "nothing is worse the day before");
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml --as-of 2027-03-01");
    assert_eq!(code, 1);
    let found = worse(&answer);
    let day = "the rule came into force on 2027-03-01";
    let expected: Vec<[&str; 5]> = vec![
        ["one.json", "verdict", "", "day of judgement changed: 2027-02-28 to 2027-03-01", ""],
        ["one.json", "finding", "bill-signed", day, "2027-03-01"],
        ["two.json", "finding", "bill-signed", day, "2027-03-01"],
    ];
    assert_eq!(found, expected, "and of two.json not the finding it had before");
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml --as-of 2027-03-01");
    assert_eq!((code, worse(&answer)), (0, Vec::new()), "it was recorded: it is told once");
}

#[test]
fn a_pack_that_changed_is_named_with_what_it_did() {
    let desk = desk("watch-pack");
    assert_eq!(desk.code("check one.json two.json --policy house.yaml --history checked.db"), 1);
    desk.write("house.yaml", &PACK.replace("level: high", "level: block").replace("1.0.0", "1.1.0"));
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml");
    assert_eq!(code, 1);
    let found = worse(&answer);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0][..3], ["two.json", "level", "version-stated"].map(str::to_owned));
    assert_eq!(found[0][3], "the level rose from high to block in pack house 1.1.0");
    // A rule that asks for more than before.
    desk.write(
        "house.yaml",
        &PACK
            .replace("has(component.version)", "has(component.version) && component.version != \"1.0\"")
            .replace("1.0.0", "1.2.0"),
    );
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml");
    assert_eq!(code, 1);
    let found = worse(&answer);
    let of_one: Vec<&str> = found.iter().filter(|found| found[0] == "one.json").map(|found| found[1].as_str()).collect();
    assert_eq!(of_one, ["verdict", "finding"]);
    assert!(found.iter().all(|found| found[3].contains("pack house changed: 1.1.0 (")), "{found:?}");
    // Back to what it was: nothing is worse.
    desk.write("house.yaml", PACK);
    assert_eq!(watch(&desk, "checked.db --policy house.yaml").0, 0);
}

#[test]
fn an_advisory_that_came_is_told_with_the_database_that_brought_it() {
    let desk = desk("watch-advisories");
    let record = |fixed: &str| {
        format!(
            r#"{{"schema_version":"1.7.0","id":"GHSA-test-0001","modified":"2026-11-20T00:00:00Z",
            "database_specific":{{"severity":"HIGH"}},"affected":[{{"package":{{"ecosystem":"npm","name":"left"}},
            "ranges":[{{"type":"SEMVER","events":[{{"introduced":"0"}},{{"fixed":"{fixed}"}}]}}]}}]}}"#
        )
    };
    desk.write("house.yaml", &PACK.replace("has(component.version)", "!advisories(component, \"high\")"));
    desk.write("one.json", &numbered(1, 1, r#"{"type":"library","name":"left","version":"1.0.0","purl":"pkg:npm/left@1.0.0"}"#));
    let import = |fixed: &str| {
        desk.write("record.json", &record(fixed));
        assert_eq!(desk.code("advisories import record.json --database known.db"), 0);
    };
    let flags = "--policy house.yaml --advisories known.db --as-of 2026-11-22";
    import("0.9.0");
    assert_eq!(desk.code(&format!("check one.json {flags} --history checked.db")), 0);
    assert_eq!(watch(&desk, &format!("checked.db {flags}")).0, 0, "nothing changed");
    import("1.1.0");
    let (code, answer) = watch(&desk, &format!("checked.db {flags}"));
    assert_eq!(code, 1);
    let found = worse(&answer);
    let kinds: Vec<&str> = found.iter().map(|found| found[1].as_str()).collect();
    assert_eq!(kinds, ["verdict", "finding"], "{found:?}");
    assert!(found.iter().all(|found| found[3].contains("advisories known.db changed: 2026-11-20 (")), "{found:?}");
}

#[test]
fn a_waiver_that_ended_is_told() {
    let desk = desk("watch-waiver");
    desk.write("house.yaml", &PACK.replace("has(component.version)", "component.version != \"1.0\""));
    desk.write("one.json", &numbered(1, 1, r#"{"type":"library","name":"left","version":"1.0","purl":"pkg:npm/left@1.0"}"#));
    let waive =
        "waive version-stated one.json left@1.0 --approved-by CISO --expires 2026-12-31 --granted 2026-11-01 --reason later";
    assert_eq!(desk.code(waive), 0);
    let flags = "--policy house.yaml --waivers waivers.yaml";
    assert_eq!(desk.code(&format!("check one.json {flags} --as-of 2026-12-31 --history checked.db")), 0);
    let (code, answer) = watch(&desk, &format!("checked.db {flags} --as-of 2027-01-01"));
    assert_eq!(code, 1);
    let found = worse(&answer);
    let kinds: Vec<&str> = found.iter().map(|found| found[1].as_str()).collect();
    assert_eq!(kinds, ["verdict", "decides"], "{found:?}");
    assert_eq!(found[1][3], "a waiver no longer lifts it");
}

#[test]
fn a_folder_is_held_against_its_history_and_a_new_bill_is_named() {
    let desk = Desk::new("watch-folder");
    fs::create_dir(desk.0.join("in")).unwrap();
    desk.write("in/one.json", &numbered(1, 1, LEFT));
    let watching = "in --history checked.db --policy house.yaml";
    let (code, answer) = watch(&desk, watching);
    assert_eq!((code, &answer["deliveries"][0]["state"]), (4, &Value::from("first")), "nothing to hold it against");
    assert_eq!(watch(&desk, watching).0, 0);
    desk.write("in/one.json", &numbered(1, 2, &format!("{LEFT},{NAMELESS_VERSION}")));
    let (code, answer) = watch(&desk, watching);
    assert_eq!(code, 1);
    assert!(worse(&answer).iter().all(|found| found[3].starts_with("bill changed: ")), "{answer}");
    desk.write("in/broken.json", r#"{"bomFormat":"CycloneDX","bomFormat":"CycloneDX"}"#);
    let (code, answer) = watch(&desk, watching);
    assert_eq!(code, 4, "{answer}");
    for (arguments, says) in [
        ("watch in --policy house.yaml", "a folder is watched against a history"),
        ("watch one.json --history checked.db --policy house.yaml", "is no folder"),
    ] {
        let (code, _, said) = desk.answer(arguments);
        assert_eq!(code, 2, "{arguments}");
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn a_bill_is_remembered_when_its_file_is_gone_unless_told_otherwise() {
    let desk = desk("watch-gone");
    assert_eq!(desk.code("check one.json --policy house.yaml --history checked.db"), 0);
    assert_eq!(desk.code("check two.json --policy house.yaml --history checked.db --history-without-bills"), 1);
    assert_eq!(watch(&desk, "checked.db --policy house.yaml --history-without-bills").0, 0);
    fs::remove_file(desk.0.join("one.json")).unwrap();
    fs::remove_file(desk.0.join("two.json")).unwrap();
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml");
    assert_eq!(code, 4);
    assert_eq!(answer["deliveries"][0]["state"], "not-worse", "{answer}");
    let why = answer["deliveries"][1]["not_established"].as_str().unwrap();
    assert!(why.starts_with("the bill was not kept"), "{why}");
    desk.write("two.json", &numbered(2, 1, LEFT));
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml");
    assert_eq!(code, 4);
    assert!(answer["deliveries"].to_string().contains("its file is another one now"));
}

#[test]
fn an_unread_delivery_stays_rejected_and_a_terms_change_is_named() {
    let desk = desk("watch-terms");
    assert_eq!(desk.code("check one.json twice.json --policy house.yaml --history checked.db"), 3);
    let (code, answer) = watch(&desk, "checked.db --policy house.yaml");
    assert_eq!((code, &answer["deliveries"][1]["state"]), (0, &Value::from("rejected")), "{answer}");
    let (_, answer) = watch(&desk, "checked.db --policy house.yaml --tier 3 --home DE");
    let changes = answer["deliveries"].to_string();
    assert!(changes.contains(r#""name":"home""#) && changes.contains(r#""name":"tier""#), "{changes}");
}

/// Days ahead: kind and day.
fn days(answer: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    answer["deadlines"].as_array().unwrap().iter().map(|day| (text(&day["kind"]), text(&day["day"]))).collect()
}

#[test]
fn days_that_rules_papers_and_sources_name_are_told_ahead() {
    let desk = desk("watch-ahead");
    desk.write("house.yaml", &format!("{PACK}{LATER}"));
    desk.write(
        "waivers.yaml",
        "waivers:\n  - { rule: version-stated, component: 'pkg:npm/right@1', reason: x, approved_by: me, expires: 2027-01-31 }\n",
    );
    desk.write("two.json", &numbered(2, 1, r#"{"type":"library","name":"right","purl":"pkg:npm/right@1"}"#));
    let terms = "--policy house.yaml --waivers waivers.yaml";
    desk.answer(&format!("check one.json two.json {terms} --as-of 2026-11-22 --history checked.db"));
    let (code, answer) = watch(&desk, &format!("checked.db {terms} --as-of 2026-11-23"));
    assert_eq!(code, 0, "{answer:#}");
    let expected = [("waiver", "2027-01-31"), ("rule", "2027-03-01")].map(|(kind, day)| (kind.to_owned(), day.to_owned()));
    assert_eq!(days(&answer), expected, "{answer:#}");
    assert_eq!(answer["deadlines"][0]["deliveries"].as_array().unwrap().len(), 1, "one delivery has the waiver");
    assert_eq!(answer["deadlines"][1]["deliveries"].as_array().unwrap().len(), 2, "the rule is for both");
    let (_, shown, _) = desk.answer(&format!("watch checked.db {terms} --as-of 2026-11-23"));
    assert!(shown.contains("DEADLINES") && shown.contains("2027-03-01  rule"), "{shown}");
    let (_, answer) = watch(&desk, &format!("checked.db {terms} --as-of 2027-03-02"));
    assert!(days(&answer).iter().all(|(kind, _)| kind != "rule"), "a day that came is no day ahead: {answer:#}");
}

#[test]
fn what_is_exploited_or_in_the_catalogue_says_by_when_it_is_to_be_mended() {
    let desk = Desk::new("watch-mend");
    desk.write("demo.json", &numbered(1, 1, r#"{"type":"library","name":"demo","version":"1.0","purl":"pkg:pypi/demo@1.0"}"#));
    let record = |fixed: &str| {
        format!(
            r#"{{"id":"CVE-2026-1","modified":"2026-11-01T00:00:00Z","affected":[{{"package":{{"ecosystem":"PyPI","name":"demo"}},"ranges":[{{"type":"ECOSYSTEM","events":[{{"introduced":"0"}},{{"fixed":"{fixed}"}}]}}]}}]}}"#
        )
    };
    let kev = |list: &str| {
        format!(r#"{{"catalogVersion":"1","dateReleased":"2026-11-20T00:00:00Z","count":1,"vulnerabilities":[{list}]}}"#)
    };
    desk.write("record.json", &record("0.5"));
    desk.write("kev.json", &kev(r#"{"cveID":"CVE-2026-1","dateAdded":"2026-11-19","dueDate":"2026-12-10"}"#));
    let import = "advisories import record.json --kev kev.json --database db";
    assert_eq!(desk.code(import), 0);
    let terms = "--policy core --home DE --tier 1 --advisories db";
    desk.answer(&format!("check demo.json {terms} --as-of 2026-11-21 --history checked.db"));
    desk.write("record.json", &record("2.0"));
    assert_eq!(desk.code(import), 0);
    let (code, answer) = watch(&desk, &format!("checked.db {terms} --as-of 2026-11-22"));
    assert_eq!(code, 1);
    let exploited = worse(&answer).into_iter().find(|line| line[2] == "no-known-exploited").unwrap();
    assert_eq!(exploited[4], "2026-12-10", "{exploited:?}");
    let ahead = days(&answer);
    for (kind, day) in [("exploited", "2026-12-10"), ("catalogue", "2027-05-01")] {
        assert!(ahead.contains(&(kind.to_owned(), day.to_owned())), "{kind} {ahead:?}");
    }
    assert!(ahead.iter().any(|(kind, _)| kind == "advisories") && ahead.iter().any(|(kind, _)| kind == "pack"), "{ahead:?}");
    // Orange asks for 30 days, red for 7, from the day it is seen.
    desk.write(
        "torch.json",
        &numbered(2, 1, r#"{"type":"library","name":"torch","version":"2.12.0","purl":"pkg:pypi/torch@2.12.0"}"#),
    );
    desk.answer(&format!("check torch.json {terms} --as-of 2026-11-21 --history torch.db"));
    desk.write(
        "old.json",
        &numbered(2, 2, r#"{"type":"library","name":"torch","version":"2.5.0","purl":"pkg:pypi/torch@2.5.0"}"#),
    );
    fs::create_dir_all(desk.0.join("in")).unwrap();
    fs::rename(desk.0.join("old.json"), desk.0.join("in/torch.json")).unwrap();
    let (_, answer) = watch(&desk, &format!("in {terms} --as-of 2026-11-22 --history torch.db"));
    let red = worse(&answer).into_iter().find(|line| line[2] == "xs-known-dangerous").unwrap();
    assert_eq!(red[4], "2026-11-29", "{red:?}");
}
