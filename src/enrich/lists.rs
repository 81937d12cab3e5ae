//! Dated lists of facts: publishers, regions, countries, licences that SPDX lacks. Loaded once, shared by every bill.

use super::country::Country;
use super::guess::Guesses;
use super::hint::Hints;
use super::inherit::Inheritance;
use super::known_license::KnownLicense;
use super::name::{LegalForms, folded, unaccented};
use super::publisher::{Publisher, PublisherId, Space};
use super::screen::PartyList;
use super::shape::{CountryEntry, ListFile, ListSource, RegionEntry};
use crate::base::{Column, Interfaces, Phrase, Phrases, phrase};
use crate::catalogue::{Catalogue, CatalogueError, Match};
use foldhash::fast::RandomState;
use hashbrown::HashMap;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Strings to entries.
pub(super) type Map<V> = HashMap<String, V, RandomState>;

/// The longest handle that is looked up; the list refuses longer ones.
pub(super) const LONGEST_HANDLE: usize = 96;

/// A list that cannot be used. Nothing is judged with half a list.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum ListError {
    /// It is not YAML of the shape the list has.
    Shape {
        /// Which list.
        list: &'static str,
        /// What is wrong, with line and column.
        source: Box<serde_saphyr::Error>,
    },
    /// A shipped list is not of the shape the list has.
    Shipped {
        /// Which list.
        list: &'static str,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The catalogue cannot be used.
    Catalogue(#[from] CatalogueError),
    /// An entry contradicts another, or names something that is not there.
    Entry {
        /// Which list.
        list: &'static str,
        /// Which entry.
        entry: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl ListError {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Shape { list, source } => phrase!("list `{}` cannot be read: {}", list, source),
            Self::Shipped { list, source } => phrase!("shipped list `{}` cannot be read: {}", list, source),
            Self::Catalogue(inner) => inner.phrase(),
            Self::Entry { list, entry, problem } => phrase!("list `{}`, entry `{}`: {}", list, entry, problem),
        }
    }
}

/// The texts that make up [`Lists`].
#[derive(Clone, Copy, Debug)]
pub struct ListTexts<'a> {
    /// `publishers.yaml`.
    pub publishers: &'a str,
    /// `regions.yaml`.
    pub regions: &'a str,
    /// `countries.yaml`.
    pub countries: &'a str,
    /// `licenses.yaml`.
    pub licenses: &'a str,
    /// `families.yaml`.
    pub families: &'a str,
    /// `addresses.yaml`.
    pub addresses: &'a str,
    /// `lineage.yaml`.
    pub lineage: &'a str,
    /// `parties.yaml`.
    pub parties: &'a str,
    /// `ecosystems.yaml`.
    pub ecosystems: &'a str,
}

/// The lists that ship with bomgate.
pub const SHIPPED: ListTexts<'static> = ListTexts {
    publishers: include_str!("../../policies/lists/publishers.yaml"),
    regions: include_str!("../../policies/lists/regions.yaml"),
    countries: include_str!("../../policies/lists/countries.yaml"),
    licenses: include_str!("../../policies/lists/licenses.yaml"),
    families: include_str!("../../policies/lists/families.yaml"),
    addresses: include_str!("../../policies/lists/addresses.yaml"),
    lineage: include_str!("../../policies/lists/lineage.yaml"),
    parties: include_str!("../../policies/lists/parties.yaml"),
    ecosystems: include_str!("../../policies/lists/ecosystems.yaml"),
};

/// Every list, validated and indexed.
#[derive(Debug)]
pub struct Lists {
    pub(super) publishers: Column<PublisherId, Publisher>,
    /// Names and aliases as they are spelt.
    pub(super) spelt: Map<PublisherId>,
    /// Names and aliases as they look.
    pub(super) looks: Map<PublisherId>,
    pub(super) handles: [Map<PublisherId>; Space::COUNT],
    pub(super) forms: LegalForms,
    pub(super) regions: BTreeMap<String, Vec<Country>>,
    pub(super) countries: Map<Country>,
    /// Where the facts on publishers come from, by key.
    pub(super) publisher_sources: BTreeMap<String, ListSource>,
    /// Words of model names, to who began the family.
    pub(super) families: Map<PublisherId>,
    /// Phrases of families, in lower case.
    pub(super) phrases: Phrases,
    /// Who began the family, of each phrase.
    pub(super) phrase_founders: Vec<PublisherId>,
    /// Words by which bills call who runs a model for them, and the names of properties that say so. Lower case.
    pub(super) run_as: Map<PublisherId>,
    pub(super) run_properties: Vec<String>,
    /// Makers whose interfaces others speak too.
    pub(super) interfaces: Interfaces,
    pub(super) licenses: Vec<KnownLicense>,
    pub(super) license_names: Map<usize>,
    pub(super) spdx_names: Map<String>,
    pub(super) hints: Hints,
    pub(super) guesses: Guesses,
    pub(super) inheritance: Inheritance,
    pub(super) party_lists: Vec<PartyList>,
    catalogue: Catalogue,
    digest: String,
}

impl Lists {
    /// The lists that ship with bomgate. They were turned into JSON when bomgate was built: reading YAML would cost
    /// 25 ms at each start.
    ///
    /// # Errors
    /// Never with an unchanged source tree: a test loads them.
    pub fn shipped() -> Result<Self, ListError> {
        fn json<E: DeserializeOwned>(list: &'static str, text: &str) -> Result<ListFile<E>, ListError> {
            serde_json::from_str(text).map_err(|source| ListError::Shipped { list, source })
        }
        let mut lists = Self::empty(SHIPPED)?;
        lists.add_countries(json("countries", include_str!(concat!(env!("OUT_DIR"), "/countries.json")))?)?;
        lists.add_regions(json("regions", include_str!(concat!(env!("OUT_DIR"), "/regions.json")))?)?;
        lists.add_publishers(json("publishers", include_str!(concat!(env!("OUT_DIR"), "/publishers.json")))?)?;
        lists.add_licenses(json("licenses", include_str!(concat!(env!("OUT_DIR"), "/licenses.json")))?)?;
        lists.add_families(json("families", include_str!(concat!(env!("OUT_DIR"), "/families.json")))?)?;
        lists.add_addresses(json("addresses", include_str!(concat!(env!("OUT_DIR"), "/addresses.json")))?)?;
        lists.add_lineage(json("lineage", include_str!(concat!(env!("OUT_DIR"), "/lineage.json")))?)?;
        lists.add_party_lists(json("parties", include_str!(concat!(env!("OUT_DIR"), "/parties.json")))?)?;
        lists.add_ecosystems(json("ecosystems", include_str!(concat!(env!("OUT_DIR"), "/ecosystems.json")))?)?;
        Ok(lists)
    }

    /// Lists of the operator's own, in the shape of those that ship.
    ///
    /// # Errors
    /// When a text is not of its shape, or entries contradict each other or name what is not there.
    pub fn of_texts(texts: ListTexts<'_>) -> Result<Self, ListError> {
        let mut lists = Self::empty(texts)?;
        lists.add_countries(yaml("countries", texts.countries)?)?;
        lists.add_regions(yaml("regions", texts.regions)?)?;
        lists.add_publishers(yaml("publishers", texts.publishers)?)?;
        lists.add_licenses(yaml("licenses", texts.licenses)?)?;
        lists.add_families(yaml("families", texts.families)?)?;
        lists.add_addresses(yaml("addresses", texts.addresses)?)?;
        lists.add_lineage(yaml("lineage", texts.lineage)?)?;
        lists.add_party_lists(yaml("parties", texts.parties)?)?;
        lists.add_ecosystems(yaml("ecosystems", texts.ecosystems)?)?;
        Ok(lists)
    }

    fn empty(texts: ListTexts<'_>) -> Result<Self, ListError> {
        Ok(Self {
            publishers: Column::default(),
            spelt: Map::default(),
            looks: Map::default(),
            handles: Default::default(),
            forms: LegalForms::default(),
            regions: BTreeMap::new(),
            countries: Map::default(),
            publisher_sources: BTreeMap::new(),
            families: Map::default(),
            phrases: Phrases::new([]),
            phrase_founders: Vec::new(),
            run_as: Map::default(),
            run_properties: Vec::new(),
            interfaces: Interfaces::default(),
            licenses: Vec::new(),
            license_names: Map::default(),
            spdx_names: Map::default(),
            hints: Hints::default(),
            guesses: Guesses::default(),
            inheritance: Inheritance::default(),
            party_lists: Vec::new(),
            catalogue: Catalogue::shipped()?,
            digest: digest(texts),
        })
    }

    /// The catalogue of dangerous components.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Takes another catalogue in place of the shipped one.
    ///
    /// # Errors
    /// When an entry names a country, a region, a licence or a list of parties that is not there.
    pub fn mount_catalogue(&mut self, catalogue: Catalogue) -> Result<(), ListError> {
        for entry in &catalogue.entries {
            if let Some(problem) = entry.matches.iter().find_map(|clause| self.stranger(clause)) {
                return Err(bad("catalogue", &entry.id, problem));
            }
        }
        self.catalogue = catalogue;
        Ok(())
    }

    /// What a match of the catalogue names that no list has.
    fn stranger(&self, clause: &Match) -> Option<String> {
        let area = clause.when.home.iter().chain(&clause.when.owned_from).find(|word| self.area(word).is_none());
        let list = clause.party.iter().filter_map(|name| name.strip_prefix("list:")).find(|id| self.party_list(id).is_none());
        let licence = clause.licence.iter().find(|id| self.license(id).is_none() && spdx::license_id(id).is_none());
        area.map(|word| format!("`{word}` is no country or region"))
            .or(list.map(|id| format!("`{id}` is no list of parties")))
            .or(licence.map(|id| format!("`{id}` is no licence of SPDX or of the list")))
    }

    /// The country a code, a name or an alias stands for, in any script and case. Names that several countries go by
    /// stand for none.
    pub fn country(&self, text: &str) -> Option<Country> {
        if text.len() > 200 {
            return None;
        }
        let key = folded(text);
        let key = key.strip_prefix("the").filter(|rest| rest.len() > 3).unwrap_or(&key);
        self.countries.get(key).copied()
    }

    /// The members of a region, sorted.
    pub fn region(&self, id: &str) -> Option<&[Country]> {
        self.regions.get(id).map(Vec::as_slice)
    }

    /// Every region, sorted.
    pub fn region_ids(&self) -> impl Iterator<Item = &str> {
        self.regions.keys().map(String::as_str)
    }

    /// A country or a region: the word rules compare, and its countries, sorted.
    pub fn area(&self, word: &str) -> Option<(String, Vec<Country>)> {
        let word = word.trim();
        if let Some(country) = self.country(word) {
            return Some((country.as_str().to_owned(), vec![country]));
        }
        let (id, members) = self.regions.iter().find(|(id, _)| id.eq_ignore_ascii_case(word))?;
        Some((id.clone(), members.clone()))
    }

    /// The publisher behind an id.
    pub fn publisher(&self, id: PublisherId) -> &Publisher {
        &self.publishers[id]
    }

    /// Every publisher, in the order of the list.
    pub fn publishers(&self) -> &[Publisher] {
        self.publishers.as_slice()
    }

    /// SHA-256 over the texts, lower-case hex, for receipts.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    fn add_countries(&mut self, file: ListFile<CountryEntry>) -> Result<(), ListError> {
        self.forms = LegalForms::new(&file.legal_forms);
        for entry in &file.entries {
            let Some(country) = Country::of_code(&entry.code) else {
                return Err(bad("countries", &entry.code, "is not a two-letter code".into()));
            };
            for name in [&entry.code, &entry.name].into_iter().chain(&entry.aliases) {
                let key = folded(name);
                let bare = unaccented(&key);
                for key in std::iter::once(key).chain(bare) {
                    if let Some(other) = self.countries.insert(key, country)
                        && other != country
                    {
                        return Err(bad("countries", &entry.code, format!("`{name}` is also a name of {other}")));
                    }
                }
            }
        }
        Ok(())
    }

    fn add_regions(&mut self, file: ListFile<RegionEntry>) -> Result<(), ListError> {
        for entry in file.entries {
            let mut members = Vec::with_capacity(entry.members.len());
            for code in &entry.members {
                members.push(self.coded(code).ok_or_else(|| bad("regions", &entry.id, format!("`{code}` is not a country")))?);
            }
            members.sort_unstable();
            let distinct = members.windows(2).all(|pair| pair[0] != pair[1]);
            if !distinct {
                return Err(bad("regions", &entry.id, "a member stands twice".into()));
            }
            if self.regions.insert(entry.id.clone(), members).is_some() {
                return Err(bad("regions", &entry.id, "stands twice".into()));
            }
        }
        Ok(())
    }

    /// A country by its code, or the members of a region.
    pub(super) fn members(&self, word: &str) -> Option<Vec<Country>> {
        self.region(word).map(<[Country]>::to_vec).or_else(|| self.coded(word).map(|country| vec![country]))
    }

    /// The country of a code that the list of countries has.
    pub(super) fn coded(&self, code: &str) -> Option<Country> {
        let country = Country::of_code(code)?;
        (self.countries.get(&code.to_ascii_lowercase()) == Some(&country)).then_some(country)
    }
}

pub(super) fn bad(list: &'static str, entry: &str, problem: String) -> ListError {
    ListError::Entry { list, entry: entry.to_owned(), problem }
}

fn yaml<E: DeserializeOwned>(list: &'static str, text: &str) -> Result<ListFile<E>, ListError> {
    let file: ListFile<E> = serde_saphyr::from_str(text).map_err(|source| ListError::Shape { list, source: Box::new(source) })?;
    if file.list != list {
        return Err(bad(list, &file.list, format!("is not the list `{list}`")));
    }
    Ok(file)
}

fn digest(texts: ListTexts<'_>) -> String {
    let mut hash = Sha256::new();
    for text in [
        texts.publishers,
        texts.regions,
        texts.countries,
        texts.licenses,
        texts.families,
        texts.addresses,
        texts.lineage,
        texts.parties,
        texts.ecosystems,
    ] {
        // The length first, so that text moved from one list to the next changes the digest.
        hash.update(text.len().to_string().as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
