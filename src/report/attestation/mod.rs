//! The verdict as others may rely on it: an in-toto statement, and a CycloneDX document of declarations.

mod declarations;
mod requirements;
mod statement;

pub use statement::{Attested, Delivered, PREDICATE, Policy, Predicate, STATEMENT, Share, Statement};

pub(super) use declarations::write as cdxa;
pub(super) use statement::write as intoto;

use super::{Delivery, View};
use sha2::{Digest, Sha256};

/// A serial number made from what a document rests on: the bills, the packs, the lists, the day, and what the document is.
/// The same for the same; a UUID of version 8 (RFC 9562, section 5.8) over SHA-256.
pub(super) fn serial(view: &View<'_>, what: &str) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update(text.len().to_le_bytes());
        hash.update(text);
    };
    add(what);
    add(env!("CARGO_PKG_VERSION"));
    add(&view.gate.as_of.to_string());
    add(view.gate.lists.digest());
    view.gate.plan.packs.iter().for_each(|pack| add(&pack.sha256));
    view.gate.papers.iter().for_each(|paper| add(&paper.sha256));
    view.gate.sources().iter().for_each(|source| add(&source.sha256));
    for delivery in view.deliveries {
        add(&delivery.name);
        add(sha256(delivery).unwrap_or_default());
        add(delivery.verdict().word());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The digest of the bill as given; none where it could not be read.
fn sha256(delivery: &Delivery) -> Option<&str> {
    delivery.result.as_ref().ok().map(|judged| judged.bom.document.sha256.as_str())
}
