//! What a component is, by evidence, and where in the bill it stands.

/// What a component is. Decided by evidence; the declared type is one piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A machine-learning model.
    Model,
    /// A part trained on top of a model and useless without it.
    Adapter,
    /// A tokenizer delivered as a part of its own.
    Tokenizer,
    /// Data a model was or will be trained, tested or grounded on.
    Dataset,
    /// A software framework.
    Framework,
    /// A software library.
    Library,
    /// An application.
    Application,
    /// A service reached over a network, hosted by someone.
    Service,
    /// A tool that made or checked the bill or the delivery.
    Tool,
    /// Hardware, firmware, device drivers, platforms.
    Device,
    /// A container image or operating system.
    Container,
    /// A file.
    File,
    /// Anything else.
    Other,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Model,
        Self::Adapter,
        Self::Tokenizer,
        Self::Dataset,
        Self::Framework,
        Self::Library,
        Self::Application,
        Self::Service,
        Self::Tool,
        Self::Device,
        Self::Container,
        Self::File,
        Self::Other,
    ];

    /// Whether it may run a model without being one: what is said of models there may be of one that nobody lists.
    pub fn may_run_models(self) -> bool {
        matches!(self, Self::Application | Self::Service | Self::Tool | Self::Container | Self::Device)
    }

    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Adapter => "adapter",
            Self::Tokenizer => "tokenizer",
            Self::Dataset => "dataset",
            Self::Framework => "framework",
            Self::Library => "library",
            Self::Application => "application",
            Self::Service => "service",
            Self::Tool => "tool",
            Self::Device => "device",
            Self::Container => "container",
            Self::File => "file",
            Self::Other => "other",
        }
    }

    /// Models and what stands in their place: rules on models are asked of all of them.
    pub fn is_model(self) -> bool {
        matches!(self, Self::Model | Self::Adapter | Self::Tokenizer)
    }

    /// The kind a CycloneDX component type names; none for a word the specification does not know.
    /// Source: CycloneDX 1.7, `component.type`.
    pub fn of_declared(word: &str) -> Option<Self> {
        Some(match word {
            "machine-learning-model" => Self::Model,
            "data" => Self::Dataset,
            "framework" => Self::Framework,
            "library" => Self::Library,
            "application" => Self::Application,
            "container" | "operating-system" => Self::Container,
            "device" | "device-driver" | "firmware" | "platform" => Self::Device,
            "file" => Self::File,
            "cryptographic-asset" => Self::Other,
            _ => return None,
        })
    }

    /// The kind an SPDX class or purpose names, where [`Self::of_declared`] has no such word. A package that does not
    /// say what it is for is held against what is asked of libraries. Source: SPDX 3.0.1, Software, `SoftwarePurpose`.
    pub fn of_spdx(word: &str) -> Option<Self> {
        Some(match word {
            "ai_AIPackage" => Self::Model,
            "dataset_DatasetPackage" => Self::Dataset,
            "software_Package" | "archive" | "module" | "source" | "patch" => Self::Library,
            "executable" | "install" => Self::Application,
            "software_File" | "software_Snippet" | "bom" | "configuration" | "documentation" | "evidence" | "manifest"
            | "requirement" | "specification" | "test" => Self::File,
            "diskImage" | "filesystemImage" | "operatingSystem" => Self::Container,
            "deviceDriver" => Self::Device,
            "Tool" => Self::Tool,
            _ => return None,
        })
    }
}

/// Where in a bill a component stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The thing the bill describes (`metadata.component`).
    Subject,
    /// A part of the delivery (`components`, at any depth).
    Part,
    /// A service (`services`, at any depth).
    Service,
    /// What made the bill (`metadata.tools`, `vulnerabilities[].tools`).
    Tool,
    /// What a part was made from (`pedigree.ancestors`).
    Ancestor,
    /// What was made from a part (`pedigree.descendants`).
    Descendant,
    /// A sibling of a part (`pedigree.variants`).
    Variant,
    /// A dataset described inside a model card.
    CardDataset,
    /// Used while building or training (`formulation`).
    Formulation,
    /// Named by a statement of conformity (`declarations`).
    Declaration,
    /// In another place of the bill (annotators, assessors).
    Elsewhere,
    /// Only named, never described: by a property, a model card or a reference.
    Mention,
}

impl Role {
    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Part => "part",
            Self::Service => "service",
            Self::Tool => "tool",
            Self::Ancestor => "ancestor",
            Self::Descendant => "descendant",
            Self::Variant => "variant",
            Self::CardDataset => "card-dataset",
            Self::Formulation => "formulation",
            Self::Declaration => "declaration",
            Self::Elsewhere => "elsewhere",
            Self::Mention => "mention",
        }
    }

    /// Whether the component is in, or goes into, what is delivered: not what made the bill or was made from a part.
    pub fn delivered(self) -> bool {
        !matches!(self, Self::Tool | Self::Descendant | Self::Variant | Self::Elsewhere | Self::Declaration)
    }
}
