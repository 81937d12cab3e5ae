//! The database: what an import makes of what it is given, and that a damaged or half-made file never answers.

use super::common::shared;
use bomgate::advisory::store::{Import, ImportError, Imported, Shrink, Store, import};
use bomgate::advisory::{Package, Source};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use zip::write::SimpleFileOptions;

/// A folder of its own for one test.
fn desk(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("advisories").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn wish(paths: &[&Path], target: &Path) -> Import {
    Import {
        paths: paths.iter().map(|path| path.to_path_buf()).collect(),
        exploited: None,
        target: target.to_owned(),
        as_of: None,
        today: "2026-11-22".parse().unwrap(),
        shrink: Shrink::Refused,
    }
}

fn record(number: usize) -> String {
    format!(
        r#"{{"schema_version":"1.6.0","id":"X-{number}","modified":"2026-11-{:02}T00:00:00Z","affected":[{{"package":{{"ecosystem":"npm","name":"demo-{}"}},
"ranges":[{{"type":"SEMVER","events":[{{"introduced":"0"}},{{"fixed":"1.{number}.0"}}]}}]}}],"details":"{}"}}"#,
        number % 20 + 1,
        number % 40,
        "words ".repeat(40)
    )
}

fn write(folder: &Path, records: std::ops::Range<usize>) {
    fs::create_dir_all(folder).unwrap();
    for number in records {
        fs::write(folder.join(format!("X-{number}.json")), record(number)).unwrap();
    }
}

fn archive(path: &Path, records: std::ops::Range<usize>) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for number in records {
        zip.start_file(format!("npm/X-{number}.json"), SimpleFileOptions::default()).unwrap();
        zip.write_all(record(number).as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

/// Every package of the records above.
fn packages() -> Vec<Package> {
    (0..40).map(|number| Package::new("npm", &format!("demo-{number}"))).collect()
}

/// Everything a database answers, or why it does not.
fn answers(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let store = Store::open(path).map_err(|why| why.to_string())?;
    let found = store.records(&packages()).map_err(|why| why.to_string())?;
    Ok(found.records.iter().map(|of| of.iter().map(|record| format!("{record:?}")).collect()).collect())
}

fn made(name: &str, records: usize) -> (PathBuf, PathBuf, Imported) {
    let folder = desk(name);
    write(&folder.join("records"), 0..records);
    let target = folder.join("advisories.db");
    let imported = import(&wish(&[&folder.join("records")], &target)).unwrap();
    (folder, target, imported)
}

#[test]
fn an_import_holds_what_it_was_given_and_counts_what_it_could_not_read() {
    let folder = desk("given");
    let records = folder.join("records");
    write(&records, 0..100);
    fs::write(records.join("again.json"), record(7).replace("2026-11-08", "2026-11-21").replace("1.7.0", "9.9.9")).unwrap();
    fs::write(records.join("older.json"), record(8).replace("2026-11-09", "2020-01-01").replace("1.8.0", "0.0.1")).unwrap();
    fs::write(records.join("future.json"), record(200).replace("1.6.0", "2.0.0")).unwrap();
    fs::write(records.join("cut.json"), &record(201)[..80]).unwrap();
    fs::write(records.join("commits.json"), r#"{"id":"C-1","modified":"2026-11-01T00:00:00Z","affected":[{"ranges":[]}]}"#)
        .unwrap();
    fs::write(records.join("package.json"), r#"{"name":"not-a-record"}"#).unwrap();
    fs::write(records.join("README.md"), "words").unwrap();
    fs::write(records.join("Y-1.yaml"), "id: Y-1\nmodified: '2026-11-02T00:00:00Z'\naffected:\n- package: {ecosystem: PyPI, name: demo}\n  versions: [1.10, '2']\n").unwrap();
    let target = folder.join("advisories.db");
    let imported = import(&wish(&[&records], &target)).unwrap();
    assert_eq!((imported.records, imported.repeated, imported.without_package), (102, 2, 1));
    assert_eq!((imported.unread.len(), imported.skipped.len()), (2, 2), "{:?} {:?}", imported.unread, imported.skipped);
    assert_eq!(imported.as_of.unwrap().to_string(), "2026-11-21");
    let store = Store::open(&target).unwrap();
    store.verify().unwrap();
    let about = store.about();
    assert_eq!((about.records, about.digest), (102, imported.digest));
    let found = store.records(&packages()).unwrap();
    assert_eq!(found.records.iter().map(Vec::len).sum::<usize>(), 100);
    let newest = found.records[7].iter().find(|record| record.id == "X-7").unwrap();
    assert_eq!(newest.affected[0].ranges[0].events[1].fixed.as_deref(), Some("9.9.9"), "the one modified last stays");
    let kept = found.records[8].iter().find(|record| record.id == "X-8").unwrap();
    assert_eq!(kept.affected[0].ranges[0].events[1].fixed.as_deref(), Some("1.8.0"));
    // 204: what could not be read concerns npm, or, where even that could not be read, everyone.
    assert_eq!(found.unread.len(), 2);
    assert_eq!(store.records(&[Package::new("PyPI", "demo")]).unwrap().unread.len(), 1);
    assert_eq!(store.records(&[Package::new("npm", "nobody-knows-it")]).unwrap().records, [vec![]]);
}

#[test]
fn folders_and_archives_of_the_same_records_answer_alike() {
    let (folder, target, imported) = made("same", 60);
    archive(&folder.join("all.zip"), 0..60);
    let other = folder.join("other.db");
    let again = import(&wish(&[&folder.join("all.zip")], &other)).unwrap();
    assert_eq!(imported.records, again.records);
    assert_eq!(answers(&target).map(sorted), answers(&other).map(sorted));
}

fn sorted(mut answers: Vec<Vec<String>>) -> Vec<Vec<String>> {
    answers.iter_mut().for_each(|of| of.sort());
    answers
}

#[test]
fn a_failed_import_leaves_the_old_database_as_it_was() {
    let (folder, target, _) = made("failed", 60);
    let before = fs::read(&target).unwrap();
    archive(&folder.join("good.zip"), 0..50);
    let whole = fs::read(folder.join("good.zip")).unwrap();
    fs::write(folder.join("cut.zip"), &whole[..whole.len() - 400]).unwrap();
    let mut hurt = whole.clone();
    hurt[200] ^= 0xff;
    fs::write(folder.join("hurt.zip"), &hurt).unwrap();
    fs::write(folder.join("none.zip"), b"PK").unwrap();
    fs::create_dir(folder.join("empty")).unwrap();
    let mut bomb = zip::ZipWriter::new(fs::File::create(folder.join("bomb.zip")).unwrap());
    for number in 0..4 {
        bomb.start_file(format!("{number}.json"), SimpleFileOptions::default()).unwrap();
        bomb.write_all(&vec![b' '; 30 << 20]).unwrap();
    }
    bomb.finish().unwrap();
    write(&folder.join("few"), 0..10);
    for (named, part) in [
        ("cut.zip", "cut short"),
        ("hurt.zip", "damaged"),
        ("none.zip", "damaged"),
        ("empty", "not one OSV record"),
        ("bomb.zip", "too large"),
        ("missing", "cannot read"),
        ("few", "nothing was replaced"),
    ] {
        let error = import(&wish(&[&folder.join(named)], &target)).unwrap_err().to_string();
        assert!(error.contains(part), "{named}: {error}");
        assert_eq!(fs::read(&target).unwrap(), before, "{named}");
        assert!(!folder.join("advisories.db.part").exists(), "{named} leaves nothing behind");
    }
    fs::write(
        folder.join("kev.json"),
        r#"{"catalogVersion":"1","count":5,"vulnerabilities":[{"cveID":"CVE-1","dateAdded":"2026-01-01"}]}"#,
    )
    .unwrap();
    let kev = Import { exploited: Some(folder.join("kev.json")), ..wish(&[&folder.join("records")], &target) };
    assert!(matches!(import(&kev), Err(ImportError::Exploited(..))), "a list that is shorter than it says");
    let fewer = Import { shrink: Shrink::Allowed, ..wish(&[&folder.join("few")], &target) };
    assert_eq!(import(&fewer).unwrap().records, 10);
}

#[test]
fn a_file_cut_at_any_point_is_refused() {
    let (folder, target, _) = made("cut", 60);
    let whole = fs::read(&target).unwrap();
    let cut = folder.join("cut.db");
    let mut lengths: Vec<usize> = (0..200).map(|at| whole.len() * at / 200).collect();
    lengths.extend([1, 15, 99, 100, 4096, 8192, whole.len() - 1, whole.len() - 8192]);
    for length in lengths {
        fs::write(&cut, &whole[..length]).unwrap();
        let why = Store::open(&cut).err().unwrap_or_else(|| panic!("{length} of {} bytes were opened", whole.len()));
        assert!(!why.to_string().is_empty());
    }
    let mut longer = whole.clone();
    longer.extend_from_slice(&[0; 8192]);
    fs::write(&cut, &longer).unwrap();
    assert!(Store::open(&cut).is_err());
}

#[test]
fn a_damaged_file_answers_as_before_or_not_at_all() {
    let (folder, target, _) = made("damaged", 400);
    let whole = fs::read(&target).unwrap();
    let right = answers(&target).unwrap();
    let hurt = folder.join("hurt.db");
    let (mut refused, mut same, mut seed) = (0, 0, 0x2545_f491_4f6c_dd1d_u64);
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    for round in 0..300 {
        let mut bytes = whole.clone();
        let (at, length) = (next(bytes.len()), 1 + next(64));
        let end = bytes.len().min(at + length);
        for byte in &mut bytes[at..end] {
            *byte = if round % 2 == 0 { 0 } else { *byte ^ 0x55 };
        }
        fs::write(&hurt, &bytes).unwrap();
        match answers(&hurt) {
            Err(_) => refused += 1,
            Ok(answers) if answers == right => same += 1,
            Ok(_) => panic!("round {round}: bytes {at}..{end} changed an answer"),
        }
    }
    println!("{refused} refused, {same} answered as before");
    assert!(refused > 20, "{refused}");
}

#[test]
fn what_is_no_database_is_refused() {
    let folder = desk("foreign");
    let path = folder.join("other.db");
    for bytes in [b"".to_vec(), b"hello".to_vec(), vec![0; 8192]] {
        fs::write(&path, bytes).unwrap();
        assert!(Store::open(&path).is_err());
    }
    assert!(Store::open(&folder.join("missing.db")).is_err());
    assert!(Store::open(&folder).is_err());
    fs::remove_file(&path).unwrap();
    let sqlite = rusqlite::Connection::open(&path).unwrap();
    sqlite.execute("CREATE TABLE record (at INTEGER PRIMARY KEY, sum BLOB, body BLOB)", []).unwrap();
    drop(sqlite);
    let why = Store::open(&path).err().unwrap().to_string();
    assert!(why.contains("no database of advisories"), "{why}");
}

#[test]
fn an_import_killed_at_any_moment_leaves_the_old_database_or_the_new() {
    let folder = desk("killed");
    write(&folder.join("old"), 0..200);
    archive(&folder.join("new.zip"), 0..6000);
    let target = folder.join("advisories.db");
    let old = import(&wish(&[&folder.join("old")], &target)).unwrap();
    let keep = fs::read(&target).unwrap();
    let (mut of_old, mut of_new) = (0, 0);
    for round in 0..40u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bomgate"))
            .args(["advisories", "import"])
            .arg(folder.join("new.zip"))
            .arg("--database")
            .arg(&target)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(round * 29 % 700));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        let store = Store::open(&target).unwrap_or_else(|why| panic!("round {round}: {why}"));
        store.verify().unwrap();
        if store.about().records == old.records {
            of_old += 1;
        } else {
            assert_eq!(store.about().records, 6000, "round {round}");
            of_new += 1;
        }
        fs::write(&target, &keep).unwrap();
    }
    println!("{of_old} times the old database, {of_new} times the new one");
    assert!(of_old > 0, "no import was killed before its end");
    let after = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(["advisories", "import"])
        .arg(folder.join("new.zip"))
        .arg("--database")
        .arg(&target)
        .output()
        .unwrap();
    assert!(after.status.success(), "what a killed import leaves is no obstacle: {after:?}");
    assert_eq!(Store::open(&target).unwrap().about().records, 6000);
}

#[test]
fn real_records_are_imported_whole() {
    let Some(shared) = shared() else { return };
    let folder = desk("real");
    let corpus = shared.join("corpus/advisories");
    let target = folder.join("advisories.db");
    let wish = Import {
        exploited: Some(corpus.join("kev/data/known_exploited_vulnerabilities.json")),
        ..wish(&[&corpus.join("pypa"), &corpus.join("golang")], &target)
    };
    let imported = import(&wish).unwrap();
    assert_eq!((imported.records, imported.unread.len()), (1687 + 240, 0), "{:?}", imported.unread);
    assert_eq!(imported.exploited, Some(1662));
    let store = Store::open(&target).unwrap();
    let found = store.records(&[Package::new("PyPI", "langflow"), Package::new("Go", "github.com/ollama/ollama")]).unwrap();
    assert!(found.records.iter().all(|of| of.len() > 10), "{:?}", found.records.iter().map(Vec::len).collect::<Vec<_>>());
    assert!(found.exploited.unwrap().contains_key("CVE-2025-3248"));
}

#[test]
fn a_check_against_a_broken_database_is_incomplete_and_says_so() {
    let folder = desk("checked");
    write(&folder.join("records"), 0..40);
    let target = folder.join("advisories.db");
    let run = |words: &str| {
        Command::new(env!("CARGO_BIN_EXE_bomgate"))
            .args(words.split_whitespace())
            .current_dir(&folder)
            .env("BOMGATE_CONFIG", "")
            .env("BOMGATE_ADVISORIES", "")
            .output()
            .unwrap()
    };
    fs::write(folder.join("house.yaml"), POLICY).unwrap();
    let bill = |version: &str| {
        super::common::bill(&format!(
            r#"{{"type":"library","name":"demo-1","version":"{version}","purl":"pkg:npm/demo-1@{version}"}}"#
        ))
    };
    fs::write(folder.join("bad.json"), bill("0.1.0")).unwrap();
    fs::write(folder.join("good.json"), bill("9.0.0")).unwrap();
    let imported = run("advisories import records --database advisories.db");
    assert!(imported.status.success(), "{imported:?}");
    assert_eq!(run("advisories status --database advisories.db --verify").status.code(), Some(0));
    let check = |bill: &str, more: &str| run(&format!("check {bill} --policy house.yaml --as-of 2026-11-22 {more}"));
    assert_eq!(check("good.json", "").status.code(), Some(4), "nowhere to look");
    assert_eq!(check("good.json", "--accept advisories-absent").status.code(), Some(0));
    assert_eq!(check("good.json", "--advisories advisories.db").status.code(), Some(0));
    assert_eq!(check("bad.json", "--advisories advisories.db").status.code(), Some(1));
    let later = run("check good.json --policy house.yaml --as-of 2026-12-24 --advisories advisories.db");
    assert_eq!(later.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&later.stdout).contains("advisories-stale"));
    fs::write(folder.join("config.yaml"), "advisories: { database: advisories.db, max_age_days: 40 }\n").unwrap();
    let aged = run("check good.json --policy house.yaml --as-of 2026-12-24 --config config.yaml");
    assert_eq!(aged.status.code(), Some(0), "{}", String::from_utf8_lossy(&aged.stdout));
    let bytes = fs::read(&target).unwrap();
    fs::write(&target, &bytes[..bytes.len() / 2]).unwrap();
    let broken = check("good.json", "--advisories advisories.db");
    assert_eq!(broken.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&broken.stdout).contains("advisories-unavailable"));
    assert_eq!(check("good.json", "--advisories no-such.db").status.code(), Some(4));
    assert_eq!(run("advisories status --database advisories.db").status.code(), Some(4));
}

const POLICY: &str = r#"
pack: looked-up
title: Parts are looked up
version: "1"
lookups:
  max_age_days: 30
  spared: [{ roles: [subject], because: test }]
rules:
  - id: no-advisory
    title: No part has an advisory
    level: high
    on: component
    require: '!advisories(component)'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Change it.
"#;
