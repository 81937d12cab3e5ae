//! The names of types and properties of a document, each held once.

use crate::read::xml::{Space, Xml};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// The namespace of RDF.
pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// The namespace of the terms of SPDX 2.
pub(super) const SPDX: &str = "http://spdx.org/rdf/terms#";

/// A name of a type or property, by its number in a document. Equal names of a document have one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Name(u32);

/// Declares names that every document has, in this order.
macro_rules! known {
    ($($(#[$doc:meta])* $name:ident = $space:ident $local:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they only number the constants")]
        enum At { $($name),* }
        impl Name { $($(#[$doc])* pub(super) const $name: Self = Self(At::$name as u32);)* }
        const KNOWN: &[(&str, &str)] = &[$(($space, $local)),*];
    };
}

/// No namespace, or that of SPDX, which is left out.
const BARE: &str = "";

known! {
    /// No type.
    NONE = BARE "";
    ROOT = RDF "RDF";
    DESCRIPTION = RDF "Description";
    ABOUT = RDF "about";
    ID = RDF "ID";
    NODE_ID = RDF "nodeID";
    RESOURCE = RDF "resource";
    DATATYPE = RDF "datatype";
    TYPE = RDF "type";
    DOCUMENT = BARE "SpdxDocument";
    EXTERNAL_DOCUMENT = BARE "ExternalDocumentRef";
    EXTERNAL_ID = BARE "externalDocumentId";
    EXTERNAL_ADDRESS = BARE "spdxDocument";
    ANNOTATION = BARE "annotation";
    RELATIONSHIP = BARE "relationship";
    RELATION = BARE "relationshipType";
    RELATED = BARE "relatedSpdxElement";
    MEMBER = BARE "member";
    EXCEPTION = BARE "licenseException";
    EXCEPTION_ID = BARE "licenseExceptionId";
    LICENSE_ID = BARE "licenseId";
}

impl Name {
    /// The number, for tables.
    pub(super) fn at(self) -> usize {
        self.0 as usize
    }
}

/// A name as it stands in the document.
#[derive(Debug)]
struct Written {
    space: Space,
    /// Bytes of the local name, the end of the text.
    local: usize,
    name: Name,
}

/// The names of a document.
#[derive(Debug)]
pub(super) struct Names {
    /// The local name for one of SPDX, with its namespace otherwise; a colon before one without.
    texts: Vec<Box<str>>,
    by_text: HashTable<Name>,
    by_local: HashTable<Written>,
    state: RandomState,
}

impl Default for Names {
    fn default() -> Self {
        let (by_text, by_local) = (HashTable::new(), HashTable::new());
        let mut names = Self { texts: Vec::new(), by_text, by_local, state: RandomState::default() };
        for (space, local) in KNOWN {
            names.find(&format!("{space}{local}"));
        }
        names
    }
}

impl Names {
    /// The name of an element or attribute.
    #[inline]
    pub(super) fn of(&mut self, xml: &Xml<'_>, space: Space, local: &str) -> Name {
        let hash = self.state.hash_one((space, local));
        let texts = &self.texts;
        let same = |one: &Written| one.space == space && one.local == local.len() && texts[one.name.at()].ends_with(local);
        match self.by_local.find(hash, same) {
            Some(known) => known.name,
            None => self.add(hash, (xml.uri(space), space), local),
        }
    }

    #[cold]
    fn add(&mut self, hash: u64, (uri, space): (&str, Space), local: &str) -> Name {
        let name = match uri {
            SPDX => self.find(local),
            "" => self.find(&format!(":{local}")),
            uri => self.find(&format!("{uri}{local}")),
        };
        let (texts, state) = (&self.texts, &self.state);
        let again = |one: &Written| {
            let text = &texts[one.name.at()];
            state.hash_one((one.space, &text[text.len() - one.local..]))
        };
        self.by_local.insert_unique(hash, Written { space, local: local.len(), name }, again);
        name
    }

    /// The name of this text.
    pub(super) fn find(&mut self, text: &str) -> Name {
        let hash = self.state.hash_one(text);
        if let Some(known) = self.by_text.find(hash, |name| *self.texts[name.at()] == *text) {
            return *known;
        }
        let name = Name(u32::try_from(self.texts.len()).expect("inputs are limited to u32 bytes"));
        self.texts.push(text.into());
        let (texts, state) = (&self.texts, &self.state);
        self.by_text.insert_unique(hash, name, |name| state.hash_one(&*texts[name.at()]));
        name
    }

    /// The text of a name.
    pub(super) fn text(&self, name: Name) -> &str {
        &self.texts[name.at()]
    }

    /// The texts of all, by number.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_every_document_has_are_found_by_their_numbers() {
        let mut names = Names::default();
        assert_eq!(names.find(&format!("{RDF}about")), Name::ABOUT);
        assert_eq!(names.find("licenseId"), Name::LICENSE_ID);
        assert_eq!(names.find(""), Name::default());
        assert_eq!(names.text(Name::NONE), "");
        let fresh = names.find("Package");
        assert_eq!((names.find("Package"), names.text(fresh)), (fresh, "Package"));
    }
}
