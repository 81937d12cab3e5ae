//! Arguments of commands that may ask a service of advisories.

use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// Which service is asked, and how it is reached.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Asking the network for advisories")]
pub(in crate::cli) struct Network {
    /// Ask a service that speaks the OSV API for advisories on the packages of the bill, by name.
    #[arg(long, conflicts_with = "offline")]
    pub(in crate::cli) online: bool,
    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
    /// What answers when the service fails: nothing (the verdict is INCOMPLETE), or the database on this machine.
    #[arg(long, value_enum, value_name = "none|offline", hide_possible_values = true)]
    pub(in crate::cli) advisories_fallback: Option<Fallback>,
}

/// How a service is reached.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Reach {
    /// The service: https, or http to an address of this machine [default: https://api.osv.dev].
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) advisories_endpoint: Option<String>,
    /// Certificates believed in place of those of the system, PEM.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) advisories_ca: Option<PathBuf>,
    /// The proxy; `none` for no proxy [default: as HTTPS_PROXY, ALL_PROXY and NO_PROXY say].
    #[arg(long, value_name = "URL|none")]
    pub(in crate::cli) advisories_proxy: Option<String>,
    /// How long asking may take in all, for all bills together [default: 60].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub(in crate::cli) advisories_timeout: Option<u32>,
}

impl Network {
    /// A flag that says how to ask, if one is given.
    pub(in crate::cli) fn detail(&self) -> Option<&'static str> {
        let Reach { advisories_endpoint, advisories_ca, advisories_proxy, advisories_timeout } = &self.reach;
        [
            (advisories_endpoint.is_some(), "--advisories-endpoint"),
            (advisories_ca.is_some(), "--advisories-ca"),
            (advisories_proxy.is_some(), "--advisories-proxy"),
            (advisories_timeout.is_some(), "--advisories-timeout"),
            (self.advisories_fallback.is_some(), "--advisories-fallback"),
        ]
        .into_iter()
        .find_map(|(given, flag)| given.then_some(flag))
    }
}

/// What answers when the service fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::cli) enum Fallback {
    /// Nothing: the verdict is INCOMPLETE.
    #[default]
    None,
    /// The database on this machine.
    Offline,
}
