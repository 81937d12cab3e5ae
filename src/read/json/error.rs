//! Why a text is not strict JSON, and where.

use crate::base::{Phrase, Place, phrase};

/// A text that is not strict JSON, or that passes a limit.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub struct JsonError {
    /// Where reading stopped.
    pub place: Place,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a text. Source: RFC 8259; what it leaves open (duplicate keys, numbers past every precision) is
/// refused, because two readers could understand it differently.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum Fault {
    /// Another byte than the grammar allows.
    Unexpected {
        /// What may stand here.
        expected: &'static str,
        /// What stands here.
        found: Phrase,
    },
    /// One object, one key, twice.
    DuplicateKey(String),
    /// Not UTF-8.
    NotUtf8,
    /// A control character inside a string.
    Control(u8),
    /// A backslash followed by something else than RFC 8259 allows.
    Escape(String),
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// A number that no common number type holds.
    Number(String),
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

impl JsonError {
    /// In words, after the place.
    pub fn phrase(&self) -> Phrase {
        phrase!("{}: {}", self.place, self.fault.phrase())
    }
}

impl Fault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Unexpected { expected, found } => phrase!("expected {}, found {}", Phrase::word(expected), found.clone()),
            Self::DuplicateKey(key) => {
                phrase!("key `{}` stands twice in one object: readers differ on which one counts; remove one", key)
            }
            Self::NotUtf8 => phrase!("bytes that are not UTF-8; JSON is written in UTF-8 (RFC 8259, 8.1)"),
            Self::Control(byte) => {
                let code = format!("U+{byte:04X}");
                phrase!("control character {} inside a string; it must be written as an escape", code)
            }
            Self::Escape(shown) => phrase!("`\\{}` is not an escape of JSON", shown),
            Self::LoneSurrogate => phrase!("`\\u` escape of half a surrogate pair; no character is meant by it"),
            Self::Number(shown) => phrase!("number `{}` cannot be held exactly enough: readers differ on its value", shown),
            Self::Limit { what, limit } => phrase!("more than {} {}", *limit, Phrase::word(what)),
            Self::Io(error) => phrase!("cannot read on: {}", error),
        }
    }
}
