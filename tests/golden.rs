//! Golden cases: commands and all they print. `BLESS=1 cargo test --test golden` rewrites the files; read the diff.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

use std::path::Path;
use std::process::Command;

/// A bill that hides a component twice over: an invented container, and one reference on two parts.
const HIDING: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
"components":[
  {"type":"library","bom-ref":"a","name":"left","version":"1.0"},
  {"type":"library","bom-ref":"a","name":"right","version":"1.0"},
  {"type":"library","name":"box","version":"1.0","componets":[{"type":"library","name":"hidden","version":"1"}]}
]}
"#;

const TELECOM: &[&str] = &["--config", "samples/telecom-cn.yaml", "--as-of", "2026-11-22"];
const ENERGY: &[&str] = &["--config", "samples/energy-us.yaml", "--as-of", "2026-11-22"];
const FINANCE: &[&str] = &["--config", "samples/finance-eu.yaml", "--as-of", "2026-11-22"];

fn golden(name: &str, exit: i32, first: &[&str], more: &[&str]) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(first)
        .args(more)
        .current_dir(root)
        .env("BOMGATE_CONFIG", "")
        .env("BOMGATE_ADVISORIES", "")
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    let path = root.join("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &printed).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if output.status.code() != Some(exit) {
        return Some(format!("{name}: exit {:?}, expected {exit}\n{printed}", output.status.code()));
    }
    let differs = expected.lines().zip(printed.lines()).position(|(one, other)| one != other);
    (expected != printed).then(|| {
        let at = differs.unwrap_or(expected.lines().count().min(printed.lines().count()));
        format!(
            "{name} differs from line {}:\n  expected {:?}\n  printed  {:?}",
            at + 1,
            expected.lines().nth(at),
            printed.lines().nth(at)
        )
    })
}

#[test]
fn commands_print_what_their_golden_files_hold() {
    let mut wrong = Vec::new();
    for (sector, config) in [("telecom-cn", TELECOM), ("energy-us", ENERGY), ("finance-eu", FINANCE)] {
        for (kind, exit) in [("good", 0), ("bad", 1)] {
            let bill = format!("samples/{sector}-{kind}.cdx.json");
            wrong.extend(golden(&format!("check-{sector}-{kind}.txt"), exit, &["check", &bill], config));
        }
    }
    let chinese = [TELECOM, &["--lang", "zh"]].concat();
    wrong.extend(golden("check-telecom-cn-bad.zh.txt", 1, &["check", "samples/telecom-cn-bad.cdx.json"], &chinese));
    wrong.extend(golden("explain-model-lineage-stated.zh.txt", 0, &["explain", "model-lineage-stated", "--lang", "zh"], &[]));
    wrong.extend(golden(
        "check-finance-eu-bad.json",
        1,
        &["check", "samples/finance-eu-bad.cdx.json", "--format", "json"],
        FINANCE,
    ));
    wrong.extend(golden(
        "show-telecom-cn-bad.txt",
        0,
        &["show", "samples/telecom-cn-bad.cdx.json", "--lineage", "--origin", "--home", "CN"],
        &[],
    ));
    for (home, exit) in [("cn", 1), ("eu", 1), ("us", 0)] {
        let config = format!("samples/three-homes-{home}.yaml");
        let more = ["--config", &config, "--as-of", "2026-11-22"];
        let bill = ["check", "samples/three-homes.cdx.json"];
        wrong.extend(golden(&format!("check-three-homes-{home}.txt"), exit, &bill, &more));
    }
    wrong.extend(golden(
        "show-three-homes-eu.txt",
        0,
        &["show", "samples/three-homes.cdx.json", "--lineage", "--origin", "--config", "samples/three-homes-eu.yaml"],
        &[],
    ));
    for format in ["dot", "mermaid", "svg"] {
        let bill = ["show", "samples/telecom-cn-bad.cdx.json", "--format", format];
        wrong.extend(golden(&format!("show-telecom-cn-bad.{format}"), 0, &bill, &["--config", "samples/telecom-cn.yaml"]));
    }
    wrong.extend(golden("publishers-lookup.txt", 0, &["publishers", "lookup", "Qwen"], &[]));
    wrong.extend(golden("publishers-lookup-none.txt", 2, &["publishers", "lookup", "DeepSeak"], &[]));
    wrong.extend(golden("explain-model-lineage-stated.txt", 0, &["explain", "model-lineage-stated"], &[]));
    wrong.extend(golden("policy-list.txt", 0, &["policy", "list"], &[]));
    wrong.extend(golden(
        "no-such-home.txt",
        2,
        &["check", "samples/telecom-cn-good.cdx.json", "--sector", "telecom", "--home", "Atlantis"],
        &[],
    ));
    wrong.extend(golden(
        "no-such-pack.txt",
        2,
        &["check", "samples/telecom-cn-good.cdx.json", "--policy", "finance-ue", "--home", "DE"],
        &[],
    ));
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn one_delivery_gets_three_answers_from_three_homes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let judged = |home: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
            .args(["check", "samples/three-homes.cdx.json", "--as-of", "2026-11-22", "--format", "json", "--config"])
            .arg(format!("samples/three-homes-{home}.yaml"))
            .current_dir(root)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let [cn, eu, us] = ["cn", "eu", "us"].map(judged);
    // The Chinese operator may not let its data leave; the bank does not know a parent; the utility takes note.
    assert!(cn.contains("\"FAIL\"") && cn.contains("cn-cii-localisation"), "{cn}");
    assert!(eu.contains("\"FAIL\"") && eu.contains("eu-fin-ultimate-parent"), "{eu}");
    assert!(us.contains("\"PASS\"") && us.contains("xs-foreign-dependency-lineage"), "{us}");
}

#[test]
fn a_bill_that_hides_is_rejected_with_every_place() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join("hiding.json"), HIDING).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(["check", "hiding.json", "--policy", "core", "--home", "DE", "--as-of", "2026-11-22"])
        .current_dir(folder)
        .env("BOMGATE_CONFIG", "")
        .env("BOMGATE_ADVISORIES", "")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3), "{printed}");
    assert!(
        printed.starts_with("REJECT hiding.json") && printed.trim_end().lines().last().unwrap().starts_with("REJECT hiding.json"),
        "{printed}"
    );
    for word in ["duplicate-ref", "hidden-container", "hiding.json:4:", "hiding.json:5:"] {
        assert!(printed.contains(word), "{word} in\n{printed}");
    }
}
