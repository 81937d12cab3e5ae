//! Where each part comes from, in every dimension, and what that rests on.

use super::super::component::{mark, party};
use super::super::page::{Ink, Page, Piece, ink};
use super::{country, foreign};
use crate::check::Scene;
use crate::enrich::{Basis, Country};
use crate::model::Row;
use std::collections::BTreeSet;
use std::io;

/// The countries of a part, each once: `US (foreign), CN (home)`.
pub(super) fn short(scene: &Scene<'_>, row: Row) -> String {
    let known: BTreeSet<Country> = scene.facts.origins.of(row).iter().filter_map(|origin| origin.country).collect();
    known.into_iter().map(|known| country(scene, known)).collect::<Vec<_>>().join(", ")
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
        let kind = format!("  {}, {}", scene.bom.components.kind[row].word(), scene.bom.components.role[row].word());
        page.flow(2, 4, &[ink(style, scene.bom.label(row)), ink(Ink::Faint, kind)])?;
        let origins = scene.facts.origins.of(row);
        if origins.is_empty() {
            page.flow(4, 6, &[ink(Ink::Faint, "nothing in the bill or the lists says where it comes from")])?;
        }
        for origin in origins {
            let place = origin.country.map_or_else(|| "country unknown".to_owned(), |known| country(scene, known));
            let mut pieces: Vec<Piece<'_>> =
                vec![ink(Ink::Faint, format!("{}: ", origin.dimension.word())), ink(Ink::Strong, place)];
            if let Some(party) = party(scene, origin) {
                pieces.push(ink(Ink::Plain, format!("  {party}")));
            }
            let written = origin.name.map(|name| format!(" `{}`", scene.bom.text(name))).unwrap_or_default();
            let sure = match (origin.basis, mark(scene, origin)) {
                (Basis::Listed, Some(mark)) => format!(", the entry is {}", mark.word()),
                _ => String::new(),
            };
            pieces.push(ink(Ink::Faint, format!("  {}, by {}{written}{sure}", origin.basis.word(), origin.field.word())));
            page.flow(4, 6, &pieces)?;
        }
    }
    Ok(())
}
