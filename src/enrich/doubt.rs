//! Doubts about an origin, and their words.

use super::FactCode;
use super::country::Country;
use super::lists::Lists;
use super::origin::OriginField;
use super::property::nearly;
use super::publisher::PublisherId;
use crate::base::Text;
use crate::model::Bom;

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
    pub(super) fn message(&self, bom: &Bom, lists: &Lists) -> String {
        let name_of = |id: Option<PublisherId>| id.map_or("", |id| lists.publisher(id).name.as_str());
        let field = self.field.map_or("", OriginField::word);
        let name = self.name.map_or("", |name| bom.text(name));
        let country = self.country.unwrap_or(Country::NOWHERE);
        match (self.code, self.other) {
            (FactCode::NameConfusable, _) => {
                format!("{field} `{name}` looks like `{}` and is spelt with other characters", name_of(self.party))
            }
            (FactCode::PropertyMisspelt, _) => {
                format!("property `{name}` is not read; did you mean `{}`?", nearly(name).unwrap_or_default())
            }
            (FactCode::ModelInWords, _) => format!(
                "the bill speaks of `{name}`, words of a family of models of {}, and lists no part of it",
                name_of(self.party)
            ),
            (FactCode::OriginConflict, _) => {
                let cites = self.party.map(|id| &lists.publisher(id).cites).into_iter().flatten();
                let cites: Vec<String> = cites.map(|cite| format!("{} says {}", cite.source, cite.country)).collect();
                format!("sources differ on the country of `{}`: {}", name_of(self.party), cites.join(", "))
            }
            (FactCode::OriginHintDiffers, _) => {
                format!("the bill states where it is hosted, but the {field}, `{name}`, hints at {country}")
            }
            (FactCode::SupplierNotPublisher, other) => format!(
                "the supplier is `{}`, no manufacturer is named, and the package URL belongs to `{}`",
                name_of(self.party),
                name_of(other)
            ),
            (FactCode::OriginContradicted, Some(other)) if self.field.is_some() => format!(
                "the bill names `{name}` as owner, which is `{}`; the list of publishers puts `{}` under another",
                name_of(Some(other)),
                name_of(self.party)
            ),
            (FactCode::OriginContradicted, Some(other)) => format!(
                "the manufacturer is `{}`, but the package URL belongs to `{}`",
                name_of(self.party),
                name_of(Some(other))
            ),
            (FactCode::OriginContradicted, None) => {
                let listed = self.party.map(|id| lists.publisher(id));
                let (mark, place) = listed.map_or(("", Country::NOWHERE), |listed| (listed.mark.word(), listed.country));
                format!("the bill places {field} `{name}` in {country}, the list of publishers ({mark}) in {place}")
            }
        }
    }
}
