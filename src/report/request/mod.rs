//! What to send back to the vendor: what to change, what to prove, in which field of the bill, with an example. It is written
//! from the vendor's own bill and the rules alone: nothing of the buyer's files, settings or waivers is in it.

mod html;
mod json;
mod markdown;
mod place;
mod skeleton;
mod words;

use super::place::{Subject, steps, subject, way};
use super::words::Words as Spoken;
use crate::base::Truth;
use crate::check::{Observed, Scene};
use crate::enrich::Reach;
use crate::evaluate::{Finding, Verdict};
use crate::gate::{Gate, Judged};
use crate::model::NoteCode;
use crate::policy::field::Domain;
use crate::policy::{Asked, Level, Rule};
use place::{Place, places};
use std::io::{self, Write};
use words::Words;

/// Gaps that a vendor can close, besides those that are notes on the bill.
const OF_THE_BILL: &[&str] = &["nothing-recognised", "clock"];

/// Everything that is asked of a vendor about one delivery.
pub struct Request<'a> {
    judged: &'a Judged,
    day: String,
    /// The letter's own words.
    words: &'static Words,
    /// The words of what checks saw.
    spoken: Spoken,
    /// A skeleton comes with the letter.
    enclosed: bool,
    /// What is wrong with the bill itself, in words.
    faults: Vec<Fault>,
    items: Vec<Item<'a>>,
}

/// One thing that is wrong with the bill itself.
struct Fault {
    /// `duplicate-ref`, `composition-incomplete`, ...
    code: String,
    text: String,
    /// `line:column`; empty for the whole bill.
    place: String,
}

/// One ask: everything that one rule misses in the same fields, whatever number of parts.
struct Item<'a> {
    rule: &'a Rule,
    /// Whether something stated is against the rule, rather than nothing stated that shows it is kept.
    violated: bool,
    /// Whether the delivery fails over it, or waits for it.
    blocking: bool,
    places: Vec<Place>,
    /// Kinds of documents.
    documents: Vec<String>,
    parts: Vec<Part>,
    /// For the skeleton.
    asked: Vec<Asked>,
}

/// One part an item is about.
struct Part {
    subject: Subject,
    /// What stands in the fields asked for.
    seen: Vec<Observed>,
    /// From the delivered system to the part that decided; empty where the part itself did.
    way: String,
}

impl<'a> Request<'a> {
    /// Collects what is asked of the vendor: open findings that weigh something, grouped by rule and fields, those the
    /// delivery fails over first. What is waived is not asked for; what only the buyer can tell neither.
    pub fn of(gate: &'a Gate, judged: &'a Judged) -> Self {
        let (words, spoken) = (Words::of(gate.plan.language), Spoken::of(gate.plan.language));
        let scene = gate.scene(&judged.bom, &judged.facts);
        let reach = Reach::of(&judged.bom);
        let mut items: Vec<Item<'a>> = Vec::new();
        for finding in judged.outcome.findings.iter().filter(|finding| !finding.lifted()) {
            let rule = &gate.plan.rules[finding.rule()];
            if matches!(rule.level, Level::Info | Level::Watch) {
                continue;
            }
            let asked = gate.asks(&scene, finding);
            let of_buyer = |asked: &Asked| matches!(asked, Asked::Field(Domain::Buyer, _));
            if !asked.is_empty() && asked.iter().all(of_buyer) {
                continue;
            }
            let part = part(gate, &scene, spoken, &reach, finding, &asked);
            let violated = finding.answer == Truth::No;
            let same = |item: &&mut Item<'a>| std::ptr::eq(item.rule, rule) && item.violated == violated && item.asked == asked;
            // Findings stand by rule: only the last few items can be of this one.
            let of_rule = items.iter_mut().rev().take_while(|item| std::ptr::eq(item.rule, rule));
            match of_rule.into_iter().find(same) {
                Some(item) => item.parts.push(part),
                None => items.push(Item {
                    rule,
                    violated,
                    blocking: finding.decides() || rule.level == Level::Refer,
                    places: places(&asked),
                    documents: documents(&asked),
                    parts: vec![part],
                    asked,
                }),
            }
        }
        items.sort_by_key(|item| (!item.blocking, std::cmp::Reverse(item.rule.level), !item.violated));
        Self { judged, day: gate.as_of.to_string(), words, spoken, enclosed: false, faults: faults(judged, spoken), items }
    }

    /// Says in the letter that the skeleton comes with it.
    #[must_use]
    pub fn enclosing_skeleton(self) -> Self {
        Self { enclosed: true, ..self }
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.faults.is_empty()
    }

    /// The verdict on the bill.
    pub fn verdict(&self) -> Verdict {
        self.judged.outcome.verdict
    }

    /// Writes a CycloneDX 1.6 bill of the parts concerned, with the fields to fill in marked `TODO`. As it stands it says
    /// nothing: every mark is read as unknown, and the bill calls itself incomplete.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn skeleton(&self, out: &mut dyn Write) -> io::Result<()> {
        super::json::write_json(&skeleton::of(self), out)
    }

    /// What is delivered, by the vendor's own name for it.
    fn delivery(&self) -> String {
        let bom = &self.judged.bom;
        let serial = || bom.value(bom.document.serial).unwrap_or("-").to_owned();
        bom.subject().map_or_else(serial, |row| bom.label(row))
    }

    /// The verdict in the words of the letter.
    fn result(&self) -> &'static str {
        let words = self.words;
        match self.verdict() {
            Verdict::REJECT => words.reject,
            Verdict::FAIL => words.fail,
            Verdict::INCOMPLETE => words.incomplete,
            _ => words.pass,
        }
    }

    /// Items by what they do to the delivery, numbered through; chapters without an item are left out.
    fn chapters(&self) -> impl Iterator<Item = Chapter<'_>> {
        let words = self.words;
        let of = |blocking: bool| (1..).zip(&self.items).filter(|(_, item)| item.blocking == blocking).collect();
        let barring = Chapter { heading: words.blocking, aside: words.blocking_aside, items: of(true) };
        let rest = Chapter { heading: words.rest, aside: words.rest_aside, items: of(false) };
        [barring, rest].into_iter().filter(|chapter| !chapter.items.is_empty())
    }
}

/// Items under one heading, each with its number.
struct Chapter<'r> {
    heading: &'static str,
    aside: &'static str,
    items: Vec<(usize, &'r Item<'r>)>,
}

impl Item<'_> {
    /// `Change` or `Prove`.
    fn kind(&self, words: &Words) -> &'static str {
        if self.violated { words.change } else { words.prove }
    }

    /// What the rule rests on; the marks of how sure we are of a source are our own affair.
    fn references(&self) -> Vec<&str> {
        self.rule.cites.iter().map(|cite| cite.text.as_str()).collect()
    }
}

fn documents(asked: &[Asked]) -> Vec<String> {
    let kind = |asked: &Asked| match asked {
        Asked::Document(kind) => Some(kind.clone()),
        _ => None,
    };
    asked.iter().filter_map(kind).collect()
}

fn part(gate: &Gate, scene: &Scene<'_>, spoken: Spoken, reach: &Reach, finding: &Finding, asked: &[Asked]) -> Part {
    let about = subject(scene, finding.subject);
    let why = gate.explain(scene, finding);
    // Only what stands in the vendor's own fields: what checks see is said in terms of the buyer.
    let own = |seen: &Observed| {
        asked.iter().any(|asked| match asked {
            Asked::Field(Domain::Buyer, _) | Asked::Check(_) | Asked::Document(_) => false,
            Asked::Field(_, field) => {
                !field.cyclonedx.is_empty()
                    && !seen.what.contains("buyer.")
                    && seen.what.split('.').skip(1).eq(field.path.split('.'))
            }
            Asked::Property(name) => seen.what.strip_prefix("property ") == Some(name),
        })
    };
    let way = match about.row {
        Some(row) if !why.path.is_empty() => steps(scene, spoken, &way(scene, reach, row, &why.path)),
        _ => String::new(),
    };
    Part { subject: about, seen: why.observed.into_iter().filter(own).collect(), way }
}

/// What rejects the bill or leaves it open, as far as the vendor can mend it.
fn faults(judged: &Judged, spoken: Spoken) -> Vec<Fault> {
    let bom = &judged.bom;
    let rejections = bom.rejections().map(|note| Fault {
        code: note.code.word().to_owned(),
        text: spoken.phrase(&note.message).into_owned(),
        place: note.place.to_string(),
    });
    let vendors = |name: &str| OF_THE_BILL.contains(&name) || NoteCode::ALL.iter().any(|code| code.word() == name);
    let gaps = judged.outcome.gaps.iter().filter(|gap| !gap.accepted && vendors(&gap.name));
    let open =
        gaps.map(|gap| Fault { code: gap.name.clone(), text: spoken.phrase(&gap.text).into_owned(), place: String::new() });
    rejections.chain(open).collect()
}

/// One way to write a request.
pub struct RequestForm {
    /// The word `--format` takes.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Request<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every way, by name.
pub static REQUEST_FORMS: &[RequestForm] = &[
    RequestForm { name: "markdown", write: markdown::write },
    RequestForm { name: "html", write: html::write },
    RequestForm { name: "json", write: json::write },
];
