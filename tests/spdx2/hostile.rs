//! Hostile documents, made from one clean one: what a second reader could read differently, or what hides.

use crate::common::{check, gate_with};
use bomgate::gate::Gate;

const POLICY: &str = r#"
pack: hostile
title: Hostile documents
version: "1"
lists: { denied: [evil], permitted: [MIT, BSD-3-Clause] }
rules:
  - id: nothing-denied
    title: Nothing denied
    level: block
    on: component
    require: '!listed(component, lists.denied)'
    unknown: passes
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Remove it.
  - id: no-model-in-words
    title: No model is only spoken of
    level: refer
    on: component
    require: '!component.notes.exists(n, n.code == "model-in-words")'
    unknown: passes
    tier: 1
    area: provenance
    cites: [{ text: test, mark: unverified }]
    fix: List it.
  - id: licences-permitted
    title: Licences are permitted
    level: high
    on: library
    require: 'license_permits(component, lists.permitted)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: Change it.
  - id: supplier-stated
    title: A supplier is stated
    level: high
    on: library
    require: 'stated(component.supplier.name)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: State it.
  - id: digest-strong
    title: A strong digest is stated
    level: high
    on: library
    require: 'strong_hash(component)'
    unknown: fails
    tier: 1
    area: supply-chain
    cites: [{ text: test, mark: unverified }]
    fix: State it.
"#;

const HEAD: &str = r#""spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"d","documentNamespace":"https://v.example/d",
"creationInfo":{"created":"2026-11-01T00:00:00Z","creators":["Organization: Vendor AG","Tool: maker-1.0"]},"documentDescribes":["SPDXRef-app"]"#;
const APP: &str = r#"{"SPDXID":"SPDXRef-app","name":"assistant","versionInfo":"1.0","downloadLocation":"NONE","primaryPackagePurpose":"APPLICATION"}"#;
const LIBRARY: &str = r#"{"SPDXID":"SPDXRef-lib","name":"numpy","versionInfo":"1.26.4","downloadLocation":"NOASSERTION","supplier":"Organization: NumFOCUS",
"licenseDeclared":"BSD-3-Clause","licenseConcluded":"NOASSERTION","checksums":[{"algorithm":"SHA256","checksumValue":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}"#;
const EVIL: &str = r#"{"SPDXID":"SPDXRef-evil","name":"evil","versionInfo":"1","downloadLocation":"NONE","supplier":"Organization: V","licenseDeclared":"MIT",
"checksums":[{"algorithm":"SHA256","checksumValue":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}"#;
const DEPENDS: &str = r#"{"spdxElementId":"SPDXRef-app","relationshipType":"DEPENDS_ON","relatedSpdxElement":"SPDXRef-lib"}"#;

/// A document with more members at the root.
fn with_root(members: &str) -> String {
    format!(r#"{{{HEAD},"packages":[{APP},{LIBRARY}],"relationships":[{DEPENDS}]{members}}}"#)
}

fn with_packages(packages: &str) -> String {
    format!(r#"{{{HEAD},"packages":[{APP},{LIBRARY},{packages}],"relationships":[{DEPENDS}]}}"#)
}

fn with_relation(from: &str, kind: &str, to: &str) -> String {
    let made = format!(r#"{{"spdxElementId":"{from}","relationshipType":"{kind}","relatedSpdxElement":"{to}"}}"#);
    format!(r#"{{{HEAD},"packages":[{APP},{LIBRARY}],"relationships":[{DEPENDS},{made}]}}"#)
}

fn library(from: &str, to: &str) -> String {
    let clean = with_root("");
    assert!(clean.contains(from), "{from}");
    clean.replacen(from, to, 1)
}

const TAG: &str = "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: d\nDocumentNamespace: https://v.example/d\n\
Creator: Organization: Vendor AG\nCreated: 2026-11-01T00:00:00Z\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app\n\
PackageName: assistant\nSPDXID: SPDXRef-app\nPackageVersion: 1.0\nPackageDownloadLocation: NONE\nPrimaryPackagePurpose: APPLICATION\n\n\
PackageName: numpy\nSPDXID: SPDXRef-lib\nPackageVersion: 1.26.4\nPackageDownloadLocation: NONE\nPackageSupplier: Organization: NumFOCUS\n\
PackageChecksum: SHA256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nPackageLicenseDeclared: BSD-3-Clause\n";

const RDF: &str = r##"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="http://spdx.org/rdf/terms#">
<spdx:SpdxDocument rdf:about="https://v.example/d#SPDXRef-DOCUMENT"><spdx:specVersion>SPDX-2.3</spdx:specVersion><spdx:name>d</spdx:name>
<spdx:dataLicense rdf:resource="http://spdx.org/licenses/CC0-1.0"/>
<spdx:creationInfo><spdx:CreationInfo><spdx:created>2026-11-01T00:00:00Z</spdx:created><spdx:creator>Organization: Vendor AG</spdx:creator></spdx:CreationInfo></spdx:creationInfo>
<spdx:describesPackage rdf:resource="https://v.example/d#SPDXRef-app"/></spdx:SpdxDocument>
<spdx:Package rdf:about="https://v.example/d#SPDXRef-app"><spdx:name>assistant</spdx:name><spdx:downloadLocation rdf:resource="http://spdx.org/rdf/terms#none"/>
<spdx:primaryPackagePurpose rdf:resource="http://spdx.org/rdf/terms#purpose_application"/></spdx:Package>
<spdx:Package rdf:about="https://v.example/d#SPDXRef-lib"><spdx:name>numpy</spdx:name><spdx:downloadLocation>NONE</spdx:downloadLocation>
<spdx:supplier>Organization: NumFOCUS</spdx:supplier><spdx:licenseDeclared rdf:resource="http://spdx.org/licenses/BSD-3-Clause"/>
<spdx:checksum><spdx:Checksum><spdx:algorithm rdf:resource="http://spdx.org/rdf/terms#checksumAlgorithm_sha256"/>
<spdx:checksumValue>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</spdx:checksumValue></spdx:Checksum></spdx:checksum></spdx:Package></rdf:RDF>"##;

fn rdf(from: &str, to: &str) -> String {
    assert!(RDF.contains(from), "{from}");
    RDF.replacen(from, to, 1)
}

fn answer(gate: &Gate, text: String) -> (&'static str, Vec<String>) {
    match check(gate, text) {
        Err(error) => ("REJECT", vec![error.to_string()]),
        Ok(judged) => {
            let notes = judged.bom.rejections().map(|note| format!("{}: {}", note.code.word(), note.message));
            let gaps = judged.outcome.gaps.iter().map(|gap| gap.name.clone());
            let failing = judged.outcome.findings.iter().filter(|finding| finding.gates);
            let rules = failing.map(|finding| gate.plan.rules[finding.rule()].id.clone());
            (judged.outcome.verdict.word(), notes.chain(gaps).chain(rules).collect())
        }
    }
}

/// Each case: what it is, the document, the verdict, and a word that must stand among the reasons.
fn run(cases: Vec<(&str, String, &str, &str)>) {
    let gate = gate_with(POLICY, "DE");
    let (count, mut wrong) = (cases.len(), Vec::new());
    for (name, text, expected, word) in cases {
        let (verdict, why) = answer(&gate, text);
        if verdict != expected || !(word.is_empty() || why.iter().any(|reason| reason.contains(word))) {
            wrong.push(format!("{name}: {verdict}, expected {expected} because of `{word}`; reasons: {why:?}"));
        }
    }
    println!("{count} hostile documents");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_clean_document_passes_in_every_syntax() {
    run(vec![
        ("JSON", with_root(""), "PASS", ""),
        ("YAML", yaml(), "PASS", ""),
        ("YAML with a byte order mark", format!("\u{feff}{}", yaml()), "PASS", ""),
        ("tag-value with a byte order mark", format!("\u{feff}{TAG}"), "PASS", ""),
        ("RDF with a byte order mark", format!("\u{feff}{RDF}"), "PASS", ""),
        ("tag-value", TAG.to_owned(), "PASS", ""),
        ("RDF", RDF.to_owned(), "PASS", ""),
    ]);
}

/// The clean document as YAML.
fn yaml() -> String {
    yaml_of(&with_root(""))
}

fn yaml_of(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    fn write(value: &serde_json::Value, indent: usize, out: &mut String) {
        let pad = " ".repeat(indent);
        match value {
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    out.push_str(&format!("\n{pad}{key}:"));
                    write(value, indent + 2, out);
                }
            }
            serde_json::Value::Array(items) => {
                for item in items {
                    out.push_str(&format!("\n{pad}-"));
                    write(item, indent + 2, out);
                }
            }
            other => out.push_str(&format!(" {other}")),
        }
    }
    let mut out = String::from("spdxVersion: SPDX-2.3");
    let mut value = value;
    value.as_object_mut().unwrap().remove("spdxVersion");
    write(&value, 0, &mut out);
    out.push('\n');
    out
}

fn yaml_with(from: &str, to: &str) -> String {
    let clean = yaml();
    assert!(clean.contains(from), "{from}");
    clean.replacen(from, to, 1)
}

#[test]
fn what_two_readers_could_read_differently_is_rejected() {
    run(vec![
        ("packages twice", with_root(&format!(r#","packages":[{EVIL}]"#)), "REJECT", "packages"),
        ("a name twice", library(r#""name":"numpy""#, r#""name":"numpy","name":"evil""#), "REJECT", "name"),
        ("a name twice by escape", library(r#""name":"numpy""#, r#""name":"numpy","n\u0061me":"evil""#), "REJECT", "name"),
        ("a second text", format!("{}{}", with_root(""), with_root("")), "REJECT", "the end of the input"),
        ("CycloneDX in it", with_root(r#","bomFormat":"CycloneDX","specVersion":"1.6""#), "REJECT", "at once"),
        ("components in it", with_root(r#","components":[]"#), "REJECT", "components"),
        ("one SPDXID twice", with_packages(&EVIL.replace("SPDXRef-evil", "SPDXRef-lib")), "REJECT", "duplicate-ref"),
        ("SPDX 2.1", library("SPDX-2.3", "SPDX-2.1"), "REJECT", "older"),
        ("SPDX 3", library("SPDX-2.3", "SPDX-3.0"), "REJECT", "JSON-LD"),
        ("no version", library(r#""spdxVersion":"SPDX-2.3","#, ""), "REJECT", "spdxVersion"),
        ("YAML: a key twice", yaml_with("name: \"numpy\"", "name: \"numpy\"\n    name: \"evil\""), "REJECT", "twice"),
        ("YAML: bytes that are not text", yaml() + "comment: \"\\uD800\"\n", "REJECT", "YAML"),
        ("YAML: packages twice", yaml() + "packages: []\n", "REJECT", "twice"),
        ("YAML: an anchor", yaml_with("name: \"d\"", "name: &a \"d\""), "REJECT", "anchor"),
        ("YAML: an alias", yaml() + "comment: *a\n", "REJECT", "unknown anchor"),
        ("YAML: a tag", yaml_with("name: \"d\"", "name: !!str \"d\""), "REJECT", "tag"),
        ("YAML: a second document", yaml() + "---\nspdxVersion: SPDX-2.3\n", "REJECT", "second document"),
        ("YAML: a merge key", yaml() + "<<: { name: evil }\n", "REJECT", "merge"),
        ("tag and YAML at once", TAG.to_owned() + "spdxVersion: SPDX-2.3\n", "REJECT", "at once"),
        ("tag: a field twice", TAG.to_owned() + "PackageVersion: 2\n", "REJECT", "twice"),
        ("tag: a line that is no tag", TAG.to_owned() + "PackageName evil\n", "REJECT", "neither"),
        ("tag: a field outside its section", format!("{TAG}FileName: a\nPackageVersion: 2\n"), "REJECT", "section"),
        ("tag: an open text", TAG.to_owned() + "PackageComment: <text>a\nPackageName: evil\n", "REJECT", "</text>"),
        ("tag: text behind a text", TAG.to_owned() + "PackageComment: <text>a</text>PackageName: evil\n", "REJECT", "behind"),
        (
            "RDF: a DOCTYPE",
            rdf("<rdf:RDF", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><rdf:RDF"),
            "REJECT",
            "DOCTYPE",
        ),
        ("RDF: an entity", rdf("numpy", "&evil;"), "REJECT", "not declared"),
        (
            "RDF: two names",
            rdf("<spdx:name>numpy</spdx:name>", "<spdx:name>numpy</spdx:name><spdx:name>evil</spdx:name>"),
            "REJECT",
            "two values",
        ),
        (
            "RDF: two types",
            rdf("<spdx:name>numpy", "<rdf:type rdf:resource=\"http://spdx.org/rdf/terms#File\"/><spdx:name>numpy"),
            "REJECT",
            "another",
        ),
        (
            "RDF: a second document",
            rdf("</rdf:RDF>", "<spdx:SpdxDocument rdf:about=\"https://w.example/e#SPDXRef-DOCUMENT\"/></rdf:RDF>"),
            "REJECT",
            "second",
        ),
        ("RDF: parseType", rdf("<spdx:checksum>", "<spdx:checksum rdf:parseType=\"Resource\">"), "REJECT", "parseType"),
        ("RDF: text split by a comment", rdf("numpy", "ev<!-- numpy -->il"), "FAIL", "nothing-denied"),
        ("RDF: text in CDATA", rdf("numpy", "<![CDATA[evil]]>"), "FAIL", "nothing-denied"),
    ]);
}

#[test]
fn nothing_hides() {
    let snippet = r#""files":[{"SPDXID":"SPDXRef-f","fileName":"evil","checksums":[{"algorithm":"SHA1","checksumValue":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}]"#;
    let purls = r#","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:pypi/numpy@1.26.4"},
        {"referenceCategory":"PACKAGE_MANAGER","referenceType":"purl","referenceLocator":"pkg:pypi/evil@1"}]}"#;
    let second = LIBRARY.strip_suffix('}').unwrap().to_owned() + purls;
    run(vec![
        ("evil as a package", with_packages(EVIL), "FAIL", "nothing-denied"),
        ("evil as a file", with_root(&format!(",{snippet}")), "FAIL", "nothing-denied"),
        ("evil under Packages", with_root(&format!(r#","Packages":[{EVIL}]"#)), "REJECT", "Packages"),
        ("evil under package", with_root(&format!(r#","package":[{EVIL}]"#)), "REJECT", "hidden-container"),
        ("an unknown key of the root", with_root(r#","extra":1"#), "REJECT", "extra"),
        ("evil inside a package", library(r#""name":"numpy""#, &format!(r#""name":"numpy","x":[{EVIL}]"#)), "REJECT", "hidden-container"),
        ("evil inside attributionTexts", library(r#""name":"numpy""#, &format!(r#""name":"numpy","attributionTexts":[{EVIL}]"#)), "REJECT", "hidden-container"),
        ("evil instead of a comment", with_root(&format!(r#","comment":{EVIL}"#)), "REJECT", "hidden-container"),
        ("evil as the supplier", library(r#"Organization: NumFOCUS"#, "Organization: evil"), "FAIL", "nothing-denied"),
        ("evil as a second package URL", with_root("").replacen(LIBRARY, &second, 1), "FAIL", "nothing-denied"),
        ("a package that is a string", with_packages(r#""evil""#), "INCOMPLETE", "part-not-read"),
        ("packages that are a string", with_root("").replacen(&format!("[{APP},{LIBRARY}]"), r#""evil""#, 1), "REJECT", ""),
        ("a package without a name", with_packages(&EVIL.replace(r#""name":"evil","#, "")), "REJECT", "unidentified"),
        ("a dangling target", with_relation("SPDXRef-app", "DEPENDS_ON", "SPDXRef-evil"), "REJECT", "dangling-ref"),
        ("a dangling source", with_relation("SPDXRef-evil", "DEPENDENCY_OF", "SPDXRef-app"), "REJECT", "dangling-ref"),
        ("an undeclared document", with_relation("SPDXRef-app", "DEPENDS_ON", "DocumentRef-x:SPDXRef-y"), "REJECT", "dangling-ref"),
        (
            "a part of another document",
            with_relation("SPDXRef-app", "DEPENDS_ON", "DocumentRef-x:SPDXRef-y").replacen(
                r#""packages""#,
                r#""externalDocumentRefs":[{"externalDocumentId":"DocumentRef-x","spdxDocument":"https://w.example/e","checksum":{"algorithm":"SHA1","checksumValue":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}],"packages""#,
                1,
            ),
            "INCOMPLETE",
            "bom-link",
        ),
        ("a model in the comment of the document", with_root(r#","comment":"contains Llama 3""#), "INCOMPLETE", "refer:no-model-in-words"),
        ("a model in the source of a package", library(r#""name":"numpy""#, r#""name":"numpy","sourceInfo":"wraps Llama 3""#), "INCOMPLETE", "refer:no-model-in-words"),
        ("unknown dependencies", with_relation("SPDXRef-lib", "DEPENDS_ON", "NOASSERTION"), "INCOMPLETE", "composition-incomplete"),
        ("no dependencies", with_relation("SPDXRef-lib", "DEPENDS_ON", "NONE"), "PASS", ""),
        ("a relationship without a type", with_relation("SPDXRef-lib", "X", "SPDXRef-app").replace(r#""relationshipType":"X","#, ""), "INCOMPLETE", "part-not-read"),
        ("a circle", with_relation("SPDXRef-lib", "DEPENDS_ON", "SPDXRef-app"), "PASS", ""),
        ("tag: PackagName", TAG.to_owned() + "PackagName: evil\n", "REJECT", "hidden-container"),
        ("tag: packagename", TAG.to_owned() + "packagename: evil\n", "REJECT", "hidden-container"),
        ("tag: an unknown tag", TAG.to_owned() + "X-Vendor: 1\n", "PASS", ""),
        ("tag: evil in a text", TAG.to_owned() + "PackageName: <text>evil</text>\nSPDXID: SPDXRef-evil\n", "FAIL", "nothing-denied"),
        ("RDF: a node without a type", rdf("</rdf:RDF>", "<rdf:Description rdf:about=\"#SPDXRef-e\"><spdx:name>evil</spdx:name></rdf:Description></rdf:RDF>"), "INCOMPLETE", "part-not-read"),
        ("RDF: evil inside a property", rdf("</spdx:Checksum>", "<spdx:x><spdx:Package rdf:about=\"#SPDXRef-e\"><spdx:name>evil</spdx:name></spdx:Package></spdx:x></spdx:Checksum>"), "FAIL", "nothing-denied"),
    ]);
}

#[test]
fn no_assertion_satisfies_no_rule() {
    let sha1 = r#""algorithm":"SHA1","checksumValue":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#;
    let sha256 = r#""algorithm":"SHA256","checksumValue":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#;
    run(vec![
        ("supplier NOASSERTION", library("Organization: NumFOCUS", "NOASSERTION"), "FAIL", "supplier-stated"),
        ("supplier of no name", library("Organization: NumFOCUS", "Organization: "), "FAIL", "supplier-stated"),
        ("supplier of NOASSERTION", library("Organization: NumFOCUS", "Organization: NOASSERTION"), "FAIL", "supplier-stated"),
        ("no supplier", library(r#""supplier":"Organization: NumFOCUS","#, ""), "FAIL", "supplier-stated"),
        ("licence NOASSERTION", library("BSD-3-Clause", "NOASSERTION"), "FAIL", "licences-permitted"),
        (
            "a licence of its own under the name of a listed one",
            library("BSD-3-Clause", "LicenseRef-1").replacen(
                r#""relationships""#,
                r#""hasExtractedLicensingInfos":[{"licenseId":"LicenseRef-1","name":"MIT","extractedText":"Non-Commercial only"}],"relationships""#,
                1,
            ),
            "FAIL",
            "licences-permitted",
        ),
        ("licence NONE", library("BSD-3-Clause", "NONE"), "FAIL", "licences-permitted"),
        (
            "no licence",
            library(r#""licenseDeclared":"BSD-3-Clause","licenseConcluded":"NOASSERTION","#, ""),
            "FAIL",
            "licences-permitted",
        ),
        (
            "a concluded licence that is not permitted",
            library(r#""licenseConcluded":"NOASSERTION""#, r#""licenseConcluded":"GPL-3.0-only""#),
            "FAIL",
            "licences-permitted",
        ),
        (
            "licences found in files beside NOASSERTION",
            library("BSD-3-Clause\"", "NOASSERTION\",\"licenseInfoFromFiles\":[\"MIT\"]"),
            "FAIL",
            "licences-permitted",
        ),
        ("a reference to a text", library("BSD-3-Clause", "LicenseRef-1"), "FAIL", "licences-permitted"),
        ("a weak digest", library(sha256, sha1), "FAIL", "digest-strong"),
        ("a digest too short", library("aaaaaaaaaaaaaaaa\"", "\""), "FAIL", "digest-strong"),
    ]);
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    let deep = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
    let text = format!("PackageComment: <text>{}</text>\n", "line of a text\n".repeat(1_300_000));
    let sets = |count: usize| {
        let member = "<spdx:member><spdx:ConjunctiveLicenseSet>".repeat(count);
        let close = "</spdx:ConjunctiveLicenseSet></spdx:member>".repeat(count);
        format!(
            "<spdx:licenseConcluded><spdx:ConjunctiveLicenseSet>{member}<spdx:member rdf:resource=\"http://spdx.org/licenses/MIT\"/>{close}</spdx:ConjunctiveLicenseSet></spdx:licenseConcluded><spdx:licenseDeclared "
        )
    };
    let double: String = (0..40)
        .map(|at| {
            let next = at + 1;
            format!("<spdx:ConjunctiveLicenseSet rdf:nodeID=\"s{at}\"><spdx:member rdf:nodeID=\"s{next}\"/><spdx:member rdf:nodeID=\"s{next}\"/></spdx:ConjunctiveLicenseSet>")
        })
        .collect();
    run(vec![
        ("deep JSON", with_root(&format!(r#","comment":{}"#, deep(100_000))), "REJECT", "inside each other"),
        ("deep YAML", format!("{}comment: {}\n", yaml(), deep(100_000)), "REJECT", ""),
        ("deep YAML blocks", format!("{}comment:\n  {}a\n", yaml(), "- ".repeat(5_000)), "REJECT", ""),
        ("deep RDF", rdf("<spdx:name>numpy", &("<spdx:x><spdx:Y>".repeat(50_000) + "<spdx:name>numpy")), "REJECT", "inside each other"),
        ("a giant text", TAG.to_owned() + &text, "REJECT", "bytes of one string"),
        ("a giant line", format!("{TAG}PackageComment: {}\n", "a".repeat(17 << 20)), "REJECT", "bytes of one line"),
        ("licence sets without end", rdf("<spdx:licenseDeclared ", &sets(60)), "REJECT", ""),
        (
            "licence sets that double",
            rdf("</rdf:RDF>", &format!("{double}<spdx:ConjunctiveLicenseSet rdf:nodeID=\"s40\"><spdx:member rdf:resource=\"http://spdx.org/licenses/MIT\"/></spdx:ConjunctiveLicenseSet></rdf:RDF>"))
                .replacen("<spdx:licenseDeclared rdf:resource=\"http://spdx.org/licenses/BSD-3-Clause\"/>", "<spdx:licenseDeclared rdf:nodeID=\"s0\"/>", 1),
            "REJECT",
            "",
        ),
    ]);
}

/// The text of a licence of the document's own.
const OWN_TERMS: &str = "You may use the Software for non-commercial purposes only.";

#[test]
fn the_text_of_an_extracted_licence_decides_where_its_name_does_not() {
    let policy = POLICY.replace("rules:\n", "rules:\n  - { id: for-commerce, title: t, level: high, on: library, require: 'component.license_class != \"noncommercial\"', unknown: passes, tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: f }\n  - { id: reviewed, title: t, level: info, on: component, require: 'component.annotations.exists(a, a.text == \"seen\" && a.annotator == \"R\")', unknown: warns, tier: 1, area: supply-chain, cites: [{ text: test, mark: unverified }], fix: f }\n")
        .replace("permitted: [MIT, BSD-3-Clause]", "permitted: [MIT, BSD-3-Clause, LicenseRef-1]");
    let gate = gate_with(&policy, "DE");
    let json = |license: &str, text: &str| {
        library("BSD-3-Clause", license)
            .replacen(r#""relationships""#, &format!(r#""hasExtractedLicensingInfos":[{{"licenseId":"LicenseRef-1","extractedText":"{text}"}}],"relationships""#), 1)
            .replacen(r#""SPDXID":"SPDXRef-lib","#, r#""SPDXID":"SPDXRef-lib","annotations":[{"annotator":"Person: R (r@v.example)","annotationDate":"2026-11-01T00:00:00Z","annotationType":"REVIEW","comment":"seen"}],"#, 1)
    };
    let tag = |text: &str| {
        format!(
            "{}Annotator: Person: R (r@v.example)\nAnnotationDate: 2026-11-01T00:00:00Z\nAnnotationType: REVIEW\nSPDXREF: SPDXRef-lib\nAnnotationComment: <text>seen</text>\nLicenseID: LicenseRef-1\nExtractedText: <text>{text}</text>\n",
            TAG.replace("BSD-3-Clause", "LicenseRef-1")
        )
    };
    let rdf = |text: &str| {
        rdf("</rdf:RDF>", &format!(r#"<spdx:ExtractedLicensingInfo rdf:about="https://v.example/d#LicenseRef-1"><spdx:licenseId>LicenseRef-1</spdx:licenseId><spdx:extractedText>{text}</spdx:extractedText></spdx:ExtractedLicensingInfo></rdf:RDF>"#))
            .replacen("http://spdx.org/licenses/BSD-3-Clause", "https://v.example/d#LicenseRef-1", 1)
            .replacen("<spdx:name>numpy</spdx:name>", r#"<spdx:name>numpy</spdx:name><spdx:annotation><spdx:Annotation><spdx:annotator>Person: R (r@v.example)</spdx:annotator><spdx:annotationDate>2026-11-01T00:00:00Z</spdx:annotationDate><spdx:annotationType rdf:resource="http://spdx.org/rdf/terms#annotationType_review"/><rdfs:comment xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">seen</rdfs:comment></spdx:Annotation></spdx:annotation>"#, 1)
    };
    let fails = |document: String| {
        let judged = check(&gate, document).unwrap();
        let rules = judged.outcome.findings.iter().map(|finding| gate.plan.rules[finding.rule()].id.clone());
        let reviewed = judged.outcome.tallies.iter().any(|tally| gate.plan.rules[tally.rule].id == "reviewed" && tally.yes == 1);
        (rules.into_iter().any(|rule| rule == "for-commerce"), reviewed)
    };
    for (syntax, own, plain) in [
        ("JSON", json("LicenseRef-1", OWN_TERMS), json("LicenseRef-1", "You may use it.")),
        ("YAML", yaml_of(&json("LicenseRef-1", OWN_TERMS)), yaml_of(&json("LicenseRef-1", "You may use it."))),
        ("tag-value", tag(OWN_TERMS), tag("You may use it.")),
        ("RDF", rdf(OWN_TERMS), rdf("You may use it.")),
    ] {
        assert_eq!(fails(own), (true, true), "{syntax}");
        assert_eq!(fails(plain), (false, true), "{syntax}");
    }
    assert!(fails(json("MIT AND LicenseRef-1", OWN_TERMS)).0, "one of two that both hold");
    assert!(!fails(json("MIT OR LicenseRef-1", OWN_TERMS)).0, "the other may be taken");
}

#[test]
fn words_about_a_model_are_heard_in_texts_that_are_not_kept() {
    let model = |license: &str| {
        with_root("").replacen(
            r#""licenseDeclared":"BSD-3-Clause""#,
            &format!(r#""externalRefs":[{{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:huggingface/house/numpy@1"}}],"licenseDeclared":"{license}""#),
            1,
        )
    };
    let text = r#""hasExtractedLicensingInfos":[{"licenseId":"LicenseRef-1","extractedText":"LLAMA 3.1 COMMUNITY LICENSE AGREEMENT"}],"relationships""#;
    let heard = |document: String| {
        let judged = check(&gate_with(POLICY, "DE"), document).unwrap();
        judged.bom.components.words.len()
    };
    assert_eq!(heard(model("BSD-3-Clause").replacen(r#""relationships""#, text, 1)), 0, "nobody is under that licence");
    assert_eq!(heard(model("LicenseRef-1").replacen(r#""relationships""#, text, 1)), 1);
    assert_eq!(heard(model("MIT AND LicenseRef-1").replacen(r#""relationships""#, text, 1)), 1);
    for line in ["PackageSourceInfo: tuned from Qwen2-7B", "AnnotationComment: tuned from Qwen2-7B"] {
        let line = if line.starts_with("Annotation") { format!("Annotator: Tool: t\n{line}") } else { line.to_owned() };
        assert_eq!(heard(format!("{TAG}{line}\n")), 1, "{line}");
    }
}
