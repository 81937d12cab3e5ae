//! What JSON and YAML have in common: objects and arrays of scalars, pulled one at a time, never held as a tree.

use crate::base::Place;
use crate::read::error::ReadError;
use crate::read::json::{Json, ValueKind};

/// A document being pulled. Duplicate keys and whatever passes a limit are errors of the source.
pub(super) trait Pull {
    /// What stands next.
    fn peek(&mut self) -> Result<ValueKind, ReadError>;
    /// Where the next value stands, after [`Self::peek`].
    fn place(&self) -> Place;
    /// Enters an object.
    fn object(&mut self) -> Result<(), ReadError>;
    /// The next key; none leaves the object.
    fn key(&mut self) -> Result<Option<&str>, ReadError>;
    /// Enters an array.
    fn array(&mut self) -> Result<(), ReadError>;
    /// Whether an element follows; the end leaves the array.
    fn item(&mut self) -> Result<bool, ReadError>;
    /// Reads a string, number or boolean as written.
    fn scalar(&mut self, into: &mut String) -> Result<(), ReadError>;
    /// Passes over one value.
    fn skip(&mut self) -> Result<(), ReadError>;
    /// Ends the document.
    fn end(&mut self) -> Result<(), ReadError>;
    /// Whether a byte order mark stood before the text.
    fn marked(&self) -> bool;
}

impl Pull for Json<'_> {
    fn peek(&mut self) -> Result<ValueKind, ReadError> {
        Ok(Json::peek(self)?)
    }
    fn place(&self) -> Place {
        Json::place(self)
    }
    fn object(&mut self) -> Result<(), ReadError> {
        Ok(self.begin_object()?)
    }
    fn key(&mut self) -> Result<Option<&str>, ReadError> {
        Ok(self.next_key()?)
    }
    fn array(&mut self) -> Result<(), ReadError> {
        Ok(self.begin_array()?)
    }
    fn item(&mut self) -> Result<bool, ReadError> {
        Ok(self.next_item()?)
    }
    fn scalar(&mut self, into: &mut String) -> Result<(), ReadError> {
        match Json::peek(self)? {
            ValueKind::Number => into.push_str(self.number()?),
            ValueKind::Boolean => into.push_str(if self.boolean()? { "true" } else { "false" }),
            _ => into.push_str(self.string()?),
        }
        Ok(())
    }
    fn skip(&mut self) -> Result<(), ReadError> {
        Ok(Json::skip(self)?)
    }
    fn end(&mut self) -> Result<(), ReadError> {
        Ok(Json::end(self)?)
    }
    fn marked(&self) -> bool {
        Json::marked(self)
    }
}
