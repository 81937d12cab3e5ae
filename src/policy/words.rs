//! The words a rule is written with: how much it weighs, what it is asked of, what unknown means, what it counts for.

use crate::model::Kind;
use schemars::JsonSchema;
use serde::Deserialize;

/// How much a violated rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Draft law or memory alone: shown, never decides; asked only with an overlay.
    Watch,
    /// Worth knowing.
    Info,
    /// A person decides.
    Refer,
    /// Mend when convenient.
    Low,
    /// Mend before the next delivery.
    Medium,
    /// Mend before acceptance.
    High,
    /// No acceptance.
    Block,
}

impl Level {
    /// Every level, heaviest first.
    pub const ALL: [Self; 7] = [Self::Block, Self::High, Self::Medium, Self::Low, Self::Refer, Self::Info, Self::Watch];

    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Info => "info",
            Self::Refer => "refer",
            Self::Watch => "watch",
        }
    }
}

/// What a rule is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The bill, once.
    Bom,
    /// Every component.
    Component,
    /// Models, adapters and tokenizers.
    Model,
    /// Datasets.
    Dataset,
    /// Frameworks.
    Framework,
    /// Libraries.
    Library,
    /// Services.
    Service,
    /// Tools.
    Tool,
    /// Devices.
    Device,
    /// Relations between components.
    Link,
}

impl Subject {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::Component => "component",
            Self::Model => "model",
            Self::Dataset => "dataset",
            Self::Framework => "framework",
            Self::Library => "library",
            Self::Service => "service",
            Self::Tool => "tool",
            Self::Device => "device",
            Self::Link => "link",
        }
    }

    /// Whether components of this kind are among what is asked. The bill and its relations are no components.
    pub fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Bom | Self::Link => false,
            Self::Component => true,
            Self::Model => kind.is_model(),
            Self::Dataset => kind == Kind::Dataset,
            Self::Framework => kind == Kind::Framework,
            Self::Library => kind == Kind::Library,
            Self::Service => kind == Kind::Service,
            Self::Tool => kind == Kind::Tool,
            Self::Device => kind == Kind::Device,
        }
    }
}

/// What it means when a rule cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OnUnknown {
    /// Not demonstrated is as bad as violated.
    Fails,
    /// Shown, does not decide.
    Warns,
    /// Accepted; counted.
    Passes,
}

impl OnUnknown {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Warns => "warns",
            Self::Passes => "passes",
        }
    }
}

/// The part of the supply chain a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Area {
    Provenance,
    Dataset,
    Annotation,
    Model,
    Framework,
    Application,
    Service,
    SupplyChain,
}

impl Area {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provenance => "provenance",
            Self::Dataset => "dataset",
            Self::Annotation => "annotation",
            Self::Model => "model",
            Self::Framework => "framework",
            Self::Application => "application",
            Self::Service => "service",
            Self::SupplyChain => "supply-chain",
        }
    }
}

/// How sure a citation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CiteMark {
    /// The source itself was read.
    Verified,
    /// A text about the source was read.
    Secondary,
    /// Neither was.
    Unverified,
}

impl CiteMark {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Secondary => "secondary",
            Self::Unverified => "unverified",
        }
    }
}

/// What binds the buyer to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// A law, regulation or decree.
    Law,
    /// A law of a state of a federation or of one member of a union.
    LocalLaw,
    /// A standard made binding by an authority.
    MandatoryStandard,
    /// What a supervisor expects.
    Supervision,
    /// An order of government to its own agencies.
    Policy,
    /// A code of practice.
    Code,
    /// A standard nobody must follow.
    Standard,
    /// Guidance, opinions, plans.
    Guidance,
    /// What authorities ask in practice, without a text.
    Practice,
    /// A condition of tenders.
    Tender,
    /// A licence or contract.
    Contract,
    /// Followed by choice.
    Voluntary,
    /// Not in force yet, or only under a condition.
    Draft,
    /// Our own.
    House,
}

impl Force {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::LocalLaw => "local-law",
            Self::MandatoryStandard => "mandatory-standard",
            Self::Supervision => "supervision",
            Self::Policy => "policy",
            Self::Code => "code",
            Self::Standard => "standard",
            Self::Guidance => "guidance",
            Self::Practice => "practice",
            Self::Tender => "tender",
            Self::Contract => "contract",
            Self::Voluntary => "voluntary",
            Self::Draft => "draft",
            Self::House => "house",
        }
    }
}

/// What a pack is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Rules that decide about a delivery.
    #[default]
    Policy,
    /// The elements a published baseline lists: measured, element by element.
    Profile,
}
