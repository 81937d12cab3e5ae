//! Doubts about an origin, and their words.

use super::FactCode;
use super::country::Country;
use super::lists::Lists;
use super::origin::OriginField;
use super::publisher::PublisherId;
use crate::base::Text;
use crate::model::Bom;

/// What the message of a note is made from; equal doubts share one message.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Doubt {
    pub(super) code: FactCode,
    pub(super) party: PublisherId,
    /// The field that names the party, and its text.
    pub(super) field: Option<OriginField>,
    pub(super) name: Option<Text>,
    /// The country that the bill states.
    pub(super) country: Option<Country>,
    /// The publisher that another field names.
    pub(super) other: Option<PublisherId>,
}

impl Doubt {
    pub(super) fn message(&self, bom: &Bom, lists: &Lists) -> String {
        let publisher = lists.publisher(self.party);
        let field = self.field.map_or("", OriginField::word);
        let name = self.name.map_or("", |name| bom.text(name));
        match (self.code, self.country, self.other) {
            (FactCode::NameConfusable, ..) => {
                format!("{field} `{name}` looks like `{}` and is spelt with other characters", publisher.name)
            }
            (FactCode::OriginConflict, ..) => {
                let cites: Vec<String> =
                    publisher.cites.iter().map(|cite| format!("{} says {}", cite.source, cite.country)).collect();
                format!("sources differ on the country of `{}`: {}", publisher.name, cites.join(", "))
            }
            (FactCode::OriginContradicted, _, Some(other)) => format!(
                "the manufacturer is `{}`, but the package URL belongs to `{}`",
                publisher.name,
                lists.publisher(other).name
            ),
            (FactCode::OriginContradicted, country, None) => format!(
                "the bill places {field} `{name}` in {}, the list of publishers ({}) in {}",
                country.unwrap_or(Country::NOWHERE),
                publisher.mark.word(),
                publisher.country
            ),
        }
    }
}
