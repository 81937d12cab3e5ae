//! The operator's evidence file: documents, each bound to what it is about.

use super::diagnostic::{PolicyError, SourceText};
use super::pack::{day, day_schema, is_name, maybe_day, start};
use super::shipped::yaml;
use super::statement::{StatementShape, statements};
use crate::base::{Phrase, phrase};
use crate::check::{Binding, BindingFault, Covers, Document, Evidence, Grade, Integrity};
use crate::enrich::Lists;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Unexpected, Visitor};
use serde_saphyr::Spanned;
use std::collections::BTreeSet;
use std::fmt;

/// Documents a buyer holds, for rules that ask `evidence("kind")`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "bomgate evidence")]
pub(super) struct EvidenceShape {
    /// The documents.
    documents: Vec<DocumentShape>,
}

/// One document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DocumentShape {
    /// Its name in this file.
    #[schemars(with = "String")]
    id: Spanned<String>,
    /// Its kind, as rules ask for it: lower-case letters, digits and hyphens.
    #[schemars(with = "String", regex(pattern = "^[a-z0-9-]+$"))]
    kind: Spanned<String>,
    /// What it is about.
    subject: SubjectShape,
    /// Its title.
    title: String,
    /// The attached file, relative to this one.
    file: Option<String>,
    /// SHA-256 the attached file must have.
    #[schemars(with = "Option<String>", regex(pattern = "^[0-9a-fA-F]{64}$"))]
    sha256: Option<Spanned<String>>,
    /// The day it was made.
    #[serde(deserialize_with = "day")]
    #[schemars(schema_with = "day_schema")]
    date: Date,
    /// The last day it holds.
    #[serde(default, deserialize_with = "maybe_day")]
    #[schemars(schema_with = "day_schema")]
    valid_until: Option<Date>,
    /// Who made it. Mandatory for grade E2.
    issuer: Option<String>,
    /// Where it can be seen.
    url: Option<String>,
    /// How much it proves. Default: E1 with a file, E0 without.
    grade: Option<GradeWord>,
    /// Who it says stands behind the part, and where. The subject must be one component or delivery.
    #[serde(default)]
    states: Vec<StatementShape>,
    /// What could take the part's place; `none` where nothing can.
    #[schemars(with = "Option<String>")]
    alternative: Option<Spanned<String>>,
    /// Whether the delivery does not do its work without the part.
    critical: Option<bool>,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
enum GradeWord {
    /// Somebody says there is one.
    E0,
    /// The document is attached.
    E1,
    /// A third party attests it.
    E2,
}

/// `all`, or what exactly.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum SubjectShape {
    /// Every delivery.
    All,
    /// One delivery or component.
    #[schemars(untagged)]
    One(OneShape),
}

/// By hand, because serde's untagged enums forget places and "did you mean".
impl<'de> Deserialize<'de> for SubjectShape {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Subject;
        impl<'de> Visitor<'de> for Subject {
            type Value = SubjectShape;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("`all`, or a map of `delivery`, `component`, `digest`")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<SubjectShape, E> {
                if word == "all" { Ok(SubjectShape::All) } else { Err(E::invalid_value(Unexpected::Str(word), &self)) }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SubjectShape, A::Error> {
                OneShape::deserialize(MapAccessDeserializer::new(map)).map(SubjectShape::One)
            }
        }
        from.deserialize_any(Subject)
    }
}

/// What is stated must hold, all of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OneShape {
    /// Deliveries by the name of their subject, or `name@version`.
    delivery: Option<String>,
    /// One component: package URL with version, or `name@version`.
    #[schemars(with = "Option<String>")]
    component: Option<Spanned<String>>,
    /// SHA-256 of the component, or of the bill of the delivery.
    #[schemars(with = "Option<String>", regex(pattern = "^[0-9a-fA-F]{64}$"))]
    digest: Option<Spanned<String>>,
}

/// Reads an evidence file, the countries it names by the list. Attached files are not looked at: [`Document::integrity`] is left unchecked.
///
/// # Errors
/// When the shape is wrong, an id is used twice, a kind is no name, a subject is nothing exact, a grade is claimed that
/// the document cannot have, or a statement says nothing exact or is about no one thing.
pub fn read_evidence(source: &SourceText, lists: &Lists) -> Result<Evidence, PolicyError> {
    let shape: EvidenceShape = yaml(source)?;
    let mut ids = BTreeSet::new();
    let documents = shape
        .documents
        .into_iter()
        .map(|document| {
            let at = |value: &Spanned<String>, title: Phrase| {
                let from = start(source, value);
                PolicyError::at(source, from..from + value.value.len().max(1), title)
            };
            let id = &document.id;
            if id.value.trim().is_empty() || !ids.insert(id.value.clone()) {
                return Err(at(id, phrase!("`{}` does not tell one document from the others", id.value)).help(phrase!("give it an id of its own")));
            }
            if !is_name(&document.kind.value) {
                return Err(at(&document.kind, phrase!("`{}` is no kind of document", document.kind.value))
                    .help(phrase!("use lower-case letters, digits and hyphens, as the rule that asks for it does")));
            }
            if let Some(sha256) = &document.sha256 {
                Binding::default().to_digest(&sha256.value).map_err(|fault| at(sha256, fault.phrase()).help(Phrase::word(fault.help())))?;
            }
            if let Some(last) = document.valid_until.filter(|last| *last < document.date) {
                return Err(at(id, phrase!("`{}` ends on {}, before its day {}", id.value, last, document.date)));
            }
            let covers = covers(document.subject, |value, fault| at(value, fault.phrase()).help(Phrase::word(fault.help()))).map_err(|fault| {
                fault.unwrap_or_else(|| {
                    at(id, phrase!("the subject of `{}` is nothing exact", id.value))
                        .help(phrase!("write `subject: all`, { delivery: NAME }, { component: pkg:type/name@version } or { digest: SHA-256 }"))
                })
            })?;
            let grade = match document.grade {
                Some(GradeWord::E0) => Grade::Stated,
                Some(GradeWord::E1) => Grade::Attached,
                Some(GradeWord::E2) => Grade::Attested,
                None if document.file.is_some() => Grade::Attached,
                None => Grade::Stated,
            };
            if grade == Grade::Attached && document.file.is_none() {
                return Err(at(id, phrase!("`{}` is of grade E1, and no file is attached", id.value)).help(phrase!("give `file:`")));
            }
            if grade == Grade::Attested && document.issuer.as_deref().is_none_or(|issuer| issuer.trim().is_empty()) {
                return Err(at(id, phrase!("`{}` is of grade E2, and nobody attests it", id.value)).help(phrase!("give `issuer:`")));
            }
            let line = source.line_column(start(source, id)).0;
            let says = statements(source, document.states, document.alternative, document.critical, lists)?;
            if matches!(covers, Covers::All) && !says.is_empty() {
                return Err(at(id, phrase!("`{}` says something of every part of every delivery", id.value))
                    .help(phrase!("bind it to what it is about: { component: pkg:type/name@version } or { delivery: NAME }")));
            }
            Ok(Document {
                place: format!("{}:{line}", source.name),
                id: document.id.value,
                kind: document.kind.value,
                title: document.title,
                covers,
                date: document.date,
                valid_until: document.valid_until,
                grade,
                issuer: document.issuer,
                url: document.url,
                file: document.file,
                sha256: document.sha256.map(|sha256| sha256.value.to_ascii_lowercase()),
                integrity: Integrity::Unchecked,
                says,
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Evidence { documents })
}

/// What a document is about; no error in hand where the subject is nothing exact.
fn covers<E>(subject: SubjectShape, fault: impl Fn(&Spanned<String>, BindingFault) -> E) -> Result<Covers, Option<E>> {
    let SubjectShape::One(one) = subject else { return Ok(Covers::All) };
    let digest = |binding: Binding| match &one.digest {
        Some(digest) => binding.to_digest(&digest.value).map_err(|wrong| Some(fault(digest, wrong))),
        None => Ok(binding),
    };
    match (&one.delivery, &one.component, &one.digest) {
        (Some(name), None, None) if !name.trim().is_empty() => Ok(Covers::Delivery(Some(name.clone()), None)),
        (Some(name), None, Some(_)) if !name.trim().is_empty() => {
            Ok(Covers::Delivery(Some(name.clone()), Some(digest(Binding::default())?)))
        }
        (None, Some(component), _) => {
            let binding = Binding::default().to_component(&component.value).map_err(|wrong| Some(fault(component, wrong)))?;
            Ok(Covers::Component(digest(binding)?))
        }
        (None, None, Some(_)) => Ok(Covers::Component(digest(Binding::default())?)),
        _ => Err(None),
    }
}
