//! Where a component comes from, in each dimension, and what that rests on.

use super::country::Country;
use super::property::PROPERTIES;
use super::publisher::PublisherId;
use crate::base::Text;
use schemars::JsonSchema;
use serde::Deserialize;

/// In what way a party or a country stands behind a component. Source: regulations on foreign dependency, `docs/origin.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Dimension {
    /// Made or trained it.
    Developer,
    /// Supplies it, or runs the service.
    Supplier,
    /// Only hosts or re-uploads it.
    Distributor,
    /// Owns, keeps or answers for the data.
    DataOwner,
    /// Stands at the top of the chain of owners.
    Owner,
    /// Controls without standing at the top: a parent in between, or decisive influence.
    Controller,
    /// The country whose law can compel whoever is behind it.
    Jurisdiction,
    /// Where it was trained or engineered.
    Development,
    /// Where the service runs.
    Hosting,
    /// Where its data are processed.
    Processing,
    /// Where its data rest.
    Storage,
    /// Where the data it is, or was made from, were collected.
    DataOrigin,
    /// From where it is maintained.
    RemoteAccess,
    /// The law of the contract.
    GoverningLaw,
    /// Grants the licence.
    Licensor,
    /// Provides the chips or the cloud it runs on.
    Compute,
    /// The country that can have supply of it stopped: by export control, or through the supplier's own policy.
    Cutoff,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 17] = [
        Self::Developer,
        Self::Supplier,
        Self::Distributor,
        Self::DataOwner,
        Self::Owner,
        Self::Controller,
        Self::Jurisdiction,
        Self::Development,
        Self::Hosting,
        Self::Processing,
        Self::Storage,
        Self::DataOrigin,
        Self::RemoteAccess,
        Self::GoverningLaw,
        Self::Licensor,
        Self::Compute,
        Self::Cutoff,
    ];

    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Developer => "developer",
            Self::Supplier => "supplier",
            Self::Distributor => "distributor",
            Self::DataOwner => "data owner",
            Self::Owner => "owner",
            Self::Controller => "controller",
            Self::Jurisdiction => "jurisdiction",
            Self::Development => "development",
            Self::Hosting => "hosting",
            Self::Processing => "processing",
            Self::Storage => "storage",
            Self::DataOrigin => "data origin",
            Self::RemoteAccess => "remote access",
            Self::GoverningLaw => "governing law",
            Self::Licensor => "licensor",
            Self::Compute => "compute",
            Self::Cutoff => "cutoff",
        }
    }

    /// The dimension of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.word() == word)
    }

    /// Its bit in a set of dimensions.
    pub const fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// What an origin rests on, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The operator's evidence says it.
    Evidence,
    /// The bill says it.
    Stated,
    /// A cited list says it of a party that the bill names.
    Listed,
    /// Drawn from a name that nobody meant as a statement of origin.
    Inferred,
    /// Drawn from a country domain or a region in a network address.
    Hinted,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 5] = [Self::Evidence, Self::Stated, Self::Listed, Self::Inferred, Self::Hinted];

    /// The words reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Evidence => "in evidence",
            Self::Stated => "stated in the bill",
            Self::Listed => "listed",
            Self::Inferred => "inferred from a name",
            Self::Hinted => "inferred from an address",
        }
    }

    /// Whether it is more than a guess. Guesses are shown and can only raise questions.
    pub fn firm(self) -> bool {
        matches!(self, Self::Evidence | Self::Stated | Self::Listed)
    }
}

/// How well a fact is backed. A chain is as good as its weakest link: that a listed party made the part is still only the
/// bill's word, so a listed country is E0 too, and the list's own mark is shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Stated.
    E0,
    /// A document is attached.
    E1,
    /// Attested by a third party.
    E2,
    /// Checked by bomgate.
    E3,
}

impl Grade {
    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::E0 => "E0",
            Self::E1 => "E1",
            Self::E2 => "E2",
            Self::E3 => "E3",
        }
    }
}

/// The field of the bill an origin was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OriginField {
    /// `manufacturer`.
    Manufacturer,
    /// `supplier`; of a service, `provider`.
    Supplier,
    /// `publisher`.
    Publisher,
    /// `authors`, `author`.
    Author,
    /// The organisation a package URL names.
    PurlNamespace,
    /// `group`.
    Group,
    /// The part of the name before the slash.
    NamePrefix,
    /// The part of the bom-ref before the slash.
    RefPrefix,
    /// A download or source address, an endpoint, or the address of a party.
    Url,
    /// The name of a package on its index.
    PackageName,
    /// Owner, custodian or steward of the data.
    Owner,
    /// The copyright line.
    Copyright,
    /// The domain of a mail address.
    Mail,
    /// An address that only stands beside: a page about the part, one inside another, a name with a place behind it.
    Beside,
    /// This publisher is owned or controlled by the party.
    Parent(PublisherId),
    /// A family of models that the name belongs to.
    Family,
    /// A property of [`PROPERTIES`], by its place in that table.
    Property(u8),
    /// The country domain of an endpoint.
    CountryDomain,
    /// The name of a cloud region in an endpoint.
    CloudRegion,
    /// A claim of the operator's evidence, by its place among [`super::Facts::claims`].
    Claim(u16),
}

impl OriginField {
    /// Whether whoever it names is named in passing only: that answers for no other word of the bill.
    pub(super) fn in_passing(self) -> bool {
        matches!(self, Self::Copyright | Self::Mail | Self::Beside)
    }

    /// The words reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Manufacturer => "manufacturer",
            Self::Supplier => "supplier",
            Self::Publisher => "publisher",
            Self::Author => "author",
            Self::PurlNamespace => "package URL",
            Self::Group => "group",
            Self::NamePrefix => "name",
            Self::RefPrefix => "bom-ref",
            Self::Url => "web address",
            Self::PackageName => "package name",
            Self::Owner => "data owner",
            Self::Copyright => "copyright",
            Self::Mail => "mail address",
            Self::Beside => "words in passing",
            Self::Parent(_) => "owner of the publisher",
            Self::Family => "model family in its words",
            Self::Property(at) => PROPERTIES.get(usize::from(at)).map_or("property", |property| property.name),
            Self::CountryDomain => "country domain of an endpoint",
            Self::CloudRegion => "cloud region in an endpoint",
            Self::Claim(_) => "evidence file",
        }
    }
}

/// One thing that is known of where a component comes from. A component may have several, and they may differ.
///
/// Shape: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// In what way.
    pub dimension: Dimension,
    /// The country; none for a party that is named and in no list.
    pub country: Option<Country>,
    /// The party, where a list has it.
    pub party: Option<PublisherId>,
    /// What it rests on.
    pub basis: Basis,
    /// Where it was read.
    pub field: OriginField,
    /// The text of that field, as written; none, with neither country nor party, says that the bill states there is none.
    pub name: Option<Text>,
}

impl Origin {
    /// Whether this is the bill's statement that there is nobody and no country: `remote_access_country: none`.
    /// [`super::Facts::denied`] knows those of evidence too.
    pub fn denied(&self) -> bool {
        self.basis == Basis::Stated && self.country.is_none() && self.party.is_none() && self.name.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_stays_small() {
        assert!(size_of::<Origin>() <= 16, "{}", size_of::<Origin>());
    }
}
