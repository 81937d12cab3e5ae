//! Where the bytes of one input come from.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes by which a format is told.
const HEAD: usize = 16 << 10;

/// One input, opened once and read once, with the name reports give it. It counts and hashes every byte it hands out.
pub struct Source<'a> {
    name: String,
    from: Box<dyn Read + Send + 'a>,
    /// The same open file, where it can be read twice.
    file: Option<File>,
    head: Vec<u8>,
    given: usize,
    bytes: u64,
    digest: Sha256,
    /// Where every byte handed out goes too.
    copy: Option<Box<dyn Write + Send + 'a>>,
}

impl Source<'static> {
    /// The file at `path`; standard input for `-`.
    ///
    /// # Errors
    /// When it cannot be opened, or is a folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let name = path.to_string_lossy().into_owned();
        if name == "-" {
            return Ok(Self::of(name, Box::new(io::stdin())));
        }
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::new(ErrorKind::IsADirectory, "is a folder; name the bill inside it"));
        }
        let file_again = if file.metadata()?.is_file() { Some(file.try_clone()?) } else { None };
        Ok(Self { file: file_again, ..Self::of(name, Box::new(file)) })
    }

    /// Bytes that are held already.
    pub fn bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self::of(name.into(), Box::new(Cursor::new(bytes)))
    }
}

impl<'a> Source<'a> {
    /// What `from` gives: a text found inside another.
    pub(super) fn inside(name: String, from: impl Read + Send + 'a) -> Self {
        Self::of(name, Box::new(from))
    }

    fn of(name: String, from: Box<dyn Read + Send + 'a>) -> Self {
        Self { name, from, file: None, head: Vec::new(), given: 0, bytes: 0, digest: Sha256::new(), copy: None }
    }

    /// The same input; every byte it hands out is written to `copy` too. A bill that was read was handed out whole.
    pub fn copied(self, copy: impl Write + Send + 'a) -> Self {
        Self { copy: Some(Box::new(copy)), ..self }
    }

    /// The name reports give it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first bytes, which are still to be read.
    ///
    /// # Errors
    /// When they cannot be had.
    pub fn head(&mut self) -> io::Result<&[u8]> {
        if self.head.is_empty() {
            (&mut self.from).take(HEAD as u64).read_to_end(&mut self.head)?;
        }
        Ok(&self.head[..self.head.len().min(HEAD)])
    }

    /// Shows `see` the whole input, which is still to be read: for what the head does not tell. A file is read twice, of
    /// anything else up to `most` bytes are held.
    ///
    /// # Errors
    /// When the bytes cannot be had, or there are too many to hold (kind `FileTooLarge`).
    pub(super) fn ahead<T>(&mut self, most: usize, see: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        self.head()?;
        if let Some(file) = &mut self.file {
            let seen = see(&mut self.head.as_slice().chain(&mut *file));
            file.seek(SeekFrom::Start(self.head.len() as u64))?;
            return Ok(seen);
        }
        let room = (most + 1).saturating_sub(self.head.len());
        (&mut self.from).take(room as u64).read_to_end(&mut self.head)?;
        if self.head.len() > most {
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok(see(&mut self.head.as_slice()))
    }

    /// Bytes handed out so far.
    pub(super) fn taken(&self) -> u64 {
        self.bytes
    }

    /// Bytes handed out so far, and their SHA-256 in lower-case hex.
    pub fn receipt(&self) -> (u64, String) {
        let digest = self.digest.clone().finalize();
        (self.bytes, digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = &self.head[self.given..];
        let taken = if rest.is_empty() {
            self.from.read(into)?
        } else {
            let taken = rest.len().min(into.len());
            into[..taken].copy_from_slice(&rest[..taken]);
            self.given += taken;
            taken
        };
        self.digest.update(&into[..taken]);
        if let Some(copy) = &mut self.copy {
            copy.write_all(&into[..taken])?;
        }
        self.bytes += taken as u64;
        Ok(taken)
    }
}
