//! A service, wherever it stands.

use super::Reader;
use super::subtrees::{PATENT_ASSERTIONS, RELEASE_NOTES, SIGNATURE};
use super::tables::{FLOW, SERVICE};
use super::value::Care;
use super::words::FLOWS;
use crate::base::phrase;
use crate::model::{Flow, Kind, ListField, NoteCode, Role, Row, Service, Stated};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

impl Reader<'_> {
    /// An array of services.
    pub(super) fn services(&mut self, role: Role, parent: Option<Row>, pointer: &str) -> Result<(), ReadError> {
        self.parts("services", parent, pointer, |reader, pointer| reader.service(role, parent, pointer))
    }

    /// One service. `pointer`: its JSON pointer below `parent`, or from the root.
    pub(super) fn service(&mut self, role: Role, parent: Option<Row>, pointer: &str) -> Result<(), ReadError> {
        if self.json.peek()? != ValueKind::Object {
            return self.unread(SERVICE.of, parent, pointer);
        }
        let start = self.json.place();
        let row = self.enter(role, parent, pointer, start)?;
        let (mut service, mut named) = (Service::default(), false);
        while let Some(key) = self.key(&SERVICE, Some(row))? {
            if key == "name" {
                self.draft.parts.name[row] = self.text("name", Some(row), Care::Name)?;
                named = !self.scratch.trim().is_empty();
            } else {
                self.service_key(key, row, role, &mut service)?;
            }
        }
        if !named {
            self.draft.note_at(NoteCode::Unidentified, row, start, phrase!("a service without `name`"));
        }
        self.draft.lists.services.push((row, service));
        self.leave(row)?;
        // What stands under `services` is a service, whatever its role says of its place.
        self.draft.parts.kind[row] = Kind::Service;
        Ok(())
    }

    fn service_key(&mut self, key: &'static str, row: Row, role: Role, service: &mut Service) -> Result<(), ReadError> {
        let at = Some(row);
        let stated = |flag: Option<bool>| flag.map_or(Stated::Absent, Stated::Value);
        match key {
            "bom-ref" => self.reference(row)?,
            "provider" => self.draft.parts.supplier[row] = self.party("provider", at)?,
            "group" => self.draft.parts.group[row] = self.text("group", at, Care::Name)?,
            "version" => self.draft.parts.version[row] = self.text("version", at, Care::Name)?,
            "description" => self.draft.parts.description[row] = self.description(row)?,
            "endpoints" => {
                self.carries(row, ListField::Endpoints)?;
                self.list("endpoints", at, |reader, _| {
                    if let Stated::Value(url) = reader.text("an endpoint", at, Care::Name)?.get() {
                        reader.draft.lists.endpoints.push((row, url));
                    }
                    Ok(())
                })?;
            }
            "authenticated" => service.authenticated = stated(self.flag("authenticated", at)?),
            "x-trust-boundary" => service.crosses_boundary = stated(self.flag("x-trust-boundary", at)?),
            "data" => {
                self.carries(row, ListField::Flows)?;
                self.list("data of a service", at, |reader, _| reader.flow(row))?;
            }
            "licenses" => self.licenses(row)?,
            "externalReferences" => self.references(at, "/externalReferences")?,
            "properties" => self.properties(Some(row))?,
            "services" => self.services(role, at, "/services")?,
            "releaseNotes" => self.below(&RELEASE_NOTES, row, "/releaseNotes")?,
            "patentAssertions" => self.below(&PATENT_ASSERTIONS, row, "/patentAssertions")?,
            "signature" => self.below(&SIGNATURE, row, "/signature")?,
            _ => self.loose(key, at)?,
        }
        Ok(())
    }

    fn flow(&mut self, row: Row) -> Result<(), ReadError> {
        let at = Some(row);
        if !self.object("data of a service", at)? {
            return Ok(());
        }
        let place = self.json.place();
        let mut flow = Flow { direction: Default::default(), classification: Default::default() };
        let (mut directed, mut classified) = (false, false);
        while let Some(key) = self.key(&FLOW, at)? {
            match key {
                "flow" => {
                    directed = true;
                    flow.direction = self.word(&FLOWS, at)?;
                }
                "classification" => {
                    classified = true;
                    flow.classification = self.classification(at)?;
                }
                "governance" => {
                    self.governance(at)?;
                }
                _ => match self.json.peek()? {
                    ValueKind::Object => self.stray(key, at)?,
                    _ => self.loose(key, at)?,
                },
            }
        }
        for (there, key) in [(directed, "flow"), (classified, "classification")] {
            if !there {
                self.missing(&FLOW, key, at, place);
            }
        }
        self.draft.lists.flows.push((row, flow));
        Ok(())
    }
}
