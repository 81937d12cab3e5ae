//! Compile once, check many: what the command line holds, and what a server or an engine would.

mod trial;

pub use trial::{Came, Sight, Trial, Tried};

use crate::base::{Limits, Truth, phrase};
use crate::check::{Buyer, Explanation, Scene};
use crate::enrich::{Facts, Lists, enrich};
use crate::evaluate::{Baseline, Exceptions, Finding, Judgement, Outcome, SubjectAt, evaluate, frame};
use crate::model::Bom;
use crate::policy::{Plan, Rule, Waivers};
use crate::read::{ReadError, Source, read};
use jiff::civil::Date;

/// Everything needed to judge a bill. Shared between threads; bytes in, outcome out.
pub struct Gate {
    /// The rules.
    pub plan: Plan,
    /// The lists facts rest on.
    pub lists: Lists,
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
    /// `config`, `policy`, `waivers`, `evidence` or `baseline`.
    pub role: &'static str,
    /// Its path.
    pub file: String,
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
    /// The signer whose signature was verified.
    pub signed_by: Option<String>,
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
        let bom = read(source, &self.limits)?;
        let facts = enrich(&bom, &self.lists);
        let exceptions = Exceptions { waivers: &self.waivers, baseline: self.baseline.as_ref() };
        let outcome = evaluate(&self.plan, &self.scene(&bom, &facts), &self.judgement, exceptions);
        Ok(Judged { bom, facts, outcome })
    }

    /// What rules may look at, for reports that explain.
    pub fn scene<'a>(&'a self, bom: &'a Bom, facts: &'a Facts) -> Scene<'a> {
        Scene::new(bom, facts, &self.lists, &self.buyer, self.as_of)
    }

    /// Why a finding was made: the values seen, the path that leads to them.
    pub fn explain(&self, scene: &Scene<'_>, finding: &Finding) -> Explanation {
        Self::seen(scene, &self.plan.rules[finding.rule], finding.subject, finding.answer)
    }

    /// Why a rule gave this answer about this subject.
    fn seen(scene: &Scene<'_>, rule: &Rule, subject: SubjectAt, answer: Truth) -> Explanation {
        let at = match subject {
            SubjectAt::Bom => 0,
            SubjectAt::Component(row) => row.0,
            SubjectAt::Link(link) => link,
        };
        let frame = frame(rule, vec![at]).single(0);
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

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Gate>();
};
