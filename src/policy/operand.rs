//! Values in one row: fields, properties, literals, and how they compare.

use super::expression::{FieldRef, Frame, Hop};
use super::field::Get;
use crate::base::{Index, Truth};
use crate::check::Scene;
use crate::model::{Row, Stated};
use jiff::civil::Date;
use std::sync::Arc;

/// Something with a value.
#[derive(Clone)]
pub enum Operand {
    /// A literal or parameter.
    Text(Arc<str>),
    /// A literal or parameter.
    Number(f64),
    /// A literal or parameter.
    Bool(bool),
    /// A field.
    Field(FieldRef),
    /// A word of a list of words, itself.
    Word(usize, String),
    /// How many elements a list has.
    Size(FieldRef),
    /// Days from a date to the day of judgement.
    DaysSince(FieldRef),
    /// The value of a property of a component.
    Property(PropertyRef),
}

/// A property of a component, by its name.
#[derive(Clone)]
pub struct PropertyRef {
    /// Which variable of the frame is the component.
    pub slot: usize,
    /// Single relations followed on the way.
    pub hops: Vec<Hop>,
    /// The name.
    pub name: Arc<str>,
}

impl PropertyRef {
    /// Unknown when the component has no such property, or two that differ.
    fn read<'s>(&self, scene: &'s Scene<'_>, frame: &Frame, row: usize) -> Value<'s> {
        let at = self.hops.iter().fold(frame.element(self.slot, row), |at, hop| hop(scene, at));
        let named = scene
            .bom
            .components
            .properties
            .of(Row::new(at as usize))
            .iter()
            .filter(|property| scene.bom.text(property.name) == &*self.name);
        let mut values = named.map(|property| scene.bom.stated(property.value));
        match values.next() {
            None => Value::Missing("absent"),
            Some(first) if values.any(|other| other != first) => Value::Missing("stated more than once, differently"),
            Some(first) => value(first, Value::Text),
        }
    }
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// ==
    Equal,
    /// !=
    NotEqual,
    /// <
    Less,
    /// <=
    AtMost,
    /// >
    More,
    /// >=
    AtLeast,
}

/// A value in one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Not there; the word says how.
    Missing(&'static str),
    /// Stated to be none.
    None,
    Text(&'a str),
    Number(f64),
    Bool(bool),
    Date(Date),
}

fn value<'a, V>(stated: Stated<V>, make: impl FnOnce(V) -> Value<'a>) -> Value<'a> {
    let word = stated.word();
    match stated {
        Stated::Value(value) => make(value),
        Stated::Nothing => Value::None,
        _ => Value::Missing(word),
    }
}

impl FieldRef {
    pub(super) fn element(&self, scene: &Scene<'_>, frame: &Frame, row: usize) -> u32 {
        self.hops.iter().fold(frame.element(self.slot, row), |at, hop| hop(scene, at))
    }

    /// Fills `into` with the elements of a list, in place of what it held.
    pub(super) fn elements(&self, scene: &Scene<'_>, frame: &Frame, row: usize, into: &mut Vec<u32>) -> Stated<()> {
        match self.field.get {
            Get::List(_, get) => {
                // A getter may look at what it pushed itself, never at what was there before.
                into.clear();
                get(scene, self.element(scene, frame, row), into)
            }
            _ => Stated::Absent,
        }
    }

    pub(super) fn read<'s>(&self, scene: &'s Scene<'_>, frame: &Frame, row: usize) -> Value<'s> {
        let at = self.element(scene, frame, row);
        match self.field.get {
            Get::Text(get) => value(get(scene, at), Value::Text),
            Get::Number(get) => value(get(scene, at), Value::Number),
            Get::Bool(get) => value(get(scene, at), Value::Bool),
            Get::Date(get) => value(get(scene, at), Value::Date),
            Get::BuyerFact => scene
                .buyer
                .facts
                .get(self.field.path)
                .map_or(Value::Missing("not stated by the buyer"), |fact| Value::Bool(*fact)),
            Get::List(..) => {
                let mut elements = Vec::new();
                value(self.elements(scene, frame, row, &mut elements), |()| Value::Bool(true))
            }
            Get::One(_) => Value::Bool(true),
        }
    }
}

impl Operand {
    pub(super) fn read<'s>(&'s self, scene: &'s Scene<'_>, frame: &Frame, row: usize) -> Value<'s> {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Number(*number),
            Self::Bool(truth) => Value::Bool(*truth),
            Self::Field(field) => field.read(scene, frame, row),
            Self::Word(slot, _) => Value::Text(scene.bom.text(crate::base::Text::new(frame.element(*slot, row) as usize))),
            Self::Property(property) => property.read(scene, frame, row),
            Self::Size(list) => {
                let mut elements = Vec::new();
                let stated = list.elements(scene, frame, row, &mut elements);
                let count = u32::try_from(elements.len()).map_or(f64::INFINITY, f64::from);
                if stated == Stated::Nothing { Value::Number(0.0) } else { value(stated, |()| Value::Number(count)) }
            }
            Self::DaysSince(field) => match field.read(scene, frame, row) {
                Value::Date(date) => Value::Number(f64::from((scene.as_of - date).get_days())),
                other => other,
            },
        }
    }
}

pub(super) fn compare(how: Comparison, left: Value<'_>, right: Value<'_>) -> Truth {
    use std::cmp::Ordering;
    let order = match (left, right) {
        (Value::Missing(_), _) | (_, Value::Missing(_)) => return Truth::Unknown,
        (Value::None, Value::None) => Some(Ordering::Equal),
        (Value::None, _) | (_, Value::None) => {
            return match how {
                Comparison::Equal => Truth::No,
                Comparison::NotEqual => Truth::Yes,
                _ => Truth::Unknown,
            };
        }
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        (Value::Number(left), Value::Number(right)) => left.partial_cmp(&right),
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(&right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(&right)),
        (Value::Date(left), Value::Text(right)) => right.parse::<Date>().ok().map(|right| left.cmp(&right)),
        (Value::Text(left), Value::Date(right)) => left.parse::<Date>().ok().map(|left| left.cmp(&right)),
        _ => None,
    };
    let Some(order) = order else { return Truth::Unknown };
    Truth::from(match how {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    })
}
