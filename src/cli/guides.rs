//! `bomgate completions` and `bomgate man`: what shells and `man` know of the command line.

use super::arguments::{Cli, Man};
use super::fault::Fault;
use super::output::to_stdout;
use clap::CommandFactory;
use clap_complete::Shell;
use std::fs;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell) -> Result<u8, Fault> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "bomgate", &mut script);
    to_stdout(|out| out.write_all(&script))?;
    Ok(0)
}

/// Prints the manual page, or writes one for each command into a folder.
pub(super) fn man(arguments: Man) -> Result<u8, Fault> {
    let Some(folder) = arguments.out else {
        let page = clap_mangen::Man::new(Cli::command());
        to_stdout(|out| page.render(out))?;
        return Ok(0);
    };
    let fault = |source| Fault::Write { what: folder.display().to_string(), source };
    fs::create_dir_all(&folder).map_err(fault)?;
    clap_mangen::generate_to(Cli::command(), &folder).map_err(fault)?;
    Ok(0)
}
