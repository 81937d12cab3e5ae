//! One delivery on the page: its verdict, then its sections.

use super::super::{Delivery, View};
use super::closing::{self, OfCode, Open, Paper, Profile, Term};
use super::desk::Desk;
use super::findings::Findings;
use super::first::First;
use super::graph::{self, Drawing};
use super::index::{self, Bar};
use super::origin::{self, Origins};
use super::shown::Shown;
use super::table::{Table, Waiting};
use super::words::Labels;
use super::{advisories, components};
use crate::evaluate::{Fraction, Verdict};
use crate::gate::Judged;
use crate::read::ReadError;
use crate::report::terminal::{opening, remedy};
use crate::report::words::Words;
use askama::Template;
use std::borrow::Cow;

/// A verdict as the page marks it: a word, a colour, a sign.
pub(super) struct Mark {
    pub(super) word: Cow<'static, str>,
    pub(super) looks: &'static str,
    pub(super) sign: &'static str,
    pub(super) code: u8,
}

impl Mark {
    pub(super) fn of(say: Words, verdict: Verdict) -> Self {
        let (looks, sign) = match verdict.code() {
            0 => ("pass", "✓"),
            1 => ("fail", "✕"),
            3 => ("reject", "⊘"),
            _ => ("incomplete", "?"),
        };
        Self { word: say.verdict(verdict.word()), looks, sign, code: verdict.code() }
    }
}

/// The first line of a delivery, in the list of all and above its own sections.
pub(super) struct Headline {
    pub(super) id: String,
    pub(super) name: Shown,
    pub(super) mark: Mark,
    pub(super) reason: Shown,
    /// Findings the baseline hides.
    pub(super) hidden: usize,
}

impl Headline {
    pub(super) fn of(say: Words, delivery: &Delivery, number: usize) -> Self {
        Self {
            id: format!("d{number}"),
            name: Shown::of(&delivery.name),
            mark: Mark::of(say, delivery.verdict()),
            reason: Shown::of(&opening::reason(say, delivery)),
            hidden: delivery.result.as_ref().map_or(0, |judged| judged.outcome.hidden()),
        }
    }
}

/// So many of so many.
pub(super) struct Covered {
    pub(super) label: &'static str,
    pub(super) fraction: Fraction,
}

/// A bill that could not be read.
pub(super) struct Unreadable {
    pub(super) message: Shown,
    pub(super) place: Option<Shown>,
    pub(super) remedy: &'static str,
}

impl Unreadable {
    fn of(say: Words, name: &str, error: &ReadError) -> Self {
        let place = error.place().map(|place| Shown::of(&format!("{name}:{place}")));
        Self { message: Shown::of(&say.phrase(&error.reason())), place, remedy: say.say(remedy(error)) }
    }
}

/// The article of one delivery.
#[derive(Template)]
#[template(path = "html/delivery.html")]
pub(super) struct Article<'a> {
    w: &'a Labels,
    head: Headline,
    sections: Result<Sections, Unreadable>,
}

/// What is told of a delivery that was judged.
struct Sections {
    system: Option<Shown>,
    covered: Vec<Covered>,
    percent: Option<String>,
    context: Vec<(&'static str, Shown)>,
    baseline: Option<String>,
    first: First,
    bars: Vec<Bar>,
    origins: Option<Origins>,
    drawing: Option<Drawing>,
    findings: Findings,
    gaps: Vec<Open>,
    papers: Vec<Paper>,
    rejections: Vec<OfCode>,
    notes: Vec<OfCode>,
    waiting_facts: Option<String>,
    unasked: Vec<String>,
    next: Vec<(Shown, Shown)>,
    next_title: String,
    profiles: Vec<Profile>,
    advisories: Option<Table>,
    components: Table,
    receipt: Vec<Term>,
}

impl<'a> Article<'a> {
    /// Works out all sections. Rows past the first of each table go to `waiting`.
    pub(super) fn of(view: &View<'_>, w: &'a Labels, delivery: &Delivery, head: Headline, waiting: &mut Waiting) -> Self {
        let sections = match &delivery.result {
            Ok(judged) => Ok(Sections::of(&Desk::new(view, w, judged, head.id.clone()), waiting)),
            Err(error) => Err(Unreadable::of(view.words(), &delivery.name, error)),
        };
        Self { w, head, sections }
    }
}

impl Sections {
    fn of(desk: &Desk<'_>, waiting: &mut Waiting) -> Self {
        let Judged { bom, outcome, .. } = desk.judged;
        let findings = Findings::of(desk, waiting);
        let first = First::of(desk, &findings);
        let covered = [
            (desk.w.components_read, outcome.coverage.components),
            (desk.w.rules_answered, outcome.coverage.rules),
            (desk.w.looked_up, outcome.coverage.lookups),
            (desk.w.gaps_accepted, outcome.coverage.gaps),
        ];
        let bars = index::bars(desk);
        let gate = desk.view.gate;
        let home = if gate.buyer.home_word.is_empty() { desk.w.not_stated } else { &gate.buyer.home_word };
        let packs: Vec<&str> = gate.plan.packs.iter().map(|pack| pack.name.as_str()).collect();
        Self {
            system: bom.subject().map(|row| Shown::of(&bom.label(row))),
            covered: covered.map(|(label, fraction)| Covered { label, fraction }).into(),
            percent: bars.last().map(|bar| bar.percent.clone()),
            context: vec![
                (desk.w.home, Shown::of(home)),
                (desk.w.as_of, Shown::of(&gate.as_of.to_string())),
                (desk.w.tier, Shown::of(&gate.judgement.tier.to_string())),
                (desk.w.fails_on, Shown::of(desk.say.word("level", gate.judgement.fail_on.word()))),
                (desk.w.packs, Shown::of(&packs.join(desk.say.comma()))),
            ],
            baseline: outcome.baseline.map(|against| match against.knows {
                false => desk.w.baseline_unknown.to_owned(),
                true => desk.say.fill(
                    "{} hidden by the baseline: only new ones count; mended since: {}",
                    &[&desk.say.count(outcome.hidden(), "finding"), &against.mended],
                ),
            }),
            first,
            bars,
            origins: Origins::of(desk),
            drawing: graph::drawing(desk),
            gaps: closing::gaps(desk),
            papers: closing::papers(desk),
            rejections: closing::rejections(desk),
            notes: closing::notes(desk),
            waiting_facts: closing::waiting(desk),
            unasked: closing::unasked(desk),
            next: closing::next(desk),
            next_title: desk.say.fill("Would be asked by tier {}", &[&(gate.judgement.tier + 1)]),
            profiles: closing::profiles(desk),
            advisories: advisories::table(desk, waiting),
            components: components::table(desk, waiting),
            receipt: closing::receipt(desk),
            findings,
        }
    }
}

/// The size of a full bar of the index.
const FULL: f64 = index::FULL;
/// The size of the block picture.
const BLOCKS: (f64, f64) = (origin::WIDTH, origin::HEIGHT);
