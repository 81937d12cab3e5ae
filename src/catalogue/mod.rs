//! The catalogue of highly dangerous AI components: dated entries under `policies/catalogue`, or a newer file of the
//! operator's, signed by whom the operator trusts. Here it is read, checked, indexed and compared; what of a bill it is
//! about is derived in [`crate::enrich`], whether that counts for a buyer is asked in [`crate::check`].

mod day;
mod diff;
mod entry;
mod index;
mod range;
mod read;
mod words;

pub use diff::{Change, diff};
pub use entry::{Class, Condition, Entry, Level, Match, Reference, Severity, Status};
pub use index::{Index, MatchId, Spelt};
pub use range::Range;
pub use read::{Catalogue, CatalogueError, Head};
