//! Licence expressions: what satisfies what, and what is no expression.

use super::Suite;
use crate::common::bill;
use bomgate::base::{Index, Limits, Truth};
use bomgate::enrich::{Lists, enrich};
use bomgate::model::LicenseId;
use bomgate::read::{Source, read};
use serde_json::Value;
use std::path::Path;

pub(crate) fn suites(shared: &Path) -> Vec<Suite> {
    let lists = Lists::shipped().unwrap();
    let load = |path: &str| -> Value { serde_json::from_str(&std::fs::read_to_string(shared.join(path)).unwrap()).unwrap() };
    let (cases, examples) = (load("suites/spdx-expressions/cases.json"), load("suites/spdx-satisfies/examples.json"));
    let github = cases["github/satisfies"].as_array().unwrap().iter().map(|case| {
        let expected = case["expected"].as_bool().unwrap();
        satisfies(&lists, case["expr"].as_str().unwrap(), &words(&case["allow"]), expected)
    });
    let jslicense = [("returnTrue", true), ("returnFalse", false)].into_iter().flat_map(|(group, expected)| {
        let lists = &lists;
        let cases = examples[group].as_array().unwrap().iter();
        cases.map(move |case| satisfies(lists, case[0].as_str().unwrap(), &words(&case[1]), expected))
    });
    let invalid = words(&cases["pypa/test_invalid_spdx_with_or_licenseref_forms"]).into_iter().map(|text| {
        let answer = permits(&lists, &text, &[]);
        let known = known(&lists, &text);
        (text, (known == Truth::Yes).then(|| format!("taken for a known licence, permitted: {answer:?}")))
    });
    vec![
        Suite {
            name: "spdx-satisfies-github",
            source: "github/spdx-expression, `satisfies`.",
            asks: "can the expression be taken under the licences allowed? Unknown counts as no.",
            cases: github.collect(),
        },
        Suite {
            name: "spdx-satisfies-jslicense",
            source: "jslicense/spdx-satisfies.js, `examples.json`; its cases of wrong calls are left out.",
            asks: "can the expression be taken under the licences allowed? Unknown counts as no.",
            cases: jslicense.collect(),
        },
        Suite {
            name: "spdx-expressions-invalid",
            source: "pypa/packaging, `test_invalid_spdx_with_or_licenseref_forms`.",
            asks: "is what is no expression not taken for a known licence?",
            cases: invalid.collect(),
        },
    ]
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

fn satisfies(lists: &Lists, expression: &str, allowed: &[String], expected: bool) -> (String, Option<String>) {
    let answer = permits(lists, expression, allowed);
    let wrong = (answer == Truth::Yes) != expected;
    (format!("{expression:?} of {allowed:?}"), wrong.then(|| format!("{answer:?}, expected {expected}")))
}

fn bom(expression: &str) -> bomgate::model::Bom {
    let component = serde_json::json!({"type": "library", "name": "a", "licenses": [{"expression": expression}]});
    read(Source::bytes("test", bill(&component.to_string()).into_bytes()), &Limits::default()).unwrap()
}

fn permits(lists: &Lists, expression: &str, allowed: &[String]) -> Truth {
    let facts = enrich(&bom(expression), lists);
    facts.licensing.permits(LicenseId::new(0), &|id| allowed.iter().any(|word| word == id))
}

fn known(lists: &Lists, expression: &str) -> Truth {
    enrich(&bom(expression), lists).licensing.reading(LicenseId::new(0)).known
}
