//! Records from a service that speaks the OSV API, asked over the network. Source: OSV API 1.0, `POST /v1/querybatch` and
//! `GET /v1/vulns/{id}`, <https://google.github.io/osv.dev/api/>.
//!
//! ```text
//! packages --query--> ids --bodies--> records        each request through one Transport: limits, retries, one deadline
//! ```
//!
//! Packages are asked for by ecosystem and name, never by version: which versions a record affects is decided on this
//! machine, and the service does not learn what is deployed. The service is not trusted to be well: whatever is late, short,
//! long, misshapen or of another id than asked for is refused as a whole, and a refused answer is no answer.

mod answer;
mod backed;
mod bodies;
mod deadline;
mod endpoint;
mod held;
mod patience;
mod query;
mod refusal;
mod transport;

pub use backed::{Backed, Fallback};
pub use deadline::Deadline;
pub use endpoint::{Endpoint, EndpointFault};
pub use refusal::Refusal;

use super::{About, Found, Origin, Package, Source, Unavailable};
use crate::base::{Phrase, phrase};
use held::Held;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use transport::Transport;

/// Where to ask, what to trust, how long to wait; and what only the caller may look at: the clock and chance.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The service.
    pub endpoint: Endpoint,
    /// Certificates believed in place of those of the system, PEM.
    pub authority: Option<Vec<u8>>,
    /// How the service is reached.
    pub proxy: Route,
    /// How long asking may take, all questions together.
    pub within: Duration,
    /// The time it was when asking began.
    pub began: Timestamp,
    /// Time that never goes back, since some fixed moment.
    pub clock: fn() -> Duration,
    /// Where the jitter of retries begins.
    pub seed: u64,
}

/// How a service is reached. An address of this machine is always reached directly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// As the usual variables say: `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`.
    System,
    /// Directly, whatever they say.
    Direct,
    /// Through this proxy.
    Through(String),
}

/// Settings no service can be asked with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum SettingsFault {
    /// The file of certificates.
    Authority(String),
    /// The address of the proxy.
    Proxy(String),
    /// The system has no certificates to believe, or TLS cannot be set up.
    Tls(String),
}

impl SettingsFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Authority(one) => phrase!("holds no certificate in PEM: {}", one),
            Self::Proxy(one) => phrase!("is no address of a proxy: {}", one),
            Self::Tls(one) => phrase!("TLS cannot be set up: {}", one),
        }
    }
}

/// What was asked and what came, for receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The host of the service.
    pub host: String,
    /// When asking began.
    pub at: Timestamp,
    /// Packages asked for; all were answered, or there is no tally.
    pub packages: usize,
    /// Requests sent, retries included.
    pub requests: usize,
    /// Bytes received.
    pub bytes: usize,
    /// Records received.
    pub records: usize,
}

/// Everything a service has on some packages, as it sent it.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The ids listed for each package, in the order asked.
    pub listed: Vec<BTreeSet<String>>,
    /// The record of every id listed, JSON as received; `id` is that asked for.
    pub bodies: BTreeMap<String, Vec<u8>>,
    /// What was asked and what came.
    pub tally: Tally,
}

/// A service that speaks the OSV API. Remembers what it was told: a package is asked for once.
#[derive(Debug)]
pub struct Online {
    settings: Settings,
    held: Mutex<Held>,
    spent: Mutex<Duration>,
}

impl Online {
    /// A service, not asked yet.
    ///
    /// # Errors
    /// [`SettingsFault`], when it could never be asked.
    pub fn new(settings: Settings) -> Result<Self, SettingsFault> {
        Transport::try_settings(&settings)?;
        Ok(Self { settings, held: Mutex::default(), spent: Mutex::default() })
    }

    /// The service.
    pub fn endpoint(&self) -> &Endpoint {
        &self.settings.endpoint
    }

    /// Everything the service has on these packages.
    ///
    /// Blocks no longer than is left of [`Settings::within`], whatever the service, the proxy or the resolver does: the work
    /// is done by a thread of its own, which is left behind when time is up.
    ///
    /// # Errors
    /// [`Refusal`], when anything is missing or not as it should be.
    pub fn fetch(&self, packages: &[Package]) -> Result<Fetched, Refusal> {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let left = self.settings.within.saturating_sub(*spent);
        if left.is_zero() {
            return Err(Refusal::deadline(self.settings.within, None));
        }
        let began = (self.settings.clock)();
        let outcome = self.fetch_within(left, packages.to_vec());
        *spent += (self.settings.clock)().saturating_sub(began);
        outcome.map_err(|refusal| match refusal {
            Refusal::Deadline { last, .. } => Refusal::Deadline { allowed: self.settings.within, last },
            other => other,
        })
    }

    fn fetch_within(&self, left: Duration, packages: Vec<Package>) -> Result<Fetched, Refusal> {
        let settings = self.settings.clone();
        let (answer, answered) = channel();
        let work = move || {
            let deadline = Deadline::new(settings.clock, left);
            // The transport goes after the answer: taking it down can wait for a resolver that hangs.
            let (outcome, _transport) = match Transport::new(settings, deadline) {
                Ok(transport) => {
                    let transport = Arc::new(transport);
                    (fetch(&transport, &packages), Some(transport))
                }
                Err(fault) => (Err(Refusal::Unreachable(fault.to_string())), None),
            };
            // Nobody listens any more when time is up.
            let _ = answer.send(outcome);
        };
        thread::Builder::new()
            .name("advisories".to_owned())
            .spawn(work)
            .map_err(|error| Refusal::Unreachable(format!("no thread to ask with: {error}")))?;
        match answered.recv_timeout(left) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Timeout) => Err(Refusal::deadline(left, None)),
            Err(RecvTimeoutError::Disconnected) => Err(Refusal::Unreachable("asking broke down; this is a bug".to_owned())),
        }
    }
}

fn fetch(transport: &Arc<Transport>, packages: &[Package]) -> Result<Fetched, Refusal> {
    let listed = query::ids(transport, packages)?;
    let wanted: BTreeSet<String> = listed.iter().flatten().cloned().collect();
    let bodies = bodies::of(transport, wanted)?;
    let tally = transport.tally(packages.len(), bodies.len());
    Ok(Fetched { listed, bodies, tally })
}

impl Source for Online {
    fn records(&self, packages: &[Package]) -> Result<Found, Unavailable> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let missing = held.missing(packages);
        if !missing.is_empty() {
            let fetched = self.fetch(&missing).map_err(|refusal| Unavailable(format!("it {refusal}")))?;
            held.add(missing, fetched);
        }
        Ok(held.found(packages))
    }

    fn about(&self) -> About {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        About {
            origin: Origin::Online,
            place: self.settings.endpoint.to_string(),
            in_place_of: None,
            as_of: Some(self.settings.began.to_zoned(TimeZone::UTC).date()),
            records: held.given(),
            digest: held.digest(),
            exploited_as_of: None,
        }
    }
}
