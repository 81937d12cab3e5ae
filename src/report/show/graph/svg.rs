//! The graph as an image that stands alone: no script, no link, no font, nothing fetched; light and dark.
//! Source: SVG 1.1 (Second Edition); XML 1.0, 2.2 and 2.4.

use super::placed::{Card, LINES_OF_NAME, Placed, TEXT, placed, wrapped};
use super::{Graph, LINES, LOOKS};
use crate::check::Class;
use std::fmt::Write;

/// Around everything.
const MARGIN: i32 = 24;
/// Columns of the title, in a font of 16 pixels.
const TITLE: usize = 68;
/// Room for one class in the legend.
const SWATCH: i32 = 96;
/// So that legend and notes fit.
const NARROWEST: i32 = 720;

const STYLE: &str = "\
.page{fill:#fff}.box{fill:#fff;stroke:#5c6670}.ink{fill:#1a1e23}.soft{fill:#4d5660}.line{stroke:#5c6670;fill:none}.tip{fill:#5c6670}\
text{font:11px system-ui,sans-serif}.name{font:12px ui-monospace,Menlo,Consolas,monospace}.title{font:600 16px system-ui,sans-serif}\
.word{font-size:10px;paint-order:stroke;stroke:#fff;stroke-width:3px}\
.lineage{stroke-width:2.2}.depends{stroke-width:.8}.contains{stroke-dasharray:5 4}.subject{stroke-width:3}.descent{stroke-width:3}";
const DARK: &str = "\
.page{fill:#14181d}.box{fill:#14181d;stroke:#9aa5b1}.ink{fill:#eef1f4}.soft{fill:#b4bec8}.line{stroke:#9aa5b1}.tip{fill:#9aa5b1}\
.word{stroke:#14181d}";

/// The whole text.
pub(super) fn text(graph: &Graph) -> String {
    let placed = placed(graph);
    let mut head = String::new();
    let top = legend(&mut head, graph) + MARGIN;
    let (width, height) = (placed.width.max(NARROWEST) + 2 * MARGIN, placed.height + top + MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title about\">\n<title id=\"title\">{}</title>\n<desc id=\"about\">{}. {}.</desc>\n",
        xml(&graph.title),
        xml(&graph.notes.join(". ")),
        xml(&graph.lines())
    );
    styles(&mut out);
    out.push_str(
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" \
         markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
    );
    let _ = writeln!(out, "<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>");
    out.push_str(&head);
    let _ = writeln!(out, "<g transform=\"translate({MARGIN} {top})\">");
    body(&mut out, graph, &placed);
    out.push_str("</g>\n</svg>\n");
    out
}

fn styles(out: &mut String) {
    let (mut light, mut dark) = (STYLE.to_owned(), DARK.to_owned());
    for look in &LOOKS {
        let word = look.class.word();
        let _ = write!(light, ".box.{word}{{fill:{};stroke:{}}}.bar.{word}{{fill:{}}}", look.fill, look.stroke, look.stroke);
        let (fill, stroke) = look.dark;
        let _ = write!(dark, ".box.{word}{{fill:{fill};stroke:{stroke}}}.bar.{word}{{fill:{stroke}}}");
        if look.class == Class::Foreign {
            let _ = write!(light, ".box.descent{{stroke:{}}}", look.stroke);
            let _ = write!(dark, ".box.descent{{stroke:{stroke}}}");
        }
    }
    let _ = writeln!(out, "<style>{light}@media (prefers-color-scheme:dark){{{dark}}}</style>");
}

/// Title, notes, classes, lines; returns the height they take.
fn legend(out: &mut String, graph: &Graph) -> i32 {
    let mut y = MARGIN - 8;
    for line in wrapped(&graph.title, TITLE, LINES_OF_NAME) {
        y += TEXT + 4;
        let _ = writeln!(out, "<text class=\"title ink\" x=\"{MARGIN}\" y=\"{y}\">{}</text>", xml(&line));
    }
    for note in &graph.notes {
        y += TEXT;
        let _ = writeln!(out, "<text class=\"soft\" x=\"{MARGIN}\" y=\"{y}\">{}</text>", xml(note));
    }
    y += 10;
    if graph.nodes.iter().any(|node| node.class.is_some()) {
        let mut x = MARGIN;
        for look in &LOOKS {
            let word = look.class.word();
            let _ = writeln!(
                out,
                "<rect class=\"box {word}\" x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" rx=\"3\"/>\
                 <text class=\"ink\" x=\"{}\" y=\"{}\">{}</text>",
                x + 20,
                y + 11,
                graph.say.word("class", word)
            );
            x += SWATCH;
        }
        y += TEXT + 10;
    }
    let mut x = MARGIN;
    for (class, meaning) in ["lineage", "depends", "contains"].into_iter().zip(LINES) {
        let meaning = graph.say.say(meaning);
        let meaning = meaning.split_once([':', '：']).map_or(meaning, |(_, meaning)| meaning.trim_start());
        let _ = writeln!(
            out,
            "<path class=\"line {class}\" marker-end=\"url(#tip)\" d=\"M{x} {middle}h36\"/><text class=\"ink\" x=\"{}\" y=\"{}\">{meaning}</text>",
            x + 44,
            y + 11,
            middle = y + 7
        );
        x += 2 * SWATCH;
    }
    y + TEXT
}

fn body(out: &mut String, graph: &Graph, placed: &Placed) {
    for way in &placed.ways {
        let _ = writeln!(out, "<path class=\"line {}\" marker-end=\"url(#tip)\" d=\"{}\"/>", way.looks, way.path);
    }
    if let Some(y) = placed.loose {
        let _ = writeln!(out, "<text class=\"soft\" x=\"0\" y=\"{y}\">{}</text>", graph.no_relation());
    }
    placed.cards.iter().for_each(|card| draw(out, card));
    for words in &placed.words {
        let (x, y, text) = (words.x, words.y, xml(&words.text));
        let _ = writeln!(out, "<text class=\"word soft\" text-anchor=\"middle\" x=\"{x}\" y=\"{y}\">{text}</text>");
    }
}

fn draw(out: &mut String, card: &Card) {
    let Card { x, y, width, height, looks, .. } = card;
    let _ = write!(out, "<g transform=\"translate({x} {y})\"><title>{}</title>", xml(&card.whole));
    if card.group {
        let _ = write!(out, "<rect class=\"{looks}\" x=\"5\" y=\"5\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>");
    }
    let _ = write!(out, "<rect class=\"{looks}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>");
    if let Some(word) = card.class {
        let _ = write!(out, "<rect class=\"bar {word}\" width=\"6\" height=\"{height}\" rx=\"3\"/>");
    }
    for line in &card.texts {
        let _ = write!(out, "<text class=\"{}\" x=\"15\" y=\"{}\">{}</text>", line.looks, line.y, xml(&line.text));
    }
    out.push_str("</g>\n");
}

/// Character data: the five signs of markup as entities, what XML cannot hold as an escape.
fn xml(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
        out
    })
}
