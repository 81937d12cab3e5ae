//! A document of SPDX 2 in YAML, tag-value and RDF/XML, from its JSON. Knows what the generated bills hold.

use crate::common::as_xml::escaped;
use serde_json::Value;
use std::fmt::Write;

const SPDX: &str = "http://spdx.org/rdf/terms#";
const BASE: &str = "https://v.example/d#";

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// Blocks, each value in the form of JSON.
pub(crate) fn yaml(document: &Value) -> String {
    let mut out = String::from("spdxVersion: SPDX-2.3\n");
    for (key, value) in document.as_object().unwrap().iter().filter(|(key, _)| *key != "spdxVersion") {
        match value {
            Value::Array(items) if items.is_empty() => writeln!(out, "{key}: []").unwrap(),
            Value::Array(items) => {
                writeln!(out, "{key}:").unwrap();
                for item in items {
                    match item {
                        Value::Object(map) => {
                            for (at, (key, value)) in map.iter().enumerate() {
                                writeln!(out, "{} {key}: {value}", if at == 0 { " -" } else { "  " }).unwrap();
                            }
                        }
                        other => writeln!(out, " - {other}").unwrap(),
                    }
                }
            }
            other => writeln!(out, "{key}: {other}").unwrap(),
        }
    }
    out
}

pub(crate) fn tag(document: &Value) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| writeln!(out, "{tag}: {value}").unwrap();
    for (key, tag) in [
        ("spdxVersion", "SPDXVersion"),
        ("dataLicense", "DataLicense"),
        ("SPDXID", "SPDXID"),
        ("name", "DocumentName"),
        ("documentNamespace", "DocumentNamespace"),
    ] {
        line(tag, text(document, key).unwrap());
    }
    line("Created", text(&document["creationInfo"], "created").unwrap());
    list(&document["creationInfo"], "creators").for_each(|creator| line("Creator", creator.as_str().unwrap()));
    // Files first: one that follows a package stands in it.
    for file in list(document, "files") {
        line("FileName", text(file, "fileName").unwrap());
        line("SPDXID", text(file, "SPDXID").unwrap());
        list(file, "checksums").for_each(|sum| {
            line("FileChecksum", &format!("{}: {}", text(sum, "algorithm").unwrap(), text(sum, "checksumValue").unwrap()))
        });
    }
    for package in list(document, "packages") {
        line("PackageName", text(package, "name").unwrap());
        for (key, tag) in [
            ("SPDXID", "SPDXID"),
            ("versionInfo", "PackageVersion"),
            ("downloadLocation", "PackageDownloadLocation"),
            ("primaryPackagePurpose", "PrimaryPackagePurpose"),
            ("licenseDeclared", "PackageLicenseDeclared"),
            ("supplier", "PackageSupplier"),
        ] {
            text(package, key).into_iter().for_each(|value| line(tag, value));
        }
        list(package, "checksums").for_each(|sum| {
            line("PackageChecksum", &format!("{}: {}", text(sum, "algorithm").unwrap(), text(sum, "checksumValue").unwrap()))
        });
        for one in list(package, "externalRefs") {
            let [category, kind, locator] =
                ["referenceCategory", "referenceType", "referenceLocator"].map(|key| text(one, key).unwrap());
            line("ExternalRef", &format!("{category} {kind} {locator}"));
        }
    }
    for id in list(document, "documentDescribes") {
        line("Relationship", &format!("SPDXRef-DOCUMENT DESCRIBES {}", id.as_str().unwrap()));
    }
    for relation in list(document, "relationships") {
        let [from, kind, to] =
            ["spdxElementId", "relationshipType", "relatedSpdxElement"].map(|key| text(relation, key).unwrap());
        line("Relationship", &format!("{from} {kind} {to}"));
    }
    out
}

/// `DEPENDS_ON` as RDF spells it: `dependsOn`.
fn term(word: &str) -> String {
    let mut words = word.split(['_', '-']).map(str::to_lowercase);
    let first = words.next().unwrap();
    words.fold(first, |term, word| term + &word[..1].to_uppercase() + &word[1..])
}

/// An expression as nodes; the words of the generated bills are joined by `OR` or stand alone.
fn license(expression: &str) -> String {
    let one = |id: &str| match id {
        "NOASSERTION" => format!("{SPDX}noassertion"),
        id => format!("http://spdx.org/licenses/{id}"),
    };
    if let Some((left, right)) = expression.split_once(" OR ") {
        return format!(
            "<spdx:licenseDeclared><spdx:DisjunctiveLicenseSet><spdx:member rdf:resource=\"{}\"/><spdx:member rdf:resource=\"{}\"/></spdx:DisjunctiveLicenseSet></spdx:licenseDeclared>",
            one(left),
            one(right)
        );
    }
    format!("<spdx:licenseDeclared rdf:resource=\"{}\"/>", one(expression))
}

fn checksums(element: &Value) -> String {
    let one = |sum: &Value| {
        format!(
            "<spdx:checksum><spdx:Checksum><spdx:algorithm rdf:resource=\"{SPDX}checksumAlgorithm_{}\"/><spdx:checksumValue>{}</spdx:checksumValue></spdx:Checksum></spdx:checksum>",
            text(sum, "algorithm").unwrap().to_lowercase(),
            text(sum, "checksumValue").unwrap()
        )
    };
    list(element, "checksums").map(one).collect()
}

/// The relationships that lead away from an element.
fn relations(document: &Value, id: &str) -> String {
    let from = |relation: &&Value| text(relation, "spdxElementId") == Some(id);
    let one = |relation: &Value| {
        let to = match text(relation, "relatedSpdxElement").unwrap() {
            "NONE" => format!("{SPDX}none"),
            to => format!("{BASE}{to}"),
        };
        format!(
            "<spdx:relationship><spdx:Relationship><spdx:relationshipType rdf:resource=\"{SPDX}relationshipType_{}\"/><spdx:relatedSpdxElement rdf:resource=\"{to}\"/></spdx:Relationship></spdx:relationship>",
            term(text(relation, "relationshipType").unwrap())
        )
    };
    list(document, "relationships").filter(from).map(one).collect()
}

pub(crate) fn rdf(document: &Value) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:spdx=\"{SPDX}\">\n<spdx:SpdxDocument rdf:about=\"{BASE}SPDXRef-DOCUMENT\">\
         <spdx:specVersion>SPDX-2.3</spdx:specVersion><spdx:name>d</spdx:name><spdx:dataLicense rdf:resource=\"http://spdx.org/licenses/CC0-1.0\"/>\
         <spdx:creationInfo><spdx:CreationInfo><spdx:created>{}</spdx:created>",
        text(&document["creationInfo"], "created").unwrap()
    );
    for creator in list(&document["creationInfo"], "creators") {
        write!(out, "<spdx:creator>{}</spdx:creator>", escaped(creator.as_str().unwrap())).unwrap();
    }
    out.push_str("</spdx:CreationInfo></spdx:creationInfo>");
    for id in list(document, "documentDescribes") {
        write!(out, "<spdx:describesPackage rdf:resource=\"{BASE}{}\"/>", id.as_str().unwrap()).unwrap();
    }
    out.push_str("</spdx:SpdxDocument>\n");
    for package in list(document, "packages") {
        let id = text(package, "SPDXID").unwrap();
        write!(out, "<spdx:Package rdf:about=\"{BASE}{id}\">").unwrap();
        for key in ["name", "versionInfo", "downloadLocation", "supplier"] {
            if let Some(value) = text(package, key) {
                write!(out, "<spdx:{key}>{}</spdx:{key}>", escaped(value)).unwrap();
            }
        }
        if let Some(purpose) = text(package, "primaryPackagePurpose") {
            write!(out, "<spdx:primaryPackagePurpose rdf:resource=\"{SPDX}purpose_{}\"/>", term(purpose)).unwrap();
        }
        out.extend(text(package, "licenseDeclared").map(license));
        out.push_str(&checksums(package));
        for one in list(package, "externalRefs") {
            write!(
                out,
                "<spdx:externalRef><spdx:ExternalRef><spdx:referenceCategory rdf:resource=\"{SPDX}referenceCategory_packageManager\"/>\
                 <spdx:referenceType rdf:resource=\"http://spdx.org/rdf/references/{}\"/><spdx:referenceLocator>{}</spdx:referenceLocator></spdx:ExternalRef></spdx:externalRef>",
                text(one, "referenceType").unwrap(),
                escaped(text(one, "referenceLocator").unwrap())
            )
            .unwrap();
        }
        writeln!(out, "{}</spdx:Package>", relations(document, id)).unwrap();
    }
    for file in list(document, "files") {
        let id = text(file, "SPDXID").unwrap();
        writeln!(
            out,
            "<spdx:File rdf:about=\"{BASE}{id}\"><spdx:fileName>{}</spdx:fileName>{}{}</spdx:File>",
            escaped(text(file, "fileName").unwrap()),
            checksums(file),
            relations(document, id)
        )
        .unwrap();
    }
    out + "</rdf:RDF>\n"
}
