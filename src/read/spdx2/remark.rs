//! Annotations. Source: SPDX 2.3, clause 12.

use super::build::{Builder, without_mail};
use super::record::{Field, Record, Said, What};
use crate::model::{Annotation, Party};
use crate::read::deviation::When;

impl Builder<'_> {
    /// Keeps a remark. One that stands in an element comes before it, for an element is handed on when it ends.
    pub(super) fn annotation(&mut self, record: &Record) {
        const WORDS: &[(Field, &str)] = &[
            (Field::Annotator, "annotator"),
            (Field::AnnotationDate, "annotationDate"),
            (Field::AnnotationType, "annotationType"),
        ];
        for (field, key) in WORDS {
            match record.first(*field) {
                None => self.missing(record.what, key, When::Always, (None, record.start)),
                Some(said) if *field == Field::AnnotationDate => self.instant(said, "annotationDate", None),
                Some(_) => {}
            }
        }
        let said = |field| record.first(field).map_or("", |said: Said<'_>| said.text);
        if let Some(remark) = record.first(Field::Remark) {
            self.draft.overhear(None, remark.text, remark.place);
        }
        let name = said(Field::Annotator);
        let name = name.split_once(':').map_or(name, |(_, name)| name);
        let name = self.draft.say(without_mail(name));
        let remark = Annotation {
            annotator: self.draft.party_stated(Party { name, ..Party::default() }),
            date: self.draft.say(said(Field::AnnotationDate)),
            kind: self.draft.say(said(Field::AnnotationType)),
            text: self.draft.remark(said(Field::Remark)),
        };
        match (record.inside, record.first(Field::Subject)) {
            (_, Some(subject)) => {
                let id = self.draft.texts.intern(subject.text.trim());
                self.remarked.push((id, remark));
            }
            (What::Document, None) => self.draft.annotate(None, remark),
            _ => self.remarks.push(remark),
        }
    }

    /// Remarks that name the element they are about; one about no component is about the document.
    pub(super) fn settle_remarks(&mut self) {
        for (id, remark) in std::mem::take(&mut self.remarked) {
            let row = self.ids.get(&id).copied().flatten();
            self.draft.annotate(row, remark);
        }
    }
}
