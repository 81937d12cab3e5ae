//! Why an input could not be judged at all.

use super::json::{Fault, JsonError};
use crate::base::Place;

/// An input that cannot be judged: the verdict is REJECT.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes could not be had.
    #[error("cannot read: {0}")]
    Io(#[from] std::io::Error),
    /// Not strict JSON.
    #[error("{0}")]
    Json(#[source] JsonError),
    /// A limit was passed.
    #[error("{place}: more than {limit} {what}; the input is refused whole, never read in part")]
    Limit {
        /// Where the limit was passed.
        place: Place,
        /// What there is too much of.
        what: &'static str,
        /// How much is taken at most.
        limit: usize,
    },
    /// No format claims the input.
    #[error("not recognised: {seems}; expected a bill of materials: CycloneDX JSON 1.2 to 1.7, or SPDX 2.2 or 2.3")]
    NotRecognised {
        /// What it seems to be.
        seems: &'static str,
    },
    /// JSON, but not CycloneDX.
    #[error("not a CycloneDX document: {why}")]
    NotCycloneDx {
        /// What tells.
        why: String,
    },
    /// Of SPDX 2, but without what every document of it has.
    #[error("not an SPDX 2 document: {why}")]
    NotSpdx {
        /// What tells.
        why: String,
    },
    /// A version of SPDX that is not read here.
    #[error("{place}: {why}; versions 2.2 and 2.3 are read in JSON, YAML, tag-value and RDF/XML")]
    SpdxVersion {
        /// Where the version stands.
        place: Place,
        /// What was found.
        why: String,
    },
    /// Text that is not of its syntax, or that two readers could understand differently.
    #[error("{place}: {format}: {why}")]
    Syntax {
        /// Where reading stopped.
        place: Place,
        /// The syntax.
        format: &'static str,
        /// What is wrong there.
        why: String,
    },
    /// A version that is not read.
    #[error("{place}: {why}; versions 1.2 to 1.7 are read")]
    UnsupportedVersion {
        /// Where the version stands.
        place: Place,
        /// What was found.
        why: String,
    },
}

impl ReadError {
    /// Where reading stopped, if it had begun.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Json(error) => Some(error.place),
            Self::Limit { place, .. }
            | Self::UnsupportedVersion { place, .. }
            | Self::SpdxVersion { place, .. }
            | Self::Syntax { place, .. } => Some(*place),
            Self::Io(_) | Self::NotRecognised { .. } | Self::NotCycloneDx { .. } | Self::NotSpdx { .. } => None,
        }
    }
}

impl From<JsonError> for ReadError {
    fn from(error: JsonError) -> Self {
        match error.fault {
            Fault::Limit { what, limit } => Self::Limit { place: error.place, what, limit },
            Fault::Io(error) => Self::Io(error),
            _ => Self::Json(error),
        }
    }
}
