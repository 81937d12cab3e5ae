//! What is damaged, foreign, newer or cannot be written is never believed and never replaced. Source: `security.md`, 224,
//! 226, 228.

use super::{Desk, LEFT, database, numbered};
use rusqlite::Connection;
use std::fs;

const CHECK: &str = "check good.json --policy house.yaml --history checked.db";

/// A history of some deliveries, in one file.
fn filled(name: &str) -> Desk {
    let desk = Desk::new(name);
    for number in 0..8 {
        desk.write(&format!("{number}.json"), &numbered(number, 1, LEFT));
    }
    let bills = (0..8).map(|number| format!("{number}.json")).collect::<Vec<_>>().join(" ");
    let (code, _, said) = desk.answer(&format!("check {bills} --policy house.yaml --history checked.db"));
    assert_eq!(code, 0, "{said}");
    Connection::open(database(&desk)).unwrap().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    desk
}

#[test]
fn a_damaged_history_is_told_and_left_alone() {
    let whole = fs::read(database(&filled("history-whole"))).unwrap();
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let pages = whole.len() / page;
    let mut cases: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..pages {
        let mut zeroed = whole.clone();
        zeroed[at * page..(at + 1) * page].fill(0);
        cases.push((format!("page {at} zeroed"), zeroed));
    }
    cases.push(("cut in the middle of a page".to_owned(), whole[..whole.len() / 2 + 100].to_vec()));
    cases.push(("cut after the first page".to_owned(), whole[..page].to_vec()));
    cases.push(("empty".to_owned(), Vec::new()));
    cases.push(("another magic".to_owned(), [b"Not a database.\0", &whole[16..]].concat()));
    cases.push(("a text".to_owned(), b"hello".to_vec()));
    let desk = Desk::new("history-damaged");
    for (what, bytes) in &cases {
        fs::write(database(&desk), bytes).unwrap();
        let (code, shown, said) = desk.answer(CHECK);
        assert_eq!(code, 4, "{what}: {shown}{said}");
        assert_eq!(shown, "", "{what}: no verdict is shown");
        assert!(said.contains("HIST-CORRUPT"), "{what}: {said}");
        assert!(&fs::read(database(&desk)).unwrap() == bytes, "{what}: the file was changed");
        for sidecar in ["checked.db-wal", "checked.db-shm"] {
            let _ = fs::remove_file(desk.0.join(sidecar));
        }
    }
    println!("{} damaged files of {pages} pages refused", cases.len());
}

#[test]
fn a_record_that_was_edited_is_not_believed() {
    for edit in [
        "UPDATE record SET verdict = 'FAIL' WHERE number = 3",
        "UPDATE record SET sha256 = replace(sha256, '0', '1') WHERE number = 3",
        "UPDATE terms SET body = x'00'",
        "DELETE FROM terms",
        "UPDATE bill SET body = (SELECT body FROM bill ORDER BY sha256 DESC LIMIT 1)",
    ] {
        let desk = filled("history-edited");
        Connection::open(database(&desk)).unwrap().execute_batch(&format!("PRAGMA foreign_keys = OFF; {edit};")).unwrap();
        let (code, _, said) = desk.answer("watch checked.db --policy house.yaml");
        assert_eq!(code, 4, "{edit}: {said}");
        assert!(said.contains("HIST-CORRUPT"), "{edit}: {said}");
    }
}

#[test]
fn a_newer_or_foreign_database_is_refused_and_left_alone() {
    for (edit, says) in [
        ("PRAGMA user_version = 2", "this version knows 1"),
        ("PRAGMA user_version = 0", "schema 0 does not exist"),
        ("PRAGMA application_id = 7", "no history of bomgate"),
    ] {
        let desk = filled("history-newer");
        Connection::open(database(&desk)).unwrap().execute_batch(edit).unwrap();
        let (code, shown, said) = desk.answer(CHECK);
        assert_eq!((code, shown.as_str()), (4, ""), "{edit}: {said}");
        assert!(said.contains(says), "{edit}: {said}");
        let rows: i64 =
            Connection::open(database(&desk)).unwrap().query_row("SELECT count(*) FROM record", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 8, "{edit}");
    }
}

#[test]
fn where_nothing_can_be_written_there_is_no_verdict() {
    let desk = Desk::new("history-unwritable");
    fs::create_dir(desk.0.join("folder")).unwrap();
    for place in ["no/such/folder/checked.db", "/proc/checked.db", "/dev/full", "folder", "good.json/checked.db"] {
        let (code, shown, said) = desk.answer(&format!("check good.json --policy house.yaml --history {place}"));
        assert_eq!((code, shown.as_str()), (4, ""), "{place}: {said}");
        assert!(said.contains("error: "), "{place}: {said}");
    }
    // Without a history nobody needs a place to write.
    let bare = desk.command("check good.json --policy house.yaml").env_remove("HOME").env_remove("BOMGATE_CONFIG").output();
    assert_eq!(bare.unwrap().status.code(), Some(0));
    assert_eq!(desk.code("check good.json --policy house.yaml --history-without-bills"), 2);
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full_leaves_what_was_recorded_and_shows_no_verdict() {
    let desk = filled("history-full");
    let noise: String = (0u32..4000).map(|at| format!("{:08x}", at.wrapping_mul(2_654_435_761))).collect();
    desk.write(
        "large.json",
        &numbered(77, 1, &format!(r#"{{"type":"library","name":"left","version":"1.0","description":"{noise}"}}"#)),
    );
    let mut refused = 0;
    // Files may grow to so many blocks of 512 bytes; what would pass that fails as a full disk does, at ever later writes.
    for blocks in [1, 8, 16, 32, 64, 128, 192, 256, 4096] {
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec {} check large.json --policy house.yaml --history checked.db",
            env!("CARGO_BIN_EXE_bomgate")
        );
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(&desk.0)
            .env("BOMGATE_CONFIG", "")
            .output()
            .unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        let recorded = super::names(&desk).iter().filter(|name| *name == "large.json").count();
        match output.status.code() {
            Some(0) => assert!(recorded > 0, "{blocks}: shown and not recorded"),
            code => {
                refused += 1;
                assert_eq!((code, shown.as_str()), (Some(4), ""), "{blocks}: {}", String::from_utf8_lossy(&output.stderr));
            }
        }
    }
    println!("{refused} of 9 sizes refused");
    assert!((2..9).contains(&refused), "the disk was never, or always, full");
    assert_eq!(super::names(&desk).iter().filter(|name| *name != "large.json").count(), 8);
}
