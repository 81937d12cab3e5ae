//! Domain questions too large for an expression, one file each.
//!
//! A check is asked of every component at once and answers yes, no or unknown for each; the same object explains the
//! rows that failed. To add one: its file, its line in [`CHECKS`], a section in a pack page.

mod advisory;
mod binding;
mod catalogue;
mod cutoff;
mod evidence;
mod exploitable;
mod format;
mod license;
mod lineage;
mod listed;
mod origin;
mod parties;
mod pinned;
mod product;
mod reliance;
mod scene;
mod statement;
mod taker;
mod version;

pub use advisory::{Asks, weighing};
pub use binding::{Binding, BindingFault, one_thing, some_labels};
pub use catalogue::{Danger, dangers};
pub use cutoff::{cut_offs, places as cut_off_from};
pub use evidence::{Covers, Document, EVIDENCE, Evidence, Grade, Held, Integrity, Question};
pub use exploitable::{Said, heard, said_of};
pub use origin::{BEHIND, counts, foreign_in, outvoted};
pub use pinned::strong_digest;
pub use reliance::{Concentration, class_behind, class_in};
pub use scene::{Buyer, Class, Scene};
pub use statement::{Statement, Statements};

use crate::base::{Mask, Phrase, Truth};
use crate::enrich::Dimension;
use crate::model::{Relation, Row};
use std::sync::Arc;

/// One thing that was seen, as reports show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// What was looked at: a field path, or a component and a dimension.
    pub what: Phrase,
    /// What stood there.
    pub value: Phrase,
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
    pub fn saw(&mut self, what: impl Into<Phrase>, value: impl Into<Phrase>) {
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

/// A question about components with its argument. Of one bill it is asked once, however many rules ask it.
pub struct BoundCheck {
    key: String,
    test: Box<dyn Test>,
}

impl BoundCheck {
    /// Binds a check to an argument.
    ///
    /// # Errors
    /// Why the argument does not fit.
    pub fn new(check: &Check, argument: &Argument) -> Result<Self, Phrase> {
        Ok(Self { key: format!("{} {argument:?}", check.name), test: (check.make)(argument)? })
    }

    /// What `with` makes of the answers, one per component of the bill.
    pub fn answers<R>(&self, scene: &Scene<'_>, with: impl FnOnce(&Mask) -> R) -> R {
        let cell = scene.worked.asked(&self.key);
        with(cell.get_or_init(|| self.test.ask(scene)))
    }

    /// What decided the answer of one component.
    pub fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        self.test.explain(scene, row)
    }
}

/// A question about the delivery as a whole.
pub trait WholeTest: Send + Sync {
    /// The answer.
    fn ask(&self, scene: &Scene<'_>) -> Truth;
    /// What decided it. Called only when it failed.
    fn explain(&self, scene: &Scene<'_>) -> Explanation;
    /// The kind of document it asks for, where it asks for one.
    fn document(&self) -> Option<&str> {
        None
    }
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
    /// Perhaps one literal text.
    MaybeText,
    /// A kind of document, then the most days it may be old and the least grade, where a rule sets them. The component may
    /// be left out: the delivery as a whole is asked about.
    Evidence,
    /// Perhaps a dimension of origin.
    Dimension,
    /// A list of words, and perhaps a dimension of origin.
    WordsAndDimension,
    /// The id of a list of parties, and perhaps a share.
    Parties,
}

impl Wants {
    /// What it is in words, as messages and documentation have it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "a component",
            Self::Words => "a component and a list of words",
            Self::Text => "a component and a text",
            Self::MaybeText => "a component, and perhaps a text",
            Self::Evidence => "a kind of document, after a component or alone",
            Self::Dimension => "a component, and perhaps a dimension such as \"hosting\"",
            Self::WordsAndDimension => "a component, a list of words, and perhaps a dimension such as \"hosting\"",
            Self::Parties => "a component, the id of a list of parties, and perhaps a share from 0 to 1",
        }
    }
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
    /// A dimension of origin.
    Dimension(Dimension),
    /// A list of words, the name it goes by in reports, and a dimension of origin.
    WordsIn(Arc<[String]>, String, Dimension),
    /// The id of a list of parties, and the share from which a party that listed ones own counts.
    Parties(String, Option<f64>),
}

impl Argument {
    fn words(&self) -> (&[String], &str) {
        match self {
            Self::Words(words, name) | Self::WordsIn(words, name, _) => (words, name),
            _ => (&[], ""),
        }
    }

    fn dimension(&self) -> Option<Dimension> {
        match self {
            Self::Dimension(dimension) | Self::WordsIn(_, _, dimension) => Some(*dimension),
            _ => None,
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
    pub make: fn(&Argument) -> Result<Box<dyn Test>, Phrase>,
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
    taker::LICENSE_EXCLUDES_BUYER,
    listed::LISTED,
    parties::ON_LIST,
    parties::FOUND_ON_LIST,
    pinned::PINNED,
    pinned::STRONG_HASH,
    version::VERSION_IN,
    format::SERIALIZED_AS,
    evidence::EVIDENCE,
    advisory::ADVISORIES,
    advisory::KNOWN_EXPLOITED,
    catalogue::CATALOGUED,
    exploitable::STATED_EXPLOITABLE,
];

/// The check of this name.
pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}
