//! Parts that name no package of an ecosystem: looked up under a guess, which can only make a verdict worse.

use super::common::{bill, check, gate_of};
use super::{PART, advice, bom, shelf};
use bomgate::advisory::{About, Found, Package, Shelf, Source, Unavailable};
use bomgate::enrich::Look;
use bomgate::evaluate::Verdict;
use std::sync::Arc;

/// One package in each of three ecosystems, affected before 2.0.0, and one that is malicious in every version.
const RECORDS: &str = r#"[
  {"id":"G-PYPI","modified":"2026-01-01T00:00:00Z","database_specific":{"severity":"CRITICAL"},"affected":[{"package":{"ecosystem":"PyPI","name":"torch"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0.0"}]}]}]},
  {"id":"G-NPM","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"npm","name":"@demo/agent"},
    "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"2.0.0"}]}]}]},
  {"id":"G-NPM-PLAIN","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"npm","name":"lodash"},
    "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"4.17.21"}]}]}]},
  {"id":"G-MAVEN","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"Maven","name":"org.demo:core"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0.0"}]}]}]},
  {"id":"MAL-1","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"PyPI","name":"torchtrito"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}]}]}
]"#;

fn part(kind: &str, name: &str, more: &str) -> String {
    format!(r#"{{"type":"{kind}","bom-ref":"part","name":"{name}"{more}}}"#)
}

#[test]
fn a_part_without_a_package_url_is_looked_up_under_a_guess_that_says_so() {
    let npm = r#","version":"4.0.0","externalReferences":[{"type":"distribution","url":"https://www.npmjs.com/package/lodash"}]"#;
    let syft = r#","version":"4.0.0","properties":[{"name":"syft:package:language","value":"JavaScript"}]"#;
    for (part, expected, why) in [
        (part("library", "torch", r#","version":"1.9""#), "G-PYPI", "PyPI first"),
        (part("framework", "Torch", r#","version":"1.9""#), "G-PYPI", "as PyPI spells names"),
        (part("framework", "PyTorch", r#","version":"1.9""#), "G-PYPI", "a product by its name in the world"),
        (part("library", "torch", r#","version":"2.0.1""#), "", "after the fix"),
        (part("library", "torch", r#","version":"main""#), "G-PYPI", "a version that cannot be ordered"),
        (part("library", "torch", ""), "", "without a version only what spares none"),
        (part("library", "torchtrito", ""), "MAL-1", "every version is malicious"),
        (part("library", "torch", r#","version":"1.9","purl":"pkg:generic/torch@1.9""#), "G-PYPI", "a type without advisories"),
        (part("library", "x", r#","version":"1.9","purl":"pkg:conda/torch@1.9?channel=main""#), "G-PYPI", "the name in it"),
        (part("library", "torch", r#","version":"1.9","purl":"pkg:pypi/torch%2Fx@1.9""#), "G-PYPI", "one that cannot be read"),
        (part("library", "x", r#","version":"1","purl":"pkg:generic/torch@1.9""#), "G-PYPI", "the version in it"),
        (part("library", "@demo/agent", r#","version":"1.0.0""#), "G-NPM", "a scope"),
        (part("library", "agent", r#","group":"@demo","version":"1.0.0""#), "G-NPM", "a scope as group"),
        (part("library", "core", r#","group":"org.demo","version":"1.0.0""#), "G-MAVEN", "a group with a dot"),
        (part("library", "lodash", r#","version":"4.0.0""#), "", "nothing points to npm"),
        (part("library", "lodash", npm), "G-NPM-PLAIN", "an address points to npm"),
        (part("library", "lodash", &npm.replace("npmjs.com", "npmjs.com.example")), "", "another host"),
        (part("library", "lodash", syft), "G-NPM-PLAIN", "a property points to npm"),
        (part("machine-learning-model", "torch", r#","version":"1.9""#), "", "models are no packages"),
        (part("data", "torch", r#","version":"1.9""#), "", "nor datasets"),
    ] {
        let bom = bom(&part);
        let advice = advice(&bom, &shelf(RECORDS, &[]));
        let found: Vec<&str> = advice.hits(PART).iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(found.join(" "), expected, "{part}: {why}");
        assert!(advice.hits(PART).iter().all(|hit| hit.guessed && String::from(hit.line()).contains("guessed")), "{part}");
        assert_ne!(advice.look(PART), Some(Look::Done), "a guess is no look-up: {part}");
    }
}

#[test]
fn a_package_url_leaves_nothing_to_guess() {
    // The same name in another ecosystem is another package.
    let bom = bom(&part("library", "torch", r#","version":"1.9","purl":"pkg:npm/torch@1.9.0""#));
    let advice = advice(&bom, &shelf(RECORDS, &[]));
    assert!(advice.hits(PART).is_empty());
    assert_eq!(advice.look(PART), Some(Look::Done));
}

#[test]
fn a_hit_by_guess_fails_and_none_leaves_the_part_unassessed() {
    let mut gate = gate_of(&["core"], "DE");
    gate.advisories = Some(Arc::new(shelf(RECORDS, &["CVE-0"])));
    let judged =
        |name: &str, version: &str| check(&gate, bill(&part("library", name, &format!(r#","version":"{version}""#)))).unwrap();
    let gap =
        |judged: &bomgate::gate::Judged| judged.outcome.gaps.iter().find(|gap| gap.name == "unassessed").map(|gap| gap.count);
    let fails = |judged: &bomgate::gate::Judged| {
        let of = |finding: &&bomgate::evaluate::Finding| gate.plan.rules[finding.rule()].id == "no-critical-advisory";
        judged.outcome.findings.iter().filter(of).any(bomgate::evaluate::Finding::decides)
    };
    let hit = judged("torch", "1.9");
    assert!(fails(&hit) && hit.outcome.verdict == Verdict::FAIL);
    let lookups = hit.outcome.coverage.lookups;
    assert_eq!((gap(&hit), lookups.done, lookups.of), (Some(1), 0, 1), "a hit by guess is no look-up");
    let none = judged("torch", "2.1");
    let lookups = none.outcome.coverage.lookups;
    assert!(!fails(&none));
    assert_eq!((gap(&none), lookups.done, lookups.of), (Some(1), 0, 1));
    assert_ne!(none.outcome.verdict.word(), "PASS");
}

/// A database that was made for some packages.
struct Partial(Shelf);

impl Source for Partial {
    fn records(&self, packages: &[Package]) -> Result<Found, Unavailable> {
        if packages.iter().all(|package| self.speaks_of(package)) {
            self.0.records(packages)
        } else {
            Err(Unavailable("asked beyond what it knows".to_owned()))
        }
    }

    fn speaks_of(&self, package: &Package) -> bool {
        package.ecosystem == "npm"
    }

    fn about(&self) -> About {
        self.0.about()
    }
}

#[test]
fn a_guess_keeps_no_database_from_answering_for_the_rest() {
    let parts = format!(
        r#"{{"type":"library","name":"lodash","version":"4.0.0","purl":"pkg:npm/lodash@4.0.0"}},{}"#,
        part("library", "torch", r#","version":"1.9""#)
    );
    let mut gate = gate_of(&["core"], "DE");
    gate.advisories = Some(Arc::new(Partial(shelf(RECORDS, &["CVE-0"]))));
    let judged = check(&gate, bill(&parts)).unwrap();
    let names: Vec<&str> = judged.outcome.gaps.iter().map(|gap| gap.name.as_str()).collect();
    assert!(names.contains(&"unassessed") && !names.contains(&"advisories-unavailable"), "{names:?}");
    assert_eq!(judged.outcome.coverage.lookups.done, 1);
}
