//! Where the values of a JSON text stand in another text it was made from.

use crate::base::Place;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// Marks of a text that is being written and read at once: what begins at an offset of it stands at a place of its source.
/// Marks that are read past are dropped.
#[derive(Clone, Default)]
pub(in crate::read) struct Places(Rc<Marks>);

#[derive(Default)]
struct Marks {
    /// The place of the last mark that was read past.
    place: Cell<Place>,
    /// Where the next mark is, while there is one: it is asked far more often than it is reached.
    due: Cell<Option<usize>>,
    /// Marks that were not reached yet.
    next: RefCell<VecDeque<(usize, Place)>>,
}

impl Places {
    /// What begins at `offset`, past every mark so far, stands at `place`.
    pub(in crate::read) fn mark(&self, offset: usize, place: Place) {
        if self.0.due.get().is_none() {
            self.0.due.set(Some(offset));
        }
        self.0.next.borrow_mut().push_back((offset, place));
    }

    /// The place of the last mark up to `offset`, which never goes back.
    pub(super) fn at(&self, offset: usize) -> Place {
        if self.0.due.get().is_some_and(|due| due <= offset) {
            self.pass(offset);
        }
        self.0.place.get()
    }

    fn pass(&self, offset: usize) {
        let mut marks = self.0.next.borrow_mut();
        while let Some((_, place)) = marks.front().copied().filter(|(due, _)| *due <= offset) {
            self.0.place.set(place);
            marks.pop_front();
        }
        self.0.due.set(marks.front().map(|(due, _)| *due));
    }
}
