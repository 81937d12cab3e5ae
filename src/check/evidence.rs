//! Documents the operator holds, and whether one of them shows what a rule asks.

use super::binding::{Binding, one_thing, some_labels};
use super::scene::Scene;
use super::statement::Statements;
use super::{Argument, Check, Explanation, Test, Wants, WholeTest};
use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::model::{Bom, Row};
use jiff::civil::Date;

/// `evidence(component, "kind")` and `evidence("kind")`
pub const EVIDENCE: Check = Check {
    name: "evidence",
    wants: Wants::Evidence,
    doc: "Does the operator hold a document of this kind? `evidence(\"kind\")` asks about the delivery as a whole, \
          `evidence(component, \"kind\")` about one component: a document about the whole delivery covers it too. A number after \
          the kind is the most days the document may be old, `\"E1\"` or `\"E2\"` the least grade it must have (attached; \
          attested by a third party). Yes: a fresh document covers it. No: those that cover it have expired, are too old, or are \
          not the file whose digest was noted. Unknown: there is none. Documents come only from the operator's evidence file.",
    make: |argument| match argument {
        Argument::Evidence(question) => Ok(Box::new(question.clone())),
        _ => Err(phrase!("it takes a component and a kind of document")),
    },
};

/// How much a document proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// E0: somebody says there is one.
    Stated,
    /// E1: the document is attached.
    Attached,
    /// E2: a third party attests it.
    Attested,
}

impl Grade {
    /// Every grade, least first.
    pub const ALL: [Self; 3] = [Self::Stated, Self::Attached, Self::Attested];

    /// The word evidence files and rules use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "E0",
            Self::Attached => "E1",
            Self::Attested => "E2",
        }
    }
}

/// What a document is about.
#[derive(Clone, Debug)]
pub enum Covers {
    /// Every delivery.
    All,
    /// Deliveries of this name or `name@version`, with this digest of the bill: what is stated must hold.
    Delivery(Option<String>, Option<Binding>),
    /// One exact component.
    Component(Binding),
}

/// Whether an attached file is the one whose digest was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// Nothing to compare.
    Unchecked,
    /// It is.
    Intact,
    /// It is another.
    Altered,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in the evidence file.
    pub id: String,
    /// Its kind, such as `filing-certificate`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub covers: Covers,
    /// The day it was made.
    pub date: Date,
    /// The last day it holds.
    pub valid_until: Option<Date>,
    /// How much it proves.
    pub grade: Grade,
    /// Who made it.
    pub issuer: Option<String>,
    /// Where it can be seen.
    pub url: Option<String>,
    /// The attached file.
    pub file: Option<String>,
    /// SHA-256 the file must have, hex.
    pub sha256: Option<String>,
    /// Whether it has.
    pub integrity: Integrity,
    /// What it says of the part it is about.
    pub says: Statements,
    /// `file:line` of the evidence file.
    pub place: String,
}

/// What the operator holds.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Every document, in the order of the file.
    pub documents: Vec<Document>,
}

/// What a rule asks of documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The kind.
    pub kind: String,
    /// The most days it may be old.
    pub max_days: Option<f64>,
    /// The least it must prove.
    pub grade: Grade,
}

/// A document held against a question.
enum Standing {
    Good,
    /// It would cover, and does not hold any more.
    Bad(Phrase),
    /// It does not count.
    Silent(Phrase),
}

impl Document {
    /// Why it does not hold on a day, if it does not.
    pub fn fault(&self, day: Date) -> Option<Phrase> {
        if self.integrity == Integrity::Altered {
            return Some(phrase!("the attached file is not the one whose digest was noted"));
        }
        self.valid_until.filter(|last| *last < day).map(|last| phrase!("expired on {}", last.to_string()))
    }

    fn standing(&self, question: &Question, day: Date) -> Standing {
        if self.date > day {
            return Standing::Silent(phrase!("dated {}, after the day of judgement", self.date.to_string()));
        }
        if self.grade < question.grade {
            return Standing::Silent(phrase!("of grade {}, {} is asked", self.grade.word(), question.grade.word()));
        }
        if let Some(fault) = self.fault(day) {
            return Standing::Bad(fault);
        }
        let age = f64::from((day - self.date).get_days());
        match question.max_days {
            Some(most) if age > most => {
                Standing::Bad(phrase!("{} days old, at most {} are accepted", age.to_string(), most.to_string()))
            }
            _ => Standing::Good,
        }
    }

    /// Whether it is about the delivery as a whole.
    fn covers_delivery(&self, bom: &Bom, rows: &[Row]) -> bool {
        let subject = bom.subject();
        match &self.covers {
            Covers::All => true,
            Covers::Delivery(name, digest) => {
                let named = name.as_ref().is_none_or(|wanted| {
                    subject.is_some_and(|row| {
                        let parts = &bom.components;
                        let name = bom.value(parts.name[row]);
                        let full = name.zip(bom.value(parts.version[row])).map(|(name, version)| format!("{name}@{version}"));
                        name == Some(wanted) || full.as_ref() == Some(wanted)
                    })
                });
                named && digest.as_ref().is_none_or(|binding| binding.only_digest(&bom.document.sha256))
            }
            Covers::Component(binding) => binding.only_digest(&bom.document.sha256) || subject.is_some_and(|row| rows == [row]),
        }
    }
}

/// A document beside one bill: what of it the document is about.
pub struct Held<'a> {
    /// The document.
    pub document: &'a Document,
    /// Components it names; it covers them where they are one thing.
    pub rows: Vec<Row>,
    /// Whether they are not: then it covers none.
    pub broad: bool,
    /// Whether it covers the delivery as a whole, and so every component.
    pub whole: bool,
}

impl Evidence {
    /// Every document beside a bill. Cost: one look at each component for each document bound to one.
    pub(super) fn beside<'a>(&'a self, bom: &Bom) -> Vec<Held<'a>> {
        let held = |document: &'a Document| {
            let rows = match &document.covers {
                Covers::Component(binding) => binding.rows(bom),
                _ => Vec::new(),
            };
            let broad = !one_thing(bom, &rows);
            Held { document, broad, whole: !broad && document.covers_delivery(bom, &rows), rows }
        };
        self.documents.iter().map(held).collect()
    }
}

impl Held<'_> {
    fn covers(&self, row: Row) -> bool {
        self.whole || (!self.broad && self.rows.binary_search(&row).is_ok())
    }
}

impl Question {
    fn held<'s>(&'s self, scene: &'s Scene<'_>) -> impl Iterator<Item = &'s Held<'s>> + 's {
        scene.evidence.iter().filter(|held| held.document.kind == self.kind)
    }

    fn answer<'d>(&self, day: Date, documents: impl Iterator<Item = &'d Document>) -> Truth {
        let mut answer = Truth::Unknown;
        for document in documents {
            match document.standing(self, day) {
                Standing::Good => return Truth::Yes,
                Standing::Bad(_) => answer = Truth::No,
                Standing::Silent(_) => {}
            }
        }
        answer
    }

    /// The answer about one component.
    pub(super) fn about(&self, scene: &Scene<'_>, row: Row) -> Truth {
        self.answer(scene.as_of, self.held(scene).filter(|held| held.covers(row)).map(|held| held.document))
    }

    fn saw(&self, scene: &Scene<'_>, covers: impl Fn(&Held<'_>) -> bool, about: &Phrase) -> Explanation {
        let mut explanation = Explanation::default();
        for held in self.held(scene) {
            let document = held.document;
            let (grade, date) = (document.grade.word(), document.date.to_string());
            let name = phrase!("{} ({}), grade {}, {}", &document.id, &document.title, grade, date);
            let said = match (held.broad, covers(held), document.standing(self, scene.as_of)) {
                (true, ..) => phrase!("it names several parts, so it covers none: {}", some_labels(scene.bom, &held.rows)),
                (false, false, _) => phrase!("is not about {}", about.clone()),
                (false, true, Standing::Good) => phrase!("holds"),
                (false, true, Standing::Bad(why) | Standing::Silent(why)) => why,
            };
            explanation.saw(phrase!("document"), phrase!("{}: {}  {}", name, said, &document.place));
        }
        if explanation.observed.is_empty() {
            let text = phrase!("no document of kind `{}` was given; list it under `documents:` of the evidence file", &self.kind);
            explanation.saw(phrase!("evidence"), text);
        }
        explanation
    }
}

impl Test for Question {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let everywhere = WholeTest::ask(self, scene);
        let mut mask = Mask::filled(scene.rows(), everywhere);
        if everywhere == Truth::Yes {
            return mask;
        }
        for held in self.held(scene).filter(|held| !held.broad) {
            let answer = match held.document.standing(self, scene.as_of) {
                Standing::Good => Truth::Yes,
                Standing::Bad(_) => Truth::No,
                Standing::Silent(_) => continue,
            };
            for row in &held.rows {
                if mask.get(row.at()) != Truth::Yes {
                    mask.set(row.at(), answer);
                }
            }
        }
        mask
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        self.saw(scene, |held| held.covers(row), &phrase!("this part"))
    }
}

impl WholeTest for Question {
    fn ask(&self, scene: &Scene<'_>) -> Truth {
        self.answer(scene.as_of, self.held(scene).filter(|held| held.whole).map(|held| held.document))
    }

    fn explain(&self, scene: &Scene<'_>) -> Explanation {
        self.saw(scene, |held| held.whole, &phrase!("this delivery"))
    }

    fn document(&self) -> Option<&str> {
        Some(&self.kind)
    }
}
