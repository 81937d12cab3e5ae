//! A service with a database on this machine behind it.

use super::Online;
use crate::advisory::{About, Found, Package, Source, Unavailable};
use std::sync::{Arc, Mutex, PoisonError};

/// What is done when the service fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing: what could not be asked is not known.
    #[default]
    None,
    /// The database answers, and every report says so.
    Offline,
}

/// A service with a database on this machine behind it: the database lends its list of exploited vulnerabilities, which
/// services of the OSV API do not have, and its records where that is wanted and the service fails.
pub struct Backed {
    online: Online,
    database: Option<Arc<dyn Source>>,
    fallback: Fallback,
    /// Why the database answered last.
    failed: Mutex<Option<Unavailable>>,
}

impl Backed {
    /// A service that was not asked yet, and the database behind it.
    pub fn new(online: Online, database: Option<Arc<dyn Source>>, fallback: Fallback) -> Self {
        Self { online, database, fallback, failed: Mutex::default() }
    }

    fn set_failed(&self, why: Option<Unavailable>) {
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = why;
    }

    fn failed(&self) -> Option<Unavailable> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Source for Backed {
    fn records(&self, packages: &[Package]) -> Result<Found, Unavailable> {
        self.set_failed(None);
        let why = match self.online.records(packages) {
            Ok(found) => {
                // A database that cannot be read has no list; what is exploited is then not established, and a gap says so.
                let list = self.database.as_ref().and_then(|database| database.records(&[]).ok());
                return Ok(Found { exploited: list.and_then(|list| list.exploited), ..found });
            }
            Err(why) => why,
        };
        let Some(database) = self.database.as_ref().filter(|_| self.fallback == Fallback::Offline) else { return Err(why) };
        let place = database.about().place;
        let found =
            database.records(packages).map_err(|other| Unavailable(format!("{why}; nor can those of {place}: {other}")))?;
        self.set_failed(Some(why));
        Ok(found)
    }

    fn speaks_of(&self, package: &Package) -> bool {
        let fallback = self.database.as_ref().filter(|_| self.fallback == Fallback::Offline);
        fallback.is_none_or(|database| database.speaks_of(package))
    }

    fn about(&self) -> About {
        let online = self.online.about();
        match (self.failed(), &self.database) {
            (Some(why), Some(database)) => {
                About { in_place_of: Some(format!("{}, which failed: {why}", online.place)), ..database.about() }
            }
            (None, Some(database)) => About { exploited_as_of: database.about().exploited_as_of, ..online },
            (_, None) => online,
        }
    }
}
