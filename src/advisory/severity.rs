//! How bad an advisory says it is.

use super::record::{Affected, Record, Score};
use cvss::Cvss;
use std::str::FromStr;

/// How bad, lightest first. Source: CVSS 3.1, section 5, "Qualitative Severity Rating Scale".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A notice: no harm by itself.
    None,
    /// 0.1 to 3.9.
    Low,
    /// 4.0 to 6.9.
    Medium,
    /// 7.0 to 8.9.
    High,
    /// 9.0 to 10.0.
    Critical,
}

impl Severity {
    /// Every severity, lightest first.
    pub const ALL: [Self; 5] = [Self::None, Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word policies and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity a database gives in a word, in any case; `moderate`, `important` and `negligible` are words of some.
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "none" => Self::None,
            "low" | "negligible" | "unimportant" | "minor" => Self::Low,
            "medium" | "moderate" => Self::Medium,
            "high" | "important" | "major" => Self::High,
            "critical" => Self::Critical,
            _ => return None,
        })
    }

    fn of_score(score: f64) -> Option<Self> {
        Some(match score {
            score if !(0.0..=10.0).contains(&score) => return None,
            0.0 => Self::None,
            score if score < 4.0 => Self::Low,
            score if score < 7.0 => Self::Medium,
            score if score < 9.0 => Self::High,
            _ => Self::Critical,
        })
    }

    /// The worst that a record says of one of its entries: vectors of any version of CVSS, numbers, words of the database.
    /// None: it does not say.
    pub fn of(record: &Record, affected: &Affected) -> Option<Self> {
        let scores = record.severity.iter().chain(&affected.severity).filter_map(Self::of_vector);
        let maps = [&record.database_specific, &affected.database_specific, &affected.ecosystem_specific];
        let stated = maps.into_iter().flat_map(|map| map.iter()).filter_map(|(key, value)| Self::of_value(key, value));
        scores.chain(stated).max()
    }

    fn of_vector(score: &Score) -> Option<Self> {
        let text = score.score.trim();
        // CVSS 2 has no prefix of its own.
        if let Ok(vector) = Cvss::from_str(text.strip_prefix("CVSS:2.0/").unwrap_or(text)) {
            return Self::of_score(vector.score());
        }
        text.parse().map_or_else(|_| Self::of_word(text), Self::of_score)
    }

    /// `severity: HIGH`, `cvss: VECTOR`, `cvss: { score: 7.5 }`, `urgency: low`, `informational: unmaintained`.
    fn of_value(key: &str, value: &serde_json::Value) -> Option<Self> {
        match (key, value) {
            // RustSec: notices that no vulnerability stands behind. `unsound` is not one of them.
            ("informational", serde_json::Value::String(word)) => {
                matches!(word.as_str(), "unmaintained" | "notice").then_some(Self::None)
            }
            (_, serde_json::Value::String(text)) => Self::of_vector(&Score { kind: String::new(), score: text.clone() }),
            ("cvss", serde_json::Value::Object(parts)) => ["vectorString", "vector", "score"]
                .iter()
                .filter_map(|part| match parts.get(*part)? {
                    serde_json::Value::Number(number) => Self::of_score(number.as_f64()?),
                    text => Self::of_value("vector", text),
                })
                .max(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_all_that_is_said_counts() {
        for (severity, word) in [
            (r#"[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]"#, Some(Severity::Critical)),
            (r#"[{"type":"CVSS_V2","score":"AV:N/AC:L/Au:N/C:P/I:P/A:P"}]"#, Some(Severity::High)),
            (
                r#"[{"type":"CVSS_V4","score":"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"}]"#,
                Some(Severity::Critical),
            ),
            (r#"[{"type":"Ubuntu","score":"medium"}]"#, Some(Severity::Medium)),
            (r#"[{"type":"CVSS_V3","score":"garbage"}]"#, None),
            (r#"[{"type":"CVSS_V3","score":"99"}]"#, None),
            ("[]", None),
            ("null", None),
        ] {
            let record = Record::of_json(format!(r#"{{"id":"X-1","severity":{severity}}}"#).as_bytes()).unwrap();
            assert_eq!(Severity::of(&record, &Affected::default()), word, "{severity}");
        }
        let text = r#"{"id":"GHSA-1","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"}],
            "database_specific":{"severity":"HIGH","cwe_ids":[]}}"#;
        let record = Record::of_json(text.as_bytes()).unwrap();
        assert_eq!(Severity::of(&record, &Affected::default()), Some(Severity::High));
        let notice = r#"{"id":"RUSTSEC-1","affected":[{"database_specific":{"informational":"unmaintained","cvss":null}}]}"#;
        let record = Record::of_json(notice.as_bytes()).unwrap();
        assert_eq!(Severity::of(&record, &record.affected[0]), Some(Severity::None));
    }
}
