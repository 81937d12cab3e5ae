//! SPDX 2 in its four syntaxes: the published documents, the same document four times, hostile ones, and CycloneDX beside it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "../common/mod.rs"]
mod common;

mod both;
mod corpus;
mod delivery;
mod dump;
mod hostile;
mod pairs;
mod syntaxes;
mod written;
