//! What changed between two editions of the catalogue.

use super::entry::{Entry, Status};
use super::read::Catalogue;
use std::cmp::Ordering;

/// What happened to one entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change<'c> {
    /// It is new.
    Added(&'c Entry),
    /// It is gone, or withdrawn.
    Dropped(&'c Entry),
    /// It became more urgent.
    Raised(&'c Entry, &'c Entry),
    /// It became less urgent.
    Lowered(&'c Entry, &'c Entry),
    /// Something else in it changed: how it is recognised, what to do, who says so.
    Changed(&'c Entry, &'c Entry),
}

impl<'c> Change<'c> {
    /// The word reports use.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Dropped(_) => "dropped",
            Self::Raised(..) => "raised",
            Self::Lowered(..) => "lowered",
            Self::Changed(..) => "changed",
        }
    }

    /// The entry as it is now, or was before it was dropped.
    pub fn entry(&self) -> &'c Entry {
        match self {
            Self::Added(entry) | Self::Dropped(entry) => entry,
            Self::Raised(_, entry) | Self::Lowered(_, entry) | Self::Changed(_, entry) => entry,
        }
    }

    /// The entry as it was.
    pub fn before(&self) -> Option<&'c Entry> {
        match self {
            Self::Added(_) => None,
            Self::Dropped(entry) => Some(entry),
            Self::Raised(entry, _) | Self::Lowered(entry, _) | Self::Changed(entry, _) => Some(entry),
        }
    }

    /// Keys that differ, by name.
    pub fn keys(&self) -> Vec<&'static str> {
        let (Some(old), new) = (self.before(), self.entry()) else { return Vec::new() };
        let differ = [
            ("title", old.title != new.title),
            ("class", old.class != new.class),
            ("severity", old.severity != new.severity),
            ("level", old.level != new.level),
            ("status", old.status != new.status),
            ("matches", old.matches != new.matches),
            ("person", old.person != new.person),
            ("fix", old.fix != new.fix),
            ("ids", old.ids != new.ids),
            ("refs", old.refs != new.refs),
        ];
        differ.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
    }
}

/// Every entry that is not as it was, by id.
pub fn diff<'c>(old: &'c Catalogue, new: &'c Catalogue) -> Vec<Change<'c>> {
    let active = |entry: &&Entry| entry.status == Status::Active;
    let mut changes: Vec<Change<'c>> = Vec::new();
    for entry in new.entries.iter().filter(active) {
        let before = old.entry(&entry.id).filter(active);
        match before.map(|before| (entry.highest().cmp(&before.highest()), before)) {
            None => changes.push(Change::Added(entry)),
            Some((Ordering::Greater, before)) => changes.push(Change::Raised(before, entry)),
            Some((Ordering::Less, before)) => changes.push(Change::Lowered(before, entry)),
            Some((Ordering::Equal, before)) if before != entry => changes.push(Change::Changed(before, entry)),
            Some((Ordering::Equal, _)) => {}
        }
    }
    let gone = |entry: &&Entry| new.entry(&entry.id).is_none_or(|now| now.status == Status::Withdrawn);
    changes.extend(old.entries.iter().filter(active).filter(gone).map(Change::Dropped));
    changes.sort_by(|one, other| one.entry().id.cmp(&other.entry().id));
    changes
}
