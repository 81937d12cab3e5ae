//! Arguments of the commands that write the operator's own files.

use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

const WAIVE: &str = "\
Examples:
  bomgate waive xs-unsafe-serialization delivery.cdx.json pkg:huggingface/acme/chat@1a2b \\
      --reason 'replaced in March' --approved-by 'Head of Procurement' --expires 2027-03-31
  bomgate waive bom-signed delivery.cdx.json bill --reason ... --approved-by ... --expires ...

COMPONENT is a package URL, name@version, the bom-ref, or `bill` for a rule on the bill as a whole.";

/// Adds one exception to a file of waivers, bound to one rule and one exact component of a bill.
#[derive(Debug, Args)]
#[command(after_help = WAIVE)]
pub(in crate::cli) struct Waive {
    /// The id of a rule, as reports show it.
    #[arg(value_name = "RULE")]
    pub(in crate::cli) rule: String,
    /// The bill the component stands in.
    #[arg(value_name = "BOM")]
    pub(in crate::cli) bom: PathBuf,
    /// The one component.
    #[arg(value_name = "COMPONENT")]
    pub(in crate::cli) component: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: String,
    /// Who grants it.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) approved_by: String,
    /// The last day it holds, to its end, UTC.
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) expires: Date,
    /// The file of waivers; made when it is not there.
    #[arg(long, value_name = "FILE", default_value = "waivers.yaml")]
    pub(in crate::cli) waivers: PathBuf,
    /// The day it is granted [default: today, UTC].
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) granted: Option<Date>,
}

const INIT: &str = "\
Examples:
  bomgate init                              (asks, on a terminal)
  bomgate init --sector telecom --home CN --restricted US --buyer public_facing --out buyer.yaml

Writes no file that is there already.";

/// Writes the buyer's context as a commented file for --config. Asks what no flag says.
#[derive(Debug, Args)]
#[command(after_help = INIT)]
pub(in crate::cli) struct Init {
    /// The file to write.
    #[arg(long, value_name = "FILE", default_value = "bomgate.yaml")]
    pub(in crate::cli) out: PathBuf,
    /// The buyer's sector.
    #[arg(long, value_name = "telecom|energy|finance|transport|government")]
    pub(in crate::cli) sector: Option<String>,
    /// Where the buyer is: a country (code or name), or a region such as EU.
    #[arg(long, value_name = "CC")]
    pub(in crate::cli) home: Option<String>,
    /// Countries and regions treated as home.
    #[arg(long, value_delimiter = ',', value_name = "CC|REGION,...")]
    pub(in crate::cli) trusted: Vec<String>,
    /// Countries and regions the buyer may not take parts from.
    #[arg(long, value_delimiter = ',', value_name = "CC|REGION,...")]
    pub(in crate::cli) restricted: Vec<String>,
    /// The buyer's own name.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) buyer_name: Option<String>,
    /// What the buyer says of itself: `critical_infrastructure`, `federal=no`, ...
    #[arg(long, value_delimiter = ',', value_name = "FACT,...")]
    pub(in crate::cli) buyer: Vec<String>,
}
