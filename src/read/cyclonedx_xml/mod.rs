//! CycloneDX XML, 1.2 to 1.7. Source: <https://cyclonedx.org/docs/1.7/xml/>.
//!
//! There is one reader of CycloneDX. This writes each element, as it is met, as the JSON it would be, by a table of shapes,
//! and the reader of JSON reads that; every place it gives is one of the XML. What has no place in that JSON is noted, or
//! the document is refused: an element the format does not know becomes a key it does not know, what stands twice stands
//! twice, and what belongs to other namespaces is passed over and noted.
//!
//! Elements that repeat with nothing around them (`data`, `sensitiveData`, `url`) cannot state that there are none, as an
//! empty array of JSON does: they are absent.

mod as_json;
mod attributes;
mod foreign;
mod frame;
mod graph;
mod members;
mod out;
mod root;
mod shape;
mod shapes;
mod subtrees;

use super::cyclonedx::Reader;
use super::deviation::{Tally, When};
use super::error::ReadError;
use super::json::{Fault, Json, JsonError, Places};
use super::xml::XmlFault;
use super::{Format, Source, looks};
use crate::base::{Limits, Phrase, Place};
use crate::model::{Draft, NoteCode};
use as_json::AsJson;
use std::cell::RefCell;
use std::rc::Rc;

/// CycloneDX XML.
pub(super) struct CycloneDxXml;

impl Format for CycloneDxXml {
    fn name(&self) -> &'static str {
        "CycloneDX XML"
    }

    fn claims(&self, head: &[u8]) -> bool {
        let tag = root::tag(looks::text(head));
        let name = tag.split(u8::is_ascii_whitespace).next().unwrap_or_default();
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        // Of UTF-16, whose first bytes these are, the reader says so.
        head.starts_with(b"<\0")
            || looks::text(head).first() == Some(&b'<')
                && (matches!(local, b"bom" | b"bom/") || tag.windows(13).any(|window| window == b"cyclonedx.org"))
    }

    fn read(&self, input: &mut Source, into: &mut Draft) -> Result<(), ReadError> {
        let (limits, places, aside) = (into.limits, Places::default(), Aside::default());
        let json = AsJson::new(input, &limits, places.clone(), Rc::clone(&aside));
        // The limit of bytes is held on the XML; its JSON may be a little longer.
        let json = Json::placed(json, &Limits { bytes: u32::MAX, ..limits }, places);
        let mut reader = Reader::new(json, into);
        reader.xml = true;
        reader.document().map_err(in_words_of_xml)?;
        drop(reader);
        let aside = aside.take();
        into.document.signed |= aside.signed;
        aside.tally.settle((1, 0), into);
        into.check_notes().map_err(|past| super::past_limit(&past, Place::default()))
    }
}

/// What the document says beside the JSON it becomes.
#[derive(Default)]
struct Said {
    /// What stands outside the format.
    tally: Tally,
    /// An XML signature stands in the root element.
    signed: bool,
}

type Aside = Rc<RefCell<Said>>;

impl Said {
    fn add(&mut self, code: NoteCode, place: Place, what: Phrase) {
        self.tally.add(code, "outside the format", what, When::Always, (None, place));
    }
}

/// An object that holds one key twice was an element that holds one element twice.
fn in_words_of_xml(error: ReadError) -> ReadError {
    match error {
        ReadError::Json(JsonError { place, fault: Fault::DuplicateKey(key) }) => ReadError::Xml(XmlFault::Twice(key).at(place)),
        other => other,
    }
}

#[cfg(test)]
mod tests;
