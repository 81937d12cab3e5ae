//! RDF/XML as a graph: nodes with what is said of each, in the order they first stand. Source: RDF 1.1 XML Syntax.
//!
//! Refused: `rdf:parseType`, properties written as attributes, text beside a node. Nothing is ever fetched.

use crate::base::{Limits, Phrase, Place, phrase};
use crate::read::Source;
use crate::read::error::ReadError;
use crate::read::xml::{Buffer, Event, Said, Space, Xml};
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};
use std::borrow::Cow;
use std::rc::Rc;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of the terms of SPDX 2.
pub(super) const SPDX: &str = "http://spdx.org/rdf/terms#";

/// What a property leads to.
#[derive(Clone, Debug)]
pub(super) enum Object {
    Text(String),
    Uri(String),
    Node(usize),
}

/// A name of a type or property, held once for all that have it: the local name for one of SPDX, with its namespace
/// otherwise.
pub(super) type Name = Rc<str>;

/// One statement: property, object, place.
pub(super) type Statement = (Name, Object, Place);

/// One node.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its address; empty for one without.
    pub(super) uri: Rc<str>,
    /// Its type; empty for none.
    pub(super) kind: Name,
    pub(super) place: Place,
    pub(super) end: u32,
    pub(super) said: Vec<Statement>,
}

impl Node {
    /// What stands behind a property.
    pub(super) fn objects<'n>(&'n self, property: &'n str) -> impl Iterator<Item = &'n Object> {
        self.said.iter().filter(move |(name, ..)| **name == *property).map(|(_, object, _)| object)
    }
}

/// The nodes of a document.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    by_uri: HashMap<Rc<str>, usize, RandomState>,
    by_name: HashMap<Rc<str>, usize, RandomState>,
    /// A byte order mark stood before the text.
    pub(super) marked: bool,
}

impl Graph {
    /// The node of an address, if it is described.
    pub(super) fn described(&self, uri: &str) -> Option<usize> {
        self.by_uri.get(uri).copied()
    }

    fn node(&mut self, key: Key) -> usize {
        let fresh = self.nodes.len();
        let at = match key {
            Key::Anonymous => fresh,
            Key::Uri(uri) => *self.by_uri.entry(uri).or_insert(fresh),
            Key::Name(name) => *self.by_name.entry(name).or_insert(fresh),
        };
        if at == fresh {
            self.nodes.push(Node::default());
        }
        at
    }
}

enum Key {
    Anonymous,
    Uri(Rc<str>),
    Name(Rc<str>),
}

/// One open element.
enum Frame {
    Root,
    Node(usize),
    Property { node: usize, name: Name, object: Option<Object>, text: String, place: Place },
}

type Attributes<'b> = Vec<(Name, Cow<'b, str>)>;

/// Reads a document.
///
/// # Errors
/// When it is no well-formed XML, no RDF that is read here, or past a limit.
pub(super) fn read(input: &mut Source<'_>, limits: &Limits) -> Result<Graph, ReadError> {
    let mut xml = Xml::new(input, limits);
    let mut reader = Reader { graph: Graph::default(), stack: Vec::new(), limits: *limits, place: Place::default() };
    let mut names = Names::default();
    let mut buffer = Buffer::default();
    loop {
        // Only what says nothing else says its text.
        xml.pass_blanks(!matches!(reader.stack.last(), Some(Frame::Property { object: None, .. })));
        let event = xml.next(&mut buffer)?;
        reader.place = xml.start();
        match event {
            Event::Open(tag) => {
                let name = names.of(&xml, tag.space, tag.local);
                let own = |said: &Said<'_>| xml.uri(said.space) != XML;
                let attributes = xml.attributes(tag).filter(own);
                let attributes = attributes.map(|said| (names.of(&xml, said.space, said.local), said.value())).collect();
                reader.start(name, attributes)?;
                if let Some(Frame::Property { object: None, text, .. }) = reader.stack.last_mut()
                    && let Some(said) = xml.leaf().filter(|said| said.len() <= limits.string)
                {
                    let length = said.len();
                    text.push_str(said);
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

/// The names of a document.
#[derive(Default)]
struct Names {
    known: HashSet<Name, RandomState>,
    scratch: String,
}

impl Names {
    /// A name with its namespace, that of SPDX left out.
    fn of(&mut self, xml: &Xml<'_>, space: Space, local: &str) -> Name {
        self.scratch.clear();
        match xml.uri(space) {
            SPDX => {}
            "" => self.scratch.push(':'),
            uri => self.scratch.push_str(uri),
        }
        self.scratch.push_str(local);
        if let Some(known) = self.known.get(self.scratch.as_str()) {
            return Rc::clone(known);
        }
        let name = Name::from(self.scratch.as_str());
        self.known.insert(Rc::clone(&name));
        name
    }
}

struct Reader {
    graph: Graph,
    stack: Vec<Frame>,
    limits: Limits,
    place: Place,
}

impl Reader {
    #[cold]
    fn fault<T>(&self, why: Phrase) -> Result<T, ReadError> {
        Err(ReadError::Syntax { place: self.place, format: "RDF/XML", why })
    }

    fn start(&mut self, name: Name, attributes: Attributes<'_>) -> Result<(), ReadError> {
        match self.stack.last_mut() {
            None if name.strip_prefix(RDF) == Some("RDF") => self.stack.push(Frame::Root),
            None => return self.fault(phrase!("the root element is not `rdf:RDF`")),
            Some(Frame::Root) => {
                let node = self.open(name, attributes)?;
                self.stack.push(Frame::Node(node));
            }
            Some(Frame::Property { object, .. }) => {
                if object.is_some() {
                    return self.fault(phrase!("a property with two values"));
                }
                let node = self.open(name, attributes)?;
                if let Some(Frame::Property { object, .. }) = self.stack.last_mut() {
                    *object = Some(Object::Node(node));
                }
                self.stack.push(Frame::Node(node));
            }
            Some(Frame::Node(node)) => {
                let node = *node;
                let object = self.object(attributes)?;
                self.stack.push(Frame::Property { node, name, object, text: String::new(), place: self.place });
            }
        }
        Ok(())
    }

    /// Opens a node.
    fn open(&mut self, kind: Name, attributes: Attributes<'_>) -> Result<usize, ReadError> {
        let mut key = Key::Anonymous;
        for (name, value) in attributes {
            let fresh = matches!(key, Key::Anonymous);
            key = match name.strip_prefix(RDF) {
                Some("about") if fresh => Key::Uri(value.into()),
                Some("ID") if fresh => Key::Uri(format!("#{value}").into()),
                Some("nodeID") if fresh => Key::Name(value.into()),
                _ => return self.fault(phrase!("attribute `{}` of a node is not read; write it as an element", &*name)),
            };
        }
        let uri = if let Key::Uri(uri) = &key { Rc::clone(uri) } else { Rc::default() };
        let at = self.graph.node(key);
        if self.graph.nodes.len() > self.limits.components.saturating_mul(8) {
            return Err(ReadError::Limit { place: self.place, what: "nodes", limit: self.limits.components.saturating_mul(8) });
        }
        let kind = if kind.strip_prefix(RDF) == Some("Description") { Name::default() } else { kind };
        self.typed(at, kind)?;
        let place = self.place;
        let node = &mut self.graph.nodes[at];
        node.uri = uri;
        if node.place == Place::default() {
            node.place = place;
        }
        Ok(at)
    }

    fn typed(&mut self, at: usize, kind: Name) -> Result<(), ReadError> {
        let held = &self.graph.nodes[at].kind;
        if !kind.is_empty() && !held.is_empty() && *held != kind {
            let message =
                phrase!("a node is `{}` in one place and `{}` in another: readers differ on what it is", &**held, &*kind);
            return self.fault(message);
        }
        if !kind.is_empty() {
            self.graph.nodes[at].kind = kind;
        }
        Ok(())
    }

    /// What the attributes of a property lead to; none when its content says so.
    fn object(&mut self, attributes: Attributes<'_>) -> Result<Option<Object>, ReadError> {
        let mut found = None;
        for (name, value) in attributes {
            let next = match name.strip_prefix(RDF) {
                Some("datatype") => continue,
                Some("resource") => Object::Uri(value.into_owned()),
                Some("nodeID") => Object::Node(self.graph.node(Key::Name(value.into()))),
                _ => {
                    return self
                        .fault(phrase!("attribute `{}` of a property is not read; write its value as an element", &*name));
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
        match self.stack.last_mut() {
            Some(Frame::Property { object: None, text, .. }) => {
                text.push_str(more);
                if text.len() > self.limits.string {
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
            Some(Frame::Node(node)) => self.graph.nodes[node].end = end,
            Some(Frame::Property { node, name, object, text, place }) => {
                let object = match object {
                    Some(Object::Node(_)) if !text.trim().is_empty() => return self.fault(phrase!("text beside a node")),
                    Some(object) => object,
                    None => Object::Text(text),
                };
                match (name.strip_prefix(RDF), &object) {
                    (Some("type"), Object::Uri(uri)) => {
                        let kind = uri.strip_prefix(SPDX).unwrap_or(uri);
                        self.typed(node, kind.into())?;
                    }
                    _ => self.graph.nodes[node].said.push((name, object, place)),
                }
            }
            None => return self.fault(phrase!("an end without a start")),
        }
        Ok(())
    }
}
