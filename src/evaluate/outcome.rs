//! What came of asking every rule.

use super::baseline::Against;
use super::completeness::Completeness;
use super::coverage::{Coverage, Verdict};
use super::index::Conformity;
use super::lapse::Lapse;
use crate::base::{Phrase, Truth};
use crate::model::Row;

/// Whether a rule was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was.
    Asked,
    /// It applies to nothing in this bill.
    NotApplicable,
    /// It stands above the chosen tier.
    AboveTier,
    /// It is not in force on the day of judgement.
    NotInForce,
    /// It is draft law and no overlay was chosen.
    Watch,
}

impl State {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::NotApplicable => "not-applicable",
            Self::AboveTier => "above-tier",
            Self::NotInForce => "not-in-force",
            Self::Watch => "watch",
        }
    }
}

/// How often a rule was answered what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Index of the rule in the plan.
    pub rule: usize,
    /// Whether it was asked.
    pub state: State,
    /// Answered yes.
    pub yes: usize,
    /// Answered no.
    pub no: usize,
    /// Not answered.
    pub unknown: usize,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubjectAt {
    /// The bill as a whole.
    Bom,
    /// One component.
    Component(Row),
    /// One relation, by its index.
    Link(u32),
}

/// What of the operator's lifts a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lift {
    /// A waiver, by index.
    Waiver(u32),
    /// An excuse, by index among those of the outcome.
    Excuse(u32),
}

/// One rule that was not answered yes for one subject. Words are made later, by the rule itself.
///
/// Shape: 24 bytes; a large bill may have a million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Index of the rule in the plan.
    pub rule: u32,
    /// What it is about.
    pub subject: SubjectAt,
    /// No: violated. Unknown: not demonstrated.
    pub answer: Truth,
    /// Whether it fails the delivery, were it not waived.
    pub gates: bool,
    /// What lifts it, where something does.
    pub lift: Option<Lift>,
    /// The baseline holds it: it is hidden and does not fail the delivery.
    pub known: bool,
}

/// One thing that could not be established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The name `--accept` takes.
    pub name: String,
    /// What it is.
    pub text: Phrase,
    /// How often.
    pub count: usize,
    /// The operator accepts it.
    pub accepted: bool,
}

/// What came of asking every rule of a plan about one bill.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The answer.
    pub verdict: Verdict,
    /// What it rests on.
    pub coverage: Coverage,
    /// How much is demonstrated, by area and pack.
    pub index: Conformity,
    /// One entry per rule of the plan, in its order.
    pub tallies: Vec<Tally>,
    /// By rule, then by place in the bill.
    pub findings: Vec<Finding>,
    /// What could not be established.
    pub gaps: Vec<Gap>,
    /// What the bill states of the elements of each profile.
    pub completeness: Vec<Completeness>,
    /// What excuses findings.
    pub excuses: Vec<Excuse>,
    /// What is wrong with the operator's own papers.
    pub lapses: Vec<Lapse>,
    /// How the baseline met this delivery, where there is one.
    pub baseline: Option<Against>,
}

/// Statements of the operator's files (VEX), accepted by the config, that excuse one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// Each in a line: the entry it answers, what it says, who says so, in which file and where.
    pub statements: Vec<String>,
}

impl Finding {
    /// Index of the rule in the plan.
    pub fn rule(&self) -> usize {
        self.rule as usize
    }

    /// Whether the operator lifts it: by a waiver, or by a statement accepted as an excuse.
    pub fn lifted(&self) -> bool {
        self.lift.is_some()
    }

    /// The waiver that lifts it, by index.
    pub fn waiver(&self) -> Option<usize> {
        match self.lift {
            Some(Lift::Waiver(at)) => Some(at as usize),
            _ => None,
        }
    }

    /// Whether it fails the delivery.
    pub fn decides(&self) -> bool {
        self.gates && !self.lifted() && !self.known
    }
}

impl Outcome {
    /// The statements that excuse a finding; none where it is not excused.
    pub fn excuse(&self, finding: &Finding) -> &[String] {
        match finding.lift {
            Some(Lift::Excuse(at)) => &self.excuses[at as usize].statements,
            _ => &[],
        }
    }

    /// Findings the baseline does not hide.
    pub fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.known)
    }

    /// How many findings the baseline hides.
    pub fn hidden(&self) -> usize {
        self.findings.len() - self.shown().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_stays_small() {
        assert!(size_of::<Finding>() <= 24, "{}", size_of::<Finding>());
    }
}
