//! Lists of values, with the version that brought each. Source: CycloneDX 1.2 to 1.7, JSON reference.

use super::tables::tables;

tables! {
    /// `component.type`.
    TYPES = "component type":
        2 => "application" "framework" "library" "container" "operating-system" "device" "firmware" "file";
        5 => "platform" "device-driver" "machine-learning-model" "data";
        6 => "cryptographic-asset";
    /// `component.scope`.
    SCOPES = "scope":
        2 => "required" "optional" "excluded";
    /// `externalReference.type`.
    REFERENCES = "external reference type":
        2 => "vcs" "issue-tracker" "website" "advisories" "bom" "mailing-list" "social" "chat" "documentation"
             "support" "distribution" "license" "build-meta" "build-system" "other";
        4 => "release-notes";
        5 => "distribution-intake" "security-contact" "model-card" "log" "configuration" "evidence" "formulation"
             "attestation" "threat-model" "adversary-model" "risk-assessment" "vulnerability-assertion"
             "exploitability-statement" "pentest-report" "static-analysis-report" "dynamic-analysis-report"
             "runtime-analysis-report" "component-analysis-report" "maturity-report" "certification-report"
             "codified-infrastructure" "quality-metrics" "poam";
        6 => "source-distribution" "electronic-signature" "digital-signature" "rfc-9116";
        7 => "patent" "patent-family" "patent-assertion" "citation";
    /// `compositions.aggregate`.
    AGGREGATES = "aggregate":
        3 => "complete" "incomplete" "incomplete_first_party_only" "incomplete_third_party_only" "unknown"
             "not_specified";
        5 => "incomplete_first_party_proprietary_only" "incomplete_first_party_opensource_only"
             "incomplete_third_party_proprietary_only" "incomplete_third_party_opensource_only";
    /// `metadata.lifecycles.phase`.
    PHASES = "lifecycle phase":
        5 => "design" "pre-build" "build" "post-build" "operations" "discovery" "decommission";
    /// `licenses.acknowledgement`.
    ACKNOWLEDGEMENTS = "acknowledgement":
        6 => "declared" "concluded";
    /// `service.data.flow`.
    FLOWS = "data flow":
        2 => "inbound" "outbound" "bi-directional" "unknown";
    /// `component.data.type`.
    DATA_TYPES = "data type":
        5 => "source-code" "configuration" "dataset" "definition" "other";
    /// `modelParameters.approach.type`.
    APPROACHES = "learning approach":
        5 => "supervised" "unsupervised" "reinforcement-learning" "semi-supervised" "self-supervised";
    /// `hash.alg`; which exist at all, [`crate::model::Algorithm`] knows.
    NEWER_HASHES = "hash algorithm":
        7 => "Streebog-256" "Streebog-512";
    /// `issue.type`.
    ISSUES = "issue type":
        2 => "defect" "enhancement" "security";
    /// `patch.type`.
    PATCH_TYPES = "patch type":
        2 => "unofficial" "monkey" "backport" "cherry-pick";
    /// `attachment.encoding`.
    ENCODINGS = "encoding":
        2 => "base64";
    /// `metadata.distributionConstraints.tlp`.
    TLP = "TLP label":
        7 => "CLEAR" "GREEN" "AMBER" "AMBER_AND_STRICT" "RED";
}

/// Keys that hold components or lead to them.
pub(super) static CONTAINERS: &[&str] = &[
    "components",
    "component",
    "services",
    "service",
    "dependencies",
    "pedigree",
    "ancestors",
    "descendants",
    "variants",
    "modelCard",
    "datasets",
    "tools",
    "formulation",
    "declarations",
    "compositions",
];
