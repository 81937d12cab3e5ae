//! `bomgate check`: the gate.

use super::arguments::Check;
use super::buyer::Choice;
use super::config::text;
use super::fault::Fault;
use super::inputs::{Input, Inputs};
use super::output::{self, to_file, to_stdout};
use crate::base::Limits;
use crate::enrich::Lists;
use crate::evaluate::Judgement;
use crate::gate::Gate;
use crate::policy::Waivers;
use crate::report::{self, Delivery, Paint, REPORTS, Report, View};
use std::path::PathBuf;

/// Judges every bill, writes every report, and answers with the exit code of the worst verdict.
pub(super) fn run(arguments: Check) -> Result<u8, Fault> {
    let format = report_named(&arguments.format)?;
    let files = arguments.report.iter().map(|wish| into_file(wish)).collect::<Result<Vec<_>, Fault>>()?;
    let Inputs { bills, beside } = Inputs::of(&arguments.boms, &Limits::default())?;
    let gate = gate(&arguments)?;
    let judge = |(name, source): (String, Result<_, _>)| Delivery { name, result: source.and_then(|source| gate.check(source)) };
    let deliveries: Vec<Delivery> = bills.into_iter().map(Input::open).map(judge).collect();
    let view = |width, paint| View { gate: &gate, deliveries: &deliveries, beside: &beside, width, paint };
    for (report, path) in files {
        to_file(&path, |out| (report.write)(&view(output::WIDTH, Paint::Plain), out))?;
    }
    let shown = view(output::width(), output::paint());
    to_stdout(|out| (format.write)(&shown, out))?;
    Ok(shown.verdict().code())
}

fn gate(arguments: &Check) -> Result<Gate, Fault> {
    let lists = Lists::shipped()?;
    let choice = Choice::of(&arguments.context, &lists)?;
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
