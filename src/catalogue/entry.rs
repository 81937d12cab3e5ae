//! One entry of the catalogue: what is dangerous, how it is recognised, when it applies, what to do, who says so.

use super::range::Range;
use crate::base::Mark;
use crate::base::version::Order;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How urgent an entry is, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Watch.
    Blue,
    /// Plan a change.
    Yellow,
    /// Mend within 30 days.
    Orange,
    /// Stop; mend within 7 days.
    Red,
}

impl Level {
    /// Every level, the least first.
    pub const ALL: [Self; 4] = [Self::Blue, Self::Yellow, Self::Orange, Self::Red];

    /// The word rules and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
        }
    }

    /// Days within which it asks to be mended; none where it names none.
    pub fn days(self) -> Option<u8> {
        match self {
            Self::Blue | Self::Yellow => None,
            Self::Orange => Some(30),
            Self::Red => Some(7),
        }
    }

    /// What it asks of the reader.
    pub fn urgency(self) -> &'static str {
        match self {
            Self::Blue => "watch",
            Self::Yellow => "plan a change",
            Self::Orange => "mend within 30 days",
            Self::Red => "stop; mend within 7 days",
        }
    }

    /// The level of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// How bad the sources hold it to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Severity {
    Low,
    Medium,
    High,
    Critical,
    Block,
}

impl Severity {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
            Self::Block => "block",
        }
    }
}

/// What kind of danger it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Class {
    MaliciousPackage,
    MaliciousModel,
    MaliciousTool,
    Slopsquat,
    Vuln,
    VulnNofix,
    VulnDisputed,
    UnsafeFormat,
    WithdrawnDataset,
    SupersededDataset,
    LicenceTerritory,
    LicenceCap,
    SupplierCutOff,
    SupplierListing,
    LegalBan,
}

impl Class {
    /// What reports call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::MaliciousPackage => "malicious package",
            Self::MaliciousModel => "malicious model",
            Self::MaliciousTool => "malicious tool",
            Self::Slopsquat => "invented name",
            Self::Vuln => "vulnerability",
            Self::VulnNofix => "vulnerability without a fix",
            Self::VulnDisputed => "disputed vulnerability",
            Self::UnsafeFormat => "unsafe format",
            Self::WithdrawnDataset => "withdrawn dataset",
            Self::SupersededDataset => "superseded dataset",
            Self::LicenceTerritory => "licence leaves takers out",
            Self::LicenceCap => "licence with a cap",
            Self::SupplierCutOff => "supplier may cut off",
            Self::SupplierListing => "listed supplier",
            Self::LegalBan => "banned by law",
        }
    }

    /// Whether it speaks of a fault in software that a statement of exploitability (VEX) can be about.
    pub fn is_vulnerability(self) -> bool {
        matches!(self, Self::Vuln | Self::VulnNofix | Self::VulnDisputed)
    }
}

/// Whether an entry is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is.
    #[default]
    Active,
    /// It was, and matches nothing any more.
    Withdrawn,
}

/// A source, with how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// What it is.
    pub text: String,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How sure it is.
    pub mark: Mark,
}

/// When a match counts. All that is stated must hold; what the operator has not said is unknown.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The buyer is at home in one of these countries or regions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub home: Vec<String>,
    /// Whoever owns the buyer in the end, or the buyer itself, is established in one of these countries or regions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owned_from: Vec<String>,
    /// The buyer states this of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The buyer's revenue a year, in USD, is more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual_revenue_over: Option<f64>,
    /// The terms of the licence that matched leave the buyer out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub licence_leaves_buyer_out: bool,
    /// First day it counts.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::day::maybe")]
    pub from: Option<Date>,
    /// Last day it counts.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::day::maybe")]
    pub until: Option<Date>,
    /// What only a person can say. Unknown, until a document settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// A document of this kind that the operator holds shows that it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless_evidence: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Condition {
    /// Nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One way to recognise what an entry is about. Exactly one of the first nine keys is stated.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// A package URL without a version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// Software that is only known by name, with no package URL.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub software: Vec<String>,
    /// Names of a dataset.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dataset: Vec<String>,
    /// Names of a model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub model: Vec<String>,
    /// `organisation/name` or a whole `organisation` of a model hub.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hub: Vec<String>,
    /// SHA-256 of a file or a package, hex.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sha256: Vec<String>,
    /// Endings of file names, without the dot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Names of parties, and of lists of parties as `list:ID`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub party: Vec<String>,
    /// Licences, by identifier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licence: Vec<String>,
    /// Other names the package goes by where a bill gives no package URL.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Ranges of versions; one of them suffices. With neither ranges nor versions every version is meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affected: Vec<String>,
    /// Single versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<String>,
    /// Kinds of components it is asked of; empty = those the key suggests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<String>,
    /// When it counts.
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    pub when: Condition,
    /// Another level than the entry's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Why sources differ on this match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disputed: Option<String>,
    /// The ranges, read when the catalogue is.
    #[serde(skip)]
    pub(super) ranges: Vec<Range>,
    /// How its versions are ordered.
    #[serde(skip)]
    pub(super) order: Option<Order>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Stable, never reused: `AIR-0010`.
    pub id: String,
    /// What it is, in a line.
    pub title: String,
    /// What kind of danger.
    pub class: Class,
    /// How bad the sources hold it to be.
    pub severity: Severity,
    /// How urgent it is.
    pub level: Level,
    /// Whether it is in force.
    #[serde(default, skip_serializing_if = "is_active")]
    pub status: Status,
    /// How it is recognised; empty = by nothing a machine can see.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<Match>,
    /// What a person looks for, where no machine can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// What to do.
    pub fix: String,
    /// What other lists call it: CVE, GHSA, PYSEC, MAL.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// Who says so.
    pub refs: Vec<Reference>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_active(status: &Status) -> bool {
    *status == Status::Active
}

impl Entry {
    /// Whether a machine can recognise it.
    pub fn by_machine(&self) -> bool {
        !self.matches.is_empty()
    }

    /// The level of one of its matches.
    pub fn level_of(&self, clause: &Match) -> Level {
        clause.level.unwrap_or(self.level)
    }

    /// The highest level it can reach.
    pub fn highest(&self) -> Level {
        self.matches.iter().map(|clause| self.level_of(clause)).max().map_or(self.level, |level| level.max(self.level))
    }
}
