//! Which keys the open objects hold already.

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Keys of an object up to which comparing one by one beats hashing.
const FEW: usize = 24;
/// A larger table is dropped instead of cleared: clearing costs its capacity, and an object may be small.
const REUSED: usize = 1024;

#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    end: u32,
    /// First bytes and length: most unequal keys differ here.
    print: u64,
}

/// The keys of every open object, innermost last.
#[derive(Default)]
pub(in crate::read) struct Keys {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    spare: Vec<HashTable<u32>>,
    state: RandomState,
}

/// The keys of one open object.
pub(in crate::read) struct Scope {
    first: usize,
    start: usize,
    table: Option<HashTable<u32>>,
}

impl Keys {
    pub(in crate::read) fn open(&self) -> Scope {
        Scope { first: self.entries.len(), start: self.bytes.len(), table: None }
    }

    pub(in crate::read) fn close(&mut self, scope: Scope) {
        self.entries.truncate(scope.first);
        self.bytes.truncate(scope.start);
        if let Some(mut table) = scope.table
            && table.capacity() <= REUSED
        {
            table.clear();
            self.spare.push(table);
        }
    }

    /// Keys of `scope`, the innermost object.
    pub(in crate::read) fn count(&self, scope: &Scope) -> usize {
        self.entries.len() - scope.first
    }

    /// Bytes of all keys held.
    pub(in crate::read) fn held(&self) -> usize {
        self.bytes.len()
    }

    /// The last key added.
    pub(in crate::read) fn last(&self) -> &[u8] {
        self.entries.last().map_or(&[], |entry| slice(&self.bytes, entry))
    }

    /// Adds a key to the innermost object; false when it holds that key already.
    pub(in crate::read) fn insert(&mut self, scope: &mut Scope, key: &[u8]) -> bool {
        let print = print_of(key);
        let fresh = match &scope.table {
            None => !self.entries[scope.first..].iter().any(|entry| entry.print == print && slice(&self.bytes, entry) == key),
            Some(table) => {
                table.find(self.state.hash_one(key), |at| slice(&self.bytes, &self.entries[*at as usize]) == key).is_none()
            }
        };
        let narrow = |value: usize| u32::try_from(value).expect("keys are limited to less than 4 GiB");
        let start = narrow(self.bytes.len());
        self.bytes.extend_from_slice(key);
        self.entries.push(Entry { start, end: narrow(self.bytes.len()), print });
        let count = self.entries.len() - scope.first;
        if scope.table.is_some() {
            self.index(scope, self.entries.len() - 1);
        } else if count > FEW {
            scope.table = Some(self.spare.pop().unwrap_or_default());
            for at in scope.first..self.entries.len() {
                self.index(scope, at);
            }
        }
        fresh
    }

    fn index(&self, scope: &mut Scope, at: usize) {
        let Some(table) = &mut scope.table else { return };
        let (bytes, entries, state) = (&self.bytes, &self.entries, &self.state);
        let hash = state.hash_one(slice(bytes, &entries[at]));
        let at = u32::try_from(at).expect("keys are limited to less than 4 GiB");
        table.insert_unique(hash, at, |at| state.hash_one(slice(bytes, &entries[*at as usize])));
    }
}

fn slice<'a>(bytes: &'a [u8], entry: &Entry) -> &'a [u8] {
    &bytes[entry.start as usize..entry.end as usize]
}

fn print_of(key: &[u8]) -> u64 {
    let mut head = [0u8; 8];
    let bytes = key.len().min(8);
    head[..bytes].copy_from_slice(&key[..bytes]);
    u64::from_le_bytes(head).rotate_left(7) ^ key.len() as u64
}
