//! What stands where in the file. A change here is a new [`FORMAT`].

use super::super::package::Package;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// `bomg`, in the header of the file (`PRAGMA application_id`).
pub(super) const APPLICATION: i32 = 0x626f_6d67;
/// Version of the layout (`PRAGMA user_version`).
pub(super) const FORMAT: i32 = 1;
/// Rows the packages are spread over.
pub const SHELVES: u16 = 8192;

/// A table of numbered rows: `at`, checksum, body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// One record each, in JSON.
    Record,
    /// The packages whose key falls there, each with the numbers of its records.
    Shelf,
    /// [`ABOUT`], [`UNREAD`], [`EXPLOITED`].
    Paper,
}

/// The last row written: a file without it was never finished.
pub(super) const ABOUT: u32 = 0;
/// Records that could not be read.
pub(super) const UNREAD: u32 = 1;
/// The list of exploited vulnerabilities, or `null`.
pub(super) const EXPLOITED: u32 = 2;

impl Table {
    pub(super) const ALL: [Self; 3] = [Self::Record, Self::Shelf, Self::Paper];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Shelf => "shelf",
            Self::Paper => "paper",
        }
    }
}

/// What the file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AboutRow {
    pub(super) records: usize,
    pub(super) packages: usize,
    pub(super) unread: usize,
    pub(super) without_package: usize,
    pub(super) as_of: Option<String>,
    pub(super) imported: String,
    pub(super) digest: String,
    pub(super) exploited: Option<ExploitedAbout>,
}

/// What the list of exploited vulnerabilities says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ExploitedAbout {
    pub(super) version: String,
    pub(super) entries: usize,
}

/// The packages of one shelf: key of the ecosystem, key of the name, numbers of the records.
pub(super) type Shelf = Vec<(String, String, Vec<u32>)>;

/// The shelf of a package key.
pub(super) fn shelf_of(key: &(String, String)) -> u32 {
    let mut hash = Sha256::new();
    hash.update(key.0.as_bytes());
    hash.update([0]);
    hash.update(key.1.as_bytes());
    let hash = hash.finalize();
    u32::from(u16::from_be_bytes([hash[0], hash[1]]) % SHELVES)
}

/// The key of a package in shelves.
pub(super) fn key(package: &Package) -> (String, String) {
    package.key()
}

/// The checksum of a row: the first half of a SHA-256 over its table, number and body.
pub(super) fn checksum(table: Table, at: u32, body: &[u8]) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(table.name().as_bytes());
    hash.update(at.to_be_bytes());
    hash.update(body);
    let mut sum = [0; 16];
    sum.copy_from_slice(&hash.finalize()[..16]);
    sum
}

/// Lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
