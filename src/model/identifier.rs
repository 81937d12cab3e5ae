//! Package URLs and hub names.

use crate::base::{Phrase, phrase};
use packageurl::PackageUrl;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::str::FromStr;

/// The parts of a package URL that are compared. Source: purl-spec, "PURL specification".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurlParts<'a> {
    /// Type: `huggingface`, `pypi`, ...
    pub kind: Cow<'a, str>,
    /// Namespace, decoded, segments joined by `/`.
    pub namespace: Option<Cow<'a, str>>,
    /// Name, decoded.
    pub name: Cow<'a, str>,
    /// Version, decoded.
    pub version: Option<Cow<'a, str>>,
}

impl PurlParts<'_> {
    /// The same parts, held apart from the text they were read from.
    pub fn into_owned(self) -> PurlParts<'static> {
        let own = |part: Cow<'_, str>| Cow::Owned(part.into_owned());
        PurlParts {
            kind: own(self.kind),
            namespace: self.namespace.map(own),
            name: own(self.name),
            version: self.version.map(own),
        }
    }
}

/// Why a package URL is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum PurlFault {
    /// It does not parse.
    Malformed(String),
    /// It parses, but a second reader could see another path in it.
    Ambiguous(&'static str),
    /// It holds a character that no canonical package URL holds.
    Character(char),
}

impl PurlFault {
    /// In words, after the text.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Malformed(why) => phrase!("is not a package URL: {}", Phrase::quoted(why.clone(), &[])),
            Self::Ambiguous(why) => phrase!("is not in canonical form: {}", Phrase::word(why)),
            Self::Character(' ') => phrase!("holds a space, which stands in no package URL unencoded"),
            Self::Character(other) => {
                let code = format!("U+{:04X}", u32::from(*other));
                phrase!("holds the character {}, which stands in no package URL unencoded", code)
            }
        }
    }
}

/// Parses a package URL and refuses what two readers could read differently: encoded separators and dots in path
/// segments, double encoding, raw characters outside printable ASCII.
///
/// # Errors
/// [`PurlFault`] with the reason.
pub fn parse_purl(text: &str) -> Result<PurlParts<'_>, PurlFault> {
    match plain_purl(text) {
        Some(parts) => Ok(parts),
        None => checked_purl(text),
    }
}

/// Bytes of a package URL that mean themselves.
static PLAIN: [bool; 256] = {
    let (mut plain, mut byte) = ([false; 256], 0u8);
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
        byte += 1;
    }
    plain
};

/// A package URL of a common type that has nothing to decode, to change or to refuse, cut where its parts end. None where
/// that takes a closer look. Types: purl-spec, type definitions, as [`packageurl`] applies them.
fn plain_purl(text: &str) -> Option<PurlParts<'_>> {
    let (kind, rest) = text.strip_prefix("pkg:")?.split_once('/')?;
    let fits = |byte: u8| PLAIN[usize::from(byte)];
    let (mut segment, mut slash, mut end) = (0, None, rest.len());
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'/' | b'@' => {
                if matches!(&rest[segment..at], "" | "." | "..") {
                    return None;
                }
                segment = at + 1;
                if byte == b'@' {
                    end = at;
                    break;
                }
                slash = Some(at);
            }
            _ if fits(byte) => {}
            _ => return None,
        }
    }
    let version = rest.get(end + 1..);
    if matches!(&rest[segment..], "" | "." | "..") || version.is_some_and(|version| !version.bytes().all(fits)) {
        return None;
    }
    let name = &rest[slash.map_or(0, |slash| slash + 1)..end];
    let namespace = slash.map(|slash| &rest[..slash]);
    let lower = |part: &str| !part.bytes().any(|byte| byte.is_ascii_uppercase());
    let canonical = match kind {
        "generic" | "maven" => true,
        "cargo" | "nuget" => namespace.is_none(),
        "golang" => namespace.is_none_or(lower),
        "huggingface" => namespace.is_some() && version.is_none_or(lower),
        "npm" => lower(name),
        "pypi" => namespace.is_none() && lower(name) && !name.contains('_'),
        _ => false,
    };
    canonical.then_some(PurlParts {
        kind: kind.into(),
        namespace: namespace.map(Cow::from),
        name: name.into(),
        version: version.map(Cow::from),
    })
}

/// The value of a qualifier of a package URL, decoded; none when it has none of this name.
pub fn purl_qualifier(text: &str, name: &str) -> Option<String> {
    let qualified = text.contains('?');
    let purl = qualified.then(|| PackageUrl::from_str(text).ok())??;
    purl.qualifiers().get(name).map(|value| value.to_string())
}

fn checked_purl(text: &str) -> Result<PurlParts<'static>, PurlFault> {
    if let Some(character) = text.chars().find(|character| !('!'..='~').contains(character)) {
        return Err(PurlFault::Character(character));
    }
    let (before, _) = text.split_once('#').unwrap_or((text, ""));
    if text.matches('#').count() > 1 || before.matches('?').count() > 1 {
        // The specification splits from the right, many readers from the left.
        return Err(PurlFault::Ambiguous("`?` or `#` stands more than once unencoded"));
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let lower = path.to_ascii_lowercase();
    if lower.contains("%25") {
        return Err(PurlFault::Ambiguous("a percent sign is encoded twice"));
    }
    // `%2F` stands legitimately only in a version; in the segments before it, it forges a separator.
    let before_version = lower.rsplit_once('@').map_or(lower.as_str(), |(head, _)| head);
    if before_version.contains("%2f") || before_version.contains("%5c") {
        return Err(PurlFault::Ambiguous("a path separator is percent-encoded"));
    }
    let subpath = text.split_once('#').map_or("", |(_, subpath)| subpath).to_ascii_lowercase();
    let dots = |segment: &str| matches!(segment.replace("%2e", ".").as_str(), "." | "..");
    if before_version.split('/').any(dots) || subpath.split('/').any(dots) {
        return Err(PurlFault::Ambiguous("a path segment is `.` or `..`"));
    }
    if subpath.contains("%2f") {
        return Err(PurlFault::Ambiguous("a path separator is percent-encoded"));
    }
    let purl = PackageUrl::from_str(text).map_err(|error| PurlFault::Malformed(error.to_string()))?;
    Ok(PurlParts {
        kind: purl.ty().to_owned().into(),
        namespace: purl.namespace().map(|space| space.to_owned().into()),
        name: purl.name().to_owned().into(),
        // `@` with nothing behind it states no version.
        version: purl.version().filter(|version| !version.is_empty()).map(|version| version.to_owned().into()),
    })
}

/// A package URL cut at its separators, nothing decoded: for questions asked of a million of them. None when it is no
/// package URL, or holds an escape or a version with a `/`, which only [`parse_purl`] reads.
///
/// Returns the type, the segments of namespace and name, and the version.
pub fn cut_purl(text: &str) -> Option<(&str, std::str::Split<'_, char>, Option<&str>)> {
    if text.contains('%') {
        return None;
    }
    let path = text.strip_prefix("pkg:")?.split(['?', '#']).next()?;
    // Slashes after the scheme mean nothing; again only the parser strips them.
    let (kind, rest) = path.split_once('/').filter(|(kind, _)| !kind.is_empty())?;
    let (names, version) = match rest.rsplit_once('@') {
        Some((names, version)) if !names.is_empty() => (names, Some(version).filter(|version| !version.is_empty())),
        _ => (rest, None),
    };
    // Which part an unencoded `@` before a `/` belongs to, only the parser decides.
    if version.is_some_and(|version| version.contains('/')) {
        return None;
    }
    Some((kind, names.split('/'), version))
}

/// `organisation/name` on a model hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubId {
    /// The hub's namespace.
    pub organisation: String,
    /// The name inside it.
    pub name: String,
}

/// First parts of addresses of a hub that are no organisation.
const OF_THE_HUB: &[&str] =
    &["blog", "chat", "collections", "docs", "join", "learn", "papers", "posts", "settings", "spaces", "tasks"];

/// Hosts of model hubs, which show `org/name` in their addresses.
const HUBS: [&str; 9] = [
    "huggingface.co",
    "www.huggingface.co",
    "hf.co",
    "hf-mirror.com",
    "www.hf-mirror.com",
    "modelscope.ai",
    "www.modelscope.ai",
    "modelscope.cn",
    "www.modelscope.cn",
];

/// Whether a host is that of a model hub.
pub fn is_hub(host: &str) -> bool {
    HUBS.iter().any(|hub| hub.eq_ignore_ascii_case(host))
}

/// The path of an address on a model hub, with or without its scheme.
fn hub_path(text: &str) -> Option<&str> {
    let rest = match text.split_once("://") {
        // Words before an address make no address.
        Some((scheme, _)) if !scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')) => {
            return None;
        }
        Some((_, rest)) => rest,
        None => text,
    };
    let (authority, path) = rest.split_once('/')?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    // Escapes in a host say nothing else than what they stand for (RFC 3986, section 2.4).
    let host = percent_decode_str(host.split(':').next()?).decode_utf8_lossy();
    is_hub(host.trim_end_matches('.')).then_some(path)
}

/// Whether a text is the address of data on a hub: its path says so where it begins, and nowhere else.
pub fn is_page_of_data(text: &str) -> bool {
    let mut segments = hub_path(text).into_iter().flat_map(|path| path.split('/')).filter(|segment| !segment.is_empty());
    segments.find(|segment| *segment != "api") == Some("datasets")
}

/// Whether a text is the address of a model on a hub.
pub(super) fn is_page_of_a_model(text: &str) -> bool {
    hub_path(text).is_some() && !is_page_of_data(text) && HubId::of(text).is_some()
}

impl HubId {
    /// Reads `org/name`, a hub URL or a `pkg:huggingface` package URL.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with("pkg:") {
            let purl = parse_purl(text).ok()?;
            return (purl.kind == "huggingface")
                .then_some(())
                .and(purl.namespace)
                .map(|organisation| Self { organisation: organisation.into_owned(), name: purl.name.into_owned() });
        }
        let Some(path) = hub_path(text) else {
            if text.contains("://") || text.contains(char::is_whitespace) {
                return None;
            }
            let mut segments = text.split(['/', '?', '#', '@']);
            return Self::named(segments.next()?, segments.next()?);
        };
        let segments = path.split(['/', '?', '#', '@']).filter(|segment| !segment.is_empty());
        let mut segments = segments.skip_while(|segment| matches!(*segment, "api" | "models" | "datasets"));
        let (organisation, name) = (segments.next()?, segments.next()?);
        if OF_THE_HUB.contains(&organisation) { None } else { Self::named(organisation, name) }
    }

    fn named(organisation: &str, name: &str) -> Option<Self> {
        let fits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        (fits(organisation) && fits(name) && !organisation.starts_with('.') && !organisation.contains(':'))
            .then(|| Self { organisation: organisation.to_owned(), name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_hub_are_told_from_data_and_from_what_only_looks_so() {
        for url in ["https://huggingface.co/datasets/a/b", "https://hf.co/api/datasets/a/b", "modelscope.cn/datasets/a/b"] {
            assert!(is_page_of_data(url) && !is_page_of_a_model(url), "{url}");
        }
        for url in
            ["https://huggingface.co/a/b", "HTTPS://HF%2Eco:443//a/b/blob/main/datasets/x", "https://modelscope.cn/models/a/b"]
        {
            assert!(!is_page_of_data(url) && is_page_of_a_model(url), "{url}");
            assert_eq!(HubId::of(url).map(|id| (id.organisation, id.name)), Some(("a".to_owned(), "b".to_owned())), "{url}");
        }
        for url in
            ["https://huggingface.co/docs/hub", "https://huggingface.co/a", "https://huggingface.co.evil.example/a/b", "a/b"]
        {
            assert!(!is_page_of_data(url) && !is_page_of_a_model(url), "{url}");
        }
    }

    #[test]
    fn purls_that_two_readers_could_read_differently_are_refused() {
        for text in [
            "pkg:pypi/a%2Fb@1",
            "pkg:npm/%2e%2e/x@1",
            "pkg:npm/%252e%252e/x@1",
            "pkg:golang/a/b@1#x/../y",
            "pkg:npm/é@1",
            "pkg:npm/a#b/c#d",
            "pkg:generic/a?x=1?y=2",
            "pkg:torch",
            "torch",
        ] {
            assert!(parse_purl(text).is_err(), "{text}");
        }
        let purl = parse_purl("pkg:huggingface/Qwen/Qwen2-7B@abc").unwrap();
        assert_eq!((purl.namespace.as_deref(), &*purl.name), (Some("Qwen"), "Qwen2-7B"));
        assert_eq!(parse_purl("pkg:pypi/Huggingface.Hub@1").unwrap().name, "huggingface.hub");
    }

    #[test]
    fn what_is_plain_is_read_as_after_the_closer_look() {
        let kinds = ["pypi", "npm", "cargo", "golang", "maven", "huggingface", "generic", "nuget", "deb", "PyPI", "2x", ""];
        let paths = [
            "a", "A", "a_b", "a/b", "A/b", "a/B", "a/b/c", "", "/", "a/", "/a", "a//b", "./a", "a/..", "@a/b", "a+b", "a:b",
            "a%20b", "a/b#c", "a?x=1",
        ];
        let mut plain = 0;
        for kind in kinds {
            for path in paths {
                for version in ["", "@", "@1.0", "@V1", "@1/2", "@1@2", "@..", "@a+b"] {
                    let text = format!("pkg:{kind}/{path}{version}");
                    if let Some(parts) = plain_purl(&text) {
                        plain += 1;
                        assert_eq!(Ok(parts), checked_purl(&text), "{text}");
                    }
                }
            }
        }
        assert!(plain > 150, "{plain}");
        assert!(plain_purl("pkg:/a").is_none() && plain_purl("pkg://pypi/a").is_none() && plain_purl("pypi/a").is_none());
    }

    #[test]
    fn cutting_and_parsing_agree() {
        for text in [
            "pkg:pypi/numpy@1.26.4",
            "pkg:huggingface/Qwen/Qwen2-7B@abc?x=1",
            "pkg:golang/github.com/a/b@v1#sub",
            "pkg:npm/left-pad",
            "pkg:oci/x@sha256:0a",
        ] {
            let (parsed, (kind, names, version)) = (parse_purl(text).unwrap(), cut_purl(text).unwrap());
            let full = parsed.namespace.map_or(parsed.name.to_string(), |space| format!("{space}/{}", parsed.name));
            assert_eq!(
                (kind, names.collect::<Vec<_>>().join("/"), version),
                (&*parsed.kind, full, parsed.version.as_deref()),
                "{text}"
            );
        }
        for text in ["pkg:npm/%40scope/x", "numpy", "pkg://npm/x@1", "pkg:npm/a@1/b"] {
            assert!(cut_purl(text).is_none(), "{text}");
        }
    }

    #[test]
    fn hub_names_are_found_in_every_spelling() {
        let id = Some(HubId { organisation: "Qwen".into(), name: "Qwen2-7B".into() });
        for text in ["Qwen/Qwen2-7B", "https://huggingface.co/Qwen/Qwen2-7B/tree/main", "pkg:huggingface/Qwen/Qwen2-7B@1"] {
            assert_eq!(HubId::of(text), id, "{text}");
        }
        assert_eq!(HubId::of("https://example.org/a/b"), None);
        assert_eq!(HubId::of("bert base"), None);
    }
}
