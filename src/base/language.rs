//! What reports can be written in, and sentences that can be said in each.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt::{Display, Formatter, Result};
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::Deref;

/// A language that reports can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English: what packs and messages are written in first.
    #[default]
    En,
    /// Chinese, simplified.
    Zh,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The word of flags and files (ISO 639-1).
    pub fn word(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// A text made in English that remembers how, so that reports can say it in another language. What a vendor wrote goes in
/// as it is and comes out as it is. Reads as its English text.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    english: String,
    /// None where somebody else wrote it: nobody translates that.
    made: Option<Box<Made>>,
}

/// What a text was made from.
#[derive(Clone, Debug)]
enum Made {
    /// In the data that ships, which is translated beside it.
    Data,
    /// Here, from a template.
    Here(Cow<'static, str>, Vec<Phrase>),
}

impl Phrase {
    /// A sentence of ours: each `{}` of the template stands for the next of `holes`.
    pub fn new(template: &'static str, holes: Vec<Phrase>) -> Self {
        let english = filled(template, &holes.iter().map(|hole| hole.english.as_str()).collect::<Vec<_>>());
        Self { english, made: Some(Box::new(Made::Here(template.into(), holes))) }
    }

    /// A word of ours that stands by itself.
    pub fn word(word: &'static str) -> Self {
        Self::new(word, Vec::new())
    }

    /// A word of a kind, `KIND:word`, that may be said otherwise than the same word elsewhere.
    pub fn of_kind(key: &'static str) -> Self {
        let word = key.split_once(':').map_or(key, |(_, word)| word);
        Self { english: word.to_owned(), made: Some(Box::new(Made::Here(key.into(), Vec::new()))) }
    }

    /// Writes how it was made, for a record.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn keep<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        Kept::from(self).serialize(serializer)
    }

    /// [`Self::keep`], of what may be none.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn keep_any<S: Serializer>(some: &Option<Self>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        some.as_ref().map(Kept::from).serialize(serializer)
    }

    /// The template and what fills it; none where the text is no sentence of ours.
    pub fn said(&self) -> Option<(&str, &[Phrase])> {
        match self.made.as_deref() {
            Some(Made::Here(template, holes)) => Some((template, holes)),
            Some(Made::Data) | None => None,
        }
    }

    /// A text of the data that ships.
    pub fn data(english: impl Into<String>) -> Self {
        Self { english: english.into(), made: Some(Box::new(Made::Data)) }
    }

    /// Whether it is a text of the data that ships.
    pub fn is_data(&self) -> bool {
        matches!(self.made.as_deref(), Some(Made::Data))
    }

    /// What a library says of a text: one of the sentences known of it, or else quoted.
    pub fn quoted(said: String, known: &[&'static str]) -> Self {
        match known.iter().find(|sentence| **sentence == said) {
            Some(sentence) => Self::word(sentence),
            None => Self::new("{0}", vec![said.into()]),
        }
    }

    /// Names, as a list.
    pub fn names(names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self::list(names.into_iter().map(|name| name.as_ref().into()))
    }

    /// The words of a list.
    pub fn list(words: impl IntoIterator<Item = Phrase>) -> Self {
        // Numbered, so that commas of lists can be other ones than those of sentences.
        Self::joined("{0}, {1}", words)
    }

    /// Phrases one after another, as `template` puts two of them together; nothing for none.
    pub fn joined(template: &'static str, phrases: impl IntoIterator<Item = Phrase>) -> Self {
        phrases.into_iter().reduce(|all, next| Self::new(template, vec![all, next])).unwrap_or_default()
    }
}

/// The template with each `{}` replaced by the next of `holes`, and each `{0}` by the hole of that number.
pub fn filled(template: &str, holes: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + holes.iter().map(|hole| hole.len()).sum::<usize>());
    let (mut rest, mut next) = (template, 0);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let hole = after.split_once('}').and_then(|(number, after)| {
            let at = if number.is_empty() { next } else { number.parse().ok()? };
            Some((*holes.get(at)?, after))
        });
        match hole {
            Some((hole, after)) => {
                next += 1;
                text.push_str(hole);
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}

/// What fills one hole of a sentence. A phrase stays one; whatever else can be shown reads the same in every language.
#[derive(Clone, Copy, Debug)]
pub struct Hole<'a, T: ?Sized>(pub &'a T);

/// Holes that can be said in another language.
pub trait Said {
    /// As a phrase.
    fn phrase(&self) -> Phrase;
}

/// All other holes. Found only where [`Said`] is not: it is one reference further away.
pub trait Shown {
    /// As a phrase nobody translates.
    fn phrase(&self) -> Phrase;
}

impl Said for Hole<'_, Phrase> {
    fn phrase(&self) -> Phrase {
        self.0.clone()
    }
}

impl Said for Hole<'_, &Phrase> {
    fn phrase(&self) -> Phrase {
        (*self.0).clone()
    }
}

impl Said for Hole<'_, io::Error> {
    fn phrase(&self) -> Phrase {
        self.0.into()
    }
}

impl Said for Hole<'_, &io::Error> {
    fn phrase(&self) -> Phrase {
        (*self.0).into()
    }
}

impl<T: Display + ?Sized> Shown for &Hole<'_, T> {
    fn phrase(&self) -> Phrase {
        self.0.to_string().into()
    }
}

/// A sentence of ours with holes: `phrase!("licence of {}", label)`.
macro_rules! phrase {
    ($template:literal $(, $hole:expr)* $(,)?) => {{
        #[allow(unused_imports, reason = "which one a hole needs is told by its type")]
        use $crate::base::{Said as _, Shown as _};
        $crate::base::Phrase::new($template, vec![$((&$crate::base::Hole(&$hole)).phrase()),*])
    }};
}
pub(crate) use phrase;

impl Deref for Phrase {
    type Target = str;
    fn deref(&self) -> &str {
        &self.english
    }
}

impl Borrow<str> for Phrase {
    fn borrow(&self) -> &str {
        &self.english
    }
}

impl Display for Phrase {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&self.english)
    }
}

/// Two phrases are the same when they read the same.
impl PartialEq for Phrase {
    fn eq(&self, other: &Self) -> bool {
        self.english == other.english
    }
}

impl Eq for Phrase {}

impl Hash for Phrase {
    fn hash<H: Hasher>(&self, into: &mut H) {
        self.english.hash(into);
    }
}

impl PartialOrd for Phrase {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Phrase {
    fn cmp(&self, other: &Self) -> Ordering {
        self.english.cmp(&other.english)
    }
}

/// So that it goes through readers of bytes.
impl std::error::Error for Phrase {}

/// In English, as programs get it.
impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.english)
    }
}

/// A phrase as a record keeps it, so that it can be said in another language later.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Text(String),
    Said { said: String, with: Vec<Kept> },
    Data { data: String },
}

impl From<&Phrase> for Kept {
    fn from(phrase: &Phrase) -> Self {
        match phrase.made.as_deref() {
            None => Self::Text(phrase.english.clone()),
            Some(Made::Data) => Self::Data { data: phrase.english.clone() },
            Some(Made::Here(said, with)) => Self::Said { said: said.to_string(), with: with.iter().map(Self::from).collect() },
        }
    }
}

impl From<Kept> for Phrase {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Text(english) => english.into(),
            Kept::Data { data } => Self::data(data),
            Kept::Said { said, with } => {
                let holes: Vec<Self> = with.into_iter().map(Self::from).collect();
                let word = said.split_once(':').filter(|_| holes.is_empty() && !said.contains(' ')).map(|(_, word)| word);
                let english = match word {
                    Some(word) => word.to_owned(),
                    None => filled(&said, &holes.iter().map(|hole| hole.english.as_str()).collect::<Vec<_>>()),
                };
                Self { english, made: Some(Box::new(Made::Here(said.into(), holes))) }
            }
        }
    }
}

/// What was kept in English alone stays in English.
impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Kept::deserialize(deserializer).map(Self::from)
    }
}

impl From<String> for Phrase {
    fn from(english: String) -> Self {
        Self { english, made: None }
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Phrase {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

/// What systems say most often.
const SYSTEM: &[&str] = &[
    "No such file or directory (os error {})",
    "Permission denied (os error {})",
    "File exists (os error {})",
    "Not a directory (os error {})",
    "Is a directory (os error {})",
    "No space left on device (os error {})",
    "Read-only file system (os error {})",
    "Input/output error (os error {})",
];

/// What the system says; what it says most often can be said in another language.
impl From<&io::Error> for Phrase {
    fn from(error: &io::Error) -> Self {
        let said = error.to_string();
        let Some(code) = error.raw_os_error().map(|code| code.to_string()) else { return said.into() };
        let known = SYSTEM.iter().find(|template| filled(template, &[&code]) == said);
        known.map_or_else(|| said.into(), |template| Self::new(template, vec![code.into()]))
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.english
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_reads_in_english_and_remembers_its_holes() {
        let phrase = phrase!("{} of {}", phrase!("supplier"), "a{0}b");
        assert_eq!(&*phrase, "supplier of a{0}b");
        let (template, holes) = phrase.said().unwrap();
        assert_eq!((template, holes.len(), holes[1].said().is_none()), ("{} of {}", 2, true));
        assert_eq!(filled("{1}的{0}", &["x", "{1}"]), "{1}的x");
        assert_eq!(filled("a { b } {} {9}", &["x"]), "a { b } x {9}");
    }
}
