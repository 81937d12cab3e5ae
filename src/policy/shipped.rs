//! The packs inside the program, and the one way policy files are parsed.

use super::diagnostic::{PolicyError, SourceText};
use super::pack::Pack;
use super::translation::Translation;
use crate::base::{Language, Phrase, phrase, strict_yaml};
use serde::de::DeserializeOwned;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

const MOST_BYTES: usize = 4 << 20;

/// Parses one of our YAML files strictly: unknown keys, repeated keys, merge keys, alias bombs and files past 4 MiB are
/// refused with their place.
///
/// # Errors
/// When the text is not YAML or does not have the wanted shape.
pub fn yaml<T: DeserializeOwned>(source: &SourceText) -> Result<T, PolicyError> {
    if source.text.len() > MOST_BYTES {
        return Err(PolicyError::new(phrase!(
            "{}: {} bytes of policy, at most {} are read",
            source.name,
            source.text.len(),
            MOST_BYTES
        )));
    }
    serde_saphyr::from_str_with_options(&source.text, strict_yaml()).map_err(|error| {
        let message = error.to_string();
        let first = message.lines().next().unwrap_or_default();
        let title = first.split(" at line ").next().unwrap_or_default().trim().to_owned();
        let candidates = expected_words(&title);
        let wrong = title.split('`').nth(1).unwrap_or_default().to_owned();
        let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        match error.location() {
            Some(location) => {
                let at = source.byte_of(number(location.line()), number(location.column()));
                let end = source.text[at..]
                    .find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '}' | ']'))
                    .map_or(at + 1, |end| at + end.max(1));
                PolicyError::at(source, at..end, told(&title)).meant(&wrong, candidates.iter().map(String::as_str))
            }
            None => PolicyError::new(phrase!("{}: {}", source.name, told(&title))),
        }
    })
}

/// What the parser says of a shape, where it is one of the sentences it says most; else quoted.
fn told(title: &str) -> Phrase {
    let between = |start: &str, end: &str| title.strip_prefix(start)?.split_once(end);
    if let Some((key, known)) = between("unknown field `", "`, expected one of ") {
        return phrase!("unknown field `{}`, expected one of {}", key, known);
    }
    if let Some((word, known)) = between("unknown variant `", "`, expected one of ") {
        return phrase!("unknown variant `{}`, expected one of {}", word, known);
    }
    if let Some((key, known)) = between("unknown field `", "`, expected ") {
        return phrase!("unknown field `{}`, expected {}", key, known);
    }
    match between("missing field `", "`") {
        Some((key, "")) => phrase!("missing field `{}`", key),
        _ => Phrase::quoted(title.to_owned(), &[]),
    }
}

/// The words listed after "expected one of".
fn expected_words(message: &str) -> Vec<String> {
    let listed = message.split_once("expected one of ").map_or("", |(_, rest)| rest);
    listed.split(',').map(|word| word.trim().trim_matches('`').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// Packs by name: those shipped and those the operator gave.
#[derive(Debug, Default)]
pub struct Library {
    packs: Vec<Pack>,
    language: Language,
}

impl Library {
    /// No packs yet; those shipped are read in this language.
    pub fn speaking(language: Language) -> Self {
        Self { packs: Vec::new(), language }
    }

    /// The language of the packs, where they are translated.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The packs inside the program, in English.
    ///
    /// # Errors
    /// When a shipped pack does not load; a test reads all of them.
    pub fn shipped() -> Result<Self, PolicyError> {
        Self::shipped_in(Language::En)
    }

    /// The packs inside the program, in this language.
    ///
    /// # Errors
    /// When a shipped pack or its translation does not load; a test reads all of them.
    pub fn shipped_in(language: Language) -> Result<Self, PolicyError> {
        let mut library = Self::speaking(language);
        for (path, text) in PACKS {
            library.add_shipped(SourceText { name: (*path).to_owned(), text: (*text).into() })?;
        }
        Ok(library)
    }

    /// Only what the names and includes need, so that a check does not pay for every pack there is.
    pub(super) fn text_of(name: &str) -> Option<SourceText> {
        PACKS
            .iter()
            .find(|(path, _)| pack_name(path) == name)
            .map(|(path, text)| SourceText { name: (*path).to_owned(), text: (*text).into() })
    }

    /// The translation of a shipped pack, by the path of the pack.
    ///
    /// # Errors
    /// When it does not load.
    pub fn translation_of(path: &str, language: Language) -> Option<Result<Translation, PolicyError>> {
        let beside = path.replacen("policies/", &format!("policies/{}/", language.word()), 1);
        let (name, text) = TRANSLATIONS.iter().find(|(name, _)| *name == beside)?;
        Some(Translation::read(SourceText { name: (*name).to_owned(), text: (*text).into() }))
    }

    /// Adds a shipped pack, in the language of the library where it is translated.
    pub(super) fn add_shipped(&mut self, source: SourceText) -> Result<(), PolicyError> {
        let translation = Self::translation_of(&source.name, self.language);
        self.add(source)?;
        translation.map_or(Ok(()), |translation| self.translate(translation?))
    }

    /// Puts a translation over the pack it is of, where it is in the language of the library.
    ///
    /// # Errors
    /// When the pack is not loaded, or the translation speaks of a rule the pack does not have.
    pub fn translate(&mut self, translation: Translation) -> Result<(), PolicyError> {
        let pack = translation.of(&mut self.packs)?;
        if translation.language() == self.language { translation.apply(pack) } else { Ok(()) }
    }

    /// Names of the shipped packs, by file name: `policies/finance/cn.yaml` is `finance-cn`.
    pub fn shipped_names() -> impl Iterator<Item = String> {
        PACKS.iter().map(|(path, _)| pack_name(path))
    }

    /// Reads one more pack. A name already taken is refused.
    ///
    /// # Errors
    /// When the pack does not load or its name is taken.
    pub fn add(&mut self, source: SourceText) -> Result<&Pack, PolicyError> {
        let pack = Pack::read(source)?;
        if self.packs.iter().any(|other| other.name == pack.name) {
            return Err(PolicyError::at(&pack.text, 0..0, phrase!("a pack named `{}` is loaded already", pack.name))
                .help(phrase!("give the pack a name of its own")));
        }
        self.packs.push(pack);
        Ok(&self.packs[self.packs.len() - 1])
    }

    /// The pack of this name.
    pub fn find(&self, name: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.name == name)
    }

    /// Every pack loaded.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }
}

fn pack_name(path: &str) -> String {
    path.trim_start_matches("policies/").trim_end_matches(".yaml").trim_start_matches("profiles/").replace('/', "-")
}
