//! Everything a delivery is reproached with, one entry each, for the formats other programs take in: what rejects it,
//! lapses of the operator, findings the baseline does not hide, and what could not be established. A format that shows all entries can never be silent about a verdict.

use super::place::{Subject, WHOLE, steps, subject, way};
use super::words::Words;
use super::{Delivery, View, remedy};
use crate::base::phrase;
use crate::base::{Place, Truth};
use crate::check::{Observed, Scene};
use crate::enrich::Reach;
use crate::evaluate::{Finding, Gap, Lapse};
use crate::model::Note;
use crate::policy::{Level, Rule, Waiver};
use crate::read::ReadError;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::io;

/// What kind of reproach an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The input is not fit to be judged.
    Rejected,
    /// A rule was answered no.
    Violates,
    /// A rule was not answered.
    NotDemonstrated,
    /// The operator's own papers are against policy, or do not do what they seem to.
    Papers,
    /// Something could not be established; it leaves the verdict INCOMPLETE.
    NotEstablished,
}

impl Sort {
    /// The word reports use.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Violates => "violates",
            Self::NotDemonstrated => "not-demonstrated",
            Self::Papers => "papers",
            Self::NotEstablished => "not-established",
        }
    }
}

/// One reproach.
pub(super) struct Entry<'a> {
    pub(super) sort: Sort,
    /// The rule's id; `input:...` for what rejects, `papers:...` for lapses of the operator, `gap:...` for what is not established.
    pub(super) id: String,
    /// The rule, where one was asked.
    pub(super) rule: Option<&'a Rule>,
    /// The duty, or what is wrong, in a sentence.
    pub(super) title: Cow<'a, str>,
    pub(super) level: Level,
    /// Whether it decides the verdict.
    pub(super) decides: bool,
    pub(super) waiver: Option<&'a Waiver>,
    pub(super) subject: Subject,
    pub(super) observed: Vec<Observed>,
    /// From the delivered system to the part that decided; empty where there is none.
    pub(super) path: String,
    pub(super) fix: &'a str,
    /// The words it is said in.
    pub(super) words: Words,
}

impl Entry<'_> {
    /// What was seen, in one line.
    pub(super) fn seen(&self) -> String {
        let one = |seen: &Observed| format!("{}: {}", self.words.phrase(&seen.what), self.words.phrase(&seen.value));
        self.observed.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    /// The message, and what to do, each a sentence.
    pub(super) fn advice(&self) -> String {
        self.words.fill("{}. {}", &[&self.message().trim_end_matches('.'), &self.fix])
    }

    /// The same of an entry that a waiver lifts.
    pub(super) fn waived_advice(&self) -> String {
        self.words.fill("{} (waived). {}", &[&self.message().trim_end_matches('.'), &self.fix])
    }

    /// One line: who, what, what was seen.
    pub(super) fn message(&self) -> String {
        let (words, seen) = (self.words, self.seen());
        let what = match self.sort {
            Sort::Rejected | Sort::Papers | Sort::NotEstablished => self.title.clone().into_owned(),
            Sort::Violates => words.fill("{} violates: {}", &[&self.subject.name(words), &self.title]),
            Sort::NotDemonstrated => words.fill("{} does not demonstrate: {}", &[&self.subject.name(words), &self.title]),
        };
        match (seen.is_empty(), self.path.is_empty()) {
            (true, _) => what,
            (false, true) => words.fill("{} ({})", &[&what, &seen]),
            (false, false) => words.fill("{} ({}; way: {})", &[&what, &seen, &self.path]),
        }
    }
}

/// Hands over each entry of a delivery, in the order of the reports: what rejects, lapses, findings by rule, gaps.
///
/// # Errors
/// Those of `each`.
pub(super) fn each<'a>(
    view: &View<'a>,
    delivery: &'a Delivery,
    each: &mut dyn FnMut(&Entry<'a>) -> io::Result<()>,
) -> io::Result<()> {
    let words = view.words();
    let judged = match &delivery.result {
        Ok(judged) => judged,
        Err(error) => return each(&unreadable(words, error)),
    };
    let gate = view.gate;
    let scene = gate.scene(&judged.bom, &judged.facts);
    for note in judged.bom.rejections() {
        each(&rejection(words, note))?;
    }
    let reach = Reach::of(&judged.bom);
    for lapse in &judged.outcome.lapses {
        each(&papers(words, lapse))?;
    }
    for found in judged.outcome.shown() {
        let mut entry = finding(view, &scene, &reach, found);
        let statements = judged.outcome.excuse(found).iter();
        let excuses = statements.map(|text| Observed { what: phrase!("excused by"), value: text.into() });
        entry.observed.splice(0..0, excuses);
        each(&entry)?;
    }
    for gap in &judged.outcome.gaps {
        each(&unestablished(words, gap))?;
    }
    Ok(())
}

fn whole(place: Place) -> Subject {
    Subject { label: WHOLE.to_owned(), kind: "bom", pointer: String::new(), place, row: None }
}

fn finding<'a>(view: &View<'a>, scene: &Scene<'_>, reach: &Reach, found: &Finding) -> Entry<'a> {
    let rule = &view.gate.plan.rules[found.rule()];
    let subject = subject(scene, found.subject);
    let why = view.gate.explain(scene, found);
    let path = match subject.row {
        Some(row) if !why.path.is_empty() => steps(scene, view.words(), &way(scene, reach, row, &why.path)),
        _ => String::new(),
    };
    Entry {
        sort: if found.answer == Truth::No { Sort::Violates } else { Sort::NotDemonstrated },
        id: rule.id.clone(),
        rule: Some(rule),
        title: Cow::Borrowed(&rule.title),
        level: rule.level,
        decides: found.decides(),
        waiver: found.waiver().map(|at| &view.gate.waivers.entries[at]),
        subject,
        observed: why.observed,
        path,
        fix: &rule.fix,
        words: view.words(),
    }
}

fn unreadable(words: Words, error: &ReadError) -> Entry<'_> {
    Entry {
        sort: Sort::Rejected,
        id: "input:unreadable".to_owned(),
        rule: None,
        title: Cow::Owned(words.phrase(&error.phrase()).into_owned()),
        level: Level::Block,
        decides: true,
        waiver: None,
        subject: whole(error.place().unwrap_or_default()),
        observed: Vec::new(),
        path: String::new(),
        fix: words.say(remedy(error)),
        words,
    }
}

fn rejection(words: Words, note: &Note) -> Entry<'_> {
    Entry {
        sort: Sort::Rejected,
        id: format!("input:{}", note.code.word()),
        rule: None,
        title: words.phrase(&note.message),
        level: Level::Block,
        decides: true,
        waiver: None,
        subject: whole(note.place),
        observed: Vec::new(),
        path: String::new(),
        fix: words.say("Ask the vendor for a bill that can be read in one way only."),
        words,
    }
}

fn papers(words: Words, lapse: &Lapse) -> Entry<'_> {
    Entry {
        sort: Sort::Papers,
        id: format!("papers:{}", lapse.kind.word()),
        rule: None,
        title: Cow::Owned(format!("{}: {}", lapse.place, words.phrase(&lapse.text))),
        level: if lapse.kind.gates() { Level::Block } else { Level::Info },
        decides: lapse.kind.gates(),
        waiver: None,
        subject: whole(Place::default()),
        observed: Vec::new(),
        path: String::new(),
        fix: words.say(lapse.kind.fix()),
        words,
    }
}

fn unestablished(words: Words, gap: &Gap) -> Entry<'_> {
    Entry {
        sort: Sort::NotEstablished,
        id: format!("gap:{}", gap.name),
        rule: None,
        title: words.phrase(&gap.text),
        level: Level::Refer,
        decides: !gap.accepted,
        waiver: None,
        subject: whole(Place::default()),
        observed: Vec::new(),
        path: String::new(),
        fix: words.say("Establish it, or accept the gap by name with --accept."),
        words,
    }
}

/// What stays the same about an entry from one bill of a delivery to the next, as SHA-256 in lower-case hex. `of`: what else
/// tells it from others.
pub(super) fn fingerprint(entry: &Entry<'_>, of: &str) -> String {
    let identity = format!("{}\n{}\n{}\n{of}", entry.id, entry.sort.word(), entry.subject.label);
    Sha256::digest(identity.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
