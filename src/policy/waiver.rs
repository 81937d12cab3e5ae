//! Exceptions the operator grants: bound to a rule and one exact component, with a reason, a name and an end.

use super::diagnostic::{PolicyError, SourceText};
use super::pack::{day, day_schema, maybe_day, start};
use super::shipped::yaml;
use crate::base::{Phrase, phrase};
use crate::check::Binding;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// One exception. All of it is mandatory; of `component` and `digest` at least one.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule it lifts.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
    /// Package URL with version of the one component.
    #[schemars(with = "Option<String>", regex(pattern = "^pkg:.*@"))]
    pub component: Option<Spanned<String>>,
    /// SHA-256 of the one component, hex; for a rule on the bill, of the bill.
    #[schemars(with = "Option<String>", regex(pattern = "^[0-9a-fA-F]{64}$"))]
    pub digest: Option<Spanned<String>>,
    /// Why.
    pub reason: String,
    /// Who granted it.
    pub approved_by: String,
    /// Day it was granted.
    #[serde(default, deserialize_with = "maybe_day")]
    #[schemars(schema_with = "day_schema")]
    pub granted: Option<Date>,
    /// Last day it holds, to its end, UTC.
    #[serde(deserialize_with = "day")]
    #[schemars(schema_with = "day_schema")]
    pub expires: Date,
}

/// Exceptions the operator grants.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "bomgate waivers")]
pub(super) struct WaiversShape {
    /// The exceptions.
    waivers: Vec<Waiver>,
}

/// The year from which an end is none.
const ENDLESS: i16 = 2100;

/// A file of waivers.
#[derive(Clone, Debug, Default)]
pub struct Waivers {
    /// The file.
    pub source: Option<SourceText>,
    /// Its entries.
    pub entries: Vec<Waiver>,
    /// What each entry is bound to.
    pub bindings: Vec<Binding>,
}

impl Waivers {
    /// Reads a waiver file.
    ///
    /// # Errors
    /// When the shape is wrong, a wildcard is used, a component is named without its version, or reason or approver is empty.
    pub fn read(source: SourceText) -> Result<Self, PolicyError> {
        let shape: WaiversShape = yaml(&source)?;
        let mut bindings = Vec::with_capacity(shape.waivers.len());
        for waiver in &shape.waivers {
            let fail = |value: &Spanned<String>, title: Phrase, help: Phrase| {
                let at = start(&source, value);
                PolicyError::at(&source, at..at + value.value.len().max(1), title).help(help)
            };
            let rule = &waiver.rule;
            if rule.value.contains(['*', '?']) || rule.value.trim().is_empty() {
                return Err(fail(
                    rule,
                    phrase!("`{}` is not one rule", rule.value),
                    phrase!("a waiver lifts one rule for one component; name the rule's id"),
                ));
            }
            if waiver.component.is_none() && waiver.digest.is_none() {
                return Err(fail(
                    rule,
                    phrase!("the waiver of `{}` names no component", rule.value),
                    phrase!("give `component:` (a purl with version) or `digest:` (SHA-256)"),
                ));
            }
            let mut binding = Binding::default();
            if let Some(purl) = &waiver.component {
                binding = binding.to_purl(&purl.value).map_err(|wrong| fail(purl, wrong.phrase(), Phrase::word(wrong.help())))?;
            }
            if let Some(digest) = &waiver.digest {
                binding =
                    binding.to_digest(&digest.value).map_err(|wrong| fail(digest, wrong.phrase(), Phrase::word(wrong.help())))?;
            }
            bindings.push(binding);
            if waiver.expires.year() >= ENDLESS {
                return Err(fail(
                    rule,
                    phrase!("a waiver until {} never ends", waiver.expires),
                    phrase!("name a day somebody will look again"),
                ));
            }
            if let Some(granted) = waiver.granted.filter(|granted| *granted > waiver.expires) {
                return Err(fail(
                    rule,
                    phrase!("a waiver granted on {} ends before, on {}", granted, waiver.expires),
                    phrase!("correct the days"),
                ));
            }
            if waiver.reason.trim().is_empty() || waiver.approved_by.trim().is_empty() {
                return Err(fail(
                    rule,
                    phrase!("the waiver of `{}` has no reason or no approver", rule.value),
                    phrase!("fill `reason:` and `approved_by:`"),
                ));
            }
        }
        Ok(Self { source: Some(source), entries: shape.waivers, bindings })
    }

    /// `file:line` of an entry.
    pub fn place(&self, at: usize) -> String {
        let Some(source) = &self.source else { return String::new() };
        let line = source.line_column(start(source, &self.entries[at].rule)).0;
        format!("{}:{line}", source.name)
    }
}
