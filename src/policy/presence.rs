//! How much a bill says where a profile asks for an element.

use super::expression::{Expression, Frame};
use super::operand::{Operand, Value};
use crate::base::Truth;
use crate::check::Scene;
use crate::model::Stated;

/// What a bill says of an element, from nothing to all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// The bill is silent.
    Absent,
    /// Something is stated, but not what the element asks for.
    Short,
    /// The bill says there is none.
    Nothing,
    /// The bill says it does not know, or holds a placeholder.
    Unknown,
    /// The bill says it exists and is held back.
    Withheld,
    /// Stated.
    Stated,
}

impl Presence {
    /// Every case, best first.
    pub const ALL: [Self; 6] = [Self::Stated, Self::Withheld, Self::Unknown, Self::Nothing, Self::Short, Self::Absent];

    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Withheld => "withheld",
            Self::Unknown => "declared unknown",
            Self::Nothing => "declared none",
            Self::Short => "falls short",
            Self::Absent => "absent",
        }
    }
}

impl Expression {
    /// The first domain function it calls: those judge, so a profile may not ask them.
    pub(super) fn judges(&self) -> Option<&str> {
        match self {
            Self::Check { name, .. } => Some(name),
            Self::Whole(_) => Some("evidence"),
            Self::Not(inner) | Self::Quantified { body: inner, .. } => inner.judges(),
            Self::And(parts) | Self::Or(parts) => parts.iter().find_map(Self::judges),
            _ => None,
        }
    }

    /// What the bill says where this expression asks, in the only row of `frame`. Of alternatives the most telling counts,
    /// of several demands the first that is not met.
    pub fn presence(&self, scene: &Scene<'_>, frame: &Frame) -> Presence {
        if self.ask(scene, frame).get(0) == Truth::Yes {
            return Presence::Stated;
        }
        let of = |part: &Self| part.presence(scene, frame);
        match self {
            Self::Constant(_) => Presence::Absent,
            Self::Not(_) => Presence::Short,
            Self::And(parts) => parts.iter().map(of).find(|said| *said != Presence::Stated).unwrap_or(Presence::Absent),
            Self::Or(parts) => parts.iter().map(of).max().unwrap_or(Presence::Absent),
            Self::Field(field) | Self::Has(field) => said(field.read(scene, frame, 0)),
            Self::Stated(operand) | Self::In(operand, _) | Self::Search(_, operand, _) => said(operand.read(scene, frame, 0)),
            Self::Compare(_, left, right) => compared(scene, frame, left).min(compared(scene, frame, right)),
            Self::Holds(_, list) => said(list.read(scene, frame, 0)),
            Self::Quantified { all, list, body } => {
                let (inner, ends) = frame.enter(scene, list);
                match ends[0].0 {
                    Stated::Value(()) => {}
                    Stated::Withheld => return Presence::Withheld,
                    Stated::Unknown => return Presence::Unknown,
                    Stated::Nothing => return Presence::Nothing,
                    Stated::Absent => return Presence::Absent,
                }
                let elements = (0..inner.rows).map(|row| body.presence(scene, &inner.single(row)));
                if *all {
                    // An element that says too little is more than silence.
                    elements.min().map_or(Presence::Absent, |said| said.max(Presence::Short))
                } else {
                    // Elements about something else do not make the wanted one present.
                    elements.filter(|said| *said != Presence::Short).max().unwrap_or(Presence::Absent)
                }
            }
            // No profile holds one.
            Self::Check { .. } | Self::Whole(_) => Presence::Absent,
        }
    }
}

fn compared(scene: &Scene<'_>, frame: &Frame, operand: &Operand) -> Presence {
    said(operand.read(scene, frame, 0))
}

/// A value that is there and was still not enough falls short.
fn said(value: Value<'_>) -> Presence {
    match value {
        Value::Missing(word) if word == Stated::<()>::Unknown.word() => Presence::Unknown,
        Value::Missing(word) if word == Stated::<()>::Withheld.word() => Presence::Withheld,
        Value::Missing(_) | Value::Bool(false) => Presence::Absent,
        Value::None => Presence::Nothing,
        _ => Presence::Short,
    }
}
