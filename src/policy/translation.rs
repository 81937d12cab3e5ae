//! The words of a pack in another language: a file beside the pack that says the same, rule by rule.

use super::diagnostic::{PolicyError, SourceText};
use super::pack::{Pack, start};
use super::shipped::yaml;
use crate::base::{Language, phrase};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;
use std::collections::BTreeMap;

/// What a rule says in another language.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RuleWords {
    /// The duty in a sentence.
    title: Option<String>,
    /// Why it is asked.
    why: Option<String>,
    /// What the vendor must change or prove.
    fix: Option<String>,
    /// Why it stands on its tier.
    tier_because: Option<String>,
}

/// What an element that no rule asks for says in another language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ElementWords {
    /// What it is.
    title: String,
    /// Why it is not asked.
    because: String,
}

/// The words of a pack in another language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "bomgate translation")]
pub(super) struct Shape {
    /// The pack it says again.
    #[schemars(with = "String")]
    translation: Spanned<String>,
    /// The language it says it in.
    language: Language,
    /// The title of the pack.
    title: Option<String>,
    /// The title of what the pack was written from.
    source: Option<String>,
    /// By rule.
    #[serde(default)]
    rules: BTreeMap<String, RuleWords>,
    /// By element that no rule asks for.
    #[serde(default)]
    not_asked: BTreeMap<String, ElementWords>,
}

/// A translation that was read, not yet put over its pack. Expressions, citations, dates and ids are never translated.
#[derive(Debug)]
pub struct Translation {
    shape: Shape,
    source: SourceText,
}

impl Translation {
    /// Reads a translation.
    ///
    /// # Errors
    /// When the YAML does not have the shape of one.
    pub fn read(source: SourceText) -> Result<Self, PolicyError> {
        Ok(Self { shape: yaml(&source)?, source })
    }

    /// The name of the pack it is of.
    pub fn pack(&self) -> &str {
        &self.shape.translation.value
    }

    /// The language it is in.
    pub fn language(&self) -> Language {
        self.shape.language
    }

    /// The one of these packs that it is of.
    ///
    /// # Errors
    /// When none of them has the name it gives.
    pub(super) fn of<'a>(&self, packs: &'a mut [Pack]) -> Result<&'a mut Pack, PolicyError> {
        let name = &self.shape.translation;
        let at = packs.iter().position(|pack| pack.name == name.value).ok_or_else(|| {
            let from = start(&self.source, name);
            let title = phrase!("a translation of `{}`, which is not loaded", name.value);
            PolicyError::at(&self.source, from..from + name.value.len(), title)
                .meant(&name.value, packs.iter().map(|pack| pack.name.as_str()))
        })?;
        Ok(&mut packs[at])
    }

    /// The texts of the pack it says nothing for: `license-known: fix`.
    pub fn missing(&self, pack: &Pack) -> Vec<String> {
        let mut missing = Vec::new();
        let mut need = |what: String, wanted: bool, said: bool| missing.extend((wanted && !said).then_some(what));
        let Shape { title, source, rules, not_asked, .. } = &self.shape;
        need("title".to_owned(), true, title.is_some());
        need("source.title".to_owned(), pack.source.is_some(), source.is_some());
        for rule in &pack.rules {
            let id = &rule.id.value;
            let words = rules.get(id).cloned().unwrap_or_default();
            need(format!("{id}: title"), true, words.title.is_some());
            need(format!("{id}: why"), rule.why.is_some(), words.why.is_some());
            need(format!("{id}: fix"), true, words.fix.is_some());
            need(format!("{id}: tier_because"), rule.tier_because.is_some(), words.tier_because.is_some());
        }
        for entry in &pack.not_asked {
            need(format!("not_asked: {}", entry.element), true, not_asked.contains_key(&entry.element));
        }
        missing
    }

    /// Puts the words over those of the pack; what it does not say stays as it is.
    ///
    /// # Errors
    /// When it speaks of a rule or element the pack does not have: a misspelt id would leave the rule untranslated.
    pub fn apply(self, pack: &mut Pack) -> Result<(), PolicyError> {
        let Self { shape: Shape { title, source, mut rules, not_asked, .. }, source: file } = self;
        let ids: Vec<&str> = pack.rules.iter().map(|rule| rule.id.value.as_str()).collect();
        known(&file, "rules", rules.keys(), &ids)?;
        let elements: Vec<&str> = pack.not_asked.iter().map(|entry| entry.element.as_str()).collect();
        known(&file, "not_asked", not_asked.keys(), &elements)?;
        over(&mut pack.title, title);
        if let Some(origin) = &mut pack.source {
            over(&mut origin.title, source);
        }
        for rule in &mut pack.rules {
            let Some(RuleWords { title, why, fix, tier_because }) = rules.remove(&rule.id.value) else { continue };
            over(&mut rule.title, title);
            over(&mut rule.fix, fix);
            rule.why = why.or_else(|| rule.why.take());
            rule.tier_because = tier_because.or_else(|| rule.tier_because.take());
        }
        for entry in &mut pack.not_asked {
            let Some(words) = not_asked.get(&entry.element) else { continue };
            (entry.title, entry.because) = (words.title.clone(), words.because.clone());
        }
        Ok(())
    }
}

/// Refuses a key that the pack has nothing for.
fn known<'a>(
    file: &SourceText,
    block: &str,
    keys: impl Iterator<Item = &'a String>,
    of_pack: &[&str],
) -> Result<(), PolicyError> {
    let Some(wrong) = keys.into_iter().find(|key| !of_pack.contains(&key.as_str())) else { return Ok(()) };
    let from = file.text.find(&format!("{block}:")).unwrap_or_default();
    let at = from + file.text[from..].find(wrong.as_str()).unwrap_or_default();
    let title = phrase!("the pack has no `{}` under `{}`", wrong, block);
    Err(PolicyError::at(file, at..at + wrong.len(), title).meant(wrong, of_pack.iter().copied()))
}

fn over(text: &mut String, said: Option<String>) {
    if let Some(said) = said {
        *text = said;
    }
}
