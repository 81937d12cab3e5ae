//! The order of versions, as the ecosystem they are of has it. What cannot be ordered for certain is not ordered.

mod alpine;
mod debian;
mod gem;
mod maven;
mod nuget;
mod packagist;
mod rpm;
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
    /// `rpm-version(7)`.
    Rpm,
    /// `apk version`.
    Alpine,
    /// `Gem::Version` of RubyGems.
    Gem,
    /// Package versioning of NuGet.
    NuGet,
    /// Composer, as Packagist has it.
    Packagist,
    /// As Semantic Versioning, with what is built of it ordered too: the `pub_semver` of Dart.
    Pub,
    /// Numbers with dots or hyphens between, compared one by one; of two that agree the longer comes later. R, "package_version";
    /// Haskell, `Data.Version`.
    Numbers,
}

impl Order {
    /// The order of an ecosystem, by its package URL type or its name in OSV records (`PyPI`, `Debian:12`). None: its
    /// order is another one, so two of its versions are not comparable here.
    pub fn of(ecosystem: &str) -> Option<Self> {
        let name = ecosystem.split_once(':').map_or(ecosystem, |(name, _)| name).to_ascii_lowercase();
        match name.as_str() {
            "npm" | "cargo" | "crates.io" | "golang" | "go" | "swift" | "swifturl" | "hex" | "julia" | "generic" | "semver" => {
                Some(Self::Semantic)
            }
            "pypi" => Some(Self::Python),
            "maven" => Some(Self::Maven),
            "deb" | "debian" | "ubuntu" | "echo" => Some(Self::Debian),
            "rpm" | "almalinux" | "azure linux" | "mageia" | "openeuler" | "opensuse" | "photon os" | "red hat"
            | "rocky linux" | "suse" => Some(Self::Rpm),
            "apk" | "alpine" | "alpaquita" | "chainguard" | "minimos" | "wolfi" => Some(Self::Alpine),
            "gem" | "rubygems" => Some(Self::Gem),
            "nuget" => Some(Self::NuGet),
            "composer" | "packagist" => Some(Self::Packagist),
            "pub" => Some(Self::Pub),
            "cran" | "bioconductor" | "hackage" => Some(Self::Numbers),
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
            Self::Rpm => rpm::compare(one, other),
            Self::Alpine => alpine::compare(one, other),
            Self::Gem => gem::compare(one, other),
            Self::NuGet => nuget::compare(one, other),
            Self::Packagist => packagist::compare(one, other),
            Self::Pub => Some(tolerant(one)?.cmp(&tolerant(other)?)),
            Self::Numbers => by_number(one, other),
        }
    }

    /// Whether an epoch stands before the version, with a colon.
    pub fn has_epochs(self) -> bool {
        matches!(self, Self::Debian | Self::Rpm)
    }
}

/// Numbers with dots or hyphens between, one by one.
fn by_number(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (one.trim(), other.trim());
    let parts = |text: &'_ str| -> Option<Vec<String>> {
        let parts: Vec<String> = text.split(['.', '-']).map(str::to_owned).collect();
        let number = |part: &String| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.iter().all(number).then_some(parts)
    };
    let (one, other) = (parts(one)?, parts(other)?);
    let differs = one.iter().zip(&other).map(|(one, other)| numbers(one, other)).find(|order| order.is_ne());
    Some(differs.unwrap_or_else(|| one.len().cmp(&other.len())))
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
            ("Red Hat:enterprise_linux:9", "1:1.0-1.el9", "2.0-1.el9", Some(Greater)),
            ("openSUSE", "1.0~rc1-1", "1.0-1", Some(Less)),
            ("rpm", "latest", "1.0", None),
            ("rpm", "main:1", "1.0", None),
            ("Alpine:v3.20", "1.2_rc1-r0", "1.2-r0", Some(Less)),
            ("Wolfi", "1.10-r1", "1.9-r9", Some(Greater)),
            ("apk", "latest", "1.0", None),
            ("RubyGems", "1.0.a2", "1.0", Some(Less)),
            ("gem", "1.0-rc1", "1.0", Some(Less)),
            ("gem", "main", "1.0", None),
            ("nuget", "1.0.0.1", "1.0.0-BETA", Some(Greater)),
            ("nuget", "*", "1.0", None),
            ("Packagist", "v1.2.0-RC1", "1.2.0", Some(Less)),
            ("composer", "dev-main", "1.0", None),
            ("composer", "1.0", "1.0.0", None),
            ("Pub", "1.0.0", "1.0.0+1", Some(Less)),
            ("CRAN", "0.75", "0.9", Some(Greater)),
            ("Hackage", "1.0.0", "1.0", Some(Greater)),
        ] {
            let order = Order::of(ecosystem).unwrap();
            assert_eq!(order.compare(one, other), answer, "{ecosystem} {one} {other}");
            assert_eq!(order.compare(other, one), answer.map(Ordering::reverse), "{ecosystem} {other} {one}");
        }
        assert_eq!(Order::of("conan"), None);
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
