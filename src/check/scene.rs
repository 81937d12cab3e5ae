//! What a rule may look at: the bill, the facts beside it, the lists, the buyer.

use super::evidence::{Evidence, Held};
use super::exploitable::Spoken;
use super::reliance::Worked;
use crate::base::{Grouped, Index, Phrase};
use crate::enrich::{Country, Facts, Lists};
use crate::model::{Bom, Row};
use crate::vex;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The buyer, as the operator states it. Nothing in a bill can change it.
#[derive(Clone, Debug, Default)]
pub struct Buyer {
    /// Name, where rules compare it with a supplier's.
    pub name: Option<String>,
    /// What `--home` said: a country or a region.
    pub home_word: String,
    /// Countries that are home: one, or the members of the region. Sorted.
    pub home: Vec<Country>,
    /// Countries the buyer treats as it treats its own. Sorted.
    pub trusted: Vec<Country>,
    /// Countries whose parts the buyer may not take. Sorted.
    pub restricted: Vec<Country>,
    /// Where the buyer is established, as licences count it.
    pub domicile: Option<Country>,
    /// Where whoever owns the buyer in the end is established.
    pub owner_country: Option<Country>,
    /// Active users a month of what the buyer makes available.
    pub monthly_users: Option<f64>,
    /// Revenue a year, in USD.
    pub annual_revenue: Option<f64>,
    /// Lists of parties whose members the buyer counts as listed, by id.
    pub screens: Vec<String>,
    /// What the buyer says of itself: `critical_infrastructure: true`, ...
    pub facts: BTreeMap<String, bool>,
    /// Documents the buyer holds.
    pub evidence: Evidence,
    /// Statements on exploitability the buyer was given and names.
    pub vex: Vec<vex::Document>,
}

/// What a country is to a buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The buyer's own.
    Home,
    /// Treated as home.
    Trusted,
    /// Any other.
    Foreign,
    /// One the buyer may not take parts from.
    Restricted,
    /// A party on a list the buyer screens against, whatever its country.
    Listed,
    /// Nobody knows.
    Unknown,
}

impl Class {
    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Trusted => "trusted",
            Self::Foreign => "foreign",
            Self::Restricted => "restricted",
            Self::Listed => "listed",
            Self::Unknown => "unknown",
        }
    }

    /// Whether it is known to be outside home and trusted.
    pub fn foreign(self) -> bool {
        matches!(self, Self::Foreign | Self::Restricted | Self::Listed)
    }
}

impl Buyer {
    /// What a country is to this buyer. Restricted outranks trusted.
    pub fn class(&self, country: Country) -> Class {
        if self.restricted.binary_search(&country).is_ok() {
            Class::Restricted
        } else if self.home.binary_search(&country).is_ok() {
            Class::Home
        } else if self.trusted.binary_search(&country).is_ok() {
            Class::Trusted
        } else {
            Class::Foreign
        }
    }
}

/// Everything a rule may look at, for one bill.
pub struct Scene<'a> {
    /// The bill.
    pub bom: &'a Bom,
    /// What was derived from it.
    pub facts: &'a Facts,
    /// The lists the facts rest on.
    pub lists: &'a Lists,
    /// The buyer.
    pub buyer: &'a Buyer,
    /// The day rules are judged for.
    pub as_of: Date,
    /// Notes of the bill by component, then those of the facts: an index past the bill's notes is one of the facts.
    pub notes: Grouped<Row, u32>,
    /// The buyer's documents, and what of the bill they are about.
    pub evidence: Vec<Held<'a>>,
    pub(super) worked: Worked,
    pub(super) spoken: OnceLock<Spoken>,
}

impl<'a> Scene<'a> {
    /// Brings together what a rule may look at.
    pub fn new(bom: &'a Bom, facts: &'a Facts, lists: &'a Lists, buyer: &'a Buyer, as_of: Date) -> Self {
        let of_bom = bom.notes.iter().map(|note| note.row);
        let of_facts = facts.notes.iter().map(|note| Some(note.row));
        let pairs: Vec<(Row, u32)> =
            of_bom.chain(of_facts).zip(0u32..).filter_map(|(row, at)| row.map(|row| (row, at))).collect();
        let notes = Grouped::new(bom.components.len(), &pairs);
        Self {
            bom,
            facts,
            lists,
            buyer,
            as_of,
            notes,
            evidence: buyer.evidence.beside(bom),
            worked: Worked::default(),
            spoken: OnceLock::new(),
        }
    }

    /// Components of the bill.
    pub fn rows(&self) -> usize {
        self.bom.components.len()
    }

    /// Code and text of the note at `at`.
    pub fn note(&self, at: u32) -> (&str, &Phrase) {
        let at = at as usize;
        match self.bom.notes.get(at) {
            Some(note) => (note.code.word(), &note.message),
            None => {
                let note = &self.facts.notes[at - self.bom.notes.len()];
                (note.code.word(), &note.message)
            }
        }
    }

    /// Whether a row is one the checks may be asked of.
    pub fn holds(&self, row: Row) -> bool {
        row.at() < self.rows()
    }
}
