//! What the sections of one delivery are written from.

use super::super::View;
use super::table::{Cell, Line, cell, piece};
use super::words::Labels;
use crate::base::Index;
use crate::check::{Class, Scene, class_behind};
use crate::enrich::Reach;
use crate::gate::Judged;
use crate::model::{Relation, Row};
use crate::report::words::Words;

/// One judged delivery, and what is worked out once for all sections.
pub(super) struct Desk<'a> {
    pub(super) view: &'a View<'a>,
    /// The words of the report.
    pub(super) say: Words,
    /// Those of the page alone.
    pub(super) w: &'a Labels,
    pub(super) judged: &'a Judged,
    pub(super) scene: Scene<'a>,
    pub(super) reach: Reach,
    /// By row; none where no home was stated.
    pub(super) classes: Vec<Option<Class>>,
    /// Starts every anchor of this delivery.
    pub(super) prefix: String,
}

impl<'a> Desk<'a> {
    pub(super) fn new(view: &'a View<'a>, w: &'a Labels, judged: &'a Judged, prefix: String) -> Self {
        let scene = view.gate.scene(&judged.bom, &judged.facts);
        let homed = !scene.buyer.home.is_empty();
        let classes = judged.bom.components.rows().map(|row| homed.then(|| class_behind(&scene, row))).collect();
        Self { view, say: view.words(), w, judged, reach: Reach::of(&judged.bom), scene, classes, prefix }
    }

    /// The class of a part.
    pub(super) fn class(&self, row: Row) -> Option<Class> {
        self.classes.get(row.at()).copied().flatten()
    }

    /// The steps of a way, each part marked with its class.
    pub(super) fn steps(&self, way: &[(Option<Relation>, Row)]) -> Line {
        let mut line = Line::new();
        for (relation, row) in way {
            line.extend(relation.map(|relation| piece("rel", self.say.say(relation.word()))));
            line.push(piece(step(self.class(*row)), &self.judged.bom.label(*row)));
            let told = self.class(*row).filter(|class| class.foreign() || *class == Class::Unknown);
            line.extend(told.map(|class| piece("told", self.say.word("class", class.word()))));
        }
        line
    }

    /// Name of the file, line and column; the path stands above.
    pub(super) fn line(&self, at: crate::base::Place) -> String {
        let (_, whole) = super::super::terminal::place(self.scene.bom, at);
        whole.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
    }

    /// Where something stands: file and line, then the pointer.
    pub(super) fn place(&self, at: crate::base::Place, pointer: &str) -> Cell {
        let mut place = cell("place", &self.line(at));
        if !pointer.is_empty() {
            place.push(vec![piece("pointer", pointer)]);
        }
        place
    }
}

fn step(class: Option<Class>) -> &'static str {
    match class {
        Some(Class::Home) => "step home",
        Some(Class::Trusted) => "step trusted",
        Some(Class::Foreign) => "step foreign",
        Some(Class::Restricted) => "step restricted",
        Some(Class::Listed) => "step listed",
        Some(Class::Unknown) => "step unknown",
        None => "step",
    }
}

/// How a class looks as a mark of its own.
pub(super) fn chip(class: Class) -> &'static str {
    match class {
        Class::Home => "chip home",
        Class::Trusted => "chip trusted",
        Class::Foreign => "chip foreign",
        Class::Restricted => "chip restricted",
        Class::Listed => "chip listed",
        Class::Unknown => "chip unknown",
    }
}
