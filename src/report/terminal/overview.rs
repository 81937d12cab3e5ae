//! Every rule with findings in one table, and what the buyer did not say of itself.

use super::super::View;
use super::super::page::{Ink, Page, ink};
use super::super::words::Words;
use super::findings::urgency;
use crate::base::Truth;
use crate::evaluate::State;
use crate::gate::Judged;
use crate::policy::Level;
use crate::policy::field::buyer_facts;
use std::collections::BTreeMap;
use std::io;

/// Writes the table.
pub(super) fn write(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let outcome = &judged.outcome;
    let words = view.words();
    let mut counts: BTreeMap<usize, [usize; 3]> = BTreeMap::new();
    let mut urgent: BTreeMap<usize, u8> = BTreeMap::new();
    for found in outcome.shown() {
        let column = match (found.lifted().then_some(()), found.answer) {
            (Some(_), _) => 2,
            (None, Truth::No) => 0,
            (None, _) => 1,
        };
        counts.entry(found.rule()).or_default()[column] += 1;
        let soonest = urgent.entry(found.rule()).or_insert(u8::MAX);
        *soonest = urgency(found).min(*soonest);
    }
    if !counts.is_empty() {
        page.gap()?;
        page.heading(Ink::Strong, words.say("FINDINGS"), words.say("parts for each rule; details below"))?;
        let shown = |count: usize| if count == 0 { "-".to_owned() } else { count.to_string() };
        let mut rows = Vec::new();
        let mut ordered: Vec<_> = counts.iter().collect();
        ordered.sort_by_key(|(rule, _)| urgent.get(rule));
        for level in Level::ALL {
            for (at, [violates, unproven, waived]) in &ordered {
                let rule = &view.gate.plan.rules[**at];
                if rule.level == level {
                    let level = words.word("level", level.word()).to_owned();
                    let cells = [level, rule.id.clone(), shown(*violates), shown(*unproven), shown(*waived)];
                    rows.push(cells.to_vec());
                }
            }
        }
        let waivers = rows.iter().any(|row| row[4] != "-");
        let header = ["level", "rule", "violates", "not demonstrated", "waived"].map(|head| words.say(head));
        let columns = if waivers { 5 } else { 4 };
        rows.iter_mut().for_each(|row| row.truncate(columns));
        page.table(2, &header[..columns], &rows)?;
    }
    unstated(page, view, judged)
}

/// Facts only the buyer knows: where a rule waits for one, saying it answers the rule.
fn unstated(page: &mut Page<'_>, view: &View<'_>, judged: &Judged) -> io::Result<()> {
    let facts = unstated_facts(view, judged);
    if facts.is_empty() {
        return Ok(());
    }
    let words = view.words();
    page.gap()?;
    page.flow(2, 4, &[ink(Ink::Warn, words.say(WAITING)), ink(Ink::Plain, waiting_for(words, &facts))])
}

/// Said of rules that wait for facts of the buyer, before [`waiting_for`].
pub(in crate::report) const WAITING: &str = "Rules wait for what the buyer did not say";

/// Which facts, and how to say them.
pub(in crate::report) fn waiting_for(words: Words, facts: &[&str]) -> String {
    words.fill(
        " of itself: {}. Say so with --buyer FACT or --buyer FACT=no; until then these rules cannot be answered.",
        &[&facts.join(", ")],
    )
}

/// Facts of the buyer that were not stated and that a rule without an answer names.
pub(in crate::report) fn unstated_facts(view: &View<'_>, judged: &Judged) -> Vec<&'static str> {
    let waiting = judged.outcome.tallies.iter().filter(|tally| tally.state == State::Asked && tally.unknown > 0);
    let rules: Vec<_> = waiting.map(|tally| &view.gate.plan.rules[tally.rule]).collect();
    let asks = |text: &str, fact: &str| {
        let wanted = format!("buyer.{fact}");
        text.match_indices(&wanted).any(|(at, _)| {
            let after = text[at + wanted.len()..].chars().next();
            !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    };
    buyer_facts()
        .filter(|fact| !view.gate.buyer.facts.contains_key(*fact))
        .filter(|fact| {
            rules
                .iter()
                .any(|rule| asks(&rule.require_text, fact) || rule.when_text.as_deref().is_some_and(|when| asks(when, fact)))
        })
        .collect()
}
