//! The address of a service.

use crate::base::{Phrase, phrase};
use reqwest::Url;
use std::fmt;
use std::str::FromStr;

/// The service asked when no other is named.
const PUBLIC: &str = "https://api.osv.dev";

/// The address of a service: everything before `/v1`. Encrypted, or of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(Url);

/// Why an address is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum EndpointFault {
    /// It is no address.
    Malformed(String),
    /// Anybody on the way could write the answer.
    Open,
    /// It carries what reports would repeat, or what cannot be part of it.
    Excess(&'static str),
}

impl EndpointFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Malformed(one) => phrase!("is no address: {}", one),
            Self::Open => phrase!("is neither https nor http to an address of this machine, such as http://127.0.0.1:8080"),
            Self::Excess(one) => phrase!("carries {}, which is not sent", Phrase::word(one)),
        }
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self(Url::parse(PUBLIC).expect("the address above is one"))
    }
}

impl FromStr for Endpoint {
    type Err = EndpointFault;

    fn from_str(text: &str) -> Result<Self, EndpointFault> {
        let url = Url::parse(text).map_err(|error| EndpointFault::Malformed(error.to_string()))?;
        if !(url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url))) {
            return Err(EndpointFault::Open);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointFault::Excess("a name or a password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(EndpointFault::Excess("a query or a fragment"));
        }
        Ok(Self(url))
    }
}

impl Endpoint {
    /// Its host, with the port where it is not the usual one.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Whether it is spoken to in the clear, on this machine.
    pub(super) fn is_local(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// The address of a resource below it. Each part stands between slashes, whatever it holds.
    pub(super) fn at(&self, parts: &[&str]) -> Url {
        let mut url = self.0.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(parts);
        }
        url
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// An address, not a name: a name is whatever a resolver says it is.
fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_on_the_way_can_write_is_asked() {
        for good in
            ["https://api.osv.dev", "https://mirror.example/osv/", "http://127.0.0.1:8080", "http://[::1]:9", "http://127.8.9.1"]
        {
            assert!(good.parse::<Endpoint>().is_ok(), "{good}");
        }
        for bad in [
            "http://api.osv.dev",
            "http://localhost",
            "http://127.0.0.1.evil.example",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://[::ffff:8.8.8.8]",
            "ftp://api.osv.dev",
            "file:///etc/passwd",
            "api.osv.dev",
            "https://user:secret@api.osv.dev",
            "https://api.osv.dev/?x=1",
            "https://api.osv.dev/#x",
            "",
        ] {
            assert!(bad.parse::<Endpoint>().is_err(), "{bad}");
        }
    }

    #[test]
    fn resources_stand_below_the_address() {
        let at = |base: &str, parts: &[&str]| base.parse::<Endpoint>().unwrap().at(parts).to_string();
        assert_eq!(at("https://h", &["v1", "querybatch"]), "https://h/v1/querybatch");
        assert_eq!(at("https://h/osv/", &["v1", "vulns", "A-1"]), "https://h/osv/v1/vulns/A-1");
        assert_eq!(at("https://h", &["v1", "vulns", "a/b?c"]), "https://h/v1/vulns/a%2Fb%3Fc");
        assert_eq!("https://h:444/x".parse::<Endpoint>().unwrap().host(), "h:444");
    }
}
