//! From flags and config to a service of advisories. The clock, chance and files of the operator are looked at here.

use super::arguments::{self, Network, Reach};
use super::config::AdvisoriesConfig;
use super::fault::Fault;
use crate::advisory::online::{Endpoint, EndpointFault, Fallback, Online, Route, Settings, SettingsFault};
use crate::base::phrase;
use jiff::Timestamp;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// How long asking may take where nobody says.
const WITHIN: u32 = 60;
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The service to ask, if one is wanted, and what to do when it fails.
pub(super) fn service(network: &Network, config: &AdvisoriesConfig, offline: bool) -> Result<Option<(Online, Fallback)>, Fault> {
    if !network.online && (offline || !config.online) {
        return match network.detail() {
            Some(flag) => Err(Fault::usage(phrase!("{} says how to ask the network, and the network is not asked", flag))
                .help(phrase!("add --online, or drop the flag"))),
            None => Ok(None),
        };
    }
    let fallback = match network.advisories_fallback.or(config.fallback).unwrap_or_default() {
        arguments::Fallback::None => Fallback::None,
        arguments::Fallback::Offline => Fallback::Offline,
    };
    Ok(Some((online(&network.reach, config)?, fallback)))
}

/// The service of flags, or else of the config, or else the public one.
pub(super) fn online(reach: &Reach, config: &AdvisoriesConfig) -> Result<Online, Fault> {
    let proxy = reach.advisories_proxy.as_deref().or(config.proxy.as_deref());
    let authority = reach.advisories_ca.as_deref().or(config.ca.as_deref());
    let settings = Settings {
        endpoint: match reach.advisories_endpoint.as_deref().or(config.endpoint.as_deref()) {
            Some(address) => endpoint(address)?,
            None => Endpoint::default(),
        },
        authority: authority.map(pem).transpose()?,
        proxy: match proxy {
            None => Route::System,
            Some("none") => Route::Direct,
            Some(address) => Route::Through(address.to_owned()),
        },
        within: Duration::from_secs(reach.advisories_timeout.or(config.timeout_seconds).unwrap_or(WITHIN).into()),
        began: Timestamp::now(),
        clock: || START.elapsed(),
        seed: RandomState::new().build_hasher().finish(),
    };
    Online::new(settings).map_err(|fault| match &fault {
        SettingsFault::Authority(_) => {
            let file = authority.unwrap_or(Path::new("")).display();
            Fault::usage(phrase!("{} {}", file, fault.phrase()))
                .help(phrase!("--advisories-ca takes the certificates of authorities, in PEM"))
        }
        // The address is not repeated: it may hold a password.
        SettingsFault::Proxy(_) => Fault::usage(phrase!("--advisories-proxy {}", fault.phrase()))
            .help(phrase!("write http://proxy.example:3128, or none")),
        SettingsFault::Tls(_) => Fault::usage(fault.phrase()),
    })
}

fn endpoint(address: &str) -> Result<Endpoint, Fault> {
    address.parse().map_err(|fault: EndpointFault| {
        Fault::usage(phrase!("--advisories-endpoint {} {}", address, fault.phrase()))
            .help(phrase!("write the address before /v1, such as https://api.osv.dev"))
    })
}

fn pem(path: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(path).map_err(|error| Fault::usage(phrase!("cannot read the certificates {}: {}", path.display(), error)))
}
