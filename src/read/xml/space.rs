//! Which namespace a prefix stands for. Source: Namespaces in XML 1.0, third edition.

use super::error::XmlFault;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// A namespace, by its number in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::read) struct Space(u32);

impl Space {
    /// No namespace.
    pub(in crate::read) const NONE: Self = Self(0);
    /// That of `xml:lang` and the like.
    pub(in crate::read) const XML: Self = Self(1);
}

/// Namespaces of one document, and prefixes in force at once; nothing real comes near.
const MOST: usize = 256;

struct Binding {
    prefix: String,
    space: Space,
    depth: usize,
}

/// The namespaces of a document, and the prefixes in force.
pub(super) struct Spaces {
    uris: Vec<String>,
    bindings: Vec<Binding>,
    /// What no prefix stands for.
    default: Space,
}

impl Spaces {
    pub(super) fn new() -> Self {
        let xml = Binding { prefix: "xml".to_owned(), space: Space::XML, depth: 0 };
        Self { uris: vec![String::new(), XML.to_owned()], bindings: vec![xml], default: Space::NONE }
    }

    pub(super) fn uri(&self, space: Space) -> &str {
        self.uris.get(space.0 as usize).map_or("", String::as_str)
    }

    /// Declares what `prefix` (empty: the default) stands for in the element at `depth`.
    pub(super) fn declare(&mut self, prefix: &str, uri: &str, depth: usize) -> Result<(), XmlFault> {
        let wrong =
            prefix == "xmlns" || uri == XMLNS || (prefix == "xml") != (uri == XML) || (uri.is_empty() && !prefix.is_empty());
        if wrong {
            return Err(XmlFault::Prefix(if prefix.is_empty() { "xmlns" } else { prefix }.to_owned()));
        }
        if self.uris.len() > MOST || self.bindings.len() > MOST {
            return Err(XmlFault::Limit { what: "namespaces", limit: MOST });
        }
        let known = self.uris.iter().position(|known| known == uri).unwrap_or_else(|| {
            self.uris.push(uri.to_owned());
            self.uris.len() - 1
        });
        let space = Space(u32::try_from(known).expect("inputs are limited to u32 bytes"));
        self.bindings.push(Binding { prefix: prefix.to_owned(), space, depth });
        if prefix.is_empty() {
            self.default = space;
        }
        Ok(())
    }

    /// What a prefix stands for; no prefix and no default is [`Space::NONE`].
    pub(super) fn find(&self, prefix: &str) -> Result<Space, XmlFault> {
        if prefix.is_empty() {
            return Ok(self.default);
        }
        let found = self.bindings.iter().rev().find(|binding| binding.prefix == prefix);
        found.map(|binding| binding.space).ok_or_else(|| XmlFault::Prefix(prefix.to_owned()))
    }

    /// Forgets what the element at `depth` declared.
    pub(super) fn leave(&mut self, depth: usize) {
        let mut changed = false;
        while self.bindings.last().is_some_and(|binding| binding.depth == depth && depth > 0) {
            changed |= self.bindings.pop().is_some_and(|binding| binding.prefix.is_empty());
        }
        if changed {
            let outer = self.bindings.iter().rev().find(|binding| binding.prefix.is_empty());
            self.default = outer.map_or(Space::NONE, |binding| binding.space);
        }
    }
}
