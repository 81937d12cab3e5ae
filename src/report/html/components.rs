//! The table of components: who supplies each, where it comes from and what that rests on, its licence, its findings.

use super::desk::{Desk, chip};
use super::table::{Cell, Row, Table, Waiting, cell, piece};
use crate::base::{Index, Truth};
use crate::check::BEHIND;
use crate::enrich::Dimension;
use crate::evaluate::SubjectAt;
use crate::model;
use crate::report::component::party;
use crate::report::show::origin::known;

/// Components that stand in the page; the others wait.
const STANDING: usize = 100;
/// Countries named one by one.
const MANY: usize = 4;

/// All components, in the order of the bill.
pub(super) fn table(desk: &Desk<'_>, waiting: &mut Waiting) -> Table {
    let columns =
        [desk.w.component, desk.w.version, desk.w.kind, desk.w.supplier, desk.w.comes_from, desk.w.licence, desk.w.findings];
    let mut table = Table::new(format!("{}-components-table", desk.prefix), &columns, 0);
    let parts = &desk.judged.bom.components;
    let mut counts = vec![[0usize; 2]; parts.len()];
    for found in desk.judged.outcome.shown() {
        if let SubjectAt::Component(row) = found.subject {
            counts[row.at()][usize::from(found.answer != Truth::No)] += 1;
        }
    }
    for row in parts.rows() {
        let class = desk.class(row).map_or("", |class| class.word());
        let keys = format!("{} {class}", parts.kind[row].word());
        table.push(Row { keys, cells: cells(desk, row, counts[row.at()]) }, STANDING, waiting);
    }
    table
}

fn cells(desk: &Desk<'_>, row: model::Row, [violated, open]: [usize; 2]) -> Vec<Cell> {
    let (bom, parts) = (&desk.judged.bom, &desk.judged.bom.components);
    let name = bom.value(parts.name[row]).map_or_else(|| bom.label(row), str::to_owned);
    let licences = parts.licenses.of(row).iter().filter_map(|id| bom.value(bom.licenses[*id].text));
    let place = desk.line(parts.span[row].start);
    let found = [(violated, "violates", "{} violated"), (open, "not-demonstrated", "{} open")];
    vec![
        [cell("name", &name), cell("place", &place)].concat(),
        cell("", bom.value(parts.version[row]).unwrap_or_default()),
        [cell("", desk.say.word("kind", parts.kind[row].word())), cell("soft", desk.say.word("role", parts.role[row].word()))]
            .concat(),
        makers(desk, row),
        from(desk, row),
        licences.flat_map(|licence| cell("", licence)).collect(),
        found
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .flat_map(|(count, looks, word)| cell(looks, &desk.say.fill(word, &[&count])))
            .collect(),
    ]
}

/// The supplier the bill names, and the maker where that is another.
fn makers(desk: &Desk<'_>, row: model::Row) -> Cell {
    let bom = &desk.judged.bom;
    let supplier = bom.components.supplier[row].get().value().and_then(|party| bom.value(bom.parties[party].name));
    let mut made = desk.scene.facts.origins.of(row).iter().filter(|origin| origin.dimension == Dimension::Developer);
    let maker = made.find_map(|origin| party(&desk.scene, origin)).filter(|maker| Some(*maker) != supplier);
    let mut lines = cell("", supplier.unwrap_or_default());
    lines.extend(maker.map(|maker| vec![piece("what", desk.w.made_by), piece("", maker)]));
    lines
}

/// The countries of whoever stands behind it, what they are to the buyer, and what that rests on.
fn from(desk: &Desk<'_>, row: model::Row) -> Cell {
    let (countries, mark) = known(&desk.scene, row);
    let behind = || desk.scene.facts.origins.of(row).iter().filter(|origin| BEHIND & origin.dimension.bit() != 0);
    let class = desk.class(row);
    let mut first = match countries.len() {
        0 => vec![piece("", desk.w.nobody_knows)],
        many if many > MANY => vec![piece("", &format!("{}{mark}", desk.say.count(many, "country")))],
        _ => countries.iter().map(|country| piece("country", &format!("{country}{mark}"))).collect(),
    };
    first.extend(class.map(|class| piece(chip(class), desk.say.word("class", class.word()))));
    let basis = behind().filter(|origin| origin.country.is_some()).min_by_key(|origin| origin.basis);
    let rests = basis.map(|origin| {
        vec![piece(
            "soft",
            &desk.say.fill("{}, {}", &[&desk.say.say(origin.basis.word()), &desk.scene.facts.grade(origin).word()]),
        )]
    });
    std::iter::once(first).chain(rests).collect()
}
