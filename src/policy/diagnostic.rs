//! Why a policy file is refused: file, line, column, a caret, and what to do.

use crate::base::{Phrase, nearest, phrase};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use std::ops::Range;
use std::sync::Arc;

/// A policy file: its name and its text, kept for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Path, or the name of a shipped pack.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
}

impl SourceText {
    /// Line and column of a byte, both from 1; columns count characters.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(at.min(self.text.len()))];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// The byte where a line and column (from 1, in characters) stand.
    pub fn byte_of(&self, line: usize, column: usize) -> usize {
        let start: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = &self.text[start.min(self.text.len())..];
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }
}

/// A policy, config or waiver file, or a choice of packs, that cannot be used. Exit code 2.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{title}")]
pub struct PolicyError {
    /// What is wrong, in one line.
    pub title: Phrase,
    /// Where: the file and the bytes.
    pub at: Option<(SourceText, Range<usize>)>,
    /// What to write instead.
    pub help: Option<Phrase>,
}

impl PolicyError {
    /// An error without a place.
    pub fn new(title: Phrase) -> Self {
        Self { title, at: None, help: None }
    }

    /// An error at some bytes of a file.
    pub fn at(source: &SourceText, range: Range<usize>, title: Phrase) -> Self {
        Self { title, at: Some((source.clone(), range)), help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: Phrase) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds "did you mean", when some candidate is near.
    #[must_use]
    pub fn meant<'a>(self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, candidates) {
            Some(candidate) => self.help(phrase!("did you mean `{}`?", candidate)),
            None => self,
        }
    }

    /// `file:line:column`, where there is a place.
    pub fn place(&self) -> Option<String> {
        let (source, range) = self.at.as_ref()?;
        let (line, column) = source.line_column(range.start);
        Some(format!("{}:{line}:{column}", source.name))
    }

    /// The message as people read it, with the line and a caret. Only a window around the place is drawn, so that a file
    /// on one endless line stays readable.
    pub fn draw(&self, styled: bool) -> String {
        self.draw_in(styled, ToString::to_string)
    }

    /// [`Self::draw`], with phrases said by `say`.
    pub fn draw_in(&self, styled: bool, say: impl Fn(&Phrase) -> String) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let (error, help) = (say(&Phrase::word("error")), say(&Phrase::word("help")));
        let (title, advice) = (say(&self.title), self.help.as_ref().map(&say));
        let title = Level::ERROR.with_name(error.as_str()).primary_title(title.as_str());
        let window = self.at.as_ref().map(|(source, range)| Window::around(source, range));
        let group = match (&self.at, &window) {
            (Some((source, _)), Some(window)) => title.element(
                Snippet::source(window.text.as_str())
                    .line_start(window.line)
                    .path(source.name.as_str())
                    .annotation(AnnotationKind::Primary.span(window.range.clone())),
            ),
            _ => Group::with_title(title),
        };
        let groups: Vec<Group<'_>> = match &advice {
            Some(advice) => vec![group, Group::with_title(Level::HELP.with_name(help.as_str()).secondary_title(advice.as_str()))],
            None => vec![group],
        };
        renderer.decor_style(DecorStyle::Ascii).render(&groups)
    }
}

/// The part of a file that is drawn.
struct Window {
    text: String,
    line: usize,
    range: Range<usize>,
}

const REACH: usize = 120;

impl Window {
    fn around(source: &SourceText, range: &Range<usize>) -> Self {
        let text = &source.text;
        let start = text.floor_char_boundary(range.start.min(text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let from = text.ceil_char_boundary(line_start.max(start.saturating_sub(REACH)));
        let to = text.floor_char_boundary(line_end.min(start + REACH));
        let end = text.floor_char_boundary(range.end.clamp(start, to.max(start)));
        // Control characters of a hostile file must not reach a terminal.
        let clean = |piece: &str| piece.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        let (before, marked, after) = (clean(&text[from..start]), clean(&text[start..end]), clean(&text[end..to.max(end)]));
        let range = before.len()..before.len() + marked.len();
        Self { text: format!("{before}{marked}{after}"), line: source.line_column(start).0, range }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_far_to_the_right_is_drawn_in_a_window() {
        let long = format!("{}level: hihg{}", " ".repeat(70_000), " ".repeat(70_000));
        let source = SourceText { name: "p.yaml".into(), text: long.into() };
        let drawn =
            PolicyError::at(&source, 70_007..70_011, Phrase::word("unknown level")).meant("hihg", ["high", "low"]).draw(false);
        assert!(drawn.contains("hihg") && drawn.contains("^^^^") && drawn.contains("did you mean `high`?"), "{drawn}");
        assert!(drawn.len() < 2_000);
    }
}
