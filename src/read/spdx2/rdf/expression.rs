//! Licences of the graph as the expressions the other syntaxes write. Source: SPDX 2.3, annex C and D.

use super::graph::{Node, Object, SPDX};
use super::{Reader, decoded, fault};
use crate::base::{Place, phrase};
use crate::read::error::ReadError;
use std::borrow::Cow;

/// Sets inside each other.
const NESTED: usize = 32;

impl Reader<'_> {
    /// The expression an object stands for.
    pub(super) fn expression(&self, object: &Object, place: Place) -> Result<String, ReadError> {
        match object {
            Object::Text(text) if text.trim().is_empty() => Ok(String::new()),
            _ => self.term(object, place, 0),
        }
    }

    fn term(&self, object: &Object, place: Place, depth: usize) -> Result<String, ReadError> {
        if depth >= NESTED {
            return Err(ReadError::Limit { place, what: "licence sets inside each other", limit: NESTED });
        }
        let found = match (object, self.node(object)) {
            (Object::Text(text), _) => text.trim().to_owned(),
            (_, Some(node)) if !node.said.is_empty() || node.uri.is_empty() => self.set(node, place, depth)?,
            (Object::Uri(uri), _) => last(uri),
            (_, Some(node)) => last(&node.uri),
            (Object::Node(_), None) => String::new(),
        };
        if found.is_empty() {
            return fault(place, phrase!("a licence that says nothing"));
        }
        if found.len() > self.license {
            return Err(ReadError::Limit { place, what: "bytes of one licence", limit: self.license });
        }
        Ok(found)
    }

    fn set(&self, node: &Node, place: Place, depth: usize) -> Result<String, ReadError> {
        let one = |wanted| node.objects(wanted).next();
        match &*node.kind {
            "ConjunctiveLicenseSet" | "DisjunctiveLicenseSet" => {
                let joint = if node.kind.starts_with('C') { " AND " } else { " OR " };
                let mut members = Vec::new();
                for member in node.objects("member") {
                    members.push(self.term(member, place, depth + 1)?);
                    if members.iter().map(String::len).sum::<usize>() > self.license {
                        return Err(ReadError::Limit { place, what: "bytes of one licence", limit: self.license });
                    }
                }
                // RDF keeps no order; one order for all readings.
                members.sort();
                Ok(if members.is_empty() { String::new() } else { format!("({})", members.join(joint)) })
            }
            "OrLaterOperator" => match one("member") {
                Some(member) => Ok(format!("{}+", self.term(member, place, depth + 1)?)),
                None => Ok(String::new()),
            },
            "WithExceptionOperator" => match (one("member"), one("licenseException")) {
                (Some(member), Some(exception)) => {
                    let license = self.term(member, place, depth + 1)?;
                    let id =
                        self.node(exception).and_then(|node| node.objects("licenseExceptionId").next()).map(|id| self.text(id));
                    let exception = id.map_or_else(|| last(&self.text(exception)), Cow::into_owned);
                    Ok(format!("{license} WITH {exception}"))
                }
                _ => Ok(String::new()),
            },
            "SpdxNoAssertionLicense" => Ok("NOASSERTION".to_owned()),
            "SpdxNoneLicense" => Ok("NONE".to_owned()),
            _ => Ok(one("licenseId").map_or_else(|| last(&node.uri), |object| self.text(object).into_owned())),
        }
    }
}

/// The id at the end of the address of a licence.
fn last(uri: &str) -> String {
    match uri.strip_prefix(SPDX) {
        Some(term) => term.to_uppercase(),
        None => decoded(uri.rsplit(['#', '/']).next().unwrap_or_default()).into_owned(),
    }
}
