//! Words of a text.

use super::near::{folded, invisible};
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// The text with letters of other widths and styles as the plain ones they stand for, without what takes no room, and with
/// letters of other scripts that look Latin as the Latin ones, in words that hold Latin letters or nothing else. Source:
/// UAX 15, NFKC; UTS 39, section 4.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain: String = text.nfkc().filter(|c| !invisible(*c)).collect();
    if plain.chars().any(|c| latin(c).is_some()) {
        plain = plain.split_inclusive(|c: char| !c.is_alphanumeric()).flat_map(in_latin).collect();
    }
    Cow::Owned(plain)
}

/// The Latin letter that a letter of another script looks like.
fn latin(c: char) -> Option<char> {
    // Beyond are the scripts of East Asia, whose characters look like no letter.
    if c.is_ascii() || c >= '\u{2e80}' || !c.is_alphabetic() {
        return None;
    }
    let folded = folded(c);
    let drawn = if folded.is_ascii() { folded } else { skeleton(&folded).collect() };
    match drawn.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(char::from(*letter)),
        _ => None,
    }
}

/// A word, and what ends it, in Latin letters where it can be meant so.
fn in_latin(word: &str) -> Vec<char> {
    let mixed = word.bytes().any(|byte| byte.is_ascii_alphabetic());
    let whole = || word.chars().filter(|c| c.is_alphabetic()).all(|c| latin(c).is_some());
    let meant = mixed || whole();
    word.chars().map(|c| if meant { latin(c).unwrap_or(c) } else { c }).collect()
}

/// The runs of ASCII letters in a text, each with the byte it begins at: `Acme-Qwen2.5` has `Acme` and `Qwen`. Of the name of
/// a class, what stands before its task: `LlamaForCausalLM` has `Llama`.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    runs(text, |c| c.is_ascii_alphabetic()).map(|(at, word)| (at, before_task(word)))
}

/// The runs of letters and digits in a text, each with the byte it begins at.
pub fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    runs(text, char::is_alphanumeric)
}

fn runs(text: &str, fits: impl Fn(char) -> bool + Copy) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive(move |c: char| !fits(c)).filter_map(move |run| {
        let at = next;
        next += run.len();
        let run = run.trim_end_matches(|c: char| !fits(c));
        (!run.is_empty()).then_some((at, run))
    })
}

/// Bytes around a name in which is looked for what is said of it.
const NEAR: usize = 64;
/// Words that say that one thing is like another.
const ALIKE: [&str; 5] = ["compatible", "compat", "compatibility", "kompatibel", "style"];
/// Words that may stand between a name and one of those: `OpenAI API compatible`.
const INTERFACE: [&str; 9] = ["api", "apis", "sdk", "rest", "http", "chat", "completions", "protocol", "接口"];

/// Makers whose interfaces others speak too. What is only like one says nothing of whose models run behind it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interfaces {
    /// Words for the makers, in lower case.
    of: Vec<String>,
    /// Names of things called after the interface they speak, in lower case.
    names: Vec<String>,
}

impl Interfaces {
    /// Whether the word at `at` only says what an interface is like: `OpenAI-compatible`, `compatible with the OpenAI API`,
    /// `兼容 OpenAI`, or as a piece of a name.
    pub fn only_alike(&self, text: &str, at: Range<usize>) -> bool {
        if !self.of.iter().any(|maker| maker.eq_ignore_ascii_case(&text[at.clone()])) {
            return false;
        }
        let from = text.floor_char_boundary(at.start.saturating_sub(NEAR));
        let (before, after) = (&text[from..at.start], &text[at.end..text.ceil_char_boundary(at.end + NEAR)]);
        let lower = text[from..at.end + after.len()].to_ascii_lowercase();
        let place = at.start - from;
        let holds =
            |name: &String| lower.match_indices(name.as_str()).any(|(start, _)| (start..start + name.len()).contains(&place));
        self.names.iter().any(holds) || is_alike_before(after) || is_alike_behind(before)
    }
}

fn one_of(words: &[&str], token: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(token))
}

/// Whether a text goes on with what says that the name before it is only alike: `-compatible server`. Not `compatible with our
/// stack`, which says something else of it; and a comma or a full stop ends what is said.
fn is_alike_before(after: &str) -> bool {
    let said = after.split(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))).next().unwrap_or_default();
    let mut said = tokens(said).map(|(_, token)| token).skip_while(|token| one_of(&INTERFACE, token));
    match (said.next(), said.next()) {
        (Some(first), _) if first.starts_with("兼容") || first.starts_with("接口兼容") => true,
        (Some(first), second) => one_of(&ALIKE, first) && !second.is_some_and(|second| one_of(&["with", "to", "mit"], second)),
        (None, _) => false,
    }
}

/// Whether a text ends with what says that the name behind it is only alike: `compatible with the `.
fn is_alike_behind(before: &str) -> bool {
    let mut said: Vec<&str> = tokens(before).map(|(_, token)| token).collect();
    said.pop_if(|last| one_of(&["the", "a", "an"], last));
    match said.as_slice() {
        [.., last] if last.ends_with("兼容") => true,
        [.., alike, link] => one_of(&ALIKE, alike) && one_of(&["with", "to"], link),
        _ => false,
    }
}

/// Says every word of a text, and after them words whose letters stand apart: `Q w e n` and `Q-w-e-n` have `Qwen`.
pub fn each_word(text: &str, mut say: impl FnMut(usize, &str)) {
    let (mut letters, mut start) = (String::new(), 0);
    for (at, word) in words(text).chain([(usize::MAX, "")]) {
        let follows = word.len() == 1 && at == start + 2 * letters.len();
        if !follows {
            if letters.len() > 2 {
                say(start, &letters);
            }
            letters.clear();
            start = at;
        }
        if word.len() == 1 {
            letters.push_str(word);
        }
        if !word.is_empty() {
            say(at, word);
        }
    }
}

/// Classes of the transformers library are named after an architecture and a task.
fn before_task(word: &str) -> &str {
    let tasked = |(head, task): &(&str, &str)| !head.is_empty() && task.starts_with(|c: char| c.is_ascii_uppercase());
    word.split_once("For").filter(tasked).map_or(word, |(head, _)| head)
}

/// Looks for many phrases in one pass over a text.
#[derive(Clone, Debug)]
pub struct Phrases(AhoCorasick);

impl Phrases {
    /// What looks for these.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        Self(AhoCorasick::new(phrases).expect("lists are limited in size"))
    }

    /// The phrases that stand in a text, each by its place among those given and the byte it begins at: one that begins with
    /// a Latin letter or a digit not within a word. In the order in which they end; a phrase may stand there more than once.
    pub fn of<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        let word = |c: Option<&u8>| c.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = text.as_bytes();
        let whole = move |at: usize| !(word(bytes.get(at)) && at > 0 && word(bytes.get(at - 1)));
        self.0
            .find_overlapping_iter(text)
            .map(|found| (found.pattern().as_usize(), found.start()))
            .filter(move |(_, at)| whole(*at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_however_they_are_drawn() {
        let told = |text: &str| words(&plain(text)).map(|(at, word)| (at, word.to_owned())).collect::<Vec<_>>();
        assert_eq!(told("Acme-Qwen2.5"), [(0, "Acme".to_owned()), (5, "Qwen".to_owned())]);
        assert_eq!(told("2 Ｑｗｅｎ２"), [(2, "Qwen".to_owned())]);
        assert_eq!(told("通义Qwen千问"), [(6, "Qwen".to_owned())]);
        assert_eq!(told("LlamaForCausalLM"), [(0, "Llama".to_owned())]);
        assert_eq!(told("Forge for Formats"), [(0, "Forge".to_owned()), (6, "for".to_owned()), (10, "Formats".to_owned())]);
        assert!(told("12 3.4").is_empty());
    }

    #[test]
    fn a_word_is_read_however_its_letters_are_drawn_or_set() {
        for (text, read) in [
            ("Q\u{200b}wen", "Qwen"),
            ("Qw\u{435}n2", "Qwen2"),
            ("\u{41c}istral", "mistral"),
            ("Квен", "Квен"),
            ("модель Ll\u{430}ma", "модель Llama"),
            ("基于Qw\u{435}n微调", "基于Qwen微调"),
            ("é", "é"),
        ] {
            assert_eq!(plain(text), read);
        }
        let heard = |text: &str| {
            let mut heard = Vec::new();
            each_word(text, |at, word| heard.push((at, word.to_owned())));
            heard.retain(|(_, word)| word.len() > 1);
            heard
        };
        for text in ["Q w e n 2", "Q-w-e-n", "Q.w.e.n2.5"] {
            assert_eq!(heard(text), [(0, "Qwen".to_owned())], "{text}");
        }
        assert_eq!(heard("of L l a m a, a b"), [(0, "of".to_owned()), (3, "Llama".to_owned())]);
        assert!(heard("a b, c  d").is_empty());
    }

    #[test]
    fn what_an_interface_is_like_is_told_from_what_is_used() {
        let interfaces = Interfaces { of: vec!["openai".to_owned()], names: vec!["vllm-openai".to_owned()] };
        let only_alike = |text: &str| {
            let at = text.find("OpenAI").unwrap();
            interfaces.only_alike(text, at..at + "OpenAI".len())
        };
        for text in [
            "an OpenAI-compatible server",
            "OpenAI API compatible",
            "OpenAI-API-kompatibel",
            "OpenAI style chat",
            "compatible with OpenAI",
            "is compatible with the OpenAI API",
            "openai_compat and OpenAI_compatible",
            "兼容 OpenAI 的接口",
            "vllm/vLLM-OpenAI:latest",
            "OpenAI 接口兼容",
        ] {
            assert!(only_alike(text), "{text}");
        }
        for text in [
            "OpenAI",
            "calls the OpenAI API",
            "OpenAI, compatible with everything",
            "compatible with the law. OpenAI answers",
            "works with OpenAI",
            "OPENAI_API_KEY of OpenAI",
            "likes OpenAI",
            "tuned by OpenAI compatible with our stack",
            "models of OpenAI like GPT",
        ] {
            assert!(!only_alike(text), "{text}");
        }
        let family = "a Qwen-compatible model";
        assert!(!interfaces.only_alike(family, 2..6), "models of families are no interfaces");
    }

    #[test]
    fn a_phrase_of_latin_letters_stands_by_itself() {
        let phrases = Phrases::new(["gpt-4", "gpt-5", "通义", "通义千问"]);
        let told = |text| phrases.of(text).collect::<Vec<_>>();
        assert_eq!(told("calls gpt-4o"), [(0, 6)]);
        assert_eq!(told("yandexgpt-5 or gpt-5"), [(1, 15)]);
        assert_eq!(told("yandexgpt-5"), []);
        assert_eq!(told("基于通义千问"), [(2, 6), (3, 6)]);
    }
}
