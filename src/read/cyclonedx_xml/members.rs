//! Where the members of objects and the elements of arrays begin.

use super::as_json::AsJson;

impl AsJson<'_> {
    /// Begins a member of the innermost object, of a key the format has.
    pub(super) fn member(&mut self, key: &'static str) {
        self.next_member();
        self.out.key(key);
    }

    /// Begins a member of the innermost object, of any key.
    pub(super) fn strange_member(&mut self, key: &str) {
        self.next_member();
        self.out.string(key);
        self.out.raw(":");
    }

    fn next_member(&mut self) {
        let place = self.xml.start();
        let Some(top) = self.frames.last_mut() else { return };
        if top.array.take().is_some() {
            self.out.raw("]");
        }
        if !std::mem::take(&mut top.empty) {
            self.out.raw(",");
        }
        self.out.mark(place);
    }

    /// Opens the array of a repeated element in the innermost object, if it is not the one that is open.
    pub(super) fn array(&mut self, key: &'static str) {
        if self.frames.last().is_some_and(|top| top.array == Some(key)) {
            return;
        }
        self.member(key);
        self.out.raw("[");
        if let Some(top) = self.frames.last_mut() {
            (top.array, top.array_empty) = (Some(key), true);
        }
    }

    /// Begins an element of the array of a repeated element.
    pub(super) fn element(&mut self, key: &'static str) {
        self.array(key);
        if self.frames.last_mut().is_some_and(|top| !std::mem::take(&mut top.array_empty)) {
            self.out.raw(",");
        }
        self.out.mark(self.xml.start());
    }

    /// Begins an element of the innermost array.
    pub(super) fn item(&mut self) {
        if self.frames.last_mut().is_some_and(|top| !std::mem::take(&mut top.empty)) {
            self.out.raw(",");
        }
        self.out.mark(self.xml.start());
    }
}
