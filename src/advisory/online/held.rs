//! What a service has said so far, and what of it was given last.

use super::Fetched;
use crate::advisory::{Found, Package, Record, Unread};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type Key = (String, String);

/// What a service has said so far.
#[derive(Debug, Default)]
pub(super) struct Held {
    listed: BTreeMap<Package, BTreeSet<String>>,
    bodies: BTreeMap<String, Body>,
    given: BTreeSet<String>,
}

/// A record as received, and as read.
#[derive(Debug)]
struct Body {
    sha256: [u8; 32],
    read: Result<(Arc<Record>, BTreeSet<Key>), String>,
}

impl Held {
    /// The packages not asked for yet, each spelling once.
    pub(super) fn missing(&self, packages: &[Package]) -> Vec<Package> {
        let missing: BTreeSet<&Package> = packages.iter().filter(|package| !self.listed.contains_key(package)).collect();
        missing.into_iter().cloned().collect()
    }

    /// Keeps what was fetched for these packages.
    pub(super) fn add(&mut self, packages: Vec<Package>, fetched: Fetched) {
        self.listed.extend(packages.into_iter().zip(fetched.listed));
        for (id, body) in fetched.bodies {
            let read = Record::of_json(&body).map_err(|fault| fault.to_string()).map(|record| {
                let named = record.packages().iter().map(Package::key).collect();
                (Arc::new(record), named)
            });
            self.bodies.insert(id, Body { sha256: Sha256::digest(&body).into(), read });
        }
    }

    /// Records by package. A record that cannot be read, or that does not name a package it was listed for, is told: either
    /// may hide what the service meant to say.
    pub(super) fn found(&mut self, packages: &[Package]) -> Found {
        let mut found = Found::default();
        self.given.clear();
        let mut told = BTreeSet::new();
        for package in packages {
            let (key, mut records) = (package.key(), Vec::new());
            for id in self.listed.get(package).into_iter().flatten() {
                self.given.insert(id.clone());
                let why = match self.bodies.get(id).map(|body| &body.read) {
                    Some(Ok((record, named))) if named.contains(&key) => {
                        records.push(Arc::clone(record));
                        continue;
                    }
                    Some(Ok(_)) => format!("was listed for {package}, which it does not name"),
                    Some(Err(fault)) => fault.clone(),
                    None => "was not received".to_owned(),
                };
                if told.insert((id, why.clone())) {
                    found.unread.push(Unread { name: id.clone(), ecosystems: vec![package.ecosystem.clone()], why });
                }
            }
            found.records.push(records);
        }
        found
    }

    /// How many records were given last.
    pub(super) fn given(&self) -> usize {
        self.given.len()
    }

    /// SHA-256 over the digests of the records given last, in the order of their ids, hex.
    pub(super) fn digest(&self) -> String {
        let mut all = Sha256::new();
        for body in self.given.iter().filter_map(|id| self.bodies.get(id)) {
            all.update(body.sha256);
        }
        all.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
