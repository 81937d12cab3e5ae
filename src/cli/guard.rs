//! A bug never looks like an answer.

use crate::report::visible;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe};

/// The exit code of a bug.
pub const INTERNAL: u8 = 70;

/// Runs `body`; a panic anywhere below becomes a short message and [`INTERNAL`].
pub fn guarded(body: impl FnOnce() -> u8) -> u8 {
    panic::set_hook(Box::new(|panic| {
        let at = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        let words = panic.payload_as_str().unwrap_or("no message");
        // Without stderr there is nobody left to tell; the exit code still says it.
        let _ = writeln!(std::io::stderr().lock(), "bomgate: a bug in bomgate, please report: {}{at}", visible(words));
    }));
    panic::catch_unwind(AssertUnwindSafe(body)).unwrap_or(INTERNAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_exit_code_of_its_own() {
        assert_eq!(guarded(|| panic!("never mind: a test")), INTERNAL);
        assert_eq!(guarded(|| 4), 4);
    }
}
