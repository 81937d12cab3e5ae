//! JSON being written, and where its values stand in the XML it is made from.

use super::shape::Shape;
use crate::base::Place;
use crate::read::json::Places;

/// JSON written and not yet read.
pub(super) struct Out {
    bytes: Vec<u8>,
    /// Bytes read of those.
    given: usize,
    /// Bytes written and read before those.
    before: usize,
    places: Places,
}

impl Out {
    pub(super) fn new(places: Places) -> Self {
        Self { bytes: Vec::new(), given: 0, before: 0, places }
    }

    /// Bytes that wait to be read.
    pub(super) fn waiting(&self) -> usize {
        self.bytes.len() - self.given
    }

    /// Moves bytes out.
    pub(super) fn give(&mut self, into: &mut [u8]) -> usize {
        let rest = &self.bytes[self.given..];
        let taken = rest.len().min(into.len());
        into[..taken].copy_from_slice(&rest[..taken]);
        self.given += taken;
        if self.given == self.bytes.len() {
            self.before += self.given;
            self.given = 0;
            self.bytes.clear();
        }
        taken
    }

    /// What is written next stands at `place`.
    pub(super) fn mark(&mut self, place: Place) {
        self.places.mark(self.before + self.bytes.len(), place);
    }

    #[inline]
    pub(super) fn raw(&mut self, json: &str) {
        match json.as_bytes() {
            [] => {}
            // A comma or a bracket, nearly always.
            [only] => self.bytes.push(*only),
            several => self.bytes.extend_from_slice(several),
        }
    }

    /// A key that needs no escapes, and its colon.
    pub(super) fn key(&mut self, key: &str) {
        self.bytes.reserve(key.len() + 3);
        self.bytes.push(b'"');
        self.raw(key);
        self.raw("\":");
    }

    pub(super) fn string(&mut self, text: &str) {
        if self.plain(text) {
            return;
        }
        self.bytes.push(b'"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
            self.raw(&rest[..at]);
            match rest.as_bytes()[at] {
                b'\n' => self.raw("\\n"),
                b'\t' => self.raw("\\t"),
                b'\r' => self.raw("\\r"),
                // XML allows no other control character.
                plain => self.bytes.extend_from_slice(&[b'\\', plain]),
            }
            rest = &rest[at + 1..];
        }
        self.raw(rest);
        self.bytes.push(b'"');
    }

    /// Writes a string that needs no escapes; false, and nothing, for one that does.
    fn plain(&mut self, text: &str) -> bool {
        // Without an early end, so that many bytes are looked at at once.
        let plain = !text.bytes().fold(false, |found, byte| found | (byte < 0x20) | (byte == b'"') | (byte == b'\\'));
        if plain {
            self.bytes.reserve(text.len() + 2);
            self.bytes.push(b'"');
            self.bytes.extend_from_slice(text.as_bytes());
            self.bytes.push(b'"');
        }
        plain
    }

    /// The text of an element that is no object and no array.
    pub(super) fn scalar(&mut self, shape: Shape, said: &str) {
        match shape {
            Shape::Flag => self.flag(said.trim()),
            Shape::Number => self.number(said.trim()),
            Shape::Text => self.line(said),
            _ => self.string(said),
        }
    }

    /// A text with tabs and ends of lines as blanks, and none of either around it: `normalizedString` of XML Schema, which
    /// nearly all text is.
    fn line(&mut self, text: &str) {
        let text = text.trim();
        if !self.plain(text) {
            self.string(&text.replace(['\t', '\n'], " "));
        }
    }

    /// A number, when JSON writes it so and every reader holds it exactly; else a string, which is noted where it is read.
    pub(super) fn number(&mut self, text: &str) {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let whole = whole.strip_prefix('-').unwrap_or(whole);
        let plain = digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0')) && text.len() <= 15;
        if plain { self.raw(text) } else { self.string(text) }
    }

    /// A boolean as XML Schema writes it; else a string, which is noted where it is read.
    pub(super) fn flag(&mut self, text: &str) {
        match text {
            "true" | "1" => self.raw("true"),
            "false" | "0" => self.raw("false"),
            other => self.string(other),
        }
    }
}
