//! What the text of a licence says it is, told by its first words.

/// Bytes in which a licence says its title.
const TITLE: usize = 400;
/// Bytes in which it says what it is for.
const OPENING: usize = 4000;

/// What the text of a licence says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Terms {
    /// The GNU Affero General Public License.
    Agpl,
    /// The GNU Lesser General Public License.
    Lgpl,
    /// The GNU General Public License.
    Gpl,
    /// A licence agreement of the "community" kind, as makers of models write them.
    Community,
    /// A licence that keeps commercial use out.
    Noncommercial,
}

/// What texts of licences say, in how many of their first bytes. Of two that a text says, the first counts. Sources: the texts
/// of the SPDX licence list.
const TELLING: &[(&str, usize, Terms)] = &[
    ("gnu affero general public license", TITLE, Terms::Agpl),
    ("gnu lesser general public license", TITLE, Terms::Lgpl),
    ("gnu general public license", TITLE, Terms::Gpl),
    ("community license agreement", TITLE, Terms::Community),
    ("noncommercial", OPENING, Terms::Noncommercial),
    ("non-commercial", OPENING, Terms::Noncommercial),
];

impl Terms {
    /// What a text says it is; nothing for most.
    pub fn told(text: &str) -> Option<Self> {
        let opening = text[..text.floor_char_boundary(OPENING)].to_lowercase();
        let plain = opening.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = |(words, within, _): &&(&str, usize, Self)| plain.find(words).is_some_and(|at| at < *within);
        TELLING.iter().find(says).map(|(.., terms)| *terms)
    }

    /// The word rules compare.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agpl => "AGPL",
            Self::Lgpl => "LGPL",
            Self::Gpl => "GPL",
            Self::Community => "community",
            Self::Noncommercial => "noncommercial",
        }
    }

    /// The words of the text that say so.
    pub fn words(self) -> &'static str {
        match self {
            Self::Agpl => "GNU Affero General Public License",
            Self::Lgpl => "GNU Lesser General Public License",
            Self::Gpl => "GNU General Public License",
            Self::Community => "community license agreement",
            Self::Noncommercial => "non-commercial",
        }
    }

    /// Whether an identifier or expression names such a licence.
    pub fn fits(self, id: &str) -> bool {
        let plain = id.to_uppercase();
        let holds: &[&str] = match self {
            Self::Agpl => &["AGPL"],
            Self::Lgpl => &["LGPL"],
            Self::Gpl => &["GPL"],
            Self::Community => &["COMMUNITY", "LICENSEREF", "LLAMA"],
            Self::Noncommercial => &["-NC", "NONCOMMERCIAL"],
        };
        holds.iter().any(|known| plain.contains(known))
    }
}

#[cfg(test)]
mod tests {
    use super::Terms;

    #[test]
    fn a_text_says_what_it_is_by_its_title() {
        assert_eq!(Terms::told("GNU GENERAL\n   PUBLIC LICENSE\nVersion 3"), Some(Terms::Gpl));
        assert_eq!(Terms::told("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT"), Some(Terms::Community));
        assert_eq!(Terms::told("You may use this for Non-Commercial purposes only"), Some(Terms::Noncommercial));
        let secondary = format!("Mozilla Public License Version 2.0\n{}GNU General Public License", "x ".repeat(300));
        for text in ["", "Apache License Version 2.0", secondary.as_str()] {
            assert_eq!(Terms::told(text), None, "{text}");
        }
    }

    #[test]
    fn an_identifier_fits_the_text_it_stands_for() {
        assert!(Terms::Gpl.fits("GPL-3.0-only") && Terms::Noncommercial.fits("CC-BY-NC-4.0"));
        assert!(!Terms::Noncommercial.fits("MIT") && !Terms::Agpl.fits("GPL-3.0-only"));
    }
}
