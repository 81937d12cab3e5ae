//! Versions of NuGet packages: up to four numbers, then what Semantic Versioning has, without regard to case.
//! Source: NuGet documentation, "Package versioning", "Normalized version numbers".

use super::numbers;
use std::cmp::Ordering;

/// Which comes first; none when one is no version.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (read(one)?, read(other)?);
    let number = |parts: &[String], at: usize| parts.get(at).cloned().unwrap_or_default();
    let release = (0..4).map(|at| numbers(&number(&one.0, at), &number(&other.0, at))).find(|order| order.is_ne());
    Some(release.unwrap_or_else(|| labels(&one.1, &other.1)))
}

/// Numbers, and the labels of a pre-release; none of a release.
fn read(text: &str) -> Option<(Vec<String>, Vec<String>)> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix('v').unwrap_or(&text);
    let text = text.split_once('+').map_or(text, |(version, _)| version);
    let (release, labels) = text.split_once('-').map_or((text, None), |(release, labels)| (release, Some(labels)));
    let release: Vec<String> = release.split('.').map(str::to_owned).collect();
    let number = |part: &String| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let label = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let fits = release.len() <= 4 && release.iter().all(number) && labels.is_none_or(|labels| labels.split('.').all(label));
    let labels = labels.map_or_else(Vec::new, |labels| labels.split('.').map(str::to_owned).collect());
    fits.then_some((release, labels))
}

/// The order of pre-releases. Source: Semantic Versioning 2.0.0, section 11.4.
fn labels(one: &[String], other: &[String]) -> Ordering {
    let number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    match (one.is_empty(), other.is_empty()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    let order = one.iter().zip(other).map(|(one, other)| match (number(one), number(other)) {
        (true, true) => numbers(one, other),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => one.cmp(other),
    });
    order.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| one.len().cmp(&other.len()))
}
