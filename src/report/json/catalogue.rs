//! The catalogue of dangerous components, for the receipt.

use super::shape;
use crate::gate::Gate;

/// Which edition was asked.
pub(super) fn receipt(gate: &Gate) -> shape::Catalogue<'_> {
    let catalogue = gate.lists.catalogue();
    shape::Catalogue {
        version: &catalogue.head.version,
        as_of: catalogue.head.as_of.to_string(),
        expires: catalogue.head.expires.to_string(),
        expired: catalogue.expired(gate.as_of),
        sha256: &catalogue.digest,
        signed_by: catalogue.signed_by.as_deref(),
        entries: catalogue.entries.len(),
        not_by_machine: catalogue.by_hand().map(|entry| entry.id.as_str()).collect(),
    }
}
