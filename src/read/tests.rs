use super::*;
use crate::model::{ListField, NoteCode, Relation, Role, Severity, Stated};

fn bill(rest: &str) -> Result<Bom, ReadError> {
    let text = format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6"{}{rest}}}"#, if rest.is_empty() { "" } else { "," });
    read(Source::bytes("test", text.into_bytes()), &Limits::default())
}

fn codes(bom: &Bom) -> Vec<NoteCode> {
    bom.notes.iter().filter(|note| note.code.severity() != Severity::Deviation).map(|note| note.code).collect()
}

const EVIL: &str = r#"{"type":"library","name":"evil","version":"6"}"#;

/// Every place where a component can stand, `@` marking it, and the pointer it is reported under.
const PLACES: &[(&str, &str, Role)] = &[
    (r#""components":[@]"#, "/components/0", Role::Part),
    (r#""components":[{"type":"library","name":"a","components":[@]}]"#, "/components/0/components/0", Role::Part),
    (r#""metadata":{"component":@}"#, "/metadata/component", Role::Subject),
    (
        r#""metadata":{"component":{"type":"application","name":"a","components":[@]}}"#,
        "/metadata/component/components/0",
        Role::Part,
    ),
    (r#""metadata":{"tools":{"components":[@]}}"#, "/metadata/tools/components/0", Role::Tool),
    (r#""metadata":{"tools":{"services":[@]}}"#, "/metadata/tools/services/0", Role::Tool),
    (r#""metadata":{"tools":[@]}"#, "/metadata/tools/0", Role::Tool),
    (r#""services":[@]"#, "/services/0", Role::Service),
    (r#""services":[{"name":"a","services":[@]}]"#, "/services/0/services/0", Role::Service),
    (
        r#""components":[{"type":"library","name":"a","pedigree":{"ancestors":[@]}}]"#,
        "/components/0/pedigree/ancestors/0",
        Role::Ancestor,
    ),
    (
        r#""components":[{"type":"library","name":"a","pedigree":{"descendants":[@]}}]"#,
        "/components/0/pedigree/descendants/0",
        Role::Descendant,
    ),
    (
        r#""components":[{"type":"library","name":"a","pedigree":{"variants":[@]}}]"#,
        "/components/0/pedigree/variants/0",
        Role::Variant,
    ),
    (r#""formulation":[{"components":[@]}]"#, "/formulation/0/components/0", Role::Formulation),
    (r#""formulation":[{"services":[@]}]"#, "/formulation/0/services/0", Role::Formulation),
    (r#""declarations":{"targets":{"components":[@]}}"#, "/declarations/targets/components/0", Role::Declaration),
    (r#""declarations":{"targets":{"services":[@]}}"#, "/declarations/targets/services/0", Role::Declaration),
    (r#""annotations":[{"annotator":{"component":@}}]"#, "/annotations/0/annotator/component", Role::Elsewhere),
    (r#""annotations":[{"annotator":{"service":@}}]"#, "/annotations/0/annotator/service", Role::Elsewhere),
    (r#""vulnerabilities":[{"tools":{"components":[@]}}]"#, "/vulnerabilities/0/tools/components/0", Role::Tool),
    (r#""vulnerabilities":[{"tools":[@]}]"#, "/vulnerabilities/0/tools/0", Role::Tool),
    (
        r#""components":[{"type":"machine-learning-model","name":"m","modelCard":{"modelParameters":{"datasets":[@]}}}]"#,
        "/components/0/modelCard/modelParameters/datasets/0",
        Role::CardDataset,
    ),
];

#[test]
fn a_component_is_read_in_every_place_it_can_stand() {
    for (text, pointer, role) in PLACES {
        let bom = bill(&text.replace('@', EVIL)).unwrap();
        let row = bom.components.rows().find(|row| bom.value(bom.components.name[*row]) == Some("evil"));
        let row = row.unwrap_or_else(|| panic!("{text}"));
        assert_eq!((bom.pointer(row).as_str(), bom.components.role[row]), (*pointer, *role), "{text}");
        assert_eq!(bom.seen, bom.components.len(), "{text}");
    }
}

#[test]
fn what_stands_in_place_of_a_component_and_cannot_be_read_is_seen_and_noted() {
    for (text, ..) in PLACES {
        let bom = bill(&text.replace('@', "7")).unwrap();
        assert!(bom.noted(NoteCode::PartNotRead).count() == 1, "{text}");
        assert_eq!(bom.seen, bom.components.len() + 1, "{text}");
    }
}

#[test]
fn ambiguous_or_hiding_bills_are_refused() {
    let deep = |levels: usize| {
        let open = r#"{"type":"library","name":"a","components":["#.repeat(levels - 1);
        format!(r#""components":[{open}{EVIL}{}]"#, "]}".repeat(levels - 1))
    };
    assert!(bill(&deep(64)).is_ok());
    for (text, words) in [
        (deep(65), "more than 64 components inside each other"),
        (format!(r#""components":[],"components":[{EVIL}]"#), "stands twice"),
        (format!(r#""c\u006fmponents":[],"components":[{EVIL}]"#), "stands twice"),
        (r#""components":[{"type":"library","name":"ok","name":"evil"}]"#.to_owned(), "stands twice"),
        (r#""components":[{"type":"library","name":"a","properties":[{"name":"x","name":"y"}]}]"#.to_owned(), "stands twice"),
        (r#""x":1} {"y":2"#.to_owned(), "one file holds one JSON text"),
    ] {
        let error = bill(&text).unwrap_err().to_string();
        assert!(error.contains(words), "{text}: {error}");
    }
    for (text, code) in [
        (format!(r#""Components":[{EVIL}]"#), NoteCode::HiddenContainer),
        (format!(r#""component":[{EVIL}]"#), NoteCode::HiddenContainer),
        (r#""x-vendor":1"#.to_owned(), NoteCode::UnknownRootKey),
        (
            format!(r#""components":[{{"type":"library","name":"a","extension":{{"parts":[{EVIL}]}}}}]"#),
            NoteCode::HiddenContainer,
        ),
        (
            r#""components":[{"type":"library","name":"a","x":[{"purl":"pkg:pypi/evil@1"}]}]"#.to_owned(),
            NoteCode::HiddenContainer,
        ),
        (format!(r#""formulation":[{{"Components":[{EVIL}]}}]"#), NoteCode::HiddenContainer),
        (
            format!(r#""components":[{{"type":"library","name":"a","licenses":[{{"component":{EVIL}}}]}}]"#),
            NoteCode::HiddenContainer,
        ),
        (format!(r#""components":[{{"type":"library","name":"a","supplier":7,"group":{EVIL}}}]"#), NoteCode::HiddenContainer),
        (format!(r#""$schema":{EVIL}"#), NoteCode::HiddenContainer),
        (format!(r#""metadata":{{"lifecycles":[{{"phase":"build","description":{EVIL}}}]}}"#), NoteCode::HiddenContainer),
        (
            r#""formulation":[{"workflows":[{"inputs":[{"name":"evil","purl":"pkg:pypi/evil@1"}]}]}]"#.to_owned(),
            NoteCode::HiddenContainer,
        ),
        (r#""components":[{"name":"a"}]"#.to_owned(), NoteCode::Unidentified),
        (r#""components":[{"type":"library","name":" "}]"#.to_owned(), NoteCode::Unidentified),
        (r#""components":[{"type":"library","name":"a\u0000b"}]"#.to_owned(), NoteCode::ForbiddenCharacter),
        (
            r#""components":[{"type":"library","name":"a","bom-ref":"x"},{"type":"library","name":"b","bom-ref":"x"}]"#
                .to_owned(),
            NoteCode::DuplicateRef,
        ),
        (r#""dependencies":[{"dependsOn":["gone"],"ref":"gone"}]"#.to_owned(), NoteCode::DanglingRef),
    ] {
        let bom = bill(&text).unwrap();
        assert!(codes(&bom).contains(&code), "{text}: {:?}", bom.notes);
    }
}

#[test]
fn harmless_inventions_are_noted_and_read_on() {
    let bom =
        bill(r#""components":[{"type":"library","name":"a","x-rating":{"score":5},"toolchain":"gcc","tags2":[1]}]"#).unwrap();
    assert_eq!((codes(&bom), bom.noted(NoteCode::UnknownKey).count()), (vec![], 3));
}

#[test]
fn only_the_versions_read_are_accepted_wherever_the_keys_stand() {
    let read = |text: &str| read(Source::bytes("test", text.as_bytes().to_vec()), &Limits::default());
    assert!(read(r#"{"components":[],"specVersion":"1.5","bomFormat":"CycloneDX"}"#).is_ok());
    for (text, words) in [
        (r#"{"bomFormat":"CycloneDX","specVersion":"2.0"}"#, "CycloneDX 2.0 is not read yet"),
        (r#"{"bomFormat":"CycloneDX","specVersion":"1.6 "}"#, "`1.6 ` is not a version"),
        (r#"{"bomFormat":"CycloneDX","specVersion":"1.99"}"#, "is not a version"),
        (r#"{"bomFormat":"CycloneDX","specVersion":1.6}"#, "is not a version"),
        (r#"{"bomFormat":"cyclonedx","specVersion":"1.6"}"#, "expected exactly `CycloneDX`"),
        (r#"{"bomFormat":"AIBOM","specVersion":"1.6"}"#, "expected exactly `CycloneDX`"),
        (r#"{"specVersion":"1.6"}"#, "`bomFormat` is missing"),
        (r#"{"bomFormat":"CycloneDX"}"#, "`specVersion` is missing"),
        (r#"{"spdxVersion":"SPDX-2.1","SPDXID":"SPDXRef-DOCUMENT"}"#, "versions 2.2 and 2.3"),
        (r#"{"@context":"x","@graph":[]}"#, "SPDX 3"),
        ("{}", "an empty JSON object"),
        (r#"{"models":[]}"#, "neither `bomFormat` nor `specVersion`"),
        ("\n\u{3}1.6\u{12}", "protobuf"),
        ("# proto-file: x\nspec_version: \"1.6\"", "protobuf's text form"),
        ("", "empty"),
        ("[]", "a JSON array"),
        ("\u{1f}\u{8b}", "neither"),
        ("<bom xmlns=\"http://cyclonedx.org/schema/bom/2.0\"/>", "2.0"),
        ("%PDF-1.7", "PDF"),
        ("PK\u{3}\u{4}", "zip"),
        ("SPDXVersion: SPDX-1.2", "versions 2.2 and 2.3"),
        ("{\0\"\0", "UTF-16"),
    ] {
        let error = read(text).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains(words), "{text}: {error}");
    }
}

#[test]
fn a_format_is_told_wherever_its_marks_stand() {
    let filler = format!(r#""components":[{}{EVIL}]"#, format!("{EVIL},").repeat(1000));
    let text = format!(r#"{{{filler},"version":1,"specVersion":"1.6","bomFormat":"CycloneDX"}}"#);
    let bom = read(Source::bytes("test", text.clone().into_bytes()), &Limits::default()).unwrap();
    assert_eq!((bom.components.len(), bom.document.bytes as usize), (1001, text.len()));
    let few = Limits { lookahead: 20_000, ..Limits::default() };
    let error = read(Source::bytes("test", text.into_bytes()), &few).unwrap_err();
    assert!(error.to_string().contains("before the format shows"), "{error}");
}

#[test]
fn a_byte_order_mark_changes_nothing_but_a_note() {
    let text = format!("\u{feff}{{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{EVIL}]}}");
    let bom = read(Source::bytes("test", text.clone().into_bytes()), &Limits::default()).unwrap();
    assert_eq!((bom.components.len(), bom.noted(NoteCode::ByteOrderMark).count()), (1, 1));
    assert_eq!(bom.document.bytes as usize, text.len());
}

#[test]
fn the_hash_is_that_of_every_byte() {
    let bom = bill("").unwrap();
    // printf '{"bomFormat":"CycloneDX","specVersion":"1.6"}' | sha256sum
    assert_eq!(bom.document.sha256, "20b5397e8c658dd61fca0ec2ea9a3841f979716daace2ab4ff747648d9bf9d18");
}

#[test]
fn clear_meanings_are_read_in_spite_of_their_type() {
    let bom = bill(
        r#""components":[{"type":"library","name":"a","bom-ref":"a","version":2,"supplier":"Acme","group":null,
            "properties":{"k":"v","n":3},"licenses":{"license":{"id":"MIT"}}},{"type":"library","name":"b","bom-ref":"b"}],
            "dependencies":[{"dependsOn":[{"ref":"b"}],"ref":"a"}]"#,
    )
    .unwrap();
    let row = bom.components.rows().next().unwrap();
    let parts = &bom.components;
    let party = parts.supplier[row].get().value().unwrap();
    assert_eq!(bom.value(bom.parties[party].name), Some("Acme"));
    assert_eq!(bom.value(parts.version[row]), Some("2"));
    assert_eq!((parts.properties.of(row).len(), parts.licenses.of(row).len()), (2, 1));
    assert!(bom.edges_of(row).iter().any(|edge| edge.relation == Relation::DependsOn));
    assert!(bom.noted(NoteCode::WrongType).count() >= 6, "{:?}", bom.notes);
    assert_eq!(codes(&bom), vec![]);
}

#[test]
fn placeholders_are_kept_apart_from_values_and_silence() {
    for (text, state) in
        [("", "declared unknown"), (" ", "declared unknown"), ("\u{a0}", "declared unknown"), ("NONE", "declared none")]
    {
        let bom = bill(&format!(r#""components":[{{"type":"library","name":"a","supplier":{{"name":"{text}"}}}}]"#)).unwrap();
        let row = bom.components.rows().next().unwrap();
        assert_eq!(bom.components.supplier[row].get().word(), state, "{text:?}");
    }
}

#[test]
fn a_card_tells_stated_empty_from_unsaid_and_from_placeholders() {
    let bom = bill(
        r#""components":[{"type":"machine-learning-model","name":"m","licenses":[],"modelCard":{"considerations":{"users":[],
            "useCases":["N/A"],"technicalLimitations":["short context"]},"modelParameters":{"baseModel":"Qwen/Qwen2-7B",
            "datasets":[{"ref":"d"},{"type":"dataset","name":"inline","contents":{"url":"https://x.example"}}]}}},
            {"type":"data","name":"corpus","bom-ref":"d"}]"#,
    )
    .unwrap();
    let row = bom.components.rows().next().unwrap();
    let card = bom.components.card(row).unwrap();
    assert_eq!((card.users, card.use_cases, card.limitations), (Stated::Nothing, Stated::Unknown, Stated::Value(1)));
    assert_eq!((card.tradeoffs, card.datasets), (Stated::Absent, Stated::Value(2)));
    assert!(bom.components.carries(row, ListField::Licenses) && bom.components.licenses.of(row).is_empty());
    let relations: Vec<_> = bom.edges_of(row).iter().map(|edge| edge.relation).collect();
    assert_eq!(relations.iter().filter(|relation| **relation == Relation::TrainedOn).count(), 2);
    assert!(relations.contains(&Relation::BaseModel));
}

#[test]
fn newer_keys_are_read_and_noted_even_when_the_version_stands_last() {
    let text = r#"{"bomFormat":"CycloneDX","components":[{"type":"library","name":"a","tags":["x"]}],"specVersion":"1.4"}"#;
    let bom = read(Source::bytes("test", text.as_bytes().to_vec()), &Limits::default()).unwrap();
    assert_eq!(bom.noted(NoteCode::NewerKey).count(), 1);
    assert_eq!(bill(r#""components":[{"type":"library","name":"a","tags":["x"]}]"#).unwrap().notes, vec![]);
}
