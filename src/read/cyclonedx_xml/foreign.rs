//! Elements of other namespaces. The format allows them almost everywhere and gives them no meaning: they are noted. What
//! looks like a component among them would not be judged, so it is refused.

use super::as_json::AsJson;
use crate::base::{Place, phrase};
use crate::model::NoteCode;
use crate::read::ReadError;
use crate::read::xml::{Said, Tag, XmlFault};

const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";

/// Local names that only an element which is a component, or holds some, has.
const CONTAINERS: [&str; 8] =
    ["component", "components", "service", "services", "modelcard", "dependency", "dependencies", "formulation"];

/// What tells a component.
#[derive(Clone, Copy, Default)]
struct Told {
    named: bool,
    versioned: bool,
}

/// A foreign element being passed over.
pub(super) struct Foreign {
    /// Its name.
    pub(super) name: String,
    pub(super) place: Place,
    /// Whether something in it looks like a component.
    pub(super) suspect: bool,
    /// Whether it is an XML signature.
    pub(super) signature: bool,
    /// One entry for each open element.
    open: Vec<Told>,
}

impl Foreign {
    pub(super) fn new(name: &str, place: Place) -> Self {
        Self { name: name.chars().take(80).collect(), place, suspect: false, signature: false, open: Vec::new() }
    }

    /// An element begins: this one, or one inside it.
    pub(super) fn open<'b>(&mut self, local: &str, attributes: impl Iterator<Item = Said<'b>>) {
        self.member(local, "");
        self.suspect |= CONTAINERS.iter().any(|name| name.eq_ignore_ascii_case(local));
        self.open.push(Told::default());
        for said in attributes {
            self.member(said.local, &said.value());
        }
    }

    /// The innermost open element has a part of this name.
    fn member(&mut self, name: &str, value: &str) {
        self.text(value);
        self.suspect |= matches!(name, "purl" | "bom-ref" | "cpe");
        let Some(told) = self.open.last_mut() else { return };
        told.named |= name == "name";
        told.versioned |= name == "version";
        self.suspect |= told.named && told.versioned;
    }

    pub(super) fn text(&mut self, text: &str) {
        self.suspect |= text.trim_start().starts_with("pkg:");
    }

    /// An element ends; whether it was the outermost.
    pub(super) fn close(&mut self) -> bool {
        self.open.pop();
        self.open.is_empty()
    }
}

impl AsJson<'_> {
    /// Begins to pass over an element of another namespace.
    pub(super) fn pass(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        let uri = self.xml.uri(tag.space);
        if uri == XINCLUDE {
            return Err(XmlFault::Include.at(self.xml.start()).into());
        }
        let mut foreign = Foreign::new(tag.local, self.xml.start());
        foreign.suspect = uri.contains("cyclonedx.org/schema/bom");
        foreign.open(tag.local, self.xml.attributes(tag));
        foreign.signature = uri == SIGNATURE && tag.local == "Signature";
        self.foreign = Some(foreign);
        Ok(())
    }

    pub(super) fn passed(&mut self) -> Result<(), ReadError> {
        let Some(foreign) = self.foreign.take_if(|foreign| foreign.close()) else { return Ok(()) };
        if foreign.suspect {
            let what = phrase!("element `{}` holds what looks like a component, where it would not be judged", &foreign.name);
            return self.note(NoteCode::HiddenContainer, foreign.place, what);
        }
        if foreign.signature {
            let of_document = self.frames.len() == 1;
            self.aside.borrow_mut().signed |= of_document;
            return Ok(());
        }
        self.note(NoteCode::ForeignContent, foreign.place, phrase!("element `{}`", foreign.name))
    }
}
