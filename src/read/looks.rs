//! What an input seems to be, by its bytes. Never by its name.

use super::json::{Json, JsonError, ValueKind};
use crate::base::{Limits, Phrase, phrase};
use std::io::Read;

/// What an input that no format claims seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seems {
    /// In words.
    pub words: Phrase,
    /// A bill of materials all the same, of a kind that is not read. Beside other files it must not be passed over.
    pub bill: bool,
}

/// The same, told by fixed bytes.
#[derive(Clone, Copy)]
struct Look {
    words: &'static str,
    bill: bool,
}

impl Look {
    const fn a_bill(words: &'static str) -> Self {
        Self { words, bill: true }
    }

    const fn other(words: &'static str) -> Self {
        Self { words, bill: false }
    }
}

impl From<Look> for Seems {
    fn from(look: Look) -> Self {
        Self { words: Phrase::word(look.words), bill: look.bill }
    }
}

const MAGIC: &[(&[u8], Look)] = &[
    (b"PK\x03\x04", Look::other("looks like a zip archive; unpack it and name the bill inside")),
    (b"PK\x05\x06", Look::other("looks like an empty zip archive")),
    (b"7z\xbc\xaf\x27\x1c", Look::other("looks like a 7z archive; unpack it and name the bill inside")),
    (b"BZh", Look::other("looks like bzip2; unpack it first")),
    (b"\xfd7zXZ\x00", Look::other("looks like xz; unpack it first")),
    (b"%PDF-", Look::other("looks like a PDF; ask for the bill in a machine-readable form")),
    (b"\xff\xfe", Look::other("looks like UTF-16 or UTF-32; bills are read in UTF-8")),
    (b"\xfe\xff", Look::other("looks like UTF-16; bills are read in UTF-8")),
    (b"\x00", Look::other("looks like UTF-16, UTF-32 or a binary file; bills are read in UTF-8")),
    (b"{\x00", Look::other("looks like UTF-16 or UTF-32; JSON is written in UTF-8 (RFC 8259, 8.1)")),
    (b"<\x00", Look::other("looks like UTF-16 or UTF-32; bills are read in UTF-8")),
    (b"version https://git-lfs", Look::other("is a git-LFS pointer; fetch the file it points to")),
    // Field 1 of the message `Bom`, a string of three bytes. Source: CycloneDX 1.6, bom-1.6.proto.
    (b"\x0a\x031.", Look::a_bill("looks like CycloneDX protobuf, which is not read; ask for the bill in JSON or XML")),
];

/// Words of bills, for texts that no format claims.
const WORDS: &[(&str, Look)] = &[
    ("cyclonedx.org/schema/bom", Look::a_bill("names the namespace of CycloneDX XML, but does not begin as a bill in XML does")),
    ("spdx.org/rdf", Look::a_bill("looks like SPDX, but not in RDF/XML as it is read")),
    ("SPDXVersion:", Look::a_bill("looks like SPDX tag-value, but `SPDXVersion:` begins no line")),
    ("spdxVersion:", Look::a_bill("looks like SPDX in YAML, but `spdxVersion:` stands inside something else")),
    ("<spdxVersion>", Look::a_bill("looks like SPDX in the XML form that is no RDF, which is not read")),
];

/// What a text that is no JSON object looks like.
pub(super) fn foreign(head: &[u8]) -> Seems {
    if let Some((_, look)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return (*look).into();
    }
    let text = text(head);
    let has = |needle: &str| text.windows(needle.len()).any(|window| window == needle.as_bytes());
    // A field of the message `Bom` at the start of a line, as protobuf's text form writes it.
    let textproto = || {
        let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.starts_with(b"#"));
        lines.any(|line| line.starts_with(b"spec_version:"))
    };
    if let Some((_, look)) = WORDS.iter().find(|(word, _)| has(word)) {
        return (*look).into();
    }
    let look = match text.first() {
        None if head.is_empty() => Look::other("the input is empty"),
        None => Look::other("white space, as far as the first bytes show"),
        Some(b'<') => Look::other("looks like XML or HTML"),
        Some(b'[') => Look::other("a JSON array"),
        Some(b'"' | b'-' | b'0'..=b'9') => Look::other("a JSON value that is no object"),
        Some(_) if textproto() => {
            Look::a_bill("looks like CycloneDX in protobuf's text form, which is not read; ask for the bill in JSON or XML")
        }
        Some(_) => Look::other("neither JSON nor a format known here"),
    };
    look.into()
}

/// What a JSON object without the marks of any format looks like.
pub(super) fn object(outline: &[u8]) -> Seems {
    let keys = root_keys(outline);
    let has = |key: &str| keys.iter().any(|seen| seen == key);
    let (words, bill) = if has("@context") || has("@graph") {
        (phrase!("it looks like SPDX 3 or other JSON-LD, which is not read"), true)
    } else if keys.is_empty() {
        (phrase!("an empty JSON object"), false)
    } else {
        let more = (keys.len() > 6).then(|| "...".into());
        let named = keys.iter().take(6).map(|key| Phrase::from(format!("`{key}`"))).chain(more);
        (phrase!("a JSON object with the keys {}, and neither `bomFormat` nor `specVersion`", Phrase::list(named)), false)
    };
    Seems { words, bill }
}

/// Whether the first bytes name a format of bills, for texts too broken to tell more.
pub(super) fn names_a_bill(head: &[u8]) -> bool {
    let has = |needle: &str| head.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle.as_bytes()));
    ["bomFormat", "specVersion", "spdxVersion", "SPDXID", "spdx.org/", "cyclonedx.org/schema", "\"components\"", "\"purl\""]
        .into_iter()
        .any(has)
}

/// The bytes after a byte order mark and white space.
pub(super) fn text(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}

/// Whether the input is a JSON object, as far as its first bytes tell.
pub(super) fn is_object(head: &[u8]) -> bool {
    let text = text(head);
    text.first() == Some(&b'{') && text.get(1) != Some(&0)
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

/// A JSON object with the root keys of the one read, short strings as they are and `null` for every other value: what a
/// format is told by, wherever in the input it stands.
///
/// # Errors
/// When the text is not strict JSON.
pub(super) fn outline(from: &mut dyn Read, limits: &Limits) -> Result<Vec<u8>, JsonError> {
    const SHORT: usize = 128;
    let mut json = Json::new(from, limits);
    let mut outline = serde_json::Map::new();
    json.begin_object()?;
    while let Some(key) = json.next_key()? {
        let key = key.to_owned();
        let value = if json.peek()? == ValueKind::String {
            Some(json.string()?.to_owned()).filter(|text| text.len() <= SHORT)
        } else {
            json.skip()?;
            None
        };
        outline.insert(key, value.into());
    }
    json.end()?;
    Ok(serde_json::Value::Object(outline).to_string().into_bytes())
}
