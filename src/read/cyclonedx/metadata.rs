//! `metadata`: what made the bill, for whom, and the subject.

use super::Reader;
use super::scan::Scan;
use super::subtrees::{DISTRIBUTION, LICENSES};
use super::tables::{CONTACT, LIFECYCLE, METADATA, TOOLS};
use super::value::{Care, Key};
use super::words::{PHASES, TLP};
use crate::base::{Place, phrase};
use crate::model::{NoteCode, Role, Row, Stated};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

impl Reader<'_> {
    pub(super) fn metadata(&mut self) -> Result<(), ReadError> {
        if self.json.peek()? != ValueKind::Object {
            return self.unread("metadata", None, "/metadata");
        }
        self.json.begin_object()?;
        while let Some(key) = self.key(&METADATA, None)? {
            match key {
                "timestamp" => {
                    self.json.peek()?;
                    let place = self.json.place();
                    let timestamp = self.text("timestamp", None, Care::Name)?;
                    self.draft.document.timestamp = timestamp;
                    self.instant("metadata.timestamp", None, place);
                }
                "tools" => self.tools(&mut "/metadata/tools".to_owned())?,
                "component" => self.component(Role::Subject, None, "/metadata/component")?,
                "authors" => {
                    self.list("metadata.authors", None, |reader, _| {
                        if let Stated::Value(party) = reader.contact("an author", None)?.get() {
                            reader.draft.document.authors.push(party);
                        }
                        Ok(())
                    })?;
                }
                "supplier" => {
                    let party = self.party("metadata.supplier", None)?;
                    self.draft.document.supplier = party;
                }
                "manufacturer" => {
                    let party = self.party("metadata.manufacturer", None)?;
                    self.draft.document.manufacturer = party;
                }
                "manufacture" => {
                    let party = self.party("metadata.manufacture", None)?;
                    if self.draft.document.manufacturer.get() == Stated::Absent {
                        self.draft.document.manufacturer = party;
                    }
                }
                "lifecycles" => self.list("metadata.lifecycles", None, |reader, _| reader.lifecycle())?,
                "licenses" => {
                    self.scan(Scan { table: &LICENSES, role: Role::Elsewhere, row: None }, &mut "/metadata/licenses".into())?;
                }
                "properties" => self.properties(None)?,
                "distributionConstraints" => {
                    if self.object("distributionConstraints", None)? {
                        while self.key(&DISTRIBUTION, None)?.is_some() {
                            self.word(&TLP, None)?;
                        }
                    }
                }
                _ => self.json.skip()?,
            }
        }
        Ok(())
    }

    fn lifecycle(&mut self) -> Result<(), ReadError> {
        if !self.object("a lifecycle", None)? {
            return Ok(());
        }
        while let Some(key) = self.key(&LIFECYCLE, None)? {
            let said = match key {
                "phase" => self.word(&PHASES, None)?,
                "name" => self.text("the name of a lifecycle", None, Care::Name)?,
                _ => {
                    self.loose(key, None)?;
                    continue;
                }
            };
            if let Stated::Value(text) = said.get() {
                self.draft.document.lifecycles.push(text);
            }
        }
        Ok(())
    }

    /// `tools`, in the form of 1.2 to 1.4 (an array) and that of 1.5 (components and services).
    pub(super) fn tools(&mut self, path: &mut String) -> Result<(), ReadError> {
        match self.json.peek()? {
            ValueKind::Array => {
                self.json.begin_array()?;
                let mut at = 0usize;
                while self.json.next_item()? {
                    let pointer = format!("{path}/{at}");
                    self.legacy_tool(&pointer)?;
                    self.check_notes()?;
                    at += 1;
                }
                Ok(())
            }
            ValueKind::Object => {
                self.json.begin_object()?;
                let length = path.len();
                while let Some(key) = self.any_key(&TOOLS, None)? {
                    match key {
                        Key::Known(key) => {
                            path.push('/');
                            path.push_str(key);
                            if key == "components" {
                                self.components(Role::Tool, None, path)?;
                            } else {
                                self.services(Role::Tool, None, path)?;
                            }
                            path.truncate(length);
                        }
                        Key::Other(key) => {
                            let place = self.json.place();
                            if matches!(key.as_str(), "name" | "vendor") {
                                self.draft.unread();
                                let message = phrase!("tools: a tool stands where `components` and `services` belong");
                                self.draft.note(NoteCode::PartNotRead, None, place, path.clone(), message);
                            }
                            self.unknown(&TOOLS, key, None)?;
                        }
                    }
                }
                Ok(())
            }
            _ => self.unread("tools", None, path),
        }
    }

    /// A contact: its name.
    pub(super) fn contact(
        &mut self,
        field: &'static str,
        row: Option<Row>,
    ) -> Result<crate::model::Packed<crate::model::PartyId>, ReadError> {
        self.party_of(&CONTACT, field, row)
    }

    /// Notes when the scratch text is no RFC 3339 date and time with an offset.
    pub(super) fn instant(&mut self, field: &str, row: Option<Row>, place: Place) {
        if self.scratch.parse::<jiff::Timestamp>().is_err() {
            let shown: String = self.scratch.chars().take(80).collect();
            self.malformed(row, place, phrase!("{} `{}` is not a date and time with an offset (RFC 3339)", field, shown));
        }
    }
}
