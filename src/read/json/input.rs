//! The bytes of a text, 64 KiB at a time, and where they stand.

use super::error::{Fault, JsonError};
use super::places::Places;
use crate::base::{Place, phrase};
use crate::read::window::{Stop, Window};
use std::io::Read;

/// As many blanks as are passed over in one step.
const INDENT: &[u8; 8] = b"        ";

pub(super) struct Input<'a> {
    window: Window<'a>,
    /// Where the text stands in the one it was made from, if in any.
    places: Option<Places>,
}

impl<'a> Input<'a> {
    pub(super) fn new(from: impl Read + 'a, limit: u32) -> Self {
        Self { window: Window::new(from, limit), places: None }
    }

    pub(super) fn place_by(&mut self, places: Places) {
        self.places = Some(places);
    }

    /// Replaces a used-up buffer; false at the end of the input.
    #[cold]
    pub(super) fn fill(&mut self) -> Result<bool, JsonError> {
        self.window.fill().map_err(|stop| match stop {
            Stop::Io(error) => self.fault(Fault::Io(error)),
            Stop::Limit(limit) => self.fault(Fault::Limit { what: "bytes of input", limit }),
        })
    }

    /// The next byte, not yet taken.
    #[inline]
    pub(super) fn byte(&mut self) -> Result<Option<u8>, JsonError> {
        if self.window.at == self.window.end && !self.fill()? {
            return Ok(None);
        }
        Ok(Some(self.window.buffer[self.window.at]))
    }

    /// The next byte that is not white space, not yet taken.
    #[inline]
    pub(super) fn token(&mut self) -> Result<Option<u8>, JsonError> {
        loop {
            let window = &mut self.window;
            while window.at < window.end {
                match window.buffer[window.at] {
                    // Indented documents are a third white space.
                    b' ' if window.rest().starts_with(INDENT) => window.at += INDENT.len(),
                    b' ' | b'\t' | b'\r' => window.at += 1,
                    b'\n' => {
                        window.at += 1;
                        window.line += 1;
                        window.line_start = window.base + window.at;
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
        self.window.rest()
    }

    /// Bytes just taken.
    #[inline]
    pub(super) fn taken(&self, from: usize, to: usize) -> &[u8] {
        &self.window.buffer[from..to]
    }

    /// Takes `bytes` bytes of the buffer.
    #[inline]
    pub(super) fn take(&mut self, bytes: usize) {
        self.window.at += bytes;
    }

    /// Position inside the buffer.
    #[inline]
    pub(super) fn at(&self) -> usize {
        self.window.at
    }

    /// Whether a byte order mark stood at the start.
    pub(super) fn marked(&self) -> bool {
        self.window.marked
    }

    pub(super) fn place(&self) -> Place {
        match &self.places {
            Some(places) => places.at(self.window.base + self.window.at),
            None => self.window.place(),
        }
    }

    #[cold]
    pub(super) fn fault(&self, fault: Fault) -> JsonError {
        JsonError { place: self.place(), fault }
    }

    /// The next byte as a message shows it.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &'static str) -> JsonError {
        let found = match self.byte() {
            Ok(None) => phrase!("the end of the input"),
            Ok(Some(byte)) if byte.is_ascii_graphic() => format!("`{}`", char::from(byte)).into(),
            Ok(Some(byte)) => phrase!("byte {}", format!("0x{byte:02x}")),
            Err(error) => return error,
        };
        self.fault(Fault::Unexpected { expected, found })
    }
}
