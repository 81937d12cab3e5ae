//! Where SPDX carries what the fields ask for. Sources: SPDX 2.3, chapters 6 to 11; SPDX 3.0.1, Core, Software,
//! SimpleLicensing, AI and Dataset profiles. The CycloneDX place stands at the field itself.

use super::Domain;

/// The places of one field in SPDX; empty where the format has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spdx {
    /// In SPDX 2.2 and 2.3, by the names of its JSON form.
    pub two: &'static str,
    /// In SPDX 3.0.
    pub three: &'static str,
}

/// The places of a field in SPDX; none when the field is derived, or neither version has a place.
pub fn spdx(domain: Domain, path: &str) -> Spdx {
    let found = PLACES.iter().find(|(of, field, ..)| *of == domain && *field == path);
    found.map_or_else(Spdx::default, |(_, _, two, three)| Spdx { two, three })
}

const PLACES: &[(Domain, &str, &str, &str)] = &[
    (Domain::Bom, "format", "spdxVersion", "@context"),
    (Domain::Bom, "spec_version", "spdxVersion", "@context"),
    (Domain::Bom, "serial", "documentNamespace", "SpdxDocument.spdxId"),
    (Domain::Bom, "timestamp", "creationInfo.created", "CreationInfo.created"),
    (Domain::Bom, "authors", "creationInfo.creators (Person, Organization)", "CreationInfo.createdBy"),
    (Domain::Bom, "lifecycles", "", "software_Sbom.software_sbomType"),
    (Domain::Bom, "tools", "creationInfo.creators (Tool)", "Tool"),
    (Domain::Bom, "signed", "DSSE signatures", "DSSE signatures"),
    (Domain::Bom, "has_subject", "documentDescribes, DESCRIBES", "SpdxDocument.rootElement, software_Sbom.rootElement"),
    (Domain::Bom, "has_dependencies", "relationships (DEPENDS_ON, DEPENDENCY_OF)", "Relationship (dependsOn)"),
    (Domain::Bom, "compositions", "relationships to NOASSERTION", "Relationship.completeness"),
    (
        Domain::Bom,
        "components",
        "packages, files, snippets",
        "software_Package, software_File, software_Snippet, ai_AIPackage, dataset_DatasetPackage",
    ),
    (
        Domain::Component,
        "kind",
        "primaryPackagePurpose (2.3), externalRefs (purl), downloadLocation (hub)",
        "type, software_primaryPurpose, software_packageUrl",
    ),
    (Domain::Component, "declared_type", "primaryPackagePurpose (2.3)", "type, software_primaryPurpose"),
    (Domain::Component, "name", "name, fileName", "name"),
    (Domain::Component, "version", "versionInfo", "software_packageVersion"),
    (Domain::Component, "ref", "SPDXID", "spdxId"),
    (Domain::Component, "purl", "externalRefs (purl)", "software_packageUrl, externalIdentifier (packageUrl)"),
    (Domain::Component, "ecosystem", "externalRefs (purl)", "software_packageUrl, externalIdentifier (packageUrl)"),
    (Domain::Component, "purl_valid", "externalRefs (purl)", "software_packageUrl, externalIdentifier (packageUrl)"),
    (Domain::Component, "cpe", "externalRefs (cpe22Type, cpe23Type)", "externalIdentifier (cpe22, cpe23)"),
    (Domain::Component, "description", "description, summary, comment", "description, summary"),
    (Domain::Component, "copyright", "copyrightText", "software_copyrightText"),
    (Domain::Component, "supplier.name", "supplier", "suppliedBy"),
    (Domain::Component, "supplier.country", "", "bomgate:country (agent)"),
    (Domain::Component, "manufacturer.name", "originator", "originatedBy"),
    (Domain::Component, "manufacturer.country", "", "bomgate:country (agent)"),
    (Domain::Component, "publisher.name", "", "publishedBy, availableFrom"),
    (Domain::Component, "authors", "", "originatedBy (Person)"),
    (Domain::Component, "has_party", "supplier, originator", "suppliedBy, originatedBy, publishedBy"),
    (
        Domain::Component,
        "licenses",
        "licenseConcluded, licenseDeclared, licenseInfoFromFiles, licenseInfoInFiles, licenseInfoInSnippets",
        "hasConcludedLicense, hasDeclaredLicense",
    ),
    (Domain::Component, "hashes", "checksums", "verifiedUsing"),
    (
        Domain::Component,
        "references",
        "externalRefs, homepage, downloadLocation",
        "externalRef, software_homePage, software_downloadLocation",
    ),
    (
        Domain::Component,
        "properties",
        "builtDate (2.3), releaseDate (2.3), validUntilDate (2.3), packageVerificationCode, snippet ranges",
        "extension (extension_CdxPropertyEntry), keys without a field of their own as spdx3:KEY",
    ),
    (Domain::Component, "annotations", "annotations", "Annotation"),
    (Domain::Component, "data", "", "keys of the Dataset profile"),
    (Domain::Component, "dependencies", "DEPENDS_ON, DEPENDENCY_OF, ...", "dependsOn, ..."),
    (Domain::Component, "inner", "CONTAINS, CONTAINED_BY, hasFiles, snippetFromFile", "contains, software_snippetFromFile"),
    (Domain::Component, "base_models", "DESCENDANT_OF, ANCESTOR_OF, GENERATED_FROM, GENERATES", "descendantOf, ancestorOf"),
    (Domain::Component, "datasets", "DATA_FILE_OF (no word for training)", "trainedOn"),
    (Domain::Component, "owner.share", "", "extension: bomgate:ownership_share"),
    (Domain::Component, "channel.name", "externalRefs (purl)", "software_packageUrl"),
    (Domain::Component, "channel.country", "externalRefs (purl)", "software_packageUrl"),
    (
        Domain::Component,
        "license_class",
        "licenseConcluded, licenseDeclared, hasExtractedLicensingInfos[].extractedText",
        "hasConcludedLicense, hasDeclaredLicense, simplelicensing_licenseText",
    ),
    (Domain::Component, "alternative", "", "extension: bomgate:alternative"),
    (Domain::Component, "has_card", "", "keys of the AI profile"),
    (Domain::Component, "card.task", "", "ai_domain"),
    (Domain::Component, "card.architecture_family", "", "ai_typeOfModel"),
    (Domain::Component, "card.approach", "", "ai_typeOfModel"),
    (Domain::Component, "card.datasets", "", "trainedOn"),
    (Domain::Component, "card.metrics", "", "ai_metric"),
    (Domain::Component, "card.use_cases", "", "ai_informationAboutApplication"),
    (Domain::Component, "card.limitations", "", "ai_limitation"),
    (Domain::Component, "card.energy", "", "ai_energyConsumption"),
    (
        Domain::License,
        "text",
        "licenseConcluded, licenseDeclared, hasExtractedLicensingInfos[].name",
        "simplelicensing_licenseExpression, licence of the SPDX list, expandedlicensing_CustomLicense.name",
    ),
    (Domain::License, "acknowledgement", "which of the two keys", "which of the two relationships"),
    (Domain::License, "url", "hasExtractedLicensingInfos[].seeAlsos", "expandedlicensing_seeAlso"),
    (Domain::License, "terms", "hasExtractedLicensingInfos[].extractedText", "simplelicensing_licenseText"),
    (Domain::Hash, "algorithm", "checksums[].algorithm", "Hash.algorithm"),
    (Domain::Hash, "strong", "checksums[].algorithm", "Hash.algorithm"),
    (Domain::Reference, "type", "externalRefs[].referenceType", "externalRef.externalRefType"),
    (Domain::Reference, "url", "externalRefs[].referenceLocator", "externalRef.locator"),
    (Domain::Property, "name", "its key as spdx:KEY", "extension_cdxPropName"),
    (Domain::Property, "value", "its value", "extension_cdxPropValue"),
    (Domain::Party, "name", "creationInfo.creators", "Agent.name"),
    (Domain::Party, "country", "", "bomgate:country (agent)"),
    (Domain::Annotation, "text", "annotations[].comment", "Annotation.statement"),
    (Domain::Annotation, "annotator", "annotations[].annotator", "CreationInfo.createdBy"),
    (Domain::Annotation, "date", "annotations[].annotationDate", "CreationInfo.created"),
    (Domain::Annotation, "type", "annotations[].annotationType", "Annotation.annotationType"),
    (Domain::Data, "type", "", "dataset_DatasetPackage"),
    (Domain::Data, "name", "", "name"),
    (Domain::Data, "url", "", "software_downloadLocation"),
    (Domain::Data, "classification", "", "dataset_confidentialityLevel"),
    (Domain::Data, "sensitive", "", "dataset_hasSensitivePersonalInformation"),
    (Domain::Composition, "aggregate", "relationships to NOASSERTION", "Relationship.completeness"),
    (Domain::Link, "relation", "relationships[].relationshipType", "Relationship.relationshipType"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::field::find;

    #[test]
    fn every_place_is_of_a_field_that_there_is() {
        for (at, (domain, path, two, three)) in PLACES.iter().enumerate() {
            assert!(find(*domain, path).is_some(), "{} {path}", domain.word());
            assert!(!two.is_empty() || !three.is_empty(), "{path}");
            assert!(PLACES[..at].iter().all(|(of, other, ..)| (of, other) != (domain, path)), "{path} twice");
        }
    }
}
