//! Where records come from: a database on this machine, or a service.

use super::package::Package;
use super::record::Record;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something that knows which records name a package.
///
/// It never decides whether a version is affected: it hands over every record of a package, withdrawn ones too. An answer
/// that may be short is no answer: [`Unavailable`] is.
pub trait Source: Send + Sync {
    /// Every record that names one of these packages.
    ///
    /// # Errors
    /// [`Unavailable`], when not every package could be looked up.
    fn records(&self, packages: &[Package]) -> Result<Found, Unavailable>;

    /// Whether it can be asked about a package. One that cannot is asked about those it can; a part whose package is only guessed
    /// must not keep it from answering for the others.
    fn speaks_of(&self, _package: &Package) -> bool {
        true
    }

    /// What it is, for the receipt. Asked after [`Self::records`].
    fn about(&self) -> About;
}

/// What a source found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// One entry per package asked, in their order: every record that names it.
    pub records: Vec<Vec<Arc<Record>>>,
    /// The whole list of vulnerabilities known to be exploited, by CVE id. None: the source has no list of them.
    pub exploited: Option<BTreeMap<String, Exploited>>,
    /// Records that could not be read and may concern one of the packages.
    pub unread: Vec<Unread>,
}

/// One entry of a list of exploited vulnerabilities. Source: CISA, Known Exploited Vulnerabilities Catalog, JSON schema.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct Exploited {
    /// `dateAdded`, as written.
    pub added: String,
    /// `dueDate`, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct Unread {
    /// Its id, or where it stood.
    pub name: String,
    /// The ecosystems it speaks of, as far as they could be read; empty: nobody knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ecosystems: Vec<String>,
    /// Why.
    pub why: String,
}

/// What a source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What kind of source.
    pub origin: Origin,
    /// Where: the file, or the address.
    pub place: String,
    /// The source that was to answer and did not, and why: this one answered in its place.
    pub in_place_of: Option<String>,
    /// The day its records are of; none when it does not say.
    pub as_of: Option<Date>,
    /// How many records it holds; of a service, how many it gave.
    pub records: usize,
    /// SHA-256 over its records, hex; of a service, over those it gave.
    pub digest: String,
    /// The day of its list of exploited vulnerabilities; none when it has no such list.
    pub exploited_as_of: Option<String>,
}

/// What kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A database on this machine.
    Offline,
    /// A service.
    Online,
}

impl Origin {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Online => "online",
        }
    }
}

/// Why records are not to be had, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unavailable(pub String);
