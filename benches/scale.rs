//! Time and peak memory by size of the bill, beside a bare strict streaming parse of the same file.
//!
//! `cargo bench --bench scale [-- 1000 10000 100000 1000000]`. Bills are made by the generator beside the checkout
//! (`../shared/bench/genbom.py`), kept under `target/bench`. Each figure is taken in a process of its own.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its figures")]

use bomgate::base::Limits;
use bomgate::check::Buyer;
use bomgate::enrich::{Lists, enrich};
use bomgate::evaluate::Judgement;
use bomgate::gate::Gate;
use bomgate::policy::{Plan, PlanRequest, Waivers};
use bomgate::read::json::Json;
use bomgate::read::{Source, read};
use bomgate::report::{self, Beside, Delivery, Paint, View};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const MODES: [(&str, &str); 6] = [
    ("floor", "our lexer, strict, nothing kept"),
    ("serde", "serde_json, nothing kept"),
    ("strict", "serde_json, duplicate keys refused, nothing kept"),
    ("read", "read into the model"),
    ("gate", "full telecom pack"),
    ("report", "full telecom pack, every finding explained (CSV)"),
];

fn gate() -> Gate {
    let lists = Lists::shipped().expect("shipped lists load");
    let request = PlanRequest { sector: Some("telecom".into()), home: Some("DE".into()), ..PlanRequest::default() };
    let plan = Plan::resolve(&request, &lists).expect("shipped packs load");
    let home = lists.country("DE").expect("a country");
    let buyer =
        Buyer { name: None, home_word: "DE".into(), home: vec![home], trusted: vec![], restricted: vec![], ..Buyer::default() };
    Gate {
        plan,
        lists,
        advisories: None,
        buyer,
        judgement: Judgement { tier: 3, ..Judgement::default() },
        waivers: Waivers::default(),
        baseline: None,
        papers: Vec::new(),
        as_of: "2026-11-22".parse().expect("a day"),
        limits: Limits::default(),
    }
}

/// Any JSON value, kept nowhere; an object with one key twice is refused. What a strict streaming parse costs with the
/// well-kept library.
struct Strict;

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if !keys.insert(key) {
                return Err(A::Error::custom("a key stands twice"));
            }
            entries.next_value::<Self>()?;
        }
        Ok(self)
    }
}

/// Runs one mode and prints its figures: seconds of processor time, seconds, MiB at the peak, and what came of it.
fn child(mode: &str, path: &Path) {
    let start = Instant::now();
    let told = match mode {
        "floor" => {
            let mut json = Json::new(File::open(path).expect("the bill is there"), &Limits::default());
            json.skip().expect("the bill is JSON");
            json.end().expect("nothing follows");
            String::new()
        }
        "serde" => {
            let file = BufReader::with_capacity(1 << 16, File::open(path).expect("the bill is there"));
            let _: serde::de::IgnoredAny = serde_json::from_reader(file).expect("the bill is JSON");
            String::new()
        }
        "strict" => {
            let file = BufReader::with_capacity(1 << 16, File::open(path).expect("the bill is there"));
            let _: Strict = serde_json::from_reader(file).expect("the bill is JSON");
            String::new()
        }
        "read" => {
            let bom = read(Source::open(path).expect("the bill is there"), &Limits::default()).expect("the bill is read");
            format!("{} components", bom.components.len())
        }
        "enrich" => {
            let bom = read(Source::open(path).expect("the bill is there"), &Limits::default()).expect("the bill is read");
            let lists = Lists::shipped().expect("shipped lists load");
            let facts = enrich(&bom, &lists);
            format!("{} origins", facts.origins.values().len())
        }
        "report" => {
            let gate = gate();
            let result = gate.check(Source::open(path).expect("the bill is there"));
            let deliveries = [Delivery { name: path.display().to_string(), result }];
            let view = View {
                gate: &gate,
                deliveries: &deliveries,
                beside: &Beside::default(),
                width: 80,
                paint: Paint::Plain,
                links: None,
                time: None,
            };
            let mut text = Vec::new();
            (report::find("csv").expect("a report").write)(&view, &mut text).expect("memory takes it");
            format!("{} MiB of text", text.len() >> 20)
        }
        _ => {
            let judged = gate().check(Source::open(path).expect("the bill is there")).expect("the bill is read");
            let rules = judged.outcome.coverage.rules;
            format!("{}, {} rules, {} findings", judged.outcome.verdict.word(), rules.of, judged.outcome.findings.len())
        }
    };
    let wall = start.elapsed().as_secs_f64();
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: f64 = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|t| t.parse::<f64>().ok())
        .sum();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse().ok())
        .unwrap_or(0.0);
    println!("{:.3} {wall:.3} {:.1} {told}", ticks / 100.0, peak / 1024.0);
}

fn bill(count: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let generator = root.join("../shared/bench/genbom.py");
    if !generator.is_file() {
        println!("skipped: no generator");
        return None;
    }
    let path = root.join(format!("target/bench/{count}.json"));
    if !path.is_file() {
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("target can be written");
        let made = Command::new("python3").arg(generator).args([count, "1", "--out"]).arg(&path).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("skipped: python3 could not make the bill");
            return None;
        }
    }
    Some(path)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [mode, path] = arguments.as_slice()
        && (MODES.iter().any(|(known, _)| known == mode) || mode == "enrich")
    {
        return child(mode, Path::new(path));
    }
    let counts =
        if arguments.is_empty() { vec!["1000".into(), "10000".into(), "100000".into(), "1000000".into()] } else { arguments };
    println!("| components | file | what | CPU s | of our lexer | of strict serde_json | wall s | peak MiB | |");
    println!("|--:|--:|---|--:|--:|--:|--:|--:|---|");
    for count in counts {
        let Some(path) = bill(&count) else { return };
        let megabytes = fs::metadata(&path).map_or(0, |data| data.len() >> 20);
        let measured = MODES.map(|(mode, title)| (mode, title, best(mode, &path)));
        let of = |floor: &str, seconds: f64| {
            let floor = measured.iter().find(|(mode, ..)| *mode == floor).map_or(0.0, |(.., figures)| figures.cpu);
            if floor > 0.0 { format!("{:.2}", seconds / floor) } else { "-".into() }
        };
        for (_, title, Figures { cpu, wall, peak, told }) in &measured {
            let (lexer, strict) = (of("floor", *cpu), of("strict", *cpu));
            println!("| {count} | {megabytes} MiB | {title} | {cpu:.3} | {lexer} | {strict} | {wall} | {peak} | {told} |");
        }
    }
}

/// What one process took: see [`child`].
struct Figures {
    cpu: f64,
    wall: String,
    peak: String,
    told: String,
}

/// Processes of which the best is taken.
const TAKEN: usize = 3;

/// The figures of the process that took least processor time.
fn best(mode: &str, path: &Path) -> Figures {
    let me = std::env::current_exe().expect("a running program has a path");
    let one = || {
        // In one thread: two that share a core each count the time the other keeps it waiting.
        let output =
            Command::new(&me).arg(mode).arg(path).env("RAYON_NUM_THREADS", "1").output().expect("the bench can start itself");
        let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let mut words = line.splitn(4, ' ').map(str::to_owned);
        let mut word = || words.next().unwrap_or_default();
        let cpu = word().parse().expect("the first figure is a number; the mode failed otherwise");
        Figures { cpu, wall: word(), peak: word(), told: word() }
    };
    (0..TAKEN).map(|_| one()).min_by(|a, b| a.cpu.total_cmp(&b.cpu)).expect("at least one is taken")
}
