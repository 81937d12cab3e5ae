//! What a source that is missing, old, broken or short means for the verdict: never PASS.

use super::common::{bill, gate_with};
use super::shelf;
use bomgate::advisory::{About, Broken, Found, Origin, Package, Record, RecordFault, Shelf, Source, Unavailable, Unread};
use bomgate::gate::{Gate, Judged};
use std::sync::Arc;

/// A policy that asks little, and wants every part looked up that is no model.
const POLICY: &str = r#"
pack: looked-up
title: Parts are looked up
version: "1"
lookups:
  max_age_days: 7
  spared:
    - { kinds: [model], because: "test" }
    - { kinds: [file], unversioned: true, because: "test" }
    - { roles: [subject], because: "test" }
rules:
  - id: no-critical
    title: No part has a critical advisory
    level: high
    on: component
    require: '!advisories(component, "critical")'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Change it.
"#;

const RECORDS: &str = r#"[{"id":"X-1","aliases":["CVE-2026-1"],"modified":"2026-11-20T00:00:00Z","database_specific":{"severity":"CRITICAL"},
"affected":[{"package":{"ecosystem":"npm","name":"demo-lib"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"2.0.0"}]}]}]}]"#;

const GOOD: &str = r#"{"type":"library","name":"demo-lib","version":"2.0.0","purl":"pkg:npm/demo-lib@2.0.0"}"#;
const BAD: &str = r#"{"type":"library","name":"demo-lib","version":"1.0.0","purl":"pkg:npm/demo-lib@1.0.0"}"#;
const UNNAMED: &str = r#"{"type":"library","name":"house-lib","version":"1.0.0"}"#;
const MODEL: &str = r#"{"type":"machine-learning-model","name":"m","version":"1.0.0"}"#;

fn judged(gate: &Gate, parts: &str) -> Judged {
    super::common::check(gate, bill(parts)).unwrap()
}

fn gate(source: Option<Arc<dyn Source>>, accept: &[&str]) -> Gate {
    let mut gate = gate_with(POLICY, "DE");
    gate.advisories = source;
    gate.judgement.accept = accept.iter().map(|name| (*name).to_owned()).collect();
    gate
}

fn fresh() -> Option<Arc<dyn Source>> {
    Some(Arc::new(shelf(RECORDS, &[])))
}

fn gaps(judged: &Judged) -> Vec<(&str, usize)> {
    judged.outcome.gaps.iter().filter(|gap| !gap.accepted).map(|gap| (gap.name.as_str(), gap.count)).collect()
}

/// A source that cannot be used.
fn broken() -> Option<Arc<dyn Source>> {
    Some(Arc::new(Broken { why: Unavailable("gone".to_owned()), origin: Origin::Offline, place: "a.db".to_owned() }))
}

/// A source that answers for fewer packages than it was asked for.
struct Short;

impl Source for Short {
    fn records(&self, _: &[Package]) -> Result<Found, Unavailable> {
        Ok(Found::default())
    }
    fn about(&self) -> About {
        Shelf::default().about()
    }
}

/// A source with a record it could not read.
struct Unreadable;

impl Source for Unreadable {
    fn records(&self, packages: &[Package]) -> Result<Found, Unavailable> {
        let unread = vec![Unread { name: "X-9".to_owned(), ecosystems: vec!["npm".to_owned()], why: "schema 2".to_owned() }];
        Ok(Found { unread, ..shelf(RECORDS, &[]).records(packages)? })
    }
    fn about(&self) -> About {
        shelf(RECORDS, &[]).about()
    }
}

#[test]
fn only_a_fresh_source_that_answers_for_every_part_lets_a_delivery_pass() {
    let stale: Option<Arc<dyn Source>> =
        Some(Arc::new(Shelf { as_of: Some("2026-11-14".parse().unwrap()), ..shelf(RECORDS, &[]) }));
    let dateless: Option<Arc<dyn Source>> = Some(Arc::new(Shelf { as_of: None, ..shelf(RECORDS, &[]) }));
    let parts = format!("{GOOD},{MODEL}");
    let both = format!("{GOOD},{UNNAMED}");
    for (source, parts, accept, verdict, open, lookups) in [
        (fresh(), &parts, &[][..], "PASS", &[][..], (1, 1)),
        (None, &parts, &[], "INCOMPLETE", &[("advisories-absent", 1)], (0, 1)),
        (None, &parts, &["advisories-absent"], "PASS", &[], (0, 0)),
        (None, &MODEL.to_owned(), &[], "PASS", &[], (0, 0)),
        (broken(), &parts, &[], "INCOMPLETE", &[("advisories-unavailable", 1)], (0, 1)),
        (broken(), &parts, &["advisories-absent"], "INCOMPLETE", &[("advisories-unavailable", 1)], (0, 1)),
        (Some(Arc::new(Short)), &parts, &[], "INCOMPLETE", &[("advisories-unavailable", 1)], (0, 1)),
        (Some(Arc::new(Unreadable)), &parts, &[], "INCOMPLETE", &[("advisories-unread", 1)], (1, 1)),
        (stale, &parts, &[], "INCOMPLETE", &[("advisories-stale", 1)], (1, 1)),
        (dateless, &parts, &[], "INCOMPLETE", &[("advisories-stale", 1)], (1, 1)),
        (fresh(), &both, &[], "INCOMPLETE", &[("unassessed", 1)], (1, 2)),
        (fresh(), &both, &["unassessed"], "PASS", &[], (1, 1)),
        (fresh(), &both, &["advisories-absent"], "INCOMPLETE", &[("unassessed", 1)], (1, 2)),
        (fresh(), &BAD.to_owned(), &[], "FAIL", &[], (1, 1)),
    ] {
        let judged = judged(&gate(source, accept), parts);
        let lookup = judged.outcome.coverage.lookups;
        let came = (judged.outcome.verdict.word(), gaps(&judged), (lookup.done, lookup.of));
        assert_eq!(came, (verdict, open.to_vec(), lookups), "{parts} accepting {accept:?}");
    }
}

#[test]
fn a_part_that_needs_no_look_up_is_looked_up_where_it_can_be() {
    let model = r#"{"type":"machine-learning-model","name":"m","version":"1.0.0","purl":"pkg:npm/demo-lib@1.0.0"}"#;
    assert_eq!(judged(&gate(fresh(), &[]), model).outcome.verdict.word(), "FAIL");
}

#[test]
fn a_part_that_can_be_looked_up_is_due_whatever_it_is_called() {
    for kind in ["file", "machine-learning-model", "library"] {
        let part = format!(r#"{{"type":"{kind}","name":"demo-lib","purl":"pkg:npm/demo-lib@2.0.0"}}"#);
        let judged = judged(&gate(None, &[]), &part);
        assert_eq!((judged.outcome.verdict.word(), gaps(&judged)), ("INCOMPLETE", vec![("advisories-absent", 1)]), "{kind}");
    }
}

#[test]
fn a_file_with_a_version_is_due_and_one_without_is_not() {
    for (version, due) in [("", 0), (r#","version":"1.0.0""#, 1)] {
        let file = format!(r#"{GOOD},{{"type":"file","name":"demo-lib"{version}}}"#);
        let lookups = judged(&gate(fresh(), &[]), &file).outcome.coverage.lookups;
        assert_eq!((lookups.done, lookups.of), (1, 1 + due), "{file}");
    }
}

#[test]
fn affected_parts_need_a_list_of_exploited_vulnerabilities() {
    let light = RECORDS.replace("CRITICAL", "LOW");
    let without: Option<Arc<dyn Source>> = Some(Arc::new(Shelf { exploited: None, ..shelf(&light, &[]) }));
    assert_eq!(gaps(&judged(&gate(without.clone(), &[]), BAD)), [("exploited-absent", 1)]);
    assert_eq!(gaps(&judged(&gate(without, &[]), GOOD)), []);
}

#[test]
fn the_operator_sets_the_age_that_is_allowed() {
    let week_old: Arc<dyn Source> = Arc::new(Shelf { as_of: Some("2026-11-12".parse().unwrap()), ..shelf(RECORDS, &[]) });
    let mut gate = gate(Some(week_old), &[]);
    for (most, verdict) in [(None, "INCOMPLETE"), (Some(10), "PASS"), (Some(9), "INCOMPLETE")] {
        gate.judgement.max_advisory_age = most;
        assert_eq!(judged(&gate, GOOD).outcome.verdict.word(), verdict, "{most:?}");
    }
}

#[test]
fn a_finding_names_the_advisory_its_aliases_the_range_and_the_fix() {
    let gate = gate(Some(Arc::new(shelf(RECORDS, &["CVE-2026-1"]))), &[]);
    let judged = judged(&gate, BAD);
    let [finding] = judged.outcome.findings.as_slice() else { panic!("{:?}", judged.outcome.findings) };
    let scene = gate.scene(&judged.bom, &judged.facts);
    let seen = &gate.explain(&scene, finding).observed[0];
    assert_eq!(&*seen.what, "X-1");
    for words in [
        "critical",
        "CVE-2026-1",
        "npm demo-lib 1.0.0",
        "affected from 0, fixed in 2.0.0",
        "next fixed in 2.0.0",
        "since 2026-01-01",
    ] {
        assert!(seen.value.contains(words), "{words} in {}", seen.value);
    }
}

#[test]
fn an_advisory_that_does_not_say_how_bad_it_is_counts_as_critical() {
    let silent = RECORDS.replace(r#""database_specific":{"severity":"CRITICAL"},"#, "");
    assert_eq!(judged(&gate(Some(Arc::new(shelf(&silent, &[]))), &[]), BAD).outcome.verdict.word(), "FAIL");
    let light = RECORDS.replace("CRITICAL", "HIGH");
    assert_eq!(judged(&gate(Some(Arc::new(shelf(&light, &[]))), &[]), BAD).outcome.verdict.word(), "PASS");
}

#[test]
fn a_record_of_another_schema_or_shape_is_told_apart() {
    let read = |text: &str| Record::of_json(text.as_bytes());
    assert!(matches!(read(r#"{"schema_version":"2.0.0","id":"X-1"}"#), Err(RecordFault::Schema(_))));
    assert!(matches!(read(r#"{"id":""}"#), Err(RecordFault::Malformed(_))));
    assert!(matches!(read(r#"{"modified":"x"}"#), Err(RecordFault::Malformed(_))));
    assert!(matches!(read(r#"{"id":"X-1","affected":{}}"#), Err(RecordFault::Malformed(_))));
    assert!(
        read(
            r#"{"schema_version":"1.9.0","id":"X-1","news":[1],"affected":[{"package":{"ecosystem":"HuggingFace","name":"x"}}]}"#
        )
        .is_ok()
    );
}
