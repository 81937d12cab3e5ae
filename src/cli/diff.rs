//! `bomgate diff`: two deliveries held against each other.

use super::arguments::Diff as Arguments;
use super::check::ready;
use super::fault::Fault;
use super::output::{paint, to_stdout, width};
use crate::base::phrase;
use crate::gate::Gate;
use crate::read::Source;
use crate::report::{DIFF_FORMS, Delivery, Diff, Sheet};
use std::path::Path;

/// Judges both bills under the same terms and shows what changed. The exit code says whether the new one is worse.
pub(super) fn run(arguments: Arguments) -> Result<u8, Fault> {
    let known: Vec<&str> = DIFF_FORMS.iter().map(|form| form.name).collect();
    let form = DIFF_FORMS
        .iter()
        .find(|form| form.name == arguments.format)
        .ok_or_else(|| Fault::usage(phrase!("diff has no format `{}`", arguments.format)).meant(&arguments.format, &known))?;
    if arguments.old == Path::new("-") && arguments.new == Path::new("-") {
        return Err(Fault::usage(phrase!("only one of the two bills can come from standard input")));
    }
    let gate = ready(&arguments.terms, None)?.gate;
    let (old, new) = (delivery(&gate, &arguments.old)?, delivery(&gate, &arguments.new)?);
    let diff = Diff::of(&gate, &old, &new);
    to_stdout(|out| (form.write)(&diff, Sheet { width: width(), paint: paint() }, out))?;
    Ok(diff.standing().code())
}

/// One bill, read and judged.
pub(super) fn delivery(gate: &Gate, path: &Path) -> Result<Delivery, Fault> {
    let source = Source::open(path).map_err(|error| Fault::usage(phrase!("cannot open {}: {}", path.display(), error)))?;
    Ok(Delivery { name: path.to_string_lossy().into_owned(), result: gate.check(source) })
}
