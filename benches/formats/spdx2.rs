//! A bill written as SPDX 2.3, in its four syntaxes, from its CycloneDX JSON: what SPDX 2 has a place for.

use crate::as_xml::escaped;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write;

const NAMESPACE: &str = "https://example.org/bill";
const TERMS: &str = "http://spdx.org/rdf/terms#";

/// Text of a key, or nothing.
fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The identifiers of the subject and the components, by their bom-refs.
pub(crate) fn numbers(bill: &Value) -> HashMap<&str, usize> {
    let subject = std::iter::once(&bill["metadata"]["component"]);
    let all = subject.chain(items(bill, "components"));
    all.enumerate().filter_map(|(at, one)| Some((text(one, "bom-ref")?, at))).collect()
}

/// The licence of a component, and the identifiers it uses that are none of the licence list.
pub(crate) fn license(component: &Value) -> Option<(String, Option<&str>)> {
    let entry = items(component, "licenses").first()?;
    if let Some(expression) = text(entry, "expression") {
        return Some((expression.to_owned(), None));
    }
    match text(&entry["license"], "id") {
        Some(id) => Some((id.to_owned(), None)),
        None => {
            let name = text(&entry["license"], "name")?;
            let word: String = name.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' }).collect();
            Some((format!("LicenseRef-{word}"), Some(name)))
        }
    }
}

fn package(at: usize, component: &Value) -> Value {
    let mut out = json!({
        "SPDXID": format!("SPDXRef-{at}"),
        "name": component["name"],
        "downloadLocation": items(component, "externalReferences").first().map_or(json!("NOASSERTION"), |one| one["url"].clone()),
        "filesAnalyzed": false,
        "copyrightText": "NOASSERTION",
        "licenseConcluded": "NOASSERTION",
    });
    let purpose = match text(component, "type") {
        Some("application") => Some("APPLICATION"),
        Some("framework") => Some("FRAMEWORK"),
        Some("library") => Some("LIBRARY"),
        _ => None,
    };
    let supplier = text(&component["supplier"], "name").map(|name| format!("Organization: {name}"));
    for (key, said) in [
        ("versionInfo", text(component, "version").map(str::to_owned)),
        ("description", text(component, "description").map(str::to_owned)),
        ("primaryPackagePurpose", purpose.map(str::to_owned)),
        ("licenseDeclared", license(component).map(|(license, _)| license)),
        ("supplier", supplier),
    ] {
        if let Some(said) = said {
            out[key] = json!(said);
        }
    }
    if let Some(purl) = text(component, "purl") {
        out["externalRefs"] =
            json!([{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}]);
    }
    let sums = items(component, "hashes").iter();
    let sums: Vec<Value> = sums
        .map(|hash| json!({"algorithm": text(hash, "alg").unwrap().replace('-', ""), "checksumValue": hash["content"]}))
        .collect();
    if !sums.is_empty() {
        out["checksums"] = json!(sums);
    }
    out
}

/// The bill as the JSON of SPDX 2.3.
pub(crate) fn value(bill: &Value) -> Value {
    let numbers = numbers(bill);
    let subject = std::iter::once(&bill["metadata"]["component"]);
    let all: Vec<&Value> = subject.chain(items(bill, "components")).collect();
    let (mut relations, mut extracted) = (Vec::new(), Map::new());
    let mut relate = |from: usize, word: &str, to: usize| {
        relations.push(json!({"spdxElementId": format!("SPDXRef-{from}"), "relationshipType": word,
            "relatedSpdxElement": format!("SPDXRef-{to}")}));
    };
    for entry in items(bill, "dependencies") {
        for to in items(entry, "dependsOn") {
            relate(numbers[text(entry, "ref").unwrap()], "DEPENDS_ON", numbers[to.as_str().unwrap()]);
        }
    }
    for (at, component) in all.iter().enumerate() {
        for ancestor in items(&component["pedigree"], "ancestors") {
            relate(at, "DESCENDANT_OF", numbers[text(ancestor, "purl").unwrap()]);
        }
        if let Some((id, Some(name))) = license(component) {
            extracted.insert(id, json!(name));
        }
    }
    let extracted = extracted.iter();
    let extracted: Vec<Value> =
        extracted.map(|(id, name)| json!({"licenseId": id, "name": name, "extractedText": "Terms of their own."})).collect();
    let packages: Vec<Value> = all.iter().enumerate().map(|(at, component)| package(at, component)).collect();
    json!({"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "bill", "documentNamespace": NAMESPACE,
        "creationInfo": {"created": "2026-11-01T00:00:00Z", "creators": ["Organization: Vendor AG"]},
        "documentDescribes": ["SPDXRef-0"], "hasExtractedLicensingInfos": extracted, "packages": packages, "relationships": relations})
}

/// The bill as JSON.
pub(crate) fn as_json(bill: &Value) -> String {
    value(bill).to_string()
}

/// The bill as YAML, in blocks, quoted where YAML asks for it.
pub(crate) fn as_yaml(bill: &Value) -> String {
    let mut out = String::new();
    block(&value(bill), 0, &mut out);
    out
}

fn block(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(map) => {
            for (at, (key, value)) in map.iter().enumerate() {
                if at > 0 || indent == 0 {
                    out.push_str(&" ".repeat(indent));
                }
                out.push_str(key);
                out.push(':');
                if matches!(value, Value::Object(_) | Value::Array(_)) {
                    out.push('\n');
                    if value.is_object() {
                        out.push_str(&" ".repeat(indent + 2));
                    }
                    block(value, indent + 2, out);
                } else {
                    out.push(' ');
                    block(value, 0, out);
                }
            }
        }
        Value::Array(all) => {
            for value in all {
                out.push_str(&" ".repeat(indent));
                out.push_str("- ");
                block(value, indent + 2, out);
            }
        }
        Value::String(text) => {
            let plain = |one: char| one.is_ascii_alphanumeric() || ".-/_@+,():% ".contains(one);
            let told = text.starts_with(|one: char| one.is_ascii_alphabetic())
                && text.chars().all(plain)
                && !text.contains(": ")
                && !text.ends_with([':', ' ']);
            let _ = if told { writeln!(out, "{text}") } else { writeln!(out, "{}", json!(text)) };
        }
        other => {
            let _ = writeln!(out, "{other}");
        }
    }
}

/// Tags of a package, by their keys in JSON.
const TAGS: &[(&str, &str)] = &[
    ("name", "PackageName"),
    ("SPDXID", "SPDXID"),
    ("versionInfo", "PackageVersion"),
    ("supplier", "PackageSupplier"),
    ("downloadLocation", "PackageDownloadLocation"),
    ("filesAnalyzed", "FilesAnalyzed"),
    ("licenseConcluded", "PackageLicenseConcluded"),
    ("licenseDeclared", "PackageLicenseDeclared"),
    ("copyrightText", "PackageCopyrightText"),
    ("description", "PackageDescription"),
    ("primaryPackagePurpose", "PrimaryPackagePurpose"),
];

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The bill as tags and values.
pub(crate) fn as_tags(bill: &Value) -> String {
    let bill = value(bill);
    let mut out = format!(
        "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: bill\nDocumentNamespace: {NAMESPACE}\n\
         Creator: Organization: Vendor AG\nCreated: 2026-11-01T00:00:00Z\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-0\n"
    );
    for package in items(&bill, "packages") {
        out.push('\n');
        for (key, tag) in TAGS {
            if let Some(said) = package.get(key) {
                let _ = writeln!(out, "{tag}: {}", plain(said));
            }
        }
        for sum in items(package, "checksums") {
            let _ = writeln!(out, "PackageChecksum: {}: {}", plain(&sum["algorithm"]), plain(&sum["checksumValue"]));
        }
        for one in items(package, "externalRefs") {
            let _ = writeln!(out, "ExternalRef: PACKAGE-MANAGER purl {}", plain(&one["referenceLocator"]));
        }
    }
    for one in items(&bill, "relationships") {
        let [from, word, to] = ["spdxElementId", "relationshipType", "relatedSpdxElement"].map(|key| plain(&one[key]));
        let _ = writeln!(out, "Relationship: {from} {word} {to}");
    }
    for one in items(&bill, "hasExtractedLicensingInfos") {
        let _ = writeln!(out, "\nLicenseID: {}\nLicenseName: {}", plain(&one["licenseId"]), plain(&one["name"]));
        let _ = writeln!(out, "ExtractedText: <text>{}</text>", plain(&one["extractedText"]));
    }
    out
}

/// The bill as RDF/XML, as the tools of SPDX write it: what is related to a package stands in it.
pub(crate) fn as_rdf(bill: &Value) -> String {
    let bill = value(bill);
    let mut related: HashMap<String, Vec<&Value>> = HashMap::new();
    for one in items(&bill, "relationships") {
        related.entry(plain(&one["spdxElementId"])).or_default().push(one);
    }
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns:spdx=\"{TERMS}\">\n<spdx:SpdxDocument rdf:about=\"{NAMESPACE}#SPDXRef-DOCUMENT\">\n\
         <spdx:specVersion>SPDX-2.3</spdx:specVersion>\n<spdx:name>bill</spdx:name>\n\
         <spdx:dataLicense rdf:resource=\"http://spdx.org/licenses/CC0-1.0\"/>\n<spdx:creationInfo>\n<spdx:CreationInfo>\n\
         <spdx:creator>Organization: Vendor AG</spdx:creator>\n<spdx:created>2026-11-01T00:00:00Z</spdx:created>\n\
         </spdx:CreationInfo>\n</spdx:creationInfo>\n{}</spdx:SpdxDocument>\n",
        relation("describes", "SPDXRef-0")
    );
    for package in items(&bill, "packages") {
        let id = plain(&package["SPDXID"]);
        let _ = writeln!(out, "<spdx:Package rdf:about=\"{NAMESPACE}#{id}\">");
        for (key, said) in package.as_object().unwrap() {
            match (key.as_str(), said) {
                ("SPDXID", _) => {}
                ("licenseDeclared", said) => {
                    let declared = declared(&plain(said));
                    let _ = writeln!(out, "<spdx:licenseDeclared>{declared}</spdx:licenseDeclared>");
                }
                ("checksums", said) => said.as_array().unwrap().iter().for_each(|sum| {
                    let _ = writeln!(
                        out,
                        "<spdx:checksum>\n<spdx:Checksum>\n<spdx:algorithm rdf:resource=\"{TERMS}checksumAlgorithm_{}\"/>\n\
                         <spdx:checksumValue>{}</spdx:checksumValue>\n</spdx:Checksum>\n</spdx:checksum>",
                        plain(&sum["algorithm"]).to_lowercase(),
                        plain(&sum["checksumValue"])
                    );
                }),
                ("externalRefs", said) => said.as_array().unwrap().iter().for_each(|one| {
                    let _ = writeln!(
                        out,
                        "<spdx:externalRef>\n<spdx:ExternalRef>\n\
                         <spdx:referenceCategory rdf:resource=\"{TERMS}referenceCategory_packageManager\"/>\n\
                         <spdx:referenceType rdf:resource=\"http://spdx.org/rdf/references/purl\"/>\n\
                         <spdx:referenceLocator>{}</spdx:referenceLocator>\n</spdx:ExternalRef>\n</spdx:externalRef>",
                        escaped(&plain(&one["referenceLocator"]))
                    );
                }),
                ("primaryPackagePurpose", said) => {
                    let word = plain(said).to_lowercase();
                    let _ = writeln!(out, "<spdx:{key} rdf:resource=\"{TERMS}purpose_{word}\"/>");
                }
                (_, Value::String(said)) if said == "NOASSERTION" => {
                    let _ = writeln!(out, "<spdx:{key} rdf:resource=\"{TERMS}noassertion\"/>");
                }
                (_, said) => {
                    let _ = writeln!(out, "<spdx:{key}>{}</spdx:{key}>", escaped(&plain(said)));
                }
            }
        }
        for one in related.get(&id).into_iter().flatten() {
            let word = if one["relationshipType"] == "DEPENDS_ON" { "dependsOn" } else { "descendantOf" };
            out.push_str(&relation(word, &plain(&one["relatedSpdxElement"])));
        }
        out.push_str("</spdx:Package>\n");
    }
    for one in items(&bill, "hasExtractedLicensingInfos") {
        let [id, name, text] = ["licenseId", "name", "extractedText"].map(|key| escaped(&plain(&one[key])));
        let _ = writeln!(
            out,
            "<spdx:ExtractedLicensingInfo rdf:about=\"{NAMESPACE}#{id}\">\n<spdx:licenseId>{id}</spdx:licenseId>\n\
             <spdx:name>{name}</spdx:name>\n<spdx:extractedText>{text}</spdx:extractedText>\n</spdx:ExtractedLicensingInfo>"
        );
    }
    out.push_str("</rdf:RDF>\n");
    out
}

fn relation(word: &str, to: &str) -> String {
    format!(
        "<spdx:relationship>\n<spdx:Relationship>\n<spdx:relationshipType rdf:resource=\"{TERMS}relationshipType_{word}\"/>\n\
         <spdx:relatedSpdxElement rdf:resource=\"{NAMESPACE}#{to}\"/>\n</spdx:Relationship>\n</spdx:relationship>\n"
    )
}

/// A licence, or several to choose from, as nodes.
fn declared(license: &str) -> String {
    let one = |id: &str| match id.starts_with("LicenseRef-") {
        true => format!("<spdx:ExtractedLicensingInfo rdf:about=\"{NAMESPACE}#{id}\"/>"),
        false => format!("<spdx:ListedLicense rdf:about=\"http://spdx.org/licenses/{id}\"/>"),
    };
    let members: Vec<String> = license.split(" OR ").map(one).collect();
    match members.as_slice() {
        [only] => only.clone(),
        several => {
            let several: String = several.iter().map(|member| format!("<spdx:member>{member}</spdx:member>")).collect();
            format!("<spdx:DisjunctiveLicenseSet>{several}</spdx:DisjunctiveLicenseSet>")
        }
    }
}
