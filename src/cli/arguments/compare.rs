//! `bomgate diff` and `bomgate request`: what is done with deliveries besides judging them.

use super::Terms;
use clap::Args;
use std::path::PathBuf;

const DIFF: &str = "\
Exit codes:
  0   the new delivery is not worse
  1   it is worse: its verdict is, or a finding that decides is new
  2   bad flags, policy, config or waiver file
  3   a bill is malformed or ambiguous
  4   not worse as far as could be seen, but something in the new bill could not be established

Examples:
  bomgate diff release-1.cdx.json release-2.cdx.json --sector telecom --home CN
  bomgate diff old.cdx.json new.spdx3.json --config buyer.yaml --format markdown
  bomgate diff old.json new.json --config buyer.yaml --format json | jq '.compared.counts'

Parts are matched by what names them, never by where they stand; the formats of the two bills may differ.";

/// What changed between two deliveries, and what that does to the verdict.
#[derive(Debug, Args)]
#[command(after_help = DIFF)]
pub(in crate::cli) struct Diff {
    /// The bill of the former delivery; `-` is standard input.
    #[arg(value_name = "OLD")]
    pub(in crate::cli) old: PathBuf,
    /// The bill of the new delivery; `-` is standard input.
    #[arg(value_name = "NEW")]
    pub(in crate::cli) new: PathBuf,
    /// The report on standard output: table, json or markdown. Json holds everything.
    #[arg(long, default_value = "table", value_name = "FORMAT")]
    pub(in crate::cli) format: String,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
}

const REQUEST: &str = "\
Exit codes: those of `check`, for the verdict on the bill.

Examples:
  bomgate request delivery.cdx.json --sector telecom --home CN > letter.md
  bomgate request delivery.cdx.json --config buyer.yaml --lang zh --format html > letter.html
  bomgate request delivery.cdx.json --config buyer.yaml --skeleton patch.cdx.json

The letter names nothing of the buyer: no path, no config, no waiver. What is waived is not asked for.";

/// The list of changes and evidence to send back to the vendor.
#[derive(Debug, Args)]
#[command(after_help = REQUEST)]
pub(in crate::cli) struct Request {
    /// The vendor's bill of materials; `-` is standard input.
    #[arg(value_name = "BOM")]
    pub(in crate::cli) bom: PathBuf,
    /// The letter on standard output: markdown, html (opens in word processors) or json.
    #[arg(long, default_value = "markdown", value_name = "FORMAT")]
    pub(in crate::cli) format: String,
    /// Also write a CycloneDX 1.6 bill of the parts concerned, with the fields to fill in marked TODO.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) skeleton: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
}
