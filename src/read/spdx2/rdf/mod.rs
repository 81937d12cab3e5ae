//! The RDF/XML form: the nodes of the graph become the same records the other syntaxes make.
//! Source: SPDX 2.3, annex C (RDF object model), <http://spdx.org/rdf/terms>.

mod expression;
mod graph;
mod names;
mod range;
mod store;
mod term;

use super::build::Builder;
use super::record::{Field, Record, What};
use crate::base::{Phrase, Place, phrase};
use crate::model::{Draft, NoteCode};
use crate::read::Source;
use crate::read::deviation::When;
use crate::read::error::ReadError;
use foldhash::fast::RandomState;
use hashbrown::HashMap;
use names::{Name, SPDX};
use std::borrow::Cow;
use std::cell::RefCell;
use store::{Graph, Node, Object, Statement};
use term::decoded;

const COMMENT: &str = "http://www.w3.org/2000/01/rdf-schema#comment";
const SEE_ALSO: &str = "http://www.w3.org/2000/01/rdf-schema#seeAlso";
const HOMEPAGE: &str = "http://usefulinc.com/ns/doap#homepage";

/// How the object of a property is read.
#[derive(Clone, Copy)]
enum How {
    /// A literal, or a term of SPDX.
    Text(Field),
    /// The SPDXID of an element.
    Id(Field),
    /// A licence expression.
    License(Field),
    /// A node whose properties belong to the record.
    Inline,
    /// A node whose properties are a group of the record.
    Group,
    /// A node that relates the element to another.
    Relationship,
    /// Nodes with the two ends of a range.
    Range,
    /// Nodes found by their type, and what is not kept.
    Silent,
}

use How::{Group, Id, Inline, License, Range, Relationship, Silent, Text};

/// What a property is of a node of this type; none for one that type does not have.
fn property(of: &str, name: &str) -> Option<How> {
    Some(match (of, name) {
        (_, "relationship") => Relationship,
        (_, "annotation") => Silent,
        ("Annotation", COMMENT) => Text(Field::Remark),
        ("Package" | "File" | "Snippet", COMMENT) => Text(Field::Comment),
        (_, COMMENT) => Silent,
        ("SpdxDocument", "specVersion") => Text(Field::Version),
        ("SpdxDocument" | "Package" | "Snippet" | "ExtractedLicensingInfo", "name") => Text(Field::Name),
        ("SpdxDocument", "dataLicense") => License(Field::DataLicense),
        ("SpdxDocument", "creationInfo") => Inline,
        ("SpdxDocument", "describesPackage") => Id(Field::Describes),
        ("SpdxDocument", "hasExtractedLicensingInfo" | "externalDocumentRef" | "referencesFile" | "reviewed") => Silent,
        ("CreationInfo", "creator") => Text(Field::Creator),
        ("CreationInfo", "created") => Text(Field::Created),
        ("CreationInfo", "licenseListVersion") => Silent,
        ("Package", "versionInfo") => Text(Field::PackageVersion),
        ("Package", "supplier") => Text(Field::Supplier),
        ("Package", "originator") => Text(Field::Originator),
        ("Package", "downloadLocation") => Text(Field::Download),
        ("Package", "filesAnalyzed") => Text(Field::FilesAnalyzed),
        ("Package", HOMEPAGE) => Text(Field::Homepage),
        ("Package", "primaryPackagePurpose") => Text(Field::Purpose),
        ("Package", "description") => Text(Field::Description),
        ("Package", "summary") => Text(Field::Summary),
        ("Package", "builtDate") => Text(Field::Built),
        ("Package", "releaseDate") => Text(Field::Released),
        ("Package", "validUntilDate") => Text(Field::ValidUntil),
        ("Package", "licenseDeclared") => License(Field::Declared),
        ("Package", "licenseInfoFromFiles") => License(Field::FoundLicense),
        ("Package", "hasFile") => Id(Field::HasFile),
        ("Package", "packageVerificationCode") => Inline,
        ("Package", "externalRef") => Group,
        ("Package", "packageFileName" | "sourceInfo" | "licenseComments" | "attributionText") => Silent,
        ("PackageVerificationCode", "packageVerificationCodeValue") => Text(Field::VerificationCode),
        ("PackageVerificationCode", "packageVerificationCodeExcludedFile") => Silent,
        ("Package" | "File" | "Snippet", "licenseConcluded") => License(Field::Concluded),
        ("Package" | "File" | "Snippet", "copyrightText") => Text(Field::Copyright),
        ("Package" | "File", "checksum") => Group,
        ("ExternalDocumentRef", "checksum") => Inline,
        ("Checksum", "algorithm") => Text(Field::Algorithm),
        ("Checksum", "checksumValue") => Text(Field::Digest),
        ("ExternalRef", "referenceCategory") => Text(Field::Category),
        ("ExternalRef", "referenceType") => Text(Field::ReferenceType),
        ("ExternalRef", "referenceLocator") => Text(Field::Locator),
        ("File", "fileName") => Text(Field::Name),
        ("File", "licenseInfoInFile") => License(Field::FoundLicense),
        ("File", "fileDependency") => Id(Field::DependsOnFile),
        ("File", "fileType" | "fileContributor" | "noticeText" | "licenseComments" | "artifactOf" | "attributionText") => Silent,
        ("Snippet", "snippetFromFile") => Id(Field::SnippetOf),
        ("Snippet", "licenseInfoInSnippet") => License(Field::FoundLicense),
        ("Snippet", "range") => Range,
        ("Snippet", "licenseComments" | "attributionText") => Silent,
        ("ExtractedLicensingInfo", "licenseId") => Text(Field::Id),
        ("ExtractedLicensingInfo", "extractedText") => Text(Field::ExtractedText),
        ("ExtractedLicensingInfo", SEE_ALSO) => Text(Field::SeeAlso),
        ("ExtractedLicensingInfo", "crossRef") => Silent,
        ("ExternalDocumentRef", "externalDocumentId") => Text(Field::ExternalId),
        ("ExternalDocumentRef", "spdxDocument") => Text(Field::ExternalUri),
        ("Annotation", "annotator") => Text(Field::Annotator),
        ("Annotation", "annotationDate") => Text(Field::AnnotationDate),
        ("Annotation", "annotationType") => Text(Field::AnnotationType),
        _ => return None,
    })
}

/// Types that are read through the node that leads to them, or of which nothing is kept.
const PARTS: &[&str] = &[
    "CreationInfo",
    "PackageVerificationCode",
    "Checksum",
    "ExternalRef",
    "Relationship",
    "ConjunctiveLicenseSet",
    "DisjunctiveLicenseSet",
    "OrLaterOperator",
    "WithExceptionOperator",
    "LicenseException",
    "ListedLicenseException",
    "ListedLicense",
    "License",
    "SimpleLicensingInfo",
    "SpdxNoAssertionLicense",
    "SpdxNoneLicense",
    "CrossRef",
    "Review",
    "ReferenceType",
    "ExternalSpdxElement",
    "SpdxNoneElement",
    "SpdxNoAssertionElement",
];

/// Reads a document.
///
/// # Errors
/// When it is malformed, ambiguous, of no version that is read, or past a limit.
pub(super) fn read(input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
    let graph = graph::read(input, &into.limits)?;
    let of = |kind: Name| graph.nodes().map(|(_, node)| node).filter(move |node| node.kind == kind);
    let mut documents = of(Name::DOCUMENT);
    let document = documents.next().ok_or_else(|| ReadError::NotSpdx { why: phrase!("it holds no `spdx:SpdxDocument`") })?;
    if let Some(second) = documents.next() {
        return fault(second.place, phrase!("a second `spdx:SpdxDocument`: one file holds one bill"));
    }
    let base = graph.uri(document).split_once('#').map_or("", |(base, _)| base);
    let mut reader =
        Reader { graph: &graph, base, externals: HashMap::default(), license: into.limits.license, known: RefCell::default() };
    for node in of(Name::EXTERNAL_DOCUMENT) {
        let named = |property| graph.objects(node, property).next().map(|object| reader.text(object));
        let id = named(Name::EXTERNAL_ID).map(Cow::Borrowed).or_else(|| reader.fragment(node));
        if let (Some(uri), Some(id)) = (named(Name::EXTERNAL_ADDRESS), id) {
            let (uri, id) = (uri.to_owned(), id.into_owned());
            reader.externals.insert(uri, id);
        }
    }
    let mut build = Builder::new(into);
    if graph.marked {
        build.marked();
    }
    let mut own = Record::default();
    reader.fill(&mut build, &mut own, What::Document, document)?;
    if !base.is_empty() {
        own.put(Field::Namespace, 0, base, document.place);
    }
    let about = reader.annotated();
    let types: Vec<Type> = graph.names.texts().map(type_of).collect();
    let mut record = Record::default();
    for (at, node) in graph.nodes() {
        match types[node.kind.at()] {
            Type::Record(What::Document) => {}
            Type::Record(what) => {
                reader.fill(&mut build, &mut record, what, node)?;
                if let Some(id) = about.get(&at) {
                    record.put(Field::Subject, 0, id, node.place);
                }
                build.add(&record)?;
            }
            Type::Part => continue,
            Type::Unknown => {
                if !graph.silent(node) {
                    unread(&mut build, graph.names.text(node.kind), node.place);
                }
                continue;
            }
        }
        reader.relationships(&mut build, &mut record, node)?;
    }
    build.finish(&own)
}

/// What nodes of a type become.
#[derive(Clone, Copy)]
enum Type {
    Record(What),
    /// Nothing by themselves.
    Part,
    Unknown,
}

fn type_of(name: &str) -> Type {
    Type::Record(match name {
        "SpdxDocument" => What::Document,
        "Package" => What::Package,
        "File" => What::File,
        "Snippet" => What::Snippet,
        "ExtractedLicensingInfo" => What::Extracted,
        "ExternalDocumentRef" => What::External,
        "Annotation" => What::Annotation,
        "" => return Type::Unknown,
        // Of another namespace, it is none of SPDX.
        other if PARTS.contains(&other) || other.contains([':', '#', '/']) => return Type::Part,
        _ => return Type::Unknown,
    })
}

/// Notes a node that could be an element and is not read.
fn unread(build: &mut Builder<'_>, kind: &str, place: Place) {
    build.draft.unread();
    let shown = if kind.is_empty() { "no type" } else { kind };
    let message = phrase!("a node of type `{}` is not one of SPDX 2; it is not judged", shown);
    build.draft.note(NoteCode::PartNotRead, None, place, String::new(), message);
}

fn fault<T>(place: Place, why: Phrase) -> Result<T, ReadError> {
    Err(ReadError::Syntax { place, format: "RDF/XML", why })
}

struct Reader<'g> {
    graph: &'g Graph,
    /// The namespace of the document.
    base: &'g str,
    /// Ids of the documents referred to, by their addresses.
    externals: HashMap<String, String, RandomState>,
    /// Bytes of one licence expression at most.
    license: usize,
    /// What [`property`] says, by type and name: a document has few of them, and asks about them often.
    known: RefCell<HashMap<(Name, Name), Option<How>, RandomState>>,
}

impl<'g> Reader<'g> {
    fn property(&self, of: Name, name: Name) -> Option<How> {
        let names = &self.graph.names;
        *self.known.borrow_mut().entry((of, name)).or_insert_with(|| property(names.text(of), names.text(name)))
    }

    /// What stands behind the `#` of the address of a node: the SPDXID of an element.
    fn fragment(&self, node: &Node) -> Option<Cow<'g, str>> {
        self.graph.uri(node).rsplit_once('#').map(|(_, id)| decoded(id))
    }

    fn fill(&self, build: &mut Builder<'_>, record: &mut Record, what: What, node: &Node) -> Result<(), ReadError> {
        record.begin(what, node.place);
        record.end = node.end;
        // The address of a licence or of another document only repeats what the node says itself.
        let field = match what {
            What::Document | What::Package | What::File | What::Snippet => Some(Field::Id),
            What::External if self.graph.objects(node, Name::EXTERNAL_ID).next().is_none() => Some(Field::ExternalId),
            _ => None,
        };
        if let (Some(field), Some(id)) = (field, self.fragment(node)) {
            record.put(field, 0, &id, node.place);
        }
        self.say(build, record, node, 0)
    }

    /// What a node says, as part of a record.
    fn say(&self, build: &mut Builder<'_>, record: &mut Record, node: &Node, group: u32) -> Result<(), ReadError> {
        for &Statement { name, object, place, .. } in self.graph.said(node) {
            let shown = || self.graph.names.text(name);
            let (field, text) = match self.property(node.kind, name) {
                None => {
                    let shown = shown().chars().take(80).collect::<String>();
                    build.tally.add(NoteCode::UnknownKey, record.what.word(), shown, When::Always, (None, place));
                    continue;
                }
                Some(Relationship) => continue,
                Some(Range) => {
                    self.range(record, object, place);
                    continue;
                }
                Some(Silent) => (Field::Silent, Cow::Borrowed(self.text(object))),
                Some(Text(field)) => (field, Cow::Borrowed(self.text(object))),
                Some(Id(field)) => (field, self.id(object)),
                Some(License(field)) => (field, Cow::Owned(self.expression(object, place)?)),
                Some(how @ (Inline | Group)) => {
                    let Some(inner) = self.node(object) else {
                        let message = phrase!("`{}` leads to no node of the document; it is not judged", shown());
                        build.draft.note(NoteCode::PartNotRead, None, place, String::new(), message);
                        continue;
                    };
                    let group = if matches!(how, Group) { record.group() } else { group };
                    let holds = |said: &Statement| matches!(self.property(inner.kind, said.name), Some(Inline | Group));
                    if self.graph.said(inner).any(holds) {
                        return fault(place, phrase!("`{}` holds what it cannot hold", shown()));
                    }
                    self.say(build, record, inner, group)?;
                    continue;
                }
            };
            if group == 0 && !field.repeats() && record.has(field) {
                let again = record.first(field).is_some_and(|said| said.text == text);
                if !again {
                    let why = phrase!("`{}` has two values: readers differ on which one counts; remove one", shown());
                    return fault(place, why);
                }
                continue;
            }
            record.put(field, group, &text, place);
        }
        Ok(())
    }

    /// The relationships that stand in a node, each as a record of its own.
    fn relationships(&self, build: &mut Builder<'_>, record: &mut Record, node: &Node) -> Result<(), ReadError> {
        let from = self.fragment(node);
        for said in self.graph.said(node).filter(|said| said.name == Name::RELATIONSHIP) {
            record.begin(What::Relationship, said.place);
            if let Some(from) = &from {
                record.put(Field::From, 0, from, said.place);
            }
            for said in self.node(said.object).into_iter().flat_map(|node| self.graph.said(node)) {
                match said.name {
                    Name::RELATION => record.put(Field::Relation, 0, self.text(said.object), said.place),
                    Name::RELATED => record.put(Field::To, 0, &self.id(said.object), said.place),
                    _ => {}
                }
            }
            build.add(record)?;
        }
        Ok(())
    }

    fn node(&self, object: Object) -> Option<&'g Node> {
        let described = |uri| self.graph.described(uri).map(|at| self.graph.node(at));
        match object {
            Object::Node(at) => Some(self.graph.node(at)),
            Object::Uri(uri) => described(self.graph.text(uri)),
            Object::Term(term) => described(self.graph.term(term).0),
            Object::Text(_) => None,
        }
    }

    /// The SPDXID an object names.
    fn id(&self, object: Object) -> Cow<'g, str> {
        let uri = match object {
            Object::Text(text) => return Cow::Borrowed(self.graph.text(text)),
            Object::Uri(uri) => self.graph.text(uri),
            Object::Term(term) => self.graph.term(term).0,
            Object::Node(at) => self.graph.uri(self.graph.node(at)),
        };
        if let Some(term) = uri.strip_prefix(SPDX) {
            return Cow::Owned(term.to_uppercase());
        }
        let Some((base, id)) = uri.rsplit_once('#') else { return Cow::Borrowed(uri) };
        let id = decoded(id);
        // What is described here is of this document, whatever its address.
        let here = base.is_empty() || base == self.base || self.node(object).is_some_and(|node| !self.graph.silent(node));
        if here {
            return id;
        }
        match self.externals.get(base) {
            Some(document) => Cow::Owned(format!("{document}:{id}")),
            None => Cow::Borrowed(uri),
        }
    }

    /// A literal; of a term of SPDX, the word the other syntaxes write.
    fn text(&self, object: Object) -> &'g str {
        match object {
            Object::Text(text) => self.graph.text(text).trim_matches(['\n', '\r', '\t', ' ']),
            Object::Uri(uri) => self.graph.text(uri),
            Object::Term(term) => self.graph.term(term).1,
            Object::Node(at) => self.graph.uri(self.graph.node(at)),
        }
    }
}
