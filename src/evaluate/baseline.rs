//! What was known before: findings of a former report, so that only new ones count.

use super::outcome::{Finding, SubjectAt};
use crate::base::Truth;
use crate::check::Scene;
use crate::model::{Bom, Row};
use crate::policy::{Level, Plan};
use std::collections::{BTreeMap, HashMap};

/// Findings of former deliveries, by delivery, rule and subject.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    deliveries: HashMap<String, Known>,
}

/// Findings of one former delivery.
#[derive(Clone, Debug, Default)]
pub struct Known {
    findings: HashMap<(String, String), Count>,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    violated: usize,
    unproven: usize,
    level: Level,
}

/// How a baseline met one delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Against {
    /// Whether it holds this delivery at all.
    pub knows: bool,
    /// Findings it holds that are no more.
    pub mended: usize,
}

impl Known {
    /// Adds one finding. Findings that were waived are not for a baseline: a waiver ends.
    pub fn add(&mut self, rule: &str, subject: &str, answer: Truth, level: Level) {
        let count =
            self.findings.entry((rule.to_owned(), subject.to_owned())).or_insert(Count { violated: 0, unproven: 0, level });
        match answer {
            Truth::No => count.violated += 1,
            _ => count.unproven += 1,
        }
    }
}

impl Baseline {
    /// Adds the findings of one former delivery. Of two of one identity the larger count holds.
    pub fn add(&mut self, delivery: String, known: Known) {
        let mine = &mut self.deliveries.entry(delivery).or_default().findings;
        for (key, count) in known.findings {
            mine.entry(key)
                .and_modify(|own| {
                    own.violated = own.violated.max(count.violated);
                    own.unproven = own.unproven.max(count.unproven);
                })
                .or_insert(count);
        }
    }

    /// Marks findings that were there before. A finding is new when more of its rule and subject are there than before, when
    /// it was only not demonstrated and is now violated, or when its level rose. What a person must decide is never marked.
    pub(super) fn apply(&self, plan: &Plan, scene: &Scene<'_>, findings: &mut [Finding]) -> Against {
        let Some(known) = self.deliveries.get(&delivery_identity(scene.bom)) else { return Against { knows: false, mended: 0 } };
        let mut met: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (at, finding) in findings.iter().enumerate() {
            if !finding.lifted() && plan.rules[finding.rule()].level != Level::Refer {
                met.entry((finding.rule(), identity(scene.bom, finding.subject))).or_default().push(at);
            }
        }
        let total = |count: &Count| count.violated + count.unproven;
        let mut left: usize = known.findings.values().map(total).sum();
        for ((rule, subject), places) in met {
            let rule = &plan.rules[rule];
            let Some(count) = known.findings.get(&(rule.id.clone(), subject)) else { continue };
            left -= places.len().min(total(count));
            let violated = places.iter().filter(|at| findings[**at].answer == Truth::No).count();
            if rule.level <= count.level && violated <= count.violated && places.len() <= total(count) {
                for at in places {
                    findings[at].known = true;
                }
            }
        }
        Against { knows: true, mended: left }
    }
}

/// What a finding is about, by what stays the same from one bill to the next: the package URL of a component, else its
/// group, name and version. Places and references change and are no part of it.
pub fn identity(bom: &Bom, subject: SubjectAt) -> String {
    match subject {
        SubjectAt::Bom => "bom".to_owned(),
        SubjectAt::Component(row) => component(bom, row),
        SubjectAt::Link(link) => {
            let edge = bom.edges.values()[link as usize];
            let from = bom.start_of(link as usize);
            format!(
                "{} {} {}",
                from.map_or_else(String::new, |row| component(bom, row)),
                edge.relation.word(),
                component(bom, edge.to)
            )
        }
    }
}

fn component(bom: &Bom, row: Row) -> String {
    let parts = &bom.components;
    if let Some(purl) = bom.value(parts.purl[row]) {
        return purl.to_owned();
    }
    let group = bom.value(parts.group[row]).map_or_else(String::new, |group| format!("{group}/"));
    let name = bom.value(parts.name[row]).unwrap_or_default();
    let version = bom.value(parts.version[row]).map_or_else(String::new, |version| format!("@{version}"));
    format!("{group}{name}{version}")
}

/// Which delivery a bill is of, whatever its version: the group and name of its subject, else its serial number, else the
/// name of its file.
pub fn delivery_identity(bom: &Bom) -> String {
    let parts = &bom.components;
    let named = bom.subject().and_then(|row| {
        let name = bom.value(parts.name[row])?;
        Some(bom.value(parts.group[row]).map_or_else(|| name.to_owned(), |group| format!("{group}/{name}")))
    });
    named.or_else(|| bom.value(bom.document.serial).map(str::to_owned)).unwrap_or_else(|| bom.name.clone())
}
