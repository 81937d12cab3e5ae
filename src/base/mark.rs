//! How sure a fact of our data is.

use serde::{Deserialize, Serialize};

/// How sure an entry of a list or a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A source that was read states it.
    Verified,
    /// Another text reports what the source states.
    Secondary,
    /// Common knowledge that nobody has looked up.
    Unverified,
}

impl Mark {
    /// The word reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Secondary => "secondary",
            Self::Unverified => "unverified",
        }
    }
}
