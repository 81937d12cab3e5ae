//! Text of the syntaxes whose parser needs all of it.

use crate::base::{Limits, Place, phrase};
use crate::read::Source;
use crate::read::error::ReadError;
use crate::read::yaml::Places;
use std::io::Read;

/// Bytes of input taken where the text is held whole.
const WHOLE: u32 = 256 << 20;

/// The whole text of an input.
///
/// # Errors
/// When it is too large, or not UTF-8.
pub(super) fn text(input: &mut Source<'_>, limits: &Limits, format: &'static str) -> Result<String, ReadError> {
    let most = limits.bytes.min(WHOLE);
    let mut bytes = Vec::new();
    input.by_ref().take(u64::from(most) + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most as usize {
        return Err(ReadError::Limit { place: Place::default(), what: "bytes of input in this syntax", limit: most as usize });
    }
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let valid = str::from_utf8(&bytes[..error.utf8_error().valid_up_to()]).unwrap_or_default();
        let mut places = Places::new(valid);
        ReadError::Syntax { place: places.at(valid.len()), format, why: phrase!("bytes that are not UTF-8") }
    })
}
