//! Documents and texts: JSONTestSuite, and the CycloneDX specification's own documents.

use super::Suite;
use crate::common::files;
use bomgate::base::Limits;
use bomgate::read::json::Json;
use bomgate::read::{Source, read};
use std::path::Path;

pub(crate) fn suites(shared: &Path) -> Vec<Suite> {
    vec![json(shared), valid(shared), invalid(shared)]
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

fn of_spec<'a>(label: &'a str) -> impl Fn(&str, &str) -> bool + 'a {
    move |name, file| file.starts_with(label) && file.ends_with(".json") && !name.contains("2.0")
}

fn valid(shared: &Path) -> Suite {
    let cases = named(&shared.join("corpus/cyclonedx-spec"), of_spec("valid")).into_iter().map(|(name, path)| {
        let answer = match read(Source::open(&path).unwrap(), &Limits::default()) {
            Ok(bom) => bom.rejections().next().map(|note| format!("{} {}", note.code.word(), note.message)),
            Err(error) => Some(error.to_string()),
        };
        (name, answer)
    });
    Suite {
        name: "cyclonedx-json-valid",
        source: "CycloneDX/specification, the valid JSON documents of 1.2 to 1.7.",
        asks: "is it read without a rejection?",
        cases: cases.collect(),
    }
}

fn invalid(shared: &Path) -> Suite {
    let cases = named(&shared.join("corpus/cyclonedx-spec"), of_spec("invalid")).into_iter().map(|(name, path)| {
        let silent = read(Source::open(&path).unwrap(), &Limits::default()).is_ok_and(|bom| bom.notes.is_empty());
        (name, silent.then(|| "read without a note".to_owned()))
    });
    Suite {
        name: "cyclonedx-json-invalid",
        source: "CycloneDX/specification, the invalid JSON documents of 1.2 to 1.7.",
        asks: "is it refused, or noted?",
        cases: cases.collect(),
    }
}
