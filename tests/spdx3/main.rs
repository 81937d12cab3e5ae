//! SPDX 3.0 JSON-LD: real documents, the official schemas as oracle, hostile documents made by code, and the same bill in
//! two formats.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "../common/mod.rs"]
mod common;

mod corpus;
mod hostile;
mod same;

use bomgate::base::Limits;
use bomgate::model::{Bom, Row};
use bomgate::read::{ReadError, Source, read};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The context every document here declares.
pub const CONTEXT: &str = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld";

/// Reads a document.
pub fn read_text(text: &str) -> Result<Bom, ReadError> {
    read(Source::bytes("test.spdx3.json", text.as_bytes().to_vec()), &Limits::default())
}

/// Creation information and an `SpdxDocument` with `root`, followed by `elements`.
pub fn document(root: &str, elements: &[Value]) -> Value {
    let mut graph = vec![
        json!({"type": "CreationInfo", "@id": "_:creation", "specVersion": "3.0.1", "created": "2026-11-01T00:00:00Z",
            "createdBy": ["urn:x:vendor"], "createdUsing": ["urn:x:maker"]}),
        element("Organization", "vendor", json!({"name": "Vendor AG"})),
        element("Tool", "maker", json!({"name": "maker-1.0"})),
        element(
            "SpdxDocument",
            "doc",
            json!({"profileConformance": ["core", "software", "ai"], "rootElement": [format!("urn:x:{root}")]}),
        ),
        element("software_Sbom", "sbom", json!({"software_sbomType": ["build"], "rootElement": [format!("urn:x:{root}")]})),
    ];
    graph.extend(elements.iter().cloned());
    json!({"@context": CONTEXT, "@graph": graph})
}

/// An element `urn:x:{id}` with more keys.
pub fn element(class: &str, id: &str, more: Value) -> Value {
    let mut element = json!({"type": class, "spdxId": format!("urn:x:{id}"), "creationInfo": "_:creation"});
    element.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    element
}

/// A relationship between elements of these ids.
pub fn relation(kind: &str, from: &str, to: &[&str]) -> Value {
    let name = |id: &&str| if id.contains(':') { (*id).to_owned() } else { format!("urn:x:{id}") };
    let to: Vec<String> = to.iter().map(name).collect();
    let id = format!("{kind}-{from}-{}", to.join("-").replace(':', "."));
    element("Relationship", &id, json!({"relationshipType": kind, "from": format!("urn:x:{from}"), "to": to}))
}

/// The row of a name.
pub fn row(bom: &Bom, name: &str) -> Row {
    bom.components
        .rows()
        .find(|row| bom.value(bom.components.name[*row]) == Some(name))
        .unwrap_or_else(|| panic!("no row {name}"))
}

/// Codes of the notes that reject a document.
pub fn rejections(bom: &Bom) -> BTreeSet<&'static str> {
    bom.rejections().map(|note| note.code.word()).collect()
}
