//! RDF/XML as a graph: nodes with what is said of each, in the order they first stand. Source: RDF 1.1 XML Syntax.
//!
//! Refused: `rdf:parseType`, properties written as attributes, text beside a node. Nothing is ever fetched.

use super::names::{Name, SPDX};
use super::store::{Graph, Object};
use crate::base::{Limits, Phrase, Place, phrase};
use crate::read::Source;
use crate::read::error::ReadError;
use crate::read::xml::{Buffer, Event, Said, Space, Tag, Xml};

/// One open element.
enum Frame {
    Root,
    Node(u32),
    Property {
        node: u32,
        name: Name,
        object: Option<Object>,
        /// Bytes of text held before its own.
        text: usize,
        place: Place,
    },
}

/// Reads a document.
///
/// # Errors
/// When it is no well-formed XML, no RDF that is read here, or past a limit.
pub(super) fn read(input: &mut Source<'_>, limits: &Limits) -> Result<Graph, ReadError> {
    let mut xml = Xml::new(input, limits);
    let (graph, place) = (Graph::default(), Place::default());
    let mut reader = Reader { graph, stack: Vec::new(), text: String::new(), limits: *limits, place };
    let mut buffer = Buffer::default();
    loop {
        // Only what says nothing else says its text.
        xml.pass_blanks(!matches!(reader.stack.last(), Some(Frame::Property { object: None, .. })));
        let event = xml.next(&mut buffer)?;
        reader.place = xml.start();
        match event {
            Event::Open(tag) => {
                reader.start(&xml, tag)?;
                if let Some(Frame::Property { object: object @ None, .. }) = reader.stack.last_mut()
                    && let Some(said) = xml.leaf().filter(|said| said.len() <= limits.string)
                {
                    let length = said.len();
                    *object = Some(Object::Text(reader.graph.keep(said)));
                    xml.pass_leaf(length);
                    reader.end(xml.place().offset)?;
                }
            }
            Event::Close => reader.end(xml.place().offset)?,
            Event::Text(text) => reader.text(&text)?,
            Event::End => break,
        }
    }
    reader.graph.marked = xml.marked();
    Ok(reader.graph)
}

/// The attributes that say something: those of XML itself do not.
fn attributes<'b>(xml: &Xml<'_>, tag: Tag<'b>) -> impl Iterator<Item = Said<'b>> {
    xml.attributes(tag).filter(|said| said.space != Space::XML)
}

struct Reader {
    graph: Graph,
    stack: Vec<Frame>,
    /// Text of the open elements, one after the other.
    text: String,
    limits: Limits,
    place: Place,
}

impl Reader {
    #[cold]
    fn fault<T>(&self, why: Phrase) -> Result<T, ReadError> {
        Err(ReadError::Syntax { place: self.place, format: "RDF/XML", why })
    }

    fn start(&mut self, xml: &Xml<'_>, tag: Tag<'_>) -> Result<(), ReadError> {
        let name = self.graph.names.of(xml, tag.space, tag.local);
        match self.stack.last() {
            None if name == Name::ROOT => self.stack.push(Frame::Root),
            None => return self.fault(phrase!("the root element is not `rdf:RDF`")),
            Some(Frame::Root) => {
                let node = self.open(name, xml, tag)?;
                self.stack.push(Frame::Node(node));
            }
            Some(Frame::Property { object, .. }) => {
                if object.is_some() {
                    return self.fault(phrase!("a property with two values"));
                }
                let node = self.open(name, xml, tag)?;
                if let Some(Frame::Property { object, .. }) = self.stack.last_mut() {
                    *object = Some(Object::Node(node));
                }
                self.stack.push(Frame::Node(node));
            }
            Some(Frame::Node(node)) => {
                let node = *node;
                let object = self.object(xml, tag)?;
                self.stack.push(Frame::Property { node, name, object, text: self.text.len(), place: self.place });
            }
        }
        Ok(())
    }

    /// Opens a node.
    fn open(&mut self, kind: Name, xml: &Xml<'_>, tag: Tag<'_>) -> Result<u32, ReadError> {
        let mut found = None;
        for said in attributes(xml, tag) {
            let name = self.graph.names.of(xml, said.space, said.local);
            match name {
                Name::ABOUT | Name::ID | Name::NODE_ID if found.is_none() => found = Some((name, said.value())),
                _ => {
                    let name = self.graph.names.text(name);
                    return self.fault(phrase!("attribute `{}` of a node is not read; write it as an element", name));
                }
            }
        }
        let at = match &found {
            None => self.graph.anonymous(),
            Some((Name::NODE_ID, value)) => self.graph.named(value),
            Some((Name::ID, value)) => self.graph.addressed(&format!("#{value}")),
            Some((_, value)) => self.graph.addressed(value),
        };
        let most = self.limits.components.saturating_mul(8);
        if self.graph.len() > most {
            return Err(ReadError::Limit { place: self.place, what: "nodes", limit: most });
        }
        if kind != Name::DESCRIPTION {
            self.typed(at, kind)?;
        }
        let node = self.graph.node_mut(at);
        if node.place == Place::default() {
            node.place = self.place;
        }
        Ok(at)
    }

    fn typed(&mut self, at: u32, kind: Name) -> Result<(), ReadError> {
        let held = self.graph.node(at).kind;
        if kind != Name::NONE && held != Name::NONE && held != kind {
            let (held, kind) = (self.graph.names.text(held), self.graph.names.text(kind));
            return self.fault(phrase!(
                "a node is `{}` in one place and `{}` in another: readers differ on what it is",
                held,
                kind
            ));
        }
        if kind != Name::NONE {
            self.graph.node_mut(at).kind = kind;
        }
        Ok(())
    }

    /// What the attributes of a property lead to; none when its content says so.
    fn object(&mut self, xml: &Xml<'_>, tag: Tag<'_>) -> Result<Option<Object>, ReadError> {
        let mut found = None;
        for said in attributes(xml, tag) {
            let next = match self.graph.names.of(xml, said.space, said.local) {
                Name::DATATYPE => continue,
                Name::RESOURCE => self.graph.address(&said.value()),
                Name::NODE_ID => Object::Node(self.graph.named(&said.value())),
                other => {
                    let name = self.graph.names.text(other);
                    return self.fault(phrase!("attribute `{}` of a property is not read; write its value as an element", name));
                }
            };
            if found.replace(next).is_some() {
                return self.fault(phrase!("a property with two values"));
            }
        }
        Ok(found)
    }

    fn text(&mut self, more: &str) -> Result<(), ReadError> {
        let blank = more.trim_matches([' ', '\t', '\r', '\n']).is_empty();
        match self.stack.last() {
            Some(Frame::Property { object: None, text, .. }) => {
                self.text.push_str(more);
                if self.text.len() - text > self.limits.string {
                    let (what, limit) = ("bytes of one string", self.limits.string);
                    return Err(ReadError::Limit { place: self.place, what, limit });
                }
                Ok(())
            }
            _ if blank => Ok(()),
            _ => self.fault(phrase!("text where an element belongs")),
        }
    }

    fn end(&mut self, end: u32) -> Result<(), ReadError> {
        match self.stack.pop() {
            Some(Frame::Root) => {}
            Some(Frame::Node(node)) => self.graph.node_mut(node).end = end,
            Some(Frame::Property { node, name, object, text, place }) => {
                let object = match object {
                    Some(Object::Node(_)) if !self.text[text..].trim().is_empty() => {
                        return self.fault(phrase!("text beside a node"));
                    }
                    Some(object) => object,
                    None => Object::Text(self.graph.keep(&self.text[text..])),
                };
                self.text.truncate(text);
                let kind = match (name, object) {
                    (Name::TYPE, Object::Uri(uri)) => self.graph.text(uri).to_owned(),
                    (Name::TYPE, Object::Term(term)) => self.graph.term(term).0.replacen(SPDX, "", 1),
                    _ => {
                        self.graph.say(node, name, object, place);
                        return Ok(());
                    }
                };
                let kind = self.graph.names.find(&kind);
                self.typed(node, kind)?;
            }
            None => return self.fault(phrase!("an end without a start")),
        }
        Ok(())
    }
}
