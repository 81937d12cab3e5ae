//! Paths as URIs (RFC 3986, RFC 8089).

/// The path with every byte that is neither unreserved nor a slash percent-encoded.
pub(super) fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The `file:` URI of an absolute path; none of any other.
pub fn file_uri(path: &str) -> Option<String> {
    path.starts_with('/').then(|| format!("file://{}", encoded(path)))
}

/// Where `file:line:column` leads: the file, with the line as fragment, as terminals and editors read it. None for standard
/// input and for what is no place.
pub(super) fn of_place(base: &str, place: &str) -> Option<String> {
    let mut parts = place.rsplitn(3, ':');
    let (column, line, path) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |text: &str| text.parse::<u32>().is_ok_and(|number| number > 0);
    if !number(line) || !number(column) || path.is_empty() || path == "-" {
        return None;
    }
    let file = file_uri(path).unwrap_or_else(|| format!("{base}{}", encoded(path)));
    Some(format!("{file}#{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_leads_to_its_file_and_nothing_else_leads_anywhere() {
        let of = |place: &str| of_place("file:///work/", place);
        assert_eq!(of("in/a b.json:3:5").as_deref(), Some("file:///work/in/a%20b.json#3"));
        assert_eq!(of("/tmp/\u{6a21}.json:1:1").as_deref(), Some("file:///tmp/%E6%A8%A1.json#1"));
        // Nothing in a name can leave the address it stands in.
        assert_eq!(of("a\u{1b}]8;;x:1:1").as_deref(), Some("file:///work/a%1B%5D8%3B%3Bx#1"));
        for place in ["-:3:5", "a.json", "a.json:3", "https://example.com", "a.json:0:0", ":1:1", "a:b:c"] {
            assert_eq!(of(place), None, "{place}");
        }
    }
}
