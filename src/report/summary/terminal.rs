//! A summary for people at a terminal: the counts first, the worst verdict last.

use super::shape::{Concentrated, Counted, Summary};
use super::{Sheet, percent};
use crate::report::page::{Ink, Page, ink};
use crate::report::remembered::verdict;
use crate::report::words::Words;
use std::io::{self, Write};

/// Lines of one section; `--format json` has all.
const SHOWN: usize = 10;

pub(super) fn write(summary: &Summary, sheet: Sheet, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, sheet.width, sheet.paint).speaking(summary.say.language());
    let say = summary.say;
    total(page, summary)?;
    contains(page, summary)?;
    rules(page, summary)?;
    let rows = summary.components.iter().map(|one| vec![one.component.clone(), one.deliveries.to_string(), one.rules.join(", ")]);
    section(page, say, "FAILING COMPONENTS", "most widespread first", &["component", "deliveries", "rules"], rows.collect())?;
    origin(page, summary)?;
    licenses(page, summary)?;
    areas(page, summary)?;
    evidence(page, summary)?;
    let rows = summary.gaps.iter().map(|one| vec![one.gap.clone(), one.deliveries.to_string()]);
    section(page, say, "NOT ESTABLISHED", "", &["gap", "deliveries"], rows.collect())?;
    trend(page, summary)?;
    let told = |error| say.phrase(error).into_owned();
    let rows = summary.deliveries.iter().filter_map(|one| Some(vec![one.name.clone(), told(one.error.as_ref()?)]));
    section(page, say, "NOT READ", "rejected; nothing in these was judged", &["delivery", "why"], rows.collect())?;
    page.gap()?;
    total(page, summary)
}

fn total(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let shown: Vec<String> =
        summary.verdicts.each().iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{count} {word}")).collect();
    let say = summary.say;
    let empty: String = summary.empty_folders.iter().map(|folder| say.fill("; no bill in {}", &[folder])).collect();
    let text = say.fill(" {} deliveries: {}; the worst decides", &[&summary.deliveries.len(), &shown.join(", ")]);
    page.line(&[ink(verdict(summary.verdict), say.verdict(summary.verdict)), ink(Ink::Plain, text + &empty)])
}

/// How many more there are than are shown.
fn rest(page: &mut Page<'_>, say: Words, indent: usize, all: usize) -> io::Result<()> {
    match all.saturating_sub(SHOWN) {
        0 => Ok(()),
        more => page.flow(indent, indent + 2, &[ink(Ink::Faint, say.fill("and {} more (all are in --format json)", &[&more]))]),
    }
}

/// A table under a heading; the first lines of it, and how many more.
fn section(page: &mut Page<'_>, say: Words, title: &str, aside: &str, header: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.heading(Ink::Strong, say.say(title), say.say(aside))?;
    let header: Vec<&str> = header.iter().map(|head| say.word("head", head)).collect();
    page.table(2, &header, &rows[..rows.len().min(SHOWN)])?;
    rest(page, say, 2, rows.len())
}

fn contains(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let Some(contains) = &summary.contains else { return Ok(()) };
    page.gap()?;
    let say = summary.say;
    let aside = format!("{}/{}", contains.deliveries.len(), summary.deliveries.len());
    page.heading(Ink::Strong, say.say("DELIVERIES THAT CONTAIN IT"), &aside)?;
    page.flow(2, 4, &[ink(Ink::Plain, say.fill("searched for: {}", &[&contains.sought]))])?;
    for (name, parts) in &contains.deliveries {
        page.flow(2, 4, &[ink(Ink::Strong, name.as_str()), ink(Ink::Plain, format!("  {}", parts.join(", ")))])?;
    }
    for name in contains.not_searched.iter().take(SHOWN) {
        page.flow(2, 4, &[ink(Ink::Warn, name.as_str()), ink(Ink::Plain, say.say("  not searched: it cannot be read"))])?;
    }
    match contains.not_searched.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => {
            page.flow(2, 4, &[ink(Ink::Warn, say.fill("and {} more that cannot be read (all are in --format json)", &[&more]))])
        }
    }
}

fn rules(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let row = |one: &super::shape::Rule| {
        vec![
            one.rule.clone(),
            summary.say.word("level", one.level).to_owned(),
            one.deliveries_failed.to_string(),
            one.deliveries_violated.to_string(),
            one.deliveries_not_demonstrated.to_string(),
            one.title.clone(),
        ]
    };
    let header = ["rule", "level", "fails", "violated", "not shown", "duty"];
    section(page, summary.say, "TOP RISKS", "deliveries each rule fails", &header, summary.rules.iter().map(row).collect())
}

fn origin(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let origin = &summary.origin;
    page.gap()?;
    let say = summary.say;
    page.heading(Ink::Strong, say.say("ORIGIN"), &say.count(origin.parts, "part"))?;
    if let (Some(foreign), Some(unknown)) = (origin.foreign_share, origin.unknown_share) {
        let classes: Vec<String> =
            origin.classes.iter().map(|(class, parts)| format!("{parts} {}", say.word("class", class))).collect();
        let text = say.fill("foreign {}, not known {}: {}", &[&percent(foreign), &percent(unknown), &say.list(&classes)]);
        page.flow(2, 4, &[ink(Ink::Plain, text)])?;
    } else {
        page.flow(2, 4, &[ink(Ink::Faint, say.say("no home was stated: what is foreign cannot be said"))])?;
    }
    for (what, concentrated) in [("owners", &origin.owners), ("countries", &origin.countries)] {
        let Concentrated { known, unknown, hhi, names } = concentrated;
        let hhi = hhi.map_or_else(String::new, |hhi| say.fill("HHI {} of 10000 over the {} known, ", &[&hhi, known]));
        let text = format!("  {hhi}{}", say.fill("{} not known", &[unknown]));
        page.flow(2, 4, &[ink(Ink::Strong, say.say(what)), ink(Ink::Plain, text)])?;
        counted(page, say, names)?;
    }
    Ok(())
}

fn counted(page: &mut Page<'_>, say: Words, names: &[Counted]) -> io::Result<()> {
    for one in names.iter().take(SHOWN) {
        let text = say.fill("  {} (parts {}, deliveries {})", &[&percent(one.share), &one.parts, &one.deliveries]);
        page.flow(4, 6, &[ink(Ink::Plain, one.name.as_str()), ink(Ink::Faint, text)])?;
    }
    rest(page, say, 4, names.len())
}

fn licenses(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let licenses = &summary.licenses;
    page.gap()?;
    let say = summary.say;
    let aside = say.fill("{} of {} parts state none", &[&licenses.without, &licenses.parts]);
    page.heading(Ink::Strong, say.say("LICENCES"), &aside)?;
    counted(page, say, &licenses.stated)
}

fn areas(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let row = |one: &super::shape::Area| {
        vec![
            summary.say.word("area", one.area).to_owned(),
            percent(one.demonstrated),
            percent(one.violated),
            percent(one.not_demonstrated),
            one.deliveries.to_string(),
            summary.say.fill("{} in {}", &[&percent(one.lowest), &one.lowest_in]),
        ]
    };
    let header = ["area", "demonstrated", "violated", "not shown", "deliveries", "lowest"];
    section(page, summary.say, "INDEX BY AREA", "means over deliveries", &header, summary.areas.iter().map(row).collect())
}

fn evidence(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let evidence = &summary.evidence;
    page.gap()?;
    let say = summary.say;
    page.heading(Ink::Strong, say.say("OLDEST EVIDENCE"), "")?;
    if let Some(oldest) = &evidence.oldest_bill {
        page.flow(2, 4, &[ink(Ink::Plain, say.fill("bill of {} ({})", &[&oldest.timestamp, &oldest.delivery]))])?;
    }
    if let Some(oldest) = &evidence.oldest_document {
        let text = say.fill("document {} of {} ({}; {})", &[&oldest.id, &oldest.date, &oldest.kind, &oldest.delivery]);
        page.flow(2, 4, &[ink(Ink::Plain, text)])?;
    }
    page.flow(2, 4, &[ink(Ink::Plain, say.fill("{} bills without a date", &[&evidence.undated_bills]))])
}

fn trend(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let row = |one: &super::shape::Trend| {
        let counts = one.verdicts.each().map(|(_, count)| count.to_string());
        [vec![one.day.clone()], counts.to_vec(), vec![percent(one.demonstrated)]].concat()
    };
    // The latest days are those a reader wants.
    let rows: Vec<Vec<String>> = summary.trend.iter().rev().map(row).collect();
    let header = ["day", "REJECT", "FAIL", "INCOMPLETE", "PASS", "demonstrated"];
    section(page, summary.say, "TREND", "last record of each delivery and day, latest first", &header, rows)
}
