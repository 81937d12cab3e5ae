//! What is drawn of a bill: every part is in the picture, by itself or in a group that says how many it holds.

use super::super::origin;
use super::{Form, Graph, Line, Link, Node};
use crate::base::{Grouped, Index, Mask, Truth};
use crate::check::{self, Argument, Class, Scene, class_behind, outvoted};
use crate::enrich::Country;
use crate::model::{Kind, Relation, Row};
use crate::report::visible;
use crate::report::words::Words;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Characters of a name that are drawn.
const LABEL: usize = 80;
/// Characters of a pointer that are kept.
const POINTER: usize = 160;
/// Countries named one by one.
const MANY: usize = 4;

/// The graph of a bill, of which at most `limit` parts stand alone; the others stand in groups.
pub(super) fn graph(scene: &Scene<'_>, say: Words, limit: usize) -> Graph {
    let classes = classes(scene);
    let alone = alone(scene, &classes, limit);
    drawn(scene, say, &classes, &alone, Rest::Grouped)
}

/// The graph of the chosen parts of a bill, by row; the others are only counted.
pub(super) fn graph_of(scene: &Scene<'_>, say: Words, chosen: &[bool]) -> Graph {
    drawn(scene, say, &classes(scene), chosen, Rest::LeftOut)
}

/// What becomes of parts that do not stand alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Grouped,
    LeftOut,
}

fn classes(scene: &Scene<'_>) -> Vec<Option<Class>> {
    let homed = !scene.buyer.home.is_empty();
    scene.bom.components.rows().map(|row| homed.then(|| class_behind(scene, row))).collect()
}

fn drawn(scene: &Scene<'_>, say: Words, classes: &[Option<Class>], alone: &[bool], rest: Rest) -> Graph {
    let parts = &scene.bom.components;
    let homed = !scene.buyer.home.is_empty();
    let descent = homed.then(|| foreign_lineage(scene)).flatten();
    let subject = scene.bom.subject();

    let mut nodes: Vec<Node> = Vec::new();
    let mut groups: BTreeMap<(Kind, Option<Class>), Vec<Row>> = BTreeMap::new();
    let mut node_of = vec![None; parts.len()];
    let mut others = 0;
    for row in parts.rows() {
        if alone[row.at()] {
            node_of[row.at()] = Some(nodes.len());
            nodes.push(part(scene, say, row, classes[row.at()], descent.as_ref(), subject == Some(row)));
            continue;
        }
        others += 1;
        if rest == Rest::Grouped {
            groups.entry((parts.kind[row], classes[row.at()])).or_default().push(row);
        }
    }
    let single = nodes.len();
    for ((kind, class), rows) in groups {
        for row in &rows {
            node_of[row.at()] = Some(nodes.len());
        }
        nodes.push(group(say, kind, class, rows.len()));
    }
    let (links, inside) = links(scene, say, &node_of);

    let name = subject.map_or_else(|| scene.bom.name.clone(), |row| scene.bom.label(row));
    let all = say.count(parts.len(), "component");
    let mut notes = vec![match (others, rest) {
        (0, _) => say.fill("{}, each drawn", &[&all]),
        (_, Rest::Grouped) => {
            let groups = say.count(nodes.len() - single, "group");
            say.fill("{}: {} drawn one by one, {} in {}", &[&all, &single, &others, &groups])
        }
        (_, Rest::LeftOut) => say.fill("{}: {} drawn, {} left out", &[&all, &single, &others]),
    }];
    if inside > 0 {
        notes.push(say.fill("not drawn: {} within one box", &[&say.count(inside, "relation")]));
    }
    notes.push(match homed {
        true => say.fill("classes as seen from {}", &[&brief(&scene.buyer.home_word, LABEL)]),
        false => say.say("not coloured: where the buyer is was not stated (--home)").to_owned(),
    });
    if scene.bom.rejections().next().is_some() {
        notes.push(say.say("`bomgate check` rejects this bill: the picture may be wrong").to_owned());
    }
    Graph { say, title: say.fill("Supply graph of {}", &[&brief(&name, LABEL)]), notes, nodes, links }
}

/// Which parts stand alone: all, or, past the limit, the subject, models, datasets and services (the foreign ones first),
/// then what is foreign and what leads there.
fn alone(scene: &Scene<'_>, classes: &[Option<Class>], limit: usize) -> Vec<bool> {
    let parts = &scene.bom.components;
    if parts.len() <= limit {
        return vec![true; parts.len()];
    }
    let subject = scene.bom.subject();
    let leads = leads(scene, classes);
    let mut ranked: Vec<_> = parts
        .rows()
        .filter_map(|row| {
            let kind = parts.kind[row];
            let works = kind.is_model() || matches!(kind, Kind::Dataset | Kind::Service);
            let foreign = classes[row.at()].filter(|class| class.foreign());
            let rank = match (subject == Some(row), works) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            (rank < 2 || leads[row.at()]).then_some((rank, Reverse(foreign), row))
        })
        .collect();
    ranked.sort_unstable();
    let mut alone = vec![false; parts.len()];
    for (_, _, row) in ranked.into_iter().take(limit) {
        alone[row.at()] = true;
    }
    alone
}

/// The parts that are foreign, or from which relations lead to one that is. One reverse search: O(parts + relations).
fn leads(scene: &Scene<'_>, classes: &[Option<Class>]) -> Vec<bool> {
    let parts = &scene.bom.components;
    let pairs: Vec<(Row, Row)> =
        parts.rows().flat_map(|row| scene.bom.edges_of(row).iter().map(move |edge| (edge.to, row))).collect();
    let back = Grouped::new(parts.len(), &pairs);
    let mut leads: Vec<bool> = classes.iter().map(|class| class.is_some_and(Class::foreign)).collect();
    let mut open: Vec<Row> = parts.rows().filter(|row| leads[row.at()]).collect();
    while let Some(row) = open.pop() {
        for from in back.of(row) {
            if !std::mem::replace(&mut leads[from.at()], true) {
                open.push(*from);
            }
        }
    }
    leads
}

/// For each part: whether what it was made from is foreign.
fn foreign_lineage(scene: &Scene<'_>) -> Option<Mask> {
    let test = (check::find("foreign_lineage")?.make)(&Argument::Nothing).ok()?;
    Some(test.ask(scene))
}

fn part(scene: &Scene<'_>, say: Words, row: Row, class: Option<Class>, descent: Option<&Mask>, subject: bool) -> Node {
    let kind = scene.bom.components.kind[row];
    let mut words = vec![say.word("kind", kind.word()).to_owned()];
    if subject {
        words.push(say.say("subject").to_owned());
    }
    words.extend(class.map(|class| say.word("class", class.word()).to_owned()));
    let mut detail = say.list(&words);
    let countries = countries(scene, say, row);
    if !countries.is_empty() {
        detail = say.fill("{}: {}", &[&detail, &countries]);
    }
    let own = class.is_some_and(Class::foreign);
    let descent = descent.map(|descent| descent.get(row.at()));
    let of_foreign = !own && descent == Some(Truth::Yes);
    if of_foreign {
        detail.push_str(say.say("; made from foreign"));
    } else if !own && kind.is_model() && descent == Some(Truth::Unknown) {
        detail.push_str(say.say("; descent unknown"));
    }
    let form = if subject { Form::Subject } else { Form::Part };
    let label = brief(&scene.bom.label(row), LABEL);
    let pointer = brief(&scene.bom.pointer(row), POINTER);
    Node { row: Some(row), label, detail, pointer, class, form, of_foreign, mark: String::new() }
}

/// The countries of whoever stands behind a part; a country that only one source has against a verified entry is disputed.
fn countries(scene: &Scene<'_>, say: Words, row: Row) -> String {
    let (known, mark) = origin::known(scene, row);
    if known.len() > MANY {
        return format!("{}{mark}", say.count(known.len(), "country"));
    }
    let disputed = |country: Country| {
        let mut of_country = scene.facts.origins.of(row).iter().filter(|origin| origin.country == Some(country));
        of_country.all(|origin| outvoted(scene, origin))
    };
    let words = known.into_iter().map(|country| match disputed(country) {
        true => say.fill("{} (disputed)", &[&country]),
        false => format!("{country}{mark}"),
    });
    say.list(&words.collect::<Vec<_>>())
}

fn group(say: Words, kind: Kind, class: Option<Class>, count: usize) -> Node {
    let label = say.count(count, kind.word());
    let class_word = class.map(|class| say.word("class", class.word()).to_owned());
    let detail = say.list(&class_word.into_iter().chain([say.say("not drawn one by one").to_owned()]).collect::<Vec<_>>());
    let (pointer, mark) = (String::new(), String::new());
    Node { row: None, label, detail, pointer, class, form: Form::Group, of_foreign: false, mark }
}

/// The lines between nodes, and how many relations have both ends in one node.
fn links(scene: &Scene<'_>, say: Words, node_of: &[Option<usize>]) -> (Vec<Link>, usize) {
    let mut found: BTreeMap<(usize, usize), BTreeMap<(Line, Relation), usize>> = BTreeMap::new();
    let mut inside = 0;
    for row in scene.bom.components.rows() {
        for (to, line, relation) in relations(scene, row) {
            let (Some(from), Some(to)) = (node_of[row.at()], node_of[to.at()]) else { continue };
            match (from, to) {
                (from, to) if from == to => inside += 1,
                ends => *found.entry(ends).or_default().entry((line, relation)).or_default() += 1,
            }
        }
    }
    let links = found.into_iter().map(|((from, to), relations)| {
        let line = relations.keys().map(|(line, _)| *line).min().unwrap_or(Line::Depends);
        let words = relations.iter().filter_map(|((line, relation), count)| match (line, relation, count) {
            // The line itself says which.
            (Line::Depends | Line::Contains, Relation::DependsOn | Relation::Contains, 1) => None,
            (Line::Depends | Line::Contains, Relation::DependsOn | Relation::Contains, count) => Some(format!("×{count}")),
            (_, relation, 1) => Some(say.say(relation.word()).to_owned()),
            (_, relation, count) => Some(format!("{} ×{count}", say.say(relation.word()))),
        });
        Link { from, to, line, words: say.list(&words.collect::<Vec<_>>()), marked: false }
    });
    (links.collect(), inside)
}

/// The relations of one part, each once: lineage as it was understood, everything else as the bill has it. A bare
/// dependency on a part that another relation names says nothing more.
fn relations(scene: &Scene<'_>, row: Row) -> Vec<(Row, Line, Relation)> {
    let lineage = scene.facts.lineage.of(row).iter().map(|edge| (edge.to, Line::Lineage, edge.relation));
    let stated = scene.bom.edges_of(row).iter().filter_map(|edge| {
        let line = match edge.relation {
            // A part's relation to itself is no descent.
            relation if relation.is_descent() && edge.to != row => return None,
            Relation::DependsOn | Relation::Provides => Line::Depends,
            Relation::Contains => Line::Contains,
            _ => Line::Lineage,
        };
        Some((edge.to, line, edge.relation))
    });
    let mut all: Vec<_> = lineage.chain(stated).collect();
    all.sort_unstable_by_key(|(to, line, relation)| (*to, *relation, *line));
    all.dedup_by_key(|(to, _, relation)| (*to, *relation));
    let same = all.chunk_by(|one, other| one.0 == other.0);
    same.flat_map(|same| same.iter().filter(|edge| same.len() == 1 || edge.2 != Relation::DependsOn)).copied().collect()
}

/// The text as a reader may see it, cut where it is very long.
fn brief(text: &str, most: usize) -> String {
    let shown = visible(text);
    match shown.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown.into_owned(),
    }
}
