//! A summary as one page that stands alone: no script, nothing fetched, light and dark, printable. The policy of the page
//! names its only style by hash. Source: W3C, "Content Security Policy Level 3", 6.7; SVG 1.1 (Second Edition).

use super::chart::{Stretch, WIDTH, length, points, stacked};
use super::percent;
use super::shape::{Concentrated, Counted, Summary};
use crate::report::visible;
use crate::report::words::Words;
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
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
    /// How many are left out, in words.
    more: Option<String>,
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
    language: &'static str,
    /// Of the bar over all.
    verdicts_label: &'static str,
    style: &'static str,
    style_hash: String,
    width: u32,
    verdict: Cow<'a, str>,
    looks: String,
    total: String,
    verdicts: Vec<(String, Cow<'static, str>, usize)>,
    stretches: Vec<Stretch>,
    sections: Vec<Section>,
    foot: String,
}

pub(super) fn write(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let say = summary.say;
    let verdicts = summary.verdicts.each();
    let bar = verdicts.map(|(word, count)| (class(word), say.fill("{}: {}", &[&say.verdict(word), &count]), count as u64));
    let sections = [
        contains(summary),
        Some(rules(summary)),
        Some(components(summary)),
        Some(classes(summary)),
        Some(concentrated(say, "owners", "Owners", &summary.origin.owners)),
        Some(concentrated(say, "countries", "Countries of owners", &summary.origin.countries)),
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
        language: say.tag(),
        verdicts_label: say.say("Verdicts"),
        verdict: say.verdict(summary.verdict),
        looks: class(summary.verdict).to_owned(),
        total: say.count(summary.deliveries.len(), "delivery"),
        verdicts: verdicts.map(|(word, count)| (class(word).to_owned(), say.verdict(word), count)).to_vec(),
        stretches: stacked(&bar),
        sections: sections.into_iter().flatten().collect(),
        foot: say.fill(
            "bomgate {}, as of {}, tier {}, home {}; {} files that are no bill",
            &[
                &summary.bomgate,
                &summary.as_of,
                &summary.tier,
                &summary.home.as_deref().unwrap_or(say.say("not stated")),
                &summary.not_bills,
            ],
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

fn table(say: Words, header: &[&'static str], rows: impl Iterator<Item = Vec<String>>) -> Option<Table> {
    let mut rows: Vec<Vec<String>> = rows.collect();
    let more = rows.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| say.fill("and {} more: all are in the JSON format.", &[&more]));
    rows.truncate(SHOWN);
    (!rows.is_empty()).then(|| Table { header: heads(say, header), rows, more })
}

fn heads(say: Words, header: &[&'static str]) -> Vec<&'static str> {
    header.iter().map(|head| say.word("head", head)).collect()
}

fn contains(summary: &Summary) -> Option<Section> {
    let say = summary.say;
    let contains = summary.contains.as_ref()?;
    let found = contains.deliveries.iter().map(|(name, parts)| vec![show(name), show(&parts.join(", "))]);
    let open = contains.not_searched.iter().map(|name| vec![show(name), say.say("not searched: it cannot be read").to_owned()]);
    Some(Section {
        id: "contains",
        title: say.say("Deliveries that contain it"),
        note: say.fill("{} of {} contain {}", &[&contains.deliveries.len(), &summary.deliveries.len(), &show(&contains.sought)]),
        bars: Vec::new(),
        table: table(say, &["delivery", "part"], found.chain(open)),
    })
}

fn rules(summary: &Summary) -> Section {
    let say = summary.say;
    let most = summary.rules.iter().map(|one| one.deliveries_violated + one.deliveries_not_demonstrated).max().unwrap_or(0);
    let bars = summary.rules.iter().take(15).map(|one| {
        let (violated, unproven) = (one.deliveries_violated, one.deliveries_not_demonstrated);
        let first = length(violated as u64, most as u64);
        let both = length((violated + unproven) as u64, most as u64);
        let stretches = vec![
            Stretch { class: "bad", from: 0, length: first, label: say.fill("violated in {} deliveries", &[&violated]) },
            Stretch {
                class: "open",
                from: first,
                length: both - first,
                label: say.fill("not demonstrated in {} deliveries", &[&unproven]),
            },
        ];
        Bar { name: show(&one.rule), stretches, value: say.fill("violated {}, not demonstrated {}", &[&violated, &unproven]) }
    });
    let rows = summary.rules.iter().map(|one| {
        let counts =
            [one.deliveries_failed, one.deliveries_violated, one.deliveries_not_demonstrated].map(|count| count.to_string());
        [vec![show(&one.rule), say.word("level", one.level).to_owned()], counts.to_vec(), vec![show(&one.title)]].concat()
    });
    Section {
        id: "risks",
        title: say.say("Top risks"),
        note: say.say("Rules by the deliveries they fail.").to_owned(),
        bars: bars.collect(),
        table: table(say, &["rule", "level", "fails", "violated", "not demonstrated", "duty"], rows),
    }
}

fn components(summary: &Summary) -> Section {
    let say = summary.say;
    let rows = summary.components.iter();
    let rows = rows.map(|one| vec![show(&one.component), one.deliveries.to_string(), show(&one.rules.join(", "))]);
    Section {
        id: "components",
        title: say.say("Failing components"),
        note: say.say("By the number of deliveries they fail.").to_owned(),
        bars: Vec::new(),
        table: table(say, &["component", "deliveries", "rules"], rows),
    }
}

fn classes(summary: &Summary) -> Section {
    let (origin, say) = (&summary.origin, summary.say);
    let looks = |class: &str| match class {
        "home" => "good",
        "trusted" => "calm",
        "foreign" => "open",
        "restricted" | "listed" => "bad",
        _ => "none",
    };
    let parts: Vec<(&'static str, String, u64)> = origin
        .classes
        .iter()
        .map(|(class, parts)| (looks(class), say.fill("{}: {}", &[&say.word("class", class), parts]), *parts as u64))
        .collect();
    let legend: Vec<&str> = parts.iter().map(|(_, label, _)| label.as_str()).collect();
    let note = match (origin.foreign_share, origin.unknown_share) {
        (Some(foreign), Some(unknown)) => {
            say.fill("Of {} parts {} are foreign; of {} it is not known.", &[&origin.parts, &percent(foreign), &percent(unknown)])
        }
        _ => say.say("No home was stated: what is foreign cannot be said.").to_owned(),
    };
    let bar = Bar { name: say.word("head", "parts").to_owned(), value: legend.join(say.comma()), stretches: stacked(&parts) };
    let bars = if origin.classes.is_empty() { Vec::new() } else { vec![bar] };
    Section { id: "origin", title: say.say("Origin"), note, bars, table: None }
}

fn concentrated(say: Words, id: &'static str, title: &'static str, of: &Concentrated) -> Section {
    let hhi = of.hhi.map_or_else(String::new, |hhi| say.fill("HHI {} of 10000 over the {} known, ", &[&hhi, &of.known]));
    let note = format!("{hhi}{}", say.fill("{} not known.", &[&of.unknown]));
    Section { id, title: say.say(title), note, bars: shares(&of.names), table: counted(say, &of.names) }
}

fn shares(names: &[Counted]) -> Vec<Bar> {
    let bar = |one: &Counted| Bar {
        name: show(&one.name),
        stretches: vec![Stretch { class: "calm", from: 0, length: length(points(one.share), 10_000), label: percent(one.share) }],
        value: percent(one.share),
    };
    names.iter().take(8).map(bar).collect()
}

fn counted(say: Words, names: &[Counted]) -> Option<Table> {
    let row = |one: &Counted| vec![show(&one.name), percent(one.share), one.parts.to_string(), one.deliveries.to_string()];
    table(say, &["name", "share", "parts", "deliveries"], names.iter().map(row))
}

fn licenses(summary: &Summary) -> Section {
    let say = summary.say;
    let licenses = &summary.licenses;
    Section {
        id: "licences",
        title: say.say("Licences"),
        note: say.fill("{} of {} parts state no licence.", &[&licenses.without, &licenses.parts]),
        bars: shares(&licenses.stated),
        table: counted(say, &licenses.stated),
    }
}

fn areas(summary: &Summary) -> Section {
    let say = summary.say;
    let bars = summary.areas.iter().map(|one| {
        let shares = [
            ("good", "demonstrated", one.demonstrated),
            ("bad", "violated", one.violated),
            ("none", "not demonstrated", one.not_demonstrated),
        ];
        let parts =
            shares.map(|(class, word, share)| (class, say.fill("{}: {}", &[&say.say(word), &percent(share)]), points(share)));
        Bar {
            name: say.word("area", one.area).to_owned(),
            stretches: stacked(&parts),
            value: say.fill("{} demonstrated", &[&percent(one.demonstrated)]),
        }
    });
    let rows = summary.areas.iter().map(|one| {
        let shares = [one.demonstrated, one.violated, one.not_demonstrated].map(percent);
        let lowest = say.fill("{} in {}", &[&percent(one.lowest), &show(&one.lowest_in)]);
        [vec![say.word("area", one.area).to_owned()], shares.to_vec(), vec![lowest]].concat()
    });
    Section {
        id: "index",
        title: say.say("Index by area"),
        note: say.say("Means over the deliveries; green demonstrated, red violated, grey not demonstrated.").to_owned(),
        bars: bars.collect(),
        table: table(say, &["area", "demonstrated", "violated", "not demonstrated", "lowest"], rows),
    }
}

fn trend(summary: &Summary) -> Option<Section> {
    let say = summary.say;
    let latest = || summary.trend.iter().rev();
    let bars = latest().take(30).map(|one| {
        let parts = one
            .verdicts
            .each()
            .map(|(word, count)| (class(word), say.fill("{}: {}", &[&say.verdict(word), &count]), count as u64));
        Bar {
            name: one.day.clone(),
            stretches: stacked(&parts),
            value: say.fill("{} demonstrated", &[&percent(one.demonstrated)]),
        }
    });
    let rows = latest().map(|one| {
        let counts = one.verdicts.each().map(|(_, count)| count.to_string());
        [vec![one.day.clone()], counts.to_vec(), vec![percent(one.demonstrated)]].concat()
    });
    (!summary.trend.is_empty()).then(|| Section {
        id: "trend",
        title: say.say("Trend"),
        note: say.say("From the history: the last record of each delivery and day, latest first.").to_owned(),
        bars: bars.collect(),
        table: table(say, &["day", "REJECT", "FAIL", "INCOMPLETE", "PASS", "demonstrated"], rows),
    })
}

fn evidence(summary: &Summary) -> Section {
    let say = summary.say;
    let evidence = &summary.evidence;
    let bill = evidence.oldest_bill.iter().map(|one| vec![say.say("bill").to_owned(), show(&one.timestamp), show(&one.delivery)]);
    let document = evidence.oldest_document.iter();
    let document = document.map(|one| vec![say.fill("document {}", &[&show(&one.id)]), one.date.clone(), show(&one.delivery)]);
    let gaps = summary.gaps.iter().map(|one| say.fill("{} ({} deliveries)", &[&show(&one.gap), &one.deliveries]));
    let gaps: Vec<String> = gaps.collect();
    let open = if gaps.is_empty() { String::new() } else { say.fill(" Not established: {}.", &[&say.list(&gaps)]) };
    Section {
        id: "evidence",
        title: say.say("Oldest evidence, and what is not established"),
        note: format!("{}{open}", say.fill("{} bills without a date.", &[&evidence.undated_bills])),
        bars: Vec::new(),
        table: table(say, &["what", "made", "delivery"], bill.chain(document)),
    }
}

fn deliveries(summary: &Summary) -> Section {
    let say = summary.say;
    let rows = summary.deliveries.iter().map(|one| {
        let counts = [one.components, one.deciding, one.violated, one.not_demonstrated].map(|count| count.to_string());
        let last = match &one.error {
            Some(error) => show(&say.phrase(error)),
            None => one.demonstrated.map(percent).unwrap_or_default(),
        };
        [vec![show(&one.name), say.verdict(one.verdict).into_owned()], counts.to_vec(), vec![last]].concat()
    });
    // Every one: a delivery is never left out.
    let rows: Vec<Vec<String>> = rows.collect();
    let header = ["delivery", "verdict", "components", "deciding", "violated", "not demonstrated", "demonstrated, or why not"];
    let table = (!rows.is_empty()).then(|| Table { header: heads(say, &header), rows, more: None });
    Section { id: "deliveries", title: say.say("Deliveries"), note: String::new(), bars: Vec::new(), table }
}
