//! Faults in the operator's own papers: waivers and documents that do not do what they seem to, and a bill that its
//! history contradicts.

use crate::base::{Phrase, nearest, phrase};
use crate::check::{Integrity, Scene, some_labels};
use crate::policy::{Asked, Plan};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is wrong with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LapseKind {
    /// More waivers hold than policy allows. Fails the delivery.
    WaiverBudget,
    /// A waiver holds for longer than policy allows. It lifts nothing, and fails the delivery.
    WaiverTooLong,
    /// A waiver of a rule that cannot be waived. It lifts nothing.
    WaiverNotAllowed,
    /// A waiver that fits several parts. It lifts nothing.
    WaiverTooBroad,
    /// A waiver past its last day. It lifts nothing.
    WaiverExpired,
    /// A waiver granted after the day of judgement. It lifts nothing.
    WaiverNotYet,
    /// A waiver of a rule no chosen pack has.
    WaiverUnknownRule,
    /// A waiver with nothing to lift in this bill.
    WaiverUnmatched,
    /// An attached file is not the one whose digest was noted.
    EvidenceAltered,
    /// A document past its last day.
    EvidenceExpired,
    /// A document that names several parts. It covers none.
    EvidenceTooBroad,
    /// A document of a kind no rule of the chosen packs asks for.
    EvidenceUnused,
    /// A pack past the day its source was to be read again.
    PackOverdue,
    /// A bill that has the serial number and version of another, seen before. Fails the delivery.
    BillChanged,
    /// A bill that lists the parts of an older one of the delivery under another number.
    BillReplayed,
}

impl LapseKind {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::WaiverBudget => "waiver-budget",
            Self::WaiverTooLong => "waiver-too-long",
            Self::WaiverNotAllowed => "waiver-not-allowed",
            Self::WaiverTooBroad => "waiver-too-broad",
            Self::WaiverExpired => "waiver-expired",
            Self::WaiverNotYet => "waiver-not-yet",
            Self::WaiverUnknownRule => "waiver-unknown-rule",
            Self::WaiverUnmatched => "waiver-unmatched",
            Self::EvidenceAltered => "evidence-altered",
            Self::EvidenceExpired => "evidence-expired",
            Self::EvidenceTooBroad => "evidence-too-broad",
            Self::EvidenceUnused => "evidence-unused",
            Self::PackOverdue => "pack-overdue",
            Self::BillChanged => "bill-changed",
            Self::BillReplayed => "bill-replayed",
        }
    }

    /// Whether it alone fails the delivery. The others take effect through the rules that then stay unanswered.
    pub fn gates(self) -> bool {
        matches!(self, Self::WaiverBudget | Self::WaiverTooLong | Self::BillChanged)
    }

    /// What is to be done about it.
    pub fn fix(self) -> &'static str {
        match self {
            Self::BillChanged => "Ask the vendor what was changed, and for a bill with a version of its own.",
            Self::BillReplayed => "Ask the vendor why an older bill comes back under another number.",
            Self::WaiverBudget | Self::WaiverTooLong => "Withdraw or shorten waivers until they keep to what policy allows.",
            Self::PackOverdue => "Take a newer pack, or read its source again: law may have changed.",
            Self::EvidenceUnused => "Name the kind a rule asks for, or take the document out.",
            Self::EvidenceAltered | Self::EvidenceExpired | Self::EvidenceTooBroad => {
                "Renew the document, or bind it to what it is about."
            }
            _ => "Mend the waiver, or withdraw it.",
        }
    }

    /// Whether it is about waivers.
    pub fn of_waiver(self) -> bool {
        !matches!(
            self,
            Self::EvidenceAltered | Self::EvidenceExpired | Self::EvidenceTooBroad | Self::EvidenceUnused | Self::PackOverdue
        ) && !self.of_history()
    }

    /// Whether it is about what was checked before.
    pub fn of_history(self) -> bool {
        matches!(self, Self::BillChanged | Self::BillReplayed)
    }
}

/// One fault in one paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// What is wrong.
    pub kind: LapseKind,
    /// `file:line`, or the file.
    pub place: String,
    /// What it is, in words.
    pub text: Phrase,
}

/// Packs whose source was to be read again by now.
pub(super) fn of_packs(plan: &Plan, day: Date) -> impl Iterator<Item = Lapse> {
    plan.packs.iter().filter_map(move |pack| {
        let due = pack.review_by.filter(|due| *due < day)?;
        let text = phrase!("the source of pack {} was to be read again by {}: law may have changed", &pack.name, due.to_string());
        Some(Lapse { kind: LapseKind::PackOverdue, place: pack.file.clone(), text })
    })
}

/// Kinds of documents the plan asks for, in rules of every tier and overlay and in the catalogue they name.
fn wanted(plan: &Plan, scene: &Scene<'_>) -> BTreeSet<String> {
    let mut asked = Vec::new();
    let mut catalogued = false;
    for expression in plan.rules.iter().flat_map(|rule| rule.when.iter().chain([&rule.require])) {
        expression.looks_at(&mut asked);
        catalogued |= expression.uses("catalogued");
    }
    let of_rules = asked.into_iter().filter_map(|asked| match asked {
        Asked::Document(kind) => Some(kind),
        _ => None,
    });
    let entries = scene.lists.catalogue().entries.iter().filter(|_| catalogued);
    let of_entries = entries.flat_map(|entry| &entry.matches).filter_map(|clause| clause.when.unless_evidence.clone());
    of_rules.chain(of_entries).collect()
}

/// What is wrong with the documents that are about this delivery or a part of it; an altered file, and one that nobody asks
/// for, are told everywhere.
pub(super) fn of_evidence(plan: &Plan, scene: &Scene<'_>) -> Vec<Lapse> {
    let mut lapses = Vec::new();
    let wanted = if scene.evidence.is_empty() { BTreeSet::new() } else { wanted(plan, scene) };
    for held in &scene.evidence {
        let document = held.document;
        let mut add = |kind, text: Phrase| {
            let text = phrase!("the document `{}` {}", &document.id, text);
            lapses.push(Lapse { kind, place: document.place.clone(), text });
        };
        if document.integrity == Integrity::Altered {
            let file = document.file.as_deref().unwrap_or_default();
            add(LapseKind::EvidenceAltered, phrase!("counts as no: {} is not the file whose digest was noted", file));
        } else if let Some(fault) = document.fault(scene.as_of).filter(|_| held.whole || !held.rows.is_empty()) {
            add(LapseKind::EvidenceExpired, fault);
        }
        let kind = &document.kind;
        // What a document says of origins is heard, whatever its kind.
        if !wanted.contains(kind) && document.says.is_empty() {
            let meant = nearest(kind, wanted.iter().map(String::as_str));
            let meant = meant.map(|meant| phrase!("; did you mean `{}`?", meant)).unwrap_or_default();
            add(
                LapseKind::EvidenceUnused,
                phrase!("is of the kind `{}`, which no rule of the chosen packs asks for{}", kind, meant),
            );
        }
        if held.broad {
            let labels = some_labels(scene.bom, &held.rows);
            add(LapseKind::EvidenceTooBroad, phrase!("names several parts, so it covers none: {}; bind it by `digest`", labels));
        }
    }
    lapses
}
