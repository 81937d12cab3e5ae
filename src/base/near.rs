//! Names that are nearly, or only look like, other names.

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// The candidate a writer most likely meant, for "did you mean"; none when nothing is close.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().min(word.len()) / 5)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How a name looks to a reader: NFKC, case folded, invisible characters dropped, confusable characters mapped to
/// their prototype. Source: UTS 39, section 4 (confusable detection).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Skeleton(String);

impl Skeleton {
    /// The skeleton of `name`. Punctuation and white space are dropped: `Deep-Seek` and `DeepSeek` look alike.
    pub fn of(name: &str) -> Self {
        if name.is_ascii() {
            let mut drawn = String::with_capacity(name.len() + 4);
            drawn.extend(name.bytes().map(|byte| ASCII[usize::from(byte)].as_str()));
            return Self(drawn);
        }
        Self::drawn(name)
    }

    fn drawn(name: &str) -> Self {
        let plain: String = name.nfkc().filter(|c| !invisible(*c)).map(folded).collect();
        let drawn = skeleton(&plain).collect::<String>();
        Self(drawn.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
    }

    /// The skeleton as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `name` holds characters that hide or reorder: zero-width, bidirectional controls, other format controls.
    /// Source: Unicode TR 36, section 2.
    pub fn hides(name: &str) -> bool {
        !name.is_ascii() && name.chars().any(invisible)
    }
}

/// A character in lower case; a capital of another script that looks like a Latin one is that one, whatever its own lower
/// case looks like. What looks like a capital I is drawn as `l` is, and counts as I.
pub(super) fn folded(c: char) -> String {
    let drawn = if c.is_ascii() || !c.is_uppercase() { String::new() } else { skeleton(c.encode_utf8(&mut [0; 4])).collect() };
    match drawn.as_str() {
        "l" => "i".to_owned(),
        latin if !latin.is_empty() && latin.is_ascii() => latin.to_ascii_lowercase(),
        _ => c.to_lowercase().collect(),
    }
}

/// Values by how their names look, for questions asked of a million names.
#[derive(Clone, Debug)]
pub struct Looks<V> {
    values: HashMap<String, V, RandomState>,
    /// Bytes of the longest skeleton; a longer one is not looked for.
    longest: usize,
}

impl<V> FromIterator<(Skeleton, V)> for Looks<V> {
    fn from_iter<I: IntoIterator<Item = (Skeleton, V)>>(entries: I) -> Self {
        let values: HashMap<String, V, RandomState> = entries.into_iter().map(|(look, value)| (look.0, value)).collect();
        let longest = values.keys().map(String::len).max().unwrap_or(0);
        Self { values, longest }
    }
}

impl<V> Default for Looks<V> {
    fn default() -> Self {
        Self { values: HashMap::default(), longest: 0 }
    }
}

impl<V> Looks<V> {
    /// Adds a value, unless a name that looks the same has one.
    pub fn add(&mut self, look: Skeleton, value: V) {
        self.longest = self.longest.max(look.0.len());
        self.values.entry(look.0).or_insert(value);
    }

    /// The value of a name that looks like this.
    pub fn drawn(&self, look: &Skeleton) -> Option<&V> {
        self.values.get(look.as_str())
    }

    /// Every look and its value, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.values.iter().map(|(look, value)| (look.as_str(), value))
    }

    /// The value whose name looks like `name`. Allocates for names outside ASCII only.
    pub fn get(&self, name: &str) -> Option<&V> {
        let mut buffer = [0u8; 64];
        if !name.is_ascii() || self.longest > buffer.len() {
            return self.values.get(Skeleton::of(name).as_str());
        }
        let mut length = 0;
        for byte in name.bytes() {
            let drawn = ASCII[usize::from(byte)].as_bytes();
            if length + drawn.len() > self.longest {
                return None;
            }
            buffer[length..length + drawn.len()].copy_from_slice(drawn);
            length += drawn.len();
        }
        self.values.get(std::str::from_utf8(&buffer[..length]).ok()?)
    }
}

/// The skeleton of each ASCII character; that of an ASCII text is theirs in a row.
static ASCII: LazyLock<[String; 128]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let byte = u8::try_from(at).expect("128 entries");
        Skeleton::drawn(char::from(byte).encode_utf8(&mut [0; 4])).0
    })
});

/// Whether a character takes no room, or changes the order of others. Source: Unicode TR 36, section 2.
pub fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lookalikes_share_a_skeleton() {
        for name in ["Deep\u{200b}Seek", "ＤｅｅｐＳｅｅｋ", "D\u{435}epSeek", "deep-seek", "𝐃𝐞𝐞𝐩Seek"] {
            assert_eq!(Skeleton::of(name), Skeleton::of("DeepSeek"), "{name:?}");
        }
        assert_ne!(Skeleton::of("DeepMind"), Skeleton::of("DeepSeek"));
        for (name, latin) in
            [("\u{41c}istral", "Mistral"), ("\u{422}ensor\u{41d}ub", "TensorHub"), ("\u{395}R\u{39d}IE", "ERNIE")]
        {
            assert_eq!(Skeleton::of(name), Skeleton::of(latin), "{name:?}");
        }
    }

    #[test]
    fn ascii_text_is_drawn_as_its_characters_are() {
        let all: String = (0..128u8).map(char::from).collect();
        for text in [all.as_str(), "Model 1.0", "rnI|l0O"] {
            assert_eq!(Skeleton::of(text), Skeleton::drawn(text), "{text:?}");
        }
    }

    #[test]
    fn values_are_found_by_every_name_that_looks_alike() {
        let looks: Looks<u8> = [("DeepSeek", 1), ("rn", 2)].into_iter().map(|(name, at)| (Skeleton::of(name), at)).collect();
        for (name, at) in [("deep-seek", 1), ("D\u{435}epSeek", 1), ("DEEPSEEK", 1), ("m", 2), ("Rn.", 2)] {
            assert_eq!(looks.get(name), Some(&at), "{name:?}");
        }
        for name in ["", "DeepSee", "DeepSeeks", "a name longer than every one of the table is, by far and for sure"] {
            assert_eq!(looks.get(name), None, "{name:?}");
        }
        let long = "x".repeat(80);
        assert_eq!(Looks::from_iter([(Skeleton::of(&long), 3)]).get(&long), Some(&3));
    }

    #[test]
    fn only_a_close_name_is_offered() {
        assert_eq!(nearest("require_", ["require", "when"]), Some("require"));
        assert_eq!(nearest("Components", ["components"]), Some("components"));
        assert_eq!(nearest("zebra", ["require", "when"]), None);
    }
}
