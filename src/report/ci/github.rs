//! Annotations of GitHub Actions: one workflow command a line. Source: GitHub, "Workflow commands", setting messages.

use super::super::entry::{Entry, each};
use super::super::{Delivery, View, visible};
use crate::policy::Level;
use std::io::{self, Write};

/// Writes the report; the last line is the verdict.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for delivery in view.deliveries {
        each(view, delivery, &mut |entry| annotation(delivery, entry, out))?;
        let kind = if delivery.verdict().code() == 0 { "notice" } else { "error" };
        writeln!(out, "::{kind} title=bomgate::{} {}", delivery.verdict().word(), data(&delivery.name))?;
    }
    Ok(())
}

fn annotation(delivery: &Delivery, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let kind = match entry.level {
        _ if entry.decides => "error",
        Level::Info | Level::Watch => "notice",
        _ => "warning",
    };
    let place = entry.subject.place;
    let file = if delivery.name == "-" { String::new() } else { format!("file={},", property(&delivery.name)) };
    let (line, column) = (place.line.max(1), place.column.max(1));
    let text = data(&if entry.waiver.is_some() { entry.waived_advice() } else { entry.advice() });
    writeln!(out, "::{kind} {file}line={line},col={column},title={}::{text}", property(&entry.id))
}

/// What stands after `::`: on one line, so that no vendor text starts a command of its own.
fn data(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).replace('%', "%25")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
