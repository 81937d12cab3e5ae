//! Time and memory to read one bill, by the format it is written in, beside its CycloneDX JSON.
//!
//! `cargo bench --bench formats [-- 1000 10000 100000] [cdx.xml spdx2.rdf]`: numbers of components, and the formats to read
//! beside CycloneDX JSON, all without any. Bills are made by the generator beside the checkout
//! (`../shared/bench/genbom.py`) and written in each format here, as far as the format has a place for what they say. Each
//! figure is of a process of its own that reads one file again and again; the formats take turns, and the reading that
//! took least processor time counts. `-- read FILE [TIMES]` is that process, for a profiler.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../../tests/common/as_xml.rs"]
mod as_xml;
mod spdx2;
mod spdx3;

use bomgate::base::Limits;
use bomgate::read::{Source, read};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes a bill, given as its CycloneDX JSON.
type Writer = fn(&Value) -> String;

/// A format, a word for the file, and what writes a bill in it.
type Form = (&'static str, &'static str, Writer);

const FORMATS: &[Form] = &[
    ("CycloneDX JSON", "cdx.json", Value::to_string),
    ("CycloneDX XML", "cdx.xml", as_xml::as_xml),
    ("SPDX 2 JSON", "spdx2.json", spdx2::as_json),
    ("SPDX 2 tag-value", "spdx", spdx2::as_tags),
    ("SPDX 2 YAML", "spdx2.yaml", spdx2::as_yaml),
    ("SPDX 2 RDF/XML", "spdx2.rdf", spdx2::as_rdf),
    ("SPDX 3 JSON-LD", "spdx3.json", spdx3::as_json),
];

/// Processes for each format.
const ROUNDS: usize = 3;

/// Nanoseconds one process reads for, at least.
const WORTH: u64 = 500_000_000;

fn bill(count: &str) -> Option<Value> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/genbom.py");
    let made = Command::new("python3").arg(generator).args([count, "1"]).output().ok().filter(|made| made.status.success());
    let Some(made) = made else {
        println!("skipped: the generator could not make a bill");
        return None;
    };
    Some(serde_json::from_slice(&made.stdout).expect("the generator writes JSON"))
}

/// Nanoseconds this thread was on a processor. Wall time says little on a machine that others use.
fn cpu() -> u64 {
    // The kernel counts up to the last tick or switch, and a tick is as long as a small bill takes.
    std::thread::yield_now();
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|word| word.parse().ok()).expect("Linux says what a thread took")
}

/// The peak of resident memory so far, in MiB.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
    kib.expect("Linux says what a process took") / 1024.0
}

/// Reads one file until it was worth it, or as often as `times` says: nanoseconds of the quickest reading, the peak of
/// memory after the first.
fn child(path: &Path, times: Option<u32>) {
    let (mut best, mut all, mut done, mut held) = (u64::MAX, 0, 0, 0.0);
    while times.map_or(all < WORTH, |times| done < times) {
        let start = cpu();
        let bom = read(Source::open(path).expect("the bill is there"), &Limits::default()).expect("the bill is read");
        let took = cpu() - start;
        assert_eq!(bom.rejections().count(), 0, "{} would be refused", path.display());
        if done == 0 {
            held = peak();
        }
        (best, all, done) = (best.min(took), all + took, done + 1);
    }
    println!("{best} {held}");
}

/// What one format takes.
struct Taken {
    format: &'static str,
    path: PathBuf,
    nanoseconds: f64,
    peak: f64,
}

fn written(bill: &Value, count: &str, forms: &[&Form]) -> Vec<Taken> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/formats");
    fs::create_dir_all(&folder).expect("target can be written");
    let write = |(format, word, write): &&Form| {
        let path = folder.join(format!("{count}.{word}"));
        fs::write(&path, write(bill)).expect("target can be written");
        Taken { format, path, nanoseconds: f64::MAX, peak: 0.0 }
    };
    forms.iter().map(write).collect()
}

fn measure(taken: &mut Taken) {
    let me = std::env::current_exe().expect("a running program has a path");
    let output = Command::new(me).arg("read").arg(&taken.path).output().expect("the bench can start itself");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let line = String::from_utf8_lossy(&output.stdout);
    let figures: Vec<f64> = line.split_whitespace().map(|word| word.parse().expect("figures")).collect();
    taken.nanoseconds = taken.nanoseconds.min(figures[0]);
    taken.peak = figures[1];
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|word| word == "read") {
        return child(Path::new(&arguments[1]), arguments.get(2).map(|times| times.parse().expect("how often")));
    }
    let (mut counts, words): (Vec<String>, Vec<String>) =
        arguments.into_iter().partition(|argument| argument.bytes().all(|byte| byte.is_ascii_digit()));
    let wanted = |word: &str| words.is_empty() || words.iter().any(|one| one == word);
    let forms: Vec<&Form> =
        FORMATS.iter().enumerate().filter(|(at, form)| *at == 0 || wanted(form.1)).map(|(_, form)| form).collect();
    if counts.is_empty() {
        counts = ["1000", "10000", "100000"].map(str::to_owned).to_vec();
    }
    println!(
        "| components | format | MiB | CPU ms | µs a component | of CycloneDX JSON | peak MiB |\n|--:|---|--:|--:|--:|--:|--:|"
    );
    for count in counts {
        let Some(bill) = bill(&count) else { return };
        let mut taken = written(&bill, &count, &forms);
        drop(bill);
        for _ in 0..ROUNDS {
            taken.iter_mut().for_each(measure);
        }
        let parts: f64 = count.parse().expect("a number of components");
        for one in &taken {
            println!(
                "| {count} | {} | {:.1} | {:.1} | {:.2} | {:.2} | {:.1} |",
                one.format,
                fs::metadata(&one.path).map_or(0.0, |data| data.len() as f64) / f64::from(1 << 20),
                one.nanoseconds / 1e6,
                one.nanoseconds / 1e3 / parts,
                one.nanoseconds / taken[0].nanoseconds,
                one.peak
            );
        }
    }
}
