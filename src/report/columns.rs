//! Cells of a table in a language whose text is broken anywhere but before some signs: broken before the table is laid out,
//! which knows nothing of that.

use super::page::lines;
use unicode_width::UnicodeWidthStr;

/// Columns between two cells.
const BETWEEN: usize = 2;
/// The narrowest a column is made.
const LEAST: usize = 4;

/// The cells with line ends where they have to go on below, so that rows fit `room` columns: the widest column gives way, the
/// rightmost of several first.
pub(super) fn fitted(rows: &[Vec<String>], room: usize) -> Vec<Vec<String>> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let natural = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns).map(natural).collect();
    let room = room.saturating_sub(BETWEEN * columns);
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max_by_key(|width| **width).filter(|width| **width > LEAST);
        let Some(widest) = widest else { break };
        *widest -= 1;
    }
    let broken = |row: &Vec<String>| row.iter().zip(&widths).map(|(cell, width)| lines(cell, *width).join("\n")).collect();
    rows.iter().map(broken).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_cell_starts_with_a_sign_that_ends_something() {
        let rows = vec![vec!["组件".to_owned(), "CA（境外）、CN（本国），在哪个阶段制作。".to_owned()]];
        for room in 20..60 {
            let cells = fitted(&rows, room);
            let wrong = |line: &str| line.starts_with(['）', '、', '，', '。']) || line.width() > room;
            assert!(!cells[0][1].lines().any(wrong), "{room}: {}", cells[0][1]);
            assert_eq!(cells[0][1].replace('\n', ""), rows[0][1]);
        }
    }
}
