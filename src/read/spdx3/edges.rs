//! Relationships become edges, licences and publishers.

use super::Reader;
use super::commit::{Edge, Target};
use super::relationship::Meaning;
use crate::base::{Index, Place, phrase};
use crate::model::{ListField, NoteCode, Relation, Role, Row, Stated};
use crate::read::error::ReadError;
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

/// What goes into a build and what comes out of it.
#[derive(Default)]
struct Build {
    inputs: Vec<Row>,
    outputs: Vec<Row>,
}

/// What the edges tell of the rows they lead to.
struct Marks {
    /// Stands inside another.
    contained: Vec<bool>,
    /// Another was made from it.
    ancestor: Vec<bool>,
    /// Is a part for another reason.
    part: Vec<bool>,
    /// How many datasets it was trained on.
    datasets: HashMap<Row, u32, RandomState>,
    /// Made from and maker.
    descent: HashSet<(Row, Row), RandomState>,
}

impl Reader<'_> {
    /// Resolves every relationship. Returns, for each row, whether it stands inside another.
    pub(super) fn edges(&mut self) -> Result<Vec<bool>, ReadError> {
        let none = || vec![false; self.draft.parts.len()];
        let (datasets, descent) = (HashMap::default(), HashSet::default());
        let mut marks = Marks { contained: none(), ancestor: none(), part: none(), datasets, descent };
        let mut builds: Vec<Build> = Vec::new();
        builds.resize_with(self.graph.builds as usize, Build::default);
        let edges = std::mem::take(&mut self.graph.edges);
        for edge in &edges {
            let from = self.find(edge.from, edge.place, "`from` of a relationship");
            if let Meaning::Declared | Meaning::Concluded = edge.meaning {
                self.license_edge(from, edge)?;
                continue;
            }
            let to = self.find(edge.to, edge.place, "`to` of a relationship");
            match (from, to, edge.meaning) {
                (_, _, Meaning::Apart | Meaning::Describes) => {}
                (Target::Row(row), Target::None, meaning) => self.nothing(row, meaning),
                (Target::Row(row), Target::Agent(at), Meaning::Publisher) => self.publisher(row, at),
                (Target::Build(at), Target::Row(row), Meaning::Output | Meaning::Backward(_))
                | (Target::Row(row), Target::Build(at), Meaning::Forward(_) | Meaning::DataFile | Meaning::Input) => {
                    builds[at as usize].outputs.push(row);
                }
                (Target::Build(at), Target::Row(row), _) | (Target::Row(row), Target::Build(at), _) => {
                    builds[at as usize].inputs.push(row);
                }
                (Target::Row(from), Target::Row(to), meaning) => self.tie(from, to, meaning, &mut marks),
                // A bill inside the bill stands for what it is about.
                (Target::Row(from), Target::Collection(at), meaning) => {
                    let mut roots = Vec::new();
                    self.roots(at as usize, 8, &mut roots);
                    roots.into_iter().for_each(|to| self.tie(from, to, meaning, &mut marks));
                }
                (
                    Target::Row(row),
                    Target::Agent(_) | Target::License(_) | Target::Element | Target::Extras(_),
                    Meaning::Forward(_) | Meaning::Backward(_) | Meaning::DataFile,
                ) => {
                    let message = phrase!("a relationship leads to `{}`, which is no component", self.draft.texts.get(edge.to));
                    self.draft.note_at(NoteCode::MalformedValue, row, edge.place, message);
                }
                _ => {}
            }
        }
        self.builds(&builds)?;
        self.ancestors(&edges, &mut marks);
        for (row, card) in &mut self.draft.lists.cards {
            let counted = marks.datasets.get(row).copied().filter(|count| *count > 0).map(Stated::Value);
            let none = self.draft.parts.carries(*row, ListField::Datasets);
            card.datasets = counted.unwrap_or(if none { Stated::Nothing } else { Stated::Absent });
        }
        Ok(marks.contained)
    }

    /// A relationship to "there is none": what is stated empty.
    fn nothing(&mut self, row: Row, meaning: Meaning) {
        match meaning {
            Meaning::Forward(Relation::Ancestor) => self.draft.carries(row, ListField::Ancestors),
            Meaning::Forward(Relation::TrainedOn) => self.draft.carries(row, ListField::Datasets),
            _ => {}
        }
    }

    fn publisher(&mut self, row: Row, agent: u32) {
        let held = &mut self.draft.parts.publisher[row];
        if held.get() == Stated::Absent {
            *held = self.graph.agents[agent as usize].party;
        }
    }

    /// One edge between two rows.
    fn tie(&mut self, from: Row, to: Row, meaning: Meaning, marks: &mut Marks) {
        let declared = self.draft.value(self.draft.parts.declared[to]).unwrap_or_default();
        let (from, to, relation) = match meaning {
            Meaning::Backward(relation) => (to, from, relation),
            Meaning::Forward(relation) => (from, to, relation),
            Meaning::DataFile if declared == "software_File" => (from, to, Relation::Contains),
            Meaning::Output => (to, from, Relation::DependsOn),
            _ => (from, to, Relation::DependsOn),
        };
        match relation {
            Relation::Contains => (marks.contained[to.at()], marks.part[to.at()]) = (true, true),
            Relation::TrainedOn | Relation::TestedOn => {
                marks.part[to.at()] = true;
                // What it was tested on says nothing of what it learnt from.
                *marks.datasets.entry(from).or_default() += u32::from(relation == Relation::TrainedOn);
            }
            Relation::Ancestor => {
                marks.ancestor[to.at()] = true;
                marks.descent.insert((from, to));
                self.draft.carries(from, ListField::Ancestors);
            }
            _ => {}
        }
        self.draft.relate(from, to, relation);
    }

    /// A row that others were made from, and that nothing else holds or needs, is their ancestor and no part by itself.
    fn ancestors(&mut self, edges: &[Edge], marks: &mut Marks) {
        if marks.descent.is_empty() {
            return;
        }
        for edge in edges.iter().filter(|edge| edge.meaning == Meaning::Forward(Relation::DependsOn)) {
            let ends = (self.graph.targets.get(&edge.from), self.graph.targets.get(&edge.to));
            if let (Some(Target::Row(from)), Some(Target::Row(to))) = ends {
                marks.part[to.at()] |= !marks.descent.contains(&(*from, *to));
            }
        }
        for row in self.draft.parts.rows() {
            if marks.ancestor[row.at()] && !marks.part[row.at()] && self.draft.parts.role[row] == Role::Part {
                self.draft.parts.role[row] = Role::Ancestor;
            }
        }
    }

    fn license_edge(&mut self, from: Target, edge: &Edge) -> Result<(), ReadError> {
        let word = if edge.meaning == Meaning::Declared { "declared" } else { "concluded" };
        let license = self.licensed(edge.to, word, edge.place)?;
        if let Target::Row(row) = from {
            self.draft.carries(row, ListField::Licenses);
            let license = self.draft.license(license);
            self.draft.lists.licenses.push((row, license));
            self.overhear_text(row, edge.to, edge.place);
        }
        Ok(())
    }

    /// What a build made depends on what went into it. Tools of a build go into what is delivered.
    fn builds(&mut self, builds: &[Build]) -> Result<(), ReadError> {
        let limit = self.draft.limits.components;
        let mut edges = 0usize;
        for build in builds {
            edges = edges.saturating_add(build.inputs.len().saturating_mul(build.outputs.len()));
            if edges > limit {
                return Err(ReadError::Limit { place: Place::default(), what: "inputs of outputs of builds", limit });
            }
            for input in &build.inputs {
                if self.draft.parts.role[*input] == Role::Tool {
                    self.draft.parts.role[*input] = Role::Formulation;
                }
                for output in build.outputs.iter().filter(|output| *output != input) {
                    self.draft.relate(*output, *input, Relation::DependsOn);
                }
            }
        }
        Ok(())
    }
}
