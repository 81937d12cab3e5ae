//! Charts as lengths: what the template draws as SVG. Whole numbers, so that equal inputs give equal bytes.

/// Width of every bar, in units of the drawing.
pub(super) const WIDTH: u32 = 600;

/// One stretch of a stacked bar.
pub(super) struct Stretch {
    pub(super) class: &'static str,
    pub(super) from: u32,
    pub(super) length: u32,
    /// What a reader of the screen hears, and others see on pointing.
    pub(super) label: String,
}

/// A stacked bar of these parts; parts of nothing are left out. The last takes what rounding leaves.
pub(super) fn stacked(parts: &[(&'static str, String, u64)]) -> Vec<Stretch> {
    let total: u64 = parts.iter().map(|(_, _, size)| size).sum();
    let (mut done, mut from) = (0, 0);
    let mut stretches = Vec::new();
    for (class, label, size) in parts.iter().filter(|(_, _, size)| *size > 0) {
        done += size;
        let to = length(done, total);
        stretches.push(Stretch { class, from, length: to - from, label: label.clone() });
        from = to;
    }
    stretches
}

/// The length of so much of the whole.
pub(super) fn length(part: u64, whole: u64) -> u32 {
    (u64::from(WIDTH) * part).checked_div(whole).and_then(|units| u32::try_from(units).ok()).unwrap_or(0)
}

/// A share, 0 to 1, as a whole number of hundredths of a percent.
pub(super) fn points(share: f64) -> u64 {
    // Shares have four decimals; what is no share draws nothing.
    let rounded = format!("{:.0}", share.clamp(0.0, 1.0) * 1e4);
    rounded.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_filled_to_its_end_whatever_rounds() {
        let bar = stacked(&[("a", String::new(), 1), ("b", String::new(), 0), ("c", String::new(), 1), ("d", String::new(), 5)]);
        let ends: Vec<(u32, u32)> = bar.iter().map(|stretch| (stretch.from, stretch.from + stretch.length)).collect();
        assert_eq!(ends, [(0, 85), (85, 171), (171, WIDTH)]);
        assert!(stacked(&[]).is_empty());
        assert_eq!([points(0.5), points(1.0), points(f64::NAN)], [5000, 10_000, 0]);
    }
}
