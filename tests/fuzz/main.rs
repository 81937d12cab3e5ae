//! Fuzzing on a stable compiler: every target of [`targets`] with inputs mutated from sound ones, the same for the same
//! number of executions. `BOMGATE_FUZZ=200000 cargo test --test fuzz` says how many in all; a few thousand otherwise.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly, and says what it counted")]

mod mutate;
mod seeds;
mod targets;

use mutate::Mutator;
use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

/// No input of this size is worth more, even here where nothing is optimised.
const SLOW: Duration = Duration::from_secs(5);

#[test]
fn no_input_makes_a_reader_or_a_loader_panic_or_hang() {
    let total: usize = std::env::var("BOMGATE_FUZZ").ok().map_or(4_000, |number| number.parse().unwrap());
    let targets = targets::targets();
    let each = total.div_ceil(targets.len());
    // A caught panic is reported below, with its input.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut faults = Vec::new();
    let start = Instant::now();
    for target in &targets {
        let seeds = seeds::of(&target.name);
        assert!(!seeds.is_empty(), "{} has no seeds", target.name);
        let mut mutator = Mutator::new(&target.name, &seeds);
        let began = Instant::now();
        for execution in 0..each {
            // Sound inputs first: a target that fails on them is not worth mutating.
            let input = seeds.get(execution).cloned().unwrap_or_else(|| mutator.next());
            let run = Instant::now();
            let answer = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
            let fault = match answer {
                Err(panic) => Some(words(&*panic)),
                Ok(()) => (run.elapsed() > SLOW).then(|| format!("took {:?}", run.elapsed())),
            };
            if let Some(fault) = fault {
                faults.push(format!(
                    "{} after {execution} executions: {fault}\n  input: b\"{}\"",
                    target.name,
                    input.escape_ascii()
                ));
                break;
            }
        }
        println!("{}: {each} executions in {:.1} s", target.name, began.elapsed().as_secs_f32());
    }
    panic::set_hook(usual);
    println!(
        "fuzz: {} executions, {} targets, {:.0} s, {} faults",
        each * targets.len(),
        targets.len(),
        start.elapsed().as_secs_f32(),
        faults.len()
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}

#[test]
fn the_harness_finds_a_fault_and_is_the_same_every_time() {
    let seeds = vec![b"{\"components\":[]}".to_vec()];
    let inputs = || {
        let mut mutator = Mutator::new("self", &seeds);
        (0..500).map(|_| mutator.next()).collect::<Vec<_>>()
    };
    assert_eq!(inputs(), inputs());
    let different = inputs().into_iter().filter(|input| *input != seeds[0]).count();
    assert!(different > 450, "{different}");
    let bug = |input: &[u8]| assert!(!input.windows(2).any(|pair| pair == b"[["), "found");
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let found = inputs().iter().any(|input| panic::catch_unwind(|| bug(input)).is_err());
    panic::set_hook(usual);
    assert!(found, "a fault two steps from the seed is met");
}
