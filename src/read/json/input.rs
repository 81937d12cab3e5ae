//! The bytes of a text, 64 KiB at a time, and where they stand.

use super::error::{Fault, JsonError};
use super::places::Places;
use crate::base::Place;
use std::io::{ErrorKind, Read};

const BUFFER: usize = 64 << 10;
/// As many blanks as are passed over in one step.
const INDENT: &[u8; 8] = b"        ";

pub(super) struct Input<'a> {
    from: Box<dyn Read + 'a>,
    buffer: Box<[u8]>,
    at: usize,
    end: usize,
    /// Bytes before the buffer.
    base: usize,
    line: usize,
    /// Bytes before the current line.
    line_start: usize,
    limit: usize,
    marked: bool,
    /// Where the text stands in the one it was made from, if in any.
    places: Option<Places>,
}

impl<'a> Input<'a> {
    pub(super) fn new(from: impl Read + 'a, limit: u32) -> Self {
        Self {
            from: Box::new(from),
            buffer: vec![0; BUFFER].into_boxed_slice(),
            at: 0,
            end: 0,
            base: 0,
            line: 1,
            line_start: 0,
            limit: limit as usize,
            marked: false,
            places: None,
        }
    }

    pub(super) fn place_by(&mut self, places: Places) {
        self.places = Some(places);
    }

    /// Replaces a used-up buffer; false at the end of the input.
    #[cold]
    pub(super) fn fill(&mut self) -> Result<bool, JsonError> {
        let first = self.base == 0 && self.end == 0;
        self.base += self.end;
        self.at = 0;
        self.end = 0;
        // The first bytes are gathered until a byte order mark can be told, however few the source gives at a time.
        while self.end < if first { 4 } else { 1 } {
            match self.from.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(more) => self.end += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.fault(Fault::Io(error))),
            }
        }
        if self.base + self.end > self.limit {
            return Err(self.fault(Fault::Limit { what: "bytes of input", limit: self.limit }));
        }
        if first && self.buffer[..self.end].starts_with(b"\xef\xbb\xbf") {
            self.at = 3;
            self.line_start = 3;
            self.marked = true;
        }
        Ok(self.at < self.end)
    }

    /// The next byte, not yet taken.
    #[inline]
    pub(super) fn byte(&mut self) -> Result<Option<u8>, JsonError> {
        if self.at == self.end && !self.fill()? {
            return Ok(None);
        }
        Ok(Some(self.buffer[self.at]))
    }

    /// The next byte that is not white space, not yet taken.
    #[inline]
    pub(super) fn token(&mut self) -> Result<Option<u8>, JsonError> {
        loop {
            while self.at < self.end {
                match self.buffer[self.at] {
                    // Indented documents are a third white space.
                    b' ' if self.buffer[self.at..self.end].starts_with(INDENT) => self.at += INDENT.len(),
                    b' ' | b'\t' | b'\r' => self.at += 1,
                    b'\n' => {
                        self.at += 1;
                        self.line += 1;
                        self.line_start = self.base + self.at;
                    }
                    other => return Ok(Some(other)),
                }
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// What is left of the buffer.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer[self.at..self.end]
    }

    /// Bytes just taken.
    #[inline]
    pub(super) fn taken(&self, from: usize, to: usize) -> &[u8] {
        &self.buffer[from..to]
    }

    /// Takes `bytes` bytes of the buffer.
    #[inline]
    pub(super) fn take(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Position inside the buffer.
    #[inline]
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether a byte order mark stood at the start.
    pub(super) fn marked(&self) -> bool {
        self.marked
    }

    pub(super) fn place(&self) -> Place {
        let offset = self.base + self.at;
        if let Some(places) = &self.places {
            return places.at(offset);
        }
        let narrow = |value: usize| u32::try_from(value).expect("the limit of bytes is a u32");
        Place { offset: narrow(offset), line: narrow(self.line), column: narrow(offset.saturating_sub(self.line_start) + 1) }
    }

    #[cold]
    pub(super) fn fault(&self, fault: Fault) -> JsonError {
        JsonError { place: self.place(), fault }
    }

    /// The next byte as a message shows it.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &'static str) -> JsonError {
        let found = match self.byte() {
            Ok(None) => "the end of the input".to_owned(),
            Ok(Some(byte)) if byte.is_ascii_graphic() => format!("`{}`", char::from(byte)),
            Ok(Some(byte)) => format!("byte 0x{byte:02x}"),
            Err(error) => return error,
        };
        self.fault(Fault::Unexpected { expected, found })
    }
}
