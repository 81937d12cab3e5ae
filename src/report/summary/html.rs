//! A summary as one page that stands alone: no script, nothing fetched, light and dark, printable. The policy of the page
//! names its only style by hash. Source: W3C, "Content Security Policy Level 3", 6.7; SVG 1.1 (Second Edition).

use super::chart::{Stretch, WIDTH, length, points, stacked};
use super::percent;
use super::shape::{Concentrated, Counted, Summary};
use crate::report::visible;
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

const STYLE: &str = include_str!("summary.css");
/// Lines of one table; `--format json` has all.
const SHOWN: usize = 50;

/// One line of a chart: a name, a bar, numbers.
struct Bar {
    name: String,
    stretches: Vec<Stretch>,
    value: String,
}

/// One table: header, rows, how many are left out.
struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    more: usize,
}

/// One section.
struct Section {
    id: &'static str,
    title: &'static str,
    note: String,
    bars: Vec<Bar>,
    table: Option<Table>,
}

#[derive(Template)]
#[template(path = "summary/summary.html")]
struct Page<'a> {
    style: &'static str,
    style_hash: String,
    width: u32,
    verdict: &'a str,
    looks: String,
    total: usize,
    verdicts: Vec<(String, &'static str, usize)>,
    stretches: Vec<Stretch>,
    sections: Vec<Section>,
    foot: String,
}

pub(super) fn write(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let verdicts = summary.verdicts.each();
    let bar = verdicts.map(|(word, count)| (class(word), format!("{word}: {count}"), count as u64));
    let sections = [
        contains(summary),
        Some(rules(summary)),
        Some(components(summary)),
        Some(classes(summary)),
        Some(concentrated("owners", "Owners", &summary.origin.owners)),
        Some(concentrated("countries", "Countries of owners", &summary.origin.countries)),
        Some(licenses(summary)),
        Some(areas(summary)),
        trend(summary),
        Some(evidence(summary)),
        Some(deliveries(summary)),
    ];
    let page = Page {
        style: STYLE,
        style_hash: STANDARD.encode(Sha256::digest(STYLE.as_bytes())),
        width: WIDTH,
        verdict: summary.verdict,
        looks: class(summary.verdict).to_owned(),
        total: summary.deliveries.len(),
        verdicts: verdicts.map(|(word, count)| (class(word).to_owned(), word, count)).to_vec(),
        stretches: stacked(&bar),
        sections: sections.into_iter().flatten().collect(),
        foot: format!(
            "bomgate {}, as of {}, tier {}, home {}; {} files that are no bill",
            summary.bomgate,
            summary.as_of,
            summary.tier,
            summary.home.as_deref().unwrap_or("not stated"),
            summary.not_bills
        ),
    };
    out.write_all(page.render().map_err(io::Error::other)?.as_bytes())
}

fn class(verdict: &str) -> &'static str {
    match verdict {
        "PASS" => "good",
        "INCOMPLETE" => "open",
        "FAIL" => "bad",
        _ => "reject",
    }
}

fn show(text: &str) -> String {
    visible(text).into_owned()
}

fn table(header: &[&'static str], rows: impl Iterator<Item = Vec<String>>) -> Option<Table> {
    let mut rows: Vec<Vec<String>> = rows.collect();
    let more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    (!rows.is_empty()).then(|| Table { header: header.to_vec(), rows, more })
}

fn contains(summary: &Summary) -> Option<Section> {
    let contains = summary.contains.as_ref()?;
    let found = contains.deliveries.iter().map(|(name, parts)| vec![show(name), show(&parts.join(", "))]);
    let open = contains.not_searched.iter().map(|name| vec![show(name), "not searched: it cannot be read".to_owned()]);
    Some(Section {
        id: "contains",
        title: "Deliveries that contain it",
        note: format!("{} of {} contain {}", contains.deliveries.len(), summary.deliveries.len(), show(&contains.sought)),
        bars: Vec::new(),
        table: table(&["delivery", "parts"], found.chain(open)),
    })
}

fn rules(summary: &Summary) -> Section {
    let most = summary.rules.iter().map(|one| one.deliveries_violated + one.deliveries_not_demonstrated).max().unwrap_or(0);
    let bars = summary.rules.iter().take(15).map(|one| {
        let (violated, unproven) = (one.deliveries_violated, one.deliveries_not_demonstrated);
        let first = length(violated as u64, most as u64);
        let both = length((violated + unproven) as u64, most as u64);
        let stretches = vec![
            Stretch { class: "bad", from: 0, length: first, label: format!("violated in {violated} deliveries") },
            Stretch {
                class: "open",
                from: first,
                length: both - first,
                label: format!("not demonstrated in {unproven} deliveries"),
            },
        ];
        Bar { name: show(&one.rule), stretches, value: format!("{violated} violated, {unproven} not demonstrated") }
    });
    let rows = summary.rules.iter().map(|one| {
        let counts =
            [one.deliveries_failed, one.deliveries_violated, one.deliveries_not_demonstrated].map(|count| count.to_string());
        [vec![show(&one.rule), one.level.to_owned()], counts.to_vec(), vec![show(&one.title)]].concat()
    });
    Section {
        id: "risks",
        title: "Top risks",
        note: "Rules by the deliveries they fail.".to_owned(),
        bars: bars.collect(),
        table: table(&["rule", "level", "fails", "violated", "not demonstrated", "duty"], rows),
    }
}

fn components(summary: &Summary) -> Section {
    let rows = summary.components.iter();
    let rows = rows.map(|one| vec![show(&one.component), one.deliveries.to_string(), show(&one.rules.join(", "))]);
    Section {
        id: "components",
        title: "Failing components",
        note: "By the number of deliveries they fail.".to_owned(),
        bars: Vec::new(),
        table: table(&["component", "deliveries", "rules"], rows),
    }
}

fn classes(summary: &Summary) -> Section {
    let origin = &summary.origin;
    let looks = |class: &str| match class {
        "home" => "good",
        "trusted" => "calm",
        "foreign" => "open",
        "restricted" | "listed" => "bad",
        _ => "none",
    };
    let parts: Vec<(&'static str, String, u64)> =
        origin.classes.iter().map(|(class, parts)| (looks(class), format!("{class}: {parts}"), *parts as u64)).collect();
    let legend: Vec<&str> = parts.iter().map(|(_, label, _)| label.as_str()).collect();
    let note = match (origin.foreign_share, origin.unknown_share) {
        (Some(foreign), Some(unknown)) => {
            format!("Of {} parts {} are foreign; of {} it is not known.", origin.parts, percent(foreign), percent(unknown))
        }
        _ => "No home was stated: what is foreign cannot be said.".to_owned(),
    };
    let bar = Bar { name: "parts".to_owned(), value: legend.join(", "), stretches: stacked(&parts) };
    let bars = if origin.classes.is_empty() { Vec::new() } else { vec![bar] };
    Section { id: "origin", title: "Origin", note, bars, table: None }
}

fn concentrated(id: &'static str, title: &'static str, of: &Concentrated) -> Section {
    let hhi = of.hhi.map_or_else(String::new, |hhi| format!("HHI {hhi} of 10000 over the {} known; ", of.known));
    Section { id, title, note: format!("{hhi}{} not known.", of.unknown), bars: shares(&of.names), table: counted(&of.names) }
}

fn shares(names: &[Counted]) -> Vec<Bar> {
    let bar = |one: &Counted| Bar {
        name: show(&one.name),
        stretches: vec![Stretch { class: "calm", from: 0, length: length(points(one.share), 10_000), label: percent(one.share) }],
        value: percent(one.share),
    };
    names.iter().take(8).map(bar).collect()
}

fn counted(names: &[Counted]) -> Option<Table> {
    let row = |one: &Counted| vec![show(&one.name), percent(one.share), one.parts.to_string(), one.deliveries.to_string()];
    table(&["name", "share", "parts", "deliveries"], names.iter().map(row))
}

fn licenses(summary: &Summary) -> Section {
    let licenses = &summary.licenses;
    Section {
        id: "licences",
        title: "Licences",
        note: format!("{} of {} parts state none.", licenses.without, licenses.parts),
        bars: shares(&licenses.stated),
        table: counted(&licenses.stated),
    }
}

fn areas(summary: &Summary) -> Section {
    let bars = summary.areas.iter().map(|one| {
        let shares = [
            ("good", "demonstrated", one.demonstrated),
            ("bad", "violated", one.violated),
            ("none", "not demonstrated", one.not_demonstrated),
        ];
        let parts = shares.map(|(class, word, share)| (class, format!("{word}: {}", percent(share)), points(share)));
        Bar {
            name: one.area.to_owned(),
            stretches: stacked(&parts),
            value: format!("{} demonstrated", percent(one.demonstrated)),
        }
    });
    let rows = summary.areas.iter().map(|one| {
        let shares = [one.demonstrated, one.violated, one.not_demonstrated].map(percent);
        [vec![one.area.to_owned()], shares.to_vec(), vec![format!("{} in {}", percent(one.lowest), show(&one.lowest_in))]]
            .concat()
    });
    Section {
        id: "index",
        title: "Index by area",
        note: "Means over the deliveries; green demonstrated, red violated, grey not demonstrated.".to_owned(),
        bars: bars.collect(),
        table: table(&["area", "demonstrated", "violated", "not demonstrated", "lowest"], rows),
    }
}

fn trend(summary: &Summary) -> Option<Section> {
    let latest = || summary.trend.iter().rev();
    let bars = latest().take(30).map(|one| {
        let parts = one.verdicts.each().map(|(word, count)| (class(word), format!("{word}: {count}"), count as u64));
        Bar { name: one.day.clone(), stretches: stacked(&parts), value: format!("{} demonstrated", percent(one.demonstrated)) }
    });
    let rows = latest().map(|one| {
        let counts = one.verdicts.each().map(|(_, count)| count.to_string());
        [vec![one.day.clone()], counts.to_vec(), vec![percent(one.demonstrated)]].concat()
    });
    (!summary.trend.is_empty()).then(|| Section {
        id: "trend",
        title: "Trend",
        note: "From the history: the last record of each delivery and day, latest first.".to_owned(),
        bars: bars.collect(),
        table: table(&["day", "REJECT", "FAIL", "INCOMPLETE", "PASS", "demonstrated"], rows),
    })
}

fn evidence(summary: &Summary) -> Section {
    let evidence = &summary.evidence;
    let bill = evidence.oldest_bill.iter().map(|one| vec!["bill".to_owned(), show(&one.timestamp), show(&one.delivery)]);
    let document = evidence.oldest_document.iter();
    let document = document.map(|one| vec![format!("document {}", show(&one.id)), one.date.clone(), show(&one.delivery)]);
    let gaps = summary.gaps.iter().map(|one| format!("{} ({} deliveries)", show(&one.gap), one.deliveries));
    let gaps: Vec<String> = gaps.collect();
    let open = if gaps.is_empty() { String::new() } else { format!(" Not established: {}.", gaps.join(", ")) };
    Section {
        id: "evidence",
        title: "Oldest evidence, and what is not established",
        note: format!("{} bills without a date.{open}", evidence.undated_bills),
        bars: Vec::new(),
        table: table(&["what", "made", "delivery"], bill.chain(document)),
    }
}

fn deliveries(summary: &Summary) -> Section {
    let rows = summary.deliveries.iter().map(|one| {
        let counts = [one.components, one.deciding, one.violated, one.not_demonstrated].map(|count| count.to_string());
        let last = match &one.error {
            Some(error) => show(error),
            None => one.demonstrated.map(percent).unwrap_or_default(),
        };
        [vec![show(&one.name), one.verdict.to_owned()], counts.to_vec(), vec![last]].concat()
    });
    // Every one: a delivery is never left out.
    let rows: Vec<Vec<String>> = rows.collect();
    let header =
        vec!["delivery", "verdict", "components", "deciding", "violated", "not demonstrated", "demonstrated, or why not"];
    let table = (!rows.is_empty()).then_some(Table { header, rows, more: 0 });
    Section { id: "deliveries", title: "Deliveries", note: String::new(), bars: Vec::new(), table }
}
