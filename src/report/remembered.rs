//! A history for people: records in a list, one record.

use super::page::{Ink, Page, ink};
use crate::history::{Entry, Kept, Remembered};
use std::io;

/// Every record in one line.
///
/// # Errors
/// When it cannot be written.
pub fn history_list(page: &mut Page<'_>, entries: &[Entry]) -> io::Result<()> {
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| {
            let digest = entry.bill.as_deref().and_then(|digest| digest.get(..12)).unwrap_or("-");
            vec![
                entry.number.to_string(),
                entry.at.clone(),
                entry.verdict.clone(),
                entry.delivery.clone().unwrap_or_else(|| "-".to_owned()),
                digest.to_owned(),
                entry.name.clone(),
            ]
        })
        .collect();
    page.table(0, &["number", "checked", "verdict", "delivery", "bill", "name"], &rows)
}

/// One record: what it rests on, what was found.
///
/// # Errors
/// When it cannot be written.
pub fn history_record(page: &mut Page<'_>, found: &Remembered) -> io::Result<()> {
    let Remembered { number, record, terms } = found;
    let head = format!(" {} (record {number}, {} of {})", record.name, record.cause.word(), record.at);
    page.line(&[ink(verdict(&record.verdict), record.verdict.as_str()), ink(Ink::Strong, head)])?;
    let covered = &record.covered;
    let mut field = |label: &str, text: String| page.field(2, label, &[ink(Ink::Plain, text)]);
    if let Some(error) = &record.error {
        field("error", error.clone())?;
    }
    if let Some(bill) = &record.bill {
        let number = bill.serial.as_ref().map_or_else(String::new, |serial| format!(", serial number {serial}"));
        let version = bill.version.map_or_else(String::new, |version| format!(", version {version}"));
        field("delivery", bill.delivery.clone())?;
        field("bill", format!("{} bytes of {}, sha256 {}{number}{version}", bill.bytes, bill.format, bill.sha256))?;
        let ((read, seen), (answered, rules), (accepted, gaps)) = (covered.components, covered.rules, covered.gaps);
        let open = gaps - accepted.min(gaps);
        field("covered", format!("components {read}/{seen}, rules {answered}/{rules}, {open} gaps open"))?;
    }
    let context: Vec<String> = terms.context.iter().map(|(key, value)| format!("{key} {value}")).collect();
    field("judged", format!("for {}, bomgate {}, {}", record.as_of, terms.program, context.join(", ")))?;
    page.gap()?;
    page.heading(Ink::Strong, "SOURCES", "what had a say, with SHA-256")?;
    let sources = terms
        .receipt
        .iter()
        .map(|source| vec![source.kind.clone(), source.name.clone(), source.version.clone(), source.sha256.clone()]);
    page.table(2, &["kind", "name", "version", "sha256"], &sources.collect::<Vec<_>>())?;
    if !record.findings.is_empty() {
        page.gap()?;
        page.heading(Ink::Strong, "FINDINGS", "")?;
        page.table(2, &["rule", "level", "violated", "not shown", "decides", "subject"], &findings(&record.findings))?;
    }
    for gap in &record.gaps {
        let accepted = if gap.accepted { " (accepted)" } else { "" };
        page.flow(2, 4, &[ink(Ink::Warn, gap.name.as_str()), ink(Ink::Plain, format!("{accepted}  {}", gap.text))])?;
    }
    for lapse in &record.lapses {
        page.flow(2, 4, &[ink(Ink::Bad, lapse.kind.as_str()), ink(Ink::Plain, format!("  {}", lapse.text))])?;
    }
    Ok(())
}

fn findings(findings: &[Kept]) -> Vec<Vec<String>> {
    let row = |kept: &Kept| {
        let decides = if kept.decides { "yes" } else { "no" };
        let counts = [kept.violated, kept.unproven].map(|count| count.to_string());
        let [violated, unproven] = counts;
        vec![kept.rule.clone(), kept.level.clone(), violated, unproven, decides.to_owned(), kept.subject.clone()]
    };
    findings.iter().map(row).collect()
}

/// The ink of a verdict, by its word.
pub(super) fn verdict(word: &str) -> Ink {
    match word {
        "PASS" => Ink::Good,
        "INCOMPLETE" => Ink::Warn,
        _ => Ink::Bad,
    }
}
