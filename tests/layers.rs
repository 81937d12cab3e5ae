//! The shape of the source: arrows point one way, files stay small.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// What each layer may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("model", &["base"]),
    ("read", &["base", "model"]),
    ("catalogue", &["base", "model"]),
    ("vex", &["base", "model"]),
    ("advisory", &["base", "model"]),
    ("enrich", &["base", "model", "catalogue", "advisory"]),
    ("check", &["base", "model", "catalogue", "vex", "advisory", "enrich"]),
    ("policy", &["base", "model", "catalogue", "vex", "advisory", "enrich", "check"]),
    ("evaluate", &["base", "model", "catalogue", "vex", "advisory", "enrich", "check", "policy"]),
    ("gate", &["base", "model", "read", "catalogue", "vex", "advisory", "enrich", "check", "policy", "evaluate"]),
    ("history", &["base", "model", "read", "catalogue", "vex", "advisory", "enrich", "check", "policy", "evaluate", "gate"]),
    (
        "report",
        &["base", "model", "read", "catalogue", "vex", "advisory", "enrich", "check", "policy", "evaluate", "gate", "history"],
    ),
];

#[test]
fn arrows_point_one_way() {
    let mut wrong = Vec::new();
    for path in sources(&source_folder()) {
        let inside = path.strip_prefix(source_folder()).unwrap().to_string_lossy().replace('\\', "/");
        let layer = inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let Some((name, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for target in line.match_indices("crate::").map(|(from, _)| &line[from + 7..]) {
                let target: String = target.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let own = target == *name;
                if !target.is_empty()
                    && !own
                    && !allowed.contains(&target.as_str())
                    && LAYERS.iter().any(|(layer, _)| *layer == target)
                {
                    wrong.push(format!("src/{inside}:{}: {name} names {target}", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_source_file_passes_400_lines() {
    let long: Vec<String> = sources(&source_folder())
        .into_iter()
        .filter_map(|path| {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            (lines > 400).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn nothing_below_the_command_line_asks_for_the_clock_or_the_environment() {
    let mut wrong = Vec::new();
    for path in sources(&source_folder()) {
        let inside = path.strip_prefix(source_folder()).unwrap().to_string_lossy().replace('\\', "/");
        if inside.starts_with("cli/") || inside == "main.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for word in [
            "SystemTime::now",
            "Instant::now",
            "Timestamp::now",
            "Zoned::now",
            "env::var",
            "TcpStream",
            "UdpSocket",
            "std::process",
        ] {
            if text.contains(word) {
                wrong.push(format!("src/{inside} names {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
