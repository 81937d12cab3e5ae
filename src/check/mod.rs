//! Domain questions too large for an expression, one file each.
//!
//! A check is asked of every component at once and answers yes, no or unknown for each; the same object explains the
//! rows that failed. To add one: its file, its line in [`CHECKS`], a section in a pack page.

mod binding;
mod evidence;
mod format;
mod license;
mod lineage;
mod listed;
mod origin;
mod pinned;
mod scene;
mod version;

pub use binding::{Binding, BindingFault, one_thing, some_labels};
pub use evidence::{Covers, Document, Evidence, Grade, Held, Integrity, Question};
pub use origin::outvoted;
pub use pinned::strong_digest;
pub use scene::{Buyer, Class, Scene};

use crate::base::{Mask, Truth};
use crate::model::{Relation, Row};
use std::sync::Arc;

/// One thing that was seen, as reports show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// What was looked at: a field path, or a component and a dimension.
    pub what: String,
    /// What stood there.
    pub value: String,
}

/// Why a row was not answered yes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What was seen.
    pub observed: Vec<Observed>,
    /// From the component to the part that decided, shortest first; empty when the component itself did.
    pub path: Vec<(Relation, Row)>,
}

impl Explanation {
    /// Adds one observation.
    pub fn saw(&mut self, what: impl Into<String>, value: impl Into<String>) {
        let seen = Observed { what: what.into(), value: value.into() };
        if !self.observed.contains(&seen) {
            self.observed.push(seen);
        }
    }
}

/// A question about components.
pub trait Test: Send + Sync {
    /// One answer per component of the bill.
    fn ask(&self, scene: &Scene<'_>) -> Mask;
    /// What decided the answer of one component. Called only for rows that failed.
    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation;
}

/// A question about the delivery as a whole.
pub trait WholeTest: Send + Sync {
    /// The answer.
    fn ask(&self, scene: &Scene<'_>) -> Truth;
    /// What decided it. Called only when it failed.
    fn explain(&self, scene: &Scene<'_>) -> Explanation;
}

/// What a check takes after the component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Nothing.
    Nothing,
    /// A list of words: a literal or `lists.NAME`.
    Words,
    /// One literal text.
    Text,
    /// A kind of document, then the most days it may be old and the least grade, where a rule sets them. The component may
    /// be left out: the delivery as a whole is asked about.
    Evidence,
}

/// The argument a check was given.
#[derive(Clone, Debug)]
pub enum Argument {
    /// Nothing.
    Nothing,
    /// A list of words and the name it goes by in reports.
    Words(Arc<[String]>, String),
    /// One text.
    Text(String),
    /// What is asked of documents.
    Evidence(Question),
}

impl Argument {
    fn words(&self) -> (&[String], &str) {
        match self {
            Self::Words(words, name) => (words, name),
            _ => (&[], ""),
        }
    }
}

/// One entry of the register.
pub struct Check {
    /// Name in expressions.
    pub name: &'static str,
    /// What it takes after the component.
    pub wants: Wants,
    /// What it asks and what each answer means: its public page.
    pub doc: &'static str,
    /// Makes the test, or says why the argument does not fit.
    pub make: fn(&Argument) -> Result<Box<dyn Test>, String>,
}

/// Every check, by name.
pub static CHECKS: &[Check] = &[
    origin::FOREIGN,
    origin::RESTRICTED,
    origin::FROM,
    lineage::FOREIGN_LINEAGE,
    lineage::RESTRICTED_LINEAGE,
    lineage::LINEAGE_FROM,
    license::LICENSE_KNOWN,
    license::LICENSE_PERMITS,
    license::LICENSE_FORBIDS,
    listed::LISTED,
    pinned::PINNED,
    pinned::STRONG_HASH,
    version::VERSION_IN,
    format::SERIALIZED_AS,
    evidence::EVIDENCE,
];

/// The check of this name.
pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}
