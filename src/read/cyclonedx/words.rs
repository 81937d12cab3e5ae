//! Lists of values, with the version that brought each. Source: CycloneDX 1.2 to 1.7, JSON reference.

use super::tables::Table;

/// `component.type`.
pub(super) static TYPES: Table = Table {
    of: "component type",
    keys: &[
        (2, &["application", "framework", "library", "container", "operating-system", "device", "firmware", "file"]),
        (5, &["platform", "device-driver", "machine-learning-model", "data"]),
        (6, &["cryptographic-asset"]),
    ],
};
/// `component.scope`.
pub(super) static SCOPES: Table = Table { of: "scope", keys: &[(2, &["required", "optional", "excluded"])] };
/// `externalReference.type`.
pub(super) static REFERENCES: Table = Table {
    of: "external reference type",
    keys: &[
        (
            2,
            &[
                "vcs",
                "issue-tracker",
                "website",
                "advisories",
                "bom",
                "mailing-list",
                "social",
                "chat",
                "documentation",
                "support",
                "distribution",
                "license",
                "build-meta",
                "build-system",
                "other",
            ],
        ),
        (4, &["release-notes"]),
        (
            5,
            &[
                "distribution-intake",
                "security-contact",
                "model-card",
                "log",
                "configuration",
                "evidence",
                "formulation",
                "attestation",
                "threat-model",
                "adversary-model",
                "risk-assessment",
                "vulnerability-assertion",
                "exploitability-statement",
                "pentest-report",
                "static-analysis-report",
                "dynamic-analysis-report",
                "runtime-analysis-report",
                "component-analysis-report",
                "maturity-report",
                "certification-report",
                "codified-infrastructure",
                "quality-metrics",
                "poam",
            ],
        ),
        (6, &["source-distribution", "electronic-signature", "digital-signature", "rfc-9116"]),
        (7, &["patent", "patent-family", "patent-assertion", "citation"]),
    ],
};
/// `compositions.aggregate`.
pub(super) static AGGREGATES: Table = Table {
    of: "aggregate",
    keys: &[
        (
            3,
            &["complete", "incomplete", "incomplete_first_party_only", "incomplete_third_party_only", "unknown", "not_specified"],
        ),
        (
            5,
            &[
                "incomplete_first_party_proprietary_only",
                "incomplete_first_party_opensource_only",
                "incomplete_third_party_proprietary_only",
                "incomplete_third_party_opensource_only",
            ],
        ),
    ],
};
/// `metadata.lifecycles.phase`.
pub(super) static PHASES: Table = Table {
    of: "lifecycle phase",
    keys: &[(5, &["design", "pre-build", "build", "post-build", "operations", "discovery", "decommission"])],
};
/// `licenses.acknowledgement`.
pub(super) static ACKNOWLEDGEMENTS: Table = Table { of: "acknowledgement", keys: &[(6, &["declared", "concluded"])] };
/// `service.data.flow`.
pub(super) static FLOWS: Table = Table { of: "data flow", keys: &[(2, &["inbound", "outbound", "bi-directional", "unknown"])] };
/// `component.data.type`.
pub(super) static DATA_TYPES: Table =
    Table { of: "data type", keys: &[(5, &["source-code", "configuration", "dataset", "definition", "other"])] };
/// `modelParameters.approach.type`.
pub(super) static APPROACHES: Table = Table {
    of: "learning approach",
    keys: &[(5, &["supervised", "unsupervised", "reinforcement-learning", "semi-supervised", "self-supervised"])],
};
/// `hash.alg`; which exist at all, [`crate::model::Algorithm`] knows.
pub(super) static NEWER_HASHES: Table = Table { of: "hash algorithm", keys: &[(7, &["Streebog-256", "Streebog-512"])] };
/// `issue.type`.
pub(super) static ISSUES: Table = Table { of: "issue type", keys: &[(2, &["defect", "enhancement", "security"])] };
/// `patch.type`.
pub(super) static PATCH_TYPES: Table =
    Table { of: "patch type", keys: &[(2, &["unofficial", "monkey", "backport", "cherry-pick"])] };
/// `attachment.encoding`.
pub(super) static ENCODINGS: Table = Table { of: "encoding", keys: &[(2, &["base64"])] };
/// `metadata.distributionConstraints.tlp`.
pub(super) static TLP: Table = Table { of: "TLP label", keys: &[(7, &["CLEAR", "GREEN", "AMBER", "AMBER_AND_STRICT", "RED"])] };

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
