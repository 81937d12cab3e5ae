//! Parts of real bills beside real advisories, each answer worked out by hand.

use super::common::shared;
use super::{PART, advice, bom, part};
use bomgate::advisory::{Record, Shelf};
use std::sync::Arc;

const PAIRS: &str = include_str!("pairs.tsv");

#[test]
fn parts_fall_under_the_records_a_person_says_they_do() {
    let Some(shared) = shared() else { return };
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[file, purl, expected, why] = fields.as_slice() else { panic!("{line}") };
        let text = std::fs::read_to_string(shared.join("corpus/advisories").join(file)).unwrap();
        let record = if file.ends_with(".json") { Record::of_json(text.as_bytes()) } else { Record::of_yaml(&text) };
        let shelf = Shelf { records: vec![Arc::new(record.unwrap())], ..Shelf::default() };
        let bom = bom(&part(purl));
        let advice = advice(&bom, &shelf);
        let answer = match advice.hits(PART) {
            [] => "clean",
            [hit] if hit.withdrawn => "withdrawn",
            [hit] if hit.basis.doubt.is_some() => "doubt",
            [_] => "affected",
            _ => "several",
        };
        asked += 1;
        if answer != expected {
            wrong.push(format!("{file} {purl}: {answer}, a person says {expected}: {why}"));
        }
    }
    println!("{asked} pairs");
    assert!(asked >= 50, "{asked}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
