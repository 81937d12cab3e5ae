//! The keys of SPDX 3.0.0 and 3.0.1, and how the value of each is read. A key means the same in every class that has it,
//! so an object is read before its class is known. Source: the context and the JSON schema of each version.

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use std::sync::LazyLock;

/// Text of which a node keeps one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Name,
    Summary,
    Description,
    Version,
    Purl,
    Download,
    Homepage,
    Copyright,
    LicenseText,
    Statement,
    Created,
    Value,
    Purpose,
    Expression,
    SpecVersion,
    RelationshipType,
    Completeness,
    Algorithm,
    Kind,
    PropertyName,
}

impl Slot {
    /// How many there are.
    pub(super) const COUNT: usize = Self::PropertyName as usize + 1;
}

/// A reference to other elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Creation,
    CreatedBy,
    CreatedUsing,
    SuppliedBy,
    OriginatedBy,
    From,
    To,
    Element,
    Root,
    /// `software_snippetFromFile`
    SnippetFrom,
    /// `expandedlicensing_member`
    Member,
    SubjectLicense,
    SubjectAddition,
    VerifiedUsing,
    Identifiers,
    References,
    Import,
    External,
    DataLicense,
    /// What a remark is about.
    Subject,
    /// Must lead somewhere, says nothing of components.
    Other,
}

/// What the value of an AI or dataset key fills besides its property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// Nothing but the property.
    Plain,
    /// Of a card: the task, the family, and counts.
    Task,
    Family,
    Uses,
    Limitations,
    Metrics,
    Energy,
    /// Any other of a card.
    Card,
    /// Of a data item.
    Confidentiality,
    Sensitive,
    /// Any other of a data item.
    Data,
    Phase,
    SeeAlso,
    Locator,
}

/// How a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    Id,
    Type,
    /// Free text, where placeholders are no values.
    Text(Slot),
    /// A word of a list, a date, an identifier: as written.
    Word(Slot),
    Refs(Link),
    Keep(Facet),
    Extension,
    CdxProperty,
    Skip,
}

use Facet as F;
use Link as L;
use Read::{CdxProperty, Extension, Id, Keep, Refs, Skip, Text, Type, Word};
use Slot as S;

/// Every key, sorted.
static KEYS: &[(&str, Read)] = &[
    ("@id", Id),
    ("@type", Type),
    ("ai_autonomyType", Keep(F::Card)),
    ("ai_domain", Keep(F::Task)),
    ("ai_energyConsumption", Keep(F::Energy)),
    ("ai_energyQuantity", Skip),
    ("ai_energyUnit", Skip),
    ("ai_finetuningEnergyConsumption", Skip),
    ("ai_hyperparameter", Keep(F::Card)),
    ("ai_inferenceEnergyConsumption", Skip),
    ("ai_informationAboutApplication", Keep(F::Uses)),
    ("ai_informationAboutTraining", Keep(F::Card)),
    ("ai_limitation", Keep(F::Limitations)),
    ("ai_metric", Keep(F::Metrics)),
    ("ai_metricDecisionThreshold", Keep(F::Card)),
    ("ai_modelDataPreprocessing", Keep(F::Card)),
    ("ai_modelExplainability", Keep(F::Card)),
    ("ai_safetyRiskAssessment", Keep(F::Card)),
    ("ai_standardCompliance", Keep(F::Card)),
    ("ai_trainingEnergyConsumption", Skip),
    ("ai_typeOfModel", Keep(F::Family)),
    ("ai_useSensitivePersonalInformation", Keep(F::Card)),
    ("algorithm", Word(S::Algorithm)),
    ("annotationType", Word(S::Kind)),
    ("beginIntegerRange", Skip),
    ("build_buildEndTime", Skip),
    ("build_buildId", Skip),
    ("build_buildStartTime", Skip),
    ("build_buildType", Skip),
    ("build_configSourceDigest", Refs(L::VerifiedUsing)),
    ("build_configSourceEntrypoint", Skip),
    ("build_configSourceUri", Skip),
    ("build_environment", Skip),
    ("build_parameter", Skip),
    ("build_parameters", Skip),
    ("builtTime", Keep(F::Plain)),
    ("comment", Skip),
    ("completeness", Word(S::Completeness)),
    ("contentType", Keep(F::Plain)),
    ("context", Skip),
    ("created", Text(S::Created)),
    ("createdBy", Refs(L::CreatedBy)),
    ("createdUsing", Refs(L::CreatedUsing)),
    ("creationInfo", Refs(L::Creation)),
    ("dataLicense", Refs(L::DataLicense)),
    ("dataset_anonymizationMethodUsed", Keep(F::Data)),
    ("dataset_confidentialityLevel", Keep(F::Confidentiality)),
    ("dataset_dataCollectionProcess", Keep(F::Data)),
    ("dataset_dataPreprocessing", Keep(F::Data)),
    ("dataset_datasetAvailability", Keep(F::Data)),
    ("dataset_datasetNoise", Keep(F::Data)),
    ("dataset_datasetSize", Keep(F::Data)),
    ("dataset_datasetType", Keep(F::Data)),
    ("dataset_datasetUpdateMechanism", Keep(F::Data)),
    ("dataset_hasSensitivePersonalInformation", Keep(F::Sensitive)),
    ("dataset_intendedUse", Keep(F::Data)),
    ("dataset_knownBias", Keep(F::Data)),
    ("dataset_sensor", Keep(F::Data)),
    ("definingArtifact", Refs(L::Other)),
    ("description", Text(S::Description)),
    ("element", Refs(L::Element)),
    ("endIntegerRange", Skip),
    ("endTime", Skip),
    ("expandedlicensing_additionText", Skip),
    ("expandedlicensing_deprecatedVersion", Skip),
    ("expandedlicensing_isDeprecatedAdditionId", Skip),
    ("expandedlicensing_isDeprecatedLicenseId", Skip),
    ("expandedlicensing_isFsfLibre", Skip),
    ("expandedlicensing_isOsiApproved", Skip),
    ("expandedlicensing_licenseXml", Skip),
    ("expandedlicensing_listVersionAdded", Skip),
    ("expandedlicensing_member", Refs(L::Member)),
    ("expandedlicensing_obsoletedBy", Skip),
    ("expandedlicensing_seeAlso", Keep(F::SeeAlso)),
    ("expandedlicensing_standardAdditionTemplate", Skip),
    ("expandedlicensing_standardLicenseHeader", Skip),
    ("expandedlicensing_standardLicenseTemplate", Skip),
    ("expandedlicensing_subjectAddition", Refs(L::SubjectAddition)),
    ("expandedlicensing_subjectExtendableLicense", Refs(L::SubjectLicense)),
    ("expandedlicensing_subjectLicense", Refs(L::SubjectLicense)),
    ("extension", Extension),
    ("extension_cdxPropName", Word(S::PropertyName)),
    ("extension_cdxPropValue", Text(S::Value)),
    ("extension_cdxProperty", CdxProperty),
    ("externalIdentifier", Refs(L::Identifiers)),
    ("externalIdentifierType", Word(S::Kind)),
    ("externalRef", Refs(L::References)),
    ("externalRefType", Word(S::Kind)),
    ("externalSpdxId", Refs(L::External)),
    ("from", Refs(L::From)),
    ("hashValue", Word(S::Value)),
    ("identifier", Text(S::Value)),
    ("identifierLocator", Keep(F::Locator)),
    ("import", Refs(L::Import)),
    ("imports", Refs(L::Import)),
    ("issuingAuthority", Skip),
    ("key", Skip),
    ("locationHint", Skip),
    ("locator", Keep(F::Locator)),
    ("name", Text(S::Name)),
    ("namespace", Skip),
    ("namespaceMap", Skip),
    ("originatedBy", Refs(L::OriginatedBy)),
    ("packageVerificationCodeExcludedFile", Skip),
    ("prefix", Skip),
    ("profileConformance", Skip),
    ("relationshipType", Word(S::RelationshipType)),
    ("releaseTime", Keep(F::Plain)),
    ("rootElement", Refs(L::Root)),
    ("scope", Skip),
    ("security_actionStatement", Skip),
    ("security_actionStatementTime", Skip),
    ("security_assessedElement", Refs(L::Other)),
    ("security_catalogType", Skip),
    ("security_decisionType", Skip),
    ("security_exploited", Skip),
    ("security_impactStatement", Skip),
    ("security_impactStatementTime", Skip),
    ("security_justificationType", Skip),
    ("security_locator", Skip),
    ("security_modifiedTime", Skip),
    ("security_percentile", Skip),
    ("security_probability", Skip),
    ("security_publishedTime", Skip),
    ("security_score", Skip),
    ("security_severity", Skip),
    ("security_statusNotes", Skip),
    ("security_vectorString", Skip),
    ("security_vexVersion", Skip),
    ("security_withdrawnTime", Skip),
    ("simplelicensing_customIdToUri", Skip),
    ("simplelicensing_licenseExpression", Word(S::Expression)),
    ("simplelicensing_licenseListVersion", Skip),
    ("simplelicensing_licenseText", Text(S::LicenseText)),
    ("software_additionalPurpose", Keep(F::Plain)),
    ("software_attributionText", Keep(F::Plain)),
    ("software_byteRange", Skip),
    ("software_contentIdentifier", Refs(L::VerifiedUsing)),
    ("software_contentIdentifierType", Word(S::Algorithm)),
    ("software_contentIdentifierValue", Word(S::Value)),
    ("software_contentType", Keep(F::Plain)),
    ("software_copyrightText", Text(S::Copyright)),
    ("software_downloadLocation", Text(S::Download)),
    ("software_fileKind", Keep(F::Plain)),
    ("software_homePage", Text(S::Homepage)),
    ("software_lineRange", Skip),
    ("software_packageUrl", Text(S::Purl)),
    ("software_packageVersion", Text(S::Version)),
    ("software_primaryPurpose", Word(S::Purpose)),
    ("software_sbomType", Keep(F::Phase)),
    ("software_snippetFromFile", Refs(L::SnippetFrom)),
    ("software_sourceInfo", Keep(F::Plain)),
    ("spdxId", Id),
    ("specVersion", Word(S::SpecVersion)),
    ("standardName", Keep(F::Plain)),
    ("startTime", Skip),
    ("statement", Text(S::Statement)),
    ("subject", Refs(L::Subject)),
    ("summary", Text(S::Summary)),
    ("suppliedBy", Refs(L::SuppliedBy)),
    ("supportLevel", Keep(F::Plain)),
    ("to", Refs(L::To)),
    ("type", Type),
    ("validUntilTime", Keep(F::Plain)),
    ("value", Skip),
    ("verifiedUsing", Refs(L::VerifiedUsing)),
];

/// Keys real documents write instead.
static LOOSE: &[(&str, &str)] =
    &[("externalIdentifiers", "externalIdentifier"), ("externalRefs", "externalRef"), ("hash", "verifiedUsing")];

/// How a key is read.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) read: Read,
    /// The place in the table.
    pub(super) at: usize,
}

fn at(at: usize) -> Known {
    let (name, read) = KEYS[at];
    Known { name, read, at }
}

/// Where each key stands in the table, by its name: asked once for each member of a document.
static BY_NAME: LazyLock<HashMap<&str, usize, RandomState>> =
    LazyLock::new(|| KEYS.iter().enumerate().map(|(at, (name, _))| (*name, at)).collect());

/// The key of this exact name.
pub(super) fn find(name: &str) -> Option<Known> {
    BY_NAME.get(name).copied().map(at)
}

/// The key a name without its profile, or with another ending, can only mean.
pub(super) fn loose(name: &str) -> Option<Known> {
    if let Some((_, known)) = LOOSE.iter().find(|(loose, _)| *loose == name) {
        return find(known);
    }
    let bare = |(_, (known, _)): &(usize, &(&str, Read))| known.split_once('_').is_some_and(|(_, bare)| bare == name);
    KEYS.iter().enumerate().find(bare).map(|(found, _)| at(found))
}

/// The key that holds elements and that a name nearly spells.
pub(super) fn nearly(name: &str) -> Option<&'static str> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    ["@graph", "element", "rootElement", "import", "relationship"].into_iter().find(|container| {
        let container = container.trim_start_matches('@').to_lowercase();
        strsim::damerau_levenshtein(&plain, &container) <= if container.len() >= 8 { 2 } else { 1 }
    })
}

/// One bit for each key of the table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen([u64; 3]);

impl Seen {
    /// Marks a key; false when it was marked already. `@id` and `spdxId` are one key, so are `@type` and `type`.
    pub(super) fn mark(&mut self, known: Known) -> bool {
        let at = match known.name {
            "@id" => find("spdxId").map_or(known.at, |same| same.at),
            "@type" => find("type").map_or(known.at, |same| same.at),
            _ => known.at,
        };
        let (word, bit) = (&mut self.0[at / 64], 1 << (at % 64));
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_fit_their_bits() {
        assert!(KEYS.is_sorted_by_key(|(name, _)| *name));
        assert!(KEYS.len() <= 192);
        assert!(loose("packageVersion").is_some_and(|known| known.name == "software_packageVersion"));
        assert!(loose("externalIdentifiers").is_some_and(|known| known.name == "externalIdentifier"));
        assert!(loose("elements").is_none() && nearly("elements") == Some("element"));
        assert!(nearly("comment").is_none() && nearly("hash").is_none());
    }
}
