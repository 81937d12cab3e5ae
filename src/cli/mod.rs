//! The command line: one file per command. Reading arguments never acts; acting never reads arguments.

mod arguments;
mod buyer;
mod check;
mod config;
mod fault;
mod guard;
mod output;

pub use guard::{INTERNAL, guarded};

use arguments::{Cli, Command};
use clap::Parser;
use fault::Fault;
use std::ffi::OsString;
use std::process::ExitCode;

/// Bad flags, policy, config or waiver file; a report that could not be written.
pub const USAGE: u8 = 2;

/// Runs bomgate with these arguments and says how to exit.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    ExitCode::from(guarded(move || run(arguments)))
}

fn run(arguments: Vec<OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers; every other outcome of parsing is misuse.
            let asked = !error.use_stderr();
            return if error.print().is_ok() && asked { 0 } else { USAGE };
        }
    };
    cli.color.global();
    match act(cli.command) {
        Ok(code) => code,
        Err(fault) => {
            fault.show();
            USAGE
        }
    }
}

fn act(command: Command) -> Result<u8, Fault> {
    match command {
        Command::Check(arguments) => check::run(arguments),
    }
}
