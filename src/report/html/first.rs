//! What has to be done first: to replace or change what violates, to prove what is not demonstrated, to establish what is open.

use super::desk::Desk;
use super::findings::{Findings, OfRule};
use super::shown::Shown;
use crate::report::terminal::opening;
use std::collections::BTreeMap;

/// Reasons shown of each kind; all stand further down.
const SHOWN: usize = 5;

/// What decides, by what somebody has to do about it.
#[derive(Default)]
pub(super) struct First {
    pub(super) lists: Vec<Todo>,
}

/// Reasons of one kind.
pub(super) struct Todo {
    pub(super) title: &'static str,
    pub(super) aside: &'static str,
    /// A word for the style sheet.
    pub(super) looks: &'static str,
    pub(super) steps: Vec<Step>,
    /// Reasons that are not shown here.
    pub(super) more: Option<String>,
}

/// One reason.
pub(super) struct Step {
    /// Where it stands in full.
    pub(super) anchor: Option<String>,
    pub(super) title: Shown,
    pub(super) level: Option<&'static str>,
    pub(super) extent: String,
    pub(super) fix: Shown,
}

impl First {
    pub(super) fn of(desk: &Desk<'_>, findings: &Findings) -> Self {
        let lists = [
            Todo::new(desk, desk.w.rejected, desk.w.rejected_aside, "rejected", rejected(desk)),
            Todo::new(desk, desk.w.replace, desk.w.replace_aside, "violates", of_rules(desk, findings, |rule| rule.deciding.0)),
            Todo::new(
                desk,
                desk.w.prove,
                desk.w.prove_aside,
                "not-demonstrated",
                of_rules(desk, findings, |rule| rule.deciding.1),
            ),
            Todo::new(desk, desk.w.own_papers, desk.w.own_papers_aside, "violates", papers(desk)),
            Todo::new(desk, desk.w.establish, desk.w.establish_aside, "not-demonstrated", gaps(desk)),
        ];
        Self { lists: lists.into_iter().filter(|todo| !todo.steps.is_empty()).collect() }
    }
}

impl Todo {
    fn new(desk: &Desk<'_>, title: &'static str, aside: &'static str, looks: &'static str, mut steps: Vec<Step>) -> Self {
        let more = steps.len().saturating_sub(SHOWN);
        let more = (more > 0).then(|| desk.say.fill("and {} more, further down", &[&more]));
        steps.truncate(SHOWN);
        Self { title, aside, looks, steps, more }
    }
}

fn of_rules(desk: &Desk<'_>, findings: &Findings, deciding: fn(&OfRule) -> usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for level in &findings.levels {
        let mut rules: Vec<&OfRule> = level.rules.iter().filter(|rule| deciding(rule) > 0).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(deciding(rule)));
        steps.extend(rules.into_iter().map(|rule| Step {
            anchor: Some(rule.anchor.clone()),
            title: rule.title.clone(),
            level: Some(level.said),
            extent: desk.say.count(deciding(rule), "part"),
            fix: rule.fix.clone(),
        }));
    }
    steps
}

fn rejected(desk: &Desk<'_>) -> Vec<Step> {
    let mut codes = BTreeMap::new();
    for note in desk.judged.bom.rejections() {
        codes.entry(note.code.word()).or_insert((note, 0)).1 += 1;
    }
    let step = |(word, (note, number)): (&str, (&crate::model::Note, usize))| Step {
        anchor: Some(format!("{}-rejected", desk.prefix)),
        title: Shown::of(&desk.say.fill("{}: {}", &[&word, &desk.say.phrase(&note.message)])),
        level: None,
        extent: desk.say.count(number, "place"),
        fix: Shown::of(desk.say.say(opening::mend(note.code))),
    };
    codes.into_iter().map(step).collect()
}

fn papers(desk: &Desk<'_>) -> Vec<Step> {
    let deciding = desk.judged.outcome.lapses.iter().filter(|lapse| lapse.kind.gates());
    let step = |lapse: &crate::evaluate::Lapse| Step {
        anchor: Some(format!("{}-papers", desk.prefix)),
        title: Shown::of(&desk.say.phrase(&lapse.text)),
        level: None,
        extent: desk.say.word("lapse", lapse.kind.word()).to_owned(),
        fix: Shown::of(desk.say.say(lapse.kind.fix())),
    };
    deciding.map(step).collect()
}

fn gaps(desk: &Desk<'_>) -> Vec<Step> {
    let open = desk.judged.outcome.gaps.iter().filter(|gap| !gap.accepted);
    let step = |gap: &crate::evaluate::Gap| Step {
        anchor: Some(format!("{}-gaps", desk.prefix)),
        title: Shown::of(&desk.say.phrase(&gap.text)),
        level: None,
        extent: if gap.count > 1 { desk.say.count(gap.count, "time") } else { String::new() },
        fix: Shown::of(&desk.say.fill("to accept: `--accept {}`", &[&gap.name])),
    };
    open.map(step).collect()
}
