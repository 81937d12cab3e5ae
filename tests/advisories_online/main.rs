//! The client of a service of advisories, held against a real server that serves real records and misbehaves on demand.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it cannot go on")]

mod faults;
mod program;
mod secure;
mod server;
mod service;

use bomgate::advisory::online::{Endpoint, Online, Route, Settings};
use bomgate::advisory::{Found, Package, Source};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

fn clock() -> Duration {
    START.elapsed()
}

/// A client that gives up after this many seconds.
fn settings(url: &str, seconds: f64) -> Settings {
    Settings {
        endpoint: url.parse::<Endpoint>().unwrap(),
        authority: None,
        proxy: Route::Direct,
        within: Duration::from_secs_f64(seconds),
        began: "2026-11-22T10:00:00Z".parse().unwrap(),
        clock,
        seed: 7,
    }
}

/// The two packages every test asks about; both have records.
fn pads() -> Vec<Package> {
    vec![Package::new("npm", "left-pad"), Package::new("npm", "right-pad")]
}

/// What comes of asking: records, or why not; and how long it took.
fn ask(settings: Settings) -> (Result<Found, String>, Duration) {
    let (online, began) = (Online::new(settings).unwrap(), Instant::now());
    let found = online.records(&pads()).map_err(|why| why.to_string());
    (found, began.elapsed())
}

fn ids(found: &Found) -> Vec<Vec<&str>> {
    found.records.iter().map(|records| records.iter().map(|record| record.id.as_str()).collect()).collect()
}
