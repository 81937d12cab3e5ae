//! What an element says through nodes of its own: the ranges of a snippet, and whom a remark is about.

use super::Reader;
use super::graph::Object;
use crate::base::Place;
use crate::read::spdx2::record::{Field, Record};
use foldhash::fast::RandomState;
use hashbrown::HashMap;

const POINTERS: &str = "http://www.w3.org/2009/pointers#";

impl Reader<'_> {
    /// The bytes or lines of a snippet. Source: SPDX 2.3, clauses 9.3 and 9.4.
    pub(super) fn range(&self, record: &mut Record, object: &Object, place: Place) {
        let Some(range) = self.node(object) else { return };
        let group = record.group();
        for (end, bytes, lines) in
            [("startPointer", Field::ByteStart, Field::LineStart), ("endPointer", Field::ByteEnd, Field::LineEnd)]
        {
            let end = format!("{POINTERS}{end}");
            let pointers = range.objects(&end).filter_map(|object| self.node(object));
            for (name, object, _) in pointers.flat_map(|node| &node.said) {
                match name.strip_prefix(POINTERS) {
                    Some("offset") => record.put(bytes, group, &self.text(object), place),
                    Some("lineNumber") => record.put(lines, group, &self.text(object), place),
                    _ => {}
                }
            }
        }
    }

    /// The SPDXID of the element each remark is about, by the place of its node.
    pub(super) fn annotated(&self) -> HashMap<usize, String, RandomState> {
        let mut about = HashMap::default();
        for node in &self.graph.nodes {
            let Some(id) = node.fragment() else { continue };
            for object in node.objects("annotation") {
                let at = match object {
                    Object::Node(at) => Some(*at),
                    Object::Uri(uri) => self.graph.described(uri),
                    Object::Text(_) => None,
                };
                about.extend(at.map(|at| (at, id.clone().into_owned())));
            }
        }
        about
    }
}
