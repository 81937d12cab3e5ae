//! Licence identifiers as the lists of a policy write them.

use super::lists::Lists;
use super::spelling::SpdxNames;
use crate::base::nearest;

/// Tells identifiers that a licence of a bill can be under from words that stand for none.
#[derive(Debug)]
pub struct LicenseWords<'a> {
    lists: &'a Lists,
    names: SpdxNames,
}

impl<'a> LicenseWords<'a> {
    /// Of the SPDX list and the list of licences it lacks.
    pub fn new(lists: &'a Lists) -> Self {
        Self { lists, names: SpdxNames::new() }
    }

    /// Whether some licence is compared under this very word. References of the operator's own are.
    pub fn known(&self, word: &str) -> bool {
        let (id, exception) = word.split_once(" WITH ").map_or((word, None), |(id, exception)| (id, Some(exception)));
        let exception = exception.is_none_or(|exception| spdx::exception_id(exception).is_some());
        exception && (id.starts_with("LicenseRef-") || self.names.current(id).is_some_and(|current| current == id))
    }

    /// The licence a word nearly names: another spelling of its identifier, its name, or one that is close.
    pub fn meant(&self, word: &str) -> Option<String> {
        let listed = || self.lists.license(word).map(|license| license.id.clone());
        let by_name = || self.lists.spdx_name(word).map(str::to_owned);
        self.names.current(word).or_else(listed).or_else(by_name).or_else(|| {
            let key = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
            let (wanted, ids) = (key(word), || spdx::identifiers::LICENSES.iter().map(|license| license.name));
            let current = |id: &&str| self.names.current(id).as_deref() == Some(*id);
            // `MPL2` leaves out what `MPL-2.0` has behind.
            let longer =
                ids().filter(current).filter(|id| wanted.len() > 2 && key(id).starts_with(&wanted)).min_by_key(|id| id.len());
            longer.or_else(|| nearest(word, ids().filter(current))).map(str::to_owned)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_no_licence_is_compared_under_is_told_with_what_was_meant() {
        let lists = Lists::shipped().unwrap();
        let words = LicenseWords::new(&lists);
        for word in ["MIT", "GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-House", "Apache-2.0"] {
            assert!(words.known(word), "{word}");
        }
        for (word, meant) in [
            ("MPL2", Some("MPL-2.0")),
            ("mit", Some("MIT")),
            ("GPL-2.0", Some("GPL-2.0-only")),
            ("GPL-2.0+", Some("GPL-2.0-or-later")),
            ("Apache 2.0", Some("Apache-2.0")),
            ("Apache-2", Some("Apache-2.0")),
            ("BSD-3-Claus", Some("BSD-3-Clause")),
            ("House terms", None),
        ] {
            assert!(!words.known(word), "{word}");
            assert_eq!(words.meant(word).as_deref(), meant, "{word}");
        }
        assert!(!words.known("MIT WITH House-exception"));
    }
}
