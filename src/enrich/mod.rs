//! Facts beside the frozen bill: where its parts come from, what they were made from, what their licences mean. Every
//! fact says what it rests on.

mod country;
mod doubt;
mod gather;
mod license;
mod lineage;
mod lists;
mod lookup;
mod name;
mod origin;
mod party;
mod publisher;
mod reach;
mod shape;
mod spelling;
mod web;

pub use country::Country;
pub use license::{LicenseReading, Licensing};
pub use lineage::{Closed, Lineage};
pub use lists::{KnownLicense, ListError, ListTexts, Lists, SHIPPED};
pub use lookup::Named;
pub use origin::{Basis, Dimension, Origin, OriginField};
pub use publisher::{Cite, Mark, Publisher, PublisherId, PublisherRole, Space, Steward};
pub use reach::{Reach, path_from_subject};
pub use shape::{LicenseClass, ListSource};

use crate::base::{Grouped, Index};
use crate::model::{Bom, Row};
use std::sync::Arc;

/// What is derived from one bill.
#[derive(Debug)]
pub struct Facts {
    /// Where each component comes from, in every dimension and from every field that says so.
    pub origins: Grouped<Row, Origin>,
    /// What each component was made from.
    pub lineage: Lineage,
    /// What the licence statements mean.
    pub licensing: Licensing,
    /// Statements that contradict each other or mislead, by row.
    pub notes: Vec<FactNote>,
}

/// What kind of doubt a [`FactNote`] reports. Words are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactCode {
    /// Two fields of the bill, or the bill and a list, place one part differently.
    OriginContradicted,
    /// The sources of the list differ on a publisher's country.
    OriginConflict,
    /// A name looks like a known one and is spelt with other characters.
    NameConfusable,
}

impl FactCode {
    /// Every code.
    pub const ALL: [Self; 3] = [Self::OriginContradicted, Self::OriginConflict, Self::NameConfusable];

    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Self::OriginContradicted => "origin-contradicted",
            Self::OriginConflict => "origin-conflict",
            Self::NameConfusable => "name-confusable",
        }
    }
}

/// A doubt about the origin of one component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactNote {
    /// What kind.
    pub code: FactCode,
    /// Whose.
    pub row: Row,
    /// What was found. Equal words are shared: a million parts may have one doubtful maker.
    pub message: Arc<str>,
}

/// Derives the facts of a bill. O(rows + edges + distinct texts).
pub fn enrich(bom: &Bom, lists: &Lists) -> Facts {
    let rows = bom.components.len();
    let mut gather = gather::Gather::new(party::Resolver::new(bom, lists));
    let mut ends = Vec::with_capacity(rows);
    for row in 0..rows {
        gather.row(Row::new(row));
        ends.push(gather.origins.len());
    }
    let (origins, notes) = (Grouped::of_ends(&ends, gather.origins), gather.notes);
    Facts { origins, lineage: Lineage::new(bom), licensing: Licensing::new(bom, lists), notes }
}
