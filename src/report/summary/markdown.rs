//! A summary in Markdown, for a wiki or a merge request.

use super::percent;
use super::shape::{Concentrated, Counted, Summary};
use crate::report::ci::markdown_text as text;
use std::io::{self, Write};

/// Lines of one table; `--format json` has all.
const SHOWN: usize = 20;

pub(super) fn write(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}: {} deliveries\n", summary.verdict, summary.deliveries.len())?;
    let verdicts = summary.verdicts.each().map(|(word, count)| vec![word.to_owned(), count.to_string()]);
    table(out, "Verdicts", &["verdict", "deliveries"], verdicts.to_vec())?;
    if let Some(contains) = &summary.contains {
        writeln!(out, "{} deliveries contain {}.\n", contains.deliveries.len(), text(&contains.sought))?;
        let found = contains.deliveries.iter().map(|(name, parts)| vec![text(name), text(&parts.join(", "))]);
        let open = contains.not_searched.iter().map(|name| vec![text(name), "not searched: it cannot be read".to_owned()]);
        table(out, "Deliveries that contain it", &["delivery", "parts"], found.chain(open).collect())?;
    }
    let rules = summary.rules.iter().map(|one| {
        let counts =
            [one.deliveries_failed, one.deliveries_violated, one.deliveries_not_demonstrated].map(|count| count.to_string());
        [vec![text(&one.rule), one.level.to_owned()], counts.to_vec(), vec![text(&one.title)]].concat()
    });
    table(out, "Top risks", &["rule", "level", "fails", "violated", "not demonstrated", "duty"], rules.collect())?;
    let components = summary.components.iter();
    let components = components.map(|one| vec![text(&one.component), one.deliveries.to_string(), text(&one.rules.join(", "))]);
    table(out, "Failing components", &["component", "deliveries", "rules"], components.collect())?;
    origin(summary, out)?;
    let licenses = &summary.licenses;
    writeln!(out, "{} of {} parts state no licence.\n", licenses.without, licenses.parts)?;
    table(out, "Licences", &["licence", "share", "parts", "deliveries"], counted(&licenses.stated))?;
    let areas = summary.areas.iter().map(|one| {
        let shares = [one.demonstrated, one.violated, one.not_demonstrated].map(percent);
        [vec![one.area.to_owned()], shares.to_vec(), vec![format!("{} in {}", percent(one.lowest), text(&one.lowest_in))]]
            .concat()
    });
    table(out, "Index by area", &["area", "demonstrated", "violated", "not demonstrated", "lowest"], areas.collect())?;
    let gaps = summary.gaps.iter().map(|one| vec![text(&one.gap), one.deliveries.to_string()]);
    table(out, "Not established", &["gap", "deliveries"], gaps.collect())?;
    evidence(summary, out)?;
    let trend = summary.trend.iter().rev().map(|one| {
        let counts = one.verdicts.each().map(|(_, count)| count.to_string());
        [vec![one.day.clone()], counts.to_vec(), vec![percent(one.demonstrated)]].concat()
    });
    table(out, "Trend", &["day", "REJECT", "FAIL", "INCOMPLETE", "PASS", "demonstrated"], trend.collect())?;
    let unread = summary.deliveries.iter().filter_map(|one| Some(vec![text(&one.name), text(one.error.as_ref()?)]));
    table(out, "Not read", &["delivery", "why"], unread.collect())?;
    writeln!(out, "bomgate {} as of {}, tier {}", summary.bomgate, summary.as_of, summary.tier)
}

/// Cells are safe already.
fn table(out: &mut dyn Write, title: &str, header: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {title}\n\n| {} |\n|{}", header.join(" | "), "---|".repeat(header.len()))?;
    for row in rows.iter().take(SHOWN) {
        writeln!(out, "| {} |", row.join(" | "))?;
    }
    if rows.len() > SHOWN {
        writeln!(out, "\nand {} more: `--format json` has all.", rows.len() - SHOWN)?;
    }
    writeln!(out)
}

fn counted(names: &[Counted]) -> Vec<Vec<String>> {
    let row = |one: &Counted| vec![text(&one.name), percent(one.share), one.parts.to_string(), one.deliveries.to_string()];
    names.iter().map(row).collect()
}

fn origin(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let origin = &summary.origin;
    if let (Some(foreign), Some(unknown)) = (origin.foreign_share, origin.unknown_share) {
        writeln!(out, "Of {} parts {} are foreign; of {} it is not known.\n", origin.parts, percent(foreign), percent(unknown))?;
    }
    for (title, of) in [("Owners", &origin.owners), ("Countries of owners", &origin.countries)] {
        let Concentrated { known, unknown, hhi, names } = of;
        table(out, title, &["name", "share", "parts", "deliveries"], counted(names))?;
        let hhi = hhi.map_or_else(String::new, |hhi| format!("HHI {hhi} of 10000 over the {known} known, "));
        writeln!(out, "{hhi}{unknown} not known.\n")?;
    }
    Ok(())
}

fn evidence(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let evidence = &summary.evidence;
    writeln!(out, "## Oldest evidence\n")?;
    if let Some(oldest) = &evidence.oldest_bill {
        writeln!(out, "- bill of {} ({})", text(&oldest.timestamp), text(&oldest.delivery))?;
    }
    if let Some(oldest) = &evidence.oldest_document {
        writeln!(out, "- document {} of {} ({}; {})", text(&oldest.id), oldest.date, text(&oldest.kind), text(&oldest.delivery))?;
    }
    writeln!(out, "- {} bills without a date\n", evidence.undated_bills)
}
