//! The words of reports. English stands in the code, where it is read; every other language is a table from the English, so
//! that a word no table has is still said.
//!
//! To say something new: `words.say("...")`, `words.fill("... {} ...", &[&...])`, and a line in each table.

mod zh;

use crate::base::{Language, Phrase, filled};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

/// Other words for English ones.
type Table = HashMap<&'static str, &'static str>;

static ZH: LazyLock<Table> = LazyLock::new(|| zh::WORDS.iter().flat_map(|words| words.iter()).copied().collect());

/// What data that ships says in other words, by its English text: `policies/zh/catalogue` and `lists`. What fields and
/// functions of rules mean is among it.
static DATA_ZH: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let texts = include_str!(concat!(env!("OUT_DIR"), "/texts.zh.json"));
    serde_json::from_str(texts).expect("the build makes it, and a test reads it")
});

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(Language);

impl Words {
    /// What formats that programs read are written in, and pages nobody has translated yet.
    pub const ENGLISH: Self = Self(Language::En);

    /// The words of a language.
    pub fn of(language: Language) -> Self {
        Self(language)
    }

    fn table(self) -> Option<&'static Table> {
        match self.0 {
            Language::En => None,
            Language::Zh => Some(&ZH),
        }
    }

    /// The language.
    pub fn language(self) -> Language {
        self.0
    }

    /// The language tag of a page (BCP 47).
    pub fn tag(self) -> &'static str {
        match self.0 {
            Language::En => "en",
            Language::Zh => "zh-CN",
        }
    }

    /// Whether the language has its own words for these, of a kind or of none. English has every word.
    #[cfg(test)]
    pub(super) fn knows(self, kind: &str, english: &str) -> bool {
        self.0 == Language::En || self.of_kind(kind, english).or_else(|| self.other(english)).is_some()
    }

    /// The other words for an English one.
    fn other(self, english: &str) -> Option<&'static str> {
        self.table()?.get(english).copied()
    }

    fn of_kind(self, kind: &str, word: &str) -> Option<&'static str> {
        self.table()?.get(format!("{kind}:{word}").as_str()).copied()
    }

    /// A sentence or a word.
    pub fn say(self, english: &str) -> &str {
        self.other(english).unwrap_or(english)
    }

    /// A sentence with holes: each `{}` stands for the next of `holes`.
    pub fn fill(self, template: &str, holes: &[&dyn Display]) -> String {
        let holes: Vec<String> = holes.iter().map(ToString::to_string).collect();
        filled(self.say(template), &holes.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// A stable word of a kind (`level`, `kind`, `class`, `area`, ...), as prose says it.
    pub fn word<'a>(self, kind: &str, word: &'a str) -> &'a str {
        self.of_kind(kind, word).unwrap_or_else(|| self.say(word))
    }

    /// What a stable word that stays as it is means, after two spaces; nothing in English, whose words speak for themselves.
    pub fn gloss(self, kind: &str, word: &str) -> String {
        self.of_kind(kind, word).map_or_else(String::new, |meaning| format!("  {meaning}"))
    }

    /// A verdict: the stable word, and in other languages what it means.
    pub fn verdict(self, word: &'static str) -> Cow<'static, str> {
        let meaning = self.of_kind("verdict", word);
        meaning.map_or(Cow::Borrowed(word), |meaning| Cow::Owned(format!("{word}（{meaning}）")))
    }

    /// What a verdict means, in brackets; nothing in English.
    pub fn gloss_of_verdict(self, word: &str) -> String {
        self.of_kind("verdict", word).map_or_else(String::new, |meaning| format!("（{meaning}）"))
    }

    /// A level as a heading says it: in capitals, and in other languages beside what it means.
    pub fn level(self, word: &str) -> String {
        match self.0 {
            Language::En => word.to_uppercase(),
            Language::Zh => format!("{} {}", self.word("level", word), word.to_uppercase()),
        }
    }

    /// What a layer below wrote, said again.
    pub fn phrase(self, phrase: &Phrase) -> Cow<'_, str> {
        match (self.table(), phrase.said()) {
            (Some(_), Some((template, holes))) => {
                let holes: Vec<Cow<'_, str>> = holes.iter().map(|hole| self.phrase(hole)).collect();
                let holes: Vec<&str> = holes.iter().map(AsRef::as_ref).collect();
                let said = self.other(template).or_else(|| self.of_kind("kind", template)).unwrap_or(template);
                filled(said, &holes).into()
            }
            _ if phrase.is_data() => Cow::Borrowed(self.data(phrase)),
            _ => Cow::Borrowed(phrase),
        }
    }

    /// A text of the data that ships.
    pub fn data(self, english: &str) -> &str {
        match self.0 {
            Language::En => english,
            Language::Zh => DATA_ZH.get(english).map_or(english, String::as_str),
        }
    }

    /// `1 rule`, `2 rules`; of a kind of parts too.
    pub fn count(self, number: usize, one: &str) -> String {
        match self.of_kind("count", one) {
            Some(template) => filled(template, &[&number.to_string()]),
            None if self.0 == Language::Zh => format!("{number} 个{}", self.word("kind", one)),
            None => match (number, one.strip_suffix('y')) {
                (1, _) => format!("1 {one}"),
                (_, Some(stem)) => format!("{number} {stem}ies"),
                (_, None) => format!("{number} {one}s"),
            },
        }
    }

    /// What stands between the words of a list.
    pub fn comma(self) -> &'static str {
        if self.0 == Language::Zh { "、" } else { ", " }
    }

    /// What stands between sentences of a list.
    pub fn semicolon(self) -> &'static str {
        self.say("; ")
    }

    /// A list of words.
    pub fn list(self, words: &[String]) -> String {
        words.join(self.comma())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_said_again_and_what_a_vendor_wrote_is_not() {
        let words = Words::of(Language::Zh);
        let vendor = Phrase::from("not stated");
        assert_eq!(words.phrase(&vendor), "not stated");
        assert_eq!(words.phrase(&Phrase::word("not stated")), "未写明");
        assert_eq!(words.phrase(&Phrase::new("licence of {}", vec![vendor])), "not stated 的许可证");
        assert_eq!(Words::of(Language::En).phrase(&Phrase::word("not stated")), "not stated");
    }

    #[test]
    fn every_stable_word_has_its_translation() {
        use crate::catalogue::Level as Danger;
        use crate::enrich::{Basis, Dimension, FactCode, Space};
        use crate::model::{Kind, NoteCode, Relation};
        use crate::policy::Level;
        let words = Words::of(Language::Zh);
        let mut all: Vec<(&str, &str)> = Vec::new();
        all.extend(Level::ALL.iter().map(|level| ("level", level.word())));
        all.extend(Kind::ALL.iter().map(|kind| ("kind", kind.word())));
        all.extend(Relation::ALL.iter().map(|relation| ("", relation.word())));
        all.extend(NoteCode::ALL.iter().map(|code| ("note", code.word())));
        all.extend(FactCode::ALL.iter().map(|code| ("note", code.word())));
        all.extend(Dimension::ALL.iter().map(|dimension| ("", dimension.word())));
        all.extend(Basis::ALL.iter().map(|basis| ("", basis.word())));
        all.extend(Space::ALL.iter().map(|space| ("space", space.word())));
        all.extend(Danger::ALL.iter().flat_map(|level| [("", level.word()), ("", level.urgency())]));
        let missing: Vec<_> = all.iter().filter(|(kind, word)| !words.knows(kind, word)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(all.len() > 100, "{}", all.len());
    }

    #[test]
    fn no_english_word_has_two_translations() {
        let mut seen = std::collections::BTreeMap::new();
        for (english, other) in zh::WORDS.iter().flat_map(|words| words.iter()) {
            assert_eq!(seen.insert(*english, *other), None, "{english}");
            let holes = english.matches('{').count() + usize::from(english.starts_with("count:"));
            assert_eq!(other.matches('{').count(), holes, "{english}");
        }
    }
}
