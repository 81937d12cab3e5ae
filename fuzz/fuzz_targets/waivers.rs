//! cargo-fuzz: see `targets::waivers`.
#![no_main]

#[allow(dead_code, reason = "one function per binary")]
#[path = "../../tests/fuzz/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::waivers(input));
