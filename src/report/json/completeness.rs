//! The shape of a profile's measurement in the JSON report.

use super::super::View;
use crate::evaluate::{Completeness, Counts};
use crate::policy::Presence;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Profile<'a> {
    profile: &'a str,
    title: &'a str,
    stated_throughout: usize,
    applicable: usize,
    kinds: Vec<Share>,
    elements: Vec<Element<'a>>,
    not_applicable: Vec<&'a str>,
    not_asked: Vec<NotAsked<'a>>,
}

#[derive(Serialize)]
struct Share {
    kind: &'static str,
    stated: usize,
    of: usize,
}

#[derive(Serialize)]
struct Element<'a> {
    element: &'a str,
    rule: &'a str,
    title: &'a str,
    requires: &'a str,
    parts: Vec<Parts>,
}

#[derive(Serialize)]
struct Parts {
    kind: &'static str,
    stated: usize,
    withheld: usize,
    declared_unknown: usize,
    declared_none: usize,
    falls_short: usize,
    absent: usize,
}

#[derive(Serialize)]
struct NotAsked<'a> {
    element: &'a str,
    title: &'a str,
    because: &'a str,
}

/// One profile, measured.
pub(super) fn profile<'a>(view: &View<'a>, measured: &Completeness) -> Profile<'a> {
    let plan = &view.gate.plan;
    let pack = &plan.packs[measured.pack];
    let (stated_throughout, applicable) = measured.score();
    let name = |at: usize| plan.rules[at].element.as_deref().unwrap_or_default();
    Profile {
        profile: &pack.name,
        title: &pack.title,
        stated_throughout,
        applicable,
        kinds: measured.by_kind().into_iter().map(|(kind, (stated, of))| Share { kind, stated, of }).collect(),
        elements: measured
            .elements
            .iter()
            .map(|element| Element {
                element: name(element.rule),
                rule: &plan.rules[element.rule].id,
                title: &plan.rules[element.rule].title,
                requires: &plan.rules[element.rule].require_text,
                parts: element.kinds.iter().map(|(kind, counts)| parts(kind, counts)).collect(),
            })
            .collect(),
        not_applicable: measured.idle.iter().map(|at| name(*at)).collect(),
        not_asked: pack
            .not_asked
            .iter()
            .map(|entry| NotAsked { element: &entry.element, title: &entry.title, because: &entry.because })
            .collect(),
    }
}

fn parts(kind: &'static str, counts: &Counts) -> Parts {
    let of = |said: Presence| counts.get(&said).copied().unwrap_or_default();
    Parts {
        kind,
        stated: of(Presence::Stated),
        withheld: of(Presence::Withheld),
        declared_unknown: of(Presence::Unknown),
        declared_none: of(Presence::Nothing),
        falls_short: of(Presence::Short),
        absent: of(Presence::Absent),
    }
}
