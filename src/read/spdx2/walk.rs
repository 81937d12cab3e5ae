//! The JSON and YAML forms: one walk through the tables, each element handed on as soon as it ends.

use super::build::Builder;
use super::pull::Pull;
use super::record::{Field, Record, What};
use super::tables::{ROOT, Shape, Table};
use crate::base::{Phrase, Place, nearest, phrase};
use crate::model::NoteCode;
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// Keys under which elements stand.
const CONTAINERS: &[&str] = &["packages", "files", "snippets", "relationships", "components", "externalDocumentRefs"];

/// A document being walked.
pub(super) struct Walk<'a, P> {
    pull: P,
    build: Builder<'a>,
    scratch: String,
    spare: Vec<Record>,
}

impl<'a, P: Pull> Walk<'a, P> {
    pub(super) fn new(pull: P, build: Builder<'a>) -> Self {
        Self { pull, build, scratch: String::new(), spare: Vec::new() }
    }

    /// Reads the whole document.
    ///
    /// # Errors
    /// When it is malformed, of no version that is read, or past a limit.
    pub(super) fn document(mut self) -> Result<(), ReadError> {
        let mut document = Record::default();
        self.pull.peek()?;
        document.begin(What::Document, self.pull.place());
        self.object(&ROOT, &mut document, 0)?;
        self.pull.end()?;
        if self.pull.marked() {
            self.build.marked();
        }
        self.build.finish(&document)
    }

    fn object(&mut self, table: &'static Table, record: &mut Record, group: u32) -> Result<(), ReadError> {
        self.pull.object()?;
        while let Some(key) = self.pull.key()? {
            match table.find(key) {
                Some((key, shape)) => self.value(key, shape, record, group)?,
                None => {
                    let key = key.to_owned();
                    self.unknown(table, &key)?;
                }
            }
        }
        Ok(())
    }

    fn value(&mut self, key: &'static str, shape: Shape, record: &mut Record, group: u32) -> Result<(), ReadError> {
        let kind = self.pull.peek()?;
        match shape {
            Shape::Text(field) => self.text(key, field, record, group),
            Shape::Texts(field) => self.each(key, |walk| walk.text(key, field, record, group)),
            Shape::Object(table) if kind == ValueKind::Object => self.object(table, record, group),
            Shape::Object(_) => self.stray(key),
            Shape::Groups(table) => self.each(key, |walk| {
                if walk.pull.peek()? != ValueKind::Object {
                    return walk.stray(key);
                }
                let group = record.group();
                walk.object(table, record, group)
            }),
            Shape::Records(what, table) => match kind {
                ValueKind::Array | ValueKind::Object => {
                    let inside = record.what;
                    self.each(key, |walk| walk.record(key, (what, inside), table))
                }
                ValueKind::Null => self.stray(key),
                _ => self.unread(key),
            },
            Shape::Anything => self.anything(key),
        }
    }

    fn record(&mut self, key: &'static str, (what, inside): (What, What), table: &'static Table) -> Result<(), ReadError> {
        if self.pull.peek()? != ValueKind::Object {
            return self.unread(key);
        }
        let mut record = self.spare.pop().unwrap_or_default();
        record.begin(what, self.pull.place());
        record.inside = inside;
        self.object(table, &mut record, 0)?;
        record.end = self.pull.place().offset;
        self.build.add(&record)?;
        self.spare.push(record);
        Ok(())
    }

    /// One scalar. Numbers and booleans are read as written, and noted where a string belongs.
    fn text(&mut self, key: &'static str, field: Field, record: &mut Record, group: u32) -> Result<(), ReadError> {
        let kind = self.pull.peek()?;
        let place = self.pull.place();
        let expected = match field {
            Field::FilesAnalyzed => ValueKind::Boolean,
            Field::ByteStart | Field::ByteEnd | Field::LineStart | Field::LineEnd => ValueKind::Number,
            _ => ValueKind::String,
        };
        if matches!(kind, ValueKind::Null | ValueKind::Object | ValueKind::Array) {
            return self.stray(key);
        }
        if kind != expected {
            self.wrong(key, kind, place);
        }
        self.scratch.clear();
        self.pull.scalar(&mut self.scratch)?;
        record.put(field, group, &self.scratch, place);
        Ok(())
    }

    /// Each element of an array; one value where an array belongs is its only element.
    fn each(&mut self, key: &'static str, mut one: impl FnMut(&mut Self) -> Result<(), ReadError>) -> Result<(), ReadError> {
        match self.pull.peek()? {
            ValueKind::Array => {
                self.pull.array()?;
                while self.pull.item()? {
                    one(self)?;
                }
                Ok(())
            }
            ValueKind::Null => self.stray(key),
            kind => {
                self.wrong(key, kind, self.pull.place());
                one(self)
            }
        }
    }

    fn wrong(&mut self, key: &'static str, kind: ValueKind, place: Place) {
        let found = phrase!("found {}", kind.phrase());
        self.build.tally.add(NoteCode::WrongType, key, found, When::Always, (None, place));
    }

    /// A value of a type its key does not take.
    fn stray(&mut self, key: &'static str) -> Result<(), ReadError> {
        let kind = self.pull.peek()?;
        let place = self.pull.place();
        self.wrong(key, kind, place);
        self.anything(key)
    }

    /// A value of which nothing is kept; no element may stand in it.
    fn anything(&mut self, key: &str) -> Result<(), ReadError> {
        self.pull.peek()?;
        let place = self.pull.place();
        if self.search()? {
            let message = phrase!("`{}` holds what looks like an element, where the format has none", key);
            self.build.draft.note(NoteCode::HiddenContainer, None, place, String::new(), message);
        }
        Ok(())
    }

    /// Something stands where an element belongs, and cannot be read as one.
    fn unread(&mut self, key: &str) -> Result<(), ReadError> {
        let kind = self.pull.peek()?;
        let place = self.pull.place();
        self.build.draft.unread();
        let message = phrase!("{}: expected an object, found {}; it is not judged", key, kind.phrase());
        self.build.draft.note(NoteCode::PartNotRead, None, place, format!("/{key}"), message);
        self.pull.skip()
    }

    /// A key the format does not know: noted; what it holds is searched.
    fn unknown(&mut self, table: &'static Table, key: &str) -> Result<(), ReadError> {
        let kind = self.pull.peek()?;
        let place = self.pull.place();
        let root = std::ptr::eq(table, &raw const ROOT);
        let code = if root { NoteCode::UnknownRootKey } else { NoteCode::UnknownKey };
        let shown: String = key.chars().take(80).collect();
        self.build.tally.add(code, table.of, shown.clone(), When::Always, (None, place));
        let nested = matches!(kind, ValueKind::Object | ValueKind::Array);
        let near = if nested { nearest(key, CONTAINERS.iter().copied()) } else { None };
        let found = self.search()?;
        if found || near.is_some() {
            let what =
                near.map_or_else(|| phrase!("holds what looks like an element"), |near| phrase!("nearly spells `{}`", near));
            let message = phrase!("`{}` is not a key of {}, but {}: it would not be judged", shown, Phrase::word(table.of), what);
            self.build.draft.note(NoteCode::HiddenContainer, None, place, String::new(), message);
        }
        self.build.check_notes(place)
    }

    /// Passes over a value; whether an object in it looks like an element. Depth is limited by the source.
    fn search(&mut self) -> Result<bool, ReadError> {
        let mut found = false;
        match self.pull.peek()? {
            ValueKind::Array => {
                self.pull.array()?;
                while self.pull.item()? {
                    found |= self.search()?;
                }
            }
            ValueKind::Object => {
                self.pull.object()?;
                let (mut named, mut versioned) = (false, false);
                while let Some(key) = self.pull.key()? {
                    match key {
                        "SPDXID" | "purl" | "bom-ref" | "downloadLocation" => found = true,
                        "name" | "packageName" => named = true,
                        "version" | "versionInfo" => versioned = true,
                        _ => {}
                    }
                    found |= self.search()?;
                }
                found |= named && versioned;
            }
            _ => self.pull.skip()?,
        }
        Ok(found)
    }
}
