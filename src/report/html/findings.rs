//! Findings by level and rule: what was violated apart from what was not demonstrated, waived and known ones marked as such.

use super::super::place::{subject, way};
use super::super::terminal::findings::{by_urgency, unproven, weight};
use super::desk::Desk;
use super::shown::{Shown, followable};
use super::table::{Cell, Line, Row, Table, Waiting, cell, piece};
use crate::base::Truth;
use crate::check::{Explanation, Observed};
use crate::evaluate::Finding;
use crate::policy::{Level, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// Parts of one rule that stand in the page; the others wait.
const STANDING: usize = 20;

/// All findings of a delivery.
pub(super) struct Findings {
    pub(super) levels: Vec<OfLevel>,
    pub(super) total: usize,
    /// Kinds of the parts they are about, for the filter: the stable word, and how the page says it.
    pub(super) kinds: BTreeMap<&'static str, &'static str>,
}

/// Those of one level.
pub(super) struct OfLevel {
    pub(super) word: &'static str,
    /// In the language of the report.
    pub(super) said: &'static str,
    /// What the level does to the verdict.
    pub(super) aside: &'static str,
    pub(super) rules: Vec<OfRule>,
}

/// Those of one rule.
pub(super) struct OfRule {
    pub(super) anchor: String,
    pub(super) id: Shown,
    pub(super) title: Shown,
    pub(super) level: &'static str,
    pub(super) violates: usize,
    pub(super) unproven: usize,
    pub(super) waived: usize,
    pub(super) known: usize,
    /// Violations that decide, then what is not demonstrated and decides.
    pub(super) deciding: (usize, usize),
    /// What it means that the rule is not demonstrated.
    pub(super) unproven_means: &'static str,
    pub(super) why: Option<Shown>,
    pub(super) fix: Shown,
    pub(super) policy: Shown,
    pub(super) terms: String,
    pub(super) cites: Vec<Cited>,
    /// What was seen of every part alike.
    pub(super) alike: Cell,
    pub(super) table: Table,
}

/// One source of a rule.
pub(super) struct Cited {
    pub(super) text: Shown,
    pub(super) mark: &'static str,
    /// The mark in the language of the report.
    pub(super) said: &'static str,
    /// An address that can be followed.
    pub(super) link: Option<String>,
    /// An address that is only shown.
    pub(super) address: Option<Shown>,
}

impl Findings {
    pub(super) fn of(desk: &Desk<'_>, waiting: &mut Waiting) -> Self {
        let outcome = &desk.judged.outcome;
        let mut kinds = BTreeSet::new();
        let mut levels = Vec::new();
        for level in Level::ALL {
            let of_level: Vec<&Finding> =
                outcome.findings.iter().filter(|found| desk.view.gate.plan.rules[found.rule()].level == level).collect();
            if of_level.is_empty() {
                continue;
            }
            let decides = of_level.iter().any(|found| found.decides());
            let (_, aside) = weight(desk.view, level, decides);
            let rules = by_urgency(&of_level).into_iter();
            let rules = rules.map(|found| OfRule::of(desk, found, waiting, &mut kinds)).collect();
            let said = desk.say.word("level", level.word());
            levels.push(OfLevel { word: level.word(), said, aside: desk.say.say(aside), rules });
        }
        let kinds = kinds.into_iter().map(|kind| (kind, desk.say.word("kind", kind))).collect();
        Self { levels, total: outcome.findings.len(), kinds }
    }

    /// Every rule with findings, heaviest first.
    pub(super) fn rules(&self) -> impl Iterator<Item = &OfRule> {
        self.levels.iter().flat_map(|level| &level.rules)
    }

    /// Rules that were not demonstrated for some part.
    pub(super) fn unproven(&self) -> Vec<&OfRule> {
        self.rules().filter(|rule| rule.unproven > 0).collect()
    }
}

impl OfRule {
    fn of(desk: &Desk<'_>, findings: &[&Finding], waiting: &mut Waiting, kinds: &mut BTreeSet<&'static str>) -> Self {
        let rule = &desk.view.gate.plan.rules[findings[0].rule()];
        let anchor = format!("{}-{}", desk.prefix, rule.id);
        let why: Vec<Explanation> = findings.iter().map(|found| desk.view.gate.explain(&desk.scene, found)).collect();
        let alike = why.len() > 1 && why.iter().all(|other| other.path.is_empty() && other.observed == why[0].observed);
        let parts: Vec<Row> = findings.iter().zip(&why).map(|(found, why)| part(desk, rule, found, why, alike, kinds)).collect();
        let columns = [desk.w.answer, desk.w.part_head, desk.w.place, desk.w.seen];
        let said = if parts.iter().any(|row| row.cells.last().is_some_and(|seen| !seen.is_empty())) { 4 } else { 3 };
        let mut table = Table::new(format!("{anchor}-parts"), &columns[..said], 1);
        for mut row in parts {
            row.cells.truncate(said);
            table.push(row, STANDING, waiting);
        }
        let open = |answer: Truth| move |found: &&&Finding| found.answer == answer && !found.lifted() && !found.known;
        let deciding = |answer: Truth| findings.iter().filter(|found| found.decides() && found.answer == answer).count();
        let (file, line) = &rule.place;
        Self {
            anchor,
            id: Shown::of(&rule.id),
            title: Shown::prose(&rule.title),
            level: desk.say.word("level", rule.level.word()),
            violates: findings.iter().filter(open(Truth::No)).count(),
            unproven: findings.iter().filter(open(Truth::Unknown)).count(),
            waived: findings.iter().filter(|found| found.lifted()).count(),
            known: findings.iter().filter(|found| found.known).count(),
            deciding: (deciding(Truth::No), deciding(Truth::Unknown)),
            unproven_means: desk.say.say(unproven(rule.unknown)).trim_start_matches([':', '：', ' ']),
            why: rule.why.as_deref().map(Shown::prose),
            fix: Shown::prose(&rule.fix),
            policy: Shown::of(&format!("{file}:{line}")),
            terms: desk
                .say
                .fill("pack {}, tier {}, unknown {}", &[&rule.pack, &rule.tier, &desk.say.word("unknown", rule.unknown.word())]),
            cites: rule.cites.iter().map(|cite| cited(desk, cite)).collect(),
            alike: if alike { seen(desk, &why[0].observed) } else { Cell::new() },
            table,
        }
    }
}

fn cited(desk: &Desk<'_>, cite: &crate::policy::Cite) -> Cited {
    let link = cite.url.as_deref().and_then(followable).map(str::to_owned);
    let address = cite.url.as_deref().filter(|_| link.is_none()).map(Shown::of);
    Cited { text: Shown::prose(&cite.text), mark: cite.mark.word(), said: desk.say.word("mark", cite.mark.word()), link, address }
}

fn part(
    desk: &Desk<'_>,
    rule: &Rule,
    found: &Finding,
    why: &Explanation,
    alike: bool,
    kinds: &mut BTreeSet<&'static str>,
) -> Row {
    let about = subject(&desk.scene, found.subject);
    kinds.insert(about.kind);
    let answer =
        if found.answer == Truth::No { ("violates", desk.w.violates) } else { ("not-demonstrated", desk.w.not_demonstrated) };
    let (key, standing) = standing(desk, found);
    let mut last = if alike { Cell::new() } else { seen(desk, &why.observed) };
    last.extend(about.row.and_then(|row| {
        let way = way(&desk.scene, &desk.reach, row, &why.path);
        // A part the system names itself needs no way.
        (!why.path.is_empty() || way.len() > 2).then(|| {
            let mut line = vec![piece("what", desk.w.path)];
            line.extend(desk.steps(&way));
            line
        })
    }));
    Row {
        keys: format!("{} {key} {} {}", answer.0, about.kind, rule.level.word()),
        cells: vec![
            [cell(answer.0, answer.1), standing].concat(),
            [cell("name", about.name(desk.say)), cell("soft", desk.say.word("kind", about.kind))].concat(),
            desk.place(about.place, &about.pointer),
            last,
        ],
    }
}

/// What a finding does to the verdict, as a word for the filter and in words.
fn standing(desk: &Desk<'_>, found: &Finding) -> (&'static str, Cell) {
    if let Some(at) = found.waiver() {
        let waivers = &desk.view.gate.waivers;
        let waiver = &waivers.entries[at];
        let text = desk.say.fill("waived by {}, until {}", &[&waiver.approved_by, &waiver.expires]);
        let lines = vec![vec![piece("waived", &text)], vec![piece("", &waiver.reason)], vec![piece("soft", &waivers.place(at))]];
        return ("waived", lines);
    }
    match (found.known, found.decides()) {
        (true, _) => ("known", cell("known", desk.w.known)),
        (false, true) => ("decides", cell("decides", desk.w.decides)),
        (false, false) => ("shown", cell("soft", desk.w.decides_not)),
    }
}

/// What was seen, one observation a line.
fn seen(desk: &Desk<'_>, observed: &[Observed]) -> Cell {
    let line = |seen: &Observed| -> Line {
        vec![piece("what", &desk.say.phrase(&seen.what)), piece("value", &desk.say.phrase(&seen.value))]
    };
    observed.iter().map(line).collect()
}
