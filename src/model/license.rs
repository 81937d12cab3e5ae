//! Licences as written; what they permit is derived in [`crate::enrich`].

use super::stated::Packed;
use super::terms::Terms;
use crate::base::{Text, index_type};

index_type! {
    /// One distinct licence statement of a bill.
    LicenseId
}

/// How a licence was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LicenseForm {
    /// An SPDX identifier (`license.id`).
    Id,
    /// A free name (`license.name`).
    Name,
    /// An SPDX expression (`expression`).
    Expression,
}

/// One licence statement. Source: CycloneDX 1.7, `licenseChoice`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct License {
    /// The id, name or expression.
    pub text: Packed<Text>,
    /// Which of the three it is.
    pub form: LicenseForm,
    /// `declared` or `concluded`.
    pub acknowledgement: Packed<Text>,
    /// Where its text is said to stand.
    pub url: Packed<Text>,
    /// What its text, where the bill carries it, says it is.
    pub terms: Option<Terms>,
}
