//! The end of a document: relationships become edges, the subject is found, the document's own words are read.

use super::build::{Builder, End, Tie};
use super::record::{Field, Record, Said, What};
use super::relation::Meaning;
use crate::base::{Place, Text, phrase};
use crate::model::{Composition, Kind, ListField, NoteCode, Relation, Role, Row};
use crate::read::deviation::When;
use crate::read::error::ReadError;
use foldhash::fast::RandomState;
use hashbrown::HashSet;

/// The SPDXID of every document. Source: SPDX 2.3, clause 6.3.
const DOCUMENT: &str = "SPDXRef-DOCUMENT";

impl Builder<'_> {
    /// Ends the document, whose own record is `document`.
    ///
    /// # Errors
    /// When it is of no version that is read, or a limit is passed.
    pub(super) fn finish(mut self, document: &Record) -> Result<(), ReadError> {
        let minor = version(document)?;
        self.hear(document);
        self.document(document)?;
        self.settle_licenses();
        self.settle_remarks();
        let edges = self.edges();
        let contained: HashSet<Row, RandomState> =
            edges.iter().filter(|(_, _, meaning, _)| *meaning == Meaning::Edge(Relation::Contains)).map(|edge| edge.1).collect();
        self.settle_files(&|row| contained.contains(&row));
        for (from, to, meaning, _) in edges {
            if meaning == Meaning::Data && self.untold(from) {
                self.draft.parts.kind[from] = Kind::Dataset;
            }
            let kinds = &self.draft.parts.kind;
            let relation = match meaning {
                Meaning::Edge(relation) => relation,
                Meaning::Data if kinds[to].is_model() && !software(kinds[from]) => Relation::TrainedOn,
                Meaning::Data | Meaning::Describes => Relation::DependsOn,
            };
            let (from, to) = if meaning == Meaning::Data { (to, from) } else { (from, to) };
            // What was made from itself says nothing of what it was made from.
            if relation == Relation::Ancestor && from != to {
                self.draft.carries(from, ListField::Ancestors);
            }
            self.draft.relate(from, to, relation);
        }
        for (id, place) in std::mem::take(&mut self.underived) {
            if let Some(row) = self.row(id, place) {
                self.draft.carries(row, ListField::Ancestors);
            }
        }
        for (id, place) in std::mem::take(&mut self.unknown_ends) {
            if self.row(id, place).is_some() {
                let aggregate = self.draft.texts.intern("unknown");
                self.draft.document.compositions.push(Composition { aggregate, covers: vec![id] });
            }
        }
        self.subject(document);
        std::mem::take(&mut self.tally).settle((2, minor), self.draft);
        self.draft.document.format = "SPDX";
        self.draft.document.spec_version = format!("2.{minor}");
        self.check_notes(document.start)
    }

    /// Relationships between components.
    fn edges(&mut self) -> Vec<(Row, Row, Meaning, Place)> {
        let mut edges = Vec::with_capacity(self.ties.len());
        for Tie { from, to, meaning, place } in std::mem::take(&mut self.ties) {
            let (left, right) = (self.end(from, place), self.end(to, place));
            match (left, right, meaning) {
                (None, Some(_), Meaning::Describes) => {
                    if let End::Id(id) = to {
                        self.described.push((id, place));
                    }
                }
                (Some(from), Some(to), meaning) => edges.push((from, to, meaning, place)),
                _ => {}
            }
        }
        edges
    }

    fn end(&mut self, end: End, place: Place) -> Option<Row> {
        match end {
            End::Row(row) => Some(row),
            End::Id(id) => self.row(id, place),
        }
    }

    /// The component of an id; what names nothing is noted once.
    fn row(&mut self, id: Text, place: Place) -> Option<Row> {
        if let Some(found) = self.ids.get(&id) {
            return *found;
        }
        // One note for each missing element, however often it is named.
        if !self.lost.insert(id) {
            return None;
        }
        let name = self.draft.texts.get(id).to_owned();
        let document = name.split_once(':').map(|(document, _)| self.draft.texts.intern(document));
        if document.is_some_and(|document| self.externals.contains(&document)) {
            let message = phrase!("a relationship names `{}`, a part of another document that was not given", name);
            self.draft.note(NoteCode::BomLink, None, place, String::new(), message);
        } else {
            let message = phrase!("a relationship names `{}`, and no element of the document carries that SPDXID", name);
            self.draft.note(NoteCode::DanglingRef, None, place, String::new(), message);
        }
        None
    }

    /// One subject: the first package described. What else is described stays a part, so that every rule on parts is
    /// asked of it. A document of one package describes that one.
    fn subject(&mut self, document: &Record) {
        let mut rows = Vec::new();
        for (id, place) in std::mem::take(&mut self.described) {
            rows.extend(self.row(id, place));
        }
        rows.sort_by_key(|row| (self.draft.parts.kind[*row] == Kind::File, *row));
        let first = rows.first().copied().or_else(|| {
            let mut parts = self.draft.parts.rows().filter(|row| self.draft.parts.role[*row] == Role::Part);
            match (self.packages(), parts.next(), parts.next()) {
                (1, Some(only), None) => Some(only),
                _ => None,
            }
        });
        let Some(row) = first else {
            self.missing(What::Document, "documentDescribes", When::Always, (None, document.start));
            return;
        };
        self.draft.parts.role[row] = Role::Subject;
        if self.untold(row) {
            self.draft.parts.kind[row] = Kind::Application;
        }
    }

    /// What the document says of itself. Source: SPDX 2.3, clause 6.
    fn document(&mut self, record: &Record) -> Result<(), ReadError> {
        let mut creators = 0;
        for said in record.iter() {
            match said.field {
                Field::Id => {
                    self.declare(said.text, said.place);
                    if said.text != DOCUMENT {
                        let message = phrase!("SPDXID of the document is `{}`, expected `SPDXRef-DOCUMENT`", said.text);
                        self.malformed(None, said.place, message);
                    }
                }
                Field::Namespace => {
                    self.draft.document.serial = self.named(said, "documentNamespace", None);
                    if !said.text.contains(':') || said.text.contains('#') {
                        let message = phrase!("documentNamespace `{}` is not a URI without `#`", said.text);
                        self.malformed(None, said.place, message);
                    }
                }
                Field::DataLicense if said.text != "CC0-1.0" => {
                    self.unlisted("dataLicense", said.text, When::Always, (None, said.place));
                }
                Field::Created => {
                    self.draft.document.timestamp = self.draft.say(said.text);
                    self.instant(said, "created", None);
                }
                Field::Creator => {
                    self.creator(said, creators)?;
                    creators += 1;
                }
                Field::Describes => {
                    let id = self.draft.texts.intern(said.text);
                    self.described.push((id, said.place));
                }
                _ => {}
            }
        }
        // What the format always calls it, whatever it calls itself: where no element takes that id, it is clear who is meant.
        let id = self.draft.texts.intern(DOCUMENT);
        if !self.ids.contains_key(&id) {
            self.declare(DOCUMENT, record.start);
        }
        for (field, key) in [
            (Field::Id, "SPDXID"),
            (Field::Name, "name"),
            (Field::DataLicense, "dataLicense"),
            (Field::Namespace, "documentNamespace"),
            (Field::Created, "created"),
            (Field::Creator, "creators"),
        ] {
            if record.first(field).is_none() {
                self.missing(What::Document, key, When::Always, (None, record.start));
            }
        }
        Ok(())
    }
}

/// The minor version, or why the document is not read.
fn version(document: &Record) -> Result<u8, ReadError> {
    let Some(Said { text, place, .. }) = document.first(Field::Version) else {
        return Err(ReadError::NotSpdx { why: phrase!("`spdxVersion` is missing; the format requires it") });
    };
    match text.trim() {
        "SPDX-2.2" => Ok(2),
        "SPDX-2.3" => Ok(3),
        other => {
            let why = match other.strip_prefix("SPDX-").unwrap_or_default().as_bytes() {
                [b'1', b'.', ..] | [b'2', b'.', b'0' | b'1'] => phrase!("`{}` is older than what is read", other),
                [b'3', ..] => phrase!("`{}` is written as JSON-LD, never in this form", other),
                _ => phrase!("`{}` is not a version of SPDX 2", other),
            };
            Err(ReadError::SpdxVersion { place, why })
        }
    }
}

/// Whether a part is software, and therefore no training data.
fn software(kind: Kind) -> bool {
    !matches!(kind, Kind::Dataset | Kind::File | Kind::Other)
}
