//! Digests of components, as they are read.

use super::component::{Algorithm, Digest, ListField, Row};
use super::draft::Draft;
use super::evidence::clip;
use super::note::NoteCode;
use crate::base::{Place, phrase};

impl Draft {
    /// Records a digest, or notes that it cannot be one.
    pub fn digest(&mut self, row: Row, algorithm: &str, hex: &str, place: Place) {
        self.carries(row, ListField::Hashes);
        let Some(algorithm) = Algorithm::of(algorithm) else {
            let message = phrase!("hash algorithm `{}` is not one the format lists", algorithm);
            return self.note_at(NoteCode::UnknownValue, row, place, message);
        };
        let mut bytes = [0; Algorithm::LONGEST];
        let bytes = &mut bytes[..algorithm.bytes()];
        if !unhex(hex, bytes) {
            let (name, want) = (algorithm.name(), 2 * algorithm.bytes());
            return self.note_at(
                NoteCode::DigestMalformed,
                row,
                place,
                phrase!("a {} digest has {} hex digits, found `{}`", name, want, clip(hex)),
            );
        }
        let mine = |(at, digest): &&(Row, Digest)| *at == row && digest.algorithm == algorithm;
        let start = u32::try_from(self.parts.digest_bytes.len()).expect("inputs are limited to 4 GiB");
        let contradicted = self.lists.hashes.iter().rev().take(16).filter(mine).any(|(_, other)| {
            let other = other.start as usize;
            self.parts.digest_bytes[other..other + algorithm.bytes()] != *bytes
        });
        if contradicted {
            self.note_at(NoteCode::DigestContradicted, row, place, phrase!("two different {} digests", algorithm.name()));
        }
        self.parts.digest_bytes.extend_from_slice(bytes);
        self.lists.hashes.push((row, Digest { algorithm, start }));
    }
}

/// Reads as many bytes of hex as `into` holds; false when `hex` is anything else.
fn unhex(hex: &str, into: &mut [u8]) -> bool {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    hex.len() == 2 * into.len()
        && hex.as_bytes().chunks_exact(2).zip(into).all(|(pair, byte)| match (digit(pair[0]), digit(pair[1])) {
            (Some(high), Some(low)) => {
                *byte = high << 4 | low;
                true
            }
            _ => false,
        })
}
