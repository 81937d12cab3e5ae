//! Subtrees that are not read field by field: every component, service and bom-ref in them is.

use super::Reader;
use super::subtrees::{ANNOTATIONS, SIGNATURE, VULNERABILITIES};
use super::tables::Table;
use super::value::Key;
use super::words::{ENCODINGS, ISSUES, PATCH_TYPES};
use crate::base::{Phrase, phrase};
use crate::model::{NoteCode, Role, Row, Stated, state_of};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

/// What a scan goes through.
#[derive(Clone, Copy)]
pub(super) struct Scan {
    /// Keys known in the subtree.
    pub(super) table: &'static Table,
    /// Role of components found.
    pub(super) role: Role,
    /// The component the subtree belongs to.
    pub(super) row: Option<Row>,
}

impl Reader<'_> {
    /// Goes through one value; whether it says anything that is no placeholder. `path` is its JSON pointer below the
    /// row, and comes back as it was.
    pub(super) fn scan(&mut self, scan: Scan, path: &mut String) -> Result<bool, ReadError> {
        match self.json.peek()? {
            ValueKind::Object => self.scan_object(scan, path),
            ValueKind::Array => {
                self.json.begin_array()?;
                let (mut says, mut at, length) = (false, 0usize, path.len());
                while self.json.next_item()? {
                    path.push('/');
                    path.push_str(&at.to_string());
                    says |= self.scan(scan, path)?;
                    path.truncate(length);
                    at += 1;
                }
                Ok(says)
            }
            ValueKind::String => {
                let place = self.json.place();
                let text = self.json.string()?;
                if std::ptr::eq(scan.table, &VULNERABILITIES) {
                    self.draft.vulnerability(path, text, place);
                } else if std::ptr::eq(scan.table, &ANNOTATIONS) {
                    self.draft.annotation(path, text);
                }
                self.draft.overhear(scan.row, text, place);
                Ok(matches!(state_of(text), Stated::Value(_)))
            }
            ValueKind::Null => {
                self.json.null()?;
                Ok(false)
            }
            ValueKind::Number | ValueKind::Boolean => {
                self.json.skip()?;
                Ok(true)
            }
        }
    }

    fn scan_object(&mut self, scan: Scan, path: &mut String) -> Result<bool, ReadError> {
        self.json.begin_object()?;
        let mut says = false;
        let length = path.len();
        while let Some(key) = self.any_key(scan.table, scan.row)? {
            let key = match key {
                Key::Known(key) => key,
                Key::Other(key) => {
                    // Only components have one, and none may stand here.
                    if key == "purl" {
                        let message =
                            phrase!("a component stands inside {}, where the format has none", Phrase::word(scan.table.of));
                        let place = self.json.place();
                        self.draft.note(NoteCode::HiddenContainer, scan.row, place, path.clone(), message);
                    }
                    self.unknown(scan.table, key, scan.row)?;
                    says = true;
                    continue;
                }
            };
            path.push('/');
            path.push_str(key);
            says |= self.scan_key(scan, key, path)?;
            path.truncate(length);
        }
        Ok(says)
    }

    fn scan_key(&mut self, scan: Scan, key: &'static str, path: &mut String) -> Result<bool, ReadError> {
        let kind = self.json.peek()?;
        let nested = matches!(kind, ValueKind::Object | ValueKind::Array);
        match key {
            "components" if kind != ValueKind::Null => self.components(scan.role, scan.row, path)?,
            "services" if kind != ValueKind::Null => self.services(scan.role, scan.row, path)?,
            "component" => self.component(scan.role, scan.row, path)?,
            "service" => self.service(scan.role, scan.row, path)?,
            // Evidence names its tools by bom-ref.
            "tools" if kind == ValueKind::Object || scan.row.is_none() => self.tools(path)?,
            "bom-ref" if kind == ValueKind::String => {
                let place = self.json.place();
                let reference = self.json.string()?;
                self.draft.declare(reference, None, place);
                return Ok(false);
            }
            "signature" if nested => {
                self.scan(Scan { table: &SIGNATURE, ..scan }, path)?;
            }
            "encoding" => {
                self.word(&ENCODINGS, scan.row)?;
            }
            "type" if path.contains("/resolves/") && !nested => {
                self.word(&ISSUES, scan.row)?;
            }
            "type" if path.contains("/patches/") && !nested => {
                self.word(&PATCH_TYPES, scan.row)?;
            }
            _ => return self.scan(scan, path),
        }
        Ok(true)
    }
}
