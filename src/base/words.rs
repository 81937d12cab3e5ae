//! Words of a text.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The text with letters of other widths and styles as the plain ones they stand for. Source: UAX 15, NFKC.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// The runs of ASCII letters in a text, each with the byte it begins at: `Acme-Qwen2.5` has `Acme` and `Qwen`.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive(|c: char| !c.is_ascii_alphabetic()).filter_map(move |run| {
        let at = next;
        next += run.len();
        let word = run.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        (!word.is_empty()).then_some((at, word))
    })
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
        assert!(told("12 3.4").is_empty());
    }
}
