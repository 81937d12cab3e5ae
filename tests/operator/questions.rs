//! Every question of origin that a policy can ask, seen to answer yes, no and unknown on a page of `bomgate policy test`.

use super::desk::Desk;
use bomgate::check::Wants;
use bomgate::enrich::{Dimension, Holds, PROPERTIES};
use bomgate::policy::field::{Domain, fields};
use std::path::Path;

/// A part that is said to be in a country in a dimension.
fn part(dimension: Dimension, country: &str) -> String {
    let address = format!(r#"{{ "name": "Somebody Else", "address": {{ "country": "{country}" }} }}"#);
    let by_property = || {
        let place = |known: &&bomgate::enrich::KnownProperty| known.dimension == Some(dimension) && known.holds == Holds::Country;
        PROPERTIES.iter().find(place).unwrap().name
    };
    let rest = match dimension {
        Dimension::Developer => format!(r#""type": "device", "manufacturer": {address}"#),
        Dimension::Supplier => format!(r#""type": "device", "supplier": {address}"#),
        Dimension::DataOwner => {
            format!(
                r#""type": "data", "data": [{{ "type": "dataset", "governance": {{ "owners": [{{ "organization": {address} }}] }} }}]"#
            )
        }
        // A hub distributes what it hosts.
        Dimension::Distributor => {
            let hub = if country == "US" { "Hugging Face" } else { "ModelScope" };
            format!(r#""type": "device", "publisher": "{hub}""#)
        }
        _ => format!(r#""type": "device", "properties": [{{ "name": "{}", "value": "{country}" }}]"#, by_property()),
    };
    format!(r#"{{ "name": "box", {rest} }}"#)
}

/// A pack that asks of one dimension by every function and field, and its page.
fn of_dimension(dimension: Dimension) -> (String, String) {
    let (word, head) = (dimension.word(), dimension.word().replace(' ', "_"));
    let (home, away) = if dimension == Dimension::Distributor { ("US", "CN") } else { ("DE", "US") };
    let questions = [
        ("not-foreign", format!(r#"!foreign(component, "{word}")"#)),
        ("not-restricted", format!(r#"!restricted(component, "{word}")"#)),
        ("from-home", format!(r#"from(component, ["{home}"], "{word}")"#)),
        ("class-home", format!(r#"component.{head}.class == "home""#)),
        ("country-home", format!(r#"component.{head}.country == "{home}""#)),
    ];
    let asked: Vec<(&str, &str)> = questions.iter().map(|(id, require)| (*id, require.as_str())).collect();
    let mut page = "# asked\n".to_owned();
    for (id, _) in &questions {
        let setting = format!("home={home} restricted={away}");
        let (yes, no) = (part(dimension, home), part(dimension, away));
        let unknown = r#"{ "type": "device", "name": "box" }"#;
        page += &format!("\n## {id}\n");
        for (answer, block) in [("yes", yes.as_str()), ("no", no.as_str()), ("unknown", unknown)] {
            page += &format!("\n```json component {answer} {setting}\n{block}\n```\n");
        }
    }
    (super::pack("component", &asked), page)
}

#[test]
fn every_dimension_can_be_asked_of_by_every_function_and_field() {
    for dimension in Dimension::ALL {
        let desk = Desk::new(&format!("questions-{}", dimension as u8));
        let (pack, page) = of_dimension(dimension);
        desk.write("asked.yaml", &pack);
        desk.write("asked.md", &page);
        let (code, shown, said) = desk.answer("policy test asked.yaml --as-of 2026-11-22");
        assert_eq!(code, 0, "{}:\n{shown}\n{said}", dimension.word());
    }
}

/// The questions that are not of one dimension.
fn page() -> (String, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/operator");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    (read("questions.yaml"), read("questions.md"))
}

#[test]
fn parties_lists_lines_and_grades_answer_as_their_page_says() {
    let desk = Desk::new("questions");
    let (pack, page) = page();
    desk.write("questions.yaml", &pack);
    desk.write("questions.md", &page);
    let (code, shown, said) = desk.answer("policy test questions.yaml --as-of 2026-11-22");
    assert_eq!(code, 0, "{shown}\n{said}");
}

#[test]
fn no_function_and_no_field_of_origin_is_left_without_a_case() {
    fn packs(folder: &Path, into: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                packs(&entry, into);
            } else if entry.extension().is_some_and(|end| end == "yaml") {
                *into += &std::fs::read_to_string(entry).unwrap();
            }
        }
    }
    let mut asked = page().0;
    packs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies"), &mut asked);
    Dimension::ALL.into_iter().for_each(|dimension| asked += &of_dimension(dimension).0);
    let rules: String = asked
        .lines()
        .filter(|line| line.trim_start().starts_with("require:") || line.trim_start().starts_with("when:"))
        .collect();
    let silent = |word: &String| !rules.contains(word.as_str());
    let of_parties = |check: &&bomgate::check::Check| {
        let takes = matches!(check.wants, Wants::Dimension | Wants::WordsAndDimension | Wants::Parties);
        takes || ["lineage", "license", "listed"].iter().any(|word| check.name.contains(word))
    };
    let functions = bomgate::check::CHECKS.iter().filter(of_parties).map(|check| format!("{}(", check.name));
    let mut heads: Vec<String> = Dimension::ALL.iter().map(|dimension| dimension.word().replace(' ', "_")).collect();
    heads.extend(
        ["channel", "license_class", "screened", "critical", "independence", "replaceable", "alternative"].map(str::to_owned),
    );
    let of_origin = fields(Domain::Component).iter().filter(|field| {
        let head = field.path.split('.').next().unwrap();
        heads.iter().any(|known| known == head) && (field.cyclonedx.is_empty() || field.cyclonedx.contains("bomgate:"))
    });
    let of_bill = fields(Domain::Bom)
        .iter()
        .filter(|field| ["independence", "concentration", "critical_"].iter().any(|word| field.path.contains(word)));
    let names =
        of_origin.map(|field| format!("component.{}", field.path)).chain(of_bill.map(|field| format!("bom.{}", field.path)));
    let missing: Vec<String> = functions.chain(names).filter(silent).collect();
    assert!(missing.is_empty(), "no case asks {missing:?}");
}
