//! `bomgate watch`: remembered deliveries checked again; only what became worse is shown.

use super::arguments::{Watch, WatchFormat};
use super::check::{Ready, ready};
use super::fault::Fault;
use super::inputs::{Input, Inputs};
use super::output::{paint, to_stdout, width};
use super::remember::{Judgement, Memoir};
use crate::base::{Limits, Phrase, phrase};
use crate::gate::Gate;
use crate::history::{Bill, Cause, compare, deadlines, due};
use crate::read::{ReadError, Source};
use crate::report::{Page, Watched, Watching, Words, watch_json};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Checks again, records, and says what became worse.
pub(super) fn run(arguments: Watch) -> Result<u8, Fault> {
    let Ready { gate, history } = ready(&arguments.terms, None)?;
    let target = arguments.target.as_path();
    let watching = if target.is_dir() {
        let memoir = Memoir::of(&arguments.memory, history.as_deref())?.ok_or_else(|| {
            Fault::usage(phrase!("a folder is watched against a history"))
                .help(phrase!("name it with --history FILE, or watch the database itself"))
        })?;
        folder(&gate, target, memoir)?
    } else if arguments.memory.history.is_some() {
        return Err(Fault::usage(phrase!("{} is no folder; --history goes with one", target.display())));
    } else {
        remembered(&gate, Memoir::open(target, &arguments.memory)?)?
    };
    let language = gate.plan.language;
    match arguments.format {
        WatchFormat::Text => {
            to_stdout(|out| watching.write(&mut Page::new(out, width(), paint()).speaking(language), Words::of(language)))?
        }
        WatchFormat::Json => to_stdout(|out| watch_json(&watching, out))?,
    }
    Ok(watching.code())
}

/// Bills of a folder against their last records.
fn folder(gate: &Gate, folder: &Path, mut memoir: Memoir) -> Result<Watching, Fault> {
    let Inputs { bills, beside } = Inputs::of(&[folder.to_owned()], &Limits::default())?;
    let mut watching = Watching { as_of: gate.as_of.to_string(), deliveries: Vec::new() };
    for (name, source) in bills.into_iter().map(Input::open) {
        let judgement = memoir.judge(gate, &name, source, Cause::Watch)?;
        watching.deliveries.push(held(gate, name, judgement));
    }
    for folder in beside.empty {
        watching.deliveries.push(Watched::open(folder, phrase!("no bill in it")));
    }
    Ok(watching)
}

/// The newest bill of every delivery of a history.
fn remembered(gate: &Gate, mut memoir: Memoir) -> Result<Watching, Fault> {
    let mut watching = Watching { as_of: gate.as_of.to_string(), deliveries: Vec::new() };
    for number in memoir.history.latest()? {
        let Some(found) = memoir.history.record(number)? else { continue };
        let name = found.record.name;
        let Some(bill) = found.record.bill else {
            watching.deliveries.push(Watched::unread(name, number));
            continue;
        };
        let bytes = match memoir.history.bill(&bill.sha256)? {
            Some(bytes) => Ok(bytes),
            None => of_file(&name, &bill),
        };
        let watched = match bytes {
            Ok(bytes) => {
                let judgement =
                    memoir.judge(gate, &name, Ok::<_, ReadError>(Source::bytes(name.clone(), bytes)), Cause::Watch)?;
                held(gate, name, judgement)
            }
            Err(why) => Watched::open(name, why),
        };
        watching.deliveries.push(watched);
    }
    Ok(watching)
}

/// A bill that was not kept, if its file is still the one that was checked.
fn of_file(name: &str, bill: &Bill) -> Result<Vec<u8>, Phrase> {
    let bytes = std::fs::read(name)
        .map_err(|error| phrase!("the bill was not kept, and its file cannot be read: {}", error.to_string()))?;
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if digest == bill.sha256 {
        Ok(bytes)
    } else {
        Err(phrase!("the bill was not kept, and its file is another one now; check that one"))
    }
}

fn held(gate: &Gate, name: String, judgement: Judgement) -> Watched {
    let Judgement { result, record, terms, last } = judgement;
    let mut progress = last.map(|last| compare(&last, &record, &terms));
    let mut ahead = Vec::new();
    if let Ok(judged) = &result {
        ahead = deadlines(gate, judged);
        if let Some(progress) = &mut progress {
            progress.mend_by(&due(gate, judged));
        }
    }
    Watched { deadlines: ahead, ..Watched::checked(name, &record, progress) }
}
