//! Versions of RubyGems. Source: RubyGems, `Gem::Version`, "How Gem::Version works".

use super::numbers;
use std::cmp::Ordering;

/// Numbers, and words, which stand for a release not yet made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Segment<'a> {
    Number(&'a str),
    Word(&'a str),
}

const ZERO: Segment<'_> = Segment::Number("0");

/// Which comes first; none when one is no version.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (segments(one)?, segments(other)?);
    for at in 0..one.len().max(other.len()) {
        let (one, other) = (one.get(at).copied().unwrap_or(ZERO), other.get(at).copied().unwrap_or(ZERO));
        let order = match (one, other) {
            (Segment::Number(one), Segment::Number(other)) => numbers(one, other),
            (Segment::Word(one), Segment::Word(other)) => one.cmp(other),
            (Segment::Word(_), Segment::Number(_)) => Ordering::Less,
            (Segment::Number(_), Segment::Word(_)) => Ordering::Greater,
        };
        if order != Ordering::Equal {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

/// Numbers and words by turns, without zeros at the end of the release and of what follows it.
fn segments(text: &str) -> Option<Vec<Segment<'_>>> {
    let text = text.trim();
    let fits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (release, rest) = text.split_once('-').map_or((text, None), |(release, rest)| (release, Some(rest)));
    let starts = release.starts_with(|c: char| c.is_ascii_digit());
    let written = release.split('.').all(fits) && rest.is_none_or(|rest| rest.split(['.', '-']).all(fits));
    if !starts || !written {
        return None;
    }
    let mut segments: Vec<Segment<'_>> = release.split('.').flat_map(runs).collect();
    if let Some(rest) = rest {
        // A hyphen is read as `.pre.`.
        segments.push(Segment::Word("pre"));
        segments.extend(rest.split(['.', '-']).flat_map(runs));
    }
    let first_word = segments.iter().position(|segment| matches!(segment, Segment::Word(_))).unwrap_or(segments.len());
    let mut after = segments.split_off(first_word);
    without_zeros(&mut segments);
    without_zeros(&mut after);
    segments.append(&mut after);
    Some(segments)
}

fn without_zeros(segments: &mut Vec<Segment<'_>>) {
    let zero = |segment: &Segment<'_>| matches!(segment, Segment::Number(digits) if digits.bytes().all(|digit| digit == b'0'));
    while segments.last().is_some_and(zero) {
        segments.pop();
    }
}

/// Cuts where digits and letters meet.
fn runs(part: &str) -> impl Iterator<Item = Segment<'_>> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        (!run.is_empty()).then_some(if digits { Segment::Number(run) } else { Segment::Word(run) })
    })
}
