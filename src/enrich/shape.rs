//! The shapes of the list files. Unknown keys are refused: a list that is silently read in part checks less.

use super::origin::Dimension;
use super::publisher::{Mark, PublisherRole, Steward};
use crate::base::Interfaces;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where facts of a list come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSource {
    /// Title of the source.
    pub title: String,
    /// Where it stands.
    #[serde(default)]
    pub url: Option<String>,
    /// Licence of the source.
    #[serde(default)]
    pub license: Option<String>,
    /// Attribution its licence asks for.
    #[serde(default)]
    pub attribution: Option<String>,
    /// State of the source that was read.
    #[serde(default)]
    pub as_of: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "title, version and date are for the reader of the file; the shape checks that they are there")]
pub(super) struct ListFile<E> {
    pub(super) list: String,
    pub(super) title: String,
    pub(super) version: String,
    pub(super) read: String,
    #[serde(default)]
    pub(super) sources: BTreeMap<String, ListSource>,
    #[serde(default)]
    pub(super) source: Option<ListSource>,
    #[serde(default)]
    pub(super) mark: Option<Mark>,
    #[serde(default)]
    pub(super) legal_forms: Vec<String>,
    #[serde(default)]
    pub(super) spdx: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) generic_domains: Vec<String>,
    #[serde(default)]
    pub(super) domains: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) registries: BTreeMap<String, RegistryEntry>,
    #[serde(default)]
    pub(super) mail_for_anyone: Vec<String>,
    #[serde(default)]
    pub(super) run_properties: Vec<String>,
    #[serde(default)]
    pub(super) interfaces: Interfaces,
    #[serde(default)]
    #[expect(dead_code, reason = "the readers of bills ask it, from a copy of their own")]
    pub(super) hardware: Vec<String>,
    pub(super) entries: Vec<E>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryEntry {
    pub(super) code: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "name, source and mark are for the reader of the file")]
pub(super) struct RegionEntry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) members: Vec<String>,
    pub(super) source: String,
    pub(super) mark: Mark,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CiteEntry {
    pub(super) source: String,
    pub(super) country: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublisherEntry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) country: String,
    pub(super) role: PublisherRole,
    pub(super) steward: Steward,
    #[serde(default)]
    pub(super) parent: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) huggingface: Vec<String>,
    #[serde(default)]
    pub(super) github: Vec<String>,
    #[serde(default)]
    pub(super) pypi: Vec<String>,
    #[serde(default)]
    pub(super) npm: Vec<String>,
    #[serde(default)]
    pub(super) domains: Vec<String>,
    #[serde(default)]
    pub(super) packages: Vec<String>,
    #[serde(default)]
    pub(super) cites: Vec<CiteEntry>,
    pub(super) mark: Mark,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EcosystemEntry {
    pub(super) id: String,
    pub(super) kinds: Vec<String>,
    #[serde(default)]
    pub(super) always: bool,
    #[serde(default)]
    pub(super) grouped: bool,
    #[serde(default)]
    pub(super) starts: Vec<String>,
    #[serde(default)]
    pub(super) addresses: Vec<String>,
    #[serde(default)]
    pub(super) properties: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) separator: Option<String>,
    #[serde(default)]
    pub(super) names: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FamilyEntry {
    pub(super) id: String,
    pub(super) publisher: String,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) phrases: Vec<String>,
    #[serde(default)]
    pub(super) run_as: Vec<String>,
}

/// What a licence lets a taker do, as far as a cited source says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LicenseClass {
    /// Use, change and passing on are free for every purpose.
    Open,
    /// Free of charge, with limits on use, users or field.
    Restricted,
    /// Not for commercial use.
    Noncommercial,
    /// All rights are kept but for what a contract gives.
    Proprietary,
    /// No source that was read says so.
    Unknown,
}

impl LicenseClass {
    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Restricted => "restricted",
            Self::Noncommercial => "noncommercial",
            Self::Proprietary => "proprietary",
            Self::Unknown => "unknown",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LicenseEntry {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) class: LicenseClass,
    #[serde(default)]
    pub(super) limits: Option<LimitsEntry>,
    pub(super) cites: Vec<String>,
    pub(super) mark: Mark,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsEntry {
    #[serde(default)]
    pub(super) excludes: Vec<String>,
    #[serde(default)]
    pub(super) only_named: Vec<String>,
    #[serde(default)]
    pub(super) monthly_users: Option<f64>,
    #[serde(default)]
    pub(super) annual_revenue: Option<f64>,
    pub(super) says: String,
    pub(super) source: String,
    pub(super) mark: Mark,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AddressEntry {
    pub(super) country: String,
    pub(super) regions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegistryEntry {
    pub(super) name: String,
    pub(super) country: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InheritEntry {
    pub(super) relation: String,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) licence: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyListEntry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) complete: bool,
    pub(super) as_of: String,
    pub(super) source: String,
    pub(super) mark: Mark,
    pub(super) parties: Vec<PartyEntry>,
}

/// One party of an operator's JSON: as in the lists that ship, and a single parent may stand by itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MountedParty {
    #[serde(default)]
    id: String,
    names: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    countries: Vec<String>,
    parent: Option<String>,
    share: Option<f64>,
    #[serde(default)]
    parents: Vec<ShareEntry>,
    #[serde(default = "yes")]
    listed: bool,
}

impl MountedParty {
    /// The entry it stands for, or why it stands for none.
    pub(super) fn entry(self) -> Result<PartyEntry, String> {
        let Self { id, names, aliases, countries, parent, share, mut parents, listed } = self;
        match (parent, share) {
            (Some(parent), share) => parents.push(ShareEntry { parent, share }),
            (None, Some(_)) => return Err(format!("party `{}` has a share and no parent", names.first().unwrap_or(&id))),
            (None, None) => {}
        }
        Ok(PartyEntry { id, names, aliases, countries, parents, listed })
    }
}

/// One party of a list, in the shape of the lists that ship.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyEntry {
    #[serde(default)]
    pub(super) id: String,
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) countries: Vec<String>,
    #[serde(default)]
    pub(super) parents: Vec<ShareEntry>,
    #[serde(default = "yes")]
    pub(super) listed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareEntry {
    pub(super) parent: String,
    #[serde(default)]
    pub(super) share: Option<f64>,
}

fn yes() -> bool {
    true
}
