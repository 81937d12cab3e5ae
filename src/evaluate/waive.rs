//! Waivers held against findings.

use super::lapse::{Lapse, LapseKind};
use super::outcome::{Finding, Lift, SubjectAt};
use crate::base::{Phrase, phrase};
use crate::check::{Binding, Scene, one_thing, some_labels};
use crate::policy::{Plan, Waiver, Waivers};

/// Marks the findings that a waiver lifts. Returns what is wrong with the waivers.
pub(super) fn apply(plan: &Plan, scene: &Scene<'_>, waivers: &Waivers, findings: &mut [Finding]) -> Vec<Lapse> {
    let mut lapses = Vec::new();
    let holding = waivers.entries.iter().filter(|waiver| waiver.expires >= scene.as_of).count();
    if let Some(most) = plan.waiver_limits.max_count.filter(|most| holding > *most as usize) {
        let place = waivers.source.as_ref().map_or_else(String::new, |source| source.name.clone());
        lapses.push(Lapse {
            kind: LapseKind::WaiverBudget,
            place,
            text: phrase!("{} waivers hold, policy allows {}", holding.to_string(), most.to_string()),
        });
    }
    for (at, (waiver, binding)) in waivers.entries.iter().zip(&waivers.bindings).enumerate() {
        let fault = unfit(plan, scene, waiver, binding).or_else(|| {
            let lifted = lift(plan, scene, waiver, binding, findings, u32::try_from(at).ok());
            (!lifted).then(|| (LapseKind::WaiverUnmatched, phrase!("lifts nothing in this bill")))
        });
        if let Some((kind, why)) = fault {
            let text = phrase!("the waiver of `{}` {}", &waiver.rule.value, why);
            lapses.push(Lapse { kind, place: waivers.place(at), text });
        }
    }
    lapses
}

/// Why a waiver may lift nothing, whatever the findings are.
fn unfit(plan: &Plan, scene: &Scene<'_>, waiver: &Waiver, binding: &Binding) -> Option<(LapseKind, Phrase)> {
    let Some(rule) = plan.rule(&waiver.rule.value) else {
        return Some((LapseKind::WaiverUnknownRule, phrase!("is of no rule in the chosen packs")));
    };
    if waiver.expires < scene.as_of {
        return Some((LapseKind::WaiverExpired, phrase!("expired on {}", waiver.expires.to_string())));
    }
    if let Some(granted) = waiver.granted.filter(|granted| *granted > scene.as_of) {
        return Some((LapseKind::WaiverNotYet, phrase!("is granted only from {}", granted.to_string())));
    }
    if !rule.waivable {
        return Some((
            LapseKind::WaiverNotAllowed,
            phrase!("lifts nothing: pack {} does not let this rule be waived", &rule.pack),
        ));
    }
    let days = (waiver.expires - waiver.granted.unwrap_or(scene.as_of)).get_days();
    if let Some(most) = plan.waiver_limits.max_days.filter(|most| i64::from(days) > i64::from(*most)) {
        return Some((
            LapseKind::WaiverTooLong,
            phrase!("holds for {} days, policy allows {}", days.to_string(), most.to_string()),
        ));
    }
    let rows = binding.rows(scene.bom);
    (!one_thing(scene.bom, &rows)).then(|| {
        let labels = some_labels(scene.bom, &rows);
        (LapseKind::WaiverTooBroad, phrase!("fits several parts and lifts none: {}; bind it by purl and digest", labels))
    })
}

/// Marks what it lifts; false when that is nothing.
fn lift(plan: &Plan, scene: &Scene<'_>, waiver: &Waiver, binding: &Binding, findings: &mut [Finding], at: Option<u32>) -> bool {
    let rows = binding.rows(scene.bom);
    let whole = binding.only_digest(&scene.bom.document.sha256);
    let mut lifted = false;
    for finding in findings.iter_mut().filter(|finding| plan.rules[finding.rule()].id == waiver.rule.value) {
        let fits = match finding.subject {
            SubjectAt::Component(row) => rows.contains(&row),
            SubjectAt::Bom => whole,
            SubjectAt::Link(_) => false,
        };
        if fits {
            finding.lift = at.map(Lift::Waiver);
            lifted = true;
        }
    }
    lifted
}
