//! Text and bills as they lie in the file: zlib, and a digest of what is inside.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// SHA-256 in lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// What was packed, if it is what the digest says.
pub(super) fn unpack(packed: &[u8], digest: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if sha256(&bytes) == digest { Ok(bytes) } else { Err("what is kept is not what its digest says".to_owned()) }
}

/// Packs a bill while it is read: give a clone to [`crate::read::Source::copied`], and take the bill once it was read whole.
#[derive(Clone)]
pub struct Packer(Arc<Mutex<ZlibEncoder<Vec<u8>>>>);

impl Default for Packer {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(ZlibEncoder::new(Vec::new(), Compression::fast()))))
    }
}

impl Packer {
    /// What was written so far, packed.
    ///
    /// # Errors
    /// Never in practice: it is written to memory.
    pub fn take(&self) -> io::Result<Vec<u8>> {
        let mut encoder = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *encoder, ZlibEncoder::new(Vec::new(), Compression::fast())).finish()
    }
}

impl Write for Packer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
