//! A component, wherever it stands.

use super::Reader;
use super::scan::Scan;
use super::subtrees::{ATTACHMENT, COMMITS, CRYPTO, EVIDENCE, PATCHES, PATENT_ASSERTIONS, RELEASE_NOTES, SIGNATURE};
use super::tables::{COMPONENT, PEDIGREE, SWID, TOOL, Table};
use super::value::{Care, Key};
use super::words::{SCOPES, TYPES};
use crate::base::{Place, Text, phrase};
use crate::model::{ListField, NoteCode, Packed, Role, Row, Stated};
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// What tells whether a component says what it is.
#[derive(Default)]
struct Found {
    kind: bool,
    name: bool,
    version: bool,
    range: bool,
    external: bool,
}

/// The role of a component inside a component of `role`.
pub(super) fn inside(role: Role) -> Role {
    match role {
        Role::Subject | Role::Ancestor => Role::Part,
        Role::Descendant | Role::Variant => Role::Elsewhere,
        other => other,
    }
}

impl Reader<'_> {
    /// An array of components.
    pub(super) fn components(&mut self, role: Role, parent: Option<Row>, pointer: &str) -> Result<(), ReadError> {
        self.parts("components", parent, pointer, |reader, pointer| reader.component(role, parent, pointer))
    }

    /// Each element of an array that holds components or services.
    pub(super) fn parts(
        &mut self,
        field: &'static str,
        parent: Option<Row>,
        pointer: &str,
        mut each: impl FnMut(&mut Self, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        match self.json.peek()? {
            ValueKind::Array | ValueKind::Object => {
                let mut spot = format!("{pointer}/");
                self.list(field, parent, |reader, at| {
                    spot.truncate(pointer.len() + 1);
                    spot.push_str(&at.to_string());
                    each(reader, &spot)?;
                    reader.check_notes()
                })
            }
            ValueKind::Null => {
                self.wrong(field, ValueKind::Null, parent, self.json.place());
                Ok(self.json.null()?)
            }
            _ => self.unread(field, parent, pointer),
        }
    }

    /// One component. `pointer`: its JSON pointer below `parent`, or from the root.
    pub(super) fn component(&mut self, role: Role, parent: Option<Row>, pointer: &str) -> Result<(), ReadError> {
        self.part(&COMPONENT, role, parent, pointer)
    }

    /// One tool of the form of 1.2 to 1.4. A string is taken for its name.
    pub(super) fn legacy_tool(&mut self, pointer: &str) -> Result<(), ReadError> {
        if self.json.peek()? == ValueKind::String {
            let place = self.json.place();
            self.wrong("a tool", ValueKind::String, None, place);
            let row = self.draft.open(Role::Tool, None, pointer, place).map_err(|past| self.past(&past))?;
            self.draft.parts.name[row] = self.text("the name of a tool", Some(row), Care::Name)?;
            self.draft.close(row, self.json.place().offset);
            return Ok(());
        }
        self.part(&TOOL, Role::Tool, None, pointer)
    }

    fn part(&mut self, table: &'static Table, role: Role, parent: Option<Row>, pointer: &str) -> Result<(), ReadError> {
        if self.json.peek()? != ValueKind::Object {
            return self.unread(table.of, parent, pointer);
        }
        let start = self.json.place();
        let row = self.enter(role, parent, pointer, start)?;
        let mut found = Found::default();
        while let Some(key) = self.any_key(table, Some(row))? {
            match key {
                Key::Known(key) => self.part_key(key, row, role, &mut found)?,
                // A legacy tool with keys of a component is read as both.
                Key::Other(key) => match COMPONENT.find(&key) {
                    Some((key, _)) => {
                        let place = self.json.place();
                        self.tally.add(NoteCode::UnknownKey, table.of, key, When::Always, (Some(row), place));
                        self.part_key(key, row, role, &mut found)?;
                    }
                    None if self.mentioned(&key, row)? => {}
                    None => self.unknown(table, key, Some(row))?,
                },
            }
        }
        if std::ptr::eq(table, &raw const COMPONENT) {
            self.identified(row, start, &found);
        }
        self.leave(row)
    }

    /// Starts a row, one level deeper.
    pub(super) fn enter(&mut self, role: Role, parent: Option<Row>, pointer: &str, start: Place) -> Result<Row, ReadError> {
        let limit = self.draft.limits.nesting;
        if self.nesting >= limit {
            return Err(ReadError::Limit { place: start, what: "components inside each other", limit });
        }
        self.nesting += 1;
        self.json.begin_object()?;
        self.draft.open(role, parent, pointer, start).map_err(|past| self.past(&past))
    }

    /// Ends a row.
    pub(super) fn leave(&mut self, row: Row) -> Result<(), ReadError> {
        self.nesting -= 1;
        self.draft.close(row, self.json.place().offset);
        self.check_notes()
    }

    fn identified(&mut self, row: Row, start: Place, found: &Found) {
        for (there, key) in [(found.kind, "type"), (found.name, "name")] {
            if !there {
                let message = phrase!("a component without `{}`: what it is cannot be told", key);
                self.draft.note_at(NoteCode::Unidentified, row, start, message);
            }
        }
        if !found.version {
            let at = (Some(row), start);
            self.tally.add(NoteCode::MissingKey, COMPONENT.of, "version", When::Below(4), at);
        }
        if found.range && !found.external {
            self.malformed(Some(row), start, phrase!("`versionRange` is for components with `isExternal: true`"));
        }
        if found.range && found.version {
            self.malformed(Some(row), start, phrase!("`version` and `versionRange` exclude each other"));
        }
    }

    fn part_key(&mut self, key: &'static str, row: Row, role: Role, found: &mut Found) -> Result<(), ReadError> {
        let at = Some(row);
        match key {
            "type" => {
                self.draft.parts.declared[row] = self.word(&TYPES, at)?;
                found.kind = !self.scratch.trim().is_empty();
            }
            "name" => {
                self.draft.parts.name[row] = self.rare("name", at, Care::Name)?;
                found.name = !self.scratch.trim().is_empty();
            }
            "version" => {
                self.draft.parts.version[row] = self.text("version", at, Care::Name)?;
                found.version = true;
            }
            "group" => self.draft.parts.group[row] = self.text("group", at, Care::Name)?,
            "bom-ref" => self.reference(row)?,
            "purl" => self.draft.parts.purl[row] = self.rare("purl", at, Care::Name)?,
            "description" => self.draft.parts.description[row] = self.description(row)?,
            "supplier" => self.draft.parts.supplier[row] = self.party("supplier", at)?,
            "manufacturer" => self.draft.parts.manufacturer[row] = self.party("manufacturer", at)?,
            "publisher" => self.draft.parts.publisher[row] = self.party_name("publisher", row)?,
            "vendor" => self.draft.parts.supplier[row] = self.party_name("vendor", row)?,
            "author" => {
                self.carries(row, ListField::Authors)?;
                if let Stated::Value(party) = self.party_name("author", row)?.get() {
                    self.draft.lists.authors.push((row, party));
                }
            }
            "authors" => {
                self.carries(row, ListField::Authors)?;
                self.list("authors", at, |reader, _| {
                    if let Stated::Value(party) = reader.contact("an author", at)?.get() {
                        reader.draft.lists.authors.push((row, party));
                    }
                    Ok(())
                })?;
            }
            "scope" => {
                if let Stated::Value(scope) = self.word(&SCOPES, at)?.get() {
                    self.draft.lists.scopes.push((row, scope));
                }
            }
            "cpe" => {
                if let Stated::Value(cpe) = self.text("cpe", at, Care::Name)?.get() {
                    self.draft.lists.cpes.push((row, cpe));
                }
            }
            "copyright" => {
                let copyright = self.text("copyright", at, Care::Free)?;
                self.draft.lists.copyrights.push((row, copyright));
            }
            "hashes" => self.hashes(row)?,
            "licenses" => self.licenses(row)?,
            "externalReferences" => self.references(at, "/externalReferences")?,
            "properties" => self.properties(Some(row))?,
            "components" => self.components(inside(role), at, "/components")?,
            "pedigree" => self.pedigree(row)?,
            "modelCard" => self.card(row)?,
            "data" => self.data(row)?,
            "isExternal" => found.external = self.flag("isExternal", at)? == Some(true),
            "versionRange" => {
                found.range = true;
                self.text("versionRange", at, Care::Name)?;
            }
            "swid" => self.swid(row)?,
            "evidence" => self.below(&EVIDENCE, row, "/evidence")?,
            "releaseNotes" => self.below(&RELEASE_NOTES, row, "/releaseNotes")?,
            "cryptoProperties" => self.below(&CRYPTO, row, "/cryptoProperties")?,
            "patentAssertions" => self.below(&PATENT_ASSERTIONS, row, "/patentAssertions")?,
            "signature" => self.below(&SIGNATURE, row, "/signature")?,
            _ => self.loose(key, at)?,
        }
        Ok(())
    }

    /// A value of which nothing is kept: scalars and lists of scalars pass, objects are searched for components.
    pub(super) fn loose(&mut self, field: &'static str, row: Option<Row>) -> Result<(), ReadError> {
        match self.json.peek()? {
            ValueKind::Object => self.stray(field, row),
            ValueKind::Array => self.list(field, row, |reader, _| match reader.json.peek()? {
                ValueKind::Object | ValueKind::Array => reader.stray(field, row),
                _ => reader.pass(row),
            }),
            _ => self.pass(row),
        }
    }

    /// Passes over a scalar, and hears what it says.
    pub(super) fn pass(&mut self, row: Option<Row>) -> Result<(), ReadError> {
        if self.json.peek()? != ValueKind::String {
            return Ok(self.json.skip()?);
        }
        let place = self.json.place();
        self.draft.overhear(row, self.json.string()?, place);
        Ok(())
    }

    /// Scans a subtree of a component.
    pub(super) fn below(&mut self, table: &'static Table, row: Row, pointer: &str) -> Result<(), ReadError> {
        self.scan(Scan { table, role: Role::Elsewhere, row: Some(row) }, &mut pointer.to_owned())?;
        Ok(())
    }

    /// `bom-ref` of a row.
    pub(super) fn reference(&mut self, row: Row) -> Result<(), ReadError> {
        let Some(place) = self.scalar("bom-ref", Some(row))? else { return Ok(()) };
        self.draft.reference(row, &self.scratch, place);
        if self.scratch.is_empty() {
            self.malformed(Some(row), place, phrase!("bom-ref is empty"));
        }
        Ok(())
    }

    /// The first bytes of a description.
    pub(super) fn description(&mut self, row: Row) -> Result<Packed<Text>, ReadError> {
        let Some(place) = self.scalar("description", Some(row))? else { return Ok(Packed::default()) };
        Ok(self.draft.describe(row, &self.scratch, place))
    }

    fn pedigree(&mut self, row: Row) -> Result<(), ReadError> {
        if self.json.peek()? != ValueKind::Object {
            return self.unread("pedigree", Some(row), "/pedigree");
        }
        self.json.begin_object()?;
        while let Some(key) = self.key(&PEDIGREE, Some(row))? {
            match key {
                "ancestors" => {
                    self.carries(row, ListField::Ancestors)?;
                    self.components(Role::Ancestor, Some(row), "/pedigree/ancestors")?;
                }
                "descendants" => self.components(Role::Descendant, Some(row), "/pedigree/descendants")?,
                "variants" => self.components(Role::Variant, Some(row), "/pedigree/variants")?,
                "commits" => self.below(&COMMITS, row, "/pedigree/commits")?,
                "patches" => self.below(&PATCHES, row, "/pedigree/patches")?,
                _ => self.loose(key, Some(row))?,
            }
        }
        Ok(())
    }

    fn swid(&mut self, row: Row) -> Result<(), ReadError> {
        if !self.object("swid", Some(row))? {
            return Ok(());
        }
        let place = self.json.place();
        let (mut tag, mut name) = (false, false);
        while let Some(key) = self.key(&SWID, Some(row))? {
            match key {
                "tagId" | "name" => {
                    *if key == "name" { &mut name } else { &mut tag } = true;
                    self.loose(key, Some(row))?;
                }
                "text" => self.below(&ATTACHMENT, row, "/swid/text")?,
                _ => self.loose(key, Some(row))?,
            }
        }
        for (there, key) in [(tag, "tagId"), (name, "name")] {
            if !there {
                self.missing(&SWID, key, Some(row), place);
            }
        }
        Ok(())
    }
}
