//! Interned text: each distinct string of a bill is held once, in one arena.

use foldhash::quality::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// One distinct string of a [`Texts`]; equal handles of one arena mean equal strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(u32);

/// The arena. Cost per distinct string: its bytes, 4 bytes for its end, about 12 for the table, which keeps hashes so
/// that neither growing nor comparing has to look at the strings.
#[derive(Debug)]
pub struct Texts {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<Entry>,
    state: RandomState,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    at: u32,
}

impl Entry {
    /// Spread over all bits, for the table takes high and low ones.
    fn spread(hash: u32) -> u64 {
        u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Self { bytes: String::new(), ends: Vec::new(), table: HashTable::new(), state: RandomState::default() };
        texts.intern("");
        texts
    }
}

impl Texts {
    /// The empty string, held by every arena.
    pub const EMPTY: Text = Text(0);

    /// The handle of `text`, added when new. The arena ends at 4 GiB: inputs are limited to less.
    pub fn intern(&mut self, text: &str) -> Text {
        let hash = self.hash(text);
        if let Some(at) = self.at(text, hash) {
            return Text(at);
        }
        let at = u32::try_from(self.ends.len()).expect("inputs are limited to u32 strings");
        self.bytes.push_str(text);
        self.ends.push(u32::try_from(self.bytes.len()).expect("inputs are limited to 4 GiB"));
        self.table.insert_unique(Entry::spread(hash), Entry { hash, at }, |entry| Entry::spread(entry.hash));
        Text(at)
    }

    /// Gives back the table: nothing more will be added. A later [`Self::intern`] would add strings a second time, so
    /// readers seal last.
    pub fn seal(&mut self) {
        self.table = HashTable::new();
    }

    fn hash(&self, text: &str) -> u32 {
        let [a, b, c, d, ..] = self.state.hash_one(text).to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    fn at(&self, text: &str, hash: u32) -> Option<u32> {
        let same = |entry: &Entry| entry.hash == hash && slice(&self.bytes, &self.ends, entry.at) == text;
        self.table.find(Entry::spread(hash), same).map(|entry| entry.at)
    }

    /// The string behind `text`.
    pub fn get(&self, text: Text) -> &str {
        slice(&self.bytes, &self.ends, text.0)
    }

    /// Distinct strings held.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Never true: the empty string is always held.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Text {
    /// The handle as a number, for packed columns.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The handle a packed column held.
    pub(crate) fn from_number(number: u32) -> Self {
        Self(number)
    }
}

fn slice<'a>(bytes: &'a str, ends: &[u32], at: u32) -> &'a str {
    let at = at as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    &bytes[start..ends[at] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_share_a_handle_and_come_back() {
        let mut texts = Texts::default();
        let (a, b, c) = (texts.intern("Qwen"), texts.intern("BAAI"), texts.intern("Qwen"));
        assert_eq!((a, texts.get(a), texts.get(b)), (c, "Qwen", "BAAI"));
        texts.seal();
        assert_eq!((texts.get(a), texts.get(b), texts.get(Texts::EMPTY)), ("Qwen", "BAAI", ""));
    }
}
