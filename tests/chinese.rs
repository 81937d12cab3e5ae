//! Every command that people read, in Chinese: no sentence of ours stays English.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

use bomgate::base::Language;
use bomgate::catalogue::Catalogue;
use bomgate::check::CHECKS;
use bomgate::enrich::Lists;
use bomgate::policy::field::{DOMAINS, fields};
use bomgate::policy::{BUILT_INS, Library};
use bomgate::report::Words;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const DAY: &str = "2026-11-22";
const BAD: &str = "samples/telecom-cn-bad.cdx.json";
const GOOD: &str = "samples/telecom-cn-good.cdx.json";
const CONFIG: &str = "samples/telecom-cn.yaml";

/// Runs of English words that may stand in Chinese: names that are English everywhere.
const LEFT: &[&str] = &[
    "JSON Signature Format",
    // The map of fields of the letter: examples, and what a format cannot say.
    "Example Labs GmbH",
    "no word for training",
    "as the rule asks",
    // What a library says of a text is quoted: of YAML, JSON, dates, expressions and databases.
    "unclosed bracket",
    "expected value at line",
    "expected sequence start",
    "mismatched input",
    "failed to parse four digit integer as year",
    "but got y",
    "file is not a database",
    // Expressions are code.
    "field in lists",
    "task in lists",
];

/// What a command tells a person, on both streams, and its exit code.
fn told(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("BOMGATE_CONFIG", "")
        .env("BOMGATE_ADVISORIES", "")
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(), output.status.code())
}

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("BOMGATE_CONFIG", "")
        .env("BOMGATE_ADVISORIES", "")
        .output()
        .unwrap();
    assert!(output.status.code().is_some_and(|code| code != 2 && code < 70), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a reader sees of a page: text, labels and titles, without style, script and markup.
fn seen(page: &str) -> String {
    let mut text = page.to_owned();
    for (start, end) in [("<style", "</style>"), ("<script", "</script>")] {
        while let Some(from) = text.find(start) {
            let to = text[from..].find(end).unwrap();
            text.replace_range(from..from + to + end.len(), "\n");
        }
    }
    let mut shown = String::new();
    for (at, part) in text.split('<').enumerate() {
        let (tag, rest) = if at == 0 { ("", part) } else { part.split_once('>').unwrap_or(("", part)) };
        for label in ["aria-label=\"", "title=\"", "placeholder=\"", "data-label=\"", "data-said=\""] {
            if let Some((_, value)) = tag.split_once(label) {
                shown.push_str(value.split('"').next().unwrap());
                shown.push('\n');
            }
        }
        shown.push_str(rest);
        shown.push('\n');
    }
    shown.replace("&#39;", "'").replace("&#38;", "&").replace("&#34;", "\"").replace("&amp;", "&")
}

/// Runs of three or more English words; what stands between backticks is code.
fn runs(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let prose = text.split('`').step_by(2).collect::<Vec<_>>().join("·");
    for line in
        prose.lines().filter(|line| !line.trim_start().starts_with("classDef") && !line.trim_start().starts_with("class n"))
    {
        // Two spaces part columns.
        let columns = line.split("  ");
        for run in columns.flat_map(|column| column.split(|c: char| !(c.is_ascii_alphabetic() || c == ' ' || c == '\''))) {
            let words: Vec<&str> = run.split_whitespace().collect();
            if words.len() >= 3 {
                found.insert(words.join(" "));
            }
        }
    }
    found
}

fn yaml(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        into.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
}

/// Texts that stay as they are: what a vendor or a buyer wrote, citations, names and terms of lists.
fn given() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut given = String::new();
    for pack in Library::shipped().unwrap().packs() {
        for cite in pack.rules.iter().flat_map(|rule| &rule.cites) {
            given.push_str(&cite.text);
            given.push('\n');
        }
    }
    let lists = Lists::shipped().unwrap();
    let catalogue: &Catalogue = lists.catalogue();
    for reference in catalogue.entries.iter().flat_map(|entry| &entry.refs) {
        given.push_str(&reference.text);
        given.push('\n');
    }
    for clause in catalogue.entries.iter().flat_map(|entry| &entry.matches) {
        for name in clause.names.iter().chain(&clause.dataset).chain(&clause.model).chain(&clause.software).chain(&clause.party) {
            given.push_str(name);
            given.push('\n');
        }
    }
    yaml(&root.join("policies/lists"), &mut given);
    for file in std::fs::read_dir(root.join("samples")).unwrap().map(|entry| entry.unwrap().path()) {
        given.push_str(&std::fs::read_to_string(file).unwrap_or_default());
    }
    // Lines are broken anywhere.
    given.split(|c: char| !(c.is_ascii_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("chinese-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn no_command_leaves_a_sentence_of_ours_in_english() {
    let history = folder().join("checked.db");
    let history = history.to_str().unwrap();
    let terms = ["--config", CONFIG, "--as-of", DAY, "--lang", "zh"];
    let with = |head: &[&'static str], tail: &[&'static str]| -> Vec<&str> { [head, &terms, tail].concat() };
    let zh = |arguments: &[&'static str]| -> Vec<&str> { [arguments, &["--lang", "zh"]].concat() };
    printed(&[&with(&["check", BAD], &[])[..], &["--history", history]].concat());
    let mut commands: Vec<Vec<&str>> = Vec::new();
    for format in ["table", "markdown", "html", "junit", "github"] {
        commands.push(with(&["check", BAD, "--format", format], &["--profile", "g7-ai"]));
    }
    commands.push(with(&["check", BAD, GOOD, "samples/finance-eu-bad.cdx.json", "--format", "html"], &[]));
    commands.push(with(&["check", "samples/finance-eu-bad.cdx.json", "samples/energy-us-bad.cdx.json"], &["--tier", "3"]));
    commands.push(with(&["diff", GOOD, BAD], &[]));
    commands.push(with(&["diff", BAD, GOOD, "--format", "markdown"], &[]));
    for format in ["table", "markdown", "html"] {
        commands.push(with(&["summary", "samples", "--contains", "torch", "--format", format], &[]));
    }
    for format in ["markdown", "html"] {
        commands.push(with(&["request", BAD, "--format", format], &[]));
    }
    for format in ["table", "dot", "mermaid", "svg"] {
        commands.push(zh(&["show", BAD, "--home", "CN", "--format", format]));
    }
    commands.push(zh(&["show", "samples/finance-eu-bad.cdx.json"]));
    commands.push([&["watch", history][..], &terms].concat());
    commands.push(vec!["history", "list", history, "--lang", "zh"]);
    commands.push(vec!["history", "show", history, "1", "--lang", "zh"]);
    commands.push(zh(&["catalogue", "show"]));
    commands.push(zh(&["catalogue", "search", "torch"]));
    commands.push(zh(&["catalogue", "diff", "shipped", "shipped"]));
    commands.push(zh(&["publishers", "lookup", "Qwen"]));
    commands.push(zh(&["publishers", "check"]));
    commands.push(zh(&["policy", "list"]));
    commands.push(zh(&["policy", "show", "core"]));
    commands.push(zh(&["explain", "xs-known-dangerous"]));
    commands.push(zh(&["explain", "cn-genai-base-model-filed"]));
    commands.push(zh(&["policy", "fields"]));
    commands.push(zh(&["policy", "lint"]));
    commands.push(zh(&["policy", "test", "core", "--page", "tests/packs/core.md"]));
    let lists = Lists::shipped().unwrap();
    let ids: Vec<String> = lists.catalogue().entries.iter().map(|entry| entry.id.clone()).collect();
    commands.extend(ids.iter().map(|id| vec!["catalogue", "show", id.as_str(), "--lang", "zh"]));

    let given = given();
    let mut left = Vec::new();
    for arguments in &commands {
        let text = printed(arguments);
        let markup = arguments.iter().any(|argument| ["html", "svg", "junit"].contains(argument));
        let text = if markup { seen(&text) } else { text };
        assert!(text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{arguments:?} says nothing in Chinese");
        let known = |run: &String| given.contains(run.as_str()) || LEFT.iter().any(|left| run.contains(left));
        left.extend(runs(&text).into_iter().filter(|run| !known(run)).map(|run| format!("{}: {run}", arguments[..2].join(" "))));
    }
    left.sort();
    left.dedup();
    println!("{} commands", commands.len());
    assert!(left.is_empty(), "in English:\n{}", left.join("\n"));
}

/// Texts that are refused, each for a reason of its own.
fn refused() -> Vec<(&'static str, Vec<u8>)> {
    let of = |version: &str, rest: &str| format!(r#"{{"bomFormat":"CycloneDX","specVersion":"{version}"{rest}}}"#).into_bytes();
    let xml = |inside: &str| format!(r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.5">{inside}</bom>"#).into_bytes();
    let tag = |rest: &str| format!("SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: a\n{rest}").into_bytes();
    let yaml = |rest: &str| format!("spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: a\n{rest}").into_bytes();
    let spdx3 = |context: &str| format!(r#"{{"@context":{context},"@graph":[]}}"#).into_bytes();
    let rdf = |inside: &str| {
        let spaces = r#"xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="http://spdx.org/rdf/terms#""#;
        format!("<rdf:RDF {spaces}>{inside}</rdf:RDF>").into_bytes()
    };
    let gzip = |text: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut packed, text).unwrap();
        packed.finish().unwrap()
    };
    let good = of("1.5", r#","components":[{"type":"library","name":"a"}]"#);
    let packed = gzip(&good);
    let envelope =
        |rest: &str| format!(r#"{{"payloadType":"application/vnd.in-toto+json","payload":"e30="{rest}}}"#).into_bytes();
    vec![
        ("comma", of("1.5", ",")),
        ("twice", of("1.5", r#","version":1,"version":2"#)),
        ("escape", of("1.5", r#","x":"\q""#)),
        ("surrogate", of("1.5", r#","x":"\ud800""#)),
        ("control", of("1.5", ",\"x\":\"\u{1}\"")),
        ("number", of("1.5", r#","x":01"#)),
        ("huge", of("1.5", r#","x":12345678901234567890123"#)),
        ("word", of("1.5", r#","x":tru"#)),
        ("bytes", [&of("1.5", r#","x":""#)[..40], b"\xff\"}"].concat()),
        ("cut", good[..good.len() - 4].to_vec()),
        ("after", [&good[..], b"{}"].concat()),
        ("deep", of("1.5", &format!(",\"x\":{}1{}", "[".repeat(2_000), "]".repeat(2_000)))),
        ("future", of("2.0", "")),
        ("unknown-version", of("1.05", "")),
        ("format", br#"{"bomFormat":"cyclonedx","specVersion":"1.5"}"#.to_vec()),
        ("versionless", br#"{"bomFormat":"CycloneDX"}"#.to_vec()),
        ("both", br#"{"bomFormat":"CycloneDX","specVersion":"1.5","spdxVersion":"SPDX-2.3"}"#.to_vec()),
        ("doctype", [b"<!DOCTYPE bom [<!ENTITY a 'b'>]>", &xml("")[..]].concat()),
        ("mismatch", xml("<components><component></components></component>")),
        ("attribute", xml(r#"<components><component type="library" type="file"/></components>"#)),
        ("include", xml(r#"<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a"/>"#)),
        ("entity", xml("<version>&a;</version>")),
        ("comment", xml("<!-- a -- b -->")),
        ("old", br#"<bom xmlns="http://cyclonedx.org/schema/bom/1.0"/>"#.to_vec()),
        ("other-root", br#"<boom xmlns="http://cyclonedx.org/schema/bom/1.5"/>"#.to_vec()),
        ("encoding", [br#"<?xml version="1.0" encoding="GBK"?>"#, &xml("")[..]].concat()),
        ("open", xml("")[..52].to_vec()),
        ("tag", tag("这是什么\n")),
        ("tag-twice", tag("DocumentName: b\n")),
        ("tag-text", tag("DocumentComment: <text>a\n")),
        ("tag-version", b"SPDXVersion: SPDX-1.2\nSPDXID: SPDXRef-DOCUMENT\n".to_vec()),
        ("tag-lost", tag("PackageVersion: 1\n")),
        ("tag-relationship", tag("Relationship: a\n")),
        ("yaml-twice", yaml("name: b\n")),
        ("yaml-alias", yaml("comment: &a b\nx: *a\n")),
        ("yaml-second", yaml("---\na: b\n")),
        ("yaml-shape", yaml("packages: [\n")),
        ("rdf", rdf("")),
        ("rdf-attribute", rdf(r#"<spdx:SpdxDocument rdf:about="a" spdx:name="b"/>"#)),
        ("rdf-two", rdf(r#"<spdx:SpdxDocument rdf:about="a#b"/><spdx:SpdxDocument rdf:about="c#d"/>"#)),
        ("context", spdx3(r#""https://example.org/context.jsonld""#)),
        ("context-kind", spdx3("1")),
        ("context-newer", spdx3(r#""https://spdx.org/rdf/3.1.0/spdx-context.jsonld""#)),
        ("context-own", spdx3(r#"["https://spdx.org/rdf/3.0.1/spdx-context.jsonld",{"name":"http://example.org/"}]"#)),
        ("gzip-cut", packed[..packed.len() - 6].to_vec()),
        ("gzip-twice", gzip(&packed)),
        ("gzip-inside", gzip(&of("1.5", ","))),
        ("zstd", b"\x28\xb5\x2f\xfd\x00\x00".to_vec()),
        ("unsigned", envelope("")),
        ("unsigned-list", envelope(r#","signatures":1"#)),
        ("payload", br#"{"payloadType":"text/plain","payload":"e30=","signatures":[{"sig":"e30="}]}"#.to_vec()),
        (
            "statement",
            br#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1","predicate":{}}"#
                .to_vec(),
        ),
        ("bundle", br#"{"mediaType":"a","dsseEnvelope":{"payloadType":1}}"#.to_vec()),
        ("array", b"[1]".to_vec()),
        ("object", br#"{"name":"a","lockfileVersion":3}"#.to_vec()),
        ("empty", Vec::new()),
        ("zip", b"PK\x03\x04".to_vec()),
        ("pdf", b"%PDF-1.7".to_vec()),
        ("utf-16", b"\xff\xfe{\x00".to_vec()),
        ("protobuf", b"spec_version: \"1.5\"".to_vec()),
        ("html", b"<html></html>".to_vec()),
        ("prose", b"hello".to_vec()),
        (
            "ref-twice",
            of(
                "1.5",
                r#","components":[{"type":"library","name":"a","bom-ref":"x"},{"type":"library","name":"b","bom-ref":"x"}]"#,
            ),
        ),
        ("purl", of("1.5", r#","components":[{"type":"library","name":"a","purl":"pkg:npm/a%252Fb@1"}]"#)),
    ]
}

/// Misuse of every kind, with what the arguments name in the folder.
fn misused(folder: &Path) -> Vec<Vec<String>> {
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let rule = |id: &str, rest: &str, require: &str| {
        format!(
            "pack: house\ntitle: 本行规则\nversion: \"1\"\nrules:\n  - id: {id}\n    title: 一\n    level: high\n    on: component\n    \
             require: '{require}'\n    unknown: fails\n    tier: 1\n    area: provenance\n    cites: [{{ text: 一, mark: unverified }}]\n    fix: 一\n{rest}"
        )
    };
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut run = |line: &str| all.push(line.split_whitespace().map(str::to_owned).collect());
    for line in [
        "check samples/none.json --policy core",
        "check - - --policy core",
        "check samples/*.nothing --policy core",
        "check samples/telecom-cn-bad.cdx.json",
        "check samples/telecom-cn-bad.cdx.json --sector telecom",
        "check samples/telecom-cn-bad.cdx.json --sector telcom --home CN",
        "check samples/telecom-cn-bad.cdx.json --sector telecom --home BR",
        "check samples/telecom-cn-bad.cdx.json --sector telecom --home Atlantis",
        "check samples/telecom-cn-bad.cdx.json --policy coer",
        "check samples/telecom-cn-bad.cdx.json --policy core --profile core",
        "check samples/telecom-cn-bad.cdx.json --policy core --format yaml",
        "check samples/telecom-cn-bad.cdx.json --policy core --report yaml=x",
        "check samples/telecom-cn-bad.cdx.json --policy core --report html",
        "check samples/telecom-cn-bad.cdx.json --policy core --buyer agentic=maybe",
        "check samples/telecom-cn-bad.cdx.json --policy core --buyer agentik",
        "check samples/telecom-cn-bad.cdx.json --policy core --accept nothing",
        "check samples/telecom-cn-bad.cdx.json --policy core --overlay nothing",
        "check samples/telecom-cn-bad.cdx.json --policy core --parties nothing",
        "check samples/telecom-cn-bad.cdx.json --policy core --baseline samples/telecom-cn.yaml",
        "check samples/telecom-cn-bad.cdx.json --policy core --vex samples/telecom-cn.yaml",
        "check samples/telecom-cn-bad.cdx.json --policy core --config samples/none.yaml",
        "check samples/telecom-cn-bad.cdx.json --policy core --catalogue samples/telecom-cn.yaml",
        "check samples/telecom-cn-bad.cdx.json --policy core --history-without-bills",
        "check samples/telecom-cn-bad.cdx.json --policy core --advisories-timeout 3",
        "diff samples/telecom-cn-bad.cdx.json samples/telecom-cn-bad.cdx.json --policy core --format pdf",
        "request samples/telecom-cn-bad.cdx.json --policy core --format pdf",
        "summary samples --policy core --format pdf",
        "summary samples --policy core --contains=",
        "explain xs-known-dangerouss",
        "policy show coer",
        "policy fields componnt",
        "policy new core --out target/x.yaml",
        "policy test core",
        "publishers lookup Qwenn",
        "catalogue show AIR-9999",
        "history show samples/telecom-cn.yaml 1",
        "watch samples/telecom-cn-bad.cdx.json --policy core",
        "watch samples --policy core",
        "init --sector telcom --home CN --out target/none.yaml",
        "attest samples/telecom-cn-bad.cdx.json --policy core",
        "chekc samples/telecom-cn-bad.cdx.json",
        "check samples/telecom-cn-bad.cdx.json --nothing",
        "check samples/telecom-cn-bad.cdx.json --tier 9",
        "check samples/telecom-cn-bad.cdx.json --fail-on nothing",
        "check samples/telecom-cn-bad.cdx.json --as-of yesterday",
        "check samples/telecom-cn-bad.cdx.json --quiet --verbose",
        "check",
        "policy",
        "summary",
        "attest verify samples/telecom-cn.yaml --signer nothing",
        "advisories import samples/telecom-cn.yaml --database target/none.db",
        "waive samples/telecom-cn-bad.cdx.json nobody@1 --rule x --reason y --approved-by z --expires 2027-01-01 --waivers target/w.yaml",
    ] {
        run(line);
    }
    for (name, text) in [
        ("unknown-key.yaml", rule("a", "    nothing: 1\n", "true")),
        ("unknown-function.yaml", rule("a", "", "pinnde(component)")),
        ("unknown-field.yaml", rule("a", "", "component.nmae == \"a\"")),
        ("kinds.yaml", rule("a", "", "component.name == 1")),
        ("day.yaml", rule("a", "", "bom.timestamp == \"gestern\"")),
        ("no-truth.yaml", rule("a", "", "component.name")),
        ("constant.yaml", rule("a", "", "true")),
        ("list.yaml", rule("a", "", "component.name in lists.nothing")),
        ("takes.yaml", rule("a", "", "pinned(component, \"x\")")),
        ("severity.yaml", rule("a", "", "advisories(component, \"hihg\")")),
        ("syntax.yaml", rule("a", "", "component.name ==")),
        ("shape.yaml", "pack: house\nrules: 7\n".to_owned()),
        ("empty.yaml", "pack: house\ntitle: 一\nversion: \"1\"\nrules: []\n".to_owned()),
        ("id.yaml", rule("A B", "", "has(component.name)")),
        ("includes.yaml", "includes: [nothing]\n".to_owned() + &rule("a", "", "has(component.name)")),
    ] {
        run(&format!("policy lint {}", write(name, &text)));
    }
    for (name, text) in [
        (
            "waiver-whole.yaml",
            "waivers:\n  - { rule: \"*\", component: pkg:npm/a@1, reason: 一, approved_by: 一, expires: 2027-01-01 }\n",
        ),
        (
            "waiver-open.yaml",
            "waivers:\n  - { rule: a, component: pkg:npm/a, reason: 一, approved_by: 一, expires: 2027-01-01 }\n",
        ),
        (
            "waiver-mute.yaml",
            "waivers:\n  - { rule: a, component: pkg:npm/a@1, reason: \"\", approved_by: 一, expires: 2027-01-01 }\n",
        ),
        (
            "waiver-ever.yaml",
            "waivers:\n  - { rule: a, component: pkg:npm/a@1, reason: 一, approved_by: 一, expires: 9999-01-01 }\n",
        ),
    ] {
        run(&format!("check samples/telecom-cn-bad.cdx.json --policy core --waivers {}", write(name, text)));
    }
    for (name, text) in [
        ("config-key.yaml", "lang: zh\nhome: Atlantis\n"),
        ("config-fact.yaml", "lang: zh\nhome: CN\nbuyer: { agentik: true }\n"),
        ("config-parameter.yaml", "lang: zh\nhome: CN\npolicy: [core]\nparameters: { nothing: 1 }\n"),
    ] {
        run(&format!("check samples/telecom-cn-bad.cdx.json --policy core --config {}", write(name, text)));
    }
    all
}

#[test]
fn every_misuse_is_said_in_chinese() {
    let folder = folder();
    let misused = misused(&folder);
    let mut left = Vec::new();
    for arguments in &misused {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(["--lang", "zh"]).collect();
        let (text, code) = told(&arguments);
        assert!(matches!(code, Some(2..=4)), "{arguments:?}: {text}");
        assert!(text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{arguments:?} says nothing in Chinese: {text}");
        // The lines of a file that are drawn are the operator's own.
        let ours: Vec<&str> =
            text.lines().filter(|line| !line.contains(" | ") && !line.trim_start().starts_with("-->")).collect();
        left.extend(english(&ours.join("\n"), false).into_iter().map(|run| format!("{arguments:?}: {run}")));
    }
    println!("{} kinds of misuse", misused.len());
    assert!(left.is_empty(), "in English:\n{}", left.join("\n"));
}

/// What is left in English of what a command tells, but for texts that stay as they are.
fn english(text: &str, markup: bool) -> Vec<String> {
    static GIVEN: LazyLock<String> = LazyLock::new(given);
    let text = if markup { seen(text) } else { text.to_owned() };
    let known = |run: &String| GIVEN.contains(run.as_str()) || LEFT.iter().any(|left| run.contains(left));
    runs(&text).into_iter().filter(|run| !known(run)).collect()
}

#[test]
fn every_reason_for_refusing_a_bill_is_said_in_chinese() {
    let (folder, mut left) = (folder(), Vec::new());
    let refused = refused();
    for (name, bytes) in &refused {
        let file = folder.join(format!("{name}.bill"));
        std::fs::write(&file, bytes).unwrap();
        let (text, code) = told(&["check", file.to_str().unwrap(), "--policy", "core", "--as-of", DAY, "--lang", "zh"]);
        assert_eq!(code, Some(3), "{name}: {text}");
        assert!(text.contains("REJECT（拒收）"), "{name}: {text}");
        left.extend(english(&text, false).into_iter().map(|run| format!("{name}: {run}")));
    }
    let some: Vec<PathBuf> =
        ["twice", "doctype", "gzip-twice", "tag"].iter().map(|name| folder.join(format!("{name}.bill"))).collect();
    let some: Vec<&str> = some.iter().map(|path| path.to_str().unwrap()).collect();
    for format in ["markdown", "html", "junit", "sarif", "github", "gitlab", "csv"] {
        let terms = ["--policy", "core", "--as-of", DAY, "--lang", "zh", "--format", format];
        let (text, _) = told(&[&["check"], &some[..], &terms].concat());
        assert!(text.contains("各读取程序采信哪一个并不一致") && text.contains("有 DOCTYPE"), "{format}: {text}");
        if ["markdown", "html", "junit"].contains(&format) {
            left.extend(english(&text, format != "markdown").into_iter().map(|run| format!("{format}: {run}")));
        }
    }
    for command in [
        &["diff", some[0], GOOD, "--policy", "core"][..],
        &["show", some[0]],
        &["request", some[0], "--policy", "core"],
        &["summary", some[0], "--policy", "core"],
    ] {
        let (text, code) = told(&[command, &["--lang", "zh"]].concat());
        assert_eq!(code, Some(3), "{command:?}: {text}");
        assert!(text.contains("同一对象中键 `version` 出现两次"), "{command:?}: {text}");
        left.extend(english(&text, false).into_iter().map(|run| format!("{}: {run}", command[0])));
    }
    println!("{} reasons", refused.len());
    assert!(left.is_empty(), "in English:\n{}", left.join("\n"));
}

#[test]
fn an_english_sentence_would_be_noticed() {
    let page = "<p aria-label=\"Skip to the verdict\">其中 <b>nothing was judged here</b></p><style>a b c d</style>";
    let found: Vec<String> = runs(&seen(page)).into_iter().collect();
    assert_eq!(found, ["Skip to the verdict", "nothing was judged here"]);
    assert!(runs("用 `bomgate policy show NAME` 查看 AI BOM").is_empty());
}

#[test]
fn every_meaning_of_a_field_or_a_function_is_said_in_chinese() {
    let words = Words::of(Language::Zh);
    let fields = DOMAINS.iter().flat_map(|domain| fields(*domain)).map(|field| field.doc);
    let functions = CHECKS.iter().map(|check| check.doc).chain(BUILT_INS.iter().map(|built_in| built_in.doc));
    let all: BTreeSet<&str> = fields.chain(functions).collect();
    assert!(all.len() > 200, "{}", all.len());
    for text in all {
        let said = words.data(text);
        assert_ne!(said, text, "is not said in Chinese");
        let code = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<String>>();
        assert_eq!(code(said), code(text), "{text}\n{said}");
    }
}

#[test]
fn every_text_of_the_catalogue_and_every_term_of_a_licence_is_said_in_chinese() {
    let words = Words::of(Language::Zh);
    let lists = Lists::shipped().unwrap();
    let catalogue = lists.catalogue();
    let mut texts = vec![&catalogue.head.title, &catalogue.head.levels];
    for entry in &catalogue.entries {
        texts.extend([&entry.title, &entry.fix]);
        texts.extend(&entry.person);
        texts.extend(entry.matches.iter().flat_map(|clause| clause.disputed.iter().chain(&clause.when.person)));
    }
    let file = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/lists/licenses.yaml")).unwrap();
    let terms: Vec<String> =
        file.lines().filter_map(|line| Some(line.split_once("says: \"")?.1.split('"').next()?.to_owned())).collect();
    assert!(terms.len() >= 8, "{terms:?}");
    texts.extend(&terms);
    let missing: Vec<&&String> = texts.iter().filter(|text| words.data(text) == text.as_str()).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    for text in &texts {
        let said = words.data(text);
        let numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
        for number in numbers.map(|number| number.trim_matches(['.', '-'])).filter(|number| !number.is_empty()) {
            assert!(said.contains(number), "{number} of {text} is lost: {said}");
        }
    }
    println!("{} texts of {} entries", texts.len(), catalogue.entries.len());
}

/// Signs that may not start a line.
const NOT_FIRST: &[char] = &['，', '。', '、', '；', '：', '）', '！', '？', '”', '》'];

#[test]
fn no_line_starts_with_a_sign_that_ends_something() {
    for arguments in [
        vec!["check", BAD, "--config", CONFIG, "--as-of", DAY, "--lang", "zh"],
        vec!["diff", GOOD, BAD, "--config", CONFIG, "--as-of", DAY, "--lang", "zh"],
        vec!["summary", "samples", "--config", CONFIG, "--as-of", DAY, "--lang", "zh"],
        vec!["catalogue", "show", "--lang", "zh"],
        vec!["show", BAD, "--home", "CN", "--lang", "zh"],
        vec!["policy", "show", "telecom-cn", "--lang", "zh"],
        vec!["policy", "list", "--lang", "zh"],
    ] {
        let text = printed(&arguments);
        let wrong: Vec<&str> = text.lines().filter(|line| line.trim_start().starts_with(NOT_FIRST)).collect();
        assert!(wrong.is_empty(), "{arguments:?}:\n{}", wrong.join("\n"));
    }
}
