//! Hosts, organisations in paths, and the parts of package URLs, as slices of the text they stand in.

use super::publisher::Space;
use crate::model::is_hub;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Forges that show the organisation as the first part of the path.
const FORGES: [&str; 4] = ["github.com", "www.github.com", "raw.githubusercontent.com", "ghcr.io"];

fn space(host: &str) -> Option<Space> {
    let host = decoded(host);
    let forge = || FORGES.iter().any(|forge| forge.eq_ignore_ascii_case(&host)).then_some(Space::GitHub);
    if is_hub(&host) { Some(Space::HuggingFace) } else { forge() }
}

/// An address without its escapes, which say nothing else than what they stand for. Source: RFC 3986, section 2.4.
pub(super) fn decoded(url: &str) -> Cow<'_, str> {
    percent_decode_str(url).decode_utf8_lossy()
}

/// What stands behind the scheme of an address.
pub(super) fn behind_scheme(url: &str) -> Option<&str> {
    url.match_indices(':').find_map(|(at, _)| url[at + 1..].strip_prefix("//"))
}

/// The host of a web address, without user and port.
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = behind_scheme(url)?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split(':').next()?.trim_end_matches('.');
    (!host.is_empty()).then_some(host)
}

/// The organisation, and the repository if there is one, in an address of a hub or forge.
pub(super) fn organisation(url: &str) -> Option<(Space, &str, Option<&str>)> {
    let (host, path) = match behind_scheme(url) {
        Some(rest) => {
            let (_, path) = rest.split_once('/')?;
            (host(url)?, path)
        }
        None => match url.strip_prefix("git@") {
            // `git@github.com:org/repo.git`
            Some(rest) => rest.split_once(':')?,
            // `ghcr.io/org/image`
            None => url.split_once('/')?,
        },
    };
    let space = space(host)?;
    let mut segments = path.split(['/', '?', '#']).filter(|segment| !segment.is_empty());
    let mut org = segments.next()?;
    if space == Space::HuggingFace && matches!(org, "datasets" | "models" | "spaces" | "api") {
        org = segments.next()?;
        if matches!(org, "datasets" | "models") {
            org = segments.next()?;
        }
    }
    Some((space, org, segments.next().map(|repository| repository.trim_end_matches(".git"))))
}

/// Type, namespace and name of a package URL that needs no decoding; the reader has refused those that mislead.
pub(super) fn purl(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let rest = text.strip_prefix("pkg:")?;
    let rest = rest.split(['?', '#']).next()?.trim_start_matches('/');
    let (kind, path) = rest.split_once('/')?;
    let path = path.trim_matches('/');
    let (namespace, name) = match path.rsplit_once('/') {
        // A slash in the version is no separator.
        Some((head, _)) if head.find('@').is_some_and(|at| at > 0 && !head[..at].ends_with('/')) => {
            let head = &path[..path.find('@').unwrap_or(path.len())];
            head.rsplit_once('/').map_or((None, head), |(space, name)| (Some(space), name))
        }
        Some((space, name)) => (Some(space), name),
        None => (None, path),
    };
    let name = name.split('@').next().filter(|name| !name.is_empty())?;
    Some((kind, namespace, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_give_their_host_and_organisation() {
        assert_eq!(host("https://user@api.openai.com:443/v1"), Some("api.openai.com"));
        assert_eq!(host("mailto:x@y.z"), None);
        for url in ["https://huggingface.co/Qwen/Qwen2-7B/resolve/main/x", "https://huggingface.co/api/models/Qwen/Qwen2-7B"] {
            assert_eq!(organisation(url), Some((Space::HuggingFace, "Qwen", Some("Qwen2-7B"))), "{url}");
        }
        assert_eq!(organisation("git@github.com:vllm-project/vllm.git"), Some((Space::GitHub, "vllm-project", Some("vllm"))));
        assert_eq!(
            organisation("https://huggingface.co/datasets/rajpurkar/squad"),
            Some((Space::HuggingFace, "rajpurkar", Some("squad")))
        );
        for url in ["ghcr.io/openai/whisper:1", "https://ghcr.io/openai/whisper@sha256:0"] {
            assert_eq!(organisation(url).map(|(space, org, _)| (space, org)), Some((Space::GitHub, "openai")), "{url}");
        }
        assert_eq!(organisation("https://huggingface.co.evil.example/Qwen/x"), None);
        assert_eq!(organisation("https://example.org/Qwen/x"), None);
    }

    #[test]
    fn purls_are_cut_where_their_parts_end() {
        assert_eq!(purl("pkg:huggingface/Qwen/Qwen2-7B@abc?x=y"), Some(("huggingface", Some("Qwen"), "Qwen2-7B")));
        assert_eq!(purl("pkg:npm/%40scope/name@1"), Some(("npm", Some("%40scope"), "name")));
        assert_eq!(purl("pkg:npm/@scope/name@1"), Some(("npm", Some("@scope"), "name")));
        assert_eq!(purl("pkg:golang/github.com/org/mod/v2@v1.0/x"), Some(("golang", Some("github.com/org/mod"), "v2")));
        assert_eq!(purl("pkg:pypi/torch@2.1"), Some(("pypi", None, "torch")));
        assert_eq!(purl("pkg:torch"), None);
    }
}
