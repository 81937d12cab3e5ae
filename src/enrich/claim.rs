//! What the operator's evidence says of the components of one bill. Nothing in a bill can make a claim.

use super::country::Country;
use super::origin::{Dimension, Grade};
use crate::model::Row;

/// One statement of origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Of which component.
    pub row: Row,
    /// In what way.
    pub dimension: Dimension,
    /// The country; several countries are several claims.
    pub country: Option<Country>,
    /// The party, by name.
    pub party: Option<String>,
    /// The share the party holds, 0 to 1, where it owns.
    pub share: Option<f64>,
    /// How well it is backed.
    pub grade: Grade,
    /// The document it rests on.
    pub source: String,
}

/// All of it, for one bill.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Statements of origin. At most 65,535 are kept apart.
    pub origins: Vec<Claim>,
    /// Components for which an alternative is named, and which.
    pub alternatives: Vec<(Row, String)>,
    /// Components the operator calls critical, or not, against the kinds that are so by themselves.
    pub critical: Vec<(Row, bool)>,
}

impl Claims {
    /// Puts the claims into row order, as the gatherer takes them.
    pub(super) fn sorted(mut self) -> Self {
        self.origins.sort_by_key(|claim| claim.row);
        self.origins.truncate(usize::from(u16::MAX));
        self.alternatives.sort_by_key(|(row, _)| *row);
        self.critical.sort_by_key(|(row, _)| *row);
        self
    }

    /// The alternative that is named for a component.
    pub fn alternative(&self, row: Row) -> Option<&str> {
        self.alternatives.binary_search_by_key(&row, |(at, _)| *at).ok().map(|at| self.alternatives[at].1.as_str())
    }

    /// Whether the operator calls a component critical.
    pub fn called_critical(&self, row: Row) -> Option<bool> {
        self.critical.binary_search_by_key(&row, |(at, _)| *at).ok().map(|at| self.critical[at].1)
    }
}
