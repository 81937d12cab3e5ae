//! Lines and columns of a text that is held whole.

use crate::base::Place;

/// Places of a text, asked for in rising order: each byte is looked at once.
#[derive(Debug)]
pub(in crate::read) struct Places<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    /// The first byte of the line.
    start: usize,
    /// Its bytes so far that only continue a character.
    wide: usize,
}

impl<'t> Places<'t> {
    pub(in crate::read) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, start: 0, wide: 0 }
    }

    /// The place of a byte. One before the last asked for is answered from the start of the text.
    pub(in crate::read) fn at(&mut self, offset: usize) -> Place {
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
