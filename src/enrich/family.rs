//! Families of models in the words of a bill: hints of whose model something is, and never more.

use super::doubt::Doubt;
use super::gather::Gather;
use super::lists::Lists;
use super::origin::{Basis, Dimension, Origin, OriginField};
use super::{FactCode, FactNote};
use crate::base::{Grouped, Text};
use crate::model::{Bom, Components, Packed, Row, Stated};

impl Gather<'_> {
    /// Families in the words of a model, where their founders are not known to stand behind the model already. Only hints.
    ///
    /// Of a model with a base model in the bill the name alone speaks, since its line tells the rest.
    pub(super) fn families(&mut self) {
        let (bom, lists) = (self.resolver.bom, self.resolver.lists);
        if !self.kind.is_model() {
            return;
        }
        let (parts, row) = (&bom.components, self.row);
        let stated = |text: Packed<Text>| text.get().value();
        let mut texts: Vec<Text> = stated(parts.name[row]).into_iter().collect();
        if !bom.edges_of(row).iter().any(|edge| edge.relation.is_base()) {
            texts.extend(
                parts.card(row).into_iter().flat_map(|card| [card.architecture, card.architecture_family]).filter_map(stated),
            );
            texts.extend(stated(parts.description[row]));
            texts.extend(parts.references.of(row).iter().map(|reference| reference.url));
            texts.extend(parts.properties.of(row).iter().filter_map(|property| stated(property.value)));
            texts.extend(parts.authors.of(row).iter().filter_map(|party| stated(bom.parties[*party].name)));
            texts.extend(Components::sparse(&parts.cpes, row));
            texts.extend(Components::sparse(&parts.copyrights, row).copied().and_then(stated));
            texts.extend(parts.words_of(row));
        }
        for text in texts {
            let whole = bom.text(text);
            // Of a path the last part names the model; an address and a sentence are read whole.
            let path = !whole.contains("://") && !whole.contains(char::is_whitespace);
            let read = if path { whole.rsplit('/').next().unwrap_or(whole) } else { whole };
            for founder in lists.families(read) {
                let behind = |origin: &Origin| {
                    origin.dimension == Dimension::Developer && origin.party.is_some_and(|party| lists.related(party, founder))
                };
                if !self.origins[self.start..].iter().any(behind) {
                    let country = lists.publisher(founder).countries().next();
                    let (dimension, party, basis) = (Dimension::Developer, Some(founder), Basis::Inferred);
                    self.push(Origin { dimension, country, party, basis, field: OriginField::Family, name: Some(text) });
                }
            }
        }
    }
}

/// Families that the document speaks of and that no part of the bill belongs to, one note each, on the subject.
pub(super) fn undisclosed(bom: &Bom, lists: &Lists, origins: &Grouped<Row, Origin>) -> Vec<FactNote> {
    let parts = &bom.components;
    // Without a package URL, a name of nothing but such words is more likely a model's than a package's.
    let named = parts.rows().filter(|row| parts.purl[*row].get() == Stated::Absent).filter_map(|row| {
        let name = parts.name[row].get().value()?;
        lists.is_family(bom.text(name)).then_some((row, name))
    });
    let mut founders = Vec::new();
    let mut notes = Vec::new();
    for (row, text) in parts.words.iter().copied().chain(named).filter(|(row, _)| !parts.kind[*row].is_model()) {
        for founder in lists.families(bom.text(text)) {
            let has = |origin: &Origin| origin.party.is_some_and(|party| lists.related(party, founder));
            if founders.contains(&founder) || origins.values().iter().any(has) {
                continue;
            }
            founders.push(founder);
            let code = FactCode::ModelInWords;
            let doubt = Doubt { code, party: Some(founder), field: None, name: Some(text), country: None, other: None };
            notes.push(FactNote { code, row, message: doubt.message(bom, lists).into() });
        }
    }
    notes
}
