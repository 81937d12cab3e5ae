//! Values in the shape the format asks for, or in another whose meaning is clear.

use super::Reader;
use super::tables::Table;
use crate::base::{Phrase, Place, Skeleton, Text, phrase};
use crate::model::{Draft, ListField, NoteCode, Packed, Row, Stated};
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// How closely the characters of a text are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// Prose.
    Free,
    /// An identifier or name: no control characters; characters that hide are noted.
    Name,
}

/// Keys that came with later versions than 1.2 and hold parts.
const HOLD_PARTS: &[&str] =
    &["modelCard", "data", "formulation", "annotations", "declarations", "definitions", "components", "services"];

/// The key of an object: one the table knows, or another.
pub(super) enum Key {
    Known(&'static str),
    Other(String),
}

impl Reader<'_> {
    /// The next key of `table`. Others are noted and what they hold is searched for components.
    pub(super) fn key(&mut self, table: &'static Table, row: Option<Row>) -> Result<Option<&'static str>, ReadError> {
        while let Some(key) = self.any_key(table, row)? {
            match key {
                Key::Known(key) => return Ok(Some(key)),
                Key::Other(key) => self.unknown(table, key, row)?,
            }
        }
        Ok(None)
    }

    /// The next key, be it in `table` or not.
    pub(super) fn any_key(&mut self, table: &'static Table, row: Option<Row>) -> Result<Option<Key>, ReadError> {
        let Some(key) = self.json.next_key_bytes()? else { return Ok(None) };
        let Some((known, since)) = table.find(key) else {
            return Ok(Some(Key::Other(String::from_utf8_lossy(key).into_owned())));
        };
        if since > self.minor.unwrap_or(2) {
            let place = self.json.place();
            let code = if self.xml || HOLD_PARTS.contains(&known) { NoteCode::OutOfVersion } else { NoteCode::NewerKey };
            self.tally.add(code, table.of, known, When::Below(since), (row, place));
        }
        Ok(Some(Key::Known(known)))
    }

    /// Counts a key or value the format requires or lists otherwise.
    pub(super) fn missing(&mut self, table: &'static Table, key: &'static str, row: Option<Row>, place: Place) {
        self.tally.add(NoteCode::MissingKey, table.of, key, When::Always, (row, place));
    }

    /// Notes a value of another type than the format asks for.
    pub(super) fn wrong(&mut self, field: &'static str, found: ValueKind, row: Option<Row>, place: Place) {
        self.tally.add(NoteCode::WrongType, field, phrase!("found {}", found.phrase()), When::Always, (row, place));
    }

    /// A malformed value, noted with its place.
    pub(super) fn malformed(&mut self, row: Option<Row>, place: Place, message: Phrase) {
        self.draft.note(NoteCode::MalformedValue, row, place, String::new(), message);
    }

    /// Reads a scalar into `self.scratch`; none when there is no text to read, which is noted.
    pub(super) fn scalar(&mut self, field: &'static str, row: Option<Row>) -> Result<Option<Place>, ReadError> {
        let kind = self.json.peek()?;
        let place = self.json.place();
        self.scratch.clear();
        match kind {
            ValueKind::String => {
                self.scratch.push_str(self.json.string()?);
                return Ok(Some(place));
            }
            ValueKind::Number => self.scratch.push_str(self.json.number()?),
            ValueKind::Boolean => self.scratch.push_str(if self.json.boolean()? { "true" } else { "false" }),
            ValueKind::Null => {
                self.json.null()?;
                self.wrong(field, kind, row, place);
                return Ok(None);
            }
            ValueKind::Object | ValueKind::Array => {
                self.stray(field, row)?;
                return Ok(None);
            }
        }
        self.wrong(field, kind, row, place);
        Ok(Some(place))
    }

    /// Text as a column holds it.
    pub(super) fn text(&mut self, field: &'static str, row: Option<Row>, care: Care) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar(field, row)? else { return Ok(Packed::default()) };
        if care == Care::Name {
            self.look(field, row, place);
        }
        Ok(self.draft.say(&self.scratch))
    }

    /// As [`Self::text`], for names, addresses and prose, which seldom stand in a bill more than once.
    pub(super) fn rare(&mut self, field: &'static str, row: Option<Row>, care: Care) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar(field, row)? else { return Ok(Packed::default()) };
        if care == Care::Name {
            self.look(field, row, place);
        }
        Ok(self.draft.keep(&self.scratch))
    }

    /// The classification of data, where `confidential` is a value and hides nothing.
    pub(super) fn classification(&mut self, row: Option<Row>) -> Result<Packed<Text>, ReadError> {
        let said = self.text("classification", row, Care::Name)?;
        Ok(match said.get() {
            Stated::Withheld => Stated::Value(self.draft.texts.intern(self.scratch.trim())).into(),
            _ => said,
        })
    }

    /// A country, where two letters are a code and never a placeholder: `NO` is Norway, `NA` is Namibia.
    pub(super) fn country(&mut self, row: Option<Row>) -> Result<Packed<Text>, ReadError> {
        let said = self.text("country", row, Care::Name)?;
        let code = self.scratch.trim();
        let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        let absent = said.get() == Stated::Absent;
        Ok(if is_code && !absent { Stated::Value(self.draft.texts.intern(code)).into() } else { said })
    }

    /// Text of a list of values; others are noted, and read.
    pub(super) fn word(&mut self, words: &'static Table, row: Option<Row>) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar(words.of, row)? else { return Ok(Packed::default()) };
        self.listed(words, row, place);
        Ok(self.draft.say(&self.scratch))
    }

    /// Notes when the scratch text is not one of `words`.
    pub(super) fn listed(&mut self, words: &'static Table, row: Option<Row>, place: Place) {
        let found = words.find(&self.scratch);
        match found {
            Some((_, since)) if since <= self.minor.unwrap_or(2) => {}
            Some((word, since)) => {
                self.tally.add(NoteCode::UnknownValue, words.of, word, When::Below(since), (row, place));
            }
            None => {
                let shown: String = self.scratch.chars().take(80).collect();
                self.tally.add(NoteCode::UnknownValue, words.of, shown, When::Always, (row, place));
            }
        }
    }

    /// Notes characters in the scratch text that have no place in a name.
    pub(super) fn look(&mut self, field: &'static str, row: Option<Row>, place: Place) {
        look(self.draft, &self.scratch, field, row, place);
    }

    /// The key of a list is there. Only a list, or what can be read as one, states anything: `null` is silence, and a number
    /// is no way to say "none".
    pub(super) fn carries(&mut self, row: Row, list: ListField) -> Result<(), ReadError> {
        if matches!(self.json.peek()?, ValueKind::Array | ValueKind::Object | ValueKind::String) {
            self.draft.carries(row, list);
        }
        Ok(())
    }

    /// A boolean; `"true"` and `"false"` are clear too.
    pub(super) fn flag(&mut self, field: &'static str, row: Option<Row>) -> Result<Option<bool>, ReadError> {
        if self.json.peek()? == ValueKind::Boolean {
            return Ok(Some(self.json.boolean()?));
        }
        let place = self.json.place();
        if self.scalar(field, row)?.is_none() {
            return Ok(None);
        }
        self.wrong(field, ValueKind::String, row, place);
        Ok(match self.scratch.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        })
    }

    /// Enters an object, or notes and passes over what stands there instead.
    pub(super) fn object(&mut self, field: &'static str, row: Option<Row>) -> Result<bool, ReadError> {
        if self.json.peek()? == ValueKind::Object {
            self.json.begin_object()?;
            return Ok(true);
        }
        self.stray(field, row)?;
        Ok(false)
    }

    /// Reads each element of an array. One value where an array belongs is read as its only element.
    pub(super) fn list(
        &mut self,
        field: &'static str,
        row: Option<Row>,
        mut each: impl FnMut(&mut Self, usize) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let kind = self.json.peek()?;
        let place = self.json.place();
        match kind {
            ValueKind::Array => {
                self.json.begin_array()?;
                let mut at = 0;
                while self.json.next_item()? {
                    each(self, at)?;
                    at += 1;
                }
                Ok(())
            }
            ValueKind::Object | ValueKind::String => {
                self.wrong(field, kind, row, place);
                each(self, 0)
            }
            _ => {
                self.wrong(field, kind, row, place);
                Ok(self.json.skip()?)
            }
        }
    }

    /// An element that may hold components cannot be read.
    pub(super) fn unread(&mut self, field: &'static str, row: Option<Row>, pointer: &str) -> Result<(), ReadError> {
        let kind = self.json.peek()?;
        let place = self.json.place();
        self.draft.unread();
        let message = phrase!("{}: expected an object, found {}; it is not judged", Phrase::word(field), kind.phrase());
        self.draft.note(NoteCode::PartNotRead, row, place, pointer.to_owned(), message);
        Ok(self.json.skip()?)
    }
}

/// Notes characters that have no place in a name.
pub(in crate::read) fn look(draft: &mut Draft, text: &str, field: &'static str, row: Option<Row>, place: Place) {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return;
    }
    if text.chars().any(char::is_control) {
        let message = phrase!("{} {} holds control characters", Phrase::word(field), format!("{text:?}"));
        draft.note(NoteCode::ForbiddenCharacter, row, place, String::new(), message);
    }
    if Skeleton::hides(text) {
        let message = phrase!("{} {} holds characters that hide or reorder text", Phrase::word(field), format!("{text:?}"));
        draft.note(NoteCode::HiddenCharacters, row, place, String::new(), message);
    }
}
