//! Tables of any length. The first rows stand in the page; the others wait as inert data that the page's script makes rows of,
//! so that ten thousand of them cost a reader nothing. Both are written from the same cells.

use super::shown::Shown;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::collections::HashMap;
use std::io::{self, Write};

/// A stretch of text and how it looks: a word of the style sheet, never of a bill.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Piece {
    pub(super) looks: &'static str,
    pub(super) text: Shown,
}

/// A piece of text somebody else wrote.
pub(super) fn piece(looks: &'static str, text: &str) -> Piece {
    Piece { looks, text: Shown::of(text) }
}

/// What stands in one line of a cell.
pub(super) type Line = Vec<Piece>;

/// What stands in one cell.
pub(super) type Cell = Vec<Line>;

/// A cell of one text; empty for none.
pub(super) fn cell(looks: &'static str, text: &str) -> Cell {
    if text.is_empty() { Cell::new() } else { vec![vec![piece(looks, text)]] }
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What filters ask for, words parted by spaces.
    pub(super) keys: String,
    pub(super) cells: Vec<Cell>,
}

/// What a column is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) label: &'static str,
    /// Whether its cells name their rows.
    pub(super) names: bool,
}

/// A table: all columns, the first rows, the number of all.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) id: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) total: usize,
}

impl Table {
    /// A table without rows; the column `names` names them.
    pub(super) fn new(id: String, labels: &[&'static str], names: usize) -> Self {
        let columns = labels.iter().enumerate().map(|(at, label)| Column { label, names: at == names }).collect();
        Self { id, columns, rows: Vec::new(), total: 0 }
    }

    /// Adds a row: to the page while it has fewer than `most`, then to what waits.
    pub(super) fn push(&mut self, row: Row, most: usize, waiting: &mut Waiting) {
        self.total += 1;
        if self.rows.len() < most { self.rows.push(row) } else { waiting.add(&self.id, &row) }
    }

    /// Rows that wait.
    pub(super) fn rest(&self) -> usize {
        self.total - self.rows.len()
    }

    /// The cells of a row beside their columns.
    pub(super) fn cells<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(&row.cells)
    }
}

/// Rows that wait, every text and every cell once.
///
/// Shape: `pieces` are `[looks, text]`, `cells` lines of numbers of pieces, `tables` `[id, rows]`, a row the number of its keys
/// and those of its cells.
#[derive(Debug, Default, Serialize)]
pub(super) struct Waiting {
    pieces: Vec<(&'static str, String)>,
    cells: Vec<Vec<Vec<u32>>>,
    keys: Vec<String>,
    tables: Vec<(String, Vec<Vec<u32>>)>,
    #[serde(skip)]
    known_pieces: HashMap<Piece, u32>,
    #[serde(skip)]
    known_cells: HashMap<Vec<Vec<u32>>, u32>,
    #[serde(skip)]
    known_keys: HashMap<String, u32>,
}

impl Waiting {
    fn add(&mut self, table: &str, row: &Row) {
        let keys = number(&mut self.known_keys, &row.keys, || self.keys.push(row.keys.clone()));
        let mut packed = vec![keys];
        for cell in &row.cells {
            let lines: Vec<Vec<u32>> = cell.iter().map(|line| line.iter().map(|piece| self.piece(piece)).collect()).collect();
            packed.push(number(&mut self.known_cells, &lines, || self.cells.push(lines.clone())));
        }
        match self.tables.last_mut() {
            Some((id, rows)) if id == table => rows.push(packed),
            _ => self.tables.push((table.to_owned(), vec![packed])),
        }
    }

    fn piece(&mut self, piece: &Piece) -> u32 {
        number(&mut self.known_pieces, piece, || self.pieces.push((piece.looks, piece.text.as_str().to_owned())))
    }

    /// Writes it as the content of an inert `<script>`: JSON in which no character can end the element or be taken for markup.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.serialize(&mut serde_json::Serializer::with_formatter(out, Inert))?;
        Ok(())
    }
}

/// The number a value goes by; a new one is kept.
fn number<T: Clone + Eq + std::hash::Hash>(known: &mut HashMap<T, u32>, value: &T, keep: impl FnOnce()) -> u32 {
    if let Some(number) = known.get(value) {
        return *number;
    }
    let number = u32::try_from(known.len()).expect("limits keep a bill far below 2^32 parts");
    known.insert(value.clone(), number);
    keep();
    number
}

/// Compact JSON whose strings hold neither `<`, `>` nor `&`. Source: HTML, "Restrictions for contents of script elements".
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['<', '>', '&']) {
            out.write_all(&rest.as_bytes()[..at])?;
            write!(out, "\\u{:04x}", rest.as_bytes()[at])?;
            rest = &rest[at + 1..];
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Row {
        Row { keys: "violates".to_owned(), cells: vec![cell("name", text), cell("", "same")] }
    }

    #[test]
    fn rows_past_the_first_wait_as_data_that_cannot_end_its_element() {
        let (mut table, mut waiting) = (Table::new("t".to_owned(), &["name", "rest"], 0), Waiting::default());
        for text in ["one", "</script><script>alert(1)", "a & b", "a & b"] {
            table.push(row(text), 1, &mut waiting);
        }
        assert_eq!((table.rows.len(), table.rest(), table.total), (1, 3, 4));
        let mut out = Vec::new();
        waiting.write(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["pieces"].as_array().unwrap().len(), 3, "each text stands once: {text}");
        assert_eq!(value["pieces"][0][1], "</script><script>alert(1)");
        assert_eq!(value["tables"][0][1].as_array().unwrap().len(), 3);
    }
}
