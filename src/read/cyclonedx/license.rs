//! Licences as written.

use super::Reader;
use super::scan::Scan;
use super::subtrees::{ATTACHMENT, LICENSES};
use super::tables::{LICENSE, LICENSE_CHOICE};
use super::value::{Care, Key};
use super::words::ACKNOWLEDGEMENTS;
use crate::base::{Place, Text, phrase};
use crate::model::{License, LicenseForm, ListField, NoteCode, Packed, Role, Row, Stated, Terms};
use crate::read::alternatives;
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// What one entry says, before it is known which licences it makes.
#[derive(Default)]
pub(super) struct Entry {
    texts: Vec<(LicenseForm, Packed<Text>)>,
    acknowledgement: Packed<Text>,
    url: Packed<Text>,
    /// What the attached text says it is.
    pub(super) says: Option<Terms>,
}

impl Reader<'_> {
    /// `licenses` of a component or service.
    pub(super) fn licenses(&mut self, row: Row) -> Result<(), ReadError> {
        self.carries(row, ListField::Licenses)?;
        self.json.peek()?;
        let start = self.json.place();
        let (mut entries, mut expressions) = (0u32, 0u32);
        self.list("licenses", Some(row), |reader, _| {
            entries += 1;
            expressions += u32::from(reader.license_entry(row)?);
            Ok(())
        })?;
        if expressions > 0 && entries > 1 {
            let what = phrase!("an expression stands beside other entries, which version 1.7 first allows");
            self.tally.add(NoteCode::MalformedValue, "licenses", what, When::Below(7), (Some(row), start));
        }
        Ok(())
    }

    /// One entry; whether it is an expression.
    fn license_entry(&mut self, row: Row) -> Result<bool, ReadError> {
        let at = Some(row);
        let kind = self.json.peek()?;
        let start = self.json.place();
        let mut entry = Entry::default();
        if kind == ValueKind::String {
            self.wrong("a licence entry", kind, at, start);
            self.license_text(LicenseForm::Name, row, &mut entry)?;
        } else if self.object("a licence entry", at)? {
            while let Some(key) = self.any_key(&LICENSE_CHOICE, at)? {
                match key {
                    Key::Known(key) => self.choice_key(key, row, &mut entry)?,
                    // Real documents leave out the `license` object around these.
                    Key::Other(key) if matches!(key.as_str(), "id" | "name" | "url") => {
                        let (key, _) = LICENSE.find(&key).expect("the table of a licence holds these");
                        let place = self.json.place();
                        self.tally.add(NoteCode::UnknownKey, LICENSE_CHOICE.of, key, When::Always, (at, place));
                        self.license_key(key, row, &mut entry)?;
                    }
                    Key::Other(key) => self.unknown(&LICENSE_CHOICE, key, at)?,
                }
            }
        }
        if entry.texts.len() > 1 {
            let message = phrase!("one licence entry names more than one of `id`, `name` and `expression`: all are held against");
            self.malformed(at, start, message);
        } else if entry.texts.is_empty() && kind == ValueKind::Object {
            self.missing(&LICENSE_CHOICE, "license", at, start);
        }
        for (form, text) in &entry.texts {
            let id = self.draft.value(*text).filter(|_| *form != LicenseForm::Name).map(str::to_owned);
            if let Some(id) = id {
                self.terms_fit(row, start, &id, &entry);
            }
        }
        let expression = entry.texts.iter().any(|(form, _)| *form == LicenseForm::Expression);
        for (form, text) in entry.texts {
            // Of alternatives, the one with another text may be taken.
            let terms = entry.says.filter(|_| !self.draft.value(text).is_some_and(alternatives));
            let license = License { text, form, acknowledgement: entry.acknowledgement, url: entry.url, terms };
            let id = self.draft.license(license);
            self.draft.lists.licenses.push((row, id));
        }
        Ok(expression)
    }

    fn choice_key(&mut self, key: &'static str, row: Row, entry: &mut Entry) -> Result<(), ReadError> {
        let at = Some(row);
        match key {
            "license" if self.json.peek()? == ValueKind::String => {
                let place = self.json.place();
                self.wrong("license", ValueKind::String, at, place);
                self.license_text(LicenseForm::Name, row, entry)?;
            }
            "license" => {
                if self.object("license", at)? {
                    let (start, before) = (self.json.place(), entry.texts.len());
                    while let Some(key) = self.key(&LICENSE, at)? {
                        self.license_key(key, row, entry)?;
                    }
                    if entry.texts.len() == before {
                        self.missing(&LICENSE, "id", at, start);
                    }
                }
            }
            "expression" => self.license_text(LicenseForm::Expression, row, entry)?,
            "acknowledgement" => entry.acknowledgement = self.word(&ACKNOWLEDGEMENTS, at)?,
            "bom-ref" => self.declared()?,
            _ => self.license_part(key, row)?,
        }
        Ok(())
    }

    fn license_key(&mut self, key: &'static str, row: Row, entry: &mut Entry) -> Result<(), ReadError> {
        match key {
            "id" => self.license_text(LicenseForm::Id, row, entry)?,
            "name" => self.license_text(LicenseForm::Name, row, entry)?,
            "acknowledgement" => entry.acknowledgement = self.word(&ACKNOWLEDGEMENTS, Some(row))?,
            "url" => entry.url = self.text("url of a licence", Some(row), Care::Name)?,
            "bom-ref" => self.declared()?,
            "text" => self.terms(&ATTACHMENT, row, entry)?,
            _ => self.license_part(key, row)?,
        }
        Ok(())
    }

    fn license_part(&mut self, key: &'static str, row: Row) -> Result<(), ReadError> {
        let scan = Scan { table: &LICENSES, role: Role::Elsewhere, row: Some(row) };
        self.scan(scan, &mut format!("/licenses/{key}"))?;
        Ok(())
    }

    fn license_text(&mut self, form: LicenseForm, row: Row, entry: &mut Entry) -> Result<(), ReadError> {
        let text = self.text("licence", Some(row), Care::Name)?;
        let place = self.json.place();
        if self.scratch.len() > self.draft.limits.license {
            return Err(ReadError::Limit { place, what: "bytes of one licence", limit: self.draft.limits.license });
        }
        if form != LicenseForm::Name && !self.scratch.is_ascii() {
            let message =
                phrase!("licence {} holds characters outside ASCII; SPDX identifiers have none", format!("{:?}", self.scratch));
            self.malformed(Some(row), place, message);
        } else if form == LicenseForm::Id && matches!(text.get(), Stated::Value(_) | Stated::Unknown) {
            self.license_id(row, place);
        }
        entry.texts.push((form, text));
        Ok(())
    }

    /// Notes when the scratch text is not an SPDX identifier.
    fn license_id(&mut self, row: Row, place: Place) {
        let id = self.scratch.as_str();
        // The crate reads `+` as an operator; in an identifier it stands only where SPDX lists it.
        let plus = id.ends_with('+') && !id.contains("GPL-") && !id.starts_with("GFDL-");
        if spdx::license_id(id).is_some() && !plus {
            return;
        }
        let close = spdx::identifiers::LICENSES.iter().find(|known| known.name.eq_ignore_ascii_case(id));
        let shown: String = id.chars().take(80).collect();
        let message = match close {
            Some(known) => phrase!("licence id `{}` is written `{}` by SPDX", shown, known.name),
            None => phrase!("licence id `{}` is not on the SPDX list; a licence of another name belongs in `name`", shown),
        };
        self.tally.add(NoteCode::LicenseIdUnknown, "licence", message, When::Always, (Some(row), place));
    }
}
