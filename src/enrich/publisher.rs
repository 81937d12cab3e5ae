//! Organisations and persons that are known to publish models, data, frameworks and services.

use super::country::Country;
use crate::base::Index;
pub use crate::base::Mark;
use serde::Deserialize;
use std::num::NonZeroU16;

/// One publisher of [`super::Lists`]. Two bytes, so that a column of origins stays small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublisherId(NonZeroU16);

impl Index for PublisherId {
    fn new(at: usize) -> Self {
        Self(NonZeroU16::MIN.saturating_add(u16::try_from(at).expect("the list refuses more than u16 publishers")))
    }
    fn at(self) -> usize {
        usize::from(self.0.get() - 1)
    }
}

/// What a publisher does with what it publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublisherRole {
    /// Makes it.
    Maker,
    /// Hosts what others make.
    Hub,
    /// Converts and re-uploads what others make.
    Repackager,
}

impl PublisherRole {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Maker => "maker",
            Self::Hub => "hub",
            Self::Repackager => "repackager",
        }
    }
}

/// What kind of body a publisher is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Steward {
    Company,
    Foundation,
    University,
    Government,
    Person,
    Community,
}

impl Steward {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Foundation => "foundation",
            Self::University => "university",
            Self::Government => "government",
            Self::Person => "person",
            Self::Community => "community",
        }
    }
}

/// The country one source gives for a publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Key among the sources of the list.
    pub source: String,
    /// The country it states.
    pub country: Country,
}

/// One entry of `publishers.yaml`.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// Stable word.
    pub id: String,
    /// Name as reports show it.
    pub name: String,
    /// Where it is established; [`Country::NOWHERE`] when no one country can be given.
    pub country: Country,
    /// Maker, hub or repackager.
    pub role: PublisherRole,
    /// What kind of body it is.
    pub steward: Steward,
    /// How sure the entry is.
    pub mark: Mark,
    /// What each source states.
    pub cites: Vec<Cite>,
    /// Who owns or controls it.
    pub parent: Option<PublisherId>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Types of package URLs under which it releases what others make, and answers for it; empty for those who do not.
    pub packages: Vec<String>,
}

impl Publisher {
    /// Whether the sources name more than one country, the entry's own included.
    pub fn conflict(&self) -> bool {
        self.countries().nth(1).is_some()
    }

    /// Whether it makes what it publishes; hubs and repackagers never count as makers.
    pub fn makes(&self) -> bool {
        self.role == PublisherRole::Maker
    }

    /// Whether it stands behind a package as more than one link of many: what it does not package for others, or a package of
    /// its own types.
    pub fn answers_for(&self, purl: &str) -> bool {
        let kind = purl.strip_prefix("pkg:").and_then(|rest| rest.split_once('/')).map(|(kind, _)| kind);
        self.packages.is_empty() || kind.is_some_and(|kind| self.packages.iter().any(|own| own == kind))
    }

    /// Every country the entry or a source gives, each once, the entry's own first; none for [`Country::NOWHERE`].
    pub fn countries(&self) -> impl Iterator<Item = Country> + '_ {
        let cited = self.cites.iter().enumerate().filter(|(at, cite)| {
            cite.country != self.country && self.cites[..*at].iter().all(|earlier| earlier.country != cite.country)
        });
        std::iter::once(self.country).chain(cited.map(|(_, cite)| cite.country)).filter(|country| *country != Country::NOWHERE)
    }
}

/// Where a handle is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Space {
    /// Namespaces of the Hugging Face hub, and of hubs that mirror its names.
    HuggingFace,
    /// Organisations and users of GitHub.
    GitHub,
    /// Projects of the Python package index, names compared as PEP 503 normalises them.
    PyPi,
    /// Scopes (`@scope` or `scope`) and package names of npm.
    Npm,
    /// Domain names; a host matches the domains it stands under.
    Domain,
}

impl Space {
    pub(super) const COUNT: usize = 5;

    /// Every space.
    pub const ALL: [Self; Self::COUNT] = [Self::HuggingFace, Self::GitHub, Self::PyPi, Self::Npm, Self::Domain];

    /// What reports call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::HuggingFace => "hf hub",
            Self::GitHub => "github",
            Self::PyPi => "pypi",
            Self::Npm => "npm",
            Self::Domain => "domain",
        }
    }
}
