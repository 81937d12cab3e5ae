//! What a bill says in passing: models that are named in texts of which it has no field to keep.

use super::component::Row;
use super::draft::Draft;
use super::identifier::{HubId, is_page_of_data};
use super::kind::Kind;
use super::packages;
use super::relation::Relation;
use super::stated::Packed;
use crate::base::{Interfaces, Phrases, Place, Text, each_word, plain};
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Bytes around the word that are kept.
const AROUND: usize = 40;
/// Bytes of a description that are kept.
const DESCRIPTION: usize = 160;
/// Longer texts without white space are encoded data, not words.
const PROSE: usize = 160;

#[derive(Deserialize)]
struct File {
    entries: Vec<Entry>,
    hardware: Vec<String>,
    interfaces: Interfaces,
}

#[derive(Deserialize)]
struct Entry {
    words: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
}

/// How families of models are named.
struct Families {
    words: HashSet<String>,
    phrases: Phrases,
    /// Names of chips and boards that end as a number of parameters does.
    hardware: Phrases,
    interfaces: Interfaces,
}

/// `policies/lists/families.yaml`.
static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let file: File = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/families.json"))).expect("a test loads it");
    let phrases = Phrases::new(file.entries.iter().flat_map(|entry| &entry.phrases).map(String::as_str));
    let hardware = Phrases::new(file.hardware.iter().map(String::as_str));
    let words = file.entries.into_iter().flat_map(|entry| entry.words).collect();
    Families { words, phrases, hardware, interfaces: file.interfaces }
});

/// Where words and phrases of families of models stand in a text, each where it stands first, in no order.
fn families_in(text: &str) -> Vec<usize> {
    if text.is_ascii() && text.len() > PROSE && !text.contains(char::is_whitespace) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let of_family = |word: &str| FAMILIES.words.get(&*word.to_ascii_lowercase());
    let spoken = |at: usize, word: &str| !FAMILIES.interfaces.only_alike(text, at..at + word.len());
    let mut found = Vec::new();
    each_word(text, |at, word| {
        if let Some(known) = of_family(word)
            && spoken(at, word)
            && seen.insert(known)
        {
            found.push(at);
        }
    });
    // In lower case a text may be longer or shorter: the place is near enough, for what is around it is cut out.
    let lower = text.to_lowercase();
    let mut seen = HashSet::new();
    let by_phrase = FAMILIES.phrases.of(&lower).filter(|(phrase, _)| seen.insert(*phrase));
    found.extend(by_phrase.map(|(_, at)| at.min(text.len())));
    found
}

/// The pieces of a text around some places, in order. What overlaps is one piece: together they are never longer than the text.
fn around(text: &str, mut places: Vec<usize>) -> Vec<Range<usize>> {
    places.sort_unstable();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for at in places {
        let (from, to) = (text.floor_char_boundary(at.saturating_sub(AROUND)), text.ceil_char_boundary(at + AROUND));
        match pieces.last_mut() {
            Some(last) if from <= last.end => last.end = to,
            _ => pieces.push(from..to),
        }
    }
    pieces
}

fn speaks_of_a_family(text: &str) -> bool {
    !families_in(text).is_empty()
}

/// Whether a text names a model, by a word of a family or by its page on a hub.
pub fn names_a_model(text: &str) -> bool {
    speaks_of_a_family(&plain(text)) || text.contains("://") && HubId::of(text).is_some()
}

/// Whether a name is that of a chip or board that ends as a number of parameters does: `Ascend 910B`.
pub(super) fn names_hardware(name: &str) -> bool {
    let spaced = plain(name).to_lowercase().replace(['-', '_'], " ");
    FAMILIES.hardware.of(&spaced).next().is_some()
}

/// The model of a hub that a whole text is the address or the name of.
fn hub_model(text: &str) -> Option<HubId> {
    let id = HubId::of(text)?;
    let page = text.contains("://");
    // A mail address has no slash.
    (text.contains('/') && !is_page_of_data(text) && (page || speaks_of_a_family(text))).then_some(id)
}

impl Draft {
    /// A description as its column holds it: the first bytes. The rest is heard, and a little of what is kept once more, for a
    /// word may stand where it is cut.
    pub fn describe(&mut self, row: Row, text: &str, place: Place) -> Packed<Text> {
        let kept = text.floor_char_boundary(DESCRIPTION);
        if kept < text.len() {
            self.overhear(Some(row), &text[text.floor_char_boundary(kept - AROUND)..], place);
        }
        self.keep(&text[..kept])
    }

    /// A text was met that the model of a bill does not keep. Where the whole of it is a model of a hub, that model becomes
    /// a part, so that policy is asked of it; where it only speaks of a family of models, the words are kept, of models and
    /// of the document. Without a row, the document itself says it.
    pub fn overhear(&mut self, row: Option<Row>, text: &str, place: Place) {
        let text = &*plain(text.trim());
        if packages::release(text).is_some() {
            self.packages.push((row, text.to_owned(), place));
        } else if let Some(id) = hub_model(text) {
            let name = format!("{}/{}", id.organisation, id.name);
            match row {
                Some(row) => self.mention(row, &name, Kind::Model, Relation::Other, place),
                None => self.mention_of_document(&name, Kind::Model, Relation::Other, place),
            }
        } else {
            for Range { start: from, end: to } in around(text, families_in(text)) {
                let heard = self.texts.intern(text[from..to].trim());
                match row {
                    Some(row) => self.lists.words.push((row, heard)),
                    None => self.of_document.words.push(heard),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_heard_in_prose_and_not_in_encoded_data() {
        for text in [
            "fine-tuned from Qwen2-7B",
            "BASE=llama-3.1",
            "see https://hf.co/acme/x for Mistral",
            "Ｑｗｅｎ2",
            "基于通义千问微调",
            "calls GPT-4o",
        ] {
            assert!(speaks_of_a_family(&plain(text)), "{text}");
        }
        let encoded = format!("{}/phi/{}", "Ab9+".repeat(40), "x".repeat(40));
        for text in ["", "a philosophy of qwerty", "numpy", &encoded] {
            assert!(!speaks_of_a_family(text), "{text}");
        }
        let two =
            format!("an OpenAI-compatible server, tuned from Llama{} and later from Qwen and Llama", " and then".repeat(20));
        assert_eq!(families_in(&two), [two.find("Llama").unwrap(), two.find("Qwen").unwrap()]);
        assert_eq!(around(&two, families_in(&two)).len(), 2);
        let many = "qwen llama glm phi ".repeat(20);
        let pieces = around(&many, vec![76, 5, 0, 11, 15, 300]);
        let bounds: Vec<_> = pieces.iter().map(|piece| (piece.start, piece.end)).collect();
        assert_eq!(bounds, [(0, 116), (260, 340)], "pieces that overlap are kept once");
    }

    #[test]
    fn a_model_of_a_hub_is_told_from_other_pages_and_paths() {
        let name = |text: &str| hub_model(text).map(|id| id.name);
        for text in ["https://huggingface.co/Qwen/Qwen2-7B/commit/abc", "Qwen/Qwen2-7B", "https://hf.co/Qwen/Qwen2-7B"] {
            assert_eq!(name(text).as_deref(), Some("Qwen2-7B"), "{text}");
        }
        for text in [
            "https://huggingface.co/docs/transformers",
            "src/main",
            "https://huggingface.co/datasets/a/b",
            "text/plain",
            "help@deepseek.com",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
