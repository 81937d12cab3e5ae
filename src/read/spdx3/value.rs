//! Values in the shape the format asks for, or in another whose meaning is clear.

use super::Reader;
use super::class::{self, Class};
use super::context::term;
use super::node::Stands;
use crate::base::{Place, Text, phrase};
use crate::model::{NoteCode, Packed, Stated, state_of};
use crate::read::cyclonedx::value::look;
use crate::read::deviation::{What, When};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// Bytes of prose that are kept.
const BEGINNING: usize = 160;
/// Bytes of a value that is kept as a property.
const PROPERTY: usize = 4096;

/// What a value says, be it text, a list, a dictionary.
#[derive(Default)]
pub(super) struct Told {
    /// Its parts, joined.
    pub(super) text: String,
    entries: u32,
    said: u32,
}

impl Told {
    /// Whether there is nothing at all, not even an empty list.
    pub(super) fn silent(&self) -> bool {
        self.entries == 0
    }

    /// How many entries say something.
    pub(super) fn count(&self) -> Stated<u32> {
        if self.said == 0 { Stated::Unknown } else { Stated::Value(self.said) }
    }

    /// `yes`, `no`, or not known. Source: SPDX 3.0.1, Core, `PresenceType`.
    pub(super) fn presence(&self) -> Stated<u32> {
        match self.text.as_str() {
            "yes" | "true" => Stated::Value(1),
            "no" | "false" => Stated::Nothing,
            _ => Stated::Unknown,
        }
    }

    fn add(&mut self, text: &str) {
        self.entries += 1;
        self.said += u32::from(matches!(state_of(text), Stated::Value(_) | Stated::Withheld));
        if self.text.len() + text.len() < PROPERTY {
            if !self.text.is_empty() {
                self.text.push_str(", ");
            }
            self.text.push_str(text);
        }
    }
}

impl Reader<'_> {
    /// Counts a deviation: `what` is the key or value, `of` what it should be one of.
    pub(super) fn deviates(&mut self, code: NoteCode, of: &'static str, what: impl Into<What>, place: Place) {
        self.tally.add(code, of, what, When::Always, (None, place));
    }

    fn wrong(&mut self, field: &'static str, kind: ValueKind, place: Place) {
        self.deviates(NoteCode::WrongType, "a value", phrase!("`{}` is {}", field, kind.phrase()), place);
    }

    /// Reads a scalar into `self.scratch`; none when there is no text to read, which is noted.
    pub(super) fn scalar(&mut self, field: &'static str) -> Result<Option<Place>, ReadError> {
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
                self.wrong(field, kind, place);
                return Ok(None);
            }
            ValueKind::Array => {
                // JSON-LD: a set of one is its only member.
                self.wrong(field, kind, place);
                self.json.begin_array()?;
                let mut found = None;
                while self.json.next_item()? {
                    if found.is_none() && self.json.peek()? == ValueKind::String {
                        self.scratch.push_str(self.json.string()?);
                        found = Some(place);
                    } else {
                        self.astray("")?;
                    }
                }
                return Ok(found);
            }
            ValueKind::Object => {
                self.wrong(field, kind, place);
                self.astray("")?;
                return Ok(None);
            }
        }
        self.wrong(field, kind, place);
        Ok(Some(place))
    }

    /// A name or address: placeholders are no values, characters that hide are noted.
    pub(super) fn text(&mut self, field: &'static str) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar(field)? else { return Ok(Packed::default()) };
        self.look(field, place);
        Ok(self.draft.say(&self.scratch))
    }

    /// As [`Self::text`], for what seldom stands in a bill more than once. Equal texts may have different handles.
    pub(super) fn rare(&mut self, field: &'static str) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar(field)? else { return Ok(Packed::default()) };
        self.look(field, place);
        Ok(self.draft.keep(&self.scratch))
    }

    /// A digest, as it is written.
    pub(super) fn digest(&mut self, field: &'static str) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar(field)? else { return Ok(Packed::default()) };
        self.look(field, place);
        Ok(Stated::Value(self.draft.texts.keep(&term(&self.scratch))).into())
    }

    /// The handle that every text equal to this one has.
    pub(super) fn shared(&mut self, text: Packed<Text>) -> Packed<Text> {
        let Stated::Value(text) = text.get() else { return text };
        let text = self.draft.texts.get(text).to_owned();
        Stated::Value(self.draft.texts.intern(&text)).into()
    }

    /// Free text: placeholders are no values.
    pub(super) fn prose(&mut self, field: &'static str) -> Result<Packed<Text>, ReadError> {
        Ok(if self.scalar(field)?.is_some() { self.draft.say(&self.scratch) } else { Packed::default() })
    }

    /// The first bytes of a text. Equal texts may have different handles.
    pub(super) fn beginning(&mut self, field: &'static str) -> Result<Packed<Text>, ReadError> {
        if self.scalar(field)?.is_none() {
            return Ok(Packed::default());
        }
        let mut end = self.scratch.len().min(BEGINNING);
        while !self.scratch.is_char_boundary(end) {
            end -= 1;
        }
        Ok(self.draft.keep(&self.scratch[..end]))
    }

    /// A word of a list, or what else is kept as it is written. `other` and `noAssertion` are words here.
    pub(super) fn word(&mut self, field: &'static str) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar(field)? else { return Ok(Packed::default()) };
        self.look(field, place);
        Ok(Stated::Value(self.draft.texts.intern(&term(&self.scratch))).into())
    }

    /// Notes characters in the scratch text that have no place in a name.
    pub(super) fn look(&mut self, field: &'static str, place: Place) {
        look(self.draft, &self.scratch, field, None, place);
    }

    /// Each element of an array; one value where a list may stand is its only element, as JSON-LD has it.
    pub(super) fn each(
        &mut self,
        field: &'static str,
        mut each: impl FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        match self.json.peek()? {
            ValueKind::Array => {
                self.json.begin_array()?;
                while self.json.next_item()? {
                    each(self)?;
                }
                Ok(())
            }
            ValueKind::Null => {
                let place = self.json.place();
                self.wrong(field, ValueKind::Null, place);
                Ok(self.json.null()?)
            }
            _ => each(self),
        }
    }

    /// A value of any shape, as text and count. Elements inside it are no part of it: they are noted.
    pub(super) fn tell(&mut self, field: &'static str, told: &mut Told) -> Result<(), ReadError> {
        match self.json.peek()? {
            ValueKind::Array => {
                self.json.begin_array()?;
                while self.json.next_item()? {
                    self.tell(field, told)?;
                }
                Ok(())
            }
            ValueKind::Object => self.tell_object(field, told),
            ValueKind::Null => {
                let place = self.json.place();
                self.wrong(field, ValueKind::Null, place);
                Ok(self.json.null()?)
            }
            ValueKind::Number => {
                self.scratch.clear();
                self.scratch.push_str(self.json.number()?);
                told.add(&self.scratch);
                Ok(())
            }
            _ => {
                if self.scalar(field)?.is_some() {
                    told.add(&term(&self.scratch));
                }
                Ok(())
            }
        }
    }

    /// A dictionary entry, or an object whose scalars make one entry.
    fn tell_object(&mut self, field: &'static str, told: &mut Told) -> Result<(), ReadError> {
        let place = self.json.place();
        let (mut element, mut own) = (false, String::new());
        self.json.begin_object()?;
        while let Some(key) = self.json.next_key()? {
            let key = term(key).into_owned();
            match self.json.peek()? {
                ValueKind::Object | ValueKind::Array => self.tell(field, told)?,
                _ if self.scalar(field)?.is_none() => {}
                _ if key == "type" || key == "@type" => {
                    element |= class::find(&term(&self.scratch)).is_some_and(|found| found.class != Class::Value);
                }
                _ => {
                    element |= key == "spdxId";
                    let gap = if own.is_empty() { "" } else { "=" };
                    if own.len() + self.scratch.len() < PROPERTY {
                        own = format!("{own}{gap}{}", self.scratch);
                    }
                }
            }
        }
        if element {
            let message = phrase!("`{}` holds an element, which is not read there and would not be judged", field);
            self.note(NoteCode::HiddenContainer, place, message);
        }
        if !own.is_empty() {
            told.add(&own);
        }
        Ok(())
    }

    /// Passes over a value that says nothing of components; objects in it are read as elements if they are any.
    pub(super) fn astray(&mut self, pointer: &str) -> Result<(), ReadError> {
        match self.json.peek()? {
            ValueKind::Array => {
                self.json.begin_array()?;
                while self.json.next_item()? {
                    self.astray(pointer)?;
                }
                Ok(())
            }
            ValueKind::Object => self.object(Stands::Astray, pointer).map(|_| ()),
            _ => Ok(self.json.skip()?),
        }
    }
}
