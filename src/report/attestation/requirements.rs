//! Packs as standards. Source: CycloneDX 1.6, `definitions.standards`.

use super::super::View;
use crate::evaluate::LapseKind;
use crate::policy::{Cite, Rule, Used};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The reference of a rule as a requirement.
pub(super) fn reference(rule: &Rule) -> String {
    format!("requirement:{}/{}", rule.pack, rule.id)
}

/// One standard for each pack, with every rule of it that the plan holds.
pub(super) fn standards(view: &View<'_>) -> Vec<Value> {
    let plan = &view.gate.plan;
    let day = view.gate.as_of;
    plan.packs.iter().map(|pack| standard(pack, day, plan.rules.iter().filter(|rule| rule.pack == pack.name))).collect()
}

fn standard<'a>(pack: &Used, day: Date, rules: impl Iterator<Item = &'a Rule>) -> Value {
    let overdue = pack.review_by.filter(|due| *due < day);
    let overdue = overdue.map_or_else(String::new, |due| format!("; {}: {due}", LapseKind::PackOverdue.word()));
    json!({
        "bom-ref": format!("standard:{}", pack.name),
        "name": pack.name,
        "version": pack.version,
        "description": format!("{} (sha256 {}){overdue}", pack.title, pack.sha256),
        "requirements": rules.map(requirement).collect::<Vec<_>>(),
    })
}

fn requirement(rule: &Rule) -> Value {
    let mut shaped = json!({
        "bom-ref": reference(rule),
        "identifier": rule.id,
        "title": rule.title,
        "text": rule.require_text.trim(),
        "descriptions": descriptions(rule),
        "properties": [
            { "name": "bomgate:level", "value": rule.level.word() },
            { "name": "bomgate:tier", "value": rule.tier.to_string() },
            { "name": "bomgate:unknown", "value": rule.unknown.word() },
            { "name": "bomgate:area", "value": rule.area.word() },
        ],
    });
    let links: Vec<Value> = rule.cites.iter().filter_map(link).collect();
    if !links.is_empty() {
        shaped["externalReferences"] = links.into();
    }
    shaped
}

/// What to do, then what the rule rests on: a source without an address is named too.
fn descriptions(rule: &Rule) -> Vec<String> {
    let cites = rule.cites.iter().map(|cite| format!("Rests on: {} [{}]", cite.text, cite.mark.word()));
    std::iter::once(rule.fix.trim().to_owned()).chain(cites).collect()
}

fn link(cite: &Cite) -> Option<Value> {
    let comment = format!("{} [{}]", cite.text, cite.mark.word());
    let url =
        cite.url.as_ref().filter(|url| url.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte)))?;
    Some(json!({ "type": "other", "url": url, "comment": comment }))
}
