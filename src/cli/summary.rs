//! `bomgate summary`: where the risk of many deliveries lies.

use super::arguments::Summary as Arguments;
use super::check::{Ready, ready};
use super::fault::Fault;
use super::inputs::{Input, Inputs};
use super::output::{self, to_file, to_stdout};
use crate::base::{Limits, phrase};
use crate::history::{Entry, History};
use crate::report::{Day, Paint, Portfolio, Portion, SUMMARIES, Sheet, SummaryFormat};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Bills held in memory at once.
const AT_ONCE: usize = 8;

/// Judges every bill, sums up, and answers with the exit code of the worst verdict.
pub(super) fn run(arguments: Arguments) -> Result<u8, Fault> {
    let format = named(&arguments.format)?;
    let files = arguments.report.iter().map(|wish| into_file(wish)).collect::<Result<Vec<_>, Fault>>()?;
    let contains = arguments.contains.as_deref();
    if contains.is_some_and(|sought| sought.trim().is_empty()) {
        return Err(Fault::usage(phrase!("--contains names nothing")).help(phrase!("write a package URL, or a part of a name")));
    }
    let Inputs { bills, beside } = Inputs::of(&arguments.boms, &Limits::default())?;
    let Ready { gate, .. } = ready(&arguments.terms, None)?;
    let days = arguments.history.as_deref().map(days).transpose()?.unwrap_or_default();
    let mut portfolio = Portfolio::default();
    let mut bills = bills.into_iter();
    loop {
        let batch: Vec<Input> = bills.by_ref().take(AT_ONCE).collect();
        if batch.is_empty() {
            break;
        }
        let portion = |input: Input| {
            let (name, source) = input.open();
            Portion::of(&gate, name, &source.and_then(|source| gate.check(source)), contains)
        };
        let portions: Vec<Portion> = batch.into_par_iter().map(portion).collect();
        portions.into_iter().for_each(|portion| portfolio.add(portion));
    }
    let summary = portfolio.summary(&gate, &beside, contains, &days);
    for (format, path) in files {
        let sheet = Sheet { width: output::WIDTH, paint: Paint::Plain };
        to_file(&path, |out| (format.write)(&summary, sheet, out))?;
    }
    let sheet = Sheet { width: output::width(), paint: output::paint() };
    to_stdout(|out| (format.write)(&summary, sheet, out))?;
    Ok(summary.code())
}

fn named(name: &str) -> Result<&'static SummaryFormat, Fault> {
    let known: Vec<&str> = SUMMARIES.iter().map(|format| format.name).collect();
    let found = SUMMARIES.iter().find(|format| format.name == name);
    found.ok_or_else(|| Fault::usage(phrase!("there is no summary in `{}`", name)).meant(name, &known))
}

fn into_file(wish: &str) -> Result<(&'static SummaryFormat, PathBuf), Fault> {
    match wish.split_once('=') {
        Some((name, path)) if !path.is_empty() => Ok((named(name)?, PathBuf::from(path))),
        _ => Err(Fault::usage(phrase!("--report {} names no file", wish)).help(phrase!("write --report html=summary.html"))),
    }
}

/// Of each day of a history the last record of each delivery.
fn days(file: &Path) -> Result<Vec<Day>, Fault> {
    let history = History::open(file)?;
    let mut last: BTreeMap<String, BTreeMap<(Option<String>, String), i64>> = BTreeMap::new();
    for Entry { number, at, name, delivery, .. } in history.entries()? {
        let day = at.get(..10).unwrap_or(&at).to_owned();
        last.entry(day).or_default().insert((delivery, name), number);
    }
    let mut days = Vec::new();
    for (day, numbers) in last {
        let mut checked = Vec::new();
        for number in numbers.into_values() {
            if let Some(found) = history.record(number)? {
                checked.push((found.record.verdict, found.record.index.whole.demonstrated));
            }
        }
        days.push(Day { day, checked });
    }
    Ok(days)
}
