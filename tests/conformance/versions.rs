//! The order of versions: osv-semantic, vers-spec, and the literals of PEP 440's reference implementation.

use super::Suite;
use bomgate::base::version::Order;
use std::cmp::Ordering;
use std::path::Path;

pub(crate) fn suites(shared: &Path) -> Vec<Suite> {
    let osv = [
        ("version-order-semver", Order::Semantic, &["semver-versions.txt"][..]),
        ("version-order-pypi", Order::Python, &["pypi-versions.txt", "pypi-versions-generated.txt"]),
        ("version-order-maven", Order::Maven, &["maven-versions.txt", "maven-versions-generated.txt"]),
        ("version-order-debian", Order::Debian, &["debian-versions.txt", "debian-versions-generated.txt"]),
        ("version-order-rpm", Order::Rpm, &["redhat-versions.txt"]),
        ("version-order-alpine", Order::Alpine, &["alpine-versions.txt", "alpine-versions-generated.txt"]),
        ("version-order-rubygems", Order::Gem, &["rubygems-versions.txt", "rubygems-versions-generated.txt"]),
        ("version-order-nuget", Order::NuGet, &["nuget-versions.txt"]),
        ("version-order-packagist", Order::Packagist, &["packagist-versions.txt", "packagist-versions-generated.txt"]),
        ("version-order-pub", Order::Pub, &["pub-versions.txt"]),
        ("version-order-cran", Order::Numbers, &["cran-versions.txt", "cran-versions-generated.txt"]),
        ("version-order-hackage", Order::Numbers, &["hackage-versions.txt"]),
    ];
    let mut suites: Vec<Suite> = osv
        .into_iter()
        .map(|(name, order, files)| Suite {
            name,
            source: "osv-scalibr, `semantic/testdata`, generated there with the ecosystem's own tools (npm, cargo and go are ordered by the semver file).",
            asks: "is the first version before, equal to or after the second?",
            cases: files.iter().flat_map(|file| osv_cases(&shared.join("suites/osv-semantic/semantic/testdata").join(file), order)).collect(),
        })
        .collect();
    suites.extend([
        vers(shared, "version-order-vers-maven", "maven", Order::Maven),
        vers(shared, "version-order-vers-alpine", "alpine", Order::Alpine),
        vers(shared, "version-order-vers-nuget", "nuget", Order::NuGet),
    ]);
    suites.push(pep440(shared));
    suites
}

fn answer(order: Order, one: &str, other: &str, expected: Ordering) -> Option<String> {
    let sign = |order: Option<Ordering>| match order {
        None => "not comparable".to_owned(),
        Some(order) => format!("{order:?}"),
    };
    let (there, back) = (order.compare(one, other), order.compare(other, one));
    (there != Some(expected) || back != Some(expected.reverse()))
        .then(|| format!("{}, {} the other way", sign(there), sign(back)))
}

fn osv_cases(file: &Path, order: Order) -> Vec<(String, Option<String>)> {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("//"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(' ').collect();
            let [one, sign, other] = cells[..] else { panic!("{line}") };
            let expected = match sign {
                "<" => Ordering::Less,
                ">" => Ordering::Greater,
                _ => Ordering::Equal,
            };
            let answer = answer(order, one, other, expected);
            // Not to answer is not to answer wrongly: its own class, so that an exception cannot cover both.
            let class = if order.compare(one, other).is_none() { "not comparable: " } else { "" };
            (format!("{class}{line}"), answer)
        })
        .collect()
}

/// The other orders of the suite are of ecosystems we do not claim.
fn vers(shared: &Path, name: &'static str, ecosystem: &str, order: Order) -> Suite {
    let text = std::fs::read_to_string(shared.join(format!("suites/vers-spec/tests/{ecosystem}_version_cmp_test.json"))).unwrap();
    let suite: serde_json::Value = serde_json::from_str(&text).unwrap();
    let cases = suite["tests"].as_array().unwrap().iter().map(|test| {
        let (one, other) = (test["input"]["versions"][0].as_str().unwrap(), test["input"]["versions"][1].as_str().unwrap());
        let expected = match test["test_type"].as_str().unwrap() {
            "equality" if test["expected_output"].as_bool().unwrap() => Some(Ordering::Equal),
            "equality" => None,
            // Some files write the expected order in another case than the question.
            _ if test["expected_output"][0].as_str().unwrap().eq_ignore_ascii_case(one) => Some(Ordering::Less),
            _ => Some(Ordering::Greater),
        };
        let answer = match expected {
            Some(expected) => answer(order, one, other, expected),
            None => (order.compare(one, other) == Some(Ordering::Equal)).then(|| "Equal".to_owned()),
        };
        let class = if order.compare(one, other).is_none() { "not comparable: " } else { "" };
        (format!("{class}{one} {} {other}", test["test_type"].as_str().unwrap()), answer)
    });
    Suite {
        name,
        source: "package-url/vers-spec, `tests/*_version_cmp_test.json`.",
        asks: "which of the two comes first, or are they equal?",
        cases: cases.collect(),
    }
}

fn pep440(shared: &Path) -> Suite {
    let text = std::fs::read_to_string(shared.join("suites/pep440/versions.json")).unwrap();
    let tables: serde_json::Value = serde_json::from_str(&text).unwrap();
    let words = |name: &str| -> Vec<String> {
        tables[name].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let mut cases = Vec::new();
    let ordered = words("VERSIONS");
    for (at, one) in ordered.iter().enumerate() {
        for other in &ordered[at + 1..] {
            cases.push((format!("{one} < {other}"), answer(Order::Python, one, other, Ordering::Less)));
        }
    }
    for text in words("test_invalid_versions") {
        let comparable = Order::Python.compare(&text, "1.0").map(|order| format!("{order:?} to 1.0"));
        cases.push((format!("invalid {text}"), comparable));
    }
    for pair in tables["test_normalized_versions"].as_array().unwrap() {
        let (one, other) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
        cases.push((format!("{} = {other}", one.escape_debug()), answer(Order::Python, one, other, Ordering::Equal)));
    }
    Suite {
        name: "version-order-pep440",
        source: "pypa/packaging, the literals of `tests/test_version.py`: every pair of `VERSIONS`, the invalid ones, the normalised ones.",
        asks: "are the two in the order (or equal) as the table has them; is what is invalid not comparable?",
        cases,
    }
}
