//! What one delivery adds to a summary: counts and names, no bill.

use crate::base::{Phrase, Truth};
use crate::check::{Class, class_behind};
use crate::evaluate::{Conformity, Verdict, delivery_identity, identity};
use crate::gate::{Gate, Judged};
use crate::model::{Bom, Row};
use crate::read::ReadError;
use std::collections::{BTreeMap, BTreeSet};

/// What one rule found in one delivery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) violated: usize,
    pub(super) unproven: usize,
    pub(super) decides: bool,
}

/// One delivery, counted.
#[derive(Clone, Debug)]
pub struct Portion {
    pub(super) name: String,
    pub(super) verdict: Verdict,
    /// Why it could not be read.
    pub(super) error: Option<Phrase>,
    pub(super) read: Option<Read>,
}

/// What a bill that was read adds.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    pub(super) delivery: String,
    pub(super) timestamp: Option<String>,
    pub(super) components: usize,
    /// By place of the rule in the plan.
    pub(super) rules: BTreeMap<usize, Found>,
    /// Components that fail the delivery, by what stays the same from bill to bill, and the rules that do it.
    pub(super) failing: BTreeMap<String, BTreeSet<usize>>,
    pub(super) gaps: BTreeSet<String>,
    /// Parts of which it can be asked who is behind them.
    pub(super) parts: usize,
    /// What those parts are to the buyer; empty without a home.
    pub(super) classes: BTreeMap<Class, usize>,
    pub(super) owners: BTreeMap<String, usize>,
    pub(super) countries: BTreeMap<String, usize>,
    pub(super) licenses: BTreeMap<String, usize>,
    /// Delivered parts without a statement of licence.
    pub(super) unlicensed: usize,
    pub(super) delivered: usize,
    pub(super) index: Conformity,
    /// Day, id and kind of the oldest document about this delivery.
    pub(super) document: Option<(String, String, String)>,
    /// Labels of what was searched for.
    pub(super) contains: BTreeSet<String>,
}

impl Portion {
    /// Counts one delivery. `contains`: what is searched for, a package URL or a part of a name.
    pub fn of(gate: &Gate, name: String, result: &Result<Judged, ReadError>, contains: Option<&str>) -> Self {
        match result {
            Ok(judged) => {
                let verdict = judged.outcome.verdict;
                Self { name, verdict, error: None, read: Some(read(gate, judged, contains)) }
            }
            Err(error) => Self { name, verdict: Verdict::REJECT, error: Some(error.phrase()), read: None },
        }
    }
}

fn read(gate: &Gate, judged: &Judged, contains: Option<&str>) -> Read {
    let Judged { bom, facts, outcome } = judged;
    let scene = gate.scene(bom, facts);
    let mut read = Read {
        delivery: delivery_identity(bom),
        timestamp: bom.value(bom.document.timestamp).map(str::to_owned),
        components: bom.components.len(),
        index: outcome.index.clone(),
        gaps: outcome.gaps.iter().filter(|gap| !gap.accepted).map(|gap| gap.name.clone()).collect(),
        ..Read::default()
    };
    for finding in &outcome.findings {
        let found = read.rules.entry(finding.rule()).or_default();
        match finding.answer {
            Truth::No => found.violated += 1,
            _ => found.unproven += 1,
        }
        found.decides |= finding.decides();
        if finding.decides() {
            read.failing.entry(identity(bom, finding.subject)).or_default().insert(finding.rule());
        }
    }
    for row in bom.components.rows() {
        if bom.components.role[row].delivered() {
            read.delivered += 1;
            licenses(bom, row, &mut read);
        }
        if scene.has_owner(row) {
            read.parts += 1;
            if !gate.buyer.home.is_empty() {
                *read.classes.entry(class_behind(&scene, row)).or_default() += 1;
            }
            if let Some((owner, country)) = scene.owner(row) {
                *read.owners.entry(owner.to_owned()).or_default() += 1;
                if let Some(country) = country {
                    *read.countries.entry(country.as_str().to_owned()).or_default() += 1;
                }
            }
        }
        if contains.is_some_and(|sought| holds(bom, row, sought)) {
            read.contains.insert(bom.label(row));
        }
    }
    let about = scene.evidence.iter().filter(|held| held.whole || (!held.broad && !held.rows.is_empty()));
    let document = about.map(|held| held.document).min_by_key(|document| (document.date, &document.id));
    read.document = document.map(|document| (document.date.to_string(), document.id.clone(), document.kind.clone()));
    read
}

fn licenses(bom: &Bom, row: Row, read: &mut Read) {
    let stated: BTreeSet<&str> =
        bom.components.licenses.of(row).iter().filter_map(|id| bom.value(bom.licenses[*id].text)).collect();
    if stated.is_empty() {
        read.unlicensed += 1;
    }
    for license in stated {
        *read.licenses.entry(license.to_owned()).or_default() += 1;
    }
}

/// Whether a component is what is searched for: a package URL with or without what follows its name, or a part of a name,
/// whatever its case. Wide on purpose: who searches must not miss.
fn holds(bom: &Bom, row: Row, sought: &str) -> bool {
    let parts = &bom.components;
    let purl = bom.value(parts.purl[row]).unwrap_or_default();
    if sought.starts_with("pkg:") {
        let rest = purl.get(..sought.len()).filter(|head| head.eq_ignore_ascii_case(sought)).map(|_| &purl[sought.len()..]);
        return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['@', '?', '#', '/']));
    }
    let sought = sought.to_lowercase();
    let named = match bom.value(parts.group[row]) {
        Some(group) => format!("{group}/{}", bom.label(row)),
        None => bom.label(row),
    };
    [&named, purl].iter().any(|text| text.to_lowercase().contains(&sought))
}
