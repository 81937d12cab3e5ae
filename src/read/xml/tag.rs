//! The inside of a start tag, and of the XML declaration.

use super::error::XmlFault;
use super::space::{Space, Spaces};
use super::text::{blanks, check_value, is_name, is_space, plain, short, split, value};
use hashbrown::HashSet;
use memchr::memchr;
use std::borrow::Cow;
use std::ops::Range;

/// Attributes up to which comparing one by one beats hashing.
pub(super) const FEW: usize = 16;

/// One attribute, as ranges of the tag it stands in.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) name: Range<usize>,
    /// The name is known to be one, without a prefix.
    local: bool,
    pub(super) value: Range<usize>,
    /// The value says what it says without references or white space but blanks.
    plain: bool,
}

/// One attribute of an element; declarations of namespaces are none.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) space: Space,
    pub(super) local: Range<usize>,
    pub(super) value: Range<usize>,
    /// The value says what it says without references or white space but blanks.
    pub(super) plain: bool,
}

/// Takes ` name="value"` pairs apart. `from`: bytes of `tag` before them.
pub(super) fn pairs(tag: &str, from: usize, into: &mut Vec<Span>) -> Result<(), XmlFault> {
    into.clear();
    let mut at = from;
    loop {
        let blank = blanks(&tag[at..]);
        at += blank;
        if at == tag.len() {
            return Ok(());
        }
        if blank == 0 {
            return Err(XmlFault::unexpected("white space before an attribute", &tag[at..]));
        }
        let rest = &tag[at..];
        let end = |byte: &u8| *byte == b'=' || is_space(*byte);
        let length = plain(rest.as_bytes());
        let local = length > 0 && rest.as_bytes().get(length).is_some_and(end);
        let length = if local { length } else { rest.as_bytes().iter().position(end).unwrap_or(rest.len()) };
        let name = at..at + length;
        at += length + blanks(&rest[length..]);
        if tag.as_bytes().get(at) != Some(&b'=') {
            return Err(XmlFault::unexpected("`=` after the name of an attribute", &tag[at..]));
        }
        at += 1 + blanks(&tag[at + 1..]);
        let Some(quote @ (b'"' | b'\'')) = tag.as_bytes().get(at) else {
            return Err(XmlFault::unexpected("an attribute value in quotes", &tag[at..]));
        };
        let start = at + 1;
        let Some(length) = memchr(*quote, &tag.as_bytes()[start..]) else {
            return Err(XmlFault::unexpected("the closing quote of an attribute value", ""));
        };
        into.push(Span { name, local, value: start..start + length, plain: false });
        at = start + length + 1;
    }
}

/// Resolves the pairs of a start tag: declares namespaces, then names every attribute by namespace.
pub(super) fn resolve(
    tag: &str,
    pairs: &mut [Span],
    (spaces, depth): (&mut Spaces, usize),
    into: &mut Vec<Attribute>,
) -> Result<(), XmlFault> {
    into.clear();
    for pair in &mut *pairs {
        let (name, raw) = (&tag[pair.name.clone()], &tag[pair.value.clone()]);
        pair.plain = check_value(raw)?;
        let prefix = match name.strip_prefix("xmlns") {
            Some("") => "",
            Some(rest) if rest.starts_with(':') => &rest[1..],
            _ => continue,
        };
        if !prefix.is_empty() && !is_name(prefix) {
            return Err(XmlFault::Name(short(name)));
        }
        spaces.declare(prefix, &value(raw), depth)?;
    }
    for pair in &*pairs {
        let name = &tag[pair.name.clone()];
        let (prefix, local) = if pair.local { ("", name) } else { split(name)? };
        if prefix == "xmlns" || name == "xmlns" {
            continue;
        }
        let space = if prefix.is_empty() { Space::NONE } else { spaces.find(prefix)? };
        let local = pair.name.end - local.len()..pair.name.end;
        into.push(Attribute { space, local, value: pair.value.clone(), plain: pair.plain });
    }
    distinct(tag, pairs, into)
}

fn distinct(tag: &str, pairs: &[Span], attributes: &[Attribute]) -> Result<(), XmlFault> {
    if pairs.len() < 2 {
        return Ok(());
    }
    let twice = |name: &str| Err(XmlFault::DuplicateAttribute(short(name)));
    if pairs.len() <= FEW {
        for (at, pair) in pairs.iter().enumerate() {
            let name = &tag[pair.name.clone()];
            if pairs[..at].iter().any(|other| tag[other.name.clone()] == *name) {
                return twice(name);
            }
        }
        for (at, one) in attributes.iter().enumerate() {
            let local = &tag[one.local.clone()];
            if attributes[..at].iter().any(|other| other.space == one.space && tag[other.local.clone()] == *local) {
                return twice(local);
            }
        }
        return Ok(());
    }
    let mut names = HashSet::with_capacity_and_hasher(pairs.len(), foldhash::fast::RandomState::default());
    if let Some(pair) = pairs.iter().find(|pair| !names.insert(&tag[pair.name.clone()])) {
        return twice(&tag[pair.name.clone()]);
    }
    let mut names = HashSet::with_capacity_and_hasher(pairs.len(), foldhash::fast::RandomState::default());
    match attributes.iter().find(|one| !names.insert((one.space, &tag[one.local.clone()]))) {
        Some(one) => twice(&tag[one.local.clone()]),
        None => Ok(()),
    }
}

/// Checks the inside of `<?xml ... ?>`. Source: XML 1.0, 2.8, 4.3.3.
pub(super) fn declaration(text: &str) -> Result<(), XmlFault> {
    let mut spans = Vec::new();
    pairs(text, "xml".len(), &mut spans)?;
    let mut given = spans.iter().map(|span| (&text[span.name.clone()], &text[span.value.clone()])).peekable();
    match given.next() {
        Some(("version", "1.0")) => {}
        Some(("version", other)) => return Err(XmlFault::Version(short(other))),
        _ => return Err(XmlFault::unexpected("`version` first in the XML declaration", "")),
    }
    if let Some((_, encoding)) = given.next_if(|(name, _)| *name == "encoding")
        && !encoding.eq_ignore_ascii_case("utf-8")
    {
        return Err(XmlFault::Encoding(format!("`{}`", short(encoding))));
    }
    if let Some((_, standalone)) = given.next_if(|(name, _)| *name == "standalone")
        && !matches!(standalone, "yes" | "no")
    {
        return Err(XmlFault::unexpected("`standalone` of yes or no", standalone));
    }
    match given.next() {
        Some((name, _)) => Err(XmlFault::unexpected("the end of the XML declaration", name)),
        None => Ok(()),
    }
}

/// An element that was opened.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Tag<'b> {
    /// Its namespace.
    pub(in crate::read) space: Space,
    /// Its name without prefix.
    pub(in crate::read) local: &'b str,
    /// The whole inside of the tag.
    pub(super) inside: &'b str,
}

/// What an attribute says.
pub(in crate::read) struct Said<'b> {
    /// Its namespace.
    pub(in crate::read) space: Space,
    /// Its name without prefix.
    pub(in crate::read) local: &'b str,
    raw: &'b str,
    plain: bool,
    /// Bytes of the tag before it, the `<` included.
    pub(in crate::read) at: usize,
}

impl<'b> Tag<'b> {
    pub(super) fn said(&self, attribute: &Attribute) -> Said<'b> {
        Said {
            space: attribute.space,
            local: &self.inside[attribute.local.clone()],
            raw: &self.inside[attribute.value.clone()],
            plain: attribute.plain,
            at: attribute.local.start + 1,
        }
    }

    /// The inside of the tag before byte `at` of the tag.
    pub(in crate::read) fn before(&self, at: usize) -> &'b str {
        &self.inside[..at - 1]
    }
}

impl<'b> Said<'b> {
    /// Its value, references resolved.
    pub(in crate::read) fn value(&self) -> Cow<'b, str> {
        if self.plain { Cow::Borrowed(self.raw) } else { value(self.raw) }
    }
}
