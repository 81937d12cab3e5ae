//! What the objects of the graph leave behind, each by its class, until all are known.

use super::Reader;
use super::class::Class;
use super::keys::{Link, Slot};
use super::license::LicenseNode;
use super::node::{Extra, Node, Pointer, Stands};
use super::relationship::Meaning;
use crate::base::{Place, Text, phrase};
use crate::model::{Annotation, Draft, NoteCode, Packed, PartyId, Row};
use crate::read::error::ReadError;
use foldhash::fast::RandomState;
use hashbrown::HashMap;

/// What an identifier names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Row(Row),
    Agent(u32),
    License(u32),
    Creation(u32),
    Collection(u32),
    Build(u32),
    Extras(u32),
    /// An element that says nothing of components.
    Element,
    /// The individual that stands for "there is none".
    None,
    /// The individual that stands for "nothing is said".
    NoAssertion,
    /// Part of another document.
    Elsewhere,
    /// Nothing; it was said once.
    Missing,
}

/// One agent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agent {
    pub(super) party: Packed<PartyId>,
    pub(super) person: bool,
}

/// Who made elements, when, and with what.
#[derive(Debug, Default)]
pub(super) struct Creation {
    pub(super) created: Packed<Text>,
    pub(super) by: Vec<Pointer>,
    pub(super) using: Vec<Pointer>,
}

/// A document, Bom, Sbom or Bundle.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) document: bool,
    pub(super) id: Option<Text>,
    pub(super) creation: Option<Pointer>,
    pub(super) roots: Vec<Pointer>,
    pub(super) place: Place,
}

/// One relationship, one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: Text,
    pub(super) to: Text,
    pub(super) meaning: Meaning,
    pub(super) place: Place,
}

/// What was read and waits for the rest. Everything is an interned identifier or an index.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) targets: HashMap<Text, Target, RandomState>,
    pub(super) agents: Vec<Agent>,
    pub(super) licenses: Vec<LicenseNode>,
    pub(super) creations: Vec<Creation>,
    pub(super) collections: Vec<Collection>,
    pub(super) builds: u32,
    pub(super) extras: Vec<Vec<Extra>>,
    pub(super) edges: Vec<Edge>,
    /// Who supplied or made a row.
    pub(super) makers: Vec<(Row, Pointer)>,
    /// Checksums, identifiers and addresses that stand elsewhere.
    pub(super) borrowed: Vec<(Row, Pointer)>,
    /// Remarks: what they are about, and their creation information, whose first agent is the annotator.
    pub(super) remarks: Vec<(Vec<Pointer>, Option<Pointer>, Annotation)>,
    /// What relationships say of their completeness, and from where they lead.
    pub(super) stated: Vec<(&'static str, Pointer)>,
    /// References that must lead somewhere.
    pub(super) mentioned: Vec<(Text, Place)>,
    pub(super) imports: Vec<(Text, Place)>,
    /// Rows whose download page is that of a dataset on a hub.
    pub(super) dataset_pages: Vec<Row>,
    /// The creation information named last, which the next element most likely names too.
    last_creation: Option<Text>,
    inline: u32,
}

impl Graph {
    /// The graph before any object: only the individuals every document may name.
    pub(super) fn new(draft: &mut Draft) -> Self {
        let mut graph = Self::default();
        for (name, target) in [
            ("Core/NoneElement", Target::None),
            ("Core/NoAssertionElement", Target::NoAssertion),
            ("Core/SpdxOrganization", Target::Element),
            ("ExpandedLicensing/NoneLicense", Target::None),
            ("ExpandedLicensing/NoAssertionLicense", Target::NoAssertion),
        ] {
            for version in ["3.0.0", "3.0.1"] {
                let full = format!("https://spdx.org/rdf/{version}/terms/{name}");
                graph.targets.insert(draft.texts.intern(&full), target);
            }
            let short = super::context::term(&format!("spdx:{name}")).into_owned();
            graph.targets.insert(draft.texts.intern(&short), target);
            graph.targets.insert(draft.texts.intern(&format!("spdx:{name}")), target);
        }
        graph
    }
}

fn index<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).expect("inputs are limited to u32 elements")
}

impl Reader<'_> {
    /// Keeps what an object says. Returns its identifier; an element without one is given one of its own.
    pub(super) fn commit(&mut self, node: &mut Node, stands: Stands, pointer: &str) -> Result<Option<Text>, ReadError> {
        if !node.says {
            // Only a reference, written as an object.
            return Ok(node.id);
        }
        let Some(class) = node.class else { return self.classless(node, stands) };
        match (stands, class) {
            (Stands::Astray, Class::Unknown) => return self.classless(node, stands),
            (Stands::Astray, Class::Value | Class::Hash | Class::Verification) => return Ok(None),
            _ => {}
        }
        let id = node.id.unwrap_or_else(|| {
            self.graph.inline += 1;
            self.draft.texts.intern(&format!("_:object {}", self.graph.inline))
        });
        let target = match class {
            Class::Part | Class::Tool | Class::Unknown => Target::Row(self.part(node, class, pointer)?),
            Class::Person | Class::Agent => {
                let agent = self.agent(node, class);
                self.graph.agents.push(agent);
                Target::Agent(index(&self.graph.agents) - 1)
            }
            Class::Document | Class::Collection => Target::Collection(self.collection(node, class)),
            Class::Relationship => {
                self.relationship(node)?;
                Target::Element
            }
            Class::CreationInfo => {
                self.version_of(node)?;
                let of = |link| node.to(link).copied().collect();
                let (by, using) = (of(Link::CreatedBy), of(Link::CreatedUsing));
                self.graph.creations.push(Creation { created: node.text(Slot::Created), by, using });
                Target::Creation(index(&self.graph.creations) - 1)
            }
            Class::Build => {
                self.graph.builds += 1;
                Target::Build(self.graph.builds - 1)
            }
            Class::Hash | Class::Verification | Class::Identifier | Class::Reference => {
                let mut extras = Vec::new();
                self.extras_of(node, &mut extras);
                self.graph.extras.push(extras);
                Target::Extras(index(&self.graph.extras) - 1)
            }
            Class::Map => {
                self.imported(node);
                Target::Element
            }
            Class::Annotation => {
                let kind = node.text(Slot::Kind);
                let annotation = Annotation { kind, text: node.text(Slot::Statement), ..Annotation::default() };
                let about = node.to(Link::Subject).copied().collect();
                self.graph.remarks.push((about, node.to(Link::Creation).next().copied(), annotation));
                Target::Element
            }
            Class::Silent | Class::Value => Target::Element,
            Class::Expression
            | Class::Custom
            | Class::Listed
            | Class::And
            | Class::Or
            | Class::OrLater
            | Class::With
            | Class::Addition => {
                let license = self.license(node, class, id)?;
                self.graph.licenses.push(license);
                Target::License(index(&self.graph.licenses) - 1)
            }
        };
        self.keep_references(node, class);
        self.declare(id, target, node.start);
        self.check_notes()?;
        Ok(Some(id))
    }

    /// An object that does not say what it is.
    fn classless(&mut self, node: &Node, stands: Stands) -> Result<Option<Text>, ReadError> {
        let named =
            node.word(Slot::Name).is_some() && (node.word(Slot::Version).is_some() || node.word(Slot::Download).is_some());
        match stands {
            Stands::Element => {
                self.draft.unread();
                self.note(NoteCode::Unidentified, node.start, phrase!("an element without `type`: what it is cannot be told"));
                if let Some(id) = node.id {
                    self.declare(id, Target::Missing, node.start);
                }
            }
            Stands::Astray if named || node.word(Slot::Purl).is_some() || node.id.is_some() => {
                let message = phrase!("an object where the format has none looks like a component");
                self.note(NoteCode::HiddenContainer, node.start, message);
            }
            Stands::Astray => {}
        }
        Ok(node.id)
    }

    /// Two elements of one identifier are REJECT.
    fn declare(&mut self, id: Text, target: Target, place: Place) {
        if self.graph.targets.insert(id, target).is_some() {
            let message = phrase!("identifier `{}` is carried by more than one element", self.draft.texts.get(id));
            let row = if let Target::Row(row) = target { Some(row) } else { None };
            self.draft.note(NoteCode::DuplicateRef, row, place, String::new(), message);
        }
    }

    /// References of any element that lead to what is no part of it.
    fn keep_references(&mut self, node: &Node, class: Class) {
        for pointer in &node.pointers {
            let kept = match pointer.link {
                Link::Creation => {
                    let new = self.graph.last_creation != Some(pointer.to);
                    self.graph.last_creation = Some(pointer.to);
                    new
                }
                Link::DataLicense => !self.plain_license(pointer.to, pointer.place),
                Link::Other | Link::Element | Link::Root | Link::SnippetFrom | Link::Subject => true,
                Link::SuppliedBy | Link::OriginatedBy => !matches!(class, Class::Part | Class::Tool | Class::Unknown),
                Link::CreatedBy | Link::CreatedUsing => class != Class::CreationInfo,
                Link::From | Link::To => class != Class::Relationship,
                Link::VerifiedUsing | Link::Identifiers | Link::References => {
                    !matches!(class, Class::Part | Class::Tool | Class::Unknown)
                }
                Link::Member | Link::SubjectLicense | Link::SubjectAddition | Link::Import | Link::External => false,
            };
            if kept {
                self.graph.mentioned.push((pointer.to, pointer.place));
            }
        }
    }

    fn collection(&mut self, node: &Node, class: Class) -> u32 {
        let document = class == Class::Document;
        for phase in &node.phases {
            if !self.draft.document.lifecycles.contains(phase) {
                self.draft.document.lifecycles.push(*phase);
            }
        }
        if document {
            self.draft.of_document.properties.extend(node.properties.iter().map(|(property, _)| *property));
        }
        self.graph.imports.extend(node.to(Link::Import).map(|pointer| (pointer.to, pointer.place)));
        self.graph.collections.push(Collection {
            document,
            id: node.id,
            creation: node.to(Link::Creation).next().copied(),
            roots: node.to(Link::Root).copied().collect(),
            place: node.start,
        });
        index(&self.graph.collections) - 1
    }
}
