//! Facts beside the frozen bill: where its parts come from, what they were made from, what their licences mean. Every
//! fact says what it rests on.

mod address;
mod advisory;
mod catalogued;
mod claim;
mod country;
mod doubt;
mod family;
mod format;
mod gather;
mod guess;
mod hint;
mod inherit;
mod known_license;
mod license;
mod license_word;
mod lineage;
mod lists;
mod lookup;
mod name;
mod origin;
mod party;
mod passing;
mod place;
mod property;
mod publisher;
mod reach;
mod runner;
mod screen;
mod shape;
mod spelling;
mod stand;
mod web;

pub use advisory::{Advice, Look, Standing, can_be_looked_up, packages, stated_versions};
pub use catalogued::{By, Sighting};
pub use claim::{Claim, Claims};
pub use country::Country;
pub use format::stated_formats;
pub use hint::Registry;
pub use inherit::Inheritance;
pub use known_license::{KnownLicense, TakerLimits};
pub use license::{LicenseReading, Licensing};
pub use license_word::LicenseWords;
pub use lineage::{Closed, Lineage};
pub use lists::{ListError, ListTexts, Lists, SHIPPED};
pub use lookup::Named;
pub use origin::{Basis, Dimension, Grade, Origin, OriginField};
pub use property::{ASKED, Holds, KnownProperty, PROPERTIES};
pub use publisher::{Cite, Mark, Publisher, PublisherId, PublisherRole, Space, Steward};
pub use reach::{Reach, path_from_subject};
pub use screen::{Hit, ListedParty, PartyList};
pub use shape::{LicenseClass, ListSource};

use crate::base::{Grouped, Index, Phrase, Text};
use crate::model::{Bom, Row};
use std::sync::Arc;

/// What is derived from one bill.
#[derive(Debug)]
pub struct Facts {
    /// Where each component comes from, in every dimension and from every field that says so.
    pub origins: Grouped<Row, Origin>,
    /// The shares that owners hold, 0 to 1, by place among the values of `origins`. Ascending; few have one.
    pub shares: Vec<(u32, f64)>,
    /// What the operator's evidence says.
    pub claims: Claims,
    /// What each component was made from.
    pub lineage: Lineage,
    /// What the licence statements mean.
    pub licensing: Licensing,
    /// What is known of its packages; nothing until it was looked up.
    pub advice: Advice,
    /// Statements that contradict each other or mislead, by row.
    pub notes: Vec<FactNote>,
    /// What of the bill entries of the catalogue may be about. Sorted by row; few have one.
    pub sightings: Vec<Sighting>,
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
    /// An address hints at another country than the bill states.
    OriginHintDiffers,
    /// The supplier is another known maker than the one whose package URL it is, and no manufacturer is named.
    SupplierNotPublisher,
    /// The bill speaks of a family of models that no part, or nobody in the line of the model spoken of, belongs to.
    ModelInWords,
    /// A property of the namespace `bomgate:` that nearly spells a known one.
    PropertyMisspelt,
    /// A property of the namespace `bomgate:` that neither bomgate nor a shipped pack knows.
    PropertyUnknown,
}

impl FactCode {
    /// Every code.
    pub const ALL: [Self; 8] = [
        Self::OriginContradicted,
        Self::OriginConflict,
        Self::NameConfusable,
        Self::OriginHintDiffers,
        Self::SupplierNotPublisher,
        Self::ModelInWords,
        Self::PropertyMisspelt,
        Self::PropertyUnknown,
    ];

    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Self::OriginContradicted => "origin-contradicted",
            Self::OriginConflict => "origin-conflict",
            Self::NameConfusable => "name-confusable",
            Self::OriginHintDiffers => "origin-hint-differs",
            Self::SupplierNotPublisher => "supplier-not-publisher",
            Self::ModelInWords => "model-in-words",
            Self::PropertyMisspelt => "property-misspelt",
            Self::PropertyUnknown => "property-unknown",
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
    /// The text in doubt, where there is one.
    pub name: Option<Text>,
    /// What was found. Equal words are shared: a million parts may have one doubtful maker.
    pub message: Arc<Phrase>,
}

impl Facts {
    /// The share an owner holds, by the place of its origin among the values of [`Self::origins`].
    pub fn share(&self, origin: u32) -> Option<f64> {
        self.shares.binary_search_by_key(&origin, |(at, _)| *at).ok().map(|at| self.shares[at].1)
    }

    /// What the catalogue may have on a component.
    pub fn sightings(&self, row: Row) -> &[Sighting] {
        let of = |end: bool| self.sightings.partition_point(|seen| seen.row < row || (end && seen.row == row));
        &self.sightings[of(false)..of(true)]
    }

    /// Whether an origin is the statement that there is nobody and no country, in the bill or in evidence.
    pub fn denied(&self, origin: &Origin) -> bool {
        origin.denied() || self.claim(origin).is_some_and(Claim::denies)
    }

    /// Whether a document the operator holds speaks in the dimension of an origin of the bill or of a list: then the
    /// document decides, and the other is shown beside it.
    pub fn overruled(&self, row: Row, origin: &Origin) -> bool {
        origin.basis != Basis::Evidence && self.claims.decide(row, origin.dimension)
    }

    /// How well an origin is backed.
    pub fn grade(&self, origin: &Origin) -> Grade {
        self.claim(origin).map_or(Grade::E0, |claim| claim.grade)
    }

    /// The claim of the operator's evidence that an origin is.
    pub fn claim(&self, origin: &Origin) -> Option<&Claim> {
        match origin.field {
            OriginField::Claim(at) => self.claims.origins.get(usize::from(at)),
            _ => None,
        }
    }
}

/// Derives the facts of a bill. O(rows + edges + distinct texts).
pub fn enrich(bom: &Bom, lists: &Lists) -> Facts {
    enrich_with(bom, lists, Claims::default())
}

/// Derives the facts of a bill, with what the operator's evidence says of its components.
pub fn enrich_with(bom: &Bom, lists: &Lists, claims: Claims) -> Facts {
    let rows = bom.components.len();
    let claims = claims.sorted();
    let mut starts = Vec::with_capacity(rows + 1);
    starts.push(0);
    let (origins, shares, mut notes) = {
        let mut gather = gather::Gather::new(party::Resolver::new(bom, lists), &claims);
        for row in 0..rows {
            gather.row(Row::new(row));
            starts.push(gather.taken());
        }
        (gather.origins, gather.shares, gather.notes)
    };
    let origins = Grouped::of_starts(starts, origins);
    notes.extend(family::undisclosed(bom, lists, &origins));
    notes.shrink_to_fit();
    let licensing = Licensing::new(bom, lists);
    let sightings = catalogued::sightings(bom, lists, &origins, &licensing);
    let (lineage, advice) = (Lineage::new(bom), Advice::default());
    Facts { origins, shares, claims, lineage, licensing, advice, notes, sightings }
}
