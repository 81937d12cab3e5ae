//! One component as programs get it, frozen: shared by `check --format json` and `show --format json`.

use crate::check::Scene;
use crate::enrich::{Mark, Origin, OriginField};
use crate::model::Row;
use serde::Serialize;

/// A component and where it comes from.
#[derive(Serialize)]
pub(super) struct Component<'a> {
    label: String,
    kind: &'static str,
    role: &'static str,
    delivered: bool,
    pointer: String,
    line: u32,
    column: u32,
    name: Option<&'a str>,
    version: Option<&'a str>,
    purl: Option<&'a str>,
    supplier: Option<&'a str>,
    licenses: Vec<&'a str>,
    hashes: Vec<Hash>,
    origins: Vec<OriginShape<'a>>,
}

#[derive(Serialize)]
struct Hash {
    algorithm: &'static str,
    value: String,
}

#[derive(Serialize)]
struct OriginShape<'a> {
    dimension: &'static str,
    country: Option<&'static str>,
    /// What the country is to the buyer; null where no home was stated.
    class: Option<&'static str>,
    basis: &'static str,
    /// How well it is backed: E0 to E3.
    grade: &'static str,
    field: &'static str,
    party: Option<&'a str>,
    /// How sure the list is of the party; null where no list has it.
    mark: Option<&'static str>,
    written: Option<&'a str>,
    document: DocumentShape<'a>,
}

/// The document whose word an origin is: of the operator's evidence, or the bill itself.
#[derive(Serialize)]
struct DocumentShape<'a> {
    /// `evidence` or `bill`.
    kind: &'static str,
    /// Its id in the evidence file; of a bill, the name of the delivery.
    id: &'a str,
    /// `file:line` of the evidence file; null of a bill, whose components have places of their own.
    place: Option<&'a str>,
    /// SHA-256 that the attached file must have.
    sha256: Option<&'a str>,
}

impl<'a> Component<'a> {
    pub(super) fn of(scene: &Scene<'a>, row: Row) -> Self {
        let (bom, parts) = (scene.bom, &scene.bom.components);
        let start = parts.span[row].start;
        Self {
            label: bom.label(row),
            kind: parts.kind[row].word(),
            role: parts.role[row].word(),
            delivered: parts.role[row].delivered(),
            pointer: bom.pointer(row),
            line: start.line,
            column: start.column,
            name: bom.value(parts.name[row]),
            version: bom.value(parts.version[row]),
            purl: bom.value(parts.purl[row]),
            supplier: parts.supplier[row].get().value().and_then(|party| bom.value(bom.parties[party].name)),
            licenses: parts.licenses.of(row).iter().filter_map(|id| bom.value(bom.licenses[*id].text)).collect(),
            hashes: parts
                .hashes
                .of(row)
                .iter()
                .map(|hash| Hash { algorithm: hash.algorithm.name(), value: parts.hex(*hash) })
                .collect(),
            origins: scene.facts.origins.of(row).iter().map(|origin| shape(scene, origin)).collect(),
        }
    }
}

fn shape<'a>(scene: &Scene<'a>, origin: &Origin) -> OriginShape<'a> {
    let homed = !scene.buyer.home.is_empty();
    OriginShape {
        dimension: origin.dimension.word(),
        country: origin.country.map(|country| country.as_str()),
        class: origin.country.filter(|_| homed).map(|country| scene.buyer.class(country).word()),
        basis: origin.basis.word(),
        grade: scene.facts.grade(origin).word(),
        field: origin.field.word(),
        party: party(scene, origin),
        mark: mark(scene, origin).map(Mark::word),
        written: origin.name.map(|name| scene.bom.text(name)),
        document: document(scene, origin),
    }
}

/// Which document says it. That a listed party stands behind a part is the bill's word; only its country is the list's.
fn document<'a>(scene: &Scene<'a>, origin: &Origin) -> DocumentShape<'a> {
    let Some(claim) = scene.facts.claim(origin) else {
        return DocumentShape { kind: "bill", id: &scene.bom.name, place: None, sha256: None };
    };
    let held = scene.buyer.evidence.documents.iter().find(|document| document.id == claim.source);
    DocumentShape {
        kind: "evidence",
        id: &claim.source,
        place: held.map(|document| document.place.as_str()),
        sha256: held.and_then(|document| document.sha256.as_deref()),
    }
}

/// Who stands behind an origin: by legal name where a list knows it.
pub(super) fn party<'a>(scene: &Scene<'a>, origin: &Origin) -> Option<&'a str> {
    let named = || origin.name.filter(|_| origin.field != OriginField::Url).map(|name| scene.bom.text(name));
    let claimed = || scene.facts.claim(origin).and_then(|claim| claim.party.as_deref());
    origin.party.map(|party| scene.lists.publisher(party).name.as_str()).or_else(claimed).or_else(named)
}

/// How sure the list of publishers is of the party.
pub(super) fn mark(scene: &Scene<'_>, origin: &Origin) -> Option<Mark> {
    origin.party.map(|party| scene.lists.publisher(party).mark)
}
