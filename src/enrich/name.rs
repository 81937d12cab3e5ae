//! Names as they are compared: without case, punctuation and the words that say only a company's legal form.

use crate::base::Skeleton;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Names longer than this are sentences, not names.
const LONGEST: usize = 256;

/// NFKC, lower case, letters and digits only: `U.S.A.` and `usa` are one text.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// [`folded`] with accents taken off Latin letters, where that changes it.
pub(super) fn unaccented(folded: &str) -> Option<String> {
    if folded.is_ascii() {
        return None;
    }
    let bare: String = folded.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    (bare.is_ascii() && bare != folded).then_some(bare)
}

/// A name in its two spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    /// Lower case, visible separators dropped, every other character as written.
    pub(super) plain: String,
    /// How it looks.
    pub(super) look: Skeleton,
}

/// Words at the end of a company name that say only its legal form.
#[derive(Debug, Default)]
pub(super) struct LegalForms {
    /// Whole words, as skeletons.
    words: HashSet<String>,
    /// Endings of scripts that do not part words.
    endings: Vec<String>,
}

impl LegalForms {
    pub(super) fn new(forms: &[String]) -> Self {
        let mut this = Self::default();
        for form in forms {
            if form.is_ascii() {
                this.words.insert(Skeleton::of(form).as_str().to_owned());
            } else {
                this.words.insert(Skeleton::of(form).as_str().to_owned());
                this.endings.push(folded(form));
            }
        }
        // The longest first: a short ending must not leave the head of a long one behind.
        this.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        this
    }

    /// `name` without its legal forms; none when nothing, or more than a name, is there.
    pub(super) fn spelling(&self, name: &str) -> Option<Spelling> {
        if name.len() > LONGEST {
            return None;
        }
        // The words without what parts them, and where the last one begins.
        let (mut written, mut starts) = (String::with_capacity(name.len()), Vec::new());
        for word in
            name.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '，' | '、' | '（' | '）' | '/'))
        {
            let start = written.len();
            written.extend(word.chars().filter(|c| !separator(*c)));
            if written.len() > start {
                starts.push(start);
            }
        }
        while let [_, .., start] = starts[..]
            && written.len() - start <= 40
            && self.words.contains(Skeleton::of(&written[start..]).as_str())
        {
            written.truncate(start);
            starts.pop();
        }
        if let Some(last) = starts.last().map(|start| &written[*start..])
            && !last.is_ascii()
            && let lower = last.to_lowercase()
            && let Some(ending) = self.endings.iter().find(|ending| lower.ends_with(*ending) && lower.len() > ending.len())
        {
            // Where the lower case is as long, the capitals are kept: what they look like may not be what theirs does.
            let kept = if lower.len() == last.len() { last } else { &lower };
            let kept = kept.get(..lower.len() - ending.len()).unwrap_or_default().to_owned();
            written.truncate(written.len() - last.len());
            written.push_str(&kept);
        }
        let look = Skeleton::of(&written);
        let plain = written.to_lowercase();
        (!look.as_str().is_empty()).then_some(Spelling { plain, look })
    }
}

/// The plain spelling of a name that is one word of ASCII letters, digits and separators, written into `room`: of those nothing
/// falls away. None for any other name, and for one that does not fit.
pub(super) fn one_word<'r>(name: &str, room: &'r mut [u8]) -> Option<&'r str> {
    let mut length = 0;
    for byte in name.bytes() {
        match byte {
            b',' | b';' | b'(' | b')' | b'/' => return None,
            _ if byte.is_ascii_alphanumeric() => {
                *room.get_mut(length)? = byte.to_ascii_lowercase();
                length += 1;
            }
            _ if byte.is_ascii_punctuation() => {}
            _ => return None,
        }
    }
    std::str::from_utf8(room.get(..length)?).ok()
}

/// Characters that part words to the eye and carry no meaning in a name.
fn separator(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '·' | '・' | '’' | '‘' | '–' | '—' | '‐' | '‑')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms() -> LegalForms {
        LegalForms::new(&["Inc", "Co", "Ltd", "S.A.S.", "有限公司", "GmbH"].map(str::to_owned))
    }

    #[test]
    fn legal_forms_fall_away_and_names_stay() {
        for (name, plain) in [
            ("Hugging Face, Inc.", "huggingface"),
            ("Alibaba Cloud Computing Co., Ltd.", "alibabacloudcomputing"),
            ("Mistral AI (S.A.S.)", "mistralai"),
            ("深度求索有限公司", "深度求索"),
            ("Inc", "inc"),
            ("DeepSeek ＩＮＣ", "deepseek"),
        ] {
            assert_eq!(forms().spelling(name).unwrap().plain, plain, "{name}");
        }
        assert_eq!(forms().spelling(" - "), None);
        assert_eq!(forms().spelling(&"x".repeat(300)), None);
    }

    #[test]
    fn one_word_is_spelt_as_any_name_is() {
        for name in ["DeepSeek", "Hik-vision", "inc", "BAAI.", "x_y+z@1", "0O1lI", "a'b"] {
            assert_eq!(one_word(name, &mut [0; 16]), Some(forms().spelling(name).unwrap().plain.as_str()), "{name}");
        }
        for name in ["Acme Inc", "Acme,Inc", "Acmé", "a/b", "seventeen-letters", "tab\t"] {
            assert_eq!(one_word(name, &mut [0; 15]), None, "{name}");
        }
    }

    #[test]
    fn a_confusable_name_differs_in_spelling_and_not_in_look() {
        let (good, bad) = (forms().spelling("DeepSeek").unwrap(), forms().spelling("D\u{435}epSeek GmbH").unwrap());
        assert_ne!(good.plain, bad.plain);
        assert_eq!(good.look, bad.look);
        assert_eq!(forms().spelling("Deep-Seek").unwrap(), good);
        // The Cyrillic capital looks like an H, its lower case does not.
        let (good, bad) = (forms().spelling("Huawei").unwrap(), forms().spelling("\u{41d}uawei").unwrap());
        assert_eq!(good.look, bad.look);
    }
}
