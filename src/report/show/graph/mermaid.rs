//! The graph as a Mermaid flowchart. Source: <https://mermaid.js.org/syntax/flowchart.html>, entity codes.

use super::{Form, Graph, LOOKS, Line, foreign_look};
use std::fmt::Write;

/// What Mermaid draws unless its configuration says more: `maxEdges`, `maxTextSize`.
/// Source: <https://mermaid.js.org/config/schema-docs/config.html>.
const MOST_EDGES: usize = 500;
const MOST_TEXT: usize = 50_000;

/// The whole text.
pub(super) fn text(graph: &Graph) -> String {
    let mut out = String::from("flowchart LR\n");
    for look in &LOOKS {
        let _ = writeln!(out, "  classDef {} fill:{},stroke:{},color:#1a1e23", look.class.word(), look.fill, look.stroke);
    }
    let _ = writeln!(out, "  classDef subject stroke-width:3px");
    let _ = writeln!(out, "  classDef group stroke-width:4px");
    let _ = writeln!(out, "  classDef descent stroke:{},stroke-width:3px", foreign_look().stroke);
    let lines = graph.lines();
    let about = std::iter::once(graph.title.as_str()).chain(graph.notes.iter().map(String::as_str)).chain([lines.as_str()]);
    let about: Vec<String> = about.map(escaped).collect();
    let _ = writeln!(out, "  about[\"{}\"]", about.join("<br/>"));
    for (at, node) in graph.nodes.iter().enumerate() {
        let class = node.class.map(|class| format!(":::{}", class.word())).unwrap_or_default();
        let _ = writeln!(out, "  n{at}[\"{}<br/>{}\"]{class}", escaped(&node.label), escaped(&node.detail));
        let form = match node.form {
            Form::Subject => Some("subject"),
            Form::Group => Some("group"),
            Form::Part => None,
        };
        for class in form.into_iter().chain(node.of_foreign.then_some("descent")) {
            let _ = writeln!(out, "  class n{at} {class}");
        }
    }
    for link in &graph.links {
        let arrow = match link.line {
            Line::Lineage => "==>",
            Line::Depends => "-->",
            Line::Contains => "-.->",
        };
        let words = if link.words.is_empty() { String::new() } else { format!("|\"{}\"|", escaped(&link.words)) };
        let _ = writeln!(out, "  n{} {arrow}{words} n{}", link.from, link.to);
    }
    if graph.links.len() > MOST_EDGES || out.len() > MOST_TEXT {
        out.insert_str(
            0,
            "%% More than Mermaid draws by default: raise maxEdges and maxTextSize where it is configured, or use svg or dot.\n",
        );
    }
    out
}

/// The inside of a quoted label. Everything but letters, digits and a few harmless signs becomes an entity code, so that no
/// text ends the label, starts a directive (`%%{`), markup, an entity code or a Markdown string.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ',' | '/' | '(' | ')' | '@' | '+' | '×' | '…') {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
        out
    })
}
