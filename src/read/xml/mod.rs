//! A strict pull reader of XML: the text is never held whole and never a tree.
//! Source: XML 1.0, fifth edition; Namespaces in XML 1.0, third edition.
//!
//! `quick-xml` takes the bytes apart; what it lets pass and the standard does not is refused here. No document type is
//! read, so no entity is ever declared, and nothing outside the text is ever fetched.

mod error;
mod feed;
mod quick;
mod space;
mod start;
mod tag;
mod text;
mod token;

pub use error::{XmlError, XmlFault};
pub(in crate::read) use space::Space;
pub(in crate::read) use tag::{Said, Tag};

use crate::base::{Limits, Place};
use feed::Feed;
use quick::Quick;
use quick_xml::Error;
use space::Spaces;
use start::Start;
use std::borrow::Cow;
use std::io::Read;
use tag::{Attribute, Span, declaration, pairs, resolve};
use text::{check, is_blank, is_name, is_space, lines, plain, reference, short, split};
use token::Token;

/// Bytes of a byte order mark.
const MARK: u32 = 3;

/// What stands next in a document.
#[derive(Debug)]
pub(in crate::read) enum Event<'b> {
    /// An element begins.
    Open(Tag<'b>),
    /// The innermost element ends.
    Close,
    /// Text of the innermost element, or a part of it: comments and references split it.
    Text(Cow<'b, str>),
    /// The document ends.
    End,
}

/// Where the event last read is kept.
#[derive(Debug, Default)]
pub(in crate::read) struct Buffer {
    /// A token taken from `quick-xml`.
    bytes: Vec<u8>,
    /// One that stood whole in the window.
    text: String,
}

/// One document being read. Refused: what is not well-formed or not namespace-well-formed, every DOCTYPE, every encoding
/// but UTF-8, and whatever passes a [`Limits`].
pub(in crate::read) struct Xml<'a> {
    reader: quick_xml::Reader<Feed<'a>>,
    spaces: Spaces,
    /// Names of the open elements, one after the other.
    names: String,
    /// Where each begins.
    open: Vec<usize>,
    pairs: Vec<Span>,
    attributes: Vec<Attribute>,
    /// Where the last event began.
    start: Place,
    depth: usize,
    keys: usize,
    /// Elements that may still come, and how many there may be at all.
    nodes: (usize, usize),
    /// The element just opened ends at once.
    empty: bool,
    /// `quick-xml` expects text or a tag, whichever comes: it holds nothing of what was read.
    between: bool,
    rooted: bool,
}

impl<'a> Xml<'a> {
    /// A reader of `from`, which needs no buffer of its own.
    pub(in crate::read) fn new(from: impl Read + 'a, limits: &Limits) -> Self {
        let mut reader = quick_xml::Reader::from_reader(Feed::new(from, limits));
        let config = reader.config_mut();
        // Names are compared here, with the white space an end tag may have.
        (config.check_end_names, config.trim_markup_names_in_closing_tags) = (false, false);
        // It does not see every tag; whether an end tag belongs where it stands is seen here.
        config.allow_unmatched_ends = true;
        Self {
            reader,
            spaces: Spaces::new(),
            names: String::new(),
            open: Vec::new(),
            pairs: Vec::new(),
            attributes: Vec::new(),
            start: Place { offset: 0, line: 1, column: 1 },
            depth: limits.depth,
            keys: limits.keys,
            nodes: (limits.nodes, limits.nodes),
            empty: false,
            between: false,
            rooted: false,
        }
    }

    /// Where the last event began.
    pub(in crate::read) fn start(&self) -> Place {
        self.start
    }

    /// Where the last event ended.
    pub(in crate::read) fn place(&self) -> Place {
        self.reader.get_ref().place()
    }

    /// Whether a byte order mark stood before the text. Known once anything was read.
    pub(in crate::read) fn marked(&self) -> bool {
        self.reader.get_ref().marked()
    }

    /// The name of a namespace.
    pub(in crate::read) fn uri(&self, space: Space) -> &str {
        self.spaces.uri(space)
    }

    /// The attributes of the element just opened; declarations of namespaces are none.
    pub(in crate::read) fn attributes<'b>(&self, tag: Tag<'b>) -> impl Iterator<Item = Said<'b>> {
        self.attributes.iter().map(move |attribute| tag.said(attribute))
    }

    /// Where an attribute of the element just opened stands.
    pub(in crate::read) fn attribute_place(&self, tag: Tag<'_>, said: &Said<'_>) -> Place {
        let before = tag.before(said.at);
        let narrow = |value: usize| u32::try_from(value).expect("the limit of bytes is a u32");
        let mut place = self.start;
        place.offset += narrow(said.at);
        place.column += narrow(said.at - before.len() + before.chars().count());
        if let Some(last) = before.rfind('\n') {
            place.line += narrow(before.matches('\n').count());
            place.column = narrow(before[last..].chars().count());
        }
        place
    }

    /// The next event, kept in `buffer`.
    ///
    /// # Errors
    /// When the document is refused.
    pub(in crate::read) fn next<'b>(&mut self, buffer: &'b mut Buffer) -> Result<Event<'b>, XmlError> {
        if self.empty {
            self.start = self.place();
            self.empty = false;
            self.leave();
            return Ok(Event::Close);
        }
        match self.quick(buffer) {
            Some(Quick::Close) => {
                self.leave();
                return Ok(Event::Close);
            }
            Some(Quick::Open(Start { space, local, name, .. })) => {
                let inside = buffer.text.as_str();
                return Ok(Event::Open(Tag { space, local: &inside[local..name], inside }));
            }
            Some(Quick::Token(token)) => {
                let (inside, clean) = (&buffer.text[token.inside(buffer.text.len())], self.reader.get_ref().clean());
                return self.event(token, inside, clean).map_err(|fault| fault.at(self.start));
            }
            None => {}
        }
        let token = loop {
            let token = self.token(&mut buffer.bytes)?;
            if !token.is_aside() {
                break token;
            }
            let inside = self.inside(token, &buffer.bytes)?;
            self.aside(token, inside).map_err(|fault| fault.at(self.start))?;
        };
        let inside = self.inside(token, &buffer.bytes)?;
        self.event(token, inside, false).map_err(|fault| fault.at(self.start))
    }

    fn inside<'b>(&self, token: Token, bytes: &'b [u8]) -> Result<&'b str, XmlError> {
        str::from_utf8(&bytes[token.inside(bytes.len())]).map_err(|_| XmlFault::NotUtf8.at(self.start))
    }

    /// Reads the next token into `buffer`, delimiters included.
    fn token(&mut self, buffer: &mut Vec<u8>) -> Result<Token, XmlError> {
        self.start = self.place();
        buffer.clear();
        self.reader.get_mut().begin();
        let token = match self.reader.read_event_into(buffer) {
            Ok(event) => Token::of(&event),
            Err(error) => return Err(self.refused(error)),
        };
        // Behind text, it has begun on what ended the text.
        self.between = token != Token::Text;
        if self.start.offset == 0 && self.marked() {
            self.start.offset = MARK;
        }
        Ok(token)
    }

    #[cold]
    fn refused(&mut self, error: Error) -> XmlError {
        if let Some(fault) = self.reader.get_mut().stopped() {
            return fault.at(self.place());
        }
        let fault = match error {
            Error::Encoding(_) => XmlFault::NotUtf8,
            Error::IllFormed(fault) => XmlFault::Syntax(fault.to_string()),
            Error::Syntax(fault) => XmlFault::Syntax(fault.to_string()),
            other => XmlFault::Syntax(other.to_string()),
        };
        fault.at(self.start)
    }

    /// What says nothing still has to be well-formed.
    fn aside(&self, token: Token, text: &str) -> Result<(), XmlFault> {
        check(text)?;
        match token {
            Token::Comment if text.contains("--") || text.ends_with('-') => Err(XmlFault::Comment),
            Token::Instruction => {
                let target = &text[..text.bytes().position(is_space).unwrap_or(text.len())];
                if is_name(target) && !target.eq_ignore_ascii_case("xml") { Ok(()) } else { Err(XmlFault::Name(short(target))) }
            }
            Token::Declaration if self.start.offset != if self.marked() { MARK } else { 0 } => Err(XmlFault::Declaration),
            Token::Declaration => declaration(text),
            Token::Doctype => Err(XmlFault::Doctype),
            _ => Ok(()),
        }
    }

    /// What a token says. `clean`: its characters are known to be fine, and its ends of lines line feeds.
    fn event<'b>(&mut self, token: Token, inside: &'b str, clean: bool) -> Result<Event<'b>, XmlFault> {
        match token {
            Token::Start => self.enter(inside),
            Token::Empty => {
                self.empty = true;
                self.enter(inside)
            }
            Token::End => {
                self.end(inside)?;
                Ok(Event::Close)
            }
            Token::Eof => match self.open.pop() {
                Some(start) => Err(XmlFault::Unclosed(short(&self.names[start..]))),
                None if self.rooted => Ok(Event::End),
                None => Err(XmlFault::Empty),
            },
            _ if self.open.is_empty() => {
                let blank = token == Token::Text && is_blank(inside);
                if blank { Ok(Event::Text(Cow::Borrowed(""))) } else { Err(XmlFault::Outside(token.word())) }
            }
            Token::Reference => Ok(Event::Text(Cow::Owned(reference(inside)?.to_string()))),
            _ => {
                if !clean {
                    check(inside)?;
                }
                if token == Token::Text && inside.as_bytes().contains(&b'>') && inside.contains("]]>") {
                    return Err(XmlFault::SectionEnd);
                }
                Ok(Event::Text(if clean { Cow::Borrowed(inside) } else { lines(inside) }))
            }
        }
    }

    fn enter<'b>(&mut self, inside: &'b str) -> Result<Event<'b>, XmlFault> {
        if self.rooted && self.open.is_empty() {
            return Err(XmlFault::Outside("a second element"));
        }
        self.rooted = true;
        if self.open.len() >= self.depth {
            return Err(XmlFault::Limit { what: "elements inside each other", limit: self.depth });
        }
        let Some(left) = self.nodes.0.checked_sub(1) else {
            return Err(XmlFault::Limit { what: "elements of one document", limit: self.nodes.1 });
        };
        self.nodes.0 = left;
        let length = plain(inside.as_bytes());
        let whole = length > 0 && inside.as_bytes().get(length).is_none_or(|byte| is_space(*byte));
        let length =
            if whole { length } else { inside.as_bytes().iter().position(|byte| is_space(*byte)).unwrap_or(inside.len()) };
        let name = &inside[..length];
        let (prefix, local) = if whole { ("", name) } else { split(name)? };
        self.open.push(self.names.len());
        self.names.push_str(name);
        self.attributes.clear();
        if length < inside.len() {
            pairs(inside, length, &mut self.pairs)?;
            if self.pairs.len() > self.keys {
                return Err(XmlFault::Limit { what: "attributes of one element", limit: self.keys });
            }
            resolve(inside, &mut self.pairs, (&mut self.spaces, self.open.len()), &mut self.attributes)?;
        }
        let space = self.spaces.find(prefix)?;
        Ok(Event::Open(Tag { space, local, inside }))
    }

    fn end(&mut self, tag: &str) -> Result<(), XmlFault> {
        let name = &tag[..tag.bytes().rposition(|byte| !is_space(byte)).map_or(0, |last| last + 1)];
        let Some(start) = self.open.last() else { return Err(XmlFault::Outside("an end tag")) };
        let expected = &self.names[*start..];
        if name != expected {
            return Err(XmlFault::Mismatch { expected: short(expected), found: short(name) });
        }
        self.leave();
        Ok(())
    }

    fn leave(&mut self) {
        self.spaces.leave(self.open.len());
        if let Some(start) = self.open.pop() {
            self.names.truncate(start);
        }
    }
}

/// Whether the bytes are one XML document that is read: well-formed, without a DOCTYPE, in UTF-8.
///
/// # Errors
/// The first fault.
pub fn well_formed(bytes: &[u8], limits: &Limits) -> Result<(), XmlError> {
    let (mut xml, mut buffer) = (Xml::new(bytes, limits), Buffer::default());
    while !matches!(xml.next(&mut buffer)?, Event::End) {}
    Ok(())
}

#[cfg(test)]
mod tests;
