//! Where formats carry what rules ask, entry by entry: `docs/formats.md` against the readers.
//!
//! For each place the table of fields names, a bill that states a value of its own there and nowhere else: with it a rule that
//! asks for that value is answered yes, without it not. Where the table has a dash, no bill of that format answers.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "../common/mod.rs"]
mod common;

mod cyclonedx;
mod spdx2;
mod spdx3;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bomgate::gate::Gate;
use bomgate::policy::field::{DOMAINS, Domain, Get, fields, spdx};
use common::as_xml::as_xml;
use common::{check, gate_with};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// One place, and what a policy sees when something stands there.
pub(crate) struct Probe {
    /// The domain and the path of the field.
    field: &'static str,
    /// The place, in the words of the table.
    place: &'static str,
    /// JSON pointers of the base bill and what is put there.
    set: Vec<(&'static str, Value)>,
    /// What stands there in the bill that does not answer; nothing is put there where this is empty.
    instead: Vec<(&'static str, Value)>,
    /// The expression that answers yes.
    ask: &'static str,
    /// The bill stands in a signed envelope, of this predicate.
    signed: Option<&'static str>,
}

/// A place where one value stands.
pub(crate) fn probe(field: &'static str, place: &'static str, pointer: &'static str, value: Value, ask: &'static str) -> Probe {
    probe_all(field, place, vec![(pointer, value)], ask)
}

/// A place that takes several values.
pub(crate) fn probe_all(field: &'static str, place: &'static str, set: Vec<(&'static str, Value)>, ask: &'static str) -> Probe {
    Probe { field, place, set, instead: Vec::new(), ask, signed: None }
}

impl Probe {
    /// The same, held against a bill that states something else there rather than nothing.
    pub(crate) fn against(mut self, pointer: &'static str, value: Value) -> Self {
        self.instead.push((pointer, value));
        self
    }

    /// The same, in a signed envelope.
    pub(crate) fn enveloped(mut self, predicate: &'static str) -> Self {
        self.signed = Some(predicate);
        self
    }
}

/// Puts a value where a JSON pointer leads, through objects and arrays that may not be there yet.
fn put(bill: &mut Value, pointer: &str, value: Value) {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let mut at = bill;
    for (number, step) in steps.iter().enumerate() {
        let index = step.parse::<usize>().ok();
        if at.is_null() {
            *at = if index.is_some() { json!([]) } else { Value::Object(Map::new()) };
        }
        at = match (index, at) {
            (Some(index), Value::Array(list)) => {
                while list.len() <= index {
                    list.push(Value::Null);
                }
                &mut list[index]
            }
            (_, Value::Object(map)) => map.entry((*step).to_owned()).or_insert(Value::Null),
            (_, other) => panic!("{pointer}: step {number} leads into {other}"),
        };
    }
    *at = value;
}

fn with(base: &Value, set: &[(&'static str, Value)]) -> Value {
    let mut bill = base.clone();
    for (pointer, value) in set {
        put(&mut bill, pointer, value.clone());
    }
    bill
}

/// What the rules of a gate are asked of, by the variable an expression begins with.
fn subject(ask: &str) -> &'static str {
    match ask {
        _ if ask.contains("link.") => "link",
        _ if ask.contains("bom.") => "bom",
        _ => "component",
    }
}

fn pack(asks: impl Iterator<Item = String>) -> Gate {
    let mut pack = "pack: places\ntitle: Places\nversion: \"1\"\nrules:\n".to_owned();
    for (at, ask) in asks.enumerate() {
        write!(
            pack,
            "  - id: ask-{at}\n    title: Place {at}\n    level: info\n    on: {}\n    require: '{ask}'\n    unknown: passes\n    tier: 1\n    \
             area: supply-chain\n    cites: [{{ text: test, mark: unverified }}]\n    fix: none\n",
            subject(&ask)
        )
        .unwrap();
    }
    gate_with(&pack, "DE")
}

/// Which rules some subject of the bill answers yes to, by index; nothing where the bill cannot be read.
fn yes(gate: &Gate, bill: String) -> Option<BTreeSet<usize>> {
    let judged = check(gate, bill).ok()?;
    let ids = judged.outcome.tallies.iter().filter(|tally| tally.yes > 0).map(|tally| &gate.plan.rules[tally.rule].id);
    Some(ids.filter_map(|id| id.strip_prefix("ask-")?.parse().ok()).collect())
}

fn enveloped(bill: &Value, predicate: &str) -> String {
    let statement = json!({"_type": "https://in-toto.io/Statement/v1", "predicateType": predicate, "predicate": bill,
        "subject": [{"name": "app", "digest": {"sha256": "a".repeat(64)}}]});
    json!({"payloadType": "application/vnd.in-toto+json", "payload": STANDARD.encode(statement.to_string()),
        "signatures": [{"keyid": "key", "sig": "AAAA"}]})
    .to_string()
}

/// The places of a cell; commas inside parentheses part none.
fn places(cell: &str) -> BTreeSet<String> {
    let (mut found, mut depth, mut start) = (BTreeSet::new(), 0, 0);
    for (at, character) in cell.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                found.insert(cell[start..at].trim().to_owned());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.insert(cell[start..].trim().to_owned());
    found.retain(|place| !place.is_empty() && place != "...");
    found
}

/// How an expression asks whether a field without a place is stated.
fn stated(domain: Domain, path: &str, get: &Get) -> Option<String> {
    let list = match domain {
        Domain::Bom | Domain::Component => {
            let name = domain.word();
            return Some(if matches!(get, Get::Bool(_)) { format!("{name}.{path}") } else { format!("has({name}.{path})") });
        }
        Domain::License => "component.licenses",
        Domain::Hash => "component.hashes",
        Domain::Reference => "component.references",
        Domain::Property => "component.properties",
        Domain::Party => "component.authors",
        Domain::Annotation => "component.annotations",
        Domain::Data => "component.data",
        Domain::Flow => "component.flows",
        Domain::Composition => "bom.compositions",
        _ => return None,
    };
    Some(format!("{list}.exists(x, has(x.{path}))"))
}

/// Holds the probes of one format against the table and against the reader.
fn held(format: &str, base: &Value, probes: &[Probe], cell: impl Fn(Domain, &str) -> String) {
    let mut wrong = Vec::new();
    let mut probed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for probe in probes {
        probed.entry(probe.field.to_owned()).or_default().insert(probe.place.to_owned());
    }
    let (mut dashes, mut asked) = (Vec::new(), 0);
    for domain in DOMAINS.iter().copied().filter(|domain| *domain != Domain::Buyer) {
        for field in fields(domain) {
            let name = format!("{} {}", domain.word(), field.path);
            let (named, probed) = (places(&cell(domain, field.path)), probed.remove(&name).unwrap_or_default());
            if named != probed {
                wrong.push(format!("{name}: the table names {named:?}, probed are {probed:?}"));
            }
            let other = spdx(domain, field.path);
            let derived = field.cyclonedx.is_empty() && other.two.is_empty() && other.three.is_empty();
            if named.is_empty() && !derived {
                dashes.extend(stated(domain, field.path, &field.get).map(|ask| (name, ask)));
            }
            asked += named.len();
        }
    }
    wrong.extend(probed.keys().map(|name| format!("{name}: no such field")));
    let asks = probes.iter().map(|probe| probe.ask.to_owned()).chain(dashes.iter().map(|(_, ask)| ask.clone()));
    let gate = pack(asks);
    for (at, probe) in probes.iter().enumerate() {
        let what = format!("{} from {}: {}", probe.field, probe.place, probe.ask);
        let bill = with(base, &probe.set);
        let text = probe.signed.map_or_else(|| bill.to_string(), |predicate| enveloped(&bill, predicate));
        match yes(&gate, text) {
            None => wrong
                .push(format!("{what}: the bill is not read: {:?}", check(&gate, bill.to_string()).err().map(|e| e.to_string()))),
            Some(yes) => {
                if !yes.contains(&at) {
                    wrong.push(format!("{what}: not answered"));
                }
                for (number, (name, ask)) in dashes.iter().enumerate() {
                    if yes.contains(&(probes.len() + number)) {
                        wrong.push(format!("{name} has a dash, and `{ask}` is answered where {what}"));
                    }
                }
            }
        }
        if yes(&gate, with(base, &probe.instead).to_string()).is_some_and(|yes| yes.contains(&at)) {
            wrong.push(format!("{what}: answered without it"));
        }
    }
    println!("{format}: {asked} places, {} dashes", dashes.len());
    assert!(wrong.is_empty(), "{} wrong in {format}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn cyclonedx_fills_each_field_from_the_place_the_table_names() {
    let cell = |domain, path: &str| fields(domain).iter().find(|field| field.path == path).unwrap().cyclonedx.to_owned();
    held("CycloneDX", &cyclonedx::base(), &cyclonedx::probes(), cell);
}

#[test]
fn spdx_2_fills_each_field_from_the_place_the_table_names() {
    held("SPDX 2", &spdx2::base(), &spdx2::probes(), |domain, path| spdx(domain, path).two.to_owned());
}

#[test]
fn spdx_3_fills_each_field_from_the_place_the_table_names() {
    held("SPDX 3", &spdx3::base(), &spdx3::probes(), |domain, path| spdx(domain, path).three.to_owned());
}

#[test]
fn cyclonedx_xml_fills_each_field_as_json_does() {
    let probes = cyclonedx::probes();
    let gate = pack(probes.iter().map(|probe| probe.ask.to_owned()));
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (at, probe) in probes.iter().enumerate() {
        // A signature of XML is another thing than one of JSON, and an envelope holds JSON.
        if matches!(probe.place, "bomFormat" | "signature" | "DSSE signatures") {
            continue;
        }
        count += 1;
        let xml = as_xml(&with(&cyclonedx::base(), &probe.set));
        if !yes(&gate, xml.clone()).is_some_and(|yes| yes.contains(&at)) {
            wrong.push(format!(
                "{} from {}: {:?}\n{xml}",
                probe.field,
                probe.place,
                check(&gate, xml.clone()).err().map(|e| e.to_string())
            ));
        }
    }
    assert!(count > 90, "{count}");
    assert!(wrong.is_empty(), "{} wrong in XML:\n{}", wrong.len(), wrong.join("\n"));
}
