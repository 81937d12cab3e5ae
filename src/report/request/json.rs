//! The request for programs, frozen, version 1: `docs/request.schema.json`. A key is added, never changed or removed.

use super::place::Place;
use super::words::wording;
use super::{Item, Request};
use crate::report::json::write_json;
use serde::Serialize;
use std::io::{self, Write};

/// What `schema` says.
const SCHEMA: &str = "https://bomgate.example/request/1";

#[derive(Serialize)]
struct Root<'a> {
    schema: &'static str,
    version: u8,
    bomgate: &'static str,
    language: &'static str,
    delivery: String,
    serial: Option<&'a str>,
    sha256: &'a str,
    as_of: &'a str,
    verdict: &'static str,
    faults: Vec<Fault<'a>>,
    items: Vec<Ask<'a>>,
}

#[derive(Serialize)]
struct Fault<'a> {
    code: &'a str,
    text: &'a str,
    place: &'a str,
}

#[derive(Serialize)]
struct Ask<'a> {
    number: usize,
    /// `change` or `prove`.
    kind: &'static str,
    blocking: bool,
    rule: &'a str,
    level: &'static str,
    title: String,
    to_do: String,
    places: &'a [Place],
    documents: &'a [String],
    parts: Vec<Part<'a>>,
    references: Vec<&'a str>,
}

#[derive(Serialize)]
struct Part<'a> {
    label: &'a str,
    kind: &'static str,
    pointer: &'a str,
    line: u32,
    column: u32,
    seen: Vec<Seen<'a>>,
    way: &'a str,
}

#[derive(Serialize)]
struct Seen<'a> {
    what: &'a str,
    value: &'a str,
}

/// Writes the request.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bom = &request.judged.bom;
    let root = Root {
        schema: SCHEMA,
        version: 1,
        bomgate: env!("CARGO_PKG_VERSION"),
        language: request.words.tag,
        delivery: request.delivery(),
        serial: bom.value(bom.document.serial),
        sha256: &bom.document.sha256,
        as_of: &request.day,
        verdict: request.verdict().word(),
        faults: request.faults.iter().map(|fault| Fault { code: &fault.code, text: &fault.text, place: &fault.place }).collect(),
        items: (1..).zip(&request.items).map(|(number, item)| ask(number, item)).collect(),
    };
    write_json(&root, out)
}

fn ask<'a>(number: usize, item: &'a Item<'a>) -> Ask<'a> {
    let (title, to_do) = wording(item.rule);
    let part = |part: &'a super::Part| Part {
        label: &part.subject.label,
        kind: part.subject.kind,
        pointer: &part.subject.pointer,
        line: part.subject.place.line,
        column: part.subject.place.column,
        seen: part.seen.iter().map(|seen| Seen { what: &seen.what, value: &seen.value }).collect(),
        way: &part.way,
    };
    Ask {
        number,
        kind: if item.violated { "change" } else { "prove" },
        blocking: item.blocking,
        rule: &item.rule.id,
        level: item.rule.level.word(),
        title,
        to_do,
        places: &item.places,
        documents: &item.documents,
        parts: item.parts.iter().map(part).collect(),
        references: item.references(),
    }
}
