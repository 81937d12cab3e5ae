//! Places of CycloneDX.

use super::{Probe, probe, probe_all};
use serde_json::{Value, json};

/// A bill of two libraries that says next to nothing.
pub(crate) fn base() -> Value {
    json!({"bomFormat": "CycloneDX", "specVersion": "1.7", "components": [
        {"type": "library", "name": "part"}, {"type": "machine-learning-model", "bom-ref": "base", "name": "base"}]})
}

fn model() -> (&'static str, Value) {
    ("/components/0/type", json!("machine-learning-model"))
}

fn referred() -> (&'static str, Value) {
    ("/components/0/bom-ref", json!("part"))
}

/// A service that is named and no more.
fn service(key: &'static str, value: Value) -> Vec<(&'static str, Value)> {
    vec![("/services/0/name", json!("api")), (key, value)]
}

pub(crate) fn probes() -> Vec<Probe> {
    let house = json!({"name": "House Q"});
    let address = json!({"name": "House Q", "address": {"country": "DE"}});
    let purl = "pkg:pypi/numpy@2.1.0";
    let mut probes = vec![
        probe("bom format", "bomFormat", "/bomFormat", json!("CycloneDX"), "bom.format == \"CycloneDX\"")
            .against("/bomFormat", json!("Other")),
        probe("bom spec_version", "specVersion", "/specVersion", json!("1.6"), "bom.spec_version == \"1.6\""),
        probe(
            "bom serial",
            "serialNumber",
            "/serialNumber",
            json!("urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"),
            "bom.serial == \"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79\"",
        ),
        probe("bom version", "version", "/version", json!(7), "bom.version == 7"),
        probe(
            "bom timestamp",
            "metadata.timestamp",
            "/metadata/timestamp",
            json!("2026-11-01T00:00:00Z"),
            "days_since(bom.timestamp) == 21",
        ),
        probe(
            "bom supplier.name",
            "metadata.supplier.name",
            "/metadata/supplier",
            house.clone(),
            "bom.supplier.name == \"House Q\"",
        ),
        probe(
            "bom manufacturer.name",
            "metadata.manufacturer.name",
            "/metadata/manufacturer",
            house.clone(),
            "bom.manufacturer.name == \"House Q\"",
        ),
        probe(
            "bom manufacturer.name",
            "metadata.manufacture.name",
            "/metadata/manufacture",
            house.clone(),
            "bom.manufacturer.name == \"House Q\"",
        ),
        probe(
            "bom authors",
            "metadata.authors",
            "/metadata/authors",
            json!([house]),
            "bom.authors.exists(p, p.name == \"House Q\")",
        ),
        probe(
            "bom lifecycles",
            "metadata.lifecycles",
            "/metadata/lifecycles",
            json!([{"phase": "build"}]),
            "\"build\" in bom.lifecycles",
        ),
        probe(
            "bom tools",
            "metadata.tools",
            "/metadata/tools",
            json!({"components": [{"type": "application", "name": "maker"}]}),
            "bom.tools.exists(t, t.name == \"maker\")",
        ),
        probe("bom signed", "signature", "/signature", json!({"algorithm": "ES256", "value": "AAAA"}), "bom.signed"),
        probe_all("bom signed", "DSSE signatures", vec![], "bom.signed").enveloped("https://cyclonedx.org/bom"),
        probe(
            "bom has_subject",
            "metadata.component",
            "/metadata/component",
            json!({"type": "application", "name": "app"}),
            "bom.has_subject",
        ),
        probe_all(
            "bom has_dependencies",
            "dependencies",
            vec![referred(), ("/dependencies", json!([{"ref": "part"}]))],
            "bom.has_dependencies",
        ),
        probe("bom compositions", "compositions", "/compositions", json!([{"aggregate": "complete"}]), "has(bom.compositions)"),
        probe("component kind", "type", "/components/0/type", json!("framework"), "component.kind == \"framework\""),
        probe(
            "component kind",
            "modelCard",
            "/components/0/modelCard",
            json!({}),
            "component.kind == \"model\" && component.name == \"part\"",
        ),
        probe(
            "component kind",
            "purl",
            "/components/0/purl",
            json!("pkg:huggingface/house/part@1"),
            "component.kind == \"model\" && component.name == \"part\"",
        ),
        probe_all(
            "component kind",
            "data",
            vec![("/components/0/type", json!("data")), ("/components/0/data", json!([{"type": "dataset"}]))],
            "component.kind == \"dataset\"",
        ),
        probe(
            "component declared_type",
            "type",
            "/components/0/type",
            json!("firmware"),
            "component.declared_type == \"firmware\"",
        ),
        probe("component name", "name", "/components/0/name", json!("name-q"), "component.name == \"name-q\""),
        probe("component version", "version", "/components/0/version", json!("1.2.3"), "component.version == \"1.2.3\""),
        probe("component group", "group", "/components/0/group", json!("group-q"), "component.group == \"group-q\""),
        probe("component ref", "bom-ref", "/components/0/bom-ref", json!("ref-q"), "component.ref == \"ref-q\""),
        probe("component purl", "purl", "/components/0/purl", json!(purl), "component.purl == \"pkg:pypi/numpy@2.1.0\""),
        probe("component purl_valid", "purl", "/components/0/purl", json!(purl), "component.purl_valid"),
        probe("component ecosystem", "purl", "/components/0/purl", json!(purl), "component.ecosystem == \"PyPI\""),
        probe("component channel.name", "purl", "/components/0/purl", json!(purl), "has(component.channel.name)"),
        probe("component channel.country", "purl", "/components/0/purl", json!(purl), "has(component.channel.country)"),
        probe(
            "component cpe",
            "cpe",
            "/components/0/cpe",
            json!("cpe:2.3:a:q:q:1:*:*:*:*:*:*:*"),
            "component.cpe == \"cpe:2.3:a:q:q:1:*:*:*:*:*:*:*\"",
        ),
        probe("component scope", "scope", "/components/0/scope", json!("optional"), "component.scope == \"optional\""),
        probe(
            "component description",
            "description",
            "/components/0/description",
            json!("text q"),
            "component.description == \"text q\"",
        ),
        probe("component copyright", "copyright", "/components/0/copyright", json!("(c) q"), "component.copyright == \"(c) q\""),
        probe(
            "component supplier.name",
            "supplier.name",
            "/components/0/supplier",
            house.clone(),
            "component.supplier.name == \"House Q\"",
        ),
        probe_all(
            "component supplier.name",
            "services: provider.name",
            service("/services/0/provider", house.clone()),
            "component.supplier.name == \"House Q\"",
        ),
        probe(
            "component supplier.country",
            "supplier.address.country",
            "/components/0/supplier",
            address.clone(),
            "component.supplier.country == \"DE\"",
        ),
        probe(
            "component manufacturer.name",
            "manufacturer.name",
            "/components/0/manufacturer",
            house.clone(),
            "component.manufacturer.name == \"House Q\"",
        ),
        probe(
            "component manufacturer.country",
            "manufacturer.address.country",
            "/components/0/manufacturer",
            address,
            "component.manufacturer.country == \"DE\"",
        ),
        probe(
            "component publisher.name",
            "publisher",
            "/components/0/publisher",
            json!("House Q"),
            "component.publisher.name == \"House Q\"",
        ),
        probe(
            "component authors",
            "authors",
            "/components/0/authors",
            json!([house]),
            "component.authors.exists(p, p.name == \"House Q\")",
        ),
        probe(
            "component authors",
            "author",
            "/components/0/author",
            json!("House Q"),
            "component.authors.exists(p, p.name == \"House Q\")",
        ),
        probe("component has_party", "supplier", "/components/0/supplier", house.clone(), "component.has_party"),
        probe("component has_party", "manufacturer", "/components/0/manufacturer", house.clone(), "component.has_party"),
        probe("component has_party", "publisher", "/components/0/publisher", json!("House Q"), "component.has_party"),
        probe("component has_party", "authors", "/components/0/authors", json!([house]), "component.has_party"),
        probe(
            "component licenses",
            "licenses",
            "/components/0/licenses",
            json!([{"license": {"id": "MIT"}}]),
            "size(component.licenses) == 1",
        ),
        probe(
            "component license_class",
            "licenses",
            "/components/0/licenses",
            json!([{"license": {"id": "MIT"}}]),
            "component.license_class == \"open\"",
        ),
        probe(
            "component license_class",
            "licenses[].license.text",
            "/components/0/licenses",
            json!([{"license": {"name": "House terms", "text": {"content": "For non-commercial purposes only."}}}]),
            "component.license_class == \"noncommercial\"",
        ),
        probe(
            "component hashes",
            "hashes",
            "/components/0/hashes",
            json!([{"alg": "SHA-256", "content": "a".repeat(64)}]),
            "size(component.hashes) == 1",
        ),
        probe(
            "component references",
            "externalReferences",
            "/components/0/externalReferences",
            json!([{"type": "vcs", "url": "https://q.example/r"}]),
            "size(component.references) == 1",
        ),
        probe(
            "component properties",
            "properties",
            "/components/0/properties",
            json!([{"name": "q", "value": "v"}]),
            "property(component, \"q\") == \"v\"",
        ),
        probe_all(
            "component properties",
            "modelCard.properties",
            vec![model(), ("/components/0/modelCard/properties", json!([{"name": "q", "value": "v"}]))],
            "property(component, \"q\") == \"v\"",
        ),
        probe_all(
            "component annotations",
            "annotations",
            vec![
                referred(),
                (
                    "/annotations",
                    json!([{"subjects": ["part"], "annotator": {"organization": {"name": "House Q"}}, "timestamp": "2026-11-01T00:00:00Z", "text": "text q"}]),
                ),
            ],
            "component.annotations.exists(a, a.text == \"text q\") && component.name == \"part\"",
        ),
        probe(
            "component data",
            "data",
            "/components/0/data",
            json!([{"type": "dataset", "name": "data-q"}]),
            "has(component.data)",
        ),
        probe_all(
            "component data",
            "modelCard.modelParameters.datasets",
            vec![model(), ("/components/0/modelCard/modelParameters/datasets", json!([{"type": "dataset", "name": "data-q"}]))],
            "has(component.data)",
        ),
        probe_all(
            "component endpoints",
            "services[].endpoints",
            service("/services/0/endpoints", json!(["https://q.example/v1"])),
            "\"https://q.example/v1\" in component.endpoints",
        ),
        probe_all(
            "component flows",
            "services[].data",
            service("/services/0/data", json!([{"flow": "outbound", "classification": "internal"}])),
            "size(component.flows) == 1",
        ),
        probe_all(
            "component authenticated",
            "services[].authenticated",
            service("/services/0/authenticated", json!(true)),
            "component.authenticated",
        ),
        probe_all(
            "component crosses_boundary",
            "services[].x-trust-boundary",
            service("/services/0/x-trust-boundary", json!(true)),
            "component.crosses_boundary",
        ),
        probe_all(
            "component dependencies",
            "dependencies",
            vec![referred(), ("/dependencies", json!([{"ref": "part", "dependsOn": ["base"]}]))],
            "component.dependencies.exists(c, c.name == \"base\")",
        ),
        probe(
            "component inner",
            "components[].components",
            "/components/0/components",
            json!([{"type": "file", "name": "inner-q"}]),
            "component.inner.exists(c, c.name == \"inner-q\")",
        ),
        probe_all(
            "component base_models",
            "pedigree.ancestors",
            vec![model(), ("/components/0/pedigree/ancestors", json!([{"type": "machine-learning-model", "name": "base-q"}]))],
            "component.base_models.exists(c, c.name == \"base-q\")",
        ),
        probe_all(
            "component base_models",
            "dependencies",
            vec![model(), referred(), ("/dependencies", json!([{"ref": "part", "dependsOn": ["base"]}]))],
            "component.base_models.exists(c, c.name == \"base\")",
        ),
        probe_all(
            "component base_models",
            "properties",
            vec![model(), ("/components/0/properties", json!([{"name": "bomgate:base_model", "value": "house/base-q"}]))],
            "size(component.base_models) == 1",
        ),
        probe_all(
            "component datasets",
            "modelCard.modelParameters.datasets",
            vec![model(), ("/components/0/modelCard/modelParameters/datasets", json!([{"type": "dataset", "name": "data-q"}]))],
            "component.datasets.exists(c, c.name == \"data-q\")",
        ),
        probe_all(
            "component datasets",
            "dependencies",
            vec![
                model(),
                referred(),
                ("/components/2", json!({"type": "data", "bom-ref": "data", "name": "data-q", "data": [{"type": "dataset"}]})),
                ("/dependencies", json!([{"ref": "part", "dependsOn": ["data"]}])),
            ],
            "component.datasets.exists(c, c.name == \"data-q\")",
        ),
        probe(
            "component owner.share",
            "properties: bomgate:ownership_share",
            "/components/0/properties",
            json!([{"name": "bomgate:ultimate_owner", "value": "House Q"}, {"name": "bomgate:ownership_share", "value": "60%"}]),
            "component.owner.share == 0.6",
        ),
        probe_all("component has_card", "modelCard", vec![model(), ("/components/0/modelCard", json!({}))], "component.has_card"),
        probe(
            "licence entry text",
            "licenses[].license.id",
            "/components/0/licenses",
            json!([{"license": {"id": "ISC"}}]),
            "component.licenses.exists(l, l.text == \"ISC\")",
        ),
        probe(
            "licence entry text",
            ".name",
            "/components/0/licenses",
            json!([{"license": {"name": "terms q"}}]),
            "component.licenses.exists(l, l.text == \"terms q\")",
        ),
        probe(
            "licence entry text",
            "licenses[].expression",
            "/components/0/licenses",
            json!([{"expression": "MIT OR ISC"}]),
            "component.licenses.exists(l, l.text == \"MIT OR ISC\")",
        ),
        probe(
            "licence entry acknowledgement",
            "licenses[].license.acknowledgement",
            "/components/0/licenses",
            json!([{"license": {"id": "MIT", "acknowledgement": "concluded"}}]),
            "component.licenses.exists(l, l.acknowledgement == \"concluded\")",
        ),
        probe(
            "licence entry url",
            "licenses[].license.url",
            "/components/0/licenses",
            json!([{"license": {"id": "MIT", "url": "https://q.example/l"}}]),
            "component.licenses.exists(l, l.url == \"https://q.example/l\")",
        ),
        probe(
            "licence entry terms",
            "licenses[].license.text",
            "/components/0/licenses",
            json!([{"license": {"name": "terms q", "text": {"content": "For noncommercial use only."}}}]),
            "component.licenses.exists(l, l.terms == \"noncommercial\")",
        ),
        probe(
            "hash algorithm",
            "hashes[].alg",
            "/components/0/hashes",
            json!([{"alg": "SHA-512", "content": "a".repeat(128)}]),
            "component.hashes.exists(h, h.algorithm == \"SHA-512\")",
        ),
        probe(
            "hash strong",
            "hashes[].alg",
            "/components/0/hashes",
            json!([{"alg": "SHA-512", "content": "a".repeat(128)}]),
            "component.hashes.exists(h, h.strong)",
        ),
        probe(
            "reference type",
            "externalReferences[].type",
            "/components/0/externalReferences",
            json!([{"type": "vcs", "url": "https://q.example/r"}]),
            "component.references.exists(r, r.type == \"vcs\")",
        ),
        probe(
            "reference url",
            "externalReferences[].url",
            "/components/0/externalReferences",
            json!([{"type": "vcs", "url": "https://q.example/r"}]),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "property name",
            "properties[].name",
            "/components/0/properties",
            json!([{"name": "name-q", "value": "v"}]),
            "component.properties.exists(p, p.name == \"name-q\")",
        ),
        probe(
            "property value",
            "properties[].value",
            "/components/0/properties",
            json!([{"name": "n", "value": "value-q"}]),
            "component.properties.exists(p, p.value == \"value-q\")",
        ),
        probe(
            "party name",
            "name",
            "/components/0/authors",
            json!([{"name": "Author Q"}]),
            "component.authors.exists(p, p.name == \"Author Q\")",
        ),
        probe(
            "data item type",
            "data[].type",
            "/components/0/data",
            json!([{"type": "configuration"}]),
            "component.data.exists(d, d.type == \"configuration\")",
        ),
        probe(
            "data item name",
            "data[].name",
            "/components/0/data",
            json!([{"type": "dataset", "name": "data-q"}]),
            "component.data.exists(d, d.name == \"data-q\")",
        ),
        probe(
            "data item url",
            "data[].contents.url",
            "/components/0/data",
            json!([{"type": "dataset", "contents": {"url": "https://q.example/d"}}]),
            "component.data.exists(d, d.url == \"https://q.example/d\")",
        ),
        probe(
            "data item classification",
            "data[].classification",
            "/components/0/data",
            json!([{"type": "dataset", "classification": "secret-q"}]),
            "component.data.exists(d, d.classification == \"secret-q\")",
        ),
        probe(
            "data item sensitive",
            "data[].sensitiveData",
            "/components/0/data",
            json!([{"type": "dataset", "sensitiveData": ["health"]}]),
            "component.data.exists(d, d.sensitive == 1)",
        ),
        probe(
            "data item owner",
            "data[].governance.owners",
            "/components/0/data",
            json!([{"type": "dataset", "governance": {"owners": [{"organization": {"name": "House Q"}}]}}]),
            "component.data.exists(d, d.owner == \"House Q\")",
        ),
        probe_all(
            "data flow direction",
            "services[].data[].flow",
            service("/services/0/data", json!([{"flow": "outbound", "classification": "c"}])),
            "component.flows.exists(f, f.direction == \"outbound\")",
        ),
        probe_all(
            "data flow classification",
            "services[].data[].classification",
            service("/services/0/data", json!([{"flow": "outbound", "classification": "class-q"}])),
            "component.flows.exists(f, f.classification == \"class-q\")",
        ),
        probe(
            "composition aggregate",
            "compositions[].aggregate",
            "/compositions",
            json!([{"aggregate": "complete"}]),
            "bom.compositions.exists(c, c.aggregate == \"complete\")",
        ),
        probe_all(
            "link relation",
            "dependencies",
            vec![referred(), ("/dependencies", json!([{"ref": "part", "dependsOn": ["base"]}]))],
            "link.relation == \"depends on\"",
        ),
        probe(
            "link relation",
            "pedigree",
            "/components/0/pedigree/ancestors",
            json!([{"type": "library", "name": "q"}]),
            "link.relation == \"was made from\"",
        ),
        probe_all(
            "link relation",
            "modelCard",
            vec![model(), ("/components/0/modelCard/modelParameters/datasets", json!([{"type": "dataset", "name": "q"}]))],
            "link.relation == \"was trained on\"",
        ),
    ];
    for (place, pointer, value) in [
        ("components", "/components/2", json!({"type": "library", "name": "extra"})),
        ("services", "/services/0", json!({"name": "extra"})),
        ("pedigree", "/components/0/pedigree/ancestors", json!([{"type": "library", "name": "extra"}])),
        ("modelCard", "/components/0/modelCard/modelParameters/datasets", json!([{"type": "dataset", "name": "extra"}])),
        ("formulation", "/formulation/0/components", json!([{"type": "library", "name": "extra"}])),
    ] {
        probes.push(probe("bom components", place, pointer, value, "bom.components.exists(c, c.name == \"extra\")"));
    }
    let annotation = json!({"subjects": ["part"], "annotator": {"organization": {"name": "House Q"}}, "timestamp": "2026-11-01T00:00:00Z", "text": "text q"});
    let person = json!({"subjects": ["part"], "annotator": {"individual": {"name": "Person Q"}}, "timestamp": "2026-11-01T00:00:00Z", "text": "text q"});
    for (field, place, value, ask) in [
        ("annotation text", "annotations[].text", &annotation, "component.annotations.exists(a, a.text == \"text q\")"),
        (
            "annotation annotator",
            "annotations[].annotator.organization.name",
            &annotation,
            "component.annotations.exists(a, a.annotator == \"House Q\")",
        ),
        (
            "annotation annotator",
            "annotations[].annotator.individual.name",
            &person,
            "component.annotations.exists(a, a.annotator == \"Person Q\")",
        ),
        ("annotation date", "annotations[].timestamp", &annotation, "component.annotations.exists(a, days_since(a.date) == 21)"),
    ] {
        probes.push(probe_all(field, place, vec![referred(), ("/annotations", json!([value]))], ask));
    }
    for (field, place, key, value, ask) in [
        (
            "component card.task",
            "modelCard.modelParameters.task",
            "/components/0/modelCard/modelParameters/task",
            json!("task-q"),
            "component.card.task == \"task-q\"",
        ),
        (
            "component card.architecture_family",
            "modelCard.modelParameters.architectureFamily",
            "/components/0/modelCard/modelParameters/architectureFamily",
            json!("family-q"),
            "component.card.architecture_family == \"family-q\"",
        ),
        (
            "component card.architecture",
            "modelCard.modelParameters.modelArchitecture",
            "/components/0/modelCard/modelParameters/modelArchitecture",
            json!("arch-q"),
            "component.card.architecture == \"arch-q\"",
        ),
        (
            "component card.approach",
            "modelCard.modelParameters.approach.type",
            "/components/0/modelCard/modelParameters/approach",
            json!({"type": "supervised"}),
            "component.card.approach == \"supervised\"",
        ),
        (
            "component card.datasets",
            "modelCard.modelParameters.datasets",
            "/components/0/modelCard/modelParameters/datasets",
            json!([{"type": "dataset", "name": "q"}]),
            "component.card.datasets == 1",
        ),
        (
            "component card.inputs",
            "modelCard.modelParameters.inputs",
            "/components/0/modelCard/modelParameters/inputs",
            json!([{"format": "text"}]),
            "component.card.inputs == 1",
        ),
        (
            "component card.outputs",
            "modelCard.modelParameters.outputs",
            "/components/0/modelCard/modelParameters/outputs",
            json!([{"format": "text"}]),
            "component.card.outputs == 1",
        ),
        (
            "component card.metrics",
            "modelCard.quantitativeAnalysis.performanceMetrics",
            "/components/0/modelCard/quantitativeAnalysis/performanceMetrics",
            json!([{"type": "accuracy", "value": "0.9"}]),
            "component.card.metrics == 1",
        ),
        (
            "component card.users",
            "modelCard.considerations.users",
            "/components/0/modelCard/considerations/users",
            json!(["clerks"]),
            "component.card.users == 1",
        ),
        (
            "component card.use_cases",
            "modelCard.considerations.useCases",
            "/components/0/modelCard/considerations/useCases",
            json!(["letters"]),
            "component.card.use_cases == 1",
        ),
        (
            "component card.limitations",
            "modelCard.considerations.technicalLimitations",
            "/components/0/modelCard/considerations/technicalLimitations",
            json!(["law"]),
            "component.card.limitations == 1",
        ),
        (
            "component card.tradeoffs",
            "modelCard.considerations.performanceTradeoffs",
            "/components/0/modelCard/considerations/performanceTradeoffs",
            json!(["speed"]),
            "component.card.tradeoffs == 1",
        ),
        (
            "component card.ethical",
            "modelCard.considerations.ethicalConsiderations",
            "/components/0/modelCard/considerations/ethicalConsiderations",
            json!([{"name": "advice"}]),
            "component.card.ethical == 1",
        ),
        (
            "component card.fairness",
            "modelCard.considerations.fairnessAssessments",
            "/components/0/modelCard/considerations/fairnessAssessments",
            json!([{"groupAtRisk": "dialects"}]),
            "component.card.fairness == 1",
        ),
        (
            "component card.energy",
            "modelCard.considerations.environmentalConsiderations.energyConsumptions",
            "/components/0/modelCard/considerations/environmentalConsiderations/energyConsumptions",
            json!([{"activity": "training", "energyProviders": [], "activityEnergyCost": {"value": 12, "unit": "kWh"}}]),
            "component.card.energy == 1",
        ),
    ] {
        probes.push(probe_all(field, place, vec![model(), (key, value)], ask));
    }
    let alternative = json!([{"name": "bomgate:alternative", "value": "another part"}]);
    let place = "properties: bomgate:alternative";
    probes.push(probe("component alternative", place, "/components/0/properties", alternative, "has(component.alternative)"));
    probes
}
