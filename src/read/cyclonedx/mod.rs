//! CycloneDX JSON, 1.2 to 1.7. Source: <https://cyclonedx.org/docs/1.7/json/>.
//!
//! A streaming reader: each object is read once, in whatever order its keys stand, into the columns of a
//! [`Draft`]. One function, [`Reader::component`], reads components wherever they stand.

mod card;
mod component;
mod data;
pub(super) mod deviation;
mod document;
mod graph;
mod hidden;
mod license;
mod mention;
mod metadata;
mod party;
pub(super) mod reference;
mod scan;
mod service;
mod subtrees;
mod tables;
pub(super) mod value;
mod words;

use super::error::ReadError;
use super::json::Json;
use super::{Format, Source, looks, past_limit};
use crate::model::{Draft, PastLimit};
use deviation::Tally;

/// CycloneDX JSON.
pub(super) struct CycloneDxJson;

impl Format for CycloneDxJson {
    fn name(&self) -> &'static str {
        "CycloneDX JSON"
    }

    fn claims(&self, head: &[u8]) -> bool {
        // Every JSON object, for `bomFormat` may stand last; what it is instead, the reader says.
        looks::text(head).first() == Some(&b'{') && head.get(1) != Some(&0)
    }

    fn read(&self, input: &mut Source, into: &mut Draft) -> Result<(), ReadError> {
        let seems = looks::root_keys(input.head()?);
        let mut reader = Reader::new(Json::new(input, &into.limits.clone()), into);
        reader.document(&seems)
    }
}

/// A document being read.
struct Reader<'a> {
    json: Json<'a>,
    draft: &'a mut Draft,
    tally: Tally,
    /// The minor version declared, once it is known.
    minor: Option<u8>,
    /// The text of the last scalar read.
    scratch: String,
    /// Components inside components, at this point.
    nesting: usize,
}

impl<'a> Reader<'a> {
    fn new(json: Json<'a>, draft: &'a mut Draft) -> Self {
        Self { json, draft, tally: Tally::default(), minor: None, scratch: String::new(), nesting: 0 }
    }

    fn past(&self, past: &PastLimit) -> ReadError {
        past_limit(past, self.json.place())
    }

    /// Ends the input when it deviates more than is worth reading.
    fn check_notes(&self) -> Result<(), ReadError> {
        self.draft.check_notes().map_err(|past| self.past(&past))?;
        if self.tally.held > self.draft.limits.notes {
            return Err(self.past(&PastLimit { what: "deviations", limit: self.draft.limits.notes }));
        }
        Ok(())
    }
}
