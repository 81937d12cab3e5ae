//! What a history holds against a bill. Source: `security.md`, 58 and 101.

use super::{Desk, LEFT, NAMELESS_VERSION, database, numbered};
use rusqlite::Connection;

#[test]
fn another_bill_under_the_same_number_fails() {
    let desk = Desk::new("history-changed");
    let more = format!(r#"{LEFT},{{"type":"library","name":"more","version":"1"}}"#);
    desk.write("a.json", &numbered(1, 1, LEFT));
    desk.write("b.json", &numbered(1, 1, &more));
    desk.write("c.json", &numbered(1, 2, &more));
    let check = |name: &str| desk.answer(&format!("check {name} --policy house.yaml --history checked.db"));
    assert_eq!(check("a.json").0, 0);
    let (code, shown, _) = check("b.json");
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("bill-changed") && shown.contains("FAIL b.json: bill-changed"), "{shown}");
    assert_eq!(check("a.json").0, 0, "whoever came first keeps the number");
    assert_eq!(check("c.json").0, 0, "a new version is a new bill");
    assert_eq!(desk.code("check b.json --policy house.yaml"), 0, "without a history nobody knows");
    for format in ["json", "sarif", "junit", "markdown", "csv", "github", "gitlab"] {
        let (code, shown, _) = desk.answer(&format!("check b.json --policy house.yaml --history checked.db --format {format}"));
        assert_eq!(code, 1, "{format}");
        assert!(shown.contains("bill-changed"), "{format}: {shown}");
    }
}

#[test]
fn an_older_bill_shown_again_is_not_established_unless_accepted() {
    let desk = Desk::new("history-superseded");
    desk.write("old.json", &numbered(1, 1, LEFT));
    desk.write("new.json", &numbered(1, 2, NAMELESS_VERSION));
    let check = |arguments: &str| desk.answer(&format!("check {arguments} --policy house.yaml --history checked.db"));
    assert_eq!(check("old.json").0, 0);
    assert_eq!(check("new.json").0, 1);
    let (code, shown, _) = check("old.json");
    assert_eq!(code, 4, "{shown}");
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("bill-superseded") && shown.contains("version 2 of this bill was checked on"), "{shown}");
    assert_eq!(check("old.json --accept bill-superseded").0, 0);
    // Of the two only the newer one is looked at again.
    let (code, shown, _) = desk.answer("watch checked.db --policy house.yaml");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("1 delivery watched"), "{shown}");
}

#[test]
fn a_clock_behind_the_history_is_not_established() {
    let desk = Desk::new("history-clock");
    let check = "check good.json --policy house.yaml --history checked.db";
    assert_eq!(desk.code(check), 0);
    Connection::open(database(&desk)).unwrap().execute_batch("UPDATE record SET at = '2199-01-01T00:00:00Z'").unwrap();
    let (code, shown, _) = desk.answer(check);
    assert_eq!(code, 4, "{shown}");
    assert!(shown.contains("history-clock") && shown.contains("2199-01-01"), "{shown}");
    assert_eq!(desk.code(&format!("{check} --accept history-clock")), 0);
}

#[test]
fn a_record_tells_what_it_rests_on_and_gives_the_bill_back() {
    let desk = Desk::new("history-show");
    desk.write("a.json", &numbered(1, 3, NAMELESS_VERSION));
    desk.write("buyer.yaml", "policy: [house.yaml]\nhome: DE\nhistory: checked.db\n");
    assert_eq!(desk.code("check a.json twice.json --config buyer.yaml --as-of 2026-11-22"), 3, "the config asks for a history");
    let (_, listed, _) = desk.answer("history list checked.db");
    assert!(listed.contains("FAIL") && listed.contains("REJECT"), "{listed}");
    let (code, shown, _) = desk.answer("history show checked.db 1");
    assert_eq!(code, 0);
    for part in ["FAIL a.json", "assistant-1", "version 3", "2026-11-22", "home DE", "house.yaml", "version-stated", "right"] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    assert_eq!(desk.answer("history show checked.db 1 --bill").1, numbered(1, 3, NAMELESS_VERSION));
    let (_, shown, _) = desk.answer("history show checked.db 2");
    assert!(shown.contains("REJECT twice.json") && shown.contains("bomFormat"), "{shown}");
    assert_eq!(desk.code("history show checked.db 2 --bill"), 2);
    assert_eq!(desk.code("history show checked.db 9"), 2);
    assert_eq!(desk.code("history list missing.db"), 4);
}

#[test]
fn names_of_a_vendor_come_out_escaped() {
    let desk = Desk::new("history-escapes");
    desk.write(
        "a.json",
        &numbered(1, 1, r#"{"type":"library","name":"\u001b[2K\u001b[1APASS"}"#).replace("assistant-1", r"\u001b]8;;x\u0007"),
    );
    let _ = desk.code("check a.json --policy house.yaml --history checked.db");
    desk.write("empty.yaml", &super::desk::PACK.replace("has(component.version)", "has(component.name)"));
    let _ = desk.code("check a.json --policy empty.yaml --history checked.db");
    for arguments in [
        "history list checked.db",
        "history show checked.db 1",
        "watch checked.db --policy house.yaml",
        "watch checked.db --policy house.yaml --format json",
    ] {
        let (_, shown, _) = desk.answer(arguments);
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{arguments}\n{shown:?}");
    }
}

/// As [`numbered`], made on a day.
fn made(number: u32, version: u32, day: &str, components: &str) -> String {
    numbered(number, version, components).replace(r#""metadata":{"#, &format!(r#""metadata":{{"timestamp":"{day}T00:00:00Z","#))
}

const MORE: &str = r#"{"type":"library","name":"left","version":"1.0"},{"type":"library","name":"more","version":"1"}"#;

#[test]
fn an_old_bill_under_a_raised_version_is_seen_by_its_parts_and_by_its_day() {
    let desk = Desk::new("history-raised");
    let check = |name: &str, more: &str| {
        let (code, shown, _) = desk.answer(&format!("check {name} --policy house.yaml --history checked.db {more}"));
        (code, shown.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    desk.write("v1.json", &made(1, 1, "2026-06-01", LEFT));
    desk.write("v2.json", &made(1, 2, "2026-07-01", MORE));
    desk.write("v3.json", &made(1, 3, "2026-08-01", LEFT));
    desk.write("v4.json", &made(1, 4, "2026-06-15", MORE));
    desk.write("v5.json", &made(1, 5, "2026-09-01", MORE));
    assert_eq!(check("v1.json", "").0, 0);
    assert_eq!(check("v2.json", "").0, 0);
    for _ in 0..2 {
        // However often it is shown.
        let (code, shown) = check("v3.json", "");
        assert!(code == 4 && shown.contains("bill-reverted") && shown.contains("very parts of version 1"), "{code} {shown}");
    }
    assert_eq!(check("v3.json", "--accept bill-reverted").0, 0);
    let (code, shown) = check("v4.json", "");
    assert!(code == 4 && shown.contains("bill-backdated") && shown.contains("2026-06-15"), "{code} {shown}");
    assert_eq!(check("v4.json", "--accept bill-backdated --accept bill-reverted").0, 0);
    let (code, shown) = check("v5.json", "");
    assert_eq!(code, 0, "later, and the parts of the version before it: {shown}");
    assert_eq!(desk.code("check v3.json --policy house.yaml"), 0, "without a history nobody knows");
}

#[test]
fn the_parts_of_an_old_bill_under_another_number_are_told() {
    let desk = Desk::new("history-replayed");
    let renamed =
        |number: u32, components: &str| numbered(number, 1, components).replace(&format!("assistant-{number}"), "assistant");
    desk.write("one.json", &renamed(1, LEFT));
    desk.write("two.json", &renamed(2, MORE));
    desk.write("three.json", &renamed(3, LEFT));
    desk.write("four.json", &renamed(4, NAMELESS_VERSION));
    let check = |name: &str| desk.answer(&format!("check {name} --policy house.yaml --history checked.db --format json"));
    assert!(!check("one.json").1.contains("bill-replayed"));
    assert!(!check("two.json").1.contains("bill-replayed"));
    for _ in 0..2 {
        let (code, shown, _) = check("three.json");
        assert!(code == 0 && shown.contains("bill-replayed"), "it is told and decides nothing: {code} {shown}");
    }
    assert!(!check("four.json").1.contains("bill-replayed"), "parts that were never seen");
    assert!(!check("one.json").1.contains("bill-replayed"), "the first one is no replay, however often it is checked");
}
