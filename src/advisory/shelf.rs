//! Records held in memory: what pages and tests give to a case.

use super::package::Package;
use super::record::Record;
use super::source::{About, Exploited, Found, Origin, Source, Unavailable};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A source that holds its records itself.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The records.
    pub records: Vec<Arc<Record>>,
    /// The list of exploited vulnerabilities; none when there is none.
    pub exploited: Option<BTreeMap<String, Exploited>>,
    /// The day the records are of.
    pub as_of: Option<Date>,
}

impl Source for Shelf {
    fn records(&self, packages: &[Package]) -> Result<Found, Unavailable> {
        let mut found = Found { exploited: self.exploited.clone(), ..Found::default() };
        for package in packages {
            let key = package.key();
            let names = |record: &&Arc<Record>| record.packages().iter().any(|own| own.key() == key);
            found.records.push(self.records.iter().filter(names).cloned().collect());
        }
        Ok(found)
    }

    fn about(&self) -> About {
        About {
            origin: Origin::Offline,
            place: "memory".to_owned(),
            as_of: self.as_of,
            records: self.records.len(),
            digest: String::new(),
            exploited_as_of: self.exploited.as_ref().and(self.as_of).map(|day| day.to_string()),
        }
    }
}

/// A source that was asked for and is not to be had.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Why.
    pub why: Unavailable,
    /// What kind of source it would have been.
    pub origin: Origin,
    /// Where it would have been.
    pub place: String,
}

impl Source for Broken {
    fn records(&self, _: &[Package]) -> Result<Found, Unavailable> {
        Err(self.why.clone())
    }

    fn about(&self) -> About {
        About {
            origin: self.origin,
            place: self.place.clone(),
            as_of: None,
            records: 0,
            digest: String::new(),
            exploited_as_of: None,
        }
    }
}
