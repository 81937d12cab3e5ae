//! Killed at any moment, and many at once. Source: `security.md`, P8 and P10.

use super::{Desk, LEFT, names, numbered};
use std::collections::BTreeSet;
use std::io::Read;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Instant;

fn spawn(desk: &Desk, number: u32) -> Child {
    let name = format!("{number}.json");
    desk.write(&name, &numbered(number, 1, LEFT));
    let mut command = desk.command(&format!("check {name} --policy house.yaml --history checked.db"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// A number of the environment, to run a test at the figure that is promised: `BOMGATE_KILLS=1000`, `BOMGATE_AT_ONCE=50`.
fn scale(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

#[test]
fn a_verdict_that_was_shown_is_recorded_whenever_the_program_is_killed() {
    let desk = Desk::new("history-killed");
    let begun = Instant::now();
    let first = spawn(&desk, 0).wait_with_output().unwrap();
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let mut whole = begun.elapsed();
    let (mut told, mut killed) = (BTreeSet::from(["0.json".to_owned()]), 0);
    let mut state = 0x9e37_79b9_u64;
    let runs = scale("BOMGATE_KILLS", 60);
    for number in 1..=runs {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = 0.6 + f64::from((state >> 33) as u32 % 1000) / 2000.0;
        let mut child = spawn(&desk, number);
        sleep(whole.mul_f64(share));
        let alive = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        killed += u32::from(alive);
        // Most of a run is starting; the moments that matter are its last ones, so the killer closes in on them.
        whole = whole.mul_f64(if alive { 1.1 } else { 0.9 });
        let mut shown = String::new();
        child.stdout.take().unwrap().read_to_string(&mut shown).unwrap();
        child.wait().unwrap();
        if shown.contains("PASS") {
            told.insert(format!("{number}.json"));
        }
    }
    let recorded: BTreeSet<String> = names(&desk).into_iter().collect();
    println!("{runs} runs, {killed} killed, {} told, {} recorded", told.len(), recorded.len());
    assert!(killed >= runs / 6, "the killer came too late: {killed}");
    let lost: Vec<&String> = told.difference(&recorded).collect();
    assert!(lost.is_empty(), "shown and not recorded: {lost:?}");
    let (code, listed, said) = desk.answer("history list checked.db");
    assert_eq!(code, 0, "{said}");
    assert_eq!(listed.lines().filter(|line| line.contains("PASS")).count(), recorded.len());
    assert_eq!(desk.code("watch checked.db --policy house.yaml"), 0, "every record can be read and checked again");
}

#[test]
fn many_at_once_are_all_recorded_and_nobody_is_turned_away() {
    let desk = Desk::new("history-many");
    // Nobody has made the file yet: they race for that too.
    let (rounds, at_once) = (scale("BOMGATE_ROUNDS", 2), scale("BOMGATE_AT_ONCE", 12));
    for round in 0..rounds {
        let children: Vec<Child> = (0..at_once).map(|at| spawn(&desk, round * at_once + at)).collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    let recorded: BTreeSet<String> = names(&desk).into_iter().collect();
    println!("{rounds} times {at_once} at once: {} recorded", recorded.len());
    assert_eq!(recorded.len(), (rounds * at_once) as usize);
    let left: Vec<String> = std::fs::read_dir(&desk.0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".tmp"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "nothing is left of the race");
}

#[test]
fn of_two_bills_that_share_a_number_one_fails_even_when_both_come_at_once() {
    let desk = Desk::new("history-twins");
    desk.write("other.json", &numbered(900, 1, LEFT));
    assert_eq!(desk.code("check other.json --policy house.yaml --history checked.db"), 0);
    for round in 0..5 {
        let bill = |version: &str| numbered(round, 1, &format!(r#"{{"type":"library","name":"left","version":"{version}"}}"#));
        let mut children = Vec::new();
        for twin in ["1", "2"] {
            let name = format!("{round}-{twin}.json");
            desk.write(&name, &bill(twin));
            let mut command = desk.command(&format!("check {name} --policy house.yaml --history checked.db"));
            children.push(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        }
        let mut codes: Vec<i32> = children.into_iter().map(|mut child| child.wait().unwrap().code().unwrap()).collect();
        codes.sort_unstable();
        assert_eq!(codes, [0, 1], "round {round}");
    }
}
