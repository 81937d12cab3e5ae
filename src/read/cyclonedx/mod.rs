//! CycloneDX JSON, 1.2 to 1.7. Source: <https://cyclonedx.org/docs/1.7/json/>.
//!
//! A streaming reader: each object is read once, in whatever order its keys stand, into the columns of a
//! [`Draft`]. One function, [`Reader::component`], reads components wherever they stand.

mod card;
mod component;
mod data;
mod document;
mod graph;
mod hidden;
mod license;
pub(super) mod mention;
mod metadata;
mod party;
pub(super) mod reference;
mod scan;
mod service;
mod since;
mod subtrees;
mod tables;
mod terms;
pub(super) mod value;
mod words;

pub use since::since;

use super::deviation::Tally;
use super::error::ReadError;
use super::json::Json;
use super::{Format, Source, looks, past_limit};
use crate::model::{Draft, PastLimit};

/// CycloneDX JSON.
pub(super) struct CycloneDxJson;

impl Format for CycloneDxJson {
    fn name(&self) -> &'static str {
        "CycloneDX JSON"
    }

    fn claims(&self, head: &[u8]) -> bool {
        // A bill without `bomFormat` is told by its version, so that what is missing is said.
        looks::is_object(head) && looks::root_keys(head).iter().any(|key| key == "bomFormat" || key == "specVersion")
    }

    fn read(&self, input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
        let mut reader = Reader::new(Json::new(input, &into.limits.clone()), into);
        reader.document()
    }
}

/// A document being read.
pub(super) struct Reader<'a> {
    json: Json<'a>,
    draft: &'a mut Draft,
    tally: Tally,
    /// The document is XML, where the name of an element holds the version.
    pub(super) xml: bool,
    /// The minor version declared, once it is known.
    minor: Option<u8>,
    /// The text of the last scalar read.
    scratch: String,
    /// Algorithm and digest of the hash being read.
    aside: [String; 2],
    /// Components inside components, at this point.
    nesting: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(json: Json<'a>, draft: &'a mut Draft) -> Self {
        let (scratch, aside) = (String::new(), Default::default());
        Self { json, draft, tally: Tally::default(), xml: false, minor: None, scratch, aside, nesting: 0 }
    }

    fn past(&self, past: &PastLimit) -> ReadError {
        past_limit(past, self.json.place())
    }

    /// Ends the input when it deviates more than is worth reading.
    fn check_notes(&self) -> Result<(), ReadError> {
        self.tally.check(self.draft).map_err(|past| self.past(&past))
    }
}
