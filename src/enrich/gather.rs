//! Gathers the origins of each component from every field that names a party.

use super::claim::Claims;
use super::country::Country;
use super::doubt::Doubt;
use super::lookup::Named;
use super::origin::{Basis, Dimension, Origin, OriginField};
use super::party::{Resolver, domain, prefix};
use super::property::Spelt;
use super::publisher::{PublisherId, Space};
use super::web;
use super::{FactCode, FactNote};
use crate::base::{Index, Phrase, Text};
use crate::model::{Kind, PartyId, Row, is_page_of_data, purl_qualifier};
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};
use std::sync::Arc;

/// The origins and notes of one component after the other.
pub(super) struct Gather<'a> {
    pub(super) resolver: Resolver<'a>,
    /// What the operator's evidence says, in row order, and how much of it was taken.
    pub(super) claims: &'a Claims,
    pub(super) claimed: usize,
    /// Origins of all rows so far; those of the present row stand from `start`.
    pub(super) origins: Vec<Origin>,
    pub(super) start: usize,
    /// Shares of owners, by place among the origins.
    pub(super) shares: Vec<(u32, f64)>,
    pub(super) notes: Vec<FactNote>,
    /// Each distinct message once: a million parts of one doubtful party share it.
    said: HashMap<Doubt, Arc<Phrase>, RandomState>,
    /// Places in the table of properties, by the name as the bill holds it.
    properties: HashMap<Text, Spelt, RandomState>,
    pub(super) kind: Kind,
    pub(super) row: Row,
    subject: Option<Row>,
    /// Where the subject is fetched from.
    repositories: HashSet<Text, RandomState>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(resolver: Resolver<'a>, claims: &'a Claims) -> Self {
        let subject = resolver.bom.subject();
        let references = subject.map(|row| resolver.bom.components.references.of(row)).unwrap_or_default();
        Self {
            subject,
            repositories: references.iter().map(|reference| reference.url).collect(),
            resolver,
            claims,
            claimed: 0,
            origins: Vec::new(),
            start: 0,
            shares: Vec::new(),
            notes: Vec::new(),
            said: HashMap::default(),
            properties: HashMap::default(),
            kind: Kind::Other,
            row: Row::new(0),
        }
    }

    /// How many origins were gathered.
    pub(super) fn taken(&self) -> u32 {
        u32::try_from(self.origins.len()).expect("lists are limited to u32 values")
    }

    /// The origins of the present row so far.
    pub(super) fn of_row(&self) -> &[Origin] {
        &self.origins[self.start..]
    }

    /// The place of a name in the table of properties. One that nearly spells a name of the table is noted.
    pub(super) fn known_property(&mut self, name: Text) -> Option<u8> {
        let bom = self.resolver.bom;
        let spelt = *self.properties.entry(name).or_insert_with(|| Spelt::of(bom.text(name)));
        let doubtful = match spelt {
            Spelt::Nearly => Some(FactCode::PropertyMisspelt),
            Spelt::Unknown => Some(FactCode::PropertyUnknown),
            Spelt::Known(_) | Spelt::Otherwise => None,
        };
        if let Some(code) = doubtful {
            self.note(Doubt { code, party: None, field: None, name: Some(name), country: None, other: None });
        }
        match spelt {
            Spelt::Known(at) => Some(at),
            Spelt::Nearly | Spelt::Unknown | Spelt::Otherwise => None,
        }
    }

    /// Appends the origins of `row`.
    pub(super) fn row(&mut self, row: Row) {
        let parts = &self.resolver.bom.components;
        self.start = self.origins.len();
        self.row = row;
        self.kind = parts.kind[row];
        let manufacturer = parts.manufacturer[row].get().value();
        let supplier = parts.supplier[row].get().value();
        let publisher = parts.publisher[row].get().value();
        if let Some(party) = manufacturer {
            self.party(Dimension::Developer, OriginField::Manufacturer, party);
        }
        let by_purl = self.identity();
        self.references();
        let made = self.known(Dimension::Developer);
        let service = self.kind == Kind::Service;
        if let Some(party) = supplier {
            self.party(Dimension::Supplier, OriginField::Supplier, party);
            if service || !made {
                self.party(Dimension::Developer, OriginField::Supplier, party);
            }
        }
        if let Some(party) = publisher {
            let dimension = if made { Dimension::Supplier } else { Dimension::Developer };
            self.party(dimension, OriginField::Publisher, party);
        }
        for party in parts.authors.of(row) {
            self.party(Dimension::Developer, OriginField::Author, *party);
        }
        if self.subject == Some(row) {
            self.of_document();
        }
        for item in parts.data.of(row) {
            for party in [item.owner, item.custodian, item.steward].into_iter().filter_map(|party| party.get().value()) {
                self.party(Dimension::DataOwner, OriginField::Owner, party);
            }
            self.contents(item.url);
        }
        for endpoint in parts.endpoints.of(row) {
            if let Some(publisher) = self.resolver.endpoint(self.resolver.bom.text(*endpoint)) {
                self.listed(Dimension::Supplier, OriginField::Url, publisher, Some(*endpoint), Basis::Listed);
            }
        }
        self.called();
        self.properties();
        self.hints();
        self.contradicted(manufacturer, supplier, by_purl);
        self.families();
        self.unlisted([(Dimension::Developer, manufacturer), (Dimension::Supplier, supplier)]);
        self.claims();
        self.passing();
    }

    /// The supplier in the metadata is that of what the bill describes. Whoever made the bill is only named beside it.
    fn of_document(&mut self) {
        let bom = self.resolver.bom;
        if let Some(supplier) = bom.document.supplier.get().value() {
            self.party(Dimension::Supplier, OriginField::Supplier, supplier);
        }
        let maker = bom.document.manufacturer.get().value().and_then(|maker| bom.parties[maker].name.get().value());
        if let Some(name) = maker
            && let Some(known) = self.resolver.party_name(bom.text(name))
        {
            self.hint_of(known.publisher, OriginField::Beside, name);
        }
    }

    /// Whether a country is known in `dimension`.
    fn known(&self, dimension: Dimension) -> bool {
        self.origins[self.start..].iter().any(|origin| origin.dimension == dimension && origin.country.is_some())
    }

    /// A field that holds a party.
    fn party(&mut self, dimension: Dimension, field: OriginField, id: PartyId) {
        let (party, fact) = self.resolver.fact(id);
        let name = party.name.get().value().or(party.country.get().value());
        let listed = fact.named.map(|named| named.publisher).or(fact.by_url);
        // A hub with an address is still only a hub.
        let known = listed.map(|publisher| self.resolver.lists.publisher(publisher));
        let stated_in = match known.map(|known| (self.packages(field, known), known.makes())) {
            Some((Some(passed), _)) => passed,
            Some((None, false)) => Dimension::Distributor,
            _ => dimension,
        };
        if let Some(country) = fact.stated {
            self.push(Origin { dimension: stated_in, country: Some(country), party: listed, basis: Basis::Stated, field, name });
            if let Some(listed_as) = listed {
                let publisher = self.resolver.lists.publisher(listed_as);
                if publisher.country != country && publisher.country != Country::NOWHERE {
                    let code = FactCode::OriginContradicted;
                    let (party, country) = (Some(listed_as), Some(country));
                    self.note(Doubt { code, party, field: Some(field), name, country, other: None });
                }
            }
        }
        if let Some(named) = fact.named {
            self.named(dimension, field, named, party.name.get().value(), Basis::Listed);
        }
        if let Some(publisher) = fact.by_url {
            self.listed(dimension, OriginField::Url, publisher, party.url.get().value(), Basis::Listed);
        }
    }

    pub(super) fn named(&mut self, dimension: Dimension, field: OriginField, named: Named, name: Option<Text>, basis: Basis) {
        if named.confusable {
            let (code, party) = (FactCode::NameConfusable, Some(named.publisher));
            self.note(Doubt { code, party, field: Some(field), name, country: None, other: None });
        }
        self.listed(dimension, field, named.publisher, name, basis);
    }

    /// A publisher of the list, in every country a source gives, and its owners.
    pub(super) fn listed(&mut self, dimension: Dimension, field: OriginField, id: PublisherId, name: Option<Text>, basis: Basis) {
        let lists = self.resolver.lists;
        let publisher = lists.publisher(id);
        let dimension = self.stands(dimension, field, publisher);
        let mut origin = Origin { dimension, country: None, party: Some(id), basis, field, name };
        let mut countries = publisher.countries();
        origin.country = countries.next();
        if !self.push(origin) {
            return;
        }
        for country in countries {
            self.push(Origin { country: Some(country), ..origin });
        }
        if publisher.conflict() {
            let code = FactCode::OriginConflict;
            self.note(Doubt { code, party: Some(id), field: None, name: None, country: None, other: None });
        }
        let mut child = id;
        let mut owners = lists.owners(id).peekable();
        while let Some(owner) = owners.next() {
            // Of whoever made it, the last is the owner and those between control; of others they stay what the child is.
            let dimension = match (dimension, owners.peek()) {
                (Dimension::Developer, None) => Dimension::Owner,
                (Dimension::Developer, Some(_)) => Dimension::Controller,
                (other, _) => other,
            };
            for country in lists.publisher(owner).countries() {
                let field = OriginField::Parent(child);
                self.push(Origin { dimension, country: Some(country), party: Some(owner), field, ..origin });
            }
            child = owner;
        }
    }

    /// Appends, unless the same is known already.
    pub(super) fn push(&mut self, origin: Origin) -> bool {
        let claim = |field| matches!(field, OriginField::Claim(_)).then_some(field);
        let same = |known: &Origin| {
            (known.dimension, known.country, known.party, known.basis)
                == (origin.dimension, origin.country, origin.party, origin.basis)
                // Of those in no list, two names are two parties.
                && (origin.party.is_some() || (known.name, claim(known.field)) == (origin.name, claim(origin.field)))
        };
        let new = !self.origins[self.start..].iter().any(same);
        if new {
            self.origins.push(origin);
        }
        new
    }

    pub(super) fn note(&mut self, doubt: Doubt) {
        let (bom, lists, claims, row) = (self.resolver.bom, self.resolver.lists, self.claims, self.row);
        let message = self.said.entry(doubt).or_insert_with(|| doubt.message(bom, lists, claims).into());
        let known = self.notes.iter().rev().take_while(|note| note.row == row).any(|note| Arc::ptr_eq(&note.message, message));
        if !known {
            self.notes.push(FactNote { code: doubt.code, row, name: doubt.name, message: Arc::clone(message) });
        }
    }

    /// The organisation of a package URL, of the group, the name and the bom-ref. Returns the first of the package URL.
    fn identity(&mut self) -> Option<PublisherId> {
        let bom = self.resolver.bom;
        let parts = &bom.components;
        let (row, kind) = (self.row, self.kind);
        let purl = parts.purl[row].get().value();
        let by_purl = purl.and_then(|text| self.purl(text, OriginField::PurlNamespace));
        if let Some(text) = purl {
            self.source(text);
        }
        if let Some(group) = parts.group[row].get().value() {
            self.organisation(bom.text(group), OriginField::Group, group);
        }
        if let Some(name) = parts.name[row].get().value() {
            let text = bom.text(name);
            match text.split_once('/') {
                Some((org, rest)) if !org.is_empty() && !rest.is_empty() => {
                    self.organisation(prefix(text), OriginField::NamePrefix, name);
                }
                _ if purl.is_none() && matches!(kind, Kind::Framework | Kind::Library) => {
                    let lists = self.resolver.lists;
                    // Bills name a project as people do: `PyTorch`, not `torch`.
                    let project = || lists.named(text).filter(|named| !named.confusable).map(|named| named.publisher);
                    if let Some(publisher) = lists.publisher_by_handle(Space::PyPi, text).or_else(project) {
                        self.listed(Dimension::Developer, OriginField::PackageName, publisher, Some(name), Basis::Inferred);
                    }
                }
                _ => {}
            }
        }
        if let Some(reference) = parts.reference[row].get().value().filter(|reference| Some(*reference) != purl) {
            // `root@1|part@2`: the last is the component, those before it are what it stands in.
            let text = bom.text(reference).rsplit('|').next().unwrap_or_default();
            if text.starts_with("pkg:") {
                if purl.is_none() {
                    self.purl(reference, OriginField::RefPrefix);
                }
            } else if text.contains('/') && !text.contains(':') {
                self.organisation(prefix(text), OriginField::RefPrefix, reference);
            }
        }
        by_purl
    }

    /// An organisation by itself: `Qwen`, `@scope`, `github.com/org`, `com.google.guava`.
    fn organisation(&mut self, org: &'a str, field: OriginField, name: Text) -> Option<PublisherId> {
        let lists = self.resolver.lists;
        let named = if let Some(scope) = org.strip_prefix('@') {
            lists.publisher_by_handle(Space::Npm, scope).map(|publisher| Named { publisher, confusable: false })
        } else if let Some(rest) = org.strip_prefix("github.com/") {
            self.resolver.org(rest.split('/').next().unwrap_or(rest), Kind::Library)
        } else {
            self.resolver.org(org, self.kind).or_else(|| domain(org, lists))
        };
        let named = named?;
        self.named(Dimension::Developer, field, named, Some(name), Basis::Listed);
        Some(named.publisher)
    }

    fn purl(&mut self, text: Text, field: OriginField) -> Option<PublisherId> {
        let bom = self.resolver.bom;
        let (kind, namespace, name) = web::purl(bom.text(text))?;
        let lists = self.resolver.lists;
        let package = |space, handle: &str| lists.publisher_by_handle(space, handle);
        let by_package = match (kind, namespace) {
            ("pypi", _) => package(Space::PyPi, name),
            ("npm", Some(scope)) => package(Space::Npm, scope.trim_start_matches("%40").trim_start_matches('@')),
            ("npm", None) => package(Space::Npm, name),
            // The distribution that packages it, not who made it.
            ("rpm" | "deb" | "apk" | "alpm", Some(vendor)) => {
                let named = self.resolver.org(vendor, self.kind)?;
                self.listed(Dimension::Distributor, field, named.publisher, Some(text), Basis::Listed);
                return None;
            }
            _ => {
                let org = namespace?;
                let org = org.strip_prefix("datasets/").or(org.strip_prefix("github.com/")).unwrap_or(org);
                return self.organisation(org.split('/').next().unwrap_or(org), field, text);
            }
        };
        let publisher = by_package?;
        self.listed(Dimension::Developer, OriginField::PackageName, publisher, Some(text), Basis::Listed);
        Some(publisher)
    }

    /// Organisations in the addresses from which a package URL says the component comes.
    fn source(&mut self, text: Text) {
        let purl = self.resolver.bom.text(text);
        if !purl.contains("_url=") {
            return;
        }
        for url in ["vcs_url", "download_url", "repository_url"].into_iter().filter_map(|name| purl_qualifier(purl, name)) {
            let Some((space, org, _)) = web::organisation(&url) else { continue };
            if !(self.kind.is_model() && is_page_of_data(&url))
                && let Some(publisher) = self.resolver.lists.publisher_by_handle(space, org)
            {
                self.listed(Dimension::Developer, OriginField::PurlNamespace, publisher, Some(text), Basis::Listed);
            }
        }
    }

    /// Organisations in addresses the component is fetched from, and in addresses of hubs that name the component.
    fn references(&mut self) {
        let bom = self.resolver.bom;
        let parts = &bom.components;
        // Generators write the scanned repository, the subject's own, as the address of each package it uses.
        let packaged = self.subject != Some(self.row)
            && matches!(self.kind, Kind::Framework | Kind::Library)
            && parts.purl[self.row].get().value().is_some();
        for reference in parts.references.of(self.row) {
            let url = bom.text(reference.url);
            let Some((space, org, repository)) = web::organisation(url) else { continue };
            if packaged && self.repositories.contains(&reference.url) {
                continue;
            }
            // Whoever published the data did not make the model.
            if self.kind.is_model() && is_page_of_data(url) {
                continue;
            }
            let fetched =
                matches!(bom.text(reference.kind), "vcs" | "distribution" | "distribution-intake" | "source-distribution");
            let names_it = || {
                let name = bom.value(parts.name[self.row]).unwrap_or_default();
                repository
                    .is_some_and(|repository| name.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case(repository)))
            };
            if (fetched || names_it())
                && let Some(publisher) = self.resolver.lists.publisher_by_handle(space, org)
            {
                self.listed(Dimension::Developer, OriginField::Url, publisher, Some(reference.url), Basis::Listed);
            }
        }
    }
}
