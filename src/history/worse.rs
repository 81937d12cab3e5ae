//! What became worse from one record of a delivery to the next, and why.

use super::recall::Remembered;
use super::record::{Gap, Kept, Record};
use super::terms::{Receipt, Terms};
use crate::base::{Phrase, phrase};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What became worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorseKind {
    /// The verdict.
    Verdict,
    /// A rule that was answered yes of a subject is no longer, or more often not.
    Finding,
    /// What was not demonstrated is now violated.
    Violated,
    /// The level of a rule that finds something rose.
    Level,
    /// A finding that was lifted or hidden now fails the delivery.
    Decides,
    /// Something can no longer be established.
    Gap,
    /// The operator's papers, or the history, now fail the delivery.
    Papers,
}

impl WorseKind {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Finding => "finding",
            Self::Violated => "violated",
            Self::Level => "level",
            Self::Decides => "decides",
            Self::Gap => "gap",
            Self::Papers => "papers",
        }
    }
}

/// One thing that became worse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worse {
    /// What.
    pub kind: WorseKind,
    /// The rule, gap or lapse; empty for the verdict.
    pub id: String,
    /// The subject, by what stays the same from one bill to the next; empty where it is the bill.
    pub subject: String,
    /// The level of the rule; empty where there is none.
    pub level: String,
    /// How it was.
    pub before: Phrase,
    /// How it is.
    pub now: Phrase,
    /// Why: what changed that can have made it worse.
    pub reasons: Vec<Phrase>,
    /// The day by which it is to be mended; else the day the rule holds from, where it came into force since.
    pub deadline: Option<String>,
}

/// One thing that is not as it was at the last record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `bill`, `pack`, `lists`, `context`, `bomgate`, or the role of a file.
    pub kind: String,
    /// Which one.
    pub name: String,
    /// How it was; empty where it was not there.
    pub before: String,
    /// How it is; empty where it is no more.
    pub now: String,
}

/// From the last record of a delivery to the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Number and time of the last record.
    pub since: (i64, String),
    /// What differs: sources, terms, the bill.
    pub changes: Vec<Change>,
    /// What became worse; empty where nothing did.
    pub worse: Vec<Worse>,
}

impl Progress {
    /// Gives what became worse the days by which it is to be mended, by rule and subject.
    pub fn mend_by(&mut self, due: &BTreeMap<(String, String), Date>) {
        for worse in &mut self.worse {
            if let Some(day) = due.get(&(worse.id.clone(), worse.subject.clone())) {
                worse.deadline = Some(day.to_string());
            }
        }
    }
}

impl Change {
    /// In a line.
    pub fn text(&self) -> Phrase {
        let kind = match self.kind.as_str() {
            "bill" => phrase!("bill"),
            "pack" => phrase!("pack"),
            "context" => phrase!("context"),
            "lists" => phrase!("lists of facts"),
            "catalogue" => phrase!("catalogue"),
            "advisories" => phrase!("advisories"),
            "day" => phrase!("day of judgement"),
            other => other.into(),
        };
        let what = if self.name.is_empty() || ["day", "lists"].contains(&self.kind.as_str()) {
            kind
        } else {
            phrase!("{} {}", kind, &self.name)
        };
        match (self.before.is_empty(), self.now.is_empty()) {
            (true, _) => phrase!("{} is new: {}", what, &self.now),
            (_, true) => phrase!("{} is gone: was {}", what, &self.before),
            _ => phrase!("{} changed: {} to {}", what, &self.before, &self.now),
        }
    }
}

/// Holds a record and its terms against the last one of the same delivery.
pub fn compare(last: &Remembered, now: &Record, terms: &Terms) -> Progress {
    let before = &last.record;
    let changes = changes(last, now, terms);
    let general: Vec<Phrase> = changes.iter().map(Change::text).collect();
    let mut worse = Vec::new();
    if rank(&now.verdict) > rank(&before.verdict) {
        worse.push(Worse {
            kind: WorseKind::Verdict,
            id: String::new(),
            subject: String::new(),
            level: String::new(),
            before: before.verdict.as_str().into(),
            now: now.verdict.as_str().into(),
            reasons: general.clone(),
            deadline: None,
        });
    }
    let known: BTreeMap<(&str, &str), &Kept> =
        before.findings.iter().map(|kept| ((kept.rule.as_str(), kept.subject.as_str()), kept)).collect();
    for kept in &now.findings {
        let was = known.get(&(kept.rule.as_str(), kept.subject.as_str())).copied();
        if let Some((kind, from)) = risen(was, kept) {
            let (reasons, deadline) = why(kept, was, last, terms, &changes);
            worse.push(Worse {
                kind,
                id: kept.rule.clone(),
                subject: kept.subject.clone(),
                level: kept.level.clone(),
                before: from,
                now: state(kept),
                reasons,
                deadline,
            });
        }
    }
    worse.extend(opened(&before.gaps, &now.gaps).map(|gap| other(WorseKind::Gap, &gap.name, &gap.text, &general)));
    let known: BTreeSet<&str> = before.lapses.iter().filter(|lapse| lapse.gates).map(|lapse| lapse.kind.as_str()).collect();
    let papers = now.lapses.iter().filter(|lapse| lapse.gates && !known.contains(lapse.kind.as_str()));
    worse.extend(papers.map(|lapse| other(WorseKind::Papers, &lapse.kind, &lapse.text, &general)));
    Progress { since: (last.number, before.at.clone()), changes, worse }
}

/// Worse is higher.
fn rank(verdict: &str) -> usize {
    ["PASS", "INCOMPLETE", "FAIL", "REJECT"].iter().position(|word| *word == verdict).unwrap_or(usize::MAX)
}

/// Heavier is higher; what only a person decides, and what never decides, weigh least.
fn weight(level: &str) -> usize {
    ["block", "high", "medium", "low"].iter().rev().position(|word| *word == level).map_or(0, |at| at + 1)
}

fn state(kept: &Kept) -> Phrase {
    let violated = match kept.violated {
        0 => None,
        1 => Some(phrase!("violated")),
        times => Some(phrase!("violated {} times", times.to_string())),
    };
    let unproven = match kept.unproven {
        0 => None,
        1 => Some(phrase!("not demonstrated")),
        times => Some(phrase!("not demonstrated {} times", times.to_string())),
    };
    let waived = (kept.waived > 0).then(|| phrase!("waived"));
    Phrase::joined("{}, {}", [violated, unproven, waived].into_iter().flatten())
}

/// In what way a finding is worse than it was, and how it was.
fn risen(was: Option<&Kept>, now: &Kept) -> Option<(WorseKind, Phrase)> {
    let Some(was) = was else { return Some((WorseKind::Finding, phrase!("nothing found"))) };
    if now.violated > was.violated {
        let kind = if was.violated == 0 { WorseKind::Violated } else { WorseKind::Finding };
        return Some((kind, state(was)));
    }
    if now.violated + now.unproven > was.violated + was.unproven {
        return Some((WorseKind::Finding, state(was)));
    }
    if weight(&now.level) > weight(&was.level) {
        return Some((WorseKind::Level, phrase!("level {}", &was.level)));
    }
    (now.decides && !was.decides).then(|| {
        let how = if was.waived > 0 { phrase!("waived") } else { phrase!("did not decide") };
        (WorseKind::Decides, how)
    })
}

/// What can have made a finding worse, and the day that did it.
fn why(kept: &Kept, was: Option<&Kept>, last: &Remembered, terms: &Terms, changes: &[Change]) -> (Vec<Phrase>, Option<String>) {
    let (old, new) = (last.terms.rules.get(&kept.rule), terms.rules.get(&kept.rule));
    let mut reasons = Vec::new();
    let mut deadline = None;
    if let Some(new) = new {
        match old.map(|old| old.state.as_str()) {
            None => reasons.push(phrase!("the rule is new in {}", pack(terms, &new.pack))),
            Some("not-in-force" | "watch") if new.state == "asked" => {
                deadline.clone_from(&new.from);
                reasons.push(match &new.from {
                    Some(day) => phrase!("the rule came into force on {}", day),
                    None => phrase!("the rule came into force"),
                });
            }
            Some(state) if state != new.state => reasons.push(phrase!("the rule was not asked before: {}", state)),
            Some(_) => {}
        }
    }
    if let Some(was) = was {
        if was.waived > kept.waived {
            reasons.push(phrase!("a waiver no longer lifts it"));
        }
        if was.level != kept.level {
            let pack = new.map_or_else(|| phrase!("the pack"), |new| pack(terms, &new.pack));
            reasons.push(phrase!("the level rose from {} to {} in {}", &was.level, &kept.level, pack));
        }
    }
    if reasons.is_empty() {
        // Of packs, only the one the rule stands in can have done it.
        let own = |change: &&Change| change.kind != "pack" || new.is_none_or(|new| new.pack == change.name);
        reasons.extend(changes.iter().filter(own).map(Change::text));
    }
    (reasons, deadline)
}

fn pack(terms: &Terms, name: &str) -> Phrase {
    let version = terms.source("pack", name).map(|pack| &pack.version);
    version.map_or_else(|| phrase!("pack {}", name), |version| phrase!("pack {} {}", name, version))
}

fn opened<'a>(before: &'a [Gap], now: &'a [Gap]) -> impl Iterator<Item = &'a Gap> {
    now.iter().filter(|gap| {
        let was = before.iter().find(|old| old.name == gap.name && !old.accepted);
        !gap.accepted && was.is_none_or(|old| old.count < gap.count)
    })
}

fn other(kind: WorseKind, id: &str, text: &Phrase, reasons: &[Phrase]) -> Worse {
    Worse {
        kind,
        id: id.to_owned(),
        subject: String::new(),
        level: String::new(),
        before: Phrase::default(),
        now: text.clone(),
        reasons: reasons.to_vec(),
        deadline: None,
    }
}

/// What differs between the last record and now.
fn changes(last: &Remembered, now: &Record, terms: &Terms) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut differs = |kind: &str, name: &str, before: &str, now: &str| {
        if before != now {
            let [kind, name, before, now] = [kind, name, before, now].map(str::to_owned);
            changes.push(Change { kind, name, before, now });
        }
    };
    let digest = |record: &Record| record.bill.as_ref().map(|bill| short(&bill.sha256)).unwrap_or_default();
    differs("bill", "", &digest(&last.record), &digest(now));
    let old = &last.terms;
    let sources: BTreeSet<(&str, &str)> =
        old.receipt.iter().chain(&terms.receipt).map(|source| (source.kind.as_str(), source.name.as_str())).collect();
    for (kind, name) in sources {
        let (before, after) = (old.source(kind, name), terms.source(kind, name));
        if before.map(|source| &source.sha256) != after.map(|source| &source.sha256) {
            differs(kind, name, &before.map(words).unwrap_or_default(), &after.map(words).unwrap_or_default());
        }
    }
    let keys: BTreeSet<&String> = old.context.keys().chain(terms.context.keys()).collect();
    for key in keys {
        let value = |terms: &Terms| terms.context.get(key).cloned().unwrap_or_default();
        differs("context", key, &value(old), &value(terms));
    }
    differs("bomgate", "", &old.program, &terms.program);
    differs("day", "of judgement", &last.record.as_of, &now.as_of);
    changes
}

fn words(source: &Receipt) -> String {
    match source.version.is_empty() {
        true => short(&source.sha256),
        false => format!("{} ({})", source.version, short(&source.sha256)),
    }
}

/// As much of a digest as people compare.
fn short(sha256: &str) -> String {
    sha256.get(..12).unwrap_or(sha256).to_owned()
}
