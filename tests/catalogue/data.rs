//! The data: all of the research is there, levels follow the rule in the head, nothing is marked surer than it is.

use super::common;
use bomgate::catalogue::{Catalogue, Class, Level, Severity, Status};
use std::collections::BTreeMap;

#[test]
fn every_entry_of_the_research_is_there_with_its_marks_and_severity() {
    let Some(shared) = common::shared() else { return };
    let text = std::fs::read_to_string(shared.join("research/catalogue.json")).unwrap();
    let research: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let catalogue = Catalogue::shipped().unwrap();
    assert_eq!(research.len(), catalogue.entries.len());
    let count = |marks: Vec<&str>| {
        marks.into_iter().fold(BTreeMap::new(), |mut all: BTreeMap<String, usize>, mark| {
            *all.entry(mark.trim_start_matches("verified-").to_owned()).or_default() += 1;
            all
        })
    };
    for entry in &research {
        let id = entry["id"].as_str().unwrap();
        let ours = catalogue.entry(id).unwrap_or_else(|| panic!("{id} is missing"));
        let severity = entry["severity"].as_str().unwrap();
        assert!(severity.starts_with(ours.severity.word()), "{id}: {severity}");
        assert_eq!(serde_json::json!(ours.class), entry["class"], "{id}");
        let theirs = entry["refs"].as_array().unwrap().iter().map(|cite| cite["mark"].as_str().unwrap()).collect();
        assert_eq!(count(ours.refs.iter().map(|cite| cite.mark.word()).collect()), count(theirs), "{id}");
        // Versions and identifiers stand in the text of the research, or are not ours to give.
        let words = format!("{} {} {}", entry["match"], entry["fix"], entry["refs"]);
        for known in &ours.ids {
            // `CVE-2024-11392/11393/11394` names three.
            let tail = known.rsplit('-').next().unwrap();
            assert!(words.contains(known) || words.contains(&format!("/{tail}")), "{id}: {known} is not in the research");
        }
        let versions = ours.matches.iter().flat_map(|clause| clause.affected.iter().chain(&clause.versions));
        for version in versions.flat_map(|text| text.split(',')).map(|part| part.trim().trim_start_matches(['<', '>', '='])) {
            let short = version.rsplit_once('.').map_or(version, |(_, last)| last);
            let there = words.contains(version) || (id == "AIR-0002" && words.contains(short));
            assert!(there, "{id}: version {version} is not in the research");
        }
    }
}

#[test]
fn levels_follow_from_severities_as_the_head_says() {
    let catalogue = Catalogue::shipped().unwrap();
    for entry in &catalogue.entries {
        let harmful = matches!(
            entry.class,
            Class::MaliciousPackage | Class::MaliciousModel | Class::MaliciousTool | Class::WithdrawnDataset
        );
        let level = match entry.severity {
            _ if harmful => Level::Red,
            Severity::Critical | Severity::Block => Level::Red,
            Severity::High => Level::Orange,
            Severity::Medium => Level::Yellow,
            Severity::Low => Level::Blue,
        };
        assert_eq!(entry.level, level, "{}", entry.id);
        assert_eq!(entry.status, Status::Active);
        for clause in entry.matches.iter().filter(|clause| clause.level.is_some()) {
            assert!(clause.disputed.is_some() && clause.level == Some(Level::Yellow), "{}: only a dispute lowers", entry.id);
        }
    }
}

#[test]
fn what_an_entry_names_is_known_to_the_lists() {
    let mut lists = bomgate::enrich::Lists::shipped().unwrap();
    lists.mount_catalogue(Catalogue::shipped().unwrap()).unwrap();
    let facts: Vec<&str> = bomgate::policy::field::buyer_facts().collect();
    for clause in lists.catalogue().entries.iter().flat_map(|entry| &entry.matches) {
        assert!(clause.when.fact.iter().all(|fact| facts.contains(&fact.as_str())), "{:?}", clause.when.fact);
    }
}
