//! Whether a version falls under an entry of a record. What cannot be decided falls under it, and says why.
//! Source: OSV schema, "Evaluation".

use super::record::{Affected, Event, Range};
use crate::base::version::{Order, plain};
use std::cmp::Ordering;

/// Why a version falls under an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The affected range in words, such as `from 0, fixed in 2.1.0`; empty when versions are listed one by one.
    pub range: String,
    /// The first version after this one that is no longer affected, where the record names one.
    pub fixed: Option<String>,
    /// What kept it from being decided; none when it was.
    pub doubt: Option<Doubt>,
}

/// Why it cannot be decided whether a version is affected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The version and the bounds have no order that is known here.
    NotOrdered,
    /// The record does not say which versions are affected.
    NoBounds,
    /// A range does not say where it begins.
    NoBegin,
    /// Only commits are named.
    OnlyCommits,
    /// The type of the range is none of the schema.
    UnknownType,
}

impl Doubt {
    /// What reports say.
    pub fn text(&self) -> &'static str {
        match self {
            Self::NotOrdered => "the version cannot be ordered against the affected range, so it counts as affected",
            Self::NoBounds => "the advisory does not say which versions are affected, so every one counts as affected",
            Self::NoBegin => {
                "the affected range does not say where it begins, so every version before its end counts as affected"
            }
            Self::OnlyCommits => "the advisory names commits, not versions, so every version counts as affected",
            Self::UnknownType => "the affected range is of an unknown type, so every version counts as affected",
        }
    }
}

/// Where a range begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    /// Ends before it begins anew at the same version: the version counts as affected.
    Fixed,
    Introduced,
    LastAffected,
}

/// How two versions are ordered. None of the orders known here: only plain numbers are.
struct Ordered(Option<Order>);

impl Ordered {
    fn compare(&self, one: &str, other: &str) -> Option<Ordering> {
        match self.0 {
            Some(order) => order.compare(one, other),
            None => plain(one, other),
        }
    }

    /// Whether a version stands before a bound for want of an epoch alone: bills often leave the epoch out.
    fn epoch_missing(&self, version: &str, bound: &str) -> bool {
        let Some((_, bare)) = bound.split_once(':').filter(|_| self.0.is_some_and(Order::has_epochs)) else { return false };
        !version.contains(':') && self.compare(version, bare) != Some(Ordering::Less)
    }
}

/// Why `version` falls under `affected`; none when it does not. Without a version only an entry that spares none applies.
pub fn falls_under(affected: &Affected, version: Option<&str>) -> Option<Basis> {
    let ecosystem = affected.package.as_ref().map_or("", |package| &package.ecosystem);
    let Some(version) = version else { return affected.ranges.iter().find_map(every) };
    let version = version.trim();
    let bare = local(ecosystem, version);
    let mut doubt = None;
    for version in std::iter::once(version).chain(bare) {
        match decide(affected, ecosystem, version) {
            Some(basis) if basis.doubt.is_none() => return Some(basis),
            other => doubt = doubt.or(other),
        }
    }
    doubt
}

/// The version without its local label: `2.0.1+cu118` is 2.0.1 built by someone, whatever PEP 440 orders it after.
fn local<'a>(ecosystem: &str, version: &'a str) -> Option<&'a str> {
    let python = matches!(Order::of(ecosystem), Some(Order::Python));
    version.split_once('+').filter(|_| python).map(|(public, _)| public)
}

/// The range that holds every version there is.
fn every(range: &Range) -> Option<Basis> {
    let whole = range.kind != "GIT"
        && !range.events.is_empty()
        && range.events.iter().all(|event| *event == Event { introduced: Some("0".to_owned()), ..Event::default() });
    whole.then(|| Basis { range: "every version".to_owned(), fixed: None, doubt: None })
}

fn decide(affected: &Affected, ecosystem: &str, version: &str) -> Option<Basis> {
    let of_ecosystem = Ordered(Order::of(ecosystem));
    let semantic = Ordered(Some(Order::Semantic));
    let mut doubt: Option<Basis> = None;
    let mut versioned = false;
    for range in &affected.ranges {
        let ordered = match range.kind.as_str() {
            "SEMVER" => &semantic,
            "ECOSYSTEM" => &of_ecosystem,
            "GIT" => continue,
            _ => {
                doubt = doubt.or_else(|| Some(doubted(range, Doubt::UnknownType)));
                continue;
            }
        };
        versioned = true;
        match within(range, version, ordered) {
            Ok(Some(basis)) => return Some(basis),
            Ok(None) => {}
            Err(why) => doubt = doubt.or_else(|| Some(doubted(range, why))),
        }
    }
    let listed = |one: &String| one.trim() == version || of_ecosystem.compare(one, version) == Some(Ordering::Equal);
    if affected.versions.iter().any(listed) {
        return Some(Basis { range: String::new(), fixed: None, doubt: None });
    }
    if doubt.is_none() && !versioned && affected.versions.is_empty() {
        let why = if affected.ranges.is_empty() { Doubt::NoBounds } else { Doubt::OnlyCommits };
        return Some(Basis { range: String::new(), fixed: None, doubt: Some(why) });
    }
    doubt
}

fn doubted(range: &Range, why: Doubt) -> Basis {
    Basis { range: words(range), fixed: range.events.iter().find_map(|event| event.fixed.clone()), doubt: Some(why) }
}

/// Whether one range holds the version, in the order given.
fn within(range: &Range, version: &str, ordered: &Ordered) -> Result<Option<Basis>, Doubt> {
    if let Some(basis) = every(range) {
        return Ok(Some(basis));
    }
    let mut bounds = bounds(range);
    if bounds.is_empty() {
        return Err(Doubt::NoBounds);
    }
    let zero = |at: &str| at == "0";
    let against = |one: &str, other: &str| match (zero(one), zero(other)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => ordered.compare(one, other),
    };
    let passed = |at: &str| if zero(at) { Ok(Ordering::Greater) } else { ordered.compare(version, at).ok_or(Doubt::NotOrdered) };
    for event in &range.events {
        if let Some(limit) = event.limit.as_deref().filter(|limit| *limit != "*") {
            // Past every limit the database says nothing: only the one that ends first is looked at.
            if passed(limit)? != Ordering::Less && !range.events.iter().any(|other| beyond(other, version, ordered)) {
                return Ok(None);
            }
        }
    }
    let unordered =
        bounds.iter().enumerate().any(|(at, (_, one))| bounds[..at].iter().any(|(_, other)| against(one, other).is_none()));
    if unordered {
        return Err(Doubt::NotOrdered);
    }
    bounds.sort_by(|one, other| against(one.1, other.1).unwrap_or(Ordering::Equal).then(one.0.cmp(&other.0)));
    let begins = bounds.iter().any(|(side, _)| *side == Side::Introduced);
    let mut inside = bounds[0].0 != Side::Introduced;
    for (side, at) in &bounds {
        let order = passed(at)?;
        match side {
            Side::Introduced if order != Ordering::Less => inside = true,
            Side::Introduced if ordered.epoch_missing(version, at) => return Err(Doubt::NotOrdered),
            Side::Fixed if order != Ordering::Less => inside = false,
            Side::LastAffected if order == Ordering::Greater => inside = false,
            _ => {}
        }
    }
    let fixed = bounds.iter().find(|(side, at)| *side == Side::Fixed && passed(at) == Ok(Ordering::Less));
    let doubt = (!begins || bounds[0].0 != Side::Introduced).then_some(Doubt::NoBegin);
    Ok(inside.then(|| Basis { range: words(range), fixed: fixed.map(|(_, at)| (*at).to_owned()), doubt }))
}

/// Whether an event sets a limit that the version stands before.
fn beyond(event: &Event, version: &str, ordered: &Ordered) -> bool {
    event.limit.as_deref().is_some_and(|limit| limit == "*" || ordered.compare(version, limit) == Some(Ordering::Less))
}

fn bounds(range: &Range) -> Vec<(Side, &str)> {
    range
        .events
        .iter()
        .flat_map(|event| {
            let introduced = event.introduced.as_deref().map(|at| (Side::Introduced, at.trim()));
            let fixed = event.fixed.as_deref().map(|at| (Side::Fixed, at.trim()));
            let last = event.last_affected.as_deref().map(|at| (Side::LastAffected, at.trim()));
            [introduced, fixed, last]
        })
        .flatten()
        .collect()
}

/// The range as reports write it.
fn words(range: &Range) -> String {
    let mut words = Vec::new();
    for event in &range.events {
        let said = [
            ("from", &event.introduced),
            ("fixed in", &event.fixed),
            ("last affected", &event.last_affected),
            ("up to", &event.limit),
        ];
        words.extend(said.into_iter().filter_map(|(word, at)| at.as_ref().map(|at| format!("{word} {at}"))));
    }
    words.join(", ")
}
