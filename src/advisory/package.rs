//! Which package of which ecosystem a package URL names.

use crate::model::{PurlParts, cut_purl};

/// A package as advisories name it. Source: OSV schema, `affected[].package` and "Defined Ecosystems".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Package {
    /// The ecosystem without the release behind the colon: `PyPI`, `Debian`.
    pub ecosystem: String,
    /// The name as the ecosystem writes it: `torch`, `@scope/name`, `group:artifact`.
    pub name: String,
}

/// Types whose whole name is namespace and name with a slash between, and the ecosystem of each.
/// Source: purl-spec, type definitions; OSV schema, "Defined Ecosystems".
const BY_TYPE: &[(&str, &str)] = &[
    ("bioconductor", "Bioconductor"),
    ("bitnami", "Bitnami"),
    ("cargo", "crates.io"),
    ("composer", "Packagist"),
    ("conan", "ConanCenter"),
    ("cran", "CRAN"),
    ("gem", "RubyGems"),
    ("githubactions", "GitHub Actions"),
    ("golang", "Go"),
    ("hackage", "Hackage"),
    ("hex", "Hex"),
    ("julia", "Julia"),
    ("npm", "npm"),
    ("nuget", "NuGet"),
    ("opam", "opam"),
    ("pub", "Pub"),
    ("pypi", "PyPI"),
    ("swift", "SwiftURL"),
];

/// Types whose namespace names the distribution, and its ecosystem.
const BY_NAMESPACE: &[(&str, &str, &str)] = &[
    ("apk", "alpaquita", "Alpaquita"),
    ("apk", "alpine", "Alpine"),
    ("apk", "chainguard", "Chainguard"),
    ("apk", "minimos", "MinimOS"),
    ("apk", "wolfi", "Wolfi"),
    ("deb", "debian", "Debian"),
    ("deb", "echo", "Echo"),
    ("deb", "ubuntu", "Ubuntu"),
    ("rpm", "almalinux", "AlmaLinux"),
    ("rpm", "azurelinux", "Azure Linux"),
    ("rpm", "mageia", "Mageia"),
    ("rpm", "openeuler", "openEuler"),
    ("rpm", "opensuse", "openSUSE"),
    ("rpm", "photon", "Photon OS"),
    ("rpm", "redhat", "Red Hat"),
    ("rpm", "rocky-linux", "Rocky Linux"),
    ("rpm", "rocky", "Rocky Linux"),
    ("rpm", "suse", "SUSE"),
];

impl Package {
    /// A package of an ecosystem as records write it; what stands behind a colon (`Debian:12`) is dropped.
    pub fn new(ecosystem: &str, name: &str) -> Self {
        let ecosystem = ecosystem.split_once(':').map_or(ecosystem, |(name, _)| name).trim();
        let name = name.trim();
        let name = if ecosystem.eq_ignore_ascii_case("PyPI") { python_name(name) } else { name.to_owned() };
        Self { ecosystem: ecosystem.to_owned(), name }
    }

    /// The package a package URL names. `text` is the URL that `purl` was read from: some ecosystems tell upper from lower
    /// case where the canonical package URL no longer does.
    ///
    /// None: no ecosystem of the OSV schema holds packages of this type (`huggingface`, `oci`, `generic`, ...).
    pub fn of(text: &str, purl: &PurlParts<'_>) -> Option<Self> {
        let ecosystem = Self::ecosystem_of(purl)?;
        let of_distribution = BY_NAMESPACE.iter().any(|(kind, ..)| *kind == purl.kind);
        let name = match (&*purl.kind, purl.namespace.as_deref(), cut_purl(text)) {
            ("maven", Some(space), _) => format!("{space}:{}", purl.name),
            ("golang", _, Some((_, path, _))) => path.collect::<Vec<_>>().join("/"),
            (_, Some(space), _) if !of_distribution => format!("{space}/{}", purl.name),
            _ => purl.name.to_string(),
        };
        Some(Self::new(ecosystem, &name))
    }

    /// The ecosystem that packages of this type, and in this namespace, belong to; none as in [`Self::of`].
    pub fn ecosystem_of(purl: &PurlParts<'_>) -> Option<&'static str> {
        let space = purl.namespace.as_deref();
        if purl.kind == "maven" {
            return space.map(|_| "Maven");
        }
        let distribution = BY_NAMESPACE.iter().find(|(kind, name, _)| *kind == purl.kind && Some(*name) == space);
        let registry = || BY_TYPE.iter().find(|(kind, _)| *kind == purl.kind).map(|(_, ecosystem)| *ecosystem);
        distribution.map(|(_, _, ecosystem)| *ecosystem).or_else(registry)
    }

    /// What two spellings of one package share: ecosystem and name in lower case, with what the ecosystem treats alike made
    /// alike. Packages are compared by it.
    pub fn key(&self) -> (String, String) {
        let ecosystem = self.ecosystem.to_lowercase();
        let mut name = self.name.to_lowercase();
        match ecosystem.as_str() {
            // The registry refuses a second crate that differs only in these.
            "crates.io" => name = name.replace('_', "-"),
            "swifturl" => {
                let path = name.split_once("://").map_or(name.as_str(), |(_, path)| path);
                name = path.trim_end_matches('/').trim_end_matches(".git").to_owned();
            }
            _ => {}
        }
        (ecosystem, name)
    }
}

/// Lower case, with every run of `-`, `_` and `.` as one hyphen. Source: PEP 503, "Normalized Names".
fn python_name(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for c in name.chars() {
        let c = if matches!(c, '-' | '_' | '.') { '-' } else { c.to_ascii_lowercase() };
        if c != '-' || !normal.ends_with('-') {
            normal.push(c);
        }
    }
    normal
}

impl std::fmt::Display for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.ecosystem, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_purl;

    fn of(text: &str) -> Option<String> {
        Package::of(text, &parse_purl(text).unwrap()).map(|package| package.to_string())
    }

    #[test]
    fn a_package_url_names_the_package_as_its_ecosystem_writes_it() {
        for (purl, package) in [
            ("pkg:pypi/Huggingface.Hub@1", "PyPI huggingface-hub"),
            ("pkg:pypi/a__b.-c@1", "PyPI a-b-c"),
            ("pkg:npm/%40angular/core@1", "npm @angular/core"),
            ("pkg:cargo/tokio@1", "crates.io tokio"),
            ("pkg:golang/github.com/BurntSushi/toml@v1.0.0", "Go github.com/BurntSushi/toml"),
            ("pkg:golang/stdlib@1.20", "Go stdlib"),
            ("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", "Maven org.apache.logging.log4j:log4j-core"),
            ("pkg:deb/debian/openssl@3.0.11-1?distro=bookworm", "Debian openssl"),
            ("pkg:apk/alpine/curl@8", "Alpine curl"),
            ("pkg:rpm/redhat/openssl@1", "Red Hat openssl"),
            ("pkg:composer/laravel/framework@5", "Packagist laravel/framework"),
            ("pkg:nuget/Newtonsoft.Json@13", "NuGet Newtonsoft.Json"),
            ("pkg:gem/rails@7", "RubyGems rails"),
            ("pkg:hex/phoenix@1", "Hex phoenix"),
            ("pkg:swift/github.com/apple/swift-nio@2", "SwiftURL github.com/apple/swift-nio"),
        ] {
            assert_eq!(of(purl).as_deref(), Some(package), "{purl}");
        }
        for purl in ["pkg:huggingface/Qwen/Qwen2@1", "pkg:generic/x@1", "pkg:oci/x@1", "pkg:deb/mydistro/x@1", "pkg:maven/x@1"] {
            assert_eq!(of(purl), None, "{purl}");
        }
    }

    #[test]
    fn spellings_of_one_package_share_a_key() {
        for (ecosystem, one, other) in [
            ("PyPI", "Huggingface_Hub", "huggingface-hub"),
            ("Go", "github.com/BurntSushi/toml", "github.com/burntsushi/toml"),
            ("crates.io", "serde_json", "serde-json"),
            ("NuGet", "Newtonsoft.Json", "newtonsoft.json"),
            ("SwiftURL", "https://github.com/apple/swift-nio.git", "github.com/apple/swift-nio"),
        ] {
            assert_eq!(Package::new(ecosystem, one).key(), Package::new(ecosystem, other).key(), "{one}");
        }
        assert_eq!(Package::new("Debian:12", "curl").key(), Package::new("Debian", "curl").key());
        assert_ne!(Package::new("npm", "a").key(), Package::new("PyPI", "a").key());
    }
}
