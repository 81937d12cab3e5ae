//! What the operator's history holds against a bill: the same number with other content, an older bill shown again, a
//! clock that runs behind. Source: CycloneDX 1.7, `serialNumber` and `version`: a changed bill has a higher version.

use super::Outstanding;
use super::lapse::{Lapse, LapseKind};
use crate::base::{Phrase, phrase};
use crate::model::{Bom, Stated};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// The gap of a bill that a newer one replaced.
const SUPERSEDED: &str = "bill-superseded";
/// The gap of a clock that runs behind.
const HISTORY_CLOCK: &str = "history-clock";
/// The gap of a higher version that says it was made before a lower one.
const BACKDATED: &str = "bill-backdated";
/// The gap of a higher version that lists the parts of an old one again.
const REVERTED: &str = "bill-reverted";
/// Every gap a history can open.
pub(super) const GAPS: [&str; 4] = [SUPERSEDED, HISTORY_CLOCK, BACKDATED, REVERTED];

/// What a history knows of bills with the serial number of the one that is judged.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Bills of this serial number, one entry per version and content, oldest first.
    pub sightings: Vec<Sighting>,
    /// Bills of the same delivery under other serial numbers, or none, oldest first.
    pub elsewhere: Vec<Sighting>,
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
    /// The number of that record: higher is later.
    pub number: i64,
    /// Its serial number.
    pub serial: Option<String>,
    /// When it says it was made.
    pub timestamp: Option<String>,
    /// Digest of the parts it lists, as [`parts_digest`] has it; none in records of former versions.
    pub parts: Option<String>,
}

/// SHA-256, hex, over what a bill lists: kind, group, name, version, package URL and digests of every part, whatever their order,
/// and nothing of the document around them. O(n log n).
pub fn parts_digest(bom: &Bom) -> String {
    let parts = &bom.components;
    let mut lines: Vec<String> = parts
        .rows()
        .map(|row| {
            let word = |text| bom.value(text).unwrap_or_default();
            let mut digests: Vec<String> = parts.hashes.of(row).iter().map(|digest| parts.hex(*digest)).collect();
            digests.sort();
            let named = [word(parts.group[row]), word(parts.name[row]), word(parts.version[row]), word(parts.purl[row])];
            // A length before each text: what ends one field cannot begin the next.
            let named: String = named.iter().map(|text| format!("{}:{text},", text.len())).collect();
            format!("{} {named} {}", parts.kind[row].word(), digests.join(" "))
        })
        .collect();
    lines.sort();
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(line.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The `version` of a bill.
pub fn bill_version(bom: &Bom) -> Option<u32> {
    match bom.document.version {
        Stated::Value(version) => Some(version),
        _ => None,
    }
}

impl Past {
    /// What the history says against a bill.
    pub(super) fn lapses(&self, bom: &Bom) -> Vec<Lapse> {
        self.changed(bom).into_iter().chain(self.replayed(bom)).collect()
    }

    /// Those of some bills that were checked before this one was checked first.
    fn before<'s>(&'s self, seen: &'s [Sighting], bom: &Bom) -> impl Iterator<Item = &'s Sighting> {
        let own = (bill_version(bom), bom.document.sha256.clone());
        let first = self.sightings.iter().find(|seen| (seen.version, &seen.sha256) == (own.0, &own.1)).map(|seen| seen.number);
        seen.iter().filter(move |seen| first.is_none_or(|first| seen.number < first))
    }

    /// The parts of an older bill under another number, after other parts were checked: nothing is wrong with it, and somebody
    /// should know.
    fn replayed(&self, bom: &Bom) -> Option<Lapse> {
        let newest = self.before(&self.elsewhere, bom).max_by_key(|seen| seen.number)?;
        let own = parts_digest(bom);
        // Of this very number there is more to say: see `reverted`.
        if newest.parts.as_ref().is_none_or(|parts| *parts == own) || self.before(&self.sightings, bom).next().is_some() {
            return None;
        }
        let old = self.before(&self.elsewhere, bom).find(|seen| seen.parts.as_ref() == Some(&own))?;
        Some(Lapse {
            kind: LapseKind::BillReplayed,
            place: bom.name.clone(),
            text: phrase!(
                "it lists the very parts of a bill checked on {} (sha256 {}); the delivery was checked with other parts since, on {}",
                &old.at,
                &old.sha256,
                &newest.at,
            ),
        })
    }

    /// A bill that takes the number of another. The first one seen holds the number.
    fn changed(&self, bom: &Bom) -> Option<Lapse> {
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
        let [backdated, reverted] = [(BACKDATED, self.backdated(bom)), (REVERTED, self.reverted(bom))]
            .map(|(name, text)| text.map(|text| Outstanding { name, text, count: 1 }));
        newer.into_iter().chain(clock).chain(backdated).chain(reverted).collect()
    }

    /// A higher version that says it was made before a lower one was.
    fn backdated(&self, bom: &Bom) -> Option<Phrase> {
        let own = bill_version(bom)?;
        let text = bom.value(bom.document.timestamp)?;
        let made: Timestamp = text.parse().ok()?;
        let later = |seen: &&Sighting| {
            let other = seen.timestamp.as_ref().and_then(|other| other.parse::<Timestamp>().ok());
            seen.version < Some(own) && other.is_some_and(|other| other > made)
        };
        let seen = self.before(&self.sightings, bom).find(later)?;
        let version =
            seen.version.map_or_else(|| phrase!("without a version"), |version| phrase!("version {}", version.to_string()));
        let other = seen.timestamp.clone().unwrap_or_default();
        Some(phrase!(
            "version {} says it was made on {}, before {} of this bill, made on {}",
            own.to_string(),
            text,
            version,
            other
        ))
    }

    /// A higher version that lists the parts of an old one again, and not those of the one before it: an old bill shown as new.
    fn reverted(&self, bom: &Bom) -> Option<Phrase> {
        let own = bill_version(bom)?;
        let lower = || self.before(&self.sightings, bom).filter(move |seen| seen.version < Some(own));
        let newest = lower().max_by_key(|seen| (seen.version, seen.number))?;
        let parts = parts_digest(bom);
        if newest.parts.as_ref().is_none_or(|other| *other == parts) {
            return None;
        }
        let old = lower().find(|seen| seen.parts.as_ref() == Some(&parts))?;
        let number = |seen: &Sighting| seen.version.map_or_else(|| "1".to_owned(), |version| version.to_string());
        Some(phrase!(
            "version {} lists the very parts of version {}, checked on {}, and not those of version {}",
            own.to_string(),
            number(old),
            &old.at,
            number(newest),
        ))
    }

    fn newer(&self, bom: &Bom) -> Option<Phrase> {
        let own = bill_version(bom)?;
        let newest = self.sightings.iter().filter(|seen| seen.version > Some(own)).max_by_key(|seen| seen.version)?;
        let [version, own] = [newest.version?, own].map(|version| version.to_string());
        Some(phrase!("version {} of this bill was checked on {}; this is version {}", version, &newest.at, own))
    }
}
