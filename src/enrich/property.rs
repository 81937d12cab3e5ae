//! The properties in which a bill says what no format has a field for.

use super::origin::Dimension;
use crate::base::nearest;

/// What the value of a property is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A country by code, name or alias, or a region; several parted by commas. `none` states that there is none.
    Country,
    /// The name of a party.
    Party,
    /// A share: `0.6`, `60%`.
    Share,
    /// A word or text that rules compare.
    Word,
}

impl Holds {
    /// What it is called in the documentation.
    pub fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Party => "party",
            Self::Share => "share",
            Self::Word => "text",
        }
    }
}

/// One property of the namespace `bomgate:`.
#[derive(Clone, Copy, Debug)]
pub struct KnownProperty {
    /// Its name.
    pub name: &'static str,
    /// The dimension it speaks of; none for those that only rules read.
    pub dimension: Option<Dimension>,
    /// What its value is.
    pub holds: Holds,
    /// What it means.
    pub doc: &'static str,
}

const fn place(name: &'static str, dimension: Dimension, doc: &'static str) -> KnownProperty {
    KnownProperty { name, dimension: Some(dimension), holds: Holds::Country, doc }
}

const fn party(name: &'static str, dimension: Dimension, doc: &'static str) -> KnownProperty {
    KnownProperty { name, dimension: Some(dimension), holds: Holds::Party, doc }
}

const fn word(name: &'static str, doc: &'static str) -> KnownProperty {
    KnownProperty { name, dimension: None, holds: Holds::Word, doc }
}

/// How a name of a property stands to [`PROPERTIES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelt {
    /// It is the one at this place.
    Known(u8),
    /// It nearly spells one.
    Nearly,
    /// It is of the namespace, and nobody knows it.
    Unknown,
    /// It is of another namespace, or a name only rules know.
    Otherwise,
}

impl Spelt {
    pub(super) fn of(name: &str) -> Self {
        match PROPERTIES.iter().position(|property| property.name == name).and_then(|at| u8::try_from(at).ok()) {
            Some(at) => Self::Known(at),
            None if !ours(name) || asked(name) => Self::Otherwise,
            None if nearly(name).is_some() => Self::Nearly,
            None => Self::Unknown,
        }
    }
}

/// The property that a name of the namespace, in whatever case, nearly spells.
pub(super) fn nearly(name: &str) -> Option<&'static str> {
    let known = || PROPERTIES.iter().map(|property| property.name).chain(ASKED.iter().copied());
    if ours(name) && !asked(name) { nearest(name, known()) } else { None }
}

fn ours(name: &str) -> bool {
    name.get(..8).is_some_and(|space| space.eq_ignore_ascii_case("bomgate:"))
}

/// Whether a reader, a shipped pack or a report of our own uses the name.
fn asked(name: &str) -> bool {
    ASKED.contains(&name) || ["bomgate:filing:", "bomgate:result:"].iter().any(|start| name.starts_with(start))
}

/// Names that only packs ask for or only readers take, so that a bill that has them is not told they are unknown. A test
/// holds them against the shipped packs.
pub static ASKED: &[&str] = &[
    "bomgate:acceptable_use_policy",
    "bomgate:agent:capabilities",
    "bomgate:agent:decision_class",
    "bomgate:agent:tools",
    "bomgate:autonomy",
    "bomgate:country",
    "bomgate:criticality",
    "bomgate:datasets",
    "bomgate:distilled_from",
    "bomgate:domestic_share",
    "bomgate:error_handling",
    "bomgate:eu:authorised_representative",
    "bomgate:eu:copyright_policy",
    "bomgate:eu:open_exemption",
    "bomgate:eu:output_marking",
    "bomgate:eu:training_summary",
    "bomgate:eval:bank_answer",
    "bomgate:eval:bank_generated",
    "bomgate:eval:bank_refuse",
    "bomgate:eval:content_pass",
    "bomgate:eval:date",
    "bomgate:eval:false_refusal",
    "bomgate:eval:refusal",
    "bomgate:eval:slices",
    "bomgate:explainability",
    "bomgate:filing_route",
    "bomgate:finetuned_from",
    "bomgate:harmful_share_after",
    "bomgate:harmful_share_before",
    "bomgate:kr:domestic_agent",
    "bomgate:label:explicit",
    "bomgate:label:implicit",
    "bomgate:merged_from",
    "bomgate:network",
    "bomgate:not-carried",
    "bomgate:quantized_from",
    "bomgate:robots",
    "bomgate:seal:sov-1",
    "bomgate:seal:sov-2",
    "bomgate:seal:sov-3",
    "bomgate:seal:sov-4",
    "bomgate:seal:sov-5",
    "bomgate:seal:sov-6",
    "bomgate:seal:sov-7",
    "bomgate:seal:sov-8",
    "bomgate:supply:disruption",
    "bomgate:teacher_model",
    "bomgate:tokenizer",
    "bomgate:training_compute",
    "bomgate:training_datasets",
    "bomgate:training_use",
    "bomgate:ual",
    "bomgate:update_frequency",
    "bomgate:wireless",
];

/// The share in [`PROPERTIES`] that belongs to the stated owner.
pub(super) const SHARE: &str = "bomgate:ownership_share";

/// Every property of the namespace, the documentation's source.
pub static PROPERTIES: &[KnownProperty] = &[
    party("bomgate:ultimate_owner", Dimension::Owner, "Who stands at the top of the chain of owners."),
    place("bomgate:ultimate_owner_country", Dimension::Owner, "Where the ultimate owner is established."),
    KnownProperty {
        name: SHARE,
        dimension: Some(Dimension::Owner),
        holds: Holds::Share,
        doc: "The share the ultimate owner holds, directly and indirectly.",
    },
    party("bomgate:controller", Dimension::Controller, "Who has decisive influence without standing at the top."),
    place("bomgate:controller_country", Dimension::Controller, "Where the controller is established."),
    place("bomgate:jurisdiction", Dimension::Jurisdiction, "The country whose law can compel whoever is behind the part."),
    place("bomgate:development_country", Dimension::Development, "Where it was trained or engineered."),
    place("bomgate:hosting_country", Dimension::Hosting, "Where the service runs."),
    place("bomgate:processing_country", Dimension::Processing, "Where its data are processed."),
    place("bomgate:storage_country", Dimension::Storage, "Where its data rest."),
    place("bomgate:data_origin_country", Dimension::DataOrigin, "Where the data were collected."),
    place("bomgate:remote_access_country", Dimension::RemoteAccess, "From where it is maintained; `none` when from nowhere."),
    place("bomgate:governing_law_country", Dimension::GoverningLaw, "Whose law governs the contract."),
    party("bomgate:licensor", Dimension::Licensor, "Who grants the licence."),
    place("bomgate:licensor_country", Dimension::Licensor, "Where the licensor is established."),
    party("bomgate:compute", Dimension::Compute, "Who provides the chips or the cloud it runs on."),
    place("bomgate:compute_country", Dimension::Compute, "Where that provider is established."),
    place(
        "bomgate:cutoff_country",
        Dimension::Cutoff,
        "From which country supply of it can be stopped, by export control or by the supplier's policy; `none` when from nowhere.",
    ),
    word("bomgate:alternative", "What could take its place. Only the operator's evidence makes a part replaceable."),
    word("bomgate:base_model", "The base model; `none` or `from-scratch` when there is none."),
    word("bomgate:base_model_relation", "What the base model is to it: finetune, adapter, quantized, merge, distilled."),
    word("bomgate:source_class", "Where a dataset comes from: open, self, commercial, user, synthetic."),
    word("bomgate:filing:cn-cac", "The number of the filing with the registry of generative services of CN."),
    word("bomgate:foreign_share", "The share of a corpus that comes from outside the home country."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nearly_one_of_the_table_is_told_from_names_of_others() {
        for (name, meant) in [
            ("bomgate:developement_country", Some("bomgate:development_country")),
            ("Bomgate:ultimate_owner", Some("bomgate:ultimate_owner")),
            ("bomgate:label:explicit", None),
            ("vendor:hosting_country", None),
        ] {
            assert_eq!(nearly(name), meant, "{name}");
        }
        assert!(matches!(Spelt::of("bomgate:compute"), Spelt::Known(_)));
        for (name, spelt) in [
            ("bomgate:hosting_contry", Spelt::Nearly),
            ("bomgate:eval:refusall", Spelt::Nearly),
            ("bomgate:eval:refusal", Spelt::Otherwise),
            ("bomgate:filing:kr-kisa", Spelt::Otherwise),
            ("bomgate:favourite_colour", Spelt::Unknown),
            ("vendor:favourite_colour", Spelt::Otherwise),
        ] {
            assert_eq!(Spelt::of(name), spelt, "{name}");
        }
    }

    #[test]
    fn names_stand_once_and_in_the_namespace() {
        for (at, property) in PROPERTIES.iter().enumerate() {
            assert!(property.name.starts_with("bomgate:") && !property.doc.is_empty());
            assert!(PROPERTIES[..at].iter().all(|earlier| earlier.name != property.name), "{}", property.name);
        }
    }
}
