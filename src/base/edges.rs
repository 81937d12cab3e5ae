//! Lists per row, and edges, in compressed rows.

use super::Index;
use std::marker::PhantomData;

/// Values grouped by the row they belong to, in the order they were given.
#[derive(Clone, Debug)]
pub struct Grouped<I, T> {
    starts: Vec<u32>,
    values: Vec<T>,
    index: PhantomData<fn(I)>,
}

impl<I: Index, T: Copy> Grouped<I, T> {
    /// Groups (row, value) pairs by row. Counting sort: O(rows + pairs).
    pub fn new(rows: usize, pairs: &[(I, T)]) -> Self {
        let mut starts = vec![0u32; rows + 1];
        for (row, _) in pairs {
            starts[row.at() + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let values = match pairs.first() {
            None => Vec::new(),
            Some((_, first)) => {
                let mut values = vec![*first; pairs.len()];
                let mut next = starts.clone();
                for (row, value) in pairs {
                    values[next[row.at()] as usize] = *value;
                    next[row.at()] += 1;
                }
                values
            }
        };
        Self { starts, values, index: PhantomData }
    }

    /// Values that stand in row order already: `ends` holds, for each row, how many values stand up to its end.
    pub fn of_ends(ends: &[usize], values: Vec<T>) -> Self {
        assert_eq!(ends.last().copied().unwrap_or(0), values.len(), "every value belongs to a row");
        let number = |end: usize| u32::try_from(end).expect("lists are limited to u32 values");
        let starts = std::iter::once(0).chain(ends.iter().map(|end| number(*end))).collect();
        Self { starts, values, index: PhantomData }
    }

    /// The values of `row`.
    pub fn of(&self, row: I) -> &[T] {
        &self.values[self.range(row)]
    }

    /// Where the values of `row` stand among [`Self::values`].
    pub fn range(&self, row: I) -> std::ops::Range<usize> {
        self.starts[row.at()] as usize..self.starts[row.at() + 1] as usize
    }

    /// Every value, grouped.
    pub fn values(&self) -> &[T] {
        &self.values
    }
}

impl<I, T> Default for Grouped<I, T> {
    fn default() -> Self {
        Self { starts: vec![0], values: Vec::new(), index: PhantomData }
    }
}
