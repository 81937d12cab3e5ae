//! Words of a text.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The text with letters of other widths and styles as the plain ones they stand for. Source: UAX 15, NFKC.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// The runs of ASCII letters in a text, each with the byte it begins at: `Acme-Qwen2.5` has `Acme` and `Qwen`. Of the name of
/// a class, what stands before its task: `LlamaForCausalLM` has `Llama`.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive(|c: char| !c.is_ascii_alphabetic()).filter_map(move |run| {
        let at = next;
        next += run.len();
        let word = run.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        (!word.is_empty()).then_some((at, before_task(word)))
    })
}

/// Classes of the transformers library are named after an architecture and a task.
fn before_task(word: &str) -> &str {
    let tasked = |(head, task): &(&str, &str)| !head.is_empty() && task.starts_with(|c: char| c.is_ascii_uppercase());
    word.split_once("For").filter(tasked).map_or(word, |(head, _)| head)
}

/// Whether a phrase stands in a text, and where: one that begins with a Latin letter or a digit not within a word.
pub fn phrase_in(text: &str, phrase: &str) -> Option<usize> {
    let within = |at: usize| {
        phrase.starts_with(|c: char| c.is_ascii_alphanumeric()) && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    text.match_indices(phrase).map(|(at, _)| at).find(|at| !within(*at))
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
    fn a_phrase_of_latin_letters_stands_by_itself() {
        assert_eq!(phrase_in("calls gpt-4o", "gpt-4"), Some(6));
        assert_eq!(phrase_in("yandexgpt-5 or gpt-5", "gpt-5"), Some(15));
        assert_eq!(phrase_in("yandexgpt-5", "gpt-5"), None);
        assert_eq!(phrase_in("基于通义千问", "通义"), Some(6));
    }
}
