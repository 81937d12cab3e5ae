//! What a component is by evidence, and whether its package URL tells the same story as its other fields.

use super::identifier::PurlParts;
use super::kind::{Kind, Role};

/// What speaks for a kind besides the declared type and the package URL.
#[derive(Clone, Copy)]
pub(super) struct Evidence {
    /// It carries a model card.
    pub(super) has_card: bool,
    /// A reference leads to the page of a dataset on a hub, whose package URLs do not tell datasets from models.
    pub(super) dataset_page: bool,
    /// The address of its contents is that of a weights file.
    pub(super) weights_inside: bool,
    /// It stands inside another component.
    pub(super) inside: bool,
}

/// The kind, and why it is not the declared one.
pub(super) fn decide(
    role: Role,
    declared: &str,
    purl: Option<&PurlParts>,
    evidence: Evidence,
    name: &str,
) -> (Kind, Option<String>) {
    match role {
        Role::Service => return (Kind::Service, None),
        Role::CardDataset => return (Kind::Dataset, None),
        _ => {}
    }
    // A type in another spelling is still that type; the reader has noted the spelling.
    let spelled = declared.trim().to_lowercase().replace(['_', ' '], "-");
    let kind = Kind::of_declared(&spelled).unwrap_or(match spelled.as_str() {
        "dataset" | "data-set" | "datasets" | "training-data" => Kind::Dataset,
        "service" | "api" | "saas" => Kind::Service,
        "tool" | "agent-tool" | "mcp-server" => Kind::Tool,
        // Whatever else calls itself a model is one.
        word if word.contains("model") || word.contains("llm") => Kind::Model,
        _ => Kind::Other,
    });
    let paged = declared == "data" && evidence.dataset_page && !evidence.has_card;
    let hub_dataset = paged
        || purl.is_some_and(|purl| {
            purl.kind == "huggingface"
                && purl.namespace.as_deref().is_some_and(|space| space == "datasets" || space.starts_with("datasets/"))
        });
    let hub_model =
        purl.is_some_and(|purl| matches!(purl.kind.as_str(), "huggingface" | "mlflow" | "ollama" | "modelscope")) && !hub_dataset;
    let (found, why) = if evidence.has_card && !kind.is_model() {
        (Kind::Model, Some("it carries a model card".to_owned()))
    } else if hub_model && !kind.is_model() {
        (Kind::Model, purl.map(|purl| format!("its purl is of type {}", purl.kind)))
    } else if hub_dataset && kind != Kind::Dataset {
        (Kind::Dataset, Some("its purl names a hub dataset".to_owned()))
    } else if evidence.weights_inside && !kind.is_model() {
        (Kind::Model, Some("its contents are a weights file".to_owned()))
    } else if is_weights(name) && !evidence.inside && !kind.is_model() {
        (Kind::Model, Some("its name is that of a weights file".to_owned()))
    } else if matches!(kind, Kind::Library | Kind::Framework | Kind::Application | Kind::Other) && sized(name) {
        (Kind::Model, Some("its name gives a number of parameters, as models' names do".to_owned()))
    } else {
        (kind, None)
    };
    let refined = match found {
        Kind::Model if name.ends_with("tokenizer") => Kind::Tokenizer,
        Kind::Model if name.split(['-', '_', '/', '.', ' ']).any(|word| matches!(word, "lora" | "qlora" | "adapter")) => {
            Kind::Adapter
        }
        Kind::Application | Kind::Library | Kind::Other if role == Role::Tool && why.is_none() => Kind::Tool,
        other => other,
    };
    (refined, why)
}

/// Whether a file name or an address, in lower case, is that of model weights.
pub(super) fn is_weights(name: &str) -> bool {
    let path = match name.split_once("://") {
        // A host may end like a file: `example.pt`.
        Some((_, rest)) => rest.split(['?', '#']).next().and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path),
        None => name,
    };
    [".safetensors", ".gguf", ".onnx", ".ckpt", ".pt", ".keras", ".tflite"].iter().any(|end| path.ends_with(end))
}

/// Whether a word of the name is a number of parameters: `7b`, `0.5b`, `8x7b`.
fn sized(name: &str) -> bool {
    let number =
        |text: &str| !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    name.split(['-', '_', '/', ':', ' ', '@']).any(|word| {
        let Some(size) = word.strip_suffix(['b', 'B']) else { return false };
        match size.split_once('x') {
            Some((experts, each)) => number(experts) && number(each),
            None => number(size) && size.starts_with(|first: char| first.is_ascii_digit()),
        }
    })
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', '.', ' '], "-")
}

pub(super) fn same_name(purl: &PurlParts, name: &str) -> bool {
    let (short, name) = (plain(&purl.name), plain(name));
    let full = purl.namespace.as_deref().map(|space| format!("{}/{short}", plain(space)));
    name == short
        || Some(&name) == full.as_ref()
        || name.ends_with(&format!("/{short}"))
        || name.ends_with(&format!(":{short}"))
        || full.is_some_and(|full| {
            full.ends_with(&format!("/{name}")) || full.trim_start_matches('@') == name.trim_start_matches('@')
        })
}

pub(super) fn same_version(field: &str, purl: &str) -> bool {
    let trim = |text: &str| text.strip_prefix(['v', 'V']).unwrap_or(text).to_lowercase();
    let (a, b) = (trim(field), trim(purl));
    let hex = |text: &str| text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    a == b || (hex(&a) && hex(&b) && (a.starts_with(&b) || b.starts_with(&a)))
}

pub(super) fn same_group(group: &str, namespace: &str) -> bool {
    let (group, namespace) = (plain(group), plain(namespace));
    let (group, namespace) = (group.trim_start_matches('@'), namespace.trim_start_matches('@'));
    group == namespace
        || namespace.ends_with(&format!("/{group}"))
        || group.ends_with(&format!("/{namespace}"))
        || namespace.replace('/', "-") == group.replace('/', "-")
}

/// Text for a message, shortened.
pub(super) fn clip(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_parameters_is_told_from_other_numbers() {
        for name in ["qwen2-7b-instruct", "llama-3.1-8b", "model_0.5b", "mixtral-8x7b", "org/x-70b"] {
            assert!(sized(name), "{name}");
        }
        for name in ["base64", "lib-b", "web", "s3b-x1", "libpcre2", "2b2t.org", "db", "numpy", "sha256b"] {
            assert!(!sized(name), "{name}");
        }
    }
}
