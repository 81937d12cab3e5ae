//! Why a row was not answered as wanted: the operands that decided, with the values seen. Made only for rows that failed.

use super::expression::{Expression, FieldRef, Frame, Slot, list_domain};
use super::field::{self, Domain, Get};
use super::operand::{Operand, Value};
use crate::base::{Index, Phrase, Truth, phrase};
use crate::check::{Explanation, Scene};
use crate::model::{Row, Stated};

impl Expression {
    /// What decided that this expression is not `wanted` in the only row of `frame`.
    pub fn explain(&self, scene: &Scene<'_>, frame: &Frame, wanted: bool, into: &mut Explanation) {
        let good = Truth::from(wanted);
        match self {
            Self::Constant(_) => {}
            Self::Not(inner) => inner.explain(scene, frame, !wanted, into),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    if part.ask(scene, frame).get(0) != good {
                        part.explain(scene, frame, wanted, into);
                    }
                }
            }
            Self::Field(field) | Self::Has(field) => saw(scene, frame, field, into),
            Self::Stated(operand) => saw_operand(scene, frame, operand, into),
            Self::Compare(_, left, right) => {
                for operand in [left, right] {
                    saw_operand(scene, frame, operand, into);
                }
            }
            Self::In(operand, words) => {
                saw_operand(scene, frame, operand, into);
                into.saw(phrase!("asked about"), words.name.clone());
            }
            Self::Holds(operand, list) => {
                saw_operand(scene, frame, operand, into);
                saw(scene, frame, list, into);
            }
            Self::Search(_, operand, _) => saw_operand(scene, frame, operand, into),
            Self::Quantified { all, list, body } => {
                let (inner, ends) = frame.enter(scene, list);
                let (stated, _) = ends[0];
                if stated != Stated::Value(()) || inner.rows == 0 {
                    let word = if inner.rows == 0 && stated == Stated::Value(()) { "none" } else { stated.word() };
                    return into.saw(list.path.clone(), Phrase::word(word));
                }
                let answers = body.ask(scene, &inner);
                // Of `all` the elements that failed decide; of `exists` every element failed, unless it should have.
                let deciding = |answer: Truth| if *all == wanted { answer != good } else { answer != good || !wanted };
                for row in (0..inner.rows).filter(|row| deciding(answers.get(*row))) {
                    let Slot::Each(elements) = &inner.slots[inner.slots.len() - 1] else { continue };
                    into.saw(list.path.clone(), element(scene, list, elements[row]));
                    if list_domain(list.field) == Some(Domain::Component) {
                        body.explain(scene, &inner.single(row), wanted, into);
                    }
                }
            }
            Self::Whole(test) => {
                for seen in test.explain(scene).observed {
                    into.saw(seen.what, seen.value);
                }
            }
            Self::Check { slot, hops, test, .. } => {
                let at = hops.iter().fold(frame.element(*slot, 0), |at, hop| hop(scene, at));
                let row = Row::new(at as usize);
                if scene.holds(row) {
                    let found = test.explain(scene, row);
                    for seen in found.observed {
                        into.saw(seen.what, seen.value);
                    }
                    if into.path.is_empty() {
                        into.path = found.path;
                    }
                }
            }
        }
    }
}

fn saw_operand(scene: &Scene<'_>, frame: &Frame, operand: &Operand, into: &mut Explanation) {
    match operand {
        Operand::Field(field) | Operand::Size(field) => saw(scene, frame, field, into),
        Operand::DaysSince(field) => {
            let days = match operand.read(scene, frame, 0) {
                Value::Number(days) => phrase!("{} days before {}", days.to_string(), scene.as_of.to_string()),
                _ => shown(field.read(scene, frame, 0)),
            };
            into.saw(field.path.clone(), days);
        }
        Operand::Property(property) | Operand::PropertyNumber(property) | Operand::DaysSinceProperty(property) => {
            into.saw(phrase!("property {}", property.name.to_string()), shown(property.read(scene, frame, 0)));
        }
        Operand::Word(_, name) => into.saw(name.clone(), shown(operand.read(scene, frame, 0))),
        Operand::Text(_) | Operand::Number(_) | Operand::Bool(_) => {}
    }
}

fn saw(scene: &Scene<'_>, frame: &Frame, field: &FieldRef, into: &mut Explanation) {
    if !matches!(field.field.get, Get::List(..)) {
        return into.saw(field.path.clone(), shown(field.read(scene, frame, 0)));
    }
    let mut elements = Vec::new();
    let stated = field.elements(scene, frame, 0, &mut elements);
    if elements.is_empty() {
        let word = if stated == Stated::Value(()) { "none" } else { stated.word() };
        return into.saw(field.path.clone(), Phrase::word(word));
    }
    for at in elements {
        into.saw(field.path.clone(), element(scene, field, at));
    }
}

fn shown(value: Value<'_>) -> Phrase {
    match value {
        Value::Missing(word) => Phrase::word(word),
        Value::None => phrase!("declared none"),
        Value::Text(text) => text.into(),
        Value::Number(number) => number.to_string().into(),
        Value::Bool(true) => phrase!("yes"),
        Value::Bool(false) => phrase!("no"),
        Value::Date(date) => date.to_string().into(),
    }
}

/// One element of a list in a few words: its text fields that are stated.
fn element(scene: &Scene<'_>, list: &FieldRef, at: u32) -> Phrase {
    match list_domain(list.field) {
        Some(Domain::Component) => scene.bom.label(Row::new(at as usize)).into(),
        Some(Domain::Word) => scene.bom.text(crate::base::Text::new(at as usize)).into(),
        Some(Domain::Note) => {
            let (code, message) = scene.note(at);
            phrase!("{}: {}", code, message)
        }
        Some(domain) => {
            let mut words = Vec::new();
            for field in field::fields(domain) {
                if let Get::Text(get) = field.get
                    && let Stated::Value(text) = get(scene, at)
                {
                    words.push(format!("{} {text}", field.path));
                }
            }
            if words.is_empty() {
                phrase!("a {} that states nothing", Phrase::word(domain.word()))
            } else {
                words.join(", ").into()
            }
        }
        None => Phrase::default(),
    }
}
