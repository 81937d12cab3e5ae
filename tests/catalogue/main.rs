//! The catalogue of dangerous components: each entry meets what it is about and leaves alone what is near it; updates are
//! believed only when signed; the page `docs/catalogue.md` is current (`BLESS=1` writes it).
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/desk.rs"]
mod desk;

mod data;
mod entries;
mod hostile;
mod page;
mod updates;

use bomgate::base::Truth;
use bomgate::catalogue::Level;
use bomgate::check::{Buyer, Covers, Document, Evidence, Grade, Integrity, Scene, dangers};
use bomgate::enrich::{Lists, enrich};
use bomgate::model::Bom;
use bomgate::read::{Source, read};
use std::collections::BTreeMap;

/// `home=US defence revenue=3e8 holds=exposure-review`: a buyer in a line.
fn buyer(lists: &Lists, setting: &str) -> Buyer {
    let words: Vec<&str> = setting.split_whitespace().collect();
    let value = |key: &str| words.iter().find_map(|word| word.strip_prefix(key));
    let mut buyer = common::buyer(lists, value("home=").unwrap_or("DE"));
    buyer.owner_country = value("owner=").and_then(|word| lists.country(word));
    buyer.annual_revenue = value("revenue=").map(|number| number.parse().unwrap());
    buyer.monthly_users = Some(value("users=").map_or(1.0, |number| number.parse().unwrap()));
    for fact in ["defence", "defence=no"].iter().filter(|fact| words.contains(fact)) {
        buyer.facts.insert("defence".to_owned(), !fact.ends_with("=no"));
    }
    buyer.evidence = Evidence { documents: value("holds=").map(document).into_iter().collect() };
    buyer
}

fn document(kind: &str) -> Document {
    Document {
        id: kind.to_owned(),
        kind: kind.to_owned(),
        title: kind.to_owned(),
        covers: Covers::All,
        date: "2026-11-20".parse().unwrap(),
        valid_until: None,
        grade: Grade::Stated,
        issuer: None,
        url: None,
        file: None,
        sha256: None,
        integrity: Integrity::Unchecked,
        says: Default::default(),
        place: String::new(),
    }
}

fn bom(components: &str) -> Bom {
    read(Source::bytes("test.json", common::bill(components).into_bytes()), &bomgate::base::Limits::default()).unwrap()
}

/// What the catalogue has on the parts of a bill, by entry: the surest answer, and the highest level it is given at.
fn found_with(lists: &Lists, components: &str, setting: &str, day: &str) -> BTreeMap<String, (Truth, Level)> {
    let bom = bom(components);
    let facts = enrich(&bom, lists);
    let buyer = buyer(lists, setting);
    let scene = Scene::new(&bom, &facts, lists, &buyer, day.parse().unwrap());
    let mut found = BTreeMap::new();
    for row in bom.components.rows() {
        for danger in dangers(&scene, row, Level::Blue) {
            let held = found.entry(danger.entry.id.clone()).or_insert((danger.truth, danger.level()));
            *held = (*held).max((danger.truth, danger.level()));
        }
    }
    found
}

fn found(components: &str, setting: &str) -> BTreeMap<String, (Truth, Level)> {
    found_with(&Lists::shipped().unwrap(), components, setting, "2026-11-22")
}

fn answer(id: &str, components: &str, setting: &str) -> Truth {
    found(components, setting).get(id).map_or(Truth::No, |(truth, _)| *truth)
}
