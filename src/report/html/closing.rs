//! The last sections: what could not be established, the operator's papers, imperfections, profiles, what was not asked, and
//! what the verdict rests on.

use super::super::View;
use super::desk::Desk;
use super::shown::Shown;
use crate::base::Phrase;
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
    /// What the code means, where the language is not that of the code.
    pub(super) gloss: String,
    pub(super) number: usize,
    pub(super) places: Vec<(Shown, Shown, Shown)>,
    pub(super) more: Option<String>,
    /// What the writer of the bill must change.
    pub(super) fix: Option<&'static str>,
}

/// One thing that could not be established.
pub(super) struct Open {
    pub(super) name: Shown,
    pub(super) text: Shown,
    /// How often, where more than once.
    pub(super) times: String,
    pub(super) accepted: bool,
}

/// One fault in the operator's papers.
pub(super) struct Paper {
    pub(super) kind: &'static str,
    /// What the word means, where the language is not that of the word.
    pub(super) gloss: String,
    pub(super) decides: bool,
    pub(super) place: Shown,
    pub(super) text: Shown,
}

/// One profile, measured.
pub(super) struct Profile {
    pub(super) title: Shown,
    /// How much of it is stated, in a sentence.
    pub(super) score: String,
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
    gaps.map(|gap| Open {
        name: Shown::of(&gap.name),
        text: Shown::of(&desk.say.phrase(&gap.text)),
        times: times(desk, gap.count),
        accepted: gap.accepted,
    })
    .collect()
}

fn times(desk: &Desk<'_>, count: usize) -> String {
    if count > 1 { desk.say.fill(" ({} times)", &[&count]) } else { String::new() }
}

pub(super) fn papers(desk: &Desk<'_>) -> Vec<Paper> {
    let lapses = desk.judged.outcome.lapses.iter();
    lapses
        .map(|lapse| Paper {
            kind: lapse.kind.word(),
            gloss: desk.say.gloss("lapse", lapse.kind.word()),
            decides: lapse.kind.gates(),
            place: Shown::of(&lapse.place),
            text: Shown::of(&desk.say.phrase(&lapse.text)),
        })
        .collect()
}

/// What alone rejects the bill.
pub(super) fn rejections(desk: &Desk<'_>) -> Vec<OfCode> {
    let codes = NoteCode::ALL.iter().filter(|code| code.severity() == Severity::Reject);
    let of_code = codes.map(|code| {
        let notes = desk.judged.bom.noted(*code);
        let places = notes.map(|note| (note.place, note.pointer.clone(), &note.message));
        OfCode { fix: Some(desk.say.say(opening::mend(*code))), ..OfCode::of(desk, code.word(), places.collect()) }
    });
    of_code.filter(|of_code| of_code.number > 0).collect()
}

/// Imperfections that did not keep the bill from being judged.
pub(super) fn notes(desk: &Desk<'_>) -> Vec<OfCode> {
    let bom = &desk.judged.bom;
    let mut by_code: BTreeMap<&'static str, Vec<(crate::base::Place, String, &Phrase)>> = BTreeMap::new();
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
    fn of(desk: &Desk<'_>, code: &'static str, notes: Vec<(crate::base::Place, String, &Phrase)>) -> Self {
        let number = notes.len();
        let place = |at| Shown::of(&desk.line(at));
        let places = notes.into_iter().take(PLACES);
        let places =
            places.map(|(at, pointer, message)| (place(at), Shown::of(&pointer), Shown::of(&desk.say.phrase(message)))).collect();
        let more = number.saturating_sub(PLACES);
        let more = (more > 0).then(|| desk.say.fill("and {} more (all are in --format json)", &[&more]));
        Self { code, gloss: desk.say.gloss("note", code), number, places, more, fix: None }
    }
}

/// Facts of the buyer that rules wait for, in a sentence.
pub(super) fn waiting(desk: &Desk<'_>) -> Option<String> {
    let facts = overview::unstated_facts(desk.view, desk.judged);
    let words = desk.say;
    (!facts.is_empty()).then(|| format!("{}{}", words.say(overview::WAITING), overview::waiting_for(words, &facts)))
}

/// How many rules were not asked, and why.
pub(super) fn unasked(desk: &Desk<'_>) -> Vec<String> {
    let plan = &desk.view.gate.plan;
    let tallies = || desk.judged.outcome.tallies.iter().filter(|tally| plan.rules[tally.rule].element.is_none());
    let counted = UNASKED.map(|(state, words)| (tallies().filter(|tally| tally.state == state).count(), words));
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {}", desk.say.say(words))).collect()
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
    let say = view.words();
    let (stated, of) = measured.score();
    let by_kind = measured.by_kind().into_iter();
    let by_kind: Vec<String> = by_kind.map(|(kind, (stated, of))| format!("{} {stated}/{of}", say.word("kind", kind))).collect();
    let name = |at: usize| Shown::of(plan.rules[at].element.as_deref().unwrap_or_default());
    let kinds = measured.elements.iter().flat_map(|element| element.kinds.iter().map(move |kind| (element.rule, kind)));
    Profile {
        title: Shown::of(&say.fill("{}: {}", &[&pack.name, &pack.title])),
        score: format!(
            "{}{}",
            say.fill("{} of {} elements are stated by every part they apply to", &[&stated, &of]),
            say.fill("; part by part: {}", &[&by_kind.join(" · ")])
        ),
        elements: kinds
            .map(|(rule, (kind, counts))| Element {
                name: name(rule),
                kind: say.word("kind", kind),
                said: shown(say, counts),
                title: Shown::prose(&plan.rules[rule].title),
            })
            .collect(),
        idle: measured.idle.iter().map(|at| name(*at)).collect(),
        not_asked: pack
            .not_asked
            .iter()
            .map(|entry| Shown::prose(&say.fill("{} {}: {}", &[&entry.element, &entry.title, &entry.because])))
            .collect(),
    }
}

/// What was read, and by which rules, papers and lists it was judged.
pub(super) fn receipt(desk: &Desk<'_>) -> Vec<Term> {
    let document = &desk.judged.bom.document;
    let say = desk.say;
    let bill =
        [say.fill("{} {}, {} bytes, sha256 {}", &[&document.format, &document.spec_version, &document.bytes, &document.sha256])];
    let layers = document
        .layers
        .iter()
        .map(|layer| say.fill("{} in {}, {} bytes, sha256 {}", &[&layer.inside, &layer.what, &layer.bytes, &layer.sha256]));
    let said =
        [(desk.w.serial, desk.judged.bom.value(document.serial)), (desk.w.made_on, desk.judged.bom.value(document.timestamp))];
    let said = said.into_iter().filter_map(|(label, value)| value.map(|value| say.fill("{} {}", &[&label, &value])));
    let attested = document.attestation.iter().flat_map(|attestation| &attestation.subjects);
    let attested = attested.map(|subject| format!("{subject}{}", say.say(" (not verified)")));
    let mut terms = vec![term(desk.w.bill, bill.into_iter().chain(layers).chain(said)), term(desk.w.attested_of, attested)];
    terms.push(term(desk.w.advisories, std::iter::once(advisories(say, &desk.judged.facts.advice.standing))));
    terms.extend(judged_by(desk));
    terms.into_iter().filter(|term| !term.lines.is_empty()).collect()
}

fn term(label: &'static str, lines: impl Iterator<Item = String>) -> Term {
    Term { label, lines: lines.map(|line| Shown::of(&line)).collect() }
}

fn judged_by(desk: &Desk<'_>) -> Vec<Term> {
    let (gate, say) = (desk.view.gate, desk.say);
    let packs = gate.plan.packs.iter().map(|pack| {
        let overdue = pack.review_by.filter(|day| *day < gate.as_of);
        let overdue = overdue.map_or_else(String::new, |day| say.fill(" — past its review date {}", &[&day]));
        format!("{} {}, {}, sha256 {}{overdue}", pack.name, pack.version, pack.file, pack.sha256)
    });
    let papers = gate.papers.iter().map(|paper| {
        let signed = paper.signed_by.as_ref().map_or_else(String::new, |signer| say.fill(", signed by {}", &[signer]));
        format!("{} {}, sha256 {}{signed}", say.word("role", paper.role), paper.file, paper.sha256)
    });
    let codes =
        |countries: &[crate::enrich::Country]| countries.iter().map(|country| country.as_str()).collect::<Vec<_>>().join(" ");
    let buyer = [
        (desk.w.home, gate.buyer.home_word.clone()),
        (desk.w.trusted, codes(&gate.buyer.trusted)),
        (desk.w.restricted, codes(&gate.buyer.restricted)),
        (desk.w.facts, gate.buyer.facts.iter().map(|(fact, holds)| format!("{fact}={holds}")).collect::<Vec<_>>().join(" ")),
        (desk.w.accepted, gate.judgement.accept.join(" ")),
        (desk.w.overlays, gate.judgement.overlays.join(" ")),
    ];
    let buyer = buyer.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| say.fill("{}: {}", &[&label, &text]));
    let terms = [
        format!("bomgate {}", env!("CARGO_PKG_VERSION")),
        say.fill("as of {}", &[&gate.as_of]),
        say.fill("tier {}, fails on {}", &[&gate.judgement.tier, &say.word("level", gate.judgement.fail_on.word())]),
    ];
    let lists = [format!("sha256 {}", gate.lists.digest())];
    vec![
        term(desk.w.packs, packs),
        term(desk.w.papers, papers),
        term(desk.w.lists, lists.into_iter()),
        term(desk.w.buyer, buyer),
        term(desk.w.judged_by, terms.into_iter()),
    ]
}
