//! Licences for models and data that the SPDX list lacks, and whom their terms leave out.

use super::country::Country;
use super::lists::{ListError, Lists, bad};
use super::publisher::Mark;
use super::shape::{LicenseClass, LicenseEntry, LimitsEntry, ListFile, ListSource};
use std::collections::BTreeMap;

/// A licence for models or data that the SPDX list does not have.
#[derive(Clone, Debug)]
pub struct KnownLicense {
    /// `LicenseRef-...`.
    pub id: String,
    /// Name as reports show it.
    pub name: String,
    /// What it lets a taker do, as far as a source says so.
    pub class: LicenseClass,
    /// Whom its terms leave out.
    pub limits: Option<TakerLimits>,
    /// Keys of the sources.
    pub cites: Vec<String>,
    /// How sure the entry is.
    pub mark: Mark,
}

/// Whom the terms of a licence give no rights: takers of some countries, of a size, or with a revenue.
#[derive(Clone, Debug)]
pub struct TakerLimits {
    /// Countries whose takers have no rights. Sorted.
    pub excluded: Vec<Country>,
    /// The exclusion holds only for models with one of these words in their name; empty = for all. Lower case.
    pub only_named: Vec<String>,
    /// Takers with more active users a month need a licence of their own.
    pub monthly_users: Option<f64>,
    /// Takers with more revenue a year, in USD, need a licence of their own.
    pub annual_revenue: Option<f64>,
    /// The terms in a sentence.
    pub says: String,
    /// Key of the source.
    pub source: String,
    /// How sure this is.
    pub mark: Mark,
}

impl Lists {
    /// Every licence that SPDX lacks, in the order of the list.
    pub fn licenses(&self) -> &[KnownLicense] {
        &self.licenses
    }

    /// The licence of this id, name or alias, without regard to case and punctuation.
    pub fn license(&self, text: &str) -> Option<&KnownLicense> {
        self.license_names.get(&license_key(text)?).map(|at| &self.licenses[*at])
    }

    /// The SPDX identifier that a hub's own identifier stands for.
    pub(super) fn spdx_name(&self, text: &str) -> Option<&str> {
        self.spdx_names.get(&license_key(text)?).map(String::as_str)
    }

    pub(super) fn add_licenses(&mut self, file: ListFile<LicenseEntry>) -> Result<(), ListError> {
        for (alias, id) in file.spdx {
            if spdx::license_id(&id).is_none() {
                return Err(bad("licenses", &alias, format!("`{id}` is not an SPDX identifier")));
            }
            self.spdx_names.extend(license_key(&alias).map(|key| (key, id)));
        }
        for entry in file.entries {
            if !entry.id.starts_with("LicenseRef-") {
                return Err(bad("licenses", &entry.id, "does not start with `LicenseRef-`".into()));
            }
            if let Some(source) = entry.cites.iter().find(|source| !file.sources.contains_key(*source)) {
                return Err(bad("licenses", &entry.id, format!("cites `{source}`, which `sources` does not have")));
            }
            let at = self.licenses.len();
            for name in [&entry.id, &entry.name].into_iter().chain(&entry.aliases) {
                let key = license_key(name).ok_or_else(|| bad("licenses", &entry.id, format!("`{name}` cannot be a name")))?;
                if let Some(other) = self.license_names.insert(key, at)
                    && other != at
                {
                    let other = &self.licenses[other].id;
                    return Err(bad("licenses", &entry.id, format!("`{name}` also stands for `{other}`")));
                }
            }
            let limits = match entry.limits {
                None => None,
                Some(limits) => Some(self.limits(&entry.id, limits, &file.sources)?),
            };
            let LicenseEntry { id, name, class, cites, mark, .. } = entry;
            self.licenses.push(KnownLicense { id, name, class, limits, cites, mark });
        }
        Ok(())
    }

    fn limits(&self, id: &str, entry: LimitsEntry, sources: &BTreeMap<String, ListSource>) -> Result<TakerLimits, ListError> {
        if !sources.contains_key(&entry.source) {
            return Err(bad("licenses", id, format!("cites `{}`, which `sources` does not have", entry.source)));
        }
        let mut excluded = Vec::new();
        for word in &entry.excludes {
            let members =
                self.members(word).ok_or_else(|| bad("licenses", id, format!("`{word}` is no country and no region")))?;
            excluded.extend(members);
        }
        excluded.sort_unstable();
        excluded.dedup();
        let LimitsEntry { only_named, monthly_users, annual_revenue, says, source, mark, .. } = entry;
        Ok(TakerLimits { excluded, only_named, monthly_users, annual_revenue, says, source, mark })
    }
}

/// How names of licences are compared: `Llama 3.1`, `llama3.1` and `LLAMA-3.1` are one, `openrail` and `openrail++` two.
fn license_key(text: &str) -> Option<String> {
    let fits = text.len() <= 200 && text.chars().all(|c| !c.is_control());
    let key: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || !c.is_ascii() || matches!(c, '.' | '+'))
        .collect();
    (fits && !key.is_empty()).then_some(key)
}
