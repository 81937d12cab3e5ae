//! Our reader beside the `cyclonedx-bom` crate: on every official and real document of 1.3 to 1.5 that the crate can read,
//! both must see the same components, references, versions, package URLs, digests, licences and dependencies.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::base::Limits;
use bomgate::model::{Bom, LicenseForm, Relation, Role, Row, Stated, state_of};
use bomgate::read::{Source, read};
use common::{files, shared};
use cyclonedx_bom::models::component::Component;
use cyclonedx_bom::models::license::{LicenseChoice, LicenseIdentifier};
use std::collections::BTreeSet;
use std::path::Path;

/// One component as both readers can be compared.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    name: String,
    version: String,
    reference: String,
    purl: String,
    hashes: Vec<String>,
    licenses: Vec<String>,
}

/// A placeholder is no value for us; the crate keeps it. White space is the crate's to normalise.
fn plain(text: &str) -> String {
    match state_of(text) {
        Stated::Value(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

fn theirs(component: &Component, into: &mut Vec<Seen>) {
    let text = |text: Option<String>| text.map(|text| plain(&text)).unwrap_or_default();
    let mut hashes: Vec<String> = component
        .hashes
        .iter()
        .flat_map(|hashes| &hashes.0)
        .filter(|hash| {
            let algorithm = bomgate::model::Algorithm::of(&hash.alg.to_string());
            let hex = hash.content.0.bytes().all(|byte| byte.is_ascii_hexdigit());
            hex && algorithm.is_some_and(|algorithm| hash.content.0.len() == 2 * algorithm.bytes())
        })
        .map(|hash| format!("{} {}", hash.alg, hash.content.0.to_lowercase()))
        .collect();
    hashes.sort();
    let mut licenses: Vec<String> = component
        .licenses
        .iter()
        .flat_map(|licenses| &licenses.0)
        .map(|choice| match choice {
            LicenseChoice::License(license) => match &license.license_identifier {
                LicenseIdentifier::SpdxId(id) => format!("id {}", plain(&id.to_string())),
                LicenseIdentifier::Name(name) => format!("name {}", plain(name)),
            },
            LicenseChoice::Expression(expression) => format!("expression {}", plain(&expression.to_string())),
        })
        .collect();
    licenses.sort();
    into.push(Seen {
        name: plain(&component.name),
        version: text(component.version.as_ref().map(ToString::to_string)),
        reference: text(component.bom_ref.clone()),
        purl: text(component.purl.as_ref().map(ToString::to_string)),
        hashes,
        licenses,
    });
    for inner in component.components.iter().flat_map(|components| &components.0) {
        theirs(inner, into);
    }
}

/// Rows the crate's component tree can hold: the subject, the parts, and what stands inside them, not their pedigree.
fn in_tree(bom: &Bom, row: Row) -> bool {
    let parts = &bom.components;
    matches!(parts.role[row], Role::Subject | Role::Part) && parts.parent[row].is_none_or(|parent| in_tree(bom, parent))
}

fn ours(bom: &Bom) -> Vec<Seen> {
    let parts = &bom.components;
    let word = |packed| plain(bom.value(packed).unwrap_or_default());
    let mut seen: Vec<Seen> = parts
        .rows()
        .filter(|row| in_tree(bom, *row))
        .map(|row| {
            let mut hashes: Vec<String> =
                parts.hashes.of(row).iter().map(|digest| format!("{} {}", digest.algorithm.name(), parts.hex(*digest))).collect();
            hashes.sort();
            let mut licenses: Vec<String> = parts
                .licenses
                .of(row)
                .iter()
                .map(|id| {
                    let license = &bom.licenses[*id];
                    let form = match license.form {
                        LicenseForm::Id => "id",
                        LicenseForm::Name => "name",
                        LicenseForm::Expression => "expression",
                    };
                    format!("{form} {}", word(license.text))
                })
                .collect();
            licenses.sort();
            Seen {
                name: word(parts.name[row]),
                version: word(parts.version[row]),
                reference: word(parts.reference[row]),
                purl: word(parts.purl[row]),
                hashes,
                licenses,
            }
        })
        .collect();
    seen.sort();
    seen
}

fn dependencies(bom: &Bom) -> BTreeSet<(String, String)> {
    let parts = &bom.components;
    let name = |row: Row| bom.value(parts.reference[row]).unwrap_or_default().to_owned();
    parts
        .rows()
        .flat_map(|row| {
            bom.edges_of(row).iter().filter(|edge| edge.relation == Relation::DependsOn).map(move |edge| (row, edge.to))
        })
        .map(|(from, to)| (name(from), name(to)))
        .collect()
}

/// Documents where the crate sees less: of a licence entry that carries two of id, name and expression, against the
/// format, it keeps one; we keep both, since policy must be asked of both.
const CRATE_SEES_LESS: &[&str] = &[
    "corpus/cyclonedx-spec/1.3/invalid-license-choice-1.3.json",
    "corpus/cyclonedx-spec/1.4/invalid-license-choice-1.4.json",
    "corpus/cyclonedx-spec/1.5/invalid-license-choice-1.5.json",
    "corpus/cyclonedx-wild/CycloneDX__sbom-utility/test/cyclonedx/1.3/cdx-1-3-invalid-license-choice-oneof.json",
];

/// What the crate makes of a document of 1.3 to 1.5; none within when it refuses it.
fn their_reading(path: &Path, bytes: &[u8]) -> Option<Option<cyclonedx_bom::models::bom::Bom>> {
    use cyclonedx_bom::models::bom::{Bom, SpecVersion};
    let versions = [("1.3", SpecVersion::V1_3), ("1.4", SpecVersion::V1_4), ("1.5", SpecVersion::V1_5)];
    if path.extension()? == "json" {
        let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        let declared = value.get("specVersion")?.as_str()?;
        versions.iter().find(|(version, _)| *version == declared)?;
        return Some(Bom::parse_from_json(bytes).ok());
    }
    let text = std::str::from_utf8(bytes).ok().filter(|_| path.extension().is_some_and(|end| end == "xml"))?;
    let (_, version) =
        versions.iter().find(|(version, _)| text.contains(&format!("=\"http://cyclonedx.org/schema/bom/{version}\"")))?;
    Some(Bom::parse_from_xml_with_version(bytes, *version).ok())
}

#[test]
fn both_readers_see_the_same() {
    let Some(shared) = shared() else { return };
    let (mut compared, mut refused, mut wrong) = (0, 0, Vec::new());
    for folder in ["cyclonedx-spec", "cyclonedx-examples", "cyclonedx-wild", "aibom", "pairs"] {
        for path in files(&shared.join("corpus").join(folder)) {
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let Some(their) = their_reading(&path, &bytes) else { continue };
            let Some(their) = their else {
                refused += 1;
                continue;
            };
            let name = path.strip_prefix(&shared).unwrap().display().to_string();
            let Ok(our) = read(Source::bytes(name.clone(), bytes), &Limits::default()) else {
                // What the crate reads and we refuse is listed where refusals are: tests/corpus.rs.
                continue;
            };
            let mut seen = Vec::new();
            if let Some(subject) = their.metadata.as_ref().and_then(|metadata| metadata.component.as_ref()) {
                theirs(subject, &mut seen);
            }
            for component in their.components.iter().flat_map(|components| &components.0) {
                theirs(component, &mut seen);
            }
            seen.sort();
            let mine = ours(&our);
            compared += 1;
            if CRATE_SEES_LESS.contains(&name.as_str()) {
                assert_ne!(mine, seen, "{name} is listed as different, and no longer is");
            } else if mine != seen {
                let only_ours: Vec<&Seen> = mine.iter().filter(|part| !seen.contains(part)).take(2).collect();
                let only_theirs: Vec<&Seen> = seen.iter().filter(|part| !mine.contains(part)).take(2).collect();
                wrong.push(format!(
                    "{name}: {} and {} components\n  ours   {only_ours:?}\n  theirs {only_theirs:?}",
                    mine.len(),
                    seen.len()
                ));
            }
            let declared: BTreeSet<String> =
                our.components.rows().filter_map(|row| our.value(our.components.reference[row])).map(str::to_owned).collect();
            let edges: BTreeSet<(String, String)> = their
                .dependencies
                .iter()
                .flat_map(|dependencies| &dependencies.0)
                .flat_map(|entry| entry.dependencies.iter().map(|to| (entry.dependency_ref.clone(), to.clone())))
                .filter(|(from, to)| declared.contains(from) && declared.contains(to))
                .collect();
            // A bill with two elements of one reference is rejected; which of them an edge means is not for us to say.
            if our.rejections().next().is_none() && dependencies(&our) != edges {
                let lost: Vec<_> = edges.symmetric_difference(&dependencies(&our)).take(2).cloned().collect();
                wrong.push(format!("{name}: dependencies differ: {lost:?}"));
            }
        }
    }
    println!("{compared} documents read by both, {refused} of 1.3 to 1.5 that cyclonedx-bom refuses");
    assert!(compared > 300, "only {compared} documents were compared");
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
}
