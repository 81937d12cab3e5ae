//! The diff for merge requests and job summaries.

use super::super::ci::markdown_text as text;
use super::super::place::subject;
use super::turn::Turn;
use super::{Compared, Diff, Sheet, Side};
use crate::model::Row;
use std::io::{self, Write};

/// Rows of one table; a summary is read, `--format json` is kept.
const SHOWN: usize = 50;

/// Writes the diff.
pub(super) fn write(diff: &Diff<'_>, _: Sheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}: {} to {}\n", diff.standing().word(), text(&diff.old.name), text(&diff.new.name))?;
    writeln!(out, "Verdict {} -> {}.\n", diff.old.verdict().word(), diff.new.verdict().word())?;
    for (word, delivery) in [("old", diff.old), ("new", diff.new)] {
        if let Err(error) = &delivery.result {
            writeln!(out, "The {word} bill cannot be read: {}\n", text(&error.to_string()))?;
        }
    }
    if let Some(compared) = &diff.compared {
        body(diff, compared, out)?;
    }
    writeln!(out, "bomgate {} as of {}", env!("CARGO_PKG_VERSION"), diff.gate.as_of)
}

fn body(diff: &Diff<'_>, compared: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some((old, new)) = compared.strangers() {
        writeln!(out, "Beware: the bills are of two deliveries: {}, and {}.\n", text(&old), text(&new))?;
    }
    let republished = compared.changed.iter().filter(|changed| changed.republished);
    let rows = republished.map(|changed| vec![compared.new.bom().label(changed.pair.new)]).collect();
    table(out, "Re-published: other bytes under the same name and version", &["part"], rows)?;
    for (title, turns) in [("New findings", [Turn::New, Turn::Worse]), ("Resolved findings", [Turn::Resolved, Turn::Eased])] {
        let mut rows = Vec::new();
        for turned in compared.of(&turns, &diff.gate.plan) {
            let rule = &diff.gate.plan.rules[turned.rule()];
            let label = match (turned.new, turned.old) {
                (Some(finding), _) => subject(&compared.new.scene, finding.subject).label,
                (None, Some(finding)) => subject(&compared.old.scene, finding.subject).label,
                (None, None) => continue,
            };
            let decides = if turned.burdens() { "yes" } else { "no" };
            let turn =
                turned.because.map_or(turned.turn.word().to_owned(), |because| format!("{}: {because}", turned.turn.word()));
            rows.push(vec![turn, rule.level.word().to_owned(), decides.to_owned(), rule.id.clone(), label, rule.title.clone()]);
        }
        table(out, title, &["finding", "level", "decides", "rule", "part", "asks that"], rows)?;
    }
    let gaps = compared.gaps.iter().filter(|gap| gap.word() != "unchanged" || gap.leaves_open());
    let rows = gaps.map(|gap| vec![gap.word().to_owned(), gap.name.to_owned(), gap.text.to_owned()]).collect();
    table(out, "Not established", &["gap", "name", "what"], rows)?;
    table(out, "Added", &["part", "kind"], parts(&compared.new, &compared.pairing.added))?;
    table(out, "Removed", &["part", "kind"], parts(&compared.old, &compared.pairing.removed))?;
    let mut rows = Vec::new();
    for changed in &compared.changed {
        let mut label = compared.new.bom().label(changed.pair.new);
        if changed.renamed() {
            label.push_str(" (renamed: the same bytes)");
        }
        if changed.pair.ambiguous {
            label.push_str(" (ambiguous: the closest of several)");
        }
        let changes = changed.changes.iter();
        let shown: Vec<String> =
            changes.map(|change| format!("{}: {} -> {}", change.what, change.old.shown(), change.new.shown())).collect();
        rows.push(vec![label, shown.join("; ")]);
    }
    table(out, "Changed", &["part", "what changed"], rows)
}

fn parts(side: &Side<'_>, rows: &[Row]) -> Vec<Vec<String>> {
    let bom = side.bom();
    rows.iter().map(|row| vec![bom.label(*row), bom.components.kind[*row].word().to_owned()]).collect()
}

/// A heading and a table; nothing where there is nothing to show.
fn table(out: &mut dyn Write, title: &str, header: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "### {title} ({})\n\n| {} |\n|{}", rows.len(), header.join(" | "), "---|".repeat(header.len()))?;
    for row in rows.iter().take(SHOWN) {
        let cells: Vec<String> = row.iter().map(|cell| text(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    if rows.len() > SHOWN {
        writeln!(out, "\nand {} more: `--format json` has all.", rows.len() - SHOWN)?;
    }
    writeln!(out)
}
