//! Matches and conditions in words, for reports and pages.

use super::entry::{Condition, Match, Reference};
use crate::base::{Phrase, phrase};

fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

impl Match {
    /// What is recognised, in words; its condition is told apart.
    pub fn words(&self) -> Phrase {
        let plain = |words: &[String]| words.join(", ");
        let some = |words: &[String], said: fn(String) -> Phrase, text: String| (!words.is_empty()).then(|| said(text));
        let keys = [
            self.package.as_ref().map(|package| phrase!("package {}", package)),
            some(&self.software, |text| phrase!("software named {}", text), quoted(&self.software)),
            some(&self.dataset, |text| phrase!("dataset named {}", text), quoted(&self.dataset)),
            some(&self.model, |text| phrase!("model named {}", text), quoted(&self.model)),
            some(&self.hub, |text| phrase!("on a hub: {}", text), plain(&self.hub)),
            some(&self.sha256, |text| phrase!("sha256 {}", text), plain(&self.sha256)),
            some(&self.files, |text| phrase!("file ending in {}", text), plain(&self.files)),
            some(&self.party, |text| phrase!("party {}", text), quoted(&self.party)),
            some(&self.licence, |text| phrase!("licence {}", text), plain(&self.licence)),
        ];
        let mut text = keys.into_iter().flatten().next().unwrap_or_default();
        if !self.names.is_empty() {
            text = phrase!("{}, or named {}", text, quoted(&self.names));
        }
        let meant: Vec<Phrase> = self.affected.iter().chain(&self.versions).map(Phrase::from).collect();
        match (meant.is_empty(), self.package.is_some() || !self.software.is_empty()) {
            (false, _) => text = phrase!("{}; version {}", text, Phrase::joined("{} or {}", meant)),
            (true, true) => text = phrase!("{}; every version", text),
            (true, false) => {}
        }
        if !self.on.is_empty() {
            text = phrase!("{}; of kind {}", text, plain(&self.on));
        }
        match self.level {
            Some(level) => phrase!("{}; level {}", text, Phrase::word(level.word())),
            None => text,
        }
    }
}

impl Condition {
    /// What must hold, each in words.
    pub fn words(&self) -> Vec<Phrase> {
        let some = |words: &[String], said: fn(String) -> Phrase| (!words.is_empty()).then(|| said(words.join(", ")));
        [
            some(&self.home, |text| phrase!("the buyer is at home in {}", text)),
            some(&self.owned_from, |text| phrase!("the buyer is owned from {}", text)),
            self.fact.as_ref().map(|fact| phrase!("the buyer states `{}`", fact)),
            self.annual_revenue_over.map(|cap| phrase!("the buyer's revenue is over USD {} a year", cap.to_string())),
            self.licence_leaves_buyer_out.then(|| phrase!("the terms leave the buyer out")),
            self.from.map(|day| phrase!("from {}", day.to_string())),
            self.until.map(|day| phrase!("until {}", day.to_string())),
            self.person.as_ref().map(|text| phrase!("{} (a person says)", Phrase::data(text))),
            self.unless_evidence.as_ref().map(|kind| phrase!("no document of kind `{}` is held", kind)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Reference {
    /// The source, with its address and how sure it is. Sources are cited as they are.
    pub fn words(&self) -> Phrase {
        let url = self.url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
        phrase!("{}{} [{}]", &self.text, url, Phrase::word(self.mark.word()))
    }
}
