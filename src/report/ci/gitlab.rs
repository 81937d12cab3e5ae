//! GitLab code quality: a JSON array. Source: GitLab, "Code Quality", "Code Quality report format".

use super::super::View;
use super::super::entry::{each, fingerprint};
use super::super::json;
use super::relative_uri;
use crate::policy::Level;
use serde::Serialize;
use std::collections::HashMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// Writes the report.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut issues = Vec::new();
    let mut times: HashMap<String, usize> = HashMap::new();
    for delivery in view.deliveries {
        each(view, delivery, &mut |entry| {
            let print = fingerprint(entry, &delivery.name);
            let again = times.entry(print.clone()).and_modify(|times| *times += 1).or_default();
            let print = if *again == 0 { print } else { fingerprint(entry, &format!("{} {again}", delivery.name)) };
            issues.push(Issue {
                description: entry.advice(),
                check_name: entry.id.clone(),
                // Two issues of one fingerprint are shown as one.
                fingerprint: print,
                severity: match entry.level {
                    _ if entry.waiver.is_some() => "info",
                    Level::Block => "blocker",
                    Level::High => "critical",
                    Level::Medium | Level::Refer => "major",
                    Level::Low => "minor",
                    Level::Info | Level::Watch => "info",
                },
                location: Location {
                    path: relative_uri(&delivery.name).unwrap_or_else(|| "bill".to_owned()),
                    lines: Lines { begin: entry.subject.place.line.max(1) },
                },
            });
            Ok(())
        })?;
    }
    json::write_json(&issues, out)
}
