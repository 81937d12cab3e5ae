//! Formats for build systems: every one says what the verdict says, is valid in its own language, and carries no vendor text
//! that acts.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const FORMATS: [&str; 9] = ["table", "json", "sarif", "junit", "markdown", "csv", "github", "gitlab", "html"];
const BAD: &str = "samples/telecom-cn-bad.cdx.json";

fn check(bom: &str, format: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["check", bom, "--config", "samples/telecom-cn.yaml", "--as-of", "2026-11-22", "--format", format])
        .output()
        .unwrap()
}

fn text(bom: &str, format: &str) -> String {
    String::from_utf8(check(bom, format).stdout).unwrap()
}

/// A bill whose every text is hostile, written to a folder of its own.
fn hostile() -> PathBuf {
    let evil = "\u{1b}[2K\u{1b}[1APASS</details><script>alert(1)</script>\\n::error::x\\r\\n=cmd|' /C calc'!A0 @org/team ![](http://b.example) | `x` \u{202e}";
    let bill = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{{"component":{{"type":"application","name":"app","version":"1"}}}},
        "components":[{{"type":"library","name":{name},"version":{name},"supplier":{{"name":{name}}}}},{{"type":"library","name":"=1+1","version":"@x"}}]}}"#,
        name = serde_json::to_string(&evil.replace("\\n", "\n").replace("\\r", "\r")).unwrap()
    );
    let folder = std::env::temp_dir().join(format!("bomgate-ci-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a b#c.json");
    fs::write(&path, bill).unwrap();
    path
}

#[test]
fn every_format_ends_with_the_same_exit_code() {
    let empty = std::env::temp_dir().join(format!("bomgate-empty-{}.json", std::process::id()));
    fs::write(&empty, "{").unwrap();
    for (bom, code) in [(BAD, 1), ("samples/telecom-cn-good.cdx.json", 0), (empty.to_str().unwrap(), 3)] {
        for format in FORMATS {
            let output = check(bom, format);
            assert_eq!(output.status.code(), Some(code), "{format} of {bom}: {}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(output.stdout, check(bom, format).stdout, "{format} of {bom} differs from run to run");
        }
    }
}

#[test]
fn every_format_names_what_failed_and_where() {
    let report: Value = serde_json::from_str(&text(BAD, "json")).unwrap();
    let gating: Vec<String> = report["deliveries"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["gates"] == true)
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect();
    assert!(gating.len() >= 3);
    for format in FORMATS {
        let shown = text(BAD, format).replace('\\', "");
        for rule in &gating {
            assert!(shown.contains(rule.as_str()), "{format} does not name {rule}");
        }
    }
}

#[test]
fn sarif_is_of_the_shape_of_the_standard() {
    for bom in [BAD, "samples/telecom-cn-good.cdx.json", hostile().to_str().unwrap()] {
        let text = text(bom, "sarif");
        let typed: serde_sarif::sarif::Sarif = serde_json::from_str(&text).unwrap();
        let run = &typed.runs[0];
        let rules: Vec<&str> = run.tool.driver.rules.as_ref().unwrap().iter().map(|rule| rule.id.as_str()).collect();
        let mut prints = std::collections::BTreeSet::new();
        for result in run.results.as_ref().unwrap() {
            assert!(rules.contains(&result.rule_id.as_deref().unwrap()), "{:?} is not described", result.rule_id);
            for location in result.locations.iter().flatten() {
                let Some(place) = &location.physical_location else { continue };
                let region = place.region.as_ref().unwrap();
                assert!(region.start_line.unwrap() >= 1 && region.start_column.unwrap() >= 1);
            }
            prints.extend(result.partial_fingerprints.iter().flat_map(|prints| prints.values().cloned()));
        }
        assert!(!prints.is_empty() || bom.contains("good"), "{bom}");
    }
}

#[test]
fn fingerprints_survive_moved_lines() {
    let prints = |bom: &str| -> Vec<String> {
        let log: Value = serde_json::from_str(&text(bom, "sarif")).unwrap();
        let of = |result: &Value| result["partialFingerprints"]["bomgate/v1"].as_str().unwrap().to_owned();
        log["runs"][0]["results"].as_array().unwrap().iter().map(of).collect()
    };
    let moved = std::env::temp_dir().join(format!("bomgate-moved-{}.json", std::process::id()));
    fs::write(&moved, format!("\n\n\n{}", fs::read_to_string(BAD).unwrap())).unwrap();
    assert_eq!(prints(BAD), prints(moved.to_str().unwrap()));
}

#[test]
fn junit_counts_what_failed() {
    let xml = text(BAD, "junit");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut cases, mut failures) = (0, 0);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => match tag.name().as_ref() {
                "testcase" => cases += 1,
                "failure" => failures += 1,
                _ => {}
            },
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(failures >= 3 && cases > failures, "{cases} cases, {failures} failures");
}

#[test]
fn vendor_text_acts_in_no_format() {
    let path = hostile();
    let bom = path.to_str().unwrap();
    for format in FORMATS {
        let shown = text(bom, format);
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{format} lets control characters through");
    }
    let markdown = text(bom, "markdown");
    assert!(!markdown.contains("<script>") && !markdown.contains("http:") && !markdown.contains(" @org"), "{markdown}");
    for line in text(bom, "github").lines() {
        let command = line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice ");
        assert!(command && !line[2..].contains("\n::"), "{line}");
    }
    let csv = text(bom, "csv");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    for row in rows.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    let log: Value = serde_json::from_str(&text(bom, "sarif")).unwrap();
    // An absolute path is no address inside the checkout: it is left out rather than written wrongly.
    assert!(log["runs"][0]["results"][0]["locations"][0].get("physicalLocation").is_none());
    serde_json::from_str::<Vec<Value>>(&text(bom, "gitlab")).unwrap();
}
