//! What an element says through nodes of its own: the ranges of a snippet, and whom a remark is about.

use super::Reader;
use super::names::Name;
use super::store::Object;
use crate::base::Place;
use crate::read::spdx2::record::{Field, Record};
use foldhash::fast::RandomState;
use hashbrown::HashMap;

const POINTERS: &str = "http://www.w3.org/2009/pointers#";

impl Reader<'_> {
    /// The bytes or lines of a snippet. Source: SPDX 2.3, clauses 9.3 and 9.4.
    pub(super) fn range(&self, record: &mut Record, object: Object, place: Place) {
        let Some(range) = self.node(object) else { return };
        let group = record.group();
        for (end, bytes, lines) in
            [("startPointer", Field::ByteStart, Field::LineStart), ("endPointer", Field::ByteEnd, Field::LineEnd)]
        {
            let is_end = |name: Name| self.graph.names.text(name).strip_prefix(POINTERS) == Some(end);
            let pointers = self.graph.said(range).filter(|said| is_end(said.name)).filter_map(|said| self.node(said.object));
            for said in pointers.flat_map(|node| self.graph.said(node)) {
                match self.graph.names.text(said.name).strip_prefix(POINTERS) {
                    Some("offset") => record.put(bytes, group, self.text(said.object), place),
                    Some("lineNumber") => record.put(lines, group, self.text(said.object), place),
                    _ => {}
                }
            }
        }
    }

    /// The SPDXID of the element each remark is about, by the place of its node.
    pub(super) fn annotated(&self) -> HashMap<u32, String, RandomState> {
        let mut about = HashMap::default();
        for (_, node) in self.graph.nodes() {
            for object in self.graph.objects(node, Name::ANNOTATION) {
                let at = match object {
                    Object::Node(at) => Some(at),
                    Object::Uri(uri) => self.graph.described(self.graph.text(uri)),
                    Object::Term(term) => self.graph.described(self.graph.term(term).0),
                    Object::Text(_) => None,
                };
                about.extend(at.and_then(|at| Some((at, self.fragment(node)?.into_owned()))));
            }
        }
        about
    }
}
