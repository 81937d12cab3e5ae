//! The delivery whose model descends from a foreign one, written as SPDX.

use crate::common::gate_with;
use bomgate::base::Limits;
use bomgate::model::{Kind, Relation, Row};
use bomgate::read::{Source, read};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const SAMPLE: &str = "samples/telecom-cn-bad.spdx.json";

fn sample() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE)).unwrap()
}

#[test]
fn a_foreign_base_model_fails_the_delivery_in_spdx_too() {
    let output = Command::new(env!("CARGO_BIN_EXE_bomgate"))
        .args(["check", SAMPLE, "--config", "samples/telecom-cn.yaml", "--as-of", "2026-11-22", "--format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("BOMGATE_CONFIG")
        .env("BOMGATE_ADVISORIES", "")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{printed}");
    let report: Value = serde_json::from_str(&printed).unwrap();
    let text = report.to_string();
    for rule in [
        "xs-foreign-dependency-restricted-lineage",
        "xs-foreign-dependency-restricted",
        "xs-unsafe-serialization",
        "base-model-filed",
    ] {
        assert!(text.contains(rule), "{rule} in\n{printed}");
    }
}

#[test]
fn what_a_relationship_says_is_read_in_the_right_direction() {
    let bom = read(Source::bytes("sample", sample().into_bytes()), &Limits::default()).unwrap();
    let row = |reference: &str| -> Row {
        bom.components.rows().find(|row| bom.value(bom.components.reference[*row]) == Some(reference)).unwrap()
    };
    let has = |from: &str, relation: Relation, to: &str| {
        bom.edges_of(row(from)).iter().any(|edge| edge.relation == relation && edge.to == row(to))
    };
    assert!(has("SPDXRef-system", Relation::DependsOn, "SPDXRef-care-7b"));
    assert!(has("SPDXRef-system", Relation::DependsOn, "SPDXRef-mindspore"));
    assert!(has("SPDXRef-care-7b", Relation::Contains, "SPDXRef-weights"));
    assert!(has("SPDXRef-care-7b", Relation::Ancestor, "SPDXRef-base-model"));
    assert!(has("SPDXRef-care-7b", Relation::TrainedOn, "SPDXRef-tickets"));
    assert_eq!(bom.subject(), Some(row("SPDXRef-system")));
    let kind = |reference: &str| bom.components.kind[row(reference)];
    assert_eq!(
        ["SPDXRef-care-7b", "SPDXRef-base-model", "SPDXRef-tickets", "SPDXRef-mindspore", "SPDXRef-weights"].map(kind),
        [Kind::Model, Kind::Model, Kind::Dataset, Kind::Framework, Kind::File]
    );
    let weights = bom.components.span[row("SPDXRef-weights")];
    let text = sample();
    assert!(text[weights.start.offset as usize..weights.end as usize].contains("model.bin"));
    assert_eq!(text.lines().nth(weights.start.line as usize - 1).unwrap().find('{'), Some(weights.start.column as usize - 1));
    assert_eq!(bom.pointer(row("SPDXRef-weights")), "/files/0");
}

#[test]
fn every_way_to_name_a_base_model_fails() {
    let gate = gate_with(
        r#"
pack: lineage
title: Lineage
version: "1"
rules:
  - id: line-is-home
    title: Models descend from home
    level: block
    on: model
    require: '!foreign_lineage(component)'
    unknown: passes
    tier: 1
    area: model
    cites: [{ text: test, mark: unverified }]
    fix: Replace it.
"#,
        "CN",
    );
    let ancestor = r#"{ "spdxElementId": "SPDXRef-base-model", "relationshipType": "ANCESTOR_OF", "relatedSpdxElement": "SPDXRef-care-7b" }"#;
    assert!(sample().contains(ancestor));
    let relation = |from: &str, kind: &str, to: &str| {
        let made =
            format!(r#"{{"spdxElementId":"SPDXRef-{from}","relationshipType":"{kind}","relatedSpdxElement":"SPDXRef-{to}"}}"#);
        crate::common::verdict(&gate, sample().replace(ancestor, &made))
    };
    for kind in ["GENERATED_FROM", "DESCENDANT_OF", "COPY_OF", "EXPANDED_FROM_ARCHIVE", "DEPENDS_ON", "STATIC_LINK"] {
        assert_eq!(relation("care-7b", kind, "base-model"), "FAIL", "{kind}");
    }
    for kind in ["GENERATES", "ANCESTOR_OF", "DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "PREREQUISITE_FOR"] {
        assert_eq!(relation("base-model", kind, "care-7b"), "FAIL", "{kind}");
    }
    // The other way round it is the base that descends.
    assert_eq!(relation("base-model", "DOCUMENTATION_OF", "care-7b"), "PASS");
}
