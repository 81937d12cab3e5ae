//! Why a text is not XML that is read, and where.

use crate::base::Place;

/// A text that is not well-formed XML, that declares a document type, or that passes a limit.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct XmlError {
    /// Where reading stopped.
    pub place: Place,
    /// What is wrong there.
    pub fault: XmlFault,
}

/// What is wrong with a text. Source: XML 1.0, fifth edition; Namespaces in XML 1.0, third edition.
#[derive(Debug, thiserror::Error)]
pub enum XmlFault {
    /// A document type declaration, whatever it holds.
    #[error("a DOCTYPE: entities and defaults it may declare change what a document says, so none is read; remove it")]
    Doctype,
    /// A declared or detected encoding other than UTF-8.
    #[error("encoding {0}; expected UTF-8: save the document as UTF-8 and declare no other encoding")]
    Encoding(String),
    /// A version other than 1.0.
    #[error("XML version `{0}`; expected 1.0")]
    Version(String),
    /// Not UTF-8.
    #[error("bytes that are not UTF-8")]
    NotUtf8,
    /// A character no XML document may hold, written out or as a reference.
    #[error("character U+{0:04X}, which XML does not allow")]
    Character(u32),
    /// A name XML does not allow.
    #[error("`{0}` is not a name XML allows")]
    Name(String),
    /// The inside of a tag or declaration is malformed.
    #[error("expected {expected}, found {found}")]
    Unexpected {
        /// What may stand here.
        expected: &'static str,
        /// What stands here.
        found: String,
    },
    /// One element, one attribute, twice, by name or by namespace and name.
    #[error("attribute `{0}` stands twice in one element: readers differ on which one counts; remove one")]
    DuplicateAttribute(String),
    /// One element that may stand once, twice.
    #[error("`{0}` stands twice, or in parts, in one element: readers differ on which one counts; remove one")]
    Twice(String),
    /// A prefix no namespace is declared for, or one that is declared against the rules.
    #[error("prefix `{0}` has no namespace it may stand for")]
    Prefix(String),
    /// An entity that is not one of the five of XML.
    #[error("`&{0};` is not declared: only amp, lt, gt, apos, quot and numbers are read")]
    Entity(String),
    /// An end tag that does not end the innermost element.
    #[error("`</{found}>` where `</{expected}>` belongs")]
    Mismatch {
        /// The element that is open.
        expected: String,
        /// The end tag.
        found: String,
    },
    /// Something before or after the root element that may stand only inside it, or a second root.
    #[error("{0} outside the root element: one file holds one XML document")]
    Outside(&'static str),
    /// The input ends inside an element.
    #[error("the input ends, but `{0}` is still open")]
    Unclosed(String),
    /// The input ends before any element.
    #[error("the input holds no element")]
    Empty,
    /// `--` inside a comment.
    #[error("`--` inside a comment")]
    Comment,
    /// `]]>` in text.
    #[error("`]]>` in text, outside a CDATA section")]
    SectionEnd,
    /// An XML declaration that is not at the start.
    #[error("an XML declaration, which may stand only at the very start")]
    Declaration,
    /// An inclusion of another document.
    #[error("an XInclude element: another document would become part of this one; it is never fetched")]
    Include,
    /// Markup the tokenizer cannot take apart.
    #[error("{0}")]
    Syntax(String),
    /// A limit was passed.
    #[error("more than {limit} {what}")]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// How much is taken at most.
        limit: usize,
    },
    /// The bytes could not be had.
    #[error("cannot read on: {0}")]
    Io(#[from] std::io::Error),
}

impl XmlFault {
    pub(in crate::read) fn at(self, place: Place) -> XmlError {
        XmlError { place, fault: self }
    }

    pub(super) fn unexpected(expected: &'static str, found: &str) -> Self {
        let found = match found.chars().next() {
            None => "the end of the tag".to_owned(),
            Some(character) => format!("{character:?}"),
        };
        Self::Unexpected { expected, found }
    }
}
