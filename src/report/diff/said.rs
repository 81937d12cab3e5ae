//! What one bill says of one aspect of a component, in a form in which two bills can be compared and shown.

use crate::base::{Index, Phrase, phrase};
use crate::check::Scene;
use crate::enrich::Dimension;
use crate::model::{Bom, Kind, Packed, PartyId, Relation, Row, Stated};
use crate::report::words::Words;
use serde::Serialize;

/// One aspect as stated: values, or the word for why there are none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Said {
    /// Sorted; empty where none is stated.
    pub(super) values: Vec<Phrase>,
    /// `stated`, `absent`, `declared unknown`, `declared none` or `withheld`.
    pub(super) state: &'static str,
}

impl Said {
    pub(super) fn of(stated: Stated<impl Into<Phrase>>) -> Self {
        let state = stated.word();
        Self { values: stated.value().map(Into::into).into_iter().collect(), state }
    }

    fn list(values: Vec<impl Into<Phrase>>, otherwise: Stated<()>) -> Self {
        let state = if values.is_empty() { otherwise.word() } else { Stated::Value(()).word() };
        Self { values: values.into_iter().map(Into::into).collect(), state }
    }

    /// On one line.
    pub(super) fn shown(&self, say: Words) -> String {
        let values: Vec<String> = self.values.iter().map(|value| say.phrase(value).into_owned()).collect();
        if values.is_empty() { say.fill("({})", &[&say.say(self.state)]) } else { say.list(&values) }
    }
}

/// Each once, in order.
pub(super) fn sorted_texts(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

pub(super) fn party(bom: &Bom, party: Packed<PartyId>) -> Said {
    Said::of(match party.get() {
        Stated::Value(party) => bom.stated(bom.parties[party].name),
        other => other.map(|_| ""),
    })
}

/// Ids, names and expressions, however often each is stated.
pub(super) fn licenses(bom: &Bom, row: Row) -> Said {
    let stated = || bom.components.licenses.of(row).iter().map(|id| bom.stated(bom.licenses[*id].text));
    let values = sorted_texts(stated().filter_map(Stated::value).map(str::to_owned));
    Said::list(values, stated().next().map_or(Stated::Absent, |first| first.map(|_| ())))
}

/// `SHA-256:...`.
pub(super) fn digests(bom: &Bom, row: Row) -> Said {
    let parts = &bom.components;
    let shown = parts.hashes.of(row).iter().map(|digest| format!("{}:{}", digest.algorithm.name(), parts.hex(*digest)));
    Said::list(sorted_texts(shown), Stated::Absent)
}

/// Whether two parts have digests of one algorithm that differ.
pub(super) fn other_bytes(old: (&Bom, Row), new: (&Bom, Row)) -> bool {
    let (was, is) = (&old.0.components, &new.0.components);
    was.hashes.of(old.1).iter().any(|one| {
        let mut same = is.hashes.of(new.1).iter().filter(|other| other.algorithm == one.algorithm).peekable();
        same.peek().is_some() && same.all(|other| was.hex(*one) != is.hex(*other))
    })
}

/// Where a part comes from in one dimension, guesses left out: each country with what it is to the buyer.
pub(super) fn origin(scene: &Scene<'_>, row: Row, dimension: Dimension) -> Said {
    let origins = scene.facts.origins.of(row).iter();
    let mut firm = origins.filter(|origin| origin.dimension == dimension && origin.basis.firm()).peekable();
    let otherwise = if firm.peek().is_none() { Stated::Absent } else { Stated::Nothing };
    let shown = firm.filter(|origin| !scene.facts.denied(origin)).map(|origin| match origin.country {
        Some(country) if scene.buyer.home.is_empty() => country.as_str().into(),
        Some(country) => phrase!("{} ({})", country.as_str(), Phrase::word(scene.buyer.class(country).word())),
        None => phrase!("a party of unknown country"),
    });
    let mut values: Vec<Phrase> = shown.collect();
    values.sort_by(|one, other| one.as_bytes().cmp(other.as_bytes()));
    values.dedup();
    Said::list(values, otherwise)
}

/// Which dimensions a part has firm origins in, as bits.
pub(super) fn dimensions(scene: &Scene<'_>, row: Row) -> u32 {
    scene.facts.origins.of(row).iter().filter(|origin| origin.basis.firm()).fold(0, |bits, origin| bits | origin.dimension.bit())
}

/// Models a part was made from.
pub(super) fn base_models<'s>(scene: &'s Scene<'_>, row: Row) -> impl Iterator<Item = Row> + 's {
    let kinds = &scene.bom.components.kind;
    let of = scene.facts.lineage.of(row).iter();
    of.filter(|edge| edge.relation != Relation::Tokenizer && kinds[edge.to].is_model()).map(|edge| edge.to)
}

/// Data a part was made from.
pub(super) fn datasets<'s>(scene: &'s Scene<'_>, row: Row) -> impl Iterator<Item = Row> + 's {
    let kinds = &scene.bom.components.kind;
    scene.facts.lineage.of(row).iter().filter(|edge| kinds[edge.to] == Kind::Dataset).map(|edge| edge.to)
}

/// The labels of parts, or what the bill says where there are none.
pub(super) fn labels(bom: &Bom, rows: impl Iterator<Item = Row>, stated: crate::base::Truth) -> Said {
    let otherwise = match stated {
        crate::base::Truth::No => Stated::Nothing,
        _ => Stated::Absent,
    };
    Said::list(sorted_texts(rows.map(|row| bom.label(row))), otherwise)
}

/// Rows as they are in the new bill: those of the old one through their successors; what has none stays apart.
pub(super) fn in_new(rows: impl Iterator<Item = Row>, successor: Option<&[Option<Row>]>) -> Vec<(bool, Row)> {
    let carried = |row: Row| match successor {
        None => (true, row),
        Some(successor) => successor[row.at()].map_or((false, row), |row| (true, row)),
    };
    let mut rows: Vec<(bool, Row)> = rows.map(carried).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
