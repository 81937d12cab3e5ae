//! The first lines: why the verdict is what it is, what was covered, why a bill was rejected, where the parts come from.

use super::super::View;
use super::super::page::{Ink, Page, ink};
use super::super::words::Words;
use crate::base::Truth;
use crate::check::{BEHIND, Class, Scene, counts};
use crate::enrich::Country;
use crate::evaluate::Outcome;
use crate::gate::Judged;
use crate::model::{NoteCode, Row, Severity};
use crate::policy::Level;
use crate::read::{AttestationFault, ReadError};
use crate::report::Delivery;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Why, in a sentence without an end.
pub(in crate::report) fn reason(words: Words, delivery: &Delivery) -> String {
    let judged = match &delivery.result {
        Ok(judged) => judged,
        Err(error) => {
            let place = error.place();
            return place
                .map_or_else(|| words.say("cannot be read").to_owned(), |place| words.fill("cannot be read, {}", &[&place]));
        }
    };
    let outcome = &judged.outcome;
    match outcome.verdict.code() {
        0 => words.fill(
            "{} read, {} asked, no deciding rule failed",
            &[&words.count(outcome.coverage.components.of, "component"), &words.count(outcome.coverage.rules.of, "rule")],
        ),
        1 => failed(words, outcome),
        3 => {
            let codes: BTreeSet<&str> = judged.bom.rejections().map(|note| note.code.word()).collect();
            words.fill("ambiguous or hiding something: {}", &[&some(words, &codes.into_iter().collect::<Vec<_>>())])
        }
        _ => {
            let open: Vec<&str> = outcome.gaps.iter().filter(|gap| !gap.accepted).map(|gap| gap.name.as_str()).collect();
            words.fill("{} could not be established: {}", &[&words.count(open.len(), "thing"), &some(words, &open)])
        }
    }
}

/// The first three of the words, and how many more.
fn some(say: Words, words: &[&str]) -> String {
    match words {
        [one, two, three, rest @ ..] if rest.len() > 1 => say.fill("{}, {}, {} and {} more", &[one, two, three, &rest.len()]),
        all => all.join(", "),
    }
}

fn failed(words: Words, outcome: &Outcome) -> String {
    let gating = |answer: Truth| {
        let of_answer = outcome.findings.iter().filter(|found| found.decides() && found.answer == answer);
        of_answer.map(|found| found.rule()).collect::<BTreeSet<usize>>()
    };
    let (violated, unproven) = (gating(Truth::No), gating(Truth::Unknown));
    let only_unproven = unproven.difference(&violated).count();
    let rules = |number: usize| words.count(number, "rule");
    let mut parts: Vec<String> = match (violated.len(), only_unproven) {
        (0, 0) => Vec::new(),
        (0, unproven) => vec![words.fill("{} not demonstrated", &[&rules(unproven)])],
        (violated, 0) => vec![words.fill("{} violated", &[&rules(violated)])],
        (violated, unproven) => vec![words.fill("{} violated, {} not demonstrated", &[&rules(violated), &unproven])],
    };
    let lapses: BTreeSet<&str> =
        outcome.lapses.iter().filter(|lapse| lapse.kind.gates()).map(|lapse| lapse.kind.word()).collect();
    parts.extend(lapses.into_iter().map(str::to_owned));
    words.list(&parts)
}

/// What was covered, in one line.
pub(super) fn coverage(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let covered = &judged.outcome.coverage;
    let open = covered.gaps.of - covered.gaps.done;
    let words = view.words();
    let accepted = if covered.gaps.done > 0 { words.fill(" ({} accepted)", &[&covered.gaps.done]) } else { String::new() };
    let buyer = &view.gate.buyer;
    let instead = judged.facts.advice.standing.in_place_of();
    let instead = instead.map_or("", |_| words.say(" in the database, as the service failed"));
    let text = words.fill(
        "coverage: components {} · rules {} · look-ups {}{} · gaps {} open{} · home {} · judged for {} · facts from lists {}",
        &[
            &covered.components,
            &covered.rules,
            &covered.lookups,
            &instead,
            &open,
            &accepted,
            &if buyer.home_word.is_empty() { words.say("not stated") } else { &buyer.home_word },
            &view.gate.as_of,
            &view.gate.lists.digest().get(..12).unwrap_or_default(),
        ],
    );
    page.flow(2, 4, &[ink(Ink::Faint, text)])
}

/// What the baseline hides, by level.
pub(super) fn baseline(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let Some(against) = judged.outcome.baseline else { return Ok(()) };
    let words = view.words();
    if !against.knows {
        let text = words.say("the baseline does not know this delivery: it hides nothing");
        return page.flow(2, 4, &[ink(Ink::Warn, text)]);
    }
    let of_level = |level: Level| {
        let hidden = judged.outcome.findings.iter().filter(|found| found.known);
        hidden.filter(|found| view.gate.plan.rules[found.rule()].level == level).count()
    };
    let levels: Vec<String> = Level::ALL
        .into_iter()
        .map(|level| (level, of_level(level)))
        .filter(|(_, number)| *number > 0)
        .map(|(level, number)| format!("{} {number}", words.word("level", level.word())))
        .collect();
    let hidden = if levels.is_empty() { words.say("nothing").to_owned() } else { words.list(&levels) };
    let text = words.fill(
        "hidden by the baseline: {} · mended since: {} · only new findings are shown and count",
        &[&hidden, &against.mended],
    );
    page.flow(2, 4, &[ink(Ink::Warn, text)])
}

/// What alone makes the bill unfit.
pub(super) fn rejections(page: &mut Page<'_>, words: Words, judged: &Judged) -> io::Result<()> {
    let total = judged.bom.rejections().count();
    if total == 0 {
        return Ok(());
    }
    page.gap()?;
    page.heading(
        Ink::Bad,
        words.say("REJECTED"),
        words.say("the bill is ambiguous or hides something; what follows was judged all the same"),
    )?;
    for code in NoteCode::ALL.iter().filter(|code| code.severity() == Severity::Reject) {
        let mut notes = judged.bom.noted(*code).peekable();
        if notes.peek().is_none() {
            continue;
        }
        page.flow(2, 4, &[ink(Ink::Strong, code.word()), ink(Ink::Plain, words.gloss("note", code.word()))])?;
        for note in notes.by_ref().take(5) {
            page.flow(4, 6, &[super::place(&judged.bom, note.place), ink(Ink::Faint, format!("  {}", note.pointer))])?;
            page.flow(6, 6, &[ink(Ink::Plain, words.phrase(&note.message))])?;
        }
        let rest = notes.count();
        if rest > 0 {
            page.flow(4, 6, &[ink(Ink::Faint, words.fill("and {} more (all are in --format json)", &[&rest]))])?;
        }
        page.field(4, words.say("fix"), &[ink(Ink::Plain, words.say(mend(*code)))])?;
    }
    Ok(())
}

/// What the writer of the bill must change.
pub(in crate::report) fn mend(code: NoteCode) -> &'static str {
    match code {
        NoteCode::DuplicateRef => "Give every element a bom-ref of its own, and point references at the one that is meant.",
        NoteCode::DanglingRef => {
            "Give the part that is meant this bom-ref, or point the reference at a bom-ref that is declared."
        }
        NoteCode::UnknownRootKey => "Remove the key or spell it as the specification does.",
        NoteCode::HiddenContainer => {
            "Put the components into `components`, `services` or another place the specification has for them."
        }
        NoteCode::Unidentified => "Give every component its `type` and `name`.",
        NoteCode::PurlNotCanonical => "Write the package URL in its canonical form.",
        NoteCode::ForbiddenCharacter => "Write identifiers in plain printable characters.",
        NoteCode::PartNotRead => "Write the element in the shape the specification gives it.",
        NoteCode::BomLink => "Deliver the other bill too, or describe its parts in this one.",
        NoteCode::CompositionIncomplete => "Complete the bill, then say so in `compositions[].aggregate`.",
        _ => "Correct the place as the specification of the format asks.",
    }
}

/// What to do about an input that cannot be read.
pub fn remedy(error: &ReadError) -> &'static str {
    match error.innermost() {
        ReadError::Io(_) => "Look at the file and the rights on it, then check again.",
        ReadError::Json(_) => "Ask the vendor for strict JSON (RFC 8259); no reader may guess what was meant.",
        ReadError::Xml(_) => {
            "Ask the vendor for well-formed XML 1.0 in UTF-8, without a DOCTYPE; no reader may guess what was meant."
        }
        ReadError::Limit { .. } => "Ask the vendor for a smaller bill, split by system.",
        ReadError::NotRecognised(_) => "Give a bill in one of the formats named; convert other formats first.",
        ReadError::Ambiguous { .. } => {
            "Ask the vendor for a document of one format; two in one are a way to show each reader another bill."
        }
        ReadError::Packing(_) => "Unpack the file and give the bill itself, or ask the vendor for an undamaged copy.",
        ReadError::Attestation(AttestationFault::NoBill { .. }) => {
            "Give the bill itself, or an attestation whose predicate is one."
        }
        ReadError::Attestation(AttestationFault::Malformed { .. }) | ReadError::Inside { .. } => {
            "Ask the vendor for the bill itself, or for an attestation as the in-toto and DSSE specifications describe it."
        }
        ReadError::NotSpdx { .. } => "Ask the vendor for a document that says `spdxVersion`.",
        ReadError::SpdxVersion { .. } => "Ask the vendor for a document of SPDX 2.2 or 2.3.",
        ReadError::Syntax { .. } => "Ask the vendor to correct the place; no reader may guess what was meant.",
        ReadError::NotSpdx3 { .. } => {
            "Ask the vendor for SPDX 3.0.1 with the context `https://spdx.org/rdf/3.0.1/spdx-context.jsonld` alone."
        }
        ReadError::NotCycloneDx { .. } => {
            "Ask the vendor for a document that says `\"bomFormat\": \"CycloneDX\"`, or XML of a CycloneDX namespace."
        }
        ReadError::UnsupportedVersion { .. } => "Ask the vendor for a bill of CycloneDX 1.2 to 1.7.",
    }
}

/// Where the delivered parts come from, as the buyer sees it.
pub(super) fn origins(page: &mut Page<'_>, words: Words, scene: &Scene<'_>) -> io::Result<()> {
    if scene.buyer.home.is_empty() || scene.bom.components.is_empty() {
        return Ok(());
    }
    let parts = &scene.bom.components;
    let mut of: BTreeMap<(u8, Option<Country>), Vec<Row>> = BTreeMap::new();
    for row in parts.rows().filter(|row| parts.role[*row].delivered()) {
        let origins = scene
            .facts
            .origins
            .of(row)
            .iter()
            .filter(|origin| BEHIND & origin.dimension.bit() != 0 && counts(scene, row, origin));
        let countries: BTreeSet<Country> = origins.filter_map(|origin| origin.country).collect();
        if countries.is_empty() {
            of.entry((5, None)).or_default().push(row);
        }
        for country in countries {
            of.entry((rank(scene.buyer.class(country)), Some(country))).or_default().push(row);
        }
    }
    page.gap()?;
    page.heading(
        Ink::Strong,
        words.say("ORIGIN"),
        &words.fill("of what is delivered, seen from {}; `bomgate show --origin` says why", &[&scene.buyer.home_word]),
    )?;
    let rows: Vec<Vec<String>> = of
        .iter()
        .map(|((_, country), rows)| {
            let class = country.map_or("unknown", |country| scene.buyer.class(country).word());
            let mut names: Vec<String> = rows.iter().take(4).map(|row| scene.bom.label(*row)).collect();
            if rows.len() > 4 {
                names.push(words.fill("and {} more", &[&(rows.len() - 4)]));
            }
            vec![
                words.word("class", class).to_owned(),
                country.map_or("-", |country| country.as_str()).to_owned(),
                rows.len().to_string(),
                words.list(&names),
            ]
        })
        .collect();
    page.table(2, &["class", "country", "parts", "which"].map(|head| words.say(head)), &rows)
}

pub(in crate::report) fn rank(class: Class) -> u8 {
    match class {
        Class::Listed => 0,
        Class::Restricted => 1,
        Class::Foreign => 2,
        Class::Trusted => 3,
        Class::Home | Class::Unknown => 4,
    }
}
