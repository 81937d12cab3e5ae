//! The diff for merge requests and job summaries.

use super::super::ci::markdown_text as text;
use super::super::place::subject;
use super::super::words::Words;
use super::turn::Turn;
use super::{Compared, Diff, Sheet, Side};
use crate::model::Row;
use std::io::{self, Write};

/// Rows of one table; a summary is read, `--format json` is kept.
const SHOWN: usize = 50;

/// Writes the diff.
pub(super) fn write(diff: &Diff<'_>, _: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let say = diff.words();
    let standing = say.verdict(diff.standing().word());
    let title = say.fill("{}: {} to {}", &[&standing, &text(&diff.old.name), &text(&diff.new.name)]);
    let [old, new] = [diff.old, diff.new].map(|delivery| say.verdict(delivery.verdict().word()));
    writeln!(out, "## {title}\n\n{}\n", say.fill("Verdict {} -> {}.", &[&old, &new]))?;
    for (what, delivery) in [("The old bill cannot be read: {}", diff.old), ("The new bill cannot be read: {}", diff.new)] {
        if let Err(error) = &delivery.result {
            writeln!(out, "{}\n", say.fill(what, &[&text(&say.phrase(&error.phrase()))]))?;
        }
    }
    if let Some(compared) = &diff.compared {
        body(diff, compared, out)?;
    }
    writeln!(out, "{}", say.fill("bomgate {} as of {}", &[&env!("CARGO_PKG_VERSION"), &diff.gate.as_of]))
}

fn body(diff: &Diff<'_>, compared: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    let say = diff.words();
    if let Some((old, new)) = compared.strangers() {
        let beware = say.fill("Beware: the bills are of two deliveries: {}, and {}.", &[&text(&old), &text(&new)]);
        writeln!(out, "{beware}\n")?;
    }
    let republished = compared.changed.iter().filter(|changed| changed.republished);
    let rows = republished.map(|changed| vec![compared.new.bom().label(changed.pair.new)]).collect();
    table(out, say, "Re-published: other bytes under the same name and version", &["part"], rows)?;
    for (title, turns) in [("New findings", [Turn::New, Turn::Worse]), ("Resolved findings", [Turn::Resolved, Turn::Eased])] {
        let mut rows = Vec::new();
        for turned in compared.of(&turns, &diff.gate.plan) {
            let rule = &diff.gate.plan.rules[turned.rule()];
            let label = match (turned.new, turned.old) {
                (Some(finding), _) => subject(&compared.new.scene, finding.subject).name(say).to_owned(),
                (None, Some(finding)) => subject(&compared.old.scene, finding.subject).name(say).to_owned(),
                (None, None) => continue,
            };
            let decides = say.say(if turned.burdens() { "yes" } else { "no" });
            let turn = match turned.because {
                Some(because) => say.fill("{}: {}", &[&say.word("turn", turned.turn.word()), &say.say(because)]),
                None => say.word("turn", turned.turn.word()).to_owned(),
            };
            rows.push(vec![
                turn,
                say.word("level", rule.level.word()).to_owned(),
                decides.to_owned(),
                rule.id.clone(),
                label,
                rule.title.clone(),
            ]);
        }
        table(out, say, title, &["finding", "level", "decides", "rule", "part", "asks that"], rows)?;
    }
    let gaps = compared.gaps.iter().filter(|gap| gap.word() != "unchanged" || gap.leaves_open());
    let rows = gaps
        .map(|gap| vec![say.word("gap", gap.word()).to_owned(), gap.name.to_owned(), say.phrase(gap.text).into_owned()])
        .collect();
    table(out, say, "Not established", &["gap", "name", "what"], rows)?;
    table(out, say, "Added", &["part", "kind"], parts(say, &compared.new, &compared.pairing.added))?;
    table(out, say, "Removed", &["part", "kind"], parts(say, &compared.old, &compared.pairing.removed))?;
    let mut rows = Vec::new();
    for changed in &compared.changed {
        let mut label = compared.new.bom().label(changed.pair.new);
        if changed.renamed() {
            label.push_str(say.say(" (renamed: the same bytes)"));
        }
        if changed.pair.ambiguous {
            label.push_str(say.say(" (ambiguous: the closest of several)"));
        }
        let changes = changed.changes.iter();
        let shown: Vec<String> = changes
            .map(|change| say.fill("{}: {} -> {}", &[&change.about(say), &change.old.shown(say), &change.new.shown(say)]))
            .collect();
        rows.push(vec![label, shown.join(say.semicolon())]);
    }
    table(out, say, "Changed", &["part", "what changed"], rows)
}

fn parts(say: Words, side: &Side<'_>, rows: &[Row]) -> Vec<Vec<String>> {
    let bom = side.bom();
    rows.iter().map(|row| vec![bom.label(*row), say.word("kind", bom.components.kind[*row].word()).to_owned()]).collect()
}

/// A heading and a table; nothing where there is nothing to show.
fn table(out: &mut dyn Write, say: Words, title: &str, header: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let header: Vec<&str> = header.iter().map(|head| say.word("head", head)).collect();
    let title = say.fill("{} ({})", &[&say.say(title), &rows.len()]);
    writeln!(out, "### {title}\n\n| {} |\n|{}", header.join(" | "), "---|".repeat(header.len()))?;
    for row in rows.iter().take(SHOWN) {
        let cells: Vec<String> = row.iter().map(|cell| text(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    if rows.len() > SHOWN {
        writeln!(out, "\n{}", say.fill("and {} more: `--format json` has all.", &[&(rows.len() - SHOWN)]))?;
    }
    writeln!(out)
}
