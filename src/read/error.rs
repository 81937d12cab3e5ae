//! Why an input could not be judged at all.

use super::attestation::AttestationFault;
use super::json::{Fault, JsonError};
use super::looks::Seems;
use super::packing::PackingFault;
use super::xml::{XmlError, XmlFault};
use crate::base::{Phrase, Place, phrase};

/// An input that cannot be judged: the verdict is REJECT.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum ReadError {
    /// The bytes could not be had.
    Io(#[from] std::io::Error),
    /// Not strict JSON.
    Json(#[source] JsonError),
    /// Not well-formed XML, or XML that is refused.
    Xml(#[source] XmlError),
    /// A limit was passed.
    Limit {
        /// Where the limit was passed.
        place: Place,
        /// What there is too much of.
        what: &'static str,
        /// How much is taken at most.
        limit: usize,
    },
    /// No format claims the input.
    NotRecognised(Seems),
    /// More than one format claims the input.
    Ambiguous {
        /// A format that claims it.
        one: &'static str,
        /// Another one.
        other: &'static str,
    },
    /// JSON, but not CycloneDX.
    NotCycloneDx {
        /// What tells.
        why: Phrase,
    },
    /// JSON-LD, but not SPDX 3.0.
    NotSpdx3 {
        /// Where it shows.
        place: Place,
        /// What tells.
        why: Phrase,
    },
    /// Of SPDX 2, but without what every document of it has.
    NotSpdx {
        /// What tells.
        why: Phrase,
    },
    /// A version of SPDX that is not read in this form.
    SpdxVersion {
        /// Where the version stands.
        place: Place,
        /// What was found.
        why: Phrase,
    },
    /// Text that is not of its syntax, or that two readers could understand differently.
    Syntax {
        /// Where reading stopped.
        place: Place,
        /// The syntax.
        format: &'static str,
        /// What is wrong there.
        why: Phrase,
    },
    /// A version that is not read.
    UnsupportedVersion {
        /// Where the version stands.
        place: Place,
        /// What was found.
        why: Phrase,
    },
    /// Compressed data that is damaged or an attack.
    Packing(#[from] PackingFault),
    /// An attestation that holds no bill, or not exactly one.
    Attestation(#[from] AttestationFault),
    /// What is wrong with a text inside the input; places are those of that text.
    Inside {
        /// Which text.
        what: &'static str,
        /// What is wrong with it.
        #[source]
        error: Box<ReadError>,
    },
}

impl ReadError {
    /// In words, after the place where reading stopped, if it had begun.
    pub fn phrase(&self) -> Phrase {
        match (self, self.place()) {
            // It says the place of the text it is in.
            (Self::Inside { .. }, _) | (_, None) => self.reason(),
            (_, Some(place)) => phrase!("{}: {}", place, self.reason()),
        }
    }

    /// [`Self::phrase`] without the place.
    pub fn reason(&self) -> Phrase {
        match self {
            Self::Io(error) => phrase!("cannot read: {}", error),
            Self::Json(error) => error.fault.phrase(),
            Self::Xml(error) => error.fault.phrase(),
            Self::Limit { what, limit, .. } => {
                phrase!("more than {} {}; the input is refused whole, never read in part", *limit, Phrase::word(what))
            }
            Self::NotRecognised(seems) => {
                phrase!("not recognised: {}; expected a bill of materials: {}", seems.words.clone(), expected())
            }
            Self::Ambiguous { one, other } => {
                let (one, other) = (Phrase::word(one), Phrase::word(other));
                phrase!("the input is {} and {} at once: readers differ on what it says", one, other)
            }
            Self::NotCycloneDx { why } => phrase!("not a CycloneDX document: {}", why.clone()),
            Self::NotSpdx3 { why, .. } => phrase!("not an SPDX 3.0 document: {}", why.clone()),
            Self::NotSpdx { why } => phrase!("not an SPDX 2 document: {}", why.clone()),
            Self::SpdxVersion { why, .. } => {
                phrase!("{}; versions 2.2 and 2.3 are read in JSON, YAML, tag-value and RDF/XML", why.clone())
            }
            Self::Syntax { format, why, .. } => phrase!("{}: {}", *format, why.clone()),
            Self::UnsupportedVersion { why, .. } => phrase!("{}; versions 1.2 to 1.7 are read", why.clone()),
            Self::Packing(fault) => fault.phrase(),
            Self::Attestation(fault) => fault.phrase(),
            Self::Inside { what, error } => phrase!("in the {}: {}", Phrase::word(what), error.phrase()),
        }
    }

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
fn expected() -> Phrase {
    Phrase::list(super::FORMATS.iter().map(|format| Phrase::word(format.name())))
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
