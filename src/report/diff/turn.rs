//! What became of each finding and each gap.

use super::pair::Pairing;
use crate::base::Phrase;
use crate::base::{Index, Truth};
use crate::evaluate::{Finding, Gap, Outcome, State, SubjectAt};
use crate::model::{Bom, Relation, Row};
use std::collections::HashMap;

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// It was not there.
    New,
    /// It was not demonstrated and is violated now, or it decides now and did not.
    Worse,
    /// It is no more.
    Resolved,
    /// It was violated and is only not demonstrated now, or it does not decide any more.
    Eased,
    /// As before, whatever the version of its component.
    Unchanged,
}

impl Turn {
    /// The word reports use.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse => "worse",
            Self::Resolved => "resolved",
            Self::Eased => "eased",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A finding of one bill or both, and what became of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turned<'a> {
    pub(super) turn: Turn,
    pub(super) old: Option<&'a Finding>,
    pub(super) new: Option<&'a Finding>,
    /// Of one that is resolved: why it is no more.
    pub(super) because: Option<&'static str>,
}

impl Turned<'_> {
    /// Index of the rule in the plan.
    pub(super) fn rule(&self) -> usize {
        self.new.or(self.old).map_or(0, |finding| finding.rule())
    }

    /// Whether it makes the new delivery worse than the old one.
    pub(super) fn burdens(&self) -> bool {
        matches!(self.turn, Turn::New | Turn::Worse) && self.new.is_some_and(Finding::decides)
    }
}

/// What a finding is about, in terms of the new bill; what is only in the old one stays apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum About {
    Bom,
    Part(bool, Row),
    Link(Option<(bool, Row)>, Relation, (bool, Row)),
}

fn about(bom: &Bom, at: SubjectAt, carry: impl Fn(Row) -> (bool, Row)) -> About {
    match at {
        SubjectAt::Bom => About::Bom,
        SubjectAt::Component(row) => {
            let (new, row) = carry(row);
            About::Part(new, row)
        }
        SubjectAt::Link(link) => {
            let edge = bom.edges.values()[link as usize];
            About::Link(bom.start_of(link as usize).map(&carry), edge.relation, carry(edge.to))
        }
    }
}

/// Holds the findings of two bills against each other, by rule and by what they are about. Those of the new bill come first,
/// in its order, then what is resolved. O(findings + components + relations).
pub(super) fn turns<'a>(
    (old_bom, old): (&Bom, &'a Outcome),
    (new_bom, new): (&Bom, &'a Outcome),
    pairing: &Pairing,
) -> Vec<Turned<'a>> {
    let carry = |row: Row| pairing.successor[row.at()].map_or((false, row), |row| (true, row));
    let mut before: HashMap<(usize, About), Vec<&'a Finding>> = HashMap::new();
    // The last is taken first.
    for finding in old.findings.iter().rev() {
        before.entry((finding.rule(), about(old_bom, finding.subject, carry))).or_default().push(finding);
    }
    let mut turned = Vec::with_capacity(new.findings.len());
    for finding in &new.findings {
        let about = about(new_bom, finding.subject, |row| (true, row));
        let was = before.get_mut(&(finding.rule(), about)).and_then(Vec::pop);
        let turn = was.map_or(Turn::New, |was| turn(was, finding));
        turned.push(Turned { turn, old: was, new: Some(finding), because: None });
    }
    let mut gone: Vec<(&Finding, About)> =
        before.into_iter().flat_map(|((_, about), findings)| findings.into_iter().map(move |finding| (finding, about))).collect();
    gone.sort_by_key(|(finding, _)| (finding.rule(), finding.subject));
    turned.extend(gone.into_iter().map(|(finding, about)| {
        let because = match about {
            About::Part(false, _) | About::Link(Some((false, _)), ..) | About::Link(_, _, (false, _)) => "part removed",
            _ if new.tallies.get(finding.rule()).is_some_and(|tally| tally.state != State::Asked) => "not asked any more",
            _ => "answered, or not asked of it",
        };
        Turned { turn: Turn::Resolved, old: Some(finding), new: None, because: Some(because) }
    }));
    turned
}

fn turn(was: &Finding, is: &Finding) -> Turn {
    let rank = |finding: &Finding| (finding.decides(), finding.answer == Truth::No);
    let ((decided, violated), (decides, violates)) = (rank(was), rank(is));
    if (!decided && decides) || (!violated && violates) {
        Turn::Worse
    } else if (decided, violated) == (decides, violates) {
        Turn::Unchanged
    } else {
        Turn::Eased
    }
}

/// A gap of one bill or both.
#[derive(Clone, Copy, Debug)]
pub(super) struct GapTurn<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a Phrase,
    pub(super) old: usize,
    pub(super) new: usize,
    /// The operator accepts it.
    pub(super) accepted: bool,
}

impl GapTurn<'_> {
    /// The word reports use.
    pub(super) fn word(&self) -> &'static str {
        match (self.old, self.new) {
            (0, _) => "opened",
            (_, 0) => "closed",
            (old, new) if new > old => "grown",
            (old, new) if new < old => "shrunk",
            _ => "unchanged",
        }
    }

    /// Whether what it leaves open could make the new delivery worse. Of what a person decides, only more than before: the
    /// findings themselves are compared.
    pub(super) fn leaves_open(&self) -> bool {
        self.new > 0 && !self.accepted && (self.new > self.old || !self.name.starts_with("refer:"))
    }
}

/// Holds the gaps of two bills against each other, by name.
pub(super) fn gaps<'a>(old: &'a [Gap], new: &'a [Gap]) -> Vec<GapTurn<'a>> {
    let count = |gaps: &[Gap], name: &str| gaps.iter().find(|gap| gap.name == name).map_or(0, |gap| gap.count);
    let fresh = new.iter().map(|gap| (gap, count(old, &gap.name), gap.count));
    let closed = old.iter().filter(|gap| count(new, &gap.name) == 0).map(|gap| (gap, gap.count, 0));
    fresh
        .chain(closed)
        .map(|(gap, old, new)| GapTurn { name: &gap.name, text: &gap.text, old, new, accepted: gap.accepted })
        .collect()
}
