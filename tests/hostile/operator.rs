//! Group E: the operator's own files. A policy that silently checks less is worse than none.

use super::common::{check, gate_with, text};
use super::{POLICY, with_components};
use bomgate::enrich::Lists;
use bomgate::policy::{Plan, PlanRequest, PolicyError, Waivers};

fn load(policy: &str) -> Result<Plan, PolicyError> {
    let request = PlanRequest { files: vec![text("bad.yaml", policy)], ..PlanRequest::default() };
    Plan::resolve(&request, &Lists::shipped().unwrap())
}

const RULE: &str = r#"
pack: p
title: t
version: "1"
lists: { words: [a, b] }
rules:
  - id: r
    title: t
    level: block
    on: component
    require: component.name != "x"
    unknown: fails
    tier: 1
    area: model
    cites: [{ text: t, mark: unverified }]
    fix: f
"#;

/// Refused, with a word of the message and its line and column.
fn refused(name: &str, policy: &str, word: &str, place: Option<(usize, usize)>) -> Option<String> {
    let error = match load(policy) {
        Ok(_) => return Some(format!("{name}: it was loaded")),
        Err(error) => error,
    };
    let drawn = error.draw(false);
    let at = error.at.as_ref().map(|(source, range)| source.line_column(range.start));
    if !drawn.contains(word) {
        return Some(format!("{name}: no `{word}` in\n{drawn}"));
    }
    (place.is_some() && place != at).then(|| format!("{name}: at {at:?}, expected {place:?}\n{drawn}"))
}

/// What it is, the policy, a word of the message, and the line and column where they are known.
type Refusal<'a> = (&'a str, String, &'a str, Option<(usize, usize)>);

#[test]
fn a_policy_that_is_not_understood_whole_is_refused_whole() {
    assert!(load(RULE).is_ok(), "the control loads");
    let change = |from: &str, to: &str| {
        let changed = RULE.replacen(from, to, 1);
        assert_ne!(changed, RULE, "{from}");
        changed
    };
    let require = |expression: &str| change("component.name != \"x\"", expression);
    let bomb = format!(
        "a: &a [x,x,x,x,x,x,x,x,x]\n{}",
        ('b'..='k')
            .map(|c| format!("{c}: &{c} [{}]\n", vec![format!("*{}", char::from(c as u8 - 1)); 9].join(",")))
            .collect::<String>()
    );
    let cases: Vec<Refusal<'_>> = vec![
        ("E92 a misspelt key", change("level: block", "levle: block"), "did you mean `level`", Some((9, 5))),
        ("E92 an unknown key", change("fix: f", "fix: f\n    severity: high"), "severity", Some((17, 5))),
        ("E92 a misspelt level", change("level: block", "level: blok"), "did you mean `block`", None),
        ("E92 no `unknown`", change("    unknown: fails\n", ""), "unknown", None),
        ("E93 empty", String::new(), "", None),
        ("E93 no rules", change(&RULE[RULE.find("rules:").unwrap()..], "rules: []\n"), "no rules", Some((2, 7))),
        ("E93 a rule that asks nothing", require("true"), "asks nothing", Some((11, 14))),
        ("E93 a rule that can never apply", change("require:", "when: 'false'\n    require:"), "never apply", None),
        (
            "E93 a rule that ends before it starts",
            change("fix: f", "fix: f\n    since: 2026-02-01\n    until: 2026-01-01"),
            "never apply",
            None,
        ),
        ("E93 a constant against a constant", require("'\"a\" == \"b\"'"), "two constants", None),
        ("E94 a key twice", change("level: block", "level: block\n    level: low"), "level", None),
        ("E94 a rule id twice", format!("{RULE}{}", &RULE[RULE.find("  - id").unwrap()..]), "used twice", Some((17, 9))),
        ("E94 an anchor bomb", bomb, "", None),
        ("E94 a merge key", change("rules:\n  - id: r", "base: &b { id: r }\nrules:\n  - <<: *b"), "", None),
        ("E94 a tag", change("title: t", "title: !!python/object t"), "", None),
        ("E94 five megabytes", format!("# {}\n{RULE}", "x".repeat(5 << 20)), "bytes", None),
        ("E95 no citation", change("cites: [{ text: t, mark: unverified }]", "cites: []"), "cites nothing", None),
        ("E95 a mark that does not exist", change("mark: unverified", "mark: sure"), "sure", None),
        ("an unknown field", require("component.nmae == \"x\""), "did you mean `name`", Some((11, 14))),
        ("an unknown variable", require("compnent.name == \"x\""), "did you mean `component`", Some((11, 14))),
        ("an unknown function", require("foregn(component)"), "did you mean `foreign`", Some((11, 14))),
        ("an unknown list", require("component.name in lists.wrds"), "did you mean `words`", Some((11, 32))),
        ("an unknown parameter", require("component.name == parameters.x"), "parameter `x`", None),
        ("an unknown fact of the buyer", require("buyer.critical_infrastucture"), "did you mean `critical_infrastructure`", None),
        ("a text where yes or no belongs", require("component.name"), "yes or no", None),
        ("a number against a text", require("component.name == 1"), "compared", None),
        ("a list against a text", require("component.licenses == \"MIT\""), "list", None),
        ("a day that is none", require("bom.timestamp > \"soon\""), "not a day", None),
        ("arithmetic", require("size(component.hashes) + 1 > 0"), "not part of the language", None),
        ("a filter", require("component.hashes.filter(h, h.strong)"), "part of the language", None),
        ("broken syntax", require("component.name == "), "not an expression", None),
        ("a chain that would overflow the parser", require(&format!("{}true", "true && ".repeat(5_000))), "bytes", None),
        (
            "brackets that would overflow the parser",
            require(&format!("{}component.name == \"x\"{}", "(".repeat(500), ")".repeat(500))),
            "nested",
            None,
        ),
        (
            "a pack that does not exist",
            change("version: \"1\"", "version: \"1\"\nincludes: [cor]"),
            "did you mean `core`",
            Some((5, 12)),
        ),
    ];
    let wrong: Vec<String> = cases.iter().filter_map(|(name, policy, word, place)| refused(name, policy, word, *place)).collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn packs_that_include_each_other_are_refused() {
    let circle = RULE.replace("version: \"1\"", "version: \"1\"\nincludes: [p]");
    assert!(refused("circle", &circle, "circle", None).is_none());
}

const WAIVER: &str = "waivers:\n  - rule: nothing-denied\n    component: pkg:pypi/evil@1.0.0\n    reason: replaced in March\n    approved_by: CISO\n    expires: 2026-12-01\n";

#[test]
fn a_waiver_lifts_one_rule_for_one_component_until_its_day() {
    let judge = |waivers: &str, day: &str| {
        let mut gate = gate_with(POLICY, "DE");
        gate.waivers = Waivers::read(text("waivers.yaml", waivers)).unwrap();
        gate.as_of = day.parse().unwrap();
        let judged = check(&gate, with_components(super::EVIL)).unwrap();
        (judged.outcome.verdict.word(), judged.outcome.waivers)
    };
    assert_eq!(judge(WAIVER, "2026-11-22"), ("PASS", vec![]));
    assert_eq!(judge(WAIVER, "2026-12-01").0, "PASS", "its last day");
    let (verdict, wrong) = judge(WAIVER, "2026-12-02");
    assert_eq!(verdict, "FAIL", "E96 the day after");
    assert!(wrong[0].contains("waivers.yaml:2") && wrong[0].contains("expired"), "{wrong:?}");
    let (verdict, wrong) = judge(&WAIVER.replace("1.0.0", "1.0.1"), "2026-11-22");
    assert_eq!(verdict, "FAIL", "another version");
    assert!(wrong[0].contains("lifts nothing"), "{wrong:?}");
    let digest = WAIVER.replace("component: pkg:pypi/evil@1.0.0", &format!("digest: {}", "b".repeat(64)));
    assert_eq!(judge(&digest, "2026-11-22").0, "PASS", "by digest");
    let both = WAIVER.replace("    reason", &format!("    digest: {}\n    reason", "e".repeat(64)));
    assert_eq!(judge(&both, "2026-11-22").0, "FAIL", "purl and digest must both be those of the component");
}

#[test]
fn a_waiver_that_is_too_broad_is_refused() {
    for (name, from, to) in [
        ("E97 a wildcard rule", "nothing-denied", "'*'"),
        ("E97 a wildcard version", "evil@1.0.0", "evil@*"),
        ("E98 no version", "evil@1.0.0", "evil"),
        ("E98 no component", "    component: pkg:pypi/evil@1.0.0\n", ""),
        ("E98 a digest that is none", "component: pkg:pypi/evil@1.0.0", "digest: abc"),
        ("E99 no reason", "    reason: replaced in March\n", ""),
        ("E99 an empty approver", "approved_by: CISO", "approved_by: ' '"),
        ("E96 hour 24", "2026-12-01", "2026-12-01T24:00:00Z"),
        ("E96 a day that does not exist", "2026-12-01", "2026-02-30"),
        ("E96 no end", "    expires: 2026-12-01\n", ""),
        ("E99 an unknown key", "    reason", "    because: x\n    reason"),
    ] {
        let changed = WAIVER.replacen(from, to, 1);
        assert_ne!(changed, WAIVER, "{name}");
        assert!(Waivers::read(text("waivers.yaml", &changed)).is_err(), "{name}");
    }
}

#[test]
fn a_bill_from_the_future_is_not_passed() {
    let gate = gate_with(POLICY, "DE");
    let judged = check(&gate, super::with_root("").replace("2026-11-01T", "2027-11-01T")).unwrap();
    assert_ne!(judged.outcome.verdict.word(), "PASS", "E101");
    assert!(judged.outcome.gaps.iter().any(|gap| gap.name == "clock"));
}
