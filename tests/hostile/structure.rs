//! Group C: the structure of the bill. Where a component can hide, and what contradicts itself.

use super::common::{check, gate_with};
use super::{Case, EVIL, LIBRARY, METADATA, POLICY, run, with_components, with_library, with_root};
use serde_json::json;

fn model(members: &str) -> Vec<u8> {
    let model = format!(
        r#"{{"type":"machine-learning-model","bom-ref":"m","name":"telco-7b","version":"0123456789abcdef","supplier":{{"name":"Vendor AG"}},
        "licenses":[{{"license":{{"id":"Apache-2.0"}}}}],"hashes":[{{"alg":"SHA-256","content":"{}"}}]{members}}}"#,
        "c".repeat(64)
    );
    with_components(&model).into_bytes()
}

#[test]
fn evil_is_found_in_every_place_a_component_can_stand() {
    let subject = METADATA.strip_suffix("}}").unwrap();
    let inside_subject = format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{subject},"components":[{EVIL}]}}}},"components":[{LIBRARY}]}}"#).into_bytes();
    let tools = |form: &str| {
        let swapped = METADATA.replace(r#""tools":{"components":[{"type":"application","name":"maker","version":"1.0"}]}"#, form);
        assert_ne!(swapped, METADATA);
        format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{swapped},"components":[{LIBRARY}]}}"#).into_bytes()
    };
    let service = r#"{"name":"evil","provider":{"name":"Evil Corp"},"endpoints":["https://evil.example/"]}"#;
    let outer = format!(r#"{{"name":"outer","provider":{{"name":"Vendor AG"}},"services":[{service}]}}"#);
    let found = |name, bytes| Case(name, bytes, "FAIL", "nothing-denied");
    run(vec![
        found("C35 nested", with_components(&format!(r#"{{"type":"library","name":"a","version":"1","components":[{EVIL}]}}"#)).into_bytes()),
        found("C36 inside the subject", inside_subject),
        found("C37 tools, object form", tools(&format!(r#""tools":{{"components":[{EVIL}]}}"#))),
        found("C37 tools, services", tools(&format!(r#""tools":{{"services":[{service}]}}"#))),
        found("C37 tools, old form", tools(r#""tools":[{"vendor":"Evil Corp","name":"evil","version":"1"}]"#)),
        found("C38 services", with_root(&format!(r#","services":[{service}]"#)).into_bytes()),
        found("C38 services nested", with_root(&format!(r#","services":[{outer}]"#)).into_bytes()),
        found("C39 pedigree ancestors", model(&format!(r#","pedigree":{{"ancestors":[{EVIL}]}}"#))),
        found("C39 pedigree descendants", model(&format!(r#","pedigree":{{"descendants":[{EVIL}]}}"#))),
        found("C39 pedigree variants", model(&format!(r#","pedigree":{{"variants":[{EVIL}]}}"#))),
        found("C39 a dataset inside a card", model(r#","modelCard":{"modelParameters":{"datasets":[{"type":"dataset","name":"evil"}]}}"#)),
        found("C39 a base model only named by a property", model(r#","properties":[{"name":"base_model","value":"evil/base-7b"}]"#)),
        found("C39 a dataset that a library holds", with_library(|library| library["data"] = json!([{"type": "dataset", "name": "evil"}])).into_bytes()),
        found("C39 a base model only named by a property of the root", with_root(r#","properties":[{"name":"base_model","value":"evil/base-7b"}]"#).into_bytes()),
        found("C39 a base model only named by a property of the metadata", with_root("").replacen("\"metadata\":{", r#""metadata":{"properties":[{"name":"base_model","value":"evil/base-7b"}],"#, 1).into_bytes()),
        found("C39 a model whose card only the root refers to", with_root(r#","externalReferences":[{"type":"model-card","url":"https://huggingface.co/evil/base-7b"}]"#).into_bytes()),
        found("C39 a model whose card only a library refers to", with_components(r#"{"type":"library","name":"runner","version":"1","externalReferences":[{"type":"model-card","url":"https://huggingface.co/evil/base-7b"}]}"#).into_bytes()),
        found("C50 formulation, components", with_root(&format!(r#","formulation":[{{"components":[{EVIL}]}}]"#)).into_bytes()),
        found("C50 formulation, services", with_root(&format!(r#","formulation":[{{"services":[{service}]}}]"#)).into_bytes()),
        found("C51 declarations, targets", with_root(&format!(r#","declarations":{{"targets":{{"components":[{EVIL}]}}}}"#)).into_bytes()),
        found("C51 an annotator", with_root(&format!(r#","annotations":[{{"subjects":["lib"],"annotator":{{"component":{EVIL}}},"timestamp":"2026-11-01T00:00:00Z","text":"x"}}]"#)).into_bytes()),
        found("C51 tools of a vulnerability", with_root(&format!(r#","vulnerabilities":[{{"id":"CVE-2026-1","tools":{{"components":[{EVIL}]}}}}]"#)).into_bytes()),
    ]);
}

#[test]
fn what_is_ambiguous_or_hidden_is_rejected() {
    run(vec![
        Case(
            "C34 one bom-ref twice",
            with_components(&EVIL.replacen("{\"type\"", "{\"bom-ref\":\"lib\",\"type\"", 1)).into_bytes(),
            "REJECT",
            "duplicate-ref",
        ),
        Case(
            "C40 dependsOn an undeclared purl",
            with_root(r#","dependencies":[{"ref":"app","dependsOn":["pkg:pypi/evil@1.0.0"]}]"#).into_bytes(),
            "REJECT",
            "dangling-ref",
        ),
        Case(
            "C41 dependencies of something undeclared",
            with_root(r#","dependencies":[{"ref":"ghost","dependsOn":["lib"]}]"#).into_bytes(),
            "REJECT",
            "dangling-ref",
        ),
        Case(
            "C46 no type",
            with_library(|library| {
                library.as_object_mut().unwrap().remove("type");
            })
            .into_bytes(),
            "REJECT",
            "unidentified",
        ),
        Case(
            "C46 no name",
            with_library(|library| {
                library.as_object_mut().unwrap().remove("name");
            })
            .into_bytes(),
            "REJECT",
            "unidentified",
        ),
        Case("C46 an empty name", with_library(|library| library["name"] = json!("")).into_bytes(), "REJECT", "unidentified"),
        Case(
            "C46 a name of a no-break space",
            with_library(|library| library["name"] = json!("\u{a0}")).into_bytes(),
            "REJECT",
            "unidentified",
        ),
    ]);
}

#[test]
fn what_is_not_complete_is_not_passed() {
    run(vec![
        Case(
            "C44 a composition that is incomplete",
            with_root(r#","compositions":[{"aggregate":"incomplete"}]"#).into_bytes(),
            "INCOMPLETE",
            "composition-incomplete",
        ),
        Case(
            "C44 a composition that is unknown",
            with_root(r#","compositions":[{"aggregate":"unknown"}]"#).into_bytes(),
            "INCOMPLETE",
            "composition-incomplete",
        ),
        Case(
            "C44 complete, but nothing leads to the parts",
            with_root(r#","compositions":[{"aggregate":"complete","assemblies":["app"]}]"#).into_bytes(),
            "FAIL",
            "composition-not-contradicted",
        ),
        Case(
            "C48 a part of another bill",
            with_root(r#","dependencies":[{"ref":"app","dependsOn":["urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x"]}]"#)
                .into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case(
            "C48 a reference to another bill",
            with_library(|library| {
                library["externalReferences"] = json!([{"type": "bom", "url": "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1"}])
            })
            .into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case(
            "C48 a bill nobody says where",
            with_library(|library| library["externalReferences"] = json!([{"type": "bom", "url": "n/a"}])).into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case(
            "C48 a bill at a web address",
            with_library(|library| {
                library["externalReferences"] = json!([{"type": "bom", "url": "https://vendor.example/parts"}])
            })
            .into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case(
            "C48 a bill under a type of the vendor's own",
            with_library(|library| {
                library["externalReferences"] = json!([{"type": "SBOM", "url": "https://vendor.example/parts"}])
            })
            .into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case(
            "C48 a bill called documentation",
            with_library(|library| {
                library["externalReferences"] =
                    json!([{"type": "documentation", "url": "https://vendor.example/parts.cdx.json?raw=1"}])
            })
            .into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case(
            "C48 a bill by its serial number",
            with_library(|library| {
                library["externalReferences"] = json!([{"type": "bom", "url": "urn:uuid:f08a6ccd-4dce-4759-bd84-c626675d60a7"}])
            })
            .into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case(
            "C48 a bill the whole document points to",
            with_root(r#","externalReferences":[{"type":"bom","url":"https://vendor.example/the-rest"}]"#).into_bytes(),
            "INCOMPLETE",
            "bom-link",
        ),
        Case("C49 a string where a component belongs", with_components("\"evil\"").into_bytes(), "INCOMPLETE", "part-not-read"),
    ]);
}

#[test]
fn contradictions_fail() {
    let hub = |kind: &str| {
        with_library(|library| {
            library["type"] = json!(kind);
            library["name"] = json!("Mistral-7B-v0.1");
            library["purl"] = json!("pkg:huggingface/mistralai/Mistral-7B-v0.1@0123456789abcdef");
            library["version"] = json!("0123456789abcdef");
        })
        .into_bytes()
    };
    run(vec![
        Case("C45 a hub model declared data", hub("data"), "FAIL", "component-kind-as-declared"),
        Case("C45 a hub model declared library", hub("library"), "FAIL", "component-kind-as-declared"),
        Case("C45 a hub model declared application", hub("application"), "FAIL", "model-lineage-stated"),
        Case("C45 a hub model declared file", hub("file"), "FAIL", "model-lineage-stated"),
        Case("C45 a model card on a library", with_library(|library| library["modelCard"] = json!({"modelParameters": {"task": "text-generation"}})).into_bytes(), "FAIL", "component-kind-as-declared"),
        Case("C52 the purl names another part", with_library(|library| library["purl"] = json!("pkg:pypi/scipy@1.26.4")).into_bytes(), "FAIL", "identity-not-contradicted"),
        Case("C52 the purl names another version", with_library(|library| library["purl"] = json!("pkg:pypi/numpy@1.26.5")).into_bytes(), "FAIL", "identity-not-contradicted"),
        Case("C55 two different digests of one algorithm", with_library(|library| {
            let other = json!({"alg": "SHA-256", "content": "d".repeat(64)});
            library["hashes"].as_array_mut().unwrap().push(other);
        }).into_bytes(), "FAIL", "identity-not-contradicted"),
        Case("C57 one property twice", with_library(|library| library["properties"] = json!([{"name": "bomgate:hosting_country", "value": "DE"}, {"name": "bomgate:hosting_country", "value": "RU"}])).into_bytes(), "FAIL", "identity-not-contradicted"),
    ]);
}

#[test]
fn placeholders_are_not_suppliers() {
    for placeholder in ["", " ", "N/A", "unknown", "-", "\u{a0}", "TBD", "other"] {
        let bytes = with_library(|library| {
            library["name"] = json!("zz-part-of-nobody");
            library["purl"] = json!("pkg:pypi/zz-part-of-nobody@1.26.4");
            library["supplier"] = json!({"name": placeholder});
        });
        run(vec![Case("C53 a placeholder for a supplier", bytes.into_bytes(), "FAIL", "supplier-known")]);
    }
}

#[test]
fn nothing_the_vendor_writes_makes_a_verdict_better() {
    let excused = EVIL.replacen("{\"type\"", "{\"bom-ref\":\"evil\",\"scope\":\"excluded\",\"type\"", 1);
    let vex = r#"],"vulnerabilities":[{"id":"CVE-2026-1","analysis":{"state":"not_affected"},"affects":[{"ref":"evil"}]}],"properties":[{"name":"bomgate:ignore","value":"nothing-denied"}"#;
    run(vec![
        Case(
            "C56 scope excluded and a VEX statement",
            with_components(&format!("{excused}{vex}")).into_bytes(),
            "FAIL",
            "nothing-denied",
        ),
        Case(
            "C42 a circle of dependencies",
            with_root(r#","dependencies":[{"ref":"app","dependsOn":["lib"]},{"ref":"lib","dependsOn":["app"]}]"#).into_bytes(),
            "PASS",
            "",
        ),
    ]);
}

#[test]
fn the_worst_of_several_countries_counts() {
    let policy = r#"
pack: home-only
title: Home only
version: "1"
rules:
  - id: home-only
    title: Parts come from home
    level: block
    on: library
    require: '!foreign(component)'
    unknown: fails
    tier: 1
    area: provenance
    cites: [{ text: test, mark: unverified }]
    fix: Replace it.
"#;
    let gate = super::gate_with(policy, "DE");
    let part = |members: serde_json::Value| {
        with_library(|library| {
            library["name"] = json!("zz-part");
            library["purl"] = json!("pkg:generic/zz-part@1.26.4");
            library["supplier"] = json!({"name": "Haus GmbH", "address": {"country": "DE"}});
            for (key, value) in members.as_object().unwrap() {
                library[key] = value.clone();
            }
        })
    };
    assert_eq!(super::common::verdict(&gate, part(json!({}))), "PASS", "one country, home");
    assert_eq!(
        super::common::verdict(&gate, part(json!({"manufacturer": {"name": "Maison SARL", "address": {"country": "France"}}}))),
        "FAIL",
        "C54 manufacturer elsewhere"
    );
    assert_eq!(super::common::verdict(&gate, part(json!({"publisher": "DeepSeek"}))), "FAIL", "C54 publisher elsewhere");
}

/// Deliveries that passed once. Each said that there is no base model, and named one where no field is kept.
#[test]
fn models_named_in_passing_are_not_passed() {
    let none = r#","pedigree":{"ancestors":[]}"#;
    let said = |members: &str| model(&format!("{none}{members}"));
    let heard = |name, bytes| Case(name, bytes, "INCOMPLETE", "refer:model-name-not-foreign");
    let asked = |name, bytes| Case(name, bytes, "INCOMPLETE", "refer:model-in-words");
    let found = |name, bytes| Case(name, bytes, "FAIL", "nothing-denied");
    let root = |members: &str| with_root(members).into_bytes();
    let step = |inputs: &str| {
        let workflow = format!(r#"{{"bom-ref":"w","uid":"u","taskTypes":["build"],"inputs":[{inputs}]}}"#);
        root(&format!(r#","formulation":[{{"workflows":[{workflow}]}}]"#))
    };
    run(vec![
        heard("in the notes of the pedigree", model(r#","pedigree":{"ancestors":[],"notes":"fine-tuned from Llama-3.1-8B"}"#)),
        heard("in a consideration of the card", said(r#","modelCard":{"considerations":{"users":["built on Llama 3"]}}"#)),
        heard(
            "in a property of any name",
            said(r#","properties":[{"name":"training:start","value":"meta-llama/Llama-3.1-8B"}]"#),
        ),
        heard(
            "in a reference of any type",
            said(r#","externalReferences":[{"type":"other","url":"https://mirror.example/meta-llama/Llama-3.1-8B"}]"#),
        ),
        heard("among the authors", said(r#","authors":[{"name":"Llama team"}]"#)),
        heard("in the copyright", said(r#","copyright":"Copyright the Llama authors""#)),
        heard("in the CPE", said(r#","cpe":"cpe:2.3:a:meta:llama:3.1:*:*:*:*:*:*:*""#)),
        heard("in the tag for software identification", said(r#","swid":{"tagId":"x","name":"Llama-3.1-8B"}"#)),
        heard("far into the description", said(&format!(r#","description":"{} from Llama-3.1-8B""#, "word ".repeat(60)))),
        heard("under a key the format does not know", said(r#","weights_from":"based on Llama-3.1-8B""#)),
        heard("behind a family of home", said(r#","description":"Mistral tokens, Llama weights""#)),
        heard("in letters of another width", said(r#","description":"ｆｒｏｍ Ｌｌａｍａ""#)),
        found(
            "by the address of a commit",
            model(r#","pedigree":{"ancestors":[],"commits":[{"uid":"1","url":"https://huggingface.co/evil/base-7b/commit/1"}]}"#),
        ),
        found(
            "by the address a build step reads",
            step(r#"{"resource":{"externalReference":{"type":"distribution","url":"https://huggingface.co/evil/base-7b"}}}"#),
        ),
        found("by a parameter of a build step", step(r#"{"parameters":[{"name":"start","value":"Qwen/Qwen2-7B"}]}"#)),
        found("by a variable of a build step", step(r#"{"environmentVars":[{"name":"START","value":"Qwen/Qwen2-7B"}]}"#)),
        asked(
            "in an annotation",
            root(
                r#","annotations":[{"subjects":["app"],"annotator":{"organization":{"name":"V"}},"timestamp":"2026-11-01T00:00:00Z","text":"runs Llama 3"}]"#,
            ),
        ),
        asked(
            "by the name of a library alone",
            with_library(|library| {
                library["name"] = json!("llama3");
                library.as_object_mut().unwrap().remove("purl");
            })
            .into_bytes(),
        ),
        Case(
            "by the weights a library fetches",
            with_library(|library| {
                library["externalReferences"] = json!([{"type": "distribution", "url": "https://vendor.example/x.gguf"}]);
            })
            .into_bytes(),
            "FAIL",
            "component-kind-as-declared",
        ),
        Case(
            "by a size in the name of firmware",
            with_library(|library| {
                library["type"] = json!("firmware");
                library["name"] = json!("chat-7b");
                library.as_object_mut().unwrap().remove("purl");
            })
            .into_bytes(),
            "FAIL",
            "component-kind-as-declared",
        ),
    ]);
}

/// Deliveries that passed once. Each named a base model of home, and spoke of another one beside it.
#[test]
fn a_base_model_of_home_does_not_answer_for_the_words_of_another_family() {
    let decoy = r#","pedigree":{"ancestors":[{"type":"machine-learning-model","name":"Llama-3.1-8B","version":"0123456789abcdef","manufacturer":{"name":"Meta"},"licenses":[{"license":{"id":"MIT"}}],"pedigree":{"ancestors":[]}}]}"#;
    let notes = |members: &str| {
        let text = String::from_utf8(model(&format!("{decoy}{members}"))).unwrap();
        let judged = check(&gate_with(POLICY, "US"), text).unwrap();
        let codes = judged.facts.notes.iter().filter(|note| note.code == bomgate::enrich::FactCode::ModelInWords);
        (judged.outcome.verdict.word(), codes.count())
    };
    let (clean, none) = notes("");
    assert_eq!(none, 0, "{clean}");
    for members in [
        r#","description":"Qwen weights with new heads""#,
        r#","description":"基于通义千问微调""#,
        r#","modelCard":{"modelParameters":{"modelArchitecture":"Qwen2ForCausalLM"}}"#,
        r#","modelCard":{"modelParameters":{"modelArchitecture":"MistralForCausalLM"}}"#,
        r#","modelCard":{"considerations":{"technicalLimitations":["those of Qwen2"]}}"#,
        r#","properties":[{"name":"start","value":"Qwen/Qwen2-7B"}]"#,
        r#","cpe":"cpe:2.3:a:alibaba:qwen:2:*:*:*:*:*:*:*""#,
        r#","copyright":"Copyright the Qwen team""#,
        r#","tags":["base:Qwen2-7B"]"#,
        r#","swid":{"tagId":"x","name":"Qwen2-7B"}"#,
        r#","releaseNotes":{"type":"major","title":"moved from Qwen2 to Qwen3"}"#,
    ] {
        let (verdict, noted) = notes(members);
        assert_eq!(noted, 1, "{members}");
        assert_ne!(verdict, "PASS", "{members}");
    }
    assert_eq!(notes(r#","description":"Llama 3.1 with new heads""#).1, 0, "its own line");
}

/// Deliveries that passed once: what runs a model, and says which, listed none.
#[test]
fn what_runs_a_model_that_is_not_listed_is_asked_about() {
    let part = |kind: &str, members: &str| {
        let text = with_library(|library| {
            library["type"] = json!(kind);
            library["name"] = json!("inference");
            library.as_object_mut().unwrap().remove("purl");
            for (key, value) in serde_json::from_str::<serde_json::Value>(members).unwrap().as_object().unwrap() {
                library[key] = value.clone();
            }
        });
        let judged = check(&gate_with(POLICY, "US"), text).unwrap();
        let gap = judged.outcome.gaps.iter().any(|gap| gap.name == "refer:model-in-words");
        assert!(!gap || judged.outcome.verdict.word() != "PASS");
        gap
    };
    for members in [
        r#"{"properties":[{"name":"env:OLLAMA_MODEL","value":"llama3.1:8b"}]}"#,
        r#"{"properties":[{"name":"args","value":"--model=mistralai/Mistral-7B-Instruct-v0.3"}]}"#,
        r#"{"description":"answers by GPT-4o"}"#,
        r#"{"name":"qwen-gateway"}"#,
    ] {
        for kind in ["container", "application", "device"] {
            assert!(part(kind, members), "{kind} {members}");
        }
    }
    assert!(!part("container", r#"{"description":"serves web pages"}"#));
    assert!(!part("library", r#"{"description":"talks to Llama servers"}"#), "a library is no model");
}

/// What is said in passing of others is no lie about this delivery.
#[test]
fn words_about_models_that_are_listed_or_no_models_change_nothing() {
    let model = |members: &str| String::from_utf8(model(members)).unwrap();
    let line = r#","pedigree":{"ancestors":[{"type":"machine-learning-model","name":"Llama-3.1-8B","version":"0123456789abcdef","manufacturer":{"name":"Meta"},"licenses":[{"license":{"id":"MIT"}}],"pedigree":{"ancestors":[]}}]},"description":"tuned from Llama-3.1-8B""#;
    let verdict = |text: &str| check(&gate_with(POLICY, "US"), text.to_owned()).unwrap();
    let named = |text: &str| {
        let judged = verdict(text);
        judged
            .outcome
            .gaps
            .iter()
            .filter(|gap| gap.name.starts_with("refer:model-"))
            .map(|gap| gap.name.clone())
            .collect::<Vec<_>>()
    };
    assert!(named(&model(line)).is_empty(), "the base model is in the line");
    let quiet = with_library(|library| library["description"] = json!("talks to Llama servers"));
    assert!(named(&quiet).is_empty(), "a library is no model");
}

/// Deliveries that passed once. Each hid a foreign model where no rule on delivered models looked.
#[test]
fn models_hidden_where_rules_on_models_do_not_look_are_not_passed() {
    let named = |kind: &str, name: &str| {
        with_library(|library| {
            library["type"] = json!(kind);
            library["name"] = json!(name);
            library.as_object_mut().unwrap().remove("purl");
        })
        .into_bytes()
    };
    let tool = METADATA.replace(
        r#"{"type":"application","name":"maker","version":"1.0"}"#,
        r#"{"type":"machine-learning-model","name":"writer","version":"0123456789abcdef"}"#,
    );
    let in_tools =
        format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{tool},"components":[{LIBRARY}]}}"#).into_bytes();
    let in_steps = with_root(
        r#","formulation":[{"components":[{"type":"machine-learning-model","name":"teacher","version":"0123456789abcdef"}]}]"#,
    );
    let called =
        with_library(|library| library["externalReferences"] = json!([{"type": "other", "url": "https://api.openai.com/v1"}]));
    run(vec![
        Case("a model called a library", named("library", "Chat-7B-instruct"), "FAIL", "component-kind-as-declared"),
        Case("a model called an application", named("application", "chat-0.5b"), "FAIL", "component-kind-as-declared"),
        Case("a model called a framework", named("framework", "mix-8x7B"), "FAIL", "component-kind-as-declared"),
        Case("a model whose type is spelled otherwise", named("Machine-Learning-MODEL", "chat"), "FAIL", "model-lineage-stated"),
        Case("a model under a word of its own", named("ai_model", "chat"), "FAIL", "model-lineage-stated"),
        Case("a type nobody knows", named("neural-thing", "chat"), "FAIL", "component-kind-as-declared"),
        Case(
            "weights called data",
            with_components(r#"{"type":"data","name":"tables","version":"1","data":[{"type":"other","name":"t","contents":{"url":"https://x.example/m.safetensors?download=1"}}]}"#).into_bytes(),
            "FAIL",
            "component-kind-as-declared",
        ),
        Case("null for the ancestors is silence", model(r#","pedigree":{"ancestors":null}"#), "FAIL", "model-lineage-stated"),
        Case("null for the card is silence", model(r#","pedigree":{"ancestors":null},"modelCard":null"#), "FAIL", "model-lineage-stated"),
        Case("a number for the ancestors is silence", model(r#","pedigree":{"ancestors":0}"#), "FAIL", "model-lineage-stated"),
        Case("a model among the tools", in_tools, "INCOMPLETE", "refer:model-stands-as-part"),
        Case("a model among the build steps", in_steps.into_bytes(), "FAIL", "refer:model-stands-as-part"),
        Case(
            "a model named after a foreign family",
            model(r#","pedigree":{"ancestors":[]}"#)
                .iter()
                .map(|b| *b as char)
                .collect::<String>()
                .replace("telco-7b", "Llama-3.1-8B-de")
                .into_bytes(),
            "INCOMPLETE",
            "refer:model-name-not-foreign",
        ),
        Case(
            "a foreign base only in the architecture",
            model(r#","pedigree":{"ancestors":[]},"modelCard":{"modelParameters":{"modelArchitecture":"Qwen2ForCausalLM"}}"#),
            "INCOMPLETE",
            "refer:model-name-not-foreign",
        ),
        Case(
            "a foreign base only in the description",
            model(r#","pedigree":{"ancestors":[]},"description":"tuned from Qwen2.5-7B""#),
            "INCOMPLETE",
            "refer:model-name-not-foreign",
        ),
        Case(
            "a foreign base only in the page of the card",
            model(
                r#","pedigree":{"ancestors":[]},"externalReferences":[{"type":"model-card","url":"https://huggingface.co/Qwen/Qwen2.5-7B"}]"#,
            ),
            "INCOMPLETE",
            "refer:model-name-not-foreign",
        ),
        Case("a hosted model behind a library", called.into_bytes(), "INCOMPLETE", "refer:hosted-service-declared"),
    ]);
}
