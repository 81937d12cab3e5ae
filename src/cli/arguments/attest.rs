//! Arguments of `bomgate attest`, `bomgate completions` and `bomgate man`.

use super::Check;
use clap::{Args, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use std::path::PathBuf;

const ATTEST: &str = "\
Examples:
  openssl genpkey -algorithm ed25519 -out gate.pem && openssl pkey -in gate.pem -pubout -out gate.pub.pem
  bomgate attest delivery.cdx.json --config buyer.yaml --key gate.pem --out delivery.att.json
  bomgate attest verify delivery.att.json --signer gate.pub.pem --bom delivery.cdx.json

Every verdict is attested, also FAIL; the exit code is that of `bomgate check`.";

/// Checks bills and signs the verdict (in-toto statement in a DSSE envelope), so that a later gate can rely on it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct Attest {
    #[command(subcommand)]
    pub(in crate::cli) verify: Option<AttestVerify>,
    #[command(flatten)]
    pub(in crate::cli) check: Check,
    /// The private key: Ed25519, PKCS#8, PEM, not encrypted.
    #[arg(long, value_name = "FILE", required = true)]
    pub(in crate::cli) key: Option<PathBuf>,
    /// The file the envelope is written to.
    #[arg(long, value_name = "FILE", required = true)]
    pub(in crate::cli) out: Option<PathBuf>,
}

impl Attest {
    /// What stands below its help.
    pub(super) const AFTER: &str = ATTEST;
}

/// What else is done with attestations.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AttestVerify {
    Verify(Verify),
}

const VERIFY: &str = "\
Examples:
  bomgate attest verify delivery.att.json --signer gate.pub.pem --bom delivery.cdx.json
  bomgate attest verify delivery.att.json --signer gate.pub.pem --bom delivery.cdx.json --max-age 7

Exit codes: 0 everything holds; 1 believed, but the verdict is not the required one; 2 bad flags; 3 the envelope or the
statement is malformed; 4 not believed: unsigned, signed by others, of another bill, or too old.";

/// Whether an attestation of bomgate can be relied on.
#[derive(Debug, Args)]
#[command(after_help = VERIFY)]
pub(in crate::cli) struct Verify {
    /// The envelope; `-` is standard input.
    #[arg(value_name = "ENVELOPE")]
    pub(in crate::cli) envelope: PathBuf,
    /// A public key that is believed: a PEM file, or base64. May be given several times; one signature suffices.
    #[arg(long, value_name = "FILE|KEY", required = true)]
    pub(in crate::cli) signer: Vec<String>,
    /// The bill it must be about, byte for byte.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) bom: Option<PathBuf>,
    /// How many days old it may be.
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    pub(in crate::cli) max_age: u32,
    /// The worst verdict that is accepted.
    #[arg(long, value_enum, ignore_case = true, default_value_t = Require::Pass, value_name = "VERDICT")]
    pub(in crate::cli) require: Require,
    /// The day its age is counted to [default: today, UTC].
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<Date>,
}

/// A verdict that can be required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Require {
    /// Only PASS.
    #[value(name = "PASS")]
    Pass,
    /// PASS or INCOMPLETE.
    #[value(name = "INCOMPLETE")]
    Incomplete,
}

const COMPLETIONS: &str = "\
Examples:
  bomgate completions bash > ~/.local/share/bash-completion/completions/bomgate
  bomgate completions zsh > \"${fpath[1]}/_bomgate\"
  bomgate completions fish > ~/.config/fish/completions/bomgate.fish";

/// Prints the completions of a shell.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(in crate::cli) struct Completions {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub(in crate::cli) shell: Shell,
}

const MAN: &str = "\
Examples:
  bomgate man | man -l -
  bomgate man --out ~/.local/share/man/man1";

/// Prints the manual page, or writes one for each command.
#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(in crate::cli) struct Man {
    /// A folder for the pages of every command.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: Option<PathBuf>,
}
