//! Imports made-up advisories and looks bills up in them: `cargo bench --bench advisories [RECORDS]`.
//!
//! The records have the shape and size of those of the OSV archive: a range, most a list of versions, half a severity, a
//! long text. Prints seconds, peak memory and components a second.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement stops where it cannot go on, and prints")]

use bomgate::advisory::store::{Import, Shrink, Store, import};
use bomgate::base::Limits;
use bomgate::enrich::{Advice, Lists};
use bomgate::read::{Source, read};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;
use zip::write::SimpleFileOptions;

const ECOSYSTEMS: [(&str, &str); 5] =
    [("PyPI", "pypi"), ("npm", "npm"), ("Go", "golang"), ("crates.io", "cargo"), ("Maven", "maven")];

fn name(ecosystem: &str, number: usize) -> String {
    match ecosystem {
        "Go" => format!("example.org/team/demo-{number}"),
        "Maven" => format!("org.example:demo-{number}"),
        _ => format!("demo-{number}"),
    }
}

/// One record; three of them name each package.
fn record(number: usize) -> String {
    let (ecosystem, _) = ECOSYSTEMS[number % ECOSYSTEMS.len()];
    let (minor, package) = (number % 60, number / 15);
    let versions: Vec<String> = (0..number % 50).map(|patch| format!("\"1.{minor}.{patch}\"")).collect();
    let severity = ["", r#""severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"#][number % 2];
    format!(
        r#"{{"schema_version":"1.7.0","id":"X-{number}","aliases":["CVE-2026-{number}"],"modified":"2026-11-20T00:00:00Z","published":"2026-01-01T00:00:00Z",
"summary":"Something is wrong in demo","details":"{}",{severity}"affected":[{{"package":{{"ecosystem":"{ecosystem}","name":"{}"}},
"ranges":[{{"type":"{}","events":[{{"introduced":"0"}},{{"fixed":"1.{minor}.0"}}]}}],"versions":[{}]}}],
"references":[{{"type":"ADVISORY","url":"https://example.org/{number}"}}],"database_specific":{{"severity":"HIGH","cwe_ids":["CWE-20"]}}}}"#,
        "A long text about what is wrong and what to do. ".repeat(20 + number % 40),
        name(ecosystem, package),
        if ecosystem == "PyPI" || ecosystem == "Maven" { "ECOSYSTEM" } else { "SEMVER" },
        versions.join(","),
    )
}

fn archive(path: &Path, records: usize) {
    let mut zip = zip::ZipWriter::new(std::io::BufWriter::new(File::create(path).unwrap()));
    for number in 0..records {
        zip.start_file(format!("X-{number}.json"), SimpleFileOptions::default()).unwrap();
        zip.write_all(record(number).as_bytes()).unwrap();
    }
    zip.finish().unwrap().flush().unwrap();
}

/// A bill of parts that are spread over the packages; one in ten is in an affected version.
fn bill(parts: usize, records: usize) -> String {
    let one = |at: usize| {
        let number = at * 7919 % records;
        let (ecosystem, kind) = ECOSYSTEMS[number % ECOSYSTEMS.len()];
        let name = name(ecosystem, number / 15).replace(':', "/");
        let version = if at.is_multiple_of(10) { "0.9.0" } else { "1.99.0" };
        format!(
            r#"{{"type":"library","bom-ref":"p{at}","name":"demo","version":"{version}","purl":"pkg:{kind}/{name}@{version}"}}"#
        )
    };
    let parts: Vec<String> = (0..parts).map(one).collect();
    format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[{}]}}"#, parts.join(","))
}

/// The most memory this process ever held, in MiB; none where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

fn main() {
    let records = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(250_000);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-advisories");
    std::fs::create_dir_all(&folder).unwrap();
    let (zip, target) = (folder.join("all.zip"), folder.join("advisories.db"));
    archive(&zip, records);
    println!("archive: {records} records, {} MiB", std::fs::metadata(&zip).unwrap().len() >> 20);
    let wish = Import {
        paths: vec![zip],
        exploited: None,
        target: target.clone(),
        as_of: None,
        today: "2026-11-22".parse().unwrap(),
        shrink: Shrink::Allowed,
    };
    let start = Instant::now();
    let imported = import(&wish).unwrap();
    let size = std::fs::metadata(&target).unwrap().len() >> 20;
    println!(
        "import: {} records on {} packages in {:.1} s, peak {} MiB, database {size} MiB",
        imported.records,
        imported.packages,
        start.elapsed().as_secs_f64(),
        peak().map_or_else(|| "?".to_owned(), |mib| mib.to_string()),
    );
    let lists = Lists::shipped().unwrap();
    for parts in [200, 1_000, 10_000, 100_000] {
        let bom = read(Source::bytes("bench", bill(parts, records).into_bytes()), &Limits::default()).unwrap();
        let start = Instant::now();
        let store = Store::open(&target).unwrap();
        let advice = Advice::of(&bom, Some(&store), &lists);
        let seconds = start.elapsed().as_secs_f64();
        let hits: usize = bom.components.rows().map(|row| advice.hits(row).len()).sum();
        #[allow(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = parts as f64 / seconds;
        println!("look-up: {parts} components in {:.1} ms, {rate:.0} a second, {hits} hits", seconds * 1e3);
    }
}
