//! Group E: the operator's own files. A policy that silently checks less is worse than none.

use super::common::{check, gate_with, text};
use super::{POLICY, with_components};
use bomgate::base::Truth;
use bomgate::enrich::Lists;
use bomgate::policy::{Overrides, Plan, PlanRequest, PolicyError, WaiverLimits, Waivers, read_evidence};

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
        ("evidence of no kind", require("evidence(component)"), "kind of document", Some((11, 14))),
        ("evidence of a kind that is no word", require("evidence(\"Audit Report\")"), "is no kind", Some((11, 23))),
        ("evidence of a grade that is none", require("evidence(\"audit\", \"E9\")"), "is no grade", Some((11, 32))),
        ("evidence about the bill", require("evidence(bom, \"audit\")"), "a component is expected", Some((11, 23))),
        ("an overlay of a rule that is always asked", change("fix: f", "fix: f\n    overlay: draft"), "not of level watch", None),
        (
            "an overlay named all",
            change("level: block", "level: watch\n    overlay: all"),
            "no name of an overlay",
            Some((10, 14)),
        ),
        (
            "a limit on waivers of a rule that is not there",
            change("lists:", "waiver_limits: { allowed: [q] }\nlists:"),
            "no rule `q`",
            Some((5, 28)),
        ),
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
        let said: Vec<String> =
            judged.outcome.lapses.iter().map(|lapse| format!("{} {}: {}", lapse.kind.word(), lapse.place, lapse.text)).collect();
        (judged.outcome.verdict.word(), said)
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
        ("E96 the year 9999", "2026-12-01", "9999-12-31"),
        ("E96 an offset", "2026-12-01", "2026-12-01T00:00:00+23:59"),
        ("E96 a leap second", "2026-12-01", "2026-12-31T23:59:60Z"),
        ("E96 granted after its end", "    expires", "    granted: 2027-01-01\n    expires"),
        ("E97 no purl", "pkg:pypi/evil@1.0.0", "evil@1.0.0"),
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

/// A policy that denies `evil`, with more at its head and more at its rule.
fn limited(head: &str, rule: &str) -> String {
    POLICY.replacen("rules:", &format!("{head}\nrules:"), 1).replacen(
        "    fix: Remove it.",
        &format!("    fix: Remove it.\n{rule}"),
        1,
    )
}

/// Verdict, and what is wrong with the papers, of the bill with `components` on 2026-11-22.
fn judge(policy: &str, waivers: &str, components: &str) -> (&'static str, Vec<&'static str>) {
    let mut gate = gate_with(policy, "DE");
    gate.waivers = Waivers::read(text("waivers.yaml", waivers)).unwrap();
    let outcome = check(&gate, with_components(components)).unwrap().outcome;
    (outcome.verdict.word(), outcome.lapses.iter().map(|lapse| lapse.kind.word()).collect())
}

#[test]
fn waivers_keep_to_what_policy_allows() {
    let granted = WAIVER.replace("    expires", "    granted: 2026-11-01\n    expires");
    let expired = WAIVER.replace("2026-12-01", "2026-11-21");
    let second = format!("{WAIVER}{}", WAIVER.trim_start_matches("waivers:\n").replace("evil@1.0.0", "numpy@1.26.4"));
    let old = format!("{WAIVER}{}", expired.trim_start_matches("waivers:\n"));
    for (name, head, rule, waivers, verdict, lapses) in [
        ("no limit", "", "", WAIVER, "PASS", vec![]),
        ("E105 nine days to go, nine allowed", "waiver_limits: { max_days: 9 }", "", WAIVER, "PASS", vec![]),
        ("E105 nine days to go, eight allowed", "waiver_limits: { max_days: 8 }", "", WAIVER, "FAIL", vec!["waiver-too-long"]),
        ("E105 granted for thirty days", "waiver_limits: { max_days: 29 }", "", &granted, "FAIL", vec!["waiver-too-long"]),
        ("E105 granted for thirty days, allowed", "waiver_limits: { max_days: 30 }", "", &granted, "PASS", vec![]),
        ("E105 one too many", "waiver_limits: { max_count: 1 }", "", &second, "FAIL", vec!["waiver-budget", "waiver-unmatched"]),
        ("E105 one of two has expired", "waiver_limits: { max_count: 1 }", "", &old, "PASS", vec!["waiver-expired"]),
        ("E105 none allowed", "waiver_limits: { max_count: 0 }", "", WAIVER, "FAIL", vec!["waiver-budget"]),
        ("a rule nobody may waive", "", "    waivable: false", WAIVER, "FAIL", vec!["waiver-not-allowed"]),
        (
            "another rule may be waived",
            "waiver_limits: { allowed: [version-fixed] }",
            "",
            WAIVER,
            "FAIL",
            vec!["waiver-not-allowed"],
        ),
        ("this rule may be waived", "waiver_limits: { allowed: [nothing-denied] }", "", WAIVER, "PASS", vec![]),
        (
            "granted tomorrow",
            "",
            "",
            &WAIVER.replace("    expires", "    granted: 2026-11-23\n    expires"),
            "FAIL",
            vec!["waiver-not-yet"],
        ),
        ("no such rule", "", "", &WAIVER.replace("nothing-denied", "nothing"), "FAIL", vec!["waiver-unknown-rule"]),
    ] {
        assert_eq!(judge(&limited(head, rule), waivers, super::EVIL), (verdict, lapses), "{name}");
    }
}

#[test]
fn a_waiver_lifts_nothing_when_it_fits_several_parts() {
    let twin = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut twin: serde_json::Value = serde_json::from_str(super::EVIL).unwrap();
        change(&mut twin);
        format!("{},{twin}", super::EVIL)
    };
    let digest = WAIVER.replace("component: pkg:pypi/evil@1.0.0", &format!("digest: {}", "b".repeat(64)));
    let broad = ("FAIL", vec!["waiver-too-broad"]);
    let other = twin(&|twin| twin["hashes"][0]["content"] = "c".repeat(64).into());
    assert_eq!(judge(POLICY, WAIVER, &other), broad, "one package URL, two digests");
    let bare = twin(&|twin| drop(twin.as_object_mut().unwrap().remove("hashes")));
    assert_eq!(judge(POLICY, WAIVER, &bare), broad, "one package URL, one digest stated");
    let shared = twin(&|twin| twin["name"] = "evil2".into());
    assert_eq!(judge(POLICY, &digest, &shared), broad, "one digest, two names");
}

#[test]
fn a_waiver_of_a_rule_on_the_bill_is_bound_to_its_digest() {
    let policy = POLICY
        .replacen("on: component", "on: bom", 1)
        .replacen("'!listed(component, lists.denied)'", "'bom.signed'", 1)
        .replacen("unknown: passes", "unknown: fails", 1);
    let mut gate = gate_with(&policy, "DE");
    let bill = with_components(super::EVIL.replace("evil", "good").as_str());
    let sha256 = check(&gate, bill.clone()).unwrap().bom.document.sha256;
    for (digest, verdict) in [(sha256, "PASS"), ("0".repeat(64), "FAIL")] {
        let waiver = WAIVER.replace("component: pkg:pypi/evil@1.0.0", &format!("digest: {digest}"));
        gate.waivers = Waivers::read(text("waivers.yaml", &waiver)).unwrap();
        assert_eq!(check(&gate, bill.clone()).unwrap().outcome.verdict.word(), verdict);
    }
}

/// What `evidence(...)` answers about `evil` and about the bill, given one document.
fn evident(question: &str, on: &str, documents: &str) -> Truth {
    let policy = RULE.replace("component.name != \"x\"", &format!("'{question}'")).replace("on: component", &format!("on: {on}"));
    let mut gate = gate_with(&policy, "DE");
    gate.buyer.evidence = read_evidence(&text("evidence.yaml", documents), &Lists::shipped().unwrap())
        .unwrap_or_else(|error| panic!("{}", error.draw(false)));
    let judged = check(&gate, with_components(super::EVIL)).unwrap();
    let named = |row| on == "bom" || judged.bom.label(row) == "evil@1.0.0";
    let mut found = judged.outcome.findings.iter().filter(|finding| match finding.subject {
        bomgate::evaluate::SubjectAt::Component(row) => named(row),
        _ => true,
    });
    found.next().map_or(Truth::Yes, |finding| finding.answer)
}

#[test]
fn a_document_answers_only_for_what_it_is_about_and_while_it_holds() {
    use Truth::{No, Unknown, Yes};
    let document = |terms: &str| format!("documents: [{{ id: d, kind: audit, title: t, {terms} }}]");
    let fresh = "date: 2026-11-01";
    let purl = "subject: { component: pkg:pypi/evil@1.0.0 }";
    let digest = format!("digest: {}", "b".repeat(64));
    let wrong = format!("digest: {}", "e".repeat(64));
    for (name, terms, part, bill) in [
        ("everything", format!("subject: all, {fresh}"), Yes, Yes),
        ("the delivery", format!("subject: {{ delivery: assistant }}, {fresh}"), Yes, Yes),
        ("the delivery and its version", format!("subject: {{ delivery: assistant@1.0.0 }}, {fresh}"), Yes, Yes),
        ("another version", format!("subject: {{ delivery: assistant@1.0.1 }}, {fresh}"), Unknown, Unknown),
        ("another delivery", format!("subject: {{ delivery: other }}, {fresh}"), Unknown, Unknown),
        ("the delivery, another bill", format!("subject: {{ delivery: assistant, {wrong} }}, {fresh}"), Unknown, Unknown),
        ("the component by purl", format!("{purl}, {fresh}"), Yes, Unknown),
        ("the component by name", format!("subject: {{ component: evil@1.0.0 }}, {fresh}"), Yes, Unknown),
        ("the component by digest", format!("subject: {{ {digest} }}, {fresh}"), Yes, Unknown),
        ("purl and digest", format!("subject: {{ component: pkg:pypi/evil@1.0.0, {digest} }}, {fresh}"), Yes, Unknown),
        ("purl and another digest", format!("subject: {{ component: pkg:pypi/evil@1.0.0, {wrong} }}, {fresh}"), Unknown, Unknown),
        ("another component", format!("subject: {{ component: pkg:pypi/evil@1.0.1 }}, {fresh}"), Unknown, Unknown),
        ("the subject of the bill", format!("subject: {{ component: assistant@1.0.0 }}, {fresh}"), Yes, Yes),
        ("its last day", format!("subject: all, {fresh}, valid_until: 2026-11-22"), Yes, Yes),
        ("the day after", format!("subject: all, {fresh}, valid_until: 2026-11-21"), No, No),
        ("from tomorrow", "subject: all, date: 2026-11-23".to_owned(), Unknown, Unknown),
        ("another kind", format!("subject: all, {fresh}").replace("subject", "issuer: a, subject"), Yes, Yes),
    ] {
        let documents = document(&terms);
        assert_eq!(evident("evidence(component, \"audit\")", "component", &documents), part, "{name}");
        assert_eq!(evident("evidence(\"audit\")", "bom", &documents), bill, "{name}");
        assert_eq!(evident("evidence(component, \"other\")", "component", &documents), Unknown, "{name}: another kind");
    }
    let aged = document("subject: all, date: 2026-11-01");
    for (question, answer) in [
        ("evidence(\"audit\", 21)", Yes),
        ("evidence(\"audit\", 20)", No),
        ("evidence(\"audit\", \"E1\")", Unknown),
        ("evidence(\"audit\", 20, \"E1\")", Unknown),
        ("!evidence(\"other\")", Unknown),
        ("evidence(\"other\") || evidence(\"audit\")", Yes),
    ] {
        assert_eq!(evident(question, "bom", &aged), answer, "{question}");
    }
    let attested = document(&format!("subject: all, {fresh}, grade: E2, issuer: TÜV"));
    assert_eq!(evident("evidence(\"audit\", \"E2\")", "bom", &attested), Yes);
    let both = "documents:\n  - { id: a, kind: audit, title: t, subject: all, date: 2025-01-01, valid_until: 2025-12-31 }\n  - { id: b, kind: audit, title: t, subject: all, date: 2026-01-01 }\n";
    assert_eq!(evident("evidence(\"audit\")", "bom", both), Yes, "the fresh one decides");
}

#[test]
fn a_document_that_names_several_parts_covers_none() {
    let policy = RULE.replace("component.name != \"x\"", "evidence(component, \"audit\")");
    let mut gate = gate_with(&policy, "DE");
    let documents =
        "documents: [{ id: d, kind: audit, title: t, subject: { component: pkg:pypi/evil@1.0.0 }, date: 2026-11-01 }]";
    gate.buyer.evidence = read_evidence(&text("evidence.yaml", documents), &Lists::shipped().unwrap()).unwrap();
    let twice = format!("{},{}", super::EVIL, super::EVIL.replace(&"b".repeat(64), &"c".repeat(64)));
    let outcome = check(&gate, with_components(&twice)).unwrap().outcome;
    assert!(outcome.findings.iter().filter(|found| found.answer == Truth::Unknown).count() >= 2);
    assert_eq!(outcome.lapses.iter().map(|lapse| lapse.kind.word()).collect::<Vec<_>>(), ["evidence-too-broad"]);
}

#[test]
fn an_evidence_file_that_is_not_understood_whole_is_refused() {
    let good = "documents: [{ id: d, kind: audit, title: t, subject: all, date: 2026-11-01 }]";
    assert!(read_evidence(&text("e.yaml", good), &Lists::shipped().unwrap()).is_ok(), "the control loads");
    for (from, to, word) in [
        ("title: t", "titel: t", "did you mean `title`"),
        ("title: t, ", "", "title"),
        ("kind: audit", "kind: Audit Report", "is no kind"),
        ("subject: all", "subject: everything", "everything"),
        ("subject: all", "subject: {}", "nothing exact"),
        ("subject: all", "subject: { delivery: ' ' }", "nothing exact"),
        ("subject: all", "subject: { delivery: a, component: b@1 }", "nothing exact"),
        ("subject: all", "subject: { componet: pkg:pypi/a@1 }", "did you mean `component`"),
        ("subject: all", "subject: { component: pkg:pypi/a }", "names no version"),
        ("subject: all", "subject: { component: pkg:pypi/a@* }", "names no version"),
        ("subject: all", "subject: { component: numpy }", "names no version"),
        ("subject: all", "subject: { digest: abc }", "not a SHA-256"),
        ("date: 2026-11-01", "date: soon", "not a day"),
        ("date: 2026-11-01", "date: 2026-11-01, valid_until: 2026-10-01", "before its day"),
        ("date: 2026-11-01", "date: 2026-11-01, grade: E1", "no file is attached"),
        ("date: 2026-11-01", "date: 2026-11-01, grade: E2", "nobody attests"),
        ("date: 2026-11-01", "date: 2026-11-01, grade: E3", "E3"),
        ("date: 2026-11-01", "date: 2026-11-01, sha256: abc", "not a SHA-256"),
        ("}]", "}, { id: d, kind: a, title: t, subject: all, date: 2026-11-01 }]", "does not tell"),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good, "{to}");
        let error = read_evidence(&text("e.yaml", &changed), &Lists::shipped().unwrap()).expect_err(to);
        let drawn = error.draw(false);
        assert!(drawn.contains(word) && error.at.is_some(), "{to}: {drawn}");
    }
}

#[test]
fn drafts_are_asked_by_the_overlay_or_the_day_they_name() {
    let watch = |more: &str| RULE.replace("level: block", &format!("level: watch{more}"));
    let asked = |policy: &str, overlays: &[&str], day: &str| {
        let mut gate = gate_with(policy, "DE");
        gate.judgement.overlays = overlays.iter().map(|overlay| (*overlay).to_owned()).collect();
        gate.as_of = day.parse().unwrap();
        let outcome = check(&gate, with_components(super::EVIL)).unwrap().outcome;
        outcome.tallies[0].state.word() == "asked"
    };
    let (named, dated) = (watch("\n    overlay: draft-2027"), watch("\n    active_from: 2026-12-01"));
    for (name, policy, overlays, day, answer) in [
        ("no overlay", &named, &[][..], "2026-11-22", false),
        ("its own", &named, &["draft-2027"][..], "2026-11-22", true),
        ("another", &named, &["draft-2028"][..], "2026-11-22", false),
        ("all", &named, &["all"][..], "2026-11-22", true),
        ("the day before", &dated, &[][..], "2026-11-30", false),
        ("its day", &dated, &[][..], "2026-12-01", true),
    ] {
        assert_eq!(asked(policy, overlays, day), answer, "{name}");
    }
}

#[test]
fn the_config_sets_only_what_packs_have() {
    let pack = RULE.replace("lists:", "parameters: { most: 3, word: x }\nlists:").replace(
        "component.name != \"x\"",
        "component.name != parameters.word && !(component.name in lists.words) && (!has(component.hashes) || size(component.hashes) <= parameters.most)",
    );
    #[derive(serde::Deserialize)]
    struct Shape {
        #[serde(default)]
        parameters: std::collections::BTreeMap<String, serde_saphyr::Spanned<bomgate::policy::Scalar>>,
        #[serde(default)]
        lists: std::collections::BTreeMap<String, serde_saphyr::Spanned<Vec<String>>>,
    }
    let load = |config: &str| {
        let source = text("config.yaml", config);
        let shape: Shape = bomgate::policy::yaml(&source).unwrap();
        let (parameters, lists) = (shape.parameters, shape.lists);
        let overrides = Overrides { source: Some(source), parameters, lists, waiver_limits: WaiverLimits::default() };
        let request = PlanRequest { files: vec![text("p.yaml", &pack)], overrides, ..PlanRequest::default() };
        Plan::resolve(&request, &Lists::shipped().unwrap())
    };
    let violated = |config: &str| {
        let mut gate = gate_with(RULE, "DE");
        gate.plan = load(config).unwrap_or_else(|error| panic!("{}", error.draw(false)));
        check(&gate, with_components(super::EVIL)).unwrap().outcome.verdict.word()
    };
    assert_eq!(violated("{}"), "PASS");
    assert_eq!(violated("parameters: { word: evil }"), "FAIL");
    assert_eq!(violated("lists: { words: [evil] }"), "FAIL");
    assert_eq!(violated("parameters: { most: 0 }"), "FAIL");
    for (config, word) in [
        ("parameters: { mots: 1 }", "did you mean `most`"),
        ("parameters: { most: many }", "is a number, not a text"),
        ("lists: { wrds: [a] }", "did you mean `words`"),
    ] {
        let Err(error) = load(config) else { panic!("{config}: it was loaded") };
        assert!(error.draw(false).contains(word) && error.place().is_some(), "{config}: {}", error.draw(false));
    }
}
