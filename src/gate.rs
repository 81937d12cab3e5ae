//! Compile once, check many: what the command line holds, and what a server or an engine would.

mod trial;

pub use trial::{Came, Sight, Trial, Tried};

use crate::advisory::Source as Advisories;
use crate::base::{Limits, Truth, phrase};
use crate::check::{Buyer, Explanation, Scene};
use crate::enrich::{Advice, FactCode, Facts, Lists, enrich_with};
use crate::evaluate::{Baseline, Exceptions, Finding, Judgement, Outcome, Past, SubjectAt, evaluate, frame};
use crate::model::Bom;
use crate::policy::{Asked, Frame, Plan, Rule, Waivers};
use crate::read::{ReadError, Source, read};
use jiff::civil::Date;
use std::sync::Arc;

/// Everything needed to judge a bill. Shared between threads; bytes in, outcome out.
pub struct Gate {
    /// The rules.
    pub plan: Plan,
    /// The lists facts rest on.
    pub lists: Lists,
    /// Where advisories are looked up; none: nowhere.
    pub advisories: Option<Arc<dyn Advisories>>,
    /// The buyer.
    pub buyer: Buyer,
    /// How rules are judged.
    pub judgement: Judgement,
    /// Exceptions.
    pub waivers: Waivers,
    /// What was known before.
    pub baseline: Option<Baseline>,
    /// The operator's files, for the receipt.
    pub papers: Vec<Paper>,
    /// The day rules are judged for.
    pub as_of: Date,
    /// What an input may cost.
    pub limits: Limits,
}

/// One file of the operator that had a say.
#[derive(Clone, Debug)]
pub struct Paper {
    /// `config`, `policy`, `waivers`, `evidence`, `catalogue` or `baseline`.
    pub role: &'static str,
    /// Its path.
    pub file: String,
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
    /// The signer whose signature was verified.
    pub signed_by: Option<String>,
}

/// A source that had a say, and what it was at the time.
#[derive(Clone, Debug)]
pub struct Reference {
    /// `catalogue` or `advisories`.
    pub role: &'static str,
    /// What it is called, or where it stands.
    pub name: String,
    /// Its version, or the day it is of; empty where it names none.
    pub version: String,
    /// SHA-256, hex.
    pub sha256: String,
}

/// One bill, what was derived from it, and what came of asking.
#[derive(Debug)]
pub struct Judged {
    /// The bill.
    pub bom: Bom,
    /// What was derived from it.
    pub facts: Facts,
    /// What came of asking.
    pub outcome: Outcome,
}

impl Gate {
    /// Reads a bill and asks every rule.
    ///
    /// # Errors
    /// When the bill cannot be read: the verdict is REJECT.
    pub fn check(&self, source: Source) -> Result<Judged, ReadError> {
        Ok(self.judge(self.read(source)?, &Past::default()))
    }

    /// Reads a bill.
    ///
    /// # Errors
    /// When it cannot be read: the verdict is REJECT.
    pub fn read(&self, source: Source) -> Result<Bom, ReadError> {
        read(source, &self.limits)
    }

    /// Asks every rule about a bill, knowing what was checked before.
    pub fn judge(&self, bom: Bom, past: &Past) -> Judged {
        let facts = self.facts(&bom);
        let exceptions = Exceptions { waivers: &self.waivers, baseline: self.baseline.as_ref(), past };
        let outcome = evaluate(&self.plan, &self.scene(&bom, &facts), &self.judgement, exceptions);
        Judged { bom, facts, outcome }
    }

    /// What has a say beside packs, lists and papers: the catalogue of dangerous components, and the source of advisories, with
    /// the day or version they are of as `version`.
    pub fn sources(&self) -> Vec<Reference> {
        let catalogue = self.lists.catalogue();
        let shipped = Reference {
            role: "catalogue",
            name: "of dangerous components".to_owned(),
            version: catalogue.head.version.clone(),
            sha256: catalogue.digest.clone(),
        };
        let advisories = self.advisories.as_ref().map(|source| source.about()).map(|about| Reference {
            role: "advisories",
            name: about.place,
            version: about.as_of.map(|day| day.to_string()).unwrap_or_default(),
            sha256: about.digest,
        });
        std::iter::once(shipped).chain(advisories).collect()
    }

    /// Derives the facts of a bill, with what the buyer's documents say of it, and looks its packages up.
    pub fn facts(&self, bom: &Bom) -> Facts {
        let claims = self.buyer.evidence.claims(bom, self.as_of);
        let advice = Advice::of(bom, self.advisories.as_deref(), &self.lists);
        let mut facts = Facts { advice, ..enrich_with(bom, &self.lists, claims) };
        // What the buyer's own packs ask for is a name, whoever else knows it.
        facts.notes.retain(|note| {
            let doubtful = matches!(note.code, FactCode::PropertyUnknown | FactCode::PropertyMisspelt);
            !(doubtful && note.name.is_some_and(|name| self.plan.asks_for(bom.text(name))))
        });
        facts
    }

    /// What rules may look at, for reports that explain.
    pub fn scene<'a>(&'a self, bom: &'a Bom, facts: &'a Facts) -> Scene<'a> {
        Scene::new(bom, facts, &self.lists, &self.buyer, self.as_of)
    }

    /// Why a finding was made: the values seen, the path that leads to them.
    pub fn explain(&self, scene: &Scene<'_>, finding: &Finding) -> Explanation {
        Self::seen(scene, &self.plan.rules[finding.rule()], finding.subject, finding.answer)
    }

    /// What a finding asks for: fields, properties and documents that were not as the rule wants them, in the order of the
    /// rule. Where it is unknown whether the rule applies, what would tell comes last.
    pub fn asks(&self, scene: &Scene<'_>, finding: &Finding) -> Vec<Asked> {
        let rule = &self.plan.rules[finding.rule()];
        let frame = single(rule, finding.subject);
        let mut asked = Vec::new();
        rule.require.asks(scene, &frame, true, &mut asked);
        if let Some(when) = &rule.when
            && when.ask(scene, &frame).get(0) == Truth::Unknown
        {
            when.asks(scene, &frame, true, &mut asked);
        }
        asked
    }

    /// Why a rule gave this answer about this subject.
    fn seen(scene: &Scene<'_>, rule: &Rule, subject: SubjectAt, answer: Truth) -> Explanation {
        let frame = single(rule, subject);
        let mut explanation = Explanation::default();
        rule.require.explain(scene, &frame, answer != Truth::Yes, &mut explanation);
        if let Some(when) = &rule.when
            && when.ask(scene, &frame).get(0) == Truth::Unknown
        {
            let mut applies = Explanation::default();
            when.explain(scene, &frame, true, &mut applies);
            for seen in applies.observed {
                explanation.saw(phrase!("whether the rule applies: {}", seen.what), seen.value);
            }
        }
        explanation
    }
}

/// The frame in which a rule is asked about one subject.
fn single(rule: &Rule, subject: SubjectAt) -> Frame {
    let at = match subject {
        SubjectAt::Bom => 0,
        SubjectAt::Component(row) => row.0,
        SubjectAt::Link(link) => link,
    };
    frame(rule, vec![at]).single(0)
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Gate>();
};
