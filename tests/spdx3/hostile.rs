//! Documents made to hide, forge or confuse. Each starts from a document that is read without a word.

use crate::common::{check, gate_with, verdict};
use crate::{CONTEXT, document, element, read_text, rejections, relation, row};
use bomgate::model::{Bom, Kind, ListField, NoteCode, Relation, Role, Severity, Stated};
use bomgate::read::ReadError;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const POLICY: &str = r#"
pack: spdx
title: SPDX
version: "1"
includes: [core]
lists: { denied: [evil], permitted: [MIT, Apache-2.0] }
rules:
  - id: nothing-denied
    title: Nothing denied
    level: block
    on: component
    require: '!listed(component, lists.denied)'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Remove it.
  - id: licences-permitted
    title: Licences are permitted
    level: high
    on: component
    when: 'component.kind in ["library", "model"] && component.role == "part"'
    require: 'license_permits(component, lists.permitted)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Change it.
"#;

fn hash() -> Value {
    json!([{"type": "Hash", "algorithm": "sha256", "hashValue": "ab".repeat(32)}])
}

/// A model with everything the policy asks for, in a document that passes.
fn clean() -> Vec<Value> {
    vec![
        element(
            "software_Package",
            "app",
            json!({"name": "assistant", "software_packageVersion": "1.0.0",
            "software_primaryPurpose": "application", "suppliedBy": "urn:x:vendor"}),
        ),
        element(
            "ai_AIPackage",
            "model",
            json!({"name": "house", "software_packageVersion": "0123456789abcdef", "suppliedBy": "urn:x:vendor",
            "originatedBy": ["urn:x:vendor"], "verifiedUsing": hash(), "software_downloadLocation": "https://vendor.example/house.safetensors"}),
        ),
        element(
            "dataset_DatasetPackage",
            "data",
            json!({"name": "tickets", "software_packageVersion": "2026.09.01", "suppliedBy": "urn:x:vendor",
            "dataset_datasetType": ["text"], "verifiedUsing": hash()}),
        ),
        element("simplelicensing_LicenseExpression", "mit", json!({"simplelicensing_licenseExpression": "MIT"})),
        relation("contains", "app", &["model", "data"]),
        relation("trainedOn", "model", &["data"]),
        relation("descendantOf", "model", &["https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"]),
        relation("hasDeclaredLicense", "app", &["mit"]),
        relation("hasDeclaredLicense", "model", &["mit"]),
        relation("hasConcludedLicense", "data", &["mit"]),
    ]
}

fn with(more: &[Value]) -> Value {
    let mut elements = clean();
    elements.extend(more.iter().cloned());
    document("app", &elements)
}

fn without(kind: &str) -> Vec<Value> {
    clean().into_iter().filter(|element| element["relationshipType"] != kind).collect()
}

fn judged(document: &Value) -> &'static str {
    verdict(&gate_with(POLICY, "DE"), document.to_string())
}

fn read(document: &Value) -> Bom {
    read_text(&document.to_string()).unwrap()
}

/// Everything a bill says, free of rows and places.
fn told(bom: &Bom) -> BTreeSet<String> {
    let parts = &bom.components;
    let mut told = BTreeSet::new();
    for row in parts.rows() {
        let name = bom.label(row);
        told.insert(format!("{name}: {:?} {:?} {:?}", parts.kind[row], parts.role[row], bom.stated(parts.purl[row])));
        told.extend(
            parts.licenses.of(row).iter().map(|license| format!("{name}: {:?}", bom.stated(bom.licenses[*license].text))),
        );
        told.extend(
            parts
                .properties
                .of(row)
                .iter()
                .map(|property| format!("{name}: {} {:?}", bom.text(property.name), bom.stated(property.value))),
        );
        let party = parts.supplier[row].get().map(|party| bom.stated(bom.parties[party].name));
        told.insert(format!("{name}: {party:?} {} hashes", parts.hashes.of(row).len()));
        told.extend(bom.edges_of(row).iter().map(|edge| format!("{name} {} {}", edge.relation.word(), bom.label(edge.to))));
    }
    told
}

#[test]
fn the_clean_document_is_read_without_a_word_and_passes() {
    let document = with(&[]);
    let bom = read(&document);
    assert_eq!(bom.notes, vec![]);
    let judged = check(&gate_with(POLICY, "DE"), document.to_string()).unwrap();
    let found: Vec<_> = judged.outcome.findings.iter().map(|finding| &finding.rule).collect();
    assert_eq!(judged.outcome.verdict.word(), "PASS", "{found:?}");
    assert_eq!(bom.subject(), Some(row(&bom, "assistant")));
    let model = row(&bom, "house");
    assert_eq!((bom.components.kind[model], bom.components.kind[row(&bom, "tickets")]), (Kind::Model, Kind::Dataset));
    assert_eq!(bom.components.role[row(&bom, "maker")], Role::Tool);
    assert!(bom.components.carries(model, ListField::Ancestors));
    assert_eq!(bom.pointer(model), "/@graph/6");
}

#[test]
fn a_base_model_hidden_in_a_relationship_is_judged() {
    let evil = element(
        "ai_AIPackage",
        "base",
        json!({"name": "evil", "suppliedBy": "urn:x:vendor", "software_packageVersion": "1", "verifiedUsing": hash()}),
    );
    for (kind, from, to, word) in [
        ("trainedOn", "model", "base", Relation::TrainedOn),
        ("descendantOf", "model", "base", Relation::Ancestor),
        ("dependsOn", "model", "base", Relation::DependsOn),
        ("other", "model", "base", Relation::DependsOn),
        ("unheardOf", "model", "base", Relation::DependsOn),
    ] {
        let document = with(&[evil.clone(), relation(kind, from, &[to])]);
        assert_eq!(judged(&document), "FAIL", "{kind}");
        let bom = read(&document);
        let edges = bom.edges_of(row(&bom, "house"));
        assert!(edges.iter().any(|edge| edge.relation == word && edge.to == row(&bom, "evil")), "{kind}: {edges:?}");
    }
    let bom = read(&with(&[evil, relation("ancestorOf", "base", &["model"])]));
    assert!(
        bom.edges_of(row(&bom, "house")).iter().any(|edge| edge.relation == Relation::Ancestor && edge.to == row(&bom, "evil"))
    );
}

#[test]
fn a_base_model_behind_a_bill_inside_the_bill_is_found() {
    let bom = read(&with(&[
        element("ai_AIPackage", "base", json!({"name": "evil"})),
        element("Bom", "inner", json!({"rootElement": ["urn:x:base"]})),
        relation("descendantOf", "model", &["inner"]),
    ]));
    let edges = bom.edges_of(row(&bom, "house"));
    assert!(edges.iter().any(|edge| edge.relation == Relation::Ancestor && edge.to == row(&bom, "evil")), "{edges:?}");
    assert_eq!(bom.components.role[row(&bom, "evil")], Role::Ancestor);
    // What is delivered beside it is a part, whoever descends from it.
    let deployed = read(&with(&[
        element("ai_AIPackage", "base", json!({"name": "evil"})),
        relation("descendantOf", "model", &["base"]),
        relation("dependsOn", "app", &["base"]),
    ]));
    assert_eq!(deployed.components.role[row(&deployed, "evil")], Role::Part);
}

#[test]
fn order_never_matters() {
    let document = with(&[
        element("Person", "someone", json!({"name": "Someone"})),
        element(
            "software_Package",
            "lib",
            json!({"name": "lib", "originatedBy": ["urn:x:someone"], "software_packageUrl": "pkg:pypi/lib@1"}),
        ),
        relation("dependsOn", "model", &["lib"]),
    ]);
    let first = told(&read(&document));
    for turn in 1..document["@graph"].as_array().unwrap().len() {
        let mut turned = document.clone();
        turned["@graph"].as_array_mut().unwrap().rotate_left(turn);
        turned["@graph"].as_array_mut().unwrap().swap(0, 3);
        assert_eq!(told(&read(&turned)), first, "{turn}");
    }
    // Keys too: the class may stand last, the context after the graph.
    let graph: Vec<String> = document["@graph"]
        .as_array()
        .unwrap()
        .iter()
        .map(|element| {
            let members: Vec<String> =
                element.as_object().unwrap().iter().rev().map(|(key, value)| format!("{}:{value}", json!(key))).collect();
            format!("{{{}}}", members.join(","))
        })
        .collect();
    let text = format!(r#"{{"@graph":[{}],"@context":"{CONTEXT}"}}"#, graph.join(","));
    assert_eq!(told(&read_text(&text).unwrap()), first);
}

#[test]
fn an_element_where_a_reference_may_stand_is_read_as_one() {
    let mut elements = without("descendantOf");
    let inline = json!({"type": "ai_AIPackage", "spdxId": "urn:x:base", "creationInfo": "_:creation", "name": "evil"});
    let mut edge = relation("descendantOf", "model", &["base"]);
    edge["to"] = json!([inline]);
    elements.push(edge);
    let bom = read(&document("app", &elements));
    assert_eq!(bom.components.role[row(&bom, "evil")], Role::Ancestor);
    assert_eq!(bom.pointer(row(&bom, "evil")), format!("/@graph/{}/to/0", elements.len() + 4));
    assert_eq!(judged(&document("app", &elements)), "FAIL");
}

#[test]
fn keys_and_classes_in_full_are_the_same() {
    let full = |term: &str| format!("https://spdx.org/rdf/3.0.1/terms/{term}");
    let mut package = json!({"@id": "urn:x:lib"});
    for (key, value) in [
        ("@type", full("Software/Package")),
        (&*full("Core/name"), "lib".into()),
        (&*full("Software/packageVersion"), "1.2".into()),
    ] {
        package[key] = json!(value);
    }
    package["creationInfo"] = json!("_:creation");
    let bom = read(&with(&[package]));
    assert_eq!((bom.notes.len(), bom.label(row(&bom, "lib"))), (0, "lib@1.2".to_owned()));
}

#[test]
fn what_is_ambiguous_or_hides_something_is_rejected() {
    let evil = || element("software_Package", "evil", json!({"name": "evil", "software_packageVersion": "1"}));
    let same = element("software_Package", "model", json!({"name": "other"}));
    let mut respelled = evil();
    respelled["packageVersion"] = json!("2");
    let mut twice = evil();
    twice["@id"] = json!("urn:x:second");
    let mut astray = evil();
    astray["comment"] = json!({"name": "hidden", "software_packageVersion": "1"});
    let mut metric = element("ai_AIPackage", "m", json!({"name": "m"}));
    metric["ai_metric"] = json!([evil()]);
    for (code, more) in [
        ("duplicate-ref", vec![same]),
        ("dangling-ref", vec![relation("dependsOn", "model", &["nowhere"])]),
        ("dangling-ref", vec![relation("hasDeclaredLicense", "model", &["nowhere"])]),
        ("key-in-two-spellings", vec![respelled]),
        ("key-in-two-spellings", vec![twice]),
        ("hidden-container", vec![astray]),
        ("hidden-container", vec![metric]),
        ("hidden-container", vec![element("software_Sbom", "s2", json!({"elements": ["urn:x:model"]}))]),
        ("unidentified-component", vec![json!({"spdxId": "urn:x:untyped", "name": "evil"})]),
        ("unidentified-component", vec![element("software_Package", "nameless", json!({}))]),
        ("second-document", vec![element("SpdxDocument", "doc2", json!({"rootElement": ["urn:x:model"]}))]),
        (
            "unidentified-component",
            vec![json!({"type": ["software_File", "ai_AIPackage"], "spdxId": "urn:x:two", "name": "two"})],
        ),
        ("forbidden-character", vec![element("software_Package", "bell", json!({"name": "a\u{7}b"}))]),
    ] {
        let document = with(&more);
        assert!(rejections(&read(&document)).contains(code), "{code}: {:?}", read(&document).notes);
        assert_eq!(judged(&document), "REJECT", "{code}");
    }
    for key in ["element", "rootElement", "components", "graph"] {
        let mut document = with(&[]);
        document[key] = json!([evil()]);
        let codes = rejections(&read(&document));
        assert!(codes.contains("unknown-root-key"), "{key}: {codes:?}");
    }
}

#[test]
fn two_formats_in_one_file_are_rejected() {
    let mut document = with(&[]);
    for (key, value) in [("bomFormat", "CycloneDX"), ("specVersion", "1.6")] {
        document[key] = json!(value);
    }
    assert_eq!(judged(&document), "REJECT");
    let text = format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","components":[],"@context":"{CONTEXT}"}}"#);
    assert!(matches!(read_text(&text), Err(ReadError::Ambiguous { .. })));
}

#[test]
fn only_the_known_contexts_are_read_and_nothing_is_fetched() {
    let text = |context: Value| {
        let mut document = with(&[]);
        document["@context"] = context;
        document.to_string()
    };
    for context in [
        json!("https://evil.example/context.jsonld"),
        json!("http://spdx.org/rdf/3.0.1/spdx-context.jsonld"),
        json!("https://spdx.org/rdf/3.1/spdx-context.jsonld"),
        json!(["https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "https://evil.example/more.jsonld"]),
        json!([CONTEXT, {"spdxId": "https://evil.example/#"}]),
        json!([CONTEXT, {"alias": "@id"}]),
        json!([CONTEXT, {"alias": {"@id": "https://spdx.org/rdf/3.0.1/terms/Core/to"}}]),
        json!([CONTEXT, {"t": "https://spdx.org/rdf/3.0.1/terms/Core/"}]),
        json!([CONTEXT, {"@vocab": "https://evil.example/#"}]),
        json!({"@vocab": "https://spdx.org/rdf/3.0.1/terms/Core/"}),
        json!(null),
    ] {
        let error = read_text(&text(context.clone())).map(|bom| bom.notes).unwrap_err();
        assert!(error.to_string().contains("not an SPDX 3.0 document"), "{context}: {error}");
        assert!(error.place().is_some(), "{context}");
    }
    let prefixed = text(json!([CONTEXT, {"x": "urn-base://x/"}])).replace("urn:x:model", "x:model");
    assert!(read_text(&prefixed).unwrap().notes.is_empty());
    // Written out or not, an identifier is the same.
    let mixed = text(json!([CONTEXT, {"x": "urn-base://x/"}]))
        .replacen("urn:x:model", "x:model", 1)
        .replace("urn:x:model", "urn-base://x/model");
    assert!(read_text(&mixed).unwrap().notes.is_empty());
    let mut without = with(&[]);
    without.as_object_mut().unwrap().remove("@context");
    assert!(read_text(&without.to_string()).is_err());
    let newer = with(&[]).to_string().replace(r#""specVersion":"3.0.1""#, r#""specVersion":"3.1.0""#);
    assert!(read_text(&newer).unwrap_err().to_string().contains("3.1.0"));
}

#[test]
fn a_model_is_one_whatever_its_class_says() {
    for package in [
        element("software_Package", "p", json!({"name": "weights", "software_primaryPurpose": "model"})),
        element("software_File", "p", json!({"name": "weights", "software_primaryPurpose": "model"})),
        element("software_Package", "p", json!({"name": "weights", "software_packageUrl": "pkg:huggingface/Qwen/weights@1"})),
        element("software_Package", "p", json!({"name": "weights", "ai_typeOfModel": ["transformer"]})),
        element("AIPackage", "p", json!({"name": "weights"})),
    ] {
        let bom = read(&with(std::slice::from_ref(&package)));
        assert_eq!(bom.components.kind[row(&bom, "weights")], Kind::Model, "{package}");
    }
    // A file of weights is a model by itself, and part of the model that contains it.
    let file = element("software_File", "w", json!({"name": "evil.gguf"}));
    let bom = read(&with(std::slice::from_ref(&file)));
    assert_eq!(bom.components.kind[row(&bom, "evil.gguf")], Kind::Model);
    let bom = read(&with(&[relation("contains", "model", &["w"]), file]));
    assert_eq!(bom.components.kind[row(&bom, "evil.gguf")], Kind::File);
    let unknown = read(&with(&[element("vendor_Thing", "t", json!({"name": "thing"}))]));
    assert_eq!(unknown.components.kind[row(&unknown, "thing")], Kind::Other);
    assert!(unknown.noted(NoteCode::UnknownValue).next().is_some());
}

#[test]
fn a_pickle_inside_a_model_counts_wherever_it_stands_in_the_graph() {
    let pickle = element("software_File", "w", json!({"name": "model.bin", "verifiedUsing": hash()}));
    for link in ["contains", "hasDistributionArtifact", "hasDataFile"] {
        let mut graph = vec![pickle.clone(), relation(link, "model", &["w"])];
        graph.extend(clean());
        assert_eq!(judged(&document("app", &graph)), "FAIL", "{link}");
    }
}

#[test]
fn no_assertion_satisfies_nothing() {
    let none = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoneLicense";
    let silent = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense";
    for (license, case) in [(none, Stated::Nothing), (silent, Stated::Unknown)] {
        let mut elements = without("hasDeclaredLicense");
        elements.push(relation("hasDeclaredLicense", "model", &[license]));
        let bom = read(&document("app", &elements));
        let licenses = bom.components.licenses.of(row(&bom, "house"));
        assert_eq!(bom.stated(bom.licenses[licenses[0]].text), case);
        assert_eq!(judged(&document("app", &elements)), "FAIL");
    }
    let mut elements = without("hasDeclaredLicense");
    elements.push(element(
        "simplelicensing_LicenseExpression",
        "none",
        json!({"simplelicensing_licenseExpression": "NOASSERTION"}),
    ));
    elements.push(relation("hasDeclaredLicense", "model", &["none"]));
    assert_eq!(judged(&document("app", &elements)), "FAIL");
    // A line that is not asserted is silence, not "none".
    let mut elements = without("descendantOf");
    elements.push(relation("descendantOf", "model", &["https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement"]));
    assert_eq!(judged(&document("app", &elements)), "FAIL");
    let bom = read(&with(&[element(
        "ai_AIPackage",
        "m",
        json!({"name": "m", "ai_useSensitivePersonalInformation": "noAssertion", "ai_domain": ["NOASSERTION"]}),
    )]));
    let card = bom.components.card(row(&bom, "m")).unwrap();
    assert_eq!(bom.stated(card.task), Stated::Unknown);
}

#[test]
fn what_is_elsewhere_or_incomplete_is_said() {
    let mut imported = with(&[relation("dependsOn", "model", &["urn:other:part"])]);
    imported["@graph"][3]["import"] = json!([{"type": "ExternalMap", "externalSpdxId": "urn:other:part"}]);
    let mut halved = with(&[relation("dependsOn", "model", &["data"])]);
    halved["@graph"].as_array_mut().unwrap().last_mut().unwrap()["completeness"] = json!("incomplete");
    for (document, code) in [(imported, NoteCode::BomLink), (halved, NoteCode::CompositionIncomplete)] {
        let bom = read(&document);
        assert_eq!(bom.noted(code).count(), 1, "{:?}", bom.notes);
        assert!(bom.notes.iter().all(|note| note.code.severity() == Severity::Missing));
        assert_eq!(judged(&document), "INCOMPLETE");
    }
}

#[test]
fn a_licence_of_its_own_is_not_the_listed_one_of_that_name() {
    for name in ["MIT", "mit", "Apache License 2.0", "Apache-2.0"] {
        let bom = read(&with(&[
            element("software_Package", "lib", json!({"name": "lib"})),
            element(
                "expandedlicensing_CustomLicense",
                "own",
                json!({"name": name, "simplelicensing_licenseText": "Non-commercial."}),
            ),
            relation("hasConcludedLicense", "lib", &["own"]),
        ]));
        let stated = bom.components.licenses.of(row(&bom, "lib")).iter().filter_map(|id| bom.value(bom.licenses[*id].text));
        let written: Vec<_> = stated.collect();
        assert!(matches!(written[..], [text] if text.starts_with("LicenseRef-")), "{name}: {written:?}");
    }
}

#[test]
fn licence_sets_are_one_expression() {
    let with_ref = |id: &str| format!("urn:x:{id}");
    let bom = read(&with(&[
        element("software_Package", "lib", json!({"name": "lib"})),
        element("expandedlicensing_CustomLicense", "own", json!({"name": "Own Licence", "simplelicensing_licenseText": "Do."})),
        element(
            "expandedlicensing_DisjunctiveLicenseSet",
            "or",
            json!({"expandedlicensing_member": [with_ref("and"), with_ref("own")]}),
        ),
        element(
            "expandedlicensing_ConjunctiveLicenseSet",
            "and",
            json!({"expandedlicensing_member": ["https://spdx.org/licenses/Apache-2.0", with_ref("gpl")]}),
        ),
        element(
            "expandedlicensing_WithAdditionOperator",
            "gpl",
            json!({"expandedlicensing_subjectExtendableLicense": "https://spdx.org/licenses/GPL-2.0-only",
            "expandedlicensing_subjectAddition": with_ref("Classpath-exception-2.0")}),
        ),
        element(
            "expandedlicensing_ListedLicenseException",
            "Classpath-exception-2.0",
            json!({"expandedlicensing_additionText": "x"}),
        ),
        relation("hasConcludedLicense", "lib", &["or", "own"]),
    ]));
    let licenses: Vec<_> =
        bom.components.licenses.of(row(&bom, "lib")).iter().map(|id| bom.stated(bom.licenses[*id].text)).collect();
    let expression = "((Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0) OR LicenseRef-Own-Licence)";
    assert_eq!(licenses, [Stated::Value(expression), Stated::Value("Own Licence")]);
    // A set inside itself ends.
    let circle = with(&[
        element("expandedlicensing_ConjunctiveLicenseSet", "a", json!({"expandedlicensing_member": ["urn:x:a", "urn:x:a"]})),
        relation("hasDeclaredLicense", "model", &["a"]),
    ]);
    assert!(read_text(&circle.to_string()).is_err());
}

#[test]
fn what_a_vulnerability_says_changes_nothing() {
    let said = with(&[
        element("security_Vulnerability", "cve", json!({"name": "CVE-2026-1"})),
        element(
            "security_VexNotAffectedVulnAssessmentRelationship",
            "vex",
            json!({"relationshipType": "doesNotAffect", "from": "urn:x:cve",
            "to": ["urn:x:model"], "security_impactStatement": "none"}),
        ),
    ]);
    assert_eq!((read(&said).notes, told(&read(&said))), (vec![], told(&read(&with(&[])))));
}

#[test]
fn builds_tie_what_came_out_to_what_went_in() {
    let bom = read(&with(&[
        element("build_Build", "build", json!({"build_buildType": "https://x.example/t"})),
        element("ai_AIPackage", "seed", json!({"name": "seed"})),
        element("Tool", "trainer", json!({"name": "trainer"})),
        relation("hasInput", "build", &["seed"]),
        relation("hasOutput", "build", &["model"]),
        relation("usesTool", "build", &["trainer"]),
    ]));
    let edges = bom.edges_of(row(&bom, "house"));
    for name in ["seed", "trainer"] {
        assert!(edges.iter().any(|edge| edge.to == row(&bom, name) && edge.relation == Relation::DependsOn), "{name}");
    }
    assert_eq!(bom.components.role[row(&bom, "trainer")], Role::Formulation);
}

#[test]
fn checksums_and_identifiers_may_stand_elsewhere() {
    let bom = read(&with(&[
        element(
            "software_Package",
            "lib",
            json!({"name": "lib", "verifiedUsing": ["_:hash"], "externalIdentifier": ["urn:x:purl"]}),
        ),
        json!({"type": "Hash", "@id": "_:hash", "algorithm": "sha256", "hashValue": "ab".repeat(32)}),
        json!({"type": "ExternalIdentifier", "@id": "urn:x:purl", "externalIdentifierType": "packageUrl", "identifier": "pkg:pypi/lib@1"}),
    ]));
    let lib = row(&bom, "lib");
    assert_eq!((bom.components.hashes.of(lib).len(), bom.value(bom.components.purl[lib])), (1, Some("pkg:pypi/lib@1")));
    assert_eq!(bom.notes, vec![]);
}
