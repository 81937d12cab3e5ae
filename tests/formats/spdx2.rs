//! Places of SPDX 2.

use super::{Probe, probe, probe_all};
use serde_json::{Value, json};

/// A document of two packages, a file and a snippet that says next to nothing.
pub(crate) fn base() -> Value {
    json!({"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "d",
        "packages": [
            {"SPDXID": "SPDXRef-part", "name": "part", "downloadLocation": "NOASSERTION"},
            {"SPDXID": "SPDXRef-second", "name": "second", "downloadLocation": "NOASSERTION"}],
        "files": [{"SPDXID": "SPDXRef-file", "fileName": "file"}],
        "snippets": [{"SPDXID": "SPDXRef-snippet", "name": "snippet"}]})
}

fn reference(category: &str, kind: &str, locator: &str) -> Value {
    json!([{"referenceCategory": category, "referenceType": kind, "referenceLocator": locator}])
}

fn purl(purl: &str) -> Value {
    reference("PACKAGE-MANAGER", "purl", purl)
}

fn relation(from: &str, kind: &str, to: &str) -> Value {
    json!([{"spdxElementId": from, "relationshipType": kind, "relatedSpdxElement": to}])
}

/// The first package and the other are models.
fn models() -> Vec<(&'static str, Value)> {
    vec![
        ("/packages/0/externalRefs", purl("pkg:huggingface/house/part@1")),
        ("/packages/1/externalRefs", purl("pkg:huggingface/house/other@1")),
    ]
}

fn of_models(key: &'static str, value: Value) -> Vec<(&'static str, Value)> {
    [models(), vec![(key, value)]].concat()
}

/// A licence of the document's own, which the first package is under.
fn own(value: Value) -> Vec<(&'static str, Value)> {
    let mut license = json!({"licenseId": "LicenseRef-q", "extractedText": "Terms."});
    license.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
    vec![("/packages/0/licenseDeclared", json!("LicenseRef-q")), ("/hasExtractedLicensingInfos", json!([license]))]
}

fn remark() -> Value {
    json!([{"annotator": "Person: Reviewer Q (q@q.example)", "annotationDate": "2026-11-01T00:00:00Z", "annotationType": "REVIEW", "comment": "text q"}])
}

pub(crate) fn probes() -> Vec<Probe> {
    let numpy = "pkg:pypi/numpy@2.1.0";
    let sha = json!([{"algorithm": "SHA512", "checksumValue": "a".repeat(128)}]);
    let noncommercial = json!({"extractedText": "For non-commercial purposes only."});
    let ends = |key: &str, from: u32, to: u32| json!([{"startPointer": {"reference": "SPDXRef-file", key: from}, "endPointer": {"reference": "SPDXRef-file", key: to}}]);
    let mut probes = vec![
        probe("bom format", "spdxVersion", "/spdxVersion", json!("SPDX-2.3"), "bom.format == \"SPDX\"")
            .against("/spdxVersion", json!("SPDX-9.0")),
        probe("bom spec_version", "spdxVersion", "/spdxVersion", json!("SPDX-2.2"), "bom.spec_version == \"2.2\""),
        probe(
            "bom serial",
            "documentNamespace",
            "/documentNamespace",
            json!("https://q.example/d"),
            "bom.serial == \"https://q.example/d\"",
        ),
        probe(
            "bom timestamp",
            "creationInfo.created",
            "/creationInfo/created",
            json!("2026-11-01T00:00:00Z"),
            "days_since(bom.timestamp) == 21",
        ),
        probe(
            "bom authors",
            "creationInfo.creators (Person, Organization)",
            "/creationInfo/creators",
            json!(["Organization: House Q"]),
            "bom.authors.exists(p, p.name == \"House Q\")",
        ),
        probe(
            "bom authors",
            "creationInfo.creators (Person, Organization)",
            "/creationInfo/creators",
            json!(["Person: Person Q (q@q.example)"]),
            "bom.authors.exists(p, p.name == \"Person Q\")",
        ),
        probe(
            "bom tools",
            "creationInfo.creators (Tool)",
            "/creationInfo/creators",
            json!(["Tool: maker-3.1"]),
            "bom.tools.exists(t, t.name == \"maker\")",
        ),
        probe_all("bom signed", "DSSE signatures", vec![], "bom.signed").enveloped("https://spdx.dev/Document"),
        probe("bom has_subject", "documentDescribes", "/documentDescribes", json!(["SPDXRef-part"]), "bom.has_subject"),
        probe(
            "bom has_subject",
            "DESCRIBES",
            "/relationships",
            relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-part"),
            "bom.has_subject",
        ),
        probe(
            "bom has_dependencies",
            "relationships (DEPENDS_ON, DEPENDENCY_OF)",
            "/relationships",
            relation("SPDXRef-part", "DEPENDS_ON", "SPDXRef-second"),
            "bom.has_dependencies",
        ),
        probe(
            "bom has_dependencies",
            "relationships (DEPENDS_ON, DEPENDENCY_OF)",
            "/relationships",
            relation("SPDXRef-part", "DEPENDENCY_OF", "SPDXRef-second"),
            "bom.has_dependencies",
        ),
        probe(
            "bom compositions",
            "relationships to NOASSERTION",
            "/relationships",
            relation("SPDXRef-part", "DEPENDS_ON", "NOASSERTION"),
            "has(bom.compositions)",
        ),
        probe(
            "composition aggregate",
            "relationships to NOASSERTION",
            "/relationships",
            relation("SPDXRef-part", "DEPENDS_ON", "NOASSERTION"),
            "bom.compositions.exists(c, c.aggregate == \"unknown\")",
        ),
        probe(
            "bom components",
            "packages",
            "/packages/2",
            json!({"SPDXID": "SPDXRef-q", "name": "extra"}),
            "bom.components.exists(c, c.name == \"extra\")",
        ),
        probe(
            "bom components",
            "files",
            "/files/1",
            json!({"SPDXID": "SPDXRef-q", "fileName": "extra"}),
            "bom.components.exists(c, c.name == \"extra\")",
        ),
        probe(
            "bom components",
            "snippets",
            "/snippets/1",
            json!({"SPDXID": "SPDXRef-q", "name": "extra"}),
            "bom.components.exists(c, c.name == \"extra\")",
        ),
        probe(
            "component kind",
            "primaryPackagePurpose (2.3)",
            "/packages/0/primaryPackagePurpose",
            json!("FRAMEWORK"),
            "component.kind == \"framework\"",
        ),
        probe(
            "component kind",
            "externalRefs (purl)",
            "/packages/0/externalRefs",
            purl("pkg:huggingface/house/part@1"),
            "component.kind == \"model\"",
        ),
        probe(
            "component kind",
            "downloadLocation (hub)",
            "/packages/0/downloadLocation",
            json!("https://huggingface.co/house/part"),
            "component.kind == \"model\"",
        ),
        probe(
            "component declared_type",
            "primaryPackagePurpose (2.3)",
            "/packages/0/primaryPackagePurpose",
            json!("FIRMWARE"),
            "component.declared_type == \"FIRMWARE\"",
        ),
        probe("component name", "name", "/packages/0/name", json!("name-q"), "component.name == \"name-q\""),
        probe("component name", "fileName", "/files/0/fileName", json!("name-q"), "component.name == \"name-q\""),
        probe("component version", "versionInfo", "/packages/0/versionInfo", json!("1.2.3"), "component.version == \"1.2.3\""),
        probe("component ref", "SPDXID", "/packages/0/SPDXID", json!("SPDXRef-q"), "component.ref == \"SPDXRef-q\""),
        probe(
            "component purl",
            "externalRefs (purl)",
            "/packages/0/externalRefs",
            purl(numpy),
            "component.purl == \"pkg:pypi/numpy@2.1.0\"",
        ),
        probe("component purl_valid", "externalRefs (purl)", "/packages/0/externalRefs", purl(numpy), "component.purl_valid"),
        probe(
            "component ecosystem",
            "externalRefs (purl)",
            "/packages/0/externalRefs",
            purl(numpy),
            "component.ecosystem == \"PyPI\"",
        ),
        probe(
            "component channel.name",
            "externalRefs (purl)",
            "/packages/0/externalRefs",
            purl(numpy),
            "has(component.channel.name)",
        ),
        probe(
            "component channel.country",
            "externalRefs (purl)",
            "/packages/0/externalRefs",
            purl(numpy),
            "has(component.channel.country)",
        ),
        probe(
            "component cpe",
            "externalRefs (cpe22Type, cpe23Type)",
            "/packages/0/externalRefs",
            reference("SECURITY", "cpe23Type", "cpe:2.3:a:q:q:1:*:*:*:*:*:*:*"),
            "component.cpe == \"cpe:2.3:a:q:q:1:*:*:*:*:*:*:*\"",
        ),
        probe(
            "component cpe",
            "externalRefs (cpe22Type, cpe23Type)",
            "/packages/0/externalRefs",
            reference("SECURITY", "cpe22Type", "cpe:/a:q:q:1"),
            "component.cpe == \"cpe:/a:q:q:1\"",
        ),
        probe(
            "component description",
            "description",
            "/packages/0/description",
            json!("text q"),
            "component.description == \"text q\"",
        ),
        probe("component description", "summary", "/packages/0/summary", json!("text q"), "component.description == \"text q\""),
        probe("component description", "comment", "/packages/0/comment", json!("text q"), "component.description == \"text q\""),
        probe(
            "component copyright",
            "copyrightText",
            "/packages/0/copyrightText",
            json!("(c) q"),
            "component.copyright == \"(c) q\"",
        ),
        probe(
            "component supplier.name",
            "supplier",
            "/packages/0/supplier",
            json!("Organization: House Q"),
            "component.supplier.name == \"House Q\"",
        ),
        probe(
            "component manufacturer.name",
            "originator",
            "/packages/0/originator",
            json!("Organization: House Q"),
            "component.manufacturer.name == \"House Q\"",
        ),
        probe("component has_party", "supplier", "/packages/0/supplier", json!("Organization: House Q"), "component.has_party"),
        probe(
            "component has_party",
            "originator",
            "/packages/0/originator",
            json!("Organization: House Q"),
            "component.has_party",
        ),
        probe(
            "component licenses",
            "licenseConcluded",
            "/packages/0/licenseConcluded",
            json!("ISC"),
            "component.licenses.exists(l, l.text == \"ISC\")",
        ),
        probe(
            "component licenses",
            "licenseDeclared",
            "/packages/0/licenseDeclared",
            json!("ISC"),
            "component.licenses.exists(l, l.text == \"ISC\")",
        ),
        probe(
            "component licenses",
            "licenseInfoFromFiles",
            "/packages/0/licenseInfoFromFiles",
            json!(["ISC"]),
            "component.licenses.exists(l, l.text == \"ISC\")",
        ),
        probe(
            "component licenses",
            "licenseInfoInFiles",
            "/files/0/licenseInfoInFiles",
            json!(["ISC"]),
            "component.licenses.exists(l, l.text == \"ISC\")",
        ),
        probe(
            "component licenses",
            "licenseInfoInSnippets",
            "/snippets/0/licenseInfoInSnippets",
            json!(["ISC"]),
            "component.licenses.exists(l, l.text == \"ISC\")",
        ),
        probe(
            "component license_class",
            "licenseConcluded",
            "/packages/0/licenseConcluded",
            json!("MIT"),
            "component.license_class == \"open\"",
        ),
        probe(
            "component license_class",
            "licenseDeclared",
            "/packages/0/licenseDeclared",
            json!("MIT"),
            "component.license_class == \"open\"",
        ),
        probe_all(
            "component license_class",
            "hasExtractedLicensingInfos[].extractedText",
            own(noncommercial.clone()),
            "component.license_class == \"noncommercial\"",
        ),
        probe("component hashes", "checksums", "/packages/0/checksums", sha.clone(), "size(component.hashes) == 1"),
        probe(
            "component references",
            "externalRefs",
            "/packages/0/externalRefs",
            reference("OTHER", "kind-q", "https://q.example/r"),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "component references",
            "homepage",
            "/packages/0/homepage",
            json!("https://q.example/r"),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "component references",
            "downloadLocation",
            "/packages/0/downloadLocation",
            json!("https://q.example/r"),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "component properties",
            "builtDate (2.3)",
            "/packages/0/builtDate",
            json!("2026-11-01T00:00:00Z"),
            "property(component, \"spdx:builtDate\") == \"2026-11-01T00:00:00Z\"",
        ),
        probe(
            "component properties",
            "releaseDate (2.3)",
            "/packages/0/releaseDate",
            json!("2026-11-02T00:00:00Z"),
            "days_since(property(component, \"spdx:releaseDate\")) == 20",
        ),
        probe(
            "component properties",
            "validUntilDate (2.3)",
            "/packages/0/validUntilDate",
            json!("2026-11-02T00:00:00Z"),
            "days_since(property(component, \"spdx:validUntilDate\")) == 20",
        ),
        probe(
            "component properties",
            "packageVerificationCode",
            "/packages/0/packageVerificationCode",
            json!({"packageVerificationCodeValue": "c".repeat(40)}),
            "property(component, \"spdx:packageVerificationCode\") == \"cccccccccccccccccccccccccccccccccccccccc\"",
        ),
        probe(
            "component properties",
            "snippet ranges",
            "/snippets/0/ranges",
            ends("offset", 310, 420),
            "property(component, \"spdx:byteRange\") == \"310:420\"",
        ),
        probe(
            "component properties",
            "snippet ranges",
            "/snippets/0/ranges",
            ends("lineNumber", 5, 23),
            "property(component, \"spdx:lineRange\") == \"5:23\"",
        ),
        probe(
            "component annotations",
            "annotations",
            "/packages/0/annotations",
            remark(),
            "component.annotations.exists(a, a.text == \"text q\") && component.name == \"part\"",
        ),
        probe(
            "component dependencies",
            "DEPENDS_ON",
            "/relationships",
            relation("SPDXRef-part", "DEPENDS_ON", "SPDXRef-second"),
            "component.dependencies.exists(c, c.name == \"second\")",
        ),
        probe(
            "component dependencies",
            "DEPENDENCY_OF",
            "/relationships",
            relation("SPDXRef-second", "DEPENDENCY_OF", "SPDXRef-part"),
            "component.dependencies.exists(c, c.name == \"second\")",
        ),
        probe(
            "component inner",
            "CONTAINS",
            "/relationships",
            relation("SPDXRef-part", "CONTAINS", "SPDXRef-file"),
            "component.inner.exists(c, c.name == \"file\")",
        ),
        probe(
            "component inner",
            "CONTAINED_BY",
            "/relationships",
            relation("SPDXRef-file", "CONTAINED_BY", "SPDXRef-part"),
            "component.inner.exists(c, c.name == \"file\")",
        ),
        probe(
            "component inner",
            "hasFiles",
            "/packages/0/hasFiles",
            json!(["SPDXRef-file"]),
            "component.inner.exists(c, c.name == \"file\")",
        ),
        probe(
            "component inner",
            "snippetFromFile",
            "/snippets/0/snippetFromFile",
            json!("SPDXRef-file"),
            "component.inner.exists(c, c.name == \"snippet\")",
        ),
        probe_all(
            "component datasets",
            "DATA_FILE_OF (no word for training)",
            vec![
                ("/packages/0/externalRefs", purl("pkg:huggingface/house/part@1")),
                ("/relationships", relation("SPDXRef-second", "DATA_FILE_OF", "SPDXRef-part")),
            ],
            "component.datasets.exists(c, c.name == \"second\")",
        ),
        probe(
            "licence entry text",
            "licenseConcluded",
            "/packages/0/licenseConcluded",
            json!("MIT OR ISC"),
            "component.licenses.exists(l, l.text == \"MIT OR ISC\")",
        ),
        probe(
            "licence entry text",
            "licenseDeclared",
            "/packages/0/licenseDeclared",
            json!("MIT OR ISC"),
            "component.licenses.exists(l, l.text == \"MIT OR ISC\")",
        ),
        probe_all(
            "licence entry text",
            "hasExtractedLicensingInfos[].name",
            own(json!({"name": "terms q"})),
            "component.licenses.exists(l, l.text == \"terms q\")",
        ),
        probe(
            "licence entry acknowledgement",
            "which of the two keys",
            "/packages/0/licenseConcluded",
            json!("MIT"),
            "component.licenses.exists(l, l.acknowledgement == \"concluded\")",
        ),
        probe(
            "licence entry acknowledgement",
            "which of the two keys",
            "/packages/0/licenseDeclared",
            json!("MIT"),
            "component.licenses.exists(l, l.acknowledgement == \"declared\")",
        ),
        probe_all(
            "licence entry url",
            "hasExtractedLicensingInfos[].seeAlsos",
            own(json!({"seeAlsos": ["https://q.example/l"]})),
            "component.licenses.exists(l, l.url == \"https://q.example/l\")",
        ),
        probe_all(
            "licence entry terms",
            "hasExtractedLicensingInfos[].extractedText",
            own(noncommercial),
            "component.licenses.exists(l, l.terms == \"noncommercial\")",
        ),
        probe(
            "hash algorithm",
            "checksums[].algorithm",
            "/packages/0/checksums",
            sha.clone(),
            "component.hashes.exists(h, h.algorithm == \"SHA-512\")",
        ),
        probe("hash strong", "checksums[].algorithm", "/packages/0/checksums", sha, "component.hashes.exists(h, h.strong)"),
        probe(
            "reference type",
            "externalRefs[].referenceType",
            "/packages/0/externalRefs",
            reference("OTHER", "kind-q", "https://q.example/r"),
            "component.references.exists(r, r.type == \"kind-q\")",
        ),
        probe(
            "reference url",
            "externalRefs[].referenceLocator",
            "/packages/0/externalRefs",
            reference("OTHER", "kind-q", "https://q.example/r"),
            "component.references.exists(r, r.url == \"https://q.example/r\")",
        ),
        probe(
            "property name",
            "its key as spdx:KEY",
            "/packages/0/builtDate",
            json!("2026-11-01T00:00:00Z"),
            "component.properties.exists(p, p.name == \"spdx:builtDate\")",
        ),
        probe(
            "property value",
            "its value",
            "/packages/0/builtDate",
            json!("2026-11-01T00:00:00Z"),
            "component.properties.exists(p, p.value == \"2026-11-01T00:00:00Z\")",
        ),
        probe(
            "party name",
            "creationInfo.creators",
            "/creationInfo/creators",
            json!(["Organization: House Q"]),
            "bom.authors.exists(p, p.name == \"House Q\")",
        ),
        probe(
            "annotation text",
            "annotations[].comment",
            "/packages/0/annotations",
            remark(),
            "component.annotations.exists(a, a.text == \"text q\")",
        ),
        probe(
            "annotation annotator",
            "annotations[].annotator",
            "/packages/0/annotations",
            remark(),
            "component.annotations.exists(a, a.annotator == \"Reviewer Q\")",
        ),
        probe(
            "annotation date",
            "annotations[].annotationDate",
            "/packages/0/annotations",
            remark(),
            "component.annotations.exists(a, days_since(a.date) == 21)",
        ),
        probe(
            "annotation type",
            "annotations[].annotationType",
            "/packages/0/annotations",
            remark(),
            "component.annotations.exists(a, a.type == \"REVIEW\")",
        ),
        probe(
            "link relation",
            "relationships[].relationshipType",
            "/relationships",
            relation("SPDXRef-part", "VARIANT_OF", "SPDXRef-second"),
            "link.relation == \"is a variant of\"",
        ),
    ];
    for (word, from, to) in [
        ("DESCENDANT_OF", "SPDXRef-part", "SPDXRef-second"),
        ("ANCESTOR_OF", "SPDXRef-second", "SPDXRef-part"),
        ("GENERATED_FROM", "SPDXRef-part", "SPDXRef-second"),
        ("GENERATES", "SPDXRef-second", "SPDXRef-part"),
    ] {
        let set = of_models("/relationships", relation(from, word, to));
        probes.push(probe_all("component base_models", word, set, "component.base_models.exists(c, c.name == \"second\")"));
    }
    probes
}
