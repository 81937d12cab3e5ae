//! The shortest way from the delivered system to each of its parts.

use super::lineage::walk_back;
use crate::base::{Column, Index};
use crate::model::{Bom, Relation, Row};

/// Shortest ways from the subject of a bill over every kind of edge, searched once, breadth first.
///
/// Shape: one entry per row. O(rows + edges) to make, O(length) per way.
#[derive(Debug)]
pub struct Reach {
    subject: Option<Row>,
    came: Column<Row, Option<(Row, Relation)>>,
}

impl Reach {
    /// Searches the whole bill.
    pub fn of(bom: &Bom) -> Self {
        let subject = bom.subject();
        let mut came: Vec<Option<(Row, Relation)>> = vec![None; bom.components.len()];
        let mut queue = std::collections::VecDeque::from_iter(subject);
        while let Some(row) = queue.pop_front() {
            for edge in bom.edges_of(row) {
                if Some(edge.to) != subject && came[edge.to.at()].is_none() {
                    came[edge.to.at()] = Some((row, edge.relation));
                    queue.push_back(edge.to);
                }
            }
        }
        Self { subject, came: came.into() }
    }

    /// The steps to `row`; empty for the subject itself, none where nothing leads.
    pub fn path(&self, row: Row) -> Option<Vec<(Relation, Row)>> {
        let subject = self.subject?;
        if row == subject {
            return Some(Vec::new());
        }
        self.came[row]?;
        Some(walk_back(row, subject, |at| self.came[at].expect("every row on the way was reached")))
    }
}

/// The shortest way from the subject to `to` over every kind of edge. For more than one row make a [`Reach`].
pub fn path_from_subject(bom: &Bom, to: Row) -> Option<Vec<(Relation, Row)>> {
    Reach::of(bom).path(to)
}
