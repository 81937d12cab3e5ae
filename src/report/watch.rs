//! What became worse since deliveries were last checked.

use super::json::write_json;
use super::page::{Ink, Page, ink};
use super::remembered::{verdict, verdict_word};
use super::words::Words;
use crate::base::{Phrase, phrase};
use crate::history::{Change, Deadline, Progress, Record, Worse};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What `schema` says.
const SCHEMA: &str = "https://bomgate.example/watch/1";

/// What came of watching.
#[derive(Debug, Default)]
pub struct Watching {
    /// The day rules were judged for.
    pub as_of: String,
    /// One entry per delivery, in the order watched.
    pub deliveries: Vec<Watched>,
}

/// One delivery that was watched.
#[derive(Debug)]
pub struct Watched {
    /// Its name.
    pub name: String,
    /// What came of it.
    pub outcome: Seen,
    /// The days it has to reckon with.
    pub deadlines: Vec<Deadline>,
}

/// What came of watching one delivery.
#[derive(Debug)]
pub enum Seen {
    /// Checked again, and held against its last record.
    Compared {
        /// The verdict, in a word.
        verdict: String,
        /// From the last record to now.
        progress: Progress,
    },
    /// Checked, and no earlier record is there to hold it against.
    First {
        /// The verdict, in a word.
        verdict: String,
    },
    /// It was rejected as unreadable, and no bill was kept: it cannot become worse.
    Rejected {
        /// The number of that record.
        number: i64,
    },
    /// Nothing could be established.
    Open {
        /// Why.
        why: Phrase,
    },
}

impl Watched {
    /// A delivery that was checked again.
    pub fn checked(name: String, record: &Record, progress: Option<Progress>) -> Self {
        let verdict = record.verdict.clone();
        let outcome = match progress {
            Some(progress) => Seen::Compared { verdict, progress },
            None => Seen::First { verdict },
        };
        Self { name, outcome, deadlines: Vec::new() }
    }

    /// A delivery whose last record says that it could not be read.
    pub fn unread(name: String, number: i64) -> Self {
        Self { name, outcome: Seen::Rejected { number }, deadlines: Vec::new() }
    }

    /// A delivery of which nothing can be established.
    pub fn open(name: String, why: Phrase) -> Self {
        Self { name, outcome: Seen::Open { why }, deadlines: Vec::new() }
    }

    fn worse(&self) -> &[Worse] {
        match &self.outcome {
            Seen::Compared { progress, .. } => &progress.worse,
            _ => &[],
        }
    }

    /// Why nothing can be said of whether it became worse.
    fn unestablished(&self) -> Option<Phrase> {
        match &self.outcome {
            Seen::First { verdict } => Some(phrase!("no earlier record; checked and recorded now: {}", verdict)),
            Seen::Open { why } => Some(why.clone()),
            Seen::Compared { .. } | Seen::Rejected { .. } => None,
        }
    }
}

impl Watching {
    /// The exit code: 1 where something became worse, else 4 where something could not be established, else 0.
    pub fn code(&self) -> u8 {
        let open = self.deliveries.is_empty() || self.deliveries.iter().any(|watched| watched.unestablished().is_some());
        match (self.deliveries.iter().any(|watched| !watched.worse().is_empty()), open) {
            (true, _) => 1,
            (false, true) => 4,
            (false, false) => 0,
        }
    }

    /// For people: what became worse, then what could not be established, then one line that stands alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, page: &mut Page<'_>, say: Words) -> io::Result<()> {
        for watched in self.deliveries.iter().filter(|watched| !watched.worse().is_empty()) {
            if let Seen::Compared { verdict, progress } = &watched.outcome {
                delivery(page, say, &watched.name, verdict, progress)?;
            }
        }
        let open: Vec<(&Watched, Phrase)> =
            self.deliveries.iter().filter_map(|watched| Some((watched, watched.unestablished()?))).collect();
        if !open.is_empty() {
            let aside = say.say("nothing can be said of whether these became worse");
            page.heading(Ink::Warn, say.say("NOT ESTABLISHED"), aside)?;
            for (watched, why) in &open {
                page.flow(2, 4, &[ink(Ink::Strong, watched.name.as_str()), ink(Ink::Plain, format!("  {}", say.phrase(why)))])?;
            }
            page.gap()?;
        }
        self.days(page, say)?;
        let worse = self.deliveries.iter().filter(|watched| !watched.worse().is_empty()).count();
        let (style, word) = match self.code() {
            0 => (Ink::Good, "NOTHING WORSE"),
            1 => (Ink::Bad, "WORSE"),
            _ => (Ink::Warn, "NOT ESTABLISHED"),
        };
        let total = match self.deliveries.len() {
            0 => say.say("no delivery is remembered").to_owned(),
            all => say.fill(
                "{} watched for {}: {} worse, {} not established",
                &[&say.count(all, "delivery"), &self.as_of, &worse, &open.len()],
            ),
        };
        page.line(&[ink(style, say.verdict(word)), ink(Ink::Plain, format!(" {total}"))])
    }
}

impl Watching {
    /// Each day once, with the deliveries it is a day of.
    /// Each deadline once, with the deliveries it is one of, by day, kind and words.
    fn deadlines(&self) -> Vec<(&Deadline, Vec<&str>)> {
        let mut days: BTreeMap<(Date, &str, String), (&Deadline, Vec<&str>)> = BTreeMap::new();
        for watched in &self.deliveries {
            for deadline in &watched.deadlines {
                let key = (deadline.day, deadline.kind, deadline.what.to_string());
                days.entry(key).or_insert_with(|| (deadline, Vec::new())).1.push(&watched.name);
            }
        }
        days.into_values().collect()
    }

    fn days(&self, page: &mut Page<'_>, say: Words) -> io::Result<()> {
        let days = self.deadlines();
        if days.is_empty() {
            return Ok(());
        }
        page.heading(Ink::Strong, say.say("DEADLINES"), say.say("days that rules, papers and sources name"))?;
        for (deadline, names) in days {
            let day = deadline.day.to_string();
            let past = day < self.as_of;
            let of = match names[..] {
                [one] => one.to_owned(),
                _ => say.fill("{} deliveries", &[&names.len()]),
            };
            page.flow(
                2,
                4,
                &[
                    ink(if past { Ink::Bad } else { Ink::Warn }, day),
                    ink(Ink::Strong, format!("  {}", say.word("deadline", deadline.kind))),
                    ink(Ink::Bad, if past { format!("  {}", say.say("passed")) } else { String::new() }),
                    ink(Ink::Plain, format!("  {}", say.phrase(&deadline.what))),
                    ink(Ink::Faint, format!("  ({of})")),
                ],
            )?;
        }
        page.gap()
    }
}

fn delivery(page: &mut Page<'_>, say: Words, name: &str, now: &str, progress: &Progress) -> io::Result<()> {
    let (number, at) = &progress.since;
    page.line(&[
        ink(verdict(now), verdict_word(say, now)),
        ink(Ink::Strong, format!(" {name}")),
        ink(Ink::Plain, say.fill(": {} worse since record {} of {}", &[&say.count(progress.worse.len(), "thing"), number, at])),
    ])?;
    for worse in &progress.worse {
        let mut head = vec![ink(Ink::Bad, say.word("worse", worse.kind.word()))];
        let level = say.word("level", &worse.level);
        for text in [worse.id.as_str(), level, &worse.subject].into_iter().filter(|text| !text.is_empty()) {
            head.push(ink(Ink::Strong, format!("  {text}")));
        }
        page.flow(2, 4, &head)?;
        if !worse.before.is_empty() {
            page.field(4, say.say("was"), &[ink(Ink::Plain, say.phrase(&worse.before))])?;
        }
        page.field(4, say.say("is"), &[ink(Ink::Plain, say.phrase(&worse.now))])?;
        let none = [phrase!("nothing that is recorded changed")];
        let reasons = if worse.reasons.is_empty() { &none[..] } else { &worse.reasons };
        for (at, reason) in reasons.iter().enumerate() {
            page.field(4, if at == 0 { say.say("because") } else { "" }, &[ink(Ink::Plain, say.phrase(reason))])?;
        }
        if let Some(day) = &worse.deadline {
            page.field(4, say.say("deadline"), &[ink(Ink::Warn, day.as_str())])?;
        }
    }
    page.gap()
}

/// The frozen shape, version 1: `docs/watch.schema.json`. A key is added, never changed or removed.
#[derive(Serialize)]
struct Root<'a> {
    schema: &'static str,
    version: u8,
    as_of: &'a str,
    exit_code: u8,
    deliveries: Vec<Delivery<'a>>,
    deadlines: Vec<Day<'a>>,
}

#[derive(Serialize)]
struct Day<'a> {
    day: String,
    kind: &'a str,
    what: String,
    passed: bool,
    deliveries: Vec<&'a str>,
}

#[derive(Serialize)]
struct Delivery<'a> {
    name: &'a str,
    /// `worse`, `not-worse`, `first`, `rejected` or `not-established`.
    state: &'static str,
    verdict: Option<&'a str>,
    not_established: Option<Phrase>,
    last_record: Option<i64>,
    last_checked: Option<&'a str>,
    changes: Vec<ChangeShape<'a>>,
    worse: Vec<WorseShape<'a>>,
}

#[derive(Serialize)]
struct ChangeShape<'a> {
    kind: &'a str,
    name: &'a str,
    before: &'a str,
    now: &'a str,
}

#[derive(Serialize)]
struct WorseShape<'a> {
    kind: &'static str,
    id: &'a str,
    subject: &'a str,
    level: &'a str,
    before: &'a str,
    now: &'a str,
    reasons: &'a [Phrase],
    deadline: Option<&'a str>,
}

/// For programs.
///
/// # Errors
/// When it cannot be written.
pub fn watch_json(watching: &Watching, out: &mut dyn Write) -> io::Result<()> {
    let root = Root {
        schema: SCHEMA,
        version: 1,
        as_of: &watching.as_of,
        exit_code: watching.code(),
        deliveries: watching.deliveries.iter().map(shape).collect(),
        deadlines: watching.deadlines().into_iter().map(|(deadline, names)| day(deadline, names, &watching.as_of)).collect(),
    };
    write_json(&root, out)
}

fn shape(watched: &Watched) -> Delivery<'_> {
    let (state, verdict, progress, number) = match &watched.outcome {
        Seen::Compared { verdict, progress } if progress.worse.is_empty() => {
            ("not-worse", Some(verdict.as_str()), Some(progress), Some(progress.since.0))
        }
        Seen::Compared { verdict, progress } => ("worse", Some(verdict.as_str()), Some(progress), Some(progress.since.0)),
        Seen::First { verdict } => ("first", Some(verdict.as_str()), None, None),
        Seen::Rejected { number } => ("rejected", None, None, Some(*number)),
        Seen::Open { .. } => ("not-established", None, None, None),
    };
    Delivery {
        name: &watched.name,
        state,
        verdict,
        not_established: watched.unestablished(),
        last_record: number,
        last_checked: progress.map(|progress| progress.since.1.as_str()),
        changes: progress.map_or(&[][..], |progress| &progress.changes).iter().map(changed).collect(),
        worse: watched.worse().iter().map(worsened).collect(),
    }
}

fn day<'a>(deadline: &'a Deadline, deliveries: Vec<&'a str>, as_of: &str) -> Day<'a> {
    let day = deadline.day.to_string();
    let passed = day.as_str() < as_of;
    Day { day, kind: deadline.kind, what: deadline.what.to_string(), passed, deliveries }
}

fn changed(change: &Change) -> ChangeShape<'_> {
    ChangeShape { kind: &change.kind, name: &change.name, before: &change.before, now: &change.now }
}

fn worsened(worse: &Worse) -> WorseShape<'_> {
    WorseShape {
        kind: worse.kind.word(),
        id: &worse.id,
        subject: &worse.subject,
        level: &worse.level,
        before: &worse.before,
        now: &worse.now,
        reasons: &worse.reasons,
        deadline: worse.deadline.as_deref(),
    }
}
