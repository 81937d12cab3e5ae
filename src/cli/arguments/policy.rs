//! Arguments of `bomgate policy` and `bomgate explain`.

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

const EXPLAIN: &str = "\
Examples:
  bomgate explain xs-unsafe-serialization
  bomgate explain supplier-known --policy ./house.yaml

Without --sector or --policy every shipped pack is searched.";

/// A rule in words: what it asks, why, what it rests on, how a vendor satisfies it.
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN)]
pub(in crate::cli) struct Explain {
    /// The id of a rule, as reports show it.
    #[arg(value_name = "RULE")]
    pub(in crate::cli) rule: String,
    #[command(flatten)]
    pub(in crate::cli) choose: Choose,
}

/// Which packs are looked into.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Choose {
    /// Only the packs of this sector.
    #[arg(long, requires = "home", value_name = "telecom|energy|finance|transport|government")]
    pub(in crate::cli) sector: Option<String>,
    /// The home the packs of the sector are for.
    #[arg(long, requires = "sector", value_name = "CC")]
    pub(in crate::cli) home: Option<String>,
    /// Only this pack: a file, or the name of a shipped one. May be given several times.
    #[arg(long, value_name = "FILE|NAME")]
    pub(in crate::cli) policy: Vec<String>,
}

const TEST: &str = "\
Examples:
  bomgate policy test house.yaml
  bomgate policy test core --page tests/packs/core.md

Exit codes: 0 every block answers as written, and every rule is seen to answer yes, no and unknown (or the page says why
it is never unknown); 1 something is missing or answers otherwise; 2 the pack or the page cannot be read.";

/// Packs of rules: those shipped and your own.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Policy {
    /// The shipped packs, with sector, home and number of rules.
    #[command(after_help = "Example:\n  bomgate policy list")]
    List,
    /// One pack and its rules.
    #[command(
        after_help = "Examples:\n  bomgate policy show telecom-cn\n  bomgate policy show ./house.yaml\n  bomgate policy show core --text > house.yaml\n  bomgate policy show core --format markdown"
    )]
    Show {
        /// A file, or the name of a shipped pack.
        #[arg(value_name = "NAME|FILE")]
        pack: String,
        /// Only its text, as a start for a pack of your own.
        #[arg(long, conflicts_with = "format")]
        text: bool,
        /// A table, or the page of the documentation: each rule in words.
        #[arg(long, value_name = "FORMAT", default_value = "table")]
        format: PageFormat,
    },
    /// Compiles packs and says what is wrong with them. Exits with 2 when one cannot be used.
    #[command(after_help = "Examples:\n  bomgate policy lint ./house.yaml\n  bomgate policy lint        (every shipped pack)")]
    Lint {
        /// Pack files; none means every shipped pack.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// A warning refuses the pack too.
        #[arg(long)]
        strict: bool,
        /// The day to judge for: rules that have ended, sources to be read again [default: today, UTC].
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
    },
    /// Holds a pack against its page: blocks of Markdown that show how each rule answers.
    #[command(after_help = TEST)]
    Test {
        /// A file, or the name of a shipped pack.
        #[arg(value_name = "FILE|NAME")]
        pack: String,
        /// The page [default: the file of the pack, with the ending .md].
        #[arg(long, value_name = "FILE")]
        page: Option<PathBuf>,
        /// The day to judge for where a block names none [default: today, UTC].
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
    },
    /// Writes a pack of your own and its page, commented, to start from.
    #[command(
        after_help = "Examples:\n  bomgate policy new house-rules\n  bomgate policy new house-rules --sector finance --home DE --out packs/house.yaml\n\nWrites no file that is there already."
    )]
    New {
        /// The name of the pack: lower-case letters, digits and hyphens.
        #[arg(value_name = "NAME")]
        name: String,
        /// The sector it is written for.
        #[arg(long, value_name = "telecom|energy|finance|transport|government")]
        sector: Option<String>,
        /// The home it is written for: a country or a region.
        #[arg(long, value_name = "CC")]
        home: Option<String>,
        /// The file to write [default: NAME.yaml]; the page stands beside it, with the ending .md.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// The JSON schema of a file, for editors.
    #[command(after_help = "Example:\n  bomgate policy schema config > bomgate-config.schema.json")]
    Schema {
        /// Which file.
        #[arg(value_name = "FILE KIND", value_enum)]
        of: SchemaOf,
    },
    /// What an expression may name: fields by domain, and functions.
    #[command(
        after_help = "Examples:\n  bomgate policy fields\n  bomgate policy fields component\n  bomgate policy fields functions"
    )]
    Fields {
        /// Only one domain, such as component, bom, buyer, origin; or functions.
        #[arg(value_name = "DOMAIN")]
        domain: Option<String>,
        /// A table, or the page of the documentation.
        #[arg(long, value_name = "FORMAT", default_value = "table")]
        format: FieldsFormat,
    },
}

/// How fields are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FieldsFormat {
    /// For people at a terminal.
    Table,
    /// For the documentation.
    Markdown,
    /// Where each format carries them, for the documentation.
    Formats,
}

/// How a pack is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PageFormat {
    /// For people at a terminal.
    Table,
    /// For the documentation.
    Markdown,
}

/// Files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    /// The buyer's context.
    Config,
    /// Documents.
    Evidence,
    /// Exceptions.
    Waivers,
    /// Rules.
    Pack,
    /// Rules in another language.
    Translation,
}
