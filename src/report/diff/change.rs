//! What differs between two components that are one and the same.

use super::pair::{By, Pair, Pairing};
use super::said::{self, Said};
use crate::base::Phrase;
use crate::check::Scene;
use crate::enrich::Dimension;
use crate::model::{Bom, Role, Row, parse_purl};
use crate::report::words::Words;

/// One aspect that differs.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The word reports use: `version`, `supplier`, `origin: developer`, ...
    pub(super) what: String,
    pub(super) old: Said,
    pub(super) new: Said,
}

impl Change {
    /// The aspect, in words.
    pub(super) fn about(&self, say: Words) -> String {
        match self.what.strip_prefix("origin: ") {
            Some(dimension) => say.fill("origin: {}", &[&say.say(dimension)]),
            None => say.word("change", &self.what).to_owned(),
        }
    }
}

/// One component that differs.
#[derive(Clone, Debug)]
pub(super) struct Changed {
    pub(super) pair: Pair,
    /// In the order of the documentation; never empty.
    pub(super) changes: Vec<Change>,
    /// Other bytes under the same name and version.
    pub(super) republished: bool,
}

impl Changed {
    /// The same bytes under another name.
    pub(super) fn renamed(&self) -> bool {
        self.pair.by == By::Digest
    }
}

/// Every component that differs, in the order of the new bill.
pub(super) fn changes(old: &Scene<'_>, new: &Scene<'_>, pairing: &Pairing) -> Vec<Changed> {
    pairing.pairs.iter().filter_map(|pair| changed(old, new, pairing, *pair)).collect()
}

fn changed(old: &Scene<'_>, new: &Scene<'_>, pairing: &Pairing, pair: Pair) -> Option<Changed> {
    let (was, is) = (&old.bom.components, &new.bom.components);
    let (from, to) = (pair.old, pair.new);
    let mut changes = Vec::new();
    let mut compare = |what: &str, old: Said, new: Said| {
        if old != new {
            changes.push(Change { what: what.to_owned(), old, new });
        }
    };
    let plain = |word: &'static str| Said { values: vec![Phrase::word(word)], state: "stated" };
    compare("name", Said::of(old.bom.stated(was.name[from])), Said::of(new.bom.stated(is.name[to])));
    compare("package URL", purl(old.bom, from), purl(new.bom, to));
    compare("version", Said::of(old.bom.stated(was.version[from])), Said::of(new.bom.stated(is.version[to])));
    compare("kind", plain(was.kind[from].word()), plain(is.kind[to].word()));
    compare("described", described(was.role[from]), described(is.role[to]));
    compare("licences", said::licenses(old.bom, from), said::licenses(new.bom, to));
    compare("supplier", said::party(old.bom, was.supplier[from]), said::party(new.bom, is.supplier[to]));
    compare("maker", said::party(old.bom, was.manufacturer[from]), said::party(new.bom, is.manufacturer[to]));
    compare("publisher", said::party(old.bom, was.publisher[from]), said::party(new.bom, is.publisher[to]));
    compare("digests", said::digests(old.bom, from), said::digests(new.bom, to));
    let known = said::dimensions(old, from) | said::dimensions(new, to);
    for dimension in Dimension::ALL.into_iter().filter(|dimension| known & dimension.bit() != 0) {
        let what = format!("origin: {}", dimension.word());
        compare(&what, said::origin(old, from, dimension), said::origin(new, to, dimension));
    }
    changes.extend(descent(old, new, pairing, pair));
    let same_version = old.bom.stated(was.version[from]) == new.bom.stated(is.version[to]);
    let same_name = old.bom.value(was.name[from]) == new.bom.value(is.name[to]);
    let republished = same_version && same_name && said::other_bytes((old.bom, from), (new.bom, to));
    (!changes.is_empty()).then_some(Changed { pair, changes, republished })
}

/// Base models and datasets. A base of which only the version changed is the same base.
fn descent(old: &Scene<'_>, new: &Scene<'_>, pairing: &Pairing, pair: Pair) -> Vec<Change> {
    let kinds = (&old.bom.components.kind, &new.bom.components.kind);
    if !(kinds.0[pair.old].is_model() || kinds.1[pair.new].is_model())
        && old.facts.lineage.of(pair.old).is_empty()
        && new.facts.lineage.of(pair.new).is_empty()
    {
        return Vec::new();
    }
    let successor = Some(pairing.successor.as_slice());
    let (was, is) = (&old.facts.lineage, &new.facts.lineage);
    let mut changes = Vec::new();
    let mut compare = |what: &str, same: bool, old: Said, new: Said| {
        if !same || old.state != new.state {
            changes.push(Change { what: what.to_owned(), old, new });
        }
    };
    compare(
        "base models",
        said::in_new(said::base_models(old, pair.old), successor) == said::in_new(said::base_models(new, pair.new), None),
        said::labels(old.bom, said::base_models(old, pair.old), was.bases_stated(pair.old)),
        said::labels(new.bom, said::base_models(new, pair.new), is.bases_stated(pair.new)),
    );
    compare(
        "datasets",
        said::in_new(said::datasets(old, pair.old), successor) == said::in_new(said::datasets(new, pair.new), None),
        said::labels(old.bom, said::datasets(old, pair.old), was.datasets_stated(pair.old)),
        said::labels(new.bom, said::datasets(new, pair.new), is.datasets_stated(pair.new)),
    );
    changes
}

/// The package URL without its version, which is compared by itself; where it is fetched from is part of it.
fn purl(bom: &Bom, row: Row) -> Said {
    Said::of(bom.stated(bom.components.purl[row]).map(|text| match parse_purl(text) {
        Ok(purl) => {
            let space = purl.namespace.map_or_else(String::new, |space| format!("{space}/"));
            let rest = text.find(['?', '#']).map_or("", |at| &text[at..]);
            format!("pkg:{}/{space}{}{rest}", purl.kind, purl.name)
        }
        Err(_) => text.to_owned(),
    }))
}

fn described(role: Role) -> Said {
    let word = if role == Role::Mention { "only named" } else { "described" };
    Said { values: vec![Phrase::word(word)], state: "stated" }
}
