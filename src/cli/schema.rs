//! `bomgate policy schema`: what editors check the operator's files against.

use super::arguments::SchemaOf;
use super::config::Config;
use super::fault::Fault;
use super::output::to_stdout;
use crate::policy::{evidence_schema, pack_schema, translation_schema, waivers_schema};
use schemars::schema_for;

/// Prints the schema of one kind of file.
pub(super) fn show(of: SchemaOf) -> Result<u8, Fault> {
    let schema = match of {
        SchemaOf::Config => schema_for!(Config),
        SchemaOf::Evidence => evidence_schema(),
        SchemaOf::Waivers => waivers_schema(),
        SchemaOf::Pack => pack_schema(),
        SchemaOf::Translation => translation_schema(),
    };
    to_stdout(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })?;
    Ok(0)
}
