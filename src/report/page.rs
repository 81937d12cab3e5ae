//! The one place where text becomes lines of a terminal: it escapes, wraps and paints. No other code writes a line, so no
//! text of a vendor can end one, start one, or reach the terminal as a control.

use super::columns::fitted;
use super::uri;
use crate::base::{Language, invisible};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::{self, Write};
use tabled::builder::Builder;
use tabled::settings::peaker::PriorityMax;
use tabled::settings::{Padding, Style as Frame, Width};
use unicode_width::UnicodeWidthStr;

/// What a form with columns and colours is laid out on.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// Columns.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
}

/// Whether colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Only text.
    Plain,
    /// With colours.
    Color,
}

/// What a piece of text is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text.
    Plain,
    /// A name or a heading.
    Strong,
    /// Present, not pressing.
    Faint,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
    /// A doubt.
    Warn,
    /// A place or an address: never broken, so that it can be copied. Only for text no vendor wrote.
    Link,
    /// `file:line:column` in a file the operator gave: as [`Self::Link`], and a link on terminals that follow them.
    Place,
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Good => AnsiColor::Green.on_default().bold(),
            Self::Bad => AnsiColor::Red.on_default().bold(),
            Self::Warn => AnsiColor::Yellow.on_default(),
            Self::Link | Self::Place => AnsiColor::Cyan.on_default(),
        }
    }
}

/// A piece of a line.
pub type Piece<'a> = (Ink, Cow<'a, str>);

/// A piece of a line.
pub fn ink<'a>(ink: Ink, text: impl Into<Cow<'a, str>>) -> Piece<'a> {
    (ink, text.into())
}

/// The text with every character made visible that moves, hides or reorders others: controls, bidirectional and
/// zero-width characters, separators of lines. Source: Unicode TR 36, section 2; ECMA-48.
pub fn visible(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_control() || invisible(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}');
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().fold(String::with_capacity(text.len() + 16), |mut shown, c| {
        if hidden(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
        shown
    });
    Cow::Owned(shown)
}

/// Columns a label takes in [`Page::field`].
const LABEL: usize = 10;

/// Where lines go.
pub struct Page<'w> {
    out: &'w mut dyn Write,
    width: usize,
    paint: Paint,
    links: Option<&'w str>,
    language: Language,
}

/// What stands between two spaces, in one or more inks.
#[derive(Default)]
struct Word {
    /// Spaces before it, where it does not start a line.
    before: usize,
    pieces: Vec<(Ink, String)>,
    width: usize,
}

impl<'w> Page<'w> {
    /// A page of so many columns.
    pub fn new(out: &'w mut dyn Write, width: usize, paint: Paint) -> Self {
        Self { out, width, paint, links: None, language: Language::En }
    }

    /// Makes places links; `base` is where relative paths start, a `file:` URI with a slash at its end.
    pub fn linked(self, base: Option<&'w str>) -> Self {
        Self { links: base, ..self }
    }

    /// The page in this language: it says where lines may be broken. In English a run of wide characters is a name, and stays
    /// whole where it fits; in Chinese it is text.
    pub fn speaking(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// An empty line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn gap(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// Text from `indent` on; where it does not fit it goes on below, from `hang` on. Nothing is cut.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flow(&mut self, indent: usize, hang: usize, pieces: &[Piece<'_>]) -> io::Result<()> {
        self.spaces(indent)?;
        self.lay(indent, hang, &words(pieces, self.width.saturating_sub(hang).max(20), self.language))
    }

    /// One line, however long: for what must not be wrapped.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, pieces: &[Piece<'_>]) -> io::Result<()> {
        for (ink, text) in pieces {
            self.put(*ink, text)?;
        }
        self.gap()
    }

    /// A label, then text beside it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn field(&mut self, indent: usize, label: &str, pieces: &[Piece<'_>]) -> io::Result<()> {
        self.spaces(indent)?;
        self.put(Ink::Faint, label)?;
        let beside = indent + (label.width() + 1).max(LABEL);
        self.spaces(beside - indent - label.width())?;
        let hang = indent + LABEL;
        self.lay(beside, hang, &words(pieces, self.width.saturating_sub(hang).max(20), self.language))
    }

    /// A heading with a rule to the right edge; one that takes more than a line goes on below, without.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn heading(&mut self, style: Ink, title: &str, aside: &str) -> io::Result<()> {
        let aside = if aside.is_empty() { String::new() } else { format!("  {aside}") };
        let Some(rest) = self.width.checked_sub(title.width() + aside.width() + 1) else {
            return self.flow(0, 2, &[ink(style, title), ink(Ink::Faint, aside)]);
        };
        self.put(style, title)?;
        self.put(Ink::Faint, &aside)?;
        self.put(Ink::Faint, &format!(" {}", "─".repeat(rest)))?;
        self.gap()
    }

    /// A table that fits the page: the widest columns wrap.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn table(&mut self, indent: usize, header: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
        let mut cells = vec![header.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()];
        cells.extend(rows.iter().map(|row| row.iter().map(|cell| visible(cell).into_owned()).collect()));
        if self.language != Language::En {
            cells = fitted(&cells, self.width.saturating_sub(indent).max(40));
        }
        let mut builder = Builder::default();
        cells.into_iter().for_each(|row| builder.push_record(row));
        let mut table = builder.build();
        table.with(Frame::empty()).with(Padding::new(0, 2, 0, 0));
        table.with(Width::wrap(self.width.saturating_sub(indent).max(40)).keep_words(true).priority(PriorityMax::right()));
        for (at, line) in table.to_string().lines().enumerate() {
            self.spaces(indent)?;
            self.put(if at == 0 { Ink::Faint } else { Ink::Plain }, line.trim_end())?;
            self.gap()?;
        }
        Ok(())
    }

    fn lay(&mut self, from: usize, hang: usize, words: &[Word]) -> io::Result<()> {
        let mut column = from;
        // Neighbours of one ink are written as one.
        let mut run: (Ink, String) = (Ink::Plain, String::new());
        for (at, word) in words.iter().enumerate() {
            if at > 0 && column + word.before + word.width > self.width {
                self.put(run.0, &std::mem::take(&mut run.1))?;
                self.gap()?;
                self.spaces(hang)?;
                column = hang;
            } else if at > 0 {
                run.1.extend(std::iter::repeat_n(' ', word.before));
                column += word.before;
            }
            for (ink, text) in &word.pieces {
                if *ink != run.0 || *ink == Ink::Place {
                    self.put(run.0, &std::mem::take(&mut run.1))?;
                    run.0 = *ink;
                }
                run.1.push_str(text);
            }
            column += word.width;
        }
        self.put(run.0, &run.1)?;
        self.gap()
    }

    fn spaces(&mut self, count: usize) -> io::Result<()> {
        write!(self.out, "{:count$}", "")
    }

    fn put(&mut self, ink: Ink, text: &str) -> io::Result<()> {
        let text = visible(text);
        let style = ink.style();
        if self.paint == Paint::Plain || style.is_plain() || text.is_empty() {
            return self.out.write_all(text.as_bytes());
        }
        match self.links.filter(|_| ink == Ink::Place).and_then(|base| uri::of_place(base, &text)) {
            Some(target) => write!(self.out, "{style}\u{1b}]8;;{target}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\{style:#}"),
            None => write!(self.out, "{style}{text}{style:#}"),
        }
    }
}

/// Words of the pieces, none wider than `room` but for links: what is wider goes on in a word of its own, so that a long
/// name cannot be wrapped by the terminal to the start of a line.
fn words(pieces: &[Piece<'_>], room: usize, language: Language) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = Word::default();
    for (ink, text) in pieces {
        let shown = visible(text);
        let whole = matches!(ink, Ink::Link | Ink::Place);
        for (at, part) in shown.split(|c| c == ' ' && !matches!(ink, Ink::Place)).enumerate() {
            if at > 0 {
                let next = Word { before: 1, ..Word::default() };
                let done = std::mem::replace(&mut open, next);
                if done.width > 0 {
                    words.push(done);
                } else {
                    open.before += done.before;
                }
            }
            let runs = if whole || language == Language::En { vec![part] } else { runs(part) };
            for (at, run) in runs.into_iter().enumerate() {
                if at > 0 && open.width > 0 {
                    words.push(std::mem::take(&mut open));
                }
                for chunk in chunks(run, if whole { usize::MAX } else { room }) {
                    let width = chunk.width();
                    if open.width > 0 && open.width + width > room && !whole {
                        words.push(std::mem::take(&mut open));
                    }
                    open.pieces.push((*ink, chunk.to_owned()));
                    open.width += width;
                }
            }
        }
    }
    if open.width > 0 {
        words.push(open);
    }
    words
}

/// The lines of a plain text in a language without spaces, none wider than `room` columns.
pub(super) fn lines(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words(&[ink(Ink::Plain, text)], room, Language::Zh) {
        let text: String = word.pieces.iter().map(|(_, text)| text.as_str()).collect();
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(&text),
            Some(line) if line.width() + word.before + word.width <= room => {
                line.extend(std::iter::repeat_n(' ', word.before));
                line.push_str(&text);
            }
            _ => lines.push(text),
        }
    }
    lines
}

/// What a line may be broken between where no space stands: before and after each wide character, but not before what closes
/// nor after what opens. A simple cut of UAX 14, classes ID, CL and OP.
fn runs(text: &str) -> Vec<&str> {
    let wide = |c: char| unicode_width::UnicodeWidthChar::width(c) == Some(2);
    let closes = |c: char| "，。；：、！？）】》」』”’…)]}>.,;:!?%".contains(c);
    let opens = |c: char| "（【《「『“‘([{<".contains(c);
    let mut runs = Vec::new();
    let mut start = 0;
    for ((_, before), (at, after)) in text.char_indices().zip(text.char_indices().skip(1)) {
        if (wide(before) || wide(after)) && !closes(after) && !opens(before) {
            runs.push(&text[start..at]);
            start = at;
        }
    }
    runs.push(&text[start..]);
    runs
}

fn chunks(text: &str, room: usize) -> Vec<&str> {
    if text.is_empty() || text.width() <= room {
        return if text.is_empty() { Vec::new() } else { vec![text] };
    }
    let mut chunks = Vec::new();
    let (mut start, mut width) = (0, 0);
    for (at, c) in text.char_indices() {
        let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if width + wide > room {
            chunks.push(&text[start..at]);
            (start, width) = (at, 0);
        }
        width += wide;
    }
    chunks.push(&text[start..]);
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, pieces: &[Piece<'_>]) -> String {
        let mut out = Vec::new();
        Page::new(&mut out, width, Paint::Plain).flow(2, 4, pieces).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_moves_or_hides_is_shown() {
        for (text, shown) in [
            ("a\u{1b}[2Kb", r"a\u{1b}[2Kb"),
            ("a\rPASS", r"a\u{d}PASS"),
            ("a\nb", r"a\u{a}b"),
            ("\u{9b}31m", r"\u{9b}31m"),
            ("\u{202e}x\u{200b}", r"\u{202e}x\u{200b}"),
            ("\u{7f}\u{2028}", r"\u{7f}\u{2028}"),
            ("Größe 模型", "Größe 模型"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn lines_break_between_wide_characters_and_never_inside_a_word() {
        assert_eq!(runs("plain-word"), ["plain-word"]);
        assert_eq!(runs("填写`a.b`（或“无”）。"), ["填", "写", "`a.b`", "（或", "“无”）。"]);
        let said = [ink(Ink::Plain, "在属性 `bomgate:hosting` 中写明国家，或者更换。")];
        let mut out = Vec::new();
        Page::new(&mut out, 24, Paint::Plain).speaking(Language::Zh).flow(2, 4, &said).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert_eq!(shown, "  在属性\n    `bomgate:hosting` 中\n    写明国家，或者更换。\n");
    }

    #[test]
    fn long_words_go_on_below_and_nothing_is_lost() {
        let long = "x".repeat(90);
        let shown = page(40, &[ink(Ink::Plain, "name"), ink(Ink::Plain, format!(" {long}\u{a0}PASS"))]);
        assert!(shown.lines().all(|line| line.starts_with("  ") && line.width() <= 40), "{shown}");
        let kept: String = shown.split_whitespace().collect();
        assert_eq!(kept.matches('x').count(), 90);
        assert!(page(40, &[ink(Ink::Link, "y".repeat(90))]).contains(&"y".repeat(90)));
    }
}
