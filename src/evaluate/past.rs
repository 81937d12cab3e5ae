//! What the operator's history holds against a bill: the same number with other content, an older bill shown again, a
//! clock that runs behind. Source: CycloneDX 1.7, `serialNumber` and `version`: a changed bill has a higher version.

use super::Outstanding;
use super::lapse::{Lapse, LapseKind};
use crate::base::{Phrase, phrase};
use crate::model::{Bom, Stated};

/// The gap of a bill that a newer one replaced.
const SUPERSEDED: &str = "bill-superseded";
/// The gap of a clock that runs behind.
const HISTORY_CLOCK: &str = "history-clock";
/// Every gap a history can open.
pub(super) const GAPS: [&str; 2] = [SUPERSEDED, HISTORY_CLOCK];

/// What a history knows of bills with the serial number of the one that is judged.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Bills of this serial number, one entry per version and content, oldest first.
    pub sightings: Vec<Sighting>,
    /// When the newest record was made, in words, where that is more than a day after the present clock.
    pub ahead: Option<String>,
}

/// A bill that was checked before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Its `version`; none where it states none.
    pub version: Option<u32>,
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
    /// When it was first checked, in words.
    pub at: String,
}

/// The `version` of a bill.
pub fn bill_version(bom: &Bom) -> Option<u32> {
    match bom.document.version {
        Stated::Value(version) => Some(version),
        _ => None,
    }
}

impl Past {
    /// A bill that takes the number of another. The first one seen holds the number.
    pub(super) fn lapse(&self, bom: &Bom) -> Option<Lapse> {
        let first = self.sightings.iter().find(|seen| seen.version == bill_version(bom))?;
        (first.sha256 != bom.document.sha256).then(|| Lapse {
            kind: LapseKind::BillChanged,
            place: bom.name.clone(),
            text: phrase!(
                "the serial number {} {} stands for other content, checked on {} (sha256 {})",
                bom.value(bom.document.serial).unwrap_or_default(),
                first
                    .version
                    .map_or_else(|| phrase!("without a version"), |version| phrase!("in version {}", version.to_string())),
                &first.at,
                &first.sha256,
            ),
        })
    }

    /// What keeps the verdict open: a newer bill of the same serial number, a clock that runs behind.
    pub(super) fn outstanding(&self, bom: &Bom) -> Vec<Outstanding> {
        let newer = self.newer(bom).map(|text| Outstanding { name: SUPERSEDED, text, count: 1 });
        let clock = self.ahead.as_ref().map(|newest| Outstanding {
            name: HISTORY_CLOCK,
            text: phrase!("the history has a record of {}, after the present time of this machine", newest),
            count: 1,
        });
        newer.into_iter().chain(clock).collect()
    }

    fn newer(&self, bom: &Bom) -> Option<Phrase> {
        let own = bill_version(bom)?;
        let newest = self.sightings.iter().filter(|seen| seen.version > Some(own)).max_by_key(|seen| seen.version)?;
        let [version, own] = [newest.version?, own].map(|version| version.to_string());
        Some(phrase!("version {} of this bill was checked on {}; this is version {}", version, &newest.at, own))
    }
}
