//! Group A: the container. What two readers could read differently, or what is too large to read.

use super::{Case, EVIL, LIBRARY, METADATA, run, with_components, with_root};

fn nested(depth: usize, innermost: &str) -> String {
    let mut text = innermost.to_owned();
    for at in 0..depth {
        text = format!(
            r#"{{"type":"library","name":"n{at}","version":"1","licenses":[{{"license":{{"id":"MIT"}}}}],"supplier":{{"name":"V"}},"components":[{text}]}}"#
        );
    }
    text
}

fn versions(version: &str, format: &str) -> Vec<u8> {
    with_root("")
        .replace(r#""specVersion":"1.6""#, &format!(r#""specVersion":"{version}""#))
        .replace("\"CycloneDX\"", &format!("\"{format}\""))
        .into_bytes()
}

#[test]
fn what_two_readers_could_read_differently_is_rejected() {
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(with_root("").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf32: Vec<u8> = with_root("").chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    let mut invalid = with_root("").into_bytes();
    let at = invalid.windows(5).position(|window| window == b"numpy").unwrap();
    invalid[at] = 0xff;
    let library = |from: &str, to: &str| with_root("").replacen(from, to, 1).into_bytes();
    run(vec![
        Case(
            "A1 components twice, the first evil",
            with_root(&format!(r#","components":[{EVIL}]"#)).into_bytes(),
            "REJECT",
            "components",
        ),
        Case("A2 name twice in a component", library(r#""name":"numpy""#, r#""name":"numpy","name":"evil""#), "REJECT", "name"),
        Case(
            "A3 name twice, once spelled with an escape",
            library(r#""name":"numpy""#, r#""name":"numpy","n\u0061me":"evil""#),
            "REJECT",
            "name",
        ),
        Case("A4 a key twice deep in a hash", library(r#""alg":"SHA-256""#, r#""alg":"SHA-256","alg":"MD5""#), "REJECT", "alg"),
        Case(
            "A4 a key twice in something not read",
            with_root(r#","signature":{"value":"a","value":"b"}"#).into_bytes(),
            "REJECT",
            "value",
        ),
        Case("A5 Components", with_root(&format!(r#","Components":[{EVIL}]"#)).into_bytes(), "REJECT", "Components"),
        Case("A6 component at the root", with_root(&format!(r#","component":[{EVIL}]"#)).into_bytes(), "REJECT", "component"),
        Case("A6 an unknown key of the root", with_root(r#","extra":1"#).into_bytes(), "REJECT", "extra"),
        Case(
            "A7 a component under an invented key of a component",
            with_components(&format!(r#"{{"type":"library","name":"a","version":"1","x-parts":[{EVIL}]}}"#)).into_bytes(),
            "REJECT",
            "hidden-container",
        ),
        Case(
            "A7 componets inside a component",
            with_components(&format!(r#"{{"type":"library","name":"a","version":"1","componets":[{EVIL}]}}"#)).into_bytes(),
            "REJECT",
            "hidden-container",
        ),
        Case("A8 two documents", [with_root(""), with_root("")].concat().into_bytes(), "REJECT", ""),
        Case(
            "A8 one document a line",
            [with_root("").replace('\n', " "), with_root("").replace('\n', " ")].join("\n").into_bytes(),
            "REJECT",
            "",
        ),
        Case("A10 UTF-16", utf16, "REJECT", ""),
        Case("A10 UTF-32", utf32, "REJECT", ""),
        Case("A11 invalid UTF-8", invalid, "REJECT", ""),
        Case("A12 NUL in a name", library("\"numpy\"", "\"num\\u0000py\""), "REJECT", "forbidden-character"),
        Case("A12 NUL in a purl", library("pkg:pypi/numpy", "pkg:pypi/num\\u0000py"), "REJECT", "forbidden-character"),
        Case("A12 a lone surrogate", library("\"numpy\"", "\"num\\ud800py\""), "REJECT", ""),
        Case("A18 gzip named .json", b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), "REJECT", "gzip"),
        Case("A18 zip named .json", b"PK\x03\x04\x14\0\0\0".to_vec(), "REJECT", ""),
        Case("A18 7z named .json", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), "REJECT", ""),
        Case("A18 PDF named .json", b"%PDF-1.7\n".to_vec(), "REJECT", ""),
        Case("A18 nothing at all", Vec::new(), "REJECT", ""),
        Case("A18 another kind of JSON", br#"{"bomFormat":"AIBOM","models":[]}"#.to_vec(), "REJECT", "CycloneDX"),
        Case("A21 version 0.9", versions("0.9", "CycloneDX"), "REJECT", "0.9"),
        Case("A21 version 1.99", versions("1.99", "CycloneDX"), "REJECT", "1.99"),
        Case("A21 version 2.0", versions("2.0", "CycloneDX"), "REJECT", "2.0"),
        Case("A21 version with a space", versions("1.6 ", "CycloneDX"), "REJECT", "1.6 "),
        Case("A21 format in lower case", versions("1.6", "cyclonedx"), "REJECT", "cyclonedx"),
        Case("A22 a comment", with_root(" // note\n").into_bytes(), "REJECT", ""),
        Case("A22 a trailing comma", with_root(",").into_bytes(), "REJECT", ""),
        Case("A22 NaN", library("\"version\":1,", "\"version\":NaN,"), "REJECT", ""),
        Case("A22 a number past every float", library("\"version\":1,", "\"version\":1e400,"), "REJECT", ""),
        Case("A22 a whole number no float holds", library("\"version\":1,", "\"version\":36893488147419103233,"), "REJECT", ""),
        Case("A22 single quotes", with_root(",'x':1").into_bytes(), "REJECT", ""),
        Case("A22 cut short", with_root("").as_bytes()[..400].to_vec(), "REJECT", ""),
    ]);
}

#[test]
fn what_is_too_large_is_rejected_and_what_fits_is_read_to_the_end() {
    let long = format!(r#"{{"type":"library","name":"a","version":"1","description":"{}"}}"#, "x".repeat(17 << 20));
    run(vec![
        Case(
            "A13 100,000 arrays deep",
            with_root(&format!(r#","properties":{}"#, "[".repeat(100_000))).into_bytes(),
            "REJECT",
            "",
        ),
        Case("A14 64 components deep, evil innermost", with_components(&nested(63, EVIL)).into_bytes(), "FAIL", "nothing-denied"),
        Case("A14 65 components deep", with_components(&nested(64, EVIL)).into_bytes(), "REJECT", ""),
        Case("A16 a string of 17 MiB", with_components(&long).into_bytes(), "REJECT", ""),
    ]);
}

#[test]
fn evil_at_the_end_of_a_long_bill_is_found() {
    let mut components = String::new();
    for at in 0..20_000 {
        components.push_str(&LIBRARY.replace("\"lib\"", &format!("\"lib{at}\"")));
        components.push(',');
    }
    run(vec![Case("A17 evil last", with_components(&format!("{components}{EVIL}")).into_bytes(), "FAIL", "nothing-denied")]);
}

#[test]
fn a_byte_order_mark_changes_nothing_but_a_note() {
    let marked = [b"\xef\xbb\xbf".to_vec(), with_root("").into_bytes()].concat();
    let gate = super::gate_with(super::POLICY, "DE");
    let judged = super::check(&gate, marked).unwrap();
    assert_eq!(judged.outcome.verdict.word(), "PASS");
    assert_eq!(judged.bom.noted(bomgate::model::NoteCode::ByteOrderMark).count(), 1);
}

#[test]
fn a_bill_of_nothing_does_not_pass() {
    let empty = |rest: &str| format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1{rest}}}"#).into_bytes();
    let shell = format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{METADATA},"components":[]}}"#).into_bytes();
    let gate = super::gate_with(super::POLICY, "DE");
    for (name, bytes) in
        [("no components", empty("")), ("components: []", empty(r#","components":[]"#)), ("a subject around nothing", shell)]
    {
        let judged = super::check(&gate, bytes).unwrap();
        assert_ne!(judged.outcome.verdict.word(), "PASS", "A20 {name}");
        assert!(judged.outcome.gaps.iter().any(|gap| gap.name == "nothing-recognised"), "A20 {name}");
    }
}
