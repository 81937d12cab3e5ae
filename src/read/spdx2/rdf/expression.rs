//! Licences of the graph as the expressions the other syntaxes write. Source: SPDX 2.3, annex C and D.

use super::names::{Name, SPDX};
use super::store::{Node, Object};
use super::{Reader, decoded, fault};
use crate::base::{Place, phrase};
use crate::read::error::ReadError;

/// Sets inside each other.
const NESTED: usize = 32;

impl Reader<'_> {
    /// The expression an object stands for.
    pub(super) fn expression(&self, object: Object, place: Place) -> Result<String, ReadError> {
        match object {
            Object::Text(text) if self.graph.text(text).trim().is_empty() => Ok(String::new()),
            _ => self.term(object, place, 0),
        }
    }

    fn term(&self, object: Object, place: Place, depth: usize) -> Result<String, ReadError> {
        if depth >= NESTED {
            return Err(ReadError::Limit { place, what: "licence sets inside each other", limit: NESTED });
        }
        let found = match (object, self.node(object)) {
            (Object::Text(text), _) => self.graph.text(text).trim().to_owned(),
            (_, Some(node)) if !self.graph.silent(node) || self.graph.uri(node).is_empty() => self.set(node, place, depth)?,
            (Object::Uri(uri), _) => last(self.graph.text(uri)),
            (Object::Term(term), _) => last(self.graph.term(term).0),
            (_, Some(node)) => last(self.graph.uri(node)),
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
        let one = |wanted| self.graph.objects(node, wanted).next();
        let kind = self.graph.names.text(node.kind);
        match kind {
            "ConjunctiveLicenseSet" | "DisjunctiveLicenseSet" => {
                let joint = if kind.starts_with('C') { " AND " } else { " OR " };
                let mut members = Vec::new();
                for member in self.graph.objects(node, Name::MEMBER) {
                    members.push(self.term(member, place, depth + 1)?);
                    if members.iter().map(String::len).sum::<usize>() > self.license {
                        return Err(ReadError::Limit { place, what: "bytes of one licence", limit: self.license });
                    }
                }
                // RDF keeps no order; one order for all readings.
                members.sort();
                Ok(if members.is_empty() { String::new() } else { format!("({})", members.join(joint)) })
            }
            "OrLaterOperator" => match one(Name::MEMBER) {
                Some(member) => Ok(format!("{}+", self.term(member, place, depth + 1)?)),
                None => Ok(String::new()),
            },
            "WithExceptionOperator" => match (one(Name::MEMBER), one(Name::EXCEPTION)) {
                (Some(member), Some(exception)) => {
                    let license = self.term(member, place, depth + 1)?;
                    let ids = self.node(exception).and_then(|node| self.graph.objects(node, Name::EXCEPTION_ID).next());
                    let exception = ids.map_or_else(|| last(self.text(exception)), |id| self.text(id).to_owned());
                    Ok(format!("{license} WITH {exception}"))
                }
                _ => Ok(String::new()),
            },
            "SpdxNoAssertionLicense" => Ok("NOASSERTION".to_owned()),
            "SpdxNoneLicense" => Ok("NONE".to_owned()),
            _ => Ok(one(Name::LICENSE_ID).map_or_else(|| last(self.graph.uri(node)), |id| self.text(id).to_owned())),
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
