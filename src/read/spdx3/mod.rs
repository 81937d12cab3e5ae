//! SPDX 3.0.0 and 3.0.1 in JSON-LD. Source: <https://spdx.github.io/spdx-spec/v3.0.1/serializations/> and the JSON schema
//! of each version.
//!
//! A streaming reader: each object of `@graph` is read once, its keys in any order, into a [`node::Node`] that is used
//! again for the next. What is a component becomes a row at once; references, which may lead forward, are held as
//! pairs of interned identifiers and resolved at the end. Contexts are known, never fetched.

mod agent;
mod class;
mod commit;
mod context;
mod document;
mod edges;
mod extra;
mod keys;
mod license;
mod node;
mod part;
mod relationship;
mod resolve;
mod value;

use super::deviation::Tally;
use super::error::ReadError;
use super::json::Json;
use super::{Format, Source, looks, past_limit};
use crate::base::{Phrase, Place};
use crate::model::{Draft, NoteCode, PastLimit};
use commit::Graph;
use context::Context;
use node::Node;

/// SPDX 3 in JSON-LD.
pub(super) struct Spdx3;

impl Format for Spdx3 {
    fn name(&self) -> &'static str {
        "SPDX 3 JSON-LD"
    }

    fn claims(&self, head: &[u8]) -> bool {
        let keys = looks::root_keys(head);
        let has = |key: &str| keys.iter().any(|seen| seen == key);
        has("@context") || has("@graph") || (has("spdxId") && has("type"))
    }

    fn read(&self, input: &mut Source, into: &mut Draft) -> Result<(), ReadError> {
        Reader::new(Json::new(input, &into.limits.clone()), into).document()
    }
}

/// A document being read.
struct Reader<'a> {
    json: Json<'a>,
    draft: &'a mut Draft,
    tally: Tally,
    context: Context,
    graph: Graph,
    /// The text of the last scalar read.
    scratch: String,
    /// Nodes that may be used again.
    #[allow(clippy::vec_box, reason = "a node is large and handed from place to place")]
    spare: Vec<Box<Node>>,
}

impl<'a> Reader<'a> {
    fn new(json: Json<'a>, draft: &'a mut Draft) -> Self {
        let graph = Graph::new(draft);
        Self {
            json,
            draft,
            tally: Tally::default(),
            context: Context::default(),
            graph,
            scratch: String::new(),
            spare: Vec::new(),
        }
    }

    fn past(&self, past: &PastLimit) -> ReadError {
        past_limit(past, self.json.place())
    }

    /// Ends the input when it deviates more than is worth reading.
    fn check_notes(&self) -> Result<(), ReadError> {
        self.tally.check(self.draft).map_err(|past| self.past(&past))
    }

    /// A note about the document or an element that is no component.
    fn note(&mut self, code: NoteCode, place: Place, message: Phrase) {
        self.draft.note(code, None, place, String::new(), message);
    }
}
