//! What models and datasets were made from, as a tree, down to where the bill falls silent.

use super::super::page::{Ink, Page, Piece, ink};
use super::super::words::Words;
use super::{foreign, origin};
use crate::base::{Index, Truth};
use crate::check::Scene;
use crate::model::{Edge, Kind, Relation, Row};
use std::collections::BTreeSet;
use std::io;

/// Levels that are drawn; deeper lines exist only in bills made to confuse.
const DEEPEST: usize = 40;

/// Writes the section.
pub(super) fn write(page: &mut Page<'_>, say: Words, scene: &Scene<'_>) -> io::Result<()> {
    let parts = &scene.bom.components;
    let of_lineage = |row: &Row| parts.kind[*row].is_model() || parts.kind[*row] == Kind::Dataset;
    let mut below = vec![false; parts.len()];
    for row in parts.rows() {
        for edge in scene.facts.lineage.of(row) {
            below[edge.to.at()] = true;
        }
    }
    page.gap()?;
    page.heading(Ink::Strong, say.say("LINEAGE"), say.say("what models and data were made from"))?;
    let mut tree = Tree { scene, say, drawn: BTreeSet::new() };
    for root in parts.rows().filter(of_lineage).filter(|row| !below[row.at()]) {
        tree.draw(page, root, None, 0)?;
    }
    // Circles have no top: whatever is left starts at its first part in the bill.
    for rest in parts.rows().filter(of_lineage) {
        if !tree.drawn.contains(&rest) {
            tree.draw(page, rest, None, 0)?;
        }
    }
    if tree.drawn.is_empty() {
        page.flow(2, 4, &[ink(Ink::Faint, say.say("the bill names no model and no dataset"))])?;
    }
    Ok(())
}

struct Tree<'a> {
    scene: &'a Scene<'a>,
    say: Words,
    drawn: BTreeSet<Row>,
}

impl Tree<'_> {
    fn draw(&mut self, page: &mut Page<'_>, row: Row, came: Option<Relation>, depth: usize) -> io::Result<()> {
        let (scene, say) = (self.scene, self.say);
        let indent = 2 + 3 * depth.min(DEEPEST / 2);
        let style = if foreign(scene, row) { Ink::Warn } else { Ink::Strong };
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        if let Some(relation) = came {
            pieces.push(ink(Ink::Faint, format!("└─ {} ", say.say(relation.word()))));
        }
        pieces.push(ink(style, scene.bom.label(row)));
        pieces.push(ink(Ink::Faint, format!("  {}", say.word("kind", scene.bom.components.kind[row].word()))));
        let known = origin::short(scene, say, row);
        pieces.push(ink(Ink::Plain, format!("  {}", if known.is_empty() { say.say("country unknown") } else { &known })));
        pieces.extend(origin::basis(scene, row).map(|basis| ink(Ink::Faint, format!("{}{}", say.comma(), say.say(basis)))));
        pieces.extend(origin::flags(scene, row).into_iter().map(|flag| ink(Ink::Bad, format!("  ! {}", say.say(flag)))));
        let first = self.drawn.insert(row);
        let edges = scene.facts.lineage.of(row);
        if !first && !edges.is_empty() {
            pieces.push(ink(Ink::Faint, say.say("  (as above)")));
        }
        page.flow(indent, indent + 5, &pieces)?;
        if !first || depth >= DEEPEST {
            return Ok(());
        }
        for (at, edge) in edges.iter().enumerate() {
            // The bare dependency on a part that another relation names says nothing more.
            let same = |other: &(usize, &Edge)| other.1.to == edge.to && other.0 != at;
            if edge.relation == Relation::DependsOn && edges.iter().enumerate().any(|other| same(&other)) {
                continue;
            }
            self.draw(page, edge.to, Some(edge.relation), depth + 1)?;
        }
        self.end(page, row, indent + 3)
    }

    /// Where the line ends, and whether the bill says so.
    fn end(&self, page: &mut Page<'_>, row: Row, indent: usize) -> io::Result<()> {
        let lineage = &self.scene.facts.lineage;
        if !matches!(self.scene.bom.components.kind[row], Kind::Model | Kind::Adapter) {
            return Ok(());
        }
        let said = |silent: &'static str, none: &'static str, truth: Truth| match truth {
            Truth::Yes => None,
            Truth::No => Some((Ink::Good, none)),
            Truth::Unknown => Some((Ink::Warn, silent)),
        };
        let say = self.say;
        let ends = [
            said(
                say.say("made from: the bill does not say"),
                say.say("made from no other model, says the bill"),
                lineage.bases_stated(row),
            ),
            said(
                say.say("trained on: the bill does not say"),
                say.say("trained on no named data, says the bill"),
                lineage.datasets_stated(row),
            ),
        ];
        for (style, text) in ends.into_iter().flatten() {
            page.flow(indent, indent + 3, &[ink(Ink::Faint, "└─ "), ink(style, text)])?;
        }
        Ok(())
    }
}
