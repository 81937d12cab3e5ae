//! Our own reading of YAML against the library's.

use bomgate::base::Limits;
use bomgate::read::yaml::{Event, Events};

/// Reads a text both ways; whether our own read it to its end.
///
/// Each event and its place are the same, and so is the error. The library looks ahead and may refuse a text some events earlier:
/// then our own gives up before the end, and the same error comes out.
pub(crate) fn agree(text: &str, limits: &Limits) -> bool {
    let (mut ours, mut theirs) = (Events::new(text, limits), Events::by_library(text, limits));
    loop {
        match (ours.next(), theirs.next()) {
            (Ok(one), Ok(other)) => {
                assert_eq!((&one, ours.place()), (&other, theirs.place()), "in {text:?}");
                if one == Event::End {
                    return ours.quick();
                }
            }
            (one, Err(other)) => {
                let mut one = one;
                let error = loop {
                    match one {
                        Ok(Event::End) => panic!("read to the end, where the library says {other}: {text:?}"),
                        Ok(_) => one = ours.next(),
                        Err(error) => break error,
                    }
                };
                assert_eq!(error.to_string(), other.to_string(), "in {text:?}");
                return false;
            }
            (Err(one), Ok(other)) => panic!("refused with {one}, where the library gives {other:?}: {text:?}"),
        }
    }
}
