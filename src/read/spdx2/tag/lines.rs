//! Lines of `Tag: value`, read one at a time; a value in `<text>` and `</text>` runs over several.

use super::fault;
use crate::base::{Limits, Place, phrase};
use crate::read::Source;
use crate::read::error::ReadError;
use std::io::{BufRead, BufReader, Read};

/// Tags and their values, one at a time.
pub(super) struct Lines<'a, 's> {
    from: std::io::Take<BufReader<&'a mut Source<'s>>>,
    limits: Limits,
    line: Vec<u8>,
    text: String,
    tag: String,
    number: u32,
    offset: usize,
    pub(super) marked: bool,
}

impl<'a, 's> Lines<'a, 's> {
    pub(super) fn new(input: &'a mut Source<'s>, limits: Limits) -> Self {
        Self {
            from: BufReader::with_capacity(64 << 10, input).take(u64::from(limits.bytes) + 1),
            limits,
            line: Vec::new(),
            text: String::new(),
            tag: String::new(),
            number: 0,
            offset: 0,
            marked: false,
        }
    }

    pub(super) fn place(&self) -> Place {
        let offset = u32::try_from(self.offset).unwrap_or(u32::MAX);
        Place { offset, line: self.number.max(1), column: 1 }
    }

    /// The next line without its end, and its place; none at the end of the input.
    fn line(&mut self) -> Result<Option<(&str, Place)>, ReadError> {
        self.line.clear();
        self.number += 1;
        let place = self.place();
        let most = self.limits.string as u64 + 1;
        (&mut self.from).take(most).read_until(b'\n', &mut self.line)?;
        if self.line.is_empty() {
            return Ok(None);
        }
        self.offset += self.line.len();
        if self.offset > self.limits.bytes as usize {
            return Err(ReadError::Limit { place, what: "bytes of input", limit: self.limits.bytes as usize });
        }
        if self.line.len() > self.limits.string {
            return Err(ReadError::Limit { place, what: "bytes of one line", limit: self.limits.string });
        }
        let Ok(mut line) = str::from_utf8(&self.line) else { return fault(place, phrase!("bytes that are not UTF-8")) };
        if self.number == 1 {
            self.marked = line.starts_with('\u{feff}');
            line = line.trim_start_matches('\u{feff}');
        }
        Ok(Some((line.trim_end_matches(['\n', '\r']), place)))
    }

    /// The next tag, its value with `<text>` taken off, and its place.
    pub(super) fn next(&mut self) -> Result<Option<(&str, &str, Place)>, ReadError> {
        loop {
            let Some((line, place)) = self.line()? else { return Ok(None) };
            let plain = line.trim();
            if plain.is_empty() || plain.starts_with('#') {
                continue;
            }
            let indent = &line[..line.len() - line.trim_start().len()];
            let (indent, columns) = (indent.len(), indent.chars().count());
            let found = plain.split_once(':').filter(|(tag, _)| {
                let tag = tag.trim_end();
                !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            });
            let Some((tag, value)) = found else {
                let shown: String = plain.chars().take(80).collect();
                return fault(
                    place,
                    phrase!("`{}` is neither `Tag: value` nor a comment: what it belongs to cannot be told", shown),
                );
            };
            let (tag, value) = (tag.trim_end().to_owned(), value.trim().to_owned());
            let narrow = |value: usize| u32::try_from(value).unwrap_or_default();
            let place = Place { offset: place.offset + narrow(indent), column: place.column + narrow(columns), ..place };
            self.tag = tag;
            self.text = match value.strip_prefix("<text>") {
                Some(rest) => self.long(rest, place)?,
                None => value,
            };
            return Ok(Some((&self.tag, &self.text, place)));
        }
    }

    /// The value from `<text>` to `</text>`, over as many lines as it takes.
    fn long(&mut self, first: &str, place: Place) -> Result<String, ReadError> {
        const END: &str = "</text>";
        let mut text = first.to_owned();
        // Only what is new is searched, so that a long text costs its length once.
        let mut done = text.contains(END);
        while !done {
            if text.len() > self.limits.string {
                return Err(ReadError::Limit { place, what: "bytes of one string", limit: self.limits.string });
            }
            let Some((line, _)) = self.line()? else { return fault(place, phrase!("`<text>` without its `</text>`")) };
            done = line.contains(END);
            text.push('\n');
            text.push_str(line);
        }
        let (value, rest) = text.split_once(END).unwrap_or((&text, ""));
        if !rest.trim().is_empty() {
            return fault(place, phrase!("text stands behind `</text>`: what it belongs to cannot be told"));
        }
        Ok(value.to_owned())
    }
}
