//! The keys of every object of the JSON and YAML forms. Source: SPDX 2.2.1 and 2.3, `schemas/spdx-schema.json`.

use super::record::{Field, What};

/// What stands behind a key.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// One scalar.
    Text(Field),
    /// An array of scalars.
    Texts(Field),
    /// An object whose keys belong to the record itself.
    Object(&'static Table),
    /// An array of objects, each a group of the record.
    Groups(&'static Table),
    /// An array of objects, each a record of its own.
    Records(What, &'static Table),
    /// Of this nothing is kept.
    Anything,
}

/// The keys an object may hold.
pub(super) struct Table {
    /// What the object is, as messages name it.
    pub(super) of: &'static str,
    pub(super) keys: &'static [(&'static str, Shape)],
}

impl Table {
    /// The key as the table holds it, and what stands behind it.
    pub(super) fn find(&self, key: &str) -> Option<(&'static str, Shape)> {
        self.keys.iter().find(|(known, _)| *known == key).copied()
    }
}

use Shape::{Anything, Groups, Object, Records, Text, Texts};

pub(super) static ROOT: Table = Table {
    of: "the document",
    keys: &[
        ("packages", Records(What::Package, &PACKAGE)),
        ("relationships", Records(What::Relationship, &RELATIONSHIP)),
        ("files", Records(What::File, &FILE)),
        ("snippets", Records(What::Snippet, &SNIPPET)),
        ("hasExtractedLicensingInfos", Records(What::Extracted, &EXTRACTED)),
        ("externalDocumentRefs", Records(What::External, &EXTERNAL)),
        ("annotations", Records(What::Annotation, &ANNOTATION)),
        ("documentDescribes", Texts(Field::Describes)),
        ("creationInfo", Object(&CREATION)),
        ("SPDXID", Text(Field::Id)),
        ("spdxVersion", Text(Field::Version)),
        ("name", Text(Field::Name)),
        ("dataLicense", Text(Field::DataLicense)),
        ("documentNamespace", Text(Field::Namespace)),
        ("comment", Text(Field::Silent)),
        ("revieweds", Anything),
        ("$schema", Anything),
    ],
};

static CREATION: Table = Table {
    of: "creationInfo",
    keys: &[
        ("created", Text(Field::Created)),
        ("creators", Texts(Field::Creator)),
        ("licenseListVersion", Text(Field::Silent)),
        ("comment", Text(Field::Silent)),
    ],
};

static PACKAGE: Table = Table {
    of: "a package",
    keys: &[
        ("SPDXID", Text(Field::Id)),
        ("name", Text(Field::Name)),
        ("versionInfo", Text(Field::PackageVersion)),
        ("downloadLocation", Text(Field::Download)),
        ("externalRefs", Groups(&REFERENCE)),
        ("licenseDeclared", Text(Field::Declared)),
        ("licenseConcluded", Text(Field::Concluded)),
        ("supplier", Text(Field::Supplier)),
        ("originator", Text(Field::Originator)),
        ("checksums", Groups(&CHECKSUM)),
        ("filesAnalyzed", Text(Field::FilesAnalyzed)),
        ("copyrightText", Text(Field::Copyright)),
        ("primaryPackagePurpose", Text(Field::Purpose)),
        ("homepage", Text(Field::Homepage)),
        ("description", Text(Field::Description)),
        ("summary", Text(Field::Summary)),
        ("comment", Text(Field::Comment)),
        ("packageVerificationCode", Object(&VERIFICATION)),
        ("licenseInfoFromFiles", Texts(Field::FoundLicense)),
        ("hasFiles", Texts(Field::HasFile)),
        ("builtDate", Text(Field::Built)),
        ("releaseDate", Text(Field::Released)),
        ("validUntilDate", Text(Field::ValidUntil)),
        ("annotations", Records(What::Annotation, &ANNOTATION)),
        ("attributionTexts", Anything),
        ("licenseComments", Text(Field::Silent)),
        ("packageFileName", Text(Field::Silent)),
        ("sourceInfo", Text(Field::Silent)),
    ],
};

static FILE: Table = Table {
    of: "a file",
    keys: &[
        ("SPDXID", Text(Field::Id)),
        ("fileName", Text(Field::Name)),
        ("checksums", Groups(&CHECKSUM)),
        ("licenseConcluded", Text(Field::Concluded)),
        ("licenseInfoInFiles", Texts(Field::FoundLicense)),
        ("copyrightText", Text(Field::Copyright)),
        ("comment", Text(Field::Comment)),
        ("fileDependencies", Texts(Field::DependsOnFile)),
        ("annotations", Records(What::Annotation, &ANNOTATION)),
        ("fileTypes", Texts(Field::Silent)),
        ("fileContributors", Texts(Field::Silent)),
        ("noticeText", Text(Field::Silent)),
        ("licenseComments", Text(Field::Silent)),
        ("attributionTexts", Anything),
        ("artifactOfs", Anything),
    ],
};

static SNIPPET: Table = Table {
    of: "a snippet",
    keys: &[
        ("SPDXID", Text(Field::Id)),
        ("name", Text(Field::Name)),
        ("snippetFromFile", Text(Field::SnippetOf)),
        ("licenseConcluded", Text(Field::Concluded)),
        ("licenseInfoInSnippets", Texts(Field::FoundLicense)),
        ("copyrightText", Text(Field::Copyright)),
        ("comment", Text(Field::Comment)),
        ("annotations", Records(What::Annotation, &ANNOTATION)),
        ("ranges", Groups(&RANGE)),
        ("licenseComments", Text(Field::Silent)),
        ("attributionTexts", Anything),
    ],
};

static RANGE: Table =
    Table { of: "a range", keys: &[("startPointer", Object(&RANGE_START)), ("endPointer", Object(&RANGE_END))] };

static RANGE_START: Table = Table {
    of: "a pointer",
    keys: &[("reference", Text(Field::Silent)), ("offset", Text(Field::ByteStart)), ("lineNumber", Text(Field::LineStart))],
};

static RANGE_END: Table = Table {
    of: "a pointer",
    keys: &[("reference", Text(Field::Silent)), ("offset", Text(Field::ByteEnd)), ("lineNumber", Text(Field::LineEnd))],
};

static RELATIONSHIP: Table = Table {
    of: "a relationship",
    keys: &[
        ("spdxElementId", Text(Field::From)),
        ("relationshipType", Text(Field::Relation)),
        ("relatedSpdxElement", Text(Field::To)),
        ("comment", Text(Field::Silent)),
    ],
};

static EXTRACTED: Table = Table {
    of: "an extracted licence",
    keys: &[
        ("licenseId", Text(Field::Id)),
        ("name", Text(Field::Name)),
        ("extractedText", Text(Field::ExtractedText)),
        ("seeAlsos", Texts(Field::SeeAlso)),
        ("comment", Text(Field::Silent)),
        ("crossRefs", Anything),
    ],
};

static EXTERNAL: Table = Table {
    of: "an external document reference",
    keys: &[
        ("externalDocumentId", Text(Field::ExternalId)),
        ("spdxDocument", Text(Field::ExternalUri)),
        ("checksum", Object(&CHECKSUM)),
    ],
};

static ANNOTATION: Table = Table {
    of: "an annotation",
    keys: &[
        ("annotator", Text(Field::Annotator)),
        ("annotationDate", Text(Field::AnnotationDate)),
        ("annotationType", Text(Field::AnnotationType)),
        ("comment", Text(Field::Remark)),
    ],
};

static CHECKSUM: Table =
    Table { of: "a checksum", keys: &[("algorithm", Text(Field::Algorithm)), ("checksumValue", Text(Field::Digest))] };

static REFERENCE: Table = Table {
    of: "an external reference",
    keys: &[
        ("referenceCategory", Text(Field::Category)),
        ("referenceType", Text(Field::ReferenceType)),
        ("referenceLocator", Text(Field::Locator)),
        ("comment", Text(Field::Silent)),
    ],
};

static VERIFICATION: Table = Table {
    of: "a package verification code",
    keys: &[
        ("packageVerificationCodeValue", Text(Field::VerificationCode)),
        ("packageVerificationCodeExcludedFiles", Texts(Field::Silent)),
    ],
};
