//! The table of components: one row for every component found, in whatever place of the bill.

use super::annotation::Annotation;
use super::card::{Card, DataItem, Flow, Service};
use super::kind::{Kind, Role};
use super::license::LicenseId;
use super::party::PartyId;
use super::stated::Packed;
use crate::base::{Column, Grouped, Index, Span, Text, index_type};

index_type! {
    /// One component of a bill.
    Row
}

/// Hash algorithms a bill may name. Source: CycloneDX 1.7, `hash-alg`; SPDX 2.3, 7.10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Algorithm {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
    Sha3_256,
    Sha3_384,
    Sha3_512,
    Blake2b256,
    Blake2b384,
    Blake2b512,
    Blake3,
    Streebog256,
    Streebog512,
}

impl Algorithm {
    const NAMES: [(&'static str, Self, usize); 14] = [
        ("MD5", Self::Md5, 16),
        ("SHA-1", Self::Sha1, 20),
        ("SHA-256", Self::Sha256, 32),
        ("SHA-384", Self::Sha384, 48),
        ("SHA-512", Self::Sha512, 64),
        ("SHA3-256", Self::Sha3_256, 32),
        ("SHA3-384", Self::Sha3_384, 48),
        ("SHA3-512", Self::Sha3_512, 64),
        ("BLAKE2b-256", Self::Blake2b256, 32),
        ("BLAKE2b-384", Self::Blake2b384, 48),
        ("BLAKE2b-512", Self::Blake2b512, 64),
        ("BLAKE3", Self::Blake3, 32),
        ("Streebog-256", Self::Streebog256, 32),
        ("Streebog-512", Self::Streebog512, 64),
    ];

    /// Every one.
    pub const ALL: [Self; 14] = {
        let mut all = [Self::Md5; 14];
        let mut at = 0;
        while at < all.len() {
            all[at] = Self::NAMES[at].1;
            at += 1;
        }
        all
    };

    /// Bytes of the longest digest.
    pub(super) const LONGEST: usize = 64;

    /// The algorithm of this exact name.
    pub fn of(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|entry| entry.0 == name).map(|entry| entry.1)
    }

    /// The name as CycloneDX spells it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|entry| entry.1 == self).map_or("", |entry| entry.0)
    }

    /// Bytes of a digest.
    pub fn bytes(self) -> usize {
        Self::NAMES.iter().find(|entry| entry.1 == self).map_or(0, |entry| entry.2)
    }

    /// Whether a collision cannot be made: everything but MD5 and SHA-1. Source: NIST SP 800-131A Rev. 2, section 9.
    pub fn strong(self) -> bool {
        !matches!(self, Self::Md5 | Self::Sha1)
    }
}

/// One digest; its bytes stand in [`Components::digest_bytes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Which algorithm.
    pub algorithm: Algorithm,
    /// First byte among the digest bytes.
    pub start: u32,
}

/// One name and value of a component's `properties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// Name, as written.
    pub name: Text,
    /// Value.
    pub value: Packed<Text>,
}

/// One external reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// `type`.
    pub kind: Text,
    /// `url`. Never fetched.
    pub url: Text,
}

/// Lists whose key a component may carry even when the list is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum ListField {
    Licenses,
    Hashes,
    References,
    Properties,
    Authors,
    Endpoints,
    Flows,
    Data,
    Ancestors,
    Datasets,
    Card,
}

/// The columns. Every [`Row`] has an entry in each [`Column`] and a (possibly empty) list in each [`Grouped`].
#[derive(Debug, Default)]
pub struct Components {
    /// By evidence.
    pub kind: Column<Row, Kind>,
    /// The type as written.
    pub declared: Column<Row, Packed<Text>>,
    /// Where it stands.
    pub role: Column<Row, Role>,
    /// The component it stands inside, pedigree and cards included.
    pub parent: Column<Row, Option<Row>>,
    /// Its element in the input.
    pub span: Column<Row, Span>,
    /// The last part of its JSON pointer, appended to its parent's: the list it stands in (`/components`,
    /// `/pedigree/ancestors`) and its index there, `u32::MAX` where it stands in none.
    pub pointer: Column<Row, (Text, u32)>,
    /// `name`.
    pub name: Column<Row, Packed<Text>>,
    /// `version`.
    pub version: Column<Row, Packed<Text>>,
    /// `group`.
    pub group: Column<Row, Packed<Text>>,
    /// `bom-ref`.
    pub reference: Column<Row, Packed<Text>>,
    /// `purl`, as written.
    pub purl: Column<Row, Packed<Text>>,
    /// `description`: its first 160 bytes.
    pub description: Column<Row, Packed<Text>>,
    /// `supplier`; of a service, `provider`.
    pub supplier: Column<Row, Packed<PartyId>>,
    /// `manufacturer` (1.6), `manufacture` where older documents write it.
    pub manufacturer: Column<Row, Packed<PartyId>>,
    /// `publisher`.
    pub publisher: Column<Row, Packed<PartyId>>,
    /// Lists whose key is there, one bit per [`ListField`].
    pub lists: Column<Row, u16>,
    /// `authors`, and `author` of older versions.
    pub authors: Grouped<Row, PartyId>,
    /// `licenses`.
    pub licenses: Grouped<Row, LicenseId>,
    /// `hashes`.
    pub hashes: Grouped<Row, Digest>,
    /// Bytes the digests point into.
    pub digest_bytes: Vec<u8>,
    /// `externalReferences`.
    pub references: Grouped<Row, Reference>,
    /// `properties`, those of the card included.
    pub properties: Grouped<Row, Property>,
    /// `endpoints` of services.
    pub endpoints: Grouped<Row, Text>,
    /// `data` of services.
    pub flows: Grouped<Row, Flow>,
    /// `data` of components, and what an inline dataset of a card says of itself.
    pub data: Grouped<Row, DataItem>,
    /// Model cards, by row.
    pub cards: Vec<(Row, Card)>,
    /// What only services carry, by row.
    pub services: Vec<(Row, Service)>,
    /// `cpe`, by row.
    pub cpes: Vec<(Row, Text)>,
    /// `scope`, by row.
    pub scopes: Vec<(Row, Text)>,
    /// `copyright` is stated, by row.
    pub copyrights: Vec<(Row, Packed<Text>)>,
    /// Remarks, by row.
    pub annotations: Vec<(Row, Annotation)>,
    /// Words about families of models, overheard in what is not kept: of models and of what may run them, and of the subject
    /// for the document. By row.
    pub words: Vec<(Row, Text)>,
}

impl Components {
    /// Rows held.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether the bill holds no component.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// Every row in order.
    pub fn rows(&self) -> impl Iterator<Item = Row> + use<> {
        (0..self.kind.len()).map(Row::new)
    }

    /// Whether the key of `list` is there, be the list empty or not.
    pub fn carries(&self, row: Row, list: ListField) -> bool {
        self.lists[row] & (1 << list as u8) != 0
    }

    /// The entry of a by-row list, binary search.
    pub fn sparse<T>(list: &[(Row, T)], row: Row) -> Option<&T> {
        list.binary_search_by_key(&row, |(at, _)| *at).ok().map(|at| &list[at].1)
    }

    /// Places of the remarks on `row` in [`Self::annotations`].
    pub fn annotated(&self, row: Row) -> std::ops::Range<usize> {
        let from = self.annotations.partition_point(|(at, _)| *at < row);
        from..from + self.annotations[from..].partition_point(|(at, _)| *at == row)
    }

    /// What was overheard of `row`.
    pub fn words_of(&self, row: Row) -> impl Iterator<Item = Text> {
        let from = self.words.partition_point(|(at, _)| *at < row);
        self.words[from..].iter().take_while(move |(at, _)| *at == row).map(|(_, words)| *words)
    }

    /// The model card of `row`.
    pub fn card(&self, row: Row) -> Option<&Card> {
        Self::sparse(&self.cards, row)
    }

    /// The digest in lower-case hex.
    pub fn hex(&self, digest: Digest) -> String {
        let start = digest.start as usize;
        self.digest_bytes[start..start + digest.algorithm.bytes()].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
