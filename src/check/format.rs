//! How the bytes of a component are serialised, as far as the bill says.

use super::scene::Scene;
use super::{Check, Explanation, Test, Wants};
use crate::base::{Grouped, Index, Mask, Truth, phrase};
use crate::enrich::stated_formats;
use crate::model::{Edge, Relation, Role, Row};

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
            return Err(phrase!("the list of formats is empty"));
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

impl SerializedAs {
    fn lists(&self, format: &str) -> bool {
        self.formats.iter().any(|listed| listed.eq_ignore_ascii_case(format))
    }
}

/// Whether the far end stands inside the near one, as a part of what is delivered.
fn inside(scene: &Scene<'_>, edge: &Edge) -> bool {
    edge.relation == Relation::Contains && scene.bom.components.role[edge.to] == Role::Part
}

impl Test for SerializedAs {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let mut mask = Mask::collect(scene.rows(), |at| {
            let (mut some, mut bad) = (false, false);
            stated_formats(scene.bom, Row::new(at), &mut |format| {
                some = true;
                bad |= self.lists(format);
            });
            match (bad, some) {
                (true, _) => Truth::Yes,
                (false, true) => Truth::No,
                (false, false) => Truth::Unknown,
            }
        });
        // A file inside a component decides for what it stands in, at any depth.
        let rows = || scene.bom.components.rows();
        let contained =
            |row: Row| scene.bom.edges_of(row).iter().filter(|edge| inside(scene, edge)).map(move |edge| (edge.to, row));
        let outside: Grouped<Row, Row> = Grouped::new(scene.rows(), &rows().flat_map(contained).collect::<Vec<_>>());
        for answer in [Truth::No, Truth::Yes] {
            let mut queue: Vec<Row> = rows().filter(|row| mask.get(row.at()) == answer).collect();
            while let Some(row) = queue.pop() {
                for around in outside.of(row) {
                    let held = mask.get(around.at());
                    if held == Truth::Unknown || (answer, held) == (Truth::Yes, Truth::No) {
                        mask.set(around.at(), answer);
                        queue.push(*around);
                    }
                }
            }
        }
        mask
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let inner = scene.bom.edges_of(row).iter().filter(|edge| inside(scene, edge)).map(|edge| edge.to);
        for part in std::iter::once(row).chain(inner) {
            stated_formats(scene.bom, part, &mut |format| {
                let lower = format.to_ascii_lowercase();
                let shown = if self.lists(format) { phrase!("{} (on the list)", lower) } else { lower.into() };
                explanation.saw(phrase!("format of {}", scene.bom.label(part)), shown);
            });
        }
        if explanation.observed.is_empty() {
            explanation.saw(phrase!("format"), phrase!("not stated"));
        }
        explanation.saw(phrase!("formats asked about"), self.name.clone());
        explanation
    }
}
