//! The same project by the same tool in CycloneDX and in SPDX: the same parts and dependencies, by package URL.

use crate::common::{files, shared};
use crate::corpus::read_file;
use bomgate::model::{Bom, Kind, Relation};
use std::collections::BTreeSet;

/// Pairs whose two documents were made from two states of the project: the versions of its parts differ.
const MOVED: &[&str] = &["Trivy/datafaker-", "Trivy/jnr-ffi-", "Trivy/spotify-web-api-"];

/// Each part that has a package URL, with what both formats say of it.
fn parts(bom: &Bom) -> BTreeSet<String> {
    let parts = &bom.components;
    parts
        .rows()
        .filter_map(|row| {
            let purl = bom.value(parts.purl[row])?;
            // What a tool calls a package whose purpose it does not say differs; a model, a dataset or a file never do.
            let kind = match parts.kind[row] {
                Kind::Library | Kind::Framework | Kind::Application | Kind::Other => "software",
                kind => kind.word(),
            };
            Some(format!("{kind} {purl} {:?}", bom.stated(parts.version[row])))
        })
        .collect()
}

fn dependencies(bom: &Bom) -> BTreeSet<String> {
    let parts = &bom.components;
    let purl = |row| bom.value(parts.purl[row]);
    let edges = parts.rows().flat_map(|row| bom.edges_of(row).iter().map(move |edge| (row, edge)));
    edges
        .filter(|(_, edge)| edge.relation == Relation::DependsOn)
        .filter_map(|(row, edge)| Some(format!("{} -> {}", purl(row)?, purl(edge.to)?)))
        .collect()
}

#[test]
fn a_project_has_the_same_parts_in_both_formats() {
    let Some(shared) = shared() else { return };
    let (mut pairs, mut compared, mut wrong) = (0, 0, Vec::new());
    for cyclonedx in files(&shared.join("corpus/pairs")) {
        let name = cyclonedx.to_string_lossy().into_owned();
        if !name.ends_with("-cdx.json") {
            continue;
        }
        let spdx = std::path::PathBuf::from(name.replace("-cdx.json", "-spdx.json"));
        let (Ok(left), Ok(right)) = (read_file(&cyclonedx), read_file(&spdx)) else { continue };
        pairs += 1;
        compared += parts(&left).len();
        let sides = [("part", parts(&left), parts(&right)), ("dependency", dependencies(&left), dependencies(&right))];
        let differences =
            sides.iter().flat_map(|(what, a, b)| a.symmetric_difference(b).map(move |line| format!("{what} {line}")));
        let differences: Vec<String> = differences.map(|line| format!("{name}: {line}")).collect();
        if MOVED.iter().any(|moved| name.contains(moved)) {
            assert!(!differences.is_empty(), "{name} is the same in both formats now");
        } else {
            wrong.extend(differences);
        }
    }
    println!("{pairs} pairs, {compared} parts");
    assert!(pairs >= 55 && compared > 800, "{pairs} {compared}");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}
