//! From the text of an expression to the syntax tree of the `cel` crate, inside bounds its parser can take.

use super::diagnostic::{PolicyError, SourceText};
use crate::base::{Phrase, phrase};
use cel::Program;
use serde_saphyr::Spanned;
use std::ops::Range;

const MOST_BYTES: usize = 4_096;
const MOST_NESTED: usize = 32;
const MOST_OPERATORS: usize = 256;

/// The text of one expression and where it stands in its file.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) source: SourceText,
    pub(super) text: String,
    start: usize,
    exact: bool,
}

impl Written {
    pub(super) fn new(source: &SourceText, value: &Spanned<String>) -> Self {
        let start = super::pack::start(source, value);
        // A quoted scalar starts at its quote; a folded or block scalar is not found as it stands and gets no column.
        let rest = source.text.get(start..).unwrap_or_default();
        let quote = usize::from(rest.starts_with(['"', '\'']));
        let exact = rest.get(quote..).is_some_and(|rest| rest.starts_with(&value.value));
        Self { source: source.clone(), text: value.value.clone(), start: start + quote, exact }
    }

    /// The bytes of the file that a range of the expression stands at.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        if self.exact { self.start + range.start..self.start + range.end } else { self.start..self.start + 1 }
    }

    pub(super) fn error(&self, range: Range<usize>, title: Phrase) -> PolicyError {
        let shown = if self.exact {
            title
        } else {
            phrase!("{}, in `{}`", title, self.text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        PolicyError::at(&self.source, self.range(range), shown)
    }

    /// Line of the file, from 1.
    pub(super) fn line(&self) -> usize {
        self.source.line_column(self.start).0
    }
}

/// Parses an expression. Length, nesting and operators are bounded first: the parser recurses without a bound of its own.
pub(super) fn parse(written: &Written) -> Result<Program, PolicyError> {
    let text = &written.text;
    let whole = 0..text.len();
    if text.len() > MOST_BYTES {
        return Err(written.error(whole, phrase!("an expression of {} bytes; at most {} are read", text.len(), MOST_BYTES)));
    }
    let (mut nested, mut deepest, mut operators) = (0usize, 0usize, 0usize);
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for c in text.chars() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None => match c {
                '"' | '\'' => quote = Some(c),
                '(' | '[' | '{' => {
                    nested += 1;
                    deepest = deepest.max(nested);
                }
                ')' | ']' | '}' => nested = nested.saturating_sub(1),
                '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '!' | '&' | '|' | '?' | ':' | '.' | ',' => operators += 1,
                _ => {}
            },
        }
    }
    if deepest > MOST_NESTED {
        return Err(written.error(whole, phrase!("brackets nested {} deep; at most {} are read", deepest, MOST_NESTED)));
    }
    if operators > MOST_OPERATORS {
        return Err(written
            .error(whole, phrase!("{} operators in one expression; at most {} are read", operators, MOST_OPERATORS))
            .help(phrase!("split it into several rules")));
    }
    Program::compile(text).map_err(|errors| {
        let first = errors.errors.first();
        let message = first.map_or_else(|| "it does not parse".to_owned(), |error| error.msg.clone());
        let at = first.map_or(0, |error| {
            let (line, column) = error.pos;
            let line = usize::try_from(line.max(1)).unwrap_or(1);
            let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let column = usize::try_from(column.max(1)).unwrap_or(1) - 1;
            (start + column).min(text.len().saturating_sub(1))
        });
        written.error(at..at + 1, phrase!("not an expression: {}", message.lines().next().unwrap_or_default()))
    })
}
