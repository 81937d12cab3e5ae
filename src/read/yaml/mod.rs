//! YAML, event by event, never a tree. Source: YAML 1.2.2.
//!
//! `Quick` reads the blocks every SPDX tool writes. The moment it meets anything else it gives up, and `granit-parser` reads the
//! text from its start, so that the answer is always that of the library; `tests/yaml` holds the two against each other. What
//! JSON does not have is refused: anchors, aliases, tags, directives, a second document.
//!
//! ```
//! use bomgate::{base::Limits, read::yaml::{Event, Events}};
//! let mut yaml = Events::new("name: bert\nsizes: [1, 2]\n", &Limits::default());
//! assert_eq!(yaml.next().unwrap(), Event::MappingStart);
//! assert!(yaml.quick());
//! while yaml.next().unwrap() != Event::End {}
//! assert!(!yaml.quick(), "a sequence in brackets is left to the library");
//! ```

mod library;
mod places;
mod quick;
mod scalar;

pub(in crate::read) use places::Places;

use super::error::ReadError;
use crate::base::{Limits, Place, phrase};
use library::Library;
use quick::Quick;
use std::borrow::Cow;

/// What a document says next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'t> {
    /// A mapping begins: keys and values in turn.
    MappingStart,
    /// The innermost mapping ends.
    MappingEnd,
    /// A sequence begins.
    SequenceStart,
    /// The innermost sequence ends.
    SequenceEnd,
    /// A key, a value or an item.
    Scalar {
        /// What it says, without quotes and escapes; `~` where nothing stands.
        text: Cow<'t, str>,
        /// Whether it stood without quotes, so that `null` and `1` are no strings.
        plain: bool,
    },
    /// The document, and the text, is at its end.
    End,
}

impl Event<'_> {
    /// A number that differs between events that differ in kind or length.
    fn print(&self) -> u64 {
        match self {
            Self::MappingStart => 0,
            Self::MappingEnd => 1,
            Self::SequenceStart => 2,
            Self::SequenceEnd => 3,
            Self::End => 4,
            Self::Scalar { text, plain } => (text.len() as u64) << 4 | 8 | u64::from(*plain),
        }
    }
}

/// What was given so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Given {
    events: u64,
    print: u64,
}

impl Given {
    fn add(&mut self, event: &Event<'_>, place: Place) {
        self.events += 1;
        self.print =
            (self.print.rotate_left(7) ^ event.print() ^ u64::from(place.offset) << 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// One document being read. Memory: the text is the caller's; a byte or two for each open block.
pub struct Events<'t> {
    text: &'t str,
    limits: Limits,
    /// None since it gave up.
    quick: Option<Quick<'t>>,
    given: Given,
    thorough: Option<Box<Library<'t>>>,
    place: Place,
}

impl<'t> Events<'t> {
    /// Starts on a text.
    pub fn new(text: &'t str, limits: &Limits) -> Self {
        Self { quick: Some(Quick::new(text, limits.depth)), ..Self::by_library(text, limits) }
    }

    /// The same, all of it by the library: what [`Self::new`] is held against.
    pub fn by_library(text: &'t str, limits: &Limits) -> Self {
        Self {
            text,
            limits: *limits,
            quick: None,
            given: Given::default(),
            thorough: None,
            place: Place { offset: 0, line: 1, column: 1 },
        }
    }

    /// Whether every event so far came without the library.
    pub fn quick(&self) -> bool {
        self.quick.is_some()
    }

    /// Where the event last given begins, or where reading failed. That of an end is the place of what follows it.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The next event; [`Event::End`] again after the end.
    ///
    /// # Errors
    /// When the text is malformed, holds what is refused, or is nested deeper than the limit.
    #[inline]
    #[allow(clippy::should_implement_trait, reason = "it does not end with none, and fails")]
    pub fn next(&mut self) -> Result<Event<'t>, ReadError> {
        if let Some(quick) = &mut self.quick {
            if let Some(event) = quick.next() {
                self.place = quick.place();
                self.given.add(&event, self.place);
                return Ok(event);
            }
            self.quick = None;
            self.again()?;
        }
        self.parsed()
    }

    fn parsed(&mut self) -> Result<Event<'t>, ReadError> {
        let library = self.thorough.get_or_insert_with(|| Box::new(Library::new(self.text, &self.limits)));
        let event = library.next();
        self.place = library.place();
        event
    }

    /// Has the library read what was given already.
    #[cold]
    fn again(&mut self) -> Result<(), ReadError> {
        let mut again = Given::default();
        while again.events < self.given.events {
            let event = self.parsed()?;
            again.add(&event, self.place);
        }
        if again == self.given {
            return Ok(());
        }
        let why = phrase!("two ways to read YAML differ on what stands before this place");
        Err(ReadError::Syntax { place: self.place, format: "YAML", why })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_read_differently_the_second_time_is_refused() {
        let text = "a: b\nc: [d]\n";
        let mut events = Events::new(text, &Limits::default());
        events.next().expect("a mapping begins");
        // As if it had said something else, or something more, before it gave up.
        for given in [Given { print: !events.given.print, ..events.given }, Given { events: 2, ..events.given }] {
            let mut events = Events { quick: None, given, ..Events::new(text, &Limits::default()) };
            let error = events.again().expect_err("what was given is not what the library gives");
            assert!(error.to_string().contains("two ways"), "{error}");
        }
        assert!(Events { quick: None, given: events.given, ..Events::new(text, &Limits::default()) }.again().is_ok());
    }
}
