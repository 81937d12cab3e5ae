//! Arguments of `bomgate summary`.

use super::Terms;
use clap::Args;
use std::path::PathBuf;

const SUMMARY: &str = "\
Examples:
  bomgate summary deliveries/ --config buyer.yaml
  bomgate summary deliveries/ --sector telecom --home CN --contains pkg:pypi/transformers
  bomgate summary deliveries/ --config buyer.yaml --report html=summary.html --report csv=summary.csv
  bomgate summary deliveries/ --config buyer.yaml --history checked.db

The exit code is that of the worst verdict, as everywhere.";

/// Where the risk of many deliveries lies: verdicts, rules, components, origin, licences, index, trend.
#[derive(Debug, Args)]
#[command(after_help = SUMMARY)]
pub(in crate::cli) struct Summary {
    /// Bills of materials: files, folders, patterns.
    #[arg(value_name = "BOM", required = true)]
    pub(in crate::cli) boms: Vec<PathBuf>,
    /// Name the deliveries that contain this: a package URL, with or without version, or a part of a name.
    #[arg(long, value_name = "PURL|NAME")]
    pub(in crate::cli) contains: Option<String>,
    /// The database of `check --history`: adds the trend. Nothing is recorded.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) history: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
    /// The summary on standard output: table, json, csv, markdown or html.
    #[arg(long, default_value = "table", value_name = "FORMAT")]
    pub(in crate::cli) format: String,
    /// One more, into a file. May be given several times.
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(in crate::cli) report: Vec<String>,
}
