//! Publishers by name and by handle.

use super::country::Country;
use super::lists::{LONGEST_HANDLE, ListError, Lists, bad};
use super::name::{folded, unaccented};
use super::publisher::{Cite, Publisher, PublisherId, Space};
use super::shape::{FamilyEntry, ListFile, ListSource, PublisherEntry};
use crate::base::{Index, Phrases, each_word, plain, words};
use std::collections::HashMap;

/// Always allowed as a source: what is commonly known and was not looked up.
const GENERAL: &str = "general";

/// A publisher found by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which.
    pub publisher: PublisherId,
    /// The name only looks like one of the publisher's: other characters are used.
    pub confusable: bool,
}

impl Lists {
    /// The publisher of this name or alias. Compared by look ([`crate::base::Skeleton`]) and without legal forms, so
    /// that `DeepSeek Co., Ltd.` and a `DeepSeek` of Cyrillic letters are both found.
    pub fn publisher_by_name(&self, name: &str) -> Option<PublisherId> {
        self.named(name).map(|named| named.publisher)
    }

    /// As [`Self::publisher_by_name`], and whether the name only looks right.
    pub fn named(&self, name: &str) -> Option<Named> {
        let spelling = self.forms.spelling(name)?;
        if let Some(publisher) = self.spelt.get(&spelling.plain) {
            return Some(Named { publisher: *publisher, confusable: false });
        }
        let publisher = *self.looks.get(spelling.look.as_str())?;
        Some(Named { publisher, confusable: true })
    }

    /// What names that are one have in common: their look, without legal forms.
    pub fn name_key(&self, name: &str) -> Option<String> {
        self.forms.spelling(name).map(|spelling| spelling.look.as_str().to_owned())
    }

    /// Whether a text names nothing but countries and regions.
    pub fn names_places(&self, text: &str) -> bool {
        text.split(',').all(|part| self.country(part.trim()).is_some() || self.region(part.trim()).is_some())
    }

    /// The publisher of this handle, without regard to case. A host is found by the domains it stands under.
    pub fn publisher_by_handle(&self, space: Space, handle: &str) -> Option<PublisherId> {
        let mut buffer = [0u8; LONGEST_HANDLE];
        let handles = &self.handles[space as usize];
        let mut key = key_of(space, handle, &mut buffer)?;
        loop {
            if let Some(publisher) = handles.get(key) {
                return Some(*publisher);
            }
            if space != Space::Domain {
                return None;
            }
            key = key.split_once('.').map(|(_, rest)| rest).filter(|rest| rest.contains('.'))?;
        }
    }

    pub(super) fn add_publishers(&mut self, file: ListFile<PublisherEntry>) -> Result<(), ListError> {
        let fault = |entry: &str, problem: String| Err(bad("publishers", entry, problem));
        if file.entries.len() >= usize::from(u16::MAX) {
            return fault("", format!("more than {} entries", u16::MAX));
        }
        let mut ids: HashMap<&str, PublisherId> = HashMap::new();
        for (at, entry) in file.entries.iter().enumerate() {
            if ids.insert(&entry.id, PublisherId::new(at)).is_some() {
                return fault(&entry.id, "stands twice".into());
            }
        }
        for entry in &file.entries {
            let country = |code: &str| {
                let nowhere = Country::of_code(code).filter(|country| *country == Country::NOWHERE);
                self.coded(code)
                    .or(nowhere)
                    .ok_or_else(|| bad("publishers", &entry.id, format!("`{code}` is not a country of the list")))
            };
            let mut cites = Vec::with_capacity(entry.cites.len());
            for cite in &entry.cites {
                if cite.source != GENERAL && !file.sources.contains_key(&cite.source) {
                    return fault(&entry.id, format!("cites `{}`, which `sources` does not have", cite.source));
                }
                cites.push(Cite { source: cite.source.clone(), country: country(&cite.country)? });
            }
            let parent = match &entry.parent {
                None => None,
                Some(parent) => match ids.get(parent.as_str()) {
                    Some(id) => Some(*id),
                    None => return fault(&entry.id, format!("parent `{parent}` is not an entry")),
                },
            };
            let country = country(&entry.country)?;
            let id = self.publishers.push(Publisher {
                id: entry.id.clone(),
                name: entry.name.clone(),
                country,
                role: entry.role,
                steward: entry.steward,
                mark: entry.mark,
                cites,
                parent,
                aliases: entry.aliases.clone(),
                packages: entry.packages.clone(),
            });
            self.add_names(id, entry)?;
            self.add_handles(id, entry)?;
        }
        self.publisher_sources = file.sources;
        for (id, publisher) in self.publishers.iter() {
            if self.owners(id).count() > DEEPEST {
                return fault(&publisher.id, "its parents run in a circle".into());
            }
        }
        Ok(())
    }

    /// The source of a key that entries cite.
    pub fn publisher_source(&self, key: &str) -> Option<&ListSource> {
        self.publisher_sources.get(key)
    }

    /// The handles of a publisher, by the space they stand in.
    pub fn handles(&self, id: PublisherId) -> Vec<(Space, &str)> {
        let of_space = |space: Space| {
            let handles = self.handles[space as usize].iter().filter(move |(_, owner)| **owner == id);
            handles.map(move |(handle, _)| (space, handle.as_str()))
        };
        let mut handles: Vec<(Space, &str)> = Space::ALL.into_iter().flat_map(of_space).collect();
        handles.sort_unstable_by_key(|(space, handle)| (*space as usize, *handle));
        handles
    }

    /// Names of the list that are spelt much like this one, the nearest first.
    pub fn names_like(&self, name: &str) -> Vec<(PublisherId, &str)> {
        const ALIKE: f64 = 0.85;
        let wanted = folded(name);
        let named = self.publishers.iter().flat_map(|(id, publisher)| {
            std::iter::once(&publisher.name).chain(&publisher.aliases).map(move |name| (id, name.as_str()))
        });
        let mut alike: Vec<(f64, PublisherId, &str)> = named
            .map(|(id, name)| (strsim::jaro_winkler(&wanted, &folded(name)), id, name))
            .filter(|(alike, ..)| *alike >= ALIKE)
            .collect();
        alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.2.cmp(other.2)));
        alike.into_iter().map(|(_, id, name)| (id, name)).collect()
    }

    /// Who began the families that a text names: by a word, `Acme-Qwen2.5-7B` has `qwen`, or by a phrase that is no run of
    /// Latin letters, `基于通义千问`.
    pub fn families(&self, text: &str) -> Vec<PublisherId> {
        let text = plain(text);
        let lower = text.to_lowercase();
        let mut phrases: Vec<usize> = self.phrases.of(&lower).map(|(phrase, _)| phrase).collect();
        phrases.sort_unstable();
        phrases.dedup();
        let by_phrase = phrases.into_iter().map(|phrase| self.phrase_founders[phrase]);
        let spoken = |at: usize, word: &str| !self.interfaces.only_alike(&text, at..at + word.len());
        let mut founders = Vec::new();
        each_word(&text, |at, word| founders.extend(self.family(word).filter(|_| spoken(at, word))));
        founders.extend(by_phrase);
        founders
    }

    /// Whether a name is made of nothing but words of families: `qwen2`, not `qwen-vl-utils`.
    pub(super) fn is_family(&self, name: &str) -> bool {
        let name = plain(name);
        words(&name).next().is_some() && words(&name).all(|(_, word)| self.family(word).is_some())
    }

    fn family(&self, word: &str) -> Option<PublisherId> {
        let mut buffer = [0u8; LONGEST_WORD];
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.families.get(std::str::from_utf8(lower).ok()?).copied()
    }

    pub(super) fn add_families(&mut self, file: ListFile<FamilyEntry>) -> Result<(), ListError> {
        let ids: HashMap<&str, PublisherId> = self.publishers.iter().map(|(id, publisher)| (publisher.id.as_str(), id)).collect();
        let (mut phrases, mut founders) = (Vec::new(), Vec::new());
        for entry in file.entries {
            let fault = |problem: String| Err(bad("families", &entry.id, problem));
            let Some(publisher) = ids.get(entry.publisher.as_str()) else {
                return fault(format!("publisher `{}` is not an entry of the list of publishers", entry.publisher));
            };
            for word in &entry.words {
                if !(2..=LONGEST_WORD).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    return fault(format!("`{word}` is not a word of lower-case letters"));
                }
                if self.families.insert(word.clone(), *publisher).is_some() {
                    return fault(format!("`{word}` stands twice"));
                }
            }
            for word in &entry.run_as {
                if folded(word) != *word || self.run_as.insert(word.clone(), *publisher).is_some() {
                    return fault(format!(
                        "`{word}` stands twice under `run_as`, or is no word of lower-case letters and digits"
                    ));
                }
            }
            for phrase in entry.phrases {
                if phrase.chars().count() < 2
                    || phrase.to_lowercase() != phrase
                    || phrase.bytes().all(|byte| byte.is_ascii_lowercase())
                {
                    return fault(format!("`{phrase}` is no phrase: two characters or more in lower case, and not a word"));
                }
                phrases.push(phrase);
                founders.push(*publisher);
            }
        }
        (self.phrases, self.phrase_founders) = (Phrases::new(phrases.iter().map(String::as_str)), founders);
        self.run_properties = file.run_properties;
        self.interfaces = file.interfaces;
        Ok(())
    }

    /// The parents of a publisher, nearest first.
    pub(super) fn owners(&self, id: PublisherId) -> impl Iterator<Item = PublisherId> + '_ {
        std::iter::successors(self.publishers[id].parent, |owner| self.publishers[*owner].parent).take(DEEPEST + 1)
    }

    /// The owner at the top, the publisher itself where the list has nobody above it.
    pub fn top(&self, id: PublisherId) -> PublisherId {
        self.owners(id).last().unwrap_or(id)
    }

    /// Whether one of the two owns the other, or both have one owner.
    pub(super) fn related(&self, one: PublisherId, other: PublisherId) -> bool {
        self.top(one) == self.top(other)
    }

    fn add_names(&mut self, id: PublisherId, entry: &PublisherEntry) -> Result<(), ListError> {
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            let Some(spelling) = self.forms.spelling(name) else {
                return Err(bad("publishers", &entry.id, format!("`{name}` cannot be a name")));
            };
            // A name written without its accents is not a disguise.
            let bare = unaccented(&spelling.plain);
            for plain in std::iter::once(spelling.plain).chain(bare) {
                if let Some(other) = self.spelt.insert(plain, id)
                    && other != id
                {
                    let other = &self.publishers[other].id;
                    return Err(bad("publishers", &entry.id, format!("`{name}` is also a name of `{other}`")));
                }
            }
            self.looks.entry(spelling.look.as_str().to_owned()).or_insert(id);
        }
        Ok(())
    }

    fn add_handles(&mut self, id: PublisherId, entry: &PublisherEntry) -> Result<(), ListError> {
        let spaces = [
            (Space::HuggingFace, &entry.huggingface),
            (Space::GitHub, &entry.github),
            (Space::PyPi, &entry.pypi),
            (Space::Npm, &entry.npm),
            (Space::Domain, &entry.domains),
        ];
        for (space, handles) in spaces {
            for handle in handles {
                let mut buffer = [0u8; LONGEST_HANDLE];
                let Some(key) = key_of(space, handle, &mut buffer) else {
                    return Err(bad("publishers", &entry.id, format!("`{handle}` cannot be a handle")));
                };
                if let Some(other) = self.handles[space as usize].insert(key.to_owned(), id)
                    && other != id
                {
                    let other = &self.publishers[other].id;
                    return Err(bad("publishers", &entry.id, format!("handle `{handle}` is also that of `{other}`")));
                }
            }
        }
        Ok(())
    }
}

/// The longest word of a model's name that is looked up.
const LONGEST_WORD: usize = 24;

/// How many owners above one another are followed.
const DEEPEST: usize = 8;

/// The key of a handle, lower case, in `buffer`; none for what cannot be a handle. PyPI: PEP 503, "Normalized Names".
fn key_of<'b>(space: Space, handle: &str, buffer: &'b mut [u8; LONGEST_HANDLE]) -> Option<&'b str> {
    let handle = match space {
        Space::Npm => handle.strip_prefix('@').unwrap_or(handle),
        Space::Domain => handle.strip_prefix("www.").unwrap_or(handle),
        _ => handle,
    };
    if handle.is_empty() || handle.len() > LONGEST_HANDLE || !handle.is_ascii() {
        return None;
    }
    let mut length = 0;
    let mut parted = false;
    for byte in handle.bytes() {
        let part = space == Space::PyPi && matches!(byte, b'-' | b'_' | b'.');
        if !(part && parted) {
            buffer[length] = if part { b'-' } else { byte.to_ascii_lowercase() };
            length += 1;
        }
        parted = part;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}
