//! `bomgate check`: the gate.

use super::arguments::Check;
use super::buyer::Choice;
use super::config::text;
use super::fault::Fault;
use super::output::{self, to_file, to_stdout};
use crate::base::Limits;
use crate::enrich::Lists;
use crate::evaluate::Judgement;
use crate::gate::Gate;
use crate::policy::Waivers;
use crate::read::Source;
use crate::report::{self, Delivery, Paint, REPORTS, Report, View};
use std::path::{Path, PathBuf};

/// Judges every bill, writes every report, and answers with the exit code of the worst verdict.
pub(super) fn run(arguments: Check) -> Result<u8, Fault> {
    let format = report_named(&arguments.format)?;
    let files = arguments.report.iter().map(|wish| into_file(wish)).collect::<Result<Vec<_>, Fault>>()?;
    let sources = sources(&arguments.boms)?;
    let gate = gate(&arguments)?;
    let deliveries: Vec<Delivery> =
        sources.into_iter().map(|source| Delivery { name: source.name().to_owned(), result: gate.check(source) }).collect();
    let view = |width, paint| View { gate: &gate, deliveries: &deliveries, width, paint };
    for (report, path) in files {
        to_file(&path, |out| (report.write)(&view(output::WIDTH, Paint::Plain), out))?;
    }
    let shown = view(output::width(), output::paint());
    to_stdout(|out| (format.write)(&shown, out))?;
    Ok(shown.verdict().code())
}

fn gate(arguments: &Check) -> Result<Gate, Fault> {
    let mut lists = Lists::shipped()?;
    let choice = Choice::of(&arguments.context, &mut lists)?;
    let plan = choice.plan(&lists)?;
    let waivers = match &arguments.waivers {
        Some(path) => Waivers::read(text(path, "waiver")?)?,
        None => Waivers::default(),
    };
    let judgement = Judgement {
        fail_on: arguments.fail_on.into(),
        tier: arguments.tier,
        overlay: arguments.overlay,
        accept: choice.accept.iter().chain(&arguments.accept).cloned().collect(),
    };
    Ok(Gate { plan, lists, buyer: choice.buyer, judgement, waivers, as_of: choice.as_of, limits: Limits::default() })
}

/// Opens every bill before the first is judged, so that a misspelt path costs nothing.
pub(super) fn sources(boms: &[PathBuf]) -> Result<Vec<Source>, Fault> {
    if boms.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Fault::usage("standard input (`-`) can be read only once"));
    }
    boms.iter().map(|path| source(path)).collect()
}

fn source(path: &Path) -> Result<Source, Fault> {
    Source::open(path).map_err(|error| Fault::usage(format!("cannot open {}: {error}", path.display())))
}

fn report_named(name: &str) -> Result<&'static Report, Fault> {
    let known: Vec<&str> = REPORTS.iter().map(|report| report.name).collect();
    report::find(name).ok_or_else(|| Fault::usage(format!("there is no report `{name}`")).meant(name, &known))
}

fn into_file(wish: &str) -> Result<(&'static Report, PathBuf), Fault> {
    match wish.split_once('=') {
        Some((name, path)) if !path.is_empty() => Ok((report_named(name)?, PathBuf::from(path))),
        _ => Err(Fault::usage(format!("--report {wish} names no file")).help("write --report json=verdict.json")),
    }
}
