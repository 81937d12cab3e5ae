//! Whether a version is inside a range, by the order of its ecosystem.

use super::scene::Scene;
use super::{Argument, Check, Explanation, Test, Wants};
use crate::base::version::tolerant;
use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::model::{Row, parse_purl};
use pep440_rs::VersionSpecifiers;
use semver::VersionReq;
use std::borrow::Cow;
use std::str::FromStr;

/// `version_in(component, range)`
pub(super) const VERSION_IN: Check = Check {
    name: "version_in",
    wants: Wants::Text,
    doc: "Is the version of the component inside the range, such as `>=2.3.0, <3.0.0`? PyPI packages are ordered by PEP 440, \
          everything else by Semantic Versioning with missing parts read as zero. Yes and No: the two can be compared. Unknown: \
          no version is stated, or it is none that can be ordered.",
    make: |argument| {
        let Argument::Text(range) = argument else { return Err(phrase!("a range such as \">=1.2.0\" is expected")) };
        let semver = VersionReq::parse(range).map_err(|error| phrase!("`{}` is not a range: {}", range, error))?;
        let python = VersionSpecifiers::from_str(range).map_err(|error| phrase!("`{}` is not a range: {}", range, error))?;
        Ok(Box::new(VersionIn { range: range.clone(), semver, python }))
    },
};

struct VersionIn {
    range: String,
    semver: VersionReq,
    python: VersionSpecifiers,
}

impl VersionIn {
    fn one(&self, scene: &Scene<'_>, row: Row) -> Truth {
        let parts = &scene.bom.components;
        let purl = scene.bom.value(parts.purl[row]).and_then(|purl| parse_purl(purl).ok());
        let python = purl.as_ref().is_some_and(|purl| purl.kind == "pypi");
        let stated = scene.bom.value(parts.version[row]).map(Cow::Borrowed).or_else(|| purl.and_then(|purl| purl.version));
        let Some(version) = stated else { return Truth::Unknown };
        if python {
            return pep440_rs::Version::from_str(&version)
                .map_or(Truth::Unknown, |version| self.python.contains(&version).into());
        }
        // A pre-release is ordered before its release, so `>=1.0.0` does not hold for 1.0.0-rc.1; one of a later release
        // the crate leaves unanswered, which is unknown, not no.
        match tolerant(&version) {
            Some(version) if self.semver.matches(&version) => Truth::Yes,
            Some(version) if version.pre.is_empty() => Truth::No,
            _ => Truth::Unknown,
        }
    }
}

impl Test for VersionIn {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        Mask::collect(scene.rows(), |at| self.one(scene, Row::new(at)))
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let stated = scene.bom.stated(scene.bom.components.version[row]);
        explanation.saw("component.version", stated.value().map_or_else(|| Phrase::word(stated.word()), |text| text.into()));
        explanation.saw(phrase!("range"), self.range.clone());
        explanation
    }
}
