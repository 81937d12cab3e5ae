//! Statements on exploitability (VEX) that the operator accepts, held against findings of the catalogue.

use super::outcome::{Excuse, Finding, SubjectAt};
use crate::catalogue::{Entry, Level};
use crate::check::{Said, Scene, dangers, said_of};
use crate::model::{Row, State};
use crate::policy::Plan;
use crate::vex::Terms;

/// Marks findings that accepted statements of the operator's files excuse: everything the catalogue has on the component at
/// the level the rule asks of is a vulnerability of which an accepted statement says it does no harm here, and no statement,
/// wherever it stands, says otherwise. A statement of the bill itself never excuses.
pub(super) fn apply(plan: &Plan, scene: &Scene<'_>, terms: &Terms, findings: &mut [Finding]) -> Vec<Excuse> {
    let mut excuses = Vec::new();
    if terms.accept.is_empty() || scene.buyer.vex.is_empty() {
        return excuses;
    }
    for finding in findings.iter_mut().filter(|finding| finding.waived.is_none()) {
        let SubjectAt::Component(row) = finding.subject else { continue };
        let asked = plan.rules[finding.rule].require.forbids("catalogued");
        let Some(level) = asked.map(|word| Level::of_word(word.trim_matches('"')).unwrap_or(Level::Blue)) else { continue };
        let Some(statements) = all_excused(scene, terms, row, level) else { continue };
        finding.excused = u32::try_from(excuses.len()).ok();
        excuses.push(Excuse { statements });
    }
    excuses
}

fn all_excused(scene: &Scene<'_>, terms: &Terms, row: Row, level: Level) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for danger in dangers(scene, row, level) {
        if !danger.entry.class.is_vulnerability() {
            return None;
        }
        for id in to_answer(danger.entry) {
            let about: Vec<Said<'_>> = said_of(scene, row).filter(|said| said.statement.speaks_of(id)).collect();
            if about.iter().any(|said| said.statement.state == State::Affected) {
                return None;
            }
            let accepted = |said: &&Said<'_>| said.document.is_some_and(|document| terms.accepts(document, said.statement));
            let said = about.iter().find(accepted)?;
            let line = format!("{}: {}", danger.entry.id, said.words(&scene.bom.name));
            if !words.contains(&line) {
                words.push(line);
            }
        }
    }
    (!words.is_empty()).then_some(words)
}

/// The ids of an entry that must each be answered: its CVEs, which the other ids are other names of; without one, all.
fn to_answer(entry: &Entry) -> Vec<&str> {
    let cves: Vec<&str> = entry.ids.iter().map(String::as_str).filter(|id| id.starts_with("CVE-")).collect();
    // An entry without any id cannot be answered: its own stands for it.
    match (cves.is_empty(), entry.ids.is_empty()) {
        (false, _) => cves,
        (true, false) => entry.ids.iter().map(String::as_str).collect(),
        (true, true) => vec![entry.id.as_str()],
    }
}
