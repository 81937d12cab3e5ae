//! Licences of an element. Source: SPDX 2.3, clauses 7.13 to 7.15, 8.5, 8.6 and annex D.

use super::build::{Builder, Lone};
use super::record::{Field, Record, Said};
use crate::base::{Text, phrase};
use crate::model::{License, LicenseForm, ListField, NoteCode, Packed, Row, Stated, Terms};
use crate::read::cyclonedx::value::look;
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::{alternatives, contradicted, own_license};

impl Builder<'_> {
    /// Declared and concluded licences both count. `NOASSERTION` is unknown and says nothing against a value beside it;
    /// `NONE` is "there is none". What was found in the files counts where neither of the two is a value.
    pub(super) fn licenses(&mut self, row: Row, record: &Record) -> Result<(), ReadError> {
        let stated = [(Field::Concluded, "concluded"), (Field::Declared, "declared")];
        let (mut values, mut unknown, mut none) = (0, None, false);
        for (field, word) in stated {
            let Some(said) = record.first(field) else { continue };
            if said.text.len() > self.draft.limits.license {
                let limit = self.draft.limits.license;
                return Err(ReadError::Limit { place: said.place, what: "bytes of one licence", limit });
            }
            self.draft.carries(row, ListField::Licenses);
            match self.draft.say(said.text).get() {
                Stated::Value(_) => {
                    values += 1;
                    self.license(row, said, word);
                }
                Stated::Nothing => none = true,
                _ => unknown = unknown.or(Some(word)),
            }
        }
        if values > 0 {
            return Ok(());
        }
        for said in record.iter().filter(|said| said.field == Field::FoundLicense) {
            if let Stated::Value(_) = self.draft.say(said.text).get() {
                self.draft.carries(row, ListField::Licenses);
                self.license(row, said, "");
            }
        }
        // `NONE` beside `NOASSERTION` is no statement that there is none.
        if let Some(word) = unknown.or((!none && self.found(row)).then_some("concluded")) {
            let acknowledgement = self.draft.say(word);
            let unknown = License {
                text: Stated::Unknown.into(),
                form: LicenseForm::Expression,
                acknowledgement,
                url: Packed::default(),
                terms: None,
            };
            let id = self.draft.license(unknown);
            self.draft.lists.licenses.push((row, id));
        }
        Ok(())
    }

    /// Whether licences of this row were pushed last: those found in its files.
    fn found(&self, row: Row) -> bool {
        let held = self.draft.lists.licenses.last().is_some_and(|(at, _)| *at == row);
        held || self.lone.last().is_some_and(|lone| lone.row == row)
    }

    fn license(&mut self, row: Row, said: Said<'_>, word: &str) {
        let text = said.text.trim();
        look(self.draft, text, "licence", Some(row), said.place);
        let acknowledgement = if word.is_empty() { Packed::default() } else { self.draft.say(word) };
        if !text.is_ascii() {
            let message = phrase!("licence {} holds characters outside ASCII; SPDX identifiers have none", format!("{text:?}"));
            self.malformed(Some(row), said.place, message);
        }
        if text.contains("LicenseRef-") {
            let reference = self.draft.texts.intern(text);
            self.lone.push(Lone { row, reference, acknowledgement });
            return;
        }
        let text = self.draft.say(text);
        let (form, url) = (LicenseForm::Expression, Packed::default());
        let id = self.draft.license(License { text, form, acknowledgement, url, terms: None });
        self.draft.lists.licenses.push((row, id));
    }

    /// Turns each lone `LicenseRef-` into the name its extracted text carries, as CycloneDX would write it.
    pub(super) fn settle_licenses(&mut self) {
        for Lone { row, reference, acknowledgement } in std::mem::take(&mut self.lone) {
            let statement = self.draft.texts.get(reference);
            let lone = statement.starts_with("LicenseRef-") && !statement.contains([' ', '(', ')']);
            let extracted = self.extracted.get(&reference).copied();
            if lone && extracted.is_none() {
                let place = self.draft.parts.span[row].start;
                let shown = phrase!("`{}` has no text in hasExtractedLicensingInfos", self.draft.texts.get(reference));
                self.tally.add(NoteCode::MissingKey, "licence", shown, When::Always, (Some(row), place));
            }
            let named = extracted.filter(|extracted| matches!(extracted.name.get(), Stated::Value(_)));
            let own = named.and_then(|extracted| own_license(self.draft.value(extracted.name)?));
            let (text, form) = match named {
                Some(extracted) if own.is_none() => (extracted.name, LicenseForm::Name),
                _ => (Stated::Value(reference).into(), LicenseForm::Expression),
            };
            let url = extracted.map(|extracted| extracted.url).unwrap_or_default();
            let terms = if lone { extracted.and_then(|extracted| extracted.terms) } else { self.terms_within(reference) };
            // A reference stands for its text; a name of the SPDX list says what the text should be.
            if let (Some(terms), Some(name)) = (terms, own.and(named).and_then(|extracted| self.draft.value(extracted.name)))
                && let Some(message) = contradicted(name, terms)
            {
                let place = self.draft.parts.span[row].start;
                self.draft.note_at(NoteCode::LicenseContradicted, row, place, message);
            }
            self.overhear_text(row, reference, lone);
            let id = self.draft.license(License { text, form, acknowledgement, url, terms });
            self.draft.lists.licenses.push((row, id));
        }
    }

    /// References an expression names.
    fn references_in(&mut self, statement: Text) -> Vec<Text> {
        let words = self.draft.texts.get(statement).split([' ', '(', ')', '+']);
        let words: Vec<String> = words.filter(|word| word.starts_with("LicenseRef-")).map(str::to_owned).collect();
        words.iter().map(|word| self.draft.texts.intern(word)).collect()
    }

    /// What the texts behind an expression say, where it leaves no choice.
    fn terms_within(&mut self, statement: Text) -> Option<Terms> {
        if alternatives(self.draft.texts.get(statement)) {
            return None;
        }
        self.references_in(statement).iter().find_map(|reference| self.extracted.get(reference)?.terms)
    }

    /// What the texts behind a statement say of models.
    fn overhear_text(&mut self, row: Row, statement: Text, lone: bool) {
        if self.spoken.is_empty() {
            return;
        }
        let named = if lone { vec![statement] } else { self.references_in(statement) };
        for reference in named {
            if let Some((text, place)) = self.spoken.get(&reference) {
                self.draft.overhear(Some(row), text, *place);
            }
        }
    }
}
