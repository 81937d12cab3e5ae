//! One record: what came of one check of one delivery.

use crate::base::{Phrase, Truth, phrase};
use crate::evaluate::{Fraction, Outcome, Verdict, bill_version, delivery_identity, identity, parts_digest};
use crate::gate::{Gate, Judged};
use crate::read::ReadError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a delivery was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// It was delivered.
    Check,
    /// It was looked at again.
    Watch,
}

impl Cause {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Watch => "watch",
        }
    }
}

/// What came of one check of one delivery. Keys are added, never changed: files of former versions stay readable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// When, as RFC 3339, UTC.
    pub at: String,
    /// The day rules were judged for.
    pub as_of: String,
    /// Why.
    pub cause: Cause,
    /// The name it was given by: a path, or `-`.
    pub name: String,
    /// The bill; none where it could not be read.
    pub bill: Option<Bill>,
    /// Why it could not be read.
    #[serde(serialize_with = "Phrase::keep_any")]
    pub error: Option<Phrase>,
    /// The verdict, in a word.
    pub verdict: String,
    /// What the verdict covers.
    pub covered: Covered,
    /// The index of conformity.
    pub index: Index,
    /// Findings by rule and subject: the keys a baseline has.
    pub findings: Vec<Kept>,
    /// What could not be established.
    pub gaps: Vec<Gap>,
    /// What was wrong with the operator's papers, or contradicted by this history.
    pub lapses: Vec<Lapse>,
}

/// The bill of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// What a baseline knows the delivery by.
    pub delivery: String,
    /// `CycloneDX`, ...
    pub format: String,
    /// Its serial number.
    pub serial: Option<String>,
    /// Its version.
    pub version: Option<u32>,
    /// When it says it was made.
    pub timestamp: Option<String>,
    /// Bytes of the input.
    pub bytes: u32,
    /// SHA-256 of the input, hex.
    pub sha256: String,
    /// Digest of the parts it lists; none in records of former versions.
    #[serde(default)]
    pub parts: Option<String>,
}

/// What a verdict covers: done, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// Components read.
    pub components: (usize, usize),
    /// Rules answered.
    pub rules: (usize, usize),
    /// Gaps accepted.
    pub gaps: (usize, usize),
}

/// The index of conformity, by area.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// All rules together.
    pub whole: Share,
    /// By area.
    pub areas: BTreeMap<String, Share>,
}

/// Shares of an area, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Answered yes.
    pub demonstrated: f64,
    /// Answered no.
    pub violated: f64,
    /// Not answered.
    pub not_demonstrated: f64,
}

/// Findings of one rule about one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The rule.
    pub rule: String,
    /// The subject, by what stays the same from one bill to the next.
    pub subject: String,
    /// The level of the rule.
    pub level: String,
    /// Answered no.
    pub violated: usize,
    /// Not answered.
    pub unproven: usize,
    /// Whether one of them fails the delivery.
    pub decides: bool,
    /// How many a waiver lifts.
    pub waived: usize,
}

/// One thing that could not be established.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(serialize_with = "Phrase::keep")]
    pub text: Phrase,
    /// How often.
    pub count: usize,
    /// Whether the operator accepts it.
    pub accepted: bool,
}

/// One fault of papers, or against the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapse {
    /// What kind.
    pub kind: String,
    /// In words.
    #[serde(serialize_with = "Phrase::keep")]
    pub text: Phrase,
    /// Whether it fails the delivery.
    pub gates: bool,
}

impl Record {
    /// What came of judging one input. `at`: when, as RFC 3339, UTC.
    pub fn of(gate: &Gate, name: &str, judged: &Judged, at: &str, cause: Cause) -> Self {
        judged_record(gate, judged, empty(gate, name, at, cause))
    }

    /// An input that could not be read.
    pub fn unread(gate: &Gate, name: &str, error: &ReadError, at: &str, cause: Cause) -> Self {
        Self { error: Some(error.phrase()), ..empty(gate, name, at, cause) }
    }
}

fn empty(gate: &Gate, name: &str, at: &str, cause: Cause) -> Record {
    Record {
        at: at.to_owned(),
        as_of: gate.as_of.to_string(),
        cause,
        name: name.to_owned(),
        bill: None,
        error: None,
        verdict: Verdict::REJECT.word().to_owned(),
        covered: Covered::default(),
        index: Index::default(),
        findings: Vec::new(),
        gaps: Vec::new(),
        lapses: Vec::new(),
    }
}

fn judged_record(gate: &Gate, judged: &Judged, empty: Record) -> Record {
    let Judged { bom, outcome, .. } = judged;
    let pair = |fraction: Fraction| (fraction.done, fraction.of);
    let share = |share: &crate::evaluate::Share| Share {
        demonstrated: share.demonstrated,
        violated: share.violated,
        not_demonstrated: share.not_demonstrated,
    };
    Record {
        bill: Some(Bill {
            delivery: delivery_identity(bom),
            format: bom.document.format.to_owned(),
            serial: bom.value(bom.document.serial).map(str::to_owned),
            version: bill_version(bom),
            timestamp: bom.value(bom.document.timestamp).map(str::to_owned),
            bytes: bom.document.bytes,
            sha256: bom.document.sha256.clone(),
            parts: Some(parts_digest(bom)),
        }),
        verdict: outcome.verdict.word().to_owned(),
        covered: Covered {
            components: pair(outcome.coverage.components),
            rules: pair(outcome.coverage.rules),
            gaps: pair(outcome.coverage.gaps),
        },
        index: Index {
            whole: share(&outcome.index.whole),
            areas: outcome.index.areas.iter().map(|(area, of)| (area.word().to_owned(), share(of))).collect(),
        },
        findings: kept(gate, judged),
        gaps: outcome
            .gaps
            .iter()
            .map(|gap| Gap { name: gap.name.clone(), text: gap.text.clone(), count: gap.count, accepted: gap.accepted })
            .collect(),
        lapses: lapses(outcome),
        ..empty
    }
}

fn lapses(outcome: &Outcome) -> Vec<Lapse> {
    let lapse = |lapse: &crate::evaluate::Lapse| Lapse {
        kind: lapse.kind.word().to_owned(),
        text: phrase!("{}: {}", &lapse.place, lapse.text.clone()),
        gates: lapse.kind.gates(),
    };
    outcome.lapses.iter().map(lapse).collect()
}

/// Findings counted by rule and subject, in that order.
fn kept(gate: &Gate, judged: &Judged) -> Vec<Kept> {
    let mut counts: BTreeMap<(usize, String), Kept> = BTreeMap::new();
    for finding in &judged.outcome.findings {
        let rule = &gate.plan.rules[finding.rule()];
        let subject = identity(&judged.bom, finding.subject);
        let kept = counts.entry((finding.rule(), subject.clone())).or_insert_with(|| Kept {
            rule: rule.id.clone(),
            subject,
            level: rule.level.word().to_owned(),
            violated: 0,
            unproven: 0,
            decides: false,
            waived: 0,
        });
        match finding.answer {
            Truth::No => kept.violated += 1,
            _ => kept.unproven += 1,
        }
        kept.decides |= finding.decides();
        kept.waived += usize::from(finding.lifted());
    }
    counts.into_values().collect()
}
