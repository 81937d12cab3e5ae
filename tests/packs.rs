//! Every shipped rule is seen to answer yes, no and unknown. The pages under `tests/packs/` are read by people and run here.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::base::{Index, Truth};
use bomgate::check::Evidence;
use bomgate::evaluate::SubjectAt;
use bomgate::gate::{Gate, Judged};
use bomgate::model::{Bom, Row};
use bomgate::policy::{Library, PlanRequest, Purpose, read_evidence};
use common::{buyer, check, countries, gate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One fenced block of a page.
struct Case {
    page: String,
    line: usize,
    rule: String,
    what: String,
    expected: String,
    options: BTreeMap<String, String>,
    body: String,
}

/// Rules whose section says why no bill can leave them unanswered: a paragraph that starts with `Never unknown: `.
fn never_unknown(text: &str) -> BTreeSet<String> {
    let mut rule = "";
    let mut found = BTreeSet::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            rule = title.trim();
        } else if line.strip_prefix("Never unknown: ").is_some_and(|why| !why.trim().is_empty()) {
            found.insert(rule.to_owned());
        }
    }
    found
}

fn cases(page: &str, text: &str) -> Vec<Case> {
    let mut found = Vec::new();
    let (mut rule, mut open): (String, Option<Case>) = (String::new(), None);
    for (at, line) in text.lines().enumerate() {
        if let Some(case) = &mut open {
            if line.trim_end() == "```" {
                found.extend(open.take());
            } else {
                case.body.push_str(line);
                case.body.push('\n');
            }
        } else if let Some(title) = line.strip_prefix("## ") {
            rule = title.trim().to_owned();
        } else if let Some(fence) = line.strip_prefix("```json ") {
            let mut words = fence.split_whitespace();
            let (what, expected) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let options =
                words.filter_map(|word| word.split_once('=')).map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            open = Some(Case {
                page: page.to_owned(),
                line: at + 1,
                rule: rule.clone(),
                what: what.to_owned(),
                expected: expected.to_owned(),
                options,
                body: String::new(),
            });
        }
    }
    assert!(open.is_none(), "{page}: a fenced block is not closed");
    found
}

fn wrapped(case: &Case) -> String {
    let (services, components) = match case.what.as_str() {
        "service" => (format!(",\"services\":[{}]", case.body), String::new()),
        "component" => (String::new(), case.body.clone()),
        "bom" => return case.body.clone(),
        other => panic!("{}:{}: `{other}` is not component, service or bom", case.page, case.line),
    };
    let bill = common::bill(&components);
    bill.strip_suffix('}').map(|head| format!("{head}{services}}}")).unwrap()
}

/// The row of the block's own component, and every row inside it.
fn inside(bom: &Bom, row: Row) -> bool {
    let prefix = ["/components/0", "/services/0"];
    let pointer = bom.pointer(row);
    prefix.iter().any(|head| pointer == *head || pointer.starts_with(&format!("{head}/")))
}

fn answer(gate: &Gate, judged: &Judged, case: &Case) -> Option<Truth> {
    let at = gate
        .plan
        .rules
        .iter()
        .position(|rule| rule.id == case.rule)
        .unwrap_or_else(|| panic!("{}:{}: no rule `{}` in the pack", case.page, case.line, case.rule));
    let tally = judged.outcome.tallies[at];
    if case.what == "bom" {
        return match (tally.no, tally.unknown, tally.yes) {
            (0, 0, 0) => None,
            (0, 0, _) => Some(Truth::Yes),
            (0, _, _) => Some(Truth::Unknown),
            _ => Some(Truth::No),
        };
    }
    // Findings hold what was not answered yes, except what `unknown: passes` lets through: ask the rule itself.
    let scene = gate.scene(&judged.bom, &judged.facts);
    let rule = &gate.plan.rules[at];
    let wanted = |row: Row| {
        use bomgate::policy::Subject;
        let kind = judged.bom.components.kind[row];
        match rule.on {
            Subject::Component => true,
            Subject::Model => kind.is_model(),
            other => other.word() == kind.word(),
        }
    };
    let mut answers = Vec::new();
    for row in judged.bom.components.rows().filter(|row| inside(&judged.bom, *row) && wanted(*row)) {
        let frame = bomgate::policy::Frame::of(vec![u32::try_from(row.at()).unwrap()]);
        let applies = rule.when.as_ref().map_or(Truth::Yes, |when| when.ask(&scene, &frame).get(0));
        let answer = rule.require.ask(&scene, &frame).get(0);
        match (applies, answer) {
            (Truth::No, _) => {}
            (Truth::Unknown, Truth::No) => answers.push(Truth::Unknown),
            (_, answer) => answers.push(answer),
        }
    }
    let found = judged
        .outcome
        .findings
        .iter()
        .filter(|finding| finding.rule == at)
        .any(|finding| matches!(finding.subject, SubjectAt::Component(row) if inside(&judged.bom, row)));
    let worst = common::worst(answers);
    assert!(
        !found || matches!(worst, Some(Truth::No | Truth::Unknown)),
        "{}:{}: a finding without its answer",
        case.page,
        case.line
    );
    worst
}

/// Documents about every delivery: `evidence=kind,kind` fresh ones, `expired=kind,kind` others.
fn evidence(fresh: Option<&str>, expired: Option<&str>, day: jiff::civil::Date) -> Evidence {
    let mut text = "documents: [".to_owned();
    for (kinds, days) in [(fresh, format!("date: {day}")), (expired, "date: 2020-01-01, valid_until: 2020-12-31".to_owned())] {
        for kind in kinds.unwrap_or_default().split(',').filter(|kind| !kind.is_empty()) {
            let terms = "subject: all, title: t, issuer: somebody else, grade: E2";
            text.push_str(&format!("{{ id: {kind}-{}, kind: {kind}, {terms}, {days} }},", text.len()));
        }
    }
    text.push(']');
    read_evidence(&common::text("evidence.yaml", &text)).unwrap_or_else(|error| panic!("{}", error.draw(false)))
}

fn run(case: &Case, gate: &mut Gate, home: &str) -> Result<(), String> {
    let place = format!("{}:{}", case.page, case.line);
    let option = |name: &str| case.options.get(name).map(String::as_str);
    gate.buyer = buyer(&gate.lists, option("home").unwrap_or(home));
    gate.buyer.trusted = countries(&gate.lists, option("trusted").unwrap_or_default());
    gate.buyer.restricted = countries(&gate.lists, option("restricted").unwrap_or_default());
    gate.buyer.screens =
        option("screens").unwrap_or_default().split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
    gate.buyer.monthly_users = option("users").map(|users| users.parse().expect("users is a number"));
    for fact in option("buyer").unwrap_or_default().split(',').filter(|fact| !fact.is_empty()) {
        let (name, value) = fact.split_once(':').unwrap_or((fact, "yes"));
        gate.buyer.facts.insert(name.to_owned(), value == "yes");
    }
    gate.as_of = option("as-of").unwrap_or("2026-11-22").parse().map_err(|_| format!("{place}: as-of is no day"))?;
    gate.buyer.evidence = evidence(option("evidence"), option("expired"), gate.as_of);
    gate.judgement.tier = option("tier").unwrap_or("3").parse().map_err(|_| format!("{place}: tier is no number"))?;
    gate.judgement.overlays = vec!["all".to_owned()];
    let judged = check(gate, wrapped(case)).map_err(|error| format!("{place}: {error}"))?;
    if let Some(note) = judged.bom.rejections().next() {
        return Err(format!("{place}: the bill is rejected: {}", note.message));
    }
    let answer = answer(gate, &judged, case);
    let word = answer.map_or("not-asked", |answer| match answer {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    });
    if word == case.expected {
        Ok(())
    } else {
        Err(format!("{place}: `{}` answers {word}, the page says {}", case.rule, case.expected))
    }
}

#[test]
fn every_rule_answers_as_its_page_says_and_is_seen_to_say_yes_no_and_unknown() {
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    assert!(library.packs().len() >= 10, "packs are embedded");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs");
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for pack in library.packs() {
        let page = format!("tests/packs/{}.md", pack.name);
        let text =
            std::fs::read_to_string(folder.join(format!("{}.md", pack.name))).unwrap_or_else(|_| panic!("{page} is missing"));
        let home = match pack.home.as_deref() {
            None | Some("EU") => "DE",
            Some(home) => home,
        };
        let mut gate = gate(&PlanRequest { names: vec![pack.name.clone()], ..PlanRequest::default() }, home);
        let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for case in cases(&page, &text) {
            asked += 1;
            seen.entry(case.rule.clone()).or_default().insert(case.expected.clone());
            wrong.extend(run(&case, &mut gate, home).err());
        }
        let never = never_unknown(&text);
        for rule in &pack.rules {
            let id = &rule.id.value;
            let was_seen = |word: &str| seen.get(id).is_some_and(|answers| answers.contains(word));
            let profile = pack.purpose == Purpose::Profile;
            for word in ["yes", "no", "unknown"].into_iter().take(if profile { 2 } else { 3 }) {
                match (was_seen(word), word == "unknown" && never.contains(id)) {
                    (false, false) => wrong.push(format!("{page}: `{id}` is never seen to answer {word}")),
                    (true, true) => wrong.push(format!("{page}: `{id}` is said to be never unknown, and is")),
                    _ => {}
                }
            }
            if rule.force.is_none() || (rule.tier_because.is_none() && !profile) {
                wrong.push(format!("{page}: `{id}` does not say its force, or why it stands on its tier"));
            }
        }
        wrong.extend(
            never
                .iter()
                .filter(|id| !pack.rules.iter().any(|rule| rule.id.value == **id))
                .map(|id| format!("{page}: `{id}` is said to be never unknown, and is no rule")),
        );
    }
    println!("{asked} answers of {} packs", library.packs().len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
