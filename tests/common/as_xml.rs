//! A bill written as CycloneDX XML, from its JSON. Knows what the bills of tests and benches hold.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use serde_json::{Map, Value};

/// Element names of arrays: key, element.
const ITEMS: &[(&str, &str)] = &[
    ("components", "component"),
    ("ancestors", "component"),
    ("descendants", "component"),
    ("variants", "component"),
    ("services", "service"),
    ("hashes", "hash"),
    ("externalReferences", "reference"),
    ("properties", "property"),
    ("authors", "author"),
    ("lifecycles", "lifecycle"),
    ("tools", "tool"),
    ("endpoints", "endpoint"),
    ("tags", "tag"),
    ("datasets", "dataset"),
    ("inputs", "input"),
    ("outputs", "output"),
    ("performanceMetrics", "performanceMetric"),
    ("users", "user"),
    ("useCases", "useCase"),
    ("technicalLimitations", "technicalLimitation"),
    ("performanceTradeoffs", "performanceTradeoff"),
    ("ethicalConsiderations", "ethicalConsideration"),
    ("fairnessAssessments", "fairnessAssessment"),
    ("energyConsumptions", "energyConsumption"),
    ("owners", "owner"),
    ("stewards", "steward"),
    ("custodians", "custodian"),
    ("compositions", "composition"),
    ("annotations", "annotation"),
    ("formulation", "formula"),
];

/// Arrays without an element around them.
const BARE: &[&str] = &["url", "contact", "data", "sensitiveData", "energyProviders"];

/// Text or an attribute value, escaped.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "&#10;")
}

/// The whole document.
pub fn as_xml(bill: &Value) -> String {
    let map = bill.as_object().unwrap();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/{}\"",
        map["specVersion"].as_str().unwrap()
    );
    for key in ["serialNumber", "version"] {
        if let Some(value) = map.get(key) {
            out.push_str(&format!(" {key}=\"{}\"", plain(value)));
        }
    }
    out.push_str(">\n");
    for (key, value) in map {
        if !matches!(key.as_str(), "bomFormat" | "specVersion" | "serialNumber" | "version" | "$schema") {
            member(key, value, &mut out);
        }
    }
    out.push_str("</bom>\n");
    out
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), escaped)
}

fn member(key: &str, value: &Value, out: &mut String) {
    let Value::Array(items) = value else { return element(key, value, out) };
    if BARE.contains(&key) && items.iter().all(|item| item.get("flow").is_none()) {
        for item in items {
            element(key, item, out);
        }
        return;
    }
    out.push_str(&format!("<{key}>"));
    for item in items {
        match key {
            "dependencies" => dependency(item, out),
            "subjects" => out.push_str(&format!("<subject ref=\"{}\"/>", plain(item))),
            "licenses" => license(item, out),
            "datasets" if item.get("ref").is_some() => element("ref", &item["ref"], out),
            "data" => out.push_str(&format!(
                "<classification flow=\"{}\">{}</classification>",
                plain(&item["flow"]),
                plain(&item["classification"])
            )),
            _ => {
                let name = ITEMS.iter().find(|(array, _)| *array == key).unwrap_or_else(|| panic!("an array {key}")).1;
                element(name, item, out);
            }
        }
    }
    out.push_str(&format!("</{key}>\n"));
}

fn license(entry: &Value, out: &mut String) {
    match entry.get("license") {
        Some(license) => element("license", license, out),
        None => out.push_str(&format!("<expression>{}</expression>", plain(&entry["expression"]))),
    }
}

fn dependency(entry: &Value, out: &mut String) {
    out.push_str(&format!("<dependency ref=\"{}\">", plain(&entry["ref"])));
    for (key, name) in [("dependsOn", "dependency"), ("provides", "provides")] {
        for to in entry.get(key).and_then(Value::as_array).into_iter().flatten() {
            out.push_str(&format!("<{name} ref=\"{}\"/>", plain(to)));
        }
    }
    out.push_str("</dependency>\n");
}

/// Which members of an element are attributes, and which is its text.
fn split<'a>(name: &str, map: &'a Map<String, Value>) -> (Vec<&'a str>, Option<&'a str>) {
    let text = match name {
        "hash" | "text" | "image" | "attachment" => "content",
        "property" => "value",
        _ => "",
    };
    let is_attribute = |key: &str| {
        matches!(
            (name, key),
            (_, "bom-ref" | "mime-type" | "alg" | "encoding" | "contentType")
                | ("component" | "reference" | "patch" | "issue", "type")
                | ("property", "name")
                | ("license", "acknowledgement")
        )
    };
    let attributes = map.keys().map(String::as_str).filter(|key| is_attribute(key)).collect();
    (attributes, map.keys().map(String::as_str).find(|key| *key == text))
}

fn element(name: &str, value: &Value, out: &mut String) {
    let Value::Object(map) = value else {
        out.push_str(&format!("<{name}>{}</{name}>", plain(value)));
        return;
    };
    let (attributes, text) = split(name, map);
    out.push_str(&format!("<{name}"));
    for key in &attributes {
        let shown = if *key == "contentType" { "content-type" } else { key };
        out.push_str(&format!(" {shown}=\"{}\"", plain(&map[*key])));
    }
    out.push('>');
    for (key, value) in map.iter().filter(|(key, _)| !attributes.contains(&key.as_str())) {
        if Some(key.as_str()) == text { out.push_str(&plain(value)) } else { member(key, value, out) }
    }
    out.push_str(&format!("</{name}>\n"));
}
