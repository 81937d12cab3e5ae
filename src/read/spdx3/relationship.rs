//! Relationships: what each type means for the model.

use super::Reader;
use super::commit::Edge;
use super::keys::{Link, Slot};
use super::node::Node;
use crate::base::phrase;
use crate::model::{NoteCode, Relation};
use crate::read::error::ReadError;

/// What a relationship means for the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The first is this to the second.
    Forward(Relation),
    /// The second is this to the first.
    Backward(Relation),
    /// Files are parts, other data is what the first depends on.
    DataFile,
    /// What went into a build, or its tool.
    Input,
    /// What came out of a build.
    Output,
    Declared,
    Concluded,
    /// The second agent supplies the first.
    Publisher,
    /// The second is what the first, a document, is about.
    Describes,
    /// Says nothing of what the model holds; its ends must exist.
    Apart,
}

use Meaning::{Apart, Backward, Concluded, DataFile, Declared, Describes, Forward, Input, Output, Publisher};
use Relation::{Ancestor, Contains, DependsOn, TestedOn, TrainedOn, Variant};

/// Every relationship type, sorted, with its meaning from `from` to `to`. What was made from something by an unnamed
/// step depends on it. Source: SPDX 3.0.1, Core, `RelationshipType`.
static TYPES: &[(&str, Meaning)] = &[
    ("affects", Apart),
    ("amendedBy", Apart),
    ("ancestorOf", Backward(Ancestor)),
    ("availableFrom", Publisher),
    ("configures", Input),
    ("contains", Forward(Contains)),
    ("coordinatedBy", Apart),
    ("copiedTo", Backward(DependsOn)),
    ("delegatedTo", Apart),
    ("dependsOn", Forward(DependsOn)),
    ("descendantOf", Forward(Ancestor)),
    ("describes", Describes),
    ("doesNotAffect", Apart),
    ("expandsTo", Forward(Contains)),
    ("exploitCreatedBy", Apart),
    ("fixedBy", Apart),
    ("fixedIn", Apart),
    ("foundBy", Apart),
    ("generates", Backward(DependsOn)),
    ("hasAddedFile", Forward(Contains)),
    ("hasAssessmentFor", Apart),
    ("hasAssociatedVulnerability", Apart),
    ("hasConcludedLicense", Concluded),
    ("hasDataFile", DataFile),
    ("hasDeclaredLicense", Declared),
    ("hasDeletedFile", Apart),
    ("hasDependencyManifest", Forward(Contains)),
    ("hasDistributionArtifact", Forward(Contains)),
    ("hasDocumentation", Apart),
    ("hasDynamicLink", Forward(DependsOn)),
    ("hasEvidence", Apart),
    ("hasExample", Apart),
    ("hasHost", Input),
    ("hasInput", Input),
    ("hasMetadata", Apart),
    ("hasOptionalComponent", Forward(Contains)),
    ("hasOptionalDependency", Forward(DependsOn)),
    ("hasOutput", Output),
    ("hasPrerequisite", Forward(DependsOn)),
    ("hasProvidedDependency", Forward(DependsOn)),
    ("hasRequirement", Apart),
    ("hasSpecification", Apart),
    ("hasStaticLink", Forward(DependsOn)),
    ("hasTest", Apart),
    ("hasTestCase", Apart),
    ("hasVariant", Forward(Variant)),
    ("invokedBy", Apart),
    ("modifiedBy", Apart),
    ("other", Forward(DependsOn)),
    ("packagedBy", Backward(Contains)),
    ("patchedBy", Forward(DependsOn)),
    ("publishedBy", Publisher),
    ("reportedBy", Apart),
    ("republishedBy", Apart),
    ("serializedInArtifact", Apart),
    ("testedOn", Forward(TestedOn)),
    ("trainedOn", Forward(TrainedOn)),
    ("underInvestigationFor", Apart),
    ("usesTool", Input),
];

fn exact(word: &str) -> Option<Meaning> {
    TYPES.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| TYPES[at].1)
}

/// `HAS_DECLARED_LICENSE` as SPDX 3 spells it.
fn respelled(word: &str) -> String {
    let mut upper = false;
    let mut plain = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '_' | '-' | ' ' => upper = true,
            _ if upper => {
                plain.extend(character.to_uppercase());
                upper = false;
            }
            _ => plain.extend(character.to_lowercase()),
        }
    }
    plain
}

impl Reader<'_> {
    /// Keeps a relationship, one edge for each of its ends.
    pub(super) fn relationship(&mut self, node: &Node) -> Result<(), ReadError> {
        let place = node.start;
        let word = node.word(Slot::RelationshipType).map(|word| self.draft.texts.get(word));
        let meaning = match (word, word.and_then(exact)) {
            (_, Some(meaning)) => meaning,
            (None, _) => {
                self.deviates(NoteCode::MissingKey, "a relationship", "relationshipType", place);
                Forward(DependsOn)
            }
            (Some(word), None) => {
                // Of an unknown kind, it may be any: what is related counts.
                let meaning = exact(&respelled(word)).unwrap_or(Forward(DependsOn));
                let shown: String = word.chars().take(80).collect();
                self.deviates(NoteCode::UnknownValue, "relationship type", shown, place);
                meaning
            }
        };
        self.completeness(node, meaning);
        for (link, key) in [(Link::From, "from"), (Link::To, "to")] {
            if node.to(link).next().is_none() {
                self.deviates(NoteCode::MissingKey, "a relationship", key, place);
            }
        }
        self.draft.document.has_dependencies |= meaning == Forward(DependsOn);
        for from in node.to(Link::From) {
            let ends = node.to(Link::To).map(|to| Edge { from: from.to, to: to.to, meaning, place: to.place });
            self.graph.edges.extend(ends);
        }
        Ok(())
    }

    /// Keeps what a relationship says of its completeness, in the word CycloneDX has for it.
    fn stated_of(&mut self, node: &Node, aggregate: &'static str) {
        let from = node.to(Link::From).map(|pointer| (aggregate, *pointer));
        self.graph.stated.extend(from);
    }

    /// A relationship that calls itself incomplete, or says that it does not know, leaves something out.
    fn completeness(&mut self, node: &Node, meaning: Meaning) {
        let Some(stated) = node.word(Slot::Completeness) else { return };
        let text = self.draft.texts.get(stated).to_owned();
        match text.as_str() {
            "complete" => {
                if let Forward(DependsOn | Contains) = meaning {
                    self.stated_of(node, "complete");
                }
            }
            "incomplete" | "noAssertion" => {
                if meaning != Apart {
                    self.stated_of(node, if text == "incomplete" { "incomplete" } else { "unknown" });
                    let word = node.word(Slot::RelationshipType).map_or("", |word| self.draft.texts.get(word));
                    let message = phrase!("a relationship `{}` says its completeness is `{}`", word, text);
                    self.note(NoteCode::CompositionIncomplete, node.start, message);
                }
            }
            _ => self.deviates(NoteCode::UnknownValue, "completeness", text.chars().take(80).collect::<String>(), node.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_sorted_and_found_in_the_spelling_of_spdx_2() {
        assert!(TYPES.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(exact(&respelled("HAS_DECLARED_LICENSE")), Some(Declared));
        assert_eq!(exact(&respelled("DEPENDS_ON")), Some(Forward(DependsOn)));
        assert_eq!(exact("no"), None);
    }
}
