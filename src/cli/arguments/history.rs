//! Arguments of the commands that remember: `history` and `watch`.

use super::Terms;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Whether and where a check is remembered.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Memory {
    /// Remember every delivery in this database; it is made when it is not there. A verdict is shown only once it is kept.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) history: Option<PathBuf>,
    /// Keep digests only, not the bills: `watch` can then re-check only bills whose file is still there.
    #[arg(long)]
    pub(in crate::cli) history_without_bills: bool,
}

const HISTORY: &str = "\
Examples:
  bomgate check delivery.cdx.json --config buyer.yaml --history checked.db
  bomgate history list checked.db
  bomgate history show checked.db 12";

/// What was checked, when, and with what verdict.
#[derive(Debug, Subcommand)]
#[command(after_help = HISTORY)]
pub(in crate::cli) enum History {
    /// Every record, oldest first.
    #[command(after_help = "Example:\n  bomgate history list checked.db")]
    List {
        /// The database `check --history` writes.
        #[arg(value_name = "DB")]
        file: PathBuf,
    },
    /// One record: what it rests on, what was found.
    #[command(
        after_help = "Examples:\n  bomgate history show checked.db 12\n  bomgate history show checked.db 12 --bill > bill.json"
    )]
    Show {
        /// The database `check --history` writes.
        #[arg(value_name = "DB")]
        file: PathBuf,
        /// The number of the record, as `list` shows it.
        #[arg(value_name = "NUMBER")]
        number: i64,
        /// Only the bill, byte for byte as it was checked.
        #[arg(long)]
        bill: bool,
    },
}

const WATCH: &str = "\
Examples:
  bomgate watch checked.db --config buyer.yaml
  bomgate watch deliveries/ --history checked.db --config buyer.yaml --format json

Give the flags of the check again: policy, lists and the buyer are as they are today. Of each delivery the newest bill is
checked again, held against its last record, and recorded. Runs once; start it from cron.

Exit codes: 0 nothing became worse; 1 something did; 4 something could not be established, such as a delivery without an
earlier record or a bill that is gone.";

/// Checks remembered deliveries again and shows only what became worse, why, and from which day.
#[derive(Debug, Args)]
#[command(after_help = WATCH)]
pub(in crate::cli) struct Watch {
    /// The database `check --history` writes, or a folder of bills together with --history.
    #[arg(value_name = "DB|FOLDER")]
    pub(in crate::cli) target: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) terms: Terms,
    #[command(flatten)]
    pub(in crate::cli) memory: Memory,
    /// Text or json.
    #[arg(long, value_enum, default_value_t = WatchFormat::Text, value_name = "FORMAT")]
    pub(in crate::cli) format: WatchFormat,
}

/// How `watch` writes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum WatchFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}
