//! Known vulnerabilities and malicious packages, as records in the OSV format: where they come from, which package a part
//! of a bill is, and which records its version falls under.
//!
//! ```text
//! purl --Package::of--> Package --Source::records--> Found --matching--> what affects this version, and why
//! ```
//!
//! A [`Source`] only hands over records. Whether one applies is always decided here, on this machine, so that a database
//! and a service give the same answer. What cannot be decided counts as affected, and says so.
//! Source: OSV schema 1.7, <https://ossf.github.io/osv-schema/>.

mod hit;
mod package;
mod range;
mod record;
mod severity;
mod shelf;
mod source;
pub mod store;

pub use hit::{Asked, Hit, hits};
pub use package::Package;
pub use range::{Basis, Doubt, falls_under};
pub use record::{Affected, Event, Named, Range, Record, RecordFault, Score};
pub use severity::Severity;
pub use shelf::{Broken, Shelf};
pub use source::{About, Exploited, Found, Origin, Source, Unavailable, Unread};
