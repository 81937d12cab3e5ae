//! `bomgate request`
use super::arguments::Request as Arguments;
use super::fault::Fault;
pub(super) fn run(arguments: Arguments) -> Result<u8, Fault> {
    Err(Fault::usage(format!("{arguments:?}")))
}
