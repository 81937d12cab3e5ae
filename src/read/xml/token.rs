//! The tokens `quick-xml` takes a document apart into, by their delimiters.

use memchr::{memchr, memchr2};
use quick_xml::events::Event;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Start,
    Empty,
    End,
    Text,
    Section,
    Reference,
    Comment,
    Instruction,
    Declaration,
    Doctype,
    Eof,
}

impl Token {
    pub(super) fn of(event: &Event<'_>) -> Self {
        match event {
            Event::Start(_) => Self::Start,
            Event::Empty(_) => Self::Empty,
            Event::End(_) => Self::End,
            Event::Text(_) => Self::Text,
            Event::CData(_) => Self::Section,
            Event::GeneralRef(_) => Self::Reference,
            Event::Comment(_) => Self::Comment,
            Event::PI(_) => Self::Instruction,
            Event::Decl(_) => Self::Declaration,
            Event::DocType(_) => Self::Doctype,
            Event::Eof => Self::Eof,
        }
    }

    /// The tag or text at the start of `text`, where `quick-xml` would end it too, and its length; none when it is another
    /// token, or may not be whole.
    pub(super) fn first(text: &str) -> Option<(Self, usize)> {
        match text.as_bytes() {
            [b'<', b'!' | b'?', ..] => None,
            [b'<', b'/', rest @ ..] => Some((Self::End, memchr(b'>', rest)? + 3)),
            [b'<', rest @ ..] => {
                let mut at = 0;
                loop {
                    match *rest.get(at)? {
                        b'>' => break,
                        quote @ (b'"' | b'\'') => at += memchr(quote, &rest[at + 1..])? + 2,
                        _ => at += 1,
                    }
                }
                let empty = at > 0 && rest[at - 1] == b'/';
                Some((if empty { Self::Empty } else { Self::Start }, at + 2))
            }
            bytes => Some((Self::Text, memchr2(b'<', b'&', bytes).filter(|length| *length > 0)?)),
        }
    }

    /// Whether it says nothing.
    pub(super) fn is_aside(self) -> bool {
        matches!(self, Self::Comment | Self::Instruction | Self::Declaration | Self::Doctype)
    }

    /// What stands between the delimiters of a token of `length` bytes.
    pub(super) fn inside(self, length: usize) -> Range<usize> {
        let (before, after) = match self {
            Self::Start | Self::Reference => (1, 1),
            Self::Empty => (1, 2),
            Self::End => (2, 1),
            Self::Text | Self::Eof | Self::Doctype => (0, 0),
            Self::Section => (9, 3),
            Self::Comment => (4, 3),
            Self::Instruction | Self::Declaration => (2, 2),
        };
        let end = length.saturating_sub(after);
        before.min(end)..end
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Section => "a CDATA section",
            _ => "a reference",
        }
    }
}
