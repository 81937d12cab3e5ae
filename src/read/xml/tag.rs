//! The inside of a start tag, and of the XML declaration.

use super::error::XmlFault;
use super::space::{Space, Spaces};
use super::text::{SPACE, check_value, is_name, short, split, value};
use hashbrown::HashSet;
use std::borrow::Cow;
use std::ops::Range;

/// Attributes up to which comparing one by one beats hashing.
const FEW: usize = 16;

/// One attribute, as ranges of the tag it stands in.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

/// One attribute of an element; declarations of namespaces are none.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) space: Space,
    pub(super) local: Range<usize>,
    pub(super) value: Range<usize>,
}

/// Takes ` name="value"` pairs apart. `from`: bytes of `tag` before them.
pub(super) fn pairs(tag: &str, from: usize, into: &mut Vec<Span>) -> Result<(), XmlFault> {
    into.clear();
    let mut at = from;
    loop {
        let rest = &tag[at..];
        let blanks = rest.len() - rest.trim_start_matches(SPACE).len();
        at += blanks;
        if at == tag.len() {
            return Ok(());
        }
        if blanks == 0 {
            return Err(XmlFault::unexpected("white space before an attribute", &tag[at..]));
        }
        let rest = &tag[at..];
        let length = rest.find(|character| character == '=' || SPACE.contains(&character)).unwrap_or(rest.len());
        let name = at..at + length;
        let after = rest[length..].trim_start_matches(SPACE);
        let Some(after) = after.strip_prefix('=') else {
            return Err(XmlFault::unexpected("`=` after the name of an attribute", after));
        };
        let after = after.trim_start_matches(SPACE);
        let Some(quote) = after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else {
            return Err(XmlFault::unexpected("an attribute value in quotes", after));
        };
        let start = tag.len() - after.len() + 1;
        let Some(length) = tag[start..].find(quote) else {
            return Err(XmlFault::unexpected("the closing quote of an attribute value", ""));
        };
        into.push(Span { name, value: start..start + length });
        at = start + length + 1;
    }
}

/// Resolves the pairs of a start tag: declares namespaces, then names every attribute by namespace.
pub(super) fn resolve(
    tag: &str,
    pairs: &[Span],
    (spaces, depth): (&mut Spaces, usize),
    into: &mut Vec<Attribute>,
) -> Result<(), XmlFault> {
    into.clear();
    for pair in pairs {
        let (name, raw) = (&tag[pair.name.clone()], &tag[pair.value.clone()]);
        check_value(raw)?;
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
    for pair in pairs {
        let name = &tag[pair.name.clone()];
        let (prefix, local) = split(name)?;
        if prefix == "xmlns" || name == "xmlns" {
            continue;
        }
        let space = if prefix.is_empty() { Space::NONE } else { spaces.find(prefix)? };
        into.push(Attribute { space, local: pair.name.end - local.len()..pair.name.end, value: pair.value.clone() });
    }
    distinct(tag, pairs, into)
}

fn distinct(tag: &str, pairs: &[Span], attributes: &[Attribute]) -> Result<(), XmlFault> {
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
    /// Its value, references resolved.
    pub(in crate::read) value: Cow<'b, str>,
    /// Bytes of the tag before it, the `<` included.
    pub(in crate::read) at: usize,
}

impl<'b> Tag<'b> {
    pub(super) fn said(&self, attribute: &Attribute) -> Said<'b> {
        Said {
            space: attribute.space,
            local: &self.inside[attribute.local.clone()],
            value: value(&self.inside[attribute.value.clone()]),
            at: attribute.local.start + 1,
        }
    }

    /// The inside of the tag before byte `at` of the tag.
    pub(in crate::read) fn before(&self, at: usize) -> &'b str {
        &self.inside[..at - 1]
    }
}
