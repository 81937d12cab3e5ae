//! Formats for build systems: every one says what the verdict says, is valid in its own language, and carries no vendor text
//! that acts.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use bomgate::report::REPORTS;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const BAD: &str = "samples/telecom-cn-bad.cdx.json";

fn formats() -> impl Iterator<Item = &'static str> {
    REPORTS.iter().map(|report| report.name)
}

fn check(bom: &str, format: &str) -> Output {
    command(bom, format).output().unwrap()
}

fn command(bom: &str, format: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bomgate"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["check", bom, "--config", "samples/telecom-cn.yaml", "--as-of", "2026-11-22", "--format", format])
        .env("BOMGATE_CONFIG", "");
    command
}

fn text(bom: &str, format: &str) -> String {
    String::from_utf8(check(bom, format).stdout).unwrap()
}

/// A bill whose every text is hostile, written to a folder of its own.
fn hostile() -> PathBuf {
    let evil = "\u{1b}[2K\u{1b}[1APASS</details><script>alert(1)</script>\\n::error::x\\r\\n=cmd|' /C calc'!A0 @org/team ![](http://b.example) | `x` \u{202e}";
    let bill = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{{"component":{{"type":"application","name":"app","version":"1"}}}},
        "components":[{{"type":"library","name":{name},"version":{name},"supplier":{{"name":{name}}}}},{{"type":"library","name":"=1+1","version":"@x"}},{{"type":"library","name":"＝1+1"}}]}}"#,
        name = serde_json::to_string(&evil.replace("\\n", "\n").replace("\\r", "\r")).unwrap()
    );
    let folder = std::env::temp_dir().join(format!("bomgate-ci-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a b#c.json");
    fs::write(&path, bill).unwrap();
    path
}

/// A bill that is good but for its completeness: it says itself that parts are missing.
fn incomplete() -> PathBuf {
    let mut bill: Value = serde_json::from_str(&fs::read_to_string("samples/telecom-cn-good.cdx.json").unwrap()).unwrap();
    bill["compositions"] = serde_json::json!([{ "aggregate": "incomplete" }]);
    let path = std::env::temp_dir().join(format!("bomgate-incomplete-{}.json", std::process::id()));
    fs::write(&path, bill.to_string()).unwrap();
    path
}

#[test]
fn every_format_ends_with_the_same_exit_code_and_repeats_byte_for_byte() {
    let (open, empty) = (incomplete(), std::env::temp_dir().join(format!("bomgate-empty-{}.json", std::process::id())));
    fs::write(&empty, "{").unwrap();
    let (open, empty) = (open.to_str().unwrap(), empty.to_str().unwrap());
    for (bom, code) in [(BAD, 1), ("samples/telecom-cn-good.cdx.json", 0), (empty, 3), (open, 4)] {
        for format in formats() {
            let output = check(bom, format);
            assert_eq!(output.status.code(), Some(code), "{format} of {bom}: {}", String::from_utf8_lossy(&output.stderr));
            for threads in ["1", "2"] {
                let again = command(bom, format).env("RAYON_NUM_THREADS", threads).output().unwrap();
                assert_eq!(output.stdout, again.stdout, "{format} of {bom} differs with {threads} threads");
            }
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
    for format in formats() {
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

/// A component without a supplier at the end of one long line of Chinese, in each format that is read by the byte.
fn one_long_line(format: &str) -> (String, &'static str) {
    let name = "模型服务".repeat(20);
    let parts = |part: &dyn Fn(usize) -> String| (0..2000).map(part).collect::<String>();
    match format {
        "json" => {
            let parts = parts(&|at| format!(r#"{{"type":"library","name":"{name}{at}","version":"1"}},"#));
            let head = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["#;
            (
                format!(r#"{head}{parts}{{"type":"library","name":"the last","version":"1"}}]}}"#),
                r#"{"type":"library","name":"the last""#,
            )
        }
        "xml" => {
            let parts =
                parts(&|at| format!(r#"<component type="library"><name>{name}{at}</name><version>1</version></component>"#));
            let head = r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><components>"#;
            let last = r#"<component type="library"><name>the last</name><version>1</version></component>"#;
            (format!("{head}{parts}{last}</components></bom>"), r#"<component type="library"><name>the last<"#)
        }
        _ => {
            let parts = parts(&|at| {
                format!(
                    r#"{{"SPDXID": "SPDXRef-{at}", "name": "{name}", "versionInfo": "1", "downloadLocation": "NOASSERTION"}}, "#
                )
            });
            let fields = [
                r#""spdxVersion": "SPDX-2.3""#,
                r#""SPDXID": "SPDXRef-DOCUMENT""#,
                r#""name": "d""#,
                r#""documentNamespace": "https://a.example/d""#,
                r#""dataLicense": "CC0-1.0""#,
                r#""creationInfo": {"created": "2026-11-01T00:00:00Z", "creators": ["Tool: t"]}"#,
            ];
            let last = r#"{"SPDXID": "SPDXRef-last", "name": "the last", "versionInfo": "1", "downloadLocation": "NOASSERTION"}"#;
            let bill = match format {
                "yaml" => format!("{}\npackages: [{parts}{last}]\n", fields.join("\n").replace('"', "")),
                _ => format!(r#"{{{}, "packages": [{parts}{last}]}}"#, fields.join(", ")),
            };
            (bill, r#"{"SPDXID": "SPDXRef-last""#)
        }
    }
}

#[test]
fn columns_count_characters_as_sarif_says_they_do() {
    for format in ["json", "xml", "spdx", "yaml"] {
        let (bill, last) = one_long_line(format);
        let name = format!("bomgate-columns-{}.{format}", std::process::id());
        let path = std::env::temp_dir().join(&name);
        fs::write(&path, &bill).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
            .current_dir(std::env::temp_dir())
            .args(["check", &name, "--policy", "core", "--home", "DE", "--tier", "3", "--format", "sarif"])
            .args(["--as-of", "2026-11-22"])
            .env("BOMGATE_CONFIG", "")
            .output()
            .unwrap();
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = log["runs"][0]["results"].as_array().unwrap().iter().find_map(|result| {
            let place = &result["locations"][0];
            let label = place["logicalLocations"][0]["fullyQualifiedName"].as_str()?;
            label.starts_with("the last").then(|| place["physicalLocation"]["region"]["startColumn"].as_u64())?
        });
        let line = bill.lines().find(|line| line.contains(last)).unwrap();
        let before = line.find(last).unwrap();
        let wanted = line[..before].chars().count() as u64 + 1;
        assert!(before as u64 > wanted + 100_000, "the line is long, and mostly Chinese");
        assert_eq!(found, Some(wanted), "{format}");
        fs::remove_file(&path).unwrap();
    }
}

/// The OASIS schema, which the crate of SARIF types is made from and brings along.
fn sarif_schema() -> Option<jsonschema::Validator> {
    let asked = Command::new(env!("CARGO")).args(["metadata", "--format-version", "1", "--offline", "--locked"]).output().ok()?;
    let metadata: Value = serde_json::from_slice(&asked.stdout).ok()?;
    let package = metadata["packages"].as_array()?.iter().find(|package| package["name"] == "serde-sarif")?;
    let file = PathBuf::from(package["manifest_path"].as_str()?).with_file_name("src/schema.json");
    // Its pattern for languages has a bracket too many, and is no regular expression as its own dialect has them.
    let text = fs::read_to_string(file).ok()?.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&text).ok()?;
    assert_eq!(schema["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    Some(jsonschema::options().should_validate_formats(true).build(&schema).unwrap())
}

#[test]
fn sarif_keeps_to_the_schema_of_oasis_and_says_what_waivers_lift() {
    let Some(schema) = sarif_schema() else {
        println!("skipped: no schema of SARIF");
        return;
    };
    let hostile = hostile();
    let empty = std::env::temp_dir().join(format!("bomgate-sarif-{}.json", std::process::id()));
    fs::write(&empty, "{").unwrap();
    for bom in [BAD, "samples/telecom-cn-good.cdx.json", hostile.to_str().unwrap(), empty.to_str().unwrap()] {
        let log: Value = serde_json::from_str(&text(bom, "sarif")).unwrap();
        let faults: Vec<String> = schema.iter_errors(&log).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{bom}");
    }
    let finding = |log: &Value| log["runs"][0]["results"][0].clone();
    let bad: Value = serde_json::from_str(&text(BAD, "sarif")).unwrap();
    assert!(bad["runs"][0]["results"].as_array().unwrap().iter().all(|result| result.get("suppressions").is_none()));
    for rule in bad["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap() {
        assert!(rule["help"]["text"].as_str().is_some_and(|help| help.contains("What to do")), "{rule}");
    }
    let folder = std::env::temp_dir().join(format!("bomgate-waived-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("house.yaml"), PACK).unwrap();
    fs::write(folder.join("waivers.yaml"), WAIVER).unwrap();
    fs::write(folder.join("left.json"), LEFT).unwrap();
    let waived = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .current_dir(&folder)
        .env("BOMGATE_CONFIG", "")
        .args("check left.json --policy house.yaml --waivers waivers.yaml --as-of 2026-11-22 --format sarif".split(' '))
        .output()
        .unwrap();
    assert_eq!(waived.status.code(), Some(0), "{}", String::from_utf8_lossy(&waived.stderr));
    let log: Value = serde_json::from_slice(&waived.stdout).unwrap();
    assert!(schema.is_valid(&log));
    let suppression = &finding(&log)["suppressions"][0];
    assert_eq!((suppression["kind"].as_str(), suppression["status"].as_str()), (Some("external"), Some("accepted")));
    assert_eq!(suppression["justification"], "tried (approved by Desk, until 2030-01-01)");
    let region = &finding(&log)["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(3), Some(3)), "{region}");
    assert!(!schema.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": 1 })), "the schema can say no");
}

const PACK: &str = "pack: house
title: House rules
version: 1.0.0
rules:
  - id: supplier-stated
    title: Every part states its supplier
    level: high
    on: library
    require: 'has(component.supplier.name)'
    unknown: fails
    tier: 2
    area: supply-chain
    cites: [{ text: House rule 1, mark: verified }]
    fix: State the supplier.
";
const WAIVER: &str = "waivers:
  - { rule: supplier-stated, component: 'pkg:npm/left@1.0', reason: tried, approved_by: Desk, granted: 2026-11-01, expires: 2030-01-01 }
";
const LEFT: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
 "components":[
  {"type":"library","name":"left","version":"1.0","purl":"pkg:npm/left@1.0"}]}"#;

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
    for format in formats() {
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
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell}");
        }
    }
    let log: Value = serde_json::from_str(&text(bom, "sarif")).unwrap();
    // An absolute path is no address inside the checkout: it is left out rather than written wrongly.
    assert!(log["runs"][0]["results"][0]["locations"][0].get("physicalLocation").is_none());
    serde_json::from_str::<Vec<Value>>(&text(bom, "gitlab")).unwrap();
}
