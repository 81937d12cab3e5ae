//! The report for people. The first line stands alone; then what was covered, what failed and how to mend it, what could
//! not be established, what it all rests on; the verdict again in the last line.

pub(super) mod closing;
pub(super) mod completeness;
pub(super) mod findings;
pub(super) mod opening;
pub(super) mod overview;

pub use opening::remedy;

use super::page::{Ink, Page, Piece, ink};
use super::words::Words;
use super::{Delivery, View};
use crate::base::Place;
use crate::evaluate::Verdict;
use crate::gate::Judged;
use crate::model::Bom;
use crate::read::ReadError;
use std::io::{self, Write};

/// Writes the report.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, view.width, view.paint).linked(view.links).speaking(view.gate.plan.language);
    let words = view.words();
    if view.deliveries.is_empty() {
        empty_folders(page, view)?;
    }
    for (at, delivery) in view.deliveries.iter().enumerate() {
        if at > 0 {
            page.gap()?;
        }
        verdict_line(page, words, delivery)?;
        match &delivery.result {
            Ok(judged) => judged_body(page, view, judged)?,
            Err(error) => unreadable(page, words, delivery, error)?,
        }
    }
    view.beside.write(page, words)?;
    page.gap()?;
    last(page, view)
}

/// Writes nothing but the verdicts: one line for each delivery, and the one that decides last.
///
/// # Errors
/// When it cannot be written.
pub fn verdicts(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    last(&mut Page::new(out, view.width, view.paint).speaking(view.gate.plan.language), view)
}

fn last(page: &mut Page<'_>, view: &View<'_>) -> io::Result<()> {
    let words = view.words();
    match view.deliveries {
        [only] if view.beside.empty.is_empty() => verdict_line(page, words, only),
        _ => several(page, view),
    }
}

fn judged_body(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let scene = view.gate.scene(&judged.bom, &judged.facts);
    opening::coverage(page, view, judged)?;
    opening::baseline(page, view, judged)?;
    let words = view.words();
    opening::rejections(page, words, judged)?;
    opening::origins(page, words, &scene)?;
    overview::write(page, view, judged)?;
    findings::write(page, view, &scene, judged)?;
    closing::gaps(page, words, judged)?;
    closing::notes(page, words, &scene)?;
    closing::lapses(page, words, judged)?;
    closing::tallies(page, view, judged)?;
    completeness::write(page, view, judged)?;
    closing::receipt(page, view, judged)
}

/// The colour of a verdict.
fn color(verdict: Verdict) -> Ink {
    match verdict.code() {
        0 => Ink::Good,
        4 => Ink::Warn,
        _ => Ink::Bad,
    }
}

/// Verdict, file, reason on one line: it is the first and the last, so nothing of the vendor but escaped names is in it.
fn verdict_line(page: &mut Page<'_>, words: Words, delivery: &Delivery) -> io::Result<()> {
    let verdict = delivery.verdict();
    let name = ink(Ink::Strong, format!(" {}", delivery.name));
    let mut pieces = vec![
        ink(color(verdict), words.verdict(verdict.word())),
        name,
        ink(Ink::Plain, format!(": {}", opening::reason(words, delivery))),
    ];
    let hidden = delivery.result.as_ref().map_or(0, |judged| judged.outcome.hidden());
    if hidden > 0 {
        pieces.push(ink(Ink::Warn, words.fill("; {} hidden by the baseline", &[&words.count(hidden, "finding")])));
    }
    page.line(&pieces)
}

fn unreadable(page: &mut Page<'_>, words: Words, delivery: &Delivery, error: &ReadError) -> io::Result<()> {
    page.gap()?;
    page.field(2, words.say("found"), &[ink(Ink::Plain, words.phrase(&error.reason()))])?;
    if let Some(place) = error.place() {
        page.field(2, words.say("where"), &[ink(Ink::Place, format!("{}:{place}", delivery.name))])?;
    }
    page.field(2, words.say("to do"), &[ink(Ink::Plain, words.say(opening::remedy(error)))])?;
    page.flow(2, 2, &[ink(Ink::Faint, words.say("Nothing in this file was judged: a bill is read whole or not at all."))])
}

/// Verdict and name of each folder in which there is nothing to judge.
fn empty_folders(page: &mut Page<'_>, view: &View<'_>) -> io::Result<()> {
    let words = view.words();
    view.beside.empty.iter().try_for_each(|folder| {
        page.line(&[
            ink(Ink::Warn, words.verdict("INCOMPLETE")),
            ink(Ink::Strong, format!(" {folder}")),
            ink(Ink::Plain, words.say(": no bill in it")),
        ])
    })
}

fn several(page: &mut Page<'_>, view: &View<'_>) -> io::Result<()> {
    let words = view.words();
    page.heading(Ink::Strong, words.say("ALL DELIVERIES"), "")?;
    let mut counts = [("REJECT", 0usize), ("FAIL", 0), ("INCOMPLETE", 0), ("PASS", 0)];
    for delivery in view.deliveries {
        verdict_line(page, words, delivery)?;
        for count in counts.iter_mut().filter(|count| count.0 == delivery.verdict().word()) {
            count.1 += 1;
        }
    }
    empty_folders(page, view)?;
    let worst = view.verdict();
    let shown: Vec<String> = counts.iter().filter(|count| count.1 > 0).map(|(word, count)| format!("{count} {word}")).collect();
    page.gap()?;
    let total = match view.deliveries.len() {
        0 => words.say(" no delivery: nothing recognised").to_owned(),
        number => words.fill(" {} deliveries: {}; the worst decides", &[&number, &shown.join(", ")]),
    };
    page.line(&[ink(color(worst), words.verdict(worst.word())), ink(Ink::Plain, total)])
}

/// `file:line:column`; a link where the place is one of the file itself, not of a text found inside it.
pub(in crate::report) fn place(bom: &Bom, at: Place) -> Piece<'static> {
    let text = if at.line == 0 { bom.name.clone() } else { format!("{}:{at}", bom.name) };
    ink(if bom.document.layers.is_empty() { Ink::Place } else { Ink::Link }, text)
}
