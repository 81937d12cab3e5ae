//! One document in four syntaxes is one model.

use crate::common::shared;
use crate::corpus::read_file;
use crate::dump::dump;
use std::path::Path;

/// Lines that only one of two dumps has.
fn difference(one: &Path, other: &Path) -> Vec<String> {
    let (left, right) = (dump(&read_file(one).unwrap()), dump(&read_file(other).unwrap()));
    let only = |sign: &str, a: &std::collections::BTreeSet<String>, b: &std::collections::BTreeSet<String>| {
        a.difference(b).map(|line| format!("{sign} {line}")).collect::<Vec<_>>()
    };
    [only("-", &left, &right), only("+", &right, &left)].concat()
}

#[test]
fn the_official_example_is_the_same_in_every_syntax() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("corpus/spdx2/spdx__tools-python/tests/spdx/data");
    for version in ["2.2", "2.3"] {
        let json = folder.join(format!("SPDXJSONExample-v{version}.spdx.json"));
        assert!(dump(&read_file(&json).unwrap()).len() > 100);
        for other in ["YAMLExample-v{}.spdx.yaml", "TagExample-v{}.spdx", "RdfExample-v{}.spdx.rdf.xml"] {
            let other = folder.join(format!("SPDX{}", other.replace("{}", version)));
            let difference = difference(&json, &other);
            assert!(difference.is_empty(), "{}:\n{}", other.display(), difference.join("\n"));
        }
    }
}
