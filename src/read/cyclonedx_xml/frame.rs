//! The elements that are open while XML is written as JSON.

use super::shape::{List, Object, Shape};
use foldhash::fast::RandomState;
use hashbrown::HashSet;

/// Names an element holds.
pub(super) type Names = HashSet<String, RandomState>;

/// What an open element is being written as.
pub(super) enum Kind {
    Object(&'static Object),
    List(&'static List),
    /// Elements of the array its parent has open.
    Splice(&'static List),
    /// The one element it holds.
    One(&'static List),
    /// An array or an object: its first element tells.
    Either(&'static List, &'static Object),
    /// A scalar; an object after all, when an element stands in it.
    Scalar(Shape, Option<&'static Object>),
    /// The text of a member of its parent.
    Spread(&'static str),
    /// A reference that is written already.
    Written,
    /// An element the format does not know: an object of whatever it holds, by names.
    Unknown(Box<Names>),
    /// An entry of the dependency graph, and the references it provides.
    Entry(Vec<String>),
    /// What an entry depends on; its reference is its text.
    Edge,
}

/// One open element.
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// Bytes of text held before its own.
    pub(super) text: usize,
    /// Nothing was written inside yet.
    pub(super) empty: bool,
    /// The key of an array that is open in an object, for elements that repeat.
    pub(super) array: Option<&'static str>,
    /// Nothing was written inside that array yet.
    pub(super) array_empty: bool,
    /// What closes around it.
    pub(super) suffix: &'static str,
}

impl Frame {
    pub(super) fn new(kind: Kind, text: usize, suffix: &'static str) -> Self {
        Self { kind, text, empty: true, array: None, array_empty: true, suffix }
    }

    /// Whether text belongs in it.
    pub(super) fn holds_text(&self) -> bool {
        match &self.kind {
            Kind::Object(object) => object.text.is_some(),
            Kind::Scalar(..) | Kind::Spread(_) | Kind::Unknown(_) => true,
            _ => false,
        }
    }
}
