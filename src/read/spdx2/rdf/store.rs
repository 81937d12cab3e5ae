//! The nodes of a document and what is said of each, as numbers into one text and one list of statements: a relationship is
//! four elements, so each has to be small.

use super::names::{Name, Names, SPDX};
use super::term::word;
use crate::base::Place;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// A part of the text of a graph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    from: u32,
    to: u32,
}

/// What a property leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Object {
    Text(Part),
    Uri(Part),
    /// An address in the namespace of SPDX, by its number among those: a document has few of them, and many times.
    Term(u32),
    Node(u32),
}

/// One statement: property, object, place.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) name: Name,
    pub(super) object: Object,
    pub(super) place: Place,
    /// The next of the same node, counted from 1; 0 for none.
    next: u32,
}

/// One node.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its address; empty for one without.
    uri: Part,
    /// Its type.
    pub(super) kind: Name,
    pub(super) place: Place,
    pub(super) end: u32,
    /// What is said of it: the first and the last statement, counted from 1.
    said: (u32, u32),
}

/// What a node is found by.
#[derive(Debug)]
struct Key {
    hash: u64,
    text: Part,
    node: u32,
}

#[derive(Debug)]
struct Term {
    uri: Part,
    /// The word the other syntaxes write.
    word: String,
}

/// The nodes of a document, in the order they first stand.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) names: Names,
    nodes: Vec<Node>,
    statements: Vec<Statement>,
    /// Addresses and literals, one after the other.
    text: String,
    terms: Vec<Term>,
    by_term: HashTable<u32>,
    by_uri: HashTable<Key>,
    by_name: HashTable<Key>,
    state: RandomState,
    /// A byte order mark stood before the text.
    pub(super) marked: bool,
}

fn number(length: usize) -> u32 {
    u32::try_from(length).expect("inputs are limited to u32 bytes")
}

impl Graph {
    /// Every node with its number.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (u32, &Node)> {
        (0..).zip(&self.nodes)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    pub(super) fn node_mut(&mut self, at: u32) -> &mut Node {
        &mut self.nodes[at as usize]
    }

    /// What is said of a node, in order.
    pub(super) fn said(&self, node: &Node) -> impl Iterator<Item = &Statement> {
        let at = |next: u32| next.checked_sub(1).map(|at| &self.statements[at as usize]);
        std::iter::successors(at(node.said.0), move |statement| at(statement.next))
    }

    /// Whether nothing is said of a node.
    pub(super) fn silent(&self, node: &Node) -> bool {
        node.said.0 == 0
    }

    /// What stands behind a property of a node.
    pub(super) fn objects(&self, node: &Node, property: Name) -> impl Iterator<Item = Object> {
        self.said(node).filter(move |statement| statement.name == property).map(|statement| statement.object)
    }

    /// The address of a node; empty for one without.
    pub(super) fn uri(&self, node: &Node) -> &str {
        self.text(node.uri)
    }

    pub(super) fn text(&self, part: Part) -> &str {
        &self.text[part.from as usize..part.to as usize]
    }

    /// A term of SPDX: its address, and the word the other syntaxes write.
    pub(super) fn term(&self, at: u32) -> (&str, &str) {
        let term = &self.terms[at as usize];
        (self.text(term.uri), &term.word)
    }

    /// The node of an address, if it is described.
    pub(super) fn described(&self, uri: &str) -> Option<u32> {
        let hash = self.state.hash_one(uri);
        self.by_uri.find(hash, |key| key.hash == hash && self.text(key.text) == uri).map(|key| key.node)
    }

    /// Holds a text.
    pub(super) fn keep(&mut self, text: &str) -> Part {
        let from = number(self.text.len());
        self.text.push_str(text);
        Part { from, to: number(self.text.len()) }
    }

    /// The object an address is.
    pub(super) fn address(&mut self, uri: &str) -> Object {
        let Some(term) = uri.strip_prefix(SPDX) else { return Object::Uri(self.keep(uri)) };
        let hash = self.state.hash_one(uri);
        if let Some(known) = self.by_term.find(hash, |at| self.term(*at).0 == uri) {
            return Object::Term(*known);
        }
        let at = number(self.terms.len());
        let word = word(term);
        let uri = self.keep(uri);
        self.terms.push(Term { uri, word });
        let (terms, text, state) = (&self.terms, &self.text, &self.state);
        let again = |at: &u32| {
            let uri = terms[*at as usize].uri;
            state.hash_one(&text[uri.from as usize..uri.to as usize])
        };
        self.by_term.insert_unique(hash, at, again);
        Object::Term(at)
    }

    /// A node of its own.
    pub(super) fn anonymous(&mut self) -> u32 {
        self.nodes.push(Node::default());
        number(self.nodes.len() - 1)
    }

    /// The node of an address, a new one if there is none yet.
    pub(super) fn addressed(&mut self, uri: &str) -> u32 {
        let hash = self.state.hash_one(uri);
        if let Some(key) = self.by_uri.find(hash, |key| key.hash == hash && self.text(key.text) == uri) {
            return key.node;
        }
        let (text, node) = (self.keep(uri), self.anonymous());
        self.nodes[node as usize].uri = text;
        self.by_uri.insert_unique(hash, Key { hash, text, node }, |key| key.hash);
        node
    }

    /// The node of a name that only this document knows, a new one if there is none yet.
    pub(super) fn named(&mut self, name: &str) -> u32 {
        let hash = self.state.hash_one(name);
        if let Some(key) = self.by_name.find(hash, |key| key.hash == hash && self.text(key.text) == name) {
            return key.node;
        }
        let (text, node) = (self.keep(name), self.anonymous());
        self.by_name.insert_unique(hash, Key { hash, text, node }, |key| key.hash);
        node
    }

    /// Says something of a node.
    pub(super) fn say(&mut self, node: u32, name: Name, object: Object, place: Place) {
        self.statements.push(Statement { name, object, place, next: 0 });
        let at = number(self.statements.len());
        let said = &mut self.nodes[node as usize].said;
        let last = std::mem::replace(&mut said.1, at);
        match last.checked_sub(1) {
            Some(last) => self.statements[last as usize].next = at,
            None => said.0 = at,
        }
    }
}
