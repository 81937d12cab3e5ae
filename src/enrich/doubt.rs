//! Doubts about an origin, and their words.

use super::claim::Claims;
use super::country::Country;
use super::lists::Lists;
use super::origin::OriginField;
use super::property::nearly;
use super::publisher::PublisherId;
use super::{FactCode, FactNote};
use crate::base::{Phrase, Text, phrase};
use crate::model::{Bom, Row};

/// What the message of a note is made from; equal doubts share one message.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Doubt {
    pub(super) code: FactCode,
    /// The publisher in doubt.
    pub(super) party: Option<PublisherId>,
    /// The field that names the party, and its text.
    pub(super) field: Option<OriginField>,
    pub(super) name: Option<Text>,
    /// The country that the bill states, or an address hints at.
    pub(super) country: Option<Country>,
    /// The publisher that another field names.
    pub(super) other: Option<PublisherId>,
}

impl Doubt {
    /// The note on a part, where no document of the operator is in doubt.
    pub(super) fn note(self, bom: &Bom, lists: &Lists, row: Row) -> FactNote {
        let message = self.message(bom, lists, &Claims::default()).into();
        FactNote { code: self.code, row, name: self.name, message }
    }

    pub(super) fn message(&self, bom: &Bom, lists: &Lists, claims: &Claims) -> Phrase {
        let name_of = |id: Option<PublisherId>| id.map_or("", |id| lists.publisher(id).name.as_str());
        let field = Phrase::word(self.field.map_or("", OriginField::word));
        let name = self.name.map_or("", |name| bom.text(name));
        let country = self.country.unwrap_or(Country::NOWHERE);
        if let Some(OriginField::Claim(at)) = self.field {
            return self.against(usize::from(at), bom, lists, claims);
        }
        match (self.code, self.other) {
            (FactCode::NameConfusable, _) => {
                phrase!("{} `{}` looks like `{}` and is spelt with other characters", field, name, name_of(self.party))
            }
            (FactCode::PropertyMisspelt, _) => {
                phrase!("property `{}` is not read; did you mean `{}`?", name, nearly(name).unwrap_or_default())
            }
            (FactCode::PropertyUnknown, _) => {
                phrase!("property `{}` is no name of the namespace `bomgate:`: nothing reads it; see docs/formats.md", name)
            }
            (FactCode::ModelInWords, Some(_)) => phrase!(
                "a property says `{}` runs its models, and no model or service of {} stands in the bill",
                name,
                name_of(self.party)
            ),
            (FactCode::ModelInWords, _) if self.party.is_none() => {
                phrase!("the bill names the model `{}` beside its parts, and describes it nowhere", name)
            }
            (FactCode::ModelInWords, _) if self.field == Some(OriginField::NamePrefix) => phrase!(
                "the model stands under `{}`, and {} only converts models of others: whose it was is not said",
                name,
                name_of(self.party)
            ),
            (FactCode::ModelInWords, _) if self.field.is_some() => phrase!(
                "the model is spoken of as `{}`, words of a family of models of {}, and nobody of it stands in its line",
                name,
                name_of(self.party)
            ),
            (FactCode::ModelInWords, _) => phrase!(
                "the bill speaks of `{}`, words of a family of models of {}, and lists no part of it",
                name,
                name_of(self.party)
            ),
            (FactCode::OriginConflict, _) => {
                let cites = self.party.map(|id| &lists.publisher(id).cites).into_iter().flatten();
                let cites: Vec<String> = cites.map(|cite| format!("{}: {}", cite.source, cite.country)).collect();
                phrase!("sources differ on the country of `{}`: {}", name_of(self.party), cites.join("; "))
            }
            (FactCode::OriginHintDiffers, _) => {
                phrase!("the bill states where it is hosted, but the {}, `{}`, hints at {}", field, name, country.as_str())
            }
            (FactCode::SupplierNotPublisher, other) => phrase!(
                "the supplier is `{}`, no manufacturer is named, and the package URL belongs to `{}`",
                name_of(self.party),
                name_of(other)
            ),
            (FactCode::OriginContradicted, Some(other)) if self.field.is_some() => phrase!(
                "the bill names `{}` as owner, which is `{}`; the list of publishers puts `{}` under another",
                name,
                name_of(Some(other)),
                name_of(self.party)
            ),
            (FactCode::OriginContradicted, Some(other)) => phrase!(
                "the manufacturer is `{}`, but the package URL belongs to `{}`",
                name_of(self.party),
                name_of(Some(other))
            ),
            (FactCode::OriginContradicted, None) => {
                let listed = self.party.map(|id| lists.publisher(id));
                let (mark, place) = listed.map_or(("", Country::NOWHERE), |listed| (listed.mark.word(), listed.country));
                phrase!(
                    "the bill places {} `{}` in {}, the list of publishers ({}) in {}",
                    field,
                    name,
                    country.as_str(),
                    Phrase::word(mark),
                    place.as_str()
                )
            }
        }
    }

    /// A document of the operator and another source differ: `at` is the first claim of the document.
    fn against(&self, at: usize, bom: &Bom, lists: &Lists, claims: &Claims) -> Phrase {
        let Some(first) = claims.origins.get(at) else { return Phrase::default() };
        let same = |claim: &&super::Claim| claim.row == first.row && claim.dimension == first.dimension;
        let who = |country: Option<Country>, party: Option<&str>| {
            let country = country.map(|country| country.to_string());
            let words: Vec<&str> = [country.as_deref(), party].into_iter().flatten().collect();
            if words.is_empty() { "none".to_owned() } else { words.join(", ") }
        };
        let held: Vec<String> = claims.origins[at..]
            .iter()
            .take_while(|claim| claim.row == first.row)
            .filter(same)
            .map(|claim| who(claim.country, claim.party.as_deref()))
            .collect();
        let party = self.party.map(|id| lists.publisher(id).name.as_str()).or(self.name.map(|name| bom.text(name)));
        let lapsed = if first.lapsed { phrase!(", which does not hold any more,") } else { Phrase::default() };
        let (dimension, held) = (Phrase::word(first.dimension.word()), held.join("; "));
        let found = who(self.country, party);
        match self.code {
            FactCode::OriginConflict => {
                phrase!(
                    "{}: the document `{}`{} has {}; the list of publishers has {}",
                    dimension,
                    &first.source,
                    lapsed,
                    held,
                    found
                )
            }
            _ => phrase!("{}: the document `{}`{} has {}; the bill has {}", dimension, &first.source, lapsed, held, found),
        }
    }
}
