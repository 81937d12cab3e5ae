//! Texts attached to licences, held against the licence they are said to be.

use super::Reader;
use super::license::Entry;
use super::tables::Table;
use super::value::Key;
use crate::base::{Place, phrase};
use crate::model::{NoteCode, Row};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Bytes in which a licence says its title.
const TITLE: usize = 400;
/// Bytes in which it says what it is for.
const OPENING: usize = 4000;

/// What texts of licences say, in how many of their first bytes, and what an identifier of such a licence holds. Of two that
/// a text says, the first counts. Sources: the texts of the SPDX licence list.
const TELLING: &[(&str, usize, &[&str])] = &[
    ("gnu affero general public license", TITLE, &["AGPL"]),
    ("gnu lesser general public license", TITLE, &["LGPL"]),
    ("gnu general public license", TITLE, &["GPL"]),
    ("community license agreement", TITLE, &["COMMUNITY", "LICENSEREF", "LLAMA"]),
    ("noncommercial", OPENING, &["-NC", "NONCOMMERCIAL"]),
    ("non-commercial", OPENING, &["-NC", "NONCOMMERCIAL"]),
];

/// What a text says it is, and what identifiers of that hold.
fn told(text: &str) -> Option<(&'static str, &'static [&'static str])> {
    let opening = text[..text.floor_char_boundary(OPENING)].to_lowercase();
    let plain = opening.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = |(words, within, _): &&(&str, usize, &[&str])| plain.find(words).is_some_and(|at| at < *within);
    TELLING.iter().find(says).map(|(words, _, ids)| (*words, *ids))
}

impl Reader<'_> {
    /// `license.text`.
    pub(super) fn terms(&mut self, table: &'static Table, row: Row, entry: &mut Entry) -> Result<(), ReadError> {
        let at = Some(row);
        if self.json.peek()? == ValueKind::String {
            self.wrong("text of a licence", ValueKind::String, at, self.json.place());
            entry.says = told(self.json.string()?);
            return Ok(());
        }
        if !self.object("text of a licence", at)? {
            return Ok(());
        }
        let (mut content, mut encoded) = (String::new(), false);
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
        entry.says = told(&content);
        Ok(())
    }

    /// Notes an identifier whose attached text is that of another licence.
    pub(super) fn terms_fit(&mut self, row: Row, place: Place, id: &str, entry: &Entry) {
        let Some((words, ids)) = entry.says else { return };
        let plain = id.to_uppercase();
        if !ids.iter().any(|known| plain.contains(known)) {
            let shown: String = id.chars().take(80).collect();
            let message = phrase!("licence `{}`, and the text attached to it says \"{}\"", shown, words);
            self.draft.note_at(NoteCode::LicenseContradicted, row, place, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_text_says_what_it_is_by_its_title() {
        let what = |text: &str| told(text).map(|(words, _)| words);
        assert_eq!(what("GNU GENERAL\n   PUBLIC LICENSE\nVersion 3"), Some("gnu general public license"));
        assert_eq!(what("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT"), Some("community license agreement"));
        assert_eq!(what("You may use this for Non-Commercial purposes only"), Some("non-commercial"));
        let secondary = format!("Mozilla Public License Version 2.0\n{}GNU General Public License", "x ".repeat(300));
        for text in ["", "Apache License Version 2.0", secondary.as_str()] {
            assert_eq!(what(text), None, "{text}");
        }
    }
}
