//! Fields of the bill as a whole, its statements of completeness, and the buyer.

use super::{Domain, Field, Get, boolean, list, number, text};
use crate::base::Index;
use crate::check::Scene;
use crate::model::{PartyId, Severity, Stated};

fn party_name<'s>(scene: &'s Scene<'_>, party: Stated<PartyId>) -> Stated<&'s str> {
    match party {
        Stated::Value(party) => scene.bom.stated(scene.bom.parties[party].name),
        other => other.map(|_| ""),
    }
}

fn number_of(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

fn push_all(count: usize, into: &mut Vec<u32>) {
    into.extend((0u32..).take(count));
}

/// `bom.*`: asserted by the vendor.
pub(super) static BOM: &[Field] = &[
    text("format", |scene, _| Stated::Value(scene.bom.document.format), "The format of the bill.", "bomFormat"),
    text(
        "spec_version",
        |scene, _| Stated::Value(&scene.bom.document.spec_version),
        "The version of the format it declares.",
        "specVersion",
    ),
    text("serial", |scene, _| scene.bom.stated(scene.bom.document.serial), "The serial number of the bill.", "serialNumber"),
    number("version", |scene, _| scene.bom.document.version.map(f64::from), "Which issue of the bill this is.", "version"),
    Field {
        path: "timestamp",
        get: Get::Date(|scene, _| match scene.bom.stated(scene.bom.document.timestamp) {
            Stated::Value(text) => text.get(..10).and_then(|day| day.parse().ok()).map_or(Stated::Unknown, Stated::Value),
            other => other.map(|_| scene.as_of),
        }),
        doc: "The day the bill was made. A time that cannot be read is unknown.",
        cyclonedx: "metadata.timestamp",
    },
    text(
        "supplier.name",
        |scene, _| party_name(scene, scene.bom.document.supplier.get()),
        "Who supplied what the bill describes.",
        "metadata.supplier.name",
    ),
    text(
        "manufacturer.name",
        |scene, _| party_name(scene, scene.bom.document.manufacturer.get()),
        "Who made the bill (1.6 and later), who made what it describes (before).",
        "metadata.manufacturer.name, metadata.manufacture.name",
    ),
    list(
        "authors",
        Domain::Party,
        |scene, _, into| {
            into.extend(scene.bom.document.authors.iter().map(|party| party.0));
            if into.is_empty() { Stated::Absent } else { Stated::Value(()) }
        },
        "Who wrote the bill.",
        "metadata.authors",
    ),
    list(
        "lifecycles",
        Domain::Word,
        |scene, _, into| {
            into.extend(scene.bom.document.lifecycles.iter().map(|text| text.number()));
            if into.is_empty() { Stated::Absent } else { Stated::Value(()) }
        },
        "In which phases the bill was made: design, build, operations, ...",
        "metadata.lifecycles",
    ),
    list(
        "tools",
        Domain::Component,
        |scene, _, into| {
            let parts = &scene.bom.components;
            into.extend(parts.rows().filter(|row| parts.role[*row] == crate::model::Role::Tool).map(|row| row.0));
            if into.is_empty() { Stated::Absent } else { Stated::Value(()) }
        },
        "What made the bill.",
        "metadata.tools",
    ),
    boolean(
        "signed",
        |scene, _| Stated::Value(scene.bom.document.signed),
        "A signature is present at the root, or in an envelope around the bill. It is not verified.",
        "signature, DSSE signatures",
    ),
    boolean(
        "has_subject",
        |scene, _| Stated::Value(scene.bom.subject().is_some()),
        "The bill says what it is the bill of.",
        "metadata.component",
    ),
    boolean(
        "has_dependencies",
        |scene, _| Stated::Value(scene.bom.document.has_dependencies),
        "The bill carries a dependency graph.",
        "dependencies",
    ),
    list(
        "compositions",
        Domain::Composition,
        |scene, _, into| {
            push_all(scene.bom.document.compositions.len(), into);
            if into.is_empty() { Stated::Absent } else { Stated::Value(()) }
        },
        "What the bill says of its own completeness.",
        "compositions",
    ),
    list(
        "components",
        Domain::Component,
        |scene, _, into| {
            into.extend(scene.bom.components.rows().filter(|row| scene.bom.components.role[*row].delivered()).map(|row| row.0));
            Stated::Value(())
        },
        "Every part that is in, or goes into, what is delivered.",
        "components, services, pedigree, modelCard, formulation, ...",
    ),
    list(
        "notes",
        Domain::Note,
        |scene, _, into| {
            push_all(scene.bom.notes.len() + scene.facts.notes.len(), into);
            Stated::Value(())
        },
        "What is imperfect in the bill or contradictory in the facts, all of it.",
        "",
    ),
    number(
        "deviations",
        |scene, _| {
            let wrong = |note: &&crate::model::Note| {
                note.code.severity() == Severity::Deviation
                    && !note.code.word().ends_with("-contradicted")
                    && is_schema(note.code.word())
            };
            Stated::Value(number_of(scene.bom.notes.iter().filter(wrong).count()))
        },
        "How often the bill departs from its format.",
        "",
    ),
];

fn is_schema(word: &str) -> bool {
    matches!(
        word,
        "wrong-type"
            | "unknown-key"
            | "newer-key"
            | "unknown-value"
            | "malformed-value"
            | "missing-key"
            | "license-id-unknown"
            | "digest-malformed"
    )
}

/// `compositions` entries.
pub(super) static COMPOSITION: &[Field] = &[text(
    "aggregate",
    |scene, at| Stated::Value(scene.bom.text(scene.bom.document.compositions[at as usize].aggregate)),
    "complete, incomplete, unknown, ...",
    "compositions[].aggregate",
)];

const fn fact(path: &'static str, doc: &'static str) -> Field {
    Field { path, get: Get::BuyerFact, doc, cyclonedx: "" }
}

/// `buyer.*`: asserted by the operator only. A fact that is not stated is unknown.
pub(super) static BUYER: &[Field] = &[
    text("home", |scene, _| Stated::Value(&scene.buyer.home_word), "What `--home` says: a country or a region.", ""),
    text("name", |scene, _| scene.buyer.name.as_deref().map_or(Stated::Absent, Stated::Value), "The buyer's own name.", ""),
    boolean(
        "restricts",
        |scene, _| Stated::Value(!scene.buyer.restricted.is_empty()),
        "The buyer restricts at least one country (`--restricted`).",
        "",
    ),
    fact("critical_infrastructure", "The delivery goes into infrastructure the law calls critical."),
    fact("public_facing", "The delivery serves the public."),
    fact("control_zone", "The delivery runs where plant or network is controlled."),
    fact("critical_function", "The delivery supports a critical or important function."),
    fact("high_risk_use", "The delivery is used in a way the AI law of the home calls high-risk."),
    fact("personal_data", "The delivery processes personal data."),
    fact("important_data", "The delivery processes data the law of the home calls important."),
    fact("defence", "The delivery is for defence."),
    fact("federal", "The buyer is a federal agency or delivers to one."),
    fact("agentic", "The delivery acts by itself through tools."),
];

/// The name of a fact of the buyer, or none.
pub fn buyer_facts() -> impl Iterator<Item = &'static str> {
    BUYER.iter().filter(|field| matches!(field.get, Get::BuyerFact)).map(|field| field.path)
}

/// The index type of parties as a number, for other tables.
pub(super) fn party_at(at: u32) -> PartyId {
    PartyId::new(at as usize)
}
