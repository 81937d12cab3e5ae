//! The bytes of a document, 64 KiB at a time, within their limits, and where they stand.

use super::error::XmlFault;
use crate::base::{Limits, Place};
use std::io::{self, BufRead, ErrorKind, Read};

const BUFFER: usize = 64 << 10;
/// Bytes of markup beside the longest string.
const MARKUP: usize = 4096;

pub(super) struct Feed<'a> {
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
    string: usize,
    /// Bytes the current token may still have.
    left: usize,
    marked: bool,
    /// Why no more bytes are given.
    stopped: Option<XmlFault>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(from: impl Read + 'a, limits: &Limits) -> Self {
        Self {
            from: Box::new(from),
            buffer: vec![0; BUFFER].into_boxed_slice(),
            at: 0,
            end: 0,
            base: 0,
            line: 1,
            line_start: 0,
            limit: limits.bytes as usize,
            string: limits.string,
            left: usize::MAX,
            marked: false,
            stopped: None,
        }
    }

    /// Begins a token.
    pub(super) fn begin(&mut self) {
        self.left = self.string.saturating_add(MARKUP);
    }

    /// Whether a byte order mark stood at the start.
    pub(super) fn marked(&self) -> bool {
        self.marked
    }

    /// Why no more bytes were given, if so.
    pub(super) fn stopped(&mut self) -> Option<XmlFault> {
        self.stopped.take()
    }

    pub(super) fn place(&self) -> Place {
        let narrow = |value: usize| u32::try_from(value).expect("the limit of bytes is a u32");
        let offset = self.base + self.at;
        Place { offset: narrow(offset), line: narrow(self.line), column: narrow(offset - self.line_start + 1) }
    }

    fn stop(&mut self, fault: XmlFault) -> io::Error {
        self.stopped = Some(fault);
        io::Error::other("the document is refused")
    }

    #[cold]
    fn fill(&mut self) -> io::Result<()> {
        let first = self.base == 0 && self.end == 0;
        self.base += self.end;
        (self.at, self.end) = (0, 0);
        // The first bytes are gathered until an encoding can be told, however few the source gives at a time.
        while self.end < if first { 4 } else { 1 } {
            match self.from.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(more) => self.end += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.stop(XmlFault::Io(error))),
            }
        }
        if self.base + self.end > self.limit {
            return Err(self.stop(XmlFault::Limit { what: "bytes of input", limit: self.limit }));
        }
        if first {
            self.encoding()?;
        }
        Ok(())
    }

    /// Tells the encodings whose first bytes are not those of UTF-8. Source: XML 1.0, appendix F.
    fn encoding(&mut self) -> io::Result<()> {
        let head = &self.buffer[..self.end];
        let seems = match head {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, _, ..] | [_, 0, 0, 0, ..] => "UTF-32",
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] => "UTF-16",
            [0x4c, 0x6f, 0xa7, 0x94, ..] => "EBCDIC",
            _ => {
                if head.starts_with(b"\xef\xbb\xbf") {
                    (self.at, self.line_start, self.marked) = (3, 3, true);
                }
                return Ok(());
            }
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
        if self.at == self.end {
            self.fill()?;
        }
        Ok(&self.buffer[self.at..self.end])
    }

    fn consume(&mut self, bytes: usize) {
        let taken = &self.buffer[self.at..self.at + bytes];
        let lines = taken.iter().filter(|byte| **byte == b'\n').count();
        if lines > 0 {
            self.line += lines;
            let last = taken.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
            self.line_start = self.base + self.at + last + 1;
        }
        self.at += bytes;
        self.left = self.left.saturating_sub(bytes);
    }
}
