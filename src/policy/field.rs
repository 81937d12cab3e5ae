//! The table of fields: what an expression may name, its type, its meaning, where formats carry it.
//!
//! One table feeds the type checker, `bomgate policy fields` and the documentation.

mod card;
mod component;
mod document;
mod formats;
mod items;
mod origin;

pub use document::{buyer_facts, buyer_fields};
pub use formats::{Spdx, spdx};

use crate::base::{Phrase, phrase};
use crate::check::Scene;
use crate::model::Stated;
use jiff::civil::Date;

/// What a variable of an expression stands for: which fields it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Domain {
    /// The bill.
    Bom,
    /// The buyer.
    Buyer,
    /// One component.
    Component,
    /// One relation between two components.
    Link,
    /// One licence entry of a component.
    License,
    /// One digest of a component.
    Hash,
    /// One external reference of a component.
    Reference,
    /// One property of a component.
    Property,
    /// One party.
    Party,
    /// One origin of a component.
    Origin,
    /// One note on a component or the bill.
    Note,
    /// One remark on a component.
    Annotation,
    /// One data item of a component.
    Data,
    /// One data flow of a service.
    Flow,
    /// One statement of completeness.
    Composition,
    /// One word of a list of words; it has no fields, it is compared itself.
    Word,
}

impl Domain {
    /// What it is called in messages and documentation.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::Buyer => "buyer",
            Self::Component => "component",
            Self::Link => "link",
            Self::License => "licence entry",
            Self::Hash => "hash",
            Self::Reference => "reference",
            Self::Property => "property",
            Self::Party => "party",
            Self::Origin => "origin",
            Self::Note => "note",
            Self::Annotation => "annotation",
            Self::Data => "data item",
            Self::Flow => "data flow",
            Self::Composition => "composition",
            Self::Word => "word",
        }
    }
}

/// Reads a text of the element at an index.
pub type GetText = for<'s> fn(&'s Scene<'_>, u32) -> Stated<&'s str>;
/// Reads a number.
pub type GetNumber = fn(&Scene<'_>, u32) -> Stated<f64>;
/// Reads a truth value.
pub type GetBool = fn(&Scene<'_>, u32) -> Stated<bool>;
/// Reads a day.
pub type GetDate = fn(&Scene<'_>, u32) -> Stated<Date>;
/// Appends the elements of a list and says whether the list is stated.
pub type GetList = fn(&Scene<'_>, u32, &mut Vec<u32>) -> Stated<()>;

/// How a field is read; its type.
#[derive(Clone, Copy)]
pub enum Get {
    /// A text.
    Text(GetText),
    /// A number.
    Number(GetNumber),
    /// Yes or no.
    Bool(GetBool),
    /// A day.
    Date(GetDate),
    /// A list of elements of a domain.
    List(Domain, GetList),
    /// One component.
    One(fn(&Scene<'_>, u32) -> u32),
    /// A fact of the buyer, by the name of the field.
    BuyerFact,
}

impl Get {
    /// The type in a word.
    pub fn kind(&self) -> Phrase {
        match self {
            Self::Text(_) => phrase!("text"),
            Self::Number(_) => phrase!("number"),
            Self::Bool(_) | Self::BuyerFact => phrase!("yes/no"),
            Self::Date(_) => phrase!("date"),
            Self::List(domain, _) => phrase!("list of {}", Phrase::word(domain.word())),
            Self::One(_) => Phrase::word("component"),
        }
    }
}

/// One field.
#[derive(Clone)]
pub struct Field {
    /// Its path below the variable: `supplier.name`.
    pub path: &'static str,
    /// How it is read.
    pub get: Get,
    /// What it means.
    pub doc: &'static str,
    /// Where CycloneDX carries it; empty when bomgate derives it or the operator states it.
    pub cyclonedx: &'static str,
}

/// The fields of a domain.
pub fn fields(domain: Domain) -> &'static [Field] {
    match domain {
        Domain::Bom => document::BOM,
        Domain::Buyer => document::BUYER,
        Domain::Composition => document::COMPOSITION,
        Domain::Component => &COMPONENT,
        Domain::Link => items::LINK,
        Domain::License => items::LICENSE,
        Domain::Hash => items::HASH,
        Domain::Reference => items::REFERENCE,
        Domain::Property => items::PROPERTY,
        Domain::Party => items::PARTY,
        Domain::Origin => items::ORIGIN,
        Domain::Note => items::NOTE,
        Domain::Annotation => items::ANNOTATION,
        Domain::Data => items::DATA,
        Domain::Flow => items::FLOW,
        Domain::Word => &[],
    }
}

/// The fields of a component, those of its card last.
static COMPONENT: std::sync::LazyLock<Vec<Field>> =
    std::sync::LazyLock::new(|| [component::FIELDS, origin::PLACES, origin::FIELDS, card::FIELDS].concat());

/// Every domain that has fields, in the order of the documentation.
pub const DOMAINS: &[Domain] = &[
    Domain::Bom,
    Domain::Component,
    Domain::License,
    Domain::Hash,
    Domain::Reference,
    Domain::Property,
    Domain::Party,
    Domain::Origin,
    Domain::Annotation,
    Domain::Data,
    Domain::Flow,
    Domain::Note,
    Domain::Composition,
    Domain::Link,
    Domain::Buyer,
];

/// The field of this path.
pub fn find(domain: Domain, path: &str) -> Option<&'static Field> {
    fields(domain).iter().find(|field| field.path == path)
}

/// The domain a field of the table belongs to.
pub fn domain_of(field: &'static Field) -> Option<Domain> {
    DOMAINS.iter().copied().find(|domain| fields(*domain).iter().any(|other| std::ptr::eq(other, field)))
}

/// Whether some field of the domain lies below this path: `supplier` of `supplier.name`.
pub fn is_prefix(domain: Domain, path: &str) -> bool {
    fields(domain).iter().any(|field| field.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

const fn text(path: &'static str, get: GetText, doc: &'static str, cyclonedx: &'static str) -> Field {
    Field { path, get: Get::Text(get), doc, cyclonedx }
}

const fn number(path: &'static str, get: GetNumber, doc: &'static str, cyclonedx: &'static str) -> Field {
    Field { path, get: Get::Number(get), doc, cyclonedx }
}

const fn boolean(path: &'static str, get: GetBool, doc: &'static str, cyclonedx: &'static str) -> Field {
    Field { path, get: Get::Bool(get), doc, cyclonedx }
}

const fn list(path: &'static str, of: Domain, get: GetList, doc: &'static str, cyclonedx: &'static str) -> Field {
    Field { path, get: Get::List(of, get), doc, cyclonedx }
}
