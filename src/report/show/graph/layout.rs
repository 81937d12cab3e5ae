//! Where boxes and lines stand: columns by longest path, order in a column by barycentres, heights drawn to the neighbours.
//! Source: Sugiyama, Tagawa, Toda, "Methods for visual understanding of hierarchical system structures", 1981.

use super::Graph;
use std::collections::{BTreeMap, BTreeSet};

/// Width of every box.
pub(super) const WIDTH: i32 = 250;
/// Between columns: room for the words of a line.
const GAP: i32 = 150;
/// Between boxes of a column.
const APART: i32 = 18;
/// Height of a lane: where a line passes a column.
const LANE: i32 = 10;
/// Rounds of ordering, each from left to right and back.
const ROUNDS: usize = 2;
/// Columns of the block of parts without relations, at least.
const BLOCK: usize = 3;

/// A place in pixels, from the top left.
pub(super) type Point = (i32, i32);

/// Everything placed.
pub(super) struct Layout {
    /// Top left corner of each node's box.
    pub(super) boxes: Vec<Point>,
    /// For each link, its way from the box it leaves to the box it enters. Ends and bends in pairs: between the two of a
    /// pair the line is curved, between pairs it is straight.
    pub(super) ways: Vec<Vec<Point>>,
    /// Top of the block of parts without relations, if there are some.
    pub(super) block: Option<i32>,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// Something that takes room in a column: a box, or a lane of lines on their way to one.
struct Spot {
    column: usize,
    height: i32,
    /// Middle.
    y: i32,
    left: Vec<usize>,
    right: Vec<usize>,
}

/// Places the graph; `heights` are those of the boxes.
pub(super) fn layout(graph: &Graph, heights: &[i32]) -> Layout {
    let count = graph.nodes.len();
    let mut tied = vec![false; count];
    for link in &graph.links {
        tied[link.from] = true;
        tied[link.to] = true;
    }
    let (columns, turned) = columns(graph, count);
    let mut spots: Vec<Spot> = (0..count)
        .map(|node| Spot { column: columns[node], height: heights[node], y: 0, left: Vec::new(), right: Vec::new() })
        .collect();
    let chains = chains(graph, &turned, &mut spots);
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (at, spot) in spots.iter().enumerate().filter(|(at, _)| tied.get(*at).copied().unwrap_or(true)) {
        rows.resize_with(rows.len().max(spot.column + 1), Vec::new);
        rows[spot.column].push(at);
    }
    for _ in 0..ROUNDS {
        rows.iter_mut().for_each(|row| stack(row, &mut spots));
        for row in &mut rows {
            order(row, &mut spots, |spot| &spot.left);
        }
        for row in rows.iter_mut().rev() {
            order(row, &mut spots, |spot| &spot.right);
        }
    }
    for row in &rows {
        settle(row, &mut spots, |spot| &spot.left);
    }
    for row in rows.iter().rev() {
        settle(row, &mut spots, |spot| &spot.right);
    }
    let drawn = || rows.iter().flatten();
    let top = drawn().map(|at| spots[*at].y - spots[*at].height / 2).min().unwrap_or(0);
    for at in drawn() {
        spots[*at].y -= top;
    }
    let mut height = drawn().map(|at| spots[*at].y + spots[*at].height / 2).max().unwrap_or(0);
    let x = |column: usize| int(column) * (WIDTH + GAP);
    let mut boxes: Vec<Point> = (0..count).map(|node| (x(spots[node].column), spots[node].y - spots[node].height / 2)).collect();
    let ways = chains.iter().zip(&turned).map(|(chain, turned)| way(chain, *turned, &spots)).collect();

    let loose: Vec<usize> = (0..count).filter(|node| !tied[*node]).collect();
    let block = (!loose.is_empty()).then_some(if height > 0 { height + 2 * APART } else { 0 });
    let across = rows.len().max(BLOCK);
    let mut y = block.unwrap_or(0) + 2 * APART;
    for row in loose.chunks(across) {
        for (column, node) in row.iter().enumerate() {
            boxes[*node] = (int(column) * (WIDTH + APART), y);
        }
        y += row.iter().map(|node| heights[*node]).max().unwrap_or(0) + APART;
        height = y - APART;
    }
    let right = boxes.iter().map(|(x, _)| x + WIDTH).max().unwrap_or(0);
    Layout { boxes, ways, block, width: right, height }
}

/// The column of each node, by the longest path to it; and which links are turned, because they would close a circle.
fn columns(graph: &Graph, count: usize) -> (Vec<usize>, Vec<bool>) {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut entered = vec![false; count];
    for (at, link) in graph.links.iter().enumerate() {
        out[link.from].push(at);
        entered[link.to] = true;
    }
    let mut turned = vec![false; graph.links.len()];
    // 0: not met, 1: on the way down, 2: done.
    let mut state = vec![0u8; count];
    let mut done: Vec<usize> = Vec::with_capacity(count);
    let tops = (0..count).filter(|node| !entered[*node]);
    for top in tops.chain(0..count) {
        let mut open = vec![(top, 0)];
        if state[top] != 0 {
            continue;
        }
        state[top] = 1;
        while let Some((node, next)) = open.pop() {
            let Some(link) = out[node].get(next).copied() else {
                state[node] = 2;
                done.push(node);
                continue;
            };
            open.push((node, next + 1));
            let to = graph.links[link].to;
            match state[to] {
                0 => {
                    state[to] = 1;
                    open.push((to, 0));
                }
                1 => turned[link] = true,
                _ => {}
            }
        }
    }
    let mut column = vec![0; count];
    // A turned link leads from its end to its start: both stand in this order already.
    let mut turned_at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (link, _) in graph.links.iter().zip(&turned).filter(|(_, turned)| **turned) {
        turned_at.entry(link.to).or_default().push(link.from);
    }
    for node in done.into_iter().rev() {
        let forward = out[node].iter().filter(|link| !turned[**link]).map(|link| graph.links[*link].to);
        let after: Vec<usize> = forward.chain(turned_at.get(&node).into_iter().flatten().copied()).collect();
        for to in after {
            column[to] = column[to].max(column[node] + 1);
        }
    }
    (column, turned)
}

/// The spots each link passes, from left to right; lines to one box share their lanes.
fn chains(graph: &Graph, turned: &[bool], spots: &mut Vec<Spot>) -> Vec<Vec<usize>> {
    let mut lanes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut ties: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut chains = Vec::with_capacity(graph.links.len());
    for (link, turned) in graph.links.iter().zip(turned) {
        let (from, to) = if *turned { (link.to, link.from) } else { (link.from, link.to) };
        let mut chain = vec![from];
        for column in spots[from].column + 1..spots[to].column {
            chain.push(*lanes.entry((to, column)).or_insert_with(|| {
                spots.push(Spot { column, height: LANE, y: 0, left: Vec::new(), right: Vec::new() });
                spots.len() - 1
            }));
        }
        chain.push(to);
        ties.extend(chain.windows(2).map(|pair| (pair[0], pair[1])));
        chains.push(chain);
    }
    for (from, to) in ties {
        spots[from].right.push(to);
        spots[to].left.push(from);
    }
    chains
}

/// The middle of a spot's neighbours; its own where it has none.
fn middle(at: usize, spots: &[Spot], side: fn(&Spot) -> &Vec<usize>) -> i32 {
    let beside = side(&spots[at]);
    match int(beside.len()) {
        0 => spots[at].y,
        count => beside.iter().map(|at| spots[*at].y).sum::<i32>() / count,
    }
}

/// Puts a column into the order of its neighbours.
fn order(row: &mut [usize], spots: &mut [Spot], side: fn(&Spot) -> &Vec<usize>) {
    let wish: BTreeMap<usize, i32> = row.iter().map(|at| (*at, middle(*at, spots, side))).collect();
    row.sort_by_key(|at| wish[at]);
    stack(row, spots);
}

/// Puts the spots of a column below each other, around zero.
fn stack(row: &[usize], spots: &mut [Spot]) {
    let whole: i32 = row.iter().map(|at| spots[*at].height + APART).sum();
    let mut y = -whole / 2;
    for at in row {
        spots[*at].y = y + spots[*at].height / 2;
        y += spots[*at].height + APART;
    }
}

/// Moves the spots of a column as near to their neighbours as their order and distance allow.
fn settle(row: &[usize], spots: &mut [Spot], side: fn(&Spot) -> &Vec<usize>) {
    let wishes: Vec<i32> = row.iter().map(|at| middle(*at, spots, side)).collect();
    let mut free = i32::MIN / 2;
    for (at, wish) in row.iter().zip(&wishes) {
        let half = spots[*at].height / 2;
        spots[*at].y = (*wish).max(free + half);
        free = spots[*at].y + half + APART;
    }
    let pushed: i32 = row.iter().zip(&wishes).map(|(at, wish)| spots[*at].y - wish).sum();
    let back = pushed / int(row.len()).max(1);
    for at in row {
        spots[*at].y -= back;
    }
}

/// The way of one line over its chain, in its own direction.
fn way(chain: &[usize], turned: bool, spots: &[Spot]) -> Vec<Point> {
    let x = |at: usize| int(spots[at].column) * (WIDTH + GAP);
    let mut way: Vec<Point> =
        chain.windows(2).flat_map(|pair| [(x(pair[0]) + WIDTH, spots[pair[0]].y), (x(pair[1]), spots[pair[1]].y)]).collect();
    if turned {
        way.reverse();
    }
    way
}

/// Counts of a picture are small.
fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
