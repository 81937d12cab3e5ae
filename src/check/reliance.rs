//! What the buyer would rely on: which parts are critical, how independent of the outside each is, how much hangs on one owner.

use super::lineage::{inherited, own_sets};
use super::origin::{deciding, own, own_in};
use super::parties::{HALF, Screen};
use super::scene::{Class, Scene};
use crate::base::{Index, Truth};
use crate::enrich::{Basis, Dimension, Hit, Origin};
use crate::model::{Kind, Role, Row};
use std::collections::HashMap;

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

/// What the buyer would rely on.
///
/// Shape: one entry per row in each column.
#[derive(Debug)]
pub struct Reliance {
    critical: Vec<bool>,
    independence: Vec<u8>,
    screened: Vec<Truth>,
    /// Among all parts that are counted.
    pub all: Concentration,
    /// Among the critical ones.
    pub of_critical: Concentration,
}

/// Kinds without which the delivery does not do its work: what decides, serves, runs or acts. Data and code are judged by
/// lineage and by what is known against them.
fn works(kind: Kind) -> bool {
    matches!(kind, Kind::Model | Kind::Adapter | Kind::Service | Kind::Device | Kind::Tool)
}

/// Parts of the delivery of which it can be asked who owns them.
fn counted(scene: &Scene<'_>, row: Row) -> bool {
    let parts = &scene.bom.components;
    matches!(parts.role[row], Role::Part | Role::Service)
        && !matches!(parts.kind[row], Kind::File | Kind::Container | Kind::Other)
}

impl Reliance {
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let parts = &scene.bom.components;
        let critical: Vec<bool> = parts
            .rows()
            .map(|row| {
                let by_kind = works(parts.kind[row]) && matches!(parts.role[row], Role::Subject | Role::Part | Role::Service);
                scene.facts.claims.called_critical(row).unwrap_or(by_kind)
            })
            .collect();
        let screened = screened(scene);
        let owners: Vec<Option<String>> = parts.rows().map(|row| owner(scene, row)).collect();
        let measure = |wanted: &dyn Fn(Row) -> bool| concentration(parts.rows().filter(|row| wanted(*row)), &owners);
        let all = measure(&|row| counted(scene, row));
        let of_critical = measure(&|row| critical[row.at()]);
        Self { independence: independence(scene), critical, screened, all, of_critical }
    }

    /// Whether the delivery does not do its work without this part: models, adapters, services, devices and tools, and
    /// whatever the operator's evidence calls critical. Nothing in a bill can take a part out.
    pub fn critical(&self, row: Row) -> bool {
        self.critical[row.at()]
    }

    /// How independent of the outside a part is: 0 to 4, see `docs/origin.md`.
    pub fn independence(&self, row: Row) -> u8 {
        self.independence[row.at()]
    }

    /// The grade of the system: that of its weakest critical part; none where no part is critical.
    pub fn weakest(&self) -> Option<u8> {
        self.independence.iter().zip(&self.critical).filter(|(_, critical)| **critical).map(|(grade, _)| *grade).min()
    }

    /// Whether a party behind the part is on a list the buyer screens against: unknown where nobody is named, a name is
    /// only similar, or a list is not complete.
    pub fn screened(&self, row: Row) -> Truth {
        self.screened[row.at()]
    }
}

/// What a part is to the buyer in one dimension; the worst counts.
pub fn class_in(scene: &Scene<'_>, row: Row, dimension: Dimension) -> Class {
    let (mut worst, mut open) = (None, false);
    for origin in deciding(scene, row, dimension.bit()) {
        let of_list = scene.reliance().screened(row) == Truth::Yes && named_on_screens(scene, origin);
        match origin.country.map(|country| scene.buyer.class(country)) {
            _ if of_list => return Class::Listed,
            Some(class) => worst = worst.max(Some(class)),
            None => open |= !origin.denied(),
        }
    }
    match worst {
        Some(class) if class.foreign() || !open => class,
        _ => Class::Unknown,
    }
}

fn named_on_screens(scene: &Scene<'_>, origin: &Origin) -> bool {
    let Some(publisher) = origin.party.map(|party| scene.lists.publisher(party)) else { return false };
    let mut lists = scene.buyer.screens.iter().filter_map(|id| scene.lists.party_list(id));
    lists.any(|list| {
        let names = std::iter::once(&publisher.name).chain(&publisher.aliases);
        names.into_iter().any(|name| matches!(list.find(name, HALF, scene.lists), Some(Hit::Named(_) | Hit::Owned(..))))
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

/// Who owns a part in the end: the stated or listed owner, otherwise whoever made it, otherwise whoever supplies it.
fn owner(scene: &Scene<'_>, row: Row) -> Option<String> {
    let name = |origin: &Origin| {
        let claim = scene.facts.claim(origin).and_then(|claim| claim.party.clone());
        let listed = || origin.party.map(|party| scene.lists.publisher(scene.lists.top(party)).name.clone());
        // Of a country alone nobody knows whose.
        let written = || origin.name.filter(|_| origin.basis == Basis::Stated).map(|name| scene.bom.text(name).to_owned());
        claim.or_else(listed).or_else(written)
    };
    [Dimension::Owner, Dimension::Developer, Dimension::Supplier]
        .into_iter()
        .find_map(|dimension| deciding(scene, row, dimension.bit()).find_map(name))
}

fn concentration(rows: impl Iterator<Item = Row>, owners: &[Option<String>]) -> Concentration {
    let mut found = Concentration::default();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        found.parts += 1;
        match &owners[row.at()] {
            Some(owner) => *counts.entry(owner).or_default() += 1,
            None => found.unknown += 1,
        }
    }
    let largest = counts.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(one.0)));
    found.largest = largest.map(|(owner, count)| (owner.to_owned(), count));
    found
}

/// The grade of each part. Source: regulations on foreign dependency, section 3.8.
fn independence(scene: &Scene<'_>) -> Vec<u8> {
    let member = |country| scene.buyer.class(country).foreign();
    let foreign_sets = own_sets(scene, &member);
    let line = inherited(scene, &foreign_sets);
    let grade = |row: Row| {
        let parts = &scene.bom.components;
        let service = parts.kind[row] == Kind::Service;
        let outside = |dimension| own_in(scene, row, dimension, &member);
        let hosted = match (service, outside(Dimension::Hosting)) {
            (_, Truth::No) => true,
            // What is delivered runs where the buyer runs it, unless the bill says otherwise.
            (false, Truth::Unknown) => true,
            _ => false,
        };
        let behind = own(scene, row, &member);
        if !hosted
            || (behind == Truth::Unknown
                && deciding(scene, row, Dimension::Developer.bit() | Dimension::Supplier.bit()).next().is_none())
        {
            return 0;
        }
        let chain = behind.or(line[row.at()]);
        let transparent = behind != Truth::Unknown && line[row.at()] != Truth::Unknown;
        let leavable = chain == Truth::No || scene.facts.claims.alternative(row).is_some();
        if !transparent || !leavable {
            return 1;
        }
        let held = [Dimension::Owner, Dimension::Supplier].into_iter().all(|dimension| outside(dimension) == Truth::No);
        let controlled =
            [Dimension::Controller, Dimension::Jurisdiction].into_iter().any(|dimension| outside(dimension) == Truth::Yes);
        if !held || controlled {
            return 2;
        }
        let kept = match (service, outside(Dimension::RemoteAccess)) {
            (_, Truth::No) => true,
            (false, Truth::Unknown) => true,
            _ => false,
        };
        if chain == Truth::No && kept { 4 } else { 3 }
    };
    if scene.buyer.home.is_empty() {
        return vec![0; scene.rows()];
    }
    scene.bom.components.rows().map(grade).collect()
}
