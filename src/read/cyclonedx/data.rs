//! Data items: `data` of components, and datasets described inside model cards.

use super::Reader;
use super::scan::Scan;
use super::subtrees::{ATTACHMENT, CARD_PARTS};
use super::tables::{CONTENTS, DATA, GOVERNANCE, PROPERTY, RESPONSIBLE};
use super::value::Care;
use super::words::DATA_TYPES;
use crate::model::{DataItem, Kind, ListField, Packed, PartyId, Relation, Role, Row, Stated};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// First custodian, steward, owner.
pub(super) type Governance = [Packed<PartyId>; 3];

impl Reader<'_> {
    /// `data` of a component.
    pub(super) fn data(&mut self, row: Row) -> Result<(), ReadError> {
        self.carries(row, ListField::Data)?;
        self.list("data", Some(row), |reader, _| {
            if reader.object("a data item", Some(row))? {
                let place = reader.json.place();
                let item = reader.data_item(row)?;
                reader.draft.lists.data.push((row, item));
                // Data that a component holds besides being data itself is a part of its own.
                let named = |text: Packed<_>| reader.draft.value(text).map(str::to_owned);
                if named(item.kind).as_deref() == Some("dataset")
                    && let Some(name) = named(item.name)
                {
                    reader.draft.mention(row, &name, Kind::Dataset, Relation::Other, place);
                }
            }
            Ok(())
        })
    }

    /// One entry of `modelParameters.datasets`: a reference, a description, or just a name. Whether it says anything.
    pub(super) fn dataset(&mut self, model: Row, at: usize) -> Result<bool, ReadError> {
        let pointer = format!("/modelCard/modelParameters/datasets/{at}");
        let kind = self.json.peek()?;
        let start = self.json.place();
        match kind {
            ValueKind::String => {
                self.wrong("a dataset", kind, Some(model), start);
                let row = self.draft.open(Role::CardDataset, Some(model), &pointer, start).map_err(|past| self.past(&past))?;
                let name = self.text("the name of a dataset", Some(row), Care::Name)?;
                self.draft.parts.name[row] = name;
                self.draft.lists.data.push((row, DataItem { name, ..DataItem::default() }));
                self.draft.close(row, self.json.place().offset);
                Ok(matches!(name.get(), Stated::Value(_)))
            }
            ValueKind::Object => {
                self.json.begin_object()?;
                self.described(model, &pointer, start)
            }
            _ => {
                self.unread("a dataset", Some(model), &pointer)?;
                Ok(false)
            }
        }
    }

    fn described(&mut self, model: Row, pointer: &str, start: crate::base::Place) -> Result<bool, ReadError> {
        let mut row = None;
        let (mut item, mut says) = (DataItem::default(), false);
        while let Some(key) = self.key(&DATA, row.or(Some(model)))? {
            if key == "ref" {
                if let Some(place) = self.scalar("ref of a dataset", Some(model))? {
                    self.draft.relate_ref(model, &self.scratch, Relation::TrainedOn, place);
                    says = true;
                }
                continue;
            }
            let own = match row {
                Some(row) => row,
                None => self.draft.open(Role::CardDataset, Some(model), pointer, start).map_err(|past| self.past(&past))?,
            };
            row = Some(own);
            self.data_key(key, own, &mut item)?;
        }
        let Some(row) = row else { return Ok(says) };
        let stated = |packed: Packed<_>| matches!(packed.get(), Stated::Value(_));
        says |= stated(item.name) || stated(item.url) || stated(item.kind);
        self.draft.parts.name[row] = item.name;
        self.draft.lists.data.push((row, item));
        self.draft.close(row, self.json.place().offset);
        Ok(says)
    }

    fn data_item(&mut self, row: Row) -> Result<DataItem, ReadError> {
        let mut item = DataItem::default();
        let place = self.json.place();
        let mut typed = false;
        while let Some(key) = self.key(&DATA, Some(row))? {
            typed |= key == "type";
            self.data_key(key, row, &mut item)?;
        }
        if !typed {
            self.missing(&DATA, "type", Some(row), place);
        }
        Ok(item)
    }

    fn data_key(&mut self, key: &'static str, row: Row, item: &mut DataItem) -> Result<(), ReadError> {
        let at = Some(row);
        match key {
            "type" => item.kind = self.word(&DATA_TYPES, at)?,
            "name" => item.name = self.rare("the name of data", at, Care::Name)?,
            "classification" => item.classification = self.classification(at)?,
            "sensitiveData" => item.sensitive = self.count("sensitiveData", row, "/sensitiveData")?,
            "contents" => {
                if self.object("contents", at)? {
                    while let Some(key) = self.key(&CONTENTS, at)? {
                        match key {
                            "url" => item.url = self.rare("contents.url", at, Care::Name)?,
                            "attachment" => self.below(&ATTACHMENT, row, "/contents/attachment")?,
                            _ => self.below(&PROPERTY, row, "/contents/properties")?,
                        }
                    }
                }
            }
            "governance" => [item.custodian, item.steward, item.owner] = self.governance(at)?,
            "graphics" => self.below(&CARD_PARTS, row, "/graphics")?,
            "bom-ref" if self.draft.parts.role[row] == Role::CardDataset => self.reference(row)?,
            "bom-ref" => {
                if let Some(place) = self.scalar("bom-ref", at)? {
                    self.draft.declare(&self.scratch, at, place);
                }
            }
            _ => self.loose(key, at)?,
        }
        Ok(())
    }

    /// Custodians, stewards, owners: the first of each. Of more than one, the others stand where nobody does, so that none is
    /// passed over: all of them answer for the data.
    pub(super) fn governance(&mut self, row: Option<Row>) -> Result<Governance, ReadError> {
        let (mut parties, mut spare) = (Governance::default(), Vec::new());
        if !self.object("governance", row)? {
            return Ok(parties);
        }
        while let Some(key) = self.key(&GOVERNANCE, row)? {
            let at = match key {
                "custodians" => 0,
                "stewards" => 1,
                _ => 2,
            };
            let mut all = Vec::new();
            self.list(key, row, |reader, _| {
                let party = reader.responsible(row)?;
                if party != Packed::default() && !all.contains(&party) {
                    all.push(party);
                }
                Ok(())
            })?;
            let mut all = all.into_iter();
            parties[at] = all.next().unwrap_or_default();
            spare.extend(all);
        }
        for place in parties.iter_mut().filter(|place| **place == Packed::default()) {
            *place = spare.pop().unwrap_or_default();
        }
        Ok(parties)
    }

    fn responsible(&mut self, row: Option<Row>) -> Result<Packed<PartyId>, ReadError> {
        if self.json.peek()? == ValueKind::String {
            return self.party("a responsible party", row);
        }
        let mut party = Packed::default();
        if self.object("a responsible party", row)? {
            while let Some(key) = self.key(&RESPONSIBLE, row)? {
                if key == "organization" {
                    party = self.party("organization", row)?;
                } else {
                    let contact = self.contact("contact", row)?;
                    if party == Packed::default() {
                        party = contact;
                    }
                }
            }
        }
        Ok(party)
    }

    /// Entries of a list that are no placeholders. A list stated empty is [`Stated::Nothing`].
    pub(super) fn count(&mut self, field: &'static str, row: Row, pointer: &str) -> Result<Stated<u32>, ReadError> {
        let kind = self.json.peek()?;
        if matches!(kind, ValueKind::Null | ValueKind::Number | ValueKind::Boolean) {
            let place = self.json.place();
            self.wrong(field, kind, Some(row), place);
            self.json.skip()?;
            return Ok(Stated::Absent);
        }
        let (mut entries, mut said) = (0u32, 0u32);
        self.list(field, Some(row), |reader, at| {
            let scan = Scan { table: &CARD_PARTS, role: Role::Elsewhere, row: Some(row) };
            entries += 1;
            said += u32::from(reader.scan(scan, &mut format!("{pointer}/{at}"))?);
            Ok(())
        })?;
        Ok(counted(entries, said))
    }
}

/// What a list says that has so many entries, of which so many say something.
pub(super) fn counted(entries: u32, said: u32) -> Stated<u32> {
    match (entries, said) {
        (0, _) => Stated::Nothing,
        (_, 0) => Stated::Unknown,
        (_, said) => Stated::Value(said),
    }
}
