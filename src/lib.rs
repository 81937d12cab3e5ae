//! Reads AI bills of materials, holds them against sector procurement policy, and answers with a verdict that is a proof.
//!
//! ```text
//! bytes --read--> Bom + Notes --enrich--> Facts --\
//!                                                  evaluate --> Outcome --View--> reports
//! pack.yaml --shape--> Pack --resolve--> Plan ----/
//! ```

pub mod advisory;
pub mod base;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod enrich;
pub mod evaluate;
pub mod gate;
pub mod history;
pub mod model;
pub mod policy;
pub mod read;
pub mod report;
pub mod vex;
