//! The RDF/XML form: the nodes of the graph become the same records the other syntaxes make.
//! Source: SPDX 2.3, annex C (RDF object model), <http://spdx.org/rdf/terms>.

mod expression;
mod graph;
mod range;
mod term;

use super::build::Builder;
use super::record::{Field, Record, What};
use crate::base::{Phrase, Place, phrase};
use crate::model::{Draft, NoteCode};
use crate::read::Source;
use crate::read::deviation::When;
use crate::read::error::ReadError;
use foldhash::fast::RandomState;
use graph::{Graph, Name, Node, Object, SPDX};
use hashbrown::HashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use term::{decoded, word};

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
    let mut documents = graph.nodes.iter().filter(|node| *node.kind == *"SpdxDocument");
    let document = documents.next().ok_or_else(|| ReadError::NotSpdx { why: phrase!("it holds no `spdx:SpdxDocument`") })?;
    if let Some(second) = documents.next() {
        return fault(second.place, phrase!("a second `spdx:SpdxDocument`: one file holds one bill"));
    }
    let base = document.uri.split_once('#').map_or("", |(base, _)| base);
    let mut reader =
        Reader { graph: &graph, base, externals: HashMap::default(), license: into.limits.license, known: RefCell::default() };
    for node in graph.nodes.iter().filter(|node| *node.kind == *"ExternalDocumentRef") {
        let named = |property| node.objects(property).next().map(|object| reader.text(object));
        if let (Some(uri), Some(id)) = (named("spdxDocument"), named("externalDocumentId").or_else(|| node.fragment())) {
            let (uri, id) = (uri.into_owned(), id.into_owned());
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
    let mut record = Record::default();
    for (at, node) in graph.nodes.iter().enumerate() {
        let what = match &*node.kind {
            "Package" => What::Package,
            "File" => What::File,
            "Snippet" => What::Snippet,
            "ExtractedLicensingInfo" => What::Extracted,
            "ExternalDocumentRef" => What::External,
            "Annotation" => What::Annotation,
            "SpdxDocument" => {
                reader.relationships(&mut build, node)?;
                continue;
            }
            other => {
                unread(&mut build, other, node);
                continue;
            }
        };
        reader.fill(&mut build, &mut record, what, node)?;
        if let Some(id) = about.get(&at) {
            record.put(Field::Subject, 0, id, node.place);
        }
        build.add(&record)?;
        reader.relationships(&mut build, node)?;
    }
    build.finish(&own)
}

/// A node of a type that is not read by itself: noted where it could be an element.
fn unread(build: &mut Builder<'_>, kind: &str, node: &Node) {
    let foreign = kind.contains([':', '#', '/']);
    if PARTS.contains(&kind) || node.said.is_empty() || (foreign && !kind.is_empty()) {
        return;
    }
    build.draft.unread();
    let shown = if kind.is_empty() { "no type" } else { kind };
    let message = phrase!("a node of type `{}` is not one of SPDX 2; it is not judged", shown);
    build.draft.note(NoteCode::PartNotRead, None, node.place, String::new(), message);
}

impl Node {
    /// What stands behind the `#` of its address: the SPDXID of an element.
    fn fragment(&self) -> Option<Cow<'_, str>> {
        self.uri.rsplit_once('#').map(|(_, id)| decoded(id))
    }
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

impl Reader<'_> {
    fn property(&self, of: &Name, name: &Name) -> Option<How> {
        let asked = (Rc::clone(of), Rc::clone(name));
        *self.known.borrow_mut().entry(asked).or_insert_with(|| property(of, name))
    }

    fn fill(&self, build: &mut Builder<'_>, record: &mut Record, what: What, node: &Node) -> Result<(), ReadError> {
        record.begin(what, node.place);
        record.end = node.end;
        // The address of a licence or of another document only repeats what the node says itself.
        let field = match what {
            What::Document | What::Package | What::File | What::Snippet => Some(Field::Id),
            What::External if node.objects("externalDocumentId").next().is_none() => Some(Field::ExternalId),
            _ => None,
        };
        if let (Some(field), Some(id)) = (field, node.fragment()) {
            record.put(field, 0, &id, node.place);
        }
        self.say(build, record, node, 0)
    }

    /// What a node says, as part of a record.
    fn say(&self, build: &mut Builder<'_>, record: &mut Record, node: &Node, group: u32) -> Result<(), ReadError> {
        for (name, object, place) in &node.said {
            let place = *place;
            let (field, text) = match self.property(&node.kind, name) {
                None => {
                    let shown = name.chars().take(80).collect::<String>();
                    build.tally.add(NoteCode::UnknownKey, record.what.word(), shown, When::Always, (None, place));
                    continue;
                }
                Some(Relationship) => continue,
                Some(Range) => {
                    self.range(record, object, place);
                    continue;
                }
                Some(Silent) => (Field::Silent, self.text(object)),
                Some(Text(field)) => (field, self.text(object)),
                Some(Id(field)) => (field, self.id(object)),
                Some(License(field)) => (field, Cow::Owned(self.expression(object, place)?)),
                Some(how @ (Inline | Group)) => {
                    let Some(inner) = self.node(object) else {
                        let message = phrase!("`{}` leads to no node of the document; it is not judged", &**name);
                        build.draft.note(NoteCode::PartNotRead, None, place, String::new(), message);
                        continue;
                    };
                    let group = if matches!(how, Group) { record.group() } else { group };
                    if inner.said.iter().any(|(name, ..)| matches!(self.property(&inner.kind, name), Some(Inline | Group))) {
                        return fault(place, phrase!("`{}` holds what it cannot hold", &**name));
                    }
                    self.say(build, record, inner, group)?;
                    continue;
                }
            };
            if group == 0 && !field.repeats() && record.has(field) {
                let again = record.first(field).is_some_and(|said| said.text == text);
                if !again {
                    return fault(place, phrase!("`{}` has two values: readers differ on which one counts; remove one", &**name));
                }
                continue;
            }
            record.put(field, group, &text, place);
        }
        Ok(())
    }

    fn relationships(&self, build: &mut Builder<'_>, node: &Node) -> Result<(), ReadError> {
        let mut record = Record::default();
        for (name, object, place) in &node.said {
            if **name != *"relationship" {
                continue;
            }
            record.begin(What::Relationship, *place);
            if let Some(from) = node.fragment() {
                record.put(Field::From, 0, &from, *place);
            }
            for (name, object, place) in self.node(object).into_iter().flat_map(|node| &node.said) {
                match &**name {
                    "relationshipType" => record.put(Field::Relation, 0, &self.text(object), *place),
                    "relatedSpdxElement" => record.put(Field::To, 0, &self.id(object), *place),
                    _ => {}
                }
            }
            build.add(&record)?;
        }
        Ok(())
    }

    fn node(&self, object: &Object) -> Option<&Node> {
        match object {
            Object::Node(at) => Some(&self.graph.nodes[*at]),
            Object::Uri(uri) => self.graph.described(uri).map(|at| &self.graph.nodes[at]),
            Object::Text(_) => None,
        }
    }

    /// The SPDXID an object names.
    fn id<'o>(&'o self, object: &'o Object) -> Cow<'o, str> {
        let uri = match object {
            Object::Text(text) => return Cow::Borrowed(text),
            Object::Uri(uri) => uri,
            Object::Node(at) => &*self.graph.nodes[*at].uri,
        };
        if let Some(term) = uri.strip_prefix(SPDX) {
            return Cow::Owned(term.to_uppercase());
        }
        let Some((base, id)) = uri.rsplit_once('#') else { return Cow::Borrowed(uri) };
        let id = decoded(id);
        // What is described here is of this document, whatever its address.
        let here = base.is_empty() || base == self.base || self.node(object).is_some_and(|node| !node.said.is_empty());
        match self.externals.get(base) {
            _ if here => id,
            Some(document) => Cow::Owned(format!("{document}:{id}")),
            None => Cow::Borrowed(uri),
        }
    }

    /// A literal; of a term of SPDX, the word the other syntaxes write.
    fn text<'o>(&'o self, object: &'o Object) -> Cow<'o, str> {
        match object {
            Object::Text(text) => Cow::Borrowed(text.trim_matches(['\n', '\r', '\t', ' '])),
            Object::Uri(uri) => match uri.strip_prefix(SPDX) {
                Some(term) => Cow::Owned(word(term)),
                None => Cow::Borrowed(uri),
            },
            Object::Node(at) => Cow::Borrowed(&self.graph.nodes[*at].uri),
        }
    }
}
