//! Why a text is not XML that is read, and where.

use crate::base::{Phrase, Place, phrase};

/// A text that is not well-formed XML, that declares a document type, or that passes a limit.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub struct XmlError {
    /// Where reading stopped.
    pub place: Place,
    /// What is wrong there.
    pub fault: XmlFault,
}

/// What the tokenizer says, in its words.
const TOKENIZER: &[&str] = &[
    "unknown or missed symbol in markup",
    "processing instruction not closed: `?>` not found before end of input",
    "XML declaration not closed: `?>` not found before end of input",
    "comment not closed: `-->` not found before end of input",
    "DOCTYPE not closed: `>` not found before end of input",
    "CDATA not closed: `]]>` not found before end of input",
    "tag not closed: `>` not found before end of input",
    "attribute value not closed: `'` not found before end of input",
    "attribute value not closed: `\"` not found before end of input",
    "entity or character reference not closed: `;` not found before end of input",
];

/// What is wrong with a text. Source: XML 1.0, fifth edition; Namespaces in XML 1.0, third edition.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum XmlFault {
    /// A document type declaration, whatever it holds.
    Doctype,
    /// A declared or detected encoding other than UTF-8.
    Encoding(String),
    /// A version other than 1.0.
    Version(String),
    /// Not UTF-8.
    NotUtf8,
    /// A character no XML document may hold, written out or as a reference.
    Character(u32),
    /// A name XML does not allow.
    Name(String),
    /// The inside of a tag or declaration is malformed.
    Unexpected {
        /// What may stand here.
        expected: &'static str,
        /// What stands here.
        found: Phrase,
    },
    /// One element, one attribute, twice, by name or by namespace and name.
    DuplicateAttribute(String),
    /// One element that may stand once, twice.
    Twice(String),
    /// A prefix no namespace is declared for, or one that is declared against the rules.
    Prefix(String),
    /// An entity that is not one of the five of XML.
    Entity(String),
    /// An end tag that does not end the innermost element.
    Mismatch {
        /// The element that is open.
        expected: String,
        /// The end tag.
        found: String,
    },
    /// Something before or after the root element that may stand only inside it, or a second root.
    Outside(&'static str),
    /// The input ends inside an element.
    Unclosed(String),
    /// The input ends before any element.
    Empty,
    /// `--` inside a comment.
    Comment,
    /// `]]>` in text.
    SectionEnd,
    /// An XML declaration that is not at the start.
    Declaration,
    /// An inclusion of another document.
    Include,
    /// Markup the tokenizer cannot take apart.
    Syntax(String),
    /// A limit was passed.
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// How much is taken at most.
        limit: usize,
    },
    /// The bytes could not be had.
    Io(#[from] std::io::Error),
}

impl XmlError {
    /// In words, after the place.
    pub fn phrase(&self) -> Phrase {
        phrase!("{}: {}", self.place, self.fault.phrase())
    }
}

impl XmlFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Doctype => {
                phrase!("a DOCTYPE: entities and defaults it may declare change what a document says, so none is read; remove it")
            }
            Self::Encoding(shown) => {
                phrase!("encoding {}; expected UTF-8: save the document as UTF-8 and declare no other encoding", shown)
            }
            Self::Version(shown) => phrase!("XML version `{}`; expected 1.0", shown),
            Self::NotUtf8 => phrase!("bytes that are not UTF-8"),
            Self::Character(code) => phrase!("character {}, which XML does not allow", format!("U+{code:04X}")),
            Self::Name(shown) => phrase!("`{}` is not a name XML allows", shown),
            Self::Unexpected { expected, found } => phrase!("expected {}, found {}", Phrase::word(expected), found.clone()),
            Self::DuplicateAttribute(name) => {
                phrase!("attribute `{}` stands twice in one element: readers differ on which one counts; remove one", name)
            }
            Self::Twice(name) => {
                phrase!("`{}` stands twice, or in parts, in one element: readers differ on which one counts; remove one", name)
            }
            Self::Prefix(prefix) => phrase!("prefix `{}` has no namespace it may stand for", prefix),
            Self::Entity(name) => {
                phrase!("`&{};` is not declared: only amp, lt, gt, apos, quot and numbers are read", name)
            }
            Self::Mismatch { expected, found } => phrase!("`</{}>` where `</{}>` belongs", found, expected),
            Self::Outside(what) => phrase!("{} outside the root element: one file holds one XML document", Phrase::word(what)),
            Self::Unclosed(name) => phrase!("the input ends, but `{}` is still open", name),
            Self::Empty => phrase!("the input holds no element"),
            Self::Comment => phrase!("`--` inside a comment"),
            Self::SectionEnd => phrase!("`]]>` in text, outside a CDATA section"),
            Self::Declaration => phrase!("an XML declaration, which may stand only at the very start"),
            Self::Include => {
                phrase!("an XInclude element: another document would become part of this one; it is never fetched")
            }
            Self::Syntax(shown) => Phrase::quoted(shown.clone(), TOKENIZER),
            Self::Limit { what, limit } => phrase!("more than {} {}", *limit, Phrase::word(what)),
            Self::Io(error) => phrase!("cannot read on: {}", error),
        }
    }

    pub(in crate::read) fn at(self, place: Place) -> XmlError {
        XmlError { place, fault: self }
    }

    pub(super) fn unexpected(expected: &'static str, found: &str) -> Self {
        let found = match found.chars().next() {
            None => phrase!("the end of the tag"),
            Some(character) => format!("{character:?}").into(),
        };
        Self::Unexpected { expected, found }
    }
}
