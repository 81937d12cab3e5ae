//! Which component of the new bill is which of the old one: by what names it, never by where it stands.
//!
//! Each way of naming is a join of sorted keys, the strongest first; what a stronger one has paired no weaker one parts.
//! O((old + new) log (old + new)), also where a hundred thousand parts share one name.

use super::said::sorted_texts;
use crate::base::Index;
use crate::model::{Bom, HubId, Kind, Row, parse_purl};
use std::collections::HashMap;

/// What two components were recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// The package URL without its version.
    Purl,
    /// `organisation/name` on a model hub.
    Hub,
    /// The bom-ref, under the same name: what comes under the reference of another thing is not that thing.
    Reference,
    /// Kind, group and name.
    Name,
    /// The name, which no other part of either bill has.
    BareName,
    /// A strong digest no other part of either bill has: the same bytes under another name.
    Digest,
}

impl By {
    const NAMES: [Self; 5] = [Self::Purl, Self::Hub, Self::Reference, Self::Name, Self::BareName];

    /// The word reports use.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Purl => "package URL",
            Self::Hub => "hub id",
            Self::Reference => "bom-ref and name",
            Self::Name => "kind, group and name",
            Self::BareName => "name alone",
            Self::Digest => "digest",
        }
    }

    /// What has to be equal; none where the part is not named this way. Parts of the delivery never meet tools and the like.
    fn key(self, bom: &Bom, row: Row) -> Option<String> {
        let parts = &bom.components;
        let name = || bom.value(parts.name[row]).map(str::to_lowercase);
        let key = match self {
            Self::Purl => {
                let purl = parse_purl(bom.value(parts.purl[row])?).ok()?;
                format!("{}\n{}\n{}", purl.kind, purl.namespace.unwrap_or_default(), purl.name)
            }
            Self::Hub => {
                let class = match parts.kind[row] {
                    kind if kind.is_model() => Kind::Model,
                    Kind::Dataset => Kind::Dataset,
                    _ => return None,
                };
                let id = hub_id(bom, row)?;
                format!("{}\n{}/{}", class.word(), id.organisation, id.name).to_lowercase()
            }
            Self::Reference => format!("{}\n{}", bom.value(parts.reference[row])?, name()?),
            Self::Name => {
                let group = bom.value(parts.group[row]).unwrap_or_default().to_lowercase();
                format!("{}\n{group}\n{}", parts.kind[row].word(), name()?)
            }
            Self::BareName => name()?,
            Self::Digest => return None,
        };
        Some(format!("{}\n{key}", parts.role[row].delivered()))
    }
}

fn hub_id(bom: &Bom, row: Row) -> Option<HubId> {
    let parts = &bom.components;
    let name = bom.value(parts.name[row]);
    bom.value(parts.purl[row]).and_then(HubId::of).or_else(|| name.and_then(HubId::of)).or_else(|| {
        let group = bom.value(parts.group[row])?;
        HubId::of(&format!("{group}/{}", name?))
    })
}

/// One component found in both bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Row,
    pub(super) new: Row,
    pub(super) by: By,
    /// Others could have been taken as well; these were the closest.
    pub(super) ambiguous: bool,
}

/// Every component of both bills, each once.
#[derive(Debug)]
pub(super) struct Pairing {
    /// In the order of the new bill.
    pub(super) pairs: Vec<Pair>,
    /// Only in the old bill, in its order.
    pub(super) removed: Vec<Row>,
    /// Only in the new bill, in its order.
    pub(super) added: Vec<Row>,
    /// By row of the old bill.
    pub(super) successor: Vec<Option<Row>>,
}

/// Pairs what the two bills name alike.
pub(super) fn pair(old: &Bom, new: &Bom) -> Pairing {
    let mut join = Join {
        old,
        new,
        successor: vec![None; old.components.len()],
        taken: vec![false; new.components.len()],
        pairs: Vec::new(),
    };
    for by in By::NAMES {
        join.by_key(by);
    }
    join.by_digest();
    let Join { successor, taken, mut pairs, .. } = join;
    pairs.sort_by_key(|pair| pair.new);
    Pairing {
        removed: old.components.rows().filter(|row| successor[row.at()].is_none()).collect(),
        added: new.components.rows().filter(|row| !taken[row.at()]).collect(),
        pairs,
        successor,
    }
}

struct Join<'a> {
    old: &'a Bom,
    new: &'a Bom,
    successor: Vec<Option<Row>>,
    taken: Vec<bool>,
    pairs: Vec<Pair>,
}

impl Join<'_> {
    fn take(&mut self, old: Row, new: Row, by: By, ambiguous: bool) {
        self.successor[old.at()] = Some(new);
        self.taken[new.at()] = true;
        self.pairs.push(Pair { old, new, by, ambiguous });
    }

    fn open(&self) -> (Vec<Row>, Vec<Row>) {
        let old = self.old.components.rows().filter(|row| self.successor[row.at()].is_none()).collect();
        let new = self.new.components.rows().filter(|row| !self.taken[row.at()]).collect();
        (old, new)
    }

    fn by_key(&mut self, by: By) {
        let (old, new) = self.open();
        let (old_bom, new_bom) = (self.old, self.new);
        for (old, new) in joined(&old, &new, |row| by.key(old_bom, row), |row| by.key(new_bom, row)) {
            if by == By::BareName && (old.len() > 1 || new.len() > 1) {
                continue;
            }
            // Two package URLs that differ name two things, whatever else is alike.
            let named = |bom: &Bom, rows: Vec<Row>| -> (Vec<Row>, Vec<Row>) {
                rows.into_iter().partition(|row| by != By::Purl && By::Purl.key(bom, *row).is_some())
            };
            let ((old_purl, old_bare), (new_purl, new_bare)) = (named(old_bom, old), named(new_bom, new));
            let (old_bare, new_bare) = self.group(old_bare, new_bare, by);
            self.group(old_bare, new_purl, by);
            self.group(old_purl, new_bare, by);
        }
    }

    /// Pairs members of one key: those alike in all that is compared, then by digest and version, by version, and what is
    /// left with the closest version. Returns what stays over.
    fn group(&mut self, mut old: Vec<Row>, mut new: Vec<Row>, by: By) -> (Vec<Row>, Vec<Row>) {
        if old.is_empty() || new.is_empty() {
            return (old, new);
        }
        if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
            self.take(*old, *new, by, false);
            return (Vec::new(), Vec::new());
        }
        let (old_bom, new_bom) = (self.old, self.new);
        for (at, alike) in [whole, digests_and_version, version].into_iter().enumerate() {
            for (old, new) in joined(&old, &new, |row| Some(alike(old_bom, row)), |row| Some(alike(new_bom, row))) {
                // Parts alike in everything cannot be told apart, so it does not matter which is which.
                let ambiguous = at > 0 && (old.len() > 1 || new.len() > 1);
                for (old, new) in old.into_iter().zip(new) {
                    self.take(old, new, by, ambiguous);
                }
            }
            old.retain(|row| self.successor[row.at()].is_none());
            new.retain(|row| !self.taken[row.at()]);
        }
        let ambiguous = old.len() > 1 || new.len() > 1;
        for (old, new) in closest(old_bom, &old, new_bom, &new) {
            self.take(old, new, by, ambiguous);
        }
        old.retain(|row| self.successor[row.at()].is_none());
        new.retain(|row| !self.taken[row.at()]);
        (old, new)
    }

    /// What has the same bytes was renamed, where only one part of each bill has them.
    fn by_digest(&mut self) {
        let (old, new) = self.open();
        let holders = |bom: &Bom, rows: &[Row]| {
            let mut holders: HashMap<String, (Row, usize)> = HashMap::new();
            for row in rows {
                for digest in strong(bom, *row) {
                    holders.entry(digest).or_insert((*row, 0)).1 += 1;
                }
            }
            holders
        };
        let (of_old, of_new) = (holders(self.old, &old), holders(self.new, &new));
        for row in new {
            let found = strong(self.new, row).into_iter().find_map(|digest| match (of_old.get(&digest), of_new.get(&digest)) {
                (Some((old, 1)), Some((_, 1))) if self.successor[old.at()].is_none() => Some(*old),
                _ => None,
            });
            if let Some(old) = found {
                self.take(old, row, By::Digest, false);
            }
        }
    }
}

/// The strong digests of a part, each with whether it is part of the delivery.
fn strong(bom: &Bom, row: Row) -> Vec<String> {
    let parts = &bom.components;
    let strong = parts.hashes.of(row).iter().filter(|digest| digest.algorithm.strong());
    strong.map(|digest| format!("{} {} {}", parts.role[row].delivered(), digest.algorithm.name(), parts.hex(*digest))).collect()
}

/// Members of both sides that share a key, by key, each side in its order.
fn joined(
    old: &[Row],
    new: &[Row],
    old_key: impl Fn(Row) -> Option<String>,
    new_key: impl Fn(Row) -> Option<String>,
) -> Vec<(Vec<Row>, Vec<Row>)> {
    let olds = old.iter().filter_map(|row| Some((old_key(*row)?, false, *row)));
    let news = new.iter().filter_map(|row| Some((new_key(*row)?, true, *row)));
    let mut keys: Vec<(String, bool, Row)> = olds.chain(news).collect();
    keys.sort_unstable();
    keys.chunk_by(|one, other| one.0 == other.0)
        .filter(|group| !group[0].1 && group[group.len() - 1].1)
        .map(|group| {
            let rows = |side: bool| group.iter().filter(|entry| entry.1 == side).map(|entry| entry.2).collect();
            (rows(false), rows(true))
        })
        .collect()
}

fn version(bom: &Bom, row: Row) -> String {
    bom.value(bom.components.version[row]).unwrap_or_default().to_owned()
}

fn digests_and_version(bom: &Bom, row: Row) -> String {
    let parts = &bom.components;
    let hex = parts.hashes.of(row).iter().map(|digest| format!("{}:{}", digest.algorithm.name(), parts.hex(*digest)));
    format!("{}\n{}", version(bom, row), sorted_texts(hex).join(","))
}

/// All that is compared of a part by itself, and what it stands inside of.
fn whole(bom: &Bom, row: Row) -> String {
    let parts = &bom.components;
    let text = |packed| bom.value(packed).unwrap_or_default();
    let party = |party| super::said::party(bom, party).values.join("");
    [
        digests_and_version(bom, row),
        parts.kind[row].word().to_owned(),
        text(parts.purl[row]).to_owned(),
        text(parts.reference[row]).to_owned(),
        party(parts.supplier[row]),
        party(parts.manufacturer[row]),
        super::said::licenses(bom, row).values.join(","),
        parts.parent[row].map_or_else(String::new, |parent| bom.label(parent)),
    ]
    .join("\n")
}

/// Pairs each new part with the greatest old version that is not above its own; what is left, in order.
fn closest(old_bom: &Bom, old: &[Row], new_bom: &Bom, new: &[Row]) -> Vec<(Row, Row)> {
    let ranked = |bom: &Bom, rows: &[Row]| {
        let mut ranked: Vec<(Vec<Chunk>, Row)> = rows.iter().map(|row| (natural(&version(bom, *row)), *row)).collect();
        ranked.sort();
        ranked
    };
    let (old, new) = (ranked(old_bom, old), ranked(new_bom, new));
    let mut olds = old.into_iter().peekable();
    let (mut below, mut pairs, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for (rank, row) in new {
        while let Some((_, old)) = olds.next_if(|(old, _)| *old <= rank) {
            below.push(old);
        }
        match below.pop() {
            Some(old) => pairs.push((old, row)),
            None => over.push(row),
        }
    }
    pairs.extend(below.into_iter().chain(olds.map(|(_, row)| row)).zip(over));
    pairs
}

/// A run of digits as a number, or of other characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chunk {
    Text(String),
    Number(usize, String),
}

/// A version in an order that is total whatever stands there: 9 before 10, text before numbers.
fn natural(version: &str) -> Vec<Chunk> {
    let bytes = version.as_bytes();
    bytes
        .chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit())
        .map(|run| {
            let text = String::from_utf8_lossy(run).into_owned();
            if run[0].is_ascii_digit() {
                let digits = text.trim_start_matches('0').to_owned();
                Chunk::Number(digits.len(), digits)
            } else {
                Chunk::Text(text)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn versions_stand_in_the_order_people_count_in() {
        for (less, more) in [("1.9", "1.10"), ("2", "10"), ("1.0-rc1", "1.0-rc2"), ("", "0"), ("v1.2.3", "v1.2.12"), ("a", "1")] {
            assert!(natural(less) < natural(more), "{less} {more}");
        }
    }
}
