//! Whether supply of a part can be stopped from outside: by export control, or by its supplier's own policy.

use super::catalogue::{Danger, dangers};
use super::scene::Scene;
use crate::base::Truth;
use crate::catalogue::{Class, Level};
use crate::enrich::{Country, Dimension};
use crate::model::Row;

/// What the catalogue has on suppliers of a part that may stop supply, and that does or may concern this buyer. None where a
/// document of the operator says who can.
pub fn cut_offs<'s>(scene: &'s Scene<'_>, row: Row) -> impl Iterator<Item = Danger<'s>> {
    let decided = scene.facts.claims.decide(row, Dimension::Cutoff);
    dangers(scene, row, Level::Blue).filter(move |danger| danger.entry.class == Class::SupplierCutOff && !decided)
}

/// Where the suppliers an entry names are established.
pub fn places<'s>(scene: &'s Scene<'_>, danger: &Danger<'s>) -> impl Iterator<Item = Country> + use<'s> {
    let named = danger.clause.party.iter().filter_map(|name| scene.lists.publisher_by_name(name));
    named.flat_map(|party| scene.lists.publisher(party).countries())
}

/// Whether the catalogue says that supply can be stopped from a country of the group.
pub(super) fn listed(scene: &Scene<'_>, row: Row, member: &dyn Fn(Country) -> bool) -> Truth {
    let of = |danger: Danger<'_>| {
        let mut places = places(scene, &danger).peekable();
        let there = match places.peek() {
            None => Truth::Unknown,
            Some(_) => places.any(member).into(),
        };
        there.and(danger.truth)
    };
    cut_offs(scene, row).map(of).fold(Truth::No, Truth::or)
}
