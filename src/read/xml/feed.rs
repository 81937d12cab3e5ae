//! The bytes of a document as the tokenizer takes them, with a limit for each token.

use super::error::XmlFault;
use crate::base::{Limits, Place};
use crate::read::window::{Stop, Window};
use std::io::{self, BufRead, Read};

/// Bytes of markup beside the longest string.
const MARKUP: usize = 4096;

pub(super) struct Feed<'a> {
    window: Window<'a>,
    string: usize,
    /// Bytes the current token may still have.
    left: usize,
    /// Why no more bytes are given.
    stopped: Option<XmlFault>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(from: impl Read + 'a, limits: &Limits) -> Self {
        Self { window: Window::new(from, limits.bytes), string: limits.string, left: usize::MAX, stopped: None }
    }

    /// Begins a token.
    pub(super) fn begin(&mut self) {
        self.left = self.string.saturating_add(MARKUP);
    }

    /// Whether a byte order mark stood at the start.
    pub(super) fn marked(&self) -> bool {
        self.window.marked
    }

    /// Why no more bytes were given, if so.
    pub(super) fn stopped(&mut self) -> Option<XmlFault> {
        self.stopped.take()
    }

    pub(super) fn place(&self) -> Place {
        self.window.place()
    }

    fn stop(&mut self, fault: XmlFault) -> io::Error {
        self.stopped = Some(fault);
        io::Error::other("the document is refused")
    }

    #[cold]
    fn fill(&mut self) -> io::Result<()> {
        self.window.fill().map_err(|stop| match stop {
            Stop::Io(error) => self.stop(XmlFault::Io(error)),
            Stop::Limit(limit) => self.stop(XmlFault::Limit { what: "bytes of input", limit }),
        })?;
        if self.window.first() { self.encoding() } else { Ok(()) }
    }

    /// Tells the encodings whose first bytes are not those of UTF-8. Source: XML 1.0, appendix F.
    fn encoding(&mut self) -> io::Result<()> {
        let seems = match self.window.rest() {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, _, ..] | [_, 0, 0, 0, ..] => "UTF-32",
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] => "UTF-16",
            [0x4c, 0x6f, 0xa7, 0x94, ..] => "EBCDIC",
            _ => return Ok(()),
        };
        Err(self.stop(XmlFault::Encoding(seems.to_owned())))
    }
}

impl Read for Feed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = self.fill_buf()?;
        let taken = rest.len().min(into.len());
        into[..taken].copy_from_slice(&rest[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}

impl BufRead for Feed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            let limit = self.string;
            return Err(self.stop(XmlFault::Limit { what: "bytes of one string", limit }));
        }
        if self.window.at == self.window.end {
            self.fill()?;
        }
        Ok(self.window.rest())
    }

    fn consume(&mut self, bytes: usize) {
        let taken = &self.window.buffer[self.window.at..self.window.at + bytes];
        if let Some(last) = taken.iter().rposition(|byte| *byte == b'\n') {
            self.window.line += taken[..=last].iter().filter(|byte| **byte == b'\n').count();
            self.window.line_start = self.window.base + self.window.at + last + 1;
        }
        self.window.at += bytes;
        self.left = self.left.saturating_sub(bytes);
    }
}
