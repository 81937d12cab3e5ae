//! Places of SPDX 3.

use super::{Probe, probe, probe_all};
use serde_json::{Value, json};

/// Places in the graph of [`base`].
const CREATION: &str = "/@graph/0/created";
const NEW: &str = "/@graph/6";

/// A document of a package, a model, a dataset and a file that says next to nothing.
pub(crate) fn base() -> Value {
    json!({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
        {"type": "CreationInfo", "@id": "_:creation", "specVersion": "3.0.1"},
        element("SpdxDocument", "doc", json!({})),
        element("software_Package", "part", json!({"name": "part"})),
        element("ai_AIPackage", "model", json!({"name": "model"})),
        element("dataset_DatasetPackage", "data", json!({"name": "data"})),
        element("software_File", "file", json!({"name": "file"}))]})
}

fn element(class: &str, id: &str, more: Value) -> Value {
    let mut element = json!({"type": class, "spdxId": format!("urn:x:{id}"), "creationInfo": "_:creation"});
    element.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    element
}

fn relation(kind: &str, from: &str, to: &str) -> Value {
    element(
        "Relationship",
        "relation",
        json!({"relationshipType": kind, "from": format!("urn:x:{from}"), "to": [format!("urn:x:{to}")]}),
    )
}

fn properties(entries: &[(&str, &str)]) -> Value {
    let entry = |(name, value): &(&str, &str)| json!({"type": "extension_CdxPropertyEntry", "extension_cdxPropName": name, "extension_cdxPropValue": value});
    json!([{"type": "extension_CdxPropertiesExtension", "extension_cdxProperty": entries.iter().map(entry).collect::<Vec<_>>()}])
}

/// An organisation or a person with a country, and a place that names it.
fn agent(class: &str, key: &'static str, value: Value) -> Vec<(&'static str, Value)> {
    let house = element(class, "house", json!({"name": "House Q", "extension": properties(&[("bomgate:country", "DE")])}));
    vec![(NEW, house), (key, value)]
}

fn named(key: &'static str) -> Vec<(&'static str, Value)> {
    agent("Organization", key, if key.ends_with("suppliedBy") { json!("urn:x:house") } else { json!(["urn:x:house"]) })
}

/// The package is under a licence, which is an element of the graph.
fn licensed(relationship: &str, license: Value) -> Vec<(&'static str, Value)> {
    vec![(NEW, license), ("/@graph/7", relation(relationship, "part", "license"))]
}

fn expression(text: &str) -> Value {
    element("simplelicensing_LicenseExpression", "license", json!({"simplelicensing_licenseExpression": text}))
}

fn custom(more: Value) -> Value {
    let mut license = element("expandedlicensing_CustomLicense", "license", json!({"simplelicensing_licenseText": "Terms."}));
    license.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    license
}

/// A remark of an agent of the document, about the package.
fn remark() -> Vec<(&'static str, Value)> {
    let annotation =
        element("Annotation", "remark", json!({"annotationType": "review", "subject": "urn:x:part", "statement": "text q"}));
    vec![
        (CREATION, json!("2026-11-01T00:00:00Z")),
        ("/@graph/0/createdBy", json!(["urn:x:house"])),
        (NEW, element("Person", "house", json!({"name": "Reviewer Q"}))),
        ("/@graph/7", annotation),
    ]
}

fn stated(completeness: &str) -> Value {
    let mut relation = relation("dependsOn", "part", "data");
    relation["completeness"] = json!(completeness);
    relation
}

pub(crate) fn probes() -> Vec<Probe> {
    let numpy = json!("pkg:pypi/numpy@2.1.0");
    let identifier =
        |kind: &str, value: &str| json!([{"type": "ExternalIdentifier", "externalIdentifierType": kind, "identifier": value}]);
    let sha = json!([{"type": "Hash", "algorithm": "sha512", "hashValue": "a".repeat(128)}]);
    let reference = json!([{"type": "ExternalRef", "externalRefType": "vcs", "locator": ["https://q.example/r"]}]);
    let noncommercial = custom(json!({"simplelicensing_licenseText": "For non-commercial purposes only."}));
    let mut probes = vec![
        probe(
            "bom format",
            "@context",
            "/@context",
            json!("https://spdx.org/rdf/3.0.1/spdx-context.jsonld"),
            "bom.format == \"SPDX\"",
        )
        .against("/@context", json!("https://q.example/context.jsonld")),
        probe(
            "bom spec_version",
            "@context",
            "/@context",
            json!("https://spdx.org/rdf/3.0.0/spdx-context.jsonld"),
            "bom.spec_version == \"3.0.0\"",
        ),
        probe("bom serial", "SpdxDocument.spdxId", "/@graph/1/spdxId", json!("urn:x:other"), "bom.serial == \"urn:x:other\""),
        probe(
            "bom timestamp",
            "CreationInfo.created",
            CREATION,
            json!("2026-11-01T00:00:00Z"),
            "days_since(bom.timestamp) == 21",
        ),
        probe_all(
            "bom authors",
            "CreationInfo.createdBy",
            named("/@graph/0/createdBy"),
            "bom.authors.exists(p, p.name == \"House Q\")",
        ),
        probe(
            "bom lifecycles",
            "software_Sbom.software_sbomType",
            NEW,
            element("software_Sbom", "sbom", json!({"software_sbomType": ["build"]})),
            "\"build\" in bom.lifecycles",
        ),
        probe(
            "bom tools",
            "Tool",
            NEW,
            element("Tool", "tool", json!({"name": "maker"})),
            "bom.tools.exists(t, t.name == \"maker\")",
        ),
        probe_all("bom signed", "DSSE signatures", vec![], "bom.signed").enveloped("https://spdx.dev/Document"),
        probe("bom has_subject", "SpdxDocument.rootElement", "/@graph/1/rootElement", json!(["urn:x:part"]), "bom.has_subject"),
        probe_all(
            "bom has_subject",
            "software_Sbom.rootElement",
            vec![
                ("/@graph/1/rootElement", json!(["urn:x:sbom"])),
                (NEW, element("software_Sbom", "sbom", json!({"rootElement": ["urn:x:part"]}))),
            ],
            "bom.has_subject",
        ),
        probe(
            "bom has_dependencies",
            "Relationship (dependsOn)",
            NEW,
            relation("dependsOn", "part", "data"),
            "bom.has_dependencies",
        ),
        probe("bom compositions", "Relationship.completeness", NEW, stated("complete"), "has(bom.compositions)"),
        probe(
            "composition aggregate",
            "Relationship.completeness",
            NEW,
            stated("complete"),
            "bom.compositions.exists(c, c.aggregate == \"complete\")",
        ),
        probe(
            "composition aggregate",
            "Relationship.completeness",
            NEW,
            stated("incomplete"),
            "bom.compositions.exists(c, c.aggregate == \"incomplete\")",
        ),
        probe(
            "composition aggregate",
            "Relationship.completeness",
            NEW,
            stated("noAssertion"),
            "bom.compositions.exists(c, c.aggregate == \"unknown\")",
        ),
        probe(
            "component kind",
            "type",
            NEW,
            element("dataset_DatasetPackage", "q", json!({"name": "extra"})),
            "component.kind == \"dataset\" && component.name == \"extra\"",
        ),
        probe(
            "component kind",
            "software_primaryPurpose",
            "/@graph/2/software_primaryPurpose",
            json!("framework"),
            "component.kind == \"framework\"",
        ),
        probe(
            "component kind",
            "software_packageUrl",
            "/@graph/2/software_packageUrl",
            json!("pkg:huggingface/house/part@1"),
            "component.kind == \"model\" && component.name == \"part\"",
        ),
        probe(
            "component declared_type",
            "type",
            NEW,
            element("software_Snippet", "q", json!({"name": "extra"})),
            "component.declared_type == \"software_Snippet\"",
        ),
        probe(
            "component declared_type",
            "software_primaryPurpose",
            "/@graph/2/software_primaryPurpose",
            json!("firmware"),
            "component.declared_type == \"firmware\"",
        ),
        probe("component name", "name", "/@graph/2/name", json!("name-q"), "component.name == \"name-q\""),
        probe(
            "component version",
            "software_packageVersion",
            "/@graph/2/software_packageVersion",
            json!("1.2.3"),
            "component.version == \"1.2.3\"",
        ),
        probe("component ref", "spdxId", "/@graph/2/spdxId", json!("urn:x:q"), "component.ref == \"urn:x:q\""),
        probe(
            "component copyright",
            "software_copyrightText",
            "/@graph/2/software_copyrightText",
            json!("(c) q"),
            "component.copyright == \"(c) q\"",
        ),
        probe(
            "component description",
            "description",
            "/@graph/2/description",
            json!("text q"),
            "component.description == \"text q\"",
        ),
        probe("component description", "summary", "/@graph/2/summary", json!("text q"), "component.description == \"text q\""),
        probe(
            "component cpe",
            "externalIdentifier (cpe22, cpe23)",
            "/@graph/2/externalIdentifier",
            identifier("cpe23", "cpe:2.3:a:q:q:1:*:*:*:*:*:*:*"),
            "component.cpe == \"cpe:2.3:a:q:q:1:*:*:*:*:*:*:*\"",
        ),
        probe(
            "component cpe",
            "externalIdentifier (cpe22, cpe23)",
            "/@graph/2/externalIdentifier",
            identifier("cpe22", "cpe:/a:q:q:1"),
            "component.cpe == \"cpe:/a:q:q:1\"",
        ),
        probe_all(
            "component supplier.name",
            "suppliedBy",
            named("/@graph/2/suppliedBy"),
            "component.supplier.name == \"House Q\"",
        ),
        probe_all(
            "component supplier.country",
            "bomgate:country (agent)",
            named("/@graph/2/suppliedBy"),
            "component.supplier.country == \"DE\"",
        ),
        probe_all(
            "component manufacturer.name",
            "originatedBy",
            named("/@graph/2/originatedBy"),
            "component.manufacturer.name == \"House Q\"",
        ),
        probe_all(
            "component manufacturer.country",
            "bomgate:country (agent)",
            named("/@graph/2/originatedBy"),
            "component.manufacturer.country == \"DE\"",
        ),
        probe_all(
            "component publisher.name",
            "publishedBy",
            agent("Organization", "/@graph/7", relation("publishedBy", "part", "house")),
            "component.publisher.name == \"House Q\"",
        ),
        probe_all(
            "component publisher.name",
            "availableFrom",
            agent("Organization", "/@graph/7", relation("availableFrom", "part", "house")),
            "component.publisher.name == \"House Q\"",
        ),
        probe_all(
            "component authors",
            "originatedBy (Person)",
            agent("Person", "/@graph/2/originatedBy", json!(["urn:x:house"])),
            "component.authors.exists(p, p.name == \"House Q\")",
        ),
        probe_all("component has_party", "suppliedBy", named("/@graph/2/suppliedBy"), "component.has_party"),
        probe_all("component has_party", "originatedBy", named("/@graph/2/originatedBy"), "component.has_party"),
        probe_all(
            "component has_party",
            "publishedBy",
            agent("Organization", "/@graph/7", relation("publishedBy", "part", "house")),
            "component.has_party",
        ),
        probe_all(
            "component licenses",
            "hasConcludedLicense",
            licensed("hasConcludedLicense", expression("ISC")),
            "size(component.licenses) == 1",
        ),
        probe_all(
            "component licenses",
            "hasDeclaredLicense",
            licensed("hasDeclaredLicense", expression("ISC")),
            "size(component.licenses) == 1",
        ),
        probe_all(
            "component license_class",
            "hasConcludedLicense",
            licensed("hasConcludedLicense", expression("MIT")),
            "component.license_class == \"open\"",
        ),
        probe_all(
            "component license_class",
            "hasDeclaredLicense",
            licensed("hasDeclaredLicense", expression("MIT")),
            "component.license_class == \"open\"",
        ),
        probe_all(
            "component license_class",
            "simplelicensing_licenseText",
            licensed("hasDeclaredLicense", noncommercial.clone()),
            "component.license_class == \"noncommercial\"",
        ),
        probe("component hashes", "verifiedUsing", "/@graph/2/verifiedUsing", sha.clone(), "size(component.hashes) == 1"),
        probe(
            "component references",
            "externalRef",
            "/@graph/2/externalRef",
            reference.clone(),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "component references",
            "software_homePage",
            "/@graph/2/software_homePage",
            json!("https://q.example/r"),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "component references",
            "software_downloadLocation",
            "/@graph/2/software_downloadLocation",
            json!("https://q.example/r"),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "component properties",
            "extension (extension_CdxPropertyEntry)",
            "/@graph/2/extension",
            properties(&[("q", "v")]),
            "property(component, \"q\") == \"v\"",
        ),
        probe(
            "component properties",
            "keys without a field of their own as spdx3:KEY",
            "/@graph/2/supportLevel",
            json!(["support"]),
            "property(component, \"spdx3:supportLevel\") == \"support\"",
        ),
        probe_all(
            "component annotations",
            "Annotation",
            remark(),
            "component.annotations.exists(a, a.text == \"text q\") && component.name == \"part\"",
        ),
        probe(
            "component data",
            "keys of the Dataset profile",
            "/@graph/4/dataset_datasetType",
            json!(["text"]),
            "has(component.data)",
        ),
        probe(
            "component dependencies",
            "dependsOn",
            NEW,
            relation("dependsOn", "part", "data"),
            "component.dependencies.exists(c, c.name == \"data\")",
        ),
        probe(
            "component inner",
            "contains",
            NEW,
            relation("contains", "part", "file"),
            "component.inner.exists(c, c.name == \"file\")",
        ),
        probe(
            "component inner",
            "software_snippetFromFile",
            NEW,
            element("software_Snippet", "q", json!({"name": "extra", "software_snippetFromFile": "urn:x:file"})),
            "component.inner.exists(c, c.name == \"extra\")",
        ),
        probe_all(
            "component base_models",
            "descendantOf",
            vec![
                (NEW, element("ai_AIPackage", "base", json!({"name": "base"}))),
                ("/@graph/7", relation("descendantOf", "model", "base")),
            ],
            "component.base_models.exists(c, c.name == \"base\")",
        ),
        probe_all(
            "component base_models",
            "ancestorOf",
            vec![
                (NEW, element("ai_AIPackage", "base", json!({"name": "base"}))),
                ("/@graph/7", relation("ancestorOf", "base", "model")),
            ],
            "component.base_models.exists(c, c.name == \"base\")",
        ),
        probe(
            "component datasets",
            "trainedOn",
            NEW,
            relation("trainedOn", "model", "data"),
            "component.datasets.exists(c, c.name == \"data\")",
        ),
        probe(
            "component owner.share",
            "extension: bomgate:ownership_share",
            "/@graph/2/extension",
            properties(&[("bomgate:ultimate_owner", "House Q"), ("bomgate:ownership_share", "60%")]),
            "component.owner.share == 0.6",
        ),
        probe("component has_card", "keys of the AI profile", "/@graph/3/ai_domain", json!(["speech"]), "component.has_card"),
        probe("component card.task", "ai_domain", "/@graph/3/ai_domain", json!(["task-q"]), "component.card.task == \"task-q\""),
        probe(
            "component card.architecture_family",
            "ai_typeOfModel",
            "/@graph/3/ai_typeOfModel",
            json!(["family-q"]),
            "component.card.architecture_family == \"family-q\"",
        ),
        probe(
            "component card.approach",
            "ai_typeOfModel",
            "/@graph/3/ai_typeOfModel",
            json!(["supervised"]),
            "component.card.approach == \"supervised\"",
        ),
        probe(
            "component card.metrics",
            "ai_metric",
            "/@graph/3/ai_metric",
            json!([{"type": "DictionaryEntry", "key": "f1", "value": "0.9"}]),
            "component.card.metrics == 1",
        ),
        probe(
            "component card.use_cases",
            "ai_informationAboutApplication",
            "/@graph/3/ai_informationAboutApplication",
            json!("letters"),
            "component.card.use_cases == 1",
        ),
        probe(
            "component card.limitations",
            "ai_limitation",
            "/@graph/3/ai_limitation",
            json!("law"),
            "component.card.limitations == 1",
        ),
        probe(
            "component card.energy",
            "ai_energyConsumption",
            "/@graph/3/ai_energyConsumption",
            json!({"type": "ai_EnergyConsumption", "ai_trainingEnergyConsumption": [{"type": "ai_EnergyConsumptionDescription", "ai_energyQuantity": "12", "ai_energyUnit": "kilowattHour"}]}),
            "component.card.energy == 1",
        ),
        probe_all(
            "licence entry text",
            "simplelicensing_licenseExpression",
            licensed("hasDeclaredLicense", expression("MIT OR ISC")),
            "component.licenses.exists(l, l.text == \"MIT OR ISC\")",
        ),
        probe(
            "licence entry text",
            "licence of the SPDX list",
            NEW,
            element(
                "Relationship",
                "relation",
                json!({"relationshipType": "hasDeclaredLicense", "from": "urn:x:part", "to": ["https://spdx.org/licenses/ISC"]}),
            ),
            "component.licenses.exists(l, l.text == \"ISC\")",
        ),
        probe_all(
            "licence entry text",
            "expandedlicensing_CustomLicense.name",
            licensed("hasDeclaredLicense", custom(json!({"name": "terms q"}))),
            "component.licenses.exists(l, l.text == \"terms q\")",
        ),
        probe_all(
            "licence entry acknowledgement",
            "which of the two relationships",
            licensed("hasConcludedLicense", expression("MIT")),
            "component.licenses.exists(l, l.acknowledgement == \"concluded\")",
        ),
        probe_all(
            "licence entry acknowledgement",
            "which of the two relationships",
            licensed("hasDeclaredLicense", expression("MIT")),
            "component.licenses.exists(l, l.acknowledgement == \"declared\")",
        ),
        probe_all(
            "licence entry url",
            "expandedlicensing_seeAlso",
            licensed(
                "hasDeclaredLicense",
                custom(json!({"name": "terms q", "expandedlicensing_seeAlso": ["https://q.example/l"]})),
            ),
            "component.licenses.exists(l, l.url == \"https://q.example/l\")",
        ),
        probe_all(
            "licence entry terms",
            "simplelicensing_licenseText",
            licensed("hasDeclaredLicense", noncommercial),
            "component.licenses.exists(l, l.terms == \"noncommercial\")",
        ),
        probe(
            "hash algorithm",
            "Hash.algorithm",
            "/@graph/2/verifiedUsing",
            sha.clone(),
            "component.hashes.exists(h, h.algorithm == \"SHA-512\")",
        ),
        probe("hash strong", "Hash.algorithm", "/@graph/2/verifiedUsing", sha, "component.hashes.exists(h, h.strong)"),
        probe(
            "reference type",
            "externalRef.externalRefType",
            "/@graph/2/externalRef",
            reference.clone(),
            "component.references.exists(r, r.type == \"vcs\")",
        ),
        probe(
            "reference url",
            "externalRef.locator",
            "/@graph/2/externalRef",
            reference,
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "property name",
            "extension_cdxPropName",
            "/@graph/2/extension",
            properties(&[("name-q", "v")]),
            "component.properties.exists(p, p.name == \"name-q\")",
        ),
        probe(
            "property value",
            "extension_cdxPropValue",
            "/@graph/2/extension",
            properties(&[("n", "value-q")]),
            "component.properties.exists(p, p.value == \"value-q\")",
        ),
        probe_all("party name", "Agent.name", named("/@graph/0/createdBy"), "bom.authors.exists(p, p.name == \"House Q\")"),
        probe_all(
            "party country",
            "bomgate:country (agent)",
            named("/@graph/0/createdBy"),
            "bom.authors.exists(p, p.country == \"DE\")",
        ),
        probe_all("annotation text", "Annotation.statement", remark(), "component.annotations.exists(a, a.text == \"text q\")"),
        probe_all(
            "annotation annotator",
            "CreationInfo.createdBy",
            remark(),
            "component.annotations.exists(a, a.annotator == \"Reviewer Q\")",
        ),
        probe_all(
            "annotation date",
            "CreationInfo.created",
            remark(),
            "component.annotations.exists(a, days_since(a.date) == 21)",
        ),
        probe_all(
            "annotation type",
            "Annotation.annotationType",
            remark(),
            "component.annotations.exists(a, a.type == \"review\")",
        ),
        probe(
            "data item type",
            "dataset_DatasetPackage",
            "/@graph/4/dataset_datasetType",
            json!(["text"]),
            "component.data.exists(d, d.type == \"dataset\")",
        ),
        probe_all(
            "data item name",
            "name",
            vec![("/@graph/4/dataset_datasetType", json!(["text"])), ("/@graph/4/name", json!("data-q"))],
            "component.data.exists(d, d.name == \"data-q\")",
        ),
        probe_all(
            "data item url",
            "software_downloadLocation",
            vec![
                ("/@graph/4/dataset_datasetType", json!(["text"])),
                ("/@graph/4/software_downloadLocation", json!("https://q.example/d")),
            ],
            "component.data.exists(d, d.url == \"https://q.example/d\")",
        ),
        probe(
            "data item classification",
            "dataset_confidentialityLevel",
            "/@graph/4/dataset_confidentialityLevel",
            json!("red"),
            "component.data.exists(d, d.classification == \"red\")",
        ),
        probe(
            "data item sensitive",
            "dataset_hasSensitivePersonalInformation",
            "/@graph/4/dataset_hasSensitivePersonalInformation",
            json!("yes"),
            "component.data.exists(d, d.sensitive == 1)",
        ),
        probe(
            "link relation",
            "Relationship.relationshipType",
            NEW,
            relation("hasVariant", "part", "model"),
            "link.relation == \"is a variant of\"",
        ),
    ];
    for field in
        ["component purl", "component purl_valid", "component ecosystem", "component channel.name", "component channel.country"]
    {
        let ask = match field {
            "component purl" => "component.purl == \"pkg:pypi/numpy@2.1.0\"",
            "component purl_valid" => "component.purl_valid",
            "component ecosystem" => "component.ecosystem == \"PyPI\"",
            "component channel.name" => "has(component.channel.name)",
            _ => "has(component.channel.country)",
        };
        probes.push(probe(field, "software_packageUrl", "/@graph/2/software_packageUrl", numpy.clone(), ask));
        if !field.contains("channel") {
            probes.push(probe(
                field,
                "externalIdentifier (packageUrl)",
                "/@graph/2/externalIdentifier",
                identifier("packageUrl", "pkg:pypi/numpy@2.1.0"),
                ask,
            ));
        }
    }
    for class in ["software_Package", "software_File", "software_Snippet", "ai_AIPackage", "dataset_DatasetPackage"] {
        probes.push(probe(
            "bom components",
            class,
            NEW,
            element(class, "q", json!({"name": "extra"})),
            "bom.components.exists(c, c.name == \"extra\")",
        ));
    }
    let set = vec![("/@graph/3/ai_domain", json!(["speech"])), (NEW, relation("trainedOn", "model", "data"))];
    probes.push(probe_all("component card.datasets", "trainedOn", set, "component.card.datasets == 1"));
    let alternative = properties(&[("bomgate:alternative", "another part")]);
    let place = "extension: bomgate:alternative";
    probes.push(probe("component alternative", place, "/@graph/2/extension", alternative, "has(component.alternative)"));
    probes
}
