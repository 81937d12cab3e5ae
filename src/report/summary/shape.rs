//! The frozen shape of a summary, version 1: `docs/summary.schema.json`. A key is added, never changed or removed; anything
//! else is version 2. Every other format is written from it.

use super::portfolio::{Day, counted, decimals, foreign, share};
use crate::base::Phrase;
use crate::check::Class;
use crate::report::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// What `schema` says.
pub(super) const SCHEMA: &str = "https://bomgate.example/summary/1";

/// A portfolio, summed up.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// What people read it in.
    #[serde(skip)]
    pub(super) say: Words,
    pub(super) schema: &'static str,
    pub(super) version: u8,
    pub(super) bomgate: &'static str,
    pub(super) as_of: String,
    pub(super) home: Option<String>,
    pub(super) tier: u8,
    pub(super) verdict: &'static str,
    pub(super) exit_code: u8,
    pub(super) verdicts: Verdicts,
    pub(super) rules: Vec<Rule>,
    pub(super) components: Vec<Component>,
    pub(super) gaps: Vec<Gap>,
    pub(super) contains: Option<Contains>,
    pub(super) origin: Origin,
    pub(super) licenses: Licenses,
    pub(super) areas: Vec<Area>,
    pub(super) evidence: Evidence,
    pub(super) trend: Vec<Trend>,
    pub(super) deliveries: Vec<Delivery>,
    pub(super) not_bills: usize,
    pub(super) empty_folders: Vec<String>,
}

impl Summary {
    /// The exit code: that of the worst verdict, as everywhere.
    pub fn code(&self) -> u8 {
        self.exit_code
    }
}

/// How many deliveries got which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Verdicts {
    pub(super) reject: usize,
    pub(super) fail: usize,
    pub(super) incomplete: usize,
    pub(super) pass: usize,
}

impl Verdicts {
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut verdicts = Self::default();
        for word in words {
            match word {
                "PASS" => verdicts.pass += 1,
                "INCOMPLETE" => verdicts.incomplete += 1,
                "FAIL" => verdicts.fail += 1,
                _ => verdicts.reject += 1,
            }
        }
        verdicts
    }

    /// Word and number, the worst first.
    pub(super) fn each(self) -> [(&'static str, usize); 4] {
        [("REJECT", self.reject), ("FAIL", self.fail), ("INCOMPLETE", self.incomplete), ("PASS", self.pass)]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Rule {
    pub(super) rule: String,
    pub(super) title: String,
    pub(super) level: &'static str,
    pub(super) pack: String,
    pub(super) deliveries_failed: usize,
    pub(super) deliveries_violated: usize,
    pub(super) deliveries_not_demonstrated: usize,
    pub(super) findings: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Component {
    pub(super) component: String,
    pub(super) deliveries: usize,
    pub(super) rules: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Gap {
    pub(super) gap: String,
    pub(super) deliveries: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Contains {
    pub(super) sought: String,
    /// Delivery, and its parts that fit.
    pub(super) deliveries: Vec<(String, Vec<String>)>,
    /// Deliveries that could not be read, so nobody knows.
    pub(super) not_searched: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Origin {
    /// Parts of which it can be asked who is behind them.
    pub(super) parts: usize,
    /// By class; empty where no home was stated.
    pub(super) classes: BTreeMap<&'static str, usize>,
    /// Foreign, restricted or listed, of all parts; null where no home was stated.
    pub(super) foreign_share: Option<f64>,
    /// Parts whose class nobody knows, of all; null where no home was stated.
    pub(super) unknown_share: Option<f64>,
    pub(super) owners: Concentrated,
    pub(super) countries: Concentrated,
}

#[derive(Debug, Serialize)]
pub(super) struct Concentrated {
    /// Parts of which it is known.
    pub(super) known: usize,
    pub(super) unknown: usize,
    /// Herfindahl-Hirschman index of the known, 0 to 10000; null where nothing is known.
    pub(super) hhi: Option<u32>,
    pub(super) names: Vec<Counted>,
}

#[derive(Debug, Serialize)]
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) parts: usize,
    pub(super) deliveries: usize,
    pub(super) share: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct Licenses {
    /// Delivered parts.
    pub(super) parts: usize,
    pub(super) without: usize,
    pub(super) stated: Vec<Counted>,
}

#[derive(Debug, Serialize)]
pub(super) struct Area {
    pub(super) area: &'static str,
    pub(super) deliveries: u32,
    pub(super) demonstrated: f64,
    pub(super) violated: f64,
    pub(super) not_demonstrated: f64,
    pub(super) lowest: f64,
    pub(super) lowest_in: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    pub(super) oldest_bill: Option<Oldest>,
    pub(super) undated_bills: usize,
    pub(super) oldest_document: Option<Document>,
}

#[derive(Debug, Serialize)]
pub(super) struct Oldest {
    pub(super) timestamp: String,
    pub(super) delivery: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) date: String,
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) delivery: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Trend {
    pub(super) day: String,
    pub(super) verdicts: Verdicts,
    /// Mean share demonstrated of those that could be read.
    pub(super) demonstrated: f64,
}

impl Trend {
    pub(super) fn of(day: &Day) -> Self {
        let read: Vec<f64> = day.checked.iter().filter(|(word, _)| word != "REJECT").map(|(_, share)| *share).collect();
        let of = u32::try_from(read.len()).map_or(f64::from(u32::MAX), f64::from).max(1.0);
        Self {
            day: day.day.clone(),
            verdicts: Verdicts::of(day.checked.iter().map(|(word, _)| word.as_str())),
            demonstrated: decimals(read.iter().sum::<f64>() / of),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Delivery {
    pub(super) name: String,
    pub(super) verdict: &'static str,
    pub(super) error: Option<Phrase>,
    pub(super) identity: Option<String>,
    pub(super) timestamp: Option<String>,
    pub(super) components: usize,
    /// Rules, not findings.
    pub(super) violated: usize,
    pub(super) not_demonstrated: usize,
    pub(super) deciding: usize,
    pub(super) gaps: usize,
    pub(super) parts: usize,
    pub(super) foreign: usize,
    pub(super) demonstrated: Option<f64>,
    pub(super) areas: BTreeMap<&'static str, f64>,
    pub(super) contains: Vec<String>,
}

/// Names with parts and deliveries.
type Tallied = BTreeMap<String, (usize, usize)>;

impl Origin {
    pub(super) fn of(parts: usize, classes: &BTreeMap<Class, usize>, owners: Tallied, countries: Tallied) -> Self {
        let homed = !classes.is_empty();
        let unknown = classes.get(&Class::Unknown).copied().unwrap_or_default();
        Self {
            parts,
            classes: classes.iter().map(|(class, parts)| (class.word(), *parts)).collect(),
            foreign_share: homed.then(|| share(foreign(classes), parts)),
            unknown_share: homed.then(|| share(unknown, parts)),
            owners: Concentrated::of(owners, parts),
            countries: Concentrated::of(countries, parts),
        }
    }
}

impl Concentrated {
    fn of(found: Tallied, parts: usize) -> Self {
        let known: usize = found.values().map(|(parts, _)| parts).sum();
        // Whole numbers: the same on every machine.
        let squares: u128 = found.values().map(|(parts, _)| (*parts as u128).pow(2)).sum();
        let hhi = (squares * 10_000).checked_div((known as u128).pow(2)).and_then(|hhi| u32::try_from(hhi).ok());
        Self { known, unknown: parts.saturating_sub(known), hhi, names: counted(found, parts) }
    }
}
