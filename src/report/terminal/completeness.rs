//! How much of each profile the bill states.

use super::super::View;
use super::super::page::{Ink, Page, ink};
use super::super::words::Words;
use crate::evaluate::{Completeness, Counts};
use crate::gate::Judged;
use crate::policy::Presence;
use std::io;

/// One table per profile: elements by kind of part, and the score with how it is counted.
pub(super) fn write(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    judged.outcome.completeness.iter().try_for_each(|profile| one(page, view, profile))
}

fn one(page: &mut Page<'_>, view: &View<'_>, profile: &Completeness) -> io::Result<()> {
    let plan = &view.gate.plan;
    let words = view.words();
    let pack = &plan.packs[profile.pack];
    let (stated, of) = profile.score();
    page.gap()?;
    page.heading(Ink::Strong, words.say("COMPLETENESS"), &format!("{}: {}", pack.name, pack.title))?;
    let rows: Vec<Vec<String>> = profile
        .elements
        .iter()
        .flat_map(|element| element.kinds.iter().map(move |kind| (element.rule, kind)))
        .map(|(at, (kind, counts))| {
            let rule = &plan.rules[at];
            let kind = words.word("kind", kind).to_owned();
            vec![rule.element.clone().unwrap_or_default(), kind, shown(words, counts), rule.title.clone()]
        })
        .collect();
    page.table(2, &["element", "kind", "the bill says", "asks for"].map(|head| words.say(head)), &rows)?;
    let by_kind = profile.by_kind();
    let kinds: Vec<String> =
        by_kind.iter().map(|(kind, (stated, of))| format!("{} {stated}/{of}", words.word("kind", kind))).collect();
    let score = words.fill("{} of {} elements are stated by every part they apply to", &[&stated, &of]);
    let part_by_part = words.fill("; part by part: {}", &[&kinds.join(" · ")]);
    page.flow(2, 4, &[ink(Ink::Strong, score), ink(Ink::Plain, part_by_part)])?;
    if !profile.idle.is_empty() {
        let idle: Vec<&str> = profile.idle.iter().filter_map(|at| plan.rules[*at].element.as_deref()).collect();
        page.flow(2, 4, &[ink(Ink::Faint, words.say("apply to nothing here: ")), ink(Ink::Plain, idle.join(", "))])?;
    }
    for element in &pack.not_asked {
        let text = format!("{} {}: {}", element.element, element.title, element.because);
        page.flow(2, 4, &[ink(Ink::Faint, words.say("not asked: ")), ink(Ink::Plain, text)])?;
    }
    Ok(())
}

/// `stated 3, absent 1`: how many parts say what.
pub(in crate::report) fn shown(words: Words, counts: &Counts) -> String {
    let said = |said: &Presence| counts.get(said).map(|count| format!("{} {count}", words.say(said.word())));
    Presence::ALL.iter().filter_map(said).collect::<Vec<_>>().join(words.comma())
}
