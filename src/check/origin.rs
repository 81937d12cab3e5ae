//! Where a component comes from, seen from the buyer.

use super::scene::Scene;
use super::{Argument, Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Truth};
use crate::enrich::{Basis, Country, Dimension, Lists, Mark, Origin};
use crate::model::Row;

/// `foreign(component)`
pub(super) const FOREIGN: Check = Check {
    name: "foreign",
    wants: Wants::Nothing,
    doc: "Does the component come from outside the buyer's home and trusted countries? Looks at its developer, supplier \
          and data owner, as stated in the bill or listed under `policies/lists`; the worst country counts. Yes: at least one \
          is foreign or restricted. No: at least one country is known and all are home or trusted. Unknown: no country is \
          known. The hub that hosts it does not count.",
    make: |_| Ok(Box::new(FromWhere::new(Group::Foreign))),
};

/// `restricted(component)`
pub(super) const RESTRICTED: Check = Check {
    name: "restricted",
    wants: Wants::Nothing,
    doc: "Does the component come from a country the buyer restricts (`--restricted`)? Same evidence and answers as `foreign`.",
    make: |_| Ok(Box::new(FromWhere::new(Group::Restricted))),
};

/// `from(component, countries)`
pub(super) const FROM: Check = Check {
    name: "from",
    wants: Wants::Words,
    doc: "Does the component come from one of the countries or regions of the list? Same evidence and answers as `foreign`.",
    make: |argument| Ok(Box::new(FromWhere::new(Group::named(argument)?))),
};

/// Which countries a question is about.
pub(super) enum Group {
    Foreign,
    Restricted,
    Listed(Vec<String>, String),
}

impl Group {
    pub(super) fn named(argument: &Argument) -> Result<Self, String> {
        let (words, name) = argument.words();
        if words.is_empty() {
            return Err("the list of countries is empty".to_owned());
        }
        Ok(Self::Listed(words.to_vec(), name.to_owned()))
    }

    /// A function that says whether a country is in the group.
    pub(super) fn member<'s>(&self, scene: &'s Scene<'_>) -> Box<dyn Fn(Country) -> bool + Send + Sync + 's> {
        match self {
            Self::Foreign => Box::new(|country| scene.buyer.class(country).foreign()),
            Self::Restricted => Box::new(|country| scene.buyer.class(country) == super::Class::Restricted),
            Self::Listed(words, _) => {
                let countries = countries(scene.lists, words);
                Box::new(move |country| countries.contains(&country))
            }
        }
    }
}

fn countries(lists: &Lists, words: &[String]) -> Vec<Country> {
    let mut found = Vec::new();
    for word in words {
        match lists.region(word) {
            Some(members) => found.extend_from_slice(members),
            None => found.extend(lists.country(word)),
        }
    }
    found
}

/// Whether an origin can decide a question: someone behind the part, on better than a guess.
fn counts(origin: &Origin) -> bool {
    origin.dimension != Dimension::Distributor && origin.basis != Basis::Inferred
}

/// Whether an origin is the word of one source against a publisher's entry that is verified otherwise. It is shown, and
/// noted as a conflict; it does not outvote the entry.
pub fn outvoted(scene: &Scene<'_>, origin: &Origin) -> bool {
    let entry = origin.party.map(|party| scene.lists.publisher(party));
    origin.basis == Basis::Listed
        && entry.is_some_and(|entry| entry.mark == Mark::Verified && Some(entry.country) != origin.country)
}

/// The answer for one component by its own origins. Someone behind the part whose country nobody knows leaves the question
/// open, however many others are at home.
pub(super) fn own(scene: &Scene<'_>, row: Row, member: &dyn Fn(Country) -> bool) -> Truth {
    let (mut known, mut open) = (false, false);
    for origin in scene.facts.origins.of(row).iter().filter(|origin| counts(origin) && !outvoted(scene, origin)) {
        match origin.country {
            Some(country) if member(country) => return Truth::Yes,
            // Whoever is behind the part must be known, not only who owns some of its data.
            Some(_) => known |= origin.dimension != Dimension::DataOwner,
            None => open = true,
        }
    }
    if known && !open { Truth::No } else { Truth::Unknown }
}

/// What is known of the origin of one component, for a report.
pub(super) fn describe(scene: &Scene<'_>, row: Row, into: &mut Explanation) {
    let name = scene.bom.label(row);
    let origins = scene.facts.origins.of(row);
    if origins.is_empty() {
        into.saw(format!("origin of {name}"), "unknown: the bill names no party behind it");
    }
    for origin in origins {
        let party = origin.party.map_or_else(
            || origin.name.map(|name| scene.bom.text(name).to_owned()).unwrap_or_default(),
            |party| scene.lists.publisher(party).name.clone(),
        );
        let country = match origin.country {
            Some(country) => format!("{country} ({})", scene.buyer.class(country).word()),
            None => "country unknown".to_owned(),
        };
        let (basis, field) = (origin.basis.word(), origin.field.word());
        // The mark is that of an entry of the list; what the bill states, or words hint at, has none.
        let listed = origin.party.filter(|_| origin.basis == Basis::Listed);
        let mark = listed.map(|party| format!(", {}", scene.lists.publisher(party).mark.word())).unwrap_or_default();
        let against = if outvoted(scene, origin) { "; one source against the others" } else { "" };
        into.saw(
            format!("{} of {name}", origin.dimension.word()),
            format!("{country}: {party}; {basis} through {field}{mark}{against}"),
        );
    }
}

struct FromWhere {
    group: Group,
}

impl FromWhere {
    fn new(group: Group) -> Self {
        Self { group }
    }
}

impl Test for FromWhere {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let member = self.group.member(scene);
        Mask::collect(scene.rows(), |at| own(scene, Row::new(at), &member))
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        describe(scene, row, &mut explanation);
        if let Group::Listed(_, name) = &self.group {
            explanation.saw("countries asked about", name.clone());
        }
        explanation
    }
}
