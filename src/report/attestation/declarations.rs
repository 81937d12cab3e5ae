//! The verdict as CycloneDX attestations (CDXA). Source: CycloneDX 1.6, `declarations` and `definitions.standards`.
//!
//! Packs are standards, rules are requirements, each delivery is a target. Each rule that was asked is a claim about a target;
//! the bill is its evidence, each finding its counter-evidence, and the share answered yes its conformance.

use super::super::entry::{Entry, Sort, each};
use super::super::{Delivery, View, json};
use super::requirements::{reference, standards};
use super::{serial, sha256};
use crate::evaluate::{State, Tally};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

const ASSESSOR: &str = "assessor:bomgate";

/// What every delivery must meet besides the rules: id, title, and what goes against it.
const GATE: [(&str, &str, Sort); 3] = [
    ("unambiguous", "The bill can be read, and in one way only", Sort::Rejected),
    ("papers-in-order", "Waivers keep to what policy allows", Sort::Papers),
    ("established", "Nothing the verdict needs is left open", Sort::NotEstablished),
];

/// The parts of `declarations`, as they grow.
#[derive(Default)]
struct Declared {
    attestations: Vec<Value>,
    claims: Vec<Value>,
    evidence: Vec<Value>,
    targets: Vec<Value>,
}

/// Writes the report.
pub(in crate::report) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut declared = Declared::default();
    for (at, delivery) in view.deliveries.iter().enumerate() {
        declared.add(view, at, delivery)?;
    }
    let standards: Vec<Value> = std::iter::once(gate_standard()).chain(standards(view)).collect();
    let property = |name: &str, value: String| json!({ "name": format!("bomgate:{name}"), "value": value });
    let document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial(view, "cdxa"),
        "version": 1,
        "metadata": {
            // The day of judgement: a clock would make every copy another one.
            "timestamp": format!("{}T00:00:00Z", view.gate.as_of),
            "tools": { "components": [{ "type": "application", "name": "bomgate", "version": env!("CARGO_PKG_VERSION") }] },
            "properties": [
                property("verdict", view.verdict().word().to_owned()),
                property("exit-code", view.verdict().code().to_string()),
                property("lists", view.gate.lists.digest().to_owned()),
            ],
        },
        "declarations": {
            "assessors": [{ "bom-ref": ASSESSOR, "thirdParty": false, "organization": { "name": assessor(view) } }],
            "attestations": declared.attestations,
            "claims": declared.claims,
            "evidence": declared.evidence,
            "targets": { "components": declared.targets },
        },
        "definitions": { "standards": standards },
    });
    json::write_json(&document, out)
}

/// Who answers for the verdict: the buyer, where it says its name.
fn assessor<'a>(view: &View<'a>) -> &'a str {
    view.gate.buyer.name.as_deref().unwrap_or("the operator of bomgate")
}

impl Declared {
    fn add(&mut self, view: &View<'_>, at: usize, delivery: &Delivery) -> io::Result<()> {
        let target = format!("delivery:{at}");
        self.targets.push(component(&target, delivery));
        let bill = format!("evidence:{at}/bill");
        self.evidence.push(json!({
            "bom-ref": bill,
            "description": sha256(delivery).map_or_else(
                || format!("{}: could not be read", delivery.name),
                |sha256| format!("{}, sha256 {sha256}", delivery.name),
            ),
        }));
        let mut against: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        each(view, delivery, &mut |entry| {
            against.entry(requirement(entry)).or_default().push(counter(entry));
            Ok(())
        })?;
        let mut map = Vec::new();
        for (id, title, _) in GATE {
            let requirement = format!("requirement:gate/{id}");
            let entries = against.remove(&requirement).unwrap_or_default();
            let score = u8::from(entries.is_empty());
            let conformance = json!({ "score": score, "rationale": format!("{} against it", entries.len()) });
            map.push(self.claim(&target, &bill, &requirement, title, entries, conformance));
        }
        let asked = delivery.result.iter().flat_map(|judged| &judged.outcome.tallies);
        for tally in asked.filter(|tally| tally.state == State::Asked) {
            let rule = &view.gate.plan.rules[tally.rule];
            let requirement = reference(rule);
            let entries = against.remove(&requirement).unwrap_or_default();
            map.push(self.claim(&target, &bill, &requirement, &rule.title, entries, conformance(tally)));
        }
        let summary = format!("{}: {}, as of {}", delivery.verdict().word(), delivery.name, view.gate.as_of);
        self.attestations.push(json!({ "summary": summary, "assessor": ASSESSOR, "map": map }));
        Ok(())
    }

    /// Adds a claim with what speaks for and against it; hands back its entry of the map.
    fn claim(
        &mut self,
        target: &str,
        bill: &str,
        requirement: &str,
        title: &str,
        against: Vec<Value>,
        conformance: Value,
    ) -> Value {
        let of = requirement.strip_prefix("requirement:").unwrap_or(requirement);
        let reference = format!("claim:{target}/{of}");
        let mut claim = json!({ "bom-ref": reference, "target": target, "predicate": title, "evidence": [bill] });
        let mut entry = json!({ "requirement": requirement, "conformance": conformance });
        if against.is_empty() {
            entry["claims"] = json!([reference]);
        } else {
            let counter = format!("counter-evidence:{target}/{of}");
            claim["counterEvidence"] = json!([counter]);
            self.evidence.push(json!({ "bom-ref": counter, "description": "Findings", "data": against }));
            entry["counterClaims"] = json!([reference]);
        }
        self.claims.push(claim);
        entry
    }
}

/// What an entry speaks against.
fn requirement(entry: &Entry<'_>) -> String {
    match (entry.rule, GATE.iter().find(|(.., sort)| *sort == entry.sort)) {
        (Some(rule), _) => reference(rule),
        (None, Some((id, ..))) => format!("requirement:gate/{id}"),
        (None, None) => format!("requirement:gate/{}", entry.id),
    }
}

fn counter(entry: &Entry<'_>) -> Value {
    let waived = entry.waiver.map_or_else(String::new, |waiver| format!(" (waived until {})", waiver.expires));
    let text = format!("{}{waived}. {}", entry.message().trim_end_matches('.'), entry.fix);
    json!({ "name": entry.id, "contents": { "attachment": { "contentType": "text/plain", "content": text } } })
}

/// The share of subjects that answered yes. Rounded down, so that nothing short of all reads as 1.
fn conformance(tally: &Tally) -> Value {
    let of = tally.yes + tally.no + tally.unknown;
    let permille = (tally.yes * 1000).checked_div(of).unwrap_or(0);
    let rationale = format!("{} yes, {} no, {} not demonstrated", tally.yes, tally.no, tally.unknown);
    json!({ "score": f64::from(u16::try_from(permille).unwrap_or(0)) / 1000.0, "rationale": rationale })
}

fn component(reference: &str, delivery: &Delivery) -> Value {
    let bom = delivery.result.as_ref().ok().map(|judged| &judged.bom);
    let name = bom.and_then(|bom| bom.value(bom.components.name[bom.subject()?])).unwrap_or(&delivery.name);
    let version = bom.and_then(|bom| bom.value(bom.components.version[bom.subject()?]));
    let mut shaped = json!({
        "type": "application",
        "bom-ref": reference,
        "name": name,
        "properties": [
            { "name": "bomgate:delivery", "value": delivery.name },
            { "name": "bomgate:verdict", "value": delivery.verdict().word() },
            { "name": "bomgate:bill-sha256", "value": sha256(delivery).unwrap_or("not read") },
        ],
    });
    if let Some(version) = version {
        shaped["version"] = version.into();
    }
    shaped
}

/// What bomgate itself asks of every delivery, whatever the packs.
fn gate_standard() -> Value {
    let requirement = |(id, title, _)| json!({ "bom-ref": format!("requirement:gate/{id}"), "identifier": id, "title": title });
    json!({
        "bom-ref": "standard:gate",
        "name": "bomgate",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "What a verdict needs besides the rules of packs",
        "requirements": GATE.map(requirement),
    })
}
