//! The supply graph with the ways of the findings pointed out. Small bills are drawn whole; of larger ones the parts on the
//! ways of findings and in the lineage, as many as a reader can follow, and the number of the others.

use super::desk::Desk;
use super::shown::Shown;
use crate::base::{Index, Truth};
use crate::evaluate::Finding;
use crate::model::{Kind, Row};
use crate::policy::Level;
use crate::report::place::{subject, way};
use crate::report::show::graph::{Graph, Placed, chosen, placed};
use std::collections::{BTreeMap, BTreeSet};

/// Parts up to which a bill is drawn whole.
const WHOLE: usize = 30;
/// Parts drawn of a larger one.
const MOST: usize = 40;
/// Findings whose ways are looked at, the heaviest first.
const FINDINGS: usize = 400;

/// The picture and its words.
pub(super) struct Drawing {
    pub(super) notes: Vec<Shown>,
    pub(super) placed: Placed,
    /// The lines in words: from, how, to, whether a finding lies on it.
    pub(super) links: Vec<(Shown, Shown, Shown, bool)>,
    pub(super) marked: bool,
}

/// Draws the graph; nothing for a bill without components.
pub(super) fn drawing(desk: &Desk<'_>) -> Option<Drawing> {
    let parts = &desk.judged.bom.components;
    if parts.is_empty() {
        return None;
    }
    let ways = ways(desk);
    let mut graph = chosen(&desk.scene, desk.say, &choice(desk, &ways));
    let found = mark(desk, &mut graph, &ways);
    let mut notes: Vec<Shown> = graph.notes.iter().map(|note| Shown::of(note)).collect();
    if found {
        notes.push(Shown::of(desk.w.ways_marked));
    }
    let label = |node: usize| Shown::of(&graph.nodes[node].label);
    let links =
        graph.links.iter().map(|link| (label(link.from), Shown::of(graph.meaning(link)), label(link.to), link.marked)).collect();
    Some(Drawing { notes, links, placed: placed(&graph), marked: found })
}

/// From the delivered system to what a finding is about, and whether the finding weighs anything.
struct Way {
    rows: Vec<Row>,
    weighs: bool,
}

/// The ways of the findings that weigh most: those that decide, violations, then models, data and services before the rest.
fn ways(desk: &Desk<'_>) -> Vec<Way> {
    let plan = &desk.view.gate.plan;
    let works = |found: &Finding| {
        let about = subject(&desk.scene, found.subject).row.map(|row| desk.judged.bom.components.kind[row]);
        about.is_some_and(|kind| kind.is_model() || matches!(kind, Kind::Dataset | Kind::Service))
    };
    let mut heaviest: Vec<(bool, bool, bool, std::cmp::Reverse<Level>, &Finding)> = desk
        .judged
        .outcome
        .shown()
        .filter(|found| !found.lifted())
        .map(|found| {
            let level = std::cmp::Reverse(plan.rules[found.rule()].level);
            (!found.decides(), found.answer != Truth::No, !works(found), level, found)
        })
        .collect();
    heaviest.sort_by_key(|(idle, open, plain, level, _)| (*idle, *open, *plain, *level));
    let looked_at = heaviest.into_iter().take(FINDINGS).map(|(.., found)| found);
    looked_at
        .filter_map(|found| {
            let row = subject(&desk.scene, found.subject).row?;
            let why = desk.view.gate.explain(&desk.scene, found);
            let rows = way(&desk.scene, &desk.reach, row, &why.path).into_iter().map(|(_, row)| row).collect();
            Some(Way { rows, weighs: weighs(desk, found) })
        })
        .collect()
}

/// Whether a finding is more than worth knowing.
fn weighs(desk: &Desk<'_>, found: &Finding) -> bool {
    desk.view.gate.plan.rules[found.rule()].level >= Level::Refer
}

/// Which parts are drawn.
fn choice(desk: &Desk<'_>, ways: &[Way]) -> Vec<bool> {
    let parts = &desk.judged.bom.components;
    let mut drawn = vec![parts.len() <= WHOLE; parts.len()];
    if parts.len() <= WHOLE {
        return drawn;
    }
    let mut left = MOST;
    // A way is drawn whole or not at all.
    let mut take = |rows: &[Row]| {
        let new: BTreeSet<Row> = rows.iter().copied().filter(|row| !drawn[row.at()]).collect();
        if new.len() <= left {
            left -= new.len();
            new.into_iter().for_each(|row| drawn[row.at()] = true);
        }
    };
    take(&desk.scene.bom.subject().into_iter().collect::<Vec<_>>());
    ways.iter().for_each(|way| take(&way.rows));
    let made = parts.rows().flat_map(|row| desk.scene.facts.lineage.of(row).iter().map(move |edge| [row, edge.to]));
    made.for_each(|ends| take(&ends));
    drawn
}

/// Says beside each part what was found of it, and points out the lines findings lie on. Whether there are any.
fn mark(desk: &Desk<'_>, graph: &mut Graph, ways: &[Way]) -> bool {
    let mut counts: BTreeMap<Row, [usize; 2]> = BTreeMap::new();
    for found in desk.judged.outcome.shown().filter(|found| !found.lifted() && weighs(desk, found)) {
        if let crate::evaluate::SubjectAt::Component(row) = found.subject {
            counts.entry(row).or_default()[usize::from(found.answer != Truth::No)] += 1;
        }
    }
    let lines: BTreeSet<(Row, Row)> =
        ways.iter().filter(|way| way.weighs).flat_map(|way| way.rows.windows(2).map(|pair| (pair[0], pair[1]))).collect();
    for node in &mut graph.nodes {
        if let Some([violated, open]) = node.row.and_then(|row| counts.get(&row)) {
            let words = [(violated, "{} violated"), (open, "{} open")];
            let said: Vec<String> =
                words.into_iter().filter(|(count, _)| **count > 0).map(|(count, word)| desk.say.fill(word, &[count])).collect();
            node.mark = desk.say.list(&said);
        }
    }
    for link in &mut graph.links {
        let ends = (graph.nodes[link.from].row, graph.nodes[link.to].row);
        link.marked = matches!(ends, (Some(from), Some(to)) if lines.contains(&(from, to)));
    }
    graph.links.iter().any(|link| link.marked)
}
