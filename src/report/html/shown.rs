//! Text on the page. Whatever a vendor or the operator wrote goes through [`Shown`]; the templates escape it for HTML.

use super::super::visible;
use std::fmt::{self, Display, Formatter};

/// Characters of one text that are shown; the JSON report has all of it.
const LONGEST: usize = 1000;

/// A text as a reader may see it: what hides or moves other text is written as an escape, what does not end is cut and says
/// so. Not yet escaped for HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Shown(String);

impl Shown {
    /// Text as it was written.
    pub(super) fn of(text: &str) -> Self {
        let Some((end, _)) = text.char_indices().nth(LONGEST) else { return Self(visible(text).into_owned()) };
        let more = text[end..].chars().count();
        Self(format!("{}… [+{more}]", visible(&text[..end])))
    }

    /// Prose of a pack: lines are broken by the page.
    pub(super) fn prose(text: &str) -> Self {
        Self::of(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Its runs, and whether each stands between backticks: of prose, where they mean code.
    pub(super) fn runs(&self) -> impl Iterator<Item = (bool, &str)> {
        let paired = self.0.matches('`').count().is_multiple_of(2);
        let whole = (!paired).then_some((false, self.0.as_str()));
        let runs = self.0.split('`').enumerate().filter(move |_| paired).map(|(at, run)| (at % 2 == 1, run));
        whole.into_iter().chain(runs).filter(|(_, run)| !run.is_empty())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Shown {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address, where following it is safe: `https`, and nothing but printable ASCII without quotes, angles, spaces, user or
/// password.
pub(super) fn followable(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\'));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (plain && !host.is_empty() && !host.contains('@')).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown_and_endless_texts_are_cut() {
        assert_eq!(Shown::of("a\u{202e}b\u{0}").as_str(), r"a\u{202e}b\u{0}");
        let long = Shown::of(&"x".repeat(LONGEST + 5));
        assert!(long.as_str().ends_with("x… [+5]"), "{long}");
        assert_eq!(Shown::of(&"é".repeat(LONGEST)).as_str().chars().count(), LONGEST);
    }

    #[test]
    fn backticks_mean_code_only_in_pairs() {
        let runs = |text: &str| Shown::of(text).runs().map(|(code, run)| (code, run.to_owned())).collect::<Vec<_>>();
        let plain = |text: &str| (false, text.to_owned());
        assert_eq!(runs("give `purl` now"), [plain("give "), (true, "purl".to_owned()), plain(" now")]);
        assert_eq!(runs("a ` b"), [plain("a ` b")]);
    }

    #[test]
    fn only_plain_https_addresses_can_be_followed() {
        assert_eq!(
            followable("https://eur-lex.europa.eu/eli/reg/2024/1689/oj#a"),
            Some("https://eur-lex.europa.eu/eli/reg/2024/1689/oj#a")
        );
        for address in [
            "http://example.com",
            "javascript:alert(1)",
            "HTTPS://example.com",
            "https://",
            "https:///x",
            "https://bank.example@evil.example/",
            "https://a b",
            "https://x\"onclick=1",
            "https://x\u{202e}",
            "data:text/html,x",
            "//example.com",
        ] {
            assert_eq!(followable(address), None, "{address}");
        }
    }
}
