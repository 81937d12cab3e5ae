//! A strict pull reader of JSON: the text is never held whole and never a tree. Source: RFC 8259.
//!
//! ```
//! use bomgate::{base::Limits, read::json::Json};
//! let mut json = Json::new(&br#"{"name": "bert", "sizes": [1, 2]}"#[..], &Limits::default());
//! json.begin_object().unwrap();
//! while let Some(key) = json.next_key().unwrap() {
//!     match key {
//!         "name" => assert_eq!(json.string().unwrap(), "bert"),
//!         _ => json.skip().unwrap(),
//!     }
//! }
//! json.end().unwrap();
//! ```

mod error;
mod input;
mod keys;
mod number;
mod places;
mod string;

pub use error::{Fault, JsonError};
pub(in crate::read) use keys::{Keys, Scope};
pub(in crate::read) use places::Places;

use crate::base::{Limits, Phrase, Place};
use input::Input;
use std::io::Read;
use string::Held;

/// What kind of value stands next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// `{`
    Object,
    /// `[`
    Array,
    /// `"`
    String,
    /// A digit or `-`.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
}

impl ValueKind {
    /// The kind in a word, with its article.
    pub fn word(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::Null => "null",
        }
    }

    /// In words that reports can say again.
    pub(in crate::read) fn phrase(self) -> Phrase {
        Phrase::word(self.word())
    }
}

/// One open object or array.
struct Frame {
    first: bool,
    /// None for an array.
    keys: Option<Scope>,
}

/// One JSON text being read, value by value.
///
/// Refused: everything outside RFC 8259, duplicate keys at any depth (compared decoded), numbers that readers would
/// round differently, and whatever passes a [`Limits`]. A UTF-8 byte order mark is skipped; see [`Self::marked`].
/// Cost: one pass, memory for the open objects' keys and the longest string.
pub struct Json<'a> {
    input: Input<'a>,
    frames: Vec<Frame>,
    keys: Keys,
    scratch: Vec<u8>,
    depth: usize,
    string: usize,
    most_keys: usize,
}

impl<'a> Json<'a> {
    /// A reader of `from`, which needs no buffer of its own.
    pub fn new(from: impl Read + 'a, limits: &Limits) -> Self {
        Self {
            input: Input::new(from, limits.bytes),
            frames: Vec::new(),
            keys: Keys::default(),
            scratch: Vec::new(),
            depth: limits.depth,
            string: limits.string,
            most_keys: limits.keys,
        }
    }

    /// A reader of a text made from another one, in which its values stand at `places`.
    pub(in crate::read) fn placed(from: impl Read + 'a, limits: &Limits, places: Places) -> Self {
        let mut json = Self::new(from, limits);
        json.input.place_by(places);
        json
    }

    /// What stands next. Leaves it where it is.
    ///
    /// # Errors
    /// When no value stands next.
    pub fn peek(&mut self) -> Result<ValueKind, JsonError> {
        Ok(match self.input.token()? {
            Some(b'{') => ValueKind::Object,
            Some(b'[') => ValueKind::Array,
            Some(b'"') => ValueKind::String,
            Some(b'0'..=b'9' | b'-') => ValueKind::Number,
            Some(b't' | b'f') => ValueKind::Boolean,
            Some(b'n') => ValueKind::Null,
            _ => return Err(self.input.unexpected("a value")),
        })
    }

    /// Where the next byte stands; after [`Self::peek`], the first of the value.
    pub fn place(&self) -> Place {
        self.input.place()
    }

    /// Objects and arrays open.
    pub fn open(&self) -> usize {
        self.frames.len()
    }

    /// Whether a byte order mark stood before the text. Known once anything was read.
    pub fn marked(&self) -> bool {
        self.input.marked()
    }

    /// Enters an object.
    ///
    /// # Errors
    /// When none stands next, or too many are open.
    #[inline]
    pub fn begin_object(&mut self) -> Result<(), JsonError> {
        let keys = self.keys.open();
        self.begin(b'{', "an object", Some(keys))
    }

    /// Enters an array.
    ///
    /// # Errors
    /// When none stands next, or too many are open.
    #[inline]
    pub fn begin_array(&mut self) -> Result<(), JsonError> {
        self.begin(b'[', "an array", None)
    }

    #[inline]
    fn begin(&mut self, byte: u8, what: &'static str, keys: Option<Scope>) -> Result<(), JsonError> {
        if self.input.token()? != Some(byte) {
            return Err(self.input.unexpected(what));
        }
        if self.frames.len() >= self.depth {
            return Err(self.input.fault(Fault::Limit { what: "objects and arrays inside each other", limit: self.depth }));
        }
        self.input.take(1);
        self.frames.push(Frame { first: true, keys });
        Ok(())
    }

    /// The next key of the innermost object, its colon taken; none at the end, which leaves the object.
    ///
    /// # Errors
    /// When the object is malformed, or holds the key already.
    #[inline]
    pub fn next_key(&mut self) -> Result<Option<&str>, JsonError> {
        if !self.advance_key()? {
            return Ok(None);
        }
        match std::str::from_utf8(self.keys.last()) {
            Ok(key) => Ok(Some(key)),
            Err(_) => Err(self.input.fault(Fault::NotUtf8)),
        }
    }

    /// As [`Self::next_key`], in bytes, which are UTF-8: most keys are only compared.
    #[inline]
    pub(in crate::read) fn next_key_bytes(&mut self) -> Result<Option<&[u8]>, JsonError> {
        Ok(if self.advance_key()? { Some(self.keys.last()) } else { None })
    }

    fn advance_key(&mut self) -> Result<bool, JsonError> {
        let Some(frame) = self.frames.last_mut() else {
            return Err(self.input.unexpected("an open object"));
        };
        let Some(scope) = &mut frame.keys else {
            return Err(self.input.unexpected("an array element, not a key"));
        };
        let mut token = self.input.token()?;
        if token == Some(b'}') {
            self.input.take(1);
            if let Some(Frame { keys: Some(scope), .. }) = self.frames.pop() {
                self.keys.close(scope);
            }
            return Ok(false);
        }
        if !frame.first {
            if token != Some(b',') {
                return Err(self.input.unexpected("`,` or `}`"));
            }
            self.input.take(1);
            token = self.input.token()?;
        }
        frame.first = false;
        if token != Some(b'"') {
            return Err(self.input.unexpected("a key in double quotes"));
        }
        let place = self.input.place();
        if self.keys.count(scope) >= self.most_keys {
            return Err(self.input.fault(Fault::Limit { what: "keys of one object", limit: self.most_keys }));
        }
        let held = string::read(&mut self.input, &mut self.scratch, self.string)?;
        let key = match held {
            Held::Buffer { from, to } => self.input.taken(from, to),
            Held::Scratch => &self.scratch,
        };
        if self.keys.held() + key.len() > self.string {
            return Err(self.input.fault(Fault::Limit { what: "bytes of open keys", limit: self.string }));
        }
        if !self.keys.insert(scope, key) {
            let shown = String::from_utf8_lossy(key).chars().take(80).collect();
            return Err(JsonError { place, fault: Fault::DuplicateKey(shown) });
        }
        if self.input.token()? != Some(b':') {
            return Err(self.input.unexpected("`:`"));
        }
        self.input.take(1);
        Ok(true)
    }

    /// Whether the innermost array has another element, which stands next; the end leaves the array.
    ///
    /// # Errors
    /// When the array is malformed.
    #[inline]
    pub fn next_item(&mut self) -> Result<bool, JsonError> {
        let Some(frame) = self.frames.last_mut() else {
            return Err(self.input.unexpected("an open array"));
        };
        if frame.keys.is_some() {
            return Err(self.input.unexpected("a key, not an array element"));
        }
        let token = self.input.token()?;
        if token == Some(b']') {
            self.input.take(1);
            self.frames.pop();
            return Ok(false);
        }
        if !frame.first {
            if token != Some(b',') {
                return Err(self.input.unexpected("`,` or `]`"));
            }
            self.input.take(1);
            if self.input.token()? == Some(b']') {
                return Err(self.input.unexpected("a value after the comma"));
            }
        }
        frame.first = false;
        Ok(true)
    }

    /// A string, decoded.
    ///
    /// # Errors
    /// When none stands next, or it is malformed.
    #[inline]
    pub fn string(&mut self) -> Result<&str, JsonError> {
        let held = self.raw_string()?;
        self.held(&held)
    }

    fn raw_string(&mut self) -> Result<Held, JsonError> {
        if self.input.token()? != Some(b'"') {
            return Err(self.input.unexpected("a string"));
        }
        string::read(&mut self.input, &mut self.scratch, self.string)
    }

    /// A number, as written.
    ///
    /// # Errors
    /// When none stands next, or its value is not clear.
    pub fn number(&mut self) -> Result<&str, JsonError> {
        if !matches!(self.input.token()?, Some(b'0'..=b'9' | b'-')) {
            return Err(self.input.unexpected("a number"));
        }
        let held = number::read(&mut self.input, &mut self.scratch)?;
        self.held(&held)
    }

    fn held(&self, held: &Held) -> Result<&str, JsonError> {
        let bytes = match held {
            Held::Buffer { from, to } => self.input.taken(*from, *to),
            Held::Scratch => &self.scratch,
        };
        std::str::from_utf8(bytes).map_err(|_| self.input.fault(Fault::NotUtf8))
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// When neither stands next.
    pub fn boolean(&mut self) -> Result<bool, JsonError> {
        match self.input.token()? {
            Some(b't') => self.literal(b"true").map(|()| true),
            Some(b'f') => self.literal(b"false").map(|()| false),
            _ => Err(self.input.unexpected("`true` or `false`")),
        }
    }

    /// `null`.
    ///
    /// # Errors
    /// When something else stands next.
    pub fn null(&mut self) -> Result<(), JsonError> {
        self.input.token()?;
        self.literal(b"null")
    }

    fn literal(&mut self, word: &'static [u8]) -> Result<(), JsonError> {
        for want in word {
            if self.input.byte()? != Some(*want) {
                return Err(self.input.unexpected("`true`, `false` or `null`"));
            }
            self.input.take(1);
        }
        Ok(())
    }

    /// Passes over one value, checked as strictly as when it is read. Needs no stack for depth.
    ///
    /// # Errors
    /// When the value is malformed.
    pub fn skip(&mut self) -> Result<(), JsonError> {
        let floor = self.frames.len();
        loop {
            match self.peek()? {
                ValueKind::Object => self.begin_object()?,
                ValueKind::Array => self.begin_array()?,
                ValueKind::String => {
                    self.raw_string()?;
                }
                ValueKind::Number => {
                    number::read(&mut self.input, &mut self.scratch)?;
                }
                ValueKind::Boolean => {
                    self.boolean()?;
                }
                ValueKind::Null => self.null()?,
            }
            loop {
                if self.frames.len() == floor {
                    return Ok(());
                }
                let in_object = self.frames.last().is_some_and(|frame| frame.keys.is_some());
                if if in_object { self.advance_key()? } else { self.next_item()? } {
                    break;
                }
            }
        }
    }

    /// Ends the text: nothing but white space may follow.
    ///
    /// # Errors
    /// When something follows, or a value is still open.
    pub fn end(&mut self) -> Result<(), JsonError> {
        if !self.frames.is_empty() {
            return Err(self.input.unexpected("the end of the open value"));
        }
        match self.input.token()? {
            None => Ok(()),
            Some(_) => Err(self.input.unexpected("the end of the input: one file holds one JSON text")),
        }
    }
}

#[cfg(test)]
mod tests;
