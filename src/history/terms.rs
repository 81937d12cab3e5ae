//! What a verdict rests on beside the bill: who buys, which sources had a say, which rules were asked.

use crate::evaluate::{State, Tally};
use crate::gate::Gate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The terms of a check. Equal for every delivery of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The version of bomgate.
    pub program: String,
    /// The operator's choices, as words: `home`, `tier`, ...
    pub context: BTreeMap<String, String>,
    /// Every source that had a say, with its digest.
    pub receipt: Vec<Receipt>,
    /// Every rule of the plan, by id.
    pub rules: BTreeMap<String, Asked>,
}

/// One source that had a say: a pack, the lists, a file of the operator, a database of advisories, a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Receipt {
    /// `pack`, `lists`, or the role of a file.
    pub kind: String,
    /// Its name or path.
    pub name: String,
    /// Its version, where it has one.
    pub version: String,
    /// SHA-256, hex.
    pub sha256: String,
}

/// How a rule stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The pack it stands in.
    pub pack: String,
    /// What a violation weighs.
    pub level: String,
    /// `asked`, or why not: `above-tier`, `not-in-force`, `watch`.
    pub state: String,
    /// The day it holds from, where the pack names one.
    pub from: Option<String>,
}

impl Terms {
    /// The terms of a gate. `tallies`: those of any delivery judged by it; without one the rules stay out.
    pub fn of(gate: &Gate, tallies: &[Tally]) -> Self {
        let packs = gate.plan.packs.iter().map(|pack| Receipt {
            kind: "pack".to_owned(),
            name: pack.name.clone(),
            version: pack.version.clone(),
            sha256: pack.sha256.clone(),
        });
        let papers = gate.papers.iter().map(|paper| Receipt {
            kind: paper.role.to_owned(),
            name: paper.file.clone(),
            version: String::new(),
            sha256: paper.sha256.clone(),
        });
        let lists = Receipt {
            kind: "lists".to_owned(),
            name: "of facts".to_owned(),
            version: String::new(),
            sha256: gate.lists.digest().to_owned(),
        };
        let sources = gate.sources().into_iter().map(|source| Receipt {
            kind: source.role.to_owned(),
            name: source.name,
            version: source.version,
            sha256: source.sha256,
        });
        let rules = tallies.iter().map(|tally| {
            let rule = &gate.plan.rules[tally.rule];
            // Whether anything was there to ask it of is a matter of the bill.
            let state = if tally.state == State::NotApplicable { State::Asked } else { tally.state };
            let asked = Asked {
                pack: rule.pack.clone(),
                level: rule.level.word().to_owned(),
                state: state.word().to_owned(),
                from: rule.active_from.or(rule.since).map(|day| day.to_string()),
            };
            (rule.id.clone(), asked)
        });
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            context: context(gate),
            receipt: packs.chain([lists]).chain(papers).chain(sources).collect(),
            rules: rules.collect(),
        }
    }

    /// A source, by kind and name.
    pub fn source(&self, kind: &str, name: &str) -> Option<&Receipt> {
        self.receipt.iter().find(|receipt| receipt.kind == kind && receipt.name == name)
    }
}

fn context(gate: &Gate) -> BTreeMap<String, String> {
    let (buyer, judgement, overrides) = (&gate.buyer, &gate.judgement, &gate.plan.overrides);
    let list = |words: Vec<&str>| words.join(",");
    let codes = |countries: &[crate::enrich::Country]| list(countries.iter().map(|country| country.as_str()).collect());
    let words = |words: &[String]| list(words.iter().map(String::as_str).collect());
    let amount = |amount: Option<f64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    let facts: Vec<String> = buyer.facts.iter().map(|(fact, value)| format!("{fact}={value}")).collect();
    let parameters: Vec<String> = overrides.parameters.iter().map(|(name, value)| format!("{name}={}", value.value)).collect();
    let lists: Vec<String> = overrides.lists.iter().map(|(name, words)| format!("{name}={}", words.value.join(","))).collect();
    let said = [
        ("home", buyer.home_word.clone()),
        ("trusted", codes(&buyer.trusted)),
        ("restricted", codes(&buyer.restricted)),
        ("buyer name", buyer.name.clone().unwrap_or_default()),
        ("domicile", buyer.domicile.map(|country| country.as_str().to_owned()).unwrap_or_default()),
        ("owner country", buyer.owner_country.map(|country| country.as_str().to_owned()).unwrap_or_default()),
        ("monthly users", amount(buyer.monthly_users)),
        ("annual revenue", amount(buyer.annual_revenue)),
        ("screens", words(&buyer.screens)),
        ("buyer", facts.join(",")),
        ("tier", judgement.tier.to_string()),
        ("fail on", judgement.fail_on.word().to_owned()),
        ("overlays", words(&judgement.overlays)),
        ("accept", words(&judgement.accept)),
        ("parameters", parameters.join(";")),
        ("lists", lists.join(";")),
    ];
    said.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key.to_owned(), value)).collect()
}
