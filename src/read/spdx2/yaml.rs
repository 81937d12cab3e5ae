//! YAML as a [`Pull`] source. Beside what [`Events`] refuses, merge keys, keys that are no scalars and duplicate keys are
//! refused. Source: YAML 1.2.2.

use super::pull::Pull;
use crate::base::{Limits, Phrase, Place, phrase};
use crate::read::error::ReadError;
use crate::read::json::{Keys, Scope, ValueKind};
use crate::read::yaml::{Event, Events};
use std::borrow::Cow;

/// The keys of an open mapping; none for a sequence.
type Frame = Option<Scope>;

/// A YAML document being pulled. Memory: the keys of open mappings.
pub(super) struct Yaml<'t> {
    events: Events<'t>,
    next: Option<Event<'t>>,
    /// The key last given.
    key: Cow<'t, str>,
    frames: Vec<Frame>,
    keys: Keys,
    limits: Limits,
    marked: bool,
}

impl<'t> Yaml<'t> {
    /// Starts on a text.
    pub(super) fn new(text: &'t str, limits: &Limits) -> Self {
        Self {
            events: Events::new(text, limits),
            next: None,
            key: Cow::Borrowed(""),
            frames: Vec::new(),
            keys: Keys::default(),
            limits: *limits,
            marked: text.starts_with('\u{feff}'),
        }
    }

    #[cold]
    fn fault<T>(&self, why: Phrase) -> Result<T, ReadError> {
        Err(ReadError::Syntax { place: self.events.place(), format: "YAML", why })
    }

    #[cold]
    fn limit<T>(&self, what: &'static str, limit: usize) -> Result<T, ReadError> {
        Err(ReadError::Limit { place: self.events.place(), what, limit })
    }

    /// The next event, not yet taken.
    fn event(&mut self) -> Result<&Event<'t>, ReadError> {
        if self.next.is_none() {
            let event = self.events.next()?;
            if let Event::Scalar { text, .. } = &event
                && text.len() > self.limits.string
            {
                return self.limit("bytes of one string", self.limits.string);
            }
            self.next = Some(event);
        }
        Ok(self.next.as_ref().expect("it was just put there"))
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
            Event::MappingStart => ValueKind::Object,
            Event::SequenceStart => ValueKind::Array,
            Event::Scalar { text, plain: true } => kind_of(text),
            Event::Scalar { .. } => ValueKind::String,
            _ => return self.fault(phrase!("expected a value, found the end of the document")),
        })
    }

    fn place(&self) -> Place {
        self.events.place()
    }

    fn object(&mut self) -> Result<(), ReadError> {
        match self.event()? {
            Event::MappingStart => {
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
            Some(Event::Scalar { text, .. }) => text,
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
        self.key = key;
        Ok(Some(&self.key))
    }

    fn array(&mut self) -> Result<(), ReadError> {
        match self.event()? {
            Event::SequenceStart => self.enter(None),
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
        let Some(Event::Scalar { text, .. }) = self.next.take() else { return self.fault(phrase!("expected a scalar")) };
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
        match self.event()? {
            Event::End => Ok(()),
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
