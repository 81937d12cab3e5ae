//! The report as a page: what stands in the file, and what a real browser makes of it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod browser;
mod driver;
mod file;

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BAD: &str = "samples/telecom-cn-bad.cdx.json";
const CONFIG: [&str; 2] = ["--config", "samples/telecom-cn.yaml"];

/// A folder of its own for one test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("html").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The report of some bills in one format.
fn report(bills: &[&str], format: &str, more: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("BOMGATE_CONFIG", "")
        .arg("check")
        .args(bills)
        .args(["--as-of", "2026-11-22", "--format", format])
        .args(more)
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0..=4)), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The page of some bills, and the file it stands in.
fn page(name: &str, bills: &[&str], more: &[&str]) -> (String, PathBuf) {
    let html = report(bills, "html", more);
    let path = folder(name).join("report.html");
    fs::write(&path, &html).unwrap();
    (html, path)
}

/// The report for programs of one bill.
fn judged(bill: &str, more: &[&str]) -> Value {
    serde_json::from_str(&report(&[bill], "json", more)).unwrap()
}

/// A bill of so many libraries without suppliers, each depending on the next.
fn long_bill(folder: &Path, parts: usize) -> String {
    let components: Vec<Value> = (0..parts)
        .map(|at| json!({ "type": "library", "bom-ref": format!("r{at}"), "name": format!("part-{at:05}"), "version": "1.0" }))
        .collect();
    let dependencies: Vec<Value> =
        (0..parts - 1).map(|at| json!({ "ref": format!("r{at}"), "dependsOn": [format!("r{}", at + 1)] })).collect();
    let bill = json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": { "type": "application", "bom-ref": "app", "name": "app", "version": "1" } },
        "components": components, "dependencies": dependencies });
    let path = folder.join("long.json");
    fs::write(&path, bill.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Ends every text of a bill: markup, an attribute, an address, what hides and what moves.
const EVIL: &str = "</script></style><m-evil x=\"1\" onfocus='evil()'>{{7*7}}&lt;<img src=http://evil.example/x onerror=evil()>\
                    <a href=\"javascript:evil()\">\u{202e}\u{200b}\u{7}-->]]>";

/// The sample with `EVIL` at the end of every text but the words the format itself gives a meaning.
fn hostile_bill(folder: &Path) -> String {
    fn spoil(value: &mut Value, key: &str) {
        const KEPT: [&str; 11] = [
            "bomFormat",
            "specVersion",
            "$schema",
            "type",
            "alg",
            "content",
            "timestamp",
            "serialNumber",
            "phase",
            "aggregate",
            "purl",
        ];
        match value {
            Value::String(text) if !KEPT.contains(&key) => text.push_str(EVIL),
            Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, key)),
            Value::Object(members) => members.iter_mut().for_each(|(key, value)| spoil(value, key)),
            _ => {}
        }
    }
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join(BAD);
    let mut bill: Value = serde_json::from_str(&fs::read_to_string(sample).unwrap()).unwrap();
    spoil(&mut bill, "");
    let huge = json!({ "type": "library", "bom-ref": "huge", "name": "x".repeat(200_000), "version": EVIL });
    bill["components"].as_array_mut().unwrap().push(huge);
    // Enough parts that some rows wait as data.
    for at in 0..150 {
        let more = json!({ "type": "library", "bom-ref": format!("m{at}"), "name": format!("more-{at}{EVIL}"), "version": "1" });
        bill["components"].as_array_mut().unwrap().push(more);
    }
    let path = folder.join("hostile'\"<m-evil>.json");
    fs::write(&path, bill.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}
