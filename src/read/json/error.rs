//! Why a text is not strict JSON, and where.

use crate::base::Place;

/// A text that is not strict JSON, or that passes a limit.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct JsonError {
    /// Where reading stopped.
    pub place: Place,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a text. Source: RFC 8259; what it leaves open (duplicate keys, numbers past every precision) is
/// refused, because two readers could understand it differently.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Another byte than the grammar allows.
    #[error("expected {expected}, found {found}")]
    Unexpected {
        /// What may stand here.
        expected: &'static str,
        /// What stands here.
        found: String,
    },
    /// One object, one key, twice.
    #[error("key `{0}` stands twice in one object: readers differ on which one counts; remove one")]
    DuplicateKey(String),
    /// Not UTF-8.
    #[error("bytes that are not UTF-8; JSON is written in UTF-8 (RFC 8259, 8.1)")]
    NotUtf8,
    /// A control character inside a string.
    #[error("control character U+{0:04X} inside a string; it must be written as an escape")]
    Control(u8),
    /// A backslash followed by something else than RFC 8259 allows.
    #[error("`\\{0}` is not an escape of JSON")]
    Escape(String),
    /// Half of a surrogate pair.
    #[error("`\\u` escape of half a surrogate pair; no character is meant by it")]
    LoneSurrogate,
    /// A number that no common number type holds.
    #[error("number `{0}` cannot be held exactly enough: readers differ on its value")]
    Number(String),
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
