//! Which element carries each bom-ref, and which bom-refs are only named.

use super::component::Row;
use crate::base::{Column, Text, Texts, index_type};
use foldhash::quality::RandomState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};

index_type! {
    /// One distinct bom-ref of a bill.
    RefId
}

/// What carries a bom-ref.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    /// Nothing met so far.
    Nobody,
    /// An element that is no component.
    Element,
    /// A component.
    Part(Row),
}

/// The bom-refs of a bill. A table of their own, small enough to stay near: the dependency graph looks into it for each of
/// its edges.
#[derive(Debug, Default)]
pub(super) struct Refs {
    table: HashTable<(u32, RefId)>,
    entries: Column<RefId, (Text, Carrier)>,
    state: RandomState,
}

impl Refs {
    /// The entry of the bom-ref `name`, added when new.
    pub(super) fn of(&mut self, name: &str, texts: &mut Texts) -> RefId {
        let mut hasher = self.state.build_hasher();
        hasher.write(name.as_bytes());
        let full = hasher.finish();
        let [a, b, c, d, ..] = full.to_be_bytes();
        let hash = u32::from_be_bytes([a, b, c, d]);
        let same = |(other, id): &(u32, RefId)| *other == hash && texts.get(self.entries[*id].0) == name;
        if let Some((_, id)) = self.table.find(spread(hash), same) {
            return *id;
        }
        let id = self.entries.push((texts.keep(name), Carrier::Nobody));
        self.table.insert_unique(spread(hash), (hash, id), |(hash, _)| spread(*hash));
        id
    }

    /// The bom-ref itself.
    pub(super) fn text(&self, id: RefId) -> Text {
        self.entries[id].0
    }

    /// What carries it.
    pub(super) fn carrier(&self, id: RefId) -> Carrier {
        self.entries[id].1
    }

    /// Says what carries it; returns what was said before.
    pub(super) fn carry(&mut self, id: RefId, carrier: Carrier) -> Carrier {
        std::mem::replace(&mut self.entries[id].1, carrier)
    }
}

/// Over all bits, for the table takes high and low ones.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
