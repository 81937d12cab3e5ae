//! Versions of Packagist packages. Source: Composer, "Versions and constraints"; PHP manual, `version_compare`.
//!
//! Composer fills a version up to four numbers before PHP compares it. Where that and the bare comparison differ, readers of
//! advisories differ too, and the two versions are not ordered.

use super::numbers;
use std::cmp::Ordering;

/// Words in their order; a number stands where `#` does.
const WORDS: [(&str, u8); 9] =
    [("dev", 0), ("alpha", 1), ("a", 1), ("beta", 2), ("b", 2), ("rc", 3), ("patch", 5), ("pl", 5), ("p", 5)];
const NUMBER: u8 = 4;

/// Which comes first; none when one is no version, or readers differ.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let cut =
        |text: &'_ str| text.split_once('+').map_or((text.to_owned(), String::new()), |(a, b)| (a.to_owned(), b.to_owned()));
    let ((one, built), (other, otherwise)) = (cut(one.trim()), cut(other.trim()));
    let (one, other) = (parts(&one)?, parts(&other)?);
    let bare = order(&one, &other)?;
    // Composer leaves out what a version was built of, PHP goes on comparing.
    let agreed = order(&filled(&one), &filled(&other))? == bare && (bare.is_ne() || built == otherwise);
    agreed.then_some(bare)
}

/// Numbers and words, in lower case.
fn parts(text: &str) -> Option<Vec<String>> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix('v').unwrap_or(&text);
    let mut parts: Vec<String> = Vec::new();
    for piece in text.split(['.', '-', '_']) {
        let mut rest = piece;
        while !rest.is_empty() {
            let digits = rest.starts_with(|c: char| c.is_ascii_digit());
            let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
            parts.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        if piece.is_empty() {
            return None;
        }
    }
    let known = |part: &String| is_number(part) || WORDS.iter().any(|(word, _)| word == part);
    (parts.first().is_some_and(|part| is_number(part)) && parts.iter().all(known)).then_some(parts)
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// With at least four numbers before the first word.
fn filled(parts: &[String]) -> Vec<String> {
    let release = parts.iter().position(|part| !is_number(part)).unwrap_or(parts.len());
    let missing = 4usize.saturating_sub(release);
    let zeros = std::iter::repeat_n("0".to_owned(), missing);
    parts[..release].iter().cloned().chain(zeros).chain(parts[release..].iter().cloned()).collect()
}

fn place(part: &str) -> Option<u8> {
    if is_number(part) { Some(NUMBER) } else { WORDS.iter().find(|(word, _)| *word == part).map(|(_, place)| *place) }
}

fn order(one: &[String], other: &[String]) -> Option<Ordering> {
    for (one, other) in one.iter().zip(other) {
        let order = if is_number(one) && is_number(other) { numbers(one, other) } else { place(one)?.cmp(&place(other)?) };
        if order != Ordering::Equal {
            return Some(order);
        }
    }
    // What is longer comes later where it goes on with a number, else as its word stands to one.
    let goes_on = |rest: &String| if is_number(rest) { Some(Ordering::Greater) } else { Some(place(rest)?.cmp(&NUMBER)) };
    match (one.get(other.len()), other.get(one.len())) {
        (Some(rest), _) => goes_on(rest),
        (_, Some(rest)) => goes_on(rest).map(Ordering::reverse),
        _ => Some(Ordering::Equal),
    }
}
