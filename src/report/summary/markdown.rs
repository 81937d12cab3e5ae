//! A summary in Markdown, for a wiki or a merge request.

use super::percent;
use super::shape::{Concentrated, Counted, Summary};
use crate::report::ci::markdown_text as text;
use crate::report::words::Words;
use std::fmt::Display;
use std::io::{self, Write};

/// Lines of one table; `--format json` has all.
const SHOWN: usize = 20;

pub(super) fn write(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let say = summary.say;
    let deliveries = say.count(summary.deliveries.len(), "delivery");
    writeln!(out, "# {}\n", say.fill("{}: {}", &[&say.verdict(summary.verdict), &deliveries]))?;
    let verdicts = summary.verdicts.each().map(|(word, count)| vec![word.to_owned(), count.to_string()]);
    table(out, say, "Verdicts", &["verdict", "deliveries"], verdicts.to_vec())?;
    if let Some(contains) = &summary.contains {
        let found = say.fill("{} deliveries contain {}.", &[&contains.deliveries.len(), &text(&contains.sought)]);
        writeln!(out, "{found}\n")?;
        let found = contains.deliveries.iter().map(|(name, parts)| vec![text(name), text(&parts.join(", "))]);
        let open =
            contains.not_searched.iter().map(|name| vec![text(name), say.say("not searched: it cannot be read").to_owned()]);
        table(out, say, "Deliveries that contain it", &["delivery", "part"], found.chain(open).collect())?;
    }
    let rules = summary.rules.iter().map(|one| {
        let counts =
            [one.deliveries_failed, one.deliveries_violated, one.deliveries_not_demonstrated].map(|count| count.to_string());
        [vec![text(&one.rule), say.word("level", one.level).to_owned()], counts.to_vec(), vec![text(&one.title)]].concat()
    });
    table(out, say, "Top risks", &["rule", "level", "fails", "violated", "not demonstrated", "duty"], rules.collect())?;
    let components = summary.components.iter();
    let components = components.map(|one| vec![text(&one.component), one.deliveries.to_string(), text(&one.rules.join(", "))]);
    table(out, say, "Failing components", &["component", "deliveries", "rules"], components.collect())?;
    origin(summary, out)?;
    let licenses = &summary.licenses;
    writeln!(out, "{}\n", say.fill("{} of {} parts state no licence.", &[&licenses.without, &licenses.parts]))?;
    table(out, say, "Licences", &["licence", "share", "parts", "deliveries"], counted(&licenses.stated))?;
    let areas = summary.areas.iter().map(|one| {
        let shares = [one.demonstrated, one.violated, one.not_demonstrated].map(percent);
        [
            vec![say.word("area", one.area).to_owned()],
            shares.to_vec(),
            vec![say.fill("{} in {}", &[&percent(one.lowest), &text(&one.lowest_in)])],
        ]
        .concat()
    });
    table(out, say, "Index by area", &["area", "demonstrated", "violated", "not demonstrated", "lowest"], areas.collect())?;
    let gaps = summary.gaps.iter().map(|one| vec![text(&one.gap), one.deliveries.to_string()]);
    table(out, say, "Not established", &["gap", "deliveries"], gaps.collect())?;
    evidence(summary, out)?;
    let trend = summary.trend.iter().rev().map(|one| {
        let counts = one.verdicts.each().map(|(_, count)| count.to_string());
        [vec![one.day.clone()], counts.to_vec(), vec![percent(one.demonstrated)]].concat()
    });
    table(out, say, "Trend", &["day", "REJECT", "FAIL", "INCOMPLETE", "PASS", "demonstrated"], trend.collect())?;
    let unread = summary.deliveries.iter().filter_map(|one| Some(vec![text(&one.name), text(&say.phrase(one.error.as_ref()?))]));
    table(out, say, "Not read", &["delivery", "why"], unread.collect())?;
    writeln!(out, "{}", say.fill("bomgate {} as of {}, tier {}", &[&summary.bomgate, &summary.as_of, &summary.tier]))
}

/// Cells are safe already.
fn table(out: &mut dyn Write, say: Words, title: &str, header: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let header: Vec<&str> = header.iter().map(|head| say.word("head", head)).collect();
    writeln!(out, "## {}\n\n| {} |\n|{}", say.say(title), header.join(" | "), "---|".repeat(header.len()))?;
    for row in rows.iter().take(SHOWN) {
        writeln!(out, "| {} |", row.join(" | "))?;
    }
    if rows.len() > SHOWN {
        writeln!(out, "\n{}", say.fill("and {} more: `--format json` has all.", &[&(rows.len() - SHOWN)]))?;
    }
    writeln!(out)
}

fn counted(names: &[Counted]) -> Vec<Vec<String>> {
    let row = |one: &Counted| vec![text(&one.name), percent(one.share), one.parts.to_string(), one.deliveries.to_string()];
    names.iter().map(row).collect()
}

fn origin(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let (origin, say) = (&summary.origin, summary.say);
    if let (Some(foreign), Some(unknown)) = (origin.foreign_share, origin.unknown_share) {
        let shares: [&dyn Display; 3] = [&origin.parts, &percent(foreign), &percent(unknown)];
        writeln!(out, "{}\n", say.fill("Of {} parts {} are foreign; of {} it is not known.", &shares))?;
    }
    for (title, of) in [("Owners", &origin.owners), ("Countries of owners", &origin.countries)] {
        let Concentrated { known, unknown, hhi, names } = of;
        table(out, say, title, &["name", "share", "parts", "deliveries"], counted(names))?;
        let hhi = hhi.map_or_else(String::new, |hhi| say.fill("HHI {} of 10000 over the {} known, ", &[&hhi, known]));
        writeln!(out, "{hhi}{}\n", say.fill("{} not known.", &[unknown]))?;
    }
    Ok(())
}

fn evidence(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let (evidence, say) = (&summary.evidence, summary.say);
    writeln!(out, "## {}\n", say.say("Oldest evidence"))?;
    if let Some(oldest) = &evidence.oldest_bill {
        writeln!(out, "- {}", say.fill("bill of {} ({})", &[&text(&oldest.timestamp), &text(&oldest.delivery)]))?;
    }
    if let Some(oldest) = &evidence.oldest_document {
        let told: [&dyn Display; 4] = [&text(&oldest.id), &oldest.date, &text(&oldest.kind), &text(&oldest.delivery)];
        writeln!(out, "- {}", say.fill("document {} of {} ({}; {})", &told))?;
    }
    writeln!(out, "- {}\n", say.fill("{} bills without a date", &[&evidence.undated_bills]))
}
