//! The one bill every format is read into, frozen: component columns, parties, licences, relations, notes.
//!
//! A [`Draft`] is the only way to make a [`Bom`]. What bomgate derives from a bill never stands here but in
//! [`crate::enrich`].

mod annotation;
mod bom;
mod card;
mod component;
mod dangling;
mod digest;
mod draft;
mod evidence;
mod exploitability;
mod identifier;
mod kind;
mod license;
mod mention;
mod note;
mod overheard;
mod packages;
mod party;
mod refs;
mod relation;
mod resolve;
mod stated;
mod terms;

pub use annotation::Annotation;
pub use bom::{Attestation, Attested, Bom, Composition, Document, Layer};
pub use card::{Card, DataItem, Flow, Service};
pub use component::{Algorithm, Components, Digest, ListField, Property, Reference, Row};
pub use draft::{Draft, Lists, OfDocument, PastLimit};
pub use evidence::Evidence;
pub use exploitability::{Product, State, Statement, strong_hash};
pub use identifier::{HubId, PurlFault, PurlParts, cut_purl, is_hub, is_page_of_data, parse_purl, purl_qualifier};
pub use kind::{Kind, Role};
pub use license::{License, LicenseForm, LicenseId};
pub use note::{Note, NoteCode, Severity};
pub use overheard::names_a_model;
pub use party::{Party, PartyId};
pub use relation::{Edge, Relation};
pub use stated::{Packed, Stated, state_of};
pub use terms::Terms;
