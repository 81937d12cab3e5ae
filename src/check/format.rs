//! How the bytes of a component are serialised, as far as the bill says.

use super::scene::Scene;
use super::{Check, Explanation, Test, Wants};
use crate::base::{Grouped, Index, Mask, Truth};
use crate::model::{Relation, Role, Row, parse_purl};

/// `serialized_as(component, formats)`
pub(super) const SERIALIZED_AS: Check = Check {
    name: "serialized_as",
    wants: Wants::Words,
    doc: "Is the component, or a file inside it, in a format of the list? Formats are file name endings without the dot (`pkl`, \
          `safetensors`), read from the component's name, its download references, its properties named `format` or \
          `serialization`, and the files that stand inside it. Yes: one is on the list. No: a format is stated, and none is. \
          Unknown: nothing says.",
    make: |argument| {
        let (words, name) = argument.words();
        if words.is_empty() {
            return Err("the list of formats is empty".to_owned());
        }
        Ok(Box::new(SerializedAs {
            formats: words.iter().map(|word| word.to_ascii_lowercase()).collect(),
            name: name.to_owned(),
        }))
    },
};

struct SerializedAs {
    formats: Vec<String>,
    name: String,
}

/// Endings that are part of a version or a name rather than a format.
fn ending(text: &str) -> Option<String> {
    let file = text.split(['?', '#']).next()?.rsplit('/').next()?;
    let (_, end) = file.rsplit_once('.')?;
    let plausible = (1..=12).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && end.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !end.starts_with(|first: char| first.is_ascii_digit());
    plausible.then(|| end.to_ascii_lowercase())
}

/// Formats the bill states for one component alone.
fn stated(scene: &Scene<'_>, row: Row) -> Vec<String> {
    let parts = &scene.bom.components;
    let bom = scene.bom;
    let mut found = Vec::new();
    found.extend(bom.value(parts.name[row]).and_then(ending));
    found.extend(
        bom.value(parts.purl[row])
            .filter(|purl| purl.starts_with("pkg:generic/"))
            .and_then(|purl| parse_purl(purl).ok())
            .filter(|purl| purl.kind == "generic")
            .and_then(|purl| ending(&purl.name)),
    );
    for reference in parts.references.of(row) {
        if matches!(bom.text(reference.kind), "distribution" | "distribution-intake" | "other") {
            let url = bom.text(reference.url);
            let path = url.split_once("://").map_or("", |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
            found.extend(ending(path));
        }
    }
    for property in parts.properties.of(row) {
        let name = bom.text(property.name).to_ascii_lowercase();
        if (name.ends_with("format") || name.ends_with("formats") || name.ends_with("serialization"))
            && let Some(value) = bom.value(property.value)
        {
            found.extend(
                value
                    .split([',', ';', ' '])
                    .filter(|word| !word.is_empty())
                    .map(|word| word.trim_matches('.').to_ascii_lowercase()),
            );
        }
    }
    found
}

/// Parts that stand directly inside `row`, by place or by a relationship.
fn inside<'s>(scene: &'s Scene<'_>, row: Row) -> impl Iterator<Item = Row> + 's {
    let contained = scene.bom.edges_of(row).iter().filter(|edge| edge.relation == Relation::Contains);
    contained.map(|edge| edge.to).filter(|to| scene.bom.components.role[*to] == Role::Part)
}

impl Test for SerializedAs {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let mut mask = Mask::collect(scene.rows(), |at| {
            let formats = stated(scene, Row::new(at));
            if formats.iter().any(|format| self.formats.contains(format)) {
                Truth::Yes
            } else if formats.is_empty() {
                Truth::Unknown
            } else {
                Truth::No
            }
        });
        // A file inside a component decides for what it stands in, at any depth: first what is on the list, then what is not.
        let parts = &scene.bom.components;
        let pairs: Vec<(Row, Row)> = parts.rows().flat_map(|row| inside(scene, row).map(move |part| (part, row))).collect();
        let around = Grouped::new(scene.rows(), &pairs);
        for answer in [Truth::Yes, Truth::No] {
            let mut queue: Vec<Row> = parts.rows().filter(|row| mask.get(row.at()) == answer).collect();
            while let Some(row) = queue.pop() {
                for outer in around.of(row) {
                    let held = mask.get(outer.at());
                    if held != Truth::Yes && held != answer {
                        mask.set(outer.at(), answer);
                        queue.push(*outer);
                    }
                }
            }
        }
        mask
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        for part in std::iter::once(row).chain(inside(scene, row)) {
            for format in stated(scene, part) {
                let word = if self.formats.contains(&format) { " (on the list)" } else { "" };
                explanation.saw(format!("format of {}", scene.bom.label(part)), format!("{format}{word}"));
            }
        }
        if explanation.observed.is_empty() {
            explanation.saw("format", "not stated");
        }
        explanation.saw("formats asked about", self.name.clone());
        explanation
    }
}
