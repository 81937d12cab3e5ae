//! Organizations and contacts.

use super::Reader;
use super::tables::{ADDRESS, CONTACT, ORGANIZATION, Table};
use super::value::Care;
use crate::model::{Packed, Party, PartyId, Row, Stated};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

impl Reader<'_> {
    /// An organization. A string is taken for its name.
    pub(super) fn party(&mut self, field: &'static str, row: Option<Row>) -> Result<Packed<PartyId>, ReadError> {
        self.party_of(&ORGANIZATION, field, row)
    }

    /// A party of which only the name is given, as the format asks.
    pub(super) fn party_name(&mut self, field: &'static str, row: Row) -> Result<Packed<PartyId>, ReadError> {
        if self.json.peek()? == ValueKind::Object {
            let place = self.json.place();
            self.wrong(field, ValueKind::Object, Some(row), place);
            return self.party(field, Some(row));
        }
        let name = self.text(field, Some(row), Care::Name)?;
        Ok(self.draft.party_stated(Party { name, ..Party::default() }))
    }

    pub(super) fn party_of(
        &mut self,
        table: &'static Table,
        field: &'static str,
        row: Option<Row>,
    ) -> Result<Packed<PartyId>, ReadError> {
        let mut party = Party::default();
        let kind = self.json.peek()?;
        match kind {
            ValueKind::String => {
                let place = self.json.place();
                self.wrong(field, kind, row, place);
                party.name = self.text(field, row, Care::Name)?;
            }
            ValueKind::Array => {
                // The first is taken, so that an array of one is read as what it means.
                let place = self.json.place();
                self.wrong(field, kind, row, place);
                self.json.begin_array()?;
                let mut first = Packed::default();
                while self.json.next_item()? {
                    if self.json.peek()? == ValueKind::Array {
                        self.stray(field, row)?;
                        continue;
                    }
                    let next = self.party_of(table, field, row)?;
                    if first == Packed::default() {
                        first = next;
                    }
                }
                return Ok(first);
            }
            _ => {
                if self.object(field, row)? {
                    self.party_keys(table, field, row, &mut party)?;
                }
            }
        }
        Ok(self.draft.party_stated(party))
    }

    fn party_keys(
        &mut self,
        table: &'static Table,
        field: &'static str,
        row: Option<Row>,
        party: &mut Party,
    ) -> Result<(), ReadError> {
        while let Some(key) = self.key(table, row)? {
            match key {
                "name" => party.name = self.text(field, row, Care::Name)?,
                "url" => {
                    let mut first = Packed::default();
                    self.list("url of an organization", row, |reader, _| {
                        let url = reader.text("url of an organization", row, Care::Name)?;
                        if matches!(url.get(), Stated::Value(_)) && first == Packed::default() {
                            first = url;
                        }
                        Ok(())
                    })?;
                    party.url = first;
                }
                "contact" => {
                    let mut mail = Packed::default();
                    self.list("contact", row, |reader, _| {
                        let place = reader.json.place();
                        let Some(contact) = reader.party_of(&CONTACT, "contact", row)?.get().value() else { return Ok(()) };
                        let contact = reader.draft.party_of(contact);
                        if mail == Packed::default() {
                            mail = contact.mail;
                        }
                        if let Some(name) = reader.draft.value(contact.name).map(str::to_owned) {
                            reader.draft.overhear(row, &name, place);
                        }
                        Ok(())
                    })?;
                    if party.mail == Packed::default() {
                        party.mail = mail;
                    }
                }
                "email" => {
                    let place = self.json.place();
                    party.mail = self.text("email", row, Care::Free)?;
                    if matches!(party.mail.get(), Stated::Value(_)) {
                        self.draft.overhear(row, &self.scratch, place);
                    }
                }
                "address" => {
                    if self.object("address", row)? {
                        while let Some(key) = self.key(&ADDRESS, row)? {
                            match key {
                                "country" => party.country = self.country(row)?,
                                "bom-ref" => self.declared()?,
                                _ => self.loose(key, row)?,
                            }
                        }
                    }
                }
                "bom-ref" => self.declared()?,
                _ => self.loose(key, row)?,
            }
        }
        Ok(())
    }

    /// A bom-ref of an element that is no component.
    pub(super) fn declared(&mut self) -> Result<(), ReadError> {
        if let Some(place) = self.scalar("bom-ref", None)? {
            self.draft.declare(&self.scratch, None, place);
        }
        Ok(())
    }
}
