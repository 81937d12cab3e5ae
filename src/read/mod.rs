//! Bytes to bill: one strict reader for each format, told by content, never by name.

mod cyclonedx;
mod error;
pub mod json;
mod looks;
mod source;
mod spdx2;

pub use error::ReadError;
pub use source::Source;

use crate::base::{Limits, Place};
use crate::model::{Bom, Draft, PastLimit};

/// One format bills are written in.
pub trait Format: Sync {
    /// The name reports give it.
    fn name(&self) -> &'static str;

    /// Whether an input with these first bytes is of this format. They may end anywhere.
    fn claims(&self, head: &[u8]) -> bool;

    /// Reads the whole input. The caller adds its size and hash to the bill.
    ///
    /// # Errors
    /// When the input cannot be judged; every lesser imperfection is a note of the bill.
    fn read(&self, input: &mut Source, into: &mut Draft) -> Result<(), ReadError>;
}

/// Every format read. The first that claims an input reads it.
pub static FORMATS: &[&dyn Format] =
    &[&spdx2::Spdx2Json, &spdx2::Spdx2Rdf, &spdx2::Spdx2Tag, &spdx2::Spdx2Yaml, &cyclonedx::CycloneDxJson];

/// Reads one bill, whole or not at all.
///
/// # Errors
/// When the input is of no known format, malformed, ambiguous for every reader, or past a limit.
pub fn read(mut source: Source, limits: &Limits) -> Result<Bom, ReadError> {
    let head = source.head()?;
    let Some(format) = FORMATS.iter().find(|format| format.claims(head)) else {
        return Err(ReadError::NotRecognised { seems: looks::foreign(head) });
    };
    let mut draft = Draft::new(*limits);
    format.read(&mut source, &mut draft)?;
    let (bytes, sha256) = source.receipt();
    draft.document.bytes = u32::try_from(bytes).expect("the limit of bytes is a u32");
    draft.document.sha256 = sha256;
    draft.freeze(source.name()).map_err(|past| past_limit(&past, Place::default()))
}

fn past_limit(past: &PastLimit, place: Place) -> ReadError {
    ReadError::Limit { place, what: past.what, limit: past.limit }
}

#[cfg(test)]
mod tests;
