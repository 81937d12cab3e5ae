//! What is only named: found among the components, or made a row of its own.

use super::component::Row;
use super::draft::{Draft, PastLimit};
use super::identifier::HubId;
use super::kind::{Kind, Role};
use super::note::NoteCode;
use super::relation::Relation;
use super::resolve::subject;
use crate::base::{Phrase, phrase};
use std::collections::HashMap;

/// Rows by what they are called.
#[derive(Default)]
struct Names {
    known: HashMap<String, Row>,
    /// Rows named by a page of a hub, by the last part of it; none where several end alike.
    pages: HashMap<String, Option<Row>>,
}

impl Names {
    fn add(&mut self, key: String, row: Row) {
        if let Some((_, last)) = key.rsplit_once('/') {
            self.pages.entry(last.to_owned()).and_modify(|held| *held = None).or_insert(Some(row));
        }
        self.known.insert(key, row);
    }
}

/// Finds what is only named among the components, or adds a row for it.
pub(super) fn mentions(draft: &mut Draft) -> Result<(), PastLimit> {
    let mentions = std::mem::take(&mut draft.mentions);
    if mentions.is_empty() {
        return Ok(());
    }
    let mut names = Names::default();
    for row in draft.parts.rows() {
        if !draft.parts.kind[row].is_model() && draft.parts.kind[row] != Kind::Dataset {
            continue;
        }
        for key in keys_of(draft, row) {
            names.known.entry(key).or_insert(row);
        }
    }
    let subject = subject(draft);
    for mention in mentions {
        let from = mention.from.or(subject);
        let (of_model, of_data) = from.map_or((false, false), |from| {
            let kind = draft.parts.kind[from];
            (kind.is_model(), kind == Kind::Dataset)
        });
        let relation = match (mention.kind, mention.relation) {
            // What data says of itself.
            (Kind::Dataset, Relation::Other) if of_data => continue,
            (Kind::Dataset, Relation::Other) if of_model => Relation::TrainedOn,
            (_, relation) => relation,
        };
        let key = mention_key(&mention.name);
        let to = match names.known.get(&key).copied().or_else(|| also_named(draft, &names, &key, (from, mention.kind))) {
            // Its own page on a hub: named as it is.
            None if mention.relation == Relation::Other && from.is_some_and(|from| own_page(draft, from, &key)) => continue,
            Some(row) if Some(row) != from => {
                // Its name alone, and then its page on a hub: the page says who publishes it.
                if draft.parts.role[row] == Role::Mention && mention.name.contains('/') && !names.known.contains_key(&key) {
                    draft.parts.name[row] = draft.say(&hub_name(&mention.name));
                    names.add(key, row);
                }
                row
            }
            Some(_) => continue,
            None => {
                let row = draft.open(Role::Mention, from, "", mention.place)?;
                // An address of a hub is only where the model is.
                let address = mention.name.contains("://");
                draft.parts.name[row] = if address { draft.say(&hub_name(&mention.name)) } else { draft.say(&mention.name) };
                draft.parts.kind[row] = mention.kind;
                draft.parts.span[row].end = from.map_or(mention.place.offset, |from| draft.parts.span[from].end);
                let message =
                    phrase!("{} `{}` is named but not described in the bill", Phrase::word(mention.kind.word()), &mention.name);
                draft.note_at(NoteCode::NamedOnly, row, mention.place, message);
                names.add(key, row);
                row
            }
        };
        draft.edges.extend(from.map(|from| (from, to, relation)));
    }
    Ok(())
}

/// What one part names twice, by its name alone and by its page on a hub.
fn also_named(draft: &Draft, names: &Names, key: &str, mention: (Option<Row>, Kind)) -> Option<Row> {
    let bare = |row: Row| draft.value(draft.parts.name[row]).is_some_and(|name| !name.contains('/'));
    let found = match key.rsplit_once('/') {
        Some((_, last)) => names.known.get(last).copied().filter(|row| bare(*row)),
        None => names.pages.get(key).copied().flatten(),
    };
    let parts = &draft.parts;
    found.filter(|row| parts.role[*row] == Role::Mention && (parts.parent[*row], parts.kind[*row]) == mention)
}

fn hub_name(name: &str) -> String {
    HubId::of(name).map_or_else(|| name.to_owned(), |id| format!("{}/{}", id.organisation, id.name))
}

/// Whether `key` is a page of the same name as the component.
fn own_page(draft: &Draft, row: Row, key: &str) -> bool {
    let last = key.rsplit('/').next().unwrap_or(key);
    draft
        .value(draft.parts.name[row])
        .is_some_and(|name| name.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case(last)))
}

fn mention_key(name: &str) -> String {
    hub_name(name).to_lowercase()
}

fn keys_of(draft: &Draft, row: Row) -> Vec<String> {
    let parts = &draft.parts;
    let value = |packed| draft.value(packed);
    let mut keys: Vec<String> =
        [parts.name[row], parts.purl[row], parts.reference[row]].into_iter().filter_map(value).map(mention_key).collect();
    if let (Some(group), Some(name)) = (value(parts.group[row]), value(parts.name[row])) {
        keys.push(format!("{group}/{name}").to_lowercase());
    }
    keys
}
