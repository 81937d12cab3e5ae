//! Packages that a bill only names by their package URL: in properties, references, evidence and texts of which no field is
//! kept. They become parts, so that policy is asked of them and they are looked up.

use super::component::Row;
use super::draft::{Draft, PastLimit};
use super::identifier::{PurlParts, parse_purl};
use super::kind::{Kind, Role};
use super::note::NoteCode;
use super::relation::Relation;
use super::resolve::subject;
use crate::base::{Place, phrase};
use std::collections::HashMap;

/// A package URL met in passing, and the part that says it; without one, the document does.
pub(super) type Heard = (Option<Row>, String, Place);

/// What a whole text names, where it is the package URL of a release.
pub(super) fn release(text: &str) -> Option<PurlParts<'_>> {
    let scheme = text.get(..4)?;
    let parts = scheme.eq_ignore_ascii_case("pkg:").then(|| parse_purl(text).ok())??;
    parts.version.is_some().then_some(parts)
}

/// The same release has the same key, whatever its qualifiers.
fn key(parts: &PurlParts<'_>) -> String {
    let (space, version) = (parts.namespace.as_deref().unwrap_or_default(), parts.version.as_deref().unwrap_or_default());
    format!("{}/{space}/{}@{version}", parts.kind, parts.name).to_lowercase()
}

/// Adds a part for every release that is named and is none of the parts yet.
///
/// # Errors
/// When they would take the bill past its limit of components.
pub(super) fn named(draft: &mut Draft) -> Result<(), PastLimit> {
    let mut heard = std::mem::take(&mut draft.packages);
    let values = draft.lists.properties.iter().filter_map(|(row, property)| Some((*row, property.value.get().value()?)));
    let urls = draft.lists.references.iter().map(|(row, reference)| (*row, reference.url));
    for (row, text) in values.chain(urls) {
        let text = draft.texts.get(text).trim();
        if release(text).is_some() {
            heard.push((Some(row), text.to_owned(), draft.parts.span[row].start));
        }
    }
    if heard.is_empty() {
        return Ok(());
    }
    let of_row = |draft: &Draft, row: Row| draft.value(draft.parts.purl[row]).and_then(release).map(|parts| key(&parts));
    let mut known: HashMap<String, Row> = draft.parts.rows().filter_map(|row| of_row(draft, row).map(|key| (key, row))).collect();
    let subject = subject(draft);
    for (from, text, place) in heard {
        let Some(parts) = release(&text) else { continue };
        let key = key(&parts);
        if known.contains_key(&key) {
            continue;
        }
        let from = from.or(subject);
        let row = draft.open(Role::Mention, from, "", place)?;
        draft.parts.name[row] = draft.say(&parts.name);
        draft.parts.version[row] = draft.say(parts.version.as_deref().unwrap_or_default());
        draft.parts.purl[row] = draft.say(&text);
        draft.parts.kind[row] = if parts.kind == "huggingface" { Kind::Model } else { Kind::Library };
        draft.parts.span[row].end = from.map_or(place.offset, |from| draft.parts.span[from].end);
        let message = phrase!("the package `{}` is named but not described in the bill", text);
        draft.note_at(NoteCode::NamedOnly, row, place, message);
        known.insert(key, row);
        draft.edges.extend(from.map(|from| (from, row, Relation::Other)));
    }
    Ok(())
}
