//! Where the values of a JSON text stand in another text it was made from.

use crate::base::Place;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Marks of a text that is being written and read at once: what begins at an offset of it stands at a place of its source.
/// Marks that are read past are dropped.
#[derive(Clone, Default)]
pub(in crate::read) struct Places(Rc<RefCell<VecDeque<(usize, Place)>>>);

impl Places {
    /// What begins at `offset`, past every mark so far, stands at `place`.
    pub(in crate::read) fn mark(&self, offset: usize, place: Place) {
        self.0.borrow_mut().push_back((offset, place));
    }

    /// The place of the last mark up to `offset`, which never goes back.
    pub(super) fn at(&self, offset: usize) -> Place {
        let mut marks = self.0.borrow_mut();
        while marks.get(1).is_some_and(|(next, _)| *next <= offset) {
            marks.pop_front();
        }
        marks.front().map_or_else(Place::default, |(_, place)| *place)
    }
}
