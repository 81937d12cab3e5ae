//! What was worked out for a text, kept while it is likely to be asked again.

use foldhash::fast::RandomState;
use hashbrown::HashMap;

/// Texts kept at a time. A bill may hold a million different ones; those that come again, come soon.
const KEPT: usize = 1 << 14;

/// Remembers what a function of a text came to, for the texts met last. What it holds does not grow with the bill.
#[derive(Debug)]
pub struct Memo<V> {
    known: HashMap<String, V, RandomState>,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { known: HashMap::default() }
    }
}

impl<V> Memo<V> {
    /// What `work` comes to for `text`, worked out unless it is remembered.
    pub fn of(&mut self, text: &str, work: impl FnOnce() -> V) -> &V {
        if self.known.len() >= KEPT && !self.known.contains_key(text) {
            self.known.clear();
        }
        self.known.entry_ref(text).or_insert_with(work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_met_again_is_worked_out_once_and_what_is_held_stays_bounded() {
        let (mut memo, mut worked) = (Memo::default(), 0);
        for at in 0..3 * KEPT {
            let length = |text: &str| text.len();
            for text in [at.to_string(), "again".to_owned()] {
                let came = *memo.of(&text, || {
                    worked += 1;
                    length(&text)
                });
                assert_eq!(came, text.len());
            }
        }
        assert!(memo.known.len() <= KEPT);
        assert!((3 * KEPT + 1..3 * KEPT + 5).contains(&worked), "{worked}");
    }
}
