//! The strings of a bill, in one arena.

use foldhash::quality::RandomState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};
use std::num::NonZeroU32;
use std::ops::Range;

/// One string of a [`Texts`]. Equal handles of one arena mean equal strings; of interned strings, different handles mean
/// different ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(NonZeroU32);

/// The arena. Cost per string: its bytes and one or two for its length; per interned string about 12 for the table, which
/// keeps hashes so that neither growing nor comparing has to look at the strings.
#[derive(Debug)]
pub struct Texts {
    /// Each string after its length, which is written in characters of six bits, the lowest first; all but the last have
    /// their seventh bit set.
    bytes: String,
    table: HashTable<Entry>,
    /// The last string kept under each of these hashes.
    recent: Box<[Entry; RECENT]>,
    /// The last string interned under each of these hashes: of a large bill the table is far from the processor, and most of
    /// what is interned is one of a few words.
    often: Box<[Entry; RECENT]>,
    state: RandomState,
}

/// Enough for the strings of a few components.
const RECENT: usize = 1024;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    hash: u32,
    /// Where the length stands.
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
        let [recent, often] = [(); 2].map(|()| Box::new([Entry::default(); RECENT]));
        let mut texts = Self { bytes: String::new(), table: HashTable::new(), recent, often, state: RandomState::default() };
        // The slots above hold its place.
        texts.intern("");
        texts
    }
}

impl Texts {
    /// The empty string, held by every arena.
    pub const EMPTY: Text = Text(NonZeroU32::MIN);

    /// The handle of `text`, added when new. The arena ends at 4 GiB: inputs are limited to less.
    pub fn intern(&mut self, text: &str) -> Text {
        let hash = self.hash(text);
        let same = |entry: &Entry| entry.hash == hash && is(&self.bytes, entry.at, text);
        let slot = hash as usize % RECENT;
        if !self.bytes.is_empty() && same(&self.often[slot]) {
            return Text::from_number(self.often[slot].at);
        }
        let entry = self.table.find(Entry::spread(hash), same).copied().unwrap_or_else(|| {
            let entry = Entry { hash, at: self.put(text) };
            self.table.insert_unique(Entry::spread(hash), entry, |entry| Entry::spread(entry.hash));
            entry
        });
        self.often[slot] = entry;
        Text::from_number(entry.at)
    }

    /// A handle of `text`, which seldom stands in a bill more than once: names, descriptions, addresses. Held again unless it
    /// was kept a moment ago, which costs no search of a large table.
    pub fn keep(&mut self, text: &str) -> Text {
        let hash = self.hash(text);
        let slot = hash as usize % RECENT;
        let last = self.recent[slot];
        if last.hash == hash && is(&self.bytes, last.at, text) {
            return Text::from_number(last.at);
        }
        let at = self.put(text);
        self.recent[slot] = Entry { hash, at };
        Text::from_number(at)
    }

    /// Gives back the table: nothing more will be added. A later [`Self::intern`] would add strings a second time, so
    /// readers seal last.
    pub fn seal(&mut self) {
        self.table = HashTable::new();
    }

    fn hash(&self, text: &str) -> u32 {
        let mut hasher = self.state.build_hasher();
        hasher.write(text.as_bytes());
        let [a, b, c, d, ..] = hasher.finish().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    fn put(&mut self, text: &str) -> u32 {
        // Columns pack four more cases into the numbers at the end.
        let room = |at: &u32| *at < u32::MAX - 8;
        let at = u32::try_from(self.bytes.len()).ok().filter(room).expect("inputs are limited to less than 4 GiB");
        let mut left = text.len();
        loop {
            let low = u8::try_from(left % 64).expect("six bits");
            left /= 64;
            self.bytes.push(char::from(if left == 0 { low } else { low | 64 }));
            if left == 0 {
                break;
            }
        }
        self.bytes.push_str(text);
        at
    }

    /// Whether the string behind `handle` is `text`.
    pub fn is(&self, handle: Text, text: &str) -> bool {
        is(&self.bytes, handle.number(), text)
    }

    /// The string behind `text`.
    pub fn get(&self, text: Text) -> &str {
        slice(&self.bytes, text.number())
    }
}

impl Text {
    /// The handle as a number, for packed columns.
    pub fn number(self) -> u32 {
        self.0.get() - 1
    }

    /// The handle a packed column held.
    pub(crate) fn from_number(number: u32) -> Self {
        // One more than the number, so that a column of optional texts needs no room for "none".
        Self(NonZeroU32::MIN.saturating_add(number))
    }
}

/// Where the string whose length stands at `at` begins and ends.
#[inline]
fn range(bytes: &str, at: u32) -> Range<usize> {
    let mut at = at as usize;
    let (mut length, mut shift) = (0, 0);
    loop {
        let digit = bytes.as_bytes()[at];
        at += 1;
        length |= usize::from(digit % 64) << shift;
        if digit < 64 {
            return at..at + length;
        }
        shift += 6;
    }
}

#[inline]
fn slice(bytes: &str, at: u32) -> &str {
    &bytes[range(bytes, at)]
}

/// Whether the string at `at` is `text`. Compares bytes: whether a character ends where the string does needs no look.
#[inline]
fn is(bytes: &str, at: u32, text: &str) -> bool {
    bytes.as_bytes()[range(bytes, at)] == *text.as_bytes()
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

    #[test]
    fn strings_of_every_length_come_back() {
        let mut texts = Texts::default();
        let said: Vec<String> = [0, 1, 63, 64, 65, 4095, 4096, 300_000].map(|length| "é".repeat(length)).to_vec();
        let kept: Vec<Text> = said.iter().map(|text| texts.keep(text)).collect();
        let again: Vec<Text> = said.iter().map(|text| texts.intern(text)).collect();
        for ((text, kept), again) in said.iter().zip(kept).zip(again) {
            assert_eq!((texts.get(kept), texts.get(again)), (text.as_str(), text.as_str()));
        }
    }

    #[test]
    fn a_string_kept_twice_in_a_row_is_held_once() {
        let mut texts = Texts::default();
        assert_eq!(texts.keep("pkg:pypi/torch@2.1"), texts.keep("pkg:pypi/torch@2.1"));
        assert_ne!(texts.keep("a"), texts.keep("b"));
    }
}
