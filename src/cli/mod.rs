//! The command line: one file per command. Reading arguments never acts; acting never reads arguments.

mod advisories;
mod arguments;
mod attest;
mod buyer;
mod catalogue;
mod check;
mod config;
mod diff;
mod evidence;
mod explain;
mod fault;
mod fields;
mod formats;
mod guard;
mod guides;
mod history;
mod init;
mod inputs;
mod network;
mod output;
mod parse;
mod policy;
mod publishers;
mod remember;
mod request;
mod schema;
mod show;
mod summary;
mod tongue;
mod trust;
mod update;
mod vex;
mod voice;
mod waive;
mod watch;

pub use guard::{INTERNAL, guarded};

use crate::evaluate::Verdict;
use crate::read::ReadError;
use crate::report::{remedy, visible};
use arguments::{AttestVerify, Cli, Command};
use clap::Parser;
use fault::Fault;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Bad flags, policy, config or waiver file; a report that could not be written.
pub const USAGE: u8 = 2;

/// Runs bomgate with these arguments and says how to exit.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    ExitCode::from(guarded(move || run(arguments)))
}

fn run(arguments: Vec<OsString>) -> u8 {
    tongue::listen(&arguments);
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // What is wrong is said in words of the arguments; none of them may act on the terminal.
            let shown = arguments.iter().map(|argument| visible(&argument.to_string_lossy()).into_owned());
            let error = Cli::try_parse_from(shown).err().unwrap_or(error);
            // Help and version are answers; every other outcome of parsing is misuse.
            let asked = !error.use_stderr();
            if let Some(told) = parse::told(&error).filter(|_| !asked) {
                // Without stderr there is nobody left to tell; the exit code still says it.
                let _ = write!(anstream::stderr().lock(), "{told}");
                return USAGE;
            }
            return if error.print().is_ok() && asked { 0 } else { USAGE };
        }
    };
    cli.color.global();
    match act(cli.command) {
        Ok(code) => code,
        Err(fault) => {
            fault.show();
            fault.code()
        }
    }
}

fn act(command: Command) -> Result<u8, Fault> {
    match command {
        Command::Check(arguments) => check::run(*arguments),
        Command::Summary(arguments) => summary::run(*arguments),
        Command::Watch(arguments) => watch::run(*arguments),
        Command::History(arguments) => history::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Diff(arguments) => diff::run(*arguments),
        Command::Request(arguments) => request::run(*arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Policy(arguments) => policy::run(arguments),
        Command::Waive(arguments) => waive::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Publishers(arguments) => publishers::run(arguments),
        Command::Attest(arguments) => match arguments.verify {
            Some(AttestVerify::Verify(arguments)) => attest::verify(arguments),
            None => attest::run(*arguments),
        },
        Command::Completions(arguments) => guides::completions(arguments.shell),
        Command::Man(arguments) => guides::man(arguments),
        Command::Advisories(arguments) => advisories::run(arguments),
        Command::Catalogue(arguments) => catalogue::run(arguments),
    }
}

/// Says why a bill cannot be read, where no report is there to say it. The code is that of REJECT.
fn refusal(path: &Path, error: &ReadError) -> u8 {
    let words = tongue::words();
    let place = error.place().map_or_else(String::new, |place| format!(":{place}"));
    let file = path.to_string_lossy();
    let (file, reason) = (visible(&file), error.phrase());
    // Without stderr there is nobody left to tell; the exit code still says it.
    let _ = writeln!(
        anstream::stderr().lock(),
        "{} {file}{place}: {}\n{}: {}",
        words.verdict("REJECT"),
        visible(&words.phrase(&reason)),
        words.say("help"),
        words.say(remedy(error))
    );
    Verdict::REJECT.code()
}
