//! x
use crate::cli::fault::Fault;
use std::path::PathBuf;
pub(super) fn run(_: &str, _: Option<String>, _: Option<String>, _: Option<PathBuf>) -> Result<u8, Fault> {
    Ok(0)
}
