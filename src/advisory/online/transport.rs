//! One request: sent, waited for, tried again, read to its end. Every limit of a single request stands here.

use super::deadline::Deadline;
use super::endpoint::Endpoint;
use super::patience::{Chance, LONGEST, RETRIES, backoff, retry_after};
use super::refusal::Refusal;
use super::{Route, Settings, SettingsFault, Tally};
use jiff::{SignedDuration, Timestamp};
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use reqwest::{Certificate, Proxy, redirect, retry};
use std::error::Error;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// How long making a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long one request may take, from the first byte sent to the last one received.
const REQUEST: Duration = Duration::from_secs(30);
/// Bytes of one answer.
const ANSWER: usize = 64 << 20;
/// Bytes of all answers together.
const ANSWERS: usize = 512 << 20;
/// What a sleeper looks up after, to see whether it is still wanted.
const NAP: Duration = Duration::from_millis(50);

/// A connection to a service, with what is left of time and space.
#[derive(Debug)]
pub(super) struct Transport {
    client: Client,
    endpoint: Endpoint,
    deadline: Deadline,
    chance: Chance,
    began: Timestamp,
    requests: AtomicUsize,
    bytes: AtomicUsize,
    stopped: AtomicBool,
}

/// A request that failed.
enum Failed {
    /// It would fail again.
    Whole(Refusal),
    /// Another try may do better, after this long where the service said so.
    Once(Refusal, Option<Duration>),
}

impl Transport {
    /// Whether a service could be asked with these settings.
    pub(super) fn try_settings(settings: &Settings) -> Result<(), SettingsFault> {
        authority(settings)?;
        proxy(settings).map(drop)
    }

    pub(super) fn new(settings: Settings, deadline: Deadline) -> Result<Self, SettingsFault> {
        Ok(Self {
            client: client(&settings)?,
            endpoint: settings.endpoint,
            deadline,
            chance: Chance::new(settings.seed),
            began: settings.began,
            requests: AtomicUsize::new(0),
            bytes: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        })
    }

    /// Sends a question and reads the answer.
    pub(super) fn post(&self, parts: &[&str], body: &[u8]) -> Result<Vec<u8>, Refusal> {
        let url = self.endpoint.at(parts);
        self.patiently(|| self.client.post(url.clone()).header(CONTENT_TYPE, "application/json").body(body.to_vec()))
    }

    /// Reads a resource.
    pub(super) fn get(&self, parts: &[&str]) -> Result<Vec<u8>, Refusal> {
        let url = self.endpoint.at(parts);
        self.patiently(|| self.client.get(url.clone()))
    }

    /// Nobody wants further answers.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub(super) fn tally(&self, packages: usize, records: usize) -> Tally {
        Tally {
            host: self.endpoint.host(),
            at: self.began,
            packages,
            requests: self.requests.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            records,
        }
    }

    fn patiently(&self, request: impl Fn() -> RequestBuilder) -> Result<Vec<u8>, Refusal> {
        let mut attempt = 0;
        loop {
            match self.once(request()) {
                Ok(bytes) => return Ok(bytes),
                Err(Failed::Whole(refusal)) => return Err(refusal),
                Err(Failed::Once(refusal, _)) if attempt == RETRIES || self.stopped() => return Err(refusal),
                Err(Failed::Once(refusal, asked)) => self.wait(attempt, &refusal, asked)?,
            }
            attempt += 1;
        }
    }

    fn once(&self, request: RequestBuilder) -> Result<Vec<u8>, Failed> {
        let left = self.deadline.left().map_err(Failed::Whole)?;
        self.requests.fetch_add(1, Ordering::Relaxed);
        let response = request.header(ACCEPT, "application/json").timeout(left.min(REQUEST)).send();
        let response = response.map_err(|error| self.broken(&error))?;
        self.body(self.head(response)?)
    }

    /// Takes an answer only when its head says that it is one.
    fn head(&self, response: Response) -> Result<Response, Failed> {
        let text = |name| response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let status = response.status();
        if status.is_redirection() {
            let to = text(LOCATION).unwrap_or_else(|| "nowhere".to_owned());
            return Err(Failed::Whole(Refusal::Redirect { status: status.as_u16(), to: short(&to) }));
        }
        if status.as_u16() == 429 || status.is_server_error() {
            let now = self.now();
            let asked = text(RETRY_AFTER).and_then(|header| retry_after(&header, now));
            return Err(Failed::Once(Refusal::Status(status.as_u16()), asked));
        }
        if status.as_u16() != 200 {
            return Err(Failed::Whole(Refusal::Status(status.as_u16())));
        }
        if let Some(packing) = text(CONTENT_ENCODING).filter(|packing| !packing.eq_ignore_ascii_case("identity")) {
            return Err(Failed::Whole(Refusal::Packed(short(&packing))));
        }
        Ok(response)
    }

    /// Reads to the end, and never further than the limits.
    fn body(&self, mut response: Response) -> Result<Vec<u8>, Failed> {
        let large = |most: usize| Failed::Whole(Refusal::TooLarge(most >> 20));
        if response.content_length().is_some_and(|length| length > ANSWER as u64) {
            return Err(large(ANSWER));
        }
        let mut body = Vec::new();
        let mut chunk = vec![0; 64 << 10];
        loop {
            match response.read(&mut chunk) {
                Ok(0) => return Ok(body),
                Ok(read) => {
                    body.extend_from_slice(&chunk[..read]);
                    let all = self.bytes.fetch_add(read, Ordering::Relaxed) + read;
                    if body.len() > ANSWER || all > ANSWERS {
                        return Err(large(if all > ANSWERS { ANSWERS } else { ANSWER }));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.broken(&error)),
            }
            self.deadline.left().map_err(Failed::Whole)?;
        }
    }

    /// A connection that failed or broke. A certificate that is not believed now will not be believed later.
    fn broken(&self, error: &(dyn Error + 'static)) -> Failed {
        let words = chain(error);
        if is_about_trust(error) {
            return Failed::Whole(Refusal::Certificate(words));
        }
        let refusal = Refusal::Unreachable(words);
        match self.deadline.left() {
            Ok(_) => Failed::Once(refusal, None),
            Err(_) => Failed::Whole(Refusal::deadline(self.deadline.allowed(), None)),
        }
    }

    /// Waits before the next try: as long as asked, or else a growing while. Never past the deadline.
    fn wait(&self, attempt: u32, refusal: &Refusal, asked: Option<Duration>) -> Result<(), Refusal> {
        let left = self.deadline.left()?;
        if let (Some(wait), Refusal::Status(status)) = (asked, refusal)
            && wait > left.min(LONGEST)
        {
            return Err(Refusal::Wait { status: *status, asked: wait.as_secs(), left: left.min(LONGEST) });
        }
        let mut wait = backoff(attempt, &self.chance).max(asked.unwrap_or_default());
        if wait >= left {
            return Err(Refusal::deadline(self.deadline.allowed(), Some(refusal)));
        }
        while !wait.is_zero() && !self.stopped() {
            let nap = wait.min(NAP);
            thread::sleep(nap);
            wait -= nap;
        }
        Ok(())
    }

    fn now(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.deadline.passed()).unwrap_or_default();
        self.began.checked_add(passed).unwrap_or(self.began)
    }
}

fn client(settings: &Settings) -> Result<Client, SettingsFault> {
    // Somebody else in this process may have chosen one already; then theirs is used.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = Client::builder()
        .user_agent(concat!("bomgate/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .https_only(!settings.endpoint.is_local())
        .connect_timeout(CONNECT)
        .timeout(REQUEST);
    if let Some(certificates) = authority(settings)? {
        client = client.tls_certs_only(certificates);
    }
    client = match proxy(settings)? {
        _ if settings.endpoint.is_local() => client.no_proxy(),
        Some(proxy) => client.proxy(proxy),
        None if settings.proxy == Route::Direct => client.no_proxy(),
        None => client,
    };
    client.build().map_err(|error| SettingsFault::Tls(chain(&error)))
}

fn authority(settings: &Settings) -> Result<Option<Vec<Certificate>>, SettingsFault> {
    let Some(pem) = &settings.authority else { return Ok(None) };
    let certificates = Certificate::from_pem_bundle(pem).map_err(|error| SettingsFault::Authority(chain(&error)))?;
    if certificates.is_empty() {
        return Err(SettingsFault::Authority("no BEGIN CERTIFICATE".to_owned()));
    }
    Ok(Some(certificates))
}

fn proxy(settings: &Settings) -> Result<Option<Proxy>, SettingsFault> {
    let Route::Through(address) = &settings.proxy else { return Ok(None) };
    if !(address.starts_with("http://") || address.starts_with("https://")) {
        return Err(SettingsFault::Proxy("it begins with neither http:// nor https://".to_owned()));
    }
    Proxy::all(address).map(Some).map_err(|error| SettingsFault::Proxy(chain(&error)))
}

/// An error and what it rests on, outermost first, each said once. No address: it may carry the password of a proxy.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut words: Vec<String> = Vec::new();
    for cause in causes(error) {
        let said = cause.to_string();
        let said = said.split_once(" for url (").map_or(said.as_str(), |(before, _)| before);
        if !words.iter().any(|word| word.contains(said)) {
            words.push(said.to_owned());
        }
    }
    short(&words.join(": "))
}

fn is_about_trust(error: &(dyn Error + 'static)) -> bool {
    causes(error).into_iter().any(|cause| matches!(cause.downcast_ref(), Some(rustls::Error::InvalidCertificate(_))))
}

/// An error and what it rests on. An I/O error shows what it holds only when asked.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let mut causes: Vec<&'a (dyn Error + 'static)> = Vec::new();
    let mut next = Some(error);
    while let Some(cause) = next.filter(|_| causes.len() < 16) {
        causes.push(cause);
        let held = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = held.map(|held| held as &(dyn Error + 'static)).or_else(|| cause.source());
    }
    causes
}

/// Words of a stranger, not longer than a line.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 200;
    let mut words: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        words.push('…');
    }
    words
}
