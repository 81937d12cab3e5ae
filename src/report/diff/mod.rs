//! Two deliveries of one thing held against each other: which parts are new, gone or changed, what became of each finding,
//! and whether the new delivery is worse. What each word means: `docs/diff-and-request.md`.

mod change;
mod json;
mod markdown;
mod pair;
mod said;
mod shape;
mod table;
mod turn;

use super::words::Words;
use super::{Delivery, Sheet};
use crate::check::Scene;
use crate::evaluate::{Outcome, Verdict, delivery_identity};
use crate::gate::Gate;
use crate::model::Bom;
use crate::policy::Plan;
use change::{Changed, changes};
use pair::{Pairing, pair};
use std::io::{self, Write};
use turn::{GapTurn, Turn, Turned, gaps, turns};

/// Whether the new delivery is worse than the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The verdict is no worse, no finding that decides is new, and nothing that could hide one is left open.
    NotWorse,
    /// The verdict is worse, or a finding that decides is new.
    Worse,
    /// A bill cannot be read, or is ambiguous: what was compared proves nothing.
    Rejected,
    /// Not worse as far as could be seen, but something in the new bill could not be established.
    Open,
}

impl Standing {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotWorse => "NOT WORSE",
            Self::Worse => "WORSE",
            Self::Rejected => "REJECT",
            Self::Open => "INCOMPLETE",
        }
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::NotWorse => 0,
            Self::Worse => 1,
            Self::Rejected => 3,
            Self::Open => 4,
        }
    }
}

/// Two deliveries held against each other.
pub struct Diff<'a> {
    gate: &'a Gate,
    old: &'a Delivery,
    new: &'a Delivery,
    compared: Option<Compared<'a>>,
}

/// One bill of the two.
struct Side<'a> {
    scene: Scene<'a>,
    outcome: &'a Outcome,
}

impl<'a> Side<'a> {
    fn bom(&self) -> &'a Bom {
        self.scene.bom
    }
}

/// What came of comparing two bills that could be read.
struct Compared<'a> {
    old: Side<'a>,
    new: Side<'a>,
    pairing: Pairing,
    changed: Vec<Changed>,
    turned: Vec<Turned<'a>>,
    gaps: Vec<GapTurn<'a>>,
}

impl<'a> Diff<'a> {
    /// The words it is said in.
    fn words(&self) -> Words {
        Words::of(self.gate.plan.language)
    }

    /// Compares two deliveries that one gate judged. O(n log n) in components, relations and findings.
    pub fn of(gate: &'a Gate, old: &'a Delivery, new: &'a Delivery) -> Self {
        let side = |delivery: &'a Delivery| {
            let judged = delivery.result.as_ref().ok()?;
            Some(Side { scene: gate.scene(&judged.bom, &judged.facts), outcome: &judged.outcome })
        };
        let compared = side(old).zip(side(new)).map(|(old, new)| {
            let pairing = pair(old.bom(), new.bom());
            let changed = changes(&old.scene, &new.scene, &pairing);
            let turned = turns((old.bom(), old.outcome), (new.bom(), new.outcome), &pairing);
            let gaps = gaps(&old.outcome.gaps, &new.outcome.gaps);
            Compared { old, new, pairing, changed, turned, gaps }
        });
        Self { gate, old, new, compared }
    }

    /// Whether the new delivery is worse.
    pub fn standing(&self) -> Standing {
        let (old, new) = (self.old.verdict(), self.new.verdict());
        let Some(compared) = &self.compared else { return Standing::Rejected };
        if old == Verdict::REJECT || new == Verdict::REJECT {
            Standing::Rejected
        } else if new > old || compared.turned.iter().any(Turned::burdens) {
            Standing::Worse
        } else if compared.gaps.iter().any(GapTurn::leaves_open) {
            Standing::Open
        } else {
            Standing::NotWorse
        }
    }
}

impl Compared<'_> {
    fn count(&self, turn: Turn) -> usize {
        self.turned.iter().filter(|turned| turned.turn == turn).count()
    }

    /// Findings of these turns: those that make the delivery worse first, then by level and rule.
    fn of(&self, turns: &[Turn], plan: &Plan) -> Vec<&Turned<'_>> {
        let mut found: Vec<&Turned<'_>> = self.turned.iter().filter(|turned| turns.contains(&turned.turn)).collect();
        found.sort_by_key(|turned| {
            (!turned.burdens(), std::cmp::Reverse(plan.rules[turned.rule()].level), turned.rule(), turned.turn)
        });
        found
    }

    fn burdens(&self) -> usize {
        self.turned.iter().filter(|turned| turned.burdens()).count()
    }

    /// How many pairs could have been others.
    fn ambiguous(&self) -> usize {
        self.pairing.pairs.iter().filter(|pair| pair.ambiguous).count()
    }

    /// What the two bills are bills of, where that differs.
    fn strangers(&self) -> Option<(String, String)> {
        let (old, new) = (delivery_identity(self.old.bom()), delivery_identity(self.new.bom()));
        (old != new).then_some((old, new))
    }
}

/// One way to write a diff.
pub struct DiffForm {
    /// The word `--format` takes.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Diff<'_>, Sheet, &mut dyn Write) -> io::Result<()>,
}

/// Every way, by name.
pub static DIFF_FORMS: &[DiffForm] = &[
    DiffForm { name: "table", write: table::write },
    DiffForm { name: "json", write: json::write },
    DiffForm { name: "markdown", write: markdown::write },
];
