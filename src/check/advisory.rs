//! Whether a component is in a version that something is known about.

use super::exploitable::said_of;
use super::scene::Scene;
use super::{Argument, Check, Explanation, Test, Wants};
use crate::advisory::{Hit, Severity};
use crate::base::{Index, Mask, Phrase, Truth, nearest, phrase};
use crate::enrich::{Look, Standing};
use crate::model::Row;

/// `advisories(component)` and `advisories(component, "high")`
pub(super) const ADVISORIES: Check = Check {
    name: "advisories",
    wants: Wants::MaybeText,
    doc: "Is the component, in its version, affected by an advisory (OSV records) at or above a severity: low, medium, high, \
          critical, or `malicious` for packages published to do harm; without one, by any? An advisory that does not say how bad \
          it is, and a version that cannot be ordered, count as affected; withdrawn advisories do not count. Yes: affected. No: \
          looked up and not affected. Unknown: it was not looked up (no source, no package URL, no version, an ecosystem without \
          advisories).",
    make: |argument| {
        let asked = match argument {
            Argument::Text(word) if word == "malicious" => Asks::Malicious,
            Argument::Text(word) => match Severity::ALL.into_iter().find(|severity| severity.word() == word) {
                Some(severity) => Asks::From(severity),
                None => {
                    let words = || Severity::ALL.map(Severity::word).into_iter().chain(["malicious"]);
                    let near =
                        nearest(word, words()).map_or_else(Phrase::default, |near| phrase!("; did you mean \"{}\"?", near));
                    return Err(phrase!("\"{}\" is no severity: {}{}", word, Phrase::names(words()), near));
                }
            },
            _ => Asks::From(Severity::None),
        };
        Ok(Box::new(asked))
    },
};

/// `known_exploited(component)`
pub(super) const KNOWN_EXPLOITED: Check = Check {
    name: "known_exploited",
    wants: Wants::Nothing,
    doc: "Is the component, in its version, affected by a vulnerability that is known to be exploited (CISA KEV, by CVE id and \
          alias)? Yes: it is. No: looked up, and none of its vulnerabilities is on the list. Unknown: it was not looked up, or it \
          is affected by something and the source has no such list.",
    make: |_| Ok(Box::new(Asks::Exploited)),
};

/// Which advisories a rule asks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// At or above a severity.
    From(Severity),
    /// Those of packages published to do harm.
    Malicious,
    /// Those on the list of exploited vulnerabilities.
    Exploited,
}

impl Asks {
    /// What a rule asks that forbids one of these checks: `forbids` gives the argument a check of this name is forbidden with.
    pub fn of<'r>(forbids: impl Fn(&str) -> Option<&'r str>) -> Option<Self> {
        if forbids(KNOWN_EXPLOITED.name).is_some() {
            return Some(Self::Exploited);
        }
        match forbids(ADVISORIES.name)?.trim_matches('"') {
            "" => Some(Self::From(Severity::None)),
            "malicious" => Some(Self::Malicious),
            word => Severity::ALL.into_iter().find(|severity| severity.word() == word).map(Self::From),
        }
    }

    fn counts(self, hit: &Hit) -> bool {
        match self {
            Self::From(least) => hit.weighs(least),
            Self::Malicious => hit.malicious && !hit.withdrawn,
            Self::Exploited => hit.exploited.is_some() && !hit.withdrawn,
        }
    }

    fn one(self, scene: &Scene<'_>, row: Row) -> Truth {
        let advice = &scene.facts.advice;
        let hits = advice.hits(row);
        if hits.iter().any(|hit| self.counts(hit)) {
            return Truth::Yes;
        }
        let open = self == Self::Exploited && !advice.lists_exploited && hits.iter().any(|hit| !hit.withdrawn);
        if advice.look(row) == Some(Look::Done) && !open { Truth::No } else { Truth::Unknown }
    }
}

/// The advisories that keep a component from passing a question: those that count, or, where no list says which are exploited,
/// every one. Empty where that it was not looked up keeps it.
pub fn weighing<'s>(scene: &'s Scene<'_>, row: Row, asks: Asks) -> Vec<&'s Hit> {
    let advice = &scene.facts.advice;
    let open = asks == Asks::Exploited && !advice.lists_exploited && advice.look(row) == Some(Look::Done);
    advice.hits(row).iter().filter(|hit| asks.counts(hit) || (open && !hit.withdrawn)).collect()
}

impl Test for Asks {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        Mask::collect(scene.rows(), |at| self.one(scene, Row::new(at)))
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let advice = &scene.facts.advice;
        for hit in advice.hits(row).iter().filter(|hit| self.counts(hit)) {
            explanation.saw(hit.id.clone(), hit.line());
            let names = || std::iter::once(&hit.id).chain(&hit.aliases);
            for said in said_of(scene, row).filter(|said| names().any(|id| said.statement.speaks_of(id))) {
                explanation.saw(format!("{}, statement (VEX)", hit.id), said.words(&scene.bom.name));
            }
        }
        for hit in advice.hits(row).iter().filter(|hit| hit.withdrawn) {
            explanation.saw(hit.id.clone(), phrase!("withdrawn: does not count"));
        }
        let advisories = phrase!("advisories");
        match (&advice.standing, advice.look(row)) {
            (Standing::Absent, _) => explanation.saw(advisories, phrase!("no database of advisories was given")),
            (Standing::Unavailable(why, _), _) => explanation.saw(advisories, phrase!("cannot be had: {}", why)),
            (Standing::Answered(_), Some(look)) if look != Look::Done => {
                explanation.saw(advisories, Phrase::word(look.text()));
            }
            (Standing::Answered(_), _) => {
                let open = *self == Self::Exploited && !advice.lists_exploited;
                if open {
                    explanation.saw(advisories, phrase!("the database has no list of exploited vulnerabilities"));
                } else if explanation.observed.is_empty() {
                    explanation.saw(advisories, phrase!("none affects this version"));
                }
            }
        }
        explanation
    }
}
