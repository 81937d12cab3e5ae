//! Text of the syntaxes whose parser needs all of it, and places in it.

use crate::base::{Limits, Place, phrase};
use crate::read::Source;
use crate::read::error::ReadError;
use std::io::Read;

/// Bytes of input taken where the text is held whole.
const WHOLE: u32 = 256 << 20;

/// The whole text of an input.
///
/// # Errors
/// When it is too large, or not UTF-8.
pub(super) fn text(input: &mut Source<'_>, limits: &Limits, format: &'static str) -> Result<String, ReadError> {
    let most = limits.bytes.min(WHOLE);
    let mut bytes = Vec::new();
    input.by_ref().take(u64::from(most) + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most as usize {
        return Err(ReadError::Limit { place: Place::default(), what: "bytes of input in this syntax", limit: most as usize });
    }
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let valid = str::from_utf8(&bytes[..error.utf8_error().valid_up_to()]).unwrap_or_default();
        let mut places = Places::new(valid);
        ReadError::Syntax { place: places.at(valid.len()), format, why: phrase!("bytes that are not UTF-8") }
    })
}

/// Places of a text, asked for in rising order: each byte is looked at once.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    /// The first byte of the line.
    start: usize,
    /// Its bytes so far that only continue a character.
    wide: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, start: 0, wide: 0 }
    }

    /// The place of a byte. One before the last asked for is answered from the start of the text.
    pub(super) fn at(&mut self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        if offset < self.at {
            *self = Self::new(self.text);
        }
        for (at, byte) in self.text.as_bytes()[self.at..offset].iter().enumerate() {
            if *byte == b'\n' {
                self.line += 1;
                (self.start, self.wide) = (self.at + at + 1, 0);
            } else if byte & 0xc0 == 0x80 {
                self.wide += 1;
            }
        }
        self.at = offset;
        let narrow = |value: usize| u32::try_from(value).expect("the limit of bytes is a u32");
        Place { offset: narrow(offset), line: self.line, column: narrow(offset - self.start - self.wide + 1) }
    }
}
