//! What a reference that names nothing most likely means: the part that should carry the name, or the bom-ref meant.

use super::component::Row;
use super::draft::Draft;
use super::identifier::parse_purl;
use super::refs::Carrier;
use super::resolve::subject;
use crate::base::{Phrase, nearest, phrase};

/// Missing bom-refs that are looked into, in one bill: each look goes through every part.
const TOLD: usize = 50;
/// Declared bom-refs that are compared with a missing one.
const COMPARED: usize = 5_000;
/// Characters of a bom-ref that may stand inside another one by chance.
const SHORT: usize = 4;

/// What the writer of the bill has to change so that `name` names something; nothing where the bill gives no clue.
///
/// O(parts), and O(declared bom-refs) where there are not too many.
pub(super) fn advice(draft: &mut Draft, name: &str, field: &str) -> Option<Phrase> {
    draft.missing += 1;
    if draft.missing > TOLD {
        return None;
    }
    if let Some(row) = named(draft, name) {
        let by_purl = draft.value(draft.parts.purl[row]) == Some(name);
        let line = draft.parts.span[row].start.line.to_string();
        return Some(match (draft.value(draft.parts.reference[row]), by_purl) {
            (Some(declared), true) => phrase!("the part of this package URL, line {}, has the bom-ref `{}`", line, declared),
            (Some(declared), false) => phrase!("the part of this name, line {}, has the bom-ref `{}`", line, declared),
            (None, true) => phrase!("the part of this package URL, line {}, has no bom-ref: give it this one", line),
            (None, false) => phrase!("the part of this name, line {}, has no bom-ref: give it this one", line),
        });
    }
    let declared: Vec<&str> = draft.refs.declared().take(COMPARED + 1).map(|text| draft.texts.get(text)).collect();
    if declared.len() <= COMPARED
        && let Some(near) = meant(name, &declared)
    {
        return Some(phrase!("the nearest bom-ref declared is `{}`", near));
    }
    (field.ends_with("`ref`") && subject(draft).is_none())
        .then(|| phrase!("the bill has no `metadata.component`: declare the delivered system there, with this bom-ref"))
}

/// The part whose name or package URL a reference gives instead of a bom-ref.
fn named(draft: &Draft, name: &str) -> Option<Row> {
    let parts = &draft.parts;
    let is = |packed| draft.value(packed) == Some(name);
    parts.rows().find(|row| is(parts.purl[*row])).or_else(|| parts.rows().find(|row| is(parts.name[*row])))
}

/// The declared bom-ref that was meant: nearly the same, the same release under another package URL, or one that holds it.
fn meant<'a>(name: &str, declared: &[&'a str]) -> Option<&'a str> {
    let release = |text: &str| {
        let purl = parse_purl(text).ok()?;
        Some((purl.name.to_lowercase(), purl.version.map(std::borrow::Cow::into_owned)))
    };
    let wanted = release(name);
    let holds = |whole: &str, part: &str| part.len() > SHORT && whole.contains(part);
    nearest(name, declared.iter().copied())
        .or_else(|| declared.iter().copied().find(|text| wanted.is_some() && release(text) == wanted))
        .or_else(|| declared.iter().copied().find(|text| holds(text, name) || holds(name, text)))
}

impl super::refs::Refs {
    /// The bom-refs that something carries.
    fn declared(&self) -> impl Iterator<Item = crate::base::Text> + '_ {
        self.entries().filter(|(_, carrier)| matches!(carrier, Carrier::Element | Carrier::Part(_))).map(|(text, _)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bom_ref_that_was_meant_is_found_by_spelling_release_and_part() {
        let declared = ["pytorch-id-ref", "transformers-id-ref", "pkg:huggingface/acme/care-7b@1f2e"];
        for (name, want) in [
            ("pytorch-id-reff", Some("pytorch-id-ref")),
            ("transformers", Some("transformers-id-ref")),
            ("pkg:generic/acme/care-7b@1f2e", Some("pkg:huggingface/acme/care-7b@1f2e")),
            ("pkg:generic/acme/care-7b@ffff", None),
            ("root", None),
            ("id", None),
        ] {
            assert_eq!(meant(name, &declared), want, "{name}");
        }
    }
}
