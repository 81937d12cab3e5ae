//! A generated bill, written in CycloneDX (JSON and XML) and in SPDX 2 (all four syntaxes), gets one verdict for one set of
//! reasons; what is written in two syntaxes of one format is one model.

use crate::common::as_xml::as_xml;
use crate::common::dump::dump as whole;
use crate::common::{check, gate_with};
use crate::dump::dump;
use crate::written::{rdf, tag, yaml};
use bomgate::base::Truth;
use bomgate::evaluate::SubjectAt;
use bomgate::gate::{Gate, Judged};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use std::cell::Cell;
use std::collections::BTreeSet;

const POLICY: &str = r#"
pack: both
title: What both formats can say
version: "1"
lists: { denied: [evil], permitted: [MIT, Apache-2.0], pickles: [bin, pt] }
rules:
  - { id: nothing-denied, title: t, level: block, on: component, require: '!listed(component, lists.denied)', unknown: passes,
      tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: f }
  - { id: licences, title: t, level: high, on: component, when: 'component.kind in ["library", "framework", "model", "dataset"]',
      require: 'license_permits(component, lists.permitted)', unknown: fails,
      tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: f }
  - { id: digests, title: t, level: high, on: component, when: 'component.kind in ["library", "framework", "model", "dataset"]',
      require: 'strong_hash(component)', unknown: warns,
      tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: f }
  - { id: supplied, title: t, level: high, on: component, when: 'component.kind in ["library", "framework", "model", "dataset"]',
      require: 'stated(component.supplier.name)', unknown: fails,
      tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: f }
  - { id: bases, title: t, level: high, on: model, require: 'size(component.base_models) >= 0', unknown: fails,
      tier: 1, area: model, cites: [{ text: test, mark: unverified }], fix: f }
  - { id: line-is-home, title: t, level: high, on: model, require: '!foreign_lineage(component)', unknown: passes,
      tier: 1, area: model, cites: [{ text: test, mark: unverified }], fix: f }
  - { id: no-pickles, title: t, level: high, on: model, require: '!serialized_as(component, lists.pickles)', unknown: passes,
      tier: 1, area: model, cites: [{ text: test, mark: unverified }], fix: f }
"#;

/// What both formats can say of one part.
#[derive(Clone, Debug)]
struct Part {
    kind: &'static str,
    name: String,
    license: Option<&'static str>,
    hash: Option<(&'static str, usize)>,
    supplier: Option<&'static str>,
    /// Organisations of its bases; none when it does not say whether it has any.
    bases: Option<Vec<&'static str>>,
    /// A file inside it.
    file: Option<&'static str>,
    /// Written as an edge from the other end.
    reversed: bool,
}

fn part(at: usize) -> impl Strategy<Value = Part> {
    (
        prop_oneof![3 => Just("library"), 1 => Just("framework"), 3 => Just("model"), 1 => Just("dataset")],
        prop_oneof![12 => Just("part"), 1 => Just("evil")],
        prop_oneof![10 => Just(Some("MIT")), 3 => Just(Some("MIT OR GPL-3.0-only")), 1 => Just(Some("GPL-3.0-only")), 1 => Just(Some("NOASSERTION")), 1 => Just(None)],
        prop_oneof![10 => Just(Some(("SHA-256", 64))), 1 => Just(Some(("MD5", 32))), 1 => Just(None)],
        prop_oneof![10 => Just(Some("House")), 1 => Just(Some("NOASSERTION")), 1 => Just(None)],
        prop_oneof![6 => Just(Some(vec![])), 2 => Just(Some(vec!["Aleph-Alpha"])), 1 => Just(Some(vec!["Aleph-Alpha", "Qwen"])), 1 => Just(None)],
        prop_oneof![6 => Just(None), 2 => Just(Some("model.safetensors")), 1 => Just(Some("model.bin"))],
        any::<bool>(),
    )
        .prop_map(move |(kind, name, license, hash, supplier, bases, file, reversed)| Part {
            kind,
            name: if name == "evil" { name.to_owned() } else { format!("{name}-{at}") },
            license,
            hash,
            supplier,
            bases: if kind == "model" { bases } else { None },
            file: if kind == "model" { file } else { None },
            reversed,
        })
}

fn purl(kind: &str, name: &str) -> String {
    match kind {
        "model" => format!("pkg:huggingface/house/{name}@1"),
        "dataset" => format!("pkg:huggingface/datasets/house/{name}@1"),
        _ => format!("pkg:pypi/{name}@1"),
    }
}

fn base(organisation: &str) -> (String, String) {
    ("base".to_owned(), format!("pkg:huggingface/{organisation}/base@1"))
}

fn cyclonedx(parts: &[Part]) -> Value {
    let components = parts.iter().enumerate().map(|(at, part)| {
        let kind = match part.kind {
            "model" => "machine-learning-model",
            "dataset" => "data",
            other => other,
        };
        let mut out = Map::new();
        out.insert("type".into(), json!(kind));
        out.insert("bom-ref".into(), json!(format!("part-{at}")));
        out.insert("name".into(), json!(part.name));
        out.insert("version".into(), json!("1"));
        out.insert("purl".into(), json!(purl(part.kind, &part.name)));
        if let Some(license) = part.license {
            out.insert("licenses".into(), json!([{"expression": license}]));
        }
        if let Some((algorithm, digits)) = part.hash {
            out.insert("hashes".into(), json!([{"alg": algorithm, "content": "a".repeat(digits)}]));
        }
        if let Some(supplier) = part.supplier {
            out.insert("supplier".into(), json!({"name": supplier}));
        }
        if let Some(bases) = &part.bases {
            let ancestors: Vec<Value> = bases
                .iter()
                .map(|organisation| {
                    let (name, purl) = base(organisation);
                    json!({"type": "machine-learning-model", "name": name, "version": "1", "purl": purl, "licenses": [{"expression": "MIT"}],
                        "supplier": {"name": "House"}, "hashes": [{"alg": "SHA-256", "content": "b".repeat(64)}], "pedigree": {"ancestors": []}})
                })
                .collect();
            out.insert("pedigree".into(), json!({"ancestors": ancestors}));
        }
        if let Some(file) = part.file {
            out.insert("components".into(), json!([{"type": "file", "name": file, "version": "1"}]));
        }
        Value::Object(out)
    });
    let components: Vec<Value> = components.collect();
    let refs: Vec<String> = (0..parts.len()).map(|at| format!("part-{at}")).collect();
    json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"timestamp": "2026-11-01T00:00:00Z", "component": {"type": "application", "bom-ref": "app", "name": "assistant", "version": "1"}},
        "components": components, "dependencies": [{"ref": "app", "dependsOn": refs}]})
}

fn spdx(parts: &[Part]) -> Value {
    let mut packages = vec![
        json!({"SPDXID": "SPDXRef-app", "name": "assistant", "versionInfo": "1", "downloadLocation": "NONE", "primaryPackagePurpose": "APPLICATION"}),
    ];
    let (mut files, mut relations) = (Vec::new(), Vec::new());
    let mut relate = |from: &str, word: &str, to: &str| {
        relations.push(json!({"spdxElementId": from, "relationshipType": word, "relatedSpdxElement": to}));
    };
    let reference =
        |purl: String| json!([{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}]);
    for (at, part) in parts.iter().enumerate() {
        let id = format!("SPDXRef-part-{at}");
        let mut out = Map::new();
        out.insert("SPDXID".into(), json!(id));
        out.insert("name".into(), json!(part.name));
        out.insert("versionInfo".into(), json!("1"));
        out.insert("downloadLocation".into(), json!("NOASSERTION"));
        out.insert("externalRefs".into(), reference(purl(part.kind, &part.name)));
        if matches!(part.kind, "library" | "framework") {
            out.insert("primaryPackagePurpose".into(), json!(part.kind.to_uppercase()));
        }
        if let Some(license) = part.license {
            out.insert("licenseDeclared".into(), json!(license));
        }
        if let Some((algorithm, digits)) = part.hash {
            out.insert(
                "checksums".into(),
                json!([{"algorithm": algorithm.replace('-', ""), "checksumValue": "a".repeat(digits)}]),
            );
        }
        if let Some(supplier) = part.supplier {
            let supplier = if supplier == "NOASSERTION" { supplier.to_owned() } else { format!("Organization: {supplier}") };
            out.insert("supplier".into(), json!(supplier));
        }
        packages.push(Value::Object(out));
        if part.reversed {
            relate(&id, "DEPENDENCY_OF", "SPDXRef-app");
        } else {
            relate("SPDXRef-app", "DEPENDS_ON", &id);
        }
        if let Some(bases) = &part.bases {
            if bases.is_empty() {
                relate(&id, "GENERATED_FROM", "NONE");
            }
            for (number, organisation) in bases.iter().enumerate() {
                let (name, purl) = base(organisation);
                let base = format!("SPDXRef-base-{at}-{number}");
                packages.push(json!({"SPDXID": base, "name": name, "versionInfo": "1", "downloadLocation": "NOASSERTION", "licenseDeclared": "MIT",
                    "supplier": "Organization: House", "checksums": [{"algorithm": "SHA256", "checksumValue": "b".repeat(64)}], "externalRefs": reference(purl)}));
                relate(&base, "DESCENDANT_OF", "NONE");
                if part.reversed {
                    relate(&base, "ANCESTOR_OF", &id);
                } else {
                    relate(&id, "DESCENDANT_OF", &base);
                }
            }
        }
        if let Some(file) = part.file {
            let inner = format!("SPDXRef-file-{at}");
            files.push(
                json!({"SPDXID": inner, "fileName": file, "checksums": [{"algorithm": "SHA1", "checksumValue": "c".repeat(40)}]}),
            );
            if part.reversed {
                relate(&inner, "CONTAINED_BY", &id);
            } else {
                relate(&id, "CONTAINS", &inner);
            }
        }
    }
    json!({"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "d", "documentNamespace": "https://v.example/d",
        "creationInfo": {"created": "2026-11-01T00:00:00Z", "creators": ["Organization: Vendor"]}, "documentDescribes": ["SPDXRef-app"],
        "packages": packages, "files": files, "relationships": relations})
}

/// The verdict, and each rule that was not answered yes with the part it was asked of.
fn found(judged: &Judged, gate: &Gate) -> (&'static str, BTreeSet<(String, String, bool)>) {
    let findings = judged.outcome.findings.iter().map(|finding| {
        let subject = match finding.subject {
            SubjectAt::Component(row) => {
                format!("{} {:?}", judged.bom.label(row), judged.bom.value(judged.bom.components.purl[row]))
            }
            other => format!("{other:?}"),
        };
        (gate.plan.rules[finding.rule()].id.clone(), subject, finding.answer == Truth::No)
    });
    (judged.outcome.verdict.word(), findings.collect())
}

#[test]
fn one_bill_in_two_formats_gets_one_verdict() {
    let gate = gate_with(POLICY, "DE");
    let strategy = (1..=4usize).prop_flat_map(|count| (0..count).map(part).collect::<Vec<_>>());
    let passed = Cell::new(0);
    TestRunner::new(Config { cases: 500, failure_persistence: None, ..Config::default() })
        .run(&strategy, |parts| {
            let (bill, document) = (cyclonedx(&parts), spdx(&parts));
            let judge = |text: String| check(&gate, text).unwrap();
            let (json, spdx) = (judge(bill.to_string()), judge(document.to_string()));
            let left = found(&json, &gate);
            passed.set(passed.get() + i32::from(left.0 == "PASS"));
            prop_assert_eq!(&left, &found(&spdx, &gate));
            let xml = judge(as_xml(&bill));
            prop_assert_eq!(&left, &found(&xml, &gate), "XML");
            prop_assert_eq!(whole(&json.bom), whole(&xml.bom));
            for (syntax, text) in [("YAML", yaml(&document)), ("tag-value", tag(&document)), ("RDF", rdf(&document))] {
                let judged = judge(text);
                prop_assert_eq!(&left, &found(&judged, &gate), "{}", syntax);
                prop_assert_eq!(dump(&spdx.bom), dump(&judged.bom), "{}", syntax);
            }
            Ok(())
        })
        .unwrap();
    println!("of 500 bills {} pass", passed.get());
    assert!((40..460).contains(&passed.get()), "both verdicts must be among those tried: {} pass", passed.get());
}
