//! One advisory in the OSV format: what bomgate reads of it. Unknown fields are passed over; ecosystems are text, so that a
//! new one never costs a record.

use super::package::Package;
use crate::model::parse_purl;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// One advisory. Source: OSV schema, "Format Overview".
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Record {
    /// Version of the schema; 1.0.0 where none is stated ("schema_version").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema_version: Option<String>,
    /// `GHSA-...`, `PYSEC-...`, `GO-...`, `MAL-...`.
    pub id: String,
    /// When it last changed, RFC 3339.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "String::is_empty")]
    pub modified: String,
    /// When it was withdrawn; such a record is shown and does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// Ids of the same vulnerability elsewhere.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Ids of the vulnerabilities upstream that it passes on.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub upstream: Vec<String>,
    /// One line about it.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// How bad it is.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub severity: Vec<Score>,
    /// What it affects.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub affected: Vec<Affected>,
    /// What the database adds; only scalars and lists under `severity`, `cvss` and `informational` are looked at.
    #[serde(default, deserialize_with = "specific", skip_serializing_if = "BTreeMap::is_empty")]
    pub database_specific: BTreeMap<String, serde_json::Value>,
}

/// One score. Source: OSV schema, "severity[] field".
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Score {
    /// `CVSS_V2`, `CVSS_V3`, `CVSS_V4`, `Ubuntu`, ...
    #[serde(default, rename = "type", deserialize_with = "nullable")]
    pub kind: String,
    /// The vector, or a word.
    #[serde(default, deserialize_with = "nullable")]
    pub score: String,
}

/// One package an advisory affects. Source: OSV schema, "affected[] fields".
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Affected {
    /// The package; without one the entry speaks of commits only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<Named>,
    /// How bad it is for this package.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub severity: Vec<Score>,
    /// Ranges of affected versions.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub ranges: Vec<Range>,
    /// Affected versions, one by one.
    #[serde(default, deserialize_with = "texts", skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<String>,
    /// What the ecosystem adds; see [`Record::database_specific`].
    #[serde(default, deserialize_with = "specific", skip_serializing_if = "BTreeMap::is_empty")]
    pub ecosystem_specific: BTreeMap<String, serde_json::Value>,
    /// What the database adds; see [`Record::database_specific`].
    #[serde(default, deserialize_with = "specific", skip_serializing_if = "BTreeMap::is_empty")]
    pub database_specific: BTreeMap<String, serde_json::Value>,
}

/// The package of an entry. Source: OSV schema, "affected[].package field".
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Named {
    /// `PyPI`, `Debian:12`.
    #[serde(default, deserialize_with = "nullable")]
    pub ecosystem: String,
    /// The name in the ecosystem.
    #[serde(default, deserialize_with = "nullable")]
    pub name: String,
    /// The same as a package URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purl: Option<String>,
}

/// One range. Source: OSV schema, "affected[].ranges[] field".
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Range {
    /// `SEMVER`, `ECOSYSTEM` or `GIT`.
    #[serde(default, rename = "type", deserialize_with = "nullable")]
    pub kind: String,
    /// Where it begins and ends.
    #[serde(default, deserialize_with = "nullable")]
    pub events: Vec<Event>,
}

/// One event of a range. Source: OSV schema, "affected[].ranges[].events fields".
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Event {
    /// First affected version; `0` stands before every version.
    #[serde(default, deserialize_with = "maybe_text", skip_serializing_if = "Option::is_none")]
    pub introduced: Option<String>,
    /// First version no longer affected.
    #[serde(default, deserialize_with = "maybe_text", skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// Last affected version.
    #[serde(default, deserialize_with = "maybe_text", skip_serializing_if = "Option::is_none")]
    pub last_affected: Option<String>,
    /// Where the database stops counting.
    #[serde(default, deserialize_with = "maybe_text", skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
}

/// Why a record cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// It is no OSV record.
    #[error("is no OSV record: {0}")]
    Malformed(String),
    /// Its schema is one this program does not know.
    #[error("follows version {0} of the OSV schema; versions 1.x are known")]
    Schema(String),
}

impl Record {
    /// Reads a record in JSON.
    ///
    /// # Errors
    /// [`RecordFault`], when it is no record or of another major version of the schema.
    pub fn of_json(bytes: &[u8]) -> Result<Self, RecordFault> {
        let record: Self = serde_json::from_slice(bytes).map_err(|error| RecordFault::Malformed(error.to_string()))?;
        record.known()
    }

    /// Reads a record in YAML.
    ///
    /// # Errors
    /// As [`Self::of_json`].
    pub fn of_yaml(text: &str) -> Result<Self, RecordFault> {
        let record: Self = serde_saphyr::from_str(text).map_err(|error| RecordFault::Malformed(error.to_string()))?;
        record.known()
    }

    fn known(self) -> Result<Self, RecordFault> {
        if let Some(version) = &self.schema_version
            && version.split('.').next() != Some("1")
        {
            return Err(RecordFault::Schema(version.clone()));
        }
        if self.id.trim().is_empty() {
            return Err(RecordFault::Malformed("its `id` is empty".to_owned()));
        }
        Ok(self)
    }

    /// Every id it goes by: its own, then its aliases.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// The packages it names, each once.
    pub fn packages(&self) -> Vec<Package> {
        let mut packages: Vec<Package> = self.affected.iter().filter_map(Affected::package).collect();
        packages.sort();
        packages.dedup();
        packages
    }
}

impl Affected {
    /// The package it names, by ecosystem and name, or else by package URL.
    pub fn package(&self) -> Option<Package> {
        let named = self.package.as_ref()?;
        if !named.ecosystem.trim().is_empty() && !named.name.trim().is_empty() {
            return Some(Package::new(&named.ecosystem, &named.name));
        }
        let text = named.purl.as_deref()?;
        Package::of(text, &parse_purl(text).ok()?)
    }
}

/// `null` stands for nothing: encoders of some databases write it for empty lists.
fn nullable<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// A version that a writer of YAML forgot to quote is still a version.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Whole(i64),
    Number(f64),
}

impl Scalar {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => format!("{number:?}"),
        }
    }
}

fn maybe_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Scalar>::deserialize(from)?.map(Scalar::text))
}

fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let found = Option::<Vec<Scalar>>::deserialize(from)?.unwrap_or_default();
    Ok(found.into_iter().map(Scalar::text).collect())
}

/// The few keys of `database_specific` and `ecosystem_specific` that say how bad it is; the rest is not kept. Whatever is no
/// object says nothing.
fn specific<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, serde_json::Value>, D::Error> {
    let serde_json::Value::Object(all) = serde_json::Value::deserialize(from)? else { return Ok(BTreeMap::new()) };
    let wanted = |key: &str| matches!(key, "severity" | "cvss" | "informational" | "urgency");
    Ok(all.into_iter().filter(|(key, _)| wanted(key)).collect())
}
