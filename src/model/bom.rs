//! The bill as a whole.

use super::component::{Components, Row};
use super::exploitability::Statement;
use super::license::{License, LicenseId};
use super::note::{Note, NoteCode, Severity};
use super::party::{Party, PartyId};
use super::relation::Edge;
use super::stated::{Packed, Stated};
use crate::base::{Column, Grouped, Index, Text, Texts};

/// What a bill says of itself.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// `CycloneDX`.
    pub format: &'static str,
    /// As declared.
    pub spec_version: String,
    /// `serialNumber`.
    pub serial: Packed<Text>,
    /// `version`.
    pub version: Stated<u32>,
    /// `metadata.timestamp`, as written.
    pub timestamp: Packed<Text>,
    /// `metadata.lifecycles`: phases or names.
    pub lifecycles: Vec<Text>,
    /// `metadata.authors`.
    pub authors: Vec<PartyId>,
    /// `metadata.supplier`.
    pub supplier: Packed<PartyId>,
    /// `metadata.manufacturer`, `metadata.manufacture` before 1.6.
    pub manufacturer: Packed<PartyId>,
    /// Whether a `signature` stands at the root, or around the bill in an envelope. Present, not verified.
    pub signed: bool,
    /// Whether `dependencies` is there.
    pub has_dependencies: bool,
    /// `compositions`.
    pub compositions: Vec<Composition>,
    /// `vulnerabilities`: what the bill says of the vulnerabilities of its parts.
    pub statements: Vec<Statement>,
    /// Bytes of the input, as given.
    pub bytes: u32,
    /// SHA-256 of the input as given, lower-case hex.
    pub sha256: String,
    /// What stood around the bill in the input, outermost first; mostly nothing.
    pub layers: Vec<Layer>,
    /// The attestation the bill is the predicate of.
    pub attestation: Option<Attestation>,
}

/// One thing around a bill, and the text that was found inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// `gzip`, `DSSE envelope`, ...
    pub what: &'static str,
    /// What the text inside is called: `unpacked`, `predicate`.
    pub inside: &'static str,
    /// Bytes of the text inside.
    pub bytes: u64,
    /// Its SHA-256, lower-case hex.
    pub sha256: String,
}

/// What an attestation says of itself. Nothing of it is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// `in-toto statement`, `DSSE envelope` or `Sigstore bundle`.
    pub form: &'static str,
    /// One entry per signature: the id of its key, where it names one.
    pub signatures: Vec<Option<String>>,
    /// `predicateType`.
    pub predicate_type: String,
    /// `subject`: what the bill is said to be of.
    pub subjects: Vec<Attested>,
}

/// One subject of an attestation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attested {
    /// Its name; may be empty.
    pub name: String,
    /// Algorithm and hex digits, as written.
    pub digests: Vec<(String, String)>,
}

impl std::fmt::Display for Attested {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = if self.name.is_empty() { "(unnamed)" } else { &self.name };
        write!(f, "{name}")?;
        self.digests.iter().try_for_each(|(algorithm, hex)| write!(f, " {algorithm}:{hex}"))
    }
}

/// One statement of completeness. Source: CycloneDX 1.7, `compositions`.
#[derive(Clone, Debug)]
pub struct Composition {
    /// `aggregate`, as written.
    pub aggregate: Text,
    /// References it covers through `assemblies` and `dependencies`; empty = the whole bill.
    pub covers: Vec<Text>,
}

/// One bill, frozen. Made by [`super::Draft::freeze`].
#[derive(Debug)]
pub struct Bom {
    /// The name reports give it: a path, or `-`.
    pub name: String,
    /// What it says of itself.
    pub document: Document,
    pub(crate) texts: Texts,
    /// Suppliers, manufacturers, publishers, authors, owners.
    pub parties: Column<PartyId, Party>,
    /// Licence statements.
    pub licenses: Column<LicenseId, License>,
    /// The table of components.
    pub components: Components,
    /// Edges by the component they start from.
    pub edges: Grouped<Row, Edge>,
    /// Imperfections, in input order.
    pub notes: Vec<Note>,
    /// Elements met in places where a component can stand; those read are [`Components::len`].
    pub seen: usize,
}

impl Bom {
    /// The string behind a handle.
    pub fn text(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// The string behind a packed handle, in its case.
    pub fn stated(&self, packed: Packed<Text>) -> Stated<&str> {
        packed.get().map(|text| self.texts.get(text))
    }

    /// The string behind a packed handle, or nothing.
    pub fn value(&self, packed: Packed<Text>) -> Option<&str> {
        self.stated(packed).value()
    }

    /// The interned texts.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The subject of the bill (`metadata.component`), if it names one.
    pub fn subject(&self) -> Option<Row> {
        self.components
            .rows()
            .find(|row| self.components.role[*row] == super::Role::Subject && self.components.parent[*row].is_none())
    }

    /// `name@version`, or the package URL of a nameless part, as reports show a component. A commit is cut to 12 digits.
    pub fn label(&self, row: Row) -> String {
        let parts = &self.components;
        let name = self.value(parts.name[row]).or(self.value(parts.purl[row])).or(self.value(parts.reference[row]));
        match (name, self.value(parts.version[row])) {
            // Of a commit, what people copy.
            (Some(name), Some(version)) if version.len() >= 32 && version.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                format!("{name}@{}", &version[..12])
            }
            (Some(name), Some(version)) => format!("{name}@{version}"),
            (Some(name), None) => name.to_owned(),
            (None, _) => format!("(unnamed {})", parts.kind[row].word()),
        }
    }

    /// JSON pointer of a component (RFC 6901).
    pub fn pointer(&self, row: Row) -> String {
        let mut parts = Vec::new();
        let mut at = Some(row);
        while let Some(row) = at {
            let (head, number) = self.components.pointer[row];
            parts.push(if number == u32::MAX { self.text(head).to_owned() } else { format!("{}/{number}", self.text(head)) });
            at = self.components.parent[row];
        }
        parts.into_iter().rev().collect()
    }

    /// Notes of one code.
    pub fn noted(&self, code: NoteCode) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.code == code)
    }

    /// Notes that alone make the input unfit: the verdict is REJECT.
    pub fn rejections(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| note.code.severity() == Severity::Reject)
    }

    /// Rows from `from`, in index order of the edge list.
    pub fn edges_of(&self, from: Row) -> &[Edge] {
        if from.at() < self.components.len() { self.edges.of(from) } else { &[] }
    }

    /// The component that the edge at `at` in the edge list starts from. Binary search.
    pub fn start_of(&self, at: usize) -> Option<Row> {
        self.edges.row_of(at)
    }
}
