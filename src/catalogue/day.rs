//! Days as catalogue files write them: `2026-11-22`.

use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

pub(super) fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| D::Error::custom(format!("`{text}` is no day such as 2026-11-22")))
}

/// A day that may be left out.
pub(super) mod maybe {
    use jiff::civil::Date;
    use serde::{Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde asks for it")]
    pub(in crate::catalogue) fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.collect_str(day),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::catalogue) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        super::deserialize(deserializer).map(Some)
    }
}
