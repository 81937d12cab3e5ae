//! Which versions an entry is about.

use crate::base::Truth;
use crate::base::version::Order;
use std::cmp::Ordering;

/// Comparisons that must all hold, such as `>=1.0, <1.2.5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range(Vec<(Side, String)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Below,
    UpTo,
    From,
    Exactly,
}

impl Range {
    /// Reads comparisons with `<`, `<=`, `>=` and `==`, parted by commas.
    ///
    /// # Errors
    /// When a comparison is another one, or its version is none of this order.
    pub fn parse(text: &str, order: Order) -> Result<Self, String> {
        let mut sides = Vec::new();
        for part in text.split(',').map(str::trim) {
            let (side, version) = [("<=", Side::UpTo), (">=", Side::From), ("==", Side::Exactly), ("<", Side::Below)]
                .into_iter()
                .find_map(|(sign, side)| part.strip_prefix(sign).map(|version| (side, version.trim())))
                .ok_or_else(|| format!("`{part}` is no comparison such as `<2.6.0` or `>=1.0`"))?;
            if order.compare(version, version).is_none() {
                return Err(format!("`{version}` is no version that can be ordered"));
            }
            sides.push((side, version.to_owned()));
        }
        Ok(Self(sides))
    }

    /// Whether a version is inside. A pre-release of the first version inside counts as inside, a local build as what it
    /// was built from. Unknown: the version cannot be ordered.
    pub fn holds(&self, order: Order, version: &str) -> Truth {
        let version = public(order, version);
        let holds = |side: Side, bound: &str| {
            let bound = if side == Side::From { first(order, bound) } else { bound.to_owned() };
            match order.compare(version, &bound) {
                None => Truth::Unknown,
                Some(Ordering::Less) => (side == Side::Below || side == Side::UpTo).into(),
                Some(Ordering::Equal) => (side != Side::Below).into(),
                Some(Ordering::Greater) => (side == Side::From).into(),
            }
        };
        self.0.iter().fold(Truth::Yes, |truth, (side, bound)| truth.and(holds(*side, bound)))
    }
}

/// Whether a version is one of a list. Unknown: it cannot be ordered and is not written like one of them.
pub(super) fn among(versions: &[String], order: Order, version: &str) -> Truth {
    let version = public(order, version);
    let same = |other: &String| match order.compare(version, other) {
        Some(order) => (order == Ordering::Equal).into(),
        None if version.trim() == other => Truth::Yes,
        None => Truth::Unknown,
    };
    versions.iter().map(same).fold(Truth::No, Truth::or)
}

/// The version without the label of a local build. Source: PEP 440, "Local version identifiers".
fn public(order: Order, version: &str) -> &str {
    match order {
        Order::Python => version.split('+').next().unwrap_or(version),
        _ => version,
    }
}

/// The earliest version that belongs to a release: its first pre-release.
fn first(order: Order, bound: &str) -> String {
    let release = bound.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match order {
        Order::Python if release => format!("{bound}.dev0"),
        Order::Semantic if release => format!("{bound}-0"),
        _ => bound.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(range: &str, order: Order, version: &str) -> Truth {
        Range::parse(range, order).unwrap().holds(order, version)
    }

    #[test]
    fn versions_are_inside_outside_or_not_to_be_ordered() {
        use Truth::{No, Unknown, Yes};
        for (range, version, answer) in [
            ("<2.6.0", "2.5.1", Yes),
            ("<2.6.0", "2.5.1+cu124", Yes),
            ("<2.6.0", "2.6.0rc1", Yes),
            ("<2.6.0", "2.6.0", No),
            ("<2.6.0", "2.6.0+cu124", No),
            ("<=2.2.6", "2.2.6+local", Yes),
            (">=1.0, <1.2.5", "1.0.0rc1", Yes),
            (">=1.0, <1.2.5", "0.9", No),
            (">=1.0, <1.2.5", "1.2.5", No),
            ("<2.6.0", "1!0.1", No),
            ("<2.6.0", "latest", Unknown),
            ("<2.6.0", ">=2.0", Unknown),
            ("==0.5.9", "0.5.9", Yes),
            ("==0.5.9", "0.5.10", No),
        ] {
            assert_eq!(asked(range, Order::Python, version), answer, "{range} {version}");
        }
        assert_eq!(asked(">=1.0.0, <1.1.0", Order::Semantic, "v1.0.0-beta"), Yes);
        assert_eq!(asked("<0.1.16", Order::Semantic, "0.1.16"), No);
    }

    #[test]
    fn a_list_of_versions_is_compared_as_versions() {
        let versions = ["8.3.41".to_owned(), "8.3.45".to_owned()];
        let ask = |version| among(&versions, Order::Python, version);
        assert_eq!([ask("8.3.41"), ask("v8.3.41"), ask("8.3.41.0"), ask("8.3.41+x")], [Truth::Yes; 4]);
        assert_eq!(ask("8.3.42"), Truth::No);
        assert_eq!(ask("main"), Truth::Unknown);
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in ["2.6.0", ">1.0", "<", "<banana", "~=1.0"] {
            assert!(Range::parse(text, Order::Python).is_err(), "{text}");
        }
    }
}
