//! The graph as it stands on a page: boxes with their lines of text, the ways of the lines between them, the words beside those.
//! Whoever writes it down escapes the texts for its own sink.

use super::layout::{Layout, Point, WIDTH, layout};
use super::{Form, Graph, Line, Link, Node};
use crate::check::Class;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Height of a line of text.
pub(super) const TEXT: i32 = 16;
/// Columns of a name in a box, in a fixed-width font of 12 pixels.
const COLUMNS: usize = 31;
/// Columns of the second text in a box, in a font of 11 pixels.
const SMALL: usize = 38;
/// Lines of a name, at most.
pub(super) const LINES_OF_NAME: usize = 2;

/// Everything in its place, in pixels from the top left.
pub(in crate::report) struct Placed {
    pub(in crate::report) width: i32,
    pub(in crate::report) height: i32,
    /// Where a line of text says that what follows has no relation, if something does.
    pub(in crate::report) loose: Option<i32>,
    pub(in crate::report) cards: Vec<Card>,
    pub(in crate::report) ways: Vec<Way>,
    pub(in crate::report) words: Vec<Words>,
}

/// One box.
pub(in crate::report) struct Card {
    pub(in crate::report) x: i32,
    pub(in crate::report) y: i32,
    pub(in crate::report) width: i32,
    pub(in crate::report) height: i32,
    /// Words for a style sheet.
    pub(in crate::report) looks: String,
    /// The class in a word; none where no home was stated.
    pub(in crate::report) class: Option<&'static str>,
    /// Whether it stands for many.
    pub(in crate::report) group: bool,
    /// All that is known, in one line.
    pub(in crate::report) whole: String,
    pub(in crate::report) texts: Vec<CardText>,
}

/// One line of text in a box, from the corner of the box.
pub(in crate::report) struct CardText {
    pub(in crate::report) looks: &'static str,
    pub(in crate::report) y: i32,
    pub(in crate::report) text: String,
}

/// One line between boxes.
pub(in crate::report) struct Way {
    /// Words for a style sheet.
    pub(in crate::report) looks: &'static str,
    /// SVG path data.
    pub(in crate::report) path: String,
}

/// The words of one line.
pub(in crate::report) struct Words {
    pub(in crate::report) x: i32,
    pub(in crate::report) y: i32,
    pub(in crate::report) text: String,
}

/// Places a graph.
pub(in crate::report) fn placed(graph: &Graph) -> Placed {
    let mut cards: Vec<Card> = graph.nodes.iter().map(|node| card(graph, node)).collect();
    let heights: Vec<i32> = cards.iter().map(|card| card.height).collect();
    let layout = layout(graph, &heights);
    for (card, (x, y)) in cards.iter_mut().zip(&layout.boxes) {
        (card.x, card.y) = (*x, *y);
    }
    let ways = graph.links.iter().zip(&layout.ways).map(|(link, way)| Way { looks: looks(link), path: path(way) }).collect();
    let words = words(graph, &layout);
    Placed { width: layout.width, height: layout.height, loose: layout.block.map(|y| y + TEXT), cards, ways, words }
}

fn card(graph: &Graph, node: &Node) -> Card {
    let name = wrapped(&node.label, COLUMNS, LINES_OF_NAME).into_iter().map(|line| ("name ink", line));
    let detail = wrapped(&node.detail, SMALL, LINES_OF_NAME).into_iter().map(|line| ("soft", line));
    let mark = (!node.mark.is_empty()).then(|| ("mark", node.mark.clone()));
    let lines = name.chain(detail).chain(mark);
    let texts: Vec<CardText> = lines.zip(1..).map(|((looks, text), line)| CardText { looks, y: line * TEXT + 3, text }).collect();
    let mut looks = String::from("box");
    for word in [node.class.map(Class::word), (node.form == Form::Subject).then_some("subject")].into_iter().flatten() {
        looks.push(' ');
        looks.push_str(word);
    }
    if node.of_foreign {
        looks.push_str(" descent");
    }
    let whole = format!("{} ({})", node.label, node.detail);
    let whole = if node.pointer.is_empty() { whole } else { graph.say.fill("{} at {}", &[&whole, &node.pointer]) };
    Card {
        x: 0,
        y: 0,
        width: WIDTH,
        height: texts.iter().map(|_| TEXT).sum::<i32>() + 14,
        looks,
        class: node.class.map(Class::word),
        group: node.form == Form::Group,
        whole,
        texts,
    }
}

fn looks(link: &Link) -> &'static str {
    match (link.line, link.marked) {
        (Line::Lineage, false) => "lineage",
        (Line::Depends, false) => "depends",
        (Line::Contains, false) => "contains",
        (Line::Lineage, true) => "lineage marked",
        (Line::Depends, true) => "depends marked",
        (Line::Contains, true) => "contains marked",
    }
}

fn path(way: &[Point]) -> String {
    let mut path = String::new();
    for (at, pair) in way.chunks_exact(2).enumerate() {
        let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
        let bend = (to_x - x) / 2;
        let start = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{start}{x} {y}C{} {y} {} {to_y} {to_x} {to_y}", x + bend, to_x - bend);
    }
    path
}

/// The words of the lines, near the box each leaves, none upon another.
fn words(graph: &Graph, layout: &Layout) -> Vec<Words> {
    let mut placed: Vec<Words> = Vec::new();
    let named = |entry: &(&Link, &Vec<Point>)| !entry.0.words.is_empty();
    for (link, way) in graph.links.iter().zip(&layout.ways).filter(named) {
        let [(x, y), (to_x, to_y), ..] = way[..] else { continue };
        let at_x = x + (to_x - x) / 2;
        let mut at_y = y + (to_y - y) / 2 - 5;
        while placed.iter().any(|other| other.x == at_x && (other.y - at_y).abs() < TEXT - 5) {
            at_y += TEXT - 5;
        }
        placed.push(Words { x: at_x, y: at_y, text: link.words.clone() });
    }
    placed
}

/// Lines of so many columns, broken after a sign that parts words where there is one; past the last line, an ellipsis.
pub(super) fn wrapped(text: &str, columns: usize, most: usize) -> Vec<String> {
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
