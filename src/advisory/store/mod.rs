//! The database of advisories on this machine: one file, made whole by an import, never changed afterwards.
//!
//! Its tables are read by row number only, and every row carries a checksum over its table, number and body: whatever is
//! damaged is missing or does not match, and then nothing is answered. Packages are found through [`SHELVES`] rows that all
//! exist, empty ones too, so that a lost row cannot look like a package nobody warns of.

mod build;
mod gather;
mod import;
mod layout;
mod look;

pub use build::BuildError;
pub use gather::GatherError;
pub use import::{Import, ImportError, Imported, Shrink, Skipped, import};
pub use layout::SHELVES;
pub use look::Store;
