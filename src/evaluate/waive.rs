//! Waivers held against findings.

use super::outcome::{Finding, SubjectAt};
use crate::check::Scene;
use crate::model::{Algorithm, PurlParts, Row, parse_purl};
use crate::policy::{Plan, Waiver, Waivers};

/// Marks the findings that a waiver lifts. Returns what is wrong with the waivers.
pub(super) fn apply(plan: &Plan, scene: &Scene<'_>, waivers: &Waivers, findings: &mut [Finding]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, waiver) in waivers.entries.iter().enumerate() {
        let (place, rule) = (waivers.place(at), &waiver.rule.value);
        if plan.rule(rule).is_none() {
            wrong.push(format!("{place}: no rule `{rule}` is in the chosen packs"));
            continue;
        }
        if waiver.expires < scene.as_of {
            wrong.push(format!("{place}: the waiver of `{rule}` expired on {}", waiver.expires));
            continue;
        }
        let mut lifted = false;
        for finding in findings.iter_mut().filter(|finding| plan.rules[finding.rule].id == *rule) {
            if let SubjectAt::Component(row) = finding.subject
                && matches(scene, row, waiver)
            {
                finding.waived = u32::try_from(at).ok();
                lifted = true;
            }
        }
        if !lifted {
            wrong.push(format!("{place}: the waiver of `{rule}` lifts nothing in this bill"));
        }
    }
    wrong
}

/// Package URL and digest, whichever the waiver names, must both be those of the component.
fn matches(scene: &Scene<'_>, row: Row, waiver: &Waiver) -> bool {
    let parts = &scene.bom.components;
    let purl = waiver.component.as_ref().is_none_or(|wanted| {
        fn of(text: &str) -> Option<PurlParts<'_>> {
            parse_purl(text).ok()
        }
        let mine = scene.bom.value(parts.purl[row]).and_then(of);
        mine.is_some() && mine == of(&wanted.value)
    });
    let digest = waiver.digest.as_ref().is_none_or(|wanted| {
        let strong = parts.hashes.of(row).iter().filter(|digest| digest.algorithm == Algorithm::Sha256);
        strong.map(|digest| parts.hex(*digest)).any(|hex| hex.eq_ignore_ascii_case(&wanted.value))
    });
    purl && digest
}
