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
    /// The other's weights were trained further.
    Finetune,
    /// Trained as an adapter on top of the other.
    Adapter,
    /// The other's weights in fewer bits.
    Quantized,
    /// Weights merged with others'.
    Merged,
    /// The other taught this one (distillation).
    Distilled,
    /// The tokenizer is the other's.
    Tokenizer,
    /// `modelCard.modelParameters.datasets`, or a property that names a dataset; SPDX 3 `trainedOn`.
    TrainedOn,
    /// Evaluated on the other. SPDX 3 `testedOn`.
    TestedOn,
    /// `pedigree.variants`.
    Variant,
    /// `pedigree.descendants`.
    Descendant,
    /// Related in a way that policies do not tell apart, or that the bill does not name. SPDX 2 `OTHER`, `DOCUMENTATION_OF`, ...
    Other,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 16] = [
        Self::DependsOn,
        Self::Provides,
        Self::Contains,
        Self::Ancestor,
        Self::BaseModel,
        Self::Finetune,
        Self::Adapter,
        Self::Quantized,
        Self::Merged,
        Self::Distilled,
        Self::Tokenizer,
        Self::TrainedOn,
        Self::TestedOn,
        Self::Variant,
        Self::Descendant,
        Self::Other,
    ];

    /// Whether the other is a model this one was made from.
    pub fn is_base(self) -> bool {
        matches!(
            self,
            Self::Ancestor | Self::BaseModel | Self::Finetune | Self::Adapter | Self::Quantized | Self::Merged | Self::Distilled
        )
    }

    /// Whether the other is something this one descends from: a base model, training data, a tokenizer.
    pub fn is_descent(self) -> bool {
        self.is_base() || matches!(self, Self::TrainedOn | Self::Tokenizer)
    }

    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::DependsOn => "depends on",
            Self::Provides => "provides",
            Self::Contains => "contains",
            Self::Ancestor => "was made from",
            Self::BaseModel => "names as base model",
            Self::Finetune => "was fine-tuned from",
            Self::Adapter => "is an adapter of",
            Self::Quantized => "is a quantisation of",
            Self::Merged => "was merged from",
            Self::Distilled => "was distilled from",
            Self::Tokenizer => "uses the tokenizer of",
            Self::TrainedOn => "was trained on",
            Self::TestedOn => "was tested on",
            Self::Variant => "is a variant of",
            Self::Descendant => "was made into",
            Self::Other => "is related to",
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
