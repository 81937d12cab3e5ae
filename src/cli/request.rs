//! `bomgate request`: what to send back to the vendor.

use super::arguments::Request as Arguments;
use super::check::ready;
use super::diff::delivery;
use super::fault::Fault;
use super::output::{to_file, to_stdout};
use super::refusal;
use crate::base::phrase;
use crate::report::{REQUEST_FORMS, Request};

/// Judges the bill and writes the letter, and the skeleton where one is wanted. The exit code is that of the verdict.
pub(super) fn run(arguments: Arguments) -> Result<u8, Fault> {
    let known: Vec<&str> = REQUEST_FORMS.iter().map(|form| form.name).collect();
    let form = REQUEST_FORMS
        .iter()
        .find(|form| form.name == arguments.format)
        .ok_or_else(|| Fault::usage(phrase!("request has no format `{}`", arguments.format)).meant(&arguments.format, &known))?;
    let gate = ready(&arguments.terms, None)?.gate;
    let delivery = delivery(&gate, &arguments.bom)?;
    let judged = match &delivery.result {
        Ok(judged) => judged,
        Err(error) => return Ok(refusal(&arguments.bom, error)),
    };
    let mut request = Request::of(&gate, judged);
    if let Some(path) = &arguments.skeleton {
        to_file(path, |out| request.skeleton(out))?;
        request = request.enclosing_skeleton();
    }
    to_stdout(|out| (form.write)(&request, out))?;
    Ok(request.verdict().code())
}
