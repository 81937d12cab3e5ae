//! Where parts were looked up among advisories, and what affects them.

use crate::advisory::Hit;
use crate::enrich::{Advice, Look, Standing};
use crate::model::Bom;
use serde::Serialize;

/// The source, and every part that it says something of.
#[derive(Serialize)]
pub(super) struct Advisories<'a> {
    /// `offline` or `online`.
    source: &'static str,
    place: &'a str,
    /// The source that was to answer and did not, and why.
    in_place_of: Option<&'a str>,
    /// Why the source could not be used; then nothing was looked up.
    unavailable: Option<&'a str>,
    as_of: Option<String>,
    records: usize,
    digest: &'a str,
    exploited_as_of: Option<&'a str>,
    affected: Vec<Affected<'a>>,
    /// Parts that could not be looked up; only those the policy asks for are gaps.
    unassessed: Vec<Unassessed>,
}

#[derive(Serialize)]
struct Affected<'a> {
    component: String,
    pointer: String,
    id: &'a str,
    aliases: &'a [String],
    package: String,
    /// That it is this package is guessed from its name.
    guessed: bool,
    version: Option<&'a str>,
    range: &'a str,
    fixed: Option<&'a str>,
    severity: Option<&'static str>,
    malicious: bool,
    exploited_since: Option<&'a str>,
    withdrawn: bool,
    /// Why it counts although it could not be decided.
    doubt: Option<&'static str>,
    summary: &'a str,
}

#[derive(Serialize)]
struct Unassessed {
    component: String,
    pointer: String,
    why: &'static str,
}

/// What stands in the report; nothing when there was no source.
pub(super) fn advisories<'a>(bom: &Bom, advice: &'a Advice) -> Option<Advisories<'a>> {
    let (about, why) = match &advice.standing {
        Standing::Absent => return None,
        Standing::Unavailable(why, about) => (about, Some(why.as_str())),
        Standing::Answered(about) => (about, None),
    };
    let mut affected = Vec::new();
    let mut unassessed = Vec::new();
    for row in bom.components.rows() {
        affected.extend(advice.hits(row).iter().map(|hit| shaped(bom.label(row), bom.pointer(row), hit)));
        if let Some(look) = advice.look(row).filter(|look| *look != Look::Done) {
            unassessed.push(Unassessed { component: bom.label(row), pointer: bom.pointer(row), why: look.text() });
        }
    }
    Some(Advisories {
        source: about.origin.word(),
        place: &about.place,
        in_place_of: about.in_place_of.as_deref(),
        unavailable: why,
        as_of: about.as_of.map(|day| day.to_string()),
        records: about.records,
        digest: &about.digest,
        exploited_as_of: about.exploited_as_of.as_deref(),
        affected,
        unassessed,
    })
}

fn shaped(component: String, pointer: String, hit: &Hit) -> Affected<'_> {
    Affected {
        component,
        pointer,
        id: &hit.id,
        aliases: &hit.aliases,
        package: hit.package.to_string(),
        guessed: hit.guessed,
        version: hit.version.as_deref(),
        range: &hit.basis.range,
        fixed: hit.basis.fixed.as_deref(),
        severity: hit.severity.map(|severity| severity.word()),
        malicious: hit.malicious,
        exploited_since: hit.exploited.as_ref().map(|exploited| exploited.added.as_str()),
        withdrawn: hit.withdrawn,
        doubt: hit.basis.doubt.as_ref().map(|doubt| doubt.text()),
        summary: &hit.summary,
    }
}
