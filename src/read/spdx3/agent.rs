//! Agents, and the version they say the elements are of.

use super::Reader;
use super::class::Class;
use super::commit::Agent;
use super::keys::Slot;
use super::node::{Extra, Node};
use crate::base::{Text, phrase};
use crate::model::{NoteCode, Packed, Party, Stated};
use crate::read::error::ReadError;

/// The property that gives an agent's country, for which the format has no key.
const COUNTRY: &str = "bomgate:country";

impl Reader<'_> {
    /// A person or organisation. The format has no address: a country is carried by a CycloneDX property only.
    pub(super) fn agent(&mut self, node: &Node, class: Class) -> Agent {
        self.stray_properties(node);
        let texts = &self.draft.texts;
        let stated = node.properties.iter().find(|(property, _)| texts.get(property.name) == COUNTRY);
        let country = stated.map_or(Packed::default(), |(property, _)| property.value);
        let web = |extra: &Extra| match extra {
            Extra::Reference { kind, url, .. } if matches!(texts.get(*kind), "altWebPage" | "other" | "support") => Some(*url),
            Extra::Identifier { kind, value, .. } if texts.get(*kind) == "urlScheme" => Some(*value),
            _ => None,
        };
        let url: Option<Text> = node.extras.iter().find_map(web);
        let url = url.map_or(Packed::default(), |url| Stated::Value(url).into());
        let mail = node.extras.iter().find_map(|extra| match extra {
            Extra::Identifier { kind, value, .. } if texts.get(*kind) == "email" => Some(*value),
            _ => None,
        });
        let mail = mail.map_or(Packed::default(), |mail| Stated::Value(mail).into());
        // Equal statements are one party, by their handles.
        let name = self.shared(node.text(Slot::Name));
        let party = self.draft.party_stated(Party { name, country, url, mail });
        Agent { party, person: class == Class::Person }
    }

    /// Of an agent one property of the namespace `bomgate:` is read; another is lost there, and that is said.
    fn stray_properties(&mut self, node: &Node) {
        for (property, place) in &node.properties {
            let name = self.draft.texts.get(property.name);
            if name != COUNTRY && name.get(..8).is_some_and(|space| space.eq_ignore_ascii_case("bomgate:")) {
                let message = phrase!("property `{}` of an agent is not read: of an agent only `{}` is", name, COUNTRY);
                self.note(NoteCode::UnknownKey, *place, message);
            }
        }
    }

    /// `specVersion` of creation information: only what is read may be declared.
    pub(super) fn version_of(&mut self, node: &Node) -> Result<(), ReadError> {
        let Some(version) = node.word(Slot::SpecVersion) else {
            self.deviates(NoteCode::MissingKey, "creation information", "specVersion", node.start);
            return Ok(());
        };
        let text = self.draft.texts.get(version);
        match text {
            "3.0.0" | "3.0.1" => Ok(()),
            "3.0" | "SPDX-3.0" | "SPDX-3.0.0" | "SPDX-3.0.1" => {
                let text = text.to_owned();
                self.deviates(NoteCode::UnknownValue, "specVersion", text, node.start);
                Ok(())
            }
            _ => Err(ReadError::NotSpdx3 {
                place: node.start,
                why: phrase!("`specVersion` is `{}`; 3.0.0 and 3.0.1 are read", text.chars().take(40).collect::<String>()),
            }),
        }
    }
}
