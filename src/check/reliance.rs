//! What the buyer would rely on: which parts are critical, how independent of the outside each is, how much hangs on one owner.
//! Worked out when first asked for; nothing in a bill can take a part out.

use super::cutoff;
use super::lineage::{inherited, own_sets};
use super::origin::{BEHIND, deciding, own, own_in};
use super::parties::{HALF, Screen};
use super::scene::{Class, Scene};
use crate::base::{Index, Mask, Memo, Text, Truth};
use crate::enrich::{Basis, Country, Dimension, Hit, Origin, OriginField, PublisherId};
use crate::model::{Kind, Role, Row};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How much of a set of parts hangs on one ultimate owner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concentration {
    /// Parts counted.
    pub parts: usize,
    /// Those whose ultimate owner nobody knows.
    pub unknown: usize,
    /// The owner of the most, and how many.
    pub largest: Option<(String, usize)>,
}

impl Concentration {
    /// The share of the largest owner if nobody unknown were that owner: from 0 to 1; none where nothing is counted.
    pub fn at_least(&self) -> Option<f64> {
        let largest = self.largest.as_ref().map_or(0, |(_, count)| *count);
        (self.parts > 0).then(|| ratio(largest, self.parts))
    }

    /// The share of the largest owner, where the owner of every part is known.
    pub fn share(&self) -> Option<f64> {
        self.at_least().filter(|_| self.unknown == 0)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let number = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    number(part) / number(whole)
}

/// What was worked out so far. Shape: one entry per row in each column.
#[derive(Debug, Default)]
pub(super) struct Worked {
    independence: OnceLock<Vec<u8>>,
    screened: OnceLock<Vec<Truth>>,
    all: OnceLock<Concentration>,
    of_critical: OnceLock<Concentration>,
    asked: Mutex<HashMap<String, Arc<OnceLock<Mask>>>>,
}

impl Worked {
    /// The answers to a question, by what tells it from all others.
    pub(super) fn asked(&self, key: &str) -> Arc<OnceLock<Mask>> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        match asked.get(key) {
            Some(cell) => Arc::clone(cell),
            None => Arc::clone(asked.entry(key.to_owned()).or_default()),
        }
    }
}

/// An ultimate owner: of the list, as the bill writes it, or of a claim of the operator's evidence.
#[derive(Clone, Copy)]
enum Owner {
    Listed(PublisherId),
    Written(Text),
    Claimed(u16),
}

/// Kinds without which the delivery does not do its work: what decides, serves, runs or acts. Data and code are judged by
/// lineage and by what is known against them.
fn works(kind: Kind) -> bool {
    matches!(kind, Kind::Model | Kind::Adapter | Kind::Service | Kind::Device | Kind::Tool)
}

impl Scene<'_> {
    /// Whether the delivery does not do its work without this part: models, adapters, services, devices and tools, and
    /// whatever the operator's evidence calls critical.
    pub fn critical(&self, row: Row) -> bool {
        let parts = &self.bom.components;
        let by_kind = works(parts.kind[row]) && matches!(parts.role[row], Role::Subject | Role::Part | Role::Service);
        self.facts.claims.called_critical(row).unwrap_or(by_kind)
    }

    /// How independent of the outside a part is: 0 to 4, see `docs/origin.md`.
    pub fn independence(&self, row: Row) -> u8 {
        self.worked.independence.get_or_init(|| independence(self))[row.at()]
    }

    /// The grade of the system: that of its weakest critical part; none where no part is critical.
    pub fn weakest(&self) -> Option<u8> {
        self.bom.components.rows().filter(|row| self.critical(*row)).map(|row| self.independence(row)).min()
    }

    /// Whether a party behind the part is on a list the buyer screens against: unknown where nobody is named, a name is
    /// only similar, or a list is not complete.
    pub fn screened(&self, row: Row) -> Truth {
        self.worked.screened.get_or_init(|| screened(self))[row.at()]
    }

    /// Critical parts of the bill.
    pub fn critical_parts(&self) -> usize {
        self.bom.components.rows().filter(|row| self.critical(*row)).count()
    }

    /// How much hangs on one owner, among all parts of which it can be asked.
    pub fn concentration(&self) -> &Concentration {
        self.worked.all.get_or_init(|| concentration(self, |row| self.has_owner(row)))
    }

    /// Whether it can be asked who owns a part: delivered, and no mere file or container.
    pub fn has_owner(&self, row: Row) -> bool {
        let parts = &self.bom.components;
        matches!(parts.role[row], Role::Part | Role::Service)
            && !matches!(parts.kind[row], Kind::File | Kind::Container | Kind::Other)
    }

    /// Who owns a part in the end, by name, and where that owner is; none where nobody is known.
    pub fn owner(&self, row: Row) -> Option<(&str, Option<Country>)> {
        let owner = owner(self, row)?;
        let stated = || {
            let mut origins = deciding(self, row, OWNERS.map(Dimension::bit).into_iter().fold(0, |all, bit| all | bit));
            origins.find_map(|origin| origin.country)
        };
        let country = match owner {
            Owner::Listed(party) => Some(self.lists.publisher(party).country).filter(|country| *country != Country::NOWHERE),
            Owner::Written(_) => stated(),
            Owner::Claimed(at) => self.facts.claims.origins[usize::from(at)].country.or_else(stated),
        };
        Some((owner_name(self, owner), country))
    }

    /// How much hangs on one owner, among the critical parts.
    pub fn critical_concentration(&self) -> &Concentration {
        self.worked.of_critical.get_or_init(|| concentration(self, |row| self.critical(row)))
    }
}

/// What a part is to the buyer in one dimension; the worst counts.
pub fn class_in(scene: &Scene<'_>, row: Row, dimension: Dimension) -> Class {
    let (mut worst, mut open) = (None, false);
    for origin in deciding(scene, row, dimension.bit()) {
        let of_list = !scene.buyer.screens.is_empty() && scene.screened(row) == Truth::Yes && on_screens(scene, origin);
        match origin.country.map(|country| scene.buyer.class(country)) {
            _ if of_list => return Class::Listed,
            Some(class) => worst = worst.max(Some(class)),
            None => open |= !scene.facts.denied(origin),
        }
    }
    if dimension == Dimension::Cutoff {
        for danger in cutoff::cut_offs(scene, row) {
            open |= danger.truth == Truth::Unknown;
            let countries = cutoff::places(scene, &danger).filter(|_| danger.truth == Truth::Yes);
            worst = worst.max(countries.map(|country| scene.buyer.class(country)).max());
        }
    }
    match worst {
        Some(class) if class.foreign() || !open => class,
        _ => Class::Unknown,
    }
}

/// What a part is to the buyer by everyone who stands behind it, as the check `foreign` answers; the worst counts. Home or
/// trusted only where its maker or supplier is known and nobody is left open.
pub fn class_behind(scene: &Scene<'_>, row: Row) -> Class {
    if !scene.buyer.screens.is_empty() && scene.screened(row) == Truth::Yes {
        return Class::Listed;
    }
    let class = |country| scene.buyer.class(country);
    match own(scene, row, &|country| class(country).foreign()) {
        Truth::Unknown => Class::Unknown,
        _ => deciding(scene, row, BEHIND).filter_map(|origin| origin.country.map(class)).max().unwrap_or(Class::Unknown),
    }
}

fn on_screens(scene: &Scene<'_>, origin: &Origin) -> bool {
    let Some(publisher) = origin.party.map(|party| scene.lists.publisher(party)) else { return false };
    let mut lists = scene.buyer.screens.iter().filter_map(|id| scene.lists.party_list(id));
    lists.any(|list| {
        let mut names = std::iter::once(&publisher.name).chain(&publisher.aliases);
        names.any(|name| matches!(list.find(name, HALF, scene.lists), Some(Hit::Named(_) | Hit::Owned(..))))
    })
}

fn screened(scene: &Scene<'_>) -> Vec<Truth> {
    let mut answers = vec![Truth::No; scene.rows()];
    for list in scene.buyer.screens.iter().filter_map(|id| scene.lists.party_list(id)) {
        let mut screen = Screen::new(scene, list, HALF);
        for row in scene.bom.components.rows() {
            answers[row.at()] = answers[row.at()].or(screen.row(row).answer(list.complete));
        }
    }
    answers
}

/// Where to look for an owner, in this order.
const OWNERS: [Dimension; 3] = [Dimension::Owner, Dimension::Developer, Dimension::Supplier];

fn owner_name<'a>(scene: &Scene<'a>, owner: Owner) -> &'a str {
    match owner {
        Owner::Listed(party) => scene.lists.publisher(party).name.as_str(),
        Owner::Written(name) => scene.bom.text(name),
        Owner::Claimed(at) => scene.facts.claims.origins[usize::from(at)].party.as_deref().unwrap_or_default(),
    }
}

/// Who owns a part in the end: the stated or listed owner, otherwise whoever made it, otherwise whoever supplies it.
fn owner(scene: &Scene<'_>, row: Row) -> Option<Owner> {
    let of_origin = |origin: &Origin| match (scene.facts.claim(origin), origin.field, origin.party, origin.name) {
        (Some(claim), OriginField::Claim(at), None, _) if claim.party.is_some() => Some(Owner::Claimed(at)),
        (_, _, Some(party), _) => Some(Owner::Listed(scene.lists.top(party))),
        (_, _, None, Some(name)) if origin.basis == Basis::Stated => Some(Owner::Written(name)),
        _ => None,
    };
    // Of several owners the one with the largest share; one without a share controls.
    let largest = |dimension: Dimension| {
        let share = |origin: &Origin| {
            let of_row = scene.facts.origins.of(row).iter().position(|other| std::ptr::eq(other, origin));
            let at = of_row.and_then(|at| u32::try_from(scene.facts.origins.range(row).start + at).ok());
            at.and_then(|at| scene.facts.share(at)).unwrap_or(1.0)
        };
        let found = deciding(scene, row, dimension.bit()).filter_map(|origin| Some((share(origin), of_origin(origin)?)));
        found.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, owner)| owner)
    };
    OWNERS.into_iter().find_map(largest)
}

fn concentration(scene: &Scene<'_>, wanted: impl Fn(Row) -> bool) -> Concentration {
    let mut found = Concentration::default();
    // Spellings of one name are one owner.
    let mut keys: Memo<String> = Memo::default();
    let mut counts: HashMap<String, (usize, Owner)> = HashMap::new();
    for row in scene.bom.components.rows().filter(|row| wanted(*row)) {
        found.parts += 1;
        match owner(scene, row) {
            Some(owner) => {
                let name = owner_name(scene, owner);
                let key = keys.of(name, || scene.lists.name_key(name).unwrap_or_else(|| name.to_owned()));
                match counts.get_mut(key) {
                    Some((count, _)) => *count += 1,
                    None => {
                        counts.insert(key.clone(), (1, owner));
                    }
                }
            }
            None => found.unknown += 1,
        }
    }
    let largest = counts.into_iter().max_by(|one, other| one.1.0.cmp(&other.1.0).then_with(|| other.0.cmp(&one.0)));
    found.largest = largest.map(|(_, (count, owner))| (owner_name(scene, owner).to_owned(), count));
    found
}

/// The grade of each part. Source: regulations on foreign dependency, section 3.8. Without a home nothing is graded.
fn independence(scene: &Scene<'_>) -> Vec<u8> {
    if scene.buyer.home.is_empty() {
        return vec![0; scene.rows()];
    }
    let member = |country| scene.buyer.class(country).foreign();
    let line = inherited(scene, &own_sets(scene, &member));
    scene.bom.components.rows().map(|row| grade(scene, row, line[row.at()], &member)).collect()
}

fn grade(scene: &Scene<'_>, row: Row, line: Truth, member: &dyn Fn(Country) -> bool) -> u8 {
    let service = scene.bom.components.kind[row] == Kind::Service;
    let outside = |dimension| own_in(scene, row, dimension, member);
    // What is delivered runs, and is kept up, where the buyer does it, unless the bill says otherwise.
    let at_home = |dimension| match outside(dimension) {
        Truth::No => true,
        Truth::Unknown => !service,
        Truth::Yes => false,
    };
    let behind = own(scene, row, member);
    let nobody = deciding(scene, row, Dimension::Developer.bit() | Dimension::Supplier.bit()).next().is_none();
    if !at_home(Dimension::Hosting) || (behind == Truth::Unknown && nobody) {
        return 0;
    }
    let chain = behind.or(line);
    let known = behind != Truth::Unknown && line != Truth::Unknown;
    if !known || (chain == Truth::Yes && scene.facts.claims.alternative(row).is_none()) {
        return 1;
    }
    let held = [Dimension::Owner, Dimension::Supplier].into_iter().all(|dimension| outside(dimension) == Truth::No);
    let steered = [Dimension::Controller, Dimension::Jurisdiction].into_iter().any(|dimension| outside(dimension) == Truth::Yes);
    match (held && !steered, chain == Truth::No && at_home(Dimension::RemoteAccess)) {
        (false, _) => 2,
        (true, false) => 3,
        (true, true) => 4,
    }
}
