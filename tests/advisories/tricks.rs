//! Ways to write a version or a package so that a look-up misses: none may. Numbers are those of the threat model, group D.

use super::{PART, advice, bom, part, shelf};
use bomgate::enrich::Look;

/// One package of three ecosystems, affected from 1.0.0 and fixed in 2.0.0.
const RECORDS: &str = r#"[
  {"id":"X-PYPI","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"PyPI","name":"demo-lib"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0.0"},{"fixed":"2.0.0"}]}]}]},
  {"id":"X-NPM","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"npm","name":"demo-lib"},
    "ranges":[{"type":"SEMVER","events":[{"introduced":"1.0.0"},{"fixed":"2.0.0"}]}]}]},
  {"id":"X-DEB","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"Debian:12","name":"demo-lib"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1:2.0-1"}]}]}]},
  {"id":"X-RPM","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"Red Hat:enterprise_linux:9","name":"demo-lib"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1:1.0-1.el9"},{"fixed":"1:2.0-1.el9"}]}]}]},
  {"id":"X-APK","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"Alpine:v3.20","name":"demo-lib"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0.0-r1"}]}]}]},
  {"id":"X-GEM","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"RubyGems","name":"demo-lib"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0"},{"fixed":"2.0"}]}]}]},
  {"id":"X-NUGET","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"NuGet","name":"Demo.Lib"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0.0"},{"fixed":"2.0.0"}]}]}]},
  {"id":"X-PHP","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"Packagist","name":"demo/lib"},
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0.0"},{"fixed":"2.0.0"}]}]}]}
]"#;

/// What came of one part: `affected`, `doubt` or `clean`, and whether it was looked up.
fn answer(part: &str) -> (&'static str, Look) {
    let shelf = shelf(RECORDS, &[]);
    let bom = bom(part);
    let advice = advice(&bom, &shelf);
    let word = match advice.hits(PART) {
        [] => "clean",
        [hit] if hit.basis.doubt.is_some() => "doubt",
        _ => "affected",
    };
    (word, advice.look(PART).unwrap())
}

#[test]
fn a_version_written_to_mislead_is_ordered_or_counts() {
    for (purl, expected, why) in [
        ("pkg:npm/demo-lib@v1.2.3", "affected", "76: a leading v"),
        ("pkg:npm/demo-lib@1.02.0", "affected", "76: a leading zero"),
        ("pkg:npm/demo-lib@1.2", "affected", "two parts"),
        ("pkg:npm/demo-lib@2.0.0-rc.1", "affected", "a pre-release of the fix"),
        ("pkg:npm/demo-lib@1.9.9%2Bfixed", "affected", "build metadata is not ordered"),
        ("pkg:npm/demo-lib@2.0.0", "clean", "the fix itself"),
        ("pkg:npm/demo-lib@0.9.9", "clean", "before the range"),
        ("pkg:npm/demo-lib@banana", "doubt", "78: no version"),
        ("pkg:npm/demo-lib@latest", "doubt", "77: a tag"),
        ("pkg:npm/demo-lib@*", "doubt", "77: a wildcard"),
        ("pkg:npm/demo-lib@%3E=1", "doubt", "77: a range"),
        ("pkg:npm/demo-lib@1.2.3.4", "doubt", "four parts are no semantic version"),
        ("pkg:npm/demo-lib@99999999999999999999.0.0", "doubt", "a number past what is ordered"),
        ("pkg:pypi/demo-lib@2.0rc1", "affected", "78: 2.0rc1 comes before 2.0"),
        ("pkg:pypi/demo-lib@1.9.9%2Blocal", "affected", "a local label"),
        ("pkg:pypi/demo-lib@1!0.1", "clean", "74: an epoch is ordered above every version without one"),
        ("pkg:pypi/demo-lib@v1.5", "affected", "PEP 440 reads a leading v"),
        ("pkg:pypi/demo-lib@1.5.post1.dev2", "affected", "between"),
        ("pkg:pypi/Demo.Lib@1.5", "affected", "68: names of PyPI are one in every spelling"),
        ("pkg:pypi/demo_lib@1.5", "affected", "68"),
        ("pkg:PyPI/DEMO__LIB@1.5", "affected", "68: the type in capitals"),
        ("pkg:npm/demo-lib@1.5.0?repository_url=https://elsewhere.example", "affected", "a qualifier"),
        ("pkg:npm/demo-lib@1.5.0#lib/other.js", "affected", "a subpath"),
        ("pkg:npm/demo-lib@1.5.0?version=2.0.0", "affected", "a qualifier that poses as the version"),
        (
            "pkg:deb/debian/demo-lib@1.9-1?distro=trixie",
            "affected",
            "the distribution a vendor names does not switch off a record",
        ),
        ("pkg:deb/debian/libdemo2@1.9-1?upstream=demo-lib", "affected", "distributions keep records by source package"),
        ("pkg:deb/debian/demo-lib@2%3A1.0", "clean", "an epoch"),
        ("pkg:deb/debian/demo-lib@1:2.0-1~deb12u1", "affected", "a tilde comes before the end"),
        ("pkg:deb/debian/demo-lib@9.9-1", "affected", "no epoch comes before epoch 1, whatever follows"),
        ("pkg:rpm/redhat/demo-lib@1.5-1.el9?epoch=1", "affected", "the epoch beside the version"),
        ("pkg:rpm/redhat/demo-lib@1:1.5-1.el9", "affected", "the epoch in the version"),
        ("pkg:rpm/redhat/demo-lib@2.0-1.el9?epoch=1", "clean", "the fix"),
        ("pkg:rpm/redhat/demo-lib@2.0~rc1-1.el9?epoch=1", "affected", "a tilde comes before the end"),
        ("pkg:rpm/redhat/demo-lib@1.5-1.el9", "doubt", "an epoch left out puts it before the range"),
        ("pkg:rpm/redhat/demo-lib@0.5-1.el9", "clean", "before the range with an epoch and without"),
        ("pkg:rpm/redhat/demo-lib@latest?epoch=1", "doubt", "a tag"),
        ("pkg:rpm/redhat/libdemo@1.5-1.el9?epoch=1&upstream=demo-lib-1.5-1.el9.src.rpm", "affected", "its source package"),
        ("pkg:apk/alpine/demo-lib@2.0.0-r0", "affected", "a revision before the fix"),
        ("pkg:apk/alpine/demo-lib@2.0.0_rc3-r9", "affected", "a release candidate of the fix"),
        ("pkg:apk/alpine/demo-lib@2.0.0-r1", "clean", "the fix"),
        ("pkg:apk/alpine/demo-lib@edge", "doubt", "a tag"),
        ("pkg:gem/demo-lib@2.0.rc1", "affected", "a pre-release of the fix"),
        ("pkg:gem/demo-lib@2.0.0", "clean", "zeros at the end say nothing"),
        ("pkg:nuget/DEMO.LIB@1.5.0.1-Beta", "affected", "68: names and labels in capitals"),
        ("pkg:nuget/Demo.Lib@2.0", "clean", "two numbers"),
        ("pkg:composer/Demo/Lib@v2.0.0-RC1", "affected", "a leading v and a release candidate"),
        ("pkg:composer/demo/lib@2.0", "doubt", "whether it is 2.0.0 readers differ on"),
        ("pkg:composer/demo/lib@dev-main", "doubt", "a branch"),
    ] {
        assert_eq!(answer(&part(purl)), (expected, Look::Done), "{purl}: {why}");
    }
}

#[test]
fn the_version_field_counts_beside_the_package_url() {
    let part = |version: &str, purl: &str| {
        format!(r#"{{"type":"library","name":"demo-lib","version":{},"purl":"{purl}"}}"#, serde_json::json!(version))
    };
    for (version, purl, expected, why) in [
        ("1.5.0", "pkg:npm/demo-lib", "affected", "72: only the field"),
        ("1.5.0", "pkg:npm/demo-lib@3.0.0", "affected", "two versions: either may be the true one"),
        ("3.0.0", "pkg:npm/demo-lib@1.5.0", "affected", "two versions the other way round"),
        ("3.0.0", "pkg:npm/demo-lib@v3.0.0", "clean", "one version in two spellings"),
        (" 1.5.0 ", "pkg:npm/demo-lib", "affected", "whitespace around"),
        ("1. 5.0", "pkg:npm/demo-lib", "doubt", "whitespace inside"),
        ("１.5.0", "pkg:npm/demo-lib", "doubt", "a full-width digit"),
        ("1\u{2024}5.0", "pkg:pypi/demo-lib", "doubt", "a confusable dot"),
        ("3.5\u{200b}.0", "pkg:npm/demo-lib", "doubt", "66: an invisible character inside"),
        ("1.5.0\u{200b}", "pkg:npm/demo-lib", "affected", "66: one at the end is noted and taken off as the bill is read"),
        ("2.0", "pkg:deb/debian/demo-lib@1:2.0-1", "clean", "the short form of a Debian version is no other version"),
    ] {
        assert_eq!(answer(&part(version, purl)), (expected, Look::Done), "{version:?} {purl}: {why}");
    }
}

#[test]
fn a_part_that_cannot_be_looked_up_is_told_apart() {
    for (part, expected) in [
        (r#"{"type":"library","name":"demo-lib","version":"1.5.0"}"#, Look::NoPurl),
        (r#"{"type":"library","name":"demo-lib","purl":"pkg:npm/demo-lib"}"#, Look::NoVersion),
        (r#"{"type":"library","name":"demo-lib","version":"","purl":"pkg:npm/demo-lib@"}"#, Look::NoVersion),
        (r#"{"type":"library","name":"demo-lib","version":"1","purl":"pkg:nosuchtype/demo-lib@1"}"#, Look::NoEcosystem),
        (r#"{"type":"library","name":"demo-lib","version":"1","purl":"npm/demo-lib@1"}"#, Look::BadPurl),
        (r#"{"type":"library","name":"demo-lib","version":"1","purl":"pkg:npm/demo%2Dlib%2Fx@1"}"#, Look::BadPurl),
    ] {
        assert_eq!(answer(part).1, expected, "73: {part}");
    }
}

#[test]
fn a_second_package_url_does_not_hide_the_first() {
    let text = r#"{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"d",
"documentNamespace":"https://example.org/d","creationInfo":{"created":"2026-11-01T00:00:00Z","creators":["Tool: t"]},
"documentDescribes":["SPDXRef-p"],
"packages":[{"SPDXID":"SPDXRef-p","name":"demo","versionInfo":"5.0.0","downloadLocation":"NOASSERTION","externalRefs":[
{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/harmless@5.0.0"},
{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/demo-lib@1.5.0"}]}]}"#;
    let source = bomgate::read::Source::bytes("test.json", text.as_bytes().to_vec());
    let bom = bomgate::read::read(source, &bomgate::base::Limits::default()).unwrap();
    let advice = advice(&bom, &shelf(RECORDS, &[]));
    let hits: usize = bom.components.rows().map(|row| advice.hits(row).len()).sum();
    assert_eq!(hits, 1, "both are looked up");
}

#[test]
fn records_that_do_not_keep_to_the_schema_count_more_not_less() {
    let record = |affected: &str| format!(r#"[{{"id":"X-1","modified":"2026-01-01T00:00:00Z","affected":[{affected}]}}]"#);
    let package = r#""package":{"ecosystem":"npm","name":"demo-lib"}"#;
    // 206: missing, unordered and empty events.
    for (affected, at, expected) in [
        (r#""ranges":[{"type":"SEMVER","events":[{"fixed":"2.0.0"}]}]"#, "1.0.0", "doubt"),
        (r#""ranges":[{"type":"SEMVER","events":[{"fixed":"2.0.0"}]}]"#, "2.0.0", "clean"),
        (r#""ranges":[{"type":"SEMVER","events":[{"fixed":"2.0.0"},{"introduced":"1.0.0"}]}]"#, "1.5.0", "affected"),
        (r#""ranges":[{"type":"SEMVER","events":[{"introduced":"1.0.0","fixed":"2.0.0"}]}]"#, "1.5.0", "affected"),
        (r#""ranges":[{"type":"SEMVER","events":[{"introduced":"1.0.0"},{"last_affected":"1.5.0"}]}]"#, "1.5.0", "affected"),
        (r#""ranges":[{"type":"SEMVER","events":[{"introduced":"1.0.0"},{"last_affected":"1.5.0"}]}]"#, "1.5.1", "clean"),
        (r#""ranges":[{"type":"SEMVER","events":[]}],"versions":["1.0.0"]"#, "1.0.0", "affected"),
        (r#""ranges":[{"type":"SEMVER","events":[]}],"versions":["1.0.0"]"#, "3.0.0", "doubt"),
        (r#""ranges":[],"versions":["1.0.0"]"#, "v1.0.0", "affected"),
        (r#""ranges":[],"versions":["1.0.0"]"#, "3.0.0", "clean"),
        (r#""versions":["1.0.0"],"ranges":null"#, "1.0.0", "affected"),
        (r#""ranges":[]"#, "3.0.0", "doubt"),
        (r#""ranges":[{"type":"GIT","events":[{"introduced":"0"}]}]"#, "3.0.0", "doubt"),
        (r#""ranges":[{"type":"NEWER","events":[{"introduced":"9"}]}]"#, "3.0.0", "doubt"),
        (r#""ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"limit":"2.0.0"}]}]"#, "3.0.0", "clean"),
        (r#""ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"limit":"*"}]}]"#, "3.0.0", "affected"),
        (r#""ranges":[{"type":"SEMVER","events":[{"introduced":"abc"},{"fixed":"2.0.0"}]}]"#, "1.0.0", "doubt"),
        (r#""ranges":[{"type":"SEMVER","events":[{"introduced":0},{"fixed":2}]}]"#, "1.0.0", "affected"),
    ] {
        let shelf = shelf(&record(&format!("{{{package},{affected}}}")), &[]);
        let bom = bom(&part(&format!("pkg:npm/demo-lib@{at}")));
        let advice = advice(&bom, &shelf);
        let answer = match advice.hits(PART) {
            [] => "clean",
            [hit] if hit.basis.doubt.is_some() => "doubt",
            _ => "affected",
        };
        assert_eq!(answer, expected, "{affected} {at}");
    }
}

#[test]
fn one_vulnerability_under_many_ids_is_one_finding() {
    // 205: the first and the last share no id; the second ties them together.
    let affected = r#""affected":[{"package":{"ecosystem":"npm","name":"demo-lib"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"}]}]}]"#;
    let spared = affected.replace(r#"{"introduced":"0"}"#, r#"{"introduced":"7.0.0"}"#);
    let records = format!(
        r#"[{{"id":"PYSEC-1","aliases":["CVE-2026-1"],"severity":[{{"type":"CVSS_V3","score":"CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"}}],{affected}}},
        {{"id":"GHSA-1","aliases":["CVE-2026-1","CVE-2026-2"],"database_specific":{{"severity":"CRITICAL"}},{affected}}},
        {{"id":"GO-1","aliases":["CVE-2026-2"],{affected}}},
        {{"id":"GHSA-2","aliases":["CVE-2026-1"],{spared}}},
        {{"id":"GHSA-3","withdrawn":"2026-02-01T00:00:00Z","aliases":["CVE-2026-9"],{affected}}}]"#
    );
    let bom = bom(&part("pkg:npm/demo-lib@1.0.0"));
    let advice = advice(&bom, &shelf(&records, &["CVE-2026-2"]));
    let [merged, withdrawn] = advice.hits(PART) else { panic!("{:?}", advice.hits(PART)) };
    let ids: Vec<&str> = std::iter::once(merged.id.as_str()).chain(merged.aliases.iter().map(String::as_str)).collect();
    assert_eq!(ids, ["GHSA-1", "CVE-2026-1", "CVE-2026-2", "GO-1", "PYSEC-1"], "the record that spares the version adds nothing");
    assert_eq!(merged.severity_word(), "critical", "the worst counts");
    assert!(merged.exploited.is_some() && !merged.withdrawn);
    assert!(withdrawn.withdrawn && withdrawn.id == "GHSA-3");
}
