//! The letter as plain HTML: headings, lists and tables, no script, nothing from elsewhere, so that word processors open it.

use super::words::{Words, wording};
use super::{Item, Request};
use crate::check::Observed;
use crate::report::visible;
use askama::Template;
use std::io::{self, Write};

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!DOCTYPE html>
<html lang="{{ words.tag }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ words.title }}</title>
<style>
body { font-family: Arial, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; font-size: 11pt; max-width: 50em; margin: 2em auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #888; padding: 3pt 5pt; text-align: left; vertical-align: top; overflow-wrap: break-word; }
h3 { margin-top: 1.6em; }
</style>
</head>
<body>
<h1>{{ words.title }}</h1>
<table>
<tr><th>{{ words.delivery }}</th><td>{{ delivery }}</td></tr>
<tr><th>{{ words.digest }}</th><td>{{ digest }}</td></tr>
<tr><th>{{ words.day }}</th><td>{{ day }}</td></tr>
<tr><th>{{ words.result }}</th><td>{{ result }}</td></tr>
</table>
{% if empty %}<p>{{ words.nothing }}</p>
{% else %}<p>{{ words.opening }}</p>
{% if enclosed %}<p>{{ words.skeleton }}</p>
{% endif %}{% if !faults.is_empty() %}<h2>{{ words.unreadable }}</h2>
<ul>
{% for (code, text) in faults %}<li><b>{{ code }}</b> {{ text }}</li>
{% endfor %}</ul>
{% endif %}{% for section in sections %}<h2>{{ section.heading }}</h2>
<p>{{ section.aside }}</p>
{% for item in section.items %}<h3>{{ item.number }}. {{ item.kind }}{{ words.colon }}{{ item.title }}</h3>
<p>{{ words.rule }}{{ words.colon }}{{ item.rule }} · {{ words.level }}{{ words.colon }}{{ item.level }}</p>
<p><b>{{ words.to_do }}</b>{{ words.colon }}{{ item.fix }}</p>
{% if !item.places.is_empty() %}<p><b>{{ words.where_to }}</b></p>
<table>
<tr><th>{{ words.field }}</th><th>CycloneDX</th><th>SPDX 2</th><th>SPDX 3</th><th>{{ words.example }}</th></tr>
{% for cells in item.places %}<tr>{% for cell in cells %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>
{% endif %}{% if !item.documents.is_empty() %}<p><b>{{ words.documents }}</b>{{ words.colon }}{{ item.documents }}</p>
{% endif %}<p><b>{{ words.parts }}</b> ({{ item.parts.len() }})</p>
<table>
<tr><th>{{ words.part }}</th><th>{{ words.pointer }}</th><th>{{ words.found }}</th><th>{{ words.way }}</th></tr>
{% for cells in item.parts %}<tr>{% for cell in cells %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>
<p><b>{{ words.references }}</b>{{ words.colon }}{{ item.references }}</p>
{% endfor %}{% endfor %}<p>{{ words.closing }}</p>
{% endif %}</body>
</html>
"#
)]
struct Letter {
    words: &'static Words,
    delivery: String,
    digest: String,
    day: String,
    result: &'static str,
    empty: bool,
    enclosed: bool,
    faults: Vec<(String, String)>,
    sections: Vec<Section>,
}

struct Section {
    heading: &'static str,
    aside: &'static str,
    items: Vec<Shown>,
}

struct Shown {
    number: usize,
    kind: &'static str,
    title: String,
    rule: String,
    level: &'static str,
    fix: String,
    places: Vec<[String; 5]>,
    documents: String,
    parts: Vec<[String; 4]>,
    references: String,
}

/// Writes the letter.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<()> {
    let letter = Letter {
        words: request.words,
        delivery: safe(&request.delivery()),
        digest: request.judged.bom.document.sha256.clone(),
        day: request.day.clone(),
        result: request.result(),
        empty: request.is_empty(),
        enclosed: request.enclosed,
        faults: request
            .faults
            .iter()
            .map(|fault| (safe(&fault.code), safe(&format!("{} {}", fault.place, fault.text))))
            .collect(),
        sections: request
            .chapters()
            .map(|chapter| Section {
                heading: chapter.heading,
                aside: chapter.aside,
                items: chapter.items.into_iter().map(|(number, item)| shown(request, number, item)).collect(),
            })
            .collect(),
    };
    let page = letter.render().map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

/// Text without what moves, hides or reorders; the template escapes the rest.
fn safe(text: &str) -> String {
    visible(text).into_owned()
}

fn shown(request: &Request<'_>, number: usize, item: &Item<'_>) -> Shown {
    let words = request.words;
    let (title, fix) = wording(item.rule);
    let spoken = request.spoken;
    let said = |seen: &Observed| format!("{}: {}", spoken.phrase(&seen.what), spoken.phrase(&seen.value));
    let place = |place: &str| if place.is_empty() { words.no_place.to_owned() } else { safe(place) };
    Shown {
        number,
        kind: item.kind(words),
        title: safe(&title),
        rule: item.rule.id.clone(),
        level: words.level(item.rule.level),
        fix: safe(&fix),
        places: item
            .places
            .iter()
            .map(|at| [safe(&at.field), place(&at.cyclonedx), place(&at.spdx2), place(&at.spdx3), safe(&at.example)])
            .collect(),
        documents: safe(&item.documents.join(", ")),
        parts: item
            .parts
            .iter()
            .map(|part| {
                let seen: Vec<String> = part.seen.iter().map(said).collect();
                [&part.subject.label, &part.subject.pointer, &seen.join("; "), &part.way].map(|text| safe(text))
            })
            .collect(),
        references: safe(&item.references().join("; ")),
    }
}
