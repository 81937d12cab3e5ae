//! Versions of Alpine packages, and of the distributions that use `apk`. Source: apk-tools, `doc/apk-package.5.scd`, and the
//! order that `apk version -t` has.

use super::numbers;
use std::cmp::Ordering;

/// Kinds of tokens, in the order in which one ends a version earlier than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A number behind a dot.
    Part,
    /// A number.
    Number,
    Letter,
    Suffix,
    SuffixNumber,
    Revision,
    End,
}

/// What stands in a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value<'a> {
    /// Zeros before a number behind a dot: the more, the earlier.
    Zeros(usize),
    Number(&'a str),
    /// A letter, or the place of a suffix: before the release where it is negative.
    Place(i16),
}

impl Value<'_> {
    fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Zeros(one), Self::Zeros(other)) => other.cmp(&one),
            (Self::Zeros(_), _) => Ordering::Less,
            (_, Self::Zeros(_)) => Ordering::Greater,
            (Self::Number(one), Self::Number(other)) => numbers(one, other),
            (Self::Place(one), Self::Place(other)) => one.cmp(&other),
            // Tokens are only held against others of their kind.
            (Self::Number(_), Self::Place(_)) | (Self::Place(_), Self::Number(_)) => Ordering::Equal,
        }
    }
}

/// Suffixes and their places.
const SUFFIXES: [(&str, i16); 9] =
    [("alpha", -4), ("beta", -3), ("pre", -2), ("rc", -1), ("cvs", 0), ("svn", 1), ("git", 2), ("hg", 3), ("p", 4)];

/// Which comes first; none when one is no version.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (tokens(one.trim())?, tokens(other.trim())?);
    let differs = one.iter().zip(&other).position(|(one, other)| one.0 != other.0 || one.1.order(other.1).is_ne());
    // Both end in a token of their own kind, so the shorter one differs there.
    let Some(at) = differs else { return Some(Ordering::Equal) };
    let ((kind, value), (other_kind, other_value)) = (one[at], other[at]);
    if kind == other_kind {
        return Some(value.order(other_value));
    }
    let before = |kind: Kind, value: Value<'_>| kind == Kind::Suffix && matches!(value, Value::Place(..0));
    Some(match (before(kind, value), before(other_kind, other_value)) {
        (true, _) => Ordering::Less,
        (_, true) => Ordering::Greater,
        _ => other_kind.cmp(&kind),
    })
}

/// Every token, and the end; none when the text is no version.
fn tokens(text: &str) -> Option<Vec<(Kind, Value<'_>)>> {
    let mut tokens = Vec::new();
    let (mut kind, mut rest) = (Kind::Number, text);
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    loop {
        let (value, end) = match kind {
            Kind::End => break,
            Kind::Part if rest.starts_with('0') => {
                let zeros = rest.find(|c| c != '0').unwrap_or(rest.len());
                tokens.push((kind, Value::Zeros(zeros)));
                rest = &rest[zeros..];
                // The number behind the zeros is a token of its own, also where there is none.
                let end = digits(rest);
                kind = Kind::Number;
                if rest.is_empty() { (None, 0) } else { (Some(Value::Number(&rest[..end])), end) }
            }
            Kind::Letter => (Some(Value::Place(i16::from(rest.bytes().next()?))), 1),
            Kind::Suffix => {
                let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
                let (_, place) = SUFFIXES.iter().find(|(word, _)| *word == &rest[..end])?;
                (Some(Value::Place(*place)), end)
            }
            _ => {
                let end = digits(rest);
                (Some(Value::Number(&rest[..end])).filter(|_| end > 0), end)
            }
        };
        match value {
            Some(value) => tokens.push((kind, value)),
            // Nothing but zeros stands behind the dot.
            None if kind == Kind::Number && rest.is_empty() => {}
            None => return None,
        }
        rest = &rest[end..];
        kind = next(kind, &mut rest)?;
    }
    tokens.push((Kind::End, Value::Place(0)));
    Some(tokens)
}

/// The kind of the token that follows one, past what parts the two.
fn next(kind: Kind, rest: &mut &str) -> Option<Kind> {
    let Some(first) = rest.bytes().next() else { return Some(Kind::End) };
    let number = matches!(kind, Kind::Part | Kind::Number);
    let (found, skipped) = match first {
        b'a'..=b'z' if number => (Kind::Letter, 0),
        b'0'..=b'9' if kind == Kind::Letter => (Kind::Number, 0),
        b'0'..=b'9' if kind == Kind::Suffix => (Kind::SuffixNumber, 0),
        b'.' => (Kind::Part, 1),
        b'_' => (Kind::Suffix, 1),
        b'-' if rest.starts_with("-r") => (Kind::Revision, 2),
        _ => return None,
    };
    *rest = &rest[skipped..];
    let back =
        matches!((found, kind), (Kind::Part, Kind::Number) | (Kind::Suffix, Kind::SuffixNumber) | (Kind::Number, Kind::Letter));
    (found >= kind || back).then_some(found)
}
