//! The root of a document.

use super::Reader;
use super::scan::Scan;
use super::subtrees::{ANNOTATIONS, CITATIONS, DECLARATIONS, DEFINITIONS, FORMULATION, SIGNATURE, VULNERABILITIES};
use super::tables::{ROOT, Table};
use super::value::{Care, Key};
use crate::base::{Phrase, Place, phrase};
use crate::model::{NoteCode, Role, Stated};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// What the root has told so far.
#[derive(Default)]
struct Root {
    format: Option<Result<(), Phrase>>,
    version: Option<(String, Place)>,
    numbered: bool,
}

impl Reader<'_> {
    /// Reads the whole document.
    pub(in crate::read) fn document(&mut self) -> Result<(), ReadError> {
        let mut root = Root::default();
        self.json.begin_object()?;
        while let Some(key) = self.any_key(&ROOT, None)? {
            match key {
                Key::Known(key) => self.root_key(key, &mut root)?,
                Key::Other(key) => {
                    // Of another format, every key is unknown: say so at the end, not with notes without end.
                    self.unknown(&ROOT, key, None)?;
                }
            }
            self.check_notes()?;
        }
        self.json.end()?;
        if self.json.marked() {
            let message = phrase!("a UTF-8 byte order mark stands before the text; it is ignored");
            self.draft.note(NoteCode::ByteOrderMark, None, Place::default(), String::new(), message);
        }
        let minor = finish(&root)?;
        if !root.numbered && minor < 4 {
            self.missing(&ROOT, "version", None, Place::default());
        }
        let tally = std::mem::take(&mut self.tally);
        tally.settle((1, minor), self.draft);
        self.draft.document.format = "CycloneDX";
        self.draft.document.spec_version = format!("1.{minor}");
        self.check_notes()
    }

    fn root_key(&mut self, key: &'static str, root: &mut Root) -> Result<(), ReadError> {
        match key {
            "bomFormat" => {
                let found = self.marker()?;
                root.format = Some(if found.as_deref() == Some("CycloneDX") {
                    Ok(())
                } else {
                    Err(phrase!("`bomFormat` is `{}`, expected exactly `CycloneDX`", found.unwrap_or_default()))
                });
            }
            "specVersion" => {
                self.json.peek()?;
                let place = self.json.place();
                let found = self.marker()?.unwrap_or_default();
                self.minor = minor_of(&found);
                root.version = Some((found, place));
            }
            "serialNumber" => self.serial()?,
            "version" => {
                root.numbered = true;
                self.version()?;
            }
            "metadata" => self.metadata()?,
            "components" => self.components(Role::Part, None, "/components")?,
            "services" => self.services(Role::Service, None, "/services")?,
            "dependencies" => self.dependencies()?,
            "compositions" => self.compositions()?,
            "signature" => {
                self.draft.document.signed = self.json.peek()? == ValueKind::Object;
                self.subtree(&SIGNATURE, Role::Elsewhere, "/signature")?;
            }
            "vulnerabilities" => self.subtree(&VULNERABILITIES, Role::Elsewhere, "/vulnerabilities")?,
            "annotations" => self.subtree(&ANNOTATIONS, Role::Elsewhere, "/annotations")?,
            "formulation" => self.subtree(&FORMULATION, Role::Formulation, "/formulation")?,
            "declarations" => self.subtree(&DECLARATIONS, Role::Declaration, "/declarations")?,
            "definitions" => self.subtree(&DEFINITIONS, Role::Elsewhere, "/definitions")?,
            "citations" => self.subtree(&CITATIONS, Role::Elsewhere, "/citations")?,
            "externalReferences" => self.references(None, "/externalReferences")?,
            "properties" => self.properties(None)?,
            _ => self.loose(key, None)?,
        }
        Ok(())
    }

    /// Goes through a subtree of the root.
    pub(super) fn subtree(&mut self, table: &'static Table, role: Role, pointer: &str) -> Result<(), ReadError> {
        let mut path = pointer.to_owned();
        self.scan(Scan { table, role, row: None }, &mut path)?;
        Ok(())
    }

    /// `bomFormat` or `specVersion`: only a string will do.
    fn marker(&mut self) -> Result<Option<String>, ReadError> {
        if self.json.peek()? == ValueKind::String {
            return Ok(Some(self.json.string()?.to_owned()));
        }
        self.json.skip()?;
        Ok(None)
    }

    fn serial(&mut self) -> Result<(), ReadError> {
        self.json.peek()?;
        let place = self.json.place();
        let serial = self.text("serialNumber", None, Care::Name)?;
        self.draft.document.serial = serial;
        if !is_serial(&self.scratch) {
            let message = phrase!("serialNumber `{}` is not of the form `urn:uuid:...` (RFC 4122)", &self.scratch);
            self.malformed(None, place, message);
        }
        Ok(())
    }

    fn version(&mut self) -> Result<(), ReadError> {
        let kind = self.json.peek()?;
        let place = self.json.place();
        if kind == ValueKind::Number {
            self.scratch.clear();
            self.scratch.push_str(self.json.number()?);
        } else if self.scalar("version of the document", None)?.is_none() {
            return Ok(());
        }
        match self.scratch.parse::<u32>() {
            Ok(version) if version > 0 => self.draft.document.version = Stated::Value(version),
            _ => {
                let message = phrase!("version of the document `{}` is not a whole number from 1", &self.scratch);
                self.malformed(None, place, message);
            }
        }
        if kind == ValueKind::String {
            self.wrong("version of the document", kind, None, place);
        }
        Ok(())
    }
}

/// The minor version, or why the document is not read.
fn finish(root: &Root) -> Result<u8, ReadError> {
    match (&root.format, &root.version) {
        (Some(Err(why)), _) => Err(ReadError::NotCycloneDx { why: why.clone() }),
        (None, _) => Err(ReadError::NotCycloneDx { why: phrase!("`bomFormat` is missing; the format requires it") }),
        (Some(Ok(())), None) => Err(ReadError::NotCycloneDx { why: phrase!("`specVersion` is missing") }),
        (Some(Ok(())), Some((version, place))) => minor_of(version).ok_or_else(|| {
            let why = if version.starts_with("2.") {
                phrase!("CycloneDX {} is not read yet", version)
            } else {
                phrase!("specVersion `{}` is not a version of CycloneDX JSON", version)
            };
            ReadError::UnsupportedVersion { place: *place, why }
        }),
    }
}

fn minor_of(version: &str) -> Option<u8> {
    ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"].iter().zip(2..).find(|(known, _)| **known == version).map(|(_, minor)| minor)
}

fn is_serial(text: &str) -> bool {
    let Some(uuid) = text.strip_prefix("urn:uuid:") else { return false };
    let groups: Vec<&str> = uuid.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}
