//! What can be said of the origin of real AI bills and hub cards: how many components, in which dimension, on what basis;
//! and answers that were judged one party at a time. `BLESS=1` rewrites `tests/origin/measured.tsv`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::base::Limits;
use bomgate::enrich::{Basis, Dimension, Facts, Lists, Mark, Origin, enrich};
use bomgate::model::{Bom, Kind, Role, Row};
use bomgate::read::{Source, read};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/origin")
}

fn group(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Model | Kind::Adapter | Kind::Tokenizer => Some("models"),
        Kind::Dataset => Some("data"),
        Kind::Service => Some("services"),
        Kind::Framework | Kind::Library => Some("software"),
        _ => None,
    }
}

/// The front matter of a hub card as a bill: what a generator would write of it, and nothing else.
fn bill_of_card(org: &str, name: &str, dataset: bool, card: &str) -> String {
    let head = card.trim_start_matches('\u{feff}').trim_start();
    let front = head.strip_prefix("---").and_then(|rest| rest.split("\n---").next()).unwrap_or_default();
    let (mut key, mut properties) = (String::new(), Vec::new());
    let mut property = |key: &str, value: &str| {
        let value = value.trim().trim_matches(['"', '\'', '[', ']']);
        if matches!(key, "base_model" | "base_model_relation" | "datasets") && !value.is_empty() {
            properties.push(serde_json::json!({ "name": format!("huggingface:{key}"), "value": value }));
        }
    };
    for line in front.lines() {
        match (line.strip_prefix("- "), line.split_once(':')) {
            (Some(item), _) => property(&key, item),
            (None, Some((name, value))) if !line.starts_with(' ') => {
                name.clone_into(&mut key);
                property(&key, value);
            }
            _ => {}
        }
    }
    let (kind, space) = if dataset { ("data", "datasets/") } else { ("machine-learning-model", "") };
    let full = if org.is_empty() { name.to_owned() } else { format!("{org}/{name}") };
    serde_json::json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "components": [{ "type": kind, "name": full, "purl": format!("pkg:huggingface/{space}{full}"), "properties": properties }],
    })
    .to_string()
}

struct Found {
    /// Below the corpus.
    file: String,
    bom: Bom,
    facts: Facts,
}

fn taken(file: String, bytes: Vec<u8>, lists: &Lists) -> Option<Found> {
    let bom = read(Source::bytes(file.clone(), bytes), &Limits::default()).ok()?;
    let facts = enrich(&bom, lists);
    Some(Found { file, bom, facts })
}

/// Every bill of the corpus that can be read, and every hub card as one.
fn found(lists: &Lists) -> Option<[Vec<Found>; 2]> {
    let corpus = common::shared()?.join("corpus");
    let take = |name: String, bytes: Vec<u8>| taken(name, bytes, lists);
    let short = |path: &Path| path.strip_prefix(&corpus).unwrap().to_string_lossy().into_owned();
    let json = |path: &&std::path::PathBuf| path.extension().is_some_and(|end| end == "json");
    let bills = common::files(&corpus.join("aibom"));
    let bills = bills.iter().filter(json).filter_map(|path| take(short(path), std::fs::read(path).unwrap())).collect();
    let mut cards = Vec::new();
    for path in common::files(&corpus.join("modelfiles/cards")) {
        let name = short(&path);
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bill = if name.contains("/hf-datasets/") {
            let (org, rest) = stem.split_once('_').unwrap_or(("", &stem));
            bill_of_card(org, rest, true, &text)
        } else if name.contains("/llm-jp/models/") {
            bill_of_card("llm-jp", &stem, false, &text)
        } else if text.trim_start().starts_with("---") && text.contains("\nbase_model") {
            bill_of_card("", &format!("model {}", cards.len()), false, &text)
        } else {
            continue;
        };
        cards.extend(take(name, bill.into_bytes()));
    }
    Some([bills, cards])
}

/// Parts that are asked about: described, or named as a base model or dataset; not what made the bill.
fn asked(found: &Found) -> impl Iterator<Item = (Row, &'static str)> + '_ {
    let parts = &found.bom.components;
    parts.rows().filter(|row| parts.role[*row] != Role::Tool).filter_map(|row| group(parts.kind[row]).map(|group| (row, group)))
}

fn best(origins: &[Origin], dimension: Dimension) -> Option<Basis> {
    let located = origins.iter().filter(|origin| origin.dimension == dimension && origin.country.is_some());
    located.map(|origin| origin.basis).min()
}

type Counts = BTreeMap<(String, String, String), usize>;

fn count(found: &[Found], from: &str) -> Counts {
    let mut counts = Counts::new();
    let mut add = |group: &str, what: String| *counts.entry((from.to_owned(), group.to_owned(), what)).or_default() += 1;
    for found in found {
        for (row, group) in asked(found) {
            add(group, "all".to_owned());
            let origins = found.facts.origins.of(row);
            for dimension in Dimension::ALL {
                if let Some(basis) = best(origins, dimension) {
                    add(group, format!("{}: {}", dimension.word(), basis.word()));
                }
            }
            let behind = [Dimension::Developer, Dimension::Supplier];
            if behind.iter().any(|dimension| best(origins, *dimension).is_some_and(Basis::firm)) {
                add(group, "someone behind it, better than a guess".to_owned());
            } else if origins.iter().any(|origin| origin.country.is_none() && !origin.denied()) {
                add(group, "a name that no list has".to_owned());
            } else if origins.is_empty() {
                add(group, "nothing".to_owned());
            } else if Dimension::ALL.iter().any(|dimension| best(origins, *dimension).is_some_and(Basis::firm)) {
                add(group, OTHERS.to_owned());
            } else {
                add(group, GUESS.to_owned());
            }
        }
    }
    counts
}

/// Somebody is known, and nobody who makes or supplies.
const OTHERS: &str = "only a host, an owner or whoever answers for data";
const GUESS: &str = "only a guess";

/// The lines of the table in `docs/origin.md`, each with its group, and its columns, each with what was counted.
const LINES: [(&str, &str, &str); 6] = [
    ("models of bills", "bills", "models"),
    ("data of bills", "bills", "data"),
    ("services of bills", "bills", "services"),
    ("software of bills", "bills", "software"),
    ("models of cards", "cards", "models"),
    ("data of cards", "cards", "data"),
];
const COLUMNS: [(&str, &str); 10] = [
    ("all", "all"),
    ("developer: listed", "developer: listed"),
    ("supplier: listed", "supplier: listed"),
    ("owner: listed", "owner: listed"),
    ("data owner: listed", "data owner: listed"),
    ("distributor: listed", "distributor: listed"),
    ("only others", OTHERS),
    ("guess only", GUESS),
    ("a name no list has", "a name that no list has"),
    ("nothing", "nothing"),
];

/// What was measured, as `docs/origin.md` shows it.
fn shown(measured: &str) -> String {
    let head: Vec<&str> = std::iter::once("parts").chain(COLUMNS.map(|(title, _)| title)).collect();
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for (title, from, group) in LINES {
        let cells = COLUMNS.map(|(_, what)| {
            let start = format!("{from}\t{group}\t{what}\t");
            measured.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or("-")
        });
        text += &format!("| {title} | {} |\n", cells.join(" | "));
    }
    text
}

#[test]
fn the_table_of_the_documentation_shows_what_was_measured() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/origin.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once("\n| parts | all | ").expect("the table stands in docs/origin.md");
    let tail = rest.split_once("\n\n").expect("the table ends").1;
    let measured = std::fs::read_to_string(folder().join("measured.tsv")).unwrap();
    let due = format!("{head}\n{}\n{tail}", shown(&measured));
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, &due).unwrap();
    }
    assert!(page == due, "docs/origin.md is old: BLESS=1 cargo test --test origin, twice where the corpus was counted anew");
}

fn table(counts: &Counts) -> String {
    let mut text = String::from("# documents\tparts\twhat\tcount\n");
    for ((from, group, what), count) in counts {
        text += &format!("{from}\t{group}\t{what}\t{count}\n");
    }
    text
}

#[test]
fn as_many_parts_get_an_origin_as_were_measured() {
    let lists = Lists::shipped().unwrap();
    let Some([bills, cards]) = found(&lists) else { return };
    let mut counts = count(&bills, "bills");
    counts.extend(count(&cards, "cards"));
    println!("{} bills, {} cards", bills.len(), cards.len());
    let path = folder().join("measured.tsv");
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, table(&counts)).unwrap();
    }
    let floor = std::fs::read_to_string(&path).unwrap();
    let mut fewer = Vec::new();
    for line in floor.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let key = (cells[0].to_owned(), cells[1].to_owned(), cells[2].to_owned());
        let (was, is) = (cells[3].parse::<usize>().unwrap(), counts.get(&key).copied().unwrap_or_default());
        let worse = match cells[2] {
            "nothing" | "a name that no list has" => is > was,
            // Neither better nor worse: what is missing here may be known or unknown now.
            OTHERS | GUESS => false,
            _ => is < was,
        };
        if worse {
            fewer.push(format!("{line}: now {is}"));
        }
    }
    assert!(fewer.is_empty(), "{}", fewer.join("\n"));
    assert!(counts.len() > 30, "{counts:?}");
}

#[test]
fn whoever_packages_what_others_make_supplies_it_and_made_none_of_it() {
    let lists = Lists::shipped().unwrap();
    let origins = |part: serde_json::Value| {
        let bill = serde_json::json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [part] });
        let found = taken("packaged".to_owned(), bill.to_string().into_bytes(), &lists).unwrap();
        let row = found.bom.components.rows().next().unwrap();
        let of = found.facts.origins.of(row).iter().filter(|origin| origin.basis.firm() && origin.party.is_some());
        let mut said: Vec<String> =
            of.map(|origin| format!("{} {}", origin.dimension.word(), lists.publisher(origin.party.unwrap()).id)).collect();
        said.sort();
        said.dedup();
        said.join(", ")
    };
    let part = |kind: &str, purl: &str, supplier: &str| {
        origins(
            serde_json::json!({ "type": kind, "name": "part", "version": "1", "purl": purl, "supplier": { "name": supplier } }),
        )
    };
    for (kind, purl, supplier, due) in [
        ("library", "pkg:npm/left-pad@1.3.0", "Red Hat", "supplier ibm, supplier red-hat"),
        (
            "library",
            "pkg:pypi/torch@2.7.0",
            "Red Hat, Inc.",
            "developer pytorch-foundation, owner linux-foundation, supplier ibm, supplier red-hat",
        ),
        ("library", "pkg:rpm/redhat/bash@5.1", "Red Hat", "distributor ibm, distributor red-hat, supplier ibm, supplier red-hat"),
        ("library", "pkg:pypi/six@1.16", "Canonical Ltd", "supplier canonical"),
        ("library", "pkg:pypi/six@1.16", "Debian", "distributor debian"),
        ("library", "pkg:deb/debian/bash@5.1", "Debian", "distributor debian, supplier debian"),
        ("library", "pkg:conda/six@1.16", "Anaconda", "distributor anaconda"),
        ("application", "pkg:bitnami/postgresql@16", "Bitnami", "supplier bitnami, supplier broadcom, supplier vmware"),
        // What it makes itself, and whoever packages nothing.
        (
            "machine-learning-model",
            "pkg:huggingface/instructlab/granite-7b-lab@1",
            "Red Hat",
            "developer red-hat, owner ibm, supplier ibm, supplier red-hat",
        ),
        ("library", "pkg:npm/left-pad@1.3.0", "Mistral AI", "developer mistral, supplier mistral"),
        ("library", "pkg:generic/cuda@12", "NVIDIA Corporation", "developer nvidia, supplier nvidia"),
        ("container", "pkg:oci/cuda@sha256:1", "NVIDIA NGC", "distributor nvidia, distributor nvidia-ngc"),
    ] {
        assert_eq!(part(kind, purl, supplier), due, "{supplier}: {purl}");
    }
}

/// Whether a source's word stands against a publisher's verified entry.
fn outvoted(lists: &Lists, origin: &Origin) -> bool {
    let entry = origin.party.map(|party| lists.publisher(party));
    origin.basis == Basis::Listed
        && entry.is_some_and(|entry| entry.mark == Mark::Verified && Some(entry.country) != origin.country)
}

/// `name of the part, dimension` to the countries that decide, or the guess in brackets. `LIST=1` prints what each rests on.
fn answers(lists: &Lists, found: &[Vec<Found>; 2]) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut answers: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let mut listed = BTreeSet::new();
    for found in found.iter().flatten() {
        let parts = &found.bom.components;
        for (row, _) in asked(found) {
            let Some(name) = found.bom.value(parts.name[row]) else { continue };
            for origin in found.facts.origins.of(row).iter().filter(|origin| !outvoted(lists, origin)) {
                let Some(country) = origin.country else { continue };
                let word = if origin.basis.firm() { country.to_string() } else { format!("({country})") };
                let party = origin.party.map_or("", |party| lists.publisher(party).name.as_str());
                let text = origin.name.map_or("", |name| found.bom.text(name));
                let (dimension, field) = (origin.dimension.word(), origin.field.word());
                listed.insert(format!("{name}\t{dimension}\t{word}\t{party}\t{field}\t{text}"));
                answers.entry((name.to_owned(), dimension.to_owned())).or_default().insert(word);
            }
        }
    }
    if std::env::var_os("LIST").is_some() {
        listed.iter().for_each(|line| println!("{line}"));
    }
    answers
}

#[test]
fn answers_that_were_checked_by_hand_still_stand() {
    let lists = Lists::shipped().unwrap();
    let Some(found) = found(&lists) else { return };
    let answers = answers(&lists, &found);
    let text = std::fs::read_to_string(folder().join("checked.tsv")).unwrap();
    let (mut checked, mut wrong, mut changed) = (0, 0, Vec::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(cells.len() == 5 && !cells[4].is_empty(), "name, dimension, answer, judgement, source: {line}");
        assert!(["right", "wrong", "unsure"].contains(&cells[3]), "{line}");
        checked += 1;
        wrong += usize::from(cells[3] == "wrong");
        let now = answers.get(&(cells[0].to_owned(), cells[1].to_owned()));
        let now = now.map(|countries| countries.iter().cloned().collect::<Vec<_>>().join(",")).unwrap_or("-".to_owned());
        if now != cells[2] {
            changed.push(format!("{} {}: was {}, is {now}", cells[0], cells[1], cells[2]));
        }
    }
    println!("{checked} answers judged, {wrong} wrong");
    assert!(changed.is_empty(), "judge these anew:\n{}", changed.join("\n"));
    assert!(checked >= 100, "{checked} checked");
}

/// `dimension countries party`, one for each dimension and each party that is asked for; `nothing` or `a name no list has`.
fn said(lists: &Lists, found: &Found, part: &str, asked_for: Option<(&str, &str)>) -> String {
    let parts = &found.bom.components;
    let flat = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let (mut said, mut any) = (BTreeMap::<(&str, &str), BTreeSet<String>>::new(), false);
    for (row, _) in asked(found) {
        let name = found.bom.value(parts.purl[row]).or(found.bom.value(parts.name[row])).unwrap_or_default();
        if flat(name) != part && !part.is_empty() {
            continue;
        }
        let origins = found.facts.origins.of(row);
        any |= !origins.is_empty();
        for origin in origins.iter().filter(|origin| !outvoted(lists, origin)) {
            let (Some(country), Some(party)) = (origin.country, origin.party) else { continue };
            let key = (origin.dimension.word(), lists.publisher(party).id.as_str());
            if asked_for.is_none_or(|asked_for| asked_for == key) {
                let word = if origin.basis.firm() { country.to_string() } else { format!("({country})") };
                said.entry(key).or_default().insert(word);
            }
        }
    }
    let words = |((dimension, party), countries): (&(&str, &str), &BTreeSet<String>)| {
        format!("{dimension} {} {party}", countries.iter().cloned().collect::<Vec<_>>().join(","))
    };
    match (said.is_empty(), any, asked_for) {
        (false, ..) => said.iter().map(words).collect::<Vec<_>>().join("; "),
        (true, false, _) => "nothing".to_owned(),
        (true, true, None) => "a name no list has".to_owned(),
        (true, true, Some(_)) => "no longer".to_owned(),
    }
}

#[test]
fn answers_that_an_independent_reader_judged_stand_or_were_mended() {
    let lists = Lists::shipped().unwrap();
    let Some(cards_and_bills) = found(&lists) else { return };
    let corpus = common::shared().unwrap().join("corpus");
    let mut bills: BTreeMap<String, Found> =
        cards_and_bills.into_iter().flatten().map(|found| (found.file.clone(), found)).collect();
    let text = std::fs::read_to_string(folder().join("heldout.tsv")).unwrap();
    let (mut changed, mut judged) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [draw, file, part, answer, judgement, what, now, source] = cells[..] else { panic!("eight cells: {line}") };
        assert!(!source.is_empty() && ["right", "wrong", "miss", "unsure"].contains(&judgement), "{line}");
        assert_eq!(matches!(judgement, "wrong" | "miss"), what != "-", "what is wrong: {line}");
        *judged.entry(judgement).or_default() += 1;
        let file = if draw == "handle" { part } else { file };
        let found = bills.entry(file.to_owned()).or_insert_with(|| {
            let bytes = if draw == "handle" {
                let kind = if part.starts_with("pkg:huggingface/") { "machine-learning-model" } else { "library" };
                let parts = serde_json::json!([{ "type": kind, "name": "part", "purl": part }]);
                serde_json::json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": parts })
                    .to_string()
                    .into_bytes()
            } else {
                std::fs::read(corpus.join(file)).unwrap()
            };
            taken(file.to_owned(), bytes, &lists).unwrap()
        });
        // Of whom the owner was missing, everybody is asked for.
        let asked_for = (matches!(draw, "party" | "way") && what != "owner").then(|| {
            let mut words = answer.split(' ');
            (answer.rsplit_once(' ').unwrap().0.rsplit_once(' ').unwrap().0, words.next_back().unwrap())
        });
        let is = said(&lists, found, part, asked_for);
        let due = if now == "=" { answer } else { now };
        if is != due {
            changed.push(format!("{draw} {part}: was {due}, is {is}"));
        }
    }
    println!("{judged:?}");
    assert!(changed.is_empty(), "judge these anew:\n{}", changed.join("\n"));
    assert!(judged.values().sum::<usize>() >= 120, "{judged:?}");
}
