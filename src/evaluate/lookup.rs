//! How many of the parts that are due were looked up, and what stands in the way.

use super::coverage::Fraction;
use super::{Judgement, Outstanding};
use crate::advisory::About;
use crate::base::{Phrase, phrase};
use crate::check::Scene;
use crate::enrich::{Look, Standing, can_be_looked_up};
use crate::model::Row;
use crate::policy::Plan;

/// No source of advisories was given.
const ABSENT: &str = "advisories-absent";
/// The source failed.
const UNAVAILABLE: &str = "advisories-unavailable";
/// Its records are too old.
const STALE: &str = "advisories-stale";
/// Records that may concern a part could not be read.
const UNREAD: &str = "advisories-unread";
/// Parts are affected by something, and no list says whether it is exploited.
const NO_LIST: &str = "exploited-absent";
/// Parts could not be looked up.
const UNASSESSED: &str = "unassessed";

/// Every gap of a look-up.
pub(super) const GAPS: [&str; 6] = [ABSENT, UNAVAILABLE, STALE, UNREAD, NO_LIST, UNASSESSED];

/// The gaps that leave parts without a look-up: accepting the one that is there accepts that.
pub(super) const ACCEPTABLE: [&str; 3] = [ABSENT, UNAVAILABLE, UNASSESSED];

/// Rows that must be looked up: due to one pack that speaks of look-ups is due. What a pack spares is due all the same where
/// it can be looked up: without a source nothing is known of it either.
fn due(plan: &Plan, scene: &Scene<'_>) -> Vec<Row> {
    let parts = &scene.bom.components;
    let due = |row: &Row| {
        let versioned = scene.bom.value(parts.version[*row]).is_some();
        plan.lookups.iter().any(|lookups| lookups.due(parts.kind[*row], parts.role[*row], versioned))
            || !plan.lookups.is_empty() && parts.role[*row].delivered() && can_be_looked_up(scene.bom, *row)
    };
    parts.rows().filter(due).collect()
}

/// Looked up of due, and what could not be established.
pub(super) fn measure(plan: &Plan, scene: &Scene<'_>, judgement: &Judgement) -> (Fraction, Vec<Outstanding>) {
    let (due, advice) = (due(plan, scene), &scene.facts.advice);
    let mut open: Vec<Outstanding> = Vec::new();
    let mut push = |name: &'static str, text: Phrase, count: usize| open.push(Outstanding { name, text, count });
    let done = due.iter().filter(|row| advice.look(**row) == Some(Look::Done)).count();
    let fraction = Fraction { done, of: due.len() };
    match &advice.standing {
        _ if due.is_empty() => {}
        Standing::Absent => {
            push(ABSENT, phrase!("no database of advisories was given: `bomgate advisories import` makes one"), due.len());
        }
        Standing::Unavailable(why, about) => {
            push(UNAVAILABLE, phrase!("the advisories of {} cannot be had: {}", &about.place, why), due.len());
        }
        Standing::Answered(about) => {
            if let Some(text) = stale(about, plan, scene, judgement) {
                push(STALE, text, 1);
            }
            let unassessed: Vec<Row> =
                due.iter().copied().filter(|row| advice.look(*row).is_some_and(|look| look != Look::Done)).collect();
            if let Some((first, look)) = unassessed.first().and_then(|row| Some((*row, advice.look(*row)?))) {
                let text = phrase!("advisories on {} cannot be looked up: {}", scene.bom.label(first), Phrase::word(look.text()));
                push(UNASSESSED, text, unassessed.len());
            }
        }
    }
    if let Some(first) = advice.unread.first() {
        push(UNREAD, phrase!("an advisory could not be read: {}: {}", &first.name, &first.why), advice.unread.len());
    }
    let affected = |row: &Row| advice.hits(*row).iter().any(|hit| !hit.withdrawn);
    let count = scene.bom.components.rows().filter(affected).count();
    if count > 0 && !advice.lists_exploited && !plan.lookups.is_empty() {
        let text =
            phrase!("parts are affected by advisories, and no list says which of them are exploited: import it with --kev FILE");
        push(NO_LIST, text, count);
    }
    (fraction, open)
}

/// Why the records are too old: the strictest pack decides, unless the operator set a limit.
fn stale(about: &About, plan: &Plan, scene: &Scene<'_>, judgement: &Judgement) -> Option<Phrase> {
    let most = judgement.max_advisory_age.or_else(|| plan.lookups.iter().map(|lookups| lookups.max_age_days).min())?;
    let Some(day) = about.as_of else {
        return Some(phrase!("the advisories of {} do not say of which day they are", &about.place));
    };
    let days = (scene.as_of - day).get_days();
    (i64::from(days) > i64::from(most)).then(|| {
        phrase!(
            "the advisories of {} are of {}, {} days before the day of judgement; {} are allowed",
            &about.place,
            day.to_string(),
            days.to_string(),
            most.to_string(),
        )
    })
}
