//! What models and datasets were made from.

use crate::base::{Grouped, Index, Truth};
use crate::model::{Bom, Edge, Kind, ListField, Relation, Row, Stated};
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

/// What a bill says of the things one component was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// At least one is named.
    Stated,
    /// The bill says there is none.
    StatedNone,
    /// The bill is silent, or names only placeholders.
    Silent,
}

impl Closed {
    /// Whether something is named: silence is unknown.
    pub fn truth(self) -> Truth {
        match self {
            Self::Stated => Truth::Yes,
            Self::StatedNone => Truth::No,
            Self::Silent => Truth::Unknown,
        }
    }
}

/// Descent: from what was made to what it was made from.
///
/// Shape: both edge lists hold every row of the bill; the statements hold one entry per row.
#[derive(Debug)]
pub struct Lineage {
    edges: Grouped<Row, Edge>,
    /// The same edges, from the origin to what was made from it.
    back: Grouped<Row, Edge>,
    bases: Vec<Closed>,
    datasets: Vec<Closed>,
    closed: Vec<Truth>,
}

impl Lineage {
    /// Reads the descent of every component. O(rows + edges + properties of models).
    pub fn new(bom: &Bom) -> Self {
        let rows = bom.components.len();
        let kinds = &bom.components.kind;
        let mut forward: Vec<(Row, Edge)> = Vec::new();
        for from in bom.components.rows() {
            let model = kinds[from].is_model();
            let made = model || kinds[from] == Kind::Dataset;
            let said = if model { stated_relation(bom, from) } else { None };
            forward.extend(bom.edges_of(from).iter().filter(|edge| edge.to != from).filter_map(|edge| {
                let to = kinds[edge.to];
                let descent = match edge.relation {
                    relation if relation.is_descent() => true,
                    Relation::DependsOn => (model && to.is_model()) || (made && to == Kind::Dataset),
                    _ => false,
                };
                let relation = match (edge.relation, said) {
                    (Relation::BaseModel, Some(said)) => said,
                    (relation, _) => relation,
                };
                descent.then_some((from, Edge { relation, ..*edge }))
            }));
        }
        let back: Vec<(Row, Edge)> =
            forward.iter().map(|(from, edge)| (edge.to, Edge { to: *from, relation: edge.relation })).collect();
        let mut lineage = Self {
            edges: Grouped::new(rows, &forward),
            back: Grouped::new(rows, &back),
            bases: vec![Closed::Silent; rows],
            datasets: vec![Closed::Silent; rows],
            closed: Vec::new(),
        };
        for row in bom.components.rows() {
            if kinds[row].is_model() || kinds[row] == Kind::Dataset {
                lineage.bases[row.at()] = lineage.bases_of(bom, row);
                lineage.datasets[row.at()] = lineage.datasets_of(bom, row);
            }
        }
        let silent = |row: Row| kinds[row].is_model() && lineage.bases[row.at()] == Closed::Silent;
        let behind = lineage.reaches(&silent);
        let ends = lineage.ends(bom);
        let known = |row: Row| ends[row.at()] && !behind[row.at()] && !silent(row);
        let open = |row: Row| if known(row) { Truth::Yes } else { Truth::Unknown };
        lineage.closed = bom.components.rows().map(open).collect();
        lineage
    }

    /// For every row: whether its line of base models comes to an end. Models said to be made from each other have none, so
    /// nobody knows what the first was made from. O(rows + edges).
    fn ends(&self, bom: &Bom) -> Vec<bool> {
        let rows = self.bases.len();
        let denies = |row: Row| bom.components.kind[row].is_model() && self.denies_bases(bom, row);
        let denies: Vec<bool> = (0..rows).map(Row::new).map(denies).collect();
        // A dependency is a base only where the bill does not say that there is none.
        let base = |from: Row, edge: &Edge| match edge.relation {
            Relation::DependsOn => !denies[from.at()] && bom.components.kind[edge.to].is_model(),
            relation => relation.is_base(),
        };
        let bases = |row: Row| self.of(row).iter().filter(move |edge| base(row, edge)).count();
        let mut left: Vec<usize> = (0..rows).map(Row::new).map(bases).collect();
        let mut queue: Vec<Row> = (0..rows).map(Row::new).filter(|row| left[row.at()] == 0).collect();
        let mut ends = vec![false; rows];
        while let Some(row) = queue.pop() {
            ends[row.at()] = true;
            for edge in self.back.of(row) {
                if base(edge.to, &Edge { to: row, ..*edge }) {
                    left[edge.to.at()] -= 1;
                    if left[edge.to.at()] == 0 {
                        queue.push(edge.to);
                    }
                }
            }
        }
        ends
    }

    /// What `row` was made from: ancestors, base models, training data, and models or data that a model depends on.
    pub fn of(&self, row: Row) -> &[Edge] {
        self.edges.of(row)
    }

    /// Whether a base is named: no when the bill says there is none, unknown when it is silent.
    pub fn bases_stated(&self, row: Row) -> Truth {
        self.bases[row.at()].truth()
    }

    /// Whether training data is named: no when the bill says there is none, unknown when it is silent.
    pub fn datasets_stated(&self, row: Row) -> Truth {
        self.datasets[row.at()].truth()
    }

    /// Yes where every model of the descent, the row itself included, names its bases or says it has none; unknown
    /// elsewhere. One entry per row.
    pub fn closed(&self) -> &[Truth] {
        &self.closed
    }

    /// For every row: whether its descent, not counting the row itself, reaches a row where `hit`. One reverse search
    /// from all hits: O(rows + edges); circles are survived.
    pub fn reaches(&self, hit: &dyn Fn(Row) -> bool) -> Vec<bool> {
        let rows = self.bases.len();
        let mut reached = vec![false; rows];
        let mut queue: Vec<Row> = (0..rows).map(Row::new).filter(|row| hit(*row)).collect();
        while let Some(row) = queue.pop() {
            for edge in self.back.of(row) {
                if !reached[edge.to.at()] {
                    reached[edge.to.at()] = true;
                    queue.push(edge.to);
                }
            }
        }
        reached
    }

    /// For every row: the union of what its descent passes on to it. `own`: a set of bits per row; `pass`: those that an
    /// edge of a relation lets through. A row is taken up again only when its set has grown, so circles are survived:
    /// O((rows + edges) * bits) at worst, O(rows + edges) where bits come together.
    pub fn inherit(&self, own: &[u32], pass: &dyn Fn(Relation) -> u32) -> Vec<u32> {
        let mut taken = vec![0u32; own.len()];
        let mut queue: Vec<Row> = (0..own.len()).map(Row::new).filter(|row| own[row.at()] != 0).collect();
        while let Some(row) = queue.pop() {
            let all = own[row.at()] | taken[row.at()];
            for edge in self.back.of(row) {
                let passed = all & pass(edge.relation) & !taken[edge.to.at()];
                if passed != 0 {
                    taken[edge.to.at()] |= passed;
                    queue.push(edge.to);
                }
            }
        }
        taken
    }

    /// The shortest descent from `from` to a row where `hit`, `from` itself not counted; first in bill order of equals.
    pub fn path(&self, from: Row, hit: &dyn Fn(Row) -> bool) -> Option<Vec<(Relation, Row)>> {
        self.path_over(from, &|_| true, hit)
    }

    /// As [`Self::path`], over edges of relations that `pass` alone.
    pub fn path_over(
        &self,
        from: Row,
        pass: &dyn Fn(Relation) -> bool,
        hit: &dyn Fn(Row) -> bool,
    ) -> Option<Vec<(Relation, Row)>> {
        let mut came: HashMap<Row, (Row, Relation), RandomState> = HashMap::default();
        let mut seen: HashSet<Row, RandomState> = HashSet::from_iter([from]);
        let mut level = vec![from];
        while !level.is_empty() {
            let mut next = Vec::new();
            for row in level {
                for edge in self.of(row) {
                    if !pass(edge.relation) || !seen.insert(edge.to) {
                        continue;
                    }
                    came.insert(edge.to, (row, edge.relation));
                    if hit(edge.to) {
                        return Some(walk_back(edge.to, from, |row| came[&row]));
                    }
                    next.push(edge.to);
                }
            }
            level = next;
        }
        None
    }

    fn bases_of(&self, bom: &Bom, row: Row) -> Closed {
        let base = |edge: &&Edge| match edge.relation {
            relation if relation.is_base() => true,
            Relation::DependsOn => matches!(bom.components.kind[edge.to], Kind::Model | Kind::Adapter),
            _ => false,
        };
        statement(bom, self.of(row).iter().filter(base), || self.denies_bases(bom, row))
    }

    /// Whether the bill says that there is no base model.
    fn denies_bases(&self, bom: &Bom, row: Row) -> bool {
        let empty = bom.components.carries(row, ListField::Ancestors)
            && !self.of(row).iter().any(|edge| edge.relation == Relation::Ancestor);
        empty || properties_deny(bom, row, &["basemodel", "basemodels", "parentmodel", "lineage"])
    }

    fn datasets_of(&self, bom: &Bom, row: Row) -> Closed {
        let data = |edge: &&Edge| {
            edge.relation == Relation::TrainedOn
                || (edge.relation == Relation::DependsOn && bom.components.kind[edge.to] == Kind::Dataset)
        };
        let card = bom.components.card(row).map_or(Stated::Absent, |card| card.datasets);
        let edges = self.of(row).iter().filter(data);
        if edges.clone().next().is_none() && matches!(card, Stated::Value(count) if count > 0) {
            return Closed::Stated;
        }
        let empty = card == Stated::Nothing || bom.components.carries(row, ListField::Datasets);
        let denied = |row| properties_deny(bom, row, &["dataset", "datasets", "trainingdata", "trainedon"]);
        let none_listed = edges.clone().next().is_none() && empty;
        statement(bom, edges, || none_listed || denied(row))
    }
}

/// A named part settles it; a part named `none` says there is none; a placeholder says nothing.
fn statement<'a>(bom: &Bom, edges: impl Iterator<Item = &'a Edge>, denied: impl Fn() -> bool) -> Closed {
    let (mut placeholder, mut nothing) = (false, false);
    for edge in edges {
        let parts = &bom.components;
        // Whatever has a package URL is something, be it called `none`.
        if bom.value(parts.purl[edge.to]).is_some() {
            return Closed::Stated;
        }
        match parts.name[edge.to].get() {
            Stated::Value(_) => return Closed::Stated,
            Stated::Nothing => nothing = true,
            _ => placeholder = true,
        }
    }
    if !placeholder && (nothing || denied()) { Closed::StatedNone } else { Closed::Silent }
}

/// What a property such as `base_model_relation` says the base model is to a model. Words: Hugging Face hub documentation,
/// model cards, "Specifying a base model".
fn stated_relation(bom: &Bom, row: Row) -> Option<Relation> {
    bom.components.properties.of(row).iter().find_map(|property| {
        let name = bom.text(property.name);
        let last = name.rsplit([':', '.', '/']).next().unwrap_or(name);
        if !matches!(last, "base_model_relation" | "baseModelRelation") {
            return None;
        }
        Some(match bom.value(property.value)?.to_ascii_lowercase().as_str() {
            "finetune" | "fine-tune" | "finetuned" => Relation::Finetune,
            "adapter" | "lora" => Relation::Adapter,
            "quantized" | "quantised" => Relation::Quantized,
            "merge" | "merged" => Relation::Merged,
            "distilled" | "distillation" => Relation::Distilled,
            _ => return None,
        })
    })
}

/// Whether a property of one of these names (compared without namespace, case and separators) says "none".
fn properties_deny(bom: &Bom, row: Row, names: &[&str]) -> bool {
    bom.components.properties.of(row).iter().any(|property| {
        let name = bom.text(property.name);
        let last = name.rsplit([':', '.', '/']).next().unwrap_or(name);
        let plain: String = last.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        names.contains(&plain.as_str())
            && match bom.stated(property.value) {
                Stated::Nothing => true,
                Stated::Value(value) => from_scratch(value),
                _ => false,
            }
    })
}

fn from_scratch(value: &str) -> bool {
    let plain: String = value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    value.is_ascii()
        && matches!(
            plain.as_str(),
            "fromscratch" | "trainedfromscratch" | "pretrainedfromscratch" | "scratch" | "nonefromscratch" | "nobasemodel"
        )
}

/// The steps from `start` to `end`, given where each row was reached from.
pub(super) fn walk_back(end: Row, start: Row, came: impl Fn(Row) -> (Row, Relation)) -> Vec<(Relation, Row)> {
    let mut steps = Vec::new();
    let mut at = end;
    while at != start {
        let (before, relation) = came(at);
        steps.push((relation, at));
        at = before;
    }
    steps.reverse();
    steps
}
