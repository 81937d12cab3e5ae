//! Suppliers, manufacturers, publishers, authors, owners.

use super::stated::Packed;
use crate::base::{Text, index_type};

index_type! {
    /// One party of a bill. Equal statements share an entry.
    PartyId
}

/// What a bill says of one organisation or person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Party {
    /// Name, as written.
    pub name: Packed<Text>,
    /// Country of its address, as written: a code or a name.
    pub country: Packed<Text>,
    /// Its first web address.
    pub url: Packed<Text>,
    /// A mail address: its own, or that of the first contact that has one.
    pub mail: Packed<Text>,
}
