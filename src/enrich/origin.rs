//! Where a component comes from, in each dimension, and what that rests on.

use super::country::Country;
use super::publisher::PublisherId;
use crate::base::Text;

/// In what way a party stands behind a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Made or trained it.
    Developer,
    /// Supplies it, or runs the service.
    Supplier,
    /// Only hosts or re-uploads it.
    Distributor,
    /// Owns, keeps or answers for the data.
    DataOwner,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 4] = [Self::Developer, Self::Supplier, Self::Distributor, Self::DataOwner];

    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Developer => "developer",
            Self::Supplier => "supplier",
            Self::Distributor => "distributor",
            Self::DataOwner => "data owner",
        }
    }
}

/// What an origin rests on, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The bill says it.
    Stated,
    /// A cited list says it of a party that the bill names.
    Listed,
    /// Drawn from a name that nobody meant as a statement of origin.
    Inferred,
}

impl Basis {
    /// The words reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated in the bill",
            Self::Listed => "listed",
            Self::Inferred => "inferred from a name",
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
    /// This publisher is owned or controlled by the party.
    Parent(PublisherId),
    /// A family of models that the name belongs to.
    Family,
}

impl OriginField {
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
            Self::Parent(_) => "owner of the publisher",
            Self::Family => "model family in its words",
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
    /// The text of that field, as written.
    pub name: Option<Text>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_stays_small() {
        assert!(size_of::<Origin>() <= 16, "{}", size_of::<Origin>());
    }
}
