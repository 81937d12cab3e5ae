//! Packs as standards. Source: CycloneDX 1.6, `definitions.standards`.

use super::super::View;
use crate::policy::{Cite, Rule, Used};
use serde_json::{Value, json};

/// The reference of a rule as a requirement.
pub(super) fn reference(rule: &Rule) -> String {
    format!("requirement:{}/{}", rule.pack, rule.id)
}

/// One standard for each pack, with every rule of it that the plan holds.
pub(super) fn standards(view: &View<'_>) -> Vec<Value> {
    let plan = &view.gate.plan;
    plan.packs.iter().map(|pack| standard(pack, plan.rules.iter().filter(|rule| rule.pack == pack.name))).collect()
}

fn standard<'a>(pack: &Used, rules: impl Iterator<Item = &'a Rule>) -> Value {
    json!({
        "bom-ref": format!("standard:{}", pack.name),
        "name": pack.name,
        "version": pack.version,
        "description": format!("{} (sha256 {})", pack.title, pack.sha256),
        "requirements": rules.map(requirement).collect::<Vec<_>>(),
    })
}

fn requirement(rule: &Rule) -> Value {
    let mut shaped = json!({
        "bom-ref": reference(rule),
        "identifier": rule.id,
        "title": rule.title,
        "text": rule.require_text.trim(),
        "descriptions": [rule.fix.trim()],
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

fn link(cite: &Cite) -> Option<Value> {
    let comment = format!("{} [{}]", cite.text, cite.mark.word());
    Some(json!({ "type": "other", "url": cite.url.as_ref()?, "comment": comment }))
}
