//! Statements on exploitability (VEX) that the operator accepts, held against findings of the catalogue, of advisories and of
//! vulnerabilities a bill lists itself.

use super::outcome::{Excuse, Finding, Lift, SubjectAt};
use super::{Judgement, State as Standing, standing};
use crate::advisory::{Hit, Severity};
use crate::base::Truth;
use crate::catalogue::{Entry, Level as Danger};
use crate::check::{Asks, Said, Scene, dangers, heard, said_of, weighing};
use crate::model::{Row, State};
use crate::policy::{Expression, Level, Plan, Rule};
use crate::vex::Terms;

/// Marks findings that accepted statements of the operator's files excuse: everything that weighs on the component is a
/// vulnerability of which an accepted statement about this very release says it does no harm here, and no statement, wherever
/// it stands, says otherwise. A statement of the bill itself never excuses.
pub(super) fn apply(plan: &Plan, scene: &Scene<'_>, judgement: &Judgement, findings: &mut [Finding]) -> Vec<Excuse> {
    let mut excuses = Vec::new();
    if judgement.vex.accept.is_empty() || scene.buyer.vex.is_empty() {
        return excuses;
    }
    let court = Court { scene, terms: &judgement.vex, lightest: Lightest::of(plan, scene, judgement) };
    for finding in findings.iter_mut().filter(|finding| finding.lift.is_none()) {
        let SubjectAt::Component(row) = finding.subject else { continue };
        let require = &plan.rules[finding.rule()].require;
        let statements = if let Some(word) = require.forbids("catalogued") {
            court.entries(row, Danger::of_word(word.trim_matches('"')).unwrap_or(Danger::Blue))
        } else if let Some(asks) = Asks::of(|check| require.forbids(check)) {
            court.advisories(row, asks)
        } else if require.forbids("stated_exploitable").is_some() && finding.answer == Truth::Unknown {
            court.listed(row)
        } else {
            continue;
        };
        let Some(statements) = statements else { continue };
        finding.lift = u32::try_from(excuses.len()).ok().map(Lift::Excuse);
        excuses.push(Excuse { statements });
    }
    excuses
}

/// The lightest that rules which may fail the delivery ask of. A rule of a lighter level is mostly not asked where a heavier
/// one was answered no; an excuse of the heavier one must not hide what the lighter one would have found.
#[derive(Clone, Copy)]
struct Lightest {
    severity: Option<Severity>,
    danger: Option<Danger>,
}

impl Lightest {
    fn of(plan: &Plan, scene: &Scene<'_>, judgement: &Judgement) -> Self {
        let decides = |rule: &&Rule| {
            rule.level >= Level::Low && rule.level >= judgement.fail_on && standing(rule, scene, judgement) == Standing::Asked
        };
        let requires = || plan.rules.iter().filter(decides).map(|rule| &rule.require);
        let asks = |require: &Expression| Asks::of(|check| require.forbids(check));
        let severity = |asks| if let Asks::From(severity) = asks { Some(severity) } else { None };
        let danger = |word: &str| Danger::of_word(word.trim_matches('"')).unwrap_or(Danger::Blue);
        Self {
            severity: requires().filter_map(asks).filter_map(severity).min(),
            danger: requires().filter_map(|require| require.forbids("catalogued")).map(danger).min(),
        }
    }
}

struct Court<'a, 's> {
    scene: &'a Scene<'s>,
    terms: &'a Terms,
    lightest: Lightest,
}

impl Court<'_, '_> {
    fn entries(&self, row: Row, level: Danger) -> Option<Vec<String>> {
        let mut words = Vec::new();
        let level = self.lightest.danger.map_or(level, |lightest| lightest.min(level));
        for danger in dangers(self.scene, row, level) {
            if !danger.entry.class.is_vulnerability() {
                return None;
            }
            let ids: Vec<&str> = danger.entry.ids.iter().map(String::as_str).collect();
            self.unopposed(row, &ids)?;
            for id in to_answer(danger.entry) {
                self.answer(row, &danger.entry.id, &[id], None, &mut words)?;
            }
        }
        (!words.is_empty()).then_some(words)
    }

    fn advisories(&self, row: Row, asks: Asks) -> Option<Vec<String>> {
        let asks = match (asks, self.lightest.severity) {
            (Asks::From(severity), Some(lightest)) => Asks::From(severity.min(lightest)),
            (asks, _) => asks,
        };
        let mut words = Vec::new();
        for hit in weighing(self.scene, row, asks) {
            if hit.malicious {
                return None;
            }
            let ids: Vec<&str> = hit.ids().collect();
            self.unopposed(row, &ids)?;
            for ids in names(hit) {
                self.answer(row, &hit.id, &ids, Some(&hit.modified), &mut words)?;
            }
        }
        (!words.is_empty()).then_some(words)
    }

    /// Vulnerabilities that the bill lists without a word on them.
    fn listed(&self, row: Row) -> Option<Vec<String>> {
        let mut words = Vec::new();
        for said in heard(self.scene, row).filter(|said| said.statement.state == State::Silent) {
            let ids: Vec<&str> = said.statement.ids.iter().map(String::as_str).collect();
            self.unopposed(row, &ids)?;
            self.answer(row, ids.first()?, &ids, None, &mut words)?;
        }
        let open = heard(self.scene, row).any(|said| said.statement.state == State::Open);
        (!words.is_empty() && !open).then_some(words)
    }

    fn about<'a>(&'a self, row: Row, ids: &'a [&str]) -> impl Iterator<Item = Said<'a>> + 'a {
        said_of(self.scene, row).filter(move |said| ids.iter().any(|id| said.statement.speaks_of(id)))
    }

    /// Nothing where a statement about the component, whoever makes it and however loosely it names it, says it is affected or
    /// that nobody knows yet: of statements that contradict each other the worse counts.
    fn unopposed(&self, row: Row, ids: &[&str]) -> Option<()> {
        let against = |said: Said<'_>| matches!(said.statement.state, State::Affected | State::Open);
        (!self.about(row, ids).any(against)).then_some(())
    }

    /// Adds, in words, the statement that answers a vulnerability under any of these ids; nothing where none does.
    fn answer(&self, row: Row, of: &str, ids: &[&str], modified: Option<&str>, words: &mut Vec<String>) -> Option<()> {
        let accepted = |said: &Said<'_>| {
            let believed = said.document.is_some_and(|document| self.terms.accepts(document, said.statement));
            believed && said.exact && self.terms.in_time(said.statement, modified, self.scene.as_of)
        };
        let said = self.about(row, ids).find(accepted)?;
        let line = format!("{of}: {}", said.words(&self.scene.bom.name));
        if !words.contains(&line) {
            words.push(line);
        }
        Some(())
    }
}

/// The ids under which each vulnerability of an advisory must be answered: its one CVE and the other ids are names of the same;
/// of an advisory on several CVEs each is one.
fn names(hit: &Hit) -> Vec<Vec<&str>> {
    let cves: Vec<&str> = hit.ids().filter(|id| id.starts_with("CVE-")).collect();
    if cves.len() > 1 { cves.into_iter().map(|id| vec![id]).collect() } else { vec![hit.ids().collect()] }
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
