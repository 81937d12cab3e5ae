//! A picture for programs.

use super::super::component::Component;
use super::super::json::write_json;
use crate::base::Truth;
use crate::check::Scene;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Root<'a> {
    schema: &'static str,
    version: u8,
    bomgate: &'static str,
    name: &'a str,
    format: &'static str,
    spec_version: &'a str,
    sha256: &'a str,
    home: Option<&'a str>,
    elements_seen: usize,
    rejected_for: Vec<&'static str>,
    components: Vec<Component<'a>>,
    lineage: Vec<Line>,
    notes: Vec<Note<'a>>,
}

/// What one model or dataset was made from.
#[derive(Serialize)]
struct Line {
    pointer: String,
    /// `yes`: named; `no`: the bill says there is none; `unknown`: the bill is silent.
    bases_stated: &'static str,
    datasets_stated: &'static str,
    made_from: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    relation: &'static str,
    label: String,
    pointer: String,
}

#[derive(Serialize)]
struct Note<'a> {
    code: &'static str,
    message: &'a str,
    pointer: String,
    line: u32,
    column: u32,
}

/// Writes it.
pub(super) fn write(scene: &Scene<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (bom, parts) = (scene.bom, &scene.bom.components);
    let word = |truth: Truth| match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    };
    let lineage = &scene.facts.lineage;
    let lines = parts.rows().filter(|row| parts.kind[*row].is_model() || !lineage.of(*row).is_empty()).map(|row| Line {
        pointer: bom.pointer(row),
        bases_stated: word(lineage.bases_stated(row)),
        datasets_stated: word(lineage.datasets_stated(row)),
        made_from: lineage
            .of(row)
            .iter()
            .map(|edge| Step { relation: edge.relation.word(), label: bom.label(edge.to), pointer: bom.pointer(edge.to) })
            .collect(),
    });
    let of_bom = bom.notes.iter().map(|note| Note {
        code: note.code.word(),
        message: &note.message,
        pointer: note.pointer.clone(),
        line: note.place.line,
        column: note.place.column,
    });
    let of_facts = scene.facts.notes.iter().map(|note| {
        let start = parts.span[note.row].start;
        Note {
            code: note.code.word(),
            message: &note.message,
            pointer: bom.pointer(note.row),
            line: start.line,
            column: start.column,
        }
    });
    let root = Root {
        schema: "https://bomgate.example/show/1",
        version: 1,
        bomgate: env!("CARGO_PKG_VERSION"),
        name: &bom.name,
        format: bom.document.format,
        spec_version: &bom.document.spec_version,
        sha256: &bom.document.sha256,
        home: Some(scene.buyer.home_word.as_str()).filter(|word| !word.is_empty()),
        elements_seen: bom.seen,
        rejected_for: bom.rejections().map(|note| note.code.word()).collect(),
        components: parts.rows().map(|row| Component::of(scene, row)).collect(),
        lineage: lines.collect(),
        notes: of_bom.chain(of_facts).collect(),
    };
    write_json(&root, out)
}
