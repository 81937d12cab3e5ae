//! Versions of Maven artifacts. Source: Maven POM reference, "Version Order Specification".

use super::numbers;
use std::cmp::Ordering;

/// Qualifiers with a place of their own, in their order; the empty one is a release.
const KNOWN: &[&str] = &["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Number(String),
    Word(String),
}

/// One part of a version, and whether a hyphen (or a change between digits and letters) stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    hyphen: bool,
    value: Value,
}

impl Token {
    /// What trailing parts may be dropped for: `0`, `final`, `ga`, nothing.
    fn is_null(&self) -> bool {
        match &self.value {
            Value::Number(digits) => digits.bytes().all(|digit| digit == b'0'),
            Value::Word(word) => word.is_empty(),
        }
    }

    /// What stands for a missing part against this one: the empty qualifier, or zero against a number after a dot.
    fn null(&self) -> Self {
        let word = self.hyphen || matches!(self.value, Value::Word(_));
        let value = if word { Value::Word(String::new()) } else { Value::Number("0".to_owned()) };
        Self { hyphen: self.hyphen, value }
    }

    /// Qualifiers come before numbers; of qualifiers those after a dot come first, of numbers those after a hyphen.
    fn rank(&self) -> u8 {
        match (&self.value, self.hyphen) {
            (Value::Word(_), false) => 0,
            (Value::Word(_), true) => 1,
            (Value::Number(_), true) => 2,
            (Value::Number(_), false) => 3,
        }
    }
}

/// Which comes first; none when one is no version.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (tokens(one)?, tokens(other)?);
    for at in 0..one.len().max(other.len()) {
        let (a, b) = match (one.get(at), other.get(at)) {
            (Some(a), Some(b)) => (a.clone(), b.clone()),
            (Some(a), None) => (a.clone(), a.null()),
            (None, Some(b)) => (b.null(), b.clone()),
            (None, None) => break,
        };
        let order = match (&a.value, &b.value) {
            (Value::Number(x), Value::Number(y)) if a.hyphen == b.hyphen => numbers(x, y),
            (Value::Word(x), Value::Word(y)) if a.hyphen == b.hyphen => words(x, y),
            _ => a.rank().cmp(&b.rank()),
        };
        if order != Ordering::Equal {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

fn words(one: &str, other: &str) -> Ordering {
    let place = |word: &str| KNOWN.iter().position(|known| *known == word);
    match (place(one), place(other)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => one.cmp(other),
    }
}

/// The parts of a version, without those that mean nothing.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = text.trim().to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-+~".contains(c);
    if text.is_empty() || !text.chars().all(fits) {
        return None;
    }
    let mut tokens: Vec<Token> = Vec::new();
    let (mut hyphen, mut start) = (false, 0);
    let mut push = |hyphen: bool, part: &str, number_follows: bool| {
        tokens.push(Token { hyphen, value: value(part, number_follows) });
    };
    for (at, c) in text.char_indices() {
        if c == '.' || c == '-' {
            push(hyphen, &text[start..at], false);
            (hyphen, start) = (c == '-', at + 1);
        } else if at > start {
            let before = text.as_bytes()[at - 1].is_ascii_digit();
            if before != c.is_ascii_digit() {
                push(hyphen, &text[start..at], c.is_ascii_digit());
                (hyphen, start) = (true, at);
            }
        }
    }
    push(hyphen, &text[start..], false);
    Some(trimmed(tokens))
}

fn value(part: &str, number_follows: bool) -> Value {
    match part {
        "" => Value::Number("0".to_owned()),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Value::Number(digits.to_owned()),
        word => Value::Word(
            match word {
                "a" if number_follows => "alpha",
                "b" if number_follows => "beta",
                "m" if number_follows => "milestone",
                "cr" => "rc",
                "ga" | "final" | "release" => "",
                word => word,
            }
            .to_owned(),
        ),
    }
}

/// Drops parts that mean nothing at the end, and before each hyphen.
fn trimmed(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    for token in tokens {
        if token.hyphen {
            drop_nulls(&mut kept);
        }
        kept.push(token);
    }
    drop_nulls(&mut kept);
    kept
}

fn drop_nulls(tokens: &mut Vec<Token>) {
    while tokens.len() > 1 && tokens.last().is_some_and(Token::is_null) {
        tokens.pop();
    }
}
