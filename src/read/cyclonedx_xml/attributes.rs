//! Attributes, and elements the format does not know.

use super::as_json::AsJson;
use super::frame::{Frame, Kind, Names};
use super::shape::{Object, Shape, key_of, shape_of};
use crate::base::{Phrase, Place, phrase};
use crate::model::NoteCode;
use crate::read::ReadError;
use crate::read::xml::{Said, Space, Tag};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

impl AsJson<'_> {
    /// The attributes of an object, as its members.
    pub(super) fn attributes(&mut self, object: &'static Object, tag: Tag<'_>) -> Result<(), ReadError> {
        let mut strange = false;
        for said in self.xml.attributes(tag) {
            let known = object.attributes.iter().find(|known| **known == said.local && said.space == Space::NONE);
            let (Some(known), Some(top)) = (known, self.frames.last_mut()) else {
                strange = true;
                continue;
            };
            if !std::mem::take(&mut top.empty) {
                self.out.raw(",");
            }
            self.out.mark(self.xml.attribute_place(tag, &said));
            self.out.key(key_of(known));
            match shape_of(known) {
                Shape::Flag => self.out.flag(said.value().trim()),
                Shape::Number => self.out.number(said.value().trim()),
                _ => self.out.string(&said.value()),
            }
        }
        if strange { self.strange_attributes(object.attributes, tag) } else { Ok(()) }
    }

    /// Whether attributes of a namespace say nothing of a bill: where its schema is, which language a text has.
    fn silent(&self, space: Space) -> bool {
        space != Space::NONE && matches!(self.xml.uri(space), XSI | XML)
    }

    /// Notes the attributes that are none of those known.
    pub(super) fn strange_attributes(&mut self, known: &[&str], tag: Tag<'_>) -> Result<(), ReadError> {
        let is_strange = |said: &Said<'_>| !(self.silent(said.space) || said.space == Space::NONE && known.contains(&said.local));
        if !self.xml.attributes(tag).any(|said| is_strange(&said)) {
            return Ok(());
        }
        let strange: Vec<(Place, Phrase)> = self
            .xml
            .attributes(tag)
            .filter(|said| is_strange(said))
            .map(|said| (self.xml.attribute_place(tag, &said), phrase!("attribute `{}` of `{}`", said.local, tag.local)))
            .collect();
        for (place, what) in strange {
            self.note(NoteCode::ForeignContent, place, what)?;
        }
        Ok(())
    }

    /// Begins the value of an element the format does not know here: whatever it holds, by names, so that what it holds is
    /// searched as the same would be in JSON.
    pub(super) fn unknown(&mut self, tag: Tag<'_>, suffix: &'static str) {
        let text = self.text.len();
        if self.xml.attributes(tag).all(|said| self.silent(said.space)) {
            return self.frames.push(Frame::new(Kind::Scalar(Shape::Exact, None), text, suffix));
        }
        self.out.raw("{");
        self.frames.push(Frame::new(Kind::Unknown(Default::default()), text, suffix));
        for said in self.xml.attributes(tag) {
            let top = self.frames.last_mut().expect("one was pushed");
            let Kind::Unknown(names) = &mut top.kind else { return };
            let name = unique(names, said.local);
            if !std::mem::take(&mut top.empty) {
                self.out.raw(",");
            }
            self.out.string(&name);
            self.out.raw(":");
            self.out.string(&said.value());
        }
    }

    /// A name that the innermost element, which the format does not know, does not hold yet.
    pub(super) fn name(&mut self, local: &str) -> String {
        match self.frames.last_mut().map(|top| &mut top.kind) {
            Some(Kind::Unknown(names)) => unique(names, local),
            _ => local.to_owned(),
        }
    }
}

fn unique(names: &mut Names, local: &str) -> String {
    let mut name = local.to_owned();
    let mut more = names.len();
    while !names.insert(name.clone()) {
        name = format!("{local}#{more}");
        more += 1;
    }
    name
}
