//! One object of the graph while it is read: whatever its keys say, before its class is known.

use super::class::{self, Class};
use super::keys::{self, Facet, Known, Link, Read, Seen, Slot};
use super::value::Told;
use super::{Reader, context};
use crate::base::{Place, Text, phrase};
use crate::model::{Card, DataItem, NoteCode, Packed, Property, Stated, Terms, names_a_model};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;
use std::borrow::Cow;

/// One checksum, identifier or address of a node.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extra {
    Hash {
        algorithm: Text,
        value: Text,
        place: Place,
    },
    /// Kept as a property: an integrity method that is no digest of bytes.
    Verification {
        kind: Text,
        value: Text,
    },
    Identifier {
        kind: Text,
        value: Text,
        place: Place,
    },
    Reference {
        kind: Text,
        url: Text,
        place: Place,
    },
}

/// One reference of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointer {
    pub(super) link: Link,
    pub(super) to: Text,
    pub(super) place: Place,
}

/// One object. Used again for the next, so that its lists keep their room.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) start: Place,
    pub(super) id: Option<Text>,
    pub(super) class: Option<Class>,
    /// The class as written, in the spelling of the context where it is known.
    pub(super) declared: Option<Text>,
    pub(super) seen: Seen,
    /// Whether any key but the identifier was there.
    pub(super) says: bool,
    pub(super) texts: [Packed<Text>; Slot::COUNT],
    pub(super) pointers: Vec<Pointer>,
    pub(super) extras: Vec<Extra>,
    pub(super) properties: Vec<(Property, Place)>,
    pub(super) locators: Vec<Text>,
    pub(super) phases: Vec<Text>,
    pub(super) see_also: Packed<Text>,
    /// What the text of a licence says it is, and all of it where it names a model.
    pub(super) terms: Option<Terms>,
    pub(super) spoken: Option<Box<str>>,
    /// A licence that stands as text where the format has a relationship.
    pub(super) license: Packed<Text>,
    pub(super) card: Option<Card>,
    pub(super) item: Option<DataItem>,
}

impl Node {
    fn clear(&mut self) {
        self.pointers.clear();
        self.extras.clear();
        self.properties.clear();
        self.locators.clear();
        self.phases.clear();
        (self.id, self.class, self.declared, self.card, self.item) = (None, None, None, None, None);
        (self.terms, self.spoken) = (None, None);
        (self.seen, self.says, self.see_also, self.license) = (Seen::default(), false, Packed::default(), Packed::default());
        self.texts = [Packed::default(); Slot::COUNT];
    }

    pub(super) fn text(&self, slot: Slot) -> Packed<Text> {
        self.texts[slot as usize]
    }

    pub(super) fn word(&self, slot: Slot) -> Option<Text> {
        self.text(slot).get().value()
    }

    /// The references of one kind.
    pub(super) fn to(&self, link: Link) -> impl Iterator<Item = &Pointer> {
        self.pointers.iter().filter(move |pointer| pointer.link == link)
    }
}

/// Where an object stands, and so what it must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// In the graph, or where a reference may stand: an element.
    Element,
    /// Where the format has none: read, so that nothing hides there.
    Astray,
}

impl Reader<'_> {
    /// A node to fill.
    pub(super) fn node(&mut self, start: Place) -> Box<Node> {
        let mut node = self.spare.pop().unwrap_or_default();
        node.clear();
        node.start = start;
        node
    }

    /// Reads the object that stands next and keeps what it says. Returns its identifier, where it has one.
    pub(super) fn object(&mut self, stands: Stands, pointer: &str) -> Result<Option<Text>, ReadError> {
        let start = self.json.place();
        let mut node = self.node(start);
        self.json.begin_object()?;
        while let Some(key) = self.json.next_key()? {
            let known = keys::find(key);
            match known {
                Some(known) => self.member(&mut node, known, pointer)?,
                None => {
                    let key = key.to_owned();
                    self.other(&mut node, &key, pointer)?;
                }
            }
        }
        let id = self.commit(&mut node, stands, pointer)?;
        self.spare.push(node);
        Ok(id)
    }

    /// A key that is not spelt as the context spells it: an IRI, a name without its profile, an unknown one.
    pub(super) fn other(&mut self, node: &mut Node, key: &str, pointer: &str) -> Result<(), ReadError> {
        let term = context::term(key);
        if let Some(known) = keys::find(&term) {
            return self.member(node, known, pointer);
        }
        self.json.peek()?;
        let place = self.json.place();
        let shown: String = key.chars().take(80).collect();
        if key == "licenseDeclared" {
            self.deviates(NoteCode::UnknownKey, "an element", shown, place);
            node.license = self.text("licenseDeclared")?;
            return Ok(());
        }
        self.deviates(NoteCode::UnknownKey, "an element", shown.clone(), place);
        if let Some(known) = keys::loose(&term) {
            return self.member(node, known, pointer);
        }
        let nested = matches!(self.json.peek()?, ValueKind::Object | ValueKind::Array);
        let rows = self.draft.parts.len();
        self.astray(&format!("{pointer}/{shown}"))?;
        let filled = self.json.place().offset > place.offset + 4;
        if self.draft.parts.len() > rows {
            let message = phrase!("`{}` is not a key of an element, but holds what looks like a component", shown);
            self.note(NoteCode::HiddenContainer, place, message);
        } else if let (Some(near), true, true) = (keys::nearly(key), nested, filled) {
            let message = phrase!("`{}` nearly spells `{}`: what it holds would not be judged", shown, near);
            self.note(NoteCode::HiddenContainer, place, message);
        }
        Ok(())
    }

    /// Reads the value of a known key.
    pub(super) fn member(&mut self, node: &mut Node, known: Known, pointer: &str) -> Result<(), ReadError> {
        if !node.seen.mark(known) {
            let message =
                phrase!("`{}` stands twice in one object, in two spellings: readers differ on which one counts", known.name);
            let place = self.json.place();
            self.note(NoteCode::KeyRespelled, place, message);
        }
        node.says |= known.read != Read::Id;
        match known.read {
            Read::Id => {
                if self.scalar(known.name)?.is_some() {
                    node.id = Some(self.identifier());
                }
            }
            Read::Type => self.class(node)?,
            Read::Text(slot @ (Slot::Summary | Slot::Description | Slot::LicenseText)) => {
                node.texts[slot as usize] = self.beginning(known.name)?;
                if slot == Slot::LicenseText {
                    node.terms = Terms::told(&self.scratch);
                    node.spoken = names_a_model(&self.scratch).then(|| self.scratch.as_str().into());
                }
            }
            Read::Text(slot @ Slot::Statement) => {
                if let Some(place) = self.scalar(known.name)? {
                    self.draft.overhear(None, &self.scratch, place);
                    node.texts[slot as usize] = self.draft.remark(&self.scratch);
                }
            }
            Read::Text(slot @ (Slot::Copyright | Slot::Value)) => node.texts[slot as usize] = self.prose(known.name)?,
            Read::Text(slot @ (Slot::Name | Slot::Purl | Slot::Download | Slot::Homepage)) => {
                node.texts[slot as usize] = self.rare(known.name)?;
            }
            Read::Text(slot) => node.texts[slot as usize] = self.text(known.name)?,
            Read::Word(slot @ Slot::Value) => node.texts[slot as usize] = self.digest(known.name)?,
            Read::Word(slot) => node.texts[slot as usize] = self.word(known.name)?,
            Read::Refs(link) => self.references(node, link, known.name, pointer)?,
            Read::Keep(facet) => self.keep(node, facet, known.name)?,
            Read::Extension => self.extension(node, pointer)?,
            Read::CdxProperty => self.cdx_properties(node)?,
            Read::Skip if matches!(self.json.peek()?, ValueKind::Object | ValueKind::Array) => {
                self.astray(&format!("{pointer}/{}", known.name))?;
            }
            Read::Skip if self.json.peek()? == ValueKind::String => {
                let place = self.json.place();
                self.draft.overhear(None, self.json.string()?, place);
            }
            Read::Skip => self.json.skip()?,
        }
        Ok(())
    }

    /// `type`: one class.
    fn class(&mut self, node: &mut Node) -> Result<(), ReadError> {
        self.json.peek()?;
        let place = self.json.place();
        self.each("type", |reader| {
            if reader.scalar("type")?.is_none() {
                return Ok(());
            }
            let term = context::term(&reader.scratch);
            let found = class::find(&term);
            let (class, exact, name) = match &found {
                Some(found) => (found.class, found.exact, Cow::Borrowed(found.name)),
                None => (Class::Unknown, false, term),
            };
            let name = reader.draft.texts.intern(&name);
            if node.declared.is_some_and(|declared| declared != name) {
                let message = phrase!("an element of two classes: which one counts cannot be told");
                reader.note(NoteCode::Unidentified, place, message);
            }
            node.class = Some(class);
            node.declared = Some(name);
            if !exact {
                let shown: String = reader.scratch.chars().take(80).collect();
                reader.deviates(NoteCode::UnknownValue, "class", shown, place);
            }
            Ok(())
        })
    }

    /// Text that is kept for its AI or dataset meaning, and as a property.
    fn keep(&mut self, node: &mut Node, facet: Facet, name: &'static str) -> Result<(), ReadError> {
        self.json.peek()?;
        let place = self.json.place();
        if matches!(facet, Facet::Phase | Facet::SeeAlso | Facet::Locator) {
            return self.each(name, |reader| {
                let Some(text) = reader.word(name)?.get().value() else { return Ok(()) };
                match facet {
                    Facet::Phase => node.phases.push(text),
                    Facet::Locator => node.locators.push(text),
                    _ if node.see_also == Packed::default() => node.see_also = Stated::Value(text).into(),
                    _ => {}
                }
                Ok(())
            });
        }
        let mut told = Told::default();
        self.tell(name, &mut told)?;
        if told.silent() {
            return Ok(());
        }
        let value = self.draft.say(&told.text);
        match facet {
            Facet::Plain => {}
            Facet::Confidentiality => node.item.get_or_insert_default().classification = value,
            Facet::Sensitive => node.item.get_or_insert_default().sensitive = told.presence(),
            Facet::Data => {
                node.item.get_or_insert_default();
            }
            _ => fill(node.card.get_or_insert_default(), facet, value, &told),
        }
        let property = Property { name: self.draft.texts.intern(&format!("spdx3:{name}")), value };
        node.properties.push((property, place));
        Ok(())
    }
}

/// How a model learns, as CycloneDX lists it for `modelParameters.approach`.
const APPROACHES: [&str; 5] = ["supervised", "unsupervised", "self-supervised", "semi-supervised", "reinforcement-learning"];

/// What a key of the AI profile says, in the field of the model card that means the same.
fn fill(card: &mut Card, facet: Facet, value: Packed<Text>, told: &Told) {
    match facet {
        Facet::Task => card.task = value,
        Facet::Family => {
            card.architecture_family = value;
            if APPROACHES.contains(&told.text.as_str()) {
                card.approach = value;
            }
        }
        Facet::Uses => card.use_cases = told.count(),
        Facet::Limitations => card.limitations = told.count(),
        Facet::Metrics => card.metrics = told.count(),
        Facet::Energy => card.energy = told.count(),
        _ => {}
    }
}
