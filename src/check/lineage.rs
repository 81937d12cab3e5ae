//! Where the ancestors of a component come from: base models and the data they were trained on, at any depth.

use super::origin::{Group, describe, own};
use super::scene::Scene;
use super::{Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Truth};
use crate::model::Row;

/// `foreign_lineage(component)`
pub(super) const FOREIGN_LINEAGE: Check = Check {
    name: "foreign_lineage",
    wants: Wants::Nothing,
    doc: "Does the component descend from a part that comes from outside the buyer's home and trusted countries? Follows \
          base models and training data to any depth, whoever supplies the component itself. Yes: a foreign ancestor is \
          reached; the shortest path is shown. No: every ancestor is known, and none is foreign. Unknown: the bill does not \
          say what some model in the line was made from, or the origin of an ancestor is unknown.",
    make: |_| Ok(Box::new(Descent { group: Group::Foreign })),
};

/// `restricted_lineage(component)`
pub(super) const RESTRICTED_LINEAGE: Check = Check {
    name: "restricted_lineage",
    wants: Wants::Nothing,
    doc: "Does the component descend from a part of a country the buyer restricts? Same evidence and answers as `foreign_lineage`.",
    make: |_| Ok(Box::new(Descent { group: Group::Restricted })),
};

/// `lineage_from(component, countries)`
pub(super) const LINEAGE_FROM: Check = Check {
    name: "lineage_from",
    wants: Wants::Words,
    doc: "Does the component descend from a part of one of the countries or regions of the list? Same evidence and answers as `foreign_lineage`.",
    make: |argument| Ok(Box::new(Descent { group: Group::named(argument)? })),
};

struct Descent {
    group: Group,
}

impl Test for Descent {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let member = self.group.member(scene);
        let own = Mask::collect(scene.rows(), |at| own(scene, Row::new(at), &member));
        let lineage = &scene.facts.lineage;
        let hit = lineage.reaches(&|row: Row| own.get(row.at()) == Truth::Yes);
        let doubt = lineage.reaches(&|row: Row| own.get(row.at()) == Truth::Unknown);
        Mask::collect(scene.rows(), |at| {
            let closed = lineage.closed()[at] == Truth::Yes;
            match (hit[at], closed && !doubt[at]) {
                (true, _) => Truth::Yes,
                (false, true) => Truth::No,
                (false, false) => Truth::Unknown,
            }
        })
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let member = self.group.member(scene);
        let lineage = &scene.facts.lineage;
        let mut explanation = Explanation::default();
        if let Some(path) = lineage.path(row, &|row| own(scene, row, &member) == Truth::Yes) {
            if let Some((_, last)) = path.last() {
                describe(scene, *last, &mut explanation);
            }
            explanation.path = path;
            return explanation;
        }
        let silent = |row: Row| scene.bom.components.kind[row].is_model() && lineage.bases_stated(row) == Truth::Unknown;
        if silent(row) {
            explanation.saw(format!("base model of {}", scene.bom.label(row)), "not stated, and not stated to be none");
            return explanation;
        }
        if let Some(path) = lineage.path(row, &|row| silent(row) || own(scene, row, &member) == Truth::Unknown) {
            if let Some((_, last)) = path.last() {
                if silent(*last) {
                    let what = format!("base model of {}", scene.bom.label(*last));
                    explanation.saw(what, "not stated, and not stated to be none");
                } else {
                    describe(scene, *last, &mut explanation);
                }
            }
            explanation.path = path;
            return explanation;
        }
        for edge in lineage.of(row) {
            describe(scene, edge.to, &mut explanation);
        }
        explanation
    }
}
