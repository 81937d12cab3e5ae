//! A start tag written as nearly every one is, taken apart in one pass.

use super::space::{Space, Spaces};
use super::tag::{Attribute, FEW};
use super::text::{is_space, plain};
use memchr::memchr;
use std::ops::Range;

/// A start tag that stands whole at the start of a text.
pub(super) struct Start {
    /// Its namespace.
    pub(super) space: Space,
    /// Bytes of its inside before its name without prefix.
    pub(super) local: usize,
    /// Bytes of its name, prefix included.
    pub(super) name: usize,
    /// Bytes between its delimiters.
    pub(super) inside: usize,
    /// Its element ends at once.
    pub(super) empty: bool,
}

impl Start {
    /// Takes the start tag apart that `text` begins with, and its attributes `into` ranges of its inside. None when it may
    /// not be whole, and when it asks for more care: names of other letters, references in a value, declarations of
    /// namespaces, whatever is wrong. Of `text` it is known that it holds no character that may not stand in a document.
    pub(super) fn of(text: &str, spaces: &Spaces, into: &mut Vec<Attribute>) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        let bytes = inside.as_bytes();
        into.clear();
        let tag = name(bytes, 0)?;
        let space = spaces.find(prefix(inside, 0, &tag)).ok()?;
        let mut at = tag.end;
        loop {
            let next = at + bytes.get(at..)?.iter().position(|byte| !is_space(*byte))?;
            let empty = match bytes[next] {
                b'>' => false,
                b'/' if bytes.get(next + 1) == Some(&b'>') => true,
                _ if next == at => return None,
                _ => {
                    at = attribute((inside, next), spaces, into)?;
                    continue;
                }
            };
            let whole = Self { space, local: tag.start, name: tag.end, inside: next, empty };
            return distinct(inside, into).then_some(whole);
        }
    }

    /// Bytes of the whole tag.
    pub(super) fn length(&self) -> usize {
        self.inside + if self.empty { "</>".len() } else { "<>".len() }
    }
}

/// The local part of the qualified name at a byte.
#[inline]
fn name(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    let end = from + plain(&bytes[from..]);
    if end == from {
        return None;
    }
    if bytes.get(end) != Some(&b':') {
        return Some(from..end);
    }
    let local = end + 1;
    let end = local + plain(&bytes[local..]);
    (end > local).then_some(local..end)
}

/// What stands before the colon of the name that begins at a byte.
fn prefix<'t>(inside: &'t str, from: usize, local: &Range<usize>) -> &'t str {
    if local.start == from { "" } else { &inside[from..local.start - 1] }
}

/// Takes the attribute at a byte; the byte after it.
fn attribute((inside, from): (&str, usize), spaces: &Spaces, into: &mut Vec<Attribute>) -> Option<usize> {
    let bytes = inside.as_bytes();
    let local = name(bytes, from)?;
    let (b'=', quote @ (b'"' | b'\'')) = (*bytes.get(local.end)?, *bytes.get(local.end + 1)?) else { return None };
    if bytes[from..].starts_with(b"xmlns") {
        return None;
    }
    let start = local.end + 2;
    let end = start + memchr(quote, &bytes[start..])?;
    let special = |byte: u8| (byte < 0x20) | (byte == b'<') | (byte == b'&');
    // Without an early end, so that many bytes are looked at at once.
    if bytes[start..end].iter().fold(false, |found, byte| found | special(*byte)) {
        return None;
    }
    let space = if local.start == from { Space::NONE } else { spaces.find(prefix(inside, from, &local)).ok()? };
    into.push(Attribute { space, local, value: start..end, plain: true });
    Some(end + 1)
}

/// Whether few attributes have each a name of their own.
fn distinct(inside: &str, attributes: &[Attribute]) -> bool {
    let same =
        |one: &Attribute, other: &Attribute| one.space == other.space && inside[one.local.clone()] == inside[other.local.clone()];
    attributes.len() <= FEW
        && attributes.iter().enumerate().all(|(at, one)| !attributes[..at].iter().any(|other| same(one, other)))
}
