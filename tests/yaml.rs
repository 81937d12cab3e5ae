//! Our own reading of YAML says what the library says, event by event and place by place, or leaves the text to it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod common;

use bomgate::base::Limits;
use bomgate::read::yaml::{Event, Events};
use common::yaml::agree;
use common::{files, shared};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;

/// What a text says, a word for each event, and whether the library was needed.
fn told(text: &str) -> (String, bool) {
    let mut events = Events::new(text, &Limits::default());
    let mut out = Vec::new();
    loop {
        let event = events.next().unwrap_or_else(|error| panic!("{error}: {text:?}"));
        out.push(match event {
            Event::MappingStart => "{".to_owned(),
            Event::MappingEnd => "}".to_owned(),
            Event::SequenceStart => "[".to_owned(),
            Event::SequenceEnd => "]".to_owned(),
            Event::Scalar { text, plain: true } => text.escape_debug().to_string(),
            Event::Scalar { text, plain: false } => format!("'{}'", text.escape_debug()),
            Event::End => return (out.join(" "), !events.quick()),
        });
    }
}

/// How tools write, and what it says. Source: YAML 1.2.2.
const WRITTEN: &[(&str, &str)] = &[
    ("a: b", "{ a b }"),
    ("---\na: b\n", "{ a b }"),
    ("# c\n\n--- # c\n\na: b # c\n# c\n", "{ a b }"),
    ("a:\nb:\n", "{ a ~ b ~ }"),
    ("a: null\nb: ~\nc: true\nd: 1.0\n", "{ a null b ~ c true d 1.0 }"),
    ("a: 'null'\nb: \"1\"\n", "{ a 'null' b '1' }"),
    ("a:\n  b:\n    c: d\n  e: f\ng: h\n", "{ a { b { c d } e f } g h }"),
    ("a:\n  - b\n  - c\nd: e\n", "{ a [ b c ] d e }"),
    ("a:\n- b\n- c\nd: e\n", "{ a [ b c ] d e }"),
    ("a:\n- b: c\n  d:\n  - e\n  - f\n- g: h\n", "{ a [ { b c d [ e f ] } { g h } ] }"),
    ("a:\n  -\n    b: c\n  -\n  - d\n", "{ a [ { b c } ~ d ] }"),
    ("a: []\nb: {}\n", "{ a [ ] b { } }"),
    ("a: https://e.org/x#y:z\nb: c#d:e\n", "{ a https://e.org/x#y:z b c#d:e }"),
    ("a: -1\nb: (c) 'd' \"e\" [f] {g}, h\n", "{ a -1 b (c) \\'d\\' \\\"e\\\" [f] {g}, h }"),
    ("'a b': 'it''s'\n\"c\": \"\"\n", "{ 'a b' 'it\\'s' 'c' '' }"),
    ("\"a\\u0062\": \"\\x41\\t\\\"\\\\\\/\\U0001F600\\e\\0\"\n", "{ 'ab' 'A\\t\\\"\\\\/😀\\u{1b}\\0' }"),
    ("a: one\n  two\n\n  three\nb: c\n", "{ a one two\\nthree b c }"),
    ("a: 'one\n\n\n  two '\n", "{ a 'one\\n\\ntwo ' }"),
    ("a: \"one \\\n  \\ two\\n\\\n  three  \n  four\"\n", "{ a 'one  two\\nthree four' }"),
    ("a:\n  one\nb:\n  \"two\"\n", "{ a one b 'two' }"),
    (
        "a: |\n  one\n\n    two\tx\n\n# c\nb: |-\n  three\nc: |+\n  four\n\nd: e\n",
        "{ a 'one\\n\\n  two\\tx\\n' b 'three' c 'four\\n\\n' d e }",
    ),
    ("a:\n- |\n  one\n- 华为: x\n", "{ a [ 'one\\n' { 华为 x } ] }"),
];

#[test]
fn what_tools_write_is_read_as_the_standard_says() {
    for (text, said) in WRITTEN {
        let (told, library) = told(text);
        assert_eq!(told, *said, "{text:?}");
        // A key past ASCII is left to the library: columns count characters.
        assert_eq!(library, text.contains("华为"), "{text:?}");
        assert_eq!(agree(text, &Limits::default()), !library);
    }
}

#[test]
fn what_is_not_surely_understood_is_left_to_the_library() {
    for text in [
        "a: [b]\n",
        "a: {b: c}\n",
        "{\"a\": \"b\"}\n",
        "a: >\n  b\n",
        "a: |2\n   b\n",
        "a: |\n\n  b\n",
        "? a\n: b\n",
        "- a\n",
        "a\n",
        "",
        "a: b\n...\n",
        "\u{feff}a: b\n",
        "a: b\r\n",
        "a:\tb\n",
        "a: \"\tb\"\n",
        "a : b\n",
        "a:\n- - b\n",
        "a: b\n \t\n",
        "a: \"\\ud83d\\ude00\"\n",
        "a: b\n  \"c\"\n",
    ] {
        assert!(!agree(text, &Limits::default()), "{text:?}");
    }
    for (text, why) in [
        ("a: &b c\n", "anchor"),
        ("a: *b\n", "anchor"),
        ("a: !!str b\n", "tag"),
        ("%YAML 1.2\n---\na: b\n", "directive"),
        ("a: b\n---\na: b\n", "second document"),
        ("a: b: c\n", "mapping"),
        ("a: b\n c: d\n", "mapping"),
        ("a:\n   b: c\n  d: e\n", "key"),
        ("a: \"b\" c\n", "trailing"),
        ("a: \"b\n", "unclosed"),
    ] {
        assert!(!agree(text, &Limits::default()), "{text:?}");
        let mut events = Events::new(text, &Limits::default());
        let error = loop {
            match events.next() {
                Ok(Event::End) => panic!("read: {text:?}"),
                Ok(_) => {}
                Err(error) => break error.to_string(),
            }
        };
        assert!(error.contains(why), "{text:?}: {error}");
    }
}

#[test]
fn blocks_past_the_limit_of_depth_are_refused_as_the_library_does() {
    for depth in 0..6 {
        let limits = Limits { depth, ..Limits::default() };
        for (text, blocks) in [("a:\n- b:\n    c: []\n", 5), ("a:\n  b:\n  - c\n", 3), ("a: {}\n", 2), ("a: b\n", 1)] {
            assert_eq!(agree(text, &limits), depth >= blocks, "{depth} for {text:?}");
        }
    }
}

/// Pieces of which texts are made.
const PIECES: &[&str] = &["a", ":", " ", "\n", "-", "#", "\"", "'", "|", "\\", "\n ", "\t", "é"];

/// Where they are put.
const BEFORE: &[&str] =
    &["", "k: ", "k:\n ", "k:\n- ", "k:\n - a: b\n   c: ", "k: |\n  x", "k: \"a", "k: 'a", "k: a", "---\nk: \"a\\\n"];

#[test]
fn every_short_text_is_read_as_by_the_library() {
    let (mut texts, mut quick) = (0, 0);
    for before in BEFORE {
        for number in 0..PIECES.len().pow(3) {
            let pieces = [0, 1, 2].map(|place| PIECES[number / PIECES.len().pow(place) % PIECES.len()]);
            texts += 1;
            quick += usize::from(agree(&format!("{before}{}", pieces.concat()), &Limits::default()));
        }
    }
    println!("{texts} texts, {quick} of them without the library");
    assert!(quick > texts / 10, "{quick} of {texts}");
}

/// A value, written at an indentation.
#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Mapping(Vec<(String, Node)>),
    Sequence(Vec<Node>, bool),
}

/// Scalars as tools write them; `$` stands for the indentation of what goes on.
const TEXTS: &[&str] = &[
    "",
    "null",
    "~",
    "true",
    "1.0",
    "-1",
    "[]",
    "{}",
    "NOASSERTION",
    "pkg:pypi/numpy@1.0",
    "https://e.org/x#y",
    "word word # comment",
    "one\n$two\n\n$three",
    "'it''s'",
    "'one\n\n$two'",
    "\"q\\n\\u00e9 \\\"x\\\"\"",
    "\"long \\\n$\\ text\\\n$x  \n$y\"",
    "|\n$one\n\n$  two\n",
    "|-\n$one # no comment\n",
    "|+\n$one\n\n",
    "中文：模型",
    "\"中文\\t模型\"",
];

/// Scalars that are left to the library.
const ODD: &[&str] = &["<<", "a: b", ">\n$folded\n", "[a, b]", "- a", "|2\n$ x\n", "@x", "\"\\ud83d\\ude00\""];

fn node() -> impl Strategy<Value = Node> {
    let told = (0..TEXTS.len()).prop_map(|at| Node::Text(TEXTS[at].to_owned()));
    let odd = (0..ODD.len()).prop_map(|at| Node::Text(ODD[at].to_owned()));
    let wild = "[ -~é中]{0,12}".prop_map(Node::Text);
    let key = prop_oneof![40 => "[a-zA-Z][a-zA-Z0-9]{0,6}", 2 => "\"[a-z]{0,4}\"", 2 => "'[a-z ]{0,4}'", 1 => "[ -~]{1,4}"];
    prop_oneof![40 => told, 1 => odd, 2 => wild].prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec((key.clone(), inner.clone()), 1..4).prop_map(Node::Mapping),
            (proptest::collection::vec(inner, 1..4), any::<bool>()).prop_map(|(items, flush)| Node::Sequence(items, flush)),
        ]
    })
}

fn write(node: &Node, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match node {
        Node::Text(text) => {
            out.push_str(&text.replace('$', &format!("{pad}  ")));
            if !out.ends_with('\n') {
                out.push('\n');
            }
        }
        Node::Mapping(pairs) => {
            for (at, (key, value)) in pairs.iter().enumerate() {
                if at > 0 {
                    out.push_str(&pad);
                }
                out.push_str(key);
                out.push(':');
                match value {
                    Node::Text(_) => {
                        out.push(' ');
                        write(value, indent, out);
                    }
                    Node::Mapping(_) => {
                        out.push_str(&format!("\n{pad}  "));
                        write(value, indent + 2, out);
                    }
                    Node::Sequence(_, flush) => {
                        out.push('\n');
                        write(value, indent + if *flush { 0 } else { 2 }, out);
                    }
                }
            }
        }
        Node::Sequence(items, _) => {
            for item in items {
                out.push_str(&format!("{pad}-{}", if matches!(item, Node::Sequence(..)) { "\n" } else { " " }));
                write(item, indent + 2, out);
            }
        }
    }
}

/// What is put into a document that was whole.
const NOISE: &[&str] = &[
    " ", "\n", "\t", "  ", "# c", " # c\n", ":", ": ", "- ", "\n- ", "\"", "'", "\\", "|", "&a ", "*a", "!t ", "? ", "---\n",
    "\n...\n", "{", "[", "\r", "\u{feff}", "\u{85}", "\u{2028}", "\0", "é", "\\\n", ",", "%",
];

#[test]
fn documents_and_their_mutations_are_read_as_by_the_library() {
    let cases = 4_000;
    let root = proptest::collection::vec(("[a-zA-Z]{1,6}", node()), 1..5).prop_map(Node::Mapping);
    let noise = proptest::collection::vec((any::<proptest::sample::Index>(), 0..NOISE.len(), 0..4_usize), 0..3);
    let quick = Cell::new(0);
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config { cases, failure_persistence: None, ..Config::default() }, rng);
    let ran = runner.run(&(root, noise, prop_oneof![4 => Just(192_usize), 1 => 0..4_usize]), |(root, noise, depth)| {
        let mut text = String::new();
        write(&root, 0, &mut text);
        for (at, what, cut) in noise {
            let mut characters: Vec<char> = text.chars().collect();
            let at = at.index(characters.len() + 1);
            characters.splice(at..(at + cut).min(characters.len()), NOISE[what].chars());
            text = characters.into_iter().collect();
        }
        quick.set(quick.get() + u32::from(agree(&text, &Limits { depth, ..Limits::default() })));
        Ok(())
    });
    ran.unwrap();
    println!("{cases} documents, {} of them without the library", quick.get());
    assert!(quick.get() > cases / 4, "{} of {cases}", quick.get());
}

#[test]
fn the_corpus_is_read_as_by_the_library() {
    let Some(shared) = shared() else { return };
    let (mut texts, mut quick, mut slow) = (0, 0, Vec::new());
    for folder in ["corpus", "suites", "research"] {
        for path in files(&shared.join(folder)) {
            let named = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
            let Some(text) = named.then(|| std::fs::read_to_string(&path).ok()).flatten() else { continue };
            texts += 1;
            if agree(&text, &Limits::default()) {
                quick += 1;
            } else if path.components().any(|part| part.as_os_str() == "spdx2") && !text.starts_with('{') {
                slow.push(path.strip_prefix(&shared).unwrap().display().to_string());
            }
        }
    }
    println!("{texts} files, {quick} of them without the library");
    assert!(quick > texts / 2, "{quick} of {texts}");
    // Unescaped quotes inside a quoted string: no YAML.
    assert_eq!(slow, ["corpus/spdx2/spdx__spdx-spec-v2.3/examples/SPDXYAMLExample-2.2.spdx.yaml"]);
}
