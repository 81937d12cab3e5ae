//! The index of conformity: by area and by pack, how much is demonstrated, violated, and neither.
//!
//! Definition: `docs/index-of-conformity.md`. A rule counts once, however many parts it was asked of, so that a thousand
//! libraries do not drown the one model. It never decides anything.

use super::outcome::{State, Tally};
use crate::policy::{Area, Level, Plan};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Shares of one area, pack or bill. The three shares add up to 1 where `weight` is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// Rules counted: asked of at least one part, of a level that weighs something.
    pub rules: usize,
    /// Sum of their weights.
    pub weight: f64,
    /// Answered yes, 0 to 1.
    pub demonstrated: f64,
    /// Answered no, 0 to 1. A waiver lifts the consequence, not the violation.
    pub violated: f64,
    /// Not answered, 0 to 1.
    pub not_demonstrated: f64,
    /// Rules of level `block` that were violated: no share makes up for one.
    pub blocked: usize,
}

/// The index of one bill under one plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conformity {
    /// All rules together.
    pub whole: Share,
    /// By area, those with at least one rule that counts.
    pub areas: BTreeMap<Area, Share>,
    /// By name of the pack, the same.
    pub packs: BTreeMap<String, Share>,
}

impl Conformity {
    /// The index of a bill from the answers it was given.
    pub(super) fn of(plan: &Plan, tallies: &[Tally]) -> Self {
        let mut index = Self::default();
        for tally in tallies.iter().filter(|tally| tally.state == State::Asked) {
            let rule = &plan.rules[tally.rule];
            let weight = weight(rule.level);
            if weight > 0.0 {
                index.whole.add(tally, weight, rule.level);
                index.areas.entry(rule.area).or_default().add(tally, weight, rule.level);
                index.packs.entry(rule.pack.clone()).or_default().add(tally, weight, rule.level);
            }
        }
        index.whole.settle();
        index.areas.values_mut().chain(index.packs.values_mut()).for_each(Share::settle);
        index
    }
}

impl Share {
    fn add(&mut self, tally: &Tally, weight: f64, level: Level) {
        let asked = tally.yes + tally.no + tally.unknown;
        // Sums of counts stay far below 2^52, where a double is exact.
        #[allow(clippy::cast_precision_loss)]
        let part = |answered: usize| weight * answered as f64 / asked as f64;
        self.rules += 1;
        self.weight += weight;
        self.demonstrated += part(tally.yes);
        self.violated += part(tally.no);
        self.not_demonstrated += part(tally.unknown);
        self.blocked += usize::from(level == Level::Block && tally.no > 0);
    }

    fn settle(&mut self) {
        if self.weight > 0.0 {
            for share in [&mut self.demonstrated, &mut self.violated, &mut self.not_demonstrated] {
                *share /= self.weight;
            }
        }
    }
}

#[derive(Deserialize)]
struct File {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: Level,
    weight: f64,
}

/// What a rule of a level weighs: `policies/lists/index.yaml`.
fn weight(level: Level) -> f64 {
    static WEIGHTS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let file: File = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/index.json"))).expect("a test loads it");
        file.entries
    });
    WEIGHTS.iter().find(|entry| entry.id == level).map_or(0.0, |entry| entry.weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(yes: usize, no: usize, unknown: usize) -> Tally {
        Tally { rule: 0, state: State::Asked, yes, no, unknown }
    }

    #[test]
    fn every_level_has_a_weight_and_heavier_levels_weigh_more() {
        let weights = [Level::Block, Level::High, Level::Medium, Level::Low].map(weight);
        assert!(weights.is_sorted_by(|one, other| one > other), "{weights:?}");
        assert_eq!([Level::Info, Level::Watch].map(weight), [0.0, 0.0]);
        assert!(weight(Level::Refer) > 0.0);
    }

    #[test]
    fn a_rule_counts_once_however_many_parts_it_was_asked_of() {
        let mut share = Share::default();
        share.add(&tally(1000, 0, 0), 2.0, Level::Medium);
        share.add(&tally(0, 1, 1), 2.0, Level::Block);
        share.settle();
        assert_eq!((share.rules, share.demonstrated, share.violated, share.not_demonstrated), (2, 0.5, 0.25, 0.25));
        assert_eq!(share.blocked, 1);
    }
}
