//! A service that speaks the OSV API and holds real records: those beside the checkout, or a few of our own where there are
//! none.

use super::server::{Request, answer, json};
use bomgate::advisory::Package;
use serde_json::{Value, json as value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Records by id, and ids by package.
#[derive(Clone, Default)]
pub(crate) struct Service {
    pub(crate) bodies: BTreeMap<String, Vec<u8>>,
    pub(crate) ids: BTreeMap<(String, String), BTreeSet<String>>,
    /// Ids on one page.
    pub(crate) page: usize,
}

/// Packages of the corpus, with the folder their records stand in. `chainlit` 1.0.0 is affected by PYSEC-2026-1237.
const FOLDERS: &[&str] = &["pypa/vulns/chainlit", "pypa/vulns/mlflow", "golang"];

impl Service {
    /// The records beside the checkout, and the few of our own.
    pub(crate) fn new() -> Self {
        let mut service = Self { page: 25, ..Self::default() };
        for record in OWN {
            service.add(serde_json::from_str(record).unwrap());
        }
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/advisories");
        for folder in FOLDERS {
            let Ok(files) = fs::read_dir(corpus.join(folder)) else {
                println!("skipped: no corpus");
                break;
            };
            for file in files {
                let path = file.unwrap().path();
                let text = fs::read_to_string(&path).unwrap();
                let record = match path.extension().and_then(|ending| ending.to_str()) {
                    Some("json") => serde_json::from_str(&text).unwrap(),
                    Some("yaml") => serde_saphyr::from_str(&text).unwrap(),
                    _ => continue,
                };
                service.add(record);
            }
        }
        service
    }

    pub(crate) fn add(&mut self, record: Value) {
        let id = record["id"].as_str().unwrap().to_owned();
        for affected in record["affected"].as_array().into_iter().flatten() {
            let package = &affected["package"];
            if let (Some(ecosystem), Some(name)) = (package["ecosystem"].as_str(), package["name"].as_str()) {
                self.ids.entry(exactly(ecosystem, name)).or_default().insert(id.clone());
            }
        }
        self.bodies.insert(id, serde_json::to_vec(&record).unwrap());
    }

    pub(crate) fn ids(&self, ecosystem: &str, name: &str) -> BTreeSet<String> {
        self.ids.get(&exactly(ecosystem, name)).cloned().unwrap_or_default()
    }

    /// Answers as the API does.
    pub(crate) fn reply(&self, request: &Request, out: &mut dyn Write) -> io::Result<()> {
        match (request.method.as_str(), request.path.strip_prefix("/v1/vulns/")) {
            ("POST", _) if request.path == "/v1/querybatch" => json(out, &self.results(request).to_string().into_bytes()),
            ("GET", Some(id)) => match self.bodies.get(id) {
                Some(body) => json(out, body),
                None => answer(out, "404 Not Found", "", b"{\"code\":5,\"message\":\"Bug not found.\"}"),
            },
            _ => answer(out, "404 Not Found", "", b""),
        }
    }

    /// One result per question, a page at a time.
    pub(crate) fn results(&self, request: &Request) -> Value {
        let questions: Value = serde_json::from_slice(&request.body).unwrap();
        let results: Vec<Value> = questions["queries"].as_array().unwrap().iter().map(|query| self.result(query)).collect();
        value!({ "results": results })
    }

    fn result(&self, query: &Value) -> Value {
        assert!(query.get("version").is_none(), "which versions are affected is not for the service to say");
        let package = &query["package"];
        let ids = self.ids(package["ecosystem"].as_str().unwrap(), package["name"].as_str().unwrap());
        let from: usize = query["page_token"].as_str().map_or(0, |token| token.parse().unwrap());
        let page: Vec<Value> =
            ids.iter().skip(from).take(self.page).map(|id| value!({ "id": id, "modified": "2026-01-01T00:00:00Z" })).collect();
        let mut result = value!({});
        if !page.is_empty() {
            result["vulns"] = page.into();
        }
        if from + self.page < ids.len() {
            result["next_page_token"] = (from + self.page).to_string().into();
        }
        result
    }
}

/// The service compares letter by letter.
fn exactly(ecosystem: &str, name: &str) -> (String, String) {
    let Package { ecosystem, name } = Package::new(ecosystem, name);
    (ecosystem, name)
}

/// Written for these tests.
const OWN: &[&str] = &[
    r#"{"schema_version":"1.7.0","id":"TEST-2026-1","modified":"2026-01-01T00:00:00Z","aliases":["CVE-2026-0001"],
        "summary":"left-pad lets anybody in","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected":[{"package":{"ecosystem":"npm","name":"left-pad"},
        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.3.0"}]}]}]}"#,
    r#"{"schema_version":"1.7.0","id":"TEST-2026-2","modified":"2026-01-01T00:00:00Z","withdrawn":"2026-02-01T00:00:00Z",
        "affected":[{"package":{"ecosystem":"npm","name":"left-pad"},
        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"}]}]}]}"#,
    r#"{"schema_version":"1.7.0","id":"TEST-2026-3","modified":"2026-01-01T00:00:00Z",
        "affected":[{"package":{"ecosystem":"npm","name":"right-pad"},
        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"9.0.0"}]}]}]}"#,
    r#"{"schema_version":"1.7.0","id":"TEST-2026-4","modified":"2026-01-01T00:00:00Z",
        "affected":[{"package":{"ecosystem":"crates.io","name":"demo-lib"},"versions":["1.0.0"]}]}"#,
];
