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
    #[error("not recognised: {seems}; expected a bill of materials: CycloneDX JSON 1.2 to 1.7 or SPDX 3.0 JSON-LD")]
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
    /// JSON-LD, but not SPDX 3.0.
    #[error("{place}: not an SPDX 3.0 document: {why}")]
    NotSpdx3 {
        /// Where it shows.
        place: Place,
        /// What tells.
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
            Self::Limit { place, .. } | Self::UnsupportedVersion { place, .. } | Self::NotSpdx3 { place, .. } => Some(*place),
            Self::Io(_) | Self::NotRecognised { .. } | Self::NotCycloneDx { .. } => None,
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
