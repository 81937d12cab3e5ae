//! Every shipped rule is seen to answer yes, no and unknown. The pages under `tests/packs/` are read by people and run here,
//! by what `bomgate policy test` runs.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::enrich::Lists;
use bomgate::gate::Trial;
use bomgate::policy::{CasePage, Library, Pack, Plan, PlanRequest, PolicyError, Purpose};
use common::text;
use std::path::Path;

const DAY: &str = "2026-11-22";

fn complaints(pack: &Pack, page: &str) -> Result<(usize, Vec<String>), PolicyError> {
    let name = format!("tests/packs/{}.md", pack.name);
    let page = CasePage::read(text(&name, page), pack)?;
    let lists = Lists::shipped().unwrap();
    let plan = Plan::resolve(&PlanRequest { names: vec![pack.name.clone()], ..PlanRequest::default() }, &lists)?;
    let trial = Trial::run(pack, plan, lists, &page, DAY.parse().unwrap())?;
    let mut wrong: Vec<String> = Vec::new();
    for tried in trial.tried.iter().filter(|tried| !tried.holds()) {
        let (line, rule, expected) = (tried.case.line, &tried.case.rule, tried.case.expected.word());
        wrong.push(format!("{name}:{line}: `{rule}`: {:?}, the page says {expected}", tried.came));
    }
    for sight in &trial.rules {
        let missing = sight.missing().map(|answer| format!("{name}: `{}` is never seen to answer {}", sight.rule, answer.word()));
        wrong.extend(missing);
        if sight.contradicts() {
            wrong.push(format!("{name}: `{}` is said to be never unknown, and is", sight.rule));
        }
    }
    assert_eq!(trial.holds(), wrong.is_empty(), "{name}: the trial as a whole says what its parts say");
    for rule in &pack.rules {
        if rule.force.is_none() || (rule.tier_because.is_none() && pack.purpose != Purpose::Profile) {
            wrong.push(format!("{name}: `{}` does not say its force, or why it stands on its tier", rule.id.value));
        }
    }
    Ok((trial.tried.len(), wrong))
}

#[test]
fn every_rule_answers_as_its_page_says_and_is_seen_to_say_yes_no_and_unknown() {
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    assert!(library.packs().len() >= 10, "packs are embedded");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs");
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for pack in library.packs() {
        let page = std::fs::read_to_string(folder.join(format!("{}.md", pack.name)))
            .unwrap_or_else(|_| panic!("tests/packs/{}.md is missing", pack.name));
        let (count, complaints) = complaints(pack, &page).unwrap_or_else(|error| panic!("{}", error.draw(false)));
        asked += count;
        wrong.extend(complaints);
    }
    println!("{asked} answers of {} packs", library.packs().len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
