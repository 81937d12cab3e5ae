//! A bill written as SPDX 3.0.1 JSON-LD, from its CycloneDX JSON: what SPDX 3 has a place for.

use crate::spdx2::{license, numbers};
use serde_json::{Map, Value, json};

fn id(at: usize) -> String {
    format!("https://example.org/bill/{at}")
}

fn element(class: &str, id: &str, more: Value) -> Value {
    let mut out = json!({"type": class, "spdxId": id, "creationInfo": "_:creation"});
    out.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    out
}

fn relation(word: &str, from: &str, to: &[String]) -> Value {
    let id = format!("{from}/{word}");
    element("Relationship", &id, json!({"relationshipType": word, "from": from, "to": to}))
}

fn part(at: usize, component: &Value, agents: &mut Map<String, Value>, graph: &mut Vec<Value>) {
    let id = id(at);
    let (class, purpose) = match component["type"].as_str().unwrap() {
        "machine-learning-model" => ("ai_AIPackage", "model"),
        "data" => ("dataset_DatasetPackage", "data"),
        "framework" => ("software_Package", "framework"),
        "application" => ("software_Package", "application"),
        _ => ("software_Package", "library"),
    };
    let mut more = json!({"name": component["name"], "software_primaryPurpose": purpose});
    for (key, to) in [("version", "software_packageVersion"), ("description", "description"), ("purl", "software_packageUrl")] {
        if let Some(said) = component.get(key) {
            more[to] = said.clone();
        }
    }
    if class == "dataset_DatasetPackage" {
        more["dataset_datasetType"] = json!(["text"]);
    }
    if let Some(name) = component["supplier"]["name"].as_str() {
        let fresh = format!("https://example.org/agent/{}", agents.len());
        more["suppliedBy"] = agents.entry(name).or_insert(json!(fresh)).clone();
    }
    if let Some(hashes) = component["hashes"].as_array() {
        let hash = |one: &Value| {
            let algorithm = one["alg"].as_str().unwrap().replace('-', "").to_lowercase();
            json!({"type": "Hash", "algorithm": algorithm, "hashValue": one["content"]})
        };
        more["verifiedUsing"] = json!(hashes.iter().map(hash).collect::<Vec<_>>());
    }
    graph.push(element(class, &id, more));
    if let Some((license, _)) = license(component) {
        let at = format!("{id}/license");
        graph.push(element("simplelicensing_LicenseExpression", &at, json!({"simplelicensing_licenseExpression": license})));
        graph.push(relation("hasDeclaredLicense", &id, &[at]));
    }
}

/// The bill as JSON-LD.
pub(crate) fn as_json(bill: &Value) -> String {
    let numbers = numbers(bill);
    let (mut agents, mut graph) = (Map::new(), Vec::new());
    let subject = std::iter::once(&bill["metadata"]["component"]);
    for (at, component) in subject.chain(bill["components"].as_array().unwrap()).enumerate() {
        part(at, component, &mut agents, &mut graph);
        let ancestors = component["pedigree"]["ancestors"].as_array().into_iter().flatten();
        let ancestors: Vec<String> = ancestors.map(|one| id(numbers[one["purl"].as_str().unwrap()])).collect();
        if !ancestors.is_empty() {
            graph.push(relation("descendantOf", &id(at), &ancestors));
        }
    }
    for entry in bill["dependencies"].as_array().unwrap() {
        let to = entry["dependsOn"].as_array().into_iter().flatten();
        let to: Vec<String> = to.map(|to| id(numbers[to.as_str().unwrap()])).collect();
        if !to.is_empty() {
            graph.push(relation("dependsOn", &id(numbers[entry["ref"].as_str().unwrap()]), &to));
        }
    }
    graph.extend(agents.iter().map(|(name, id)| element("Organization", id.as_str().unwrap(), json!({"name": name}))));
    let vendor = "https://example.org/vendor";
    graph.push(element("Organization", vendor, json!({"name": "Vendor AG"})));
    graph.push(json!({"type": "CreationInfo", "@id": "_:creation", "specVersion": "3.0.1", "created": "2026-11-01T00:00:00Z",
        "createdBy": [vendor]}));
    let root = json!({"profileConformance": ["core", "software", "ai", "dataset", "simpleLicensing"], "rootElement": [id(0)]});
    graph.push(element("SpdxDocument", "https://example.org/bill", root));
    json!({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph}).to_string()
}
