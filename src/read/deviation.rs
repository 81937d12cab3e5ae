//! Deviations that repeat: one code, one kind of object, one key. The first ones are noted each with its place, the
//! rest is counted, so that a generator's habit does not drown the input in notes.

use crate::base::{Phrase, Place, phrase};
use crate::model::{Draft, NoteCode, PastLimit, Row};
use foldhash::fast::RandomState;
use hashbrown::HashMap;
use std::borrow::Cow;

/// Places noted one by one.
const SHOWN: usize = 64;

/// Of which documents a deviation is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Of every document.
    Always,
    /// Of documents that declare a minor version below this one.
    Below(u8),
}

struct Entry {
    when: When,
    places: Vec<(Option<Row>, Place)>,
    more: usize,
}

/// What deviates.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum What {
    /// A key, or a value, as the format or the input spells it.
    Word(Cow<'static, str>),
    /// In a sentence of ours.
    Said(Phrase),
}

impl From<&'static str> for What {
    fn from(word: &'static str) -> Self {
        Self::Word(Cow::Borrowed(word))
    }
}

impl From<String> for What {
    fn from(word: String) -> Self {
        Self::Word(Cow::Owned(word))
    }
}

impl From<Phrase> for What {
    fn from(phrase: Phrase) -> Self {
        Self::Said(phrase)
    }
}

impl From<&What> for Phrase {
    fn from(what: &What) -> Self {
        match what {
            What::Word(word) => (&**word).into(),
            What::Said(phrase) => phrase.clone(),
        }
    }
}

type Key = (NoteCode, &'static str, What);

/// Deviations met so far. Kept until the version is known, for it may stand last.
#[derive(Default)]
pub(super) struct Tally {
    entries: HashMap<Key, Entry, RandomState>,
    /// Places kept.
    held: usize,
}

impl Tally {
    /// Counts one deviation: `of` is the kind of object (or of value), `key` its key (or the value).
    pub(super) fn add(&mut self, code: NoteCode, of: &'static str, key: impl Into<What>, when: When, at: (Option<Row>, Place)) {
        let entry = self.entries.entry((code, of, key.into())).or_insert_with(|| Entry { when, places: Vec::new(), more: 0 });
        if entry.places.len() < SHOWN {
            entry.places.push(at);
            self.held += 1;
        } else {
            entry.more += 1;
        }
    }

    /// Ends an input that deviates more than is worth reading.
    ///
    /// # Errors
    /// When the limit is passed, by what is counted here or noted in the draft.
    pub(super) fn check(&self, draft: &Draft) -> Result<(), PastLimit> {
        draft.check_notes()?;
        self.within(draft.limits.notes)
    }

    /// [`Self::check`], of what is counted here alone.
    ///
    /// # Errors
    /// The same.
    pub(super) fn within(&self, limit: usize) -> Result<(), PastLimit> {
        if self.held > limit { Err(PastLimit { what: "deviations", limit }) } else { Ok(()) }
    }

    /// Turns what is a deviation of version `major.minor` into notes.
    pub(super) fn settle(self, (major, minor): (u8, u8), draft: &mut Draft) {
        let mut entries: Vec<_> = self.entries.into_iter().collect();
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        for ((code, of, key), entry) in entries {
            if matches!(entry.when, When::Below(since) if minor >= since) {
                continue;
            }
            let message = message(code, of, &key, entry.when, (major, minor));
            for (row, place) in &entry.places {
                draft.note(code, *row, *place, String::new(), message.clone());
            }
            if let (Some((row, place)), true) = (entry.places.last(), entry.more > 0) {
                draft.note(
                    code,
                    *row,
                    *place,
                    String::new(),
                    phrase!("{}; the same in {} further places", message, entry.more.to_string()),
                );
            }
        }
    }
}

fn message(code: NoteCode, of: &'static str, key: &What, when: When, (major, minor): (u8, u8)) -> Phrase {
    let (of, key) = (Phrase::word(of), Phrase::from(key));
    let number = |number: u8| number.to_string();
    match (code, when) {
        (NoteCode::UnknownKey, _) => phrase!("`{}` is not a key of {}", key, of),
        (NoteCode::UnknownRootKey, _) => phrase!("`{}` is not a key of the document: what it holds may not be judged", key),
        (NoteCode::NewerKey, When::Below(since)) => {
            let [major, since, minor] = [major, since, minor].map(number);
            phrase!("`{}` of {} came with version {}.{}, the document declares {}.{}", key, of, &major, since, &major, minor)
        }
        (NoteCode::OutOfVersion, When::Below(since)) => {
            let [major, since, minor] = [major, since, minor].map(number);
            phrase!(
                "`{}` of {} came with version {}.{}, the document declares {}.{}: a reader of that version sees another bill",
                key,
                of,
                &major,
                since,
                &major,
                minor
            )
        }
        (NoteCode::MissingKey, _) => phrase!("{} has no `{}`, which the format requires", of, key),
        (NoteCode::UnknownValue, When::Below(since)) => {
            let [major, since, minor] = [major, since, minor].map(number);
            phrase!("{} `{}` came with version {}.{}, the document declares {}.{}", of, key, &major, since, &major, minor)
        }
        (NoteCode::UnknownValue, _) => phrase!("`{}` is not a {} the format lists", key, of),
        _ => phrase!("{}: {}", of, key),
    }
}
