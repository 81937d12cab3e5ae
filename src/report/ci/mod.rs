//! Formats that build systems and code hosts take in. All are written from the same entries, so none knows less than another.

mod csv;
mod github;
mod gitlab;
mod junit;
mod markdown;
mod sarif;

pub(super) use csv::{cell as csv_cell, write as csv};
pub(super) use github::write as github;
pub(super) use gitlab::write as gitlab;
pub(super) use junit::write as junit;
pub(super) use markdown::{text as markdown_text, write as markdown};
pub(super) use sarif::write as sarif;

use super::uri::encoded;

/// A path as a relative URI reference (RFC 3986): every byte that is not unreserved or a slash is percent-encoded; nothing
/// where the path is absolute, leaves the folder, or is standard input, for hosts refuse whole files over one bad address.
fn relative_uri(path: &str) -> Option<String> {
    let path = path.strip_prefix("./").unwrap_or(path);
    let refused = path.is_empty() || path == "-" || path.starts_with(['/', '\\']) || path.contains(':');
    if refused || path.split(['/', '\\']).any(|part| part == "..") {
        return None;
    }
    Some(encoded(path))
}

#[cfg(test)]
mod tests {
    use super::relative_uri;

    #[test]
    fn only_what_is_surely_relative_becomes_an_address() {
        assert_eq!(relative_uri("a b/c#d?e%f.json").as_deref(), Some("a%20b/c%23d%3Fe%25f.json"));
        assert_eq!(relative_uri("./samples/ü.json").as_deref(), Some("samples/%C3%BC.json"));
        for path in ["-", "", "/etc/passwd", "C:\\x.json", "javascript:alert(1)", "../x.json", "a/../../x", "\\\\host\\x"] {
            assert_eq!(relative_uri(path), None, "{path}");
        }
    }
}
