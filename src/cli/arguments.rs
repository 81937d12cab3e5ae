//! What may stand on the command line.

mod advisories;
mod attest;
mod catalogue;
mod compare;
mod history;
mod network;
mod papers;
mod policy;
mod summary;

pub(super) use advisories::Advisories;
pub(super) use attest::{Attest, AttestVerify, Completions, Man, Require, Verify};
pub(super) use catalogue::{Catalogue, Edition, TableOrJson};
pub(super) use compare::{Diff, Request};
pub(super) use history::{History, Memory, Watch, WatchFormat};
pub(super) use network::{Fallback, Network, Reach};
pub(super) use papers::{Init, Waive};
pub(super) use policy::{Choose, Explain, FieldsFormat, PageFormat, Policy, SchemaOf};
pub(super) use summary::Summary;

use super::tongue::words;
use super::voice::Voice;
use crate::base::Language;
use crate::policy::Level;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const ABOUT: &str = "\
Exit codes, the same for every format:
  0   PASS         everything was read, every applicable rule was answered yes, nothing is left open
  1   FAIL         a rule at or above --fail-on was answered no, or must be demonstrated and was not
  2   USAGE        bad flags, policy, config or waiver file; a report that could not be written
  3   REJECT       the bill is malformed, ambiguous, or over a limit
  4   INCOMPLETE   something could not be established
  70  INTERNAL     a bug

Examples:
  bomgate check delivery.cdx.json --sector telecom --home CN
  bomgate show delivery.cdx.json --lineage
  bomgate explain xs-unsafe-serialization
  bomgate policy list";

/// Holds AI bills of materials against procurement policy, and shows the foreign dependencies, also the hidden ones.
#[derive(Debug, Parser)]
#[command(name = "bomgate", version, styles = STYLES, after_help = ABOUT, max_term_width = 120, disable_help_subcommand = true)]
pub(super) struct Cli {
    /// When to use colours; auto is on a terminal, unless NO_COLOR is set.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "auto|always|never", hide_possible_values = true, display_order = 900)]
    pub(super) color: Color,
    /// The language people are told everything in; what programs read stays as it is [default: that of the config, or en].
    #[arg(long, global = true, value_name = "en|zh", value_parser = language, display_order = 899)]
    lang: Option<Language>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// In pipes and files too.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes it hold for everything written from here on.
    pub(super) fn global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(Box<Check>),
    Summary(Box<Summary>),
    Watch(Box<Watch>),
    #[command(subcommand)]
    History(History),
    Show(Show),
    Diff(Box<Diff>),
    Request(Box<Request>),
    Explain(Explain),
    #[command(subcommand)]
    Policy(Policy),
    Waive(Waive),
    Init(Init),
    #[command(subcommand)]
    Publishers(Publishers),
    #[command(after_help = Attest::AFTER)]
    Attest(Box<Attest>),
    Completions(Completions),
    Man(Man),
    #[command(subcommand)]
    Advisories(Advisories),
    #[command(subcommand)]
    Catalogue(Catalogue),
}

/// Who stands behind hub handles, packages and names: the list of publishers.
#[derive(Debug, Subcommand)]
pub(super) enum Publishers {
    /// What the list has under a name, an alias, a hub handle, a package or a domain.
    #[command(
        after_help = "Examples:\n  bomgate publishers lookup Qwen\n  bomgate publishers lookup 华为\n  bomgate publishers lookup pkg:huggingface/meta-llama/Llama-3.1-8B"
    )]
    Lookup {
        /// A name, in any script; a handle; a domain; a package URL.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Checks the list and counts what it holds.
    #[command(after_help = "Example:\n  bomgate publishers check")]
    Check,
}

const CHECK: &str = "\
Examples:
  bomgate check delivery.cdx.json --sector telecom --home CN
  bomgate check a.json b.json --sector finance --home EU --trusted US,JP --format json
  bomgate check delivery.cdx.json --policy core --policy ./house.yaml --home DE --tier 3
  bomgate check delivery.cdx.json --config buyer.yaml --report json=verdict.json
  bomgate check delivery.cdx.json --sector energy --home CN --buyer critical_infrastructure
  bomgate check delivery.cdx.json --config buyer.yaml --baseline last-release.json
  vendor-tool | bomgate check - --sector telecom --home CN
  bomgate check deliveries/ --sector energy --home US

Several bills are judged one by one; the worst verdict decides the exit code. Of a folder every bill below it is judged
and every other file named; compressed bills (gzip, zstd) and attestations of bills (in-toto, DSSE) are opened.";

/// The gate: holds bills against policy, answers with a verdict, findings and an exit code.
#[derive(Debug, Args)]
#[command(after_help = CHECK)]
pub(super) struct Check {
    /// Bills of materials: files, folders, patterns; `-` is standard input.
    #[arg(value_name = "BOM", required = true)]
    pub(super) boms: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) memory: Memory,
    /// A former report (--format json): only findings that are not in it are shown and count.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// The report on standard output: table, json, sarif, junit, markdown, csv, github, gitlab, html,
    /// cyclonedx (the bill with what was found), cdxa (attestations) or intoto (a statement).
    #[arg(long, default_value = "table", value_name = "FORMAT")]
    pub(super) format: String,
    /// One more report, into a file. May be given several times.
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(super) report: Vec<String>,
    #[command(flatten)]
    pub(super) voice: Voice,
    #[command(flatten)]
    pub(super) terms: Terms,
}

/// How rules are judged, and for whom.
#[derive(Debug, Args)]
pub(super) struct Terms {
    /// How far up the ladder rules are asked: 1 entry, 2 standard, 3 strict.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3), value_name = "1|2|3")]
    pub(super) tier: u8,
    /// The lightest level whose violation fails the delivery.
    #[arg(long, value_enum, default_value_t = FailOn::Medium, value_name = "LEVEL")]
    pub(super) fail_on: FailOn,
    /// Ask rules drawn from draft law too, of one overlay or of all. They never decide. May be given several times.
    #[arg(long, value_name = "all|NAME")]
    pub(super) overlay: Vec<String>,
    /// Accept one thing that cannot be established, by the name the report gives it.
    #[arg(long, value_name = "GAP")]
    pub(super) accept: Vec<String>,
    /// Exceptions: a YAML file of waivers.
    #[arg(long, value_name = "FILE")]
    pub(super) waivers: Option<PathBuf>,
    #[command(flatten)]
    pub(super) context: Context,
}

/// Who buys, for what, under which policy.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "The buyer and its policy")]
pub(super) struct Context {
    /// The buyer's sector: chooses the shipped packs, together with --home.
    #[arg(long, value_name = "telecom|energy|finance|transport|government")]
    pub(super) sector: Option<String>,
    /// Where the buyer is: a country (code or name), or a region such as EU.
    #[arg(long, value_name = "CC")]
    pub(super) home: Option<String>,
    /// A policy pack: a file, or the name of a shipped one. May be given several times.
    #[arg(long, value_name = "FILE|NAME")]
    pub(super) policy: Vec<String>,
    /// A published baseline to measure the bill against, such as g7-ai or cisa-2026; it never decides. May be given several times.
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Vec<String>,
    /// Countries and regions treated as home.
    #[arg(long, value_delimiter = ',', value_name = "CC|REGION,...")]
    pub(super) trusted: Vec<String>,
    /// Countries and regions the buyer may not take parts from.
    #[arg(long, value_delimiter = ',', value_name = "CC|REGION,...")]
    pub(super) restricted: Vec<String>,
    /// A list of parties the buyer screens against: the id of a shipped one, or a CSV or JSON file (its id is the name
    /// without the ending). May be given several times.
    #[arg(long, value_name = "ID|FILE")]
    pub(super) parties: Vec<String>,
    /// What the buyer says of itself: `critical_infrastructure`, `federal=no`, ... (`bomgate policy fields buyer` lists them).
    #[arg(long, value_delimiter = ',', value_name = "FACT,...")]
    pub(super) buyer: Vec<String>,
    /// The buyer's own name, where rules compare it with a supplier's.
    #[arg(long, value_name = "NAME")]
    pub(super) buyer_name: Option<String>,
    /// The buyer's context as a YAML file. Flags win. Never looked for beside a delivery.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Documents the buyer holds: a YAML file.
    #[arg(long, value_name = "FILE")]
    pub(super) evidence: Option<PathBuf>,
    /// The database of advisories to look parts up in; `none` for nowhere [default: the user's own, if it is there].
    #[arg(long, value_name = "FILE|none")]
    pub(super) advisories: Option<PathBuf>,
    /// Statements on exploitability (VEX): OpenVEX, CSAF or CycloneDX. Shown beside findings; they excuse only what `vex:` of
    /// the config accepts. May be given several times.
    #[arg(long, value_name = "FILE")]
    pub(super) vex: Vec<PathBuf>,
    /// A newer catalogue of dangerous components. Beside it stands FILE.sig, made by one of the signers of the config.
    #[arg(long, value_name = "FILE")]
    pub(super) catalogue: Option<PathBuf>,
    /// Take a catalogue that is older than the one that ships.
    #[arg(long)]
    pub(super) older_catalogue: bool,
    /// Rely on a catalogue past its last day.
    #[arg(long)]
    pub(super) allow_stale: bool,
    /// The day to judge for [default: today, UTC].
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
    /// Use no network, whatever the config says.
    #[arg(long)]
    pub(super) offline: bool,
    #[command(flatten)]
    pub(super) network: Network,
}

/// A language, by the word of `--lang`.
fn language(word: &str) -> Result<Language, String> {
    let known = || Language::ALL.map(Language::word);
    Language::ALL
        .into_iter()
        .find(|language| language.word() == word)
        .ok_or_else(|| words().fill("the languages are {}", &[&known().join(words().say(" and "))]))
}

/// A level that can fail a delivery.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(missing_docs)]
pub(super) enum FailOn {
    Block,
    High,
    Medium,
    Low,
}

impl From<FailOn> for Level {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Block => Self::Block,
            FailOn::High => Self::High,
            FailOn::Medium => Self::Medium,
            FailOn::Low => Self::Low,
        }
    }
}

const SHOW: &str = "\
Examples:
  bomgate show delivery.cdx.json
  bomgate show delivery.cdx.json --lineage --home CN
  bomgate show delivery.cdx.json --origin --home DE --trusted EU
  bomgate show delivery.cdx.json --home CN --format svg > supply.svg
  bomgate show delivery.cdx.json --format json | jq '.components[] | select(.kind == \"model\")'

Shows bills that `check` rejects too, as long as they can be read, and says so.";

/// What bomgate understood of a bill: its parts, their lineage, where each comes from and why. Asks no rule.
#[derive(Debug, Args)]
#[command(after_help = SHOW)]
pub(super) struct Show {
    /// A bill of materials; `-` is standard input.
    #[arg(value_name = "BOM")]
    pub(super) bom: PathBuf,
    /// Only what models and datasets were made from.
    #[arg(long)]
    pub(super) lineage: bool,
    /// Only where each part comes from, and why.
    #[arg(long)]
    pub(super) origin: bool,
    /// Where the buyer is: classes countries as home, trusted, foreign, restricted.
    #[arg(long, value_name = "CC")]
    pub(super) home: Option<String>,
    /// Countries and regions treated as home.
    #[arg(long, value_delimiter = ',', value_name = "CC|REGION,...")]
    pub(super) trusted: Vec<String>,
    /// Countries and regions the buyer may not take parts from.
    #[arg(long, value_delimiter = ',', value_name = "CC|REGION,...")]
    pub(super) restricted: Vec<String>,
    /// A list of parties the buyer screens against: the id of a shipped one, or a CSV or JSON file.
    #[arg(long, value_name = "ID|FILE")]
    pub(super) parties: Vec<String>,
    /// The database of advisories to look parts up in; `none` for nowhere [default: the user's own, if it is there].
    #[arg(long, value_name = "FILE|none")]
    pub(super) advisories: Option<PathBuf>,
    /// The buyer's context as a YAML file. Flags win.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Table or json; or the supply graph, coloured by class: dot, mermaid or svg. All but the table hold everything.
    #[arg(long, value_enum, default_value_t = Picture::Table, value_name = "FORMAT")]
    pub(super) format: Picture,
}

/// How a picture is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Picture {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// The supply graph for Graphviz.
    Dot,
    /// The supply graph as a Mermaid flowchart.
    Mermaid,
    /// The supply graph as an image.
    Svg,
}
