//! The graph in the DOT language. Source: <https://graphviz.org/doc/info/lang.html>, `ID`; <https://graphviz.org/docs/attr-types/escString/>.

use super::{Form, Graph, Line, foreign_look};
use std::fmt::Write;

/// The whole text.
pub(super) fn text(graph: &Graph) -> String {
    let mut out = String::from("digraph supply {\n");
    let about = std::iter::once(&graph.title).chain(&graph.notes).map(|note| quoted(note));
    let about: String = about.chain([quoted(&graph.lines())]).map(|note| note + "\\l").collect();
    let _ = write!(
        out,
        "  graph [rankdir=LR, labelloc=t, labeljust=l, fontname=\"sans-serif\", label=\"{about}\"]\n  \
         node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", fontname=\"sans-serif\", fontsize=11]\n  \
         edge [fontname=\"sans-serif\", fontsize=9]\n"
    );
    for (at, node) in graph.nodes.iter().enumerate() {
        let _ = write!(out, "  n{at} [label=\"{}\\n{}\"", quoted(&node.label), quoted(&node.detail));
        if let Some(look) = node.look() {
            let stroke = if node.of_foreign { foreign_look().stroke } else { look.stroke };
            let _ = write!(out, ", fillcolor=\"{}\", color=\"{stroke}\"", look.fill);
        }
        match (node.form, node.of_foreign) {
            (Form::Group, _) => out.push_str(", style=\"filled\", peripheries=2"),
            (Form::Subject, _) | (_, true) => out.push_str(", penwidth=2.5"),
            (Form::Part, false) => {}
        }
        if !node.pointer.is_empty() {
            let _ = write!(out, ", tooltip=\"{}\"", quoted(&node.pointer));
        }
        out.push_str("]\n");
    }
    for link in &graph.links {
        let style = match link.line {
            Line::Lineage => "penwidth=2",
            Line::Depends => "penwidth=0.7",
            Line::Contains => "style=dashed",
        };
        let _ = write!(out, "  n{} -> n{} [{style}", link.from, link.to);
        if !link.words.is_empty() {
            let _ = write!(out, ", label=\"{}\"", quoted(&link.words));
        }
        out.push_str("]\n");
    }
    out.push_str("}\n");
    out
}

/// The inside of a quoted string: a quote would end it, a backslash starts an escape of labels, an ampersand an entity.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
