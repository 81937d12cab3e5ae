//! JUnit XML, as build systems read it: a suite for each delivery, a case for each rule that was asked, a failure where it
//! decided, and an error for what could not be judged.

use super::super::entry::{Entry, Sort, each};
use super::super::{Delivery, View, Words, visible};
use crate::evaluate::State;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Entries of one rule that a case spells out; all are in `--format json`.
const SHOWN: usize = 20;

/// Writes the report.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("bomgate");
    for delivery in view.deliveries {
        report.add_test_suite(suite(view, delivery)?);
    }
    let text = report.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn suite(view: &View<'_>, delivery: &Delivery) -> io::Result<TestSuite> {
    let mut suite = TestSuite::new(visible(&delivery.name).into_owned());
    suite.add_property(("verdict", delivery.verdict().word()));
    suite.add_property(("asOf", view.gate.as_of.to_string().as_str()));
    let words = view.words();
    let mut by_id: BTreeMap<String, Vec<(bool, bool, String)>> = BTreeMap::new();
    each(view, delivery, &mut |entry| {
        let error = matches!(entry.sort, Sort::Rejected | Sort::NotEstablished);
        by_id.entry(entry.id.clone()).or_default().push((entry.decides, error, line(delivery, entry)));
        Ok(())
    })?;
    if let Ok(judged) = &delivery.result {
        for tally in judged.outcome.tallies.iter().filter(|tally| tally.state == State::Asked) {
            let rule = &view.gate.plan.rules[tally.rule];
            let status = by_id.remove(&rule.id).map_or_else(TestCaseStatus::success, |entries| status(words, &entries));
            let mut case = TestCase::new(rule.id.as_str(), status);
            case.set_classname(rule.pack.as_str());
            suite.add_test_case(case);
        }
    }
    for (id, entries) in by_id {
        let mut case = TestCase::new(visible(&id).into_owned(), status(words, &entries));
        case.set_classname("bomgate");
        if !entries.iter().any(|(decides, ..)| *decides) {
            let lines: Vec<&str> = entries.iter().take(SHOWN).map(|(_, _, line)| line.as_str()).collect();
            case.set_system_out(lines.join("\n"));
        }
        suite.add_test_case(case);
    }
    Ok(suite)
}

/// Failed where an entry decides; else it passed, and what was seen is its output.
fn status(words: Words, entries: &[(bool, bool, String)]) -> TestCaseStatus {
    let mut text: Vec<&str> = entries.iter().take(SHOWN).map(|(_, _, line)| line.as_str()).collect();
    let more = words.fill("and {} more", &[&entries.len().saturating_sub(SHOWN)]);
    if entries.len() > SHOWN {
        text.push(&more);
    }
    if !entries.iter().any(|(decides, ..)| *decides) {
        return TestCaseStatus::success();
    }
    let kind = if entries.iter().any(|(_, error, _)| *error) { NonSuccessKind::Error } else { NonSuccessKind::Failure };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_message(text.first().copied().unwrap_or_default());
    status.set_description(text.join("\n"));
    status
}

fn line(delivery: &Delivery, entry: &Entry<'_>) -> String {
    let place = entry.subject.place;
    visible(&format!("{}:{}:{} {}", delivery.name, place.line, place.column, entry.message())).into_owned()
}
