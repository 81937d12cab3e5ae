//! YAML as a [`Pull`] source. What JSON does not have is refused: anchors, aliases, tags, directives, merge keys, keys
//! that are no scalars, a second document, duplicate keys. Source: YAML 1.2.2.

use super::held::Places;
use super::pull::Pull;
use crate::base::{Limits, Phrase, Place, phrase};
use crate::read::error::ReadError;
use crate::read::json::{Keys, Scope, ValueKind};
use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput};

/// The keys of an open mapping; none for a sequence.
type Frame = Option<Scope>;

/// A YAML document being pulled. Memory: the text, the keys of open mappings.
pub(super) struct Yaml<'t> {
    parser: Parser<'t, StrInput<'t>>,
    next: Option<Event<'t>>,
    places: Places<'t>,
    place: Place,
    frames: Vec<Frame>,
    keys: Keys,
    limits: Limits,
    marked: bool,
}

impl<'t> Yaml<'t> {
    /// Starts on a text.
    ///
    /// # Errors
    /// When it holds no document.
    pub(super) fn new(text: &'t str, limits: &Limits) -> Result<Self, ReadError> {
        let mut options = granit_parser::options! {
            disallow_directives: true,
            flow_nesting_limit: limits.depth,
            block_nesting_limit: limits.depth,
        };
        options.set_emit_comments(false);
        let mut yaml = Self {
            parser: Parser::new_from_str_with_options(text, options),
            next: None,
            places: Places::new(text),
            place: Place { offset: 0, line: 1, column: 1 },
            frames: Vec::new(),
            keys: Keys::default(),
            limits: *limits,
            marked: text.starts_with('\u{feff}'),
        };
        while matches!(yaml.event()?, Event::StreamStart | Event::DocumentStart(..)) {
            yaml.next = None;
        }
        Ok(yaml)
    }

    #[cold]
    fn fault<T>(&self, why: Phrase) -> Result<T, ReadError> {
        Err(ReadError::Syntax { place: self.place, format: "YAML", why })
    }

    fn limit<T>(&self, what: &'static str, limit: usize) -> Result<T, ReadError> {
        Err(ReadError::Limit { place: self.place, what, limit })
    }

    /// The next event, not yet taken.
    fn event(&mut self) -> Result<&Event<'t>, ReadError> {
        if self.next.is_none() {
            let event = self.pull()?;
            self.next = Some(event);
        }
        Ok(self.next.as_ref().expect("it was just put there"))
    }

    fn pull(&mut self) -> Result<Event<'t>, ReadError> {
        let (event, span) = match self.parser.next() {
            None => return Ok(Event::StreamEnd),
            Some(Ok(next)) => next,
            Some(Err(error)) => {
                self.place = self.places.at(error.marker().byte_offset().unwrap_or(self.place.offset as usize));
                return self.fault(Phrase::quoted(error.info().to_string(), &[]));
            }
        };
        self.place = self.place_of(&span);
        let (anchor, tagged) = match &event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return self.fault(phrase!("an alias (`*name`): write the value itself"));
            }
            Event::Scalar(_, _, anchor, tag) => (*anchor, tag.is_some()),
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        if anchor != 0 {
            return self.fault(phrase!("an anchor (`&name`): write the value itself"));
        }
        if tagged {
            return self.fault(phrase!("a tag (`!name`): SPDX documents have none"));
        }
        if let Event::Scalar(text, ..) = &event
            && text.len() > self.limits.string
        {
            return self.limit("bytes of one string", self.limits.string);
        }
        Ok(event)
    }

    fn place_of(&mut self, span: &Span) -> Place {
        self.places.at(span.start.byte_offset().unwrap_or(self.place.offset as usize))
    }

    fn enter(&mut self, frame: Frame) -> Result<(), ReadError> {
        if self.frames.len() >= self.limits.depth {
            return self.limit("mappings and sequences inside each other", self.limits.depth);
        }
        self.next = None;
        self.frames.push(frame);
        Ok(())
    }
}

impl Pull for Yaml<'_> {
    fn peek(&mut self) -> Result<ValueKind, ReadError> {
        Ok(match self.event()? {
            Event::MappingStart(..) => ValueKind::Object,
            Event::SequenceStart(..) => ValueKind::Array,
            Event::Scalar(text, ScalarStyle::Plain, ..) => kind_of(text),
            Event::Scalar(..) => ValueKind::String,
            _ => return self.fault(phrase!("expected a value, found the end of the document")),
        })
    }

    fn place(&self) -> Place {
        self.place
    }

    fn object(&mut self) -> Result<(), ReadError> {
        match self.event()? {
            Event::MappingStart(..) => {
                let scope = self.keys.open();
                self.enter(Some(scope))
            }
            _ => self.fault(phrase!("expected a mapping")),
        }
    }

    fn key(&mut self) -> Result<Option<&str>, ReadError> {
        self.event()?;
        let key = match self.next.take() {
            Some(Event::MappingEnd) => {
                if let Some(Some(scope)) = self.frames.pop() {
                    self.keys.close(scope);
                }
                return Ok(None);
            }
            Some(Event::Scalar(key, ..)) => key,
            _ => return self.fault(phrase!("a key that is no scalar")),
        };
        if key == "<<" {
            return self.fault(phrase!("a merge key (`<<`): write the keys themselves"));
        }
        let Some(Some(scope)) = self.frames.last_mut() else { return self.fault(phrase!("expected an open mapping")) };
        if self.keys.count(scope) >= self.limits.keys {
            return self.limit("keys of one mapping", self.limits.keys);
        }
        if self.keys.held() + key.len() > self.limits.string {
            return self.limit("bytes of open keys", self.limits.string);
        }
        if !self.keys.insert(scope, key.as_bytes()) {
            let shown: String = key.chars().take(80).collect();
            return self
                .fault(phrase!("key `{}` stands twice in one mapping: readers differ on which one counts; remove one", shown));
        }
        Ok(Some(str::from_utf8(self.keys.last()).expect("a scalar is text")))
    }

    fn array(&mut self) -> Result<(), ReadError> {
        match self.event()? {
            Event::SequenceStart(..) => self.enter(None),
            _ => self.fault(phrase!("expected a sequence")),
        }
    }

    fn item(&mut self) -> Result<bool, ReadError> {
        if matches!(self.event()?, Event::SequenceEnd) {
            self.next = None;
            self.frames.pop();
            return Ok(false);
        }
        Ok(true)
    }

    fn scalar(&mut self, into: &mut String) -> Result<(), ReadError> {
        self.event()?;
        let Some(Event::Scalar(text, ..)) = self.next.take() else { return self.fault(phrase!("expected a scalar")) };
        into.push_str(&text);
        Ok(())
    }

    fn skip(&mut self) -> Result<(), ReadError> {
        let floor = self.frames.len();
        loop {
            match self.peek()? {
                ValueKind::Object => self.object()?,
                ValueKind::Array => self.array()?,
                _ => self.next = None,
            }
            loop {
                if self.frames.len() == floor {
                    return Ok(());
                }
                let mapping = self.frames.last().is_some_and(Option::is_some);
                if if mapping { self.key()?.is_some() } else { self.item()? } {
                    break;
                }
            }
        }
    }

    fn end(&mut self) -> Result<(), ReadError> {
        while matches!(self.event()?, Event::DocumentEnd) {
            self.next = None;
        }
        match self.event()? {
            Event::StreamEnd => Ok(()),
            _ => self.fault(phrase!("a second document: one file holds one bill")),
        }
    }

    fn marked(&self) -> bool {
        self.marked
    }
}

/// What a plain scalar is by the core schema. Source: YAML 1.2.2, 10.3.2.
fn kind_of(text: &str) -> ValueKind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => ValueKind::Null,
        "true" | "false" | "True" | "False" | "TRUE" | "FALSE" => ValueKind::Boolean,
        _ if text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) && text.parse::<f64>().is_ok() => {
            ValueKind::Number
        }
        _ => ValueKind::String,
    }
}
