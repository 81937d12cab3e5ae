//! The JSON schemas of policy files, for editors: made from the types that read them.

use super::evidence::EvidenceShape;
use super::pack::PackShape;
use super::translation;
use super::waiver::WaiversShape;
use schemars::{Schema, schema_for};

/// Of a pack.
pub fn pack_schema() -> Schema {
    schema_for!(PackShape)
}

/// Of the translation of a pack.
pub fn translation_schema() -> Schema {
    schema_for!(translation::Shape)
}

/// Of a file of waivers.
pub fn waivers_schema() -> Schema {
    schema_for!(WaiversShape)
}

/// Of a file of documents.
pub fn evidence_schema() -> Schema {
    schema_for!(EvidenceShape)
}
