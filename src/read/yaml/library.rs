//! YAML as `granit-parser` reads it, without what JSON does not have.

use super::{Event, Places};
use crate::base::{Limits, Phrase, Place, phrase};
use crate::read::error::ReadError;
use granit_parser::{Event as Parsed, Parser, ScalarStyle, StrInput};

/// A document being read by the library.
pub(super) struct Library<'t> {
    parser: Parser<'t, StrInput<'t>>,
    places: Places<'t>,
    place: Place,
    begun: bool,
}

impl<'t> Library<'t> {
    pub(super) fn new(text: &'t str, limits: &Limits) -> Self {
        let mut options = granit_parser::options! {
            disallow_directives: true,
            flow_nesting_limit: limits.depth,
            block_nesting_limit: limits.depth,
        };
        options.set_emit_comments(false);
        Self {
            parser: Parser::new_from_str_with_options(text, options),
            places: Places::new(text),
            place: Place { offset: 0, line: 1, column: 1 },
            begun: false,
        }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }

    #[cold]
    fn fault<T>(&self, why: Phrase) -> Result<T, ReadError> {
        Err(ReadError::Syntax { place: self.place, format: "YAML", why })
    }

    pub(super) fn next(&mut self) -> Result<Event<'t>, ReadError> {
        loop {
            if let Some(event) = self.step()? {
                return Ok(event);
            }
        }
    }

    fn step(&mut self) -> Result<Option<Event<'t>>, ReadError> {
        let (event, span) = match self.parser.next() {
            None => return Ok(Some(Event::End)),
            Some(Ok(next)) => next,
            Some(Err(error)) => {
                self.at(error.marker().byte_offset());
                return self.fault(Phrase::quoted(error.info().to_string(), &[]));
            }
        };
        self.at(span.start.byte_offset());
        let (event, anchor, tag) = match event {
            Parsed::Scalar(text, style, anchor, tag) => (Event::Scalar { text, plain: style == ScalarStyle::Plain }, anchor, tag),
            Parsed::SequenceStart(_, anchor, tag) => (Event::SequenceStart, anchor, tag),
            Parsed::MappingStart(_, anchor, tag) => (Event::MappingStart, anchor, tag),
            Parsed::SequenceEnd => return Ok(Some(Event::SequenceEnd)),
            Parsed::MappingEnd => return Ok(Some(Event::MappingEnd)),
            Parsed::StreamEnd => return Ok(Some(Event::End)),
            Parsed::Alias(_) | Parsed::UnresolvedAlias(_) => {
                return self.fault(phrase!("an alias (`*name`): write the value itself"));
            }
            Parsed::DocumentStart(..) if std::mem::replace(&mut self.begun, true) => {
                return self.fault(phrase!("a second document: one file holds one bill"));
            }
            _ => return Ok(None),
        };
        if anchor != 0 {
            return self.fault(phrase!("an anchor (`&name`): write the value itself"));
        }
        if tag.is_some() {
            return self.fault(phrase!("a tag (`!name`): SPDX documents have none"));
        }
        Ok(Some(event))
    }

    fn at(&mut self, offset: Option<usize>) {
        if let Some(offset) = offset {
            self.place = self.places.at(offset);
        }
    }
}
