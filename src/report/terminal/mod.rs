//! The report for people. The first line stands alone; then what was covered, what failed and how to mend it, what could
//! not be established, what it all rests on; the verdict again in the last line.

pub(super) mod closing;
pub(super) mod completeness;
pub(super) mod findings;
pub(super) mod opening;
pub(super) mod overview;

pub use opening::remedy;

use super::page::{Ink, Page, Piece, ink};
use super::{Delivery, View};
use crate::base::Place;
use crate::evaluate::Verdict;
use crate::gate::Judged;
use crate::model::Bom;
use crate::read::ReadError;
use std::io::{self, Write};

/// Writes the report.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, view.width, view.paint).linked(view.links);
    if view.deliveries.is_empty() {
        empty_folders(page, view)?;
    }
    for (at, delivery) in view.deliveries.iter().enumerate() {
        if at > 0 {
            page.gap()?;
        }
        verdict_line(page, delivery)?;
        match &delivery.result {
            Ok(judged) => judged_body(page, view, judged)?,
            Err(error) => unreadable(page, delivery, error)?,
        }
    }
    view.beside.write(page)?;
    page.gap()?;
    last(page, view)
}

/// Writes nothing but the verdicts: one line for each delivery, and the one that decides last.
///
/// # Errors
/// When it cannot be written.
pub fn verdicts(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    last(&mut Page::new(out, view.width, view.paint), view)
}

fn last(page: &mut Page<'_>, view: &View<'_>) -> io::Result<()> {
    match view.deliveries {
        [only] if view.beside.empty.is_empty() => verdict_line(page, only),
        _ => several(page, view),
    }
}

fn judged_body(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let scene = view.gate.scene(&judged.bom, &judged.facts);
    opening::coverage(page, view, judged)?;
    opening::baseline(page, view, judged)?;
    opening::rejections(page, judged)?;
    opening::origins(page, &scene)?;
    overview::write(page, view, judged)?;
    findings::write(page, view, &scene, judged)?;
    closing::gaps(page, judged)?;
    closing::notes(page, &scene)?;
    closing::lapses(page, judged)?;
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
fn verdict_line(page: &mut Page<'_>, delivery: &Delivery) -> io::Result<()> {
    let verdict = delivery.verdict();
    let name = ink(Ink::Strong, format!(" {}", delivery.name));
    let mut pieces = vec![ink(color(verdict), verdict.word()), name, ink(Ink::Plain, format!(": {}", opening::reason(delivery)))];
    let hidden = delivery.result.as_ref().map_or(0, |judged| judged.outcome.hidden());
    if hidden > 0 {
        pieces.push(ink(Ink::Warn, format!("; {} hidden by the baseline", count(hidden, "finding"))));
    }
    page.line(&pieces)
}

fn unreadable(page: &mut Page<'_>, delivery: &Delivery, error: &ReadError) -> io::Result<()> {
    page.gap()?;
    let message = error.to_string();
    let bare = error.place().and_then(|place| message.strip_prefix(&format!("{place}: "))).unwrap_or(&message);
    page.field(2, "found", &[ink(Ink::Plain, bare)])?;
    if let Some(place) = error.place() {
        page.field(2, "where", &[ink(Ink::Place, format!("{}:{place}", delivery.name))])?;
    }
    page.field(2, "to do", &[ink(Ink::Plain, opening::remedy(error))])?;
    page.flow(2, 2, &[ink(Ink::Faint, "Nothing in this file was judged: a bill is read whole or not at all.")])
}

/// Verdict and name of each folder in which there is nothing to judge.
fn empty_folders(page: &mut Page<'_>, view: &View<'_>) -> io::Result<()> {
    view.beside.empty.iter().try_for_each(|folder| {
        page.line(&[ink(Ink::Warn, "INCOMPLETE"), ink(Ink::Strong, format!(" {folder}")), ink(Ink::Plain, ": no bill in it")])
    })
}

fn several(page: &mut Page<'_>, view: &View<'_>) -> io::Result<()> {
    page.heading(Ink::Strong, "ALL DELIVERIES", "")?;
    let mut counts = [("REJECT", 0usize), ("FAIL", 0), ("INCOMPLETE", 0), ("PASS", 0)];
    for delivery in view.deliveries {
        verdict_line(page, delivery)?;
        for count in counts.iter_mut().filter(|count| count.0 == delivery.verdict().word()) {
            count.1 += 1;
        }
    }
    empty_folders(page, view)?;
    let worst = view.verdict();
    let shown: Vec<String> = counts.iter().filter(|count| count.1 > 0).map(|(word, count)| format!("{count} {word}")).collect();
    page.gap()?;
    let total = match view.deliveries.len() {
        0 => " no delivery: nothing recognised".to_owned(),
        number => format!(" {number} deliveries: {}; the worst decides", shown.join(", ")),
    };
    page.line(&[ink(color(worst), worst.word()), ink(Ink::Plain, total)])
}

/// `1 rule`, `2 rules`.
pub(in crate::report) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// `file:line:column`; a link where the place is one of the file itself, not of a text found inside it.
pub(in crate::report) fn place(bom: &Bom, at: Place) -> Piece<'static> {
    let text = if at.line == 0 { bom.name.clone() } else { format!("{}:{at}", bom.name) };
    ink(if bom.document.layers.is_empty() { Ink::Place } else { Ink::Link }, text)
}
