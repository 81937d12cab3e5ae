//! A former report read back, as a baseline.

use crate::base::{Phrase, Truth, phrase};
use crate::evaluate::{Baseline, Known};
use crate::policy::Level;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum BaselineError {
    /// Not JSON, or not the shape of a report.
    Shape(#[from] serde_json::Error),
    /// Another schema.
    Schema(String),
    /// A word this version does not know.
    Word(String),
    /// Made before findings had an identity.
    NoIdentity,
}

impl BaselineError {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Shape(one) => phrase!("is no report of bomgate: {}", one),
            Self::Schema(one) => phrase!("is a report of `{}`, expected `{}`", one, super::shape::SCHEMA),
            Self::Word(one) => phrase!("has a finding of level or answer `{}`", one),
            Self::NoIdentity => phrase!("has findings without `identity`: make it again with this version"),
        }
    }
}

#[derive(Deserialize)]
struct Root {
    schema: String,
    deliveries: Vec<Delivery>,
}

#[derive(Deserialize)]
struct Delivery {
    identity: Option<String>,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    level: String,
    answer: String,
    identity: Option<String>,
    waived: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    excused: Vec<serde::de::IgnoredAny>,
}

/// Reads a report that `--format json` wrote. Findings it shows as waived or excused are left out: a
/// waiver ends, a baseline does not.
///
/// # Errors
/// When the text is no report of a version this one reads.
pub fn baseline(text: &str) -> Result<Baseline, BaselineError> {
    let root: Root = serde_json::from_str(text)?;
    if root.schema != super::shape::SCHEMA {
        return Err(BaselineError::Schema(root.schema));
    }
    let mut baseline = Baseline::default();
    for delivery in root.deliveries {
        let mut known = Known::default();
        for finding in delivery.findings.into_iter().filter(|finding| finding.waived.is_none() && finding.excused.is_empty()) {
            let word: StrDeserializer<'_, WordError> = finding.level.as_str().into_deserializer();
            let level = Level::deserialize(word).map_err(|_| BaselineError::Word(finding.level.clone()))?;
            let answer = match finding.answer.as_str() {
                "violates" => Truth::No,
                "not-demonstrated" => Truth::Unknown,
                other => return Err(BaselineError::Word(other.to_owned())),
            };
            known.add(&finding.rule, &finding.identity.ok_or(BaselineError::NoIdentity)?, answer, level);
        }
        // A bill that could not be read had no findings, and no identity.
        if let Some(identity) = delivery.identity {
            baseline.add(identity, known);
        }
    }
    Ok(baseline)
}
