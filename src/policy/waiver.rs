//! Exceptions the operator grants: bound to a rule and one exact component, with a reason, a name and an end.

use super::cite::day;
use super::diagnostic::{PolicyError, SourceText};
use super::pack::start;
use super::shipped::yaml;
use crate::model::parse_purl;
use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// One exception. All of it is mandatory; of `component` and `digest` at least one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule it lifts.
    pub rule: Spanned<String>,
    /// Package URL with version of the one component.
    pub component: Option<Spanned<String>>,
    /// SHA-256 of the one component, hex.
    pub digest: Option<Spanned<String>>,
    /// Why.
    pub reason: String,
    /// Who granted it.
    pub approved_by: String,
    /// Last day it holds, UTC.
    #[serde(deserialize_with = "day")]
    pub expires: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    waivers: Vec<Waiver>,
}

/// A file of waivers.
#[derive(Clone, Debug, Default)]
pub struct Waivers {
    /// The file.
    pub source: Option<SourceText>,
    /// Its entries.
    pub entries: Vec<Waiver>,
}

impl Waivers {
    /// Reads a waiver file.
    ///
    /// # Errors
    /// When the shape is wrong, a wildcard is used, a component is named without its version, or reason or approver is empty.
    pub fn read(source: SourceText) -> Result<Self, PolicyError> {
        let shape: Shape = yaml(&source)?;
        for waiver in &shape.waivers {
            let fail = |value: &Spanned<String>, title: String, help: &str| {
                let at = start(&source, value);
                PolicyError::at(&source, at..at + value.value.len().max(1), title).help(help)
            };
            let rule = &waiver.rule;
            if rule.value.contains(['*', '?']) || rule.value.trim().is_empty() {
                return Err(fail(
                    rule,
                    format!("`{}` is not one rule", rule.value),
                    "a waiver lifts one rule for one component; name the rule's id",
                ));
            }
            match (&waiver.component, &waiver.digest) {
                (None, None) => {
                    return Err(fail(
                        rule,
                        format!("the waiver of `{}` names no component", rule.value),
                        "give `component:` (a purl with version) or `digest:` (SHA-256)",
                    ));
                }
                (Some(purl), _) => match parse_purl(&purl.value) {
                    Ok(parts) if parts.version.as_deref().is_some_and(|version| !version.contains('*')) => {}
                    Ok(_) => {
                        return Err(fail(
                            purl,
                            format!("`{}` names no version", purl.value),
                            "a waiver holds for one exact delivery; write pkg:type/name@version",
                        ));
                    }
                    Err(fault) => return Err(fail(purl, format!("`{}` {fault}", purl.value), "write pkg:type/name@version")),
                },
                (None, Some(_)) => {}
            }
            if let Some(digest) = &waiver.digest
                && !(digest.value.len() == 64 && digest.value.bytes().all(|byte| byte.is_ascii_hexdigit()))
            {
                return Err(fail(digest, format!("`{}` is not a SHA-256 digest", digest.value), "write 64 hex digits"));
            }
            if waiver.reason.trim().is_empty() || waiver.approved_by.trim().is_empty() {
                return Err(fail(
                    rule,
                    format!("the waiver of `{}` has no reason or no approver", rule.value),
                    "fill `reason:` and `approved_by:`",
                ));
            }
        }
        Ok(Self { source: Some(source), entries: shape.waivers })
    }

    /// `file:line` of an entry.
    pub fn place(&self, at: usize) -> String {
        let Some(source) = &self.source else { return String::new() };
        let line = source.line_column(start(source, &self.entries[at].rule)).0;
        format!("{}:{line}", source.name)
    }
}
