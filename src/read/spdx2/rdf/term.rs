//! Terms and addresses as the words of the other syntaxes.

use std::borrow::Cow;

/// The word of a term: `relationshipType_generatedFrom` is `GENERATED_FROM`.
pub(super) fn word(term: &str) -> String {
    let (kind, term) = term.split_once('_').unwrap_or(("", term));
    if kind == "checksumAlgorithm" {
        let upper = term.to_uppercase();
        let blake = upper.strip_prefix("BLAKE2B").map(|bits| format!("BLAKE2b-{}", bits.trim_start_matches(['_', '-'])));
        return blake.unwrap_or(upper);
    }
    let mut word = String::with_capacity(term.len() + 4);
    for character in term.chars() {
        if character.is_ascii_uppercase() {
            word.push(if kind == "relationshipType" { '_' } else { '-' });
        }
        word.push(character.to_ascii_uppercase());
    }
    word
}

/// The fragment of an address without its escapes.
pub(super) fn decoded(id: &str) -> Cow<'_, str> {
    if !id.contains('%') {
        return Cow::Borrowed(id);
    }
    Cow::Owned(id.replace("%3A", ":").replace("%3a", ":").replace("%2B", "+").replace("%2b", "+"))
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn terms_become_the_words_of_the_other_syntaxes() {
        for (term, expected) in [
            ("relationshipType_generatedFrom", "GENERATED_FROM"),
            ("relationshipType_contains", "CONTAINS"),
            ("referenceCategory_packageManager", "PACKAGE-MANAGER"),
            ("checksumAlgorithm_sha256", "SHA256"),
            ("checksumAlgorithm_blake2b384", "BLAKE2b-384"),
            ("purpose_operatingSystem", "OPERATING-SYSTEM"),
            ("noassertion", "NOASSERTION"),
        ] {
            assert_eq!(word(term), expected);
        }
    }
}
