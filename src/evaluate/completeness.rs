//! What a bill states of the elements of a profile: counted element by element, decided by nobody.

use super::outcome::{State, Tally};
use super::{SUBJECT, ask, lots};
use crate::base::{Index, Truth};
use crate::check::Scene;
use crate::model::Row;
use crate::policy::{Plan, Presence, Purpose, Subject};
use std::collections::BTreeMap;

/// How many parts of one kind say how much of an element.
pub type Counts = BTreeMap<Presence, usize>;

/// One element of a profile, for the parts it applies to.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Index of the rule in the plan.
    pub rule: usize,
    /// By kind of part; the bill itself is `bill`.
    pub kinds: BTreeMap<&'static str, Counts>,
}

impl Measured {
    /// Stated by every part it applies to.
    pub fn throughout(&self) -> bool {
        self.kinds.values().all(|counts| counts.keys().all(|said| *said == Presence::Stated))
    }
}

/// The completeness of one bill against one profile.
#[derive(Clone, Debug)]
pub struct Completeness {
    /// Index of the pack in the plan.
    pub pack: usize,
    /// Elements that apply to something in this bill, in the order of the profile.
    pub elements: Vec<Measured>,
    /// Rules of elements that apply to nothing here.
    pub idle: Vec<usize>,
}

impl Completeness {
    /// Elements stated by every part they apply to, of the elements that apply.
    pub fn score(&self) -> (usize, usize) {
        (self.elements.iter().filter(|element| element.throughout()).count(), self.elements.len())
    }

    /// The same counted part by part: by kind, statements made of statements asked for.
    pub fn by_kind(&self) -> BTreeMap<&'static str, (usize, usize)> {
        let mut kinds: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
        for (kind, counts) in self.elements.iter().flat_map(|element| &element.kinds) {
            let (stated, of) = kinds.entry(kind).or_default();
            *stated += counts.get(&Presence::Stated).copied().unwrap_or_default();
            *of += counts.values().sum::<usize>();
        }
        kinds
    }
}

/// Measures every profile of the plan.
pub(super) fn measure(plan: &Plan, scene: &Scene<'_>, tallies: &[Tally]) -> Vec<Completeness> {
    let profiles = plan.packs.iter().enumerate().filter(|(_, pack)| pack.purpose == Purpose::Profile);
    profiles
        .map(|(at, pack)| {
            let (mut elements, mut idle) = (Vec::new(), Vec::new());
            for (rule, _) in plan.rules.iter().enumerate().filter(|(_, rule)| rule.pack == pack.name) {
                match tallies[rule].state {
                    State::Asked => elements.push(element(plan, scene, rule)),
                    _ => idle.push(rule),
                }
            }
            Completeness { pack: at, elements, idle }
        })
        .collect()
}

fn element(plan: &Plan, scene: &Scene<'_>, at: usize) -> Measured {
    let rule = &plan.rules[at];
    let mut kinds: BTreeMap<&'static str, Counts> = BTreeMap::new();
    for (frame, answers) in lots(scene).map(|lot| ask(rule, scene, &lot)) {
        for row in 0..frame.rows {
            let kind = match rule.on {
                Subject::Bom => "bill",
                Subject::Link => "link",
                _ => scene.bom.components.kind[Row::new(frame.element(SUBJECT, row) as usize)].word(),
            };
            let said = match answers.get(row) {
                Truth::Yes => Presence::Stated,
                _ => rule.require.presence(scene, &frame.single(row)),
            };
            *kinds.entry(kind).or_default().entry(said).or_default() += 1;
        }
    }
    Measured { rule: at, kinds }
}
