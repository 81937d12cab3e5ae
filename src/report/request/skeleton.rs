//! A CycloneDX 1.6 bill of the parts concerned, with what is asked for left open. Source: CycloneDX 1.6, JSON schema.
//!
//! A text that is asked for is `TODO`, which reads as unknown. What the schema wants in a form of its own (digests, licences,
//! lists) cannot hold that word and would count as stated by being there: it is named in an annotation of the part instead.
//! The bill calls itself incomplete, so that it can never pass alone.

use super::place::Place;
use super::{Item, Request};
use crate::model::{Bom, Kind, Role, Row, parse_purl};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The mark.
const TODO: &str = "TODO";

/// Fields that a text can stand in, and where.
const TEXTS: &[(&str, &str)] = &[
    ("component.version", "/version"),
    ("component.group", "/group"),
    ("component.description", "/description"),
    ("component.copyright", "/copyright"),
    ("component.publisher.name", "/publisher"),
    ("component.supplier.name", "/supplier/name"),
    ("component.supplier.country", "/supplier/address/country"),
    ("component.manufacturer.name", "/manufacturer/name"),
    ("component.manufacturer.country", "/manufacturer/address/country"),
    ("component.card.task", "/modelCard/modelParameters/task"),
    ("component.card.architecture_family", "/modelCard/modelParameters/architectureFamily"),
    ("component.card.architecture", "/modelCard/modelParameters/modelArchitecture"),
    ("bom.supplier.name", "/supplier/name"),
    ("bom.manufacturer.name", "/manufacturer/name"),
];

/// The same for services.
const OF_SERVICES: &[(&str, &str)] = &[
    ("component.version", "/version"),
    ("component.group", "/group"),
    ("component.description", "/description"),
    ("component.supplier.name", "/provider/name"),
    ("component.supplier.country", "/provider/address/country"),
];

/// The bill.
pub(super) fn of(request: &Request<'_>) -> Value {
    let bom = &request.judged.bom;
    let mut places: BTreeMap<Option<Row>, Vec<&Place>> = BTreeMap::new();
    let parts = |item: &Item<'_>| item.parts.iter().map(|part| part.subject.row).collect::<BTreeSet<_>>();
    for item in &request.items {
        for row in parts(item) {
            let of_row = places.entry(row).or_default();
            of_row.extend(item.places.iter().filter(|place| !of_row.contains(place)).collect::<Vec<_>>());
        }
    }
    let subject = bom.subject();
    let mut skeleton = Skeleton { bom, day: &request.day, refs: BTreeSet::new(), annotations: Vec::new() };
    let mut metadata = Map::new();
    let (mut components, mut services, mut tools) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_subject = Vec::new();
    if let Some(row) = subject {
        of_subject.extend(places.remove(&Some(row)).unwrap_or_default());
        let (reference, part) = skeleton.part(row, &of_subject);
        metadata.insert("component".to_owned(), part);
        if let Some(of_bom) = places.remove(&None) {
            skeleton.fill_bom(&mut metadata, &of_bom, Some(reference));
        }
    } else if let Some(of_bom) = places.remove(&None) {
        skeleton.fill_bom(&mut metadata, &of_bom, None);
    }
    for (row, places) in places.into_iter().filter_map(|(row, places)| Some((row?, places))) {
        let (_, part) = skeleton.part(row, &places);
        match (bom.components.kind[row], bom.components.role[row]) {
            (Kind::Service, _) => services.push(part),
            (_, Role::Tool) => tools.push(part),
            _ => components.push(part),
        }
    }
    if !tools.is_empty() {
        metadata.insert("tools".to_owned(), json!({ "components": tools }));
    }
    let mut root = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": metadata,
        "components": components,
        "compositions": [{ "aggregate": "incomplete" }],
    });
    for (key, list) in [("services", services), ("annotations", skeleton.annotations)] {
        if !list.is_empty() {
            root[key] = Value::Array(list);
        }
    }
    root
}

struct Skeleton<'a> {
    bom: &'a Bom,
    day: &'a str,
    refs: BTreeSet<String>,
    annotations: Vec<Value>,
}

impl Skeleton<'_> {
    /// One part: what names it, and what is asked of it. Returns its bom-ref too.
    fn part(&mut self, row: Row, places: &[&Place]) -> (String, Value) {
        let (bom, parts) = (self.bom, &self.bom.components);
        let service = parts.kind[row] == Kind::Service;
        let reference = self.reference(row);
        let mut part = json!({ "bom-ref": reference, "name": bom.value(parts.name[row]).unwrap_or(TODO) });
        for (key, text) in [("version", parts.version[row]), ("group", parts.group[row])] {
            if let Some(text) = bom.value(text) {
                part[key] = text.into();
            }
        }
        if !service {
            part["type"] = declared(bom, row).into();
            if let Some(purl) = bom.value(parts.purl[row]).filter(|purl| parse_purl(purl).is_ok()) {
                part["purl"] = purl.into();
            }
            if parts.card(row).is_some() {
                part["modelCard"] = json!({});
            }
        }
        let slots = if service { OF_SERVICES } else { TEXTS };
        let open = fill(&mut part, places, slots);
        self.annotate(&open, Some(&reference));
        (reference, part)
    }

    fn fill_bom(&mut self, metadata: &mut Map<String, Value>, places: &[&Place], subject: Option<String>) {
        let mut filled = Value::Object(std::mem::take(metadata));
        let open = fill(&mut filled, places, TEXTS);
        if let Value::Object(filled) = filled {
            *metadata = filled;
        }
        self.annotate(&open, subject.as_deref());
    }

    /// Says what is still open where the mark cannot stand.
    fn annotate(&mut self, open: &[&Place], subject: Option<&str>) {
        if open.is_empty() {
            return;
        }
        let shown = |place: &&Place| {
            let at = if place.cyclonedx.is_empty() { &place.field } else { &place.cyclonedx };
            format!("{at} (for example {})", place.example)
        };
        let text: Vec<String> = open.iter().map(shown).collect();
        self.annotations.push(json!({
            "subjects": subject.into_iter().collect::<Vec<_>>(),
            "annotator": { "individual": { "name": "bomgate" } },
            "timestamp": format!("{}T00:00:00Z", self.day),
            "text": format!("{TODO}: {}", text.join("; ")),
        }));
    }

    /// The bom-ref the vendor knows the part by, or a new one.
    fn reference(&mut self, row: Row) -> String {
        let own = self.bom.value(self.bom.components.reference[row]).filter(|own| !own.starts_with("urn:cdx:"));
        let mut reference = own.map_or_else(|| format!("part-{}", row.0), str::to_owned);
        while !self.refs.insert(reference.clone()) {
            reference.push_str("-again");
        }
        reference
    }
}

/// Marks what a text can stand in; returns what is left.
fn fill<'p>(part: &mut Value, places: &[&'p Place], slots: &[(&str, &str)]) -> Vec<&'p Place> {
    let mut open = Vec::new();
    for place in places {
        if let Some(name) = place.field.strip_prefix("property ") {
            if part.get("properties").is_none() {
                part["properties"] = json!([]);
            }
            if let Some(properties) = part["properties"].as_array_mut() {
                properties.push(json!({ "name": name, "value": TODO }));
            }
            continue;
        }
        let slot = slots.iter().find(|(field, _)| *field == place.field).map(|(_, pointer)| *pointer);
        // A card that is not there would be stated by its mark; what names the part stays.
        let fits = |pointer: &&str| {
            (!pointer.starts_with("/modelCard") || part.get("modelCard").is_some()) && part.pointer(pointer).is_none()
        };
        match slot.filter(fits) {
            Some(pointer) => mark(part, pointer),
            None => open.push(*place),
        }
    }
    open
}

/// Writes the mark at a pointer.
fn mark(part: &mut Value, pointer: &str) {
    let mut at = part;
    for key in pointer.split('/').skip(1) {
        if !at.is_object() {
            *at = json!({});
        }
        at = &mut at[key];
    }
    *at = TODO.into();
}

/// The type as declared where the format knows it, or else what the part is by evidence.
fn declared(bom: &Bom, row: Row) -> &str {
    let parts = &bom.components;
    if let Some(word) = bom.value(parts.declared[row]).filter(|word| Kind::of_declared(word).is_some()) {
        return word;
    }
    match parts.kind[row] {
        Kind::Model | Kind::Adapter | Kind::Tokenizer => "machine-learning-model",
        Kind::Dataset => "data",
        Kind::Framework => "framework",
        Kind::Application | Kind::Tool => "application",
        Kind::Device => "device",
        Kind::Container => "container",
        Kind::File => "file",
        Kind::Library | Kind::Service | Kind::Other => "library",
    }
}
