//! The moment after which nothing is waited for.

use super::Refusal;
use std::time::Duration;

/// A moment on a clock of the caller's.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    clock: fn() -> Duration,
    end: Duration,
    allowed: Duration,
}

impl Deadline {
    /// This long from now.
    pub fn new(clock: fn() -> Duration, allowed: Duration) -> Self {
        Self { clock, end: clock().saturating_add(allowed), allowed }
    }

    /// How long is left.
    ///
    /// # Errors
    /// [`Refusal::Deadline`], when nothing is.
    pub fn left(&self) -> Result<Duration, Refusal> {
        match self.end.checked_sub((self.clock)()) {
            Some(left) if !left.is_zero() => Ok(left),
            _ => Err(Refusal::deadline(self.allowed, None)),
        }
    }

    /// How much has passed.
    pub fn passed(&self) -> Duration {
        self.allowed.saturating_sub(self.end.saturating_sub((self.clock)()))
    }

    /// How much was allowed.
    pub fn allowed(&self) -> Duration {
        self.allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    static NOW: AtomicU64 = AtomicU64::new(100);

    fn clock() -> Duration {
        Duration::from_secs(NOW.load(Ordering::Relaxed))
    }

    #[test]
    fn what_is_left_runs_out() {
        let deadline = Deadline::new(clock, Duration::from_secs(5));
        assert_eq!(deadline.left().unwrap(), Duration::from_secs(5));
        NOW.store(104, Ordering::Relaxed);
        assert_eq!((deadline.left().unwrap(), deadline.passed()), (Duration::from_secs(1), Duration::from_secs(4)));
        for late in [105, 4000] {
            NOW.store(late, Ordering::Relaxed);
            assert!(matches!(deadline.left(), Err(Refusal::Deadline { .. })), "{late}");
        }
    }
}
