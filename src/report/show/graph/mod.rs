//! The supply graph as a picture: parts as boxes coloured by what they are to the buyer, relations as lines. The graph is
//! built once ([`build`]); each format only writes it down, and escapes what a vendor wrote for its own sink.

mod build;
mod dot;
mod layout;
mod mermaid;
mod placed;
mod svg;

pub(in crate::report) use placed::{Placed, placed};

use crate::check::{Class, Scene};
use crate::model::{Relation, Row};
use crate::report::words::Words;
use std::io::{self, Write};

/// Parts drawn one by one; in larger bills the rest is drawn as groups.
const DRAWN: usize = 200;

/// What the kinds of lines mean, in every format.
const LINES: [&str; 3] = ["thick line: made from, trained on", "thin line: depends on, provides", "dashed line: contains"];

/// A language graphs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The DOT language of Graphviz. Source: <https://graphviz.org/doc/info/lang.html>.
    Dot,
    /// A Mermaid flowchart. Source: <https://mermaid.js.org/syntax/flowchart.html>.
    Mermaid,
    /// SVG 1.1 that stands alone: no script, no link, nothing fetched.
    Svg,
}

/// Writes the supply graph of a bill.
pub(super) fn write(scene: &Scene<'_>, say: Words, drawing: Drawing, out: &mut dyn Write) -> io::Result<()> {
    let graph = build::graph(scene, say, DRAWN);
    let text = match drawing {
        Drawing::Dot => dot::text(&graph),
        Drawing::Mermaid => mermaid::text(&graph),
        Drawing::Svg => svg::text(&graph),
    };
    out.write_all(text.as_bytes())
}

/// The parts `chosen`, by row, and the relations between them; of the others only their number is told.
pub(in crate::report) fn chosen(scene: &Scene<'_>, say: Words, chosen: &[bool]) -> Graph {
    build::graph_of(scene, say, chosen)
}

/// The colours of the classes as variables of a style sheet: `--home`, `--home-fill`, ... on a light and on a dark page.
pub(in crate::report) fn palette() -> String {
    let variables = |of: fn(&Look) -> (&'static str, &'static str)| -> String {
        let pairs = LOOKS.iter().map(|look| (look.class.word(), of(look)));
        pairs.map(|(word, (fill, stroke))| format!("--{word}:{stroke};--{word}-fill:{fill};")).collect()
    };
    let (light, dark) = (variables(|look| (look.fill, look.stroke)), variables(|look| look.dark));
    format!(":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}")
}

/// What is drawn. Its texts show controls and hidden characters as escapes; they are not yet escaped for a format.
pub(in crate::report) struct Graph {
    /// What its texts are written in.
    say: Words,
    pub(in crate::report) title: String,
    /// What the reader must know of the picture: how much is drawn, through whose eyes, whether the bill is rejected.
    pub(in crate::report) notes: Vec<String>,
    pub(in crate::report) nodes: Vec<Node>,
    /// Ordered by ends, one for each pair.
    pub(in crate::report) links: Vec<Link>,
}

/// One part, or many of one kind and class.
pub(in crate::report) struct Node {
    /// The part; none for groups.
    pub(in crate::report) row: Option<Row>,
    pub(in crate::report) label: String,
    /// Kind, class and countries in words: colours are never the only sign.
    detail: String,
    /// Where the part stands in the bill; empty for groups.
    pointer: String,
    /// None where no home was stated.
    class: Option<Class>,
    form: Form,
    /// Whether it is not foreign itself, but made from something that is.
    of_foreign: bool,
    /// What a report has to say of it, in a few words; mostly nothing.
    pub(in crate::report) mark: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Subject,
    Part,
    Group,
}

/// A relation between two nodes, read from left to right.
pub(in crate::report) struct Link {
    pub(in crate::report) from: usize,
    pub(in crate::report) to: usize,
    line: Line,
    /// The relations in words; empty where the kind of line says it all.
    words: String,
    /// Whether a report points it out.
    pub(in crate::report) marked: bool,
}

impl Graph {
    /// What the lines mean, in one line.
    fn lines(&self) -> String {
        LINES.map(|line| self.say.say(line)).join("; ")
    }

    /// What stands over parts without relations.
    fn no_relation(&self) -> &'static str {
        self.say.say("no relation stated")
    }

    /// What a line means, in words.
    pub(in crate::report) fn meaning<'a>(&self, link: &'a Link) -> &'a str {
        match link.line {
            _ if !link.words.is_empty() => &link.words,
            Line::Contains => self.say.say(Relation::Contains.word()),
            Line::Depends | Line::Lineage => self.say.say(Relation::DependsOn.word()),
        }
    }
}

/// How a relation is drawn; what weighs most comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Lineage,
    Depends,
    Contains,
}

/// The colours of a class.
struct Look {
    class: Class,
    fill: &'static str,
    stroke: &'static str,
    /// On a dark page.
    dark: (&'static str, &'static str),
}

const fn look(class: Class, fill: &'static str, stroke: &'static str, dark: (&'static str, &'static str)) -> Look {
    Look { class, fill, stroke, dark }
}

static LOOKS: [Look; 6] = [
    look(Class::Home, "#dff3e4", "#1a7f37", ("#12291a", "#4cc26a")),
    look(Class::Trusted, "#dcebfb", "#0a5cc0", ("#10233d", "#6cb0ff")),
    look(Class::Foreign, "#ffe9d1", "#b35300", ("#38220c", "#f0a040")),
    look(Class::Restricted, "#ffdfdc", "#c0202c", ("#3d1517", "#ff7b72")),
    look(Class::Listed, "#f0e2ff", "#7a3fd0", ("#2a1a42", "#c39bff")),
    look(Class::Unknown, "#eceff2", "#5c6670", ("#23282e", "#9aa5b1")),
];

impl Node {
    fn look(&self) -> Option<&'static Look> {
        LOOKS.iter().find(|look| Some(look.class) == self.class)
    }
}

/// The colours whose border a part made from foreign ones takes.
fn foreign_look() -> &'static Look {
    LOOKS.iter().find(|look| look.class == Class::Foreign).expect("every class has its look")
}
