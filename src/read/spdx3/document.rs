//! The root of a document.

use super::Reader;
use super::keys;
use super::node::Stands;
use crate::base::{Phrase, Place, phrase};
use crate::model::NoteCode;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

impl Reader<'_> {
    /// Reads the whole document: `@context` and `@graph`, or one element with others inside it.
    pub(super) fn document(&mut self) -> Result<(), ReadError> {
        self.json.peek()?;
        let start = self.json.place();
        let mut root = self.node(start);
        let mut graph: Option<Place> = None;
        let mut own: Vec<(String, Place)> = Vec::new();
        self.json.begin_object()?;
        while let Some(key) = self.json.next_key()? {
            let key = key.to_owned();
            self.json.peek()?;
            let place = self.json.place();
            match (key.as_str(), keys::find(&key)) {
                ("@context", _) => self.context(graph.is_some() || root.says)?,
                ("@graph", _) => {
                    graph = Some(place);
                    self.graph_array()?;
                }
                (_, Some(known)) => {
                    own.push((key, place));
                    self.member(&mut root, known, "")?;
                }
                (name, None) => {
                    own.push((name.to_owned(), place));
                    self.other(&mut root, name, "")?;
                }
            }
            self.check_notes()?;
        }
        self.json.end()?;
        if self.json.marked() {
            let message = phrase!("a UTF-8 byte order mark stands before the text; it is ignored");
            self.note(NoteCode::ByteOrderMark, Place::default(), message);
        }
        let Some(version) = self.context.version else { return Err(self.contextless(start)) };
        if graph.is_some() {
            for (key, place) in own {
                let shown: String = key.chars().take(80).collect();
                let message = phrase!("`{}` stands beside `@graph`: what it says or holds may not be judged", shown);
                self.note(NoteCode::UnknownRootKey, place, message);
            }
        } else {
            self.commit(&mut root, Stands::Element, "")?;
        }
        self.resolve()?;
        std::mem::take(&mut self.tally).settle((3, 0), self.draft);
        self.draft.document.format = "SPDX";
        self.draft.document.spec_version = version.to_owned();
        self.check_notes()
    }

    /// `@graph`: every object of it is an element or something elements refer to.
    fn graph_array(&mut self) -> Result<(), ReadError> {
        if self.json.peek()? == ValueKind::Object {
            let place = self.json.place();
            self.deviates(NoteCode::WrongType, "a value", phrase!("`{}` is {}", "@graph", ValueKind::Object.phrase()), place);
            self.object(Stands::Element, "/@graph")?;
            return Ok(());
        }
        let place = self.json.place();
        if self.json.peek()? != ValueKind::Array {
            self.draft.unread();
            self.note(NoteCode::PartNotRead, place, phrase!("`@graph` is no array; it is not judged"));
            return Ok(self.json.skip()?);
        }
        self.json.begin_array()?;
        let mut at = 0;
        while self.json.next_item()? {
            let kind = self.json.peek()?;
            if kind == ValueKind::Object {
                self.object(Stands::Element, &format!("/@graph/{at}"))?;
            } else {
                let place = self.json.place();
                self.draft.unread();
                let message =
                    phrase!("an entry of `@graph`: expected an object, found {}; it is not judged", Phrase::word(kind.word()));
                self.note(NoteCode::PartNotRead, place, message);
                self.astray("/@graph")?;
            }
            at += 1;
        }
        Ok(())
    }
}
