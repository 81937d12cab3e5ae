//! Which element carries each bom-ref, and which bom-refs are only named.

use super::component::Row;
use crate::base::{Column, Index, Text, Texts, index_type};
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
    /// Nothing, and that has been noted.
    Missing,
    /// An element that is no component.
    Element,
    /// A component.
    Part(Row),
}

/// The bom-refs of a bill. A table of their own, small enough to stay near: the dependency graph looks into it for each of
/// its edges.
#[derive(Debug, Default)]
pub(super) struct Refs {
    table: HashTable<Slot>,
    entries: Column<RefId, (Text, Carrier)>,
    /// The entry after the last one found: graphs are mostly written in the order of the components.
    guess: usize,
    waiting: Waiting,
    state: RandomState,
}

/// Names that wait to be looked for.
#[derive(Debug, Default)]
struct Waiting {
    names: String,
    /// Where each name ends, and its hash.
    each: Vec<(usize, u32)>,
}

/// Names looked for together. A large table is far from the processor, which can wait for many of its entries at once, but
/// not while it reads JSON between one and the next.
const TOGETHER: usize = 64;

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    id: RefId,
    /// That of the entry, which is further away.
    text: Text,
}

impl Refs {
    fn hash(&self, name: &str) -> u32 {
        let mut hasher = self.state.build_hasher();
        hasher.write(name.as_bytes());
        let [a, b, c, d, ..] = hasher.finish().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    /// The entry of the bom-ref `name`, added when new.
    pub(super) fn of(&mut self, name: &str, texts: &mut Texts) -> RefId {
        let hash = self.hash(name);
        let same = |slot: &Slot| slot.hash == hash && texts.is(slot.text, name);
        if let Some(slot) = self.table.find(spread(hash), same) {
            return slot.id;
        }
        let text = texts.keep(name);
        let id = self.entries.push((text, Carrier::Nobody));
        self.table.insert_unique(spread(hash), Slot { hash, id, text }, |slot| spread(slot.hash));
        id
    }

    /// As [`Self::of`], for names that come in the order in which they were added; no search where they do.
    pub(super) fn next(&mut self, name: &str, texts: &mut Texts) -> RefId {
        let guess = self.entries.as_slice().get(self.guess).is_some_and(|(text, _)| texts.is(*text, name));
        let id = if guess { RefId::new(self.guess) } else { self.of(name, texts) };
        self.guess = id.at() + 1;
        id
    }

    /// Takes a name to be looked for with others. Returns whether there are enough of them for [`Self::settle`].
    pub(super) fn wait(&mut self, name: &str) -> bool {
        let hash = self.hash(name);
        self.waiting.names.push_str(name);
        self.waiting.each.push((self.waiting.names.len(), hash));
        self.waiting.each.len() == TOGETHER
    }

    /// As [`Self::of`], for every name that waits, in the order in which they came.
    pub(super) fn settle(&mut self, texts: &mut Texts, mut found: impl FnMut(RefId)) {
        let mut waiting = std::mem::take(&mut self.waiting);
        let mut start = 0;
        let mut slots = [None; TOGETHER];
        for (slot, (_, hash)) in slots.iter_mut().zip(&waiting.each) {
            *slot = self.table.find(spread(*hash), |slot| slot.hash == *hash).copied();
        }
        let mut known = [None; TOGETHER];
        for ((known, slot), (end, _)) in known.iter_mut().zip(slots).zip(&waiting.each) {
            let name = &waiting.names[start..*end];
            start = *end;
            *known = slot.filter(|slot| texts.is(slot.text, name)).map(|slot| slot.id);
        }
        start = 0;
        for (known, (end, _)) in known.into_iter().zip(&waiting.each) {
            // What is new, or shares the hash of another, is looked for one by one.
            found(known.unwrap_or_else(|| self.of(&waiting.names[start..*end], texts)));
            start = *end;
        }
        waiting.names.clear();
        waiting.each.clear();
        self.waiting = waiting;
    }

    /// The bom-ref itself.
    pub(super) fn text(&self, id: RefId) -> Text {
        self.entries[id].0
    }

    /// Every bom-ref, with what carries it.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Text, Carrier)> + '_ {
        self.entries.as_slice().iter().copied()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_entry_however_it_is_looked_for() {
        let (mut refs, mut texts) = (Refs::default(), Texts::default());
        let [a, b, c] = ["a", "b", "c"].map(|name| refs.of(name, &mut texts));
        for (name, id) in [("a", a), ("b", b), ("a", a), ("c", c), ("b", b), ("c", c)] {
            assert_eq!((refs.next(name, &mut texts), refs.of(name, &mut texts)), (id, id), "{name}");
        }
        for name in ["b", "e", "a", "e", "c"] {
            assert!(!refs.wait(name));
        }
        let mut found = Vec::new();
        refs.settle(&mut texts, |id| found.push(id));
        assert_eq!((&found[..1], &found[2..3], &found[4..]), (&[b][..], &[a][..], &[c][..]));
        assert!(found[1] == found[3] && texts.get(refs.text(found[1])) == "e");
        refs.settle(&mut texts, |_| panic!("nothing waits any more"));
        let full = (0..TOGETHER).map(|_| refs.wait("c")).collect::<Vec<bool>>();
        assert_eq!(full.iter().position(|full| *full), Some(TOGETHER - 1));
        refs.settle(&mut texts, |id| assert_eq!(id, c));
        let new = refs.next("d", &mut texts);
        assert!(![a, b, c].contains(&new) && texts.get(refs.text(new)) == "d");
        assert_eq!((refs.carry(new, Carrier::Element), refs.carrier(new)), (Carrier::Nobody, Carrier::Element));
    }
}
