//! What a pack says of looking up advisories: which parts are due, and how old the records may be.

use crate::model::{Kind, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

/// What a pack asks of the look-up of advisories. A policy none of whose packs has it, asks for none.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lookups {
    /// The most days the records may be older than the day of judgement.
    pub max_age_days: u32,
    /// Parts that need no look-up.
    #[serde(default)]
    pub spared: Vec<Spared>,
}

/// Parts that need no look-up, and why. They are looked up all the same where they have a package URL of a known ecosystem.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spared {
    /// Kinds of components.
    #[serde(default, deserialize_with = "kinds")]
    #[schemars(with = "Vec<String>")]
    pub kinds: Vec<Kind>,
    /// Places in the bill: `subject`, `ancestor`, `mention`.
    #[serde(default, deserialize_with = "roles")]
    #[schemars(with = "Vec<String>")]
    pub roles: Vec<Role>,
    /// Only those of them that state no version: what has one is a release of something, whatever it is called.
    #[serde(default)]
    pub unversioned: bool,
    /// Why.
    pub because: String,
}

impl Spared {
    fn takes(&self, kind: Kind, role: Role, versioned: bool) -> bool {
        (self.kinds.contains(&kind) || self.roles.contains(&role)) && !(self.unversioned && versioned)
    }
}

impl Lookups {
    /// Whether a part of this kind in this place, which states a version or does not, must be looked up. What is not part of
    /// what is delivered need not be.
    pub fn due(&self, kind: Kind, role: Role, versioned: bool) -> bool {
        role.delivered() && !self.spared.iter().any(|spared| spared.takes(kind, role, versioned))
    }
}

fn kinds<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Kind>, D::Error> {
    each(from, "kind of component", |word| Kind::ALL.into_iter().find(|kind| kind.word() == word))
}

fn roles<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Role>, D::Error> {
    let known = [Role::Subject, Role::Ancestor, Role::Mention, Role::Formulation];
    each(from, "place in a bill", |word| known.into_iter().find(|role| role.word() == word))
}

fn each<'de, D: Deserializer<'de>, T>(from: D, what: &str, find: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    let found = |word: &String| find(word).ok_or_else(|| serde::de::Error::custom(format!("`{word}` is no {what}")));
    words.iter().map(found).collect()
}
