//! Every suite, counted: `docs/conformance.md` is what these tests found.
//!
//! Each suite says how many cases it has, how many are answered as it asks, and which are not, by name and reason. A case
//! that fails without being listed, and a listed one that passes, fail the test. `BLESS=1 cargo test --test conformance`
//! writes the page and raises the floor; the floor is never lowered by it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/xmlconf.rs"]
mod xmlconf;

mod licenses;
mod purls;
mod texts;
mod versions;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// One suite, and what came of it.
pub struct Suite {
    /// Its name: also the name of its file of exceptions, `tests/conformance/NAME.tsv`.
    pub name: &'static str,
    /// Where it is from, for the page.
    pub source: &'static str,
    /// What a case asks.
    pub asks: &'static str,
    /// Every case by a name of its own; none when it is answered as the suite asks, else what was answered instead.
    pub cases: Vec<(String, Option<String>)>,
}

/// Lines of `case, reason`; a case may end with `*` and stands for all that start so.
fn exceptions(name: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder().join(format!("{name}.tsv"))).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (case, reason) = line.split_once('\t').unwrap_or_else(|| panic!("{name}: an exception needs its reason: {line}"));
            (case.to_owned(), reason.to_owned())
        })
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

fn covers(pattern: &str, case: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == case, |start| case.starts_with(start))
}

/// Cases, passed, and a line for the page.
fn judge(suite: &Suite, wrong: &mut Vec<String>) -> (usize, usize, String) {
    let listed = exceptions(suite.name);
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let mut passed = 0;
    for (case, answer) in &suite.cases {
        match (answer, listed.iter().find(|(pattern, _)| covers(pattern, case))) {
            (None, _) => passed += 1,
            (Some(_), Some((pattern, _))) => *used.entry(pattern).or_default() += 1,
            (Some(answer), None) => wrong.push(format!("{}: {case}: {answer}", suite.name)),
        }
    }
    for (pattern, _) in listed.iter().filter(|(pattern, _)| !used.contains_key(pattern.as_str())) {
        wrong.push(format!("{}: the exception `{pattern}` no longer occurs", suite.name));
    }
    let mut section = format!("\n## {}\n\n{} Each case asks: {}\n", suite.name, suite.source, suite.asks);
    if !listed.is_empty() {
        section.push_str("\n| exception | cases | reason |\n|---|---|---|\n");
    }
    for (pattern, reason) in &listed {
        let cases = used.get(pattern.as_str()).copied().unwrap_or_default();
        writeln!(section, "| `{}` | {cases} | {} |", pattern.replace('|', "\\|"), reason.replace('|', "\\|")).unwrap();
    }
    (suite.cases.len(), passed, section)
}

#[test]
fn every_suite_is_answered_as_the_page_says_and_counts_never_fall() {
    let Some(shared) = common::shared() else { return };
    let suites: Vec<Suite> =
        [purls::suites(&shared), licenses::suites(&shared), versions::suites(&shared), texts::suites(&shared)]
            .into_iter()
            .flatten()
            .collect();
    let floor_file = folder().join("floor.tsv");
    let floor: BTreeMap<String, (usize, usize)> = std::fs::read_to_string(&floor_file)
        .unwrap_or_default()
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            (cells[0].to_owned(), (cells[1].parse().unwrap(), cells[2].parse().unwrap()))
        })
        .collect();
    let (mut wrong, mut rows, mut sections, mut reached) = (Vec::new(), String::new(), String::new(), String::new());
    for suite in &suites {
        let (cases, passed, section) = judge(suite, &mut wrong);
        let (least_cases, least) = floor.get(suite.name).copied().unwrap_or_default();
        if cases < least_cases || passed < least {
            wrong.push(format!("{}: {passed} of {cases}, but it was {least} of {least_cases} before", suite.name));
        }
        let exceptions = cases - passed;
        writeln!(rows, "| {} | {cases} | {passed} | {exceptions} |", suite.name).unwrap();
        writeln!(reached, "{}\t{cases}\t{passed}", suite.name).unwrap();
        sections.push_str(&section);
    }
    for lost in floor.keys().filter(|name| !suites.iter().any(|suite| suite.name == name.as_str())) {
        wrong.push(format!("{lost}: the suite is no longer run"));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));

    let page = format!(
        "# Conformance\n\nMade by `BLESS=1 cargo test --test conformance`; do not edit. The suites are third-party and not part of \
         the project: the test reads them from `../shared` and says so when they are not there. A case counts as passed when it is \
         answered as the suite asks. Every other case is listed with its reason, and the test fails when one appears that is not \
         listed or one listed no longer occurs. `tests/conformance/floor.tsv` holds the counts reached: they may rise, never \
         fall.\n\n| suite | cases | passed | expected exceptions |\n|---|---|---|---|\n{rows}{sections}"
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/conformance.md");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, &page).unwrap();
        std::fs::write(&floor_file, &reached).unwrap();
    }
    print!("{reached}");
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), page, "BLESS=1 rewrites; read the difference");
    assert_eq!(std::fs::read_to_string(&floor_file).unwrap_or_default(), reached, "BLESS=1 raises the floor");
}
