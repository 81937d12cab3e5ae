//! The letter as Markdown.

use super::super::ci::markdown_text as text;
use super::super::rule::prose;
use super::super::visible;
use super::words::wording;
use super::{Item, Request};
use std::io::{self, Write};

/// Writes the letter.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = request.words;
    let colon = words.colon;
    writeln!(out, "# {}\n", words.title)?;
    writeln!(out, "- {}{colon}{}", words.delivery, text(&request.delivery()))?;
    writeln!(out, "- {}{colon}`{}`", words.digest, request.judged.bom.document.sha256)?;
    writeln!(out, "- {}{colon}{}", words.day, request.day)?;
    writeln!(out, "- {}{colon}{}\n", words.result, request.result())?;
    if request.is_empty() {
        return writeln!(out, "{}", words.nothing);
    }
    writeln!(out, "{}\n", words.opening)?;
    if request.enclosed {
        writeln!(out, "{}\n", words.skeleton)?;
    }
    if !request.faults.is_empty() {
        writeln!(out, "## {}\n", words.unreadable)?;
        for fault in &request.faults {
            let place = if fault.place.is_empty() { String::new() } else { format!(" ({})", fault.place) };
            writeln!(out, "- **{}**{place}: {}", text(&fault.code), text(&fault.text))?;
        }
        writeln!(out)?;
    }
    for chapter in request.chapters() {
        writeln!(out, "## {}\n\n{}\n", chapter.heading, chapter.aside)?;
        for (number, item) in chapter.items {
            one(request, number, item, out)?;
        }
    }
    writeln!(out, "{}", words.closing)
}

fn one(request: &Request<'_>, number: usize, item: &Item<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = request.words;
    let colon = words.colon;
    let (title, fix) = wording(item.rule);
    writeln!(out, "### {number}. {}{colon}{}\n", item.kind(words), prose(&title))?;
    writeln!(out, "{}{colon}{} · {}{colon}{}\n", words.rule, text(&item.rule.id), words.level, words.level(item.rule.level))?;
    writeln!(out, "**{}**{colon}{}\n", words.to_do, prose(&fix))?;
    if !item.places.is_empty() {
        writeln!(out, "**{}**\n", words.where_to)?;
        writeln!(out, "| {} | CycloneDX | SPDX 2 | SPDX 3 | {} |\n|---|---|---|---|---|", words.field, words.example)?;
        let cell = |place: &str| if place.is_empty() { words.no_place.to_owned() } else { code(place) };
        for place in &item.places {
            let [cyclonedx, two, three] = [&place.cyclonedx, &place.spdx2, &place.spdx3].map(|place| cell(place));
            writeln!(out, "| {} | {cyclonedx} | {two} | {three} | {} |", code(&place.field), code(&place.example))?;
        }
        writeln!(out)?;
    }
    if !item.documents.is_empty() {
        let kinds: Vec<String> = item.documents.iter().map(|kind| text(kind)).collect();
        writeln!(out, "**{}**{colon}{}\n", words.documents, kinds.join(", "))?;
    }
    writeln!(out, "**{}** ({})\n", words.parts, item.parts.len())?;
    for part in &item.parts {
        let pointer =
            if part.subject.pointer.is_empty() { String::new() } else { format!(" · {}", text(&part.subject.pointer)) };
        writeln!(out, "- {}{pointer}", text(&part.subject.label))?;
        for seen in &part.seen {
            let [what, value] = [&seen.what, &seen.value].map(|said| request.spoken.phrase(said));
            writeln!(out, "  - {}{colon}{}: {}", words.found, text(&what), text(&value))?;
        }
        if !part.way.is_empty() {
            writeln!(out, "  - {}{colon}{}", words.way, text(&part.way))?;
        }
    }
    let references: Vec<String> = item.references().iter().map(|cite| text(cite)).collect();
    writeln!(out, "\n**{}**{colon}{}\n", words.references, references.join("; "))
}

/// A place or a value of ours in a cell, as it is to be typed.
fn code(text: &str) -> String {
    format!("`{}`", visible(text).replace('`', "'").replace('|', "\\|"))
}
