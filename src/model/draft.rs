//! A bill while it is being read.

use super::annotation::{self, Annotation, Remark};
use super::bom::{Bom, Document};
use super::card::{Card, DataItem, Flow, Service};
use super::component::{Components, Digest, ListField, Property, Reference, Row};
use super::kind::{Kind, Role};
use super::license::{License, LicenseId};
use super::mention;
use super::note::{Note, NoteCode};
use super::packages;
use super::party::{Party, PartyId};
use super::refs::{Carrier, RefId, Refs};
use super::relation::Relation;
use super::resolve;
use super::stated::{Packed, Stated, state_of};
use crate::base::{Column, Limits, Phrase, Place, Skeleton, Span, Text, Texts, phrase};
use foldhash::fast::RandomState;
use hashbrown::HashMap;

/// A limit was passed: the input is REJECT.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {limit} {what}")]
pub struct PastLimit {
    /// What there is too much of.
    pub what: &'static str,
    /// How much is taken at most.
    pub limit: usize,
}

/// Something only named, to be found among the components or to become a row of its own.
#[derive(Debug)]
pub(super) struct Mention {
    /// Nothing: the document itself names it.
    pub(super) from: Option<Row>,
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) relation: Relation,
    pub(super) place: Place,
}

/// Lists of the components, as (row, entry) pairs until they are grouped.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Lists {
    pub authors: Vec<(Row, PartyId)>,
    pub licenses: Vec<(Row, LicenseId)>,
    pub hashes: Vec<(Row, Digest)>,
    pub references: Vec<(Row, Reference)>,
    pub properties: Vec<(Row, Property)>,
    pub endpoints: Vec<(Row, Text)>,
    pub flows: Vec<(Row, Flow)>,
    pub data: Vec<(Row, DataItem)>,
    pub cards: Vec<(Row, Card)>,
    pub services: Vec<(Row, Service)>,
    pub cpes: Vec<(Row, Text)>,
    pub scopes: Vec<(Row, Text)>,
    pub copyrights: Vec<(Row, Packed<Text>)>,
    pub words: Vec<(Row, Text)>,
    pub annotations: Vec<(Row, Annotation)>,
}

/// What the document says of itself, which is said of its subject.
#[derive(Debug, Default)]
pub struct OfDocument {
    /// `properties` of the root and of the metadata.
    pub properties: Vec<Property>,
    /// `externalReferences` of the root.
    pub references: Vec<Reference>,
    /// Words about models, overheard.
    pub(super) words: Vec<Text>,
    /// Remarks.
    pub(super) annotations: Vec<Annotation>,
}

/// A bill while it is being read. Formats fill it, [`Self::freeze`] makes it a [`Bom`].
///
/// For each component: [`Self::open`], then its columns and lists in any order, then [`Self::close`].
#[derive(Debug)]
pub struct Draft {
    /// What the bill says of itself.
    pub document: Document,
    /// Interned text.
    pub texts: Texts,
    /// The columns, filled by row.
    pub parts: Components,
    /// The lists, filled as pairs.
    pub lists: Lists,
    /// What this input may cost.
    pub limits: Limits,
    pub(super) parties: Column<PartyId, Party>,
    pub(super) licenses: Column<LicenseId, License>,
    pub(super) notes: Vec<Note>,
    pub(super) seen: usize,
    pub(super) refs: Refs,
    /// Bom-refs that are named and not carried, so far.
    pub(super) missing: usize,
    pub(super) edges: Vec<(Row, Row, Relation)>,
    pub(super) links: Vec<(Row, RefId, Relation, Place)>,
    pub(super) sources: Vec<(RefId, Place)>,
    pub(super) dependencies: Vec<(u32, RefId, Relation)>,
    /// Edges whose far end waits to be looked for.
    waiting: Vec<(u32, Relation)>,
    pub(super) mentions: Vec<Mention>,
    pub(super) packages: Vec<packages::Heard>,
    pub(super) remarks: Vec<Remark>,
    /// What the document says of itself.
    pub of_document: OfDocument,
    party_index: HashMap<Party, PartyId, RandomState>,
    license_index: HashMap<License, LicenseId, RandomState>,
}

impl Draft {
    /// An empty bill.
    pub fn new(limits: Limits) -> Self {
        Self {
            document: Document::default(),
            texts: Texts::default(),
            parts: Components::default(),
            lists: Lists::default(),
            limits,
            parties: Column::default(),
            licenses: Column::default(),
            notes: Vec::new(),
            seen: 0,
            refs: Refs::default(),
            missing: 0,
            edges: Vec::new(),
            links: Vec::new(),
            sources: Vec::new(),
            dependencies: Vec::new(),
            waiting: Vec::new(),
            mentions: Vec::new(),
            packages: Vec::new(),
            remarks: Vec::new(),
            of_document: OfDocument::default(),
            party_index: HashMap::default(),
            license_index: HashMap::default(),
        }
    }

    /// Free text as a column holds it: placeholders become their case, values are interned trimmed.
    pub fn say(&mut self, text: &str) -> Packed<Text> {
        state_of(text).map(|value| self.texts.intern(value)).into()
    }

    /// As [`Self::say`], for text that seldom stands in a bill more than once; see [`Texts::keep`].
    pub fn keep(&mut self, text: &str) -> Packed<Text> {
        state_of(text).map(|value| self.texts.keep(value)).into()
    }

    /// The string behind a packed handle, or nothing.
    pub fn value(&self, packed: Packed<Text>) -> Option<&str> {
        packed.get().value().map(|text| self.texts.get(text))
    }

    /// The entry of a party; equal statements share one.
    pub fn party(&mut self, party: Party) -> PartyId {
        *self.party_index.entry(party).or_insert_with(|| self.parties.push(party))
    }

    /// What a party field says: a party without a name is what its name says (absent, unknown, ...).
    pub fn party_stated(&mut self, party: Party) -> Packed<PartyId> {
        let id = self.party(party);
        match party.name.get() {
            Stated::Value(_) | Stated::Absent if party != Party::default() => Stated::Value(id).into(),
            Stated::Value(_) | Stated::Absent => Packed::default(),
            Stated::Unknown => Stated::Unknown.into(),
            Stated::Withheld => Stated::Withheld.into(),
            Stated::Nothing => Stated::Nothing.into(),
        }
    }

    /// The party behind an entry.
    pub fn party_of(&self, id: PartyId) -> Party {
        self.parties[id]
    }

    /// The entry of a licence; equal statements share one.
    pub fn license(&mut self, license: License) -> LicenseId {
        *self.license_index.entry(license).or_insert_with(|| self.licenses.push(license))
    }

    /// An element was met where a component can stand, but could not become a row.
    pub fn unread(&mut self) {
        self.seen += 1;
    }

    /// Starts a component. `pointer` is the last part of its JSON pointer, appended to its parent's.
    ///
    /// # Errors
    /// When the bill holds more components than the limit.
    pub fn open(&mut self, role: Role, parent: Option<Row>, pointer: &str, start: Place) -> Result<Row, PastLimit> {
        self.seen += 1;
        if self.parts.len() >= self.limits.components {
            return Err(PastLimit { what: "components", limit: self.limits.components });
        }
        let parts = &mut self.parts;
        let row = parts.kind.push(Kind::Other);
        parts.declared.push(Packed::default());
        parts.role.push(role);
        parts.parent.push(parent);
        parts.span.push(Span { start, end: start.offset });
        let numbered = pointer.rsplit_once('/').and_then(|(head, tail)| Some((head, tail.parse().ok()?)));
        let (head, number) = numbered.map_or((pointer, None), |(head, number)| (head, Some(number)));
        parts.pointer.push((self.texts.intern(head), number.unwrap_or(u32::MAX)));
        for column in
            [&mut parts.name, &mut parts.version, &mut parts.group, &mut parts.reference, &mut parts.purl, &mut parts.description]
        {
            column.push(Packed::default());
        }
        for column in [&mut parts.supplier, &mut parts.manufacturer, &mut parts.publisher] {
            column.push(Packed::default());
        }
        parts.lists.push(0);
        Ok(row)
    }

    /// The key of `list` is there.
    pub fn carries(&mut self, row: Row, list: ListField) {
        self.parts.lists[row] |= 1 << list as u8;
    }

    /// Ends a component: [`Self::settle`] with what is known of it now. A kind set before is what it is taken for where
    /// nothing is declared.
    pub fn close(&mut self, row: Row, end: u32) {
        self.parts.span[row].end = end;
        self.settle(row, self.parts.parent[row].is_some());
    }

    /// `row` carries the bom-ref `text`. A second element of the same bom-ref is REJECT.
    pub fn reference(&mut self, row: Row, text: &str, place: Place) {
        self.declare(text, Some(row), place);
        self.parts.reference[row] = self.keep(text);
    }

    /// Any element carries the bom-ref `text`.
    pub fn declare(&mut self, text: &str, target: Option<Row>, place: Place) {
        let plain = text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        if !plain && (Skeleton::hides(text) || text.chars().any(char::is_control)) {
            self.note(
                NoteCode::ForbiddenCharacter,
                target,
                place,
                String::new(),
                phrase!("bom-ref {} holds invisible or control characters", format!("{text:?}")),
            );
        }
        let id = self.refs.of(text, &mut self.texts);
        let carrier = target.map_or(Carrier::Element, Carrier::Part);
        let before = self.refs.carry(id, carrier);
        if before != Carrier::Nobody {
            // A component and its own data item: whichever is meant, it is this row.
            let clear = target.is_some() && before == carrier;
            let code = if clear { NoteCode::MalformedValue } else { NoteCode::DuplicateRef };
            let message = phrase!("bom-ref `{}` is carried by more than one element", text);
            self.note(code, target, place, String::new(), message);
        }
    }

    /// An edge between two rows.
    pub fn relate(&mut self, from: Row, to: Row, relation: Relation) {
        self.edges.push((from, to, relation));
    }

    /// An edge to whatever carries the bom-ref `to`. Naming nothing is REJECT.
    pub fn relate_ref(&mut self, from: Row, to: &str, relation: Relation, place: Place) {
        let to = self.refs.of(to, &mut self.texts);
        self.links.push((from, to, relation, place));
    }

    /// Starts an entry of the dependency graph, for what carries the bom-ref `from`.
    pub fn dependency(&mut self, from: &str, place: Place) -> u32 {
        let from = self.refs.next(from, &mut self.texts);
        self.sources.push((from, place));
        u32::try_from(self.sources.len() - 1).expect("inputs are limited to u32 elements")
    }

    /// One edge of a dependency entry.
    pub fn depends(&mut self, entry: u32, to: &str, relation: Relation) {
        self.waiting.push((entry, relation));
        if self.refs.wait(to) {
            self.settle_edges();
        }
    }

    /// Looks for the far ends of the edges that wait.
    fn settle_edges(&mut self) {
        let mut edges = self.waiting.drain(..);
        self.refs.settle(&mut self.texts, |to| {
            let (entry, relation) = edges.next().expect("a name waits for each edge");
            self.dependencies.push((entry, to, relation));
        });
    }

    /// `from` names something that may or may not be described in the bill. What is not becomes a row of its own, so
    /// that policy is asked of it too.
    pub fn mention(&mut self, from: Row, name: &str, kind: Kind, relation: Relation, place: Place) {
        self.mentions.push(Mention { from: Some(from), name: name.trim().to_owned(), kind, relation, place });
    }

    /// The document itself names something; it stands for its subject. See [`Self::mention`].
    pub fn mention_of_document(&mut self, name: &str, kind: Kind, relation: Relation, place: Place) {
        self.mentions.push(Mention { from: None, name: name.trim().to_owned(), kind, relation, place });
    }

    /// Records an imperfection of a component.
    pub fn note_at(&mut self, code: NoteCode, row: Row, place: Place, message: Phrase) {
        self.note(code, Some(row), place, String::new(), message);
    }

    /// Records an imperfection. `pointer` may be empty when `row` is given. See [`Self::check_notes`] for the limit.
    pub fn note(&mut self, code: NoteCode, row: Option<Row>, place: Place, pointer: String, message: Phrase) {
        self.notes.push(Note { code, row, place, pointer, message });
    }

    /// Whether more was noted than an input may cost; readers ask this after each component.
    ///
    /// # Errors
    /// When the limit is passed.
    pub fn check_notes(&self) -> Result<(), PastLimit> {
        if self.notes.len() > self.limits.notes {
            return Err(PastLimit { what: "deviations", limit: self.limits.notes });
        }
        Ok(())
    }

    /// Resolves references, groups lists, and freezes the bill.
    ///
    /// # Errors
    /// When mentions would take the bill past its limit of components.
    pub fn freeze(mut self, name: &str) -> Result<Bom, PastLimit> {
        self.settle_edges();
        annotation::settle(&mut self);
        resolve::references(&mut self);
        resolve::of_document(&mut self);
        resolve::cards(&mut self);
        packages::named(&mut self)?;
        mention::mentions(&mut self)?;
        self.check_notes()?;
        // Nothing is interned from here on: what only served that is given back before the lists are grouped.
        self.texts.seal();
        (self.party_index, self.license_index) = (HashMap::default(), HashMap::default());
        Ok(resolve::group(self, name))
    }
}
