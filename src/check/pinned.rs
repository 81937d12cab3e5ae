//! Whether a component is one exact thing: version and digest.

use super::scene::Scene;
use super::{Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::model::{Row, cut_purl, parse_purl};
use std::borrow::Cow;

/// `pinned(component)`
pub(super) const PINNED: Check = Check {
    name: "pinned",
    wants: Wants::Nothing,
    doc: "Does the bill name one exact delivery of the component? Yes: a strong digest is stated, or an exact version (of a \
          model or dataset: a commit). No: the version is a branch, a range or a moving word such as `latest`. Unknown: no \
          version is stated, or a model's version is a bare number that its hub does not fix.",
    make: |_| Ok(Box::new(Pinned)),
};

/// `strong_hash(component)`
pub(super) const STRONG_HASH: Check = Check {
    name: "strong_hash",
    wants: Wants::Nothing,
    doc: "Is a digest stated whose algorithm has no known collisions? Yes: SHA-256 or stronger. No: only MD5 or SHA-1. Unknown: \
          no digest that can be read.",
    make: |_| Ok(Box::new(StrongHash)),
};

/// Whether a strong digest, only weak ones, or none stands in the bill.
pub fn strong_digest(scene: &Scene<'_>, row: Row) -> Truth {
    let digests = scene.bom.components.hashes.of(row);
    if digests.iter().any(|digest| digest.algorithm.strong()) {
        Truth::Yes
    } else if digests.is_empty() {
        Truth::Unknown
    } else {
        Truth::No
    }
}

struct Pinned;

fn moving(version: &str) -> bool {
    let mut word = Cow::Borrowed(version.trim());
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word.to_mut().make_ascii_lowercase();
    }
    matches!(
        &*word,
        "latest"
            | "main"
            | "master"
            | "head"
            | "trunk"
            | "dev"
            | "develop"
            | "development"
            | "nightly"
            | "stable"
            | "current"
            | "edge"
            | "snapshot"
    ) || word.contains(['*', '>', '<', '^', '~', '|', ','])
        || word.starts_with("refs/heads/")
        || word.ends_with("-snapshot")
        || word.ends_with(".x")
}

fn commit(version: &str) -> bool {
    version.len() >= 7 && version.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl Pinned {
    fn versions<'s>(scene: &'s Scene<'_>, row: Row) -> [Option<Cow<'s, str>>; 2] {
        let parts = &scene.bom.components;
        let field = scene.bom.value(parts.version[row]).map(Cow::Borrowed);
        let purl = scene.bom.value(parts.purl[row]).and_then(|purl| match cut_purl(purl) {
            Some((_, _, version)) => version.map(Cow::Borrowed),
            None => parse_purl(purl).ok().and_then(|purl| purl.version),
        });
        [field, purl]
    }

    fn one(scene: &Scene<'_>, row: Row) -> Truth {
        let versions = Self::versions(scene, row);
        let versions = || versions.iter().flatten();
        if versions().any(|version| moving(version)) {
            return Truth::No;
        }
        if strong_digest(scene, row) == Truth::Yes || versions().any(|version| commit(version)) {
            return Truth::Yes;
        }
        let kind = scene.bom.components.kind[row];
        let hub = kind.is_model() || kind == crate::model::Kind::Dataset;
        if versions().next().is_none() || hub { Truth::Unknown } else { Truth::Yes }
    }
}

impl Test for Pinned {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        Mask::collect(scene.rows(), |at| Self::one(scene, Row::new(at)))
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let versions: Vec<_> = Self::versions(scene, row).into_iter().flatten().collect();
        if versions.is_empty() {
            let word = scene.bom.stated(scene.bom.components.version[row]).word();
            explanation.saw("component.version", Phrase::word(word));
        }
        for version in versions {
            let word = if moving(&version) { "moves" } else { "exact only with a digest or commit" };
            explanation.saw("component.version", phrase!("{} ({})", &*version, Phrase::word(word)));
        }
        explanation.observed.extend(StrongHash.explain(scene, row).observed);
        explanation
    }
}

struct StrongHash;

impl Test for StrongHash {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        Mask::collect(scene.rows(), |at| strong_digest(scene, Row::new(at)))
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let digests = scene.bom.components.hashes.of(row);
        if digests.is_empty() {
            explanation.saw("component.hashes", phrase!("absent"));
        }
        for digest in digests {
            explanation.saw("component.hashes", digest.algorithm.name());
        }
        explanation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_or_range_is_not_a_version() {
        for version in ["latest", "*", ">=1", "main", "MAIN", "1.x", "^2.0"] {
            assert!(moving(version), "{version}");
        }
        for version in ["1.0.0", "2022.12.07", "b968826d9c46dd6066d109eabc6255188de91218"] {
            assert!(!moving(version), "{version}");
        }
        assert!(commit("b968826") && !commit("1.0.0"));
    }
}
