//! Arguments of `bomgate catalogue`.

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// The catalogue of dangerous components: what it holds, what changed, whether a newer file of it may be believed.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Catalogue {
    /// Every entry, or one in full.
    #[command(
        after_help = "Examples:\n  bomgate catalogue show\n  bomgate catalogue show AIR-0010\n  bomgate catalogue show --format json > catalogue.json   (the file --catalogue takes, once it is signed)"
    )]
    Show {
        /// The id of an entry.
        #[arg(value_name = "ID")]
        id: Option<String>,
        #[command(flatten)]
        edition: Edition,
        /// How it is written.
        #[arg(long, value_enum, default_value_t = TableOrJson::Table, value_name = "FORMAT")]
        format: TableOrJson,
    },
    /// Entries that hold every word, in whatever place.
    #[command(
        after_help = "Examples:\n  bomgate catalogue search torch\n  bomgate catalogue search CVE-2025-32434\n  bomgate catalogue search red dataset"
    )]
    Search {
        /// Words; case does not matter.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        #[command(flatten)]
        edition: Edition,
        /// How it is written.
        #[arg(long, value_enum, default_value_t = TableOrJson::Table, value_name = "FORMAT")]
        format: TableOrJson,
    },
    /// What changed from one edition to another. Signatures are not looked at: it decides nothing.
    #[command(
        after_help = "Examples:\n  bomgate catalogue diff shipped newer.yaml\n  bomgate catalogue diff old.yaml new.yaml --format json"
    )]
    Diff {
        /// A catalogue file, or `shipped`.
        #[arg(value_name = "OLD")]
        old: String,
        /// A catalogue file, or `shipped`.
        #[arg(value_name = "NEW")]
        new: String,
        /// How it is written.
        #[arg(long, value_enum, default_value_t = TableOrJson::Table, value_name = "FORMAT")]
        format: TableOrJson,
    },
    /// Whether a file would be taken by `--catalogue`: its shape, its signature, its edition.
    #[command(
        after_help = "Example:\n  bomgate catalogue verify newer.yaml --config buyer.yaml\n\nFILE.sig beside it: openssl pkeyutl -sign -rawin -inkey key.pem -in FILE | base64 > FILE.sig"
    )]
    Verify {
        /// The catalogue file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The buyer's config, which names the signers.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Take an edition that is older than the one that ships.
        #[arg(long)]
        older_catalogue: bool,
        /// The day signatures are believed for [default: today, UTC].
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
    },
}

/// Which edition of the catalogue.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Edition {
    /// A newer catalogue than the one that ships, signed by one of the signers of the config.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) catalogue: Option<PathBuf>,
    /// Take a catalogue that is older than the one that ships.
    #[arg(long)]
    pub(in crate::cli) older_catalogue: bool,
    /// The buyer's config, which names the signers.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// The day signatures are believed for [default: today, UTC].
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<Date>,
}

/// For people, or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TableOrJson {
    /// For people.
    Table,
    /// For programs.
    Json,
}
