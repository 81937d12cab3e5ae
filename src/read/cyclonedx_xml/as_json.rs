//! A CycloneDX XML document as the JSON it would be, piece by piece as it is read.

use super::foreign::Foreign;
use super::frame::{Frame, Kind};
use super::out::Out;
use super::shape::{Field, Shape, find};
use super::shapes::ROOT;
use super::{Aside, root};
use crate::base::{Limits, Phrase, Place, phrase};
use crate::model::NoteCode;
use crate::read::ReadError;
use crate::read::json::Places;
use crate::read::past_limit;
use crate::read::xml::{Buffer, Event, Space, Tag, Xml, XmlFault};
use std::io::{self, Read};

/// Bytes that are written before some are given away.
const ENOUGH: usize = 16 << 10;

/// The document, and how far it is written.
pub(super) struct AsJson<'a> {
    pub(super) xml: Xml<'a>,
    pub(super) out: Out,
    pub(super) frames: Vec<Frame>,
    /// Text of the open elements, one after the other.
    pub(super) text: String,
    /// The namespace of the format, once the root is read.
    pub(super) space: Space,
    pub(super) foreign: Option<Foreign>,
    /// Edges that stand inside edges, as from, relation, to.
    pub(super) hoisted: Vec<(String, &'static str, String)>,
    pub(super) aside: Aside,
    buffer: Buffer,
    limits: Limits,
    ended: bool,
}

impl<'a> AsJson<'a> {
    pub(super) fn new(from: impl Read + 'a, limits: &Limits, places: Places, aside: Aside) -> Self {
        Self {
            xml: Xml::new(from, limits),
            out: Out::new(places),
            frames: Vec::new(),
            text: String::new(),
            space: Space::NONE,
            foreign: None,
            hoisted: Vec::new(),
            aside,
            buffer: Buffer::default(),
            limits: *limits,
            ended: false,
        }
    }

    /// Reads one event and writes what it says.
    fn step(&mut self, buffer: &mut Buffer) -> Result<(), ReadError> {
        if !self.frames.last().is_none_or(Frame::holds_text) {
            self.xml.pass_blanks(true);
        }
        match self.xml.next(buffer)? {
            Event::Open(tag) => self.open(tag)?,
            Event::Close => self.close()?,
            Event::Text(text) => self.say(&text)?,
            Event::End => self.ended = true,
        }
        Ok(())
    }

    fn open(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        if let Some(foreign) = &mut self.foreign {
            foreign.suspect |= self.xml.uri(tag.space).contains("cyclonedx.org/schema/bom");
            foreign.open(tag.local, self.xml.attributes(tag));
            return Ok(());
        }
        if self.frames.is_empty() {
            return self.root(tag);
        }
        if tag.space != self.space {
            return self.pass(tag);
        }
        self.settle(tag)?;
        let Some(top) = self.frames.last() else { return Ok(()) };
        match &top.kind {
            Kind::Object(object) => match find(object.fields, tag.local) {
                Some(field) => self.field(field, tag)?,
                None => {
                    // A purl tells a component, wherever it stands.
                    if tag.local == "purl" {
                        self.member("purl");
                    } else {
                        self.strange_member(&format!("<{}>", tag.local));
                    }
                    self.unknown(tag, "");
                }
            },
            Kind::One(_) if !top.empty => return Err(self.unexpected("one element", tag)),
            Kind::List(list) | Kind::Splice(list) | Kind::One(list) => {
                let found = find(list.fields, tag.local);
                self.item();
                match found {
                    Some(Field { key: "", shape, .. }) => self.value(shape, tag, "")?,
                    Some(Field { key, shape, .. }) => {
                        self.out.raw("{");
                        self.out.key(key);
                        self.value(shape, tag, "}")?;
                    }
                    None => {
                        self.out.raw("{");
                        self.out.string(&format!("<{}>", tag.local));
                        self.out.raw(":");
                        self.unknown(tag, "}");
                    }
                }
            }
            Kind::Unknown(_) => {
                let name = self.name(tag.local);
                self.strange_member(&name);
                self.unknown(tag, "");
            }
            Kind::Entry(_) | Kind::Edge => self.edge(tag)?,
            Kind::Scalar(..) | Kind::Spread(_) | Kind::Written | Kind::Either(..) => {
                return Err(self.unexpected("text or nothing", tag));
            }
        }
        Ok(())
    }

    /// Decides what the innermost element is written as, now that an element stands in it.
    fn settle(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        let Some(top) = self.frames.last_mut() else { return Ok(()) };
        let stray = !self.text[top.text..].trim().is_empty();
        match &top.kind {
            Kind::Either(list, object) => {
                let listed = find(list.fields, tag.local).is_some();
                self.out.raw(if listed { "[" } else { "{" });
                top.kind = if listed { Kind::List(list) } else { Kind::Object(object) };
            }
            Kind::Scalar(_, Some(object)) => {
                top.kind = Kind::Object(object);
                self.out.raw("{");
                if stray {
                    self.note(NoteCode::ForeignContent, self.xml.start(), phrase!("text beside `{}`", tag.local))?;
                }
            }
            Kind::Scalar(_, None) => {
                top.kind = Kind::Unknown(Default::default());
                self.out.raw("{");
            }
            _ => {}
        }
        Ok(())
    }

    /// An element that the innermost object may hold.
    fn field(&mut self, field: &'static Field, tag: Tag<'_>) -> Result<(), ReadError> {
        match &field.shape {
            Shape::Each(shape) => {
                self.element(field.key);
                self.value(shape, tag, "")
            }
            Shape::Splice(list) => {
                self.array(field.key);
                let empty = self.frames.last().is_some_and(|top| top.array_empty);
                let mut frame = Frame::new(Kind::Splice(list), self.text.len(), "");
                frame.empty = empty;
                self.strange_attributes(&[], tag)?;
                self.frames.push(frame);
                Ok(())
            }
            Shape::Spread(object) => {
                self.frames.push(Frame::new(Kind::Spread(object.text.unwrap_or(field.key)), self.text.len(), ""));
                // Its attributes are members of the object around it.
                let spread = self.frames.pop();
                self.attributes(object, tag)?;
                self.frames.extend(spread);
                Ok(())
            }
            shape => {
                self.member(field.key);
                self.value(shape, tag, "")
            }
        }
    }

    /// Begins the value of an element, which stands where a value belongs. `suffix` closes around it.
    fn value(&mut self, shape: &'static Shape, tag: Tag<'_>, suffix: &'static str) -> Result<(), ReadError> {
        let kind = match shape {
            Shape::Object(object) => {
                self.out.raw("{");
                self.frames.push(Frame::new(Kind::Object(object), self.text.len(), suffix));
                return self.attributes(object, tag);
            }
            Shape::Reference => {
                self.written(tag)?;
                Kind::Written
            }
            Shape::Dependency => return self.entry(tag),
            Shape::List(list) => {
                self.out.raw("[");
                Kind::List(list)
            }
            Shape::Either(list, object) => Kind::Either(list, object),
            Shape::One(list) => Kind::One(list),
            Shape::Mixed(object) => Kind::Scalar(Shape::Exact, Some(object)),
            scalar => Kind::Scalar(*scalar, None),
        };
        if !matches!(kind, Kind::Written) {
            self.strange_attributes(&[], tag)?;
        }
        if let Kind::Scalar(shape, _) = kind
            && let Some(said) = self.xml.leaf().filter(|said| said.len() <= self.limits.string)
        {
            let length = said.len();
            self.out.scalar(shape, said);
            self.xml.pass_leaf(length);
            self.end_value(suffix);
            return Ok(());
        }
        self.frames.push(Frame::new(kind, self.text.len(), suffix));
        Ok(())
    }

    fn root(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        let version = root::version(tag.local, self.xml.uri(tag.space), self.xml.start())?;
        self.space = tag.space;
        if self.xml.marked() {
            self.out.raw("\u{feff}");
        }
        self.out.mark(self.xml.start());
        self.out.raw("{\"bomFormat\":\"CycloneDX\",\"specVersion\":");
        self.out.string(version);
        let mut numbered = false;
        for said in self.xml.attributes(tag) {
            let (Space::NONE, "version" | "serialNumber") = (said.space, said.local) else { continue };
            self.out.raw(",");
            self.out.mark(self.xml.attribute_place(tag, &said));
            self.out.string(said.local);
            self.out.raw(":");
            if said.local == "version" {
                numbered = true;
                self.out.number(said.value().trim());
            } else {
                self.out.string(&said.value());
            }
        }
        // Up to 1.3, JSON requires what XML has a default for.
        if !numbered && matches!(version, "1.2" | "1.3") {
            self.out.raw(",\"version\":1");
        }
        let mut frame = Frame::new(Kind::Object(&ROOT), 0, "");
        frame.empty = false;
        self.frames.push(frame);
        self.strange_attributes(&["version", "serialNumber"], tag)
    }

    fn say(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(foreign) = &mut self.foreign {
            foreign.text(text);
            return Ok(());
        }
        let Some(top) = self.frames.last() else { return Ok(()) };
        if !top.holds_text() {
            if text.trim().is_empty() {
                return Ok(());
            }
            let shown: String = text.trim().chars().take(40).collect();
            return self.note(NoteCode::ForeignContent, self.xml.start(), phrase!("text `{}` between elements", shown));
        }
        self.text.push_str(text);
        if self.text.len() > self.limits.string {
            return Err(ReadError::Limit { place: self.xml.start(), what: "bytes of one string", limit: self.limits.string });
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), ReadError> {
        if self.foreign.is_some() {
            return self.passed();
        }
        let Some(top) = self.frames.last_mut() else { return Ok(()) };
        if top.array.take().is_some() {
            self.out.raw("]");
        }
        let Some(mut top) = self.frames.pop() else { return Ok(()) };
        let said = &self.text[top.text..];
        match &mut top.kind {
            Kind::Object(object) => {
                // Nothing at all is no empty text: a property may have no value.
                if let Some(key) = object.text.filter(|_| !said.is_empty()) {
                    self.out.raw(if top.empty { "" } else { "," });
                    self.out.key(key);
                    self.out.string(said.trim());
                }
                self.out.raw("}");
            }
            Kind::List(_) => self.out.raw("]"),
            Kind::Either(..) => self.out.raw("[]"),
            Kind::One(_) => self.out.raw(if top.empty { "{}" } else { "" }),
            Kind::Splice(_) => {
                if let Some(parent) = self.frames.last_mut() {
                    parent.array_empty = top.empty;
                }
            }
            Kind::Scalar(shape, _) => self.out.scalar(*shape, said),
            Kind::Spread(key) => {
                let said = said.trim().to_owned();
                self.member(key);
                self.out.string(&said);
            }
            Kind::Unknown(_) => {
                if !said.trim().is_empty() {
                    self.out.raw(if top.empty { "" } else { "," });
                    self.out.key("#text");
                    self.out.string(said.trim());
                }
                self.out.raw("}");
            }
            Kind::Entry(provides) => self.end_entry(provides, top.empty),
            Kind::Written | Kind::Edge => {}
        }
        self.text.truncate(top.text);
        self.end_value(top.suffix);
        Ok(())
    }

    /// Ends the value of an element that ends here.
    fn end_value(&mut self, suffix: &'static str) {
        self.out.raw(suffix);
        self.out.mark(self.xml.place());
    }

    /// Notes something that stands outside the format.
    pub(super) fn note(&mut self, code: NoteCode, place: Place, what: Phrase) -> Result<(), ReadError> {
        let mut aside = self.aside.borrow_mut();
        aside.add(code, place, what);
        aside.tally.within(self.limits.notes).map_err(|past| past_limit(&past, place))
    }

    pub(super) fn unexpected(&self, expected: &'static str, tag: Tag<'_>) -> ReadError {
        XmlFault::Unexpected { expected, found: phrase!("element `{}`", tag.local) }.at(self.xml.start()).into()
    }
}

impl Read for AsJson<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut buffer = std::mem::take(&mut self.buffer);
        while self.out.waiting() < ENOUGH && !self.ended {
            self.step(&mut buffer).map_err(io::Error::other)?;
        }
        self.buffer = buffer;
        Ok(self.out.give(into))
    }
}
