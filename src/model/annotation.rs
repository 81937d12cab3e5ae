//! Remarks a bill carries about its parts. What they say is the word of whoever made them.

use super::component::Row;
use super::draft::Draft;
use super::party::{Party, PartyId};
use super::refs::{Carrier, RefId};
use super::stated::Packed;
use crate::base::Text;

/// Bytes of a remark that are kept.
const REMARK: usize = 1024;

/// One remark. Source: SPDX 2.3, clause 12; SPDX 3.0.1, Core, `Annotation`; CycloneDX 1.7, `annotations`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Whose remark it is.
    pub annotator: Packed<PartyId>,
    /// When it was made, as written.
    pub date: Packed<Text>,
    /// What kind of remark the format calls it; CycloneDX has no word for that.
    pub kind: Packed<Text>,
    /// Its first 1,024 bytes.
    pub text: Packed<Text>,
}

/// A remark of CycloneDX while it is read, with the bom-refs of what it is about.
#[derive(Debug, Default)]
pub(super) struct Remark {
    /// The JSON pointer of its entry.
    pointer: String,
    about: Vec<RefId>,
    annotation: Annotation,
}

impl Draft {
    /// The part of a remark that is kept.
    pub fn remark(&mut self, text: &str) -> Packed<Text> {
        self.keep(&text[..text.floor_char_boundary(REMARK)])
    }

    /// A remark about a part, or about the document, which is said of its subject.
    pub fn annotate(&mut self, row: Option<Row>, annotation: Annotation) {
        match row {
            Some(row) => self.lists.annotations.push((row, annotation)),
            None => self.of_document.annotations.push(annotation),
        }
    }

    /// One text inside `annotations` of a CycloneDX document, by its JSON pointer.
    pub fn annotation(&mut self, pointer: &str, text: &str) {
        let mut steps = pointer.split('/').skip(2);
        let Some(number) = steps.next() else { return };
        let head = &pointer[..("/annotations/".len() + number.len()).min(pointer.len())];
        if self.remarks.last().is_none_or(|last| last.pointer != head) {
            self.remarks.push(Remark { pointer: head.to_owned(), ..Remark::default() });
        }
        let mut rest = steps;
        let said = match (rest.next(), rest.next(), rest.next()) {
            (Some("subjects"), ..) => {
                let about = self.refs.of(text, &mut self.texts);
                return self.remarks.last_mut().into_iter().for_each(|remark| remark.about.push(about));
            }
            (Some("text"), None, _) => Annotation { text: self.remark(text), ..Annotation::default() },
            (Some("timestamp"), None, _) => Annotation { date: self.say(text), ..Annotation::default() },
            (Some("annotator"), Some("organization" | "individual"), Some("name")) if rest.next().is_none() => {
                let name = self.say(text);
                Annotation { annotator: self.party_stated(Party { name, ..Party::default() }), ..Annotation::default() }
            }
            _ => return,
        };
        let Some(Remark { annotation, .. }) = self.remarks.last_mut() else { return };
        let or = |new: Packed<Text>, held: Packed<Text>| if new == Packed::default() { held } else { new };
        let annotator = if said.annotator == Packed::default() { annotation.annotator } else { said.annotator };
        *annotation =
            Annotation { annotator, date: or(said.date, annotation.date), text: or(said.text, annotation.text), ..*annotation };
    }
}

/// Finds what each remark of CycloneDX is about. One about nothing that is a part is about the document.
pub(super) fn settle(draft: &mut Draft) {
    for Remark { about, annotation, .. } in std::mem::take(&mut draft.remarks) {
        let part = |id: &RefId| match draft.refs.carrier(*id) {
            Carrier::Part(row) => Some(row),
            Carrier::Element | Carrier::Nobody | Carrier::Missing => None,
        };
        let rows: Vec<Row> = about.iter().filter_map(part).collect();
        if rows.is_empty() {
            draft.annotate(None, annotation);
        }
        rows.into_iter().for_each(|row| draft.annotate(Some(row), annotation));
    }
}
