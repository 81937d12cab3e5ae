//! The tokens `quick-xml` takes a document apart into, by their delimiters.

use quick_xml::events::Event;

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

    /// Whether it says nothing.
    pub(super) fn is_aside(self) -> bool {
        matches!(self, Self::Comment | Self::Instruction | Self::Declaration | Self::Doctype)
    }

    /// What stands between the delimiters of a token.
    pub(super) fn inside(self, token: &[u8]) -> &[u8] {
        let (before, after) = match self {
            Self::Start | Self::Reference => (1, 1),
            Self::Empty => (1, 2),
            Self::End => (2, 1),
            Self::Text | Self::Eof | Self::Doctype => (0, 0),
            Self::Section => (9, 3),
            Self::Comment => (4, 3),
            Self::Instruction | Self::Declaration => (2, 2),
        };
        token.get(before..token.len().saturating_sub(after)).unwrap_or_default()
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Section => "a CDATA section",
            _ => "a reference",
        }
    }
}
