//! What the root element tells: the format and its version.

use crate::base::{Place, phrase};
use crate::read::ReadError;

const NAMESPACE: &str = "http://cyclonedx.org/schema/bom/";

/// The version a root element declares by its namespace.
///
/// # Errors
/// When it is no CycloneDX document, or of a version that is not read.
pub(super) fn version(local: &str, uri: &str, place: Place) -> Result<&'static str, ReadError> {
    let shown: String = uri.chars().take(80).collect();
    let Some(version) = uri.strip_prefix(NAMESPACE) else {
        let why = if uri.is_empty() {
            phrase!("the root element `{}` is of no namespace; expected `bom` of `{}1.N`", local, NAMESPACE)
        } else {
            phrase!("the root element `{}` is of namespace `{}`; expected `bom` of `{}1.N`", local, shown, NAMESPACE)
        };
        return Err(ReadError::NotCycloneDx { why });
    };
    if local != "bom" {
        let why = phrase!("the root element is `{}`, expected `bom`", local.chars().take(80).collect::<String>());
        return Err(ReadError::NotCycloneDx { why });
    }
    ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"].into_iter().find(|known| *known == version).ok_or_else(|| {
        let why = if version.starts_with("2.") {
            phrase!("CycloneDX {} is not read yet", version)
        } else if matches!(version, "1.0" | "1.1") {
            phrase!("CycloneDX {} is not read: it is older than bills of services, licences and datasets", version)
        } else {
            phrase!("namespace `{}` is of no version of CycloneDX XML", shown)
        };
        ReadError::UnsupportedVersion { place, why }
    })
}

/// The inside of the tag of the root element, as far as the first bytes show it.
pub(super) fn tag(head: &[u8]) -> &[u8] {
    let mut rest = head;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        let end: &[u8] = match rest {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'?', ..] => b"?>",
            [b'!', ..] => b"<",
            _ => return &rest[..rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len())],
        };
        match rest.windows(end.len()).position(|window| window == end) {
            Some(at) => rest = &rest[at..],
            None => return &[],
        }
    }
    &[]
}
