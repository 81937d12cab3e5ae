//! The supply graph: every part is in it, no text of a vendor leaves its place in any format.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it skipped")]

mod common;

use bomgate::base::{Language, Limits};
use bomgate::check::{Buyer, Scene};
use bomgate::enrich::{Lists, enrich};
use bomgate::read::{Source, read};
use bomgate::report::{Drawing, Paint, Picture, Sections};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const ALL: [Drawing; 3] = [Drawing::Dot, Drawing::Mermaid, Drawing::Svg];

/// Names that try to end a label, to start a directive, markup or an entity, to hide, or to be very long.
fn hostile() -> Vec<String> {
    let mut names: Vec<String> = [
        r#"x"]; evil [label="y"#,
        r#"back\" slash \"#,
        r"\N\G\L\n",
        "</text></g></svg><script>alert(1)</script>",
        "a\"]\n  click n0 \"javascript:alert(1)\"",
        "%%{init: {\"securityLevel\":\"loose\"}}%%",
        "#quot;] --> n9[#quot;",
        "&quot;&#34;&amp;<!--]]>",
        "`**bold**`",
        "'><foreignObject/onload='x",
        "style: x#35; classDef: y#1;",
        "end",
        "subgraph\u{2028}A --> B",
        "\u{202e}gnp.exe\u{0007}\u{fffe}\u{feff}",
        "ﬂ°°60¶ß",
        "模型 größe",
    ]
    .map(str::to_owned)
    .into();
    names.push("y".repeat(100_000));
    names
}

fn bill(components: Vec<Value>, dependencies: Vec<Value>) -> String {
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "app", "name": "app", "version": "1"}},
        "components": components, "dependencies": dependencies
    })
    .to_string()
}

fn named(names: &[String]) -> String {
    let part = |(at, name): (usize, &String)| {
        let kind = if at % 2 == 0 { "machine-learning-model" } else { "library" };
        json!({"type": kind, "bom-ref": format!("r{at}"), "name": name, "version": name})
    };
    let refs: Vec<String> = (0..names.len()).map(|at| format!("r{at}")).collect();
    bill(names.iter().enumerate().map(part).collect(), vec![json!({"ref": "app", "dependsOn": refs})])
}

fn drawn(text: &str, home: Option<&str>, drawing: Drawing) -> String {
    let lists = Lists::shipped().unwrap();
    let buyer = home.map_or_else(Buyer::default, |home| common::buyer(&lists, home));
    drawn_for(text, &lists, &buyer, drawing)
}

fn drawn_for(text: &str, lists: &Lists, buyer: &Buyer, drawing: Drawing) -> String {
    let bom = read(Source::bytes("test.json", text.as_bytes().to_vec()), &Limits::default()).unwrap();
    let facts = enrich(&bom, lists);
    let scene = Scene::new(&bom, &facts, lists, buyer, "2026-11-22".parse().unwrap());
    let sections = Sections { components: true, lineage: true, origin: true };
    let picture = Picture { scene, sections, language: Language::En, width: 100, paint: Paint::Plain };
    let mut out = Vec::new();
    picture.draw(drawing, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Reads SVG as XML: its texts, and how many elements of each name it has. Panics where it is not well-formed.
fn parsed(svg: &str) -> (Vec<String>, std::collections::BTreeMap<String, usize>) {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut names, mut depth) = (vec![String::new()], std::collections::BTreeMap::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                depth += 1;
                element.attributes().for_each(|attribute| drop(attribute.unwrap()));
                *names.entry(element.name().as_ref().to_owned()).or_default() += 1;
                texts.push(String::new());
            }
            Event::Empty(element) => {
                element.attributes().for_each(|attribute| drop(attribute.unwrap()));
                *names.entry(element.name().as_ref().to_owned()).or_default() += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(entity) => {
                let known = match &*entity {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "#39" => '\'',
                    other => panic!("an entity nobody wrote: {other}"),
                };
                texts.last_mut().unwrap().push(known);
            }
            Event::Eof => break,
            other => panic!("neither element nor text: {other:?}"),
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    (texts, names)
}

#[test]
fn no_name_leaves_its_quotes_in_dot() {
    let text = drawn(&named(&hostile()), Some("CN"), Drawing::Dot);
    for line in text.lines() {
        let mut inside = false;
        let mut skipped = false;
        let outside: String = line
            .chars()
            .filter(|c| {
                let escaped = std::mem::take(&mut skipped);
                skipped = inside && !escaped && *c == '\\';
                if *c == '"' && !escaped {
                    inside = !inside;
                }
                !inside && *c != '"'
            })
            .collect();
        assert!(!inside, "a quote stays open: {line}");
        let known = ["graph", "node", "edge", "digraph", "}"].iter().any(|word| outside.trim_start().starts_with(word));
        let statement = outside.trim_start().strip_prefix('n').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        assert!(known || statement, "not one of ours: {outside}");
        assert!(!outside.contains("evil") && !outside.contains("click"), "{outside}");
    }
}

#[test]
fn no_name_leaves_its_label_in_mermaid() {
    let text = drawn(&named(&hostile()), Some("CN"), Drawing::Mermaid);
    for line in text.lines() {
        assert!(line.matches('"').count() % 2 == 0 && line.matches('"').count() <= 2, "{line}");
        let label = line.split('"').nth(1).unwrap_or_default().replace("<br/>", "");
        assert!(!label.contains(['<', '>', '`', '%', '{', '[', '\\', '&', ':', '\'']), "{label}");
        for code in label.split('#').skip(1) {
            let (number, _) = code.split_once(';').unwrap();
            assert!(number.parse::<u32>().is_ok(), "{code}");
        }
        let first = line.split_whitespace().next().unwrap();
        let ours = ["flowchart", "classDef", "class"].contains(&first)
            || first.starts_with("about[\"")
            || first.strip_prefix('n').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        assert!(ours, "not one of ours: {line}");
    }
    assert!(!text.contains("%%{") && !text.contains("javascript:"), "{text}");
}

#[test]
fn no_name_becomes_markup_in_svg() {
    let names = hostile();
    let text = drawn(&named(&names), Some("CN"), Drawing::Svg);
    let (texts, elements) = parsed(&text);
    let ours = ["svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "text"];
    assert!(elements.keys().all(|name| ours.contains(&name.as_str())), "{elements:?}");
    for word in ["<script", "href", "onload=", "http://", "https://", "\u{202e}", "\u{7}", "\u{fffe}"] {
        let text = text.replace("http://www.w3.org/2000/svg", "").replace("/onload=&#39;", "");
        assert!(!text.contains(word), "{word:?}");
    }
    for name in ["</text></g></svg><script>", "模型 größe", "&quot;&#34;&amp;<!--]]>", r"\N\G\L\n"] {
        assert!(texts.iter().any(|text| text.contains(name)), "{name} can be read");
    }
}

#[test]
fn graphviz_accepts_hostile_names() {
    let text = drawn(&named(&hostile()), Some("CN"), Drawing::Dot);
    let started = Command::new("dot").args(["-Tsvg"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        println!("skipped: no dot");
        return;
    };
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let svg = String::from_utf8(output.stdout).unwrap();
    assert_eq!(svg.matches("class=\"node\"").count(), hostile().len() + 1);
    assert_eq!(svg.matches("class=\"edge\"").count(), hostile().len());
}

/// Of every box: how many parts it stands for, and its class.
fn boxes(mermaid: &str) -> Vec<(usize, String)> {
    let node = |line: &str| {
        let line = line.trim_start();
        let label = line.starts_with('n').then(|| line.split_once("[\"")).flatten()?.1;
        let (label, class) = label.split_once("\"]")?;
        let count = if label.contains("not drawn one by one") { label.split(' ').next()?.parse().ok()? } else { 1 };
        Some((count, class.trim_start_matches(':').to_owned()))
    };
    mermaid.lines().filter_map(node).collect()
}

fn large() -> String {
    let part = |at: usize| match at {
        0 => json!({"type": "machine-learning-model", "bom-ref": "r0", "name": "m", "purl": "pkg:huggingface/Qwen/Qwen2.5-7B"}),
        7 => {
            json!({"type": "library", "bom-ref": "r7", "name": "paddlenlp", "manufacturer": {"name": "Baidu", "address": {"country": "CN"}}})
        }
        at => json!({"type": "library", "bom-ref": format!("r{at}"), "name": format!("left-{at}")}),
    };
    let chain: Vec<Value> = (5..7).map(|at| json!({"ref": format!("r{at}"), "dependsOn": [format!("r{}", at + 1)]})).collect();
    let all: Vec<String> = (0..300).filter(|at| *at != 6 && *at != 7).map(|at| format!("r{at}")).collect();
    let mut dependencies = vec![json!({"ref": "app", "dependsOn": all}), json!({"ref": "r20", "dependsOn": ["r21"]})];
    dependencies.extend(chain);
    bill((0..300).map(part).collect(), dependencies)
}

#[test]
fn every_part_is_counted_and_what_leads_abroad_stands_alone() {
    let text = drawn(&large(), Some("US"), Drawing::Mermaid);
    let boxes = boxes(&text);
    assert_eq!(boxes.iter().map(|(count, _)| count).sum::<usize>(), 301, "{text}");
    assert!(boxes.len() < 12, "{text}");
    for name in
        ["app@1<br/>application, subject", "m<br/>", "left-5<br/>", "left-6<br/>", "paddlenlp<br/>", "296 libraries<br/>unknown"]
    {
        assert!(text.contains(name), "{name} in {text}");
    }
    assert!(text.contains("not drawn#58; 1 relation within one box") && text.contains("|\"×296\"|"), "{text}");
    assert!(text.contains("301 components#58; 5 drawn one by one, 296 in 1 group<"), "{text}");
}

#[test]
fn each_class_is_written_and_the_worst_counts() {
    let mut lists = Lists::shipped().unwrap();
    lists.mount("house", "house.csv", "id,names\n1,Baidu\n", "the operator's file").unwrap();
    let buyer = Buyer {
        trusted: common::countries(&lists, "FR"),
        restricted: common::countries(&lists, "RU"),
        screens: vec!["house".to_owned()],
        ..common::buyer(&lists, "DE")
    };
    let model = |name: &str, purl: &str| json!({"type": "machine-learning-model", "bom-ref": name, "name": name, "purl": purl});
    let mut tuned = model("tuned", "pkg:generic/tuned");
    tuned["supplier"] = json!({"name": "SAP SE"});
    tuned["pedigree"] = json!({"ancestors": [model("base", "pkg:huggingface/Qwen/Qwen2.5-7B")]});
    let parts = vec![
        tuned,
        model("mistral", "pkg:huggingface/mistralai/Mistral-7B-v0.1"),
        model("gigachat", "pkg:huggingface/ai-sage/GigaChat-20B-A3B-base"),
        model("ernie", "pkg:huggingface/baidu/ERNIE-4.5-0.3B-PT"),
        model("nobody", "pkg:huggingface/nobody-we-know/x"),
    ];
    let text = drawn_for(&bill(parts, Vec::new()), &lists, &buyer, Drawing::Mermaid);
    for (name, detail) in [
        ("tuned", "model, home#58; DE, US (disputed)#59; made from foreign\"]:::home"),
        ("base", "model, foreign#58; CN\"]:::foreign"),
        ("mistral", "model, trusted#58; FR, US (disputed)#59; descent unknown\"]:::trusted"),
        ("gigachat", "model, restricted#58; RU\"]:::restricted"),
        ("ernie", "model, listed#58; CN\"]:::listed"),
        ("nobody", "model, unknown#59; descent unknown\"]:::unknown"),
    ] {
        assert!(text.contains(&format!("[\"{name}<br/>{detail}")), "{name} {detail} in {text}");
    }
    assert!(text.contains("==>|\"was made from\"|"), "{text}");
}

#[test]
fn however_many_are_foreign_the_picture_stays_small() {
    let part = |at: usize| json!({"type": "machine-learning-model", "bom-ref": format!("r{at}"), "name": format!("m{at}"), "purl": format!("pkg:huggingface/Qwen/m{at}")});
    let text = drawn(&bill((0..1000).map(part).collect(), Vec::new()), Some("US"), Drawing::Mermaid);
    let boxes = boxes(&text);
    assert_eq!(boxes.len(), 201);
    assert_eq!(boxes.iter().map(|(count, _)| count).sum::<usize>(), 1001);
    assert!(text.contains("801 models<br/>foreign"), "{text}");
}

#[test]
fn without_a_home_nothing_is_coloured_and_the_picture_says_so() {
    for drawing in ALL {
        let text = drawn(&large(), None, drawing);
        assert!(text.contains("where the buyer is was not stated"), "{text}");
        for class in [":::", "class=\"box home", "class=\"box unknown", "fillcolor=\"#eceff2\""] {
            assert!(!text.contains(class), "{class} in {text}");
        }
    }
}

#[test]
fn circles_and_bare_bills_are_drawn() {
    let part = |at: usize| json!({"type": "library", "bom-ref": format!("r{at}"), "name": format!("p{at}")});
    let edge = |from: usize, to: usize| json!({"ref": format!("r{from}"), "dependsOn": [format!("r{to}")]});
    let circle = bill((0..4).map(part).collect(), vec![edge(0, 1), edge(1, 2), edge(2, 0), edge(3, 3)]);
    let svg = drawn(&circle, Some("DE"), Drawing::Svg);
    assert_eq!(svg.matches("marker-end").count(), 3 + 3, "three lines beside the legend");
    assert!(svg.contains("not drawn: 1 relation within one box"), "{svg}");
    let bare = drawn(r#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}"#, None, Drawing::Svg);
    parsed(&bare);
    assert!(bare.contains("0 components"), "{bare}");
}

#[test]
fn a_rejected_bill_says_so_in_the_picture() {
    let twice = json!({"type": "library", "bom-ref": "a", "name": "p"});
    for drawing in ALL {
        let text = drawn(&bill(vec![twice.clone(), twice.clone()], Vec::new()), Some("DE"), drawing);
        assert!(text.contains("rejects this bill"), "{text}");
    }
}
