//! The verdict, and the record it is built from.

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Done.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

impl Fraction {
    /// Nothing is left.
    pub fn full(self) -> bool {
        self.done == self.of
    }
}

impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.done, self.of)
    }
}

/// What was covered. PASS can only be built from a full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Components read of elements seen where a component can stand.
    pub components: Fraction,
    /// Rules answered of rules that apply.
    pub rules: Fraction,
    /// Parts looked up among advisories of those that are due.
    pub lookups: Fraction,
    /// Gaps accepted by the operator of gaps found.
    pub gaps: Fraction,
}

impl Coverage {
    /// Whether nothing is left open, and something was asked of something.
    pub fn full(&self) -> bool {
        let parts = [self.components, self.rules, self.lookups, self.gaps];
        parts.into_iter().all(Fraction::full) && self.components.of > 0 && self.rules.of > 0
    }
}

/// The answer to "may we take this delivery". Ordered: the worst of several decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict(Rank);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Pass,
    Incomplete,
    Fail,
    Reject,
}

impl Verdict {
    /// Something could not be established.
    pub const INCOMPLETE: Self = Self(Rank::Incomplete);
    /// Policy says no.
    pub const FAIL: Self = Self(Rank::Fail);
    /// The input is malformed, ambiguous, or over a limit.
    pub const REJECT: Self = Self(Rank::Reject);

    /// PASS, if the coverage is full. There is no other way to make one.
    pub fn pass(coverage: &Coverage) -> Option<Self> {
        coverage.full().then_some(Self(Rank::Pass))
    }

    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self.0 {
            Rank::Pass => "PASS",
            Rank::Incomplete => "INCOMPLETE",
            Rank::Fail => "FAIL",
            Rank::Reject => "REJECT",
        }
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        match self.0 {
            Rank::Pass => 0,
            Rank::Fail => 1,
            Rank::Reject => 3,
            Rank::Incomplete => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(components: (usize, usize), rules: (usize, usize), gaps: (usize, usize)) -> Coverage {
        let fraction = |(done, of)| Fraction { done, of };
        let lookups = Fraction { done: 2, of: 2 };
        Coverage { components: fraction(components), rules: fraction(rules), lookups, gaps: fraction(gaps) }
    }

    #[test]
    fn only_full_coverage_passes() {
        assert_eq!(Verdict::pass(&coverage((3, 3), (5, 5), (0, 0))).map(Verdict::word), Some("PASS"));
        for short in [
            coverage((2, 3), (5, 5), (0, 0)),
            coverage((3, 3), (4, 5), (0, 0)),
            coverage((3, 3), (5, 5), (0, 1)),
            coverage((0, 0), (5, 5), (0, 0)),
            coverage((3, 3), (0, 0), (0, 0)),
        ] {
            assert_eq!(Verdict::pass(&short), None, "{short:?}");
        }
        let full = coverage((3, 3), (5, 5), (0, 0));
        assert_eq!(Verdict::pass(&Coverage { lookups: Fraction { done: 1, of: 2 }, ..full }), None);
    }

    #[test]
    fn the_worst_verdict_decides() {
        let pass = Verdict::pass(&coverage((1, 1), (1, 1), (0, 0))).unwrap();
        assert!(pass < Verdict::INCOMPLETE && Verdict::INCOMPLETE < Verdict::FAIL && Verdict::FAIL < Verdict::REJECT);
        assert_eq!([pass, Verdict::FAIL, Verdict::REJECT, Verdict::INCOMPLETE].map(Verdict::code), [0, 1, 3, 4]);
    }
}
