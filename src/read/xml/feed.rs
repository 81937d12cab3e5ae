//! The bytes of a document as the tokenizer takes them, with a limit for each token.

use super::error::XmlFault;
use super::text::is_clean;
use crate::base::{Limits, Place};
use crate::read::window::{Stop, Window};
use memchr::memchr_iter;
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
    /// The window as text, as far as it is UTF-8: checked once for all tokens in it.
    text: String,
    /// Bytes of the window before that: the rest of a character that began before.
    cut: usize,
    /// Whether every character of that text may stand in a document, and no line ends but by a line feed.
    clean: bool,
    /// Where lines end in the window, and how many of those are passed.
    ends: (Vec<u16>, usize),
}

impl<'a> Feed<'a> {
    pub(super) fn new(from: impl Read + 'a, limits: &Limits) -> Self {
        Self {
            window: Window::new(from, limits.bytes),
            string: limits.string,
            left: usize::MAX,
            stopped: None,
            text: String::new(),
            cut: 0,
            clean: false,
            ends: (Vec::new(), 0),
        }
    }

    /// Begins a token.
    pub(super) fn begin(&mut self) {
        self.left = self.string.saturating_add(MARKUP);
    }

    /// What is left of the window, as far as it is text.
    pub(super) fn rest(&self) -> &str {
        self.window.at.checked_sub(self.cut).and_then(|at| self.text.get(at..)).unwrap_or_default()
    }

    /// Takes `bytes` of the window.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.consume(bytes);
    }

    /// Takes `bytes` of the window; false, and nothing, when the current token may not have as many.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        let may = bytes <= self.left;
        if may {
            self.consume(bytes);
        }
        may
    }

    /// Whether [`Self::rest`] holds no character that may not stand in a document, and no carriage return.
    pub(super) fn clean(&self) -> bool {
        self.clean
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
        self.text.clear();
        self.window.fill().map_err(|stop| match stop {
            Stop::Io(error) => self.stop(XmlFault::Io(error)),
            Stop::Limit(limit) => self.stop(XmlFault::Limit { what: "bytes of input", limit }),
        })?;
        self.look();
        if self.window.first() { self.encoding() } else { Ok(()) }
    }

    /// Looks over a new window, many bytes at a time.
    fn look(&mut self) {
        let bytes = &self.window.buffer[..self.window.end];
        self.cut = bytes.iter().take(3).take_while(|byte| *byte & 0xc0 == 0x80).count();
        let bytes = &bytes[self.cut..];
        let whole = str::from_utf8(bytes)
            .unwrap_or_else(|error| str::from_utf8(&bytes[..error.valid_up_to()]).expect("it is valid up to there"));
        self.text.clear();
        self.text.push_str(whole);
        self.clean = is_clean(whole);
        self.ends.0.clear();
        self.ends.0.extend(
            memchr_iter(b'\n', &self.window.buffer[..self.window.end]).map(|at| u16::try_from(at).expect("a window has 64 KiB")),
        );
        self.ends.1 = 0;
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
        self.window.at += bytes;
        let (ends, passed) = &mut self.ends;
        while let Some(end) = ends.get(*passed).map(|end| usize::from(*end) + 1).filter(|end| *end <= self.window.at) {
            self.window.line += 1;
            self.window.line_start = self.window.base + end;
            *passed += 1;
        }
        self.left = self.left.saturating_sub(bytes);
    }
}
