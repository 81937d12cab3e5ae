//! The W3C XML test suite, read from its archive.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// One test of the suite, as its catalogue describes it.
pub struct Case {
    /// Its name.
    pub id: String,
    /// `not-wf`, `valid`, `invalid` or `error`.
    pub kind: String,
    /// Whether it is about namespaces too.
    pub namespaces: bool,
    /// Editions of XML 1.0 it holds for; empty: all.
    pub editions: String,
    /// Its document.
    pub file: PathBuf,
}

/// Every case of the suite, sorted; unpacked under `target`.
pub fn cases() -> Option<Vec<Case>> {
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
    let mut all = Vec::new();
    gather(&into.join("xmlconf/xmlconf"), &mut all);
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Some(all)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.match_indices(name).map(|(at, _)| at).find(|at| tag[..*at].ends_with(char::is_whitespace))?;
    let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next()?;
    Some(rest[1..].split(quote).next()?.to_owned())
}

fn gather(folder: &Path, into: &mut Vec<Case>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, into);
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
