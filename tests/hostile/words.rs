//! Group D once more: makers, models and interfaces that a bill names only in words, where nobody looks for them.

use super::origin::{HOME_ONLY, MODEL, SERVICE, delivery, says, sets};
use super::{check, gate_with, reasons};
use serde_json::{Value, json};

type Change = Box<dyn Fn(&mut Value)>;

/// A base model from home, and a name of the model made from it.
fn from_home_as(name: &'static str) -> Change {
    Box::new(move |bill| {
        let maker = bill[MODEL][0]["manufacturer"].clone();
        bill[MODEL][0]["name"] = json!(name);
        bill[MODEL][0].as_object_mut().unwrap().remove("purl");
        bill[MODEL][0]["pedigree"]["ancestors"] = json!([{
            "type": "machine-learning-model", "name": "care-base", "version": "1", "manufacturer": maker, "supplier": maker,
            "pedigree": { "ancestors": [] }, "properties": bill[MODEL][0]["properties"]
        }]);
    })
}

/// A member of the application the bill is about.
fn of_application(key: &'static str, value: Value) -> Change {
    Box::new(move |bill| bill["metadata"]["component"][key] = value.clone())
}

fn supplier(rest: Value) -> Change {
    Box::new(move |bill| {
        let supplier = bill[MODEL][0]["supplier"].as_object_mut().unwrap();
        supplier.extend(rest.as_object().unwrap().clone());
    })
}

/// One more part of the delivery, made by the house.
fn part(kind: &'static str, rest: Value) -> Change {
    Box::new(move |bill| {
        let maker = bill[MODEL][0]["supplier"].clone();
        let properties = bill[MODEL][0]["properties"].clone();
        let mut part = json!({ "type": kind, "bom-ref": "c", "name": "runtime", "version": "1", "supplier": maker,
            "manufacturer": maker, "properties": properties });
        part.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        bill[MODEL].as_array_mut().unwrap().push(part);
    })
}

/// The names of the cases that pass.
fn passed(cases: Vec<(&'static str, Change)>) -> Vec<&'static str> {
    let gate = gate_with(HOME_ONLY, "DE");
    let passes = |change: &Change| check(&gate, delivery(change)).is_ok_and(|judged| judged.outcome.verdict.word() == "PASS");
    cases.into_iter().filter(|(_, change)| passes(change)).map(|(name, _)| name).collect()
}

#[test]
fn whoever_is_named_in_words_does_not_pass() {
    let far = format!("An OpenAI-compatible server{} that calls GPT-4o.", " of the house".repeat(20));
    let cut = format!("{}Qwen2.5-7B underneath", "x ".repeat(78));
    let address = |url: &str| json!([{ "type": "other", "url": url }]);
    let found = passed(vec![
        ("a maker in the description", sets(MODEL, "description", json!("Weights from OpenAI."))),
        (
            "a maker in the notes",
            sets(MODEL, "pedigree", json!({ "ancestors": [], "notes": "Distilled from a model of Zhipu AI" })),
        ),
        ("a maker in the description of the service", sets(SERVICE, "description", json!("Forwards prompts to api.openai.com"))),
        ("the key of an interface", says(SERVICE, "env", "OPENAI_API_KEY")),
        ("the key of an interface in the name of a property", says(SERVICE, "env:DASHSCOPE_API_KEY", "required")),
        ("a host in a property", says(SERVICE, "upstream", "open.bigmodel.cn")),
        ("a maker in another script", says(SERVICE, "引擎", "调用火山引擎接口")),
        ("what is used behind what it is only like", sets(SERVICE, "description", json!(far))),
        ("a family that is called compatible", sets(MODEL, "description", json!("tuned from Qwen compatible with our stack"))),
        ("a maker who is called compatible", sets(SERVICE, "description", json!("run by OpenAI compatible with our stack"))),
        ("a family where the description is cut", sets(MODEL, "description", json!(cut))),
        ("a family in the name of a model made from another", from_home_as("care-Qwen257B")),
        (
            "the page of a licence",
            sets(
                MODEL,
                "licenses",
                json!([{ "license": { "id": "Apache-2.0", "url": "https://huggingface.co/Qwen/Qwen2.5-7B/blob/main/LICENSE" } }]),
            ),
        ),
        ("a firm whose name begins as a maker's", supplier(json!({ "name": "DeepSeek Technology (Ireland) Ltd" }))),
        ("the contact of the supplier", supplier(json!({ "contact": [{ "name": "Sales of Moonshot AI" }] }))),
        ("the CPE of the application", of_application("cpe", json!("cpe:2.3:a:deepseek:assistant:1:*:*:*:*:*:*:*"))),
        ("a page of a model", of_application("externalReferences", address("https://huggingface.co/Qwen/Qwen2.5-7B"))),
        (
            "a page of a model that calls itself data",
            sets(
                MODEL,
                "externalReferences",
                json!([{ "type": "distribution", "url": "https://huggingface.co/Qwen/Qwen2.5-7B?x=/datasets/" }]),
            ),
        ),
        ("a page of a model of nobody known", of_application("externalReferences", address("HTTPS://HuggingFace.co/acme/x7"))),
        (
            "a page of a model, through another hub",
            of_application("externalReferences", address("https://www.modelscope.cn/models/acme/x7")),
        ),
        (
            "an image of a maker",
            part("container", json!({ "purl": "pkg:oci/runtime@sha256%3A0?repository_url=ghcr.io/openai/runtime" })),
        ),
        ("a file that is said to be a model", part("file", json!({ "description": "weights of Qwen/Qwen2.5-7B" }))),
        (
            "a model in a property of a library",
            part("library", json!({ "properties": [{ "name": "weights", "value": "01-ai/x" }] })),
        ),
        (
            "the page of a model of a library",
            part("library", json!({ "externalReferences": [{ "type": "other", "url": "https://huggingface.co/acme/x7" }] })),
        ),
        ("a letter that takes no room", sets(MODEL, "description", json!("tuned from Q\u{200b}wen"))),
        ("a letter of another script", sets(MODEL, "description", json!("tuned from Qw\u{435}n"))),
        ("letters that stand apart", sets(MODEL, "description", json!("tuned from Q-w-e-n"))),
        ("a family in the version", sets(MODEL, "version", json!("1.0.0+qwen2.5"))),
        (
            "a maker in the task",
            sets(MODEL, "modelCard", json!({ "modelParameters": { "task": "answers of GPT-4o", "datasets": [] } })),
        ),
        (
            "a maker in the licence of the service",
            sets(SERVICE, "licenses", json!([{ "license": { "name": "Terms of OpenAI" } }])),
        ),
        (
            "an address with escapes",
            sets(SERVICE, "endpoints", json!(["https://chat.rhein.example/v1", "https://%61pi.deepseek.com/v1"])),
        ),
        (
            "a download from a host with escapes",
            sets(MODEL, "externalReferences", json!([{ "type": "distribution", "url": "https://huggingface%2Eco/01-ai/x" }])),
        ),
        ("whoever made the bill", Box::new(|bill| bill["metadata"]["manufacturer"] = json!({ "name": "DeepSeek" }))),
        ("a device of a maker", of_application("name", json!("OpenAI appliance"))),
    ]);
    assert!(found.is_empty(), "{} pass: {found:#?}", found.len());
}

#[test]
fn what_is_only_like_a_maker_s_interface_passes() {
    let gate = gate_with(HOME_ONLY, "DE");
    for said in [
        "An OpenAI-compatible server of the house.",
        "Its interface is compatible with the OpenAI API.",
        "接口兼容 OpenAI",
        "Better than others at what they do.",
    ] {
        let judged = check(&gate, delivery(sets(SERVICE, "description", json!(said)))).unwrap();
        assert_eq!(judged.outcome.verdict.word(), "PASS", "{said}: {:?}", reasons(&gate, &judged));
    }
}

#[test]
fn the_supplier_in_the_metadata_supplies_what_the_bill_describes() {
    const SUBJECT_HOME: &str = r#"
pack: subject-home
title: The system from home
version: "1"
rules:
  - { id: not-listed, title: t, level: block, on: component, when: 'component.role == "subject"', require: '!listed(component, ["Nordsee Daten GmbH"])', unknown: passes, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
  - { id: subject-home, title: t, level: block, on: component, when: 'component.role == "subject"', require: '!foreign(component)', unknown: passes, tier: 1, area: model, cites: [{ text: t, mark: unverified }], fix: f }
"#;
    let gate = gate_with(SUBJECT_HOME, "DE");
    for (name, verdict) in [("Rhein Modelle GmbH", "PASS"), ("DeepSeek", "FAIL"), ("NORDSEE Daten GmbH", "FAIL")] {
        let judged = check(&gate, delivery(|bill| bill["metadata"]["supplier"] = json!({ "name": name }))).unwrap();
        assert_eq!(judged.outcome.verdict.word(), verdict, "{name}: {:?}", reasons(&gate, &judged));
    }
}
