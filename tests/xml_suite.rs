//! The XML layer held against the W3C test suite: what is not well-formed is refused, what declares a document type is
//! refused by design, the rest gets through. `tests/corpus/xml_suite.tsv` holds the counts and every other case with its reason.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "common/xmlconf.rs"]
mod xmlconf;

use bomgate::base::Limits;
use bomgate::read::xml::{XmlFault, well_formed};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

#[test]
fn what_is_not_well_formed_is_refused_and_the_rest_gets_through_but_for_what_is_listed() {
    let Some(all) = xmlconf::cases() else { return };
    let (mut counts, mut listed) = (BTreeMap::<String, usize>::new(), String::new());
    for case in &all {
        let answer = well_formed(&std::fs::read(&case.file).unwrap(), &Limits::default()).map_err(|error| error.fault);
        let answer_word = match &answer {
            Ok(()) => "read",
            Err(XmlFault::Doctype) => "refused: DOCTYPE",
            Err(_) => "refused: other",
        };
        *counts.entry(format!("{}\t{answer_word}", case.kind)).or_default() += 1;
        let reason = match (case.kind.as_str(), answer) {
            ("not-wf", Ok(())) if !case.editions.is_empty() && !case.editions.contains('5') => {
                "read: the fault is one of earlier editions of XML 1.0; the fifth allows it".to_owned()
            }
            ("not-wf", Ok(())) => "READ, THOUGH NOT WELL-FORMED".to_owned(),
            ("not-wf", Err(_)) | (_, Ok(()) | Err(XmlFault::Doctype)) => continue,
            (_, Err(fault)) if !case.namespaces => format!("refused: no namespace-well-formed document: {fault}"),
            (_, Err(fault)) => format!("refused: {fault}"),
        };
        writeln!(listed, "{}\t{}\t{reason}", case.id, case.kind).unwrap();
    }
    let mut table: String = counts.iter().map(|(what, count)| format!("{what}\t{count}\n")).collect();
    table.push_str(&listed);
    println!("{} cases: {counts:?}", all.len());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/xml_suite.tsv");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, &table).unwrap();
    }
    assert!(!table.contains("READ, THOUGH"), "{table}");
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), table, "BLESS=1 rewrites; read the difference");
}
