//! Fields of what stands in lists.

use super::document::party_at;
use super::{Field, Get, boolean, number, text};
use crate::base::{Column, Index};
use crate::check::Scene;
use crate::enrich::Origin;
use crate::model::{Annotation, DataItem, License, Party, Stated};

fn license<'s>(scene: &'s Scene<'_>, at: u32) -> &'s License {
    let column: &Column<_, License> = &scene.bom.licenses;
    &column[scene.bom.components.licenses.values()[at as usize]]
}

fn party<'s>(scene: &'s Scene<'_>, at: u32) -> &'s Party {
    &scene.bom.parties[party_at(at)]
}

fn origin<'s>(scene: &'s Scene<'_>, at: u32) -> &'s Origin {
    &scene.facts.origins.values()[at as usize]
}

fn annotation<'s>(scene: &'s Scene<'_>, at: u32) -> &'s Annotation {
    &scene.bom.components.annotations[at as usize].1
}

fn data<'s>(scene: &'s Scene<'_>, at: u32) -> &'s DataItem {
    &scene.bom.components.data.values()[at as usize]
}

/// Entries of `licenses`.
pub(super) static LICENSE: &[Field] = &[
    text(
        "text",
        |scene, at| scene.bom.stated(license(scene, at).text),
        "The id, name or expression, as written.",
        "licenses[].license.id, .name, licenses[].expression",
    ),
    text(
        "acknowledgement",
        |scene, at| scene.bom.stated(license(scene, at).acknowledgement),
        "declared or concluded.",
        "licenses[].license.acknowledgement",
    ),
    text(
        "url",
        |scene, at| scene.bom.stated(license(scene, at).url),
        "Where its text is said to stand.",
        "licenses[].license.url",
    ),
    text(
        "terms",
        |scene, at| license(scene, at).terms.map_or(Stated::Absent, |terms| Stated::Value(terms.word())),
        "What its text, where the bill carries it, says it is: AGPL, LGPL, GPL, community, noncommercial. Told by its first words; absent where it says none of these.",
        "licenses[].license.text",
    ),
    boolean(
        "known",
        |scene, at| {
            let id = scene.bom.components.licenses.values()[at as usize];
            match scene.facts.licensing.reading(id).known {
                crate::base::Truth::Yes => Stated::Value(true),
                crate::base::Truth::No => Stated::Value(false),
                crate::base::Truth::Unknown => Stated::Unknown,
            }
        },
        "SPDX or the list of AI licences knows it. Derived.",
        "",
    ),
];

/// Entries of `hashes`.
pub(super) static HASH: &[Field] = &[
    text(
        "algorithm",
        |scene, at| Stated::Value(scene.bom.components.hashes.values()[at as usize].algorithm.name()),
        "SHA-256, ...",
        "hashes[].alg",
    ),
    boolean(
        "strong",
        |scene, at| Stated::Value(scene.bom.components.hashes.values()[at as usize].algorithm.strong()),
        "No collisions can be made.",
        "hashes[].alg",
    ),
];

/// Entries of `references`.
pub(super) static REFERENCE: &[Field] = &[
    text(
        "type",
        |scene, at| Stated::Value(scene.bom.text(scene.bom.components.references.values()[at as usize].kind)),
        "What it leads to: vcs, distribution, model-card, ...",
        "externalReferences[].type",
    ),
    text(
        "url",
        |scene, at| Stated::Value(scene.bom.text(scene.bom.components.references.values()[at as usize].url)),
        "Its address. Never fetched.",
        "externalReferences[].url",
    ),
];

/// Entries of `properties`.
pub(super) static PROPERTY: &[Field] = &[
    text(
        "name",
        |scene, at| Stated::Value(scene.bom.text(scene.bom.components.properties.values()[at as usize].name)),
        "Its name.",
        "properties[].name",
    ),
    text(
        "value",
        |scene, at| scene.bom.stated(scene.bom.components.properties.values()[at as usize].value),
        "Its value.",
        "properties[].value",
    ),
];

/// Authors and the like.
pub(super) static PARTY: &[Field] = &[
    text("name", |scene, at| scene.bom.stated(party(scene, at).name), "Its name.", "name"),
    text(
        "country",
        |scene, at| scene.bom.stated(party(scene, at).country),
        "Country of its address, as written. Authors of CycloneDX have no address.",
        "",
    ),
];

/// Entries of `origins`.
pub(super) static ORIGIN: &[Field] = &[
    text(
        "dimension",
        |scene, at| Stated::Value(origin(scene, at).dimension.word()),
        "In what way: developer, supplier, distributor, data owner, owner, controller, jurisdiction, development, hosting, processing, storage, data origin, remote access, governing law, licensor, compute, cutoff.",
        "",
    ),
    text(
        "country",
        |scene, at| origin(scene, at).country.map_or(Stated::Unknown, |code| Stated::Value(code.as_str())),
        "Country, as a code.",
        "",
    ),
    text(
        "basis",
        |scene, at| Stated::Value(origin(scene, at).basis.word()),
        "How it is known: in evidence, stated in the bill, listed, inferred from a name, inferred from an address.",
        "",
    ),
    text(
        "grade",
        |scene, at| Stated::Value(scene.facts.grade(origin(scene, at)).word()),
        "How well it is backed: E0 stated, E1 a document is attached, E2 attested by a third party, E3 checked by bomgate.",
        "",
    ),
    text("field", |scene, at| Stated::Value(origin(scene, at).field.word()), "Where it was read.", ""),
    number(
        "share",
        |scene, at| scene.facts.share(at).map_or(Stated::Absent, Stated::Value),
        "The share the party holds, from 0 to 1, where it owns.",
        "",
    ),
    text(
        "class",
        |scene, at| origin(scene, at).country.map_or(Stated::Unknown, |country| Stated::Value(scene.buyer.class(country).word())),
        "What the country is to the buyer: home, trusted, foreign, restricted.",
        "",
    ),
    text(
        "party",
        |scene, at| {
            let claimed = scene.facts.claim(origin(scene, at)).and_then(|claim| claim.party.as_deref());
            match (origin(scene, at).party, claimed, origin(scene, at).name) {
                (Some(party), ..) => Stated::Value(&scene.lists.publisher(party).name),
                (None, Some(party), _) => Stated::Value(party),
                (None, None, Some(name)) => Stated::Value(scene.bom.text(name)),
                (None, None, None) => Stated::Absent,
            }
        },
        "Who, by legal name where the list of publishers knows it.",
        "",
    ),
];

/// Notes.
pub(super) static NOTE: &[Field] = &[
    text(
        "code",
        |scene, at| Stated::Value(scene.note(at).0),
        "What kind of imperfection: purl-contradicted, kind-contradicted, ...",
        "",
    ),
    text("message", |scene, at| Stated::Value(scene.note(at).1), "What was found.", ""),
];

/// Entries of `annotations`.
pub(super) static ANNOTATION: &[Field] = &[
    text(
        "text",
        |scene, at| scene.bom.stated(annotation(scene, at).text),
        "What it says: its first 1,024 bytes.",
        "annotations[].text",
    ),
    text(
        "annotator",
        |scene, at| match annotation(scene, at).annotator.get() {
            Stated::Value(party) => scene.bom.stated(scene.bom.parties[party].name),
            other => other.map(|_| ""),
        },
        "Whose remark it is: a person, an organisation or a tool.",
        "annotations[].annotator.organization.name, annotations[].annotator.individual.name",
    ),
    Field {
        path: "date",
        get: Get::Date(|scene, at| match scene.bom.stated(annotation(scene, at).date) {
            Stated::Value(text) => text.get(..10).and_then(|day| day.parse().ok()).map_or(Stated::Unknown, Stated::Value),
            other => other.map(|_| scene.as_of),
        }),
        doc: "The day it was made.",
        cyclonedx: "annotations[].timestamp",
    },
    text(
        "type",
        |scene, at| scene.bom.stated(annotation(scene, at).kind),
        "What kind of remark it is: REVIEW, OTHER, as written.",
        "",
    ),
];

/// Entries of `data`.
pub(super) static DATA: &[Field] = &[
    text("type", |scene, at| scene.bom.stated(data(scene, at).kind), "dataset, configuration, source-code, ...", "data[].type"),
    text("name", |scene, at| scene.bom.stated(data(scene, at).name), "Its name.", "data[].name"),
    text(
        "url",
        |scene, at| scene.bom.stated(data(scene, at).url),
        "Where its contents are said to stand.",
        "data[].contents.url",
    ),
    text(
        "classification",
        |scene, at| scene.bom.stated(data(scene, at).classification),
        "How its owner classifies it.",
        "data[].classification",
    ),
    number(
        "sensitive",
        |scene, at| match data(scene, at).sensitive {
            Stated::Nothing => Stated::Value(0.0),
            other => other.map(f64::from),
        },
        "How many kinds of sensitive data it is said to hold.",
        "data[].sensitiveData",
    ),
    text(
        "owner",
        |scene, at| match data(scene, at).owner.get() {
            Stated::Value(party) => scene.bom.stated(scene.bom.parties[party].name),
            other => other.map(|_| ""),
        },
        "Who owns it.",
        "data[].governance.owners",
    ),
];

/// Entries of `flows`.
pub(super) static FLOW: &[Field] = &[
    text(
        "direction",
        |scene, at| scene.bom.stated(scene.bom.components.flows.values()[at as usize].direction),
        "inbound, outbound, bi-directional, unknown.",
        "services[].data[].flow",
    ),
    text(
        "classification",
        |scene, at| scene.bom.stated(scene.bom.components.flows.values()[at as usize].classification),
        "How the data is classified.",
        "services[].data[].classification",
    ),
];

/// Relations between components.
pub(super) static LINK: &[Field] = &[
    text(
        "relation",
        |scene, at| Stated::Value(scene.bom.edges.values()[at as usize].relation.word()),
        "depends on, was made from, was trained on, ...",
        "dependencies, pedigree, modelCard",
    ),
    Field {
        path: "to",
        get: Get::One(|scene, at| scene.bom.edges.values()[at as usize].to.at().try_into().unwrap_or(u32::MAX)),
        doc: "The component at its far end.",
        cyclonedx: "",
    },
];
