//! What an expression asks of one subject and did not get: what a vendor has to change or to prove, read from the plan itself.

use super::expression::{Expression, FieldRef, Frame};
use super::field::{self, Domain, Field};
use super::operand::{Comparison, Operand};
use crate::base::Truth;
use crate::check::Scene;

/// One thing a rule looks at.
#[derive(Clone)]
pub enum Asked {
    /// A field of the table.
    Field(Domain, &'static Field),
    /// A property, by its name.
    Property(String),
    /// A domain function, by its name; [`crate::check::CHECKS`] says what it asks.
    Check(String),
    /// A document of this kind.
    Document(String),
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Field(_, one), Self::Field(_, other)) => std::ptr::eq(*one, *other),
            (Self::Property(one), Self::Property(other))
            | (Self::Check(one), Self::Check(other))
            | (Self::Document(one), Self::Document(other)) => one == other,
            _ => false,
        }
    }
}

impl Expression {
    /// Adds what keeps this expression from being `wanted` in the only row of `frame`; each thing once, in the order written.
    /// What is asked of the elements of a list is added whole, whichever of them fell short.
    pub fn asks(&self, scene: &Scene<'_>, frame: &Frame, wanted: bool, into: &mut Vec<Asked>) {
        let good = Truth::from(wanted);
        match self {
            Self::Not(inner) => inner.asks(scene, frame, !wanted, into),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts.iter().filter(|part| part.ask(scene, frame).get(0) != good) {
                    part.asks(scene, frame, wanted, into);
                }
            }
            other => other.looks_at(into),
        }
    }

    /// Everything the expression looks at.
    pub fn looks_at(&self, into: &mut Vec<Asked>) {
        match self {
            Self::Constant(_) => {}
            Self::Not(inner) => inner.looks_at(into),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.looks_at(into)),
            Self::Field(field) | Self::Has(field) => add_field(field, into),
            Self::Stated(operand) | Self::Search(_, operand, _) => add_operand(operand, into),
            Self::Compare(Comparison::Equal, Operand::Field(field), Operand::Text(name)) if names_property(field) => {
                add(Asked::Property(name.to_string()), into);
            }
            Self::Compare(_, left, right) => {
                add_operand(left, into);
                add_operand(right, into);
            }
            Self::In(Operand::Field(field), words) if names_property(field) => {
                let mut names: Vec<&String> = words.words.iter().collect();
                names.sort_unstable();
                names.into_iter().for_each(|name| add(Asked::Property(name.clone()), into));
            }
            Self::In(operand, _) => add_operand(operand, into),
            Self::Holds(operand, list) => {
                add_operand(operand, into);
                add_field(list, into);
            }
            Self::Quantified { list, body, .. } => {
                add_field(list, into);
                body.looks_at(into);
            }
            Self::Check { name, .. } => {
                let (head, argument) = name.split_once(' ').unwrap_or((name, ""));
                add(
                    match head {
                        "evidence" => Asked::Document(argument.trim_matches('"').to_owned()),
                        _ => Asked::Check(head.to_owned()),
                    },
                    into,
                );
            }
            Self::Whole(test) => {
                if let Some(kind) = test.document() {
                    add(Asked::Document(kind.to_owned()), into);
                }
            }
        }
    }
}

fn add(asked: Asked, into: &mut Vec<Asked>) {
    if !into.contains(&asked) {
        into.push(asked);
    }
}

fn add_field(field: &FieldRef, into: &mut Vec<Asked>) {
    if let Some(domain) = field::domain_of(field.field) {
        add(Asked::Field(domain, field.field), into);
    }
}

fn add_operand(operand: &Operand, into: &mut Vec<Asked>) {
    match operand {
        Operand::Field(field) | Operand::Size(field) | Operand::DaysSince(field) => add_field(field, into),
        Operand::Property(property) | Operand::PropertyNumber(property) | Operand::DaysSinceProperty(property) => {
            add(Asked::Property(property.name.to_string()), into);
        }
        Operand::Text(_) | Operand::Number(_) | Operand::Bool(_) | Operand::Word(..) => {}
    }
}

/// Whether a field is the name of an entry of `properties`.
fn names_property(field: &FieldRef) -> bool {
    field::domain_of(field.field) == Some(Domain::Property) && field.field.path == "name"
}
