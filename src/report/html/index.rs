//! The index of conformity as bars: by area, then the whole. `docs/index-of-conformity.md` says what it means.

use super::desk::Desk;
use crate::evaluate::Share;
use crate::report::terminal::closing::percent;
use crate::report::words::Words;

/// Pixels of a full bar.
pub(super) const FULL: f64 = 260.0;

/// One line of the chart.
pub(super) struct Bar {
    pub(super) label: &'static str,
    pub(super) rules: usize,
    /// Block rules violated.
    pub(super) blocked: usize,
    /// The same in words.
    pub(super) blocked_words: String,
    pub(super) stretches: [Stretch; 3],
    /// The share demonstrated in whole percent, rounded down.
    pub(super) percent: String,
}

/// One share of a bar.
pub(super) struct Stretch {
    pub(super) looks: &'static str,
    pub(super) x: String,
    pub(super) width: String,
    pub(super) percent: String,
}

/// One bar an area, then one for the whole; none where no rule counts.
pub(super) fn bars(desk: &Desk<'_>) -> Vec<Bar> {
    let index = &desk.judged.outcome.index;
    if index.whole.rules == 0 {
        return Vec::new();
    }
    let areas = index.areas.iter().map(|(area, share)| bar(desk.say, desk.say.word("area", area.word()), share));
    areas.chain([bar(desk.say, desk.w.whole, &index.whole)]).collect()
}

fn bar(say: Words, label: &'static str, share: &Share) -> Bar {
    let mut x = 0.0;
    let stretches =
        [("demonstrated", share.demonstrated), ("violates", share.violated), ("not-demonstrated", share.not_demonstrated)].map(
            |(looks, of)| {
                let width = of * FULL;
                let stretch = Stretch {
                    looks,
                    x: format!("{x:.2}"),
                    width: format!("{width:.2}"),
                    percent: format!("{:.1} %", of * 100.0),
                };
                x += width;
                stretch
            },
        );
    let blocked_words = say.fill("{} violated, which nothing makes up for", &[&say.count(share.blocked, "block rule")]);
    Bar { label, rules: share.rules, blocked: share.blocked, blocked_words, stretches, percent: percent(Some(share)) }
}
