//! CSV (RFC 4180): one line for each entry. A cell that a spreadsheet would take for a formula is quoted with an apostrophe.

use super::super::entry::each;
use super::super::{View, visible};
use std::borrow::Cow;
use std::io::{self, Write};

const HEADER: [&str; 16] = [
    "delivery",
    "verdict",
    "answer",
    "rule",
    "level",
    "decides",
    "component",
    "kind",
    "line",
    "column",
    "pointer",
    "title",
    "observed",
    "path",
    "waived_until",
    "fix",
];

/// Writes the report.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADER).map_err(io::Error::other)?;
    for delivery in view.deliveries {
        let mut any = false;
        each(view, delivery, &mut |entry| {
            any = true;
            let place = entry.subject.place;
            let fields: [Cow<'_, str>; 16] = [
                (&*delivery.name).into(),
                delivery.verdict().word().into(),
                entry.sort.word().into(),
                (&*entry.id).into(),
                entry.level.word().into(),
                if entry.decides { "yes" } else { "no" }.into(),
                (&*entry.subject.label).into(),
                entry.subject.kind.into(),
                place.line.to_string().into(),
                place.column.to_string().into(),
                (&*entry.subject.pointer).into(),
                (&*entry.title).into(),
                entry.seen().into(),
                (&*entry.path).into(),
                entry.waiver.map(|waiver| waiver.expires.to_string()).unwrap_or_default().into(),
                entry.fix.into(),
            ];
            csv.write_record(fields.iter().map(|field| cell(field).into_owned())).map_err(io::Error::other)
        })?;
        // A delivery nothing is said against is still named.
        if !any {
            let mut empty = vec![cell(&delivery.name).into_owned(), delivery.verdict().word().to_owned()];
            empty.resize(HEADER.len(), String::new());
            csv.write_record(empty).map_err(io::Error::other)?;
        }
    }
    csv.flush()
}

/// What a spreadsheet takes for the start of a formula, full-width forms included. Source: OWASP, "CSV Injection".
const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '|', '＝', '＋', '－', '＠'];

/// On one line, visible, and no formula.
pub(in crate::report) fn cell(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if text.starts_with(STARTS) { Cow::Owned(format!("'{text}")) } else { text }
}
