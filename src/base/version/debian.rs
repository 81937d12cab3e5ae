//! Versions of Debian packages. Source: Debian Policy, 5.6.12; deb-version(7).
//!
//! Written here because the crate for it brings a regex engine, big numbers and a calendar.

use super::numbers;
use std::cmp::Ordering;

/// Epoch, upstream version, revision.
struct Version<'a>(&'a str, &'a str, &'a str);

impl<'a> Version<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let (epoch, rest) = text.split_once(':').unwrap_or(("0", text));
        let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, "0"));
        let fits = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".+-~:".contains(&byte));
        let number = !epoch.is_empty() && epoch.bytes().all(|byte| byte.is_ascii_digit());
        (number && !upstream.is_empty() && fits(upstream) && fits(revision)).then_some(Self(epoch, upstream, revision))
    }
}

/// Which comes first; none when one is no version.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (Version::of(one)?, Version::of(other)?);
    Some(numbers(one.0, other.0).then_with(|| parts(one.1, other.1)).then_with(|| parts(one.2, other.2)))
}

/// Compares by turns what is no digit, character by character, and what is, as numbers.
fn parts(mut one: &str, mut other: &str) -> Ordering {
    while !(one.is_empty() && other.is_empty()) {
        let (words, rests) = (cut(&mut one, false), cut(&mut other, false));
        let order = letters(words, rests).then_with(|| numbers(cut(&mut one, true), cut(&mut other, true)));
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// Takes the leading digits, or what stands before the first digit.
fn cut<'a>(text: &mut &'a str, digits: bool) -> &'a str {
    let at = text.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(text.len());
    let (head, rest) = text.split_at(at);
    *text = rest;
    head
}

/// `~` before the end before letters before everything else.
fn letters(one: &str, other: &str) -> Ordering {
    let weigh = |byte: Option<u8>| match byte {
        Some(b'~') => (0, 0),
        None => (1, 0),
        Some(letter) if letter.is_ascii_alphabetic() => (2, letter),
        Some(sign) => (3, sign),
    };
    let (mut one, mut other) = (one.bytes(), other.bytes());
    loop {
        let (a, b) = (one.next(), other.next());
        match weigh(a).cmp(&weigh(b)) {
            Ordering::Equal if a.is_none() => return Ordering::Equal,
            Ordering::Equal => {}
            order => return order,
        }
    }
}
