//! Components where the format has none: under keys it does not know, in values of the wrong type.

use super::Reader;
use super::tables::{ROOT, Table};
use super::words::{CONTAINERS, TYPES};
use crate::base::{Phrase, phrase};
use crate::model::{NoteCode, Row};
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// The container a key nearly spells: other case, other separators, or a typing slip.
fn nearly(key: &str) -> Option<&'static str> {
    let plain: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    CONTAINERS.iter().copied().find(|container| {
        let slips = if container.len() >= 8 { 2 } else { 1 };
        strsim::damerau_levenshtein(&plain, &container.to_lowercase()) <= slips
    })
}

impl Reader<'_> {
    /// A key the format does not know: noted; what it holds is searched.
    pub(super) fn unknown(&mut self, table: &'static Table, key: String, row: Option<Row>) -> Result<(), ReadError> {
        let kind = self.json.peek()?;
        let place = self.json.place();
        let code = if std::ptr::eq(table, &raw const ROOT) { NoteCode::UnknownRootKey } else { NoteCode::UnknownKey };
        let shown: String = key.chars().take(80).collect();
        self.tally.add(code, table.of, shown.clone(), When::Always, (row, place));
        let nested = matches!(kind, ValueKind::Object | ValueKind::Array);
        let near = if nested { nearly(&key) } else { None };
        let before = place.offset;
        let found = self.search(row)?;
        let empty = self.json.place().offset <= before + 4;
        if let (Some(container), false) = (near, empty) {
            let message = phrase!(
                "`{}` of {} nearly spells `{}`: what it holds would not be judged",
                shown,
                Phrase::word(table.of),
                container
            );
            self.draft.note(NoteCode::HiddenContainer, row, place, String::new(), message);
        } else if found {
            let message =
                phrase!("`{}` is not a key of {}, but holds what looks like a component", shown, Phrase::word(table.of));
            self.draft.note(NoteCode::HiddenContainer, row, place, String::new(), message);
        }
        Ok(())
    }

    /// A value of a type its key does not take: noted; what it holds is searched.
    pub(super) fn stray(&mut self, field: &'static str, row: Option<Row>) -> Result<(), ReadError> {
        let kind = self.json.peek()?;
        let place = self.json.place();
        self.wrong(field, kind, row, place);
        if self.search(row)? {
            let message = phrase!("{} is {}, and holds what looks like a component", field, Phrase::word(kind.word()));
            self.draft.note(NoteCode::HiddenContainer, row, place, String::new(), message);
        }
        Ok(())
    }

    /// Passes over a value; whether an object in it looks like a component. Depth is limited by the lexer.
    fn search(&mut self, row: Option<Row>) -> Result<bool, ReadError> {
        match self.json.peek()? {
            ValueKind::Array => {
                self.json.begin_array()?;
                let mut found = false;
                while self.json.next_item()? {
                    found |= self.search(row)?;
                }
                Ok(found)
            }
            ValueKind::Object => self.search_object(row),
            _ => self.pass(row).map(|()| false),
        }
    }

    fn search_object(&mut self, row: Option<Row>) -> Result<bool, ReadError> {
        self.json.begin_object()?;
        let (mut found, mut typed, mut named, mut versioned) = (false, false, false, false);
        loop {
            let field = match self.json.next_key()? {
                None => break,
                Some("purl" | "bom-ref") => 1,
                Some("type") => 2,
                Some("name") => 3,
                Some("version") => 4,
                Some(_) => 0,
            };
            let string = self.json.peek()? == ValueKind::String;
            match field {
                1 => {
                    found = true;
                    self.json.skip()?;
                }
                2 if string => typed = TYPES.find(self.json.string()?).is_some(),
                3 if string => {
                    self.pass(row)?;
                    named = true;
                }
                4 if string => {
                    self.json.skip()?;
                    versioned = true;
                }
                _ => found |= self.search(row)?,
            }
        }
        Ok(found || (named && (typed || versioned)))
    }
}

#[cfg(test)]
mod tests {
    use super::nearly;

    #[test]
    fn slips_and_cases_of_containers_are_told_from_other_words() {
        for key in ["Components", "COMPONENTS", "componets", "component", "model_card", "dependancies", "Tools", "data-sets"] {
            assert!(nearly(key).is_some(), "{key}");
        }
        for key in ["comments", "metrics", "usage", "consideration", "training", "tags", "x-vendor", "toolchain"] {
            assert_eq!(nearly(key), None, "{key}");
        }
    }
}
