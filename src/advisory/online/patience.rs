//! When to try again: how often, how long after, and what a service may ask for.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How often a request is tried again.
pub(super) const RETRIES: u32 = 4;
/// The longest wait a service may ask for.
pub(super) const LONGEST: Duration = Duration::from_secs(60);
/// The wait before the first retry; each later one is twice as long.
const FIRST: Duration = Duration::from_millis(250);

/// Numbers that look like chance, from a seed of the caller's. Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom
/// Number Generators", 2014 (SplitMix64).
#[derive(Debug)]
pub(super) struct Chance(AtomicU64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// From 0 to 999.
    fn permille(&self) -> u32 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) % 1000).unwrap_or(0)
    }
}

/// The wait before retry `attempt`, counted from 0: twice the last one, half as much more or less.
pub(super) fn backoff(attempt: u32, chance: &Chance) -> Duration {
    FIRST * 2_u32.pow(attempt.min(RETRIES)) * (500 + chance.permille()) / 1000
}

/// The wait a service asks for. None: it asks for none, or for something that is no time to come.
/// Source: RFC 9110, section 10.2.3, "Retry-After".
pub(super) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are more seconds than anybody waits.
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::MAX)));
    }
    let until = rfc2822::parse(header).ok()?.timestamp();
    let wait = until.as_second().checked_sub(now.as_second())?;
    u64::try_from(wait).ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_scatter() {
        let chance = Chance::new(7);
        for attempt in 0..RETRIES {
            let (least, most) = (FIRST * 2_u32.pow(attempt) / 2, FIRST * 2_u32.pow(attempt) * 3 / 2);
            let waits: Vec<Duration> = (0..50).map(|_| backoff(attempt, &chance)).collect();
            assert!(waits.iter().all(|wait| (least..most).contains(wait)), "{attempt}: {waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]), "no jitter");
        }
    }

    #[test]
    fn a_wait_is_seconds_or_a_date_to_come() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let seconds = |header: &str| retry_after(header, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("0"), Some(0));
        assert_eq!(seconds(" 7 "), Some(7));
        assert_eq!(seconds("1000000000"), Some(1_000_000_000));
        assert_eq!(seconds("99999999999999999999999"), Some(u64::MAX));
        assert_eq!(seconds("Sun, 22 Nov 2026 10:00:30 GMT"), Some(30));
        assert_eq!(seconds("Tue, 31 Dec 2999 23:59:59 GMT").map(|wait| wait > 1_000_000_000), Some(true));
        for none in ["-5", "1e9", "", "soon", "Sun, 22 Nov 2026 09:59:59 GMT", "1.5", "+3"] {
            assert_eq!(seconds(none), None, "{none}");
        }
    }
}
