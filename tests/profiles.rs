//! Profiles measure and never decide; base packs are offered to every sector; properties are numbers and days.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::base::Truth;
use bomgate::enrich::Lists;
use bomgate::policy::{Plan, PlanRequest, Presence};
use common::{bill, check, gate, gate_of, gate_with, text, verdict};

const WIDE: &str = r#"
pack: wide
purpose: profile
title: Test
version: "1"
rules:
  - id: wide-1
    element: "1"
    title: Version
    level: info
    on: component
    when: 'component.role == "part"'
    require: 'has(component.version)'
    unknown: warns
    tier: 1
    area: supply-chain
    cites: [{ text: t, mark: unverified }]
    fix: f
  - id: wide-2
    element: "2"
    title: Strong digest
    level: info
    on: component
    when: 'component.role == "part"'
    require: 'has(component.hashes) && component.hashes.all(h, h.strong)'
    unknown: warns
    tier: 1
    area: supply-chain
    cites: [{ text: t, mark: unverified }]
    fix: f
"#;

#[test]
fn silence_a_declared_unknown_a_withheld_and_a_declared_none_are_counted_apart() {
    let gate = gate_with(WIDE, "DE");
    let parts = r#"
        {"type":"library","name":"a","version":"1.0","hashes":[{"alg":"SHA-256","content":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}]},
        {"type":"library","name":"b","hashes":[{"alg":"MD5","content":"d41d8cd98f00b204e9800998ecf8427e"}]},
        {"type":"library","name":"c","version":"NOASSERTION"},
        {"type":"library","name":"d","version":"withheld"},
        {"type":"library","name":"e","version":"none","hashes":[]},
        {"type":"device","name":"f","version":"2"}"#;
    let judged = check(&gate, bill(parts)).unwrap();
    let measured = &judged.outcome.completeness[0];
    let counts = |element: usize, kind: &str| &measured.elements[element].kinds[kind];
    for said in [Presence::Stated, Presence::Absent, Presence::Unknown, Presence::Withheld, Presence::Nothing] {
        assert_eq!(counts(0, "library").get(&said), Some(&1), "{said:?} of the versions");
    }
    assert_eq!(counts(0, "device").get(&Presence::Stated), Some(&1));
    assert_eq!(counts(1, "library").get(&Presence::Short), Some(&1), "MD5 is there and is not enough");
    assert_eq!(counts(1, "library").get(&Presence::Nothing), Some(&1));
    assert_eq!(counts(1, "library").get(&Presence::Absent), Some(&2));
    assert_eq!(measured.score(), (0, 2), "no element is stated by every part");
    assert_eq!(measured.by_kind()["library"], (2, 10));
    assert_eq!(measured.by_kind()["device"], (1, 2));
}

#[test]
fn an_element_stated_by_every_part_counts_as_one() {
    let judged = check(&gate_with(WIDE, "DE"), bill(r#"{"type":"library","name":"a","version":"1.0"}"#)).unwrap();
    assert_eq!(judged.outcome.completeness[0].score(), (1, 2));
}

#[test]
fn a_profile_never_decides() {
    let whole = bill(r#"{"type":"library","name":"a","version":"1.0"}"#);
    assert_eq!(verdict(&gate_of(&["cisa-2026"], "DE"), whole.clone()), "INCOMPLETE", "nothing that decides was asked");
    let judged = check(&gate_of(&["cisa-2026"], "DE"), whole.clone()).unwrap();
    assert!(judged.outcome.findings.is_empty());
    let plain = check(&gate_of(&["core"], "DE"), whole.clone()).unwrap().outcome;
    let beside = check(&gate_of(&["core", "cisa-2026"], "DE"), whole).unwrap().outcome;
    assert_eq!((plain.verdict, plain.coverage, plain.findings), (beside.verdict, beside.coverage, beside.findings));
}

#[test]
fn a_profile_is_chosen_by_its_own_flag_and_asks_only_what_is_stated() {
    let lists = Lists::shipped().unwrap();
    let refused = |request: PlanRequest| Plan::resolve(&request, &lists).err().map(|error| error.draw(false)).unwrap_or_default();
    let core = refused(PlanRequest { profiles: vec!["core".to_owned()], ..PlanRequest::default() });
    assert!(core.contains("`core` is no profile"), "{core}");
    let judging = WIDE.replace("'has(component.version)'", "'pinned(component)'");
    let judging = refused(PlanRequest { files: vec![text("p.yaml", &judging)], ..PlanRequest::default() });
    assert!(judging.contains("judges with `pinned`") && judging.contains("p.yaml:13"), "{judging}");
    let nameless = WIDE.replace("    element: \"1\"\n", "");
    let nameless = refused(PlanRequest { files: vec![text("p.yaml", &nameless)], ..PlanRequest::default() });
    assert!(nameless.contains("`wide-1` of a profile names no element"), "{nameless}");
    let stray = WIDE.replace("purpose: profile\n", "");
    let stray = refused(PlanRequest { files: vec![text("p.yaml", &stray)], ..PlanRequest::default() });
    assert!(stray.contains("`wide-1` stands for an element, but the pack is no profile"), "{stray}");
}

#[test]
fn a_sector_brings_the_base_of_its_home_and_of_every_home() {
    let lists = Lists::shipped().unwrap();
    let packs = |sector: &str, home: &str| -> Vec<String> {
        let request = PlanRequest { sector: Some(sector.into()), home: Some(home.into()), ..PlanRequest::default() };
        Plan::resolve(&request, &lists).unwrap().packs.into_iter().map(|pack| pack.name).collect()
    };
    for (sector, home, wanted) in [
        ("telecom", "CN", &["core", "base-cn", "telecom-cn", "base-international"][..]),
        ("finance", "DE", &["core", "base-eu", "finance-eu", "base-international"]),
        ("transport", "US", &["core", "base-us", "transport-us"]),
        ("government", "IN", &["core", "government-in"]),
        ("telecom", "GB", &["core", "base-uk", "telecom-uk"]),
        ("energy", "JP", &["core", "base-jp"]),
    ] {
        let found = packs(sector, home);
        assert!(wanted.iter().all(|name| found.iter().any(|other| other == name)), "{sector} {home}: {found:?}");
        assert!(!found.iter().any(|name| name == "cisa-2026"), "{sector} {home} brings a profile: {found:?}");
        assert!(found.iter().filter(|name| name.starts_with("base-")).count() <= 2, "{found:?}");
    }
    let nowhere = PlanRequest { sector: Some("telecom".into()), home: Some("BR".into()), ..PlanRequest::default() };
    let error = Plan::resolve(&nowhere, &lists).err().unwrap().draw(false);
    assert!(error.contains("no telecom pack for home BR"), "{error}");
}

#[test]
fn properties_are_compared_as_numbers_and_days() {
    let ask = |require: &str, value: &str| -> Truth {
        let policy = format!(
            "pack: p\ntitle: t\nversion: \"1\"\nrules:\n  - {{ id: r, title: t, level: high, on: library, require: '{require}', unknown: fails, tier: 1, area: supply-chain, cites: [{{ text: t, mark: unverified }}], fix: f }}\n"
        );
        let part = format!(r#"{{"type":"library","name":"a","properties":[{{"name":"x:y","value":"{value}"}}]}}"#);
        let tally = check(&gate_with(&policy, "DE"), bill(&part)).unwrap().outcome.tallies[0];
        match (tally.yes, tally.no, tally.unknown) {
            (1, 0, 0) => Truth::Yes,
            (0, 1, 0) => Truth::No,
            _ => Truth::Unknown,
        }
    };
    let share = r#"number(property(component, "x:y")) <= 0.05"#;
    for (value, wanted) in [
        ("0.05", Truth::Yes),
        ("5 %", Truth::Yes),
        ("5%", Truth::Yes),
        ("0.1", Truth::No),
        ("10", Truth::No),
        ("6 %", Truth::No),
        ("1e-3", Truth::Yes),
        ("", Truth::Unknown),
        ("low", Truth::Unknown),
        ("NaN", Truth::Unknown),
        ("-inf", Truth::Unknown),
        ("0,05", Truth::Unknown),
        ("none", Truth::Unknown),
    ] {
        assert_eq!(ask(share, value), wanted, "{value}");
    }
    // The day of judgement is 2026-11-22.
    let ended = r#"days_since(property(component, "x:y")) <= 0"#;
    for (value, wanted) in [
        ("2026-11-22", Truth::Yes),
        ("2026-11-21", Truth::No),
        ("2027-01-01", Truth::Yes),
        ("2026-11-21T23:59:59Z", Truth::No),
        ("2027", Truth::Unknown),
        ("soon", Truth::Unknown),
    ] {
        assert_eq!(ask(ended, value), wanted, "{value}");
    }
}

#[test]
fn a_pack_past_its_review_date_says_so() {
    let mut gate = gate(&PlanRequest { names: vec!["base-eu".to_owned()], ..PlanRequest::default() }, "DE");
    let day = gate.plan.packs.iter().find(|pack| pack.name == "base-eu").and_then(|pack| pack.review_by).unwrap();
    let report = |gate: &bomgate::gate::Gate, name: &str| -> String {
        let judged = check(gate, bill(r#"{"type":"library","name":"a"}"#)).unwrap();
        let deliveries = [bomgate::report::Delivery { name: "x".to_owned(), result: Ok(judged) }];
        let beside = bomgate::report::Beside::default();
        let view = bomgate::report::View {
            gate,
            deliveries: &deliveries,
            beside: &beside,
            width: 100,
            paint: bomgate::report::Paint::Plain,
            links: None,
            time: None,
        };
        let mut out = Vec::new();
        (bomgate::report::find(name).unwrap().write)(&view, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    gate.as_of = day;
    for of in bomgate::report::REPORTS {
        assert!(
            !report(&gate, of.name).contains("overdue\":true") && !report(&gate, of.name).contains("pack-overdue"),
            "{}",
            of.name
        );
    }
    gate.as_of = day.tomorrow().unwrap();
    assert!(report(&gate, "table").contains("past its review date"));
    assert!(report(&gate, "json").replace(": ", ":").contains("\"review_overdue\":true"));
    for of in bomgate::report::REPORTS {
        let said = report(&gate, of.name);
        assert!(said.contains("pack-overdue") && said.contains("base-eu"), "{}", of.name);
    }
}
