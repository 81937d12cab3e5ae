//! Which packages a database can speak of, and of which day it does. A database that was only ever asked about some
//! packages must not look like one that knows of no harm in the others.

use super::super::package::Package;
use super::super::source::Unavailable;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a database can speak of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Scope {
    /// Every package: it was imported.
    pub(super) whole: bool,
    /// Packages a service was asked about, by ecosystem and name, and the day it was asked last, `YYYY-MM-DD`.
    asked: BTreeMap<String, BTreeMap<String, String>>,
}

impl Default for Scope {
    /// That of an import.
    fn default() -> Self {
        Self { whole: true, asked: BTreeMap::new() }
    }
}

impl Scope {
    /// That of a database nothing was imported into.
    pub(super) fn none() -> Self {
        Self { whole: false, asked: BTreeMap::new() }
    }

    /// A service was asked about these.
    pub(super) fn add(&mut self, packages: &[Package], day: Date) {
        for package in packages {
            self.asked.entry(package.ecosystem.clone()).or_default().insert(package.name.clone(), day.to_string());
        }
    }

    pub(super) fn packages(&self) -> Vec<Package> {
        let of = |(ecosystem, names): (&String, &BTreeMap<String, String>)| -> Vec<Package> {
            names.keys().map(|name| Package { ecosystem: ecosystem.clone(), name: name.clone() }).collect()
        };
        self.asked.iter().flat_map(of).collect()
    }

    fn asked(&self, package: &Package) -> Option<Date> {
        self.asked.get(&package.ecosystem)?.get(&package.name)?.parse().ok()
    }

    /// Whether it can speak of all of them.
    pub(super) fn holds(&self, packages: &[Package]) -> Result<(), Unavailable> {
        if self.whole {
            return Ok(());
        }
        let mut outside = packages.iter().filter(|package| self.asked(package).is_none());
        let Some(first) = outside.next() else { return Ok(()) };
        let more = match outside.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Err(Unavailable(format!(
            "it was made for other bills and knows nothing of {first}{more}: run `bomgate advisories update` with this bill"
        )))
    }

    /// The day it speaks of these packages: the oldest day a service was asked about one of them; where one was never asked
    /// about, the day of the import.
    pub(super) fn day(&self, packages: &[Package], imported: Option<Date>) -> Option<Date> {
        if packages.is_empty() {
            let oldest = || self.asked.values().flat_map(BTreeMap::values).min()?.parse().ok();
            return if self.whole { imported } else { oldest() };
        }
        let days: Option<Vec<Date>> = packages.iter().map(|package| self.asked(package)).collect();
        match days {
            Some(days) => days.into_iter().min().max(imported),
            None => imported,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_database_of_some_packages_does_not_speak_of_others() {
        let (one, other) = (Package::new("npm", "one"), Package::new("PyPI", "other"));
        let mut scope = Scope::none();
        scope.add(std::slice::from_ref(&one), day("2026-11-01"));
        assert!(scope.holds(std::slice::from_ref(&one)).is_ok());
        assert!(scope.holds(&[one.clone(), other.clone()]).unwrap_err().0.contains("PyPI other"));
        scope.add(std::slice::from_ref(&other), day("2026-11-05"));
        assert!(scope.holds(&[one.clone(), other.clone()]).is_ok());
        assert_eq!(scope.day(&[one, other], None), Some(day("2026-11-01")));
    }

    #[test]
    fn asking_about_some_packages_makes_no_others_newer() {
        let (one, other) = (Package::new("npm", "one"), Package::new("npm", "other"));
        let mut scope = Scope::default();
        let import = Some(day("2026-01-01"));
        scope.add(std::slice::from_ref(&one), day("2026-11-01"));
        assert_eq!(scope.day(std::slice::from_ref(&one), import), Some(day("2026-11-01")));
        assert_eq!(scope.day(&[one, other], import), import);
        assert_eq!(scope.day(&[], import), import);
    }
}
