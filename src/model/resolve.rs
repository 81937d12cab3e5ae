//! From a draft to a bill: references resolved, mentions found or added, lists grouped, the graph checked.

use super::bom::Bom;
use super::component::{Property, Row};
use super::draft::{Draft, OfDocument};
use super::identifier::{HubId, is_page_of_a_model};
use super::kind::{Kind, Role};
use super::note::NoteCode;
use super::refs::{Carrier, RefId, Refs};
use super::relation::{Edge, Relation};
use crate::base::{Grouped, Index, Phrase, Place, Text, phrase};
use std::collections::HashSet;

/// Turns references by bom-ref into edges; those that name nothing become notes.
pub(super) fn references(draft: &mut Draft) {
    let sources = std::mem::take(&mut draft.sources);
    let mut from: Vec<Option<Row>> = Vec::with_capacity(sources.len());
    for (id, place) in &sources {
        from.push(lookup(draft, *id, *place, "dependencies: `ref`"));
    }
    // Collected in place: a large bill has millions of edges, and this is where reading needs most memory.
    let found: Vec<(Row, Row, Relation)> = std::mem::take(&mut draft.dependencies)
        .into_iter()
        .filter_map(|(entry, to, relation)| {
            let target = lookup(draft, to, sources[entry as usize].1, relation_field(relation));
            Some((from[entry as usize]?, target?, relation))
        })
        .collect();
    if draft.edges.is_empty() {
        draft.edges = found;
    } else {
        draft.edges.extend(found);
    }
    for (from, to, relation, place) in std::mem::take(&mut draft.links) {
        if let Some(to) = lookup(draft, to, place, relation_field(relation)) {
            draft.edges.push((from, to, relation));
        }
    }
    let compositions = std::mem::take(&mut draft.document.compositions);
    for composition in &compositions {
        for covered in &composition.covers {
            let name = draft.texts.get(*covered).to_owned();
            let id = draft.refs.of(&name, &mut draft.texts);
            lookup(draft, id, Place::default(), "compositions");
        }
    }
    draft.document.compositions = compositions;
    draft.refs = Refs::default();
}

fn relation_field(relation: Relation) -> &'static str {
    match relation {
        Relation::DependsOn => "dependencies: `dependsOn`",
        Relation::Provides => "dependencies: `provides`",
        Relation::TrainedOn => "modelCard datasets: `ref`",
        _ => "a reference",
    }
}

fn lookup(draft: &mut Draft, id: RefId, place: Place, field: &'static str) -> Option<Row> {
    match draft.refs.carrier(id) {
        Carrier::Part(row) => return Some(row),
        Carrier::Element | Carrier::Missing => return None,
        Carrier::Nobody => {}
    }
    let name = draft.texts.get(draft.refs.text(id)).to_owned();
    let (code, message) = if name.starts_with("urn:cdx:") {
        (
            NoteCode::BomLink,
            phrase!("{} points to `{}`, a part of another bill that was not given", Phrase::word(field), name.as_str()),
        )
    } else {
        let bare = phrase!("{} names `{}`, and no element of the bill carries that bom-ref", Phrase::word(field), name.as_str());
        let message = match super::dangling::advice(draft, &name, field) {
            Some(advice) => phrase!("{}; {}", bare, advice),
            None => bare,
        };
        (NoteCode::DanglingRef, message)
    };
    // One note for each missing element, however often it is named.
    draft.refs.carry(id, Carrier::Missing);
    draft.note(code, None, place, String::new(), message);
    None
}

/// The subject of the bill: the component the document is about.
pub(super) fn subject(draft: &Draft) -> Option<Row> {
    draft.parts.rows().find(|row| draft.parts.role[*row] == Role::Subject && draft.parts.parent[*row].is_none())
}

/// What the document says of itself is said of its subject.
pub(super) fn of_document(draft: &mut Draft) {
    let OfDocument { properties, references, words, annotations } = std::mem::take(&mut draft.of_document);
    // Of parts that neither are models nor run any, words about models are talk.
    let kinds = &draft.parts.kind;
    draft.lists.words.retain(|(row, _)| kinds[*row].is_model() || kinds[*row].may_run_models());
    let subject = subject(draft);
    if let Some(subject) = subject {
        draft.lists.properties.extend(properties.into_iter().map(|property| (subject, property)));
        draft.lists.references.extend(references.into_iter().map(|reference| (subject, reference)));
    }
    // What is overheard is a question, and any part can carry it.
    if let Some(row) = subject.or_else(|| draft.parts.rows().next()) {
        draft.lists.words.extend(words.into_iter().map(|words| (row, words)));
        draft.lists.annotations.extend(annotations.into_iter().map(|annotation| (row, annotation)));
    }
}

/// A model card, referred to by what is no model itself, is a model the delivery uses, and so is any page of a model on a hub.
pub(super) fn cards(draft: &mut Draft) {
    let card = draft.texts.intern("model-card");
    let named: Vec<(Row, Text)> = draft
        .lists
        .references
        .iter()
        .filter(|(row, reference)| {
            let kind = draft.parts.kind[*row];
            let page = || is_page_of_a_model(draft.texts.get(reference.url));
            !kind.is_model() && kind != Kind::Dataset && (reference.kind == card || page())
        })
        .map(|(row, reference)| (*row, reference.url))
        .collect();
    for (row, url) in named {
        let place = draft.parts.span[row].start;
        if let Some(id) = HubId::of(draft.texts.get(url)) {
            draft.mention(row, &format!("{}/{}", id.organisation, id.name), Kind::Model, Relation::DependsOn, place);
        }
    }
}

/// Groups the lists, checks the graph and freezes.
pub(super) fn group(mut draft: Draft, name: &str) -> Bom {
    let rows = draft.parts.len();
    contradicted_properties(&mut draft);
    let lists = std::mem::take(&mut draft.lists);
    let parts = &mut draft.parts;
    parts.authors = grouped(rows, lists.authors);
    parts.licenses = grouped(rows, lists.licenses);
    parts.hashes = grouped(rows, lists.hashes);
    parts.references = grouped(rows, lists.references);
    parts.properties = grouped(rows, lists.properties);
    parts.endpoints = grouped(rows, lists.endpoints);
    parts.flows = grouped(rows, lists.flows);
    parts.data = grouped(rows, lists.data);
    parts.cards = sorted(lists.cards);
    parts.services = sorted(lists.services);
    parts.cpes = sorted(lists.cpes);
    parts.scopes = sorted(lists.scopes);
    parts.copyrights = sorted(lists.copyrights);
    parts.words = sorted(lists.words);
    parts.words.dedup();
    parts.annotations = sorted(lists.annotations);
    // What stands inside comes first, so that a shortest path says "was made from" where the bill says "depends on" too.
    let mut all = Vec::with_capacity(draft.edges.len() + rows);
    for row in parts.rows() {
        if let Some(parent) = parts.parent[row] {
            let relation = match parts.role[row] {
                Role::Ancestor => Relation::Ancestor,
                Role::Descendant => Relation::Descendant,
                Role::Variant => Relation::Variant,
                Role::CardDataset => Relation::TrainedOn,
                Role::Mention => continue,
                _ => Relation::Contains,
            };
            all.push((parent, row, relation));
        }
    }
    all.append(&mut draft.edges);
    let pairs: Vec<(Row, Edge)> = all.into_iter().map(|(from, to, relation)| (from, Edge { to, relation })).collect();
    let edges = grouped(rows, pairs);
    relied_on(&mut draft, &edges);
    cycle(&mut draft, &edges);
    composition(&mut draft, &edges);
    // Readers tally what repeats and say it last; reports follow the input.
    draft.notes.sort_by_key(|note| note.place.offset);
    Bom {
        name: name.to_owned(),
        document: draft.document,
        texts: draft.texts,
        parties: draft.parties,
        licenses: draft.licenses,
        components: draft.parts,
        edges,
        notes: draft.notes,
        seen: draft.seen,
    }
}

/// What the delivery depends on is delivered, wherever the bill puts it: among tools, variants, annotators.
fn relied_on(draft: &mut Draft, edges: &Grouped<Row, Edge>) {
    let roles = &mut draft.parts.role;
    let mut queue = Vec::new();
    for start in (0..roles.as_slice().len()).map(Row::new) {
        queue.extend(roles[start].delivered().then_some(start));
        while let Some(row) = queue.pop() {
            for edge in edges.of(row).iter().filter(|edge| matches!(edge.relation, Relation::DependsOn | Relation::Contains)) {
                if !roles[edge.to].delivered() {
                    roles[edge.to] = Role::Part;
                    queue.push(edge.to);
                }
            }
        }
    }
}

/// Groups a list and gives its pairs back before the next one is grouped.
fn grouped<T: Copy>(rows: usize, pairs: Vec<(Row, T)>) -> Grouped<Row, T> {
    Grouped::new(rows, &pairs)
}

fn sorted<T>(mut list: Vec<(Row, T)>) -> Vec<(Row, T)> {
    list.sort_by_key(|(row, _)| *row);
    list
}

/// One name with two values is ambiguous where a rule reads it: the names of our own namespace. Elsewhere the format
/// allows repetition. Source: CycloneDX 1.7, `properties`.
fn contradicted_properties(draft: &mut Draft) {
    let ours = |property: &Property| draft.texts.get(property.name).starts_with("bomgate:");
    let mut by_row: Vec<(Row, Property)> =
        draft.lists.properties.iter().filter(|(_, property)| ours(property)).copied().collect();
    by_row.sort_by_key(|(row, property)| (*row, property.name));
    let mut last = None;
    for pair in by_row.windows(2) {
        let [(row, one), (other_row, other)] = pair else { continue };
        if row == other_row && one.name == other.name && one.value != other.value && last != Some((*row, one.name)) {
            last = Some((*row, one.name));
            let place = draft.parts.span[*row].start;
            let message = phrase!("property `{}` has more than one value", draft.texts.get(one.name));
            draft.note_at(NoteCode::PropertyContradicted, *row, place, message);
        }
    }
}

/// Notes the first circle of `dependsOn`. Depth-first with a stack of its own: O(rows + edges).
fn cycle(draft: &mut Draft, edges: &Grouped<Row, Edge>) {
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![0u8; draft.parts.len()];
    for start in draft.parts.rows() {
        if state[start.at()] != 0 {
            continue;
        }
        let mut stack = vec![(start, 0usize)];
        state[start.at()] = OPEN;
        while let Some((row, next)) = stack.last_mut() {
            let row = *row;
            let Some(edge) = edges.of(row).get(*next) else {
                state[row.at()] = DONE;
                stack.pop();
                continue;
            };
            *next += 1;
            if edge.relation != Relation::DependsOn {
                continue;
            }
            match state[edge.to.at()] {
                0 => {
                    state[edge.to.at()] = OPEN;
                    stack.push((edge.to, 0));
                }
                OPEN => {
                    let name = draft.value(draft.parts.name[edge.to]).unwrap_or("(unnamed)").to_owned();
                    let place = draft.parts.span[edge.to].start;
                    return draft.note_at(
                        NoteCode::DependencyCycle,
                        edge.to,
                        place,
                        phrase!("dependencies run in a circle through `{}`", name),
                    );
                }
                _ => {}
            }
        }
    }
}

/// A bill that calls itself complete must reach its parts from its subject.
fn composition(draft: &mut Draft, edges: &Grouped<Row, Edge>) {
    let Some(subject) = subject(draft) else { return };
    let subject_ref = draft.value(draft.parts.reference[subject]);
    let complete = draft.document.compositions.iter().any(|composition| {
        draft.texts.get(composition.aggregate) == "complete"
            && (composition.covers.is_empty()
                || composition.covers.iter().any(|covered| Some(draft.texts.get(*covered)) == subject_ref))
    });
    if !complete {
        return;
    }
    let mut reached: HashSet<Row> = HashSet::from([subject]);
    let mut queue = vec![subject];
    while let Some(row) = queue.pop() {
        for edge in edges.of(row) {
            if reached.insert(edge.to) {
                queue.push(edge.to);
            }
        }
    }
    let lost =
        draft.parts.rows().find(|row| matches!(draft.parts.role[*row], Role::Part | Role::Service) && !reached.contains(row));
    if let Some(lost) = lost {
        let name = draft.value(draft.parts.name[lost]).unwrap_or("(unnamed)").to_owned();
        let place = draft.parts.span[lost].start;
        let message = phrase!("the bill states it is complete, but nothing leads from its subject to `{}`", name);
        draft.note_at(NoteCode::CompositionContradicted, lost, place, message);
    }
}
