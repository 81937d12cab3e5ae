//! Scalars of the plain, quoted and literal styles, on one line or several.

use super::quick::Quick;
use crate::base::Place;
use std::borrow::Cow;

/// Bytes of a key that is not left to the library, which takes 1024 characters.
const KEY: usize = 512;

/// Bytes that end a run of content in a plain, a single-quoted and a double-quoted scalar, and in a line of which all is content.
const PLAIN: u8 = 1;
const SINGLE: u8 = 2;
const DOUBLE: u8 = 4;
const LINE: u8 = 8;
/// Bytes with which a key without quotes may begin.
const KEYED: u8 = 16;
/// Bytes with which any plain scalar may begin, in every place.
const BEGINS: u8 = 32;

/// What each byte ends or begins. Those of characters past ASCII end every run: they are looked at one by one.
static BYTES: [u8; 256] = bytes();

const fn bytes() -> [u8; 256] {
    let mut bytes = [0; 256];
    let mut byte: u8 = 0;
    loop {
        if byte < 0x20 || byte >= 0x7f {
            bytes[byte as usize] = PLAIN | SINGLE | DOUBLE | LINE;
        }
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') {
            bytes[byte as usize] = KEYED | BEGINS;
        }
        if byte >= 0x80 || matches!(byte, b'.' | b'/' | b'(' | b')' | b'<' | b'+' | b'=' | b'~' | b'^' | b';') {
            bytes[byte as usize] |= BEGINS;
        }
        if byte == 0xff {
            break;
        }
        byte += 1;
    }
    bytes[b'\t' as usize] &= !LINE;
    bytes[b':' as usize] = PLAIN;
    bytes[b'#' as usize] = PLAIN;
    bytes[b'\'' as usize] = SINGLE;
    bytes[b'"' as usize] = DOUBLE;
    bytes[b'\\' as usize] = DOUBLE;
    bytes
}

fn is(byte: u8, kinds: u8) -> bool {
    BYTES[usize::from(byte)] & kinds != 0
}

/// A quoted scalar, or the first line of a plain one.
pub(super) struct Word<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) plain: bool,
    /// Whether it is a key: the next byte is its colon.
    pub(super) keyed: bool,
    pub(super) place: Place,
}

/// What is kept of the line breaks at the end of a literal block.
#[derive(Clone, Copy)]
enum Chomp {
    None,
    One,
    All,
}

impl<'t> Quick<'t> {
    /// The first byte from `at` on that ends a run of `kind`, or the end of the text. None for what is not printable there.
    fn run(&self, mut at: usize, kind: u8) -> Option<usize> {
        loop {
            let rest = &self.text.as_bytes()[at..];
            at += rest.iter().position(|byte| is(*byte, kind)).unwrap_or(rest.len());
            match self.byte(at) {
                Some(0x80..) => {
                    let character = self.text[at..].chars().next()?;
                    // Below stand control characters, of which one is a line break to some readers.
                    (character >= '\u{a0}' && !matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')).then_some(())?;
                    at += character.len_utf8();
                }
                _ => return Some(at),
            }
        }
    }

    /// The end of a line of which every byte is content.
    pub(super) fn printable(&self, at: usize) -> Option<usize> {
        let end = self.run(at, LINE)?;
        matches!(self.byte(end), None | Some(b'\n')).then_some(end)
    }

    /// As [`Self::word`], where a key is likely: nearly every one is of letters and digits.
    #[inline]
    pub(super) fn keyed(&mut self) -> Option<Word<'t>> {
        let rest = &self.text.as_bytes()[self.at..];
        let mut length = 0;
        while length < rest.len().min(KEY) && is(rest[length], KEYED) {
            length += 1;
        }
        if length == 0 || !matches!(rest[length..], [b':', b' ' | b'\n', ..]) {
            return self.word();
        }
        let (from, place) = (self.at, self.mark(self.at));
        self.at += length;
        Some(Word { text: Cow::Borrowed(&self.text[from..self.at]), plain: true, keyed: true, place })
    }

    /// The scalar that stands next; leaves what follows it for the next byte.
    pub(super) fn word(&mut self) -> Option<Word<'t>> {
        let (from, line) = (self.at, self.line);
        let place = self.mark(from);
        let first = self.byte(from)?;
        let (text, plain) = match first {
            b'"' | b'\'' => (self.quoted(first)?, false),
            _ => {
                self.begins(first).then_some(())?;
                let end = self.plain(from)?;
                self.at = end;
                (Cow::Borrowed(trimmed(&self.text[from..end])), true)
            }
        };
        let keyed = self.byte(self.at) == Some(b':');
        if keyed {
            let length = self.at - from;
            let whole = !plain || text.len() == length;
            let spaced = matches!(self.byte(self.at + 1), None | Some(b' ' | b'\n'));
            let told = !plain || is(first, KEYED);
            let ascii = self.text.as_bytes()[from..self.at].is_ascii();
            (whole && spaced && told && ascii && length <= KEY && line == self.line).then_some(())?;
        } else if plain {
            self.at = from + text.len();
        }
        Some(Word { text, plain, keyed, place })
    }

    /// Whether a plain scalar begins with the next byte, which is `first`, and is nothing else in any place.
    fn begins(&self, first: u8) -> bool {
        is(first, BEGINS) || first == b'-' && self.byte(self.at + 1).is_some_and(|next| next != b' ' && !is(next, PLAIN))
    }

    /// Where the content of a plain scalar ends in this line: its colon, the blanks and the comment behind it, or the line.
    fn plain(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at = self.run(at, PLAIN)?;
            match self.byte(at) {
                None | Some(b'\n') => return Some(at),
                Some(b':') if matches!(self.byte(at + 1), None | Some(b' ' | b'\n' | b'\t' | b'\r')) => return Some(at),
                Some(b'#') if self.byte(at - 1) == Some(b' ') => return Some(at),
                Some(b':' | b'#') => at += 1,
                _ => return None,
            }
        }
    }

    /// The lines of a plain scalar after the first, folded; then whatever says nothing is passed over.
    pub(super) fn lines(&mut self, mut text: Cow<'t, str>) -> Option<Cow<'t, str>> {
        loop {
            let line = self.line;
            let comment = self.pass()?;
            if !self.deeper() {
                return Some(text);
            }
            let from = self.at;
            let first = self.byte(from)?;
            let end = self.plain(from)?;
            let content = trimmed(&self.text[from..end]);
            let ends = matches!(self.byte(end), None | Some(b'\n'));
            (!comment && first != b'-' && self.begins(first) && ends).then_some(())?;
            fold(text.to_mut(), self.line - line);
            text.to_mut().push_str(content);
            self.at = from + content.len();
        }
    }

    /// A quoted scalar, whose first quote is the next byte.
    fn quoted(&mut self, quote: u8) -> Option<Cow<'t, str>> {
        let kind = if quote == b'"' { DOUBLE } else { SINGLE };
        let from = self.at + 1;
        let mut at = self.run(from, kind)?;
        let doubled = |at: usize| quote == b'\'' && self.byte(at + 1) == Some(b'\'');
        if self.byte(at)? == quote && !doubled(at) {
            self.at = at + 1;
            return Some(Cow::Borrowed(&self.text[from..at]));
        }
        let mut out = String::new();
        let mut run = from;
        loop {
            out.push_str(&self.text[run..at]);
            match self.byte(at)? {
                b'\'' if quote == b'\'' && self.byte(at + 1) == Some(b'\'') => {
                    out.push('\'');
                    at += 2;
                }
                byte if byte == quote => {
                    self.at = at + 1;
                    return Some(Cow::Owned(out));
                }
                b'\\' if self.byte(at + 1)? == b'\n' => {
                    self.at = at + 1;
                    (self.broken()? == 1).then_some(())?;
                    at = self.at;
                }
                b'\\' => at = self.escape(at + 1, &mut out)?,
                b'\n' => {
                    let blanks = self.text[run..at].len() - self.text[run..at].trim_end_matches(' ').len();
                    out.truncate(out.len() - blanks);
                    self.at = at;
                    fold(&mut out, self.broken()?);
                    at = self.at;
                }
                _ => return None,
            }
            run = at;
            at = self.run(at, kind)?;
        }
    }

    /// Passes over the end of a line inside quotes, empty lines and the blanks before what goes on; how many lines ended.
    fn broken(&mut self) -> Option<u32> {
        let line = self.line;
        while self.byte(self.at)? == b'\n' {
            self.at += 1;
            self.line += 1;
            self.start = self.at;
            self.blanks();
        }
        self.deeper().then_some(self.line - line)
    }

    /// Adds what an escape means, of which `at` is the byte behind the `\`; the byte behind it. Source: YAML 1.2.2, 5.7.
    fn escape(&self, at: usize, out: &mut String) -> Option<usize> {
        let digits = match self.byte(at)? {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            byte => {
                out.push(match byte {
                    b'0' => '\0',
                    b'a' => '\x07',
                    b'b' => '\x08',
                    b't' => '\t',
                    b'n' => '\n',
                    b'v' => '\x0b',
                    b'f' => '\x0c',
                    b'r' => '\r',
                    b'e' => '\x1b',
                    b' ' | b'"' | b'/' | b'\\' => char::from(byte),
                    b'N' => '\u{85}',
                    b'_' => '\u{a0}',
                    b'L' => '\u{2028}',
                    b'P' => '\u{2029}',
                    _ => return None,
                });
                return Some(at + 1);
            }
        };
        let end = at + 1 + digits;
        let code = self.text.get(at + 1..end)?;
        code.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        // Surrogates, also in pairs, are left to the library.
        out.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        Some(end)
    }

    /// A literal block, whose `|` is the next byte, and the place of its first line; then whatever says nothing is passed over.
    pub(super) fn literal(&mut self) -> Option<(Cow<'t, str>, Place)> {
        self.at += 1;
        let chomp = match self.byte(self.at)? {
            b'-' => Chomp::None,
            b'+' => Chomp::All,
            _ => Chomp::One,
        };
        if !matches!(chomp, Chomp::One) {
            self.at += 1;
        }
        self.blanks();
        self.next_line()?;
        self.blanks();
        self.deeper().then_some(())?;
        let indent = self.at - self.start;
        let place = self.mark(self.at);
        (!matches!(self.byte(self.at)?, b'\n' | b'\t')).then_some(())?;
        let mut out = String::new();
        let mut breaks = 0;
        loop {
            out.extend(std::iter::repeat_n('\n', breaks));
            let end = self.printable(self.at)?;
            out.push_str(&self.text[self.at..end]);
            (self.at, breaks) = (end, 0);
            loop {
                self.next_line()?;
                breaks += 1;
                let blanks = self.text.as_bytes()[self.at..].iter().take(indent).take_while(|byte| **byte == b' ').count();
                match self.byte(self.at + blanks) {
                    Some(b'\n') => self.at += blanks,
                    None if blanks > 0 => return None,
                    Some(_) if blanks == indent => {
                        self.at += blanks;
                        break;
                    }
                    _ => {
                        let kept = match chomp {
                            Chomp::None => 0,
                            Chomp::One => 1,
                            Chomp::All => breaks,
                        };
                        out.extend(std::iter::repeat_n('\n', kept));
                        self.pass()?;
                        return Some((Cow::Owned(out), place));
                    }
                }
            }
        }
    }

    /// Passes over the end of a line, which is the next byte.
    fn next_line(&mut self) -> Option<()> {
        (self.byte(self.at)? == b'\n').then_some(())?;
        self.at += 1;
        self.line += 1;
        self.start = self.at;
        Some(())
    }
}

/// A text without the blanks at its end.
fn trimmed(text: &str) -> &str {
    if text.ends_with(' ') { text.trim_end_matches(' ') } else { text }
}

/// Adds what stands for `breaks` line breaks in a scalar that is folded.
fn fold(out: &mut String, breaks: u32) {
    if breaks == 1 {
        out.push(' ');
    }
    out.extend(std::iter::repeat_n('\n', breaks.saturating_sub(1) as usize));
}
