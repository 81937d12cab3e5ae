//! JSON that is safe to show: what a terminal would obey or hide is written as an escape.

use crate::base::invisible;
use serde_json::ser::{Formatter, PrettyFormatter};
use std::io::{self, Write};

/// Indents by two, and escapes control, bidirectional and zero-width characters inside strings.
#[derive(Default)]
pub(super) struct Safe(PrettyFormatter<'static>);

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut units = [0u16; 2];
        let mut from = 0;
        for (at, c) in fragment.char_indices() {
            if c.is_control() || invisible(c) || matches!(c, '\u{2028}' | '\u{2029}') {
                out.write_all(&fragment.as_bytes()[from..at])?;
                for unit in c.encode_utf16(&mut units) {
                    write!(out, "\\u{unit:04x}")?;
                }
                from = at + c.len_utf8();
            }
        }
        out.write_all(&fragment.as_bytes()[from..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

/// Writes a JSON text that others made, and a newline: what is unsafe stands inside strings only, and is escaped there.
pub(in crate::report) fn escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    // Line ends between values are the only controls outside of strings; inside they are escaped already.
    for line in text.lines() {
        Safe::default().write_string_fragment(&mut &mut *out, line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes a value and a newline.
pub(in crate::report) fn write(value: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Safe::default());
    value.serialize(&mut serializer)?;
    out.write_all(b"\n")
}
