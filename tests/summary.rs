//! The summary of many deliveries: counts held against numbers worked out by hand, every format, hostile names, sameness.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it cannot go on, and says what it counted")]

#[path = "common/desk.rs"]
mod desk;

use desk::{Desk, PACK, bill};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// The JSON summary, held to its schema, and the exit code.
fn summary(desk: &Desk, arguments: &str) -> (i32, Value) {
    let (code, shown, said) = desk.answer(&format!("summary {arguments} --format json --as-of 2026-11-22"));
    let answer: Value = serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{arguments}: {error}: {shown}{said}"));
    let schema: Value = serde_json::from_str(include_str!("../docs/summary.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = schema.iter_errors(&answer).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new(), "{arguments}");
    assert_eq!(answer["exit_code"], code, "{arguments}");
    (code, answer)
}

/// Ten deliveries: of three `left` has a version, of five it has none, one is no bill that can be read, one has nothing.
fn ten(name: &str) -> Desk {
    let desk = Desk::new(name);
    fs::create_dir(desk.0.join("in")).unwrap();
    let part = |version: &str, country: &str| {
        format!(
            r#"{{"type":"library","name":"left","purl":"pkg:npm/left"{version},"licenses":[{{"license":{{"id":"MIT"}}}}],
            "supplier":{{"name":"Maker {country}","address":{{"country":"{country}"}}}}}},
            {{"type":"library","name":"right","version":"2","supplier":{{"name":"Maker DE","address":{{"country":"DE"}}}}}}"#
        )
    };
    for at in 0..3 {
        desk.write(&format!("in/good-{at}.json"), &bill(&part(r#","version":"1.0""#, "DE")));
    }
    for at in 0..5 {
        desk.write(&format!("in/bad-{at}.json"), &bill(&part("", "FR")));
    }
    desk.write("in/broken.json", r#"{"bomFormat":"CycloneDX","bomFormat":"CycloneDX"}"#);
    desk.write("in/nothing.json", &bill(""));
    desk.write("in/readme.txt", "no bill");
    desk
}

const TEN: &str = "in --policy house.yaml --home DE";

#[test]
fn the_counts_are_those_worked_out_by_hand() {
    let desk = ten("summary-counts");
    let (code, all) = summary(&desk, TEN);
    assert_eq!(code, 3, "the worst verdict decides");
    assert_eq!(all["verdicts"], serde_json::json!({"reject": 1, "fail": 5, "incomplete": 1, "pass": 3}));
    assert_eq!(all["not_bills"], 1);
    assert_eq!(all["deliveries"].as_array().unwrap().len(), 10);
    let rule = &all["rules"][0];
    assert_eq!(rule["rule"], "version-stated");
    assert_eq!((&rule["deliveries_failed"], &rule["findings"]), (&5.into(), &5.into()));
    assert_eq!(all["components"].as_array().unwrap().len(), 1);
    assert_eq!((&all["components"][0]["component"], &all["components"][0]["deliveries"]), (&"pkg:npm/left".into(), &5.into()));
    // 8 bills with 2 parts: 5 lefts from FR are foreign, 3 lefts and 8 rights from DE are home.
    let origin = &all["origin"];
    assert_eq!((&origin["parts"], &origin["classes"]), (&16.into(), &serde_json::json!({"foreign": 5, "home": 11})));
    assert_eq!((&origin["foreign_share"], &origin["unknown_share"]), (&0.3125.into(), &0.0.into()));
    // (11 squared + 5 squared) / 16 squared = 146 / 256, of 10000.
    for of in ["owners", "countries"] {
        assert_eq!(origin[of]["hhi"], 5703, "{of}");
        assert_eq!(origin[of]["unknown"], 0, "{of}");
    }
    assert_eq!(origin["countries"]["names"][0]["name"], "DE");
    assert_eq!(
        (&origin["countries"]["names"][1]["parts"], &origin["countries"]["names"][1]["deliveries"]),
        (&5.into(), &5.into())
    );
    // 9 applications and 8 rights state no licence, 8 lefts state one.
    let licenses = &all["licenses"];
    assert_eq!((&licenses["parts"], &licenses["without"]), (&25.into(), &17.into()));
    assert_eq!((&licenses["stated"][0]["name"], &licenses["stated"][0]["parts"]), (&"MIT".into(), &8.into()));
    // The one rule: answered yes in 3 bills, half or not at all in 5; the empty bill has nothing to ask.
    let area = &all["areas"][0];
    assert_eq!((&area["area"], &area["deliveries"]), (&"supply-chain".into(), &8.into()));
    assert_eq!(all["gaps"][0]["deliveries"], 1);
    assert_eq!(all["evidence"]["undated_bills"], 9);
}

#[test]
fn who_searches_finds_and_is_told_what_was_not_searched() {
    let desk = ten("summary-contains");
    for (sought, found) in
        [("pkg:npm/left", 8), ("pkg:npm/lef", 0), ("pkg:npm/left@1.0", 0), ("LEFT@1", 3), ("righ", 8), ("nowhere", 0)]
    {
        let (_, all) = summary(&desk, &format!("{TEN} --contains {sought}"));
        assert_eq!(all["contains"]["deliveries"].as_array().unwrap().len(), found, "{sought}");
        assert_eq!(all["contains"]["not_searched"], serde_json::json!(["in/broken.json"]), "{sought}");
    }
    assert_eq!(desk.command("summary in --policy house.yaml --contains").arg(" ").output().unwrap().status.code(), Some(2));
}

#[test]
fn the_exit_code_is_the_worst_verdict_in_every_format() {
    let desk = ten("summary-codes");
    fs::create_dir(desk.0.join("empty")).unwrap();
    for (inputs, code) in
        [("in", 3), ("in/good-0.json", 0), ("in/good-0.json in/bad-0.json", 1), ("empty", 4), ("in/nothing.json", 4)]
    {
        for format in ["table", "json", "csv", "markdown", "html"] {
            assert_eq!(desk.code(&format!("summary {inputs} --policy house.yaml --format {format}")), code, "{inputs} {format}");
        }
    }
    for (arguments, says) in [
        ("summary in --policy house.yaml --format htm", "did you mean `html`?"),
        ("summary in --policy house.yaml --report html", "names no file"),
        ("summary missing --policy house.yaml", "missing"),
    ] {
        let (code, _, said) = desk.answer(arguments);
        assert_eq!(code, 2, "{arguments}");
        assert!(said.contains(says), "{arguments}: {said}");
    }
    assert_eq!(desk.code("summary in --policy house.yaml --history missing.db"), 4);
}

#[test]
fn markdown_and_csv_are_as_their_expected_files_and_equal_inputs_give_equal_bytes() {
    let desk = ten("summary-files");
    for (format, file) in [("markdown", "summary.md"), ("csv", "summary.csv"), ("html", ""), ("json", ""), ("table", "")] {
        let arguments = format!("summary {TEN} --as-of 2026-11-22 --contains left --format {format}");
        let (_, shown, _) = desk.answer(&arguments);
        let one_thread = desk.command(&arguments).env("RAYON_NUM_THREADS", "1").output().unwrap();
        assert_eq!(shown.as_bytes(), one_thread.stdout, "{format}: whatever the number of threads");
        if file.is_empty() {
            continue;
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
        if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
            fs::write(&path, &shown).unwrap();
        }
        assert_eq!(shown, fs::read_to_string(&path).unwrap_or_default(), "{file}");
    }
}

#[test]
fn hostile_names_stay_text_in_every_format() {
    let desk = Desk::new("summary-hostile");
    let names = [
        r"=cmd|' /C calc'!A0",
        r"\u001b[2K\u001b[1APASS",
        r"</td><script>alert(1)</script>",
        r"![x](http://beacon.example/a)",
        r"@org/team | cell",
    ];
    for (at, name) in names.iter().enumerate() {
        let text = bill(&format!(
            r#"{{"type":"library","name":"{name}","supplier":{{"name":"{name}"}},"licenses":[{{"license":{{"name":"{name}"}}}}]}}"#
        ));
        desk.write(&format!("{at}.json"), &text.replace(r#""name":"assistant""#, &format!(r#""name":"{name}""#)));
    }
    let all = "summary 0.json 1.json 2.json 3.json 4.json --policy house.yaml --home DE --contains a";
    for format in ["table", "json", "csv", "markdown", "html"] {
        let (_, shown, said) = desk.answer(&format!("{all} --format {format}"));
        assert!(!shown.is_empty(), "{format}: {said}");
        assert!(!shown.contains(|c: char| c.is_control() && !matches!(c, '\n')), "{format}: {shown:?}");
        match format {
            "csv" => {
                assert!(!shown.lines().any(|line| line.split(',').any(|cell| cell.trim_matches('"').starts_with('='))), "{shown}")
            }
            "html" => {
                assert!(!shown.contains("<script") && shown.contains("&#60;script"), "{shown}");
                assert!(shown.contains("default-src 'none'; style-src 'sha256-"));
                assert!(!shown.contains("http://www") && !shown.contains("src=") && !shown.contains("style=\""));
            }
            "markdown" => assert!(
                !shown.contains("<script") && !shown.contains("![x]") && !shown.contains("://") && !shown.contains("@org")
            ),
            _ => {}
        }
    }
}

#[test]
fn a_history_gives_the_trend() {
    let desk = ten("summary-trend");
    assert_eq!(desk.code("check in --policy house.yaml --home DE --history checked.db"), 3);
    assert_eq!(desk.code("check in/good-0.json --policy house.yaml --home DE --history checked.db"), 0);
    let connection = rusqlite::Connection::open(desk.0.join("checked.db")).unwrap();
    connection.execute_batch("UPDATE record SET at = '2026-10-01T00:00:00Z' WHERE number <= 4").unwrap();
    drop(connection);
    let (_, all) = summary(&desk, &format!("{TEN} --history checked.db"));
    let trend = all["trend"].as_array().unwrap();
    assert_eq!(trend.len(), 2);
    assert_eq!(trend[0]["day"], "2026-10-01");
    // By name the first four are bad ones; the others, good-0 checked twice, are six.
    assert_eq!(trend[0]["verdicts"], serde_json::json!({"reject": 0, "fail": 4, "incomplete": 0, "pass": 0}));
    assert_eq!(trend[1]["verdicts"], serde_json::json!({"reject": 1, "fail": 1, "incomplete": 1, "pass": 3}));
}

#[test]
fn hundreds_of_deliveries_are_summed_up() {
    const MANY: usize = 300;
    let desk = Desk::new("summary-many");
    fs::create_dir(desk.0.join("in")).unwrap();
    for at in 0..MANY {
        let mut parts = String::new();
        for part in 0..20 {
            // One part in 20 of every third delivery states no version.
            let version = if at % 3 == 0 && part == 7 { "" } else { r#","version":"1""# };
            let comma = if part == 0 { "" } else { "," };
            write!(parts, r#"{comma}{{"type":"library","name":"part-{part}","purl":"pkg:npm/part-{part}"{version}}}"#).unwrap();
        }
        desk.write(&format!("in/{at:03}.json"), &bill(&parts));
    }
    desk.write("house.yaml", PACK);
    let begun = Instant::now();
    let (code, all) = summary(&desk, "in --policy house.yaml --contains part-7");
    println!("{MANY} deliveries of 21 components in {:?}", begun.elapsed());
    assert_eq!(code, 1);
    assert_eq!(all["verdicts"], serde_json::json!({"reject": 0, "fail": 100, "incomplete": 0, "pass": 200}));
    assert_eq!(all["components"][0]["deliveries"], 100);
    assert_eq!(all["contains"]["deliveries"].as_array().unwrap().len(), MANY);
    assert_eq!(all["deliveries"].as_array().unwrap().len(), MANY);
    assert_eq!(all["deliveries"][299]["name"], "in/299.json");
}
