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
    /// It is none of them: another namespace, or a name only rules know.
    Otherwise,
}

impl Spelt {
    pub(super) fn of(name: &str) -> Self {
        match PROPERTIES.iter().position(|property| property.name == name).and_then(|at| u8::try_from(at).ok()) {
            Some(at) => Self::Known(at),
            None if nearly(name).is_some() => Self::Nearly,
            None => Self::Otherwise,
        }
    }
}

/// The property that a name of the namespace, in whatever case, nearly spells.
pub(super) fn nearly(name: &str) -> Option<&'static str> {
    let ours = name.get(..8).is_some_and(|space| space.eq_ignore_ascii_case("bomgate:"));
    if ours { nearest(name, PROPERTIES.iter().map(|property| property.name)) } else { None }
}

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
    }

    #[test]
    fn names_stand_once_and_in_the_namespace() {
        for (at, property) in PROPERTIES.iter().enumerate() {
            assert!(property.name.starts_with("bomgate:") && !property.doc.is_empty());
            assert!(PROPERTIES[..at].iter().all(|earlier| earlier.name != property.name), "{}", property.name);
        }
    }
}
