//! What the operator's evidence says of the components of one bill. Nothing in a bill can make a claim.

use super::FactCode;
use super::country::Country;
use super::doubt::Doubt;
use super::gather::Gather;
use super::origin::{Basis, Dimension, Grade, Origin, OriginField};
use super::publisher::{Mark, PublisherId};
use crate::base::Text;
use crate::model::Row;

/// One statement of origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Of which component.
    pub row: Row,
    /// In what way.
    pub dimension: Dimension,
    /// The country; several countries are several claims.
    pub country: Option<Country>,
    /// The party, by name.
    pub party: Option<String>,
    /// The share the party holds, 0 to 1, where it owns.
    pub share: Option<f64>,
    /// How well it is backed.
    pub grade: Grade,
    /// The document it rests on.
    pub source: String,
    /// The document does not hold on the day. Then it gives no origin; where the bill differs, that is still noted.
    pub lapsed: bool,
}

impl Claim {
    /// Whether it says that there is nobody and no country.
    pub(super) fn denies(&self) -> bool {
        self.country.is_none() && self.party.is_none()
    }
}

/// All of it, for one bill.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Statements of origin. At most 65,535 are kept apart.
    pub origins: Vec<Claim>,
    /// Components of which documents say what could take their place: an alternative, or that there is none.
    pub alternatives: Vec<(Row, Option<String>)>,
    /// Components the operator calls critical, or not, against the kinds that are so by themselves.
    pub critical: Vec<(Row, bool)>,
}

impl Claims {
    /// Puts the claims into row order, as the gatherer takes them. Of two that differ on whether a part is critical, the
    /// one that says so stands; on whether it can be replaced, the one that says it cannot.
    pub(super) fn sorted(mut self) -> Self {
        self.origins.sort_by_key(|claim| claim.row);
        self.origins.truncate(usize::from(u16::MAX));
        self.alternatives.sort_by_key(|(row, named)| (*row, named.is_some()));
        self.alternatives.dedup_by_key(|(row, _)| *row);
        self.critical.sort_by_key(|(row, critical)| (*row, !*critical));
        self.critical.dedup_by_key(|(row, _)| *row);
        self
    }

    /// The alternative that is named for a component.
    pub fn alternative(&self, row: Row) -> Option<&str> {
        self.replacement(row)?
    }

    /// The alternative that is named for a component; none inside, where a document says that there is none.
    pub fn replacement(&self, row: Row) -> Option<Option<&str>> {
        self.alternatives.binary_search_by_key(&row, |(at, _)| *at).ok().map(|at| self.alternatives[at].1.as_deref())
    }

    /// Whether the operator calls a component critical.
    pub fn called_critical(&self, row: Row) -> Option<bool> {
        self.critical.binary_search_by_key(&row, |(at, _)| *at).ok().map(|at| self.critical[at].1)
    }

    /// Whether a document that is attached or attested speaks of a component in a dimension. What only somebody says there
    /// is stands beside the bill's word, and the worst counts.
    pub fn decide(&self, row: Row, dimension: Dimension) -> bool {
        self.of(row, dimension).any(|claim| claim.grade >= Grade::E1)
    }

    /// What documents that still hold say of a component in a dimension.
    pub fn of(&self, row: Row, dimension: Dimension) -> impl Iterator<Item = &Claim> {
        let at = |end: bool| self.origins.partition_point(|claim| claim.row < row || (end && claim.row == row));
        self.origins[at(false)..at(true)].iter().filter(move |claim| claim.dimension == dimension && !claim.lapsed)
    }
}

impl<'a> Gather<'a> {
    /// What the operator's evidence says, the strongest of all.
    pub(super) fn claims(&mut self) {
        let claims = self.claims;
        let first = self.claimed;
        while let Some(claim) = claims.origins.get(self.claimed).filter(|claim| claim.row <= self.row) {
            if claim.row == self.row && !claim.lapsed {
                self.claim(self.claimed, claim);
            }
            self.claimed += 1;
        }
        let of_row = &claims.origins[first..self.claimed];
        for dimension in Dimension::ALL {
            if let Some(at) = of_row.iter().position(|claim| claim.dimension == dimension) {
                self.held_against(first + at, dimension, of_row.iter().filter(|claim| claim.dimension == dimension).collect());
            }
        }
    }

    fn claim(&mut self, at: usize, claim: &Claim) {
        let field = OriginField::Claim(u16::try_from(at).expect("claims are limited to u16"));
        let party = claim.party.as_deref().and_then(|name| self.resolver.lists.publisher_by_name(name));
        let start = self.origins.len();
        match (claim.country, party) {
            // The document says who; the list says where that is.
            (None, Some(party)) => self.listed(claim.dimension, field, party, None, Basis::Evidence),
            (country, party) => {
                self.push(Origin { dimension: claim.dimension, country, party, basis: Basis::Evidence, field, name: None });
            }
        }
        if let Some(share) = claim.share {
            let own = (start..self.origins.len()).filter(|at| self.origins[*at].field == field);
            self.shares.extend(own.filter_map(|at| Some((u32::try_from(at).ok()?, share))));
        }
    }

    /// Notes the first origin of the bill, and the first of the list, that the documents on one dimension contradict.
    fn held_against(&mut self, at: usize, dimension: Dimension, claims: Vec<&'a Claim>) {
        let lists = self.resolver.lists;
        let party_of = |claim: &&Claim| claim.party.as_deref().and_then(|name| lists.publisher_by_name(name));
        let parties: Vec<PublisherId> = claims.iter().filter_map(party_of).collect();
        let mut countries: Vec<Country> = Vec::new();
        for claim in &claims {
            match (claim.country, party_of(claim)) {
                (Some(country), _) => countries.push(country),
                (None, Some(party)) => {
                    let behind = std::iter::once(party).chain(lists.owners(party));
                    countries.extend(behind.flat_map(|party| lists.publisher(party).countries()));
                }
                (None, None) => {}
            }
        }
        let placed = !countries.is_empty() || claims.iter().any(|claim| claim.denies());
        let known = |party: PublisherId| parties.iter().any(|one| *one == party || lists.related(*one, party));
        let mut doubts: [Option<Doubt>; 2] = [None, None];
        let (mut named, mut agreed) = (None, false);
        for origin in self.of_row().iter().filter(|origin| origin.dimension == dimension && said(origin)) {
            let listed = origin.basis == Basis::Listed;
            let entry = origin.party.map(|party| lists.publisher(party));
            if listed && entry.is_some_and(|entry| entry.mark == Mark::Verified && Some(entry.country) != origin.country) {
                continue;
            }
            let elsewhere = origin
                .country
                .is_some_and(|country| placed && !countries.contains(&country) && !self.within(origin.name, country, &countries));
            // Whom the bill names is its own word; where a list has that party is not.
            let of_list = listed && (matches!(origin.field, OriginField::Parent(_)) || origin.party.is_some_and(known));
            let code = if of_list { FactCode::OriginConflict } else { FactCode::OriginContradicted };
            let field = Some(OriginField::Claim(u16::try_from(at).unwrap_or(u16::MAX)));
            let (party, name, country) = (origin.party, origin.name, origin.country);
            let doubt = Doubt { code, party, field, name, country, other: None };
            if elsewhere {
                doubts[usize::from(of_list)].get_or_insert(doubt);
            }
            match self.whom(origin) {
                None => {}
                Some(Whom::Listed(party)) => {
                    agreed |= known(party);
                    named = named.or((!of_list).then_some(doubt));
                }
                // An author is a person; who employs them is not told by their name.
                Some(Whom::Written(_)) if dimension == Dimension::Developer => {}
                Some(Whom::Written(name)) => {
                    agreed |= claims
                        .iter()
                        .filter_map(|claim| claim.party.as_deref())
                        .any(|one| lists.name_key(one) == lists.name_key(name));
                    named = named.or(Some(doubt));
                }
            }
        }
        if !agreed && claims.iter().any(|claim| claim.party.is_some()) {
            doubts[0] = doubts[0].or(named);
        }
        doubts.into_iter().flatten().for_each(|doubt| self.note(doubt));
    }

    /// Whether a text names a region that holds both the country and one of the others: then the others only say it closer.
    fn within(&self, text: Option<Text>, country: Country, others: &[Country]) -> bool {
        let (bom, lists) = (self.resolver.bom, self.resolver.lists);
        let mut parts = text.map_or("", |text| bom.text(text)).split(',');
        parts.any(|part| {
            let region = lists.region(part.trim()).unwrap_or_default();
            region.contains(&country) && others.iter().any(|other| region.contains(other))
        })
    }

    /// Whom an origin names; none where it only names a place.
    fn whom(&self, origin: &Origin) -> Option<Whom<'a>> {
        if let Some(party) = origin.party {
            return Some(Whom::Listed(party));
        }
        let name = self.resolver.bom.text(origin.name?);
        (!self.resolver.lists.names_places(name)).then_some(Whom::Written(name))
    }
}

/// A party of an origin: of the list, or as the bill writes it.
enum Whom<'a> {
    Listed(PublisherId),
    Written(&'a str),
}

/// Whether it is the bill's word, or a list's on whom the bill names.
fn said(origin: &Origin) -> bool {
    matches!(origin.basis, Basis::Stated | Basis::Listed)
}
