//! Where each part comes from, in every dimension, and what that rests on.

use super::super::component::{mark, party};
use super::super::page::{Ink, Page, Piece, ink};
use super::super::words::Words;
use super::{country, foreign};
use crate::base::Truth;
use crate::check::{BEHIND, Scene, cut_off_from, cut_offs, foreign_in, outvoted};
use crate::enrich::{Basis, Country, Dimension};
use crate::model::Row;
use std::collections::BTreeSet;
use std::io;

/// The countries of whoever stands behind a part. Where there are only guesses, those, and a question mark.
pub(in crate::report) fn known(scene: &Scene<'_>, row: Row) -> (BTreeSet<Country>, &'static str) {
    let behind = |firm: bool| -> BTreeSet<Country> {
        let of_row = scene.facts.origins.of(row).iter();
        let behind = of_row.filter(|origin| BEHIND & origin.dimension.bit() != 0 && origin.basis.firm() == firm);
        // What a document of the operator overrules is shown in its place, not here.
        let behind = behind.filter(|origin| !scene.facts.overruled(row, origin));
        behind.filter_map(|origin| origin.country).collect()
    };
    match behind(true) {
        known if known.is_empty() => (behind(false), "?"),
        known => (known, ""),
    }
}

/// The same in words: `US (foreign), CN (home)`.
pub(super) fn short(scene: &Scene<'_>, say: Words, row: Row) -> String {
    let (known, mark) = known(scene, row);
    known.into_iter().map(|known| format!("{}{mark}", country(scene, say, known))).collect::<Vec<_>>().join(say.comma())
}

/// The strongest that the countries of [`known`] rest on.
pub(super) fn basis(scene: &Scene<'_>, row: Row) -> Option<&'static str> {
    let of_row = scene.facts.origins.of(row).iter();
    let placed = of_row.filter(|origin| BEHIND & origin.dimension.bit() != 0 && origin.country.is_some());
    placed.filter(|origin| !scene.facts.overruled(row, origin)).map(|origin| origin.basis).min().map(Basis::word)
}

/// What a reader should look at: a party on a list, and doubts about the origin.
pub(super) fn flags<'s>(scene: &'s Scene<'_>, row: Row) -> Vec<&'s str> {
    let listed = match scene.buyer.screens.is_empty() {
        true => Truth::No,
        false => scene.screened(row),
    };
    let listed = (listed == Truth::Yes).then_some("on a list");
    // Notes of the facts stand behind those of the bill.
    let of_facts = |at: &&u32| **at as usize >= scene.bom.notes.len();
    let mut doubts: Vec<&str> = scene.notes.of(row).iter().filter(of_facts).map(|at| scene.note(*at).0).collect();
    doubts.dedup();
    listed.into_iter().chain(doubts).collect()
}

/// The grade of the system, and how much of it hangs on one owner.
fn system(page: &mut Page<'_>, say: Words, scene: &Scene<'_>) -> io::Result<()> {
    let Some(grade) = scene.weakest().filter(|_| !scene.buyer.home.is_empty()) else { return Ok(()) };
    let critical = |row: &Row| scene.critical(*row) && scene.independence(*row) == grade;
    let weakest = scene.bom.components.rows().find(critical).map(|row| scene.bom.label(row)).unwrap_or_default();
    let grade = format!("  {}", say.fill("independence {} of 4", &[&grade]));
    let why = say.fill(", that of its weakest critical part, {}", &[&weakest]);
    page.flow(2, 4, &[ink(Ink::Strong, say.say("the system")), ink(Ink::Plain, grade), ink(Ink::Faint, why)])?;
    let of_all = ("of all parts, {} of {} hang on one owner, {}", scene.concentration());
    let of_critical = ("of the critical parts, {} of {} hang on one owner, {}", scene.critical_concentration());
    for (template, found) in [of_all, of_critical] {
        let Some((owner, count)) = &found.largest else { continue };
        let mut held = say.fill(template, &[count, &found.parts, owner]);
        if found.unknown > 0 {
            held += &say.fill("; the owner of {} is unknown", &[&found.unknown]);
        }
        page.flow(4, 6, &[ink(Ink::Plain, held)])?;
    }
    Ok(())
}

/// Writes the section.
pub(super) fn write(page: &mut Page<'_>, say: Words, scene: &Scene<'_>) -> io::Result<()> {
    let aside = match scene.buyer.home.is_empty() {
        true => say.say("classed as home, trusted, foreign or restricted once --home says where the buyer is").to_owned(),
        false => say.fill("seen from {}", &[&scene.buyer.home_word]),
    };
    page.gap()?;
    page.heading(Ink::Strong, say.say("ORIGIN"), &aside)?;
    for row in scene.bom.components.rows() {
        let style = if foreign(scene, row) { Ink::Warn } else { Ink::Strong };
        let kind = say.word("kind", scene.bom.components.kind[row].word()).to_owned();
        let role = say.word("role", scene.bom.components.role[row].word()).to_owned();
        let words: Vec<String> = [kind, role].into_iter().chain(standing(scene, say, row)).collect();
        let kind = format!("  {}", say.list(&words));
        page.flow(2, 4, &[ink(style, scene.bom.label(row)), ink(Ink::Faint, kind)])?;
        let origins = scene.facts.origins.range(row);
        if origins.is_empty() {
            page.flow(4, 6, &[ink(Ink::Faint, say.say("nothing in the bill or the lists says where it comes from"))])?;
        }
        let mut rest = (0u32..).skip(origins.start).take(origins.len()).collect::<Vec<_>>();
        while let Some(first) = rest.first().copied() {
            let said = |at: &u32| {
                let origin = &scene.facts.origins.values()[*at as usize];
                (origin.dimension, origin.basis, origin.field, origin.party, origin.name)
            };
            let (same, others): (Vec<u32>, Vec<u32>) = rest.iter().partition(|at| said(at) == said(&first));
            statement(page, say, scene, row, &same)?;
            rest = others;
        }
        supply(page, say, scene, row)?;
    }
    system(page, say, scene)
}

/// Who the catalogue says can stop supply, and what could take the part's place.
fn supply(page: &mut Page<'_>, say: Words, scene: &Scene<'_>, row: Row) -> io::Result<()> {
    for danger in cut_offs(scene, row) {
        let countries: Vec<String> = cut_off_from(scene, &danger).map(|at| country(scene, say, at)).collect();
        let countries = say.list(&countries);
        let place = if danger.truth == Truth::Yes { countries } else { say.fill("perhaps {}", &[&countries]) };
        let marks: Vec<String> = danger.entry.refs.iter().map(|source| say.word("mark", source.mark.word()).to_owned()).collect();
        let why = format!("  {}: {} ({})", danger.entry.id, danger.entry.title, say.list(&marks));
        let dimension = format!("{}{}", say.say(Dimension::Cutoff.word()), say.say(": "));
        page.flow(4, 6, &[ink(Ink::Faint, dimension), ink(Ink::Strong, place), ink(Ink::Faint, why)])?;
    }
    let exposed = !scene.buyer.home.is_empty() && foreign_in(scene, row, Dimension::Cutoff) == Truth::Yes;
    let lead = ink(Ink::Faint, say.say("alternative: "));
    match (scene.facts.claims.alternative(row), scene.alternative(row)) {
        (Some(named), _) => page.flow(4, 6, &[lead, ink(Ink::Plain, named)]),
        (None, Some(named)) => {
            page.flow(4, 6, &[lead, ink(Ink::Plain, say.fill("{}, says the bill; none in evidence", &[&named]))])
        }
        (None, None) if exposed => page.flow(4, 6, &[lead, ink(Ink::Warn, say.say("none in evidence"))]),
        (None, None) => Ok(()),
    }
}

/// What the buyer would rely on, where it is known who buys.
fn standing(scene: &Scene<'_>, say: Words, row: Row) -> Vec<String> {
    if scene.buyer.home.is_empty() || !scene.bom.components.role[row].delivered() {
        return Vec::new();
    }
    let critical = scene.critical(row).then(|| say.word("standing", "critical").to_owned());
    let listed = (scene.screened(row) == Truth::Yes).then(|| say.word("class", "listed").to_owned());
    let independence = say.fill("independence {} of 4", &[&scene.independence(row)]);
    critical.into_iter().chain(listed).chain([independence]).collect()
}

/// Countries shown one by one; a region has more.
const MANY: usize = 4;

/// One statement: the origins that one text of one field gives in one dimension.
fn statement(page: &mut Page<'_>, say: Words, scene: &Scene<'_>, row: Row, same: &[u32]) -> io::Result<()> {
    let values = scene.facts.origins.values();
    let Some(origin) = same.first().map(|at| &values[*at as usize]) else { return Ok(()) };
    let places: Vec<String> = same
        .iter()
        .map(|at| &values[*at as usize])
        .map(|origin| match origin.country {
            Some(known) if outvoted(scene, origin) => {
                say.fill("{}, one source against the entry", &[&country(scene, say, known)])
            }
            Some(known) => country(scene, say, known),
            None if scene.facts.denied(origin) => say.say("none").to_owned(),
            None => say.say("country unknown").to_owned(),
        })
        .collect();
    let place = if places.len() > MANY { say.fill("one of {} countries", &[&places.len()]) } else { say.list(&places) };
    let mut pieces: Vec<Piece<'_>> =
        vec![ink(Ink::Faint, format!("{}{}", say.say(origin.dimension.word()), say.say(": "))), ink(Ink::Strong, place)];
    let claim = scene.facts.claim(origin);
    if let Some(party) = claim.and_then(|claim| claim.party.as_deref()).or(party(scene, origin)) {
        pieces.push(ink(Ink::Plain, format!("  {party}")));
    }
    if let Some(share) = same.first().and_then(|at| scene.facts.share(*at)) {
        pieces.push(ink(Ink::Plain, format!(", {:.0} %", share * 100.0)));
    }
    let written = origin.name.map(|name| format!(" `{}`", scene.bom.text(name))).unwrap_or_default();
    let sure = match (origin.basis, mark(scene, origin), claim) {
        (_, _, Some(claim)) => say.fill(", {}", &[&claim.source]),
        (Basis::Listed, Some(mark), _) => say.fill(", the entry is {}", &[&say.word("mark", mark.word())]),
        _ => String::new(),
    };
    let grade = scene.facts.grade(origin).word();
    let against = match scene.facts.overruled(row, origin) {
        true => say.say("; a document in evidence decides instead"),
        false => "",
    };
    let (basis, field) = (say.say(origin.basis.word()), say.say(origin.field.word()));
    pieces
        .push(ink(Ink::Faint, say.fill("  {}, {}, by {}{}{}", &[&grade, &basis, &field, &written, &format!("{sure}{against}")])));
    page.flow(4, 6, &pieces)
}
