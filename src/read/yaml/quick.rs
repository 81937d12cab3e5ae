//! Blocks as tools write them: mappings and sequences told by their columns, one key or item to a line.
//!
//! Every function gives none for whatever is not surely of this kind, right or wrong: the library decides on that. Left to
//! it are flow collections that hold something, anchors, aliases, tags, directives, `? `, `- - `, folded blocks, tabs before content,
//! carriage returns, control characters, byte order marks, and lines whose column begins nothing.

use super::Event;
use super::scalar::Word;
use crate::base::Place;
use std::borrow::Cow;

/// One open block.
#[derive(Clone, Copy)]
struct Block {
    /// That of its keys, or of the `-` of its items.
    column: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mapping,
    Sequence,
    /// A sequence in the column of the mapping it is a value of: the next key ends it.
    Flush,
}

impl Kind {
    fn end(self) -> Event<'static> {
        if self == Self::Mapping { Event::MappingEnd } else { Event::SequenceEnd }
    }
}

/// What stands at the next byte.
#[derive(Clone, Copy)]
enum Next {
    /// The first byte of the text.
    Document,
    /// The colon of a key that was read, and not yet given.
    Key,
    /// What follows the colon behind a key.
    Value,
    /// What follows the `-` of an item.
    Item,
    /// The first byte of a line that says something, or the end.
    Line,
    /// As `Line`; the `[]` or `{}` before it is still to be ended.
    Hollow(Kind),
    /// Nothing.
    End,
}

/// A text being read block by block.
pub(super) struct Quick<'t> {
    pub(super) text: &'t str,
    /// The next byte.
    pub(super) at: usize,
    pub(super) line: u32,
    /// The first byte of the line.
    pub(super) start: usize,
    blocks: Vec<Block>,
    next: Next,
    /// The key that was not yet given.
    key: Option<Word<'t>>,
    /// Where the event last given begins.
    place: Place,
    /// The place of the `]` or `}` that is still to be given.
    close: Place,
    /// The place of the end of the text, once it was reached.
    last: Option<Place>,
    depth: usize,
}

impl<'t> Quick<'t> {
    /// Gives up before more than `depth` blocks are open.
    pub(super) fn new(text: &'t str, depth: usize) -> Self {
        let place = Place { offset: 0, line: 1, column: 1 };
        Self {
            text,
            at: 0,
            line: 1,
            start: 0,
            blocks: Vec::new(),
            next: Next::Document,
            key: None,
            place,
            close: place,
            last: None,
            depth,
        }
    }

    /// Where the event last given begins.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// The next event; none when the library must read the text.
    pub(super) fn next(&mut self) -> Option<Event<'t>> {
        let next = self.next;
        self.next = Next::Line;
        match next {
            Next::Line => self.line(),
            Next::Value => self.value(),
            Next::Key => self.key.take().map(|word| self.key(word)),
            Next::Item => self.content(),
            Next::Hollow(kind) => {
                self.place = self.close;
                Some(kind.end())
            }
            Next::Document => self.document(),
            Next::End => {
                self.next = Next::End;
                Some(Event::End)
            }
        }
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The place of a byte of this line before which nothing but ASCII stands.
    pub(super) fn mark(&self, at: usize) -> Place {
        let narrow = |value: usize| u32::try_from(value).expect("the limit of bytes is a u32");
        Place { offset: narrow(at), line: self.line, column: narrow(at - self.start + 1) }
    }

    /// The column of the next byte, from 0; none at the end of the text.
    fn column(&self) -> Option<usize> {
        (self.at < self.text.len()).then(|| self.at - self.start)
    }

    /// The column past which the content of the innermost block stands.
    fn floor(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.column)
    }

    /// Whether the next byte stands deeper than the innermost block.
    pub(super) fn deeper(&self) -> bool {
        self.column().is_some_and(|column| column > self.floor())
    }

    /// Passes over blanks, a comment and lines that say nothing, to the next byte that says something, or the end; whether there
    /// was a comment.
    pub(super) fn pass(&mut self) -> Option<bool> {
        let mut comment = false;
        loop {
            let from = self.at;
            self.blanks();
            match self.byte(self.at) {
                Some(b'\n') => {
                    self.at += 1;
                    self.line += 1;
                    self.start = self.at;
                }
                Some(b'#') if self.at > from || self.at == self.start => {
                    comment = true;
                    self.at = self.printable(self.at)?;
                    self.byte(self.at).is_none_or(|byte| byte == b'\n').then_some(())?;
                }
                // A tab or another control character may still say nothing.
                Some(byte) if from == self.start && byte > b' ' => return Some(comment),
                Some(_) => return None,
                None => return Some(comment),
            }
        }
    }

    pub(super) fn blanks(&mut self) {
        while self.byte(self.at) == Some(b' ') {
            self.at += 1;
        }
    }

    fn document(&mut self) -> Option<Event<'t>> {
        self.pass()?;
        if self.at == self.start && self.text[self.at..].starts_with("---") {
            self.at += 3;
            self.pass()?;
        }
        (self.column()? == 0).then_some(())?;
        let word = self.keyed()?;
        word.keyed.then_some(())?;
        self.mapping(word, 0)
    }

    fn open(&mut self, column: usize, kind: Kind) -> Option<()> {
        (self.blocks.len() < self.depth).then(|| self.blocks.push(Block { column, kind }))
    }

    fn mapping(&mut self, word: Word<'t>, column: usize) -> Option<Event<'t>> {
        self.open(column, Kind::Mapping)?;
        self.place = word.place;
        self.next = Next::Key;
        self.key = Some(word);
        Some(Event::MappingStart)
    }

    fn key(&mut self, word: Word<'t>) -> Event<'t> {
        self.place = word.place;
        self.next = Next::Value;
        Event::Scalar { text: word.text, plain: word.plain }
    }

    /// What follows a colon, at which the next byte is.
    fn value(&mut self) -> Option<Event<'t>> {
        let colon = self.at;
        self.at += 1;
        self.blanks();
        if !matches!(self.byte(self.at), None | Some(b'\n' | b'#')) {
            return self.scalar();
        }
        let place = self.mark(colon);
        self.at = colon + 1;
        self.pass()?;
        if self.deeper() {
            return self.node(true);
        }
        let floor = self.floor();
        if self.column() == Some(floor) && self.dash() {
            self.open(floor, Kind::Flush)?;
            self.item()?;
            self.place = self.mark(self.at);
            self.next = Next::Item;
            return Some(Event::SequenceStart);
        }
        self.nothing(place)
    }

    /// Whether an item stands next.
    fn dash(&self) -> bool {
        self.byte(self.at) == Some(b'-') && self.byte(self.at + 1).is_none_or(|byte| byte <= b' ')
    }

    /// Passes over the `-` of an item and the blanks behind it.
    fn item(&mut self) -> Option<()> {
        self.at += 1;
        self.blanks();
        self.byte(self.at).is_some_and(|byte| (byte > b' ' && byte != b'#') || byte == b'\n').then_some(())
    }

    /// What follows the `-` of an item, which nothing but blanks stand between.
    fn content(&mut self) -> Option<Event<'t>> {
        if self.byte(self.at) != Some(b'\n') {
            return self.node(false);
        }
        let place = self.mark(self.at);
        self.pass()?;
        if self.deeper() { self.node(true) } else { self.nothing(place) }
    }

    /// A value or an item that is not there: its place is what stands before it.
    fn nothing(&mut self, place: Place) -> Option<Event<'t>> {
        self.place = place;
        Some(Event::Scalar { text: Cow::Borrowed("~"), plain: true })
    }

    /// An item or a value that stands deeper than what it belongs to; `fresh` when it begins its line.
    fn node(&mut self, fresh: bool) -> Option<Event<'t>> {
        let column = self.column()?;
        if self.dash() {
            fresh.then_some(())?;
            self.open(column, Kind::Sequence)?;
            self.place = self.mark(self.at);
            self.item()?;
            self.next = Next::Item;
            return Some(Event::SequenceStart);
        }
        if matches!(self.byte(self.at)?, b'|' | b'[' | b'{') {
            return self.scalar();
        }
        let word = self.keyed()?;
        if word.keyed { self.mapping(word, column) } else { self.unkeyed(word) }
    }

    /// A value in the line of its key.
    fn scalar(&mut self) -> Option<Event<'t>> {
        match self.byte(self.at)? {
            b'|' => {
                let (text, place) = self.literal()?;
                self.place = place;
                Some(Event::Scalar { text, plain: false })
            }
            b'[' => self.hollow(b']', Kind::Sequence),
            b'{' => self.hollow(b'}', Kind::Mapping),
            _ => {
                let word = self.word()?;
                self.unkeyed(word)
            }
        }
    }

    /// `[]` or `{}`, of which the first byte is the next.
    fn hollow(&mut self, close: u8, kind: Kind) -> Option<Event<'t>> {
        (self.byte(self.at + 1)? == close && self.blocks.len() < self.depth).then_some(())?;
        (self.place, self.close) = (self.mark(self.at), self.mark(self.at + 1));
        self.at += 2;
        self.pass()?;
        self.next = Next::Hollow(kind);
        Some(if kind == Kind::Mapping { Event::MappingStart } else { Event::SequenceStart })
    }

    /// A value or an item of which the first line was read.
    fn unkeyed(&mut self, word: Word<'t>) -> Option<Event<'t>> {
        (!word.keyed).then_some(())?;
        self.place = word.place;
        let text = if word.plain {
            self.lines(word.text)?
        } else {
            self.pass()?;
            word.text
        };
        Some(Event::Scalar { text, plain: word.plain })
    }

    /// A line of the innermost block, or what ends it.
    fn line(&mut self) -> Option<Event<'t>> {
        let Some(block) = self.blocks.last().copied() else {
            self.next = Next::End;
            self.place = self.last();
            return self.column().is_none().then_some(Event::End);
        };
        match self.column() {
            Some(column) if column > block.column => None,
            Some(column) if column == block.column => match block.kind {
                Kind::Mapping => {
                    let word = self.keyed()?;
                    word.keyed.then(|| self.key(word))
                }
                Kind::Sequence | Kind::Flush if self.dash() => {
                    self.item()?;
                    self.content()
                }
                Kind::Sequence => None,
                Kind::Flush => self.close(block),
            },
            _ => self.close(block),
        }
    }

    fn close(&mut self, block: Block) -> Option<Event<'t>> {
        self.blocks.pop();
        self.place = if self.column().is_some() { self.mark(self.at) } else { self.last() };
        Some(block.kind.end())
    }

    /// The place of the end of the text, the only one before which anything may stand in its line.
    fn last(&mut self) -> Place {
        let end = self.mark(self.text.len());
        let line = &self.text.as_bytes()[self.start..];
        *self.last.get_or_insert_with(|| {
            let wide = line.iter().filter(|byte| **byte & 0xc0 == 0x80).count();
            Place { column: end.column - u32::try_from(wide).expect("a part of the column"), ..end }
        })
    }
}
