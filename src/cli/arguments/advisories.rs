//! Arguments of `bomgate advisories`.

use clap::Subcommand;
use jiff::civil::Date;
use std::path::PathBuf;

const IMPORT: &str = "\
Examples:
  bomgate advisories import all.zip --kev known_exploited_vulnerabilities.json
  bomgate advisories import advisory-database/ pysec/vulns/ GO-2024-2769.json
  bomgate advisories import all.zip --database /srv/bomgate/advisories.db

Reads records in the OSV format: JSON and YAML files, folders of them, zip archives (never unpacked to the disk). The
database is made anew from all that is named and takes the place of the old one only when it is whole. Use of the network
is not made: fetch the archive of all records with your own means, or carry it in.";

/// The database of advisories that bills are looked up in.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Advisories {
    /// Makes the database from OSV records.
    #[command(after_help = IMPORT)]
    Import {
        /// Files, folders and zip archives of OSV records.
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        /// The catalogue of known exploited vulnerabilities, as CISA publishes it in JSON.
        #[arg(long, value_name = "FILE")]
        kev: Option<PathBuf>,
        /// Where the database stands [default: bomgate/advisories.db in the user's data folder].
        #[arg(long, value_name = "FILE")]
        database: Option<PathBuf>,
        /// The day the records were exported [default: the day the newest was modified].
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
        /// Replace a database that holds more than twice as many records.
        #[arg(long)]
        replace: bool,
    },
    /// What the database holds, of which day it is, and whether it can be used. Exit code 4: it cannot.
    #[command(after_help = "Example:\n  bomgate advisories status --verify")]
    Status {
        /// Where the database stands [default: bomgate/advisories.db in the user's data folder].
        #[arg(long, value_name = "FILE")]
        database: Option<PathBuf>,
        /// Read every record and hold it against its checksum.
        #[arg(long)]
        verify: bool,
    },
}
