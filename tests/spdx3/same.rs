//! The same delivery in CycloneDX and in SPDX 3, as far as both can carry it, gets the same answers.

use crate::common::{gate, gate_with};
use crate::{document, element, relation};
use bomgate::check::Buyer;
use bomgate::evaluate::SubjectAt;
use bomgate::gate::Gate;
use bomgate::policy::PlanRequest;
use bomgate::read::Source;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Rules that ask only what both formats carry.
const POLICY: &str = r#"
pack: same
title: Same answers
version: "1"
lists: { denied: [evil], permitted: [MIT, Apache-2.0], pickles: [bin, pkl] }
rules:
  - { id: nothing-denied, title: Nothing denied, level: block, on: component, require: '!listed(component, lists.denied)', unknown: passes,
      tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: Remove it. }
  - { id: licences-permitted, title: Licences are permitted, level: high, on: component, when: 'component.role in ["part", "ancestor"] && component.kind != "file"',
      require: 'license_permits(component, lists.permitted)', unknown: fails, tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: Change it. }
  - { id: hashes-strong, title: Parts have strong digests, level: high, on: component, when: 'component.role == "part"',
      require: 'strong_hash(component)', unknown: fails, tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: Add one. }
  - { id: versions-pinned, title: Versions are pinned, level: high, on: library, require: 'pinned(component)', unknown: fails, tier: 1,
      area: supply-chain, cites: [{ text: test, mark: unverified }], fix: Pin it. }
  - { id: lineage-stated, title: Lines are stated, level: high, on: model, require: 'size(component.base_models) >= 0', unknown: fails, tier: 1,
      area: model, cites: [{ text: test, mark: unverified }], fix: State it. }
  - { id: data-stated, title: Data is stated, level: high, on: model, require: 'stated(component.datasets)', unknown: fails, tier: 1,
      area: model, cites: [{ text: test, mark: unverified }], fix: State it. }
  - { id: home-line, title: Models and their line come from home, level: high, on: model,
      require: '!foreign(component) && !foreign_lineage(component)', unknown: fails, tier: 1, area: model, cites: [{ text: test, mark: unverified }], fix: Replace it. }
  - { id: no-pickles, title: No pickles, level: block, on: model, require: '!serialized_as(component, lists.pickles)', unknown: passes, tier: 1,
      area: model, cites: [{ text: test, mark: unverified }], fix: Convert it. }
"#;

/// One part, before it is written in any format.
#[derive(Clone, Debug)]
struct Part {
    kind: &'static str,
    name: &'static str,
    version: &'static str,
    license: Option<&'static str>,
    algorithm: Option<&'static str>,
    country: Option<&'static str>,
    /// None: silent. False: stated that there is none.
    base: Option<bool>,
    data: bool,
    file: Option<&'static str>,
}

fn part() -> impl Strategy<Value = Part> {
    let license =
        prop_oneof![4 => Just(Some("MIT")), 1 => Just(Some("GPL-3.0-only")), 1 => Just(Some("NOASSERTION")), 1 => Just(None)];
    (
        prop_oneof![Just("library"), Just("machine-learning-model"), Just("data")],
        prop_oneof![6 => Just("part"), 1 => Just("evil"), 1 => Just("Qwen/Qwen2-7B")],
        prop_oneof![3 => Just("1.2.3"), 1 => Just("latest"), 1 => Just("")],
        license,
        prop_oneof![3 => Just(Some("SHA-256")), 1 => Just(Some("MD5")), 1 => Just(None)],
        prop_oneof![3 => Just(Some("DE")), 1 => Just(Some("CN")), 1 => Just(None)],
        prop_oneof![Just(None), Just(Some(false)), Just(Some(true))],
        any::<bool>(),
        prop_oneof![2 => Just(None), 1 => Just(Some("model.safetensors")), 1 => Just(Some("model.bin"))],
    )
        .prop_map(|(kind, name, version, license, algorithm, country, base, data, file)| {
            let model = kind == "machine-learning-model";
            let (base, data, file) = (base.filter(|_| model), data && model, file.filter(|_| model));
            Part { kind, name, version, license, algorithm, country, base, data, file }
        })
}

const DIGEST: &str = "abababababababababababababababab";

fn digest(algorithm: &str) -> String {
    DIGEST.repeat(if algorithm == "MD5" { 1 } else { 2 })
}

impl Part {
    fn full_name(&self, at: usize) -> String {
        if self.name == "part" { format!("part-{at}") } else { self.name.to_owned() }
    }

    fn cyclonedx(&self, at: usize) -> Value {
        let address = self.country.map_or(json!({}), |country| json!({"country": country}));
        let mut part = json!({"type": self.kind, "bom-ref": format!("urn:x:p{at}"), "name": self.full_name(at), "version": self.version,
            "supplier": {"name": format!("House {at}"), "address": address}});
        if let Some(license) = self.license {
            part["licenses"] = json!([{"expression": license, "acknowledgement": "declared"}]);
        }
        if let Some(algorithm) = self.algorithm {
            part["hashes"] = json!([{"alg": algorithm, "content": digest(algorithm)}]);
        }
        if let Some(base) = self.base {
            let one = json!({"type": "machine-learning-model", "bom-ref": format!("urn:x:b{at}"), "name": format!("base-{at}"), "version": "1.0.0",
                "supplier": {"name": "Base House", "address": {"country": "DE"}}, "pedigree": {"ancestors": []}});
            part["pedigree"] = json!({"ancestors": vec![one; usize::from(base)]});
        }
        if let Some(file) = self.file {
            part["components"] = json!([{"type": "file", "bom-ref": format!("urn:x:f{at}"), "name": file}]);
        }
        if self.data {
            part["modelCard"] = json!({"modelParameters": {"datasets": [{"ref": "urn:x:tickets"}]}});
        }
        part
    }

    fn spdx(&self, at: usize, into: &mut Vec<Value>) {
        let id = format!("p{at}");
        let agent = |country: Option<&str>| {
            let property = |country| {
                json!([{"type": "extension_CdxPropertiesExtension", "extension_cdxProperty":
                [{"type": "extension_CdxPropertyEntry", "extension_cdxPropName": "bomgate:country", "extension_cdxPropValue": country}]}])
            };
            country.map_or(json!({}), |country| json!({"extension": property(country)}))
        };
        let mut house = element("Organization", &format!("h{at}"), json!({"name": format!("House {at}")}));
        house.as_object_mut().unwrap().extend(agent(self.country).as_object().unwrap().clone());
        into.push(house);
        let class = match self.kind {
            "library" => "software_Package",
            "data" => "dataset_DatasetPackage",
            _ => "ai_AIPackage",
        };
        let mut part = element(
            class,
            &id,
            json!({"name": self.full_name(at), "software_packageVersion": self.version, "suppliedBy": format!("urn:x:h{at}")}),
        );
        if let Some(algorithm) = self.algorithm {
            let word = algorithm.to_lowercase().replace('-', "");
            part["verifiedUsing"] = json!([{"type": "Hash", "algorithm": word, "hashValue": digest(algorithm)}]);
        }
        into.push(part);
        if let Some(license) = self.license {
            let expression = json!({"simplelicensing_licenseExpression": license});
            into.push(element("simplelicensing_LicenseExpression", &format!("l{at}"), expression));
            into.push(relation("hasDeclaredLicense", &id, &[&format!("l{at}")]));
        }
        let none = "https://spdx.org/rdf/3.0.1/terms/Core/NoneElement";
        match self.base {
            None => {}
            Some(false) => into.push(relation("descendantOf", &id, &[none])),
            Some(true) => {
                let base = format!("b{at}");
                let mut house = element("Organization", &format!("bh{at}"), json!({"name": "Base House"}));
                house.as_object_mut().unwrap().extend(agent(Some("DE")).as_object().unwrap().clone());
                into.push(house);
                into.push(element("ai_AIPackage", &base, json!({"name": format!("base-{at}"), "software_packageVersion": "1.0.0", "suppliedBy": format!("urn:x:bh{at}")})));
                into.push(relation("descendantOf", &id, &[&base]));
                into.push(relation("descendantOf", &base, &[none]));
            }
        }
        if let Some(file) = self.file {
            into.push(element("software_File", &format!("f{at}"), json!({"name": file})));
            into.push(relation("contains", &id, &[&format!("f{at}")]));
        }
        if self.data {
            into.push(relation("trainedOn", &id, &["tickets"]));
        }
    }
}

fn cyclonedx(parts: &[Part]) -> Value {
    let mut components = vec![json!({"type": "data", "bom-ref": "urn:x:tickets", "name": "tickets", "version": "1"})];
    components.extend(parts.iter().enumerate().map(|(at, part)| part.cyclonedx(at)));
    let refs: Vec<String> = (0..parts.len()).map(|at| format!("urn:x:p{at}")).collect();
    json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "urn:x:app", "name": "app", "version": "1"}},
        "components": components, "dependencies": [{"ref": "urn:x:app", "dependsOn": refs}]})
}

fn spdx(parts: &[Part]) -> Value {
    let mut elements = vec![
        element(
            "software_Package",
            "app",
            json!({"name": "app", "software_packageVersion": "1", "software_primaryPurpose": "application"}),
        ),
        element("dataset_DatasetPackage", "tickets", json!({"name": "tickets", "software_packageVersion": "1"})),
    ];
    for (at, part) in parts.iter().enumerate() {
        part.spdx(at, &mut elements);
    }
    let refs: Vec<String> = (0..parts.len()).map(|at| format!("p{at}")).collect();
    elements.push(relation("dependsOn", "app", &refs.iter().map(String::as_str).collect::<Vec<_>>()));
    document("app", &elements)
}

/// The verdict, and each finding as rule, subject and answer.
fn answers(gate: &Gate, text: String) -> (&'static str, BTreeSet<String>) {
    let judged = gate.check(Source::bytes("test", text.into_bytes())).unwrap();
    let rejected: Vec<_> = judged.bom.rejections().collect();
    assert!(rejected.is_empty(), "{rejected:?}");
    let findings = judged.outcome.findings.iter().map(|finding| {
        let subject = match finding.subject {
            // CycloneDX writes the namespace of a hub beside the name, SPDX 3 inside it.
            SubjectAt::Component(row) => judged.bom.label(row).rsplit('/').next().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        format!("{} {subject} {:?}", gate.plan.rules[finding.rule()].id, finding.answer)
    });
    (judged.outcome.verdict.word(), findings.collect())
}

#[test]
fn a_generated_bill_gets_the_same_answers_in_both_formats() {
    let gate = gate_with(POLICY, "DE");
    let seen = RefCell::new(BTreeSet::new());
    let mut runner = TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    runner
        .run(&prop::collection::vec(part(), 1..5), |parts| {
            let (ours, theirs) = (answers(&gate, cyclonedx(&parts).to_string()), answers(&gate, spdx(&parts).to_string()));
            seen.borrow_mut().extend(ours.1.iter().filter_map(|finding| finding.split(' ').next().map(str::to_owned)));
            prop_assert_eq!(ours, theirs);
            Ok(())
        })
        .unwrap();
    let seen = seen.into_inner();
    assert_eq!(seen.len(), 8, "every rule was violated by some bill: {seen:?}");
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap()
}

/// The buyer of `samples/telecom-cn.yaml`.
fn telecom() -> Gate {
    let mut gate =
        gate(&PlanRequest { sector: Some("telecom".to_owned()), home: Some("CN".to_owned()), ..PlanRequest::default() }, "CN");
    let restricted = crate::common::countries(&gate.lists, "US");
    gate.buyer = Buyer { restricted, ..gate.buyer };
    gate
}

#[test]
fn the_telecom_samples_get_the_same_verdict_and_findings_in_both_formats() {
    let gate = telecom();
    for (name, verdict) in [("telecom-cn-good", "PASS"), ("telecom-cn-bad", "FAIL")] {
        let theirs = answers(&gate, sample(&format!("{name}.spdx3.json")));
        assert_eq!(theirs, answers(&gate, sample(&format!("{name}.cdx.json"))));
        assert_eq!(theirs.0, verdict, "{:?}", theirs.1);
    }
}
