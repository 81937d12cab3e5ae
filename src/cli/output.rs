//! Where reports go: standard output, or a file that is only ever written whole.

use super::fault::Fault;
use crate::report::{Paint, file_uri};
use anstream::{AutoStream, ColorChoice};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Columns where no terminal says how many.
pub(super) const WIDTH: usize = 100;
/// Lines longer than this are not read well.
const WIDEST: usize = 140;

/// Columns of the terminal.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(columns, _)| usize::from(columns.0).clamp(60, WIDEST))
}

/// Whether standard output takes colours.
pub(super) fn paint() -> Paint {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Paint::Plain,
        _ => Paint::Color,
    }
}

/// The folder relative paths start from, as a `file:` URI with a slash at its end, where standard output is a terminal that
/// follows links (OSC 8).
pub(super) fn links() -> Option<String> {
    if !supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout) || paint() == Paint::Plain {
        return None;
    }
    let here = std::env::current_dir().ok()?;
    file_uri(here.to_str()?).map(|uri| format!("{}/", uri.trim_end_matches('/')))
}

/// Writes to standard output and makes sure of every byte.
pub(super) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Fault> {
    let choice = AutoStream::choice(&io::stdout());
    let mut out = BufWriter::with_capacity(64 << 10, AutoStream::new(io::stdout().lock(), choice));
    let done = write(&mut out).and_then(|()| out.flush());
    done.map_err(|source| Fault::Write { what: "to standard output".to_owned(), source })
}

/// Writes a file beside its place, then moves it there: nobody ever reads half a report.
pub(super) fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Fault> {
    let fault = |source| Fault::Write { what: path.display().to_string(), source };
    // A device or a pipe is written to; a file moved there would take its place.
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        let mut out = BufWriter::new(File::options().write(true).open(path).map_err(fault)?);
        return write(&mut out).and_then(|()| out.flush()).map_err(fault);
    }
    let beside = beside(path);
    let whole = || -> io::Result<()> {
        let mut out = BufWriter::new(File::create_new(&beside)?);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        fs::rename(&beside, path)
    };
    whole().map_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            // What is left of a failed attempt is of no use; the first error is the one to tell.
            let _ = fs::remove_file(&beside);
        }
        fault(error)
    })
}

/// A name beside a file's, for what is not whole yet.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(|| "report".to_owned(), |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
