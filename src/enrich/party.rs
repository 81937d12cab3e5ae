//! Who a text of the bill means. Each distinct text is looked up once.

use super::FactCode;
use super::country::Country;
use super::doubt::Doubt;
use super::gather::Gather;
use super::lists::Lists;
use super::lookup::Named;
use super::origin::{Basis, Dimension, Origin, OriginField};
use super::publisher::{PublisherId, Space};
use super::web;
use crate::base::Text;
use crate::model::{Bom, Kind, Party, PartyId};
use foldhash::fast::RandomState;
use hashbrown::HashMap;

/// Who a party entry of the bill means, in the few bytes that a million of them can have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PartyFact {
    /// By its name.
    pub(super) named: Option<Named>,
    /// By its web address, where that leads to another publisher than the name.
    pub(super) by_url: Option<PublisherId>,
    /// The country of its address.
    pub(super) stated: Option<Country>,
}

/// Looks up parties and organisations of one bill.
pub(super) struct Resolver<'a> {
    pub(super) bom: &'a Bom,
    pub(super) lists: &'a Lists,
    facts: Vec<PartyFact>,
    names: HashMap<Text, Option<Named>, RandomState>,
    orgs: HashMap<(bool, &'a str), Option<Named>, RandomState>,
    /// Whom copyright texts, and mail addresses, name.
    pub(super) in_passing: HashMap<(bool, Text), Vec<PublisherId>, RandomState>,
}

impl<'a> Resolver<'a> {
    /// Looks up every party. O(parties), and O(length) for each distinct name and country.
    pub(super) fn new(bom: &'a Bom, lists: &'a Lists) -> Self {
        let mut this = Self {
            bom,
            lists,
            facts: Vec::new(),
            names: HashMap::default(),
            orgs: HashMap::default(),
            in_passing: HashMap::default(),
        };
        let mut names: HashMap<Text, Option<Named>, RandomState> = HashMap::default();
        let mut countries: HashMap<Text, Option<Country>, RandomState> = HashMap::default();
        this.facts.reserve_exact(bom.parties.len());
        for party in bom.parties.as_slice() {
            let mut fact = PartyFact::default();
            if let Some(name) = party.name.get().value() {
                fact.named = *names.entry(name).or_insert_with(|| this.party_name(bom.text(name)));
            }
            if let Some(country) = party.country.get().value() {
                fact.stated = *countries.entry(country).or_insert_with(|| lists.country(bom.text(country)));
            }
            if let Some(url) = bom.value(party.url) {
                let named = fact.named.map(|named| named.publisher);
                fact.by_url = this.address(url).filter(|publisher| Some(*publisher) != named);
            }
            this.facts.push(fact);
        }
        this.names = names;
        this
    }

    /// The publisher that a text of the bill names, where it stands as the name of a party.
    pub(super) fn party(&mut self, name: Text) -> Option<Named> {
        if let Some(found) = self.names.get(&name) {
            return *found;
        }
        let found = self.party_name(self.bom.text(name));
        self.names.insert(name, found);
        found
    }

    pub(super) fn fact(&self, id: PartyId) -> (Party, PartyFact) {
        (self.bom.parties[id], self.facts[crate::base::Index::at(id)])
    }

    /// A party may be named as itself or by its handle on a hub.
    pub(super) fn party_name(&self, name: &str) -> Option<Named> {
        self.lists
            .named(name)
            .filter(|named| !named.confusable)
            .or_else(|| self.handle(name, true))
            .or_else(|| self.lists.named(name))
    }

    /// The publisher of a web address: the organisation in the path of a hub, otherwise its host.
    pub(super) fn address(&self, url: &str) -> Option<PublisherId> {
        let url = &*web::decoded(url);
        match web::organisation(url) {
            Some((space, org, _)) => self.lists.publisher_by_handle(space, org),
            None => self.lists.publisher_by_handle(Space::Domain, web::host(url)?),
        }
    }

    /// The publisher of an interface, whose address may lack its scheme: `api.deepseek.com`.
    pub(super) fn endpoint(&self, url: &str) -> Option<PublisherId> {
        let bare = || self.lists.publisher_by_handle(Space::Domain, web::decoded(url).split(['/', ':', '?', '#']).next()?);
        self.address(url).or_else(|| if url.contains("://") { None } else { bare() })
    }

    /// The publisher of an organisation's handle: on the hub for models and data, on the forge for software, then the
    /// other, then by name.
    pub(super) fn org(&mut self, text: &'a str, kind: Kind) -> Option<Named> {
        let hub = kind.is_model() || kind == Kind::Dataset;
        if let Some(found) = self.orgs.get(&(hub, text)) {
            return *found;
        }
        let found = self.handle(text, hub).or_else(|| self.lists.named(text));
        self.orgs.insert((hub, text), found);
        found
    }

    fn handle(&self, text: &str, hub: bool) -> Option<Named> {
        let spaces = if hub { [Space::HuggingFace, Space::GitHub] } else { [Space::GitHub, Space::HuggingFace] };
        let publisher = spaces.into_iter().find_map(|space| self.lists.publisher_by_handle(space, text))?;
        Some(Named { publisher, confusable: false })
    }
}

impl Gather<'_> {
    /// Notes that the package URL belongs to another organisation than the manufacturer, or, where no manufacturer is
    /// named, than the supplier.
    pub(super) fn contradicted(
        &mut self,
        manufacturer: Option<PartyId>,
        supplier: Option<PartyId>,
        by_purl: Option<PublisherId>,
    ) {
        let lists = self.resolver.lists;
        let (code, party) = match manufacturer {
            Some(_) => (FactCode::OriginContradicted, manufacturer),
            None => (FactCode::SupplierNotPublisher, supplier),
        };
        let named = party.and_then(|party| self.resolver.fact(party).1.named).map(|named| named.publisher);
        let (Some(maker), Some(owner)) = (named, by_purl) else { return };
        // Whoever packages what others make is no other maker.
        let packages = party.is_some() && manufacturer.is_none() && !lists.publisher(maker).packages.is_empty();
        if maker != owner
            && !packages
            && lists.publisher(maker).makes()
            && lists.publisher(owner).makes()
            && !lists.related(maker, owner)
        {
            self.note(Doubt { code, party: Some(maker), field: None, name: None, country: None, other: Some(owner) });
        }
    }

    /// A party that is named and of which nothing is known stands without a country, so that silence and an unknown
    /// name can be told apart.
    pub(super) fn unlisted(&mut self, fields: [(Dimension, Option<PartyId>); 2]) {
        for (dimension, party) in fields {
            let Some(party) = party else { continue };
            let (party, fact) = self.resolver.fact(party);
            if fact.named.is_none() && fact.by_url.is_none() && fact.stated.is_none() {
                let field = if dimension == Dimension::Developer { OriginField::Manufacturer } else { OriginField::Supplier };
                let name = [party.name, party.country, party.url].into_iter().find_map(|text| text.get().value());
                self.push(Origin { dimension, country: None, party: None, basis: Basis::Stated, field, name });
            }
        }
    }
}

/// The organisation before the last slash: `Qwen` of `Qwen/Qwen2`, `github.com/org` of `github.com/org/module`.
pub(super) fn prefix(text: &str) -> &str {
    let first = text.split('/').next().unwrap_or(text);
    if first == "github.com" { text } else { first }
}

/// `com.google.guava` is under google.com, `golang.org` is a domain itself; under `com.github.` and `io.github.` stands an
/// organisation of the forge.
pub(super) fn domain(group: &str, lists: &Lists) -> Option<Named> {
    let mut labels = group.split('.');
    let (top, second) = (labels.next()?, labels.next()?);
    if let ("com" | "io", "github", Some(org)) = (top, second, labels.next()) {
        let publisher = lists.publisher_by_handle(Space::GitHub, org)?;
        return Some(Named { publisher, confusable: false });
    }
    let publisher = lists
        .publisher_by_handle(Space::Domain, group)
        .or_else(|| lists.publisher_by_handle(Space::Domain, &format!("{second}.{top}")))?;
    Some(Named { publisher, confusable: false })
}
