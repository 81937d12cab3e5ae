//! Groups A and F: what stands around a bill. Compressed data and attestations that are damaged, forged or an attack.

use super::{Case, EVIL, check, gate_with, run, with_components, with_root};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use bomgate::model::NoteCode;
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// `bytes` with the byte at `at`, counted from the end, flipped.
fn hurt(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    let at = bytes.len() - at;
    bytes[at] ^= 0x40;
    bytes
}

fn cut(mut bytes: Vec<u8>, by: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() - by);
    bytes
}

#[test]
fn compressed_bills_are_judged_as_the_bills_they_hold() {
    let gate = gate_with(super::POLICY, "DE");
    let (clean, evil) = (with_root("").into_bytes(), with_components(EVIL).into_bytes());
    let (head, tail) = clean.split_at(clean.len() / 2);
    for (name, packed) in [
        ("gzip", gzip(&clean)),
        ("zstd", zstd(&clean)),
        ("gzip of two members", [gzip(head), gzip(tail)].concat()),
        ("gzip with an empty member at the end", [gzip(&clean), gzip(b"")].concat()),
        ("zstd of two frames", [zstd(head), zstd(tail)].concat()),
    ] {
        let judged = check(&gate, packed.clone()).unwrap();
        assert_eq!(judged.outcome.verdict.word(), "PASS", "{name}");
        let document = &judged.bom.document;
        assert_eq!((document.bytes as usize, document.layers[0].bytes as usize), (packed.len(), clean.len()), "{name}");
        assert_eq!(judged.bom.name, "test.json!unpacked");
        let plain = check(&gate, clean.clone()).unwrap();
        assert_eq!(plain.bom.document.sha256, document.layers[0].sha256, "{name}");
        assert_ne!(plain.bom.document.sha256, document.sha256, "the receipt is of the file as given");
    }
    for packed in [gzip(&evil), zstd(&evil)] {
        assert_eq!(check(&gate, packed).unwrap().outcome.verdict.word(), "FAIL");
    }
}

#[test]
fn damaged_or_hostile_compressed_data_is_rejected() {
    let clean = with_root("").into_bytes();
    let spaces = [clean.clone(), vec![b' '; 60 << 20]].concat();
    let skippable = [zstd(&clean), b"\x50\x2a\x4d\x18\x04\0\0\0evil".to_vec()].concat();
    let reject = |name, bytes, word| Case(name, bytes, "REJECT", word);
    run(vec![
        reject("A18 gzip cut off", cut(gzip(&clean), 9), "cut off"),
        reject("A18 gzip cut inside its checksum", cut(gzip(&clean), 2), "cut off"),
        reject("A18 gzip with a wrong checksum", hurt(gzip(&clean), 6), "damaged"),
        reject("A18 gzip followed by something else", [gzip(&clean), b"{\"bomFormat\": 1}".to_vec()].concat(), "damaged"),
        reject("A18 gzip followed by zeros", [gzip(&clean), vec![0; 512]].concat(), "damaged"),
        reject("A18 a second bill in a second member", [gzip(&clean), gzip(&clean)].concat(), "one JSON text"),
        reject("A18 gzip inside gzip", gzip(&gzip(&clean)), "gzip data inside gzip data"),
        reject("A18 zstd inside gzip", gzip(&zstd(&clean)), "zstd data inside gzip data"),
        reject("A18 a zip inside gzip", gzip(b"PK\x03\x04\x14\0\0\0"), "zip archive"),
        reject("A18 zstd cut off", cut(zstd(&clean), 9), "cut off"),
        reject("A18 zstd with a wrong checksum", hurt(zstd(&clean), 1), "checksum"),
        reject("A18 zstd with a skippable frame", skippable, "skippable"),
        reject("A18 zstd followed by something else", [zstd(&clean), b"{\"a\":1}  ".to_vec()].concat(), "no zstd frame"),
        reject("A18 a gzip bomb", gzip(&spaces), "times its size"),
        reject("A18 a zstd bomb", zstd(&spaces), "times its size"),
        reject("A18 gzip of UTF-16", gzip(b"\xff\xfe{\0"), "UTF-16"),
    ]);
}

#[test]
fn a_document_of_two_formats_is_rejected() {
    let filler = format!(r#","properties":[{{"name":"x","value":"{}"}}]"#, "x".repeat(20_000));
    let late = |key: &str| with_root(&format!(r#"{filler},{key}"#)).into_bytes();
    let early = |key: &str| with_root("").replacen('{', &format!("{{{key},"), 1).into_bytes();
    run(vec![
        Case("A6 an envelope and a bill", early(r#""payloadType":"x""#), "REJECT", "at once"),
        Case("A6 a statement and a bill", early(r#""predicateType":"https://cyclonedx.org/bom""#), "REJECT", "at once"),
        Case("A6 SPDX marks at the end of CycloneDX", late(r#""spdxVersion":"SPDX-2.3""#), "REJECT", "spdxVersion"),
        Case("A6 an envelope at the end of CycloneDX", late(r#""payload":"e30=""#), "REJECT", "payload"),
        Case("A6 SPDX 3 marks at the end of CycloneDX", late(r#""@graph":[]"#), "REJECT", "@graph"),
    ]);
}

fn statement(kind: &str, predicate: &str) -> String {
    format!(
        r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"assistant","digest":{{"sha256":"{}"}}}}],"predicateType":"{kind}","predicate":{predicate}}}"#,
        "ab".repeat(32)
    )
}

fn envelope(payload: &str) -> String {
    format!(
        r#"{{"payloadType":"application/vnd.in-toto+json","payload":"{payload}","signatures":[{{"keyid":"vendor-key","sig":"MEUCIQ=="}}]}}"#
    )
}

fn bundle(envelope: &str) -> String {
    format!(
        r#"{{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{{}},"dsseEnvelope":{envelope}}}"#
    )
}

const BOM: &str = "https://cyclonedx.org/bom";

fn signed(predicate: &str) -> String {
    envelope(&STANDARD.encode(statement(BOM, predicate)))
}

#[test]
fn the_bill_of_an_attestation_is_its_predicate() {
    let gate = gate_with(super::POLICY, "DE");
    let (clean, evil) = (with_root(""), with_components(EVIL));
    let url_safe = envelope(&URL_SAFE.encode(statement("https://cyclonedx.org/bom/v1.6", &clean)));
    for (name, text, form, signatures) in [
        ("statement", statement(BOM, &clean), "in-toto statement", 0),
        ("envelope", signed(&clean), "DSSE envelope", 1),
        ("envelope, url-safe, with a version", url_safe, "DSSE envelope", 1),
        ("bundle", bundle(&signed(&clean)), "Sigstore bundle", 1),
        ("one line of .intoto.jsonl", signed(&clean) + "\n", "DSSE envelope", 1),
    ] {
        let judged = check(&gate, text).unwrap();
        assert_eq!(judged.outcome.verdict.word(), "PASS", "{name}");
        let document = &judged.bom.document;
        let attestation = document.attestation.as_ref().unwrap();
        assert_eq!(
            (attestation.form, attestation.signatures.len(), document.signed),
            (form, signatures, signatures > 0),
            "{name}"
        );
        assert_eq!(attestation.subjects[0].to_string(), format!("assistant sha256:{}", "ab".repeat(32)), "{name}");
        assert_eq!(judged.bom.noted(NoteCode::SignatureUnverified).count(), signatures, "{name}");
        assert_eq!(document.layers[0].sha256, check(&gate, clean.clone()).unwrap().bom.document.sha256, "{name}");
    }
    let packed = check(&gate, gzip(signed(&clean).as_bytes())).unwrap();
    let layers: Vec<&str> = packed.bom.document.layers.iter().map(|layer| layer.what).collect();
    assert_eq!((layers, packed.bom.name.as_str()), (vec!["gzip", "DSSE envelope"], "test.json!unpacked!predicate"));
    assert_eq!(check(&gate, signed(&evil)).unwrap().outcome.verdict.word(), "FAIL");
}

#[test]
fn attestations_that_hold_no_bill_or_not_one_are_rejected() {
    let clean = with_root("");
    // A payload whose length asks for padding.
    let padded = (0..3).map(|spaces| STANDARD.encode(statement(BOM, &clean) + &" ".repeat(spaces)));
    let payload = padded.into_iter().find(|payload| payload.ends_with('=')).unwrap();
    let good = signed(&clean);
    let of_type = |kind: &str| statement(kind, &clean).into_bytes();
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replace(from, to).into_bytes()
    };
    let reject = |name, bytes, word| Case(name, bytes, "REJECT", word);
    run(vec![
        reject("F114 another payload type", changed("application/vnd.in-toto+json", "application/json"), "application/json"),
        reject(
            "F117 a bundle with two signatures",
            {
                let two = good.replace(r#""signatures":["#, r#""signatures":[{"sig":"MEUCIQ=="},"#);
                bundle(&two).into_bytes()
            },
            "exactly one signature",
        ),
        reject(
            "F118 a bundle that signs a file elsewhere",
            {
                br#"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{},"messageSignature":{}}"#.to_vec()
            },
            "not inside it",
        ),
        reject("F118 a bundle of an unknown kind", bundle(&good).replace("bundle.v0.3", "bundle.v9").into_bytes(), "media type"),
        reject("F120 provenance offered as a bill", of_type("https://slsa.dev/provenance/v1"), "slsa.dev"),
        reject("F120 a type that only starts like a bill's", of_type("https://cyclonedx.org/bomber"), "bomber"),
        reject("F120 a type with an odd version", of_type("https://cyclonedx.org/bom/v1.6-x"), "v1.6-x"),
        reject("F120 the type says SPDX", of_type("https://spdx.dev/Document"), "but the predicate is CycloneDX"),
        reject(
            "F120 the type says another version",
            of_type("https://cyclonedx.org/bom/v1.4"),
            "but the predicate is CycloneDX 1.6",
        ),
        reject(
            "F134 another statement type",
            statement(BOM, &clean).replace("Statement/v1", "Statement/v7").into_bytes(),
            "Statement/v7",
        ),
        reject(
            "F138 no signature",
            {
                let at = good.find(r#""signatures""#).unwrap();
                format!(r#"{}"signatures":[]}}"#, &good[..at]).into_bytes()
            },
            "no signature",
        ),
        reject("F138 an empty signature", changed("MEUCIQ==", ""), "without a value"),
        reject("payload without padding", envelope(payload.trim_end_matches('=')).into_bytes(), "base64"),
        reject("payload with a line break", envelope(&format!("{}\\n{}", &payload[..40], &payload[40..])).into_bytes(), "base64"),
        reject("payload of two alphabets", envelope(&format!("-/{payload}")).into_bytes(), "base64"),
        reject("payload twice", changed(r#""payload":"#, r#""payload":"e30=","payload":"#), "stands twice"),
        reject("predicate twice", statement(BOM, &format!(r#"{clean},"predicate":{{}}"#)).into_bytes(), "stands twice"),
        reject("a bill beside the payload", changed(r#"{"payloadType""#, r#"{"bomFormat":"CycloneDX","payloadType""#), "at once"),
        reject(
            "a bill beside the predicate",
            {
                let late = statement(BOM, &format!(r#"{{"x":"{}"}}"#, "x".repeat(20_000)));
                late.replace(r#"}}"#, r#"},"specVersion":"1.6"}"#).into_bytes()
            },
            "",
        ),
        reject(
            "an attestation inside an attestation",
            statement(BOM, &statement(BOM, &clean)).into_bytes(),
            "inside an attestation",
        ),
        reject(
            "a statement that is an envelope too",
            statement(BOM, &clean).replacen('{', r#"{"payload":"e30=","#, 1).into_bytes(),
            "more than one",
        ),
        reject("two lines of .intoto.jsonl", format!("{good}\n{good}\n").into_bytes(), "one JSON text"),
        reject(
            "no predicate",
            br#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://cyclonedx.org/bom"}"#.to_vec(),
            "no `predicate`",
        ),
        reject("a predicate that is no bill", statement(BOM, r#"{"Data":{}}"#).into_bytes(), "`Data`"),
        reject("a predicate that is text of no format", statement(BOM, r#""hello""#).into_bytes(), "predicate"),
    ]);
}
