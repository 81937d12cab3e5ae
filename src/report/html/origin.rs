//! Where the supply chain comes from: every delivered part once, by the worst class of whoever stands behind it and by the
//! countries of that class. As blocks whose area is the number of parts, and as a table.

use super::desk::{Desk, chip};
use super::shown::Shown;
use crate::check::{BEHIND, Class, counts};
use crate::enrich::{Basis, Country, Grade};
use crate::model::Row;
use crate::report::show::origin::known;
use std::collections::{BTreeMap, BTreeSet};

/// Size of the block picture, in pixels.
pub(super) const WIDTH: f64 = 760.0;
pub(super) const HEIGHT: f64 = 150.0;
/// Countries named one by one.
const MANY: usize = 4;
/// Parts named in a row of the table.
const NAMED: usize = 3;
/// The least block that holds a line of text.
const LEAST: (f64, f64) = (34.0, 15.0);

/// The order of the picture: what weighs most comes first.
const ORDER: [Option<Class>; 7] = [
    Some(Class::Listed),
    Some(Class::Restricted),
    Some(Class::Foreign),
    Some(Class::Unknown),
    Some(Class::Trusted),
    Some(Class::Home),
    None,
];

/// The picture and its table.
pub(super) struct Origins {
    /// Where the buyer is, as a sentence.
    pub(super) seen_from: String,
    pub(super) classes: Vec<OfClass>,
    pub(super) blocks: Vec<Block>,
    pub(super) rows: Vec<OfCountry>,
}

/// How many parts are of one class.
pub(super) struct OfClass {
    pub(super) word: &'static str,
    pub(super) looks: &'static str,
    pub(super) parts: usize,
}

/// One block of the picture.
pub(super) struct Block {
    pub(super) word: &'static str,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) width: String,
    pub(super) height: String,
    /// Words in it, where it is large enough.
    pub(super) text: Option<String>,
    pub(super) whole: String,
}

/// One row of the table.
pub(super) struct OfCountry {
    pub(super) word: &'static str,
    pub(super) looks: &'static str,
    pub(super) countries: String,
    pub(super) parts: usize,
    pub(super) kinds: String,
    pub(super) basis: String,
    pub(super) which: Vec<Shown>,
    pub(super) more: Option<String>,
}

/// Parts of one class and the same countries.
#[derive(Default)]
struct Group {
    rows: Vec<Row>,
    kinds: BTreeMap<&'static str, usize>,
    bases: BTreeMap<(Option<Basis>, Option<Grade>), usize>,
}

impl Origins {
    /// None where nothing is delivered.
    pub(super) fn of(desk: &Desk<'_>) -> Option<Self> {
        let parts = &desk.judged.bom.components;
        let mut groups: BTreeMap<(usize, String), Group> = BTreeMap::new();
        let mut total = 0;
        for row in parts.rows().filter(|row| parts.role[*row].delivered()) {
            let class = desk.class(row);
            let rank = ORDER.iter().position(|known| *known == class).unwrap_or(ORDER.len() - 1);
            let (countries, basis) = behind(desk, row, class);
            let group = groups.entry((rank, countries)).or_default();
            group.rows.push(row);
            *group.kinds.entry(parts.kind[row].word()).or_default() += 1;
            *group.bases.entry(basis).or_default() += 1;
            total += 1;
        }
        if total == 0 {
            return None;
        }
        let mut groups: Vec<((usize, String), Group)> = groups.into_iter().collect();
        groups.sort_by_key(|((rank, _), group)| (*rank, std::cmp::Reverse(group.rows.len())));
        let of_class: Vec<(usize, usize)> = groups
            .chunk_by(|one, other| one.0.0 == other.0.0)
            .map(|same| (same[0].0.0, same.iter().map(|(_, group)| group.rows.len()).sum()))
            .collect();
        let classes = of_class.iter().filter_map(|(rank, parts)| {
            ORDER[*rank].map(|class| OfClass { word: desk.say.word("class", class.word()), looks: chip(class), parts: *parts })
        });
        Some(Self {
            seen_from: desk.say.fill("Seen from {}.", &[&Shown::of(&desk.view.gate.buyer.home_word)]),
            classes: classes.collect(),
            blocks: blocks(desk, &groups, &of_class, total),
            rows: groups.iter().map(|((rank, countries), group)| row(desk, ORDER[*rank], countries, group)).collect(),
        })
    }
}

/// The countries that make a part what it is, and the best that its place among them rests on.
fn behind(desk: &Desk<'_>, row: Row, class: Option<Class>) -> (String, (Option<Basis>, Option<Grade>)) {
    let scene = &desk.scene;
    let (all, mark) = known(scene, row);
    let of_class = |country: &Country| class.is_none_or(|class| scene.buyer.class(*country) == class);
    let mut countries: BTreeSet<Country> = all.iter().copied().filter(of_class).collect();
    if countries.is_empty() {
        countries = all;
    }
    let origins = || {
        let of_row = scene.facts.origins.of(row).iter();
        of_row.filter(|origin| BEHIND & origin.dimension.bit() != 0 && origin.country.is_some_and(|at| countries.contains(&at)))
    };
    let agreed: BTreeSet<Country> =
        origins().filter(|origin| counts(scene, row, origin)).filter_map(|origin| origin.country).collect();
    let basis = origins().map(|origin| origin.basis).min();
    let grade = origins().map(|origin| scene.facts.grade(origin)).max();
    let named = if agreed.is_empty() { &countries } else { &agreed };
    let words = match named.len() {
        0 => String::new(),
        many if many > MANY => format!("{}{mark}", desk.say.count(many, "country")),
        _ => named.iter().map(|country| format!("{country}{mark}")).collect::<Vec<_>>().join(" + "),
    };
    (words, (basis, grade))
}

fn row(desk: &Desk<'_>, class: Option<Class>, countries: &str, group: &Group) -> OfCountry {
    let say = desk.say;
    let listed = |words: Vec<String>| say.list(&words);
    OfCountry {
        word: class.map_or("", |class| say.word("class", class.word())),
        looks: class.map_or("chip", chip),
        countries: if countries.is_empty() { desk.w.nobody_knows.to_owned() } else { countries.to_owned() },
        parts: group.rows.len(),
        kinds: listed(group.kinds.iter().map(|(kind, count)| format!("{count} {}", say.word("kind", kind))).collect()),
        basis: listed(
            group
                .bases
                .iter()
                .map(|((basis, grade), count)| match (basis, grade) {
                    (Some(basis), Some(grade)) => say.fill("{} {} ({})", &[count, &say.say(basis.word()), &grade.word()]),
                    _ => format!("{count} {}", desk.w.without_basis),
                })
                .collect(),
        ),
        which: group.rows.iter().take(NAMED).map(|row| Shown::of(&desk.judged.bom.label(*row))).collect(),
        more: (group.rows.len() > NAMED).then(|| say.fill("and {} more", &[&(group.rows.len() - NAMED)])),
    }
}

/// Classes side by side, as wide as they have parts; each filled with its countries.
fn blocks(desk: &Desk<'_>, groups: &[((usize, String), Group)], of_class: &[(usize, usize)], total: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut x = 0.0;
    for (rank, parts) in of_class {
        let width = number(*parts) / number(total.max(1)) * WIDTH;
        let of_rank: Vec<(&str, usize)> =
            groups.iter().filter(|((of, _), _)| of == rank).map(|((_, name), group)| (name.as_str(), group.rows.len())).collect();
        fill(desk, &of_rank, ORDER[*rank], [x, 0.0, width, HEIGHT], &mut blocks);
        x += width;
    }
    blocks
}

/// Fills a rectangle (x, y, width, height) with one block a country: halved across its longer side until one is left.
fn fill(
    desk: &Desk<'_>,
    countries: &[(&str, usize)],
    class: Option<Class>,
    [x, y, width, height]: [f64; 4],
    blocks: &mut Vec<Block>,
) {
    let sum = |of: &[(&str, usize)]| of.iter().map(|(_, parts)| *parts).sum::<usize>();
    let (name, parts) = match countries {
        [] => return,
        [only] => *only,
        several => {
            let half = sum(several) / 2;
            let mut at = 1;
            while at + 1 < several.len() && sum(&several[..at]) < half {
                at += 1;
            }
            let share = number(sum(&several[..at])) / number(sum(several).max(1));
            let (first, second) = match width > height {
                true => ([x, y, width * share, height], [x + width * share, y, width * (1.0 - share), height]),
                false => ([x, y, width, height * share], [x, y + height * share, width, height * (1.0 - share)]),
            };
            fill(desk, &several[..at], class, first, blocks);
            return fill(desk, &several[at..], class, second, blocks);
        }
    };
    let text = format!("{} · {parts}", if name.is_empty() { "?" } else { name });
    let class = class.map_or("", Class::word);
    let room = width > LEAST.0.max(9.0 * number(text.chars().count())) && height > LEAST.1;
    blocks.push(Block {
        word: if class.is_empty() { "unknown" } else { class },
        x: format!("{x:.1}"),
        y: format!("{y:.1}"),
        width: format!("{:.1}", (width - 2.0).max(0.8)),
        height: format!("{:.1}", (height - 2.0).max(0.8)),
        whole: format!("{} {text}", desk.say.word("class", class)),
        text: room.then_some(text),
    });
}

/// Counts of a picture are small.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
