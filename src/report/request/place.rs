//! Where in a bill the answer to an ask stands, and what it looks like: from the table of fields.

use crate::enrich::{Dimension, Holds, PROPERTIES};
use crate::policy::Asked;
use crate::policy::field::{Domain, Field, find, spdx};
use serde::Serialize;

/// One place of a bill that has to be filled in or corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    /// What bomgate calls it: `component.supplier.country`, `property bomgate:hosting_country`.
    pub(super) field: String,
    /// What it means.
    pub(super) meaning: &'static str,
    /// Where CycloneDX has it, below the part; empty where it has no place.
    pub(super) cyclonedx: String,
    /// In SPDX 2.2 and 2.3.
    pub(super) spdx2: String,
    /// In SPDX 3.0.
    pub(super) spdx3: String,
    /// A value it could have.
    pub(super) example: String,
}

/// What the domain functions read of a part. A test holds it against the register.
const READS: &[(&str, &[&str])] = &[
    ("foreign", &["manufacturer.name", "manufacturer.country", "supplier.name", "supplier.country"]),
    ("restricted", &["manufacturer.name", "manufacturer.country", "supplier.name", "supplier.country"]),
    ("from", &["manufacturer.name", "manufacturer.country", "supplier.name", "supplier.country"]),
    ("foreign_lineage", &["base_models", "datasets", "manufacturer.country"]),
    ("restricted_lineage", &["base_models", "datasets", "manufacturer.country"]),
    ("lineage_from", &["base_models", "datasets", "manufacturer.country"]),
    ("license_known", &["licenses"]),
    ("license_permits", &["licenses"]),
    ("license_forbids", &["licenses"]),
    ("license_excludes_buyer", &["licenses"]),
    ("listed", &["name", "purl"]),
    ("on_list", &["supplier.name", "manufacturer.name", "owner.name"]),
    ("found_on_list", &["supplier.name", "manufacturer.name", "owner.name"]),
    ("pinned", &["version", "purl", "hashes"]),
    ("strong_hash", &["hashes"]),
    ("version_in", &["version"]),
    ("serialized_as", &["inner", "references"]),
    ("evidence", &[]),
    ("advisories", &["version", "purl"]),
    ("known_exploited", &["version", "purl"]),
    ("catalogued", &["name", "version", "purl"]),
    ("stated_exploitable", &[]),
];

/// Fields that are derived from others, where no property says it: the first part of their path, and what they rest on.
const RESTS_ON: &[(&str, &[&str])] = &[
    ("developer", &["manufacturer.name", "manufacturer.country"]),
    ("data_owner", &["data"]),
    ("has_party", &["supplier.name"]),
    ("origins", &["supplier.country", "manufacturer.country"]),
    ("license_class", &["licenses"]),
    ("purl_valid", &["purl"]),
    ("guessed_ecosystem", &["name", "purl"]),
];

/// Values that stand as examples, by domain and path. A test holds it against the table of fields.
const EXAMPLES: &[(Domain, &str, &str)] = &[
    (Domain::Bom, "format", "CycloneDX"),
    (Domain::Bom, "spec_version", "1.6"),
    (Domain::Bom, "serial", "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"),
    (Domain::Bom, "version", "2"),
    (Domain::Bom, "timestamp", "2026-11-22T09:00:00Z"),
    (Domain::Bom, "supplier.name", "Example GmbH"),
    (Domain::Bom, "manufacturer.name", "Example GmbH"),
    (Domain::Bom, "authors", "[{ \"name\": \"A. Example\", \"email\": \"bom@vendor.example\" }]"),
    (Domain::Bom, "lifecycles", "[{ \"phase\": \"build\" }]"),
    (Domain::Bom, "tools", "{ \"components\": [{ \"type\": \"application\", \"name\": \"bom-maker\", \"version\": \"3.1\" }] }"),
    (Domain::Bom, "signed", "a signature over the bill"),
    (Domain::Bom, "has_subject", "{ \"type\": \"application\", \"name\": \"assistant\", \"version\": \"2.1.0\" }"),
    (Domain::Bom, "has_dependencies", "[{ \"ref\": \"app\", \"dependsOn\": [\"model\"] }]"),
    (Domain::Bom, "compositions", "[{ \"aggregate\": \"complete\" }]"),
    (Domain::Bom, "components", "[{ \"type\": \"machine-learning-model\", \"name\": \"chat\", \"version\": \"2.1.0\" }]"),
    (Domain::Component, "kind", "machine-learning-model"),
    (Domain::Component, "declared_type", "machine-learning-model"),
    (Domain::Component, "name", "chat-7b"),
    (Domain::Component, "version", "2.1.0"),
    (Domain::Component, "group", "example-labs"),
    (Domain::Component, "ref", "model-chat"),
    (Domain::Component, "purl", "pkg:huggingface/example-labs/chat-7b@0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"),
    (Domain::Component, "alternative", "Example Model 7B, tested 2026-10"),
    (Domain::Component, "ecosystem", "pkg:pypi/transformers@4.57.1"),
    (Domain::Component, "cpe", "cpe:2.3:a:example:chat:2.1.0:*:*:*:*:*:*:*"),
    (Domain::Component, "scope", "required"),
    (Domain::Component, "description", "Chat model for customer service"),
    (Domain::Component, "copyright", "Copyright 2026 Example GmbH"),
    (Domain::Component, "supplier.name", "Example GmbH"),
    (Domain::Component, "supplier.country", "DE"),
    (Domain::Component, "manufacturer.name", "Example Labs GmbH"),
    (Domain::Component, "manufacturer.country", "DE"),
    (Domain::Component, "publisher.name", "Example GmbH"),
    (Domain::Component, "authors", "[{ \"name\": \"Example Labs\" }]"),
    (Domain::Component, "licenses", "[{ \"license\": { \"id\": \"Apache-2.0\" } }]"),
    (Domain::Component, "hashes", "[{ \"alg\": \"SHA-256\", \"content\": \"(64 hex digits)\" }]"),
    (Domain::Component, "references", "[{ \"type\": \"model-card\", \"url\": \"https://vendor.example/chat-7b\" }]"),
    (Domain::Component, "properties", "[{ \"name\": \"bomgate:hosting_country\", \"value\": \"DE\" }]"),
    (Domain::Component, "data", "[{ \"type\": \"dataset\", \"name\": \"tickets-2025\", \"classification\": \"internal\" }]"),
    (Domain::Component, "endpoints", "[\"https://api.vendor.example/v1\"]"),
    (Domain::Component, "flows", "[{ \"flow\": \"outbound\", \"classification\": \"internal\" }]"),
    (Domain::Component, "authenticated", "true"),
    (Domain::Component, "crosses_boundary", "true"),
    (Domain::Component, "dependencies", "[{ \"ref\": \"app\", \"dependsOn\": [\"model\"] }]"),
    (Domain::Component, "inner", "[{ \"type\": \"file\", \"name\": \"model.safetensors\" }]"),
    (
        Domain::Component,
        "base_models",
        "{ \"ancestors\": [{ \"type\": \"machine-learning-model\", \"name\": \"base-7b\", \"version\": \"1.0\" }] }",
    ),
    (Domain::Component, "datasets", "[{ \"type\": \"dataset\", \"name\": \"tickets-2025\" }]"),
    (Domain::Component, "has_card", "{ \"modelParameters\": { \"task\": \"text-generation\" } }"),
    (Domain::Component, "card.task", "text-generation"),
    (Domain::Component, "card.architecture_family", "transformer"),
    (Domain::Component, "card.architecture", "decoder-only, 7 billion parameters"),
    (Domain::Component, "card.approach", "supervised"),
    (Domain::Component, "card.datasets", "[{ \"type\": \"dataset\", \"name\": \"tickets-2025\" }]"),
    (Domain::Component, "card.inputs", "[{ \"format\": \"text\" }]"),
    (Domain::Component, "card.outputs", "[{ \"format\": \"text\" }]"),
    (Domain::Component, "card.metrics", "[{ \"type\": \"accuracy\", \"value\": \"0.91\" }]"),
    (Domain::Component, "card.users", "[\"call-centre staff\"]"),
    (Domain::Component, "card.use_cases", "[\"drafts of answers to customers\"]"),
    (Domain::Component, "card.limitations", "[\"no answers about law\"]"),
    (Domain::Component, "card.tradeoffs", "[\"shorter context for lower latency\"]"),
    (
        Domain::Component,
        "card.ethical",
        "[{ \"name\": \"wrong advice\", \"mitigationStrategy\": \"a person reads every draft\" }]",
    ),
    (
        Domain::Component,
        "card.fairness",
        "[{ \"groupAtRisk\": \"speakers of dialects\", \"mitigationStrategy\": \"tested by region\" }]",
    ),
    (
        Domain::Component,
        "card.energy",
        "[{ \"activity\": \"training\", \"energyProviders\": [], \"activityEnergyCost\": { \"value\": 12, \"unit\": \"kWh\" } }]",
    ),
    (Domain::Component, "owner.share", "0.6"),
    (Domain::Component, "channel.name", "pkg:huggingface/example-labs/chat-7b"),
    (Domain::Component, "channel.country", "pkg:huggingface/example-labs/chat-7b"),
    (Domain::License, "text", "Apache-2.0"),
    (Domain::License, "acknowledgement", "concluded"),
    (Domain::Component, "annotations", "[{ \"subjects\": [\"model\"], \"text\": \"reviewed\" }]"),
    (Domain::License, "terms", "(the text of the licence)"),
    (Domain::License, "url", "https://vendor.example/licence.txt"),
    (Domain::Hash, "algorithm", "SHA-256"),
    (Domain::Hash, "strong", "SHA-256"),
    (Domain::Reference, "type", "model-card"),
    (Domain::Reference, "url", "https://vendor.example/chat-7b"),
    (Domain::Property, "name", "bomgate:hosting_country"),
    (Domain::Property, "value", "DE"),
    (Domain::Party, "name", "Example GmbH"),
    (Domain::Party, "country", "DE"),
    (Domain::Annotation, "text", "reviewed for use in call centres"),
    (Domain::Annotation, "annotator", "Example GmbH"),
    (Domain::Annotation, "date", "2026-11-22T09:00:00Z"),
    (Domain::Annotation, "type", "REVIEW"),
    (Domain::Data, "type", "dataset"),
    (Domain::Data, "name", "tickets-2025"),
    (Domain::Data, "url", "https://vendor.example/tickets-2025"),
    (Domain::Data, "classification", "internal"),
    (Domain::Data, "sensitive", "[\"personal data\"]"),
    (Domain::Data, "owner", "Example GmbH"),
    (Domain::Flow, "direction", "outbound"),
    (Domain::Flow, "classification", "internal"),
    (Domain::Composition, "aggregate", "complete"),
    (Domain::Link, "relation", "[{ \"ref\": \"app\", \"dependsOn\": [\"model\"] }]"),
];

/// The places of what is asked, each once, in the order asked.
pub(super) fn places(asked: &[Asked]) -> Vec<Place> {
    let mut places = Vec::new();
    for asked in asked {
        match asked {
            Asked::Field(domain, field) => of_field(*domain, field, &mut places),
            Asked::Property(name) => add(of_property(name), &mut places),
            Asked::Check(name) => of_paths(READS.iter().find(|(check, _)| check == name), &mut places),
            Asked::Document(_) => {}
        }
    }
    // That there are properties at all is asked by naming one.
    if places.iter().any(|place| place.field.starts_with("property ")) {
        places.retain(|place| !place.field.contains("properties") && !place.field.starts_with("property entry"));
    }
    places
}

fn add(place: Place, into: &mut Vec<Place>) {
    if !into.contains(&place) {
        into.push(place);
    }
}

fn of_paths(entry: Option<&(&str, &[&str])>, into: &mut Vec<Place>) {
    for path in entry.map_or(&[][..], |(_, paths)| paths) {
        if let Some(field) = find(Domain::Component, path) {
            of_field(Domain::Component, field, into);
        }
    }
}

fn of_field(domain: Domain, field: &'static Field, into: &mut Vec<Place>) {
    let spdx = spdx(domain, field.path);
    let head = field.path.split('.').next().unwrap_or_default();
    if domain == Domain::Buyer {
        return;
    }
    if domain == Domain::Component {
        // A country that a party and a property can state is asked for where it is stated outright.
        let holds = if [".name", ".named"].iter().any(|end| field.path.ends_with(end)) { Holds::Party } else { Holds::Country };
        let speaks = |dimension: Dimension| dimension.word().replace(' ', "_") == head;
        let property = PROPERTIES.iter().find(|property| property.dimension.is_some_and(speaks) && property.holds == holds);
        if field.cyclonedx.is_empty()
            && let Some(property) = property
        {
            return add(of_property(property.name), into);
        }
        if let Some(entry) = RESTS_ON.iter().find(|(path, _)| *path == head) {
            return of_paths(Some(entry), into);
        }
    }
    if field.cyclonedx.is_empty() && spdx.two.is_empty() && spdx.three.is_empty() {
        return;
    }
    let variable = match domain {
        Domain::Property => "property entry".to_owned(),
        other => other.word().to_owned(),
    };
    let example = EXAMPLES.iter().find(|(of, path, _)| (of, *path) == (&domain, field.path)).map_or("", |(.., example)| example);
    add(
        Place {
            field: format!("{variable}.{}", field.path),
            meaning: field.doc,
            cyclonedx: field.cyclonedx.to_owned(),
            spdx2: spdx.two.to_owned(),
            spdx3: spdx.three.to_owned(),
            example: example.to_owned(),
        },
        into,
    );
}

fn of_property(name: &str) -> Place {
    let known = PROPERTIES.iter().find(|property| property.name == name);
    let example = match known.map(|known| known.holds) {
        Some(Holds::Country) => "DE",
        Some(Holds::Party) => "Example Holding AG",
        Some(Holds::Share) => "0.6",
        Some(Holds::Word) | None => "(as the rule asks)",
    };
    Place {
        field: format!("property {name}"),
        meaning: known.map_or("", |known| known.doc),
        cyclonedx: format!("properties[] {{ \"name\": \"{name}\", \"value\": ... }}"),
        spdx2: String::new(),
        spdx3: format!("extension_cdxProperty {{ \"extension_cdxPropName\": \"{name}\", \"extension_cdxPropValue\": ... }}"),
        example: example.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::CHECKS;
    use crate::policy::field::{DOMAINS, fields};

    #[test]
    fn every_check_is_said_to_read_something_that_there_is() {
        let checks: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        for name in &checks {
            assert!(READS.iter().any(|(read, _)| read == name), "say in READS what `{name}` reads of a part");
        }
        for (name, paths) in READS.iter().chain(RESTS_ON) {
            assert!(paths.iter().all(|path| find(Domain::Component, path).is_some()), "{name}: {paths:?}");
        }
        assert!(READS.iter().all(|(name, _)| checks.contains(name)));
    }

    #[test]
    fn every_field_that_a_format_has_is_shown_by_example() {
        for domain in DOMAINS.iter().filter(|domain| **domain != Domain::Buyer) {
            for field in fields(*domain) {
                let mut places = Vec::new();
                of_field(*domain, field, &mut places);
                assert!(places.iter().all(|place| !place.example.is_empty()), "{} {}", domain.word(), field.path);
                assert!(field.cyclonedx.is_empty() || !places.is_empty(), "{} {}", domain.word(), field.path);
            }
        }
        for (domain, path, _) in EXAMPLES {
            assert!(find(*domain, path).is_some(), "{} {path}", domain.word());
        }
    }
}
