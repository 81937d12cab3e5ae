//! What only a terminal sees: links, progress, lines that fit. Run under a terminal of its own (`script`).
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]
#![cfg(target_os = "linux")]

#[path = "common/desk.rs"]
mod desk;

use desk::{Desk, bill};
use std::process::Command;
use unicode_width::UnicodeWidthStr;

/// What a terminal of so many columns is sent; none where there is no `script`.
fn terminal(desk: &Desk, columns: usize, arguments: &str, env: &[(&str, &str)]) -> Option<String> {
    let line = format!("stty cols {columns} rows 50; {} {arguments}", env!("CARGO_BIN_EXE_bomgate"));
    let mut script = Command::new("script");
    script.args(["-qec", &line, "/dev/null"]).current_dir(&desk.0).env_clear().env("PATH", std::env::var("PATH").unwrap());
    script.env("TERM", "xterm-256color").env("BOMGATE_CONFIG", "").env("LC_ALL", "C.UTF-8").envs(env.iter().copied());
    match script.stdin(std::process::Stdio::null()).output() {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(_) => {
            println!("skipped: no `script`");
            None
        }
    }
}

/// The text without what paints or links it.
fn bare(shown: &str) -> String {
    let mut bare = String::new();
    let mut rest = shown;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = match after.strip_prefix(']') {
            Some(link) => link.split_once("\u{1b}\\").map_or("", |(_, rest)| rest),
            None => after.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| &after[end + 1..]),
        };
    }
    bare + rest
}

const CHINESE: &str = r#"{"type":"library","name":"客户服务助手的大语言模型推理加速与安全护栏组件（企业专用版本）"},
  {"type":"library","name":"示例","group":"示例智联科技有限公司"},{"type":"library","name":"ﾊﾝｶｸ한국어混ぜるpart"}"#;

#[test]
fn lines_fit_terminals_of_every_width_also_in_chinese() {
    let desk = Desk::new("terminal-width");
    desk.write("模型.json", &bill(CHINESE));
    for columns in [60, 80, 120] {
        let arguments = "check 模型.json --policy house.yaml --as-of 2026-11-22";
        let Some(shown) = terminal(&desk, columns, arguments, &[]) else { return };
        let shown = bare(&shown);
        assert!(shown.contains("客户服务助手"), "{shown}");
        let verdict = |line: &str| line.starts_with("FAIL ");
        for line in shown.lines().filter(|line| !verdict(line)) {
            assert!(line.width() <= columns, "{} columns of {columns}: {line}", line.width());
        }
        let joined: String = shown.split_whitespace().collect();
        assert!(joined.contains("客户服务助手的大语言模型推理加速与安全护栏组件（企业专用版本）"), "nothing is cut at {columns}");
    }
}

#[test]
fn places_are_links_where_the_terminal_follows_them_and_names_never_are() {
    let desk = Desk::new("terminal-links");
    let name = r"\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\ https://evil.example/a.json:1:1";
    desk.write("a b.json", &bill(&format!(r#"{{"type":"library","name":"{name}"}}"#)));
    let arguments = "check 'a b.json' --policy house.yaml --as-of 2026-11-22";
    let Some(shown) = terminal(&desk, 100, arguments, &[("FORCE_HYPERLINK", "1")]) else { return };
    let start = format!("file://{}/a%20b.json#", desk.0.display());
    let targets: Vec<&str> = shown
        .split("\u{1b}]8;;")
        .skip(1)
        .map(|rest| rest.split('\u{1b}').next().unwrap())
        .filter(|target| !target.is_empty())
        .collect();
    assert!(!targets.is_empty() && targets.iter().all(|target| target.starts_with(&start)), "{targets:?}");
    for env in [("FORCE_HYPERLINK", "0"), ("NO_COLOR", "1")] {
        let shown = terminal(&desk, 100, arguments, &[env]).unwrap();
        assert!(!shown.contains("\u{1b}]8"), "{env:?}");
    }
    let piped = desk.command("check good.json bad.json --policy house.yaml").env("FORCE_HYPERLINK", "1").output().unwrap();
    assert!(!piped.stdout.contains(&0x1b), "a pipe gets no links");
}

#[test]
fn progress_is_shown_on_a_terminal_for_many_bills_and_nowhere_else() {
    let desk = Desk::new("terminal-progress");
    let many = "check good.json bad.json good.json bad.json good.json --policy house.yaml --as-of 2026-11-22 --format json";
    let Some(shown) = terminal(&desk, 100, many, &[]) else { return };
    assert!(shown.contains("/5 "), "{shown}");
    for arguments in [format!("{many} --quiet"), format!("{many} 2>/dev/null"), many.replace("bad.json good.json bad.json ", "")]
    {
        let shown = terminal(&desk, 100, &arguments, &[]).unwrap();
        assert!(!shown.contains("/5 ") && !shown.contains("/2 "), "{arguments}: {shown}");
    }
    let (code, _, said) = desk.answer(many);
    assert_eq!((code, said.as_str()), (1, ""), "a pipe sees no progress");
}
