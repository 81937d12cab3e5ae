//! Where the ancestors of a component come from: base models and the data they were trained on, at any depth.

use super::origin::{BEHIND, Group, deciding, describe, own};
use super::scene::Scene;
use super::{Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Truth, phrase};
use crate::enrich::{Country, Dimension};
use crate::model::{Relation, Row};

/// `foreign_lineage(component)`
pub(super) const FOREIGN_LINEAGE: Check = Check {
    name: "foreign_lineage",
    wants: Wants::Nothing,
    doc: "Does the component descend from a part that comes from outside the buyer's home and trusted countries? Follows \
          base models, tokenizers and training data to any depth, whoever supplies the component itself; what passes over which \
          relation is in `policies/lists/lineage.yaml`. Yes: a foreign ancestor is \
          reached; the shortest path is shown. No: every ancestor is known, and none is foreign. Unknown: the bill does not \
          say what some model in the line was made from, the origin of an ancestor is unknown, or a variant may be foreign.",
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

/// The bit of "nobody knows", beside those of the dimensions.
const UNKNOWN: u32 = 1 << 31;

/// What the origins of a component say of itself: the dimensions in which it is of the group, or [`UNKNOWN`].
fn own_set(scene: &Scene<'_>, row: Row, member: &dyn Fn(Country) -> bool) -> u32 {
    match own(scene, row, member) {
        Truth::No => 0,
        Truth::Unknown => UNKNOWN,
        Truth::Yes => deciding(scene, row, BEHIND)
            .filter(|origin| origin.country.is_some_and(member))
            .fold(0, |set, origin| set | origin.dimension.bit()),
    }
}

/// [`own_set`] of every component.
pub(super) fn own_sets(scene: &Scene<'_>, member: &dyn Fn(Country) -> bool) -> Vec<u32> {
    scene.bom.components.rows().map(|row| own_set(scene, row, member)).collect()
}

/// What passes over an edge. Who is unknown passes wherever the developer does.
fn passes(scene: &Scene<'_>, relation: Relation) -> u32 {
    let dimensions = scene.lists.inheritance().dimensions(relation);
    if dimensions & Dimension::Developer.bit() != 0 { dimensions | UNKNOWN } else { dimensions }
}

/// For every component: whether its descent passes something of the group on to it.
pub(super) fn inherited(scene: &Scene<'_>, own: &[u32]) -> Vec<Truth> {
    let lineage = &scene.facts.lineage;
    let taken = lineage.inherit(own, &|relation| passes(scene, relation));
    let answer = |(taken, closed): (u32, &Truth)| match (taken & !UNKNOWN != 0, taken == 0 && *closed == Truth::Yes) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::No,
        (false, false) => Truth::Unknown,
    };
    let answers: Vec<Truth> = taken.into_iter().zip(lineage.closed()).map(answer).collect();
    // Of a variant nobody says which came first: where it is not known to be at home, the line is not either.
    let unsettled = |row: Row| answers[row.at()] == Truth::No && doubtful(scene, row, own, &answers).is_some();
    let settle = |row: Row| if unsettled(row) { Truth::Unknown } else { answers[row.at()] };
    scene.bom.components.rows().map(settle).collect()
}

/// A variant of a model, or a descendant, that may be what the model was made from, and is not known to be at home.
fn doubtful(scene: &Scene<'_>, row: Row, own: &[u32], answers: &[Truth]) -> Option<Row> {
    let kinds = &scene.bom.components.kind;
    let variants = scene.bom.edges_of(row).iter().filter(|edge| edge.relation == Relation::Variant);
    let mut models = variants.map(|edge| edge.to).filter(|to| kinds[*to].is_model());
    // What is said to have been made from the model, and is known to be of the group by itself, may be what it was made from.
    let after = scene.bom.edges_of(row).iter().filter(|edge| edge.relation == Relation::Descendant).map(|edge| edge.to);
    let mut after = after.filter(|to| kinds[*to].is_model());
    models
        .find(|to| own[to.at()] != 0 || answers[to.at()] == Truth::Yes)
        .or_else(|| after.find(|to| own[to.at()] & !UNKNOWN != 0))
}

impl Descent {
    /// The shortest way over which a bit of the group, the rarest-passing included, comes to `row`.
    fn way(scene: &Scene<'_>, row: Row, own: &dyn Fn(Row) -> u32) -> Option<Vec<(Relation, Row)>> {
        let of_bit = |bit: u32| {
            scene.facts.lineage.path_over(row, &|relation| passes(scene, relation) & bit != 0, &|row: Row| own(row) & bit != 0)
        };
        let ways = Dimension::ALL.into_iter().map(Dimension::bit).filter(|bit| BEHIND & bit != 0).filter_map(of_bit);
        ways.min_by_key(Vec::len)
    }
}

impl Test for Descent {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let member = self.group.member(scene);
        let answers = inherited(scene, &own_sets(scene, &member));
        Mask::collect(scene.rows(), |at| answers[at])
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let member = self.group.member(scene);
        let lineage = &scene.facts.lineage;
        let own = |row| own_set(scene, row, &member);
        let mut explanation = Explanation::default();
        if let Some(path) = Self::way(scene, row, &own) {
            if let Some((_, last)) = path.last() {
                describe(scene, *last, None, &mut explanation);
            }
            explanation.path = path;
            return explanation;
        }
        let silent = |row: Row| scene.bom.components.kind[row].is_model() && lineage.bases_stated(row) == Truth::Unknown;
        if silent(row) {
            explanation.saw(phrase!("base model of {}", scene.bom.label(row)), phrase!("not stated, and not stated to be none"));
            return explanation;
        }
        if let Some(path) = lineage.path(row, &|row| silent(row) || own(row) == UNKNOWN) {
            if let Some((_, last)) = path.last() {
                if silent(*last) {
                    let what = phrase!("base model of {}", scene.bom.label(*last));
                    explanation.saw(what, phrase!("not stated, and not stated to be none"));
                } else {
                    describe(scene, *last, None, &mut explanation);
                }
            }
            explanation.path = path;
            return explanation;
        }
        let sets = own_sets(scene, &member);
        if let Some(variant) = doubtful(scene, row, &sets, &vec![Truth::Unknown; sets.len()]) {
            describe(scene, variant, None, &mut explanation);
            explanation.path = vec![(Relation::Variant, variant)];
            return explanation;
        }
        for edge in lineage.of(row) {
            describe(scene, edge.to, None, &mut explanation);
        }
        explanation
    }
}
