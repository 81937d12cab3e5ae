//! Whether a product that a statement (VEX) names is a component, and whether it is named so closely that the statement may
//! excuse something.

use super::scene::Scene;
use crate::advisory::Package;
use crate::enrich::stated_versions;
use crate::model::{Algorithm, Product, Row, parse_purl, purl_qualifier};
use std::borrow::Cow;

/// How closely a name fits a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It means the component, in every version or in one of those the bill gives it.
    Loose,
    /// It means this very release: by the one version the bill gives it, or by its digest.
    Exact,
}

/// Qualifiers that name another source of a package: one that only the component has makes it another product.
const SOURCES: [&str; 4] = ["repository_url", "download_url", "vcs_url", "checksum"];
/// Qualifiers that a statement may have and that narrow it.
const NARROWING: [&str; 6] = ["arch", "distro", "epoch", "os", "classifier", "type"];

/// What names of one thing have in common: of a package URL its ecosystem and name, or else type, namespace and name; of a
/// link into a bill (`urn:cdx:...#ref`) the bom-ref.
pub(super) fn key(name: &str) -> Cow<'_, str> {
    if let Some(purl) = name.strip_prefix("pkg:").and_then(|_| parse_purl(name).ok()) {
        if let Some(package) = Package::of(name, &purl) {
            let (ecosystem, name) = package.key();
            return format!("{ecosystem} {name}").into();
        }
        return format!("pkg:{}/{}/{}", purl.kind, purl.namespace.unwrap_or_default(), purl.name).into();
    }
    name.rsplit_once('#').filter(|(link, _)| link.starts_with("urn:cdx:")).map_or(name, |(_, reference)| reference).into()
}

/// Under what a digest is found.
pub(super) fn digest_key(algorithm: Algorithm, hex: &str) -> String {
    format!("{}:{hex}", algorithm.name())
}

/// How a product fits a component; none where it is another one. `own`: the statement stands in the bill itself, where a
/// bom-ref is a name too.
pub(super) fn fit(scene: &Scene<'_>, product: &Product, row: Row, own: bool) -> Option<Fit> {
    named(scene, product.meant(), &product.digests, row, own)
}

/// As [`fit`], of a name and digests.
pub(super) fn named(scene: &Scene<'_>, name: &str, digests: &[(Algorithm, String)], row: Row, own: bool) -> Option<Fit> {
    let parts = &scene.bom.components;
    let held = parts.hashes.of(row);
    let of_same = |algorithm: Algorithm| held.iter().filter(move |digest| digest.algorithm == algorithm);
    let same_digest = digests.iter().any(|(algorithm, hex)| of_same(*algorithm).any(|digest| parts.hex(*digest) == *hex));
    let other_digest = digests.iter().any(|(algorithm, hex)| of_same(*algorithm).any(|digest| parts.hex(*digest) != *hex));
    let purl = scene.bom.value(parts.purl[row]);
    let by_purl = match purl {
        Some(purl) if name.starts_with("pkg:") => {
            // Another package, or another version of it, whatever digest the bill gives it.
            Some(by_purl(scene, name, purl.trim(), row)?)
        }
        _ => None,
    };
    let reference = scene.bom.value(parts.reference[row]);
    let by_reference = own && reference.is_some_and(|reference| reference == name || *reference == *key(name));
    let fits = same_digest || by_purl.is_some() || by_reference;
    let exact = !other_digest && (same_digest || by_purl == Some(Fit::Exact));
    fits.then_some(if exact { Fit::Exact } else { Fit::Loose })
}

fn by_purl(scene: &Scene<'_>, stated: &str, component: &str, row: Row) -> Option<Fit> {
    let (Ok(said), Ok(_)) = (parse_purl(stated), parse_purl(component)) else { return None };
    if key(stated) != key(component) {
        return None;
    }
    let versions = stated_versions(scene.bom, row);
    let Some(version) = said.version.as_deref() else { return Some(Fit::Loose) };
    // An RPM has its epoch beside the version.
    let bare =
        |own: &str| own.split_once(':').is_some_and(|(_, bare)| bare == version && purl_qualifier(stated, "epoch").is_some());
    if !versions.iter().any(|own| own == version || bare(own)) {
        return None;
    }
    // A bill that gives two versions says of neither that it is the one.
    let single = versions.len() == 1 && is_release(version);
    let exact = single && same_source(stated, component);
    Some(if exact { Fit::Exact } else { Fit::Loose })
}

/// A version of one release, as far as its characters tell: no tag, range or wildcard.
fn is_release(version: &str) -> bool {
    let digit = version.bytes().any(|byte| byte.is_ascii_digit());
    digit && !version.chars().any(|c| c.is_whitespace() || "*<>=^|,".contains(c))
}

fn same_source(stated: &str, component: &str) -> bool {
    let both = |name: &&str| (purl_qualifier(stated, name), purl_qualifier(component, name));
    let sources = SOURCES.iter().map(both).all(|(one, other)| one == other);
    let narrower = NARROWING.iter().map(both).any(|(one, other)| one.is_some() && one != other);
    let subpath = |purl: &str| purl.split_once('#').map(|(_, subpath)| subpath.to_owned());
    sources && !narrower && subpath(stated).is_none_or(|stated| subpath(component) == Some(stated))
}
