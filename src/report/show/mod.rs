//! What bomgate understood of one bill: its parts, what they were made from, where they come from. No rule is asked.

mod advisory;
pub(super) mod graph;
mod json;
mod lineage;
pub(super) mod origin;

pub use graph::Drawing;

use super::page::{Ink, Page, Paint, ink};
use super::words::Words;
use crate::base::Language;
use crate::check::{BEHIND, Scene};
use crate::model::{Row, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Which sections are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sections {
    /// The table of components.
    pub components: bool,
    /// The tree of what models and datasets were made from.
    pub lineage: bool,
    /// Where each part comes from, and why.
    pub origin: bool,
}

/// One bill to be shown.
pub struct Picture<'a> {
    /// The bill, its facts, and the buyer through whose eyes origins are classed.
    pub scene: Scene<'a>,
    /// Which sections are written; JSON and drawings always hold all.
    pub sections: Sections,
    /// What people are told it in; keys and words of JSON stay.
    pub language: Language,
    /// Columns.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
}

impl Picture<'_> {
    /// Writes it for people.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let page = &mut Page::new(out, self.width, self.paint).speaking(self.language);
        let (scene, say) = (&self.scene, Words::of(self.language));
        head(page, say, scene)?;
        if self.sections.components {
            components(page, say, scene)?;
            advisory::write(page, say, scene)?;
        }
        if self.sections.lineage {
            lineage::write(page, say, scene)?;
        }
        if self.sections.origin {
            origin::write(page, say, scene)?;
        }
        notes(page, say, scene)
    }

    /// Writes it for programs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(&self.scene, out)
    }

    /// Draws its supply graph: parts coloured by class, lineage, dependencies. Every part is in it, alone or in a group
    /// that says how many it holds.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn draw(&self, drawing: Drawing, out: &mut dyn Write) -> io::Result<()> {
        graph::write(&self.scene, Words::of(self.language), drawing, out)
    }
}

fn head(page: &mut Page<'_>, say: Words, scene: &Scene<'_>) -> io::Result<()> {
    let bom = scene.bom;
    let subject =
        bom.subject().map_or_else(|| say.say("no subject").to_owned(), |row| say.fill("describes {}", &[&bom.label(row)]));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for row in bom.components.rows() {
        *kinds.entry(bom.components.kind[row].word()).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {}", say.word("kind", kind))).collect();
    page.flow(0, 2, &[ink(Ink::Strong, bom.name.as_str()), ink(Ink::Plain, format!("{}{subject}", say.say(": ")))])?;
    let format = say.fill("{} {}, {} bytes, ", &[&bom.document.format, &bom.document.spec_version, &bom.document.bytes]);
    page.flow(
        2,
        4,
        &[
            ink(Ink::Faint, format),
            ink(Ink::Plain, say.fill("{} of {} elements read: {}", &[&bom.components.len(), &bom.seen, &say.list(&kinds)])),
        ],
    )?;
    let codes: BTreeSet<&str> = bom.rejections().map(|note| note.code.word()).collect();
    if codes.is_empty() {
        return Ok(());
    }
    let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
    page.flow(
        2,
        4,
        &[ink(Ink::Bad, say.say("`bomgate check` rejects this bill")), ink(Ink::Plain, say.fill(": {} (see NOTES)", &[&codes]))],
    )
}

fn components(page: &mut Page<'_>, say: Words, scene: &Scene<'_>) -> io::Result<()> {
    let (bom, parts) = (scene.bom, &scene.bom.components);
    page.gap()?;
    page.heading(Ink::Strong, say.say("COMPONENTS"), say.say("in the order of the bill"))?;
    let dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let rows: Vec<Vec<String>> = parts
        .rows()
        .map(|row| {
            let supplier = parts.supplier[row].get().value().and_then(|party| bom.value(bom.parties[party].name));
            let licenses: Vec<&str> = parts.licenses.of(row).iter().filter_map(|id| bom.value(bom.licenses[*id].text)).collect();
            let hashes: Vec<&str> = parts.hashes.of(row).iter().map(|hash| hash.algorithm.name()).collect();
            vec![
                say.word("kind", parts.kind[row].word()).to_owned(),
                bom.label(row),
                say.word("role", parts.role[row].word()).to_owned(),
                dash(supplier.unwrap_or_default().to_owned()),
                dash(licenses.join(", ")),
                dash(hashes.join(", ")),
                dash(origin::short(scene, say, row)),
            ]
        })
        .collect();
    let head = ["kind", "component", "role", "supplier", "licence", "hashes", "origin"].map(|head| say.word("head", head));
    page.table(2, &head, &rows)
}

fn notes(page: &mut Page<'_>, say: Words, scene: &Scene<'_>) -> io::Result<()> {
    let bom = scene.bom;
    if bom.notes.is_empty() && scene.facts.notes.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.heading(Ink::Strong, say.say("NOTES"), say.say("what is imperfect, ambiguous or contradictory"))?;
    for note in &bom.notes {
        let style = if note.code.severity() == Severity::Reject { Ink::Bad } else { Ink::Strong };
        let place = format!("  {}:{}", bom.name, note.place);
        page.flow(
            2,
            4,
            &[
                ink(style, note.code.word()),
                ink(Ink::Plain, say.gloss("note", note.code.word())),
                ink(Ink::Link, place),
                ink(Ink::Plain, format!("  {}", say.phrase(&note.message))),
            ],
        )?;
    }
    for note in &scene.facts.notes {
        let gloss = say.gloss("note", note.code.word());
        let text = format!("  {}{}{}", bom.label(note.row), say.say(": "), say.phrase(&note.message));
        page.flow(2, 4, &[ink(Ink::Strong, note.code.word()), ink(Ink::Plain, gloss), ink(Ink::Plain, text)])?;
    }
    Ok(())
}

/// `US (foreign)`; the class only where a home was stated.
fn country(scene: &Scene<'_>, say: Words, country: crate::enrich::Country) -> String {
    match scene.buyer.home.is_empty() {
        true => country.to_string(),
        false => say.fill("{} ({})", &[&country, &say.word("class", scene.buyer.class(country).word())]),
    }
}

/// Whether whoever stands behind a part is, or may be, outside home and trusted.
fn foreign(scene: &Scene<'_>, row: Row) -> bool {
    let behind = scene
        .facts
        .origins
        .of(row)
        .iter()
        .filter(|origin| BEHIND & origin.dimension.bit() != 0 && !scene.facts.overruled(row, origin));
    let mut countries = behind.filter_map(|origin| origin.country);
    !scene.buyer.home.is_empty() && countries.any(|country| scene.buyer.class(country).foreign())
}
