//! `bomgate history`: what was checked, when, and with what verdict.

use super::arguments::History as Arguments;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use super::tongue::words;
use crate::base::phrase;
use crate::history::History;
use crate::report::{Page, Words, history_list, history_record};
use std::io::Write;
use std::path::Path;

/// Shows records.
pub(super) fn run(arguments: Arguments) -> Result<u8, Fault> {
    match arguments {
        Arguments::List { file } => {
            let entries = History::open(&file)?.entries()?;
            to_stdout(|out| history_list(&mut page(out, words()), words(), &entries))?;
        }
        Arguments::Show { file, number, bill } => show(&file, number, bill, words())?,
    }
    Ok(0)
}

fn page(out: &mut dyn Write, say: Words) -> Page<'_> {
    Page::new(out, width(), paint()).speaking(say.language())
}

fn show(file: &Path, number: i64, only_bill: bool, say: Words) -> Result<(), Fault> {
    let history = History::open(file)?;
    let none = || {
        Fault::usage(phrase!("{} has no record {}", file.display(), number)).help(phrase!("`bomgate history list` shows them"))
    };
    let found = history.record(number)?.ok_or_else(none)?;
    if !only_bill {
        return to_stdout(|out| history_record(&mut page(out, say), say, &found));
    }
    let left_out = || Fault::usage(phrase!("the bill of record {} was not kept", number));
    let bill = found.record.bill.as_ref().ok_or_else(left_out)?;
    let bytes = history.bill(&bill.sha256)?.ok_or_else(left_out)?;
    to_stdout(|out| out.write_all(&bytes))
}
