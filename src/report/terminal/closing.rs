//! The last sections: what could not be established, imperfections of the bill, rules by area, the receipt.

use super::super::View;
use super::super::page::{Ink, Page, Piece, ink};
use super::{count, place};
use crate::base::Place;
use crate::check::Scene;
use crate::enrich::Standing;
use crate::evaluate::{Lapse, LapseKind, Share, State, Tally};
use crate::gate::Judged;
use crate::model::Severity;
use crate::policy::{Area, Level, Rule};
use std::collections::BTreeMap;
use std::io;

/// What could not be established, and how the operator accepts it.
pub(super) fn gaps(page: &mut Page<'_>, judged: &Judged) -> io::Result<()> {
    let gaps = &judged.outcome.gaps;
    if gaps.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.heading(Ink::Warn, "NOT ESTABLISHED", "each leaves the verdict INCOMPLETE unless accepted by name")?;
    for gap in gaps {
        let times = if gap.count > 1 { format!(" ({} times)", gap.count) } else { String::new() };
        page.flow(2, 4, &[ink(Ink::Strong, gap.name.as_str()), ink(Ink::Plain, format!("  {}{times}", gap.text))])?;
        let accept =
            if gap.accepted { "accepted by the operator".to_owned() } else { format!("to accept: --accept {}", gap.name) };
        page.flow(4, 6, &[ink(if gap.accepted { Ink::Good } else { Ink::Faint }, accept)])?;
    }
    Ok(())
}

/// Imperfections by kind, with the first of each.
pub(super) fn notes(page: &mut Page<'_>, scene: &Scene<'_>) -> io::Result<()> {
    // What alone rejects the bill stands in a section of its own.
    let of_bom = scene.bom.notes.iter().filter(|note| note.code.severity() != Severity::Reject);
    let of_bom = of_bom.map(|note| (note.code.word(), note.place, note.message.as_str()));
    let start = |row| scene.bom.components.span[row].start;
    let of_facts = scene.facts.notes.iter().map(|note| (note.code.word(), start(note.row), &*note.message));
    let mut by_code: BTreeMap<&str, Vec<(Place, &str)>> = BTreeMap::new();
    for (code, at, message) in of_bom.chain(of_facts) {
        by_code.entry(code).or_default().push((at, message));
    }
    if by_code.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.heading(Ink::Strong, "NOTES", "the bill could be judged, but is not perfect; all are in --format json")?;
    for (code, notes) in by_code {
        let several = if notes.len() > 1 { format!("  {}, the first of them:", notes.len()) } else { String::new() };
        page.flow(2, 4, &[ink(Ink::Strong, code), ink(Ink::Faint, several)])?;
        let (at, message) = notes[0];
        page.flow(4, 6, &[place(scene.bom, at), ink(Ink::Plain, format!("  {message}"))])?;
    }
    Ok(())
}

/// What is wrong with the operator's own papers.
pub(super) fn lapses(page: &mut Page<'_>, judged: &Judged) -> io::Result<()> {
    let (history, papers): (Vec<&Lapse>, Vec<&Lapse>) =
        judged.outcome.lapses.iter().partition(|lapse| lapse.kind == LapseKind::BillChanged);
    for (title, aside, lapses) in [
        ("YOUR PAPERS", "waivers and documents that do not do what they seem to", papers),
        ("HISTORY", "what was checked before contradicts this bill", history),
    ] {
        if lapses.is_empty() {
            continue;
        }
        page.gap()?;
        page.heading(Ink::Warn, title, aside)?;
        for lapse in lapses {
            let style = if lapse.kind.gates() { Ink::Bad } else { Ink::Strong };
            let fails = if lapse.kind.gates() { "  fails the delivery" } else { "" };
            page.flow(2, 4, &[ink(style, lapse.kind.word()), ink(Ink::Bad, fails)])?;
            page.flow(4, 6, &[ink(Ink::Link, lapse.place.as_str()), ink(Ink::Plain, format!("  {}", lapse.text))])?;
        }
    }
    Ok(())
}

/// The share demonstrated. Rounded down: nothing short of everything reads as 100 %.
pub(in crate::report) fn percent(share: Option<&Share>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", (share.demonstrated * 100.0 + 1e-9).floor()))
}

/// Why a rule was not asked, in words after a number of rules.
pub(in crate::report) const UNASKED: [(State, &str); 4] = [
    (State::NotApplicable, "apply to nothing here"),
    (State::AboveTier, "above the chosen tier"),
    (State::NotInForce, "not in force on this day"),
    (State::Watch, "draft law (--overlay NAME or all asks them)"),
];

/// Rules that the next tier would ask.
pub(in crate::report) fn next_tier<'a>(view: &'a View<'_>, judged: &'a Judged) -> impl Iterator<Item = &'a Rule> {
    let next = view.gate.judgement.tier + 1;
    let above = judged.outcome.tallies.iter().filter(|tally| tally.state == State::AboveTier);
    let rules = above.map(|tally| &view.gate.plan.rules[tally.rule]);
    rules.filter(move |rule| rule.tier == next && rule.level != Level::Watch && rule.element.is_none())
}

/// Answers by area, and what was not asked.
pub(super) fn tallies(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let rule = |at: usize| -> &Rule { &view.gate.plan.rules[at] };
    // Elements of a profile have a section of their own.
    let tallies: Vec<&Tally> = judged.outcome.tallies.iter().filter(|tally| rule(tally.rule).element.is_none()).collect();
    let mut areas: BTreeMap<Area, [usize; 4]> = BTreeMap::new();
    for tally in tallies.iter().filter(|tally| tally.state == State::Asked) {
        let sums = areas.entry(rule(tally.rule).area).or_default();
        for (sum, more) in sums.iter_mut().zip([1, tally.yes, tally.no, tally.unknown]) {
            *sum += more;
        }
    }
    page.gap()?;
    page.heading(Ink::Strong, "ANSWERS", "one for each rule and each part it applies to; the index weighs rules by level")?;
    let index = &judged.outcome.index;
    let rows: Vec<Vec<String>> = areas
        .iter()
        .map(|(area, sums)| {
            let counts = sums.iter().map(usize::to_string);
            std::iter::once(area.word().to_owned()).chain(counts).chain([percent(index.areas.get(area))]).collect()
        })
        .collect();
    if !rows.is_empty() {
        page.table(2, &["area", "rules", "yes", "violates", "not demonstrated", "index"], &rows)?;
    }
    if index.whole.rules > 0 {
        let packs: Vec<String> = index.packs.iter().map(|(pack, share)| format!("{pack} {}", percent(Some(share)))).collect();
        let whole = format!("{}  ", percent(Some(&index.whole)));
        let mut line = vec![ink(Ink::Faint, "index: "), ink(Ink::Strong, whole), ink(Ink::Plain, packs.join(" · "))];
        if index.whole.blocked > 0 {
            line.push(ink(
                Ink::Bad,
                format!("  {} violated, which nothing makes up for", count(index.whole.blocked, "block rule")),
            ));
        }
        page.flow(2, 4, &line)?;
    }
    let in_state = |state: State| tallies.iter().filter(move |tally| tally.state == state);
    let mut unasked: Vec<String> = Vec::new();
    for (state, words) in UNASKED {
        match in_state(state).count() {
            0 => {}
            number => unasked.push(format!("{number} {words}")),
        }
    }
    if !unasked.is_empty() {
        page.flow(2, 4, &[ink(Ink::Faint, "not asked: "), ink(Ink::Plain, unasked.join(" · "))])?;
    }
    let next = view.gate.judgement.tier + 1;
    let above: Vec<&str> = next_tier(view, judged).map(|rule| rule.id.as_str()).collect();
    if !above.is_empty() {
        page.flow(2, 4, &[ink(Ink::Faint, format!("--tier {next} would ask: ")), ink(Ink::Plain, above.join(", "))])?;
    }
    Ok(())
}

/// What the verdict rests on, so that it can be made again.
pub(super) fn receipt(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let gate = view.gate;
    let document = &judged.bom.document;
    page.gap()?;
    page.heading(Ink::Strong, "RECEIPT", "")?;
    let read = format!("{} {}, {} bytes, sha256 {}", document.format, document.spec_version, document.bytes, document.sha256);
    page.field(2, "bill", &[ink(Ink::Plain, read)])?;
    for layer in &document.layers {
        let inside = format!("{} in {}, {} bytes, sha256 {}", layer.inside, layer.what, layer.bytes, layer.sha256);
        page.field(2, "", &[ink(Ink::Plain, inside)])?;
    }
    for subject in document.attestation.iter().flat_map(|attestation| &attestation.subjects) {
        page.field(2, "attested of", &[ink(Ink::Plain, subject.to_string()), ink(Ink::Warn, " (not verified)")])?;
    }
    for (at, pack) in gate.plan.packs.iter().enumerate() {
        let mut pieces: Vec<Piece<'_>> = vec![
            ink(Ink::Strong, pack.name.as_str()),
            ink(Ink::Plain, format!(" {} ", pack.version)),
            ink(Ink::Faint, format!("sha256 {} {}", pack.sha256.get(..12).unwrap_or_default(), pack.file)),
        ];
        if let Some(day) = pack.review_by.filter(|day| *day < gate.as_of) {
            pieces.push(ink(Ink::Warn, format!("  past its review date {day}: law may have changed")));
        }
        page.field(2, if at == 0 { "packs" } else { "" }, &pieces)?;
    }
    for (at, paper) in gate.papers.iter().enumerate() {
        let signed = paper.signed_by.as_ref().map_or_else(String::new, |signer| format!("  signed by {signer}"));
        let digest = format!("  sha256 {}{signed}", paper.sha256.get(..12).unwrap_or_default());
        let file = ink(Ink::Plain, format!("{} {}", paper.role, paper.file));
        page.field(2, if at == 0 { "papers" } else { "" }, &[file, ink(Ink::Faint, digest)])?;
    }
    let catalogue = gate.lists.catalogue();
    let by = catalogue.signed_by.as_ref().map_or("shipped".to_owned(), |signer| format!("signed by {signer}"));
    let (head, entries, by_hand) = (&catalogue.head, catalogue.entries.len(), catalogue.by_hand().count());
    let mut line = vec![
        ink(
            Ink::Plain,
            format!("{} of {}, {entries} entries, {by_hand} of them for a person to look for, {by}", head.version, head.as_of),
        ),
        ink(Ink::Faint, format!("  sha256 {}", catalogue.digest.get(..12).unwrap_or_default())),
    ];
    if catalogue.expired(gate.as_of) {
        line.push(ink(Ink::Warn, format!("  expired on {}", head.expires)));
    }
    page.field(2, "catalogue", &line)?;
    page.field(2, "advisories", &[ink(Ink::Plain, advisories(&judged.facts.advice.standing))])?;
    let judged_by = format!(
        "bomgate {} · as of {} · tier {} · fails on {} and above · lists {}",
        env!("CARGO_PKG_VERSION"),
        gate.as_of,
        gate.judgement.tier,
        gate.judgement.fail_on.word(),
        gate.lists.digest().get(..12).unwrap_or_default()
    );
    page.field(2, "judged by", &[ink(Ink::Plain, judged_by)])
}

/// Where parts were looked up.
fn advisories(standing: &Standing) -> String {
    let (about, why) = match standing {
        Standing::Absent => return "none: nothing was looked up".to_owned(),
        Standing::Unavailable(why, about) => (about, why.as_str()),
        Standing::Answered(about) => (about, ""),
    };
    let kind = about.origin.word();
    if !why.is_empty() {
        return format!("{kind} {}: {why}", about.place);
    }
    let day = about.as_of.map_or_else(|| "of no stated day".to_owned(), |day| format!("as of {day}"));
    let exploited = about.exploited_as_of.as_ref().map_or("none".to_owned(), |version| version.clone());
    let digest = about.digest.get(..12).unwrap_or_default();
    format!("{kind} {} · {day} · {} records · exploited list {exploited} · sha256 {digest}", about.place, about.records)
}
