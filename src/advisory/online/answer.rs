//! What a service may answer: the shapes of its JSON, and nothing else.

use super::refusal::Refusal;
use super::transport::short;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// The answer to a batch of questions. Source: OSV API, `POST /v1/querybatch`.
#[derive(Debug, Deserialize)]
pub(super) struct Batch {
    pub(super) results: Vec<Page>,
}

/// One page of the answer to one question.
#[derive(Debug, Deserialize)]
pub(super) struct Page {
    #[serde(default)]
    pub(super) vulns: Vec<Listed>,
    /// Where the next page is; none or empty on the last one.
    #[serde(default)]
    pub(super) next_page_token: Option<String>,
}

/// A record, named.
#[derive(Debug, Deserialize)]
pub(super) struct Listed {
    pub(super) id: String,
}

/// Reads JSON of one shape, or says what came in its place.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| match error.classify() {
        Category::Data => Refusal::Shape(short(&error.to_string())),
        _ => {
            let start: Vec<u8> = body.iter().copied().take(40).collect();
            Refusal::NotJson(format!("{error}; it begins with `{}`", short(&String::from_utf8_lossy(&start))))
        }
    })
}

/// An id that can be asked for: letters, digits and `-_.:`, as all databases of the OSV schema write them.
pub(super) fn id(text: String) -> Result<String, Refusal> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    let good = text.len() <= 256 && text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.bytes().all(plain);
    if good { Ok(text) } else { Err(Refusal::Id(short(&text))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_answer_is_told_from_what_is_a_wrong_one() {
        assert!(read::<Batch>(br#"{"results":[{}, {"vulns":[{"id":"A-1","modified":"x"}],"next_page_token":"t"}]}"#).is_ok());
        for (body, json) in [
            (&b"<html>no</html>"[..], false),
            (b"", false),
            (br#"{"results":[{"vulns":[{"id":"A"#, false),
            (br#"{"results":[]} trailing"#, false),
            (b"{}", true),
            (b"[]", true),
            (b"null", true),
            (br#"{"results":{}}"#, true),
            (br#"{"results":[null]}"#, true),
            (br#"{"results":[{"vulns":[{"modified":"x"}]}]}"#, true),
            (br#"{"results":[{"vulns":"none"}]}"#, true),
            (br#"{"results":[],"results":[{}]}"#, true),
        ] {
            let refusal = read::<Batch>(body).unwrap_err();
            assert_eq!(matches!(refusal, Refusal::Shape(_)), json, "{} {refusal}", String::from_utf8_lossy(body));
            assert_eq!(matches!(refusal, Refusal::NotJson(_)), !json, "{} {refusal}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn an_id_is_never_a_way_out() {
        for good in ["GHSA-aaaa-bbbb-cccc", "PYSEC-2024-1", "openSUSE-SU-2020:1234-1", "CVE-2024-1", "a"] {
            assert!(id(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "..", ".", "a/b", "a?b", "a b", "a%2e", "-x", "ä", "a\n"] {
            assert!(id(bad.to_owned()).is_err(), "{bad}");
        }
        assert!(id("a".repeat(257)).is_err());
    }
}
