//! Sound inputs to start from: our own samples, cut to one part each, and what the tests write.

use base64::Engine;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::Path;

const PACK: &str = r#"pack: fuzz
title: A pack
version: "1"
sector: telecom
home: CN
source: { title: a law, url: "https://example.org", read: 2026-11-21, review_by: 2027-05-01 }
parameters: { share: 0.5 }
lists: { names: [a, b] }
rules:
  - id: a-rule
    title: A rule
    level: block
    on: model
    when: 'component.generative && component.supplier.name != buyer.name'
    require: 'component.licenses.exists(l, l.id in lists.names) || foreign(component)'
    unknown: fails
    tier: 2
    area: model
    since: 2026-06-18
    cites: [{ text: "a law, 5", mark: unverified }]
    fix: Mend it.
"#;

const WAIVERS: &str =
    "waivers:\n  - { rule: a-rule, component: 'pkg:npm/left@1.0', reason: r, approved_by: a, expires: 2030-01-01 }\n";

const EXPRESSIONS: &[&str] = &[
    "has(component.version)",
    "!listed(component, lists.names) && component.kind == \"model\"",
    "component.references.exists(r, r.kind == \"website\" && r.url.startsWith(\"https\"))",
    "stated(property(component, \"bomgate:hosting_country\")) || component.base_models.all(m, m.described)",
    "size(component.hashes) >= 1 ? true : false",
    "version_in(component, \">=1.2.0, <2\")",
];

const PURLS: &[&str] = &[
    "pkg:huggingface/Qwen/Qwen2-7B@abc?x=1#a/b",
    "pkg:npm/%40scope/name@1.0.0",
    "pkg:golang/github.com/a/b@v1#sub",
    "pkg:oci/x@sha256:0a",
    "https://huggingface.co/datasets/a/b",
];

const LICENSES: &[&str] = &[
    "MIT",
    "(MIT OR Apache-2.0) AND BSD-3-Clause",
    "GPL-2.0+ WITH Classpath-exception-2.0",
    "DocumentRef-a:LicenseRef-b",
    "NONE",
];

const VERSIONS: &[&str] = &[
    "1.0.0-rc.1+b\n1.0.0",
    "1!1.0.post1.dev2+local\n1.0a1",
    "1.0-SNAPSHOT\n1.0.Final-sp-1",
    "2:1.0~rc1-1+deb12\n1.0-1",
    "v2022.12.07\nlatest",
];

const SPDX: &[&str] = &[
    r#"{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"d","documentNamespace":"https://e.org/d","creationInfo":{"created":"2026-11-01T00:00:00Z","creators":["Tool: t-1","Organization: V (a@b.c)"]},"packages":[{"SPDXID":"SPDXRef-a","name":"numpy","versionInfo":"1.0","downloadLocation":"NOASSERTION","licenseConcluded":"BSD-3-Clause","supplier":"Organization: N","checksums":[{"algorithm":"SHA256","checksumValue":"aa"}],"externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:pypi/numpy@1.0"}]}],"relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-a"}]}"#,
    "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: d\nDocumentNamespace: https://e.org/d\nCreator: Tool: t\nCreated: 2026-11-01T00:00:00Z\n\nPackageName: numpy\nSPDXID: SPDXRef-a\nPackageVersion: 1.0\nPackageDownloadLocation: NOASSERTION\nPackageComment: <text>two\nlines</text>\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a\n",
    "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: d\npackages:\n  - SPDXID: SPDXRef-a\n    name: numpy\n    downloadLocation: NONE\n",
    r#"{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"2026-11-01T00:00:00Z","createdBy":["urn:o"]},{"type":"Organization","spdxId":"urn:o","creationInfo":"_:c","name":"V"},{"type":"ai_AIPackage","spdxId":"urn:m","creationInfo":"_:c","name":"chat","software_packageVersion":"1","suppliedBy":"urn:o"},{"type":"dataset_DatasetPackage","spdxId":"urn:d","creationInfo":"_:c","name":"data"},{"type":"Relationship","spdxId":"urn:r","creationInfo":"_:c","from":"urn:m","relationshipType":"trainedOn","to":["urn:d"]}]}"#,
    r#"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="http://spdx.org/rdf/terms#"><spdx:SpdxDocument rdf:about="https://e.org/d#SPDXRef-DOCUMENT"><spdx:specVersion>SPDX-2.3</spdx:specVersion><spdx:name>d</spdx:name></spdx:SpdxDocument></rdf:RDF>"#,
];

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><metadata><component type="application" bom-ref="a"><name>app</name></component></metadata><components><component type="library" bom-ref="l"><supplier><name>N</name></supplier><name>num<!-- c -->py</name><version>1.0</version><licenses><license><id>MIT</id></license></licenses><purl>pkg:pypi/numpy@1.0</purl><properties><property name="p"><![CDATA[v]]></property></properties></component></components><dependencies><dependency ref="a"><dependency ref="l"/></dependency></dependencies></bom>"#;

/// As tools write it: flush and indented sequences, folded and literal text, what a comment may follow.
const YAML: &[&str] = &[
    "---\nSPDXID: \"SPDXRef-DOCUMENT\"\ncreationInfo:\n  comment: \"built\\\n    \\ with\\nlove\"\n  creators:\n  - \"Tool: t\"\n  - 'Person: ''J'''\nname: d\n",
    "packages:\n- SPDXID: SPDXRef-a\n  name: numpy # c\n  checksums:\n  - algorithm: SHA256\n    checksumValue: aa\n  hasFiles: []\n- name: x\n",
    "# c\n\na: |\n  one\n\n    two\nb: |-\n  three\nc: one\n  two\n\n  three\nd:\n\n  - e:\n    f: ~\n  -\n    g: 1.0\n",
    "a:\n  b:\n    c: {}\n  d: \"\\u00e9\\x41 \\\"x\\\"\"\ne: 'one\n\n  two'\nf: https://e.org/a#b\n",
];

/// The seeds of a target.
pub(crate) fn of(target: &str) -> Vec<Vec<u8>> {
    let texts = |list: &[&str]| list.iter().map(|text| text.as_bytes().to_vec()).collect();
    match target {
        "pack" => vec![PACK.as_bytes().to_vec()],
        "expression" => texts(EXPRESSIONS),
        "waivers" => texts(&[WAIVERS]),
        "purl" => texts(PURLS),
        "license" => texts(LICENSES),
        "version" => texts(VERSIONS),
        "yaml" => texts(&[YAML, &SPDX[2..3]].concat()),
        _ => bills(),
    }
}

/// Every way to write a bill. A reader is shown those of other formats too: most of what it meets is not its own.
fn bills() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = SPDX.iter().chain(&[XML]).map(|text| text.as_bytes().to_vec()).collect();
    let cyclonedx = samples();
    for text in &cyclonedx {
        seeds.push(attestation(text));
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&cyclonedx[0]).unwrap();
    seeds.push(packed.finish().unwrap());
    seeds.push(ruzstd::encoding::compress_to_vec(cyclonedx[0].as_slice(), ruzstd::encoding::CompressionLevel::Fastest));
    seeds.extend(cyclonedx);
    seeds
}

/// Our samples cut into bills of one component each, so that an execution is cheap and every construct is met.
fn samples() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    let mut seeds = Vec::new();
    for path in paths {
        let whole: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for list in ["components", "services"] {
            for one in whole[list].as_array().into_iter().flatten() {
                let mut bill = serde_json::json!({ "bomFormat": "CycloneDX", "specVersion": whole["specVersion"] });
                bill["metadata"] = whole["metadata"].clone();
                bill[list] = serde_json::json!([one]);
                seeds.push(bill.to_string().into_bytes());
            }
        }
    }
    assert!(seeds.len() > 10, "the samples hold components");
    seeds
}

fn attestation(bill: &[u8]) -> Vec<u8> {
    let predicate = std::str::from_utf8(bill).unwrap();
    let statement = format!(
        r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"a","digest":{{"sha256":"aa"}}}}],"predicateType":"https://cyclonedx.org/bom","predicate":{predicate}}}"#
    );
    if bill.len().is_multiple_of(2) {
        return statement.into_bytes();
    }
    let payload = base64::engine::general_purpose::STANDARD.encode(statement);
    format!(r#"{{"payloadType":"application/vnd.in-toto+json","payload":"{payload}","signatures":[{{"sig":"AAAA"}}]}}"#)
        .into_bytes()
}
