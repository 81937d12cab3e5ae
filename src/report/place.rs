//! What a finding is about, as every report names it.

use super::words::Words;
use crate::base::Place;
use crate::check::Scene;
use crate::enrich::Reach;
use crate::evaluate::SubjectAt;
use crate::model::{Kind, Relation, Row};

/// The label of the bill as a whole.
pub(super) const WHOLE: &str = "the bill";

/// What a finding is about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// `name@version`; of a relation both ends.
    pub label: String,
    /// `model`, `dataset`, ..., `bom`, `link`.
    pub kind: &'static str,
    /// RFC 6901; empty for the whole bill.
    pub pointer: String,
    /// Where its element starts.
    pub place: Place,
    /// The component, or the one a relation starts from.
    pub row: Option<Row>,
}

impl Subject {
    /// What people are shown for it: the label, and the bill as a whole in the words of the report.
    pub(super) fn name(&self, words: Words) -> &str {
        if self.kind == "bom" { words.say(WHOLE) } else { &self.label }
    }
}

/// Names a subject.
pub fn subject(scene: &Scene<'_>, at: SubjectAt) -> Subject {
    let bom = scene.bom;
    match at {
        SubjectAt::Bom => {
            let start = Place { offset: 0, line: 1, column: 1 };
            Subject { label: WHOLE.to_owned(), kind: "bom", pointer: String::new(), place: start, row: None }
        }
        SubjectAt::Component(row) => component(scene, row),
        SubjectAt::Link(link) => {
            let edge = bom.edges.values()[link as usize];
            let from = bom.start_of(link as usize);
            let start = from.map(|row| component(scene, row));
            let label = format!(
                "{} {} {}",
                start.as_ref().map_or("", |start| start.label.as_str()),
                edge.relation.word(),
                bom.label(edge.to)
            );
            Subject {
                label,
                kind: "link",
                pointer: start.as_ref().map_or_else(String::new, |start| start.pointer.clone()),
                place: start.map_or_else(Place::default, |start| start.place),
                row: from,
            }
        }
    }
}

fn component(scene: &Scene<'_>, row: Row) -> Subject {
    let bom = scene.bom;
    let kind: Kind = bom.components.kind[row];
    Subject {
        label: bom.label(row),
        kind: kind.word(),
        pointer: bom.pointer(row),
        place: bom.components.span[row].start,
        row: Some(row),
    }
}

/// From the delivered system to the part that decided, or from the subject of a finding where nothing leads to it.
pub(super) fn way(scene: &Scene<'_>, reach: &Reach, row: Row, on: &[(Relation, Row)]) -> Vec<(Option<Relation>, Row)> {
    let lead = reach.path(row);
    let start = lead.as_ref().and(scene.bom.subject()).unwrap_or(row);
    let steps = lead.unwrap_or_default().into_iter().chain(on.iter().copied());
    std::iter::once((None, start)).chain(steps.map(|(relation, row)| (Some(relation), row))).collect()
}

/// `assistant -> was made from telco-chat-7b -> was made from Qwen2-7B`.
pub(super) fn steps(scene: &Scene<'_>, words: Words, way: &[(Option<Relation>, Row)]) -> String {
    let step = |(relation, row): &(Option<Relation>, Row)| match relation {
        Some(relation) => format!("{} {}", words.say(relation.word()), scene.bom.label(*row)),
        None => scene.bom.label(*row),
    };
    way.iter().map(step).collect::<Vec<_>>().join(" -> ")
}
