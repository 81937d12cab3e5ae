//! The tag-value form: lines of `Tag: value`, in sections that begin with the name of an element.
//! Source: SPDX 2.3, clauses 4.4 and 6 to 12.
//!
//! A value in `<text>` and `</text>` runs over several lines. Lines that begin with `#` are comments. A tag outside its
//! section, or said twice where the format has it once, is ambiguous: readers differ on what it is about.

mod lines;

use super::build::{Builder, End, Tie};
use super::record::{Field, Record, What};
use super::relation::Meaning;
use crate::base::{Phrase, Place, Text, nearest, phrase};
use crate::model::{Draft, NoteCode, Relation};
use crate::read::Source;
use crate::read::deviation::When;
use crate::read::error::ReadError;
use lines::Lines;

/// What a tag does.
#[derive(Clone, Copy)]
enum Act {
    /// Begins an element, with a first field.
    Begin(What, Field),
    /// Says something of the open element, which must be of this kind.
    Of(What, Field),
    /// Says something of the open package, file or document, whichever it is.
    Any(Field),
    /// `ALGORITHM: digest` of the open element.
    Checksum,
    /// `CATEGORY TYPE LOCATOR` of the open package.
    Reference,
    /// `left TYPE right`.
    Relationship,
    /// `DocumentRef-id uri algorithm: digest`.
    External,
    /// `code (excludes: file)`.
    Verification,
    /// `first:last` of the open snippet.
    Range(Field, Field),
}

use Act::{Any, Begin, Checksum, External, Of, Range, Reference, Relationship, Verification};

const TAGS: &[(&str, Act)] = &[
    ("SPDXVersion", Of(What::Document, Field::Version)),
    ("DataLicense", Of(What::Document, Field::DataLicense)),
    ("DocumentName", Of(What::Document, Field::Name)),
    ("DocumentNamespace", Of(What::Document, Field::Namespace)),
    ("DocumentComment", Of(What::Document, Field::Silent)),
    ("LicenseListVersion", Of(What::Document, Field::Silent)),
    ("Creator", Of(What::Document, Field::Creator)),
    ("Created", Of(What::Document, Field::Created)),
    ("CreatorComment", Of(What::Document, Field::Silent)),
    ("ExternalDocumentRef", External),
    ("SPDXID", Any(Field::Id)),
    ("PackageName", Begin(What::Package, Field::Name)),
    ("PackageVersion", Of(What::Package, Field::PackageVersion)),
    ("PackageFileName", Of(What::Package, Field::Silent)),
    ("PackageSupplier", Of(What::Package, Field::Supplier)),
    ("PackageOriginator", Of(What::Package, Field::Originator)),
    ("PackageDownloadLocation", Of(What::Package, Field::Download)),
    ("FilesAnalyzed", Of(What::Package, Field::FilesAnalyzed)),
    ("PackageVerificationCode", Verification),
    ("PackageChecksum", Checksum),
    ("PackageHomePage", Of(What::Package, Field::Homepage)),
    ("PackageSourceInfo", Of(What::Package, Field::Silent)),
    ("PackageLicenseConcluded", Of(What::Package, Field::Concluded)),
    ("PackageLicenseInfoFromFiles", Of(What::Package, Field::FoundLicense)),
    ("PackageLicenseDeclared", Of(What::Package, Field::Declared)),
    ("PackageLicenseComments", Of(What::Package, Field::Silent)),
    ("PackageCopyrightText", Of(What::Package, Field::Copyright)),
    ("PackageSummary", Of(What::Package, Field::Summary)),
    ("PackageDescription", Of(What::Package, Field::Description)),
    ("PackageComment", Of(What::Package, Field::Comment)),
    ("PackageAttributionText", Of(What::Package, Field::Silent)),
    ("PrimaryPackagePurpose", Of(What::Package, Field::Purpose)),
    ("ReleaseDate", Of(What::Package, Field::Released)),
    ("BuiltDate", Of(What::Package, Field::Built)),
    ("ValidUntilDate", Of(What::Package, Field::ValidUntil)),
    ("ExternalRef", Reference),
    ("ExternalRefComment", Of(What::Package, Field::Silent)),
    ("FileName", Begin(What::File, Field::Name)),
    ("FileType", Of(What::File, Field::Silent)),
    ("FileChecksum", Checksum),
    ("LicenseConcluded", Of(What::File, Field::Concluded)),
    ("LicenseInfoInFile", Of(What::File, Field::FoundLicense)),
    ("LicenseComments", Any(Field::Silent)),
    ("FileCopyrightText", Of(What::File, Field::Copyright)),
    ("FileComment", Of(What::File, Field::Comment)),
    ("FileNotice", Of(What::File, Field::Silent)),
    ("FileContributor", Of(What::File, Field::Silent)),
    ("FileAttributionText", Of(What::File, Field::Silent)),
    ("FileDependency", Of(What::File, Field::Silent)),
    ("ArtifactOfProjectName", Of(What::File, Field::Silent)),
    ("ArtifactOfProjectHomePage", Of(What::File, Field::Silent)),
    ("ArtifactOfProjectURI", Of(What::File, Field::Silent)),
    ("SnippetSPDXID", Begin(What::Snippet, Field::Id)),
    ("SnippetFromFileSPDXID", Of(What::Snippet, Field::SnippetOf)),
    ("SnippetByteRange", Range(Field::ByteStart, Field::ByteEnd)),
    ("SnippetLineRange", Range(Field::LineStart, Field::LineEnd)),
    ("SnippetLicenseConcluded", Of(What::Snippet, Field::Concluded)),
    ("LicenseInfoInSnippet", Of(What::Snippet, Field::FoundLicense)),
    ("SnippetLicenseComments", Of(What::Snippet, Field::Silent)),
    ("SnippetCopyrightText", Of(What::Snippet, Field::Copyright)),
    ("SnippetComment", Of(What::Snippet, Field::Comment)),
    ("SnippetName", Of(What::Snippet, Field::Name)),
    ("SnippetAttributionText", Of(What::Snippet, Field::Silent)),
    ("LicenseID", Begin(What::Extracted, Field::Id)),
    ("ExtractedText", Of(What::Extracted, Field::ExtractedText)),
    ("LicenseName", Of(What::Extracted, Field::Name)),
    ("LicenseCrossReference", Of(What::Extracted, Field::SeeAlso)),
    ("LicenseComment", Of(What::Extracted, Field::Silent)),
    ("Relationship", Relationship),
    ("RelationshipComment", Any(Field::Silent)),
    ("Annotator", Begin(What::Annotation, Field::Annotator)),
    ("AnnotationDate", Of(What::Annotation, Field::AnnotationDate)),
    ("AnnotationType", Of(What::Annotation, Field::AnnotationType)),
    ("AnnotationComment", Of(What::Annotation, Field::Remark)),
    ("SPDXREF", Of(What::Annotation, Field::Subject)),
    ("Reviewer", Any(Field::Silent)),
    ("ReviewDate", Any(Field::Silent)),
    ("ReviewComment", Any(Field::Silent)),
];

/// Reads a document line by line.
///
/// # Errors
/// When it is malformed, ambiguous, of no version that is read, or past a limit.
pub(super) fn read(input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
    let limits = into.limits;
    let mut lines = Lines::new(input, limits);
    let mut reader = Reader {
        build: Builder::new(into),
        document: Record::default(),
        open: None,
        side: None,
        package: None,
        one: Record::default(),
    };
    reader.document.begin(What::Document, Place { offset: 0, line: 1, column: 1 });
    while let Some((tag, value, place)) = lines.next()? {
        reader.take(tag, value, place)?;
    }
    let at = lines.place();
    if lines.marked {
        reader.build.marked();
    }
    reader.close_side()?;
    reader.close(at.offset)?;
    reader.build.finish(&reader.document)
}

struct Reader<'a> {
    build: Builder<'a>,
    document: Record,
    /// The open package, file, snippet or licence.
    open: Option<Record>,
    /// The open annotation, which closes nothing.
    side: Option<Record>,
    /// The package that files belong to.
    package: Option<Text>,
    /// A record of one line.
    one: Record,
}

fn fault<T>(place: Place, why: Phrase) -> Result<T, ReadError> {
    Err(ReadError::Syntax { place, format: "tag-value", why })
}

impl Reader<'_> {
    /// One tag.
    fn take(&mut self, tag: &str, value: &str, place: Place) -> Result<(), ReadError> {
        let Some((tag, act)) = TAGS.iter().find(|(known, _)| *known == tag) else { return self.unknown(tag, place) };
        match *act {
            Begin(What::Annotation, field) => {
                self.close_side()?;
                let record = self.side.insert(Record::default());
                record.begin(What::Annotation, place);
                record.put(field, 0, value, place);
            }
            Begin(what, field) => {
                self.close_side()?;
                self.close(place.offset)?;
                let record = self.open.get_or_insert_default();
                record.begin(what, place);
                record.put(field, 0, value, place);
                if what == What::Package {
                    self.package = None;
                }
            }
            Of(_, Field::Silent) | Any(Field::Silent) => {
                let record = self.open.as_mut().unwrap_or(&mut self.document);
                record.put(Field::Silent, 0, value, place);
            }
            Of(What::Document, field) => say(&mut self.document, tag, field, value, place)?,
            // Without a remark, it says of what none there is.
            Of(What::Annotation, Field::Subject) if self.side.is_none() => {}
            Of(What::Annotation, field) => match &mut self.side {
                Some(record) => say(record, tag, field, value, place)?,
                None => return fault(place, phrase!("`{}` stands before any `Annotator`", tag)),
            },
            Of(what, field) => say(self.element(what, tag, place)?, tag, field, value, place)?,
            Any(field) => self.id(tag, field, value, place)?,
            Checksum => {
                let what = if tag == &"FileChecksum" { What::File } else { What::Package };
                let record = self.element(what, tag, place)?;
                let Some((algorithm, digest)) = value.split_once(':') else {
                    return fault(place, phrase!("`{}`: expected `ALGORITHM: digest`", tag));
                };
                let group = record.group();
                record.put(Field::Algorithm, group, algorithm.trim(), place);
                record.put(Field::Digest, group, digest.trim(), place);
            }
            Verification => {
                let record = self.element(What::Package, tag, place)?;
                let code = value.split([' ', '(']).next().unwrap_or_default();
                say(record, tag, Field::VerificationCode, code, place)?;
            }
            Range(first, last) => {
                let record = self.element(What::Snippet, tag, place)?;
                let Some((start, end)) = value.split_once(':') else {
                    return fault(place, phrase!("`{}`: expected `first:last`", tag));
                };
                let group = record.group();
                record.put(first, group, start, place);
                record.put(last, group, end, place);
            }
            Reference => {
                let record = self.element(What::Package, tag, place)?;
                let mut words = value.splitn(3, char::is_whitespace);
                let (Some(category), Some(kind), Some(locator)) = (words.next(), words.next(), words.next()) else {
                    return fault(place, phrase!("`ExternalRef`: expected `CATEGORY TYPE LOCATOR`"));
                };
                let group = record.group();
                record.put(Field::Category, group, category, place);
                record.put(Field::ReferenceType, group, kind, place);
                record.put(Field::Locator, group, locator.trim(), place);
            }
            Relationship => self.relationship(value, place)?,
            External => self.external(value, place)?,
        }
        Ok(())
    }

    fn element(&mut self, what: What, tag: &str, place: Place) -> Result<&mut Record, ReadError> {
        match &mut self.open {
            None => fault(place, phrase!("`{}` is for {}, but none is open", tag, Phrase::word(what.word()))),
            Some(record) if record.what != what => fault(
                place,
                phrase!(
                    "`{}` is for {}, but stands in the section of {}",
                    tag,
                    Phrase::word(what.word()),
                    Phrase::word(record.what.word())
                ),
            ),
            Some(record) => Ok(record),
        }
    }

    fn id(&mut self, tag: &str, field: Field, value: &str, place: Place) -> Result<(), ReadError> {
        let record = match &mut self.open {
            None => &mut self.document,
            Some(record) => record,
        };
        say(record, tag, field, value, place)?;
        if record.what == What::Package {
            self.package = Some(self.build.draft.texts.intern(value));
        }
        Ok(())
    }

    fn relationship(&mut self, value: &str, place: Place) -> Result<(), ReadError> {
        let words: Vec<&str> = value.split_whitespace().collect();
        let [from, kind, to] = words.as_slice() else {
            return fault(place, phrase!("`Relationship`: expected `SPDXRef-a TYPE SPDXRef-b`"));
        };
        self.one.begin(What::Relationship, place);
        self.one.put(Field::From, 0, from, place);
        self.one.put(Field::Relation, 0, kind, place);
        self.one.put(Field::To, 0, to, place);
        self.build.add(&self.one)
    }

    fn external(&mut self, value: &str, place: Place) -> Result<(), ReadError> {
        let mut words = value.split_whitespace();
        self.one.begin(What::External, place);
        for field in [Field::ExternalId, Field::ExternalUri] {
            if let Some(word) = words.next() {
                self.one.put(field, 0, word, place);
            }
        }
        let checksum: String = words.collect::<Vec<_>>().join(" ");
        if let Some((_, digest)) = checksum.split_once(':') {
            self.one.put(Field::Digest, 0, digest.trim(), place);
        }
        self.build.add(&self.one)
    }

    fn close_side(&mut self) -> Result<(), ReadError> {
        match self.side.take() {
            Some(record) => self.build.add(&record),
            None => Ok(()),
        }
    }

    /// Ends the open element. A file stands in the package whose section came before. Source: SPDX 2.3, clause 8.1.
    fn close(&mut self, end: u32) -> Result<(), ReadError> {
        let Some(mut record) = self.open.take() else { return Ok(()) };
        record.end = end;
        self.build.add(&record)?;
        if record.what == What::File
            && let (Some(package), Some(row)) = (self.package, self.build.files.last())
        {
            let meaning = Meaning::Edge(Relation::Contains);
            self.build.ties.push(Tie { from: End::Id(package), to: End::Row(*row), meaning, place: record.start });
        }
        Ok(())
    }

    fn unknown(&mut self, tag: &str, place: Place) -> Result<(), ReadError> {
        let shown: String = tag.chars().take(80).collect();
        let begins = TAGS.iter().filter(|(_, act)| matches!(act, Begin(..) | Relationship | External)).map(|(known, _)| *known);
        let same = TAGS.iter().map(|(known, _)| *known).find(|known| known.eq_ignore_ascii_case(tag));
        if let Some(near) = same.or_else(|| nearest(tag, begins)) {
            let message = phrase!("tag `{}` nearly spells `{}`: what it says would not be judged", &shown, near);
            self.build.draft.note(NoteCode::HiddenContainer, None, place, String::new(), message);
        }
        self.build.tally.add(NoteCode::UnknownKey, "tag-value", shown, When::Always, (None, place));
        self.build.check_notes(place)
    }
}

/// Adds a field that stands once.
fn say(record: &mut Record, tag: &str, field: Field, value: &str, place: Place) -> Result<(), ReadError> {
    if !field.repeats() && record.has(field) {
        return fault(place, phrase!("`{}` stands twice in one section: readers differ on which one counts; remove one", tag));
    }
    record.put(field, 0, value, place);
    Ok(())
}
