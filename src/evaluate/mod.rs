//! From a plan and a scene to an outcome: findings, tallies, coverage, verdict. Pure: no clock, no files, no words.

mod baseline;
mod completeness;
mod coverage;
mod excuse;
mod index;
mod lapse;
mod lookup;
mod outcome;
mod past;
mod waive;

pub use baseline::{Against, Baseline, Known, delivery_identity, identity};
pub use completeness::{Completeness, Counts, Measured};
pub use coverage::{Coverage, Fraction, Verdict};
pub use index::{Conformity, Share};
pub use lapse::{Lapse, LapseKind};
pub use outcome::{Excuse, Finding, Gap, Lift, Outcome, State, SubjectAt, Tally};
pub use past::{Past, Sighting, bill_version, parts_digest};

use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::check::Scene;
use crate::model::{Kind, NoteCode, Role, Row, Severity, Stated};
use crate::policy::{Frame, Level, OnUnknown, Plan, Rule, Subject, Waivers};
use crate::vex::Terms;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// How the operator wants rules to be judged.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The lightest level whose violation fails the delivery.
    pub fail_on: Level,
    /// How far up the ladder rules are asked, 1 to 3.
    pub tier: u8,
    /// Overlays whose `watch` rules are asked too; `all` stands for every one.
    pub overlays: Vec<String>,
    /// Gaps the operator accepts, by name.
    pub accept: Vec<String>,
    /// The most days advisories may be old, in place of what packs say.
    pub max_advisory_age: Option<u32>,
    /// Statements on exploitability the operator accepts.
    pub vex: Terms,
}

/// One thing that could not be established, before it is held against what the operator accepts.
struct Outstanding {
    name: &'static str,
    text: Phrase,
    count: usize,
}

impl Default for Judgement {
    fn default() -> Self {
        Self {
            fail_on: Level::Medium,
            tier: 2,
            overlays: Vec::new(),
            accept: Vec::new(),
            max_advisory_age: None,
            vex: Terms::default(),
        }
    }
}

impl Judgement {
    /// Whether a rule of level `watch` is asked on a day: an overlay asks it, or its own day has come.
    fn watches(&self, rule: &Rule, day: Date) -> bool {
        let chosen = |overlay: &String| overlay == "all" || Some(overlay) == rule.overlay.as_ref();
        self.overlays.iter().any(chosen) || rule.active_from.is_some_and(|first| first <= day)
    }
}

/// What lifts or hides findings, and what else the operator knows of a bill.
#[derive(Clone, Copy)]
pub struct Exceptions<'a> {
    /// Lifts, one by one.
    pub waivers: &'a Waivers,
    /// Hides what was known before.
    pub baseline: Option<&'a Baseline>,
    /// What was checked before.
    pub past: &'a Past,
}

/// The rows of a lot that a rule is asked of.
fn subjects(rule: &Rule, scene: &Scene<'_>, lot: &Range<u32>) -> Vec<u32> {
    match rule.on {
        Subject::Bom => lot.clone().take_while(|at| *at == 0).collect(),
        Subject::Link => (lot.start..lot.end.min(count(scene.bom.edges.values()))).collect(),
        on => {
            let kinds = scene.bom.components.kind.as_slice();
            (lot.start..lot.end.min(count(kinds))).filter(|at| on.takes(kinds[*at as usize])).collect()
        }
    }
}

fn count<T>(rows: &[T]) -> u32 {
    u32::try_from(rows.len()).expect("bills are limited to u32 rows")
}

/// The variable of a frame that runs over the subjects; those before it are the bill and the buyer.
const SUBJECT: usize = 2;

/// The frame of a rule: for rules on the bill, the third variable is not there.
pub(crate) fn frame(rule: &Rule, subjects: Vec<u32>) -> Frame {
    let mut frame = Frame::of(subjects);
    if rule.on == Subject::Bom {
        frame.slots.truncate(SUBJECT);
    }
    frame
}

/// Rows that all rules are asked of before any is asked of the next. What asking needs beside its answers, an entry for each
/// element of each list it looks into, is bounded by this and not by the bill, and the columns of so many rows stay near the
/// processor while one rule after the other reads them.
const AT_ONCE: u32 = 1 << 12;

/// The rows of a bill, components and edges alike, so many at a time.
fn lots(scene: &Scene<'_>) -> impl Iterator<Item = Range<u32>> {
    let rows = count(scene.bom.components.kind.as_slice()).max(count(scene.bom.edges.values())).max(1);
    (0..rows.div_ceil(AT_ONCE)).map(move |lot| lot * AT_ONCE..rows.min((lot + 1).saturating_mul(AT_ONCE)))
}

/// One rule asked of one lot: the subjects it applies to, and the answer of each.
fn ask(rule: &Rule, scene: &Scene<'_>, lot: &Range<u32>) -> (Frame, Mask) {
    let mut frame = frame(rule, subjects(rule, scene, lot));
    let mut doubtful = Vec::new();
    if let Some(when) = &rule.when {
        let applies = when.ask(scene, &frame);
        let kept = (0..frame.rows).filter(|row| applies.get(*row) != Truth::No);
        doubtful = kept.enumerate().filter(|(_, row)| applies.get(*row) == Truth::Unknown).map(|(at, _)| at).collect();
        frame.retain(|row| applies.get(row) != Truth::No);
    }
    if frame.rows == 0 {
        return (frame, Mask::filled(0, Truth::Yes));
    }
    let mut answers = rule.require.ask(scene, &frame);
    for at in doubtful {
        // Whether the rule applies is itself unknown: only a yes is an answer then.
        if answers.get(at) == Truth::No {
            answers.set(at, Truth::Unknown);
        }
    }
    (frame, answers)
}

fn subject_at(rule: &Rule, frame: &Frame, position: usize) -> SubjectAt {
    match rule.on {
        Subject::Bom => SubjectAt::Bom,
        Subject::Link => SubjectAt::Link(frame.element(SUBJECT, position)),
        _ => SubjectAt::Component(Row::new(frame.element(SUBJECT, position) as usize)),
    }
}

/// What one rule answers about each subject it is asked of; none where it is not asked on this day or this far up.
pub fn answers(rule: &Rule, scene: &Scene<'_>, judgement: &Judgement) -> Vec<(SubjectAt, Truth)> {
    if standing(rule, scene, judgement) != State::Asked {
        return Vec::new();
    }
    let of_part = |(frame, answers): (Frame, Mask)| {
        (0..frame.rows).map(|position| (subject_at(rule, &frame, position), answers.get(position))).collect::<Vec<_>>()
    };
    lots(scene).map(|lot| ask(rule, scene, &lot)).flat_map(of_part).collect()
}

/// Asks every rule of the plan.
pub fn evaluate(plan: &Plan, scene: &Scene<'_>, judgement: &Judgement, exceptions: Exceptions<'_>) -> Outcome {
    let mut asked: Vec<(Tally, Vec<Finding>)> = plan
        .rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let state = match standing(rule, scene, judgement) {
                State::Asked => State::NotApplicable,
                state => state,
            };
            (Tally { rule: at, state, yes: 0, no: 0, unknown: 0 }, Vec::new())
        })
        .collect();
    for lot in lots(scene) {
        asked.par_iter_mut().for_each(|(tally, findings)| judge(plan, scene, judgement, &lot, tally, findings));
    }
    let mut tallies = Vec::with_capacity(asked.len());
    let mut findings = Vec::with_capacity(asked.iter().map(|(_, of_rule)| of_rule.len()).sum());
    for (tally, mut of_rule) in asked {
        tallies.push(tally);
        findings.append(&mut of_rule);
    }
    let mut lapses = waive::apply(plan, scene, exceptions.waivers, &mut findings);
    lapses.extend(lapse::of_evidence(plan, scene));
    lapses.extend(lapse::of_packs(plan, scene.as_of));
    lapses.extend(exceptions.past.lapses(scene.bom));
    let excuses = excuse::apply(plan, scene, judgement, &mut findings);
    let baseline = exceptions.baseline.map(|baseline| baseline.apply(plan, scene, &mut findings));
    let completeness = completeness::measure(plan, scene, &tallies);
    let (lookups, mut outstanding) = lookup::measure(plan, scene, judgement);
    outstanding.extend(exceptions.past.outstanding(scene.bom));
    let gaps = gaps(plan, scene, judgement, &tallies, &findings, outstanding);
    let coverage = coverage(plan, scene, &tallies, &findings, &gaps, lookups);
    let rejected = scene.bom.rejections().next().is_some();
    let failed = findings.iter().any(Finding::decides) || lapses.iter().any(|lapse| lapse.kind.gates());
    let verdict = match (rejected, failed) {
        (true, _) => Verdict::REJECT,
        (false, true) => Verdict::FAIL,
        (false, false) => Verdict::pass(&coverage).unwrap_or(Verdict::INCOMPLETE),
    };
    let index = Conformity::of(plan, &tallies);
    Outcome { verdict, coverage, index, tallies, findings, gaps, excuses, lapses, baseline, completeness }
}

/// Whether a rule is asked at all, before anything is known of its subjects.
fn standing(rule: &Rule, scene: &Scene<'_>, judgement: &Judgement) -> State {
    if rule.level == Level::Watch && !judgement.watches(rule, scene.as_of) {
        State::Watch
    } else if !rule.applies_on(scene.as_of) {
        State::NotInForce
    } else if rule.tier > judgement.tier {
        State::AboveTier
    } else {
        State::Asked
    }
}

/// Asks one rule of one lot, unless it is not asked at all, and adds what came of it.
fn judge(
    plan: &Plan,
    scene: &Scene<'_>,
    judgement: &Judgement,
    lot: &Range<u32>,
    tally: &mut Tally,
    findings: &mut Vec<Finding>,
) {
    if !matches!(tally.state, State::Asked | State::NotApplicable) {
        return;
    }
    let rule = &plan.rules[tally.rule];
    let number = u32::try_from(tally.rule).expect("packs are limited in size");
    let weighs = rule.level >= Level::Low && rule.level >= judgement.fail_on;
    // An element of a profile is measured, never found wanting.
    let reports = |answer| {
        rule.element.is_none() && (answer == Truth::No || (answer == Truth::Unknown && rule.unknown != OnUnknown::Passes))
    };
    let (frame, answers) = ask(rule, scene, lot);
    if frame.rows > 0 {
        tally.state = State::Asked;
    }
    let (yes, no, unknown) = (answers.count(Truth::Yes), answers.count(Truth::No), answers.count(Truth::Unknown));
    (tally.yes, tally.no, tally.unknown) = (tally.yes + yes, tally.no + no, tally.unknown + unknown);
    findings.reserve_exact(
        [(Truth::No, no), (Truth::Unknown, unknown)].map(|(answer, count)| if reports(answer) { count } else { 0 }).iter().sum(),
    );
    for position in (0..frame.rows).filter(|position| reports(answers.get(*position))) {
        let answer = answers.get(position);
        let gates = weighs && (answer == Truth::No || rule.unknown == OnUnknown::Fails);
        let subject = subject_at(rule, &frame, position);
        findings.push(Finding { rule: number, subject, answer, gates, lift: None, known: false });
    }
}

/// The gap of a catalogue that may no longer be relied on.
pub const CATALOGUE_EXPIRED: &str = "catalogue-expired";
/// The gap of a bill without parts.
const NOTHING_RECOGNISED: &str = "nothing-recognised";
/// The gap of packs that ask nothing here.
const NO_RULE_APPLIED: &str = "no-rule-applied";
/// The gap of a bill from the future.
const CLOCK: &str = "clock";

/// Every name a gap can have under a plan: what an operator may accept.
pub fn acceptable(plan: &Plan) -> Vec<String> {
    let missing = NoteCode::ALL.iter().filter(|code| code.severity() == Severity::Missing).map(|code| code.word());
    let fixed = [NOTHING_RECOGNISED, NO_RULE_APPLIED, CLOCK, CATALOGUE_EXPIRED].into_iter().chain(lookup::GAPS).chain(past::GAPS);
    let refers = plan.rules.iter().filter(|rule| rule.level == Level::Refer).map(refer);
    missing.chain(fixed).map(str::to_owned).chain(refers).collect()
}

/// The gap of a rule that only a person can answer.
fn refer(rule: &Rule) -> String {
    format!("refer:{}", rule.id)
}

/// What could not be established, unless the operator accepts it by name.
fn gaps(
    plan: &Plan,
    scene: &Scene<'_>,
    judgement: &Judgement,
    tallies: &[Tally],
    findings: &[Finding],
    outstanding: Vec<Outstanding>,
) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut push = |name: String, text: Phrase, count: usize| {
        let accepted = judgement.accept.contains(&name);
        gaps.push(Gap { name, text, count, accepted });
    };
    for code in NoteCode::ALL.iter().filter(|code| code.severity() == Severity::Missing) {
        let mut noted = scene.bom.noted(*code);
        if let Some(first) = noted.next() {
            push(code.word().to_owned(), first.message.clone(), 1 + noted.count());
        }
    }
    let parts = &scene.bom.components;
    let unread = scene.bom.seen - parts.len();
    if unread > 0 && scene.bom.noted(NoteCode::PartNotRead).next().is_none() {
        push(NoteCode::PartNotRead.word().to_owned(), phrase!("elements that could be components were not read"), unread);
    }
    // A subject that is a mere shell around nothing tells no more than an empty bill.
    let recognised = |row: Row| {
        let shell = parts.role[row] == Role::Subject
            && !(parts.kind[row].is_model() || matches!(parts.kind[row], Kind::Dataset | Kind::Service));
        parts.role[row].delivered() && parts.role[row] != Role::Mention && !shell
    };
    if !parts.rows().any(recognised) {
        push(NOTHING_RECOGNISED.to_owned(), phrase!("the bill names no part of what is delivered"), 1);
    }
    let decides = |tally: &&Tally| tally.state == State::Asked && plan.rules[tally.rule].element.is_none();
    if tallies.iter().find(decides).is_none() {
        push(NO_RULE_APPLIED.to_owned(), phrase!("not one rule of the chosen packs applies to this bill"), 1);
    }
    if let Stated::Value(text) = scene.bom.stated(scene.bom.document.timestamp)
        && let Some(day) = text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok())
        && (day - scene.as_of).get_days() > 1
    {
        let days = [day, scene.as_of].map(|day| day.to_string());
        push(CLOCK.to_owned(), phrase!("the bill was made on {}, after the day of judgement {}", &days[0], &days[1]), 1);
    }
    for open in outstanding {
        push(open.name.to_owned(), open.text, open.count);
    }
    let catalogue = scene.lists.catalogue();
    let uses = |rule: &Rule| rule.require.uses("catalogued") || rule.when.as_ref().is_some_and(|when| when.uses("catalogued"));
    if catalogue.expired(scene.as_of) && plan.rules.iter().any(uses) {
        let head = &catalogue.head;
        let text = phrase!(
            "the catalogue of dangerous components, {}, may be relied on until {} only",
            &head.version,
            head.expires.to_string()
        );
        push(CATALOGUE_EXPIRED.to_owned(), text, 1);
    }
    for (at, rule) in plan.rules.iter().enumerate().filter(|(_, rule)| rule.level == Level::Refer) {
        let undecided = |finding: &&Finding| finding.answer == Truth::No || rule.unknown == OnUnknown::Fails;
        let open = findings.iter().filter(|finding| finding.rule() == at && !finding.lifted()).filter(undecided).count();
        if open > 0 {
            push(refer(rule), phrase!("a person decides: {}", &rule.title), open);
        }
    }
    gaps
}

/// A rule is answered when each of its subjects was answered yes or no, or not at all where the rule says that is no
/// obstacle, the operator waives it, knew it before, or accepts that nobody decides.
fn coverage(
    plan: &Plan,
    scene: &Scene<'_>,
    tallies: &[Tally],
    findings: &[Finding],
    gaps: &[Gap],
    lookups: Fraction,
) -> Coverage {
    let accepted = |name: &str| gaps.iter().any(|gap| gap.accepted && gap.name == name);
    let asked = |tally: &&Tally| tally.state == State::Asked && plan.rules[tally.rule].element.is_none();
    let applicable = tallies.iter().filter(asked).count();
    let unanswered: BTreeSet<usize> = findings
        .iter()
        .filter(|finding| finding.answer == Truth::Unknown && !finding.lifted() && !finding.known)
        .map(Finding::rule)
        .filter(|at| plan.rules[*at].unknown == OnUnknown::Fails && !accepted(&refer(&plan.rules[*at])))
        .collect();
    let open = gaps.iter().filter(|gap| !gap.accepted).count();
    let seen = if accepted(NoteCode::PartNotRead.word()) { scene.bom.components.len() } else { scene.bom.seen };
    Coverage {
        components: Fraction { done: scene.bom.components.len(), of: seen },
        rules: Fraction { done: applicable - unanswered.len(), of: applicable },
        lookups: if lookup::ACCEPTABLE.iter().any(|name| accepted(name)) {
            Fraction { of: lookups.done, ..lookups }
        } else {
            lookups
        },
        gaps: Fraction { done: gaps.len() - open, of: gaps.len() },
    }
}
