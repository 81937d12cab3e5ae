//! The plan of one expression, asked of a whole column at a time in three-valued logic.

use super::field::{Domain, Field, Get};
use super::operand::{Comparison, Operand, Value, compare};
use crate::base::{Index, Mask, Truth};
use crate::check::{BoundCheck, Scene, WholeTest};
use crate::model::{Row, Stated};
use std::collections::HashSet;
use std::sync::Arc;

/// Follows one relation to another element.
pub(super) type Hop = fn(&Scene<'_>, u32) -> u32;

/// A field of a variable.
#[derive(Clone)]
pub struct FieldRef {
    /// Which variable of the frame.
    pub slot: usize,
    /// Single relations followed on the way (`link.to`).
    pub hops: Vec<Hop>,
    /// The field.
    pub field: &'static Field,
    /// As written, for reports.
    pub path: String,
}

/// How a text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// startsWith
    Starts,
    /// endsWith
    Ends,
    /// contains
    Contains,
}

/// One of the words a value may be.
#[derive(Clone)]
pub struct Words {
    /// The words.
    pub words: Arc<HashSet<String>>,
    /// What reports call the list.
    pub name: String,
}

/// An expression after names are resolved and types are checked.
pub enum Expression {
    /// A constant.
    Constant(Truth),
    /// A yes/no field.
    Field(FieldRef),
    /// Not.
    Not(Box<Expression>),
    /// And.
    And(Vec<Expression>),
    /// Or.
    Or(Vec<Expression>),
    /// A comparison.
    Compare(Comparison, Operand, Operand),
    /// A value is among words.
    In(Operand, Words),
    /// A word is among the words of a field.
    Holds(Operand, FieldRef),
    /// A search in a text.
    Search(Search, Operand, Arc<str>),
    /// Is the field stated with a value? Yes or no.
    Has(FieldRef),
    /// Is the field stated? Unknown when the bill is silent, no when it says there is none.
    Stated(Operand),
    /// Does some element (or every element) of a list answer yes?
    Quantified {
        /// All rather than some.
        all: bool,
        /// The list.
        list: FieldRef,
        /// The question asked of each element; its variable is the last slot.
        body: Box<Expression>,
    },
    /// A domain function of a component.
    Check {
        /// Its name and arguments, as written.
        name: String,
        /// Which variable of the frame is the component.
        slot: usize,
        /// Single relations followed on the way.
        hops: Vec<Hop>,
        /// The function.
        test: BoundCheck,
    },
    /// A domain function of the delivery as a whole.
    Whole(Box<dyn WholeTest>),
}

/// What the variables stand for in each row of a question.
#[derive(Clone, Debug)]
pub enum Slot {
    /// The same element in every row.
    Fixed(u32),
    /// One element per row.
    Each(Vec<u32>),
}

/// The rows a question is asked of.
#[derive(Clone, Debug)]
pub struct Frame {
    /// How many rows.
    pub rows: usize,
    /// The variables.
    pub slots: Vec<Slot>,
}

impl Frame {
    /// A frame whose third variable runs over `subjects`; the first two are the bill and the buyer.
    pub fn of(subjects: Vec<u32>) -> Self {
        Self { rows: subjects.len(), slots: vec![Slot::Fixed(0), Slot::Fixed(0), Slot::Each(subjects)] }
    }

    /// The element of a variable in a row.
    pub fn element(&self, slot: usize, row: usize) -> u32 {
        match &self.slots[slot] {
            Slot::Fixed(element) => *element,
            Slot::Each(elements) => elements[row],
        }
    }

    /// Keeps the rows a question was answered for, in place.
    pub fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        for slot in &mut self.slots {
            if let Slot::Each(elements) = slot {
                let mut row = 0;
                elements.retain(|_| {
                    row += 1;
                    keep(row - 1)
                });
            }
        }
        self.rows = (0..self.rows).filter(|row| keep(*row)).count();
    }

    /// This frame with some of its rows.
    fn only(&self, rows: &[usize]) -> Self {
        let chosen = |slot: &Slot| match slot {
            Slot::Fixed(element) => Slot::Fixed(*element),
            Slot::Each(elements) => Slot::Each(rows.iter().map(|row| elements[*row]).collect()),
        };
        Self { rows: rows.len(), slots: self.slots.iter().map(chosen).collect() }
    }

    /// This frame with one row only.
    #[must_use]
    pub fn single(&self, row: usize) -> Self {
        Self { rows: 1, slots: (0..self.slots.len()).map(|slot| Slot::Fixed(self.element(slot, row))).collect() }
    }

    /// The frame of the elements of `list`, and where the elements of each row end.
    pub(super) fn enter(&self, scene: &Scene<'_>, list: &FieldRef) -> (Self, Vec<(Stated<()>, usize)>) {
        let (mut elements, mut parents, mut ends) = (Vec::new(), Vec::new(), Vec::with_capacity(self.rows));
        let mut own = Vec::new();
        for row in 0..self.rows {
            let stated = list.elements(scene, self, row, &mut own);
            elements.extend_from_slice(&own);
            parents.resize(elements.len(), row);
            ends.push((stated, elements.len()));
        }
        let gather = |slot: &Slot| match slot {
            Slot::Fixed(element) => Slot::Fixed(*element),
            Slot::Each(of) => Slot::Each(parents.iter().map(|row| of[*row]).collect()),
        };
        let mut slots: Vec<Slot> = self.slots.iter().map(gather).collect();
        let rows = elements.len();
        slots.push(Slot::Each(elements));
        (Self { rows, slots }, ends)
    }
}

/// What stands behind the name of a check, as written; none for another check.
fn argument<'n>(written: &'n str, check: &str) -> Option<&'n str> {
    written.strip_prefix(check).filter(|rest| rest.is_empty() || rest.starts_with(' ')).map(str::trim_start)
}

impl Expression {
    /// What a check is asked, where the whole expression is that it must not hold: `!catalogued(component, "red")`.
    pub fn forbids(&self, check: &str) -> Option<&str> {
        match self {
            Self::Not(one) => match &**one {
                Self::Check { name, .. } => argument(name, check),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it asks a check of this name anywhere.
    pub fn uses(&self, check: &str) -> bool {
        match self {
            Self::Check { name, .. } => argument(name, check).is_some(),
            Self::Not(one) => one.uses(check),
            Self::And(all) | Self::Or(all) => all.iter().any(|one| one.uses(check)),
            Self::Quantified { body, .. } => body.uses(check),
            _ => false,
        }
    }

    /// One answer per row of the frame.
    pub fn ask(&self, scene: &Scene<'_>, frame: &Frame) -> Mask {
        let rows = frame.rows;
        match self {
            Self::Constant(truth) => Mask::filled(rows, *truth),
            Self::Field(field) => Mask::collect(rows, |row| match field.read(scene, frame, row) {
                Value::Bool(truth) => truth.into(),
                Value::None => Truth::No,
                _ => Truth::Unknown,
            }),
            Self::Not(inner) => inner.ask(scene, frame).negate(),
            Self::And(parts) => Self::ask_until(parts, Truth::No, scene, frame),
            Self::Or(parts) => Self::ask_until(parts, Truth::Yes, scene, frame),
            Self::Compare(how, left, right) => {
                Mask::collect(rows, |row| compare(*how, left.read(scene, frame, row), right.read(scene, frame, row)))
            }
            Self::In(operand, words) => Mask::collect(rows, |row| match operand.read(scene, frame, row) {
                Value::Text(text) => words.words.contains(text).into(),
                Value::None => Truth::No,
                _ => Truth::Unknown,
            }),
            Self::Holds(operand, list) => Mask::collect(rows, |row| {
                let mut elements = Vec::new();
                match (list.elements(scene, frame, row, &mut elements), operand.read(scene, frame, row)) {
                    (Stated::Nothing, _) => Truth::No,
                    (Stated::Value(()), Value::Text(text)) => {
                        let held = elements.iter().any(|at| scene.bom.text(crate::base::Text::new(*at as usize)) == text);
                        held.into()
                    }
                    _ => Truth::Unknown,
                }
            }),
            Self::Search(how, operand, wanted) => Mask::collect(rows, |row| match operand.read(scene, frame, row) {
                Value::Text(text) => Truth::from(match how {
                    Search::Starts => text.starts_with(&**wanted),
                    Search::Ends => text.ends_with(&**wanted),
                    Search::Contains => text.contains(&**wanted),
                }),
                Value::None => Truth::No,
                _ => Truth::Unknown,
            }),
            Self::Has(field) => {
                Mask::collect(rows, |row| Truth::from(!matches!(field.read(scene, frame, row), Value::Missing(_) | Value::None)))
            }
            Self::Stated(operand) => Mask::collect(rows, |row| match operand.read(scene, frame, row) {
                Value::Missing(_) => Truth::Unknown,
                Value::None => Truth::No,
                _ => Truth::Yes,
            }),
            Self::Quantified { all, list, body } => {
                let (inner, ends) = frame.enter(scene, list);
                let answers = body.ask(scene, &inner);
                let mut start = 0;
                Mask::collect(rows, |row| {
                    let (stated, end) = ends[row];
                    let mine = (start..end).map(|at| answers.get(at));
                    start = end;
                    match (stated, all) {
                        (Stated::Value(()) | Stated::Nothing, false) => mine.fold(Truth::No, Truth::or),
                        (Stated::Value(()) | Stated::Nothing, true) => mine.fold(Truth::Yes, Truth::and),
                        _ => Truth::Unknown,
                    }
                })
            }
            Self::Whole(test) => Mask::filled(rows, test.ask(scene)),
            Self::Check { slot, hops, test, .. } => {
                let at = |row| hops.iter().fold(frame.element(*slot, row), |at, hop| hop(scene, at)) as usize;
                test.answers(scene, |answers| {
                    let of = |at| if scene.holds(Row::new(at)) { answers.get(at) } else { Truth::Unknown };
                    Mask::collect(rows, |row| of(at(row)))
                })
            }
        }
    }

    /// Parts joined by "and" or "or": once an answer is `decided`, No of the one and Yes of the other, no later part changes it,
    /// so those are asked of the other rows only.
    fn ask_until(parts: &[Self], decided: Truth, scene: &Scene<'_>, frame: &Frame) -> Mask {
        let join = |left: Truth, right: Truth| if decided == Truth::No { left.and(right) } else { left.or(right) };
        let mut mask = Mask::filled(frame.rows, decided.negate());
        for part in parts {
            let open = frame.rows - mask.count(decided);
            if open * 2 > frame.rows {
                let answers = part.ask(scene, frame);
                mask = if decided == Truth::No { mask.and(&answers) } else { mask.or(&answers) };
            } else if open > 0 {
                let open: Vec<usize> = (0..frame.rows).filter(|row| mask.get(*row) != decided).collect();
                let answers = part.ask(scene, &frame.only(&open));
                for (at, row) in open.into_iter().enumerate() {
                    mask.set(row, join(mask.get(row), answers.get(at)));
                }
            }
        }
        mask
    }

    /// Whether the answer can differ from row to row at all.
    pub fn constant(&self) -> Option<Truth> {
        match self {
            Self::Constant(truth) => Some(*truth),
            Self::Not(inner) => inner.constant().map(Truth::negate),
            Self::And(parts) if parts.iter().any(|part| part.constant() == Some(Truth::No)) => Some(Truth::No),
            Self::Or(parts) if parts.iter().any(|part| part.constant() == Some(Truth::Yes)) => Some(Truth::Yes),
            _ => None,
        }
    }
}

/// The domain a list's elements belong to.
pub(super) fn list_domain(field: &Field) -> Option<Domain> {
    match field.get {
        Get::List(domain, _) => Some(domain),
        _ => None,
    }
}
