//! The graph as an image that stands alone: no script, no link, no font, nothing fetched; light and dark.
//! Source: SVG 1.1 (Second Edition); XML 1.0, 2.2 and 2.4.

use super::layout::{Layout, Point, WIDTH, layout};
use super::{Form, Graph, LINES, LOOKS, Line, Link, Node};
use crate::check::Class;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Around everything.
const MARGIN: i32 = 24;
/// Height of a line of text.
const TEXT: i32 = 16;
/// Columns of a name in a box, in a fixed-width font of 12 pixels.
const COLUMNS: usize = 31;
/// Columns of the second text in a box, in a font of 11 pixels.
const SMALL: usize = 38;
/// Columns of the title, in a font of 16 pixels.
const TITLE: usize = 68;
/// Lines of a name, at most.
const LINES_OF_NAME: usize = 2;
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

/// A box ready to be drawn.
struct Card<'a> {
    node: &'a Node,
    name: Vec<String>,
    detail: Vec<String>,
}

impl<'a> Card<'a> {
    fn of(node: &'a Node) -> Self {
        Self { node, name: wrapped(&node.label, COLUMNS, LINES_OF_NAME), detail: wrapped(&node.detail, SMALL, LINES_OF_NAME) }
    }

    fn height(&self) -> i32 {
        (self.name.iter().chain(&self.detail)).map(|_| TEXT).sum::<i32>() + 14
    }
}

/// The whole text.
pub(super) fn text(graph: &Graph) -> String {
    let cards: Vec<Card<'_>> = graph.nodes.iter().map(Card::of).collect();
    let heights: Vec<i32> = cards.iter().map(Card::height).collect();
    let layout = layout(graph, &heights);
    let mut head = String::new();
    let top = legend(&mut head, graph) + MARGIN;
    let (width, height) = (layout.width.max(NARROWEST) + 2 * MARGIN, layout.height + top + MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title about\">\n<title id=\"title\">{}</title>\n<desc id=\"about\">{}. {LINES}.</desc>\n",
        xml(&graph.title),
        xml(&graph.notes.join(". "))
    );
    styles(&mut out);
    out.push_str(
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" \
         markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
    );
    let _ = writeln!(out, "<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>");
    out.push_str(&head);
    let _ = writeln!(out, "<g transform=\"translate({MARGIN} {top})\">");
    lines(&mut out, graph, &layout);
    if let Some(y) = layout.block {
        let _ = writeln!(out, "<text class=\"soft\" x=\"0\" y=\"{}\">no relation stated</text>", y + TEXT);
    }
    for (card, at) in cards.iter().zip(&layout.boxes) {
        draw(&mut out, card, *at);
    }
    words(&mut out, graph, &layout);
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
                 <text class=\"ink\" x=\"{}\" y=\"{}\">{word}</text>",
                x + 20,
                y + 11
            );
            x += SWATCH;
        }
        y += TEXT + 10;
    }
    let mut x = MARGIN;
    for (class, meaning) in ["lineage", "depends", "contains"].into_iter().zip(LINES.split("; ")) {
        let meaning = meaning.split_once(": ").map_or(meaning, |(_, meaning)| meaning);
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

fn draw(out: &mut String, card: &Card<'_>, (x, y): Point) {
    let node = card.node;
    let height = card.height();
    let mut class = String::from("box");
    for word in [node.class.map(Class::word), (node.form == Form::Subject).then_some("subject")].into_iter().flatten() {
        class.push(' ');
        class.push_str(word);
    }
    if node.of_foreign {
        class.push_str(" descent");
    }
    let place = if node.pointer.is_empty() { String::new() } else { format!(" at {}", node.pointer) };
    let whole = format!("{} ({}){place}", node.label, node.detail);
    let _ = write!(out, "<g transform=\"translate({x} {y})\"><title>{}</title>", xml(&whole));
    if node.form == Form::Group {
        let _ = write!(out, "<rect class=\"{class}\" x=\"5\" y=\"5\" width=\"{WIDTH}\" height=\"{height}\" rx=\"6\"/>");
    }
    let _ = write!(out, "<rect class=\"{class}\" width=\"{WIDTH}\" height=\"{height}\" rx=\"6\"/>");
    if let Some(word) = node.class.map(Class::word) {
        let _ = write!(out, "<rect class=\"bar {word}\" width=\"6\" height=\"{height}\" rx=\"3\"/>");
    }
    let lines = card.name.iter().map(|line| ("name ink", line)).chain(card.detail.iter().map(|line| ("soft", line)));
    let mut line_y = TEXT + 3;
    for (class, line) in lines {
        let _ = write!(out, "<text class=\"{class}\" x=\"15\" y=\"{line_y}\">{}</text>", xml(line));
        line_y += TEXT;
    }
    out.push_str("</g>\n");
}

fn lines(out: &mut String, graph: &Graph, layout: &Layout) {
    for (link, way) in graph.links.iter().zip(&layout.ways) {
        let class = match link.line {
            Line::Lineage => "lineage",
            Line::Depends => "depends",
            Line::Contains => "contains",
        };
        let mut path = String::new();
        for (at, pair) in way.chunks_exact(2).enumerate() {
            let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
            let bend = (to_x - x) / 2;
            let start = if at == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{start}{x} {y}C{} {y} {} {to_y} {to_x} {to_y}", x + bend, to_x - bend);
        }
        let _ = writeln!(out, "<path class=\"line {class}\" marker-end=\"url(#tip)\" d=\"{path}\"/>");
    }
}

/// The words of the lines, near the box each leaves, none upon another.
fn words(out: &mut String, graph: &Graph, layout: &Layout) {
    let mut taken: Vec<Point> = Vec::new();
    let named = |entry: &(&Link, &Vec<Point>)| !entry.0.words.is_empty();
    for (link, way) in graph.links.iter().zip(&layout.ways).filter(named) {
        let [(x, y), (to_x, to_y), ..] = way[..] else { continue };
        let at_x = x + (to_x - x) / 2;
        let mut at_y = y + (to_y - y) / 2 - 5;
        while taken.iter().any(|(x, y)| *x == at_x && (y - at_y).abs() < TEXT - 5) {
            at_y += TEXT - 5;
        }
        taken.push((at_x, at_y));
        let _ = writeln!(
            out,
            "<text class=\"word soft\" text-anchor=\"middle\" x=\"{at_x}\" y=\"{at_y}\">{}</text>",
            xml(&link.words)
        );
    }
}

/// Lines of so many columns, broken after a sign that parts words where there is one; past the last line, an ellipsis.
fn wrapped(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text;
    while rest.width() > columns {
        if lines.len() + 1 == most {
            let end = fitting(rest, columns - 1);
            lines.push(format!("{}…", &rest[..end]));
            return lines;
        }
        let end = fitting(rest, columns);
        let sign = |c: char| matches!(c, ' ' | '/' | '@' | '-' | '_' | ',' | ';');
        let after = rest[..end].rfind(sign).map(|at| at + 1).filter(|at| *at > end / 2).unwrap_or(end);
        lines.push(rest[..after].trim_end().to_owned());
        rest = rest[after..].trim_start();
    }
    lines.push(rest.to_owned());
    lines
}

/// Bytes of the longest start that fits.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let past = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    past.map_or(text.len(), |(at, _)| at)
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
