//! What a bill says of one thing: nothing at all, "I do not know", "I will not tell", "there is none", or a value.

use crate::base::{Index, Text};
use std::marker::PhantomData;

/// What a bill says. The five cases lead to five different next steps, so they are never merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stated<V> {
    /// The bill is silent.
    #[default]
    Absent,
    /// The bill says it does not know, or holds a placeholder.
    Unknown,
    /// The bill says the value exists and is held back.
    Withheld,
    /// The bill says there is none.
    Nothing,
    /// The bill gives a value.
    Value(V),
}

impl<V> Stated<V> {
    /// The value, where there is one.
    pub fn value(self) -> Option<V> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The same case with its value changed.
    pub fn map<W>(self, change: impl FnOnce(V) -> W) -> Stated<W> {
        match self {
            Self::Absent => Stated::Absent,
            Self::Unknown => Stated::Unknown,
            Self::Withheld => Stated::Withheld,
            Self::Nothing => Stated::Nothing,
            Self::Value(value) => Stated::Value(change(value)),
        }
    }

    /// The case in a word, as reports show it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Unknown => "declared unknown",
            Self::Withheld => "withheld",
            Self::Nothing => "declared none",
            Self::Value(_) => "stated",
        }
    }
}

/// Which case free text stands for. Placeholders met in real documents are "unknown", never a value.
///
/// White space of every script is trimmed first, so a lone no-break space is empty.
pub fn state_of(text: &str) -> Stated<&str> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'));
    // The longest placeholder is shorter; this is asked of every string of a bill, so nothing is allocated.
    let mut lower = [0; 40];
    let Some(lower) = lower.get_mut(..trimmed.len()) else { return Stated::Value(trimmed) };
    lower.copy_from_slice(trimmed.as_bytes());
    lower.make_ascii_lowercase();
    match str::from_utf8(lower).unwrap_or_default().trim_end_matches(['.', '!']) {
        ""
        | "-"
        | "--"
        | "?"
        | "??"
        | "n/a"
        | "na"
        | "n.a"
        | "nil"
        | "null"
        | "undefined"
        | "unknown"
        | "unkown"
        | "unspecified"
        | "not specified"
        | "not available"
        | "not known"
        | "not provided"
        | "not applicable"
        | "noassertion"
        | "tbd"
        | "tba"
        | "todo"
        | "to be determined"
        | "to be defined"
        | "fixme"
        | "xxx"
        | "placeholder"
        | "other"
        | "no description available"
        | "no description"
        | "no information"
        | "no information available"
        | "missing"
        | "unknown license"
        | "unknown licence"
        | "unlicensed or unknown"
        | "please add"
        | "your name here" => Stated::Unknown,
        "withheld"
        | "redacted"
        | "[redacted]"
        | "<redacted>"
        | "confidential"
        | "not disclosed"
        | "undisclosed"
        | "proprietary information" => Stated::Withheld,
        // The code of Norway.
        "no" if trimmed == "NO" => Stated::Value(trimmed),
        "none" | "no" | "nothing" => Stated::Nothing,
        _ => Stated::Value(trimmed),
    }
}

/// A [`Stated`] index in four bytes, for columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Packed<T>(u32, PhantomData<T>);

const ABSENT: u32 = u32::MAX;
const UNKNOWN: u32 = u32::MAX - 1;
const WITHHELD: u32 = u32::MAX - 2;
const NOTHING: u32 = u32::MAX - 3;

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self(ABSENT, PhantomData)
    }
}

impl<T: Index> Packed<T> {
    /// The case and value held.
    pub fn get(self) -> Stated<T> {
        match self.0 {
            ABSENT => Stated::Absent,
            UNKNOWN => Stated::Unknown,
            WITHHELD => Stated::Withheld,
            NOTHING => Stated::Nothing,
            at => Stated::Value(T::new(at as usize)),
        }
    }
}

impl<T: Index> From<Stated<T>> for Packed<T> {
    fn from(stated: Stated<T>) -> Self {
        let number = match stated {
            Stated::Absent => ABSENT,
            Stated::Unknown => UNKNOWN,
            Stated::Withheld => WITHHELD,
            Stated::Nothing => NOTHING,
            Stated::Value(value) => u32::try_from(value.at()).expect("tables are limited to u32 entries"),
        };
        Self(number, PhantomData)
    }
}

impl Index for Text {
    fn new(at: usize) -> Self {
        Self::from_number(u32::try_from(at).expect("inputs are limited to u32 strings"))
    }
    fn at(self) -> usize {
        self.number() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_not_values() {
        for text in ["", " ", "\u{a0}", "-", "N/A", "unknown", "TBD", "other", "No description available", "NOASSERTION"] {
            assert_eq!(state_of(text), Stated::Unknown, "{text:?}");
        }
        assert_eq!(state_of("NONE"), Stated::Nothing);
        assert_eq!([state_of("no"), state_of("NO")], [Stated::Nothing, Stated::Value("NO")]);
        assert_eq!(state_of("[REDACTED]"), Stated::Withheld);
        assert_eq!(state_of(" Aleph Alpha "), Stated::Value("Aleph Alpha"));
        assert_eq!(state_of("Norway"), Stated::Value("Norway"));
    }

    #[test]
    fn packing_keeps_the_five_cases_apart() {
        for stated in [Stated::Absent, Stated::Unknown, Stated::Withheld, Stated::Nothing, Stated::Value(Text::new(7))] {
            assert_eq!(Packed::from(stated).get(), stated);
        }
    }
}
