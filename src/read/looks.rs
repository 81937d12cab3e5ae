//! What an input seems to be, by its first bytes. Never by its name.

use super::json::Json;
use crate::base::Limits;

const MAGIC: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "looks like gzip; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "looks like zstd; unpack it first"),
    (b"PK\x03\x04", "looks like a zip archive; unpack it and name the bill inside"),
    (b"PK\x05\x06", "looks like an empty zip archive"),
    (b"7z\xbc\xaf\x27\x1c", "looks like a 7z archive; unpack it and name the bill inside"),
    (b"BZh", "looks like bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "looks like xz; unpack it first"),
    (b"%PDF-", "looks like a PDF; ask for the bill in a machine-readable form"),
    (b"\xff\xfe", "looks like UTF-16 or UTF-32; JSON is written in UTF-8 (RFC 8259, 8.1)"),
    (b"\xfe\xff", "looks like UTF-16; JSON is written in UTF-8 (RFC 8259, 8.1)"),
    (b"\x00", "looks like UTF-16, UTF-32 or a binary file; JSON is written in UTF-8 (RFC 8259, 8.1)"),
    (b"{\x00", "looks like UTF-16 or UTF-32; JSON is written in UTF-8 (RFC 8259, 8.1)"),
    (b"version https://git-lfs", "is a git-LFS pointer; fetch the file it points to"),
    (b"SPDXVersion:", "looks like SPDX tag-value, which is not read yet"),
    (b"spdxVersion:", "looks like SPDX in YAML, which is not read"),
];

/// What the bytes look like when they are no JSON object.
pub(super) fn foreign(head: &[u8]) -> &'static str {
    if let Some((_, seems)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return seems;
    }
    let text = text(head);
    let has = |needle: &[u8]| text.windows(needle.len()).any(|window| window == needle);
    match text.first() {
        None => "the input is empty",
        Some(b'<') if has(b"cyclonedx.org/schema/bom") => "looks like CycloneDX XML, which is not read yet",
        Some(b'<') if has(b"spdx.org/rdf") => "looks like SPDX RDF, which is not read",
        Some(b'<') => "looks like XML or HTML",
        Some(b'[') => "a JSON array",
        Some(b'"' | b'-' | b'0'..=b'9') => "a JSON value that is no object",
        Some(_) if has(b"SPDXVersion:") => "looks like SPDX tag-value, which is not read yet",
        Some(_) => "neither JSON nor a format known here",
    }
}

/// The bytes after a byte order mark and white space.
pub(super) fn text(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}

/// The keys of the root object, as far as the first bytes show them.
pub(super) fn root_keys(head: &[u8]) -> Vec<String> {
    let mut keys = Vec::new();
    let mut json = Json::new(head, &Limits::default());
    if json.begin_object().is_err() {
        return keys;
    }
    while let Ok(Some(key)) = json.next_key() {
        keys.push(key.to_owned());
        if json.skip().is_err() {
            break;
        }
    }
    keys
}
