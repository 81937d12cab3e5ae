//! `dependencies` and `compositions`.

use super::Reader;
use super::subtrees::SIGNATURE;
use super::tables::{COMPOSITION, DEPENDENCY};
use super::value::Care;
use super::words::AGGREGATES;
use crate::base::{Texts, phrase};
use crate::model::{Composition, NoteCode, Relation, Role};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

impl Reader<'_> {
    pub(super) fn dependencies(&mut self) -> Result<(), ReadError> {
        self.draft.document.has_dependencies = true;
        // Filled and emptied by each entry, to keep its capacity.
        let mut waiting: Vec<(String, Relation)> = Vec::new();
        self.list("dependencies", None, |reader, _| {
            reader.dependency(&mut waiting)?;
            reader.check_notes()
        })
    }

    fn dependency(&mut self, waiting: &mut Vec<(String, Relation)>) -> Result<(), ReadError> {
        if !self.object("a dependency", None)? {
            return Ok(());
        }
        let start = self.json.place();
        let mut entry = None;
        waiting.clear();
        while let Some(key) = self.key(&DEPENDENCY, None)? {
            if key == "ref" {
                if let Some(place) = self.scalar("ref of a dependency", None)? {
                    entry = Some(self.draft.dependency(&self.scratch, place));
                }
                continue;
            }
            let relation = if key == "provides" { Relation::Provides } else { Relation::DependsOn };
            self.list(key, None, |reader, _| {
                if !reader.target(key)? {
                    return Ok(());
                }
                match entry {
                    Some(entry) => reader.draft.depends(entry, &reader.scratch, relation),
                    None => waiting.push((reader.scratch.clone(), relation)),
                }
                Ok(())
            })?;
        }
        let Some(entry) = entry else {
            self.missing(&DEPENDENCY, "ref", None, start);
            return Ok(());
        };
        for (to, relation) in waiting.drain(..) {
            self.draft.depends(entry, &to, relation);
        }
        Ok(())
    }

    /// A reference into the scratch text: a string, or an object with `ref`.
    fn target(&mut self, field: &'static str) -> Result<bool, ReadError> {
        if self.json.peek()? != ValueKind::Object {
            return Ok(self.scalar(field, None)?.is_some());
        }
        let place = self.json.place();
        self.wrong(field, ValueKind::Object, None, place);
        self.json.begin_object()?;
        let mut found: Option<String> = None;
        while let Some(key) = self.key(&DEPENDENCY, None)? {
            if key == "ref" && self.scalar("ref of a dependency", None)?.is_some() {
                found = Some(self.scratch.clone());
            } else if key != "ref" {
                self.stray(key, None)?;
            }
        }
        let Some(found) = found else {
            let message = phrase!("an entry of {} is an object without `ref`", field);
            self.draft.note(NoteCode::PartNotRead, None, place, String::new(), message);
            return Ok(false);
        };
        self.scratch = found;
        Ok(true)
    }

    pub(super) fn compositions(&mut self) -> Result<(), ReadError> {
        self.list("compositions", None, |reader, _| {
            reader.composition()?;
            reader.check_notes()
        })
    }

    fn composition(&mut self) -> Result<(), ReadError> {
        if !self.object("a composition", None)? {
            return Ok(());
        }
        let start = self.json.place();
        let (mut aggregate, mut covers) = (None, Vec::new());
        while let Some(key) = self.key(&COMPOSITION, None)? {
            match key {
                "aggregate" => {
                    if let Some(place) = self.scalar("aggregate", None)? {
                        self.listed(&AGGREGATES, None, place);
                        aggregate = Some(self.draft.texts.intern(&self.scratch));
                        if self.scratch != "complete" {
                            let message = phrase!("a composition says the bill is `{}`", &self.scratch);
                            self.draft.note(NoteCode::CompositionIncomplete, None, place, String::new(), message);
                        }
                    }
                }
                "assemblies" | "dependencies" => self.list(key, None, |reader, _| {
                    if reader.target(key)? {
                        covers.push(reader.draft.texts.intern(&reader.scratch));
                    }
                    Ok(())
                })?,
                "bom-ref" => self.declared()?,
                "signature" => self.subtree(&SIGNATURE, Role::Elsewhere, "/compositions/signature")?,
                "vulnerabilities" => self.list(key, None, |reader, _| reader.text(key, None, Care::Name).map(|_| ()))?,
                _ => self.loose(key, None)?,
            }
        }
        if aggregate.is_none() {
            self.missing(&COMPOSITION, "aggregate", None, start);
            let message = phrase!("a composition does not say what it is");
            self.draft.note(NoteCode::CompositionIncomplete, None, start, String::new(), message);
        }
        self.draft.document.compositions.push(Composition { aggregate: aggregate.unwrap_or(Texts::EMPTY), covers });
        Ok(())
    }
}
