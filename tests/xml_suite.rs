//! The XML layer held against the W3C test suite: what is not well-formed is refused, what declares a document type is
//! refused by design, the rest gets through. `tests/corpus/xml_suite.tsv` holds the counts and every other case with its reason.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

use bomgate::base::Limits;
use bomgate::read::xml::{XmlFault, well_formed};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One test of the suite, as its catalogue describes it.
struct Case {
    id: String,
    kind: String,
    namespaces: bool,
    /// Editions of XML 1.0 it holds for; empty: all.
    editions: String,
    file: PathBuf,
}

/// The suite, unpacked under `target`.
fn suite() -> Option<PathBuf> {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/xmlconf.tar.gz");
    let into = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xmlconf-suite");
    if !archive.is_file() {
        println!("skipped: no corpus");
        return None;
    }
    if !into.join("complete").is_file() {
        std::fs::create_dir_all(&into).unwrap();
        let status = Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(&into).status().unwrap();
        assert!(status.success(), "tar could not unpack the suite");
        std::fs::write(into.join("complete"), "").unwrap();
    }
    Some(into.join("xmlconf/xmlconf"))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.match_indices(name).map(|(at, _)| at).find(|at| tag[..*at].ends_with(char::is_whitespace))?;
    let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next()?;
    Some(rest[1..].split(quote).next()?.to_owned())
}

fn cases(folder: &Path, into: &mut Vec<Case>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            cases(&path, into);
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        // Cases that are commented out are none.
        let text: String = text.split("<!--").map(|part| part.split_once("-->").map_or(part, |(_, after)| after)).collect();
        for tag in text.split("<TEST ").skip(1).map(|rest| format!(" {}", rest.split('>').next().unwrap_or_default())) {
            let (Some(id), Some(kind), Some(uri)) = (attribute(&tag, "ID"), attribute(&tag, "TYPE"), attribute(&tag, "URI"))
            else {
                continue;
            };
            let file = folder.join(uri);
            if file.is_file() {
                let namespaces = attribute(&tag, "NAMESPACE").as_deref() != Some("no");
                into.push(Case { id, kind, namespaces, editions: attribute(&tag, "EDITION").unwrap_or_default(), file });
            }
        }
    }
}

#[test]
fn what_is_not_well_formed_is_refused_and_the_rest_gets_through_but_for_what_is_listed() {
    let Some(folder) = suite() else { return };
    let mut all = Vec::new();
    cases(&folder, &mut all);
    all.sort_by(|a, b| a.id.cmp(&b.id));
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
