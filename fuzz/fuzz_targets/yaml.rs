//! cargo-fuzz: see `targets::yaml`.
#![no_main]

#[allow(dead_code, reason = "one function per binary")]
#[path = "../../tests/fuzz/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::yaml(input));
