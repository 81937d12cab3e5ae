//! Days that data names and that lie ahead of a delivery, or behind it: what must be done by then, or no longer holds after.

use crate::base::{Phrase, phrase};
use crate::catalogue::Level as Danger;
use crate::check::{Asks, dangers, weighing};
use crate::evaluate::{Finding, State, SubjectAt, identity};
use crate::gate::{Gate, Judged};
use crate::policy::Level;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One day, and what it is the day of.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The day.
    pub day: Date,
    /// `rule`, `exploited`, `waiver`, `document`, `catalogue`, `advisories` or `pack`.
    pub kind: &'static str,
    /// What it is the day of, in words.
    pub what: Phrase,
}

/// The days a judged delivery has to reckon with: those ahead, and those that passed without anything having been done. Sorted.
pub fn deadlines(gate: &Gate, judged: &Judged) -> Vec<Deadline> {
    let mut days = Vec::new();
    let mut add = |day: Date, kind, what: Phrase| days.push(Deadline { day, kind, what });
    let Judged { bom, facts, outcome } = judged;
    let scene = gate.scene(bom, facts);
    for tally in &outcome.tallies {
        let rule = &gate.plan.rules[tally.rule];
        let first = match tally.state {
            State::NotInForce => rule.since,
            State::Watch => rule.active_from,
            _ => None,
        };
        if let Some(first) = first.filter(|first| *first > gate.as_of) {
            add(first, "rule", phrase!("`{}` is asked from then on: {}", &rule.id, &rule.title));
        }
    }
    let waived = outcome.findings.iter().filter_map(Finding::waiver).collect::<std::collections::BTreeSet<usize>>();
    for waiver in waived.iter().filter_map(|at| gate.waivers.entries.get(*at)) {
        add(
            waiver.expires,
            "waiver",
            phrase!("the last day of the waiver of `{}`, granted by {}", &waiver.rule.value, &waiver.approved_by),
        );
    }
    for held in scene.evidence.iter().filter(|held| held.whole || !held.rows.is_empty()) {
        if let Some(last) = held.document.valid_until {
            add(last, "document", phrase!("the last day of the document `{}`: {}", &held.document.id, &held.document.title));
        }
    }
    for finding in &outcome.findings {
        let SubjectAt::Component(row) = finding.subject else { continue };
        if let Some((day, ids)) = exploited(gate, judged, finding) {
            add(
                day,
                "exploited",
                phrase!("{} in {} is to be mended, by the list of exploited vulnerabilities", ids, bom.label(row)),
            );
        }
    }
    let uses = |check: &str| gate.plan.rules.iter().any(|rule| rule.require.uses(check));
    if uses("catalogued") {
        let head = &gate.lists.catalogue().head;
        add(head.expires, "catalogue", phrase!("the last day of the catalogue of dangerous components, {}", &head.version));
    }
    let most = gate.judgement.max_advisory_age.or_else(|| gate.plan.lookups.iter().map(|lookups| lookups.max_age_days).min());
    if let (Some(of), Some(most)) = (facts.advice.standing.day(), most) {
        let last = of.saturating_add(jiff::Span::new().days(i64::from(most)));
        add(last, "advisories", phrase!("the last day of the advisories of {}", of.to_string()));
    }
    for pack in &gate.plan.packs {
        if let Some(day) = pack.review_by {
            add(day, "pack", phrase!("the sources of pack {} are to be read again", &pack.name));
        }
    }
    days.sort_by_cached_key(|deadline| (deadline.day, deadline.kind, deadline.what.to_string()));
    days.dedup_by_key(|deadline| (deadline.day, deadline.kind, deadline.what.to_string()));
    days
}

/// The day by which each finding is to be mended, by rule and subject: what the list of exploited vulnerabilities says, or what the
/// level of the catalogue gives from the day of judgement on. The earlier one counts.
pub fn due(gate: &Gate, judged: &Judged) -> BTreeMap<(String, String), Date> {
    let mut due: BTreeMap<(String, String), Date> = BTreeMap::new();
    for finding in judged.outcome.findings.iter().filter(|finding| !finding.lifted()) {
        let days = [exploited(gate, judged, finding).map(|(day, _)| day), reaction(gate, judged, finding)];
        let Some(day) = days.into_iter().flatten().min() else { continue };
        let key = (gate.plan.rules[finding.rule()].id.clone(), identity(&judged.bom, finding.subject));
        due.entry(key).and_modify(|known| *known = day.min(*known)).or_insert(day);
    }
    due
}

/// The earliest day by which an exploited vulnerability behind a finding is to be mended, and the vulnerabilities of that day.
fn exploited(gate: &Gate, judged: &Judged, finding: &Finding) -> Option<(Date, String)> {
    let SubjectAt::Component(row) = finding.subject else { return None };
    let require = &gate.plan.rules[finding.rule()].require;
    let asks = Asks::of(|check| require.forbids(check))?;
    let scene = gate.scene(&judged.bom, &judged.facts);
    let listed = weighing(&scene, row, asks).into_iter().filter_map(|hit| {
        let due = hit.exploited.as_ref()?.due.as_deref()?;
        Some((due.get(..10)?.parse::<Date>().ok()?, hit.id.clone()))
    });
    let listed: Vec<(Date, String)> = listed.collect();
    let day = listed.iter().map(|(day, _)| *day).min()?;
    let ids: Vec<&str> = listed.iter().filter(|(of, _)| *of == day).map(|(_, id)| id.as_str()).collect();
    Some((day, ids.join(", ")))
}

/// The day that the level of a catalogue entry gives, counted from the day of judgement.
fn reaction(gate: &Gate, judged: &Judged, finding: &Finding) -> Option<Date> {
    let SubjectAt::Component(row) = finding.subject else { return None };
    let rule = &gate.plan.rules[finding.rule()];
    let level = rule.require.forbids("catalogued").filter(|_| rule.level >= Level::Low)?;
    let level = Danger::of_word(level.trim_matches('"')).unwrap_or(Danger::Blue);
    let scene = gate.scene(&judged.bom, &judged.facts);
    let worst = dangers(&scene, row, level).map(|danger| danger.level()).max()?;
    Some(gate.as_of.saturating_add(jiff::Span::new().days(i64::from(worst.days()?))))
}
