//! Why an input could not be judged at all.

use super::attestation::AttestationFault;
use super::json::{Fault, JsonError};
use super::looks::Seems;
use super::packing::PackingFault;
use super::xml::{XmlError, XmlFault};
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
    /// Not well-formed XML, or XML that is refused.
    #[error("{0}")]
    Xml(#[source] XmlError),
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
    #[error("not recognised: {}; expected a bill of materials: {}", .0.words, expected())]
    NotRecognised(Seems),
    /// More than one format claims the input.
    #[error("the input is {one} and {other} at once: readers differ on what it says")]
    Ambiguous {
        /// A format that claims it.
        one: &'static str,
        /// Another one.
        other: &'static str,
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
    /// Of SPDX 2, but without what every document of it has.
    #[error("not an SPDX 2 document: {why}")]
    NotSpdx {
        /// What tells.
        why: String,
    },
    /// A version of SPDX that is not read in this form.
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
    /// Compressed data that is damaged or an attack.
    #[error("{0}")]
    Packing(#[from] PackingFault),
    /// An attestation that holds no bill, or not exactly one.
    #[error("{0}")]
    Attestation(#[from] AttestationFault),
    /// What is wrong with a text inside the input; places are those of that text.
    #[error("in the {what}: {error}")]
    Inside {
        /// Which text.
        what: &'static str,
        /// What is wrong with it.
        #[source]
        error: Box<ReadError>,
    },
}

impl ReadError {
    /// Where reading stopped, if it had begun.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Json(error) => Some(error.place),
            Self::Xml(error) => Some(error.place),
            Self::Limit { place, .. }
            | Self::UnsupportedVersion { place, .. }
            | Self::SpdxVersion { place, .. }
            | Self::Syntax { place, .. }
            | Self::NotSpdx3 { place, .. } => Some(*place),
            Self::Inside { error, .. } => error.place(),
            Self::Io(_)
            | Self::NotRecognised(_)
            | Self::Ambiguous { .. }
            | Self::NotCycloneDx { .. }
            | Self::NotSpdx { .. }
            | Self::Packing(_)
            | Self::Attestation(_) => None,
        }
    }

    /// What is wrong, in whichever text.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::Inside { error, .. } => error.innermost(),
            own => own,
        }
    }

    /// Whether what cannot be read is a bill, or may be one: beside other files it must not be passed over.
    pub fn of_a_bill(&self) -> bool {
        match self {
            Self::NotRecognised(seems) => seems.bill,
            Self::Attestation(fault) => !matches!(fault, AttestationFault::NoBill { .. }),
            Self::Inside { error, .. } => error.of_a_bill(),
            _ => true,
        }
    }

    /// The same, said of a text inside the input.
    pub(super) fn inside(self, what: &'static str) -> Self {
        match self {
            // Not of the text, but of how it is had.
            own @ (Self::Io(_) | Self::Packing(_)) => own,
            error => Self::Inside { what, error: Box::new(error) },
        }
    }
}

/// The formats read, for "expected".
fn expected() -> String {
    super::FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
}

impl From<JsonError> for ReadError {
    fn from(error: JsonError) -> Self {
        match error.fault {
            Fault::Limit { what, limit } => Self::Limit { place: error.place, what, limit },
            // A reader below may have found more than that there are no bytes.
            Fault::Io(error) => error.downcast::<Self>().unwrap_or_else(Self::Io),
            _ => Self::Json(error),
        }
    }
}

impl From<XmlError> for ReadError {
    fn from(error: XmlError) -> Self {
        match error.fault {
            XmlFault::Limit { what, limit } => Self::Limit { place: error.place, what, limit },
            XmlFault::Io(error) => Self::Io(error),
            _ => Self::Xml(error),
        }
    }
}
