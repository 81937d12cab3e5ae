//! The bytes of an input, 64 KiB at a time, within their limit, and where they stand.

use crate::base::Place;
use std::cell::Cell;
use std::io::{self, ErrorKind, Read};

const BUFFER: usize = 64 << 10;
/// Bytes by which a byte order mark, or another encoding, is told.
const HEAD: usize = 4;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Why no more bytes are given.
pub(super) enum Stop {
    /// They could not be had.
    Io(io::Error),
    /// There are more than so many.
    Limit(usize),
}

/// A part of an input. Lexers step through it; the fields are theirs to move.
pub(super) struct Window<'a> {
    from: Box<dyn Read + 'a>,
    pub(super) buffer: Box<[u8]>,
    /// The next byte of the buffer.
    pub(super) at: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// Bytes before the buffer.
    pub(super) base: usize,
    /// The present line, from 1.
    pub(super) line: usize,
    /// Bytes before it.
    pub(super) line_start: usize,
    /// Up to which byte the present line was looked at, and how many of its bytes only continue a character.
    wide: Cell<(usize, usize)>,
    /// The buffer is ASCII: nothing in it is wide.
    ascii: bool,
    limit: usize,
    /// A byte order mark stood at the start.
    pub(super) marked: bool,
}

impl<'a> Window<'a> {
    pub(super) fn new(from: impl Read + 'a, limit: u32) -> Self {
        Self {
            from: Box::new(from),
            buffer: vec![0; BUFFER].into_boxed_slice(),
            at: 0,
            end: 0,
            base: 0,
            line: 1,
            line_start: 0,
            wide: Cell::new((0, 0)),
            ascii: true,
            limit: limit as usize,
            marked: false,
        }
    }

    /// Whether nothing was taken yet.
    pub(super) fn first(&self) -> bool {
        self.base == 0
    }

    /// Replaces a used-up buffer; false at the end of the input. A byte order mark is passed over.
    #[cold]
    pub(super) fn fill(&mut self) -> Result<bool, Stop> {
        let first = self.base == 0 && self.end == 0;
        self.wide();
        self.base += self.end;
        (self.at, self.end) = (0, 0);
        // The first bytes are gathered until they tell, however few the source gives at a time.
        while self.end < if first { HEAD } else { 1 } {
            match self.from.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(more) => self.end += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Stop::Io(error)),
            }
        }
        if self.base + self.end > self.limit {
            return Err(Stop::Limit(self.limit));
        }
        if first && self.buffer[..self.end].starts_with(MARK) {
            (self.at, self.line_start, self.marked) = (MARK.len(), MARK.len(), true);
        }
        self.ascii = self.buffer[..self.end].is_ascii();
        Ok(self.at < self.end)
    }

    /// What is left of the buffer.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer[self.at..self.end]
    }

    /// How many bytes of the present line only continue a character. Each byte is looked at once, and of lines that nobody
    /// asks about only those that end a buffer.
    fn wide(&self) -> usize {
        let (seen, wide) = self.wide.get();
        let (from, wide) = if seen < self.line_start { (self.line_start, 0) } else { (seen, wide) };
        if self.ascii {
            return wide;
        }
        let new = &self.buffer[from.saturating_sub(self.base).min(self.at)..self.at];
        let wide = wide + new.iter().filter(|byte| *byte & 0xc0 == 0x80).count();
        self.wide.set((self.base + self.at, wide));
        wide
    }

    pub(super) fn place(&self) -> Place {
        let narrow = |value: usize| u32::try_from(value).expect("the limit of bytes is a u32");
        let offset = self.base + self.at;
        let column = offset.saturating_sub(self.line_start + self.wide()) + 1;
        Place { offset: narrow(offset), line: narrow(self.line), column: narrow(column) }
    }
}
