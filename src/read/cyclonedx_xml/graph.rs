//! The dependency graph: XML writes what an entry depends on as entries inside it, JSON as references.

use super::as_json::AsJson;
use super::frame::{Frame, Kind};
use crate::read::ReadError;
use crate::read::xml::{Space, Tag};
use std::borrow::Cow;

impl AsJson<'_> {
    fn reference<'b>(&self, tag: Tag<'b>) -> Option<Cow<'b, str>> {
        self.xml.attributes(tag).find(|said| said.space == Space::NONE && said.local == "ref").map(|said| said.value())
    }

    /// Writes the reference an element carries; an empty object, which is noted where it is read, if it carries none.
    pub(super) fn written(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        match self.reference(tag) {
            Some(reference) => self.out.string(&reference),
            None => self.out.raw("{}"),
        }
        self.strange_attributes(&["ref"], tag)
    }

    /// Begins an entry of the graph.
    pub(super) fn entry(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        self.out.raw("{");
        let mut frame = Frame::new(Kind::Entry(Vec::new()), self.text.len(), "");
        if let Some(reference) = self.reference(tag) {
            self.out.key("ref");
            self.out.string(&reference);
            frame.empty = false;
        }
        self.frames.push(frame);
        self.strange_attributes(&["ref"], tag)
    }

    /// An element inside an entry, or inside an edge, which then is an entry of its own.
    pub(super) fn edge(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        let relation = match tag.local {
            "dependency" => "dependsOn",
            "provides" => "provides",
            _ => return Err(self.unexpected("`dependency` or `provides`", tag)),
        };
        let Some(to) = self.reference(tag) else { return Err(self.unexpected("attribute `ref`", tag)) };
        let Some(top) = self.frames.last_mut() else { return Ok(()) };
        match &mut top.kind {
            Kind::Entry(provides) if relation == "provides" => provides.push(to.clone().into_owned()),
            Kind::Entry(_) => {
                self.element(relation);
                self.out.string(&to);
            }
            _ => self.hoisted.push((self.text[top.text..].to_owned(), relation, to.clone().into_owned())),
        }
        self.frames.push(Frame::new(Kind::Edge, self.text.len(), ""));
        self.text.push_str(&to);
        self.strange_attributes(&["ref"], tag)
    }

    /// Ends an entry, and writes the entries that stood inside its edges.
    pub(super) fn end_entry(&mut self, provides: &[String], empty: bool) {
        if !provides.is_empty() {
            self.out.raw(if empty { "" } else { "," });
            self.out.key("provides");
            self.out.raw("[");
            for (at, reference) in provides.iter().enumerate() {
                self.out.raw(if at == 0 { "" } else { "," });
                self.out.string(reference);
            }
            self.out.raw("]");
        }
        self.out.raw("}");
        for (from, relation, to) in std::mem::take(&mut self.hoisted) {
            self.out.raw(",{\"ref\":");
            self.out.string(&from);
            self.out.raw(",");
            self.out.key(relation);
            self.out.raw("[");
            self.out.string(&to);
            self.out.raw("]}");
        }
    }
}
