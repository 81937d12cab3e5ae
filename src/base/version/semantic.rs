//! Semantic versions as real bills write them.

use semver::Version;

/// Reads what real bills write as a semantic version: a leading `v`, one or two parts, leading zeros.
/// None where another reading would be a guess.
pub fn tolerant(text: &str) -> Option<Version> {
    let text = text.trim().trim_start_matches(['v', 'V']);
    if let Ok(version) = Version::parse(text) {
        return Some(version);
    }
    let (core, rest) = match text.find(['-', '+']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut numbers: Vec<u64> = Vec::new();
    for part in core.split('.') {
        numbers.push(part.parse().ok()?);
    }
    if numbers.is_empty() || numbers.len() > 3 {
        return None;
    }
    numbers.resize(3, 0);
    Version::parse(&format!("{}.{}.{}{rest}", numbers[0], numbers[1], numbers[2])).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_real_bills_are_ordered_or_left_alone() {
        let read = |text| tolerant(text).map(|version| version.to_string());
        assert_eq!(read("v1.02.0").as_deref(), Some("1.2.0"));
        assert_eq!(read("2022.12.07"), read("2022.12.7"));
        assert_eq!(read("1.2").as_deref(), Some("1.2.0"));
        for text in ["banana", "latest", "1.2.3.4", "b968826", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
