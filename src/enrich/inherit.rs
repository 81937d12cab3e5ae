//! What a part takes over from what it was made from: policy data, not code.

use super::lists::{ListError, Lists, bad};
use super::shape::{InheritEntry, ListFile};
use crate::model::Relation;

/// The dimensions that pass over each relation, and whether the licence does.
#[derive(Debug, Default)]
pub struct Inheritance {
    dimensions: [u32; Relation::ALL.len()],
    licence: [bool; Relation::ALL.len()],
}

impl Inheritance {
    /// The set of dimensions ([`super::Dimension::bit`]) that pass over `relation`.
    pub fn dimensions(&self, relation: Relation) -> u32 {
        self.dimensions[relation as usize]
    }

    /// Whether the terms of the other part bind.
    pub fn licence(&self, relation: Relation) -> bool {
        self.licence[relation as usize]
    }
}

impl Lists {
    /// What passes over which relation.
    pub fn inheritance(&self) -> &Inheritance {
        &self.inheritance
    }

    pub(super) fn add_lineage(&mut self, file: ListFile<InheritEntry>) -> Result<(), ListError> {
        let mut seen = Vec::new();
        for entry in file.entries {
            let named = |relation: &&Relation| relation.word().replace(' ', "-") == entry.relation;
            let Some(relation) = Relation::ALL.iter().find(named) else {
                return Err(bad("lineage", &entry.relation, "is not a relation".to_owned()));
            };
            if seen.contains(relation) {
                return Err(bad("lineage", &entry.relation, "stands twice".to_owned()));
            }
            seen.push(*relation);
            let at = *relation as usize;
            self.inheritance.dimensions[at] = entry.dimensions.iter().fold(0, |set, dimension| set | dimension.bit());
            self.inheritance.licence[at] = entry.licence;
        }
        Ok(())
    }
}
