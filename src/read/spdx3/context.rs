//! `@context`, and what identifiers and terms mean under it.

use super::Reader;
use super::keys;
use crate::base::{Phrase, Place, Text, phrase};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;
use std::borrow::Cow;

/// The contexts that are known. Source: SPDX 3.0.1, serialisation, "the SPDX global file".
const KNOWN: [(&str, &str); 2] =
    [("https://spdx.org/rdf/3.0.0/spdx-context.jsonld", "3.0.0"), ("https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "3.0.1")];

/// Profiles as they stand in IRIs, and before the terms of the context.
const PROFILES: [(&str, &str); 9] = [
    ("Core", ""),
    ("Software", "software_"),
    ("AI", "ai_"),
    ("Dataset", "dataset_"),
    ("SimpleLicensing", "simplelicensing_"),
    ("ExpandedLicensing", "expandedlicensing_"),
    ("Build", "build_"),
    ("Security", "security_"),
    ("Extension", "extension_"),
];

/// What `@context` has said.
#[derive(Default)]
pub(super) struct Context {
    /// The version of the context; none before it was read.
    pub(super) version: Option<&'static str>,
    /// Prefixes of identifiers, with what they stand for.
    prefixes: Vec<(String, String)>,
}

impl Context {
    /// An identifier, its prefix written out.
    fn expand<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some((prefix, local)) = text.split_once(':') else { return Cow::Borrowed(text) };
        match self.prefixes.iter().find(|(known, _)| known == prefix) {
            Some((_, namespace)) if !local.starts_with("//") => Cow::Owned(format!("{namespace}{local}")),
            _ => Cow::Borrowed(text),
        }
    }
}

/// A key, class or value as the context abbreviates it: `software_Package` for its IRI, `contains` for
/// `.../Core/RelationshipType/contains`.
pub(super) fn term(text: &str) -> Cow<'_, str> {
    let path = ["https://spdx.org/rdf/3.0.1/terms/", "https://spdx.org/rdf/3.0.0/terms/", "spdx:"]
        .iter()
        .find_map(|base| text.strip_prefix(base));
    let Some(path) = path else { return Cow::Borrowed(text) };
    let mut segments = path.split('/');
    let (profile, name) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    if let Some(value) = segments.next() {
        return Cow::Owned(value.to_owned());
    }
    match PROFILES.iter().find(|(known, _)| *known == profile) {
        Some((_, prefix)) => Cow::Owned(format!("{prefix}{name}")),
        None => Cow::Borrowed(text),
    }
}

impl Reader<'_> {
    /// Reads `@context`. Only the contexts of SPDX 3.0.0 and 3.0.1 are known; beside them, prefixes for identifiers.
    pub(super) fn context(&mut self, after_elements: bool) -> Result<(), ReadError> {
        match self.json.peek()? {
            ValueKind::String => self.known_context(),
            ValueKind::Array => {
                self.json.begin_array()?;
                while self.json.next_item()? {
                    match self.json.peek()? {
                        ValueKind::String => self.known_context()?,
                        ValueKind::Object => self.prefixes(after_elements)?,
                        kind => return Err(self.foreign(phrase!("an entry of `@context` is {}", kind.phrase()))),
                    }
                }
                Ok(())
            }
            kind => Err(self.foreign(phrase!("`@context` is {}: what its keys mean is not known", kind.phrase()))),
        }
    }

    fn foreign(&mut self, why: Phrase) -> ReadError {
        ReadError::NotSpdx3 { place: self.json.place(), why }
    }

    fn known_context(&mut self) -> Result<(), ReadError> {
        let place = self.json.place();
        let found = self.json.string()?;
        let known = KNOWN.iter().find(|(iri, _)| *iri == found).map(|(_, version)| *version);
        let shown: String = found.chars().take(120).collect();
        let version = found.strip_prefix("https://spdx.org/rdf/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let why = match known {
            Some(version) if self.context.version.is_none() => {
                self.context.version = Some(version);
                return Ok(());
            }
            Some(_) => phrase!("`@context` names more than one context of SPDX"),
            None if version.starts_with("3.") && !version.starts_with("3.0") => {
                phrase!("SPDX {} is not read; 3.0.0 and 3.0.1 are", version)
            }
            None => phrase!("`@context` is `{}`, which is not known and never fetched; what its keys mean cannot be told", shown),
        };
        Err(ReadError::NotSpdx3 { place, why })
    }

    /// An object inside `@context`: prefixes of identifiers are clear, everything else changes what keys mean.
    fn prefixes(&mut self, after_elements: bool) -> Result<(), ReadError> {
        let place = self.json.place();
        if after_elements {
            return Err(
                self.foreign(phrase!("`@context` with prefixes stands after the elements it changes; it must come first"))
            );
        }
        self.json.begin_object()?;
        while let Some(key) = self.json.next_key()? {
            let key = key.to_owned();
            let namespace = match self.json.peek()? {
                ValueKind::String => self.json.string()?.to_owned(),
                _ => String::new(),
            };
            let plain = !key.is_empty() && !key.starts_with('@') && keys::find(&key).is_none() && !key.contains([':', '/', '#']);
            let outside = namespace.ends_with(['#', '/'])
                && namespace.contains("://")
                && !namespace.starts_with("https://spdx.org/rdf/")
                && !namespace.starts_with("http://spdx.org/rdf/");
            if !plain || !outside {
                let shown: String = key.chars().take(80).collect();
                let why = phrase!("`@context` gives `{}` a meaning of its own; only prefixes of identifiers are taken", shown);
                return Err(ReadError::NotSpdx3 { place, why });
            }
            self.context.prefixes.push((key, namespace));
        }
        Ok(())
    }

    /// The scratch text as the identifier of an element.
    pub(super) fn identifier(&mut self) -> Text {
        let full = self.context.expand(&self.scratch);
        self.draft.texts.intern(&full)
    }

    /// Without `@context`, keys are only what they look like.
    pub(super) fn contextless(&mut self, place: Place) -> ReadError {
        ReadError::NotSpdx3 { place, why: phrase!("`@context` is missing: what the keys mean cannot be told") }
    }
}

#[cfg(test)]
mod tests {
    use super::term;

    #[test]
    fn terms_are_the_same_in_full_and_in_short() {
        for (full, short) in [
            ("https://spdx.org/rdf/3.0.1/terms/Software/Package", "software_Package"),
            ("https://spdx.org/rdf/3.0.0/terms/Core/name", "name"),
            ("spdx:Core/RelationshipType/contains", "contains"),
            ("https://spdx.org/rdf/3.1/terms/Core/name", "https://spdx.org/rdf/3.1/terms/Core/name"),
            ("name", "name"),
        ] {
            assert_eq!(term(full), short);
        }
    }
}
