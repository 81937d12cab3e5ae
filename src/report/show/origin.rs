//! Where each part comes from, in every dimension, and what that rests on.

use super::super::component::{mark, party};
use super::super::page::{Ink, Page, Piece, ink};
use super::{country, foreign};
use crate::base::Truth;
use crate::check::{BEHIND, Scene, outvoted};
use crate::enrich::{Basis, Country};
use crate::model::Row;
use std::collections::BTreeSet;
use std::io;

/// The countries of whoever stands behind a part. Where there are only guesses, those, and a question mark.
pub(in crate::report) fn known(scene: &Scene<'_>, row: Row) -> (BTreeSet<Country>, &'static str) {
    let behind = |firm: bool| -> BTreeSet<Country> {
        let of_row = scene.facts.origins.of(row).iter();
        let behind = of_row.filter(|origin| BEHIND & origin.dimension.bit() != 0 && origin.basis.firm() == firm);
        behind.filter_map(|origin| origin.country).collect()
    };
    match behind(true) {
        known if known.is_empty() => (behind(false), "?"),
        known => (known, ""),
    }
}

/// The same in words: `US (foreign), CN (home)`.
pub(super) fn short(scene: &Scene<'_>, row: Row) -> String {
    let (known, mark) = known(scene, row);
    known.into_iter().map(|known| format!("{}{mark}", country(scene, known))).collect::<Vec<_>>().join(", ")
}

/// Writes the section.
pub(super) fn write(page: &mut Page<'_>, scene: &Scene<'_>) -> io::Result<()> {
    let aside = match scene.buyer.home.is_empty() {
        true => "classed as home, trusted, foreign or restricted once --home says where the buyer is".to_owned(),
        false => format!("seen from {}", scene.buyer.home_word),
    };
    page.gap()?;
    page.heading(Ink::Strong, "ORIGIN", &aside)?;
    for row in scene.bom.components.rows() {
        let style = if foreign(scene, row) { Ink::Warn } else { Ink::Strong };
        let kind = format!(
            "  {}, {}{}",
            scene.bom.components.kind[row].word(),
            scene.bom.components.role[row].word(),
            standing(scene, row)
        );
        page.flow(2, 4, &[ink(style, scene.bom.label(row)), ink(Ink::Faint, kind)])?;
        let origins = scene.facts.origins.range(row);
        if origins.is_empty() {
            page.flow(4, 6, &[ink(Ink::Faint, "nothing in the bill or the lists says where it comes from")])?;
        }
        let mut rest = (0u32..).skip(origins.start).take(origins.len()).collect::<Vec<_>>();
        while let Some(first) = rest.first().copied() {
            let said = |at: &u32| {
                let origin = &scene.facts.origins.values()[*at as usize];
                (origin.dimension, origin.basis, origin.field, origin.party, origin.name)
            };
            let (same, others): (Vec<u32>, Vec<u32>) = rest.iter().partition(|at| said(at) == said(&first));
            statement(page, scene, &same)?;
            rest = others;
        }
        if let Some(alternative) = scene.facts.claims.alternative(row) {
            page.flow(4, 6, &[ink(Ink::Faint, "alternative: "), ink(Ink::Plain, alternative)])?;
        }
    }
    Ok(())
}

/// What the buyer would rely on, where it is known who buys.
fn standing(scene: &Scene<'_>, row: Row) -> String {
    if scene.buyer.home.is_empty() || !scene.bom.components.role[row].delivered() {
        return String::new();
    }
    let critical = if scene.critical(row) { ", critical" } else { "" };
    let listed = if scene.screened(row) == Truth::Yes { ", listed" } else { "" };
    format!("{critical}{listed}, independence {} of 4", scene.independence(row))
}

/// Countries shown one by one; a region has more.
const MANY: usize = 4;

/// One statement: the origins that one text of one field gives in one dimension.
fn statement(page: &mut Page<'_>, scene: &Scene<'_>, same: &[u32]) -> io::Result<()> {
    let values = scene.facts.origins.values();
    let Some(origin) = same.first().map(|at| &values[*at as usize]) else { return Ok(()) };
    let places: Vec<String> = same
        .iter()
        .map(|at| &values[*at as usize])
        .map(|origin| match origin.country {
            Some(known) if outvoted(scene, origin) => format!("{}, one source against the entry", country(scene, known)),
            Some(known) => country(scene, known),
            None if origin.denied() => "none".to_owned(),
            None => "country unknown".to_owned(),
        })
        .collect();
    let place = if places.len() > MANY { format!("one of {} countries", places.len()) } else { places.join(", ") };
    let mut pieces: Vec<Piece<'_>> = vec![ink(Ink::Faint, format!("{}: ", origin.dimension.word())), ink(Ink::Strong, place)];
    let claim = scene.facts.claim(origin);
    if let Some(party) = claim.and_then(|claim| claim.party.as_deref()).or(party(scene, origin)) {
        pieces.push(ink(Ink::Plain, format!("  {party}")));
    }
    if let Some(share) = same.first().and_then(|at| scene.facts.share(*at)) {
        pieces.push(ink(Ink::Plain, format!(", {:.0} %", share * 100.0)));
    }
    let written = origin.name.map(|name| format!(" `{}`", scene.bom.text(name))).unwrap_or_default();
    let sure = match (origin.basis, mark(scene, origin), claim) {
        (_, _, Some(claim)) => format!(", {}", claim.source),
        (Basis::Listed, Some(mark), _) => format!(", the entry is {}", mark.word()),
        _ => String::new(),
    };
    let grade = scene.facts.grade(origin).word();
    pieces.push(ink(Ink::Faint, format!("  {grade}, {}, by {}{written}{sure}", origin.basis.word(), origin.field.word())));
    page.flow(4, 6, &pieces)
}
