//! For each entry a component it is about and one that is near it. Columns: entry, buyer, component, answer.

use super::answer;
use bomgate::base::Truth::{self, No, Unknown, Yes};
use bomgate::enrich::Lists;
use std::collections::BTreeSet;

/// A package with its package URL.
fn package(purl: &str) -> String {
    let (rest, version) = purl.split_once('@').unwrap_or((purl, ""));
    let name = rest.rsplit('/').next().unwrap();
    let version = if version.is_empty() { String::new() } else { format!(r#""version":"{version}","#) };
    format!(r#"{{"type":"library","name":"{name}",{version}"purl":"pkg:{purl}"}}"#)
}

fn dataset(name: &str) -> String {
    format!(r#"{{"type":"data","name":"{name}"}}"#)
}

fn model(name: &str, more: &str) -> String {
    format!(r#"{{"type":"machine-learning-model","name":"{name}","version":"1"{more}}}"#)
}

fn licensed(name: &str, licence: &str) -> String {
    model(name, &format!(r#","licenses":[{{"license":{{"name":"{licence}"}}}}]"#))
}

fn supplied(kind: &str, name: &str, supplier: &str) -> String {
    format!(r#"{{"type":"{kind}","name":"{name}","version":"1","supplier":{{"name":"{supplier}"}}}}"#)
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<(&'static str, &'static str, String, Truth)> {
    let p = package;
    vec![
        ("AIR-0001", "", p("pypi/torchtriton@3.0.0"), Yes),
        ("AIR-0001", "", p("pypi/torchtriton"), Yes),
        ("AIR-0001", "", p("pypi/triton@3.0.0"), No),
        ("AIR-0001", "", p("npm/torchtriton@3.0.0"), No),
        ("AIR-0002", "", p("pypi/ultralytics@8.3.41"), Yes),
        ("AIR-0002", "", p("pypi/ultralytics@8.3.46"), Yes),
        ("AIR-0002", "", p("pypi/ultralytics@8.3.47"), No),
        ("AIR-0002", "", p("pypi/ultralytics@8.3.40"), No),
        ("AIR-0002", "", p("pypi/ultralytics"), Unknown),
        ("AIR-0003", "", p("pypi/litellm@1.82.8"), Yes),
        ("AIR-0003", "", p("pypi/litellm@1.82.9"), No),
        ("AIR-0004", "", p("pypi/telnyx@4.87.1"), Yes),
        ("AIR-0004", "", p("pypi/telnyx@4.87.3"), No),
        ("AIR-0005", "", p("pypi/lightning@2.6.3"), Yes),
        ("AIR-0005", "", p("pypi/lightning@2.6.1"), No),
        ("AIR-0005", "", p("pypi/pytorch-lightning@2.6.3"), No),
        ("AIR-0006", "", p("npm/nx@21.5.0"), Unknown),
        ("AIR-0006", "holds=release-review", p("npm/nx@21.5.0"), No),
        ("AIR-0006", "", p("npm/nxt@21.5.0"), No),
        ("AIR-0007", "", p("npm/postmark-mcp@1.0.16"), Yes),
        ("AIR-0007", "", p("npm/postmark@4.0.0"), No),
        ("AIR-0008", "", p("pypi/huggingface-cli@0.1"), Yes),
        ("AIR-0008", "", p("pypi/huggingface-hub@0.26.0"), No),
        ("AIR-0009", "", model("star/broken-pickle", ""), No),
        ("AIR-0010", "", p("pypi/torch@2.5.1"), Yes),
        ("AIR-0010", "", p("pypi/torch@2.6.0"), No),
        ("AIR-0010", "", p("pypi/torchvision@0.20.0"), No),
        ("AIR-0011", "", p("pypi/torch@2.9.1"), Yes),
        ("AIR-0011", "", p("pypi/torch@2.10.0"), No),
        ("AIR-0012", "", p("pypi/torch@1.13.0"), Yes),
        ("AIR-0012", "", p("pypi/torch@1.13.1"), No),
        ("AIR-0013", "", p("pypi/transformers@4.37.2"), Yes),
        ("AIR-0013", "", p("pypi/transformers@4.38.0"), No),
        ("AIR-0014", "", p("pypi/transformers@4.47.1"), Yes),
        ("AIR-0014", "", p("pypi/transformers@4.48.0"), No),
        ("AIR-0015", "", p("pypi/transformers@4.56.0"), Yes),
        ("AIR-0015", "", p("pypi/transformers@4.55.4"), No),
        ("AIR-0015", "", p("pypi/transformers@5.3.0"), No),
        ("AIR-0016", "", p("pypi/transformers@5.4.0"), Yes),
        ("AIR-0016", "", p("pypi/transformers@5.5.0"), No),
        ("AIR-0017", "", p("pypi/transformers@5.0.0rc2"), Yes),
        ("AIR-0017", "", p("pypi/transformers@5.0.0rc3"), No),
        ("AIR-0018", "", p("pypi/vllm@0.6.6"), Yes),
        ("AIR-0018", "", p("pypi/vllm@0.7.0"), No),
        ("AIR-0019", "", p("pypi/vllm@0.8.4"), Yes),
        ("AIR-0019", "", p("pypi/vllm@0.8.5"), No),
        ("AIR-0020", "", p("pypi/vllm@0.14.1"), Yes),
        ("AIR-0020", "", p("pypi/vllm@0.22.0"), No),
        ("AIR-0021", "", p("pypi/sglang@0.5.9"), Yes),
        ("AIR-0021", "", p("pypi/sglang@0.6.0"), Unknown),
        ("AIR-0021", "holds=exposure-review", p("pypi/sglang@0.6.0"), No),
        ("AIR-0022", "", p("pypi/llama-cpp-python@0.2.71"), Yes),
        ("AIR-0022", "", p("pypi/llama-cpp-python@0.2.72"), No),
        ("AIR-0023", "", p("pypi/keras@3.8.0"), Yes),
        ("AIR-0023", "", p("pypi/keras@3.9.0"), No),
        ("AIR-0024", "", p("pypi/keras@3.11.2"), Yes),
        ("AIR-0024", "", p("pypi/keras@3.11.3"), No),
        ("AIR-0025", "", p("pypi/ray@2.40.0"), Unknown),
        ("AIR-0025", "holds=exposure-review", p("pypi/ray@2.40.0"), No),
        ("AIR-0025", "", p("pypi/array@2.40.0"), No),
        ("AIR-0026", "", p("pypi/langflow@1.2.0"), Yes),
        ("AIR-0026", "", p("pypi/langflow@1.3.0"), No),
        ("AIR-0027", "", p("pypi/langchain-core@0.3.80"), Yes),
        ("AIR-0027", "", p("pypi/langchain-core@0.3.81"), No),
        ("AIR-0027", "", p("pypi/langchain-core@1.2.4"), Yes),
        ("AIR-0027", "", p("pypi/langchain-core@1.2.5"), No),
        ("AIR-0028", "", p("npm/mcp-remote@0.1.15"), Yes),
        ("AIR-0028", "", p("npm/mcp-remote@0.1.16"), No),
        ("AIR-0029", "", r#"{"type":"application","name":"MCP Inspector","version":"0.14.0"}"#.to_owned(), Yes),
        ("AIR-0029", "", r#"{"type":"application","name":"MCP Inspector","version":"0.14.1"}"#.to_owned(), No),
        ("AIR-0030", "", p("pypi/smolagents@1.16.1"), Yes),
        ("AIR-0030", "", p("pypi/smolagents@1.17.0"), No),
        ("AIR-0031", "", p("pypi/mamba-ssm@2.2.6"), Yes),
        ("AIR-0031", "", p("pypi/mamba-ssm@2.2.7"), No),
        ("AIR-0032", "", p("pypi/lmdeploy@0.12.3"), Yes),
        ("AIR-0032", "", p("pypi/lmdeploy@0.13.0"), No),
        ("AIR-0033", "", p("pypi/instructlab@0.26.1"), Yes),
        ("AIR-0033", "", p("pypi/instructlab@0.26.2"), No),
        ("AIR-0034", "", model("weights.pt", ""), Yes),
        ("AIR-0034", "holds=serialization-scan", model("weights.pt", ""), No),
        ("AIR-0034", "", model("weights.safetensors", ""), No),
        ("AIR-0034", "", r#"{"type":"file","name":"firmware.bin"}"#.to_owned(), No),
        ("AIR-0035", "", model("cnn.h5", ""), Unknown),
        ("AIR-0035", "", model("cnn.onnx", ""), No),
        ("AIR-0036", "", model("chat-Q4.gguf", ""), Unknown),
        ("AIR-0036", "holds=template-review", model("chat-Q4.gguf", ""), No),
        ("AIR-0036", "", model("chat.safetensors", ""), No),
        ("AIR-0037", "", model("cnn.onnx", ""), Unknown),
        ("AIR-0037", "", model("cnn.tflite", ""), No),
        ("AIR-0038", "", dataset("laion/laion5B"), Yes),
        ("AIR-0038", "", dataset("Re-LAION-5B"), No),
        ("AIR-0038", "", dataset("LAION-400M"), No),
        ("AIR-0039", "", dataset("the_pile_books3"), Yes),
        ("AIR-0039", "", dataset("The Pile"), Unknown),
        ("AIR-0039", "holds=dataset-review", dataset("The Pile"), No),
        ("AIR-0039", "", dataset("BookCorpus"), No),
        ("AIR-0040", "", dataset("MS_Celeb_1M"), Yes),
        ("AIR-0040", "", dataset("CelebA"), No),
        ("AIR-0041", "", dataset("DukeMTMC-reID"), Yes),
        ("AIR-0041", "", dataset("Market-1501"), No),
        ("AIR-0042", "", dataset("80 million tiny images"), Yes),
        ("AIR-0042", "", dataset("Tiny ImageNet"), No),
        ("AIR-0043", "", dataset("MegaFace"), Yes),
        ("AIR-0043", "", dataset("WIDER FACE"), No),
        ("AIR-0044", "", dataset("brainwash"), Yes),
        ("AIR-0044", "", dataset("Brain tumour MRI"), No),
        ("AIR-0045", "", dataset("HRT Transgender Dataset"), Yes),
        ("AIR-0045", "", dataset("HRT"), No),
        ("AIR-0046", "", dataset("ImageNet-21k"), Unknown),
        ("AIR-0046", "holds=dataset-review", dataset("ImageNet-21k"), No),
        ("AIR-0046", "", dataset("ImageNet-1k"), No),
        ("AIR-0047", "home=DE", licensed("Llama-4-Scout", "Llama 4 Community License Agreement"), Yes),
        ("AIR-0047", "home=US", licensed("Llama-4-Scout", "Llama 4 Community License Agreement"), No),
        ("AIR-0047", "home=US users=8e8", licensed("Llama-4-Scout", "Llama 4 Community License Agreement"), Yes),
        ("AIR-0047", "home=DE", licensed("Llama-3.3-70B", "LicenseRef-llama-3.3-community"), No),
        ("AIR-0048", "home=KR", licensed("Hunyuan-Large", "LicenseRef-tencent-hunyuan-community"), Yes),
        ("AIR-0048", "home=CN", licensed("Hunyuan-Large", "LicenseRef-tencent-hunyuan-community"), No),
        ("AIR-0048", "home=KR", licensed("Hy3", "Apache-2.0"), No),
        ("AIR-0049", "revenue=3e8", model("MiniMax-M3", ""), Yes),
        ("AIR-0049", "", model("MiniMax-M3", ""), Unknown),
        ("AIR-0049", "revenue=1e8", model("MiniMax-M3", ""), No),
        ("AIR-0049", "revenue=3e8", model("MiniMax-M2", ""), No),
        ("AIR-0049", "users=2e8", licensed("Qwen-72B", "LicenseRef-tongyi-qianwen"), Yes),
        ("AIR-0050", "home=CN", supplied("machine-learning-model", "claude", "Anthropic"), Yes),
        ("AIR-0050", "home=DE owner=CN", supplied("machine-learning-model", "claude", "Anthropic PBC"), Yes),
        ("AIR-0050", "home=CN owner=DE", supplied("machine-learning-model", "claude", "Anthropic"), No),
        ("AIR-0050", "home=DE", supplied("machine-learning-model", "claude", "Anthropic"), Unknown),
        ("AIR-0050", "home=CN", p("pypi/anthropic@0.40.0"), No),
        ("AIR-0051", "home=US defence", supplied("machine-learning-model", "chat", "DeepSeek"), Yes),
        (
            "AIR-0051",
            "home=US defence",
            model("deepseek-ai/DeepSeek-V3", r#","purl":"pkg:huggingface/deepseek-ai/DeepSeek-V3@1""#),
            Yes,
        ),
        ("AIR-0051", "home=US defence=no", supplied("machine-learning-model", "chat", "DeepSeek"), No),
        ("AIR-0051", "home=US", supplied("machine-learning-model", "chat", "DeepSeek"), Unknown),
        ("AIR-0051", "home=FR defence", supplied("machine-learning-model", "chat", "DeepSeek"), No),
        ("AIR-0051", "home=US defence", supplied("machine-learning-model", "chat", "DeepMind"), No),
        ("AIR-0052", "home=US defence", supplied("library", "tool", "Baidu"), Yes),
        ("AIR-0052", "home=US defence", supplied("library", "tool", "Naver"), No),
        ("AIR-0052", "home=CN defence", supplied("library", "tool", "Baidu"), No),
        ("AIR-0053", "", p("pypi/sglang@0.5.9"), Yes),
        ("AIR-0053", "", p("pypi/sglang@0.5.10"), No),
        ("AIR-0054", "", p("pypi/vllm@0.11.0"), Yes),
        ("AIR-0054", "", p("pypi/vllm@0.11.1"), No),
        ("AIR-0055", "", p("pypi/litellm@1.83.7"), Yes),
        ("AIR-0055", "", p("pypi/litellm@1.84.0"), No),
    ]
}

#[test]
fn each_entry_meets_what_it_is_about_and_leaves_alone_what_is_near_it() {
    let cases = cases();
    let wrong: Vec<String> = cases
        .iter()
        .map(|(id, setting, component, expected)| (id, setting, component, expected, answer(id, component, setting)))
        .filter(|(_, _, _, expected, found)| *expected != found)
        .map(|(id, setting, component, expected, found)| {
            format!("{id} [{setting}] {component}: {found:?}, expected {expected:?}")
        })
        .collect();
    println!("{} components held against the catalogue", cases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let lists = Lists::shipped().unwrap();
    let seen = |hit: bool| -> BTreeSet<&str> {
        cases.iter().filter(|(.., answer)| (*answer != No) == hit).map(|(id, ..)| *id).collect()
    };
    for entry in &lists.catalogue().entries {
        assert!(seen(false).contains(entry.id.as_str()), "{}: no near miss", entry.id);
        assert_eq!(seen(true).contains(entry.id.as_str()), entry.by_machine(), "{}: a match, if a machine can", entry.id);
    }
}

#[test]
fn two_releases_on_which_the_sources_differ_are_yellow() {
    let found = super::found(&package("pypi/ultralytics@8.3.43"), "");
    assert_eq!(found["AIR-0002"], (Yes, bomgate::catalogue::Level::Yellow));
}

#[test]
fn an_entry_counts_from_its_day_on() {
    let lists = Lists::shipped().unwrap();
    let part = supplied("machine-learning-model", "chat", "DeepSeek");
    for (day, hit) in [("2026-01-16", false), ("2026-01-17", true)] {
        let found = super::found_with(&lists, &part, "home=US defence", day);
        assert_eq!(found.contains_key("AIR-0051"), hit, "{day}");
    }
}
