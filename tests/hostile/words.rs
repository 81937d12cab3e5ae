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

/// One more part of the delivery: a container of the house, under this package URL.
fn image(purl: &'static str) -> Change {
    Box::new(move |bill| {
        let maker = bill[MODEL][0]["supplier"].clone();
        let properties = bill[MODEL][0]["properties"].clone();
        let part = json!({ "type": "container", "bom-ref": "c", "name": "runtime", "version": "1", "purl": purl, "supplier": maker,
            "manufacturer": maker, "properties": properties });
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
        ("a page of a model of nobody known", of_application("externalReferences", address("HTTPS://HuggingFace.co/acme/x7"))),
        (
            "a page of a model, through another hub",
            of_application("externalReferences", address("https://www.modelscope.cn/models/acme/x7")),
        ),
        ("an image of a maker", image("pkg:oci/runtime@sha256%3A0?repository_url=ghcr.io/openai/runtime")),
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
