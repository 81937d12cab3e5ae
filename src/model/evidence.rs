//! What a component is by evidence, and whether its package URL tells the same story as its other fields.

use super::card::DataItem;
use super::component::{ListField, Reference, Row};
use super::draft::Draft;
use super::identifier::{PurlFault, PurlParts, parse_purl};
use super::kind::{Kind, Role};
use super::note::NoteCode;
use super::overheard::names_hardware;
use crate::base::{Phrase, phrase};
use std::borrow::Cow;

/// What speaks for a kind besides the declared type and the package URL.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// It carries a model card.
    pub has_card: bool,
    /// A reference leads to the page of a dataset on a hub, whose package URLs do not tell datasets from models.
    pub dataset_page: bool,
    /// The address of its contents is that of a weights file.
    pub weights_inside: bool,
    /// It stands inside another component.
    pub inside: bool,
    /// What the reader takes it for where nothing is declared, by the place it stands in or is fetched from.
    pub presumed: Kind,
}

impl Draft {
    /// What [`Self::close`] decides, for formats that tell only at the end what stands `inside` another component.
    pub fn settle(&mut self, row: Row, inside: bool) {
        let hub_dataset = |(_, reference): &(Row, Reference)| self.texts.get(reference.url).contains("huggingface.co/datasets/");
        let weights = |(_, item): &(Row, DataItem)| self.value(item.url).is_some_and(|url| is_weights(&url.to_ascii_lowercase()));
        let fetched = |(_, reference): &(Row, Reference)| is_weights(&self.texts.get(reference.url).to_ascii_lowercase());
        let evidence = Evidence {
            has_card: self.parts.carries(row, ListField::Card),
            dataset_page: self.value(self.parts.declared[row]) == Some("data")
                && self.lists.references.iter().rev().take_while(|(at, _)| *at == row).any(hub_dataset),
            weights_inside: self.lists.data.iter().rev().take_while(|(at, _)| *at == row).any(weights)
                || !inside && self.lists.references.iter().rev().take_while(|(at, _)| *at == row).any(fetched),
            inside,
            presumed: self.parts.kind[row],
        };
        self.judge(row, evidence);
    }

    /// Decides the kind of a component by evidence and holds its package URL against its other fields. Once for each
    /// component.
    pub fn judge(&mut self, row: Row, evidence: Evidence) {
        let (parts, text_of) = (&self.parts, |packed| self.value(packed));
        let declared = text_of(parts.declared[row]).unwrap_or_default();
        let name = text_of(parts.name[row]);
        let mut found = Vec::new();
        let purl = text_of(parts.purl[row]).and_then(|text| match parse_purl(text) {
            Ok(purl) => {
                let name = name.filter(|name| declared != "data" || !names_piece(text, &purl, name));
                let stated = [name, text_of(parts.version[row]), text_of(parts.group[row])];
                contradictions(text, &purl, stated, |message| found.push((NoteCode::PurlContradicted, message)));
                Some(purl)
            }
            Err(fault) => {
                let code = match fault {
                    PurlFault::Malformed(_) => NoteCode::MalformedValue,
                    PurlFault::Ambiguous(_) => NoteCode::PurlNotCanonical,
                    PurlFault::Character(_) => NoteCode::ForbiddenCharacter,
                };
                found.push((code, phrase!("purl `{}` {}", text, fault.phrase())));
                None
            }
        });
        let (kind, why) = decide(parts.role[row], declared, purl.as_ref(), evidence, name.unwrap_or_default());
        if let Some(why) = why {
            let message = phrase!("declared `{}`, but {}: read as {}", declared, why, Phrase::word(kind.word()));
            found.push((NoteCode::KindContradicted, message));
        }
        self.parts.kind[row] = kind;
        let place = self.parts.span[row].start;
        for (code, message) in found {
            self.note_at(code, row, place, message);
        }
    }
}

/// The kind, and why it is not the declared one.
pub(super) fn decide(
    role: Role,
    declared: &str,
    purl: Option<&PurlParts<'_>>,
    evidence: Evidence,
    name: &str,
) -> (Kind, Option<Phrase>) {
    match role {
        Role::Service => return (Kind::Service, None),
        Role::CardDataset => return (Kind::Dataset, None),
        _ => {}
    }
    let kind = Kind::of_declared(declared).or_else(|| of_spelling(declared)).unwrap_or(evidence.presumed);
    let name = &*lower(name);
    let paged = declared == "data" && evidence.dataset_page && !evidence.has_card;
    let hub_dataset = paged
        || purl.is_some_and(|purl| {
            purl.kind == "huggingface"
                && purl.namespace.as_deref().is_some_and(|space| space == "datasets" || space.starts_with("datasets/"))
        });
    let hub_model =
        purl.is_some_and(|purl| matches!(&*purl.kind, "huggingface" | "mlflow" | "ollama" | "modelscope")) && !hub_dataset;
    let (found, why) = if evidence.has_card && !kind.is_model() {
        (Kind::Model, Some(phrase!("it carries a model card")))
    } else if hub_model && !kind.is_model() {
        (Kind::Model, purl.map(|purl| phrase!("its purl is of type {}", &*purl.kind)))
    } else if hub_dataset && kind != Kind::Dataset {
        (Kind::Dataset, Some(phrase!("its purl names a hub dataset")))
    } else if matches!(evidence.presumed, Kind::Model | Kind::Dataset) && kind != evidence.presumed && !kind.is_model() {
        (evidence.presumed, Some(phrase!("it is fetched from the page of a {} on a hub", Phrase::word(evidence.presumed.word()))))
    } else if evidence.weights_inside && !kind.is_model() {
        (Kind::Model, Some(phrase!("its contents are a weights file")))
    } else if is_weights(name) && !evidence.inside && !kind.is_model() {
        (Kind::Model, Some(phrase!("its name is that of a weights file")))
    } else if !(kind.is_model() || evidence.inside || matches!(kind, Kind::Dataset | Kind::Service | Kind::Tool))
        && sized(name)
        && !(kind == Kind::Device && names_hardware(name))
    {
        (Kind::Model, Some(phrase!("its name gives a number of parameters, as models' names do")))
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

/// A type in another spelling is still that type; the reader has noted the spelling.
fn of_spelling(declared: &str) -> Option<Kind> {
    let spelled = declared.trim().to_lowercase().replace(['_', ' '], "-");
    Kind::of_declared(&spelled).or_else(|| Kind::of_spdx(declared)).or(match spelled.as_str() {
        "dataset" | "data-set" | "datasets" | "training-data" => Some(Kind::Dataset),
        "service" | "api" | "saas" => Some(Kind::Service),
        "tool" | "agent-tool" | "mcp-server" => Some(Kind::Tool),
        // Whatever else calls itself a model is one.
        word if word.contains("model") || word.contains("llm") => Some(Kind::Model),
        _ => None,
    })
}

/// ASCII letters in lower case; most names are written so.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) { text.to_ascii_lowercase().into() } else { text.into() }
}

/// Whether a word of the name, in lower case, is a number of parameters: `7b`, `0.5b`, `8x7b`.
fn sized(name: &str) -> bool {
    if !name.as_bytes().windows(2).any(|pair| pair[1] == b'b' && matches!(pair[0], b'0'..=b'9' | b'.')) {
        return false;
    }
    let number =
        |text: &str| !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    name.split(['-', '_', '/', ':', ' ', '@']).any(|word| {
        let Some(size) = word.strip_suffix('b') else { return false };
        match size.split_once('x') {
            Some((experts, each)) => number(experts) && number(each),
            None => number(size) && size.starts_with(|first: char| first.is_ascii_digit()),
        }
    })
}

/// Says where the package URL `text` tells another story than the component's own name, version and group.
pub(super) fn contradictions(
    text: &str,
    purl: &PurlParts<'_>,
    [name, version, group]: [Option<&str>; 3],
    mut say: impl FnMut(Phrase),
) {
    if let Some(name) = name
        && !same_name(purl, name)
    {
        say(phrase!("name `{}`, but the purl `{}` names `{}`", name, text, &*purl.name));
    }
    if let (Some(version), Some(of_purl)) = (version, purl.version.as_deref())
        && !same_version(version, of_purl)
    {
        say(phrase!("version `{}`, but the purl `{}` has `{}`", version, text, of_purl));
    }
    if let (Some(group), Some(namespace)) = (group, purl.namespace.as_deref())
        && !same_group(group, namespace)
    {
        say(phrase!("group `{}`, but the purl `{}` has `{}`", group, text, namespace));
    }
}

/// Whether a name is that of the piece of a collection of data that the subpath of its package URL leads to: it has the
/// words of the collection's name, or those of the subpath.
fn names_piece(text: &str, purl: &PurlParts<'_>, name: &str) -> bool {
    let Some((_, subpath)) = text.split_once('#') else { return false };
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let of_name = words(name);
    let has = |wanted: Vec<String>| !wanted.is_empty() && wanted.iter().all(|word| of_name.contains(word));
    has(words(&purl.name)) || has(words(subpath.rsplit('/').next().unwrap_or(subpath)))
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', '.', ' '], "-")
}

fn same_name(purl: &PurlParts<'_>, name: &str) -> bool {
    let space = purl.namespace.as_deref();
    let parted = || name.strip_suffix(&*purl.name).and_then(|head| head.strip_suffix('/'));
    // Spelt alike, as most are, they need no other form.
    if name == purl.name || space.is_some_and(|space| parted() == Some(space)) {
        return true;
    }
    let (short, name) = (plain(&purl.name), plain(name));
    let full = space.map(|space| format!("{}/{short}", plain(space)));
    name == short
        || Some(&name) == full.as_ref()
        || name.ends_with(&format!("/{short}"))
        || name.ends_with(&format!(":{short}"))
        || full.is_some_and(|full| {
            full.ends_with(&format!("/{name}")) || full.trim_start_matches('@') == name.trim_start_matches('@')
        })
}

fn same_version(field: &str, purl: &str) -> bool {
    fn trim(text: &str) -> &str {
        text.strip_prefix(['v', 'V']).unwrap_or(text)
    }
    if trim(field) == trim(purl) {
        return true;
    }
    let (a, b) = (trim(field).to_lowercase(), trim(purl).to_lowercase());
    let hex = |text: &str| text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    a == b || (hex(&a) && hex(&b) && (a.starts_with(&b) || b.starts_with(&a)))
}

fn same_group(group: &str, namespace: &str) -> bool {
    if group == namespace {
        return true;
    }
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
    fn a_device_named_like_a_known_chip_or_board_is_no_model() {
        let evidence =
            Evidence { has_card: false, dataset_page: false, weights_inside: false, inside: false, presumed: Kind::Other };
        let kind = |declared: &str, name: &str| decide(Role::Part, declared, None, evidence, name).0;
        for name in ["Ascend 910B", "Huawei Ascend-910B accelerator", "Raspberry Pi 4B", "昇腾 910B"] {
            assert_eq!(kind("device", name), Kind::Device, "{name}");
        }
        for (declared, name) in
            [("device", "care-7b"), ("device", "Ascend 7B"), ("container", "Ascend 910B"), ("file", "ascend-910b")]
        {
            assert_eq!(kind(declared, name), Kind::Model, "{declared} {name}");
        }
    }

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
