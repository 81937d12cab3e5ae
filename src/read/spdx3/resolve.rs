//! The end of a document: references become edges, parties and licences; the subject is found; kinds are decided.

use super::Reader;
use super::commit::{Collection, Edge, Target};
use super::keys::Link;
use super::relationship::Meaning;
use crate::base::{Index, Phrase, Place, Text, phrase};
use crate::model::{Composition, Evidence, Kind, ListField, NoteCode, Packed, Party, PartyId, Role, Row, Stated};
use crate::read::error::ReadError;
use foldhash::fast::RandomState;
use hashbrown::HashSet;

impl Reader<'_> {
    /// What an identifier names. Nothing is REJECT, another document INCOMPLETE; both are said once.
    pub(super) fn find(&mut self, id: Text, place: Place, field: &'static str) -> Target {
        if let Some(target) = self.graph.targets.get(&id) {
            return *target;
        }
        let name = self.draft.texts.get(id);
        let target = if super::license::is_listed(name) { Target::Element } else { Target::Missing };
        if target == Target::Missing {
            let message = phrase!("{} names `{}`, and no element of the document is that", Phrase::word(field), name);
            self.note(NoteCode::DanglingRef, place, message);
        }
        self.graph.targets.insert(id, target);
        target
    }

    /// Resolves everything that waited for the rest of the document.
    pub(super) fn resolve(&mut self) -> Result<(), ReadError> {
        self.imports();
        for (row, pointer) in std::mem::take(&mut self.graph.borrowed) {
            match self.find(pointer.to, pointer.place, "an element") {
                Target::Extras(at) => {
                    for extra in self.graph.extras[at as usize].clone() {
                        self.extra_of(row, extra);
                    }
                }
                Target::Missing | Target::Elsewhere => {}
                _ => {
                    let message = phrase!("`{}` is no checksum, identifier or address", self.draft.texts.get(pointer.to));
                    self.draft.note_at(NoteCode::MalformedValue, row, pointer.place, message);
                }
            }
        }
        self.makers();
        self.remarks();
        self.compositions();
        let subject = self.subject();
        self.creation();
        let contained = self.edges()?;
        self.check_notes()?;
        for (id, place) in std::mem::take(&mut self.graph.mentioned) {
            self.find(id, place, "an element");
        }
        if let Some(subject) = subject {
            self.draft.parts.role[subject] = Role::Subject;
        }
        self.judge(&contained);
        self.check_notes()
    }

    /// One composition for each word, of every part it is said of.
    fn compositions(&mut self) {
        let mut declared: HashSet<Row, RandomState> = HashSet::default();
        let stated = std::mem::take(&mut self.graph.stated);
        for word in ["complete", "incomplete", "unknown"] {
            let mut covers = Vec::new();
            for (_, from) in stated.iter().filter(|(aggregate, _)| *aggregate == word) {
                let Target::Row(row) = self.find(from.to, from.place, "`from` of a relationship") else { continue };
                if covers.last() != Some(&from.to) {
                    covers.push(from.to);
                }
                if declared.insert(row) {
                    let name = self.draft.texts.get(from.to).to_owned();
                    self.draft.declare(&name, Some(row), from.place);
                }
            }
            if !covers.is_empty() {
                let aggregate = self.draft.texts.intern(word);
                self.draft.document.compositions.push(Composition { aggregate, covers });
            }
        }
    }

    /// Remarks, on what they are about.
    fn remarks(&mut self) {
        for (about, creation, mut annotation) in std::mem::take(&mut self.graph.remarks) {
            if let Some(creation) = creation
                && let Target::Creation(at) = self.find(creation.to, creation.place, "`creationInfo`")
            {
                let creation = &self.graph.creations[at as usize];
                annotation.date = creation.created;
                if let Some(by) = creation.by.first().copied() {
                    annotation.annotator = self.agent_of(by.to, by.place).0;
                }
            }
            let mut rows = Vec::new();
            for pointer in about {
                if let Target::Row(row) = self.find(pointer.to, pointer.place, "`subject` of an annotation") {
                    rows.push(row);
                }
            }
            if rows.is_empty() {
                self.draft.annotate(None, annotation);
            }
            rows.into_iter().for_each(|row| self.draft.annotate(Some(row), annotation));
        }
    }

    /// Elements of other documents: what is not here is not judged, and that is said.
    fn imports(&mut self) {
        for (id, place) in std::mem::take(&mut self.graph.imports) {
            if self.graph.targets.contains_key(&id) {
                continue;
            }
            self.graph.targets.insert(id, Target::Elsewhere);
            let message = phrase!("`import` names `{}`, a part of another document that was not given", self.draft.texts.get(id));
            self.note(NoteCode::BomLink, place, message);
        }
    }

    /// The agent a reference names. What is no identifier is taken for a name.
    fn agent_of(&mut self, id: Text, place: Place) -> (Packed<PartyId>, bool) {
        if !self.graph.targets.contains_key(&id) && !self.draft.texts.get(id).contains(':') {
            let name = self.draft.texts.get(id).to_owned();
            self.deviates(NoteCode::WrongType, "a reference to an agent", name.chars().take(80).collect::<String>(), place);
            let name = self.draft.say(&name);
            let party = self.draft.party_stated(Party { name, ..Party::default() });
            return (party, false);
        }
        match self.find(id, place, "an agent") {
            Target::Agent(at) => {
                let agent = self.graph.agents[at as usize];
                (agent.party, agent.person)
            }
            Target::None => (Stated::Nothing.into(), false),
            Target::Element | Target::Row(_) => (Packed::default(), false),
            _ => (Stated::Unknown.into(), false),
        }
    }

    /// Suppliers and makers. The first organisation that made it is the manufacturer, everyone else an author.
    fn makers(&mut self) {
        for (row, pointer) in std::mem::take(&mut self.graph.makers) {
            let (party, person) = self.agent_of(pointer.to, pointer.place);
            let parts = &mut self.draft.parts;
            let held = if pointer.link == Link::SuppliedBy { &mut parts.supplier[row] } else { &mut parts.manufacturer[row] };
            if held.get() == Stated::Absent && !(person && pointer.link == Link::OriginatedBy) {
                *held = party;
            } else if let Stated::Value(party) = party.get() {
                self.draft.carries(row, ListField::Authors);
                self.draft.lists.authors.push((row, party));
            }
        }
    }

    /// The rows a root leads to, through collections.
    pub(super) fn roots(&mut self, collection: usize, depth: usize, found: &mut Vec<Row>) {
        if depth == 0 {
            return;
        }
        for root in self.graph.collections[collection].roots.clone() {
            match self.find(root.to, root.place, "`rootElement`") {
                Target::Row(row) => found.push(row),
                Target::Collection(at) => self.roots(at as usize, depth - 1, found),
                _ => {}
            }
        }
    }

    /// What the document is about: the first root. Others stay parts, so that rules on parts are asked of them.
    fn subject(&mut self) -> Option<Row> {
        let documents: Vec<usize> =
            self.graph.collections.iter().enumerate().filter(|(_, one)| one.document).map(|(at, _)| at).collect();
        if let Some(second) = documents.get(1) {
            let place = self.graph.collections[*second].place;
            self.note(NoteCode::SecondDocument, place, phrase!("a second `SpdxDocument`: readers differ on which one counts"));
        }
        let mut found = Vec::new();
        match documents.first() {
            Some(document) => self.roots(*document, 8, &mut found),
            None => (0..self.graph.collections.len()).for_each(|at| self.roots(at, 1, &mut found)),
        }
        if found.is_empty() {
            let described: Vec<Edge> =
                self.graph.edges.iter().filter(|edge| edge.meaning == Meaning::Describes).copied().collect();
            for edge in described {
                if let Target::Row(row) = self.find(edge.to, edge.place, "`describes`") {
                    found.push(row);
                }
            }
        }
        found.first().copied()
    }

    /// Who made the document, when, and with what.
    fn creation(&mut self) {
        let of_document = |one: &&Collection| one.document;
        let document = self.graph.collections.iter().find(of_document).or(self.graph.collections.first());
        if let Some(id) = document.and_then(|one| one.id) {
            self.draft.document.serial = Stated::Value(id).into();
        }
        let pointer = document.and_then(|one| one.creation);
        let stated = pointer.map(|pointer| self.find(pointer.to, pointer.place, "`creationInfo`"));
        // Without a document, only one statement is clear.
        let at = match (stated, self.graph.creations.len()) {
            (Some(Target::Creation(at)), _) => at as usize,
            (None, 1) => 0,
            _ => return,
        };
        let creation = std::mem::take(&mut self.graph.creations[at]);
        self.draft.document.timestamp = creation.created;
        for pointer in creation.by {
            let (party, _) = self.agent_of(pointer.to, pointer.place);
            if let Stated::Value(party) = party.get() {
                self.draft.document.authors.push(party);
            }
        }
        for pointer in creation.using {
            let tool = self.find(pointer.to, pointer.place, "`createdUsing`");
            if let Target::Row(row) = tool
                && self.draft.parts.role[row] != Role::Tool
            {
                let message = phrase!("`createdUsing` names an element that is no tool");
                self.draft.note_at(NoteCode::MalformedValue, row, pointer.place, message);
            }
        }
    }

    /// Decides the kind of every row, now that it is known what stands inside what.
    fn judge(&mut self, contained: &[bool]) {
        let mut pages = vec![false; contained.len()];
        for row in &self.graph.dataset_pages {
            pages[row.at()] = true;
        }
        for row in self.draft.parts.rows() {
            let evidence = Evidence {
                has_card: self.draft.parts.carries(row, ListField::Card),
                dataset_page: pages[row.at()],
                weights_inside: false,
                inside: contained[row.at()],
                presumed: Kind::Other,
            };
            self.draft.judge(row, evidence);
            if self.draft.parts.kind[row] == Kind::Other && self.draft.parts.role[row] == Role::Tool {
                self.draft.parts.kind[row] = Kind::Tool;
            }
        }
    }
}
