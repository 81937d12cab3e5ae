//! Advisories on parts: what the source the operator gave has about each.

use super::desk::Desk;
use super::table::{Row, Table, Waiting, cell};

/// Rows that stand in the page; the others wait.
const STANDING: usize = 50;

/// Every hit, in the order of the parts; none where there is no hit.
pub(super) fn table(desk: &Desk<'_>, waiting: &mut Waiting) -> Option<Table> {
    let columns = [desk.w.advisory, desk.w.component, desk.w.why_affected];
    let mut table = Table::new(format!("{}-advisories-table", desk.prefix), &columns, 0);
    let bom = &desk.judged.bom;
    for row in bom.components.rows() {
        for hit in desk.judged.facts.advice.hits(row) {
            let part = [cell("name", &bom.label(row)), cell("pointer", &bom.pointer(row))].concat();
            let cells = vec![cell("name", &hit.id), part, cell("", &desk.say.phrase(&hit.line()))];
            table.push(Row { keys: bom.components.kind[row].word().to_owned(), cells }, STANDING, waiting);
        }
    }
    (table.total > 0).then_some(table)
}
