//! What rules and packs rest on: citations, the force of what is cited, the source of a pack as a whole.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// How sure a citation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
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

/// What a rule rests on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// Document and clause.
    pub text: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// How sure it is.
    pub mark: CiteMark,
}

/// Where the pack as a whole comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// What it was written from.
    pub title: String,
    /// Where that can be read.
    pub url: Option<String>,
    /// Day it was read.
    #[serde(deserialize_with = "day")]
    pub read: Date,
    /// Day by which someone should read it again.
    #[serde(deserialize_with = "day")]
    pub review_by: Date,
}

/// What binds the buyer to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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

fn parse_day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is not a day such as 2026-11-22"))
}

pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    parse_day(&String::deserialize(from)?).map_err(serde::de::Error::custom)
}

pub(super) fn maybe_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    Option::<String>::deserialize(from)?.map(|text| parse_day(&text).map_err(serde::de::Error::custom)).transpose()
}
