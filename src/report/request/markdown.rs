//! The letter as Markdown.

use super::super::ci::markdown_text as text;
use super::{Item, Request, Tongue};
use crate::report::request::words::wording;
use std::io::{self, Write};

/// Writes the letter.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = request.tongue.words();
    writeln!(out, "# {}\n", words.title)?;
    writeln!(out, "- {}: {}", words.delivery, text(&request.delivery()))?;
    writeln!(out, "- {}: `{}`", words.digest, request.judged.bom.document.sha256)?;
    writeln!(out, "- {}: {}", words.day, request.day)?;
    writeln!(out, "- {}: {}\n", words.result, request.result())?;
    if request.is_empty() {
        return writeln!(out, "{}", words.nothing);
    }
    writeln!(out, "{}\n\n{}\n", words.opening, words.skeleton)?;
    if !request.faults.is_empty() {
        writeln!(out, "## {}\n", words.unreadable)?;
        for fault in &request.faults {
            let place = if fault.place.is_empty() { String::new() } else { format!(" ({})", fault.place) };
            writeln!(out, "- **{}**{place}: {}", text(&fault.code), text(&fault.text))?;
        }
        writeln!(out)?;
    }
    for (heading, aside, items) in request.sections() {
        writeln!(out, "## {heading}\n\n{aside}\n")?;
        for (number, item) in items {
            one(number, item, request.tongue, out)?;
        }
    }
    writeln!(out, "{}", words.closing)
}

fn one(number: usize, item: &Item<'_>, tongue: Tongue, out: &mut dyn Write) -> io::Result<()> {
    let words = tongue.words();
    let (title, fix) = wording(item.rule, tongue);
    writeln!(out, "### {number}. {}: {}\n", item.kind(tongue), text(&title))?;
    writeln!(out, "{}: {} · {}: {}\n", words.rule, text(&item.rule.id), words.level, item.rule.level.word())?;
    writeln!(out, "**{}**: {}\n", words.to_do, text(&fix))?;
    if !item.places.is_empty() {
        writeln!(out, "**{}**\n", words.where_to)?;
        writeln!(out, "| {} | CycloneDX | SPDX 2 | SPDX 3 | {} |\n|---|---|---|---|---|", words.field, words.example)?;
        let cell = |place: &str| if place.is_empty() { words.no_place.to_owned() } else { text(place) };
        for place in &item.places {
            let [cyclonedx, two, three] = [&place.cyclonedx, &place.spdx2, &place.spdx3].map(|place| cell(place));
            writeln!(out, "| {} | {cyclonedx} | {two} | {three} | {} |", text(&place.field), text(&place.example))?;
        }
        writeln!(out)?;
    }
    if !item.documents.is_empty() {
        let kinds: Vec<String> = item.documents.iter().map(|kind| text(kind)).collect();
        writeln!(out, "**{}**: {}\n", words.documents, kinds.join(", "))?;
    }
    writeln!(out, "**{}** ({})\n", words.parts, item.parts.len())?;
    for part in &item.parts {
        let pointer =
            if part.subject.pointer.is_empty() { String::new() } else { format!(" · {}", text(&part.subject.pointer)) };
        writeln!(out, "- {}{pointer}", text(&part.subject.label))?;
        for seen in &part.seen {
            writeln!(out, "  - {}: {}: {}", words.found, text(&seen.what), text(&seen.value))?;
        }
        if !part.way.is_empty() {
            writeln!(out, "  - {}: {}", words.way, text(&part.way))?;
        }
    }
    let references: Vec<String> = item.references().iter().map(|cite| text(cite)).collect();
    writeln!(out, "\n**{}**: {}\n", words.references, references.join("; "))
}
