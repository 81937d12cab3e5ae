//! Which records name which package: batches of questions, page after page.

use super::answer::{self, Batch};
use super::refusal::Refusal;
use super::transport::Transport;
use crate::advisory::Package;
use serde::Serialize;
use std::collections::{BTreeSet, HashSet, VecDeque};

/// Questions in one request. Source: OSV API, `POST /v1/querybatch`: at most 1,000.
const BATCH: usize = 1000;
/// Pages read of one answer.
const PAGES: usize = 1000;

#[derive(Serialize)]
struct Questions<'a> {
    queries: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    package: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_token: Option<&'a str>,
}

#[derive(Serialize)]
struct Named<'a> {
    ecosystem: &'a str,
    name: &'a str,
}

/// A package in one spelling, whose answer has not been read to its end.
struct Open {
    package: usize,
    name: String,
    token: Option<String>,
    seen: HashSet<String>,
}

/// The ids of all records that name each package, in the order of the packages.
pub(super) fn ids(transport: &Transport, packages: &[Package]) -> Result<Vec<BTreeSet<String>>, Refusal> {
    let mut listed = vec![BTreeSet::new(); packages.len()];
    let of = |(at, package): (usize, &Package)| {
        let open = move |name| Open { package: at, name, token: None, seen: HashSet::new() };
        spellings(package).into_iter().map(open)
    };
    let mut open: VecDeque<Open> = packages.iter().enumerate().flat_map(of).collect();
    while !open.is_empty() {
        let asked: Vec<Open> = open.drain(..open.len().min(BATCH)).collect();
        let results = ask(transport, packages, &asked)?.results;
        if results.len() != asked.len() {
            return Err(Refusal::Count { asked: asked.len(), got: results.len() });
        }
        for (mut question, page) in asked.into_iter().zip(results) {
            for vulnerability in page.vulns {
                listed[question.package].insert(answer::id(vulnerability.id)?);
            }
            if let Some(token) = page.next_page_token.filter(|token| !token.is_empty()) {
                let package = &packages[question.package];
                if !question.seen.insert(token.clone()) {
                    return Err(Refusal::Circle(package.to_string()));
                }
                if question.seen.len() >= PAGES {
                    return Err(Refusal::Pages { pages: PAGES, package: package.to_string() });
                }
                question.token = Some(token);
                open.push_back(question);
            }
        }
    }
    Ok(listed)
}

fn ask(transport: &Transport, packages: &[Package], asked: &[Open]) -> Result<Batch, Refusal> {
    let mut questions = Questions { queries: Vec::with_capacity(asked.len()) };
    for open in asked {
        let package = Named { ecosystem: &packages[open.package].ecosystem, name: &open.name };
        questions.queries.push(Question { package, page_token: open.token.as_deref() });
    }
    let body = serde_json::to_vec(&questions).expect("text and lists of it are always JSON");
    answer::read(&transport.post(&["v1", "querybatch"], &body)?)
}

/// The name as the bill writes it, and as it stands in most records. A service compares letter by letter where an ecosystem
/// does not.
fn spellings(package: &Package) -> BTreeSet<String> {
    let mut names = BTreeSet::from([package.name.clone(), package.name.to_lowercase()]);
    if package.ecosystem == "crates.io" {
        names.extend([package.name.replace('_', "-"), package.name.replace('-', "_")]);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_asked_for_in_each_spelling_once() {
        for (ecosystem, name, asked) in [
            ("npm", "left-pad", &["left-pad"][..]),
            ("NuGet", "Newtonsoft.Json", &["Newtonsoft.Json", "newtonsoft.json"]),
            ("crates.io", "serde_json", &["serde-json", "serde_json"]),
        ] {
            assert!(spellings(&Package::new(ecosystem, name)).iter().eq(asked), "{ecosystem} {name}");
        }
    }
}
