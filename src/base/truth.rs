//! Three answers, never two.

/// The answer to one question about one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Shown to be false.
    No,
    /// Neither shown to be true nor to be false.
    Unknown,
    /// Shown to be true.
    Yes,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

impl Truth {
    /// Both hold: the lesser of the two (Kleene).
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds: the greater of the two (Kleene).
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Yes and no change places, unknown stays.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::Unknown => Self::Unknown,
            Self::No => Self::Yes,
        }
    }
}

/// One [`Truth`] per row, as two bit planes; a row set in neither is unknown.
///
/// Shape: `rows` bits per plane, 64 to a word; bits past `rows` are zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    rows: usize,
    yes: Vec<u64>,
    no: Vec<u64>,
}

impl Mask {
    /// The same answer in every row.
    pub fn filled(rows: usize, truth: Truth) -> Self {
        let plane = |on: bool| {
            let mut words = vec![if on { u64::MAX } else { 0 }; rows.div_ceil(64)];
            if let Some(last) = words.last_mut()
                && !rows.is_multiple_of(64)
            {
                *last &= (1 << (rows % 64)) - 1;
            }
            words
        };
        Self { rows, yes: plane(truth == Truth::Yes), no: plane(truth == Truth::No) }
    }

    /// Asks `answer` for every row in order.
    pub fn collect(rows: usize, mut answer: impl FnMut(usize) -> Truth) -> Self {
        let mut mask = Self { rows, yes: Vec::with_capacity(rows.div_ceil(64)), no: Vec::with_capacity(rows.div_ceil(64)) };
        for start in (0..rows).step_by(64) {
            let (mut yes, mut no) = (0, 0);
            for (bit, row) in (start..rows.min(start + 64)).enumerate() {
                match answer(row) {
                    Truth::Yes => yes |= 1u64 << bit,
                    Truth::No => no |= 1u64 << bit,
                    Truth::Unknown => {}
                }
            }
            mask.yes.push(yes);
            mask.no.push(no);
        }
        mask
    }

    /// Rows held.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The answer of one row.
    pub fn get(&self, row: usize) -> Truth {
        let (word, bit) = (row / 64, 1u64 << (row % 64));
        if self.yes[word] & bit != 0 {
            Truth::Yes
        } else if self.no[word] & bit != 0 {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Replaces the answer of one row.
    pub fn set(&mut self, row: usize, truth: Truth) {
        assert!(row < self.rows, "row {row} of {}", self.rows);
        let (word, bit) = (row / 64, 1u64 << (row % 64));
        self.yes[word] &= !bit;
        self.no[word] &= !bit;
        match truth {
            Truth::Yes => self.yes[word] |= bit,
            Truth::No => self.no[word] |= bit,
            Truth::Unknown => {}
        }
    }

    /// Row by row [`Truth::and`]. O(rows / 64).
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.zip(other, |a, b| a & b, |a, b| a | b);
        self
    }

    /// Row by row [`Truth::or`]. O(rows / 64).
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        self.zip(other, |a, b| a | b, |a, b| a & b);
        self
    }

    /// Row by row [`Truth::negate`]: the planes change places.
    #[must_use]
    pub fn negate(mut self) -> Self {
        std::mem::swap(&mut self.yes, &mut self.no);
        self
    }

    /// As this one, but nobody knows where the answer is `truth`.
    #[must_use]
    pub fn doubting(&self, truth: Truth) -> Self {
        let mut mask = self.clone();
        match truth {
            Truth::Yes => mask.yes.fill(0),
            Truth::No => mask.no.fill(0),
            Truth::Unknown => {}
        }
        mask
    }

    /// Rows with this answer.
    pub fn count(&self, truth: Truth) -> usize {
        let ones = |plane: &[u64]| plane.iter().map(|word| word.count_ones() as usize).sum::<usize>();
        match truth {
            Truth::Yes => ones(&self.yes),
            Truth::No => ones(&self.no),
            Truth::Unknown => self.rows - ones(&self.yes) - ones(&self.no),
        }
    }

    fn zip(&mut self, other: &Self, yes: impl Fn(u64, u64) -> u64, no: impl Fn(u64, u64) -> u64) {
        assert_eq!(self.rows, other.rows, "masks of one frame");
        for (mine, theirs) in self.yes.iter_mut().zip(&other.yes) {
            *mine = yes(*mine, *theirs);
        }
        for (mine, theirs) in self.no.iter_mut().zip(&other.no) {
            *mine = no(*mine, *theirs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{No, Unknown, Yes};
    use super::*;

    #[test]
    fn every_row_keeps_the_answer_it_was_collected_with() {
        let answer = |row: usize| [No, Unknown, Yes, Yes, No][row % 5];
        for rows in [0, 1, 63, 64, 65, 200] {
            let mut each = Mask::filled(rows, Unknown);
            (0..rows).for_each(|row| each.set(row, answer(row)));
            assert_eq!(Mask::collect(rows, answer), each, "{rows} rows");
        }
    }

    #[test]
    fn masks_follow_the_truth_tables() {
        let all = [No, Unknown, Yes];
        for a in all {
            for b in all {
                let (left, right) = (Mask::filled(70, a), Mask::filled(70, b));
                assert_eq!(left.clone().and(&right).get(69), a.and(b));
                assert_eq!(left.clone().or(&right).get(69), a.or(b));
                assert_eq!(left.clone().negate().get(0), a.negate());
                assert_eq!(left.count(a), 70);
                assert_eq!(left.doubting(b).get(69), if a == b { Unknown } else { a });
            }
        }
        assert_eq!((Unknown.and(No), Unknown.or(Yes), Unknown.negate()), (No, Yes, Unknown));
    }
}
