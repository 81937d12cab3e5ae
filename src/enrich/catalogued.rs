//! What of a bill the entries of the catalogue may be about. Whether that counts for a buyer on a day is asked later.

use super::format::stated_formats;
use super::license::Licensing;
use super::lists::{Lists, Map};
use super::origin::{Dimension, Origin};
use super::publisher::PublisherId;
use crate::base::{Grouped, Index as _, Skeleton, Text, Truth};
use crate::catalogue::{Match, MatchId, Spelt};
use crate::model::{Algorithm, Bom, HubId, Kind, LicenseId, PartyId, PurlParts, Row, parse_purl};
use foldhash::fast::RandomState;
use hashbrown::HashMap;

/// By what a component was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Its package URL.
    Package,
    /// Its name; it gives no package URL of an ecosystem.
    Name,
    /// Its name only looks like the entry's, and is spelt with other characters.
    Alike,
    /// Its name is the entry's; its package URL or its group says something else.
    Beside,
    /// The name of the dataset.
    Dataset,
    /// The name is that of the dataset; the bill calls the part something else.
    DatasetName,
    /// The name of the model.
    Model,
    /// Its place on a model hub.
    Hub,
    /// Its SHA-256.
    Digest,
    /// The format the bill states for it.
    Format,
    /// A party behind it.
    Party,
    /// A party that is only guessed to be behind it.
    Guess,
    /// Its licence.
    Licence,
}

impl By {
    /// The words reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Package => "its package URL",
            Self::Name => "its name; the bill gives no package URL of an ecosystem",
            Self::Alike => "its name, which looks like the entry's and is spelt with other characters",
            Self::Beside => "its name; its package URL or group says something else",
            Self::Dataset => "the name of the dataset",
            Self::DatasetName => "its name, that of a dataset; the bill does not call it one",
            Self::Model => "the name of the model",
            Self::Hub => "its place on a model hub",
            Self::Digest => "its SHA-256",
            Self::Format => "its format",
            Self::Party => "a party behind it",
            Self::Guess => "a party that is guessed to be behind it",
            Self::Licence => "its licence",
        }
    }

    /// Whether it is the thing itself, or only perhaps.
    fn sure(self) -> Truth {
        match self {
            Self::Alike | Self::Beside | Self::DatasetName | Self::Guess => Truth::Unknown,
            _ => Truth::Yes,
        }
    }
}

/// One component that one match of the catalogue may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The component.
    pub row: Row,
    /// The match.
    pub at: MatchId,
    /// By what it was recognised.
    pub by: By,
    /// Yes, or unknown: the name is not surely the entry's, or the version is not stated or cannot be ordered.
    pub truth: Truth,
}

/// Everything the catalogue may be about, by row. O(rows), and once for each distinct party and licence.
pub(super) fn sightings(bom: &Bom, lists: &Lists, origins: &Grouped<Row, Origin>, licensing: &Licensing) -> Vec<Sighting> {
    let licences = bom.licenses.indices().map(|id| of_licence(lists, licensing, id)).collect();
    let mut look = Look { bom, lists, parties: Parties::new(bom, lists), licences, found: Vec::new() };
    for row in bom.components.rows() {
        look.row(row, origins.of(row));
    }
    let mut found = look.found;
    found.sort_by_key(|seen| (seen.row, seen.at, std::cmp::Reverse(seen.truth), seen.by));
    found.dedup_by_key(|seen| (seen.row, seen.at));
    found
}

struct Look<'a> {
    bom: &'a Bom,
    lists: &'a Lists,
    parties: Parties<'a>,
    /// Matches of each licence statement.
    licences: Vec<Vec<(MatchId, Truth)>>,
    found: Vec<Sighting>,
}

impl Look<'_> {
    fn clause(&self, at: MatchId) -> &Match {
        &self.lists.catalogue().entries[usize::from(at.entry)].matches[usize::from(at.clause)]
    }

    fn add(&mut self, row: Row, at: MatchId, by: By, truth: Truth) {
        let truth = truth.and(by.sure());
        if truth != Truth::No && self.clause(at).asked_of(self.bom.components.kind[row]) {
            self.found.push(Sighting { row, at, by, truth });
        }
    }

    fn all(&mut self, row: Row, ids: &[MatchId], by: By) {
        ids.iter().for_each(|at| self.add(row, *at, by, Truth::Yes));
    }

    fn row(&mut self, row: Row, origins: &[Origin]) {
        let (bom, lists) = (self.bom, self.lists);
        let (parts, index) = (&bom.components, &lists.catalogue().index);
        let kind = parts.kind[row];
        let name = bom.value(parts.name[row]);
        let purl = bom.value(parts.purl[row]).and_then(|purl| parse_purl(purl).ok());
        if let Some(purl) = &purl {
            self.versioned(row, index.package(purl), By::Package, Some(purl));
        }
        match kind {
            Kind::Dataset => self.dataset(row, name, purl.as_ref(), By::Dataset),
            Kind::Model | Kind::Adapter | Kind::Tokenizer => {
                self.each_name(name, purl.as_ref(), |look, name| look.all(row, index.model(name), By::Model));
                // Evidence made it a model; the vendor calls it data.
                if bom.value(parts.declared[row]) == Some("data") {
                    self.dataset(row, name, purl.as_ref(), By::DatasetName);
                }
            }
            Kind::Other | Kind::File if purl.is_none() => {
                self.dataset(row, name, None, By::DatasetName);
                self.software(row, name, None);
            }
            _ => self.software(row, name, purl.as_ref()),
        }
        if matches!(kind, Kind::Model | Kind::Adapter | Kind::Tokenizer | Kind::File | Kind::Dataset | Kind::Other) {
            let mut formats = Vec::new();
            stated_formats(bom, row, &mut |format| formats.extend_from_slice(index.ending(format)));
            self.all(row, &formats, By::Format);
            let id = [bom.value(parts.purl[row]), name].into_iter().flatten().find_map(HubId::of);
            if let Some(id) = id {
                let found = index.hub(&id.organisation, &id.name);
                self.all(row, &found, By::Hub);
            }
        }
        if index.knows_digests() {
            for digest in parts.hashes.of(row).iter().filter(|digest| digest.algorithm == Algorithm::Sha256) {
                self.all(row, index.digest(&parts.hex(*digest)), By::Digest);
            }
        }
        for id in parts.licenses.of(row) {
            for (at, truth) in self.licences[id.at()].clone() {
                self.add(row, at, By::Licence, truth);
            }
        }
        if !index.parties.is_empty() {
            self.behind(row, origins);
        }
    }

    /// Software is found by its name too, where no package URL says otherwise.
    fn software(&mut self, row: Row, name: Option<&str>, purl: Option<&PurlParts<'_>>) {
        let Some(name) = name else { return };
        let index = &self.lists.catalogue().index;
        let (ids, spelt) = index.name(name);
        if ids.is_empty() {
            return;
        }
        let by = match (spelt, purl) {
            (Spelt::Alike, _) => By::Alike,
            // The package URL was asked, and it speaks of a thing of the same name elsewhere.
            (Spelt::So, Some(purl)) if purl.kind != "generic" && Skeleton::of(&purl.name) == Skeleton::of(name) => return,
            (Spelt::So, Some(purl)) if purl.kind != "generic" => By::Beside,
            (Spelt::So, _) if self.bom.value(self.bom.components.group[row]).is_some() => By::Beside,
            (Spelt::So, _) => By::Name,
        };
        self.versioned(row, ids, by, purl);
    }

    /// Holds the versions a component states, in its field and its package URL, against those the entries mean. Where the
    /// two differ, either counts.
    fn versioned(&mut self, row: Row, ids: &[MatchId], by: By, purl: Option<&PurlParts<'_>>) {
        let field = self.bom.value(self.bom.components.version[row]);
        let other = purl.and_then(|purl| purl.version.as_deref()).filter(|other| Some(*other) != field);
        for at in ids {
            let clause = self.clause(*at);
            let truth = match (field, other) {
                (None, other) => clause.means(other),
                (Some(field), None) => clause.means(Some(field)),
                (Some(field), Some(other)) => clause.means(Some(field)).or(clause.means(Some(other))),
            };
            self.add(row, *at, by, truth);
        }
    }

    fn dataset(&mut self, row: Row, name: Option<&str>, purl: Option<&PurlParts<'_>>, by: By) {
        let index = &self.lists.catalogue().index;
        self.each_name(name, purl, |look, name| look.all(row, index.dataset(name), by));
    }

    /// Says the names a part goes by: whole, behind its organisation, and in its package URL.
    fn each_name(&mut self, name: Option<&str>, purl: Option<&PurlParts<'_>>, mut say: impl FnMut(&mut Self, &str)) {
        if let Some(name) = name {
            say(self, name);
            if let Some((_, short)) = name.rsplit_once('/') {
                say(self, short);
            }
        }
        if let Some(purl) = purl {
            say(self, &purl.name);
        }
    }

    fn behind(&mut self, row: Row, origins: &[Origin]) {
        let parts = &self.bom.components;
        let stated = [parts.supplier[row], parts.manufacturer[row], parts.publisher[row]];
        let stated = stated.into_iter().filter_map(|party| party.get().value()).chain(parts.authors.of(row).iter().copied());
        let mut found: Vec<(MatchId, By)> = Vec::new();
        for party in stated {
            found.extend(self.parties.stated(party).iter().map(|at| (*at, By::Party)));
        }
        for origin in origins.iter().filter(|origin| origin.dimension != Dimension::Distributor) {
            let Some(publisher) = origin.party else { continue };
            let by = if origin.basis.firm() { By::Party } else { By::Guess };
            found.extend(self.parties.listed(publisher).iter().map(|at| (*at, by)));
        }
        for (at, by) in found {
            self.add(row, at, by, Truth::Yes);
        }
    }
}

/// Matches whose licences a statement names. A statement that is not recognised names none of them.
fn of_licence(lists: &Lists, licensing: &Licensing, id: LicenseId) -> Vec<(MatchId, Truth)> {
    let catalogue = lists.catalogue();
    let ids = &licensing.reading(id).ids;
    let of = |at: &MatchId| {
        let meant = &catalogue.entries[usize::from(at.entry)].matches[usize::from(at.clause)].licence;
        let named = ids.iter().any(|id| meant.contains(id));
        let truth = if named { licensing.forbids(id, &|id| meant.iter().any(|other| other == id)) } else { Truth::No };
        (truth != Truth::No).then_some((*at, truth))
    };
    catalogue.index.licences.iter().filter_map(of).collect()
}

/// Who the matches by party are about: each distinct party and publisher is looked up once.
struct Parties<'a> {
    bom: &'a Bom,
    lists: &'a Lists,
    /// Names as they are spelt, and as they look.
    names: Map<Vec<MatchId>>,
    stated: HashMap<Text, Vec<MatchId>, RandomState>,
    listed: HashMap<PublisherId, Vec<MatchId>, RandomState>,
}

impl<'a> Parties<'a> {
    fn new(bom: &'a Bom, lists: &'a Lists) -> Self {
        let mut names: Map<Vec<MatchId>> = Map::default();
        let catalogue = lists.catalogue();
        for at in &catalogue.index.parties {
            let clause = &catalogue.entries[usize::from(at.entry)].matches[usize::from(at.clause)];
            for word in &clause.party {
                let list = word.strip_prefix("list:").and_then(|id| lists.party_list(id));
                let listed = list.into_iter().flat_map(|list| list.parties.iter().filter(|party| party.listed));
                let single = list.is_none().then_some(word);
                for name in listed.flat_map(|party| &party.names).chain(single) {
                    let Some(spelling) = lists.forms.spelling(name) else { continue };
                    for key in [spelling.plain.as_str(), spelling.look.as_str()] {
                        let ids = names.entry(key.to_owned()).or_default();
                        if !ids.contains(at) {
                            ids.push(*at);
                        }
                    }
                }
            }
        }
        Self { bom, lists, names, stated: HashMap::default(), listed: HashMap::default() }
    }

    fn named(names: &Map<Vec<MatchId>>, lists: &Lists, name: &str) -> Vec<MatchId> {
        let Some(spelling) = lists.forms.spelling(name) else { return Vec::new() };
        names.get(&spelling.plain).or_else(|| names.get(spelling.look.as_str())).cloned().unwrap_or_default()
    }

    fn stated(&mut self, party: PartyId) -> &[MatchId] {
        let (bom, lists, names) = (self.bom, self.lists, &self.names);
        let Some(name) = bom.parties[party].name.get().value() else { return &[] };
        self.stated.entry(name).or_insert_with(|| Self::named(names, lists, bom.text(name)))
    }

    /// Matches of a publisher, by each of its names and those of its owners.
    fn listed(&mut self, publisher: PublisherId) -> &[MatchId] {
        let (lists, names) = (self.lists, &self.names);
        self.listed.entry(publisher).or_insert_with(|| {
            let mut found: Vec<MatchId> = std::iter::once(publisher)
                .chain(lists.owners(publisher))
                .map(|id| lists.publisher(id))
                .flat_map(|known| std::iter::once(&known.name).chain(&known.aliases))
                .flat_map(|name| Self::named(names, lists, name))
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        })
    }
}
