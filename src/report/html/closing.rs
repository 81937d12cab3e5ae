//! The last sections: what could not be established, the operator's papers, imperfections, profiles, what was not asked, and
//! what the verdict rests on.

use super::super::View;
use super::desk::Desk;
use super::shown::Shown;
use super::words::WORDS;
use crate::evaluate::Completeness;
use crate::model::{NoteCode, Severity};
use crate::report::terminal::closing::{UNASKED, advisories, next_tier};
use crate::report::terminal::completeness::shown;
use crate::report::terminal::{opening, overview};
use std::collections::BTreeMap;

/// Places of one code that are shown; all stand in the JSON report.
const PLACES: usize = 10;

/// Notes of one code.
pub(super) struct OfCode {
    pub(super) code: &'static str,
    pub(super) number: usize,
    pub(super) places: Vec<(Shown, Shown, Shown)>,
    pub(super) more: usize,
    /// What the writer of the bill must change.
    pub(super) fix: Option<&'static str>,
}

/// One thing that could not be established.
pub(super) struct Open {
    pub(super) name: Shown,
    pub(super) text: Shown,
    pub(super) count: usize,
    pub(super) accepted: bool,
}

/// One fault in the operator's papers.
pub(super) struct Paper {
    pub(super) kind: &'static str,
    pub(super) decides: bool,
    pub(super) place: Shown,
    pub(super) text: Shown,
}

/// One profile, measured.
pub(super) struct Profile {
    pub(super) title: Shown,
    pub(super) stated: usize,
    pub(super) of: usize,
    pub(super) kinds: Vec<(&'static str, usize, usize)>,
    pub(super) elements: Vec<Element>,
    pub(super) idle: Vec<Shown>,
    pub(super) not_asked: Vec<Shown>,
}

/// What the bill says of one element, for one kind of part.
pub(super) struct Element {
    pub(super) name: Shown,
    pub(super) kind: &'static str,
    pub(super) said: String,
    pub(super) title: Shown,
}

/// A term of the receipt and what stands under it.
pub(super) struct Term {
    pub(super) label: &'static str,
    pub(super) lines: Vec<Shown>,
}

pub(super) fn gaps(desk: &Desk<'_>) -> Vec<Open> {
    let gaps = desk.judged.outcome.gaps.iter();
    gaps.map(|gap| Open { name: Shown::of(&gap.name), text: Shown::of(&gap.text), count: gap.count, accepted: gap.accepted })
        .collect()
}

pub(super) fn papers(desk: &Desk<'_>) -> Vec<Paper> {
    let lapses = desk.judged.outcome.lapses.iter();
    lapses
        .map(|lapse| Paper {
            kind: lapse.kind.word(),
            decides: lapse.kind.gates(),
            place: Shown::of(&lapse.place),
            text: Shown::of(&lapse.text),
        })
        .collect()
}

/// What alone rejects the bill.
pub(super) fn rejections(desk: &Desk<'_>) -> Vec<OfCode> {
    let codes = NoteCode::ALL.iter().filter(|code| code.severity() == Severity::Reject);
    let of_code = codes.map(|code| {
        let notes = desk.judged.bom.noted(*code);
        let places = notes.map(|note| (note.place, note.pointer.clone(), note.message.as_str()));
        OfCode { fix: Some(opening::mend(*code)), ..OfCode::of(desk, code.word(), places.collect()) }
    });
    of_code.filter(|of_code| of_code.number > 0).collect()
}

/// Imperfections that did not keep the bill from being judged.
pub(super) fn notes(desk: &Desk<'_>) -> Vec<OfCode> {
    let bom = &desk.judged.bom;
    let mut by_code: BTreeMap<&'static str, Vec<(crate::base::Place, String, &str)>> = BTreeMap::new();
    for note in bom.notes.iter().filter(|note| note.code.severity() != Severity::Reject) {
        by_code.entry(note.code.word()).or_default().push((note.place, note.pointer.clone(), &note.message));
    }
    for note in &desk.judged.facts.notes {
        let start = bom.components.span[note.row].start;
        by_code.entry(note.code.word()).or_default().push((start, bom.pointer(note.row), &note.message));
    }
    by_code.into_iter().map(|(code, notes)| OfCode::of(desk, code, notes)).collect()
}

impl OfCode {
    fn of(desk: &Desk<'_>, code: &'static str, notes: Vec<(crate::base::Place, String, &str)>) -> Self {
        let number = notes.len();
        let place = |at| Shown::of(&desk.line(at));
        let places = notes.into_iter().take(PLACES);
        let places = places.map(|(at, pointer, message)| (place(at), Shown::of(&pointer), Shown::of(message))).collect();
        Self { code, number, places, more: number.saturating_sub(PLACES), fix: None }
    }
}

/// Facts of the buyer that rules wait for, in a sentence.
pub(super) fn waiting(desk: &Desk<'_>) -> Option<String> {
    let facts = overview::unstated_facts(desk.view, desk.judged);
    let words = desk.view.words();
    (!facts.is_empty()).then(|| format!("{}{}", words.say(overview::WAITING), overview::waiting_for(words, &facts)))
}

/// How many rules were not asked, and why.
pub(super) fn unasked(desk: &Desk<'_>) -> Vec<String> {
    let plan = &desk.view.gate.plan;
    let tallies = || desk.judged.outcome.tallies.iter().filter(|tally| plan.rules[tally.rule].element.is_none());
    let counted = UNASKED.map(|(state, words)| (tallies().filter(|tally| tally.state == state).count(), words));
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect()
}

/// Rules the next tier would ask: id and title.
pub(super) fn next(desk: &Desk<'_>) -> Vec<(Shown, Shown)> {
    next_tier(desk.view, desk.judged).map(|rule| (Shown::of(&rule.id), Shown::prose(&rule.title))).collect()
}

pub(super) fn profiles(desk: &Desk<'_>) -> Vec<Profile> {
    desk.judged.outcome.completeness.iter().map(|measured| profile(desk.view, measured)).collect()
}

fn profile(view: &View<'_>, measured: &Completeness) -> Profile {
    let plan = &view.gate.plan;
    let pack = &plan.packs[measured.pack];
    let (stated, of) = measured.score();
    let name = |at: usize| Shown::of(plan.rules[at].element.as_deref().unwrap_or_default());
    let kinds = measured.elements.iter().flat_map(|element| element.kinds.iter().map(move |kind| (element.rule, kind)));
    Profile {
        title: Shown::of(&format!("{}: {}", pack.name, pack.title)),
        stated,
        of,
        kinds: measured.by_kind().into_iter().map(|(kind, (stated, of))| (kind, stated, of)).collect(),
        elements: kinds
            .map(|(rule, (kind, counts))| Element {
                name: name(rule),
                kind,
                said: shown(view.words(), counts),
                title: Shown::prose(&plan.rules[rule].title),
            })
            .collect(),
        idle: measured.idle.iter().map(|at| name(*at)).collect(),
        not_asked: pack
            .not_asked
            .iter()
            .map(|entry| Shown::prose(&format!("{} {}: {}", entry.element, entry.title, entry.because)))
            .collect(),
    }
}

/// What was read, and by which rules, papers and lists it was judged.
pub(super) fn receipt(desk: &Desk<'_>) -> Vec<Term> {
    let document = &desk.judged.bom.document;
    let bill = [format!(
        "{} {}, {} {}, sha256 {}",
        document.format, document.spec_version, document.bytes, WORDS.bytes, document.sha256
    )];
    let layers = document.layers.iter().map(|layer| {
        format!("{} {} {}, {} {}, sha256 {}", layer.inside, WORDS.inside, layer.what, layer.bytes, WORDS.bytes, layer.sha256)
    });
    let said =
        [(WORDS.serial, desk.judged.bom.value(document.serial)), (WORDS.made_on, desk.judged.bom.value(document.timestamp))];
    let said = said.into_iter().filter_map(|(label, value)| value.map(|value| format!("{label} {value}")));
    let attested = document.attestation.iter().flat_map(|attestation| &attestation.subjects);
    let attested = attested.map(|subject| format!("{subject} ({})", WORDS.not_verified));
    let mut terms = vec![term(WORDS.bill, bill.into_iter().chain(layers).chain(said)), term(WORDS.attested_of, attested)];
    terms.push(term(WORDS.advisories, std::iter::once(advisories(desk.view.words(), &desk.judged.facts.advice.standing))));
    terms.extend(judged_by(desk.view));
    terms.into_iter().filter(|term| !term.lines.is_empty()).collect()
}

fn term(label: &'static str, lines: impl Iterator<Item = String>) -> Term {
    Term { label, lines: lines.map(|line| Shown::of(&line)).collect() }
}

fn judged_by(view: &View<'_>) -> Vec<Term> {
    let gate = view.gate;
    let packs = gate.plan.packs.iter().map(|pack| {
        let overdue = pack.review_by.filter(|day| *day < gate.as_of);
        let overdue = overdue.map_or_else(String::new, |day| format!(" — {} {day}", WORDS.review_overdue));
        format!("{} {}, {}, sha256 {}{overdue}", pack.name, pack.version, pack.file, pack.sha256)
    });
    let papers = gate.papers.iter().map(|paper| {
        let signed = paper.signed_by.as_ref().map_or_else(String::new, |signer| format!(", {} {signer}", WORDS.signed_by));
        format!("{} {}, sha256 {}{signed}", paper.role, paper.file, paper.sha256)
    });
    let codes =
        |countries: &[crate::enrich::Country]| countries.iter().map(|country| country.as_str()).collect::<Vec<_>>().join(" ");
    let buyer = [
        (WORDS.home, gate.buyer.home_word.clone()),
        (WORDS.trusted, codes(&gate.buyer.trusted)),
        (WORDS.restricted, codes(&gate.buyer.restricted)),
        (WORDS.facts, gate.buyer.facts.iter().map(|(fact, holds)| format!("{fact}={holds}")).collect::<Vec<_>>().join(" ")),
        (WORDS.accepted, gate.judgement.accept.join(" ")),
        (WORDS.overlays, gate.judgement.overlays.join(" ")),
    ];
    let buyer = buyer.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("{label}: {text}"));
    let terms = [
        format!("bomgate {}", env!("CARGO_PKG_VERSION")),
        format!("{} {}", WORDS.as_of, gate.as_of),
        format!("{} {}, {} {}", WORDS.tier, gate.judgement.tier, WORDS.fails_on, gate.judgement.fail_on.word()),
    ];
    let lists = [format!("sha256 {}", gate.lists.digest())];
    vec![
        term(WORDS.packs, packs),
        term(WORDS.papers, papers),
        term(WORDS.lists, lists.into_iter()),
        term(WORDS.buyer, buyer),
        term(WORDS.judged_by, terms.into_iter()),
    ]
}
