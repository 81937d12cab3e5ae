//! Licence expressions as written, brought to the spelling of the SPDX list. Source: SPDX 3.0.1, annex B.

use super::lists::Lists;
use hashbrown::HashMap;

/// Deprecated identifiers and what the SPDX list says to write instead; the GNU families follow their own rule.
const RETIRED: [(&str, &str); 12] = [
    ("GPL-2.0-with-GCC-exception", "GPL-2.0-only WITH GCC-exception-2.0"),
    ("GPL-2.0-with-autoconf-exception", "GPL-2.0-only WITH Autoconf-exception-2.0"),
    ("GPL-2.0-with-bison-exception", "GPL-2.0-only WITH Bison-exception-2.2"),
    ("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"),
    ("GPL-2.0-with-font-exception", "GPL-2.0-only WITH Font-exception-2.0"),
    ("GPL-3.0-with-GCC-exception", "GPL-3.0-only WITH GCC-exception-3.1"),
    ("GPL-3.0-with-autoconf-exception", "GPL-3.0-only WITH Autoconf-exception-3.0"),
    ("eCos-2.0", "GPL-2.0-or-later WITH eCos-exception-2.0"),
    ("wxWindows", "LGPL-2.0-or-later WITH WxWindows-exception-3.1"),
    ("BSD-2-Clause-FreeBSD", "BSD-2-Clause"),
    ("BSD-2-Clause-NetBSD", "BSD-2-Clause"),
    ("StandardML-NJ", "SMLNJ"),
];

/// The identifiers of the SPDX list, found without regard to case.
#[derive(Debug)]
pub(super) struct SpdxNames {
    ids: HashMap<String, &'static str, foldhash::fast::RandomState>,
    names: HashMap<String, &'static str, foldhash::fast::RandomState>,
    exceptions: HashMap<String, &'static str, foldhash::fast::RandomState>,
}

/// A statement in the spelling of the list.
pub(super) struct Spelt {
    /// An expression for the SPDX parser, unknown words as `LicenseRef-` and `AdditionRef-`.
    pub(super) expression: String,
    /// The `LicenseRef-` that stand for nothing known.
    pub(super) unknown: Vec<String>,
    /// What is wrong with it.
    pub(super) faults: Vec<String>,
}

impl SpdxNames {
    pub(super) fn new() -> Self {
        let licenses = || spdx::identifiers::LICENSES.iter();
        let names = licenses().filter(|license| spdx::license_id(license.name).is_some_and(|id| !id.is_deprecated()));
        Self {
            ids: licenses().map(|license| (license.name.to_ascii_lowercase(), license.name)).collect(),
            names: names.map(|license| (license.full_name.to_lowercase(), license.name)).collect(),
            exceptions: spdx::identifiers::EXCEPTIONS
                .iter()
                .map(|exception| (exception.name.to_ascii_lowercase(), exception.name))
                .collect(),
        }
    }

    /// One identifier in its current spelling: `gpl-2.0+` is `GPL-2.0-or-later`.
    pub(super) fn current(&self, word: &str) -> Option<String> {
        let lower = word.to_ascii_lowercase();
        let (bare, later) = lower.strip_suffix('+').map_or((lower.as_str(), false), |bare| (bare, true));
        let id = *self.ids.get(bare).or_else(|| self.ids.get(&lower))?;
        if let Some((_, instead)) = RETIRED.iter().find(|(old, _)| *old == id) {
            return (!later).then(|| (*instead).to_owned());
        }
        if let Some(license) = spdx::license_id(id)
            && license.is_gnu()
        {
            let base = id.strip_suffix("-only").or(id.strip_suffix("-or-later")).unwrap_or(id);
            let current = if later || id.ends_with("-or-later") { format!("{base}-or-later") } else { format!("{base}-only") };
            return Some(if spdx::license_id(&current).is_some() { current } else { id.to_owned() });
        }
        Some(if later { format!("{id}+") } else { id.to_owned() })
    }

    /// A whole statement.
    pub(super) fn spell(&self, text: &str, lists: &Lists) -> Spelt {
        if let Some(expression) = self.whole(text, lists) {
            return Spelt { expression, unknown: Vec::new(), faults: Vec::new() };
        }
        let mut spelt = Spelt { expression: String::with_capacity(text.len()), unknown: Vec::new(), faults: Vec::new() };
        let mut after_with = false;
        for token in tokens(text) {
            let operator = ["AND", "OR", "WITH"].into_iter().find(|operator| token.eq_ignore_ascii_case(operator));
            if !spelt.expression.is_empty() {
                spelt.expression.push(' ');
            }
            match operator {
                _ if matches!(token, "(" | ")") => spelt.expression.push_str(token),
                Some(operator) => spelt.expression.push_str(operator),
                None if after_with => self.exception(token, &mut spelt),
                None => self.term(token, lists, &mut spelt),
            }
            after_with = operator == Some("WITH");
        }
        spelt
    }

    /// The statement as one licence: an identifier, a name of the catalogue, or a full name of the SPDX list.
    fn whole(&self, text: &str, lists: &Lists) -> Option<String> {
        if let Some(id) = self.current(text) {
            return Some(id);
        }
        if let Some(id) = lists.spdx_name(text) {
            return Some(id.to_owned());
        }
        if let Some(known) = lists.license(text) {
            return Some(known.id.clone());
        }
        if let Some(id) = self.names.get(&text.to_lowercase()) {
            return Some((*id).to_owned());
        }
        spdx::imprecise_license_id(text).filter(|(_, length)| *length == text.len()).and_then(|(id, _)| self.current(id.name))
    }

    fn term(&self, word: &str, lists: &Lists, spelt: &mut Spelt) {
        if let Some(id) = self.current(word) {
            spelt.expression.push_str(&id);
        } else if let Some(known) = lists.license(word) {
            spelt.expression.push_str(&known.id);
        } else {
            let id = match word.strip_prefix("LicenseRef-") {
                Some(_) if word.bytes().all(plain) => word.to_owned(),
                _ => format!("LicenseRef-{}", word.chars().map(fitting).collect::<String>()),
            };
            spelt.faults.push(if word.is_ascii() {
                format!("`{word}` is neither an SPDX identifier nor a licence of the catalogue")
            } else {
                format!("`{}` holds characters outside ASCII, which no licence identifier has", numbered(word))
            });
            spelt.expression.push_str(&id);
            spelt.unknown.push(id);
        }
    }

    fn exception(&self, word: &str, spelt: &mut Spelt) {
        match self.exceptions.get(&word.to_ascii_lowercase()) {
            Some(name) => spelt.expression.push_str(name),
            None => {
                spelt.faults.push(format!("`{word}` is not an exception of the SPDX list"));
                spelt.expression.push_str("AdditionRef-");
                spelt.expression.extend(word.chars().map(fitting));
            }
        }
    }
}

/// Characters outside ASCII by their number, so that a reader sees what differs.
fn numbered(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii() { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}

fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
}

fn fitting(c: char) -> char {
    if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') { c } else { '-' }
}

/// Words and parentheses.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| word.split_inclusive(['(', ')'])).flat_map(|part| {
        let (head, tail) = match part.strip_suffix(['(', ')']) {
            Some(head) => (head, &part[head.len()..]),
            None => (part, ""),
        };
        [head, tail].into_iter().filter(|token| !token.is_empty())
    })
}
