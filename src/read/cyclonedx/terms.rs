//! Texts attached to licences, held against the licence they are said to be.

use super::Reader;
use super::license::Entry;
use super::tables::Table;
use super::value::Key;
use crate::base::Place;
use crate::model::{NoteCode, Row, Terms, names_a_model};
use crate::read::contradicted;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

impl Reader<'_> {
    /// `license.text`.
    pub(super) fn terms(&mut self, table: &'static Table, row: Row, entry: &mut Entry) -> Result<(), ReadError> {
        let at = Some(row);
        if self.json.peek()? == ValueKind::String {
            let place = self.json.place();
            self.wrong("text of a licence", ValueKind::String, at, place);
            let text = self.json.string()?.to_owned();
            self.told(row, &text, place, entry);
            return Ok(());
        }
        if !self.object("text of a licence", at)? {
            return Ok(());
        }
        let (mut content, mut encoded, place) = (String::new(), false, self.json.place());
        while let Some(key) = self.any_key(table, at)? {
            match key {
                Key::Known("content") if self.json.peek()? == ValueKind::String => self.json.string()?.clone_into(&mut content),
                Key::Known("encoding") => {
                    self.word(&super::words::ENCODINGS, at)?;
                    encoded = self.scratch == "base64";
                }
                Key::Known(key) => self.loose(key, at)?,
                Key::Other(key) => self.unknown(table, key, at)?,
            }
        }
        if encoded {
            let bytes: Vec<u8> = content.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            content = STANDARD.decode(bytes).map_or_else(|_| String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
        }
        self.told(row, &content, place, entry);
        Ok(())
    }

    /// What the text of a licence says it is, and of models.
    fn told(&mut self, row: Row, text: &str, place: Place, entry: &mut Entry) {
        entry.says = Terms::told(text);
        if names_a_model(text) {
            self.draft.overhear(Some(row), text, place);
        }
    }

    /// Notes an identifier whose attached text is that of another licence.
    pub(super) fn terms_fit(&mut self, row: Row, place: Place, id: &str, entry: &Entry) {
        if let Some(message) = entry.says.and_then(|terms| contradicted(id, terms)) {
            self.draft.note_at(NoteCode::LicenseContradicted, row, place, message);
        }
    }
}
