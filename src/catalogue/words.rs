//! Matches and conditions in words, for reports and pages.

use super::entry::{Condition, Match, Reference};

impl Match {
    /// What is recognised, in words; its condition is told apart.
    pub fn words(&self) -> String {
        let quoted = |words: &[String]| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        let plain = |words: &[String]| words.join(", ");
        let mut text = match &self.package {
            Some(package) => format!("package {package}"),
            None => String::new(),
        };
        let keys = [
            ("software named", &self.software, true),
            ("dataset named", &self.dataset, true),
            ("model named", &self.model, true),
            ("on a hub:", &self.hub, false),
            ("sha256", &self.sha256, false),
            ("file ending in", &self.files, false),
            ("party", &self.party, true),
            ("licence", &self.licence, false),
        ];
        for (key, words, in_quotes) in keys.into_iter().filter(|(_, words, _)| !words.is_empty()) {
            text.push_str(&format!("{key} {}", if in_quotes { quoted(words) } else { plain(words) }));
        }
        if !self.names.is_empty() {
            text.push_str(&format!(", or named {}", quoted(&self.names)));
        }
        let meant: Vec<&str> = self.affected.iter().chain(&self.versions).map(String::as_str).collect();
        match (meant.is_empty(), self.package.is_some() || !self.software.is_empty()) {
            (false, _) => text.push_str(&format!("; version {}", meant.join(" or "))),
            (true, true) => text.push_str("; every version"),
            (true, false) => {}
        }
        if !self.on.is_empty() {
            text.push_str(&format!("; of kind {}", plain(&self.on)));
        }
        if let Some(level) = self.level {
            text.push_str(&format!("; level {}", level.word()));
        }
        text
    }
}

impl Condition {
    /// What must hold, each in words.
    pub fn words(&self) -> Vec<String> {
        let some = |words: &Vec<String>, lead: &str| (!words.is_empty()).then(|| format!("{lead} {}", words.join(", ")));
        [
            some(&self.home, "the buyer is at home in"),
            some(&self.owned_from, "the buyer is owned from"),
            self.fact.as_ref().map(|fact| format!("the buyer states `{fact}`")),
            self.annual_revenue_over.map(|cap| format!("the buyer's revenue is over USD {cap} a year")),
            self.licence_leaves_buyer_out.then(|| "the terms leave the buyer out".to_owned()),
            self.from.map(|day| format!("from {day}")),
            self.until.map(|day| format!("until {day}")),
            self.person.as_ref().map(|text| format!("{text} (a person says)")),
            self.unless_evidence.as_ref().map(|kind| format!("no document of kind `{kind}` is held")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Reference {
    /// The source, with its address and how sure it is.
    pub fn words(&self) -> String {
        let url = self.url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
        format!("{}{url} [{}]", self.text, self.mark.word())
    }
}
