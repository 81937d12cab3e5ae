//! What the relationship types of SPDX 2 mean in the model. Source: SPDX 2.3, clause 11.1, table 68.
//!
//! | type (A type B) | in the model |
//! |---|---|
//! | `DESCRIBES`, `DESCRIBED_BY` | what the document describes: the subject of the bill |
//! | `DEPENDS_ON`, `DYNAMIC_LINK`, `STATIC_LINK`, `HAS_PREREQUISITE`, `DISTRIBUTION_ARTIFACT` | A depends on B |
//! | `DEPENDENCY_OF`, every `*_DEPENDENCY_OF`, `PREREQUISITE_FOR`, `BUILD_TOOL_OF`, `DEV_TOOL_OF`, `TEST_TOOL_OF` | B depends on A |
//! | `CONTAINS` | A contains B |
//! | `CONTAINED_BY`, `PACKAGE_OF`, `OPTIONAL_COMPONENT_OF`, `FILE_ADDED`, `PATCH_APPLIED` | B contains A |
//! | `GENERATED_FROM`, `DESCENDANT_OF`, `COPY_OF`, `EXPANDED_FROM_ARCHIVE`, `FILE_MODIFIED` | A was made from B |
//! | `GENERATES`, `ANCESTOR_OF` | B was made from A |
//! | `VARIANT_OF` | A is a variant of B |
//! | `DATA_FILE_OF` | B was trained on A where B is a model and A is no software; otherwise B depends on A |
//! | `AMENDS`, `FILE_DELETED`, `OTHER`, documents, tests, examples, metafiles, patches not applied | A is related to B |

use crate::model::Relation;

/// What a relationship says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The right side is what the left side, the document, describes.
    Describes,
    /// An edge from left to right.
    Edge(Relation),
    /// The left side is data the right side uses.
    Data,
}

/// The meaning of a type, and whether left and right change places; none for a type the format does not list.
pub(super) fn meaning(word: &str) -> Option<(Meaning, bool)> {
    use Meaning::{Data, Describes, Edge};
    Some(match word {
        "DESCRIBES" => (Describes, false),
        "DESCRIBED_BY" => (Describes, true),
        "DEPENDS_ON" | "DYNAMIC_LINK" | "STATIC_LINK" | "HAS_PREREQUISITE" | "DISTRIBUTION_ARTIFACT" => {
            (Edge(Relation::DependsOn), false)
        }
        "DEPENDENCY_OF"
        | "BUILD_DEPENDENCY_OF"
        | "DEV_DEPENDENCY_OF"
        | "OPTIONAL_DEPENDENCY_OF"
        | "PROVIDED_DEPENDENCY_OF"
        | "RUNTIME_DEPENDENCY_OF"
        | "TEST_DEPENDENCY_OF"
        | "PREREQUISITE_FOR"
        | "BUILD_TOOL_OF"
        | "DEV_TOOL_OF"
        | "TEST_TOOL_OF" => (Edge(Relation::DependsOn), true),
        "CONTAINS" => (Edge(Relation::Contains), false),
        "CONTAINED_BY" | "PACKAGE_OF" | "OPTIONAL_COMPONENT_OF" | "FILE_ADDED" | "PATCH_APPLIED" => {
            (Edge(Relation::Contains), true)
        }
        "GENERATED_FROM" | "DESCENDANT_OF" | "COPY_OF" | "EXPANDED_FROM_ARCHIVE" | "FILE_MODIFIED" => {
            (Edge(Relation::Ancestor), false)
        }
        "GENERATES" | "ANCESTOR_OF" => (Edge(Relation::Ancestor), true),
        "VARIANT_OF" => (Edge(Relation::Variant), false),
        "DATA_FILE_OF" => (Data, false),
        "AMENDS"
        | "FILE_DELETED"
        | "DEPENDENCY_MANIFEST_OF"
        | "DOCUMENTATION_OF"
        | "EXAMPLE_OF"
        | "METAFILE_OF"
        | "PATCH_FOR"
        | "REQUIREMENT_DESCRIPTION_FOR"
        | "SPECIFICATION_FOR"
        | "TEST_OF"
        | "TEST_CASE_OF"
        | "OTHER" => (Edge(Relation::Other), false),
        _ => return None,
    })
}

/// Types that came with 2.3.
pub(super) fn newer(word: &str) -> bool {
    matches!(word, "REQUIREMENT_DESCRIPTION_FOR" | "SPECIFICATION_FOR")
}
