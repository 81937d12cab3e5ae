//! Lists per row, and edges, in compressed rows.

use super::Index;
use std::marker::PhantomData;
use std::ops::Range;

/// Values grouped by the row they belong to, in the order they were given.
///
/// Shape: four bytes a row, or eight for each row that has values where fewer than one in eight has.
#[derive(Clone, Debug)]
pub struct Grouped<I, T> {
    starts: Starts,
    values: Vec<T>,
    index: PhantomData<fn(I)>,
}

#[derive(Clone, Debug)]
enum Starts {
    /// Where the values of each row start, and one past the last.
    Dense(Vec<u32>),
    /// Rows that have values, ascending, and where those start.
    Sparse(Vec<(u32, u32)>),
}

fn number(at: usize) -> u32 {
    u32::try_from(at).expect("lists are limited to u32 values")
}

impl<I: Index, T: Copy> Grouped<I, T> {
    /// Groups (row, value) pairs by row. Counting sort: O(rows + pairs); where pairs are few, O(pairs log pairs).
    pub fn new(rows: usize, pairs: &[(I, T)]) -> Self {
        if pairs.len() < rows / 8 {
            return Self::sparse(pairs);
        }
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
        Self { starts: Starts::Dense(starts), values, index: PhantomData }
    }

    fn sparse(pairs: &[(I, T)]) -> Self {
        let mut order: Vec<u32> = (0..number(pairs.len())).collect();
        order.sort_by_key(|at| pairs[*at as usize].0);
        let mut starts: Vec<(u32, u32)> = Vec::new();
        let mut values = Vec::with_capacity(pairs.len());
        for at in order {
            let (row, value) = pairs[at as usize];
            let row = number(row.at());
            if starts.last().is_none_or(|(last, _)| *last != row) {
                starts.push((row, number(values.len())));
            }
            values.push(value);
        }
        Self { starts: Starts::Sparse(starts), values, index: PhantomData }
    }

    /// Values that stand in row order already: `starts` holds where those of each row start, and one past the last.
    pub fn of_starts(starts: Vec<u32>, mut values: Vec<T>) -> Self {
        assert_eq!(starts.last().copied(), Some(number(values.len())), "every value belongs to a row");
        values.shrink_to_fit();
        Self { starts: Starts::Dense(starts), values, index: PhantomData }
    }

    /// The values of `row`.
    pub fn of(&self, row: I) -> &[T] {
        &self.values[self.range(row)]
    }

    /// Where the values of `row` stand among [`Self::values`].
    pub fn range(&self, row: I) -> Range<usize> {
        match &self.starts {
            Starts::Dense(starts) => starts[row.at()] as usize..starts[row.at() + 1] as usize,
            Starts::Sparse(starts) => match starts.binary_search_by_key(&number(row.at()), |(row, _)| *row) {
                Ok(at) => starts[at].1 as usize..starts.get(at + 1).map_or(self.values.len(), |(_, next)| *next as usize),
                Err(_) => 0..0,
            },
        }
    }

    /// The row that the value at `at` among [`Self::values`] belongs to. Binary search.
    pub fn row_of(&self, at: usize) -> Option<I> {
        let before = |start: &u32| *start as usize <= at;
        (at < self.values.len()).then(|| match &self.starts {
            Starts::Dense(starts) => I::new(starts.partition_point(before) - 1),
            Starts::Sparse(starts) => I::new(starts[starts.partition_point(|(_, start)| before(start)) - 1].0 as usize),
        })
    }

    /// Every value, grouped.
    pub fn values(&self) -> &[T] {
        &self.values
    }
}

impl<I, T> Default for Grouped<I, T> {
    fn default() -> Self {
        Self { starts: Starts::Sparse(Vec::new()), values: Vec::new(), index: PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use super::super::index_type;
    use super::*;

    index_type! {
        /// A row of the test.
        Row
    }

    #[test]
    fn few_and_many_values_are_grouped_alike() {
        let pairs: Vec<(Row, u32)> = [(40, 1), (3, 2), (40, 3), (7, 4)].map(|(row, value)| (Row(row), value)).to_vec();
        for rows in [41, 100] {
            let grouped = Grouped::new(rows, &pairs);
            let lists: Vec<&[u32]> = [0, 3, 7, 40].map(|row| grouped.of(Row(row))).to_vec();
            assert_eq!(lists, [&[][..], &[2], &[4], &[1, 3]], "{rows} rows");
            assert_eq!(grouped.values(), [2, 4, 1, 3]);
            let rows_of: Vec<Option<Row>> = (0..5).map(|at| grouped.row_of(at)).collect();
            assert_eq!(rows_of, [Some(Row(3)), Some(Row(7)), Some(Row(40)), Some(Row(40)), None], "{rows} rows");
        }
    }
}
