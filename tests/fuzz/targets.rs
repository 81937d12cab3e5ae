//! What is fuzzed: one function each, shared by the mutation harness here and the cargo-fuzz targets under `fuzz/`. None
//! may panic, hang, or take more than its input is worth; answers are not looked at.

use bomgate::base::version::Order;
use bomgate::base::{Limits, Place};
use bomgate::check::{Buyer, Scene};
use bomgate::enrich::{Lists, enrich};
use bomgate::model::{Bom, Draft, HubId, cut_purl, parse_purl};
use bomgate::policy::{Plan, PlanRequest, SourceText, Waivers};
use bomgate::read::{FORMATS, ReadError, Source, holds_a_bill, read};
use std::sync::LazyLock;

#[path = "../common/yaml.rs"]
mod both;

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::shipped().expect("the shipped lists are tested on their own"));

/// Small enough that no input is worth a second.
pub(crate) const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    depth: 64,
    nesting: 16,
    string: 1 << 16,
    components: 5_000,
    nodes: 100_000,
    keys: 2_000,
    notes: 5_000,
    license: 2_000,
    ratio: 200,
    lookahead: 1 << 20,
};

type Input<'a> = &'a [u8];
type Run = dyn Fn(Input<'_>);
type Plain = fn(Input<'_>);

/// One thing that is fuzzed.
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) run: Box<Run>,
}

/// Every target. Each format of [`FORMATS`] is one, so a new reader is fuzzed as soon as it is listed.
pub(crate) fn targets() -> Vec<Target> {
    let fixed: [(&str, Plain); 8] = [
        ("read", bill),
        ("pack", pack),
        ("expression", expression),
        ("waivers", waivers),
        ("purl", purl),
        ("license", license),
        ("version", version),
        ("yaml", yaml),
    ];
    let formats = FORMATS.iter().enumerate().map(|(at, format)| Target {
        name: format!("format {}", format.name()),
        run: Box::new(move |bytes| of_format(at, bytes)),
    });
    fixed.into_iter().map(|(name, run)| Target { name: name.to_owned(), run: Box::new(run) }).chain(formats).collect()
}

/// The whole way of a bill: recognised, unpacked, read, enriched, shown.
pub(crate) fn bill(bytes: &[u8]) {
    let held = holds_a_bill(Source::bytes("fuzz", bytes.to_vec()), &LIMITS);
    match read(Source::bytes("fuzz", bytes.to_vec()), &LIMITS) {
        Ok(bom) => {
            assert!(held.is_ok(), "what is read is a bill");
            judge(&bom);
        }
        Err(error) => say(&error),
    }
}

/// Every reader, whether or not it claims the input; for cargo-fuzz, which has one function per target.
#[allow(dead_code, reason = "the harness takes each format on its own")]
pub(crate) fn formats(bytes: &[u8]) {
    (0..FORMATS.len()).for_each(|at| of_format(at, bytes));
}

fn of_format(at: usize, bytes: &[u8]) {
    let format = FORMATS[at];
    format.claims(bytes);
    let mut draft = Draft::new(LIMITS);
    match format.read(&mut Source::bytes("fuzz", bytes.to_vec()), &mut draft) {
        Ok(()) => {
            if let Ok(bom) = draft.freeze("fuzz") {
                judge(&bom);
            }
        }
        Err(error) => say(&error),
    }
}

fn judge(bom: &Bom) {
    assert!(bom.components.len() <= LIMITS.components, "limits hold");
    let facts = enrich(bom, &LISTS);
    let buyer = Buyer::default();
    let day = "2026-11-22".parse().expect("a date");
    let scene = Scene::new(bom, &facts, &LISTS, &buyer, day);
    for row in bom.components.rows() {
        assert!(!scene.bom.label(row).is_empty(), "every component can be named");
        scene.bom.pointer(row);
    }
}

fn say(error: &ReadError) {
    assert!(!error.to_string().is_empty(), "every refusal has its words");
    assert!(error.place().is_none_or(|place| place == Place::default() || place.line > 0), "places count from 1");
}

/// The pack loader: shape, names, types, expressions.
pub(crate) fn pack(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    resolve(text);
}

fn resolve(text: &str) {
    let file = SourceText { name: "fuzz.yaml".to_owned(), text: text.into() };
    let request = PlanRequest { files: vec![file], ..PlanRequest::default() };
    if let Err(error) = Plan::resolve(&request, &LISTS) {
        assert!(!error.draw(false).is_empty(), "every refusal has its words");
    }
}

/// The expression language, as the `require` of a rule that is sound otherwise.
pub(crate) fn expression(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let quoted = serde_json::Value::String(text.to_owned()).to_string();
    resolve(&format!(
        "pack: fuzz\ntitle: Fuzz\nversion: \"1\"\nlists: {{ names: [a, b] }}\nrules:\n  - id: a-rule\n    title: A rule\n    level: high\n    \
         on: component\n    require: {quoted}\n    unknown: fails\n    tier: 1\n    area: model\n    cites: [{{ text: none, mark: \
         unverified }}]\n    fix: Nothing.\n"
    ));
}

/// The file of exceptions.
pub(crate) fn waivers(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(error) = Waivers::read(SourceText { name: "fuzz.yaml".to_owned(), text: text.into() }) {
        assert!(!error.draw(false).is_empty(), "every refusal has its words");
    }
}

/// Package URLs, their quick reading, and hub names: what the quick one reads, the strict one reads the same.
pub(crate) fn purl(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = parse_purl(&text);
    HubId::of(&text);
    if let (Ok(parts), Some((kind, _, version))) = (parsed, cut_purl(&text)) {
        assert!(parts.kind.eq_ignore_ascii_case(kind), "one type");
        // The parser writes the versions of some types in small letters.
        let lower = |version: Option<&str>| version.map(str::to_ascii_lowercase);
        assert_eq!(lower(parts.version.as_deref()), lower(version), "one version");
    }
}

/// Licence expressions, as they stand in a bill.
pub(crate) fn license(bytes: &[u8]) {
    let expression = serde_json::Value::String(String::from_utf8_lossy(bytes).into_owned());
    bill(
        format!(
            r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{"type":"library","name":"a","licenses":[{{"expression":{expression}}}]}}]}}"#
        )
        .as_bytes(),
    );
}

/// Version orders: two versions, a line each. Whatever comes, the two ways agree.
pub(crate) fn version(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (one, other) = text.split_once('\n').unwrap_or((&text, "1.0"));
    for order in [Order::Semantic, Order::Python, Order::Maven, Order::Debian] {
        let there = order.compare(one, other);
        assert_eq!(there, order.compare(other, one).map(std::cmp::Ordering::reverse), "{order:?}");
    }
}

/// YAML: what is read without the library is read as the library reads it.
pub(crate) fn yaml(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        both::agree(text, &LIMITS);
    }
}
