//! `bomgate attest`: the verdict, signed, and whether a signed one can be relied on.

mod verify;

pub(super) use verify::run as verify;

use super::arguments::Attest;
use super::check;
use super::fault::Fault;
use super::output::to_file;
use super::trust::text;
use crate::base::{Envelope, IN_TOTO, Secret, phrase};
use crate::report::{Statement, View};
use std::io;
use std::path::Path;

/// Checks as `bomgate check` does, and writes the envelope. The exit code is that of the verdict.
pub(super) fn run(arguments: Attest) -> Result<u8, Fault> {
    let check = arguments.check;
    let (Some(key), Some(out)) = (arguments.key, arguments.out) else {
        return Err(Fault::usage(phrase!("attest needs a bill, --key and --out")).help(phrase!("see `bomgate attest --help`")));
    };
    let voice = check.voice;
    if open_to_others(&key) {
        voice.hint(&phrase!("others on this machine can read the private key {}; chmod 600 it", key.display()));
    }
    let secret = Secret::of_pem(&text(&key, "role:key")?.text)
        .map_err(|fault| Fault::usage(phrase!("{} {}", key.display(), fault.phrase())))?;
    check::run_then(check, |view| {
        let statement = statement(view)?;
        if statement.subject.is_empty() {
            voice.hint(&phrase!("no bill could be read: {} is not written", out.display()));
            return Ok(());
        }
        let payload = statement.bytes().map_err(|source| Fault::Write { what: out.display().to_string(), source })?;
        let envelope = Envelope::sealed(IN_TOTO, &payload, &secret);
        to_file(&out, |file| {
            serde_json::to_writer(&mut *file, &envelope)?;
            file.write_all(b"\n")
        })
    })
}

fn statement(view: &View<'_>) -> Result<Statement, Fault> {
    Statement::of(view).map_err(|source: io::Error| Fault::Write { what: "the statement".to_owned(), source })
}

/// Whether the rights on a file let anybody but its owner read it.
#[cfg(unix)]
fn open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_path: &Path) -> bool {
    false
}
