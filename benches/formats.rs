//! Time to read one bill, by the format it is written in, beside its CycloneDX JSON.
//!
//! `cargo bench --bench formats [-- 1000 10000 100000]`. Bills are made by the generator beside the checkout
//! (`../shared/bench/genbom.py`) and written in each format here; a figure is the mean processor time of readings
//! from memory, for at least two seconds.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../tests/common/as_xml.rs"]
mod as_xml;

use bomgate::base::Limits;
use bomgate::read::{Source, read};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Readings between two looks at the clock.
const RUNS: u32 = 8;

/// The formats, and what writes a bill in each.
const FORMATS: &[(&str, fn(&Value) -> String)] = &[("CycloneDX JSON", Value::to_string), ("CycloneDX XML", as_xml::as_xml)];

fn bill(count: &str) -> Option<Value> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/genbom.py");
    let made = Command::new("python3").arg(generator).args([count, "1"]).output().ok().filter(|made| made.status.success());
    let Some(made) = made else {
        println!("skipped: the generator could not make a bill");
        return None;
    };
    Some(serde_json::from_slice(&made.stdout).expect("the generator writes JSON"))
}

/// Seconds of processor time of this process, in steps of 10 ms. Wall time says little on a machine that others use.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Seconds of processor time one reading takes, over at least two seconds of readings, and the components read.
fn mean(text: &str) -> (f64, usize) {
    let (mut spent, mut readings, mut components) = (0.0, 0, 0);
    while spent < 2.0 {
        let start = cpu();
        for _ in 0..RUNS {
            let bom = read(Source::bytes("bill", text.as_bytes().to_vec()), &Limits::default()).expect("the bill is read");
            components = bom.components.len();
        }
        spent += cpu() - start;
        readings += RUNS;
    }
    (spent / f64::from(readings), components)
}

fn main() {
    let mut counts: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if counts.is_empty() {
        counts = ["1000", "10000", "100000"].map(str::to_owned).to_vec();
    }
    println!("| components | format | MiB | CPU ms | µs a component | of JSON |\n|--:|---|--:|--:|--:|--:|");
    for count in counts {
        let Some(bill) = bill(&count) else { return };
        let mut of_json = None;
        for (format, write) in FORMATS {
            let text = write(&bill);
            let (seconds, components) = mean(&text);
            let base = *of_json.get_or_insert(seconds);
            println!(
                "| {count} | {format} | {:.1} | {:.1} | {:.2} | {:.2} |",
                text.len() as f64 / f64::from(1 << 20),
                seconds * 1e3,
                seconds * 1e6 / components as f64,
                seconds / base
            );
        }
    }
}
