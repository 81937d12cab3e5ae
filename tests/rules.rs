//! The table of rules in `docs/rules.md` is what the packs say, and no rule of the research is forgotten.
//! `BLESS=1` writes the table.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::policy::{Level, Library, Pack, Purpose, RuleShape};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Entries of the research that ask nothing of a delivery.
const NO_QUESTION: [(&str, &str); 2] = [
    (
        "cn-gov-enforcement-watch",
        "a campaign of 2026-04-30 that raises how heavily other rules weigh; the buyer does so with its own pack",
    ),
    ("itu-t-info", "the result of a search: no recommendation with a list of elements was found"),
];

fn packs_of(library: &Library, purpose: Purpose) -> Vec<&Pack> {
    library.packs().iter().filter(|pack| pack.purpose == purpose).collect()
}

fn marks(rule: &RuleShape) -> String {
    let words: BTreeSet<&str> = rule.cites.iter().map(|cite| cite.mark.word()).collect();
    words.into_iter().collect::<Vec<_>>().join(", ")
}

fn day(rule: &RuleShape) -> String {
    match (rule.since, rule.until) {
        (None, None) => String::new(),
        (Some(since), None) => format!("from {since}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(since), Some(until)) => format!("{since} to {until}"),
    }
}

fn table(library: &Library) -> String {
    let mut page = String::from(
        "# The rules\n\nWritten by `BLESS=1 cargo test --test rules` from `policies/`; do not edit. `bomgate explain RULE` says each in words.\n",
    );
    let policies = packs_of(library, Purpose::Policy);
    let rules: Vec<&RuleShape> = policies.iter().flat_map(|pack| &pack.rules).collect();
    writeln!(page, "\n{} rules in {} packs.\n", rules.len(), policies.len()).unwrap();
    page.push_str("| level | rules |\n|---|---|\n");
    for level in Level::ALL {
        writeln!(page, "| {} | {} |", level.word(), rules.iter().filter(|rule| rule.level == level).count()).unwrap();
    }
    for pack in policies {
        let any = |word: &Option<String>| word.clone().unwrap_or_else(|| "any".to_owned());
        writeln!(page, "\n## {}\n\n{}. Sector {}, home {}.\n", pack.name, pack.title, any(&pack.sector), any(&pack.home))
            .unwrap();
        page.push_str("| rule | level | tier | force | sources | in force | asks that |\n|---|---|---|---|---|---|---|\n");
        for rule in &pack.rules {
            let force = rule.force.map_or("", |force| force.word());
            let (id, level, tier) = (&rule.id.value, rule.level.word(), rule.tier.value);
            writeln!(page, "| `{id}` | {level} | {tier} | {force} | {} | {} | {} |", marks(rule), day(rule), rule.title).unwrap();
        }
    }
    page.push_str("\n## Entries of the research that became no rule\n\n");
    for (id, why) in NO_QUESTION {
        writeln!(page, "- `{id}`: {why}.").unwrap();
    }
    page.push_str("\n## Profiles\n\nWhat a profile is and how it is counted: [profiles](profiles.md).\n\n| profile | elements asked | not asked | source |\n|---|---|---|---|\n");
    for pack in packs_of(library, Purpose::Profile) {
        writeln!(page, "| `{}` | {} | {} | {} |", pack.name, pack.rules.len(), pack.not_asked.len(), pack.title).unwrap();
    }
    page
}

#[test]
fn the_page_of_rules_is_what_the_packs_say() {
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let written = table(&library);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == written, "docs/rules.md is old: BLESS=1 cargo test --test rules");
}

#[test]
fn every_rule_of_the_research_is_a_rule_or_says_why_not() {
    let Some(shared) = common::shared() else { return };
    let text = std::fs::read_to_string(shared.join("research/rules.json")).unwrap();
    let research: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    let mut shipped: BTreeMap<&str, &RuleShape> = BTreeMap::new();
    for rule in packs_of(&library, Purpose::Policy).into_iter().flat_map(|pack| &pack.rules) {
        let twice = shipped.insert(&rule.id.value, rule).is_some();
        assert!(!twice, "`{}` stands in two packs", rule.id.value);
    }
    let ids: Vec<&str> = research.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let open = |id: &&&str| !shipped.contains_key(**id) && !NO_QUESTION.iter().any(|(other, _)| other == *id);
    let missing: Vec<&&str> = ids.iter().filter(open).collect();
    println!("{} rules of the research, {} of them without a rule here", ids.len(), NO_QUESTION.len());
    assert!(missing.is_empty(), "{} are not accounted for: {missing:?}", missing.len());
    let stale = NO_QUESTION.iter().find(|(id, _)| shipped.contains_key(id) || !ids.contains(id));
    assert!(stale.is_none(), "{stale:?} is a rule, or none of the research");
    for rule in &research {
        let Some(shape) = shipped.get(rule["id"].as_str().unwrap()) else { continue };
        let refs = rule["refs"].as_array().unwrap();
        let from_memory = refs.iter().all(|cite| cite["mark"] == "memory");
        let draft = rule["severity"] == "watch";
        if from_memory || draft {
            // A question that rests on nothing that was read may be shown; it never decides.
            assert!(
                matches!(shape.level, Level::Watch | Level::Info),
                "`{}` decides, and rests on a draft or on memory",
                shape.id.value
            );
        }
        let sure = shape.cites.iter().any(|cite| cite.mark.word() == "verified");
        let was_sure = refs.iter().any(|cite| cite["mark"] == "verified");
        assert!(!sure || was_sure || shape.id.value.starts_with("xs-"), "`{}` is marked surer than the research", shape.id.value);
    }
}

#[test]
fn every_profile_of_the_research_is_shipped_whole() {
    let Some(shared) = common::shared() else { return };
    let text = std::fs::read_to_string(shared.join("research/profiles.json")).unwrap();
    let research: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    for (name, profile) in &research {
        // The research writes the edition behind some names: `g7-ai-2026`.
        let of_name = |pack: &&Pack| name.starts_with(&pack.name);
        let pack = packs_of(&library, Purpose::Profile).into_iter().filter(of_name).max_by_key(|pack| pack.name.len());
        let pack = pack.unwrap_or_else(|| panic!("no profile for {name}"));
        let wanted = |refs: &serde_json::Value| refs["ref"].as_str().unwrap().to_owned();
        let mut wanted: Vec<String> = profile["elements"].as_array().unwrap().iter().map(wanted).collect();
        let asked = pack.rules.iter().filter_map(|rule| rule.element.as_ref()).map(|element| element.value.clone());
        let mut found: Vec<String> = asked.chain(pack.not_asked.iter().map(|entry| entry.element.clone())).collect();
        wanted.sort();
        found.sort();
        assert_eq!(found, wanted, "{name}");
    }
    println!("{} profiles", research.len());
}
