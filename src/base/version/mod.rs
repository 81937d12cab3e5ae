//! The order of versions, as the ecosystem they are of has it. What cannot be ordered for certain is not ordered.

mod debian;
mod maven;
mod semantic;

pub use semantic::tolerant;

use std::cmp::Ordering;
use std::str::FromStr;

/// How the versions of an ecosystem are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Semantic Versioning 2.0.0, section 11, read [tolerantly](tolerant); also of what has no order of its own.
    Semantic,
    /// PEP 440.
    Python,
    /// Version Order Specification of the Maven POM reference.
    Maven,
    /// Debian Policy, 5.6.12.
    Debian,
}

impl Order {
    /// The order of an ecosystem, by its package URL type or its name in OSV records (`PyPI`, `Debian:12`). None: its
    /// order is another one, so two of its versions are not comparable here.
    pub fn of(ecosystem: &str) -> Option<Self> {
        let name = ecosystem.split_once(':').map_or(ecosystem, |(name, _)| name).to_ascii_lowercase();
        match name.as_str() {
            "npm" | "cargo" | "crates.io" | "golang" | "go" | "swift" | "swifturl" | "hex" | "pub" | "generic" | "semver" => {
                Some(Self::Semantic)
            }
            "pypi" => Some(Self::Python),
            "maven" => Some(Self::Maven),
            "deb" | "debian" | "ubuntu" => Some(Self::Debian),
            _ => None,
        }
    }

    /// Which of two versions comes first; none when one of them is no version of this order.
    pub fn compare(self, one: &str, other: &str) -> Option<Ordering> {
        match self {
            Self::Semantic => Some(tolerant(one)?.cmp_precedence(&tolerant(other)?)),
            Self::Python => {
                let read = |text: &str| pep440_rs::Version::from_str(text.trim()).ok();
                Some(read(one)?.cmp(&read(other)?))
            }
            Self::Maven => maven::compare(one, other),
            Self::Debian => debian::compare(one, other),
        }
    }
}

/// Which of two versions of an unknown order comes first, where every order agrees: both are numbers with dots between, and
/// the first number that differs stands in both. Whether `1.0` comes before `1.0.0`, orders differ on.
pub fn plain(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (one.trim(), other.trim());
    let is_plain = |text: &str| text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_plain(one) || !is_plain(other) {
        return None;
    }
    let differs = one.split('.').zip(other.split('.')).map(|(one, other)| numbers(one, other)).find(|order| order.is_ne());
    differs.or((one.split('.').count() == other.split('.').count()).then_some(Ordering::Equal))
}

/// Digits as the number they write, however long.
fn numbers(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ecosystem_is_ordered_its_own_way_or_not_at_all() {
        use Ordering::{Greater, Less};
        for (ecosystem, one, other, answer) in [
            ("npm", "1.0.0-rc.1", "1.0.0", Some(Less)),
            ("cargo", "2", "1.9.9", Some(Greater)),
            ("pypi", "1!0.1", "9.9", Some(Greater)),
            ("PyPI", "1.0rc1", "1.0", Some(Less)),
            ("maven", "1.0-SNAPSHOT", "1.0", Some(Less)),
            ("Debian:12", "1.0~rc1-1", "1.0-1", Some(Less)),
            ("npm", "banana", "1.0.0", None),
            ("pypi", "1.0", "latest", None),
            ("deb", "a b", "1", None),
        ] {
            let order = Order::of(ecosystem).unwrap();
            assert_eq!(order.compare(one, other), answer, "{ecosystem} {one} {other}");
            assert_eq!(order.compare(other, one), answer.map(Ordering::reverse), "{ecosystem} {other} {one}");
        }
        assert_eq!(Order::of("gem"), None);
    }

    #[test]
    fn without_an_order_only_what_every_order_agrees_on_is_ordered() {
        use Ordering::{Equal, Greater, Less};
        for (one, other, answer) in [
            ("1.9", "1.10", Some(Less)),
            ("2", "1.9.9", Some(Greater)),
            ("1.0", "1.0", Some(Equal)),
            ("1.0", "1.0.0", None),
            ("1.0-r1", "1.1", None),
            ("1:1.0", "2.0", None),
            ("", "1", None),
        ] {
            assert_eq!(plain(one, other), answer, "{one} {other}");
        }
    }
}
