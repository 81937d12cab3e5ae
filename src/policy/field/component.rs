//! Fields of a component. All of them are asserted by the vendor, or derived and marked so.

use super::{Domain, Field, boolean, list, text};
use crate::advisory::Package;
use crate::base::{Index, Text, Truth};
use crate::check::Scene;
use crate::model::{Components, Kind, ListField, Packed, PartyId, Relation, Row, Stated, parse_purl};

fn row(at: u32) -> Row {
    Row::new(at as usize)
}

fn word<'s>(scene: &'s Scene<'_>, packed: Packed<Text>) -> Stated<&'s str> {
    scene.bom.stated(packed)
}

fn party<'s>(scene: &'s Scene<'_>, party: Packed<PartyId>, field: fn(&crate::model::Party) -> Packed<Text>) -> Stated<&'s str> {
    match party.get() {
        Stated::Value(party) => scene.bom.stated(field(&scene.bom.parties[party])),
        other => other.map(|_| ""),
    }
}

/// The code of a country as written by the vendor, when the table of countries knows it.
fn country<'s>(scene: &'s Scene<'_>, id: Packed<PartyId>) -> Stated<&'s str> {
    match party(scene, id, |party| party.country) {
        Stated::Value(text) => match scene.lists.country(text) {
            Some(code) => Stated::Value(code.as_str()),
            None => Stated::Unknown,
        },
        other => other,
    }
}

/// The ecosystem of a package URL; one that cannot be read may be of any.
fn ecosystem(purl: Stated<&str>) -> Stated<&'static str> {
    let Stated::Value(text) = purl else { return Stated::Absent };
    match parse_purl(text.trim()) {
        Ok(purl) => Package::ecosystem_of(&purl).map_or(Stated::Absent, Stated::Value),
        Err(_) => Stated::Unknown,
    }
}

fn items(scene: &Scene<'_>, at: u32, list: ListField, range: std::ops::Range<usize>, into: &mut Vec<u32>) -> Stated<()> {
    into.extend((0u32..).skip(range.start).take(range.len()));
    match (into.is_empty(), scene.bom.components.carries(row(at), list)) {
        (false, _) => Stated::Value(()),
        (true, true) => Stated::Nothing,
        (true, false) => Stated::Absent,
    }
}

fn far_ends(scene: &Scene<'_>, at: u32, wanted: fn(Relation) -> bool, into: &mut Vec<u32>) {
    into.extend(scene.bom.edges_of(row(at)).iter().filter(|edge| wanted(edge.relation)).map(|edge| edge.to.0));
}

/// `component.*`
pub(super) static FIELDS: &[Field] = &[
    text(
        "kind",
        |scene, at| Stated::Value(scene.bom.components.kind[row(at)].word()),
        "What the component is, decided by evidence: model, adapter, tokenizer, dataset, framework, library, application, service, tool, device, container, file, other.",
        "type, modelCard, purl, data",
    ),
    text(
        "declared_type",
        |scene, at| word(scene, scene.bom.components.declared[row(at)]),
        "The type as the vendor wrote it.",
        "type",
    ),
    text(
        "role",
        |scene, at| Stated::Value(scene.bom.components.role[row(at)].word()),
        "Where in the bill it stands: subject, part, service, tool, ancestor, descendant, variant, card-dataset, formulation, declaration, elsewhere, mention (only named).",
        "",
    ),
    boolean(
        "delivered",
        |scene, at| Stated::Value(scene.bom.components.role[row(at)].delivered()),
        "It is in, or goes into, what is delivered: not a tool that made the bill, not a variant or descendant.",
        "",
    ),
    boolean(
        "described",
        |scene, at| Stated::Value(scene.bom.components.role[row(at)] != crate::model::Role::Mention),
        "The bill describes it, rather than only naming it.",
        "",
    ),
    text("name", |scene, at| word(scene, scene.bom.components.name[row(at)]), "Its name.", "name"),
    text("version", |scene, at| word(scene, scene.bom.components.version[row(at)]), "Its version, as written.", "version"),
    text("group", |scene, at| word(scene, scene.bom.components.group[row(at)]), "Its group or namespace.", "group"),
    text("ref", |scene, at| word(scene, scene.bom.components.reference[row(at)]), "How the bill refers to it.", "bom-ref"),
    text("purl", |scene, at| word(scene, scene.bom.components.purl[row(at)]), "Its package URL, as written.", "purl"),
    boolean(
        "purl_valid",
        |scene, at| word(scene, scene.bom.components.purl[row(at)]).map(|purl| parse_purl(purl).is_ok()),
        "Its package URL parses and is canonical.",
        "purl",
    ),
    text(
        "ecosystem",
        |scene, at| ecosystem(word(scene, scene.bom.components.purl[row(at)])),
        "The ecosystem whose advisories name packages of its type, by its package URL: PyPI, npm, Go, ...; absent where there \
         is none. Derived.",
        "purl",
    ),
    text(
        "guessed_ecosystem",
        |scene, at| {
            let guessed = scene.facts.advice.hits(row(at)).iter().find(|hit| hit.guessed);
            guessed.map_or(Stated::Absent, |hit| Stated::Value(hit.package.ecosystem.as_str()))
        },
        "The ecosystem under which advisories on the component were found although it has no package URL of one: guessed from its \
         name and what points to a registry. Absent where nothing was found so. Derived.",
        "",
    ),
    text(
        "cpe",
        |scene, at| {
            Components::sparse(&scene.bom.components.cpes, row(at))
                .map_or(Stated::Absent, |cpe| Stated::Value(scene.bom.text(*cpe)))
        },
        "Its CPE name.",
        "cpe",
    ),
    text(
        "scope",
        |scene, at| {
            Components::sparse(&scene.bom.components.scopes, row(at))
                .map_or(Stated::Absent, |scope| Stated::Value(scene.bom.text(*scope)))
        },
        "required, optional or excluded, as the vendor says.",
        "scope",
    ),
    text(
        "description",
        |scene, at| word(scene, scene.bom.components.description[row(at)]),
        "Its description, at most the first 160 bytes.",
        "description",
    ),
    text(
        "copyright",
        |scene, at| {
            Components::sparse(&scene.bom.components.copyrights, row(at)).map_or(Stated::Absent, |text| scene.bom.stated(*text))
        },
        "Its copyright notice.",
        "copyright",
    ),
    text(
        "supplier.name",
        |scene, at| party(scene, scene.bom.components.supplier[row(at)], |party| party.name),
        "Who supplies it.",
        "supplier.name, services: provider.name",
    ),
    text(
        "supplier.country",
        |scene, at| country(scene, scene.bom.components.supplier[row(at)]),
        "Country of the supplier's address, as a code. As stated by the vendor.",
        "supplier.address.country",
    ),
    text(
        "manufacturer.name",
        |scene, at| party(scene, scene.bom.components.manufacturer[row(at)], |party| party.name),
        "Who made it.",
        "manufacturer.name",
    ),
    text(
        "manufacturer.country",
        |scene, at| country(scene, scene.bom.components.manufacturer[row(at)]),
        "Country of the maker's address, as a code. As stated by the vendor.",
        "manufacturer.address.country",
    ),
    text(
        "publisher.name",
        |scene, at| party(scene, scene.bom.components.publisher[row(at)], |party| party.name),
        "Who published it.",
        "publisher",
    ),
    list(
        "authors",
        Domain::Party,
        |scene, at, into| {
            into.extend(scene.bom.components.authors.of(row(at)).iter().map(|party| party.0));
            items(scene, at, ListField::Authors, 0..0, into)
        },
        "Who wrote it.",
        "authors, author",
    ),
    boolean(
        "has_party",
        |scene, at| {
            let parts = &scene.bom.components;
            let named = [parts.supplier[row(at)], parts.manufacturer[row(at)], parts.publisher[row(at)]]
                .into_iter()
                .any(|party| matches!(party.get(), Stated::Value(_)));
            if named || !parts.authors.of(row(at)).is_empty() { Stated::Value(true) } else { Stated::Absent }
        },
        "A supplier, manufacturer, publisher or author is named.",
        "supplier, manufacturer, publisher, authors",
    ),
    list(
        "licenses",
        Domain::License,
        |scene, at, into| items(scene, at, ListField::Licenses, scene.bom.components.licenses.range(row(at)), into),
        "Its licence entries.",
        "licenses",
    ),
    list(
        "hashes",
        Domain::Hash,
        |scene, at, into| items(scene, at, ListField::Hashes, scene.bom.components.hashes.range(row(at)), into),
        "Its digests.",
        "hashes",
    ),
    list(
        "references",
        Domain::Reference,
        |scene, at, into| items(scene, at, ListField::References, scene.bom.components.references.range(row(at)), into),
        "Its external references.",
        "externalReferences",
    ),
    list(
        "properties",
        Domain::Property,
        |scene, at, into| items(scene, at, ListField::Properties, scene.bom.components.properties.range(row(at)), into),
        "Its properties and those of its model card.",
        "properties, modelCard.properties",
    ),
    list(
        "annotations",
        Domain::Annotation,
        |scene, at, into| {
            let range = scene.bom.components.annotated(row(at));
            into.extend((0u32..).skip(range.start).take(range.len()));
            if into.is_empty() { Stated::Absent } else { Stated::Value(()) }
        },
        "Remarks on it. Those on the document are on its subject.",
        "annotations",
    ),
    list(
        "data",
        Domain::Data,
        |scene, at, into| items(scene, at, ListField::Data, scene.bom.components.data.range(row(at)), into),
        "What is said of the data it is or holds.",
        "data, modelCard.modelParameters.datasets",
    ),
    list(
        "endpoints",
        Domain::Word,
        |scene, at, into| {
            into.extend(scene.bom.components.endpoints.of(row(at)).iter().map(|text| text.number()));
            items(scene, at, ListField::Endpoints, 0..0, into)
        },
        "Addresses a service is reached at.",
        "services[].endpoints",
    ),
    list(
        "flows",
        Domain::Flow,
        |scene, at, into| items(scene, at, ListField::Flows, scene.bom.components.flows.range(row(at)), into),
        "Data that flows to or from a service.",
        "services[].data",
    ),
    boolean(
        "authenticated",
        |scene, at| {
            Components::sparse(&scene.bom.components.services, row(at)).map_or(Stated::Absent, |service| service.authenticated)
        },
        "The service asks who calls.",
        "services[].authenticated",
    ),
    boolean(
        "crosses_boundary",
        |scene, at| {
            Components::sparse(&scene.bom.components.services, row(at)).map_or(Stated::Absent, |service| service.crosses_boundary)
        },
        "Calls to the service leave the trust boundary.",
        "services[].x-trust-boundary",
    ),
    list(
        "dependencies",
        Domain::Component,
        |scene, at, into| {
            far_ends(scene, at, |relation| relation == Relation::DependsOn, into);
            if into.is_empty() { Stated::Absent } else { Stated::Value(()) }
        },
        "Parts it depends on directly.",
        "dependencies",
    ),
    list(
        "inner",
        Domain::Component,
        |scene, at, into| {
            far_ends(scene, at, |relation| relation == Relation::Contains, into);
            Stated::Value(())
        },
        "Parts that stand inside it.",
        "components[].components",
    ),
    list(
        "base_models",
        Domain::Component,
        |scene, at, into| {
            into.extend(
                scene
                    .facts
                    .lineage
                    .of(row(at))
                    .iter()
                    .filter(|edge| edge.relation != Relation::Tokenizer && scene.bom.components.kind[edge.to].is_model())
                    .map(|edge| edge.to.0),
            );
            match scene.facts.lineage.bases_stated(row(at)) {
                Truth::Yes => Stated::Value(()),
                Truth::No => Stated::Nothing,
                Truth::Unknown => Stated::Absent,
            }
        },
        "Models it was made from. `pedigree.ancestors: []` or a property that says `none` states there is none.",
        "pedigree.ancestors, dependencies, properties",
    ),
    list(
        "datasets",
        Domain::Component,
        |scene, at, into| {
            into.extend(
                scene
                    .facts
                    .lineage
                    .of(row(at))
                    .iter()
                    .filter(|edge| scene.bom.components.kind[edge.to] == Kind::Dataset)
                    .map(|edge| edge.to.0),
            );
            match scene.facts.lineage.datasets_stated(row(at)) {
                Truth::Yes => Stated::Value(()),
                Truth::No => Stated::Nothing,
                Truth::Unknown => Stated::Absent,
            }
        },
        "Datasets it was trained, tested or tuned on.",
        "modelCard.modelParameters.datasets, dependencies",
    ),
    list(
        "origins",
        Domain::Origin,
        |scene, at, into| {
            let range = scene.facts.origins.range(row(at));
            into.extend((0u32..).skip(range.start).take(range.len()));
            if into.is_empty() { Stated::Absent } else { Stated::Value(()) }
        },
        "Everyone found behind it, with country and basis. Derived.",
        "",
    ),
    list(
        "notes",
        Domain::Note,
        |scene, at, into| {
            into.extend_from_slice(scene.notes.of(row(at)));
            Stated::Value(())
        },
        "What is imperfect or contradictory about it.",
        "",
    ),
];
