//! What every syntax makes of an element: a flat list of (field, text, place), filled, judged and emptied in turn.

use crate::base::Place;
use crate::model::names_a_model;

/// What a record is. Each syntax has its own way to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum What {
    #[default]
    Document,
    Package,
    File,
    Snippet,
    Relationship,
    Annotation,
    /// A licence whose text the document carries.
    Extracted,
    /// Another document that is referred to.
    External,
}

impl What {
    /// The word messages use.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Package => "a package",
            Self::File => "a file",
            Self::Snippet => "a snippet",
            Self::Relationship => "a relationship",
            Self::Annotation => "an annotation",
            Self::Extracted => "an extracted licence",
            Self::External => "an external document reference",
        }
    }
}

/// One thing a record can say. Source: SPDX 2.3, clauses 6 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    // Of several records.
    Id,
    Name,
    Comment,
    Concluded,
    FoundLicense,
    Copyright,
    // The document.
    Version,
    DataLicense,
    Namespace,
    Describes,
    Creator,
    Created,
    // Packages.
    PackageVersion,
    Supplier,
    Originator,
    Download,
    Homepage,
    Purpose,
    FilesAnalyzed,
    VerificationCode,
    Declared,
    Description,
    Summary,
    HasFile,
    Built,
    Released,
    ValidUntil,
    // In a group: a checksum.
    Algorithm,
    Digest,
    // In a group: an external reference.
    Category,
    ReferenceType,
    Locator,
    // Files.
    DependsOnFile,
    // Snippets.
    SnippetOf,
    // Relationships.
    From,
    Relation,
    To,
    // Extracted licences.
    SeeAlso,
    ExtractedText,
    // External documents.
    ExternalId,
    ExternalUri,
    // In a group: the range of a snippet.
    ByteStart,
    ByteEnd,
    LineStart,
    LineEnd,
    // Annotations.
    Annotator,
    AnnotationDate,
    AnnotationType,
    Remark,
    /// The element a remark is about, where it does not stand in it.
    Subject,
    /// Known to the format; nothing of it is kept.
    Silent,
}

impl Field {
    /// Whether a record may say it more than once.
    pub(super) fn repeats(self) -> bool {
        matches!(
            self,
            Self::Creator
                | Self::Describes
                | Self::FoundLicense
                | Self::HasFile
                | Self::DependsOnFile
                | Self::SeeAlso
                | Self::Silent
        )
    }
}

/// One thing said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub(super) field: Field,
    /// 0 for the record itself, from 1 for the objects inside it (checksums, external references).
    pub(super) group: u32,
    pub(super) text: &'a str,
    pub(super) place: Place,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    field: Field,
    group: u32,
    from: usize,
    to: usize,
    place: Place,
}

/// One record, reused for the next.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) what: What,
    /// What it stands in.
    pub(super) inside: What,
    /// Its first byte.
    pub(super) start: Place,
    /// The byte after its last.
    pub(super) end: u32,
    said: Vec<Entry>,
    text: String,
    groups: u32,
    /// Texts of which nothing is kept, and that name a model.
    heard: Vec<(String, Place)>,
}

impl Record {
    /// Empties the record for the next element.
    pub(super) fn begin(&mut self, what: What, start: Place) {
        (self.what, self.inside, self.start, self.end) = (what, What::Document, start, start.offset);
        self.said.clear();
        self.text.clear();
        self.heard.clear();
        self.groups = 0;
    }

    /// Starts an object inside; its number.
    pub(super) fn group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Whether the record itself says `field` already.
    pub(super) fn has(&self, field: Field) -> bool {
        self.said.iter().any(|entry| entry.field == field && entry.group == 0)
    }

    /// Adds what is said.
    pub(super) fn put(&mut self, field: Field, group: u32, text: &str, place: Place) {
        if field == Field::Silent {
            if names_a_model(text) {
                self.heard.push((text.to_owned(), place));
            }
            return;
        }
        let from = self.text.len();
        self.text.push_str(text);
        self.said.push(Entry { field, group, from, to: self.text.len(), place });
    }

    /// What is not kept and names a model.
    pub(super) fn heard(&self) -> &[(String, Place)] {
        &self.heard
    }

    /// Everything said, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Said<'_>> {
        self.said.iter().map(|entry| Said {
            field: entry.field,
            group: entry.group,
            text: &self.text[entry.from..entry.to],
            place: entry.place,
        })
    }

    /// The first of a field.
    pub(super) fn first(&self, field: Field) -> Option<Said<'_>> {
        self.iter().find(|said| said.field == field)
    }
}
