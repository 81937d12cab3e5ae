//! The documentation is what the program does: pages made from packs are current (`BLESS=1` writes them), and the steps of
//! `docs/writing-a-pack.md` lead where it says.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

use bomgate::policy::Library;
use bomgate::report::pack_page;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_page_of_every_pack_is_what_the_pack_says() {
    let library = Library::shipped().unwrap_or_else(|error| panic!("{}", error.draw(false)));
    let folder = root().join("docs/packs");
    let (mut pages, mut old) = (BTreeSet::new(), Vec::new());
    for pack in library.packs() {
        let mut page = Vec::new();
        pack_page(&library, pack, &mut page).unwrap();
        let path = folder.join(format!("{}.md", pack.name));
        if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
            fs::write(&path, &page).unwrap();
        }
        if fs::read(&path).unwrap_or_default() != page {
            old.push(pack.name.clone());
        }
        pages.insert(path);
    }
    assert!(old.is_empty(), "docs/packs is old for {old:?}: BLESS=1 cargo test --test docs");
    let there = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let strangers: Vec<PathBuf> = there.filter(|path| !pages.contains(path)).collect();
    assert!(strangers.is_empty(), "pages of no pack: {strangers:?}");
}

/// A step of a page: a command with the exit code behind it, or lines that go to the end of a file.
enum Step {
    Run { line: usize, command: String, exit: i32 },
    Write { file: String, text: String, anew: bool },
}

/// The fenced blocks of a page, in order. ```` ```sh ```` holds commands; a block whose first word is followed by a file
/// name is that file, or with `>>` before the name, more of it. The fence is as long as the text needs.
fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = (1..).zip(page.lines());
    while let Some((_, line)) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let (fence, words) = (&line[..ticks], line[ticks..].split_whitespace().collect::<Vec<_>>());
        let body: Vec<(usize, &str)> = lines.by_ref().take_while(|(_, line)| line.trim_end() != fence).collect();
        match words.as_slice() {
            ["sh"] => steps.extend(body.iter().filter(|(_, line)| line.starts_with("bomgate ")).map(|(at, line)| {
                let (command, comment) = line.split_once('#').unwrap_or((line, ""));
                let exit = comment.trim().strip_prefix("exit ").map_or(0, |code| code.parse().unwrap());
                Step::Run { line: *at, command: command.trim().to_owned(), exit }
            })),
            [_, name @ ..] if !name.is_empty() => {
                let text = body.iter().fold(String::new(), |text, (_, line)| text + line + "\n");
                let file = (*name.last().unwrap()).to_owned();
                steps.push(Step::Write { file, text, anew: name.len() == 1 });
            }
            _ => {}
        }
    }
    steps
}

#[test]
fn the_steps_of_writing_a_pack_lead_where_the_page_says() {
    let page = fs::read_to_string(root().join("docs/writing-a-pack.md")).unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("writing-a-pack");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut ran = 0;
    for step in steps(&page) {
        match step {
            Step::Write { file, text, anew } => {
                let path = folder.join(&file);
                assert_eq!(path.exists(), !anew, "{file} is there when the page adds to it, and not when it makes it");
                fs::File::options().create(true).append(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
            }
            Step::Run { line, command, exit } => {
                let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
                let mut bomgate = Command::new(env!("CARGO_BIN_EXE_bomgate"));
                bomgate
                    .current_dir(&folder)
                    .args(arguments)
                    .stdin(Stdio::null())
                    .env("BOMGATE_CONFIG", "")
                    .env("BOMGATE_ADVISORIES", "");
                let output = bomgate.output().unwrap();
                let shown = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
                assert_eq!(output.status.code(), Some(exit), "docs/writing-a-pack.md:{line}: {command}\n{shown}");
                ran += 1;
            }
        }
    }
    println!("{ran} commands of docs/writing-a-pack.md behave as written");
    assert!(ran >= 8, "the page shows its steps");
}
