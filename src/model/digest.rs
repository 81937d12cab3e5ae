//! Digests of components, as they are read.

use super::component::{Algorithm, Digest, ListField, Row};
use super::draft::Draft;
use super::evidence::clip;
use super::note::NoteCode;
use crate::base::Place;

impl Draft {
    /// Records a digest, or notes that it cannot be one.
    pub fn digest(&mut self, row: Row, algorithm: &str, hex: &str, place: Place) {
        self.carries(row, ListField::Hashes);
        let Some(algorithm) = Algorithm::of(algorithm) else {
            let message = format!("hash algorithm `{algorithm}` is not one the format lists");
            return self.note_at(NoteCode::UnknownValue, row, place, message);
        };
        let bytes: Option<Vec<u8>> = (hex.len() == 2 * algorithm.bytes() && hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .then(|| hex.as_bytes().chunks_exact(2).map(|pair| nibble(pair[0]) << 4 | nibble(pair[1])).collect());
        let Some(bytes) = bytes else {
            let (name, want) = (algorithm.name(), 2 * algorithm.bytes());
            return self.note_at(
                NoteCode::DigestMalformed,
                row,
                place,
                format!("a {name} digest has {want} hex digits, found `{}`", clip(hex)),
            );
        };
        let mine = |(at, digest): &&(Row, Digest)| *at == row && digest.algorithm == algorithm;
        let start = u32::try_from(self.parts.digest_bytes.len()).expect("inputs are limited to 4 GiB");
        let contradicted = self.lists.hashes.iter().rev().take(16).filter(mine).any(|(_, other)| {
            let other = other.start as usize;
            self.parts.digest_bytes[other..other + algorithm.bytes()] != bytes
        });
        if contradicted {
            self.note_at(NoteCode::DigestContradicted, row, place, format!("two different {} digests", algorithm.name()));
        }
        self.parts.digest_bytes.extend(bytes);
        self.lists.hashes.push((row, Digest { algorithm, start }));
    }
}

/// The value of a hex digit.
fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit - b'A' + 10,
    }
}
