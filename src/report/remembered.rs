//! A history for people: records in a list, one record.

use super::page::{Ink, Page, ink};
use super::words::Words;
use crate::history::{Entry, Kept, Remembered};
use std::fmt::Display;
use std::io;

/// Every record in one line.
///
/// # Errors
/// When it cannot be written.
pub fn history_list(page: &mut Page<'_>, say: Words, entries: &[Entry]) -> io::Result<()> {
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| {
            let digest = entry.bill.as_deref().and_then(|digest| digest.get(..12)).unwrap_or("-");
            vec![
                entry.number.to_string(),
                entry.at.clone(),
                verdict_word(say, &entry.verdict),
                entry.delivery.clone().unwrap_or_else(|| "-".to_owned()),
                digest.to_owned(),
                entry.name.clone(),
            ]
        })
        .collect();
    let head = ["number", "checked", "verdict", "delivery", "bill", "name"].map(|head| say.word("head", head));
    page.table(0, &head, &rows)
}

/// One record: what it rests on, what was found.
///
/// # Errors
/// When it cannot be written.
pub fn history_record(page: &mut Page<'_>, say: Words, found: &Remembered) -> io::Result<()> {
    let Remembered { number, record, terms } = found;
    let cause = say.word("cause", record.cause.word());
    let head = say.fill(" {} (record {}, {} of {})", &[&record.name, number, &cause, &record.at]);
    page.line(&[ink(verdict(&record.verdict), verdict_word(say, &record.verdict)), ink(Ink::Strong, head)])?;
    let covered = &record.covered;
    let mut field = |label: &str, text: String| page.field(2, say.word("field", label), &[ink(Ink::Plain, text)]);
    if let Some(error) = &record.error {
        field("error", say.phrase(error).into_owned())?;
    }
    if let Some(bill) = &record.bill {
        let number = bill.serial.as_ref().map_or_else(String::new, |serial| say.fill(", serial number {}", &[serial]));
        let version = bill.version.map_or_else(String::new, |version| say.fill(", version {}", &[&version]));
        field("delivery", bill.delivery.clone())?;
        let read = say.fill("{} bytes of {}, sha256 {}{}{}", &[&bill.bytes, &bill.format, &bill.sha256, &number, &version]);
        field("bill", read)?;
        let ((read, seen), (answered, rules), (accepted, gaps)) = (covered.components, covered.rules, covered.gaps);
        let open = gaps - accepted.min(gaps);
        let parts: [&dyn Display; 5] = [&read, &seen, &answered, &rules, &open];
        field("covered", say.fill("components {}/{}, rules {}/{}, {} gaps open", &parts))?;
    }
    let context: Vec<String> = terms.context.iter().map(|(key, value)| format!("{key} {value}")).collect();
    field("judged", say.fill("for {}, bomgate {}, {}", &[&record.as_of, &terms.program, &context.join(", ")]))?;
    page.gap()?;
    page.heading(Ink::Strong, say.say("SOURCES"), say.say("what had a say, with SHA-256"))?;
    let sources = terms.receipt.iter().map(|source| {
        vec![say.word("source", &source.kind).to_owned(), source.name.clone(), source.version.clone(), source.sha256.clone()]
    });
    page.table(2, &["kind", "name", "version", "sha256"].map(|head| say.word("head", head)), &sources.collect::<Vec<_>>())?;
    if !record.findings.is_empty() {
        page.gap()?;
        page.heading(Ink::Strong, say.say("FINDINGS"), "")?;
        let head = ["rule", "level", "violated", "not shown", "decides", "subject"].map(|head| say.word("head", head));
        page.table(2, &head, &findings(say, &record.findings))?;
    }
    for gap in &record.gaps {
        let accepted = if gap.accepted { say.say(" (accepted)") } else { "" };
        page.flow(2, 4, &[ink(Ink::Warn, gap.name.as_str()), ink(Ink::Plain, format!("{accepted}  {}", say.phrase(&gap.text)))])?;
    }
    for lapse in &record.lapses {
        page.flow(
            2,
            4,
            &[
                ink(Ink::Bad, lapse.kind.as_str()),
                ink(Ink::Plain, format!("{}  {}", say.gloss("lapse", &lapse.kind), say.phrase(&lapse.text))),
            ],
        )?;
    }
    Ok(())
}

fn findings(say: Words, findings: &[Kept]) -> Vec<Vec<String>> {
    let row = |kept: &Kept| {
        let decides = say.say(if kept.decides { "yes" } else { "no" });
        let counts = [kept.violated, kept.unproven].map(|count| count.to_string());
        let [violated, unproven] = counts;
        let level = say.word("level", &kept.level).to_owned();
        vec![kept.rule.clone(), level, violated, unproven, decides.to_owned(), kept.subject.clone()]
    };
    findings.iter().map(row).collect()
}

/// A verdict that was kept as a word.
pub fn verdict_word(say: Words, word: &str) -> String {
    format!("{word}{}", say.gloss_of_verdict(word))
}

/// The ink of a verdict, by its word.
pub(super) fn verdict(word: &str) -> Ink {
    match word {
        "PASS" => Ink::Good,
        "INCOMPLETE" => Ink::Warn,
        _ => Ink::Bad,
    }
}
