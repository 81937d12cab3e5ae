//! todo
use super::View;
use std::io::{self, Write};
pub(super) fn write(_view: &View<'_>, _out: &mut dyn Write) -> io::Result<()> {
    Ok(())
}
