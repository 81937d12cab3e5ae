//! Typed indices: a row of one table cannot be used to look into another.

use std::marker::PhantomData;
use std::ops::{Index as At, IndexMut as AtMut};

/// A position in one particular table.
pub trait Index: Copy + Eq + Ord {
    /// The index of position `at`. Tables never pass `u32::MAX` entries, [`crate::base::Limits`] sees to it.
    fn new(at: usize) -> Self;
    /// The position, for slices.
    fn at(self) -> usize;
}

/// Declares a `u32` index type with its doc comment.
macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(unreachable_pub, reason = "whether an index type is public is for the table that declares it")]
        pub struct $name(pub u32);

        impl $crate::base::Index for $name {
            fn new(at: usize) -> Self {
                Self(u32::try_from(at).expect("tables are limited to u32 entries"))
            }
            fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use index_type;

/// A vector that only its own index type may look into.
#[derive(Clone, Debug)]
pub struct Column<I, T> {
    values: Vec<T>,
    index: PhantomData<fn(I)>,
}

impl<I, T> Default for Column<I, T> {
    fn default() -> Self {
        Self { values: Vec::new(), index: PhantomData }
    }
}

impl<I: Index, T> Column<I, T> {
    /// Appends a value and says where it stands.
    pub fn push(&mut self, value: T) -> I {
        let at = I::new(self.values.len());
        self.values.push(value);
        at
    }

    /// Entries held.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values in order.
    pub fn as_slice(&self) -> &[T] {
        &self.values
    }

    /// Every index in order.
    pub fn indices(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.values.len()).map(I::new)
    }

    /// Every (index, value) in order.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.values.iter().enumerate().map(|(at, value)| (I::new(at), value))
    }
}

impl<I, T> From<Vec<T>> for Column<I, T> {
    fn from(values: Vec<T>) -> Self {
        Self { values, index: PhantomData }
    }
}

impl<I: Index, T> At<I> for Column<I, T> {
    type Output = T;
    fn index(&self, index: I) -> &T {
        &self.values[index.at()]
    }
}

impl<I: Index, T> AtMut<I> for Column<I, T> {
    fn index_mut(&mut self, index: I) -> &mut T {
        &mut self.values[index.at()]
    }
}
