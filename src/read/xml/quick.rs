//! What stands whole in the window is taken from there: `quick-xml` copies each token and checks its UTF-8 anew.

use super::start::Start;
use super::text::blanks;
use super::token::Token;
use super::{Buffer, Xml};
use memchr::memchr3;

/// What stands next, told without `quick-xml`.
pub(super) enum Quick {
    /// The tag that ends the innermost element.
    Close,
    /// The tag of an element that is open now; its inside is in the buffer.
    Open(Start),
    /// A tag or text, in the buffer now.
    Token(Token),
}

impl Xml<'_> {
    /// Passes over white space before the tag that stands next, where it says nothing; `ending`: also before an end tag.
    pub(in crate::read) fn pass_blanks(&mut self, ending: bool) {
        if !self.between || self.empty || self.open.is_empty() {
            return;
        }
        let feed = self.reader.get_mut();
        let rest = feed.rest();
        if rest.starts_with('<') {
            return;
        }
        let blank = blanks(rest);
        let tag = match rest.as_bytes().get(blank..) {
            Some([b'<', b'/', ..]) => ending,
            Some([b'<', b'!' | b'?', ..]) => false,
            Some([b'<', ..]) => true,
            _ => false,
        };
        if tag && blank > 0 {
            feed.begin();
            feed.take(blank);
        }
    }

    /// The text of the element just opened, when nothing else stands in it, and it stands whole in the window and as it says:
    /// no references, no ends of lines but line feeds. [`Self::pass_leaf`] passes over it.
    pub(in crate::read) fn leaf(&self) -> Option<&str> {
        let feed = self.reader.get_ref();
        if !self.between || self.empty || !feed.clean() {
            return None;
        }
        let name = &self.names.as_bytes()[*self.open.last()?..];
        let text = feed.rest();
        let length = memchr3(b'<', b'&', b'>', text.as_bytes())?;
        match &text.as_bytes()[length..] {
            [b'<', b'/', rest @ ..] if rest.get(name.len()) == Some(&b'>') && rest.starts_with(name) => Some(&text[..length]),
            _ => None,
        }
    }

    /// Passes over a text of `length` bytes and the end of its element, as told by [`Self::leaf`].
    pub(in crate::read) fn pass_leaf(&mut self, length: usize) {
        let name = self.open.last().map_or(0, |start| self.names.len() - start);
        self.reader.get_mut().pass(length + name + "</>".len());
        self.leave();
    }

    /// Takes the next token when it stands whole in the window and is a tag, or text up to the next markup or reference:
    /// nearly every one is.
    pub(super) fn quick(&mut self, buffer: &mut Buffer) -> Option<Quick> {
        if !self.between {
            return None;
        }
        let start = self.place();
        let feed = self.reader.get_mut();
        feed.begin();
        if let [b'<', b'/', rest @ ..] = feed.rest().as_bytes()
            && let Some(name) = self.open.last().map(|start| &self.names.as_bytes()[*start..])
            && rest.get(name.len()) == Some(&b'>')
            && rest.starts_with(name)
            && feed.take(name.len() + "</>".len())
        {
            self.start = start;
            return Some(Quick::Close);
        }
        if let Some(opened) = self.opened(buffer) {
            self.start = start;
            return Some(Quick::Open(opened));
        }
        let feed = self.reader.get_mut();
        let (token, length) = Token::first(feed.rest())?;
        buffer.text.clear();
        buffer.text.push_str(&feed.rest()[..length]);
        if !feed.take(length) {
            return None;
        }
        self.start = start;
        Some(Quick::Token(token))
    }

    /// Opens the element whose tag stands next, when it is told in one pass and within every limit.
    fn opened(&mut self, buffer: &mut Buffer) -> Option<Start> {
        let feed = self.reader.get_mut();
        if self.open.is_empty() || self.open.len() >= self.depth || self.nodes.0 == 0 || !feed.clean() {
            return None;
        }
        let start = Start::of(feed.rest(), &self.spaces, &mut self.attributes)?;
        if self.attributes.len() > self.keys {
            return None;
        }
        buffer.text.clear();
        buffer.text.push_str(&feed.rest()[1..=start.inside]);
        if !feed.take(start.length()) {
            return None;
        }
        self.nodes.0 -= 1;
        self.open.push(self.names.len());
        self.names.push_str(&buffer.text[..start.name]);
        self.empty = start.empty;
        Some(start)
    }
}
