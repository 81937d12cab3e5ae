//! Edges between components.

use super::component::Row;

/// What one component is to another, read from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// `dependencies[].dependsOn`.
    DependsOn,
    /// `dependencies[].provides`.
    Provides,
    /// The other stands inside this one.
    Contains,
    /// `pedigree.ancestors`: this was made from the other.
    Ancestor,
    /// A property or an invented card field names the other as base model.
    BaseModel,
    /// `modelCard.modelParameters.datasets`, or a property that names a dataset.
    TrainedOn,
    /// `pedigree.variants`.
    Variant,
    /// `pedigree.descendants`.
    Descendant,
}

impl Relation {
    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::DependsOn => "depends on",
            Self::Provides => "provides",
            Self::Contains => "contains",
            Self::Ancestor => "was made from",
            Self::BaseModel => "names as base model",
            Self::TrainedOn => "was trained on",
            Self::Variant => "is a variant of",
            Self::Descendant => "was made into",
        }
    }
}

/// The far end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The other component.
    pub to: Row,
    /// What it is to this one.
    pub relation: Relation,
}
