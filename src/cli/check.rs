//! `bomgate check`: the gate.

use super::arguments::{Check, Terms};
use super::buyer::{Choice, now};
use super::fault::Fault;
use super::inputs::{Input, Inputs};
use super::output::{self, to_file, to_stdout};
use super::remember::Memoir;
use super::trust::{Role, paper, text};
use super::voice::{Progress, Voice};
use crate::base::{Limits, phrase};
use crate::enrich::Lists;
use crate::evaluate::{Judgement, acceptable};
use crate::gate::Gate;
use crate::history::Cause;
use crate::policy::{Library, Plan, Waivers};
use crate::report::{self, Delivery, Paint, REPORTS, Report, View};
use std::path::{Path, PathBuf};

/// Judges every bill, writes every report, and answers with the exit code of the worst verdict.
pub(super) fn run(arguments: Check) -> Result<u8, Fault> {
    run_then(arguments, |_| Ok(()))
}

/// As [`run`], with one thing more done before the report on standard output.
pub(super) fn run_then(arguments: Check, then: impl FnOnce(&View<'_>) -> Result<(), Fault>) -> Result<u8, Fault> {
    let (format, voice) = (report_named(&arguments.format)?, arguments.voice);
    let files = arguments.report.iter().map(|wish| into_file(wish)).collect::<Result<Vec<_>, Fault>>()?;
    let Inputs { bills, beside } = Inputs::of(&arguments.boms, &Limits::default())?;
    let Ready { gate, history } = ready(&arguments.terms, arguments.baseline.as_deref())?;
    voice.packs(&gate);
    let mut memoir = Memoir::of(&arguments.memory, history.as_deref())?;
    // What is remembered is on the disk before the first word of a verdict is written.
    let deliveries = judge(&gate, bills, memoir.as_mut(), voice)?;
    // Who gives the day wants the same report tomorrow.
    let time = arguments.terms.context.as_of.is_none().then(now);
    let links = output::links();
    let view = |width, paint, links| View { gate: &gate, deliveries: &deliveries, beside: &beside, width, paint, links, time };
    for (report, path) in files {
        to_file(&path, |out| (report.write)(&view(output::WIDTH, Paint::Plain, None), out))?;
    }
    let shown = view(output::width(), output::paint(), links.as_deref());
    then(&shown)?;
    let write = if voice.quiet && format.name == "table" { report::verdicts } else { format.write };
    to_stdout(|out| write(&shown, out))?;
    Ok(shown.verdict().code())
}

fn judge(gate: &Gate, bills: Vec<Input>, mut memoir: Option<&mut Memoir>, voice: Voice) -> Result<Vec<Delivery>, Fault> {
    let progress = Progress::over(&bills, voice);
    let judge = |bill: Input| {
        let (name, source) = bill.open();
        progress.one(&name.clone(), || {
            let result = match &mut memoir {
                Some(memoir) => memoir.judge(gate, &name, source, Cause::Check)?.result,
                None => source.and_then(|source| gate.check(source)),
            };
            Ok(Delivery { name, result })
        })
    };
    bills.into_iter().map(judge).collect()
}

/// What judges, and where the config wants it remembered.
pub(super) struct Ready {
    pub(super) gate: Gate,
    pub(super) history: Option<PathBuf>,
}

/// From flags and config to a gate, with what a former report holds.
pub(super) fn ready(arguments: &Terms, baseline: Option<&Path>) -> Result<Ready, Fault> {
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
    let baseline = match baseline {
        Some(path) => {
            let source = text(path, "role:baseline")?;
            choice.papers.push(paper(&source, "baseline"));
            Some(report::baseline(&source.text).map_err(|fault| {
                Fault::usage(phrase!("{}: {}", path.display(), fault.phrase()))
                    .help(phrase!("a baseline is a former report: bomgate check ... --report json=baseline.json"))
            })?)
        }
        None => None,
    };
    let overlays = if arguments.overlay.is_empty() { choice.overlays } else { arguments.overlay.clone() };
    known_overlays(&overlays, &plan)?;
    let accept: Vec<String> = choice.accept.iter().chain(&arguments.accept).cloned().collect();
    known_gaps(&accept, &plan)?;
    let judgement = Judgement {
        fail_on: arguments.fail_on.into(),
        tier: arguments.tier,
        overlays,
        vex: choice.vex,
        accept,
        max_advisory_age: choice.max_advisory_age,
    };
    let gate = Gate {
        plan,
        lists,
        advisories: choice.advisories,
        buyer: choice.buyer,
        judgement,
        waivers,
        baseline,
        papers: choice.papers,
        as_of: choice.as_of,
        limits: Limits::default(),
    };
    Ok(Ready { gate, history: choice.history })
}

/// A misspelt overlay would ask less than was meant.
fn known_overlays(overlays: &[String], plan: &Plan) -> Result<(), Fault> {
    let known: Vec<&str> = std::iter::once("all").chain(plan.overlays()).collect();
    match overlays.iter().find(|overlay| !known.contains(&overlay.as_str())) {
        Some(wrong) => Err(Fault::usage(phrase!("no chosen pack has an overlay `{}`", wrong)).meant(wrong, &known)),
        None => Ok(()),
    }
}

/// A misspelt gap would stay open, and its operator would look for the reason elsewhere.
fn known_gaps(accept: &[String], plan: &Plan) -> Result<(), Fault> {
    let known = acceptable(plan);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // A config serves several sectors: what it accepts of another pack is no slip.
    let elsewhere = |name: &str| {
        let shipped = Library::shipped().ok()?;
        let id = name.strip_prefix("refer:")?;
        shipped.packs().iter().flat_map(|pack| &pack.rules).find(|rule| rule.id.value == id).map(|_| ())
    };
    match accept.iter().find(|name| !known.contains(&name.as_str()) && elsewhere(name).is_none()) {
        Some(wrong) => Err(Fault::usage(phrase!("nothing that can stay open is called `{}`", wrong)).meant(wrong, &known)),
        None => Ok(()),
    }
}

fn report_named(name: &str) -> Result<&'static Report, Fault> {
    let known: Vec<&str> = REPORTS.iter().map(|report| report.name).collect();
    report::find(name).ok_or_else(|| Fault::usage(phrase!("there is no report `{}`", name)).meant(name, &known))
}

fn into_file(wish: &str) -> Result<(&'static Report, PathBuf), Fault> {
    match wish.split_once('=') {
        Some((name, path)) if !path.is_empty() => Ok((report_named(name)?, PathBuf::from(path))),
        _ => Err(Fault::usage(phrase!("--report {} names no file", wish)).help(phrase!("write --report json=verdict.json"))),
    }
}
