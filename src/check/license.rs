//! What the licences of a component permit.

use super::scene::Scene;
use super::{Argument, Check, Explanation, Test, Wants};
use crate::base::{Index, Mask, Phrase, Truth, phrase};
use crate::model::{LicenseId, ListField, Row};
use std::collections::HashSet;

/// `license_known(component)`
pub(super) const LICENSE_KNOWN: Check = Check {
    name: "license_known",
    wants: Wants::Nothing,
    doc: "Is every licence of the component one that SPDX or the list of AI licences knows? Yes: all are. No: the bill says \
          there is none. Unknown: none is stated, or one is a free text nobody catalogued.",
    make: |_| Ok(Box::new(Licenses { question: Question::Known, words: HashSet::new(), name: String::new() })),
};

/// `license_permits(component, allowed)`
pub(super) const LICENSE_PERMITS: Check = Check {
    name: "license_permits",
    wants: Wants::Words,
    doc: "Can the component be used under the licences of the list alone? Every licence entry must be satisfiable: of an OR \
          one branch, of an AND all. Yes: it can. No: it cannot, or the bill says there is no licence. Unknown: no licence is \
          stated, or one is not recognised.",
    make: |argument| make(argument, Question::Permits),
};

/// `license_forbids(component, denied)`
pub(super) const LICENSE_FORBIDS: Check = Check {
    name: "license_forbids",
    wants: Wants::Words,
    doc: "Is there no way to use the component without a licence of the list? Yes: some licence entry cannot be satisfied \
          without one. No: every entry can. Unknown: no licence is stated, or one is not recognised.",
    make: |argument| make(argument, Question::Forbids),
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Known,
    Permits,
    Forbids,
}

fn make(argument: &Argument, question: Question) -> Result<Box<dyn Test>, Phrase> {
    let (words, name) = argument.words();
    if words.is_empty() {
        return Err(phrase!("the list of licences is empty"));
    }
    Ok(Box::new(Licenses { question, words: words.iter().cloned().collect(), name: name.to_owned() }))
}

struct Licenses {
    question: Question,
    words: HashSet<String>,
    name: String,
}

impl Licenses {
    fn one(&self, scene: &Scene<'_>, id: LicenseId) -> Truth {
        let licensing = &scene.facts.licensing;
        match self.question {
            Question::Known => licensing.reading(id).known,
            Question::Permits => licensing.permits(id, &|id| self.words.contains(id)),
            Question::Forbids => licensing.forbids(id, &|id| self.words.contains(id)),
        }
    }
}

impl Test for Licenses {
    fn ask(&self, scene: &Scene<'_>) -> Mask {
        let parts = &scene.bom.components;
        let of_license: Vec<Truth> = scene.bom.licenses.indices().map(|id| self.one(scene, id)).collect();
        Mask::collect(scene.rows(), |at| {
            let row = Row::new(at);
            let entries = parts.licenses.of(row).iter().map(|id| of_license[id.at()]);
            match (self.question, entries.len()) {
                (Question::Forbids, 0) => Truth::Unknown,
                (_, 0) if parts.carries(row, ListField::Licenses) => Truth::No,
                (_, 0) => Truth::Unknown,
                (Question::Forbids, _) => entries.fold(Truth::No, Truth::or),
                (_, _) => entries.fold(Truth::Yes, Truth::and),
            }
        })
    }

    fn explain(&self, scene: &Scene<'_>, row: Row) -> Explanation {
        let mut explanation = Explanation::default();
        let parts = &scene.bom.components;
        let entries = parts.licenses.of(row);
        if entries.is_empty() {
            let word = if parts.carries(row, ListField::Licenses) { "declared none" } else { "absent" };
            explanation.saw("component.licenses", Phrase::word(word));
        }
        for id in entries {
            let license = &scene.bom.licenses[*id];
            let stated = scene.bom.stated(license.text);
            let text = stated.value().map_or_else(|| Phrase::word(stated.word()), |text| text.into());
            let answer = match (self.question, self.one(scene, *id)) {
                (_, Truth::Unknown) => phrase!("{} (not recognised)", text),
                (Question::Permits, Truth::No) => phrase!("{} (not on the list)", text),
                (Question::Forbids, Truth::Yes) => phrase!("{} (on the list)", text),
                _ => text,
            };
            explanation.saw("component.licenses", answer);
            for fault in &scene.facts.licensing.reading(*id).faults {
                explanation.saw(phrase!("licence text"), fault);
            }
        }
        if !self.name.is_empty() {
            explanation.saw(phrase!("licences asked about"), self.name.clone());
        }
        explanation
    }
}
