//! Group D again: a foreign owner, base model, host or maker that the bill hides. The buyer is at home in DE, and what is not
//! known does not pass.

use super::{check, gate_with, reasons};
use serde_json::{Value, json};

pub(super) const HOME_ONLY: &str = r#"
pack: home-only
title: Only from home
version: "1"
rules:
  - { id: maker-home, title: t, level: block, on: component, when: 'component.delivered && component.role != "subject"', require: '!foreign(component)', unknown: fails, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
  - { id: line-home, title: t, level: block, on: model, when: 'component.delivered', require: '!foreign_lineage(component)', unknown: fails, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
  - { id: owner-home, title: t, level: block, on: component, when: 'component.delivered && component.role != "subject"', require: '!foreign(component, "owner")', unknown: fails, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
  - { id: host-home, title: t, level: block, on: service, require: '!foreign(component, "hosting")', unknown: fails, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
  - { id: supply-home, title: t, level: block, on: service, require: '!foreign(component, "cutoff")', unknown: fails, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
  - { id: no-doubt, title: t, level: refer, on: component, require: '!component.notes.exists(n, n.code in ["origin-contradicted", "origin-hint-differs", "supplier-not-publisher", "name-confusable", "model-in-words", "property-misspelt"])', unknown: fails, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
  - { id: no-guess, title: t, level: refer, on: component, when: 'component.delivered && has(component.origins)', require: '!component.origins.exists(o, o.basis == "inferred from a name" && o.class == "foreign")', unknown: fails, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
"#;

fn properties(entries: &[(&str, &str)]) -> Value {
    entries.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

/// A delivery of one model and one service, all from home, changed in one thing.
pub(super) fn delivery(change: impl Fn(&mut Value)) -> String {
    let rhein = json!({ "name": "Rhein Modelle GmbH", "address": { "country": "DE" } });
    let mut bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "timestamp": "2026-11-01T00:00:00Z", "component": { "type": "application", "bom-ref": "app", "name": "assistant", "version": "1.0.0" } },
        "components": [{
            "type": "machine-learning-model", "bom-ref": "m", "name": "care", "version": "1.0.0", "purl": "pkg:generic/care@1.0.0",
            "manufacturer": rhein, "supplier": rhein, "pedigree": { "ancestors": [] }, "modelCard": { "modelParameters": { "datasets": [] } },
            "properties": properties(&[("bomgate:ultimate_owner", "Rhein Holding AG"), ("bomgate:ultimate_owner_country", "DE")])
        }],
        "services": [{
            "bom-ref": "s", "name": "chat", "version": "1.0.0", "provider": rhein, "endpoints": ["https://chat.rhein.example/v1"],
            "properties": properties(&[("bomgate:ultimate_owner", "Rhein Holding AG"), ("bomgate:ultimate_owner_country", "DE"),
                ("bomgate:hosting_country", "DE"), ("bomgate:cutoff_country", "none")])
        }]
    });
    change(&mut bill);
    bill.to_string()
}

/// One more property of the model or of the service.
pub(super) fn says(part: &'static str, name: &'static str, value: &'static str) -> Box<dyn Fn(&mut Value)> {
    Box::new(move |bill| bill[part][0]["properties"].as_array_mut().unwrap().push(json!({ "name": name, "value": value })))
}

/// The property written otherwise.
fn rewrites(part: &'static str, name: &'static str, to: (&'static str, &'static str)) -> Box<dyn Fn(&mut Value)> {
    Box::new(move |bill| {
        let entries = bill[part][0]["properties"].as_array_mut().unwrap();
        let entry = entries.iter_mut().find(|entry| entry["name"] == name).unwrap();
        *entry = json!({ "name": to.0, "value": to.1 });
    })
}

/// A member of the model, or of the service, written otherwise.
pub(super) fn sets(part: &'static str, key: &'static str, value: Value) -> Box<dyn Fn(&mut Value)> {
    Box::new(move |bill| bill[part][0][key] = value.clone())
}

pub(super) const MODEL: &str = "components";
pub(super) const SERVICE: &str = "services";

#[test]
fn a_foreign_owner_base_model_or_host_does_not_pass_however_it_is_hidden() {
    let gate = gate_with(HOME_ONLY, "DE");
    let clean = check(&gate, delivery(|_| {})).unwrap();
    assert_eq!(clean.outcome.verdict.word(), "PASS", "{:?}", reasons(&gate, &clean));
    let from = |name: &str, country: &str| json!({ "name": name, "address": { "country": country } });
    let ancestor = |rest: Value| {
        let mut part = json!({ "type": "machine-learning-model", "name": "base", "version": "1", "manufacturer": from("Rhein Modelle GmbH", "DE"), "pedigree": { "ancestors": [] } });
        part.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        json!({ "ancestors": [part] })
    };
    type Change = Box<dyn Fn(&mut Value)>;
    let cases: Vec<(&str, Change)> = vec![
        // The owner.
        ("a second owner", says(MODEL, "bomgate:ultimate_owner_country", "US")),
        ("two countries in one", rewrites(MODEL, "bomgate:ultimate_owner_country", ("bomgate:ultimate_owner_country", "DE, US"))),
        ("a region around home", rewrites(MODEL, "bomgate:ultimate_owner_country", ("bomgate:ultimate_owner_country", "EU"))),
        (
            "a country drawn with other letters",
            rewrites(MODEL, "bomgate:ultimate_owner_country", ("bomgate:ultimate_owner_country", "D\u{415}")),
        ),
        (
            "a country that is two",
            rewrites(MODEL, "bomgate:ultimate_owner_country", ("bomgate:ultimate_owner_country", "Germany (via Cayman)")),
        ),
        ("no owner", rewrites(MODEL, "bomgate:ultimate_owner_country", ("bomgate:note", "DE"))),
        ("owner none", rewrites(MODEL, "bomgate:ultimate_owner_country", ("bomgate:ultimate_owner_country", "none"))),
        ("a property in other case", says(MODEL, "Bomgate:Ultimate_Owner_Country", "US")),
        ("a property with a space", says(MODEL, "bomgate:ultimate_owner_country ", "US")),
        ("a listed owner placed at home", rewrites(MODEL, "bomgate:ultimate_owner", ("bomgate:ultimate_owner", "Alibaba Group"))),
        (
            "a listed owner drawn with other letters",
            rewrites(MODEL, "bomgate:ultimate_owner", ("bomgate:ultimate_owner", "Аlibаbа Group")),
        ),
        ("a listed owner in its own script", rewrites(MODEL, "bomgate:ultimate_owner", ("bomgate:ultimate_owner", "阿里巴巴"))),
        (
            "a listed owner with a share of nothing",
            Box::new(move |bill| {
                rewrites(MODEL, "bomgate:ultimate_owner", ("bomgate:ultimate_owner", "Alibaba Group"))(bill);
                says(MODEL, "bomgate:ownership_share", "0")(bill);
            }),
        ),
        ("a controller behind the owner", says(MODEL, "bomgate:controller_country", "RU")),
        // The maker.
        ("a listed maker with a home address", sets(MODEL, "manufacturer", from("Alibaba Cloud", "DE"))),
        ("a listed maker with a legal form of home", sets(MODEL, "manufacturer", from("DeepSeek GmbH", "DE"))),
        ("a listed maker among the authors", sets(MODEL, "authors", json!([{ "name": "Alibaba Cloud" }]))),
        (
            "a listed maker by the address of the manufacturer",
            sets(
                MODEL,
                "manufacturer",
                json!({ "name": "Rhein Modelle GmbH", "url": ["https://www.deepseek.com"], "address": { "country": "DE" } }),
            ),
        ),
        ("a listed maker in the package URL", sets(MODEL, "purl", json!("pkg:huggingface/Qwen/Qwen2.5-7B@1"))),
        (
            "a listed maker in the source of the package URL",
            sets(MODEL, "purl", json!("pkg:generic/care@1.0.0?vcs_url=git%2Bhttps://github.com/QwenLM/Qwen2.5")),
        ),
        (
            "a listed maker in the download of the package URL",
            sets(MODEL, "purl", json!("pkg:generic/care@1.0.0?download_url=https://huggingface.co/Qwen/Qwen2.5-7B")),
        ),
        (
            "a listed maker in the download reference",
            sets(
                MODEL,
                "externalReferences",
                json!([{ "type": "distribution", "url": "https://huggingface.co/Qwen/Qwen2.5-7B" }]),
            ),
        ),
        (
            "a listed maker in another reference",
            sets(MODEL, "externalReferences", json!([{ "type": "other", "url": "https://huggingface.co/Qwen/Qwen2.5-7B" }])),
        ),
        ("a listed maker in the group", sets(MODEL, "group", json!("Qwen"))),
        ("a listed maker before the name", sets(MODEL, "name", json!("Qwen/care"))),
        ("a family in the name", sets(MODEL, "name", json!("care-qwen2.5-7b"))),
        ("a family in the description", sets(MODEL, "description", json!("Tuned from Qwen2.5-7B on our tickets."))),
        ("a family in the CPE", sets(MODEL, "cpe", json!("cpe:2.3:a:alibaba:qwen2.5:7b:*:*:*:*:*:*:*"))),
        (
            "a maker who is none",
            Box::new(move |bill| {
                bill[MODEL][0]["manufacturer"]["name"] = json!("none");
                bill[MODEL][0]["supplier"] = Value::Null;
            }),
        ),
        // The base model.
        ("a base model said of another home", sets(MODEL, "pedigree", ancestor(json!({ "name": "Qwen/Qwen2.5-7B" })))),
        (
            "a base model under another type",
            sets(
                MODEL,
                "pedigree",
                ancestor(json!({ "type": "file", "name": "weights.bin", "purl": "pkg:huggingface/Qwen/Qwen2.5-7B@1" })),
            ),
        ),
        ("a base model called data", sets(MODEL, "pedigree", ancestor(json!({ "type": "data", "name": "Qwen/Qwen2.5-7B" })))),
        (
            "a base model among the variants",
            sets(
                MODEL,
                "pedigree",
                json!({ "ancestors": [], "variants": ancestor(json!({ "name": "Qwen/Qwen2.5-7B" }))["ancestors"] }),
            ),
        ),
        (
            "a base model of the base model",
            sets(MODEL, "pedigree", ancestor(json!({ "pedigree": ancestor(json!({ "name": "Qwen/Qwen2.5-7B" })) }))),
        ),
        ("a base model that does not say its own", sets(MODEL, "pedigree", ancestor(json!({ "pedigree": null })))),
        ("a base model in a property", says(MODEL, "base_model", "Qwen/Qwen2.5-7B")),
        (
            "a base model in a property, beside none",
            Box::new(move |bill| {
                says(MODEL, "bomgate:base_model", "none")(bill);
                says(MODEL, "huggingface:base_model", "Qwen/Qwen2.5-7B")(bill);
            }),
        ),
        (
            "a base model in the notes",
            sets(MODEL, "pedigree", json!({ "ancestors": [], "notes": "Weights began as Qwen2.5-7B." })),
        ),
        (
            "a base model in a patch",
            sets(
                MODEL,
                "pedigree",
                json!({ "ancestors": [], "patches": [{ "type": "unofficial", "diff": { "url": "https://huggingface.co/Qwen/Qwen2.5-7B/commit/1" } }] }),
            ),
        ),
        (
            "two models made from each other",
            Box::new(move |bill| {
                let other = json!({ "type": "machine-learning-model", "bom-ref": "n", "name": "care-base", "version": "1.0.0", "manufacturer": bill[MODEL][0]["manufacturer"],
                "supplier": bill[MODEL][0]["supplier"], "properties": bill[MODEL][0]["properties"], "modelCard": bill[MODEL][0]["modelCard"] });
                bill[MODEL][0]["pedigree"] = Value::Null;
                bill[MODEL].as_array_mut().unwrap().push(other);
                bill["dependencies"] = json!([{ "ref": "app", "dependsOn": ["m", "s"] }, { "ref": "m", "dependsOn": ["n"] }, { "ref": "n", "dependsOn": ["m"] }, { "ref": "s" }]);
            }),
        ),
        (
            "training data of a listed maker",
            sets(
                MODEL,
                "modelCard",
                json!({ "modelParameters": { "datasets": [{ "type": "dataset", "name": "Alibaba-NLP/corpus" }] } }),
            ),
        ),
        // The host.
        ("a second host", says(SERVICE, "bomgate:hosting_country", "US")),
        ("a host in the region's name", sets(SERVICE, "endpoints", json!(["https://bedrock-runtime.us-east-1.amazonaws.com"]))),
        ("a listed provider behind the endpoint", sets(SERVICE, "endpoints", json!(["https://api.deepseek.com/v1"]))),
        (
            "a listed provider behind one endpoint of two",
            sets(SERVICE, "endpoints", json!(["https://chat.rhein.example/v1", "https://api.openai.com/v1"])),
        ),
        ("a host nowhere", rewrites(SERVICE, "bomgate:hosting_country", ("bomgate:hosting_country", "none"))),
        ("a host in Norway", rewrites(SERVICE, "bomgate:hosting_country", ("bomgate:hosting_country", "NO"))),
        (
            "a service inside the service",
            sets(
                SERVICE,
                "services",
                json!([{ "bom-ref": "inner", "name": "inference", "version": "1", "provider": { "name": "OpenAI" } }]),
            ),
        ),
        ("a supplier that can stop", says(SERVICE, "bomgate:cutoff_country", "US")),
        ("a listed maker in the copyright line", sets(MODEL, "copyright", json!("Copyright (c) 2024 Alibaba Cloud"))),
        ("a family in another script", sets(MODEL, "description", json!("Дообучено на модели Квен 2.5"))),
        ("a family in the licence", sets(MODEL, "licenses", json!([{ "license": { "name": "Tongyi Qianwen License" } }]))),
        (
            "a family in the file name of the package URL",
            sets(MODEL, "purl", json!("pkg:generic/care@1.0.0?file_name=qwen2.5-7b.gguf")),
        ),
        (
            "a family in the name of a file inside",
            sets(MODEL, "components", json!([{ "type": "file", "name": "models--Qwen--Qwen2.5-7B/part.bin" }])),
        ),
        ("a hub id in any property", says(MODEL, "hf_repo", "01-ai/x")),
        ("a hub id in a property of the service", says(SERVICE, "served", "01-ai/x")),
        (
            "a page of a hub as another reference",
            sets(MODEL, "externalReferences", json!([{ "type": "other", "url": "https://huggingface.co/01-ai/x" }])),
        ),
        (
            "the download of a mirror",
            sets(MODEL, "externalReferences", json!([{ "type": "distribution", "url": "https://hf-mirror.com/01-ai/x" }])),
        ),
        ("the name of whoever converts models of others", sets(MODEL, "name", json!("TheBloke/care-GGUF"))),
        ("a page of whoever converts models of others", says(MODEL, "hf_repo", "mlx-community/care-4bit")),
        ("a model it was pretrained as", says(MODEL, "pretrained_model", "someone/base-7b")),
        (
            "a base model among the descendants",
            sets(
                MODEL,
                "pedigree",
                json!({ "ancestors": [], "descendants": ancestor(json!({ "name": "Qwen/Qwen2.5-7B" }))["ancestors"] }),
            ),
        ),
        ("a firm with a place behind its name", sets(MODEL, "supplier", from("DeepSeek Deutschland GmbH", "DE"))),
        (
            "an endpoint without a scheme",
            sets(SERVICE, "endpoints", json!(["https://chat.rhein.example/v1", "api.deepseek.com"])),
        ),
        (
            "an endpoint behind a proxy",
            sets(SERVICE, "endpoints", json!(["https://chat.rhein.example/proxy?to=https://api.deepseek.com/v1"])),
        ),
        (
            "a page about the service",
            sets(SERVICE, "externalReferences", json!([{ "type": "documentation", "url": "https://platform.openai.com/docs" }])),
        ),
        ("who runs the models, in a property of the service", says(SERVICE, "llm_provider", "deepseek")),
        ("a provider in a property", says(MODEL, "model_provider", "azure")),
        ("a provider whose interface is like another's", says(MODEL, "model_provider", "azure (openai-compatible)")),
        (
            "a provider in a property that goes on and on",
            says(
                MODEL,
                "model_provider",
                "azure, as is laid down in the contract between the parties, in the version that was last agreed upon by both of them \
                 and that is kept by the office of the supplier",
            ),
        ),
        ("a service in a property of the model", says(MODEL, "endpoint", "https://api.deepseek.com/v1")),
    ];
    let mut passed = Vec::new();
    let count = cases.len();
    for (name, change) in cases {
        if let Ok(judged) = check(
            &gate,
            delivery(|bill| {
                change(bill);
                strip(bill);
            }),
        ) && judged.outcome.verdict.word() == "PASS"
        {
            passed.push(name);
        }
    }
    println!("{count} ways to hide an origin");
    assert!(passed.is_empty(), "{} of {count} pass: {passed:#?}", passed.len());
}

/// Takes out what a case set to null.
fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(strip);
        }
        Value::Array(entries) => entries.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn a_document_about_one_part_does_not_cover_another_that_borrows_its_name() {
    let evidence = |part: &str, terms: &str| {
        let mut gate = gate_with(HOME_ONLY, "DE");
        let file = format!(
            "documents: [{{ id: d, kind: register, title: t, subject: {{ component: '{part}' }}, date: 2026-11-01, grade: E2, issuer: i, states: [{terms}] }}]"
        );
        gate.buyer.evidence = bomgate::policy::read_evidence(&super::common::text("e.yaml", &file), &gate.lists)
            .unwrap_or_else(|error| panic!("{}", error.draw(false)));
        gate
    };
    let owner = "{ dimension: owner, party: Rhein Holding AG, countries: [DE] }";
    let silent = |bill: &mut Value| bill[MODEL][0]["properties"] = json!([]);
    let gate = evidence("pkg:generic/care@1.0.0", owner);
    let held = check(&gate, delivery(silent)).unwrap();
    assert_eq!(held.outcome.verdict.word(), "PASS", "the control: {:?}", reasons(&gate, &held));
    // The same package URL twice, with other bytes: the document is about neither.
    let twice = check(
        &gate,
        delivery(|bill| {
            silent(bill);
            let mut other = bill[MODEL][0].clone();
            other["bom-ref"] = json!("n");
            bill[MODEL].as_array_mut().unwrap().push(other);
        }),
    );
    assert!(twice.is_err() || twice.unwrap().outcome.verdict.word() != "PASS");
    // Who made it is not who owns it, and what is said at home of one dimension does not clear the others.
    let borrowed = check(
        &gate,
        delivery(|bill| {
            silent(bill);
            bill[MODEL][0]["manufacturer"] = json!({ "name": "Alibaba Cloud" });
        }),
    );
    assert_eq!(borrowed.unwrap().outcome.verdict.word(), "FAIL");
    // A document that makes the part of a known maker a home one is heard, and the difference goes to a person.
    let gate = evidence("pkg:generic/care@1.0.0", "{ dimension: developer, party: Rhein Modelle GmbH, countries: [DE] }");
    let named = check(&gate, delivery(|bill| bill[MODEL][0]["manufacturer"] = json!({ "name": "Alibaba Cloud" }))).unwrap();
    assert!(
        reasons(&gate, &named).iter().chain(named.outcome.gaps.iter().map(|gap| &gap.name)).any(|why| why.contains("no-doubt")),
        "{:?}",
        reasons(&gate, &named)
    );
}
