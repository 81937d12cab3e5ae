//! Attestations and compressed bills as tools publish them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::base::Limits;
use bomgate::read::{AttestationFault, ReadError, Source, read};
use common::{files, shared};

#[test]
fn published_attestations_are_bills_or_are_named_for_what_they_are() {
    let Some(shared) = shared() else { return };
    let (mut bills, mut others, mut wrong) = (Vec::new(), 0, Vec::new());
    for path in files(&shared.join("corpus/signed")) {
        let name = path.strip_prefix(&shared).unwrap().to_string_lossy().into_owned();
        match read(Source::open(&path).unwrap(), &Limits::default()) {
            Ok(bom) => {
                if let Some(attestation) = &bom.document.attestation {
                    let text = format!("{} {} {}", attestation.form, bom.document.format, bom.components.len());
                    bills.push((name.rsplit('/').next().unwrap().to_owned(), text));
                }
            }
            Err(error) => match error.innermost() {
                ReadError::Attestation(AttestationFault::NoBill { .. }) => others += 1,
                ReadError::Attestation(AttestationFault::Malformed { what }) => wrong.push((name, what.clone())),
                _ => {}
            },
        }
    }
    println!("{} bills, {others} attestations of something else, {} malformed: {wrong:#?}", bills.len(), wrong.len());
    println!("{bills:#?}");
    assert!(bills.iter().any(|(name, text)| name == "alpine.cdx.att.json" && text.starts_with("DSSE envelope CycloneDX")));
    assert!(bills.iter().any(|(name, text)| name == "sigstore-bundle.json" && text.starts_with("Sigstore bundle CycloneDX")));
    assert!(others >= 20, "{others}");
}

#[test]
fn the_official_envelope_vector_is_read_and_named() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("suites/dsse/vectors.json")).unwrap();
    let vectors: serde_json::Value = serde_json::from_str(&text).unwrap();
    for vector in vectors.as_array().unwrap() {
        let envelope = vector["envelope"].to_string().into_bytes();
        let error = read(Source::bytes("vector", envelope), &Limits::default()).unwrap_err();
        assert!(error.to_string().contains("http://example.com/HelloWorld"), "{error}");
        assert!(!error.of_a_bill());
    }
}

#[test]
fn published_compressed_bills_are_unpacked() {
    let Some(shared) = shared() else { return };
    let mut counts = (0, 0);
    for path in files(&shared.join("corpus/big")) {
        if !path.extension().is_some_and(|end| end == "gz") || path.metadata().unwrap().len() > 2 << 20 {
            continue;
        }
        match read(Source::open(&path).unwrap(), &Limits::default()) {
            Ok(bom) => {
                let layer = &bom.document.layers[0];
                assert!(layer.bytes > u64::from(bom.document.bytes), "{}", path.display());
                counts.0 += 1;
            }
            Err(ReadError::Packing(fault)) => panic!("{}: {fault}", path.display()),
            Err(_) => counts.1 += 1,
        }
    }
    println!("{} unpacked and read, {} unpacked and of no format read", counts.0, counts.1);
    assert!(counts.0 > 5, "{counts:?}");
}
