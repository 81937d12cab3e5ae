//! Documents and texts: JSONTestSuite, the W3C XML suite, and the documents of the CycloneDX and SPDX specifications.

use super::{Suite, xmlconf};
use crate::common::files;
use bomgate::base::Limits;
use bomgate::read::json::Json;
use bomgate::read::xml::{XmlFault, well_formed};
use bomgate::read::{Source, read};
use std::path::Path;

pub(crate) fn suites(shared: &Path) -> Vec<Suite> {
    let spec = shared.join("corpus/cyclonedx-spec");
    let mut suites = vec![json(shared)];
    suites.extend(xmlconf::cases().map(xml));
    for (form, names) in
        [("json", ["cyclonedx-json-valid", "cyclonedx-json-invalid"]), ("xml", ["cyclonedx-xml-valid", "cyclonedx-xml-invalid"])]
    {
        suites.push(valid(names[0], form, &spec));
        suites.push(invalid(names[1], form, &spec));
    }
    suites.push(spdx("spdx2-examples", SPDX2, &shared.join("corpus/spdx2")));
    suites.push(spdx("spdx3-examples", SPDX3, &shared.join("corpus/spdx3")));
    suites
}

/// The files of a folder whose name starts so, with their path inside it.
fn named(folder: &Path, wanted: impl Fn(&str, &str) -> bool) -> Vec<(String, std::path::PathBuf)> {
    let inside = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    let all = files(folder).into_iter().map(|path| (inside(&path), path));
    all.filter(|(name, _)| wanted(name, name.rsplit('/').next().unwrap_or_default())).collect()
}

fn json(shared: &Path) -> Suite {
    let folder = shared.join("suites/json-test-suite");
    let settled = |_: &str, file: &str| file.ends_with(".json") && (file.starts_with("y_") || file.starts_with("n_"));
    let cases = named(&folder, settled).into_iter().map(|(name, path)| {
        let bytes = std::fs::read(path).unwrap();
        let mut json = Json::new(bytes.as_slice(), &Limits::default());
        let accepted = json.skip().and_then(|()| json.end()).is_ok();
        let file = name.rsplit('/').next().unwrap_or_default().to_owned();
        let wanted = file.starts_with("y_");
        (file, (accepted != wanted).then(|| if accepted { "accepted" } else { "refused" }.to_owned()))
    });
    Suite {
        name: "json-test-suite",
        source: "nst/JSONTestSuite; what the standard leaves open is pinned in `tests/corpus/json_open.tsv`.",
        asks: "is a correct text (`y_`) accepted, a malformed one (`n_`) refused?",
        cases: cases.collect(),
    }
}

/// What is not well-formed must be refused, what is must be read. A case that the suite leaves to the reader passes either way.
fn xml(cases: Vec<xmlconf::Case>) -> Suite {
    let answered = cases.iter().filter(|case| case.kind != "error").map(|case| {
        let answer = well_formed(&std::fs::read(&case.file).unwrap(), &Limits::default()).map_err(|error| error.fault);
        let outcome = match (case.kind.as_str(), &answer) {
            ("not-wf", Err(_)) | ("valid" | "invalid", Ok(())) => None,
            ("not-wf", Ok(())) => Some("read".to_owned()),
            (_, Err(fault)) => Some(match fault {
                XmlFault::Doctype => "a document type".to_owned(),
                XmlFault::Version(_) => "another version of XML".to_owned(),
                XmlFault::Encoding(_) => "another encoding".to_owned(),
                other => other.to_string(),
            }),
            _ => None,
        };
        // Thousands are alike: the name says what came of it, so that one reason stands for all that are.
        let name = outcome.as_ref().map_or_else(|| case.id.clone(), |what| format!("{}, {what}: {}", case.kind, case.id));
        (name, outcome)
    });
    Suite {
        name: "w3c-xml",
        source: "W3C XML Conformance Test Suite (xmlconf); the cases of type `error`, which the suite leaves to the reader, are pinned in `tests/corpus/xml_suite.tsv`.",
        asks: "is what is not well-formed refused, and what is well-formed (`valid`, `invalid`) read?",
        cases: answered.collect(),
    }
}

fn of_spec<'a>(label: &'a str, form: &'a str) -> impl Fn(&str, &str) -> bool + 'a {
    move |name, file| file.starts_with(label) && file.rsplit('.').next() == Some(form) && !name.contains("2.0")
}

/// What rejects a document; nothing when it is read.
fn rejection(path: &Path) -> Option<String> {
    match read(Source::open(path).unwrap(), &Limits::default()) {
        Ok(bom) => bom.rejections().next().map(|note| format!("{} {}", note.code.word(), note.message)),
        Err(error) => Some(error.to_string()),
    }
}

fn valid(name: &'static str, form: &str, spec: &Path) -> Suite {
    let cases = named(spec, of_spec("valid", form)).into_iter().map(|(name, path)| (name, rejection(&path)));
    Suite {
        name,
        source: "CycloneDX/specification, the valid documents of 1.2 to 1.7.",
        asks: "is it read without a rejection?",
        cases: cases.collect(),
    }
}

fn invalid(name: &'static str, form: &str, spec: &Path) -> Suite {
    let cases = named(spec, of_spec("invalid", form)).into_iter().map(|(name, path)| {
        let silent = read(Source::open(&path).unwrap(), &Limits::default()).is_ok_and(|bom| bom.notes.is_empty());
        (name, silent.then(|| "read without a note".to_owned()))
    });
    Suite {
        name,
        source: "CycloneDX/specification, the invalid documents of 1.2 to 1.7.",
        asks: "is it refused, or noted?",
        cases: cases.collect(),
    }
}

/// Where the SPDX project keeps its examples.
const SPDX2: &[&str] = &["spdx__spdx-spec-v2.2", "spdx__spdx-spec-v2.2.1", "spdx__spdx-spec-v2.3", "spdx__spdx-examples"];
const SPDX3: &[&str] = &["spdx__spdx-3-model", "spdx__spdx-examples"];

fn spdx(name: &'static str, folders: &[&str], corpus: &Path) -> Suite {
    let document = |name: &str, file: &str| {
        folders.iter().any(|folder| name.starts_with(&format!("{folder}/")))
            && !name.contains("/schemas/")
            && [".json", ".yaml", ".yml", ".spdx", ".rdf", ".xml", ".jsonld"].iter().any(|end| file.ends_with(end))
    };
    let cases = named(corpus, document).into_iter().map(|(name, path)| (name, rejection(&path)));
    Suite {
        name,
        source: "The examples of the SPDX project: its specifications and spdx/spdx-examples.",
        asks: "is it read without a rejection?",
        cases: cases.collect(),
    }
}
