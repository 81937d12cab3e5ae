//! How a component finds the entries it may be about: by package, name, dataset, hub, digest, ending, party, licence.

use super::entry::{Entry, Match, Status};
use super::range::among;
use crate::base::{Looks, Skeleton, Truth};
use crate::model::{Kind, PurlParts, parse_purl};
use foldhash::fast::RandomState;
use hashbrown::HashMap;

type Map = HashMap<String, Vec<MatchId>, RandomState>;

/// The longest name of a package that is looked up; the catalogue refuses longer ones.
const LONGEST: usize = 128;

/// One match of one entry, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatchId {
    /// Place of the entry.
    pub entry: u16,
    /// Place of the match inside it.
    pub clause: u16,
}

/// How surely a name is the one an entry gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelt {
    /// It is.
    So,
    /// It only looks like it, and is spelt with other characters.
    Alike,
}

/// Where to look for what.
#[derive(Clone, Debug)]
pub struct Index {
    /// By type, then by name as the ecosystem compares it, namespace in front.
    packages: HashMap<String, Map, RandomState>,
    /// Names of packages and software where no package URL is given.
    names: Map,
    /// The same as they look.
    looks: Looks<Vec<MatchId>>,
    datasets: Looks<Vec<MatchId>>,
    models: Looks<Vec<MatchId>>,
    hubs: Map,
    digests: Map,
    endings: Map,
    /// Matches by party and by licence; who and what they mean is known to those who hold the lists.
    pub parties: Vec<MatchId>,
    /// See [`Self::parties`].
    pub licences: Vec<MatchId>,
}

impl Index {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut packages: HashMap<String, Map, RandomState> = HashMap::default();
        let (mut names, mut hubs, mut digests, mut endings) = (Map::default(), Map::default(), Map::default(), Map::default());
        let (mut looks, mut datasets, mut models) = (Map::default(), Map::default(), Map::default());
        let (mut parties, mut licences) = (Vec::new(), Vec::new());
        let active = entries.iter().enumerate().filter(|(_, entry)| entry.status == Status::Active);
        for (at, entry) in active {
            for (clause_at, clause) in entry.matches.iter().enumerate() {
                let number = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
                let id = MatchId { entry: number(at), clause: number(clause_at) };
                let add = |map: &mut Map, key: String| {
                    let ids = map.entry(key).or_default();
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                };
                let look = |name: &String| Skeleton::of(name).as_str().to_owned();
                let mut named = Vec::new();
                if let Some(purl) = clause.package.as_deref().and_then(|purl| parse_purl(purl).ok()) {
                    if let Some(key) = package_key(&purl) {
                        add(packages.entry(purl.kind.to_ascii_lowercase()).or_default(), key);
                    }
                    named.push(purl.namespace.map_or_else(|| purl.name.to_string(), |space| format!("{space}/{}", purl.name)));
                }
                for name in named.iter().chain(&clause.names).chain(&clause.software) {
                    add(&mut names, plain_name(name));
                    add(&mut looks, look(name));
                }
                clause.dataset.iter().for_each(|name| add(&mut datasets, look(name)));
                clause.model.iter().for_each(|name| add(&mut models, look(name)));
                clause.hub.iter().for_each(|name| add(&mut hubs, name.to_ascii_lowercase()));
                clause.sha256.iter().for_each(|hex| add(&mut digests, hex.to_ascii_lowercase()));
                clause.files.iter().for_each(|ending| add(&mut endings, ending.to_ascii_lowercase()));
                if !clause.party.is_empty() {
                    parties.push(id);
                }
                if !clause.licence.is_empty() {
                    licences.push(id);
                }
            }
        }
        let looks_of = |map: Map| map.into_iter().map(|(look, ids)| (Skeleton::of(&look), ids)).collect();
        Self {
            packages,
            names,
            looks: looks_of(looks),
            datasets: looks_of(datasets),
            models: looks_of(models),
            hubs,
            digests,
            endings,
            parties,
            licences,
        }
    }

    /// Matches of a package URL. PyPI compares names as PEP 503 normalises them, everything else without regard to case.
    pub fn package(&self, purl: &PurlParts<'_>) -> &[MatchId] {
        let Some(names) = self.packages.get(&*purl.kind) else { return &[] };
        let mut buffer = [0u8; LONGEST];
        found(key_of(purl, &mut buffer).and_then(|key| names.get(key)))
    }

    /// Matches of the bare name of a piece of software: case and separators do not matter. A name outside ASCII that looks
    /// like one is found too.
    pub fn name(&self, name: &str) -> (&[MatchId], Spelt) {
        if name.is_ascii() {
            let mut buffer = [0u8; LONGEST];
            let key = separated(name, &mut buffer);
            return (found(key.and_then(|key| self.names.get(key))), Spelt::So);
        }
        (found(self.looks.get(name)), Spelt::Alike)
    }

    /// Matches of the name of a dataset, by look.
    pub fn dataset(&self, name: &str) -> &[MatchId] {
        found(self.datasets.get(name))
    }

    /// Matches of the name of a model, by look.
    pub fn model(&self, name: &str) -> &[MatchId] {
        found(self.models.get(name))
    }

    /// Matches of an organisation on a hub, and of a name inside it.
    pub fn hub(&self, organisation: &str, name: &str) -> Vec<MatchId> {
        if self.hubs.is_empty() {
            return Vec::new();
        }
        let organisation = organisation.to_ascii_lowercase();
        let whole = format!("{organisation}/{}", name.to_ascii_lowercase());
        [organisation, whole].iter().flat_map(|key| found(self.hubs.get(key.as_str()))).copied().collect()
    }

    /// Whether any entry names a digest.
    pub fn knows_digests(&self) -> bool {
        !self.digests.is_empty()
    }

    /// Matches of a SHA-256 in lower-case hex.
    pub fn digest(&self, hex: &str) -> &[MatchId] {
        found(self.digests.get(hex))
    }

    /// Matches of the ending of a file's name.
    pub fn ending(&self, ending: &str) -> &[MatchId] {
        found(self.endings.get(ending.to_ascii_lowercase().as_str()))
    }
}

fn found(ids: Option<&Vec<MatchId>>) -> &[MatchId] {
    ids.map_or(&[], Vec::as_slice)
}

impl Match {
    /// Whether a version is one of those meant; a match that names none means every version.
    pub fn means(&self, version: Option<&str>) -> Truth {
        if self.affected.is_empty() && self.versions.is_empty() {
            return Truth::Yes;
        }
        let (Some(version), Some(order)) = (version, self.order) else { return Truth::Unknown };
        let single = among(&self.versions, order, version);
        self.ranges.iter().map(|range| range.holds(order, version)).fold(single, Truth::or)
    }

    /// Whether a component of this kind may be meant.
    pub fn asked_of(&self, kind: Kind) -> bool {
        self.on.is_empty() || self.on.iter().any(|word| self::kind(word) == Some(kind))
    }
}

/// The kind of a word.
pub(super) fn kind(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.word() == word)
}

/// The key of a package, namespace in front; none for a name that is too long.
pub(super) fn package_key(purl: &PurlParts<'_>) -> Option<String> {
    key_of(purl, &mut [0; LONGEST]).map(str::to_owned)
}

fn key_of<'b>(purl: &PurlParts<'_>, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    if purl.kind == "pypi" {
        return separated(&purl.name, buffer);
    }
    let namespace = purl.namespace.as_deref().filter(|space| !space.is_empty());
    let mut length = 0;
    for part in namespace.into_iter().flat_map(|space| [space, "/"]).chain([&*purl.name]) {
        let into = buffer.get_mut(length..length + part.len())?;
        into.copy_from_slice(part.as_bytes());
        into.make_ascii_lowercase();
        length += part.len();
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// A name in lower case, each run of separators as one hyphen. Source: PEP 503, "Normalized Names"; white space counts too,
/// since bills without package URLs write names for people.
fn separated<'b>(name: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let (mut length, mut parted) = (0, false);
    for byte in name.trim().bytes() {
        let part = matches!(byte, b'-' | b'_' | b'.' | b' ' | b'\t');
        if !(part && parted) {
            *buffer.get_mut(length)? = if part { b'-' } else { byte.to_ascii_lowercase() };
            length += 1;
        }
        parted = part;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

fn plain_name(name: &str) -> String {
    separated(name, &mut [0; LONGEST]).unwrap_or(name).to_owned()
}
