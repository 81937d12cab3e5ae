//! The classes of SPDX 3.0.1. Source: the model, <https://spdx.github.io/spdx-spec/v3.0.1/model/>.

/// What an object of the graph is, as far as reading differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Software, a file, a model, a dataset: a component.
    Part,
    Tool,
    Person,
    /// An organisation, a software agent, an agent of no class.
    Agent,
    Document,
    /// A Bom, an Sbom, a Bundle.
    Collection,
    Relationship,
    Annotation,
    CreationInfo,
    Build,
    /// A vulnerability, and elements that are no component and say nothing of one.
    Silent,
    /// `simplelicensing_LicenseExpression`
    Expression,
    /// A licence with a text: custom, or `simplelicensing_SimpleLicensingText`.
    Custom,
    Listed,
    And,
    Or,
    OrLater,
    With,
    Addition,
    /// A checksum.
    Hash,
    /// A checksum over checksums of files, and other integrity methods: no digest of bytes.
    Verification,
    Identifier,
    Reference,
    Map,
    /// Part of another object, without an identity of its own.
    Value,
    /// A name the format does not list.
    Unknown,
}

/// Every class by its name in the context, sorted.
static CLASSES: &[(&str, Class)] = &[
    ("Agent", Class::Agent),
    ("Annotation", Class::Annotation),
    ("Artifact", Class::Unknown),
    ("Bom", Class::Collection),
    ("Bundle", Class::Collection),
    ("CreationInfo", Class::CreationInfo),
    ("DictionaryEntry", Class::Value),
    ("Element", Class::Unknown),
    ("ElementCollection", Class::Collection),
    ("ExternalIdentifier", Class::Identifier),
    ("ExternalMap", Class::Map),
    ("ExternalRef", Class::Reference),
    ("Hash", Class::Hash),
    ("IndividualElement", Class::Unknown),
    ("LifecycleScopedRelationship", Class::Relationship),
    ("NamespaceMap", Class::Value),
    ("Organization", Class::Agent),
    ("PackageVerificationCode", Class::Verification),
    ("Person", Class::Person),
    ("PositiveIntegerRange", Class::Value),
    ("Relationship", Class::Relationship),
    ("SoftwareAgent", Class::Agent),
    ("SpdxDocument", Class::Document),
    ("Tool", Class::Tool),
    ("ai_AIPackage", Class::Part),
    ("ai_EnergyConsumption", Class::Value),
    ("ai_EnergyConsumptionDescription", Class::Value),
    ("build_Build", Class::Build),
    ("dataset_DatasetPackage", Class::Part),
    ("expandedlicensing_ConjunctiveLicenseSet", Class::And),
    ("expandedlicensing_CustomLicense", Class::Custom),
    ("expandedlicensing_CustomLicenseAddition", Class::Addition),
    ("expandedlicensing_DisjunctiveLicenseSet", Class::Or),
    ("expandedlicensing_IndividualLicensingInfo", Class::Custom),
    ("expandedlicensing_ListedLicense", Class::Listed),
    ("expandedlicensing_ListedLicenseException", Class::Addition),
    ("expandedlicensing_OrLaterOperator", Class::OrLater),
    ("expandedlicensing_WithAdditionOperator", Class::With),
    ("extension_CdxPropertiesExtension", Class::Value),
    ("extension_CdxPropertyEntry", Class::Value),
    ("security_CvssV2VulnAssessmentRelationship", Class::Relationship),
    ("security_CvssV3VulnAssessmentRelationship", Class::Relationship),
    ("security_CvssV4VulnAssessmentRelationship", Class::Relationship),
    ("security_EpssVulnAssessmentRelationship", Class::Relationship),
    ("security_ExploitCatalogVulnAssessmentRelationship", Class::Relationship),
    ("security_SsvcVulnAssessmentRelationship", Class::Relationship),
    ("security_VexAffectedVulnAssessmentRelationship", Class::Relationship),
    ("security_VexFixedVulnAssessmentRelationship", Class::Relationship),
    ("security_VexNotAffectedVulnAssessmentRelationship", Class::Relationship),
    ("security_VexUnderInvestigationVulnAssessmentRelationship", Class::Relationship),
    ("security_Vulnerability", Class::Silent),
    ("simplelicensing_LicenseExpression", Class::Expression),
    ("simplelicensing_SimpleLicensingText", Class::Custom),
    ("software_ContentIdentifier", Class::Verification),
    ("software_File", Class::Part),
    ("software_Package", Class::Part),
    ("software_Sbom", Class::Collection),
    ("software_Snippet", Class::Part),
];

/// Classes that have no object of their own, or another name, with what real documents mean by them.
static LOOSE: &[(&str, &str, Class)] = &[
    ("software_SoftwareArtifact", "software_SoftwareArtifact", Class::Part),
    ("License", "expandedlicensing_License", Class::Custom),
    ("expandedlicensing_License", "expandedlicensing_License", Class::Custom),
    ("AnyLicenseInfo", "simplelicensing_AnyLicenseInfo", Class::Custom),
    ("simplelicensing_AnyLicenseInfo", "simplelicensing_AnyLicenseInfo", Class::Custom),
];

/// What a class is, and whether the format lists it under this name.
pub(super) struct Found {
    pub(super) name: &'static str,
    pub(super) class: Class,
    pub(super) exact: bool,
}

/// The class of this name; one that lacks the name of its profile is found too.
pub(super) fn find(name: &str) -> Option<Found> {
    if let Ok(at) = CLASSES.binary_search_by(|(known, _)| (*known).cmp(name)) {
        let (name, class) = CLASSES[at];
        return Some(Found { name, class, exact: class != Class::Unknown });
    }
    if let Some((_, name, class)) = LOOSE.iter().find(|(loose, ..)| *loose == name) {
        return Some(Found { name, class: *class, exact: false });
    }
    let (name, class) = CLASSES.iter().find(|(known, _)| known.split_once('_').is_some_and(|(_, bare)| bare == name))?;
    Some(Found { name, class: *class, exact: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_sorted_and_found_without_their_profile() {
        assert!(CLASSES.is_sorted_by_key(|(name, _)| *name));
        assert!(find("software_Package").is_some_and(|found| found.exact));
        assert!(find("AIPackage").is_some_and(|found| !found.exact && found.name == "ai_AIPackage"));
        assert!(find("Package").is_some_and(|found| found.name == "software_Package"));
        assert!(find("ai_Agent").is_none());
    }
}
