//! `bomgate check`: the gate.

use super::arguments::Check;
use super::buyer::Choice;
use super::fault::Fault;
use super::inputs::{Input, Inputs};
use super::output::{self, to_file, to_stdout};
use super::trust::{Role, paper, text};
use crate::base::Limits;
use crate::enrich::Lists;
use crate::evaluate::Judgement;
use crate::gate::Gate;
use crate::policy::{Plan, Waivers};
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
    let mut lists = Lists::shipped()?;
    let mut choice = Choice::of(&arguments.context, &mut lists)?;
    let plan = choice.plan(&lists)?;
    let waivers = match arguments.waivers.as_ref().or(choice.waivers.as_ref()) {
        Some(path) => {
            let (source, paper) = choice.trust.read(path, Role::Waivers)?;
            choice.papers.push(paper);
            Waivers::read(source)?
        }
        None => Waivers::default(),
    };
    let baseline = match &arguments.baseline {
        Some(path) => {
            let source = text(path, "baseline")?;
            choice.papers.push(paper(&source, "baseline"));
            Some(report::baseline(&source.text).map_err(|fault| {
                Fault::usage(format!("{}: {fault}", path.display()))
                    .help("a baseline is a former report: bomgate check ... --report json=baseline.json")
            })?)
        }
        None => None,
    };
    let overlays = if arguments.overlay.is_empty() { choice.overlays } else { arguments.overlay.clone() };
    known_overlays(&overlays, &plan)?;
    let judgement = Judgement {
        fail_on: arguments.fail_on.into(),
        tier: arguments.tier,
        overlays,
        vex: choice.vex,
        accept: choice.accept.iter().chain(&arguments.accept).cloned().collect(),
    };
    Ok(Gate {
        plan,
        lists,
        buyer: choice.buyer,
        judgement,
        waivers,
        baseline,
        papers: choice.papers,
        as_of: choice.as_of,
        limits: Limits::default(),
    })
}

/// A misspelt overlay would ask less than was meant.
fn known_overlays(overlays: &[String], plan: &Plan) -> Result<(), Fault> {
    let known: Vec<&str> = std::iter::once("all").chain(plan.overlays()).collect();
    match overlays.iter().find(|overlay| !known.contains(&overlay.as_str())) {
        Some(wrong) => Err(Fault::usage(format!("no chosen pack has an overlay `{wrong}`")).meant(wrong, &known)),
        None => Ok(()),
    }
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
