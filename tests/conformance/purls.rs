//! Package URLs: package-url/purl-spec.

use super::Suite;
use crate::common::files;
use bomgate::model::{PurlParts, parse_purl};
use serde_json::Value;
use std::path::Path;

pub(crate) fn suites(shared: &Path) -> Vec<Suite> {
    let mut cases = Vec::new();
    for file in files(&shared.join("suites/purl-spec/tests")) {
        let suite: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for test in suite["tests"].as_array().unwrap() {
            let kind = test["test_type"].as_str().unwrap();
            let Some(input) = test["input"].as_str().filter(|_| kind != "build") else { continue };
            let parsed = parse_purl(input);
            let answer = match (test["expected_failure"].as_bool().unwrap(), parsed) {
                (true, Ok(parts)) => Some(format!("accepted: {parts:?}")),
                (true, Err(_)) => None,
                (false, Err(fault)) => Some(format!("refused: {fault}")),
                (false, Ok(parts)) if kind == "parse" => differs(&parts, &test["expected_output"]),
                (false, Ok(_)) => None,
            };
            cases.push((format!("{kind} {input}"), answer));
        }
    }
    vec![Suite {
        name: "purl-spec",
        source: "package-url/purl-spec, `tests/`, all types; the cases that build a package URL from parts are left out, for bomgate builds none.",
        asks: "is the package URL accepted or refused, and are its type, namespace, name and version as the suite has them?",
        cases,
    }]
}

fn differs(parts: &PurlParts, expected: &Value) -> Option<String> {
    let same = expected["type"].as_str() == Some(&parts.kind)
        && expected["namespace"].as_str() == parts.namespace.as_deref()
        && expected["name"].as_str() == Some(&parts.name)
        && expected["version"].as_str() == parts.version.as_deref();
    (!same).then(|| format!("read as {parts:?}"))
}
