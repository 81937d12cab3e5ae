//! Languages: every shipped rule says the same in Chinese as in English, and so do reports.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

use bomgate::base::Language;
use bomgate::policy::{Library, Pack};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DAY: &str = "2026-11-22";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("BOMGATE_CONFIG", "")
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap()
}

fn printed(arguments: &[&str]) -> String {
    String::from_utf8(run(arguments).stdout).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("language-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Every text of a pack that reports show, with where it stands.
fn texts(pack: &Pack) -> Vec<(String, String)> {
    let mut texts = vec![(format!("{}: title", pack.name), pack.title.clone())];
    texts.extend(pack.source.as_ref().map(|source| (format!("{}: source", pack.name), source.title.clone())));
    for rule in &pack.rules {
        let mut add = |what: &str, text: &Option<String>| {
            texts.extend(text.iter().map(|text| (format!("{}: {what}", rule.id.value), text.clone())));
        };
        add("title", &Some(rule.title.clone()));
        add("why", &rule.why);
        add("fix", &Some(rule.fix.clone()));
        add("tier_because", &rule.tier_because);
    }
    for entry in &pack.not_asked {
        texts.push((format!("{} {}: title", pack.name, entry.element), entry.title.clone()));
        texts.push((format!("{} {}: because", pack.name, entry.element), entry.because.clone()));
    }
    texts
}

fn shipped() -> Vec<(String, String, String)> {
    let (english, chinese) = (Library::shipped().unwrap(), Library::shipped_in(Language::Zh).unwrap());
    let pairs = english.packs().iter().zip(chinese.packs());
    pairs
        .flat_map(|(english, chinese)| {
            let (english, chinese) = (texts(english), texts(chinese));
            assert_eq!(english.len(), chinese.len());
            english.into_iter().zip(chinese).map(|((place, english), (_, chinese))| (place, english, chinese))
        })
        .collect()
}

fn han(text: &str) -> usize {
    text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count()
}

#[test]
fn every_text_of_every_shipped_pack_is_said_in_chinese() {
    let texts = shipped();
    let wrong: Vec<&str> = texts
        .iter()
        .filter(|(_, english, chinese)| english == chinese || han(chinese) == 0)
        .map(|(place, ..)| place.as_str())
        .collect();
    assert!(wrong.is_empty(), "not in Chinese:\n{}", wrong.join("\n"));
    let rules: usize = Library::shipped().unwrap().packs().iter().map(|pack| pack.rules.len()).sum();
    println!("{} texts of {rules} rules, {} Han characters", texts.len(), texts.iter().map(|(.., zh)| han(zh)).sum::<usize>());
}

/// What a translation must carry over as it stands: what is between backticks, and each number with the letters joined to it.
fn fixed(text: &str) -> BTreeSet<String> {
    // A word broken at a hyphen by the folding of YAML is one word.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "-");
    let mut fixed: BTreeSet<String> = text.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..].find(|c: char| !number(c)).map_or(rest.len(), |end| at + end);
        fixed.insert(rest[at..end].trim_end_matches(['.', '-']).to_owned());
        rest = &rest[end..];
    }
    fixed
}

#[test]
fn ids_fields_numbers_dates_and_sections_survive_translation() {
    let mut lost = Vec::new();
    for (place, english, chinese) in shipped() {
        for wanted in fixed(&english).into_iter().filter(|wanted| !chinese.contains(wanted.as_str())) {
            lost.push(format!("{place}: `{wanted}`\n  {english}\n  {chinese}"));
        }
    }
    assert!(lost.is_empty(), "lost in translation:\n{}", lost.join("\n"));
}

#[test]
fn a_lost_threshold_would_be_noticed() {
    let english = "Above 5 % of `a.b` from 2026-08-01, Art. 53(1)(d).";
    let kept: Vec<String> = fixed(english).into_iter().collect();
    assert_eq!(kept, ["1", "2026-08-01", "5", "53", "a.b"]);
}

/// Numbers that stand in a Chinese text and in no English one: where English spells them out.
#[test]
fn no_date_is_invented() {
    let day =
        |text: &str| -> BTreeSet<String> { fixed(text).into_iter().filter(|word| word.matches('-').count() == 2).collect() };
    for (place, english, chinese) in shipped() {
        let (english, chinese) = (day(&english), day(&chinese));
        assert!(chinese.is_subset(&english), "{place}: {chinese:?} against {english:?}");
    }
}

#[test]
fn expressions_citations_and_marks_are_the_same_in_each_language() {
    let (english, chinese) = (Library::shipped().unwrap(), Library::shipped_in(Language::Zh).unwrap());
    for (one, other) in english.packs().iter().zip(chinese.packs()) {
        for (one, other) in one.rules.iter().zip(&other.rules) {
            let cites = |rule: &bomgate::policy::RuleShape| -> Vec<_> {
                rule.cites.iter().map(|cite| (cite.text.clone(), cite.url.clone(), cite.mark)).collect()
            };
            assert_eq!(one.id.value, other.id.value);
            assert_eq!(one.require.value, other.require.value);
            assert_eq!((one.level, one.unknown, one.tier.value), (other.level, other.unknown, other.tier.value));
            assert_eq!(cites(one), cites(other));
        }
    }
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

/// The literals that the code hands to one of these functions: `say("...")`.
fn literals(text: &str, functions: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for function in functions {
        for (at, _) in text.match_indices(function) {
            let after = text[at + function.len()..].trim_start();
            let Some(literal) = after.strip_prefix('"') else { continue };
            let end = literal.char_indices().find(|(at, c)| *c == '"' && !literal[..*at].ends_with('\\')).unwrap().0;
            found.insert(literal[..end].replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
        }
    }
    found
}

/// Every English text the Chinese tables have.
fn known() -> BTreeSet<String> {
    let mut tables = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/words/zh"), &mut tables);
    let table: String = tables.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    literals(&table, &["    ("])
}

#[test]
fn what_the_code_says_stands_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let known = known();
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut missing = Vec::new();
    for path in files.iter().filter(|path| !path.ends_with("base/language.rs") && !path.ends_with("words/mod.rs")) {
        let text = std::fs::read_to_string(path).unwrap();
        let said = literals(&text, &[".say(", ".fill(", "phrase!("]);
        missing.extend(said.difference(&known).map(|said| format!("{}: {said:?}", path.display())));
    }
    assert!(missing.is_empty(), "not in the Chinese table:\n{}", missing.join("\n"));
}

/// What readers hand over as words that fill holes of sentences: what was expected, what there is too much of, what an
/// input looks like, which object or value deviates.
const FILLING: &[&str] = &[
    "unexpected(",
    "Look::other(",
    "Look::a_bill(",
    "XmlFault::Outside(",
    "PurlFault::Ambiguous(",
    "expected: ",
    "what: ",
    "let what = ",
    "let (what, limit) = (",
    "of: ",
    ".limit(",
    ".inside(",
    "object(json, ",
    "string(json, ",
    "string(&mut json, ",
    "missing_in(",
    "unlisted(",
    "self.find(edge.from, edge.place, ",
    "self.find(edge.to, edge.place, ",
    "look(self.draft, said.text, ",
    "Self::Bundle => ",
    "Self::Envelope => ",
    "return Some(",
    "private.then_some(",
];

/// The second argument of what notes a deviation, and the names of tables of keys.
fn deviating(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let second = ["deviates(", "tally.add("].iter().find_map(|call| line.split_once(call)?.1.split_once(", "));
        let second = second.and_then(|(_, rest)| rest.strip_prefix('"'));
        let table = line.strip_prefix("    ").filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
        let named = table.and_then(|line| line.strip_suffix("\":")?.split_once(" = \""));
        found.extend(second.map(|rest| rest.split('"').next().unwrap().to_owned()));
        found.extend(named.map(|(_, name)| name.to_owned()));
    }
    found
}

#[test]
fn whatever_fills_the_sentences_of_readers_stands_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let known = known();
    let mut files = Vec::new();
    sources(&root.join("read"), &mut files);
    sources(&root.join("model"), &mut files);
    let (mut missing, mut seen) = (Vec::new(), 0);
    for path in files.iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        let said: BTreeSet<String> = &literals(text, FILLING) | &deviating(text);
        seen += said.len();
        missing.extend(said.difference(&known).map(|said| format!("{}: {said:?}", path.display())));
    }
    assert!(seen > 200, "only {seen} were found: look at how they are found");
    assert!(missing.is_empty(), "not in the Chinese table:\n{}", missing.join("\n"));
}

#[test]
fn a_report_in_chinese_holds_no_english_sentence() {
    let bill = "samples/telecom-cn-bad.cdx.json";
    let config = ["--config", "samples/telecom-cn.yaml", "--as-of", DAY, "--lang", "zh"];
    let report = printed(&[&["check", bill][..], &config].concat());
    assert!(report.starts_with("FAIL（不合规） samples/telecom-cn-bad.cdx.json"), "{report}");
    // Notes quote the reader, citations their source; all else is Chinese.
    let ours = |line: &&str| !line.trim_start().starts_with("引用") && !line.contains("sha256");
    for word in [" the ", " is ", " are ", "violates", "demonstrated", "component ", "every "] {
        let body = report.split("\n备注").next().unwrap();
        let found: Vec<&str> = body.lines().filter(ours).filter(|line| line.contains(word)).collect();
        assert!(found.len() <= 2, "{word}: {}", found.join("\n"));
    }
}

#[test]
fn the_language_changes_words_only() {
    let bill = "samples/telecom-cn-bad.cdx.json";
    let config = ["--config", "samples/telecom-cn.yaml", "--as-of", DAY];
    let arguments = |more: &[&'static str]| [&["check", bill][..], &config, more].concat();
    assert_eq!(run(&arguments(&[])).status.code(), run(&arguments(&["--lang", "zh"])).status.code());
    // LANG asks for Chinese here, and is not asked.
    assert_eq!(printed(&arguments(&[])), printed(&arguments(&["--lang", "en"])));
    for format in ["sarif", "gitlab"] {
        let print = |more: &[&'static str]| {
            let text = printed(&arguments(&[&["--format", format][..], more].concat()));
            let lines = text.lines().filter(|line| line.contains("ingerprint") || line.contains("bomgate/v1"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(print(&[]), print(&["--lang", "zh"]), "{format}");
        assert!(!print(&[]).is_empty());
    }
    let json = |more: &[&'static str]| -> serde_json::Value {
        serde_json::from_str(&printed(&arguments(&[&["--format", "json"][..], more].concat()))).unwrap()
    };
    let (english, chinese) = (json(&[]), json(&["--lang", "zh"]));
    let stable = |report: &serde_json::Value| -> Vec<String> {
        let findings = report["deliveries"][0]["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|found| format!("{} {} {} {}", found["rule"], found["answer"], found["identity"], found["observed"]))
            .collect()
    };
    assert_eq!(stable(&english), stable(&chinese));
    assert_ne!(english["rules"], chinese["rules"]);
}

#[test]
fn an_unknown_language_is_misuse_and_the_choices_are_named() {
    let output = run(&["check", "samples/telecom-cn-bad.cdx.json", "--policy", "core", "--lang", "fr"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(error.contains("en and zh"), "{error}");
    let config = folder("unknown-language").join("c.yaml");
    std::fs::write(&config, "lang: fr\n").unwrap();
    let output = run(&["check", "samples/telecom-cn-bad.cdx.json", "--policy", "core", "--config", config.to_str().unwrap()]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("expected one of en, zh"), "{error}");
}

const HOUSE: &str = r#"
pack: house
title: House rules
version: "1"
rules:
  - id: bom-named
    title: The bill has a serial number
    level: high
    on: bom
    require: has(bom.serial)
    unknown: fails
    tier: 1
    area: provenance
    cites: [{ text: House rule 1, mark: unverified }]
    fix: Fill `serialNumber`.
  - id: bom-dated
    title: The bill is dated
    level: high
    on: bom
    require: has(bom.timestamp)
    unknown: fails
    tier: 1
    area: provenance
    cites: [{ text: House rule 2, mark: unverified }]
    fix: Fill `metadata.timestamp`.
"#;

const HOUSE_ZH: &str = r#"
translation: house
language: zh
title: 本行规则
rules:
  bom-named: { title: 物料清单有序列号, fix: "填写 `serialNumber`。" }
"#;

#[test]
fn a_pack_of_the_operator_brings_its_own_words_and_falls_back_to_english() {
    let folder = folder("house");
    let (pack, words) = (folder.join("house.yaml"), folder.join("house.zh.yaml"));
    std::fs::write(&pack, HOUSE).unwrap();
    std::fs::write(&words, HOUSE_ZH).unwrap();
    let (pack, bill) = (pack.to_str().unwrap(), folder.join("b.json"));
    std::fs::write(&bill, r#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a"}]}"#)
        .unwrap();
    let check = ["check", bill.to_str().unwrap(), "--policy", pack, "--as-of", DAY, "--lang", "zh"];
    let report = printed(&check);
    assert!(report.contains("物料清单有序列号") && report.contains("The bill is dated"), "{report}");
    assert!(report.contains("house.zh.yaml"), "the receipt names the translation: {report}");
    let explained = printed(&["explain", "bom-named", "--policy", pack, "--lang", "zh"]);
    assert!(explained.contains("填写 `serialNumber`。"), "{explained}");
    let lint = printed(&["policy", "lint", pack, "--as-of", DAY]);
    assert!(lint.contains("bom-dated: title") && lint.contains("bom-dated: fix"), "{lint}");
    assert!(!lint.contains("bom-named: title"), "{lint}");

    std::fs::write(&words, HOUSE_ZH.replace("bom-named", "bom-nmaed")).unwrap();
    for command in [&check[..], &["policy", "lint", pack]] {
        let output = run(command);
        let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("bom-nmaed") && text.contains("bom-named"), "{text}");
    }
}

#[test]
fn lines_in_chinese_keep_to_the_page() {
    let report = printed(&[
        "check",
        "samples/telecom-cn-bad.cdx.json",
        "--config",
        "samples/telecom-cn.yaml",
        "--as-of",
        DAY,
        "--lang",
        "zh",
    ]);
    let wide: Vec<&str> = report
        .lines()
        .filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 100)
        // The first and the last line are never broken; nor are places.
        .filter(|line| !line.starts_with("FAIL") && !line.contains("samples/"))
        .collect();
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}
