//! What stands behind the references of a node: elements, checksums, identifiers, addresses, CycloneDX properties.

use super::Reader;
use super::class::Class;
use super::keys::{self, Link, Slot};
use super::node::{Extra, Node, Pointer, Stands};
use crate::base::Place;
use crate::model::{NoteCode, Packed, Property};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;

impl Reader<'_> {
    /// The references of one key: identifiers, or objects where they stand.
    pub(super) fn references(
        &mut self,
        node: &mut Node,
        link: Link,
        field: &'static str,
        pointer: &str,
    ) -> Result<(), ReadError> {
        let mut at = 0;
        self.each(field, |reader| {
            let kind = reader.json.peek()?;
            let place = reader.json.place();
            at += 1;
            let pointer = match kind {
                ValueKind::Object => format!("{pointer}/{field}/{}", at - 1),
                _ => String::new(),
            };
            match (kind, link) {
                (ValueKind::Object, Link::VerifiedUsing | Link::Identifiers | Link::References) => {
                    reader.extra(node, link, &pointer)
                }
                (ValueKind::Object, Link::Import) => reader.import(&pointer),
                (ValueKind::Object, _) => {
                    if let Some(to) = reader.object(Stands::Element, &pointer)? {
                        node.pointers.push(Pointer { link, to, place });
                    }
                    Ok(())
                }
                _ => {
                    if reader.scalar(field)?.is_some() {
                        let to = reader.identifier();
                        node.pointers.push(Pointer { link, to, place });
                    }
                    Ok(())
                }
            }
        })
    }

    /// Reads the object that stands next without keeping it; an object with the class of an element is kept all the same.
    fn value_node(&mut self, pointer: &str) -> Result<Box<Node>, ReadError> {
        let start = self.json.place();
        let mut node = self.node(start);
        self.json.begin_object()?;
        while let Some(key) = self.json.next_key()? {
            match keys::find(key) {
                Some(known) => self.member(&mut node, known, pointer)?,
                None => {
                    let key = key.to_owned();
                    self.other(&mut node, &key, pointer)?;
                }
            }
        }
        Ok(node)
    }

    /// A checksum, identifier or address where it stands.
    fn extra(&mut self, node: &mut Node, link: Link, pointer: &str) -> Result<(), ReadError> {
        let mut found = self.value_node(pointer)?;
        let expected = match link {
            Link::VerifiedUsing => Class::Hash,
            Link::Identifiers => Class::Identifier,
            _ => Class::Reference,
        };
        match found.class {
            Some(Class::Hash | Class::Verification | Class::Identifier | Class::Reference) => {}
            // Real documents leave the class out, where the key tells it.
            None if found.says => {
                found.class = Some(expected);
                self.deviates(NoteCode::MissingKey, "an object", "type", found.start);
            }
            // A reference to an object of the graph.
            None => node.pointers.extend(found.id.map(|to| Pointer { link, to, place: found.start })),
            Some(_) => {
                self.commit(&mut found, Stands::Astray, pointer)?;
            }
        }
        self.extras_of(&found, &mut node.extras);
        self.spare.push(found);
        Ok(())
    }

    /// What a node of such a class says, as entries of the element it belongs to.
    pub(super) fn extras_of(&mut self, found: &Node, into: &mut Vec<Extra>) {
        let place = found.start;
        let kind = found.word(if found.class == Some(Class::Hash) { Slot::Algorithm } else { Slot::Kind });
        let value = found.word(Slot::Value);
        match found.class {
            Some(Class::Hash) => match (kind, value) {
                (Some(algorithm), Some(value)) => into.push(Extra::Hash { algorithm, value, place }),
                _ => self.deviates(NoteCode::MissingKey, "a hash", "algorithm` or `hashValue", place),
            },
            Some(Class::Verification) => {
                let kind = found.declared.or(kind);
                into.extend(kind.zip(value).map(|(kind, value)| Extra::Verification { kind, value }));
            }
            Some(Class::Identifier) => match (kind, value) {
                (Some(kind), Some(value)) => into.push(Extra::Identifier { kind, value, place }),
                (_, None) if found.text(Slot::Value) != Packed::default() => {}
                _ => self.deviates(NoteCode::MissingKey, "an external identifier", "identifier", place),
            },
            Some(Class::Reference) => {
                let kind = kind.unwrap_or_else(|| self.draft.texts.intern("other"));
                into.extend(found.locators.iter().map(|url| Extra::Reference { kind, url: *url, place }));
            }
            _ => {}
        }
    }

    /// `import`: an element of another document, which is not here.
    fn import(&mut self, pointer: &str) -> Result<(), ReadError> {
        let found = self.value_node(pointer)?;
        self.imported(&found);
        self.spare.push(found);
        Ok(())
    }

    /// Keeps the identifier an external map names.
    pub(super) fn imported(&mut self, found: &Node) {
        let before = self.graph.imports.len();
        self.graph.imports.extend(found.to(Link::External).map(|pointer| (pointer.to, pointer.place)));
        if self.graph.imports.len() == before {
            self.deviates(NoteCode::MissingKey, "an external map", "externalSpdxId", found.start);
        }
    }

    /// `extension`: of all extensions, CycloneDX properties are known. Source: SPDX 3.0.1, Extension profile.
    pub(super) fn extension(&mut self, node: &mut Node, pointer: &str) -> Result<(), ReadError> {
        self.each("extension", |reader| {
            if reader.json.peek()? != ValueKind::Object {
                return reader.astray(pointer);
            }
            let mut found = reader.value_node(&format!("{pointer}/extension"))?;
            if !matches!(found.class, Some(Class::Value | Class::Unknown) | None) {
                reader.commit(&mut found, Stands::Astray, pointer)?;
            }
            node.properties.append(&mut found.properties);
            reader.spare.push(found);
            Ok(())
        })
    }

    /// `extension_cdxProperty`: name and value pairs.
    pub(super) fn cdx_properties(&mut self, node: &mut Node) -> Result<(), ReadError> {
        self.each("extension_cdxProperty", |reader| {
            reader.json.peek()?;
            let place: Place = reader.json.place();
            if reader.json.peek()? != ValueKind::Object {
                return reader.astray("");
            }
            let found = reader.value_node("")?;
            match found.word(Slot::PropertyName) {
                Some(name) => node.properties.push((Property { name, value: found.text(Slot::Value) }, place)),
                None => reader.deviates(NoteCode::MissingKey, "a property", "extension_cdxPropName", place),
            }
            reader.spare.push(found);
            Ok(())
        })
    }
}
