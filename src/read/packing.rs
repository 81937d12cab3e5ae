//! Compressed inputs, unpacked while they are read and never onto disk: gzip (RFC 1952) and zstd (RFC 8878).
//!
//! Members of gzip and frames of zstd that stand one after another are one text, as both RFCs say; since a bill is one
//! JSON or XML text, a reader that stops at the first member meets a broken text, never another bill. Whatever else
//! follows is damage. What other unpackers skip (skippable frames) is refused, for it is content that only some see.

use super::Source;
use crate::base::{Limits, Phrase, phrase};
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// Unpacked bytes that no ratio is asked of: short texts of one repeated word are no attack.
const FREE: u64 = 8 << 20;

/// How an input is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

impl Packing {
    /// By the first bytes.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        [(Self::Gzip, &b"\x1f\x8b"[..]), (Self::Zstd, b"\x28\xb5\x2f\xfd")]
            .into_iter()
            .find_map(|(packing, magic)| head.starts_with(magic).then_some(packing))
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// Why compressed data is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum PackingFault {
    /// The file ends too early.
    Truncated(Packing),
    /// A checksum that does not match, bytes after the end, a skippable frame, ...
    Damaged {
        /// How it is compressed.
        packing: Packing,
        /// What is wrong.
        why: Phrase,
    },
    /// Too little holds too much.
    Ratio {
        /// How it is compressed.
        packing: Packing,
        /// How many times its size is taken at most.
        limit: u64,
    },
    /// Compressed data inside compressed data.
    Nested {
        /// How the file is compressed.
        outer: Packing,
        /// How the text inside is compressed.
        inner: Packing,
    },
}

impl PackingFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Truncated(packing) => {
                phrase!("the {} data is cut off: the file ends before the data does", packing.word())
            }
            Self::Damaged { packing, why } => phrase!("the {} data is damaged: {}", packing.word(), why.clone()),
            Self::Ratio { packing, limit } => {
                phrase!("the {} data unpacks to more than {} times its size, as no bill does", packing.word(), *limit)
            }
            Self::Nested { outer, inner } => {
                phrase!("{} data inside {} data: compress a bill once", inner.word(), outer.word())
            }
        }
    }
}

/// The text inside a compressed source.
pub(super) struct Unpacked<'s, 'a> {
    packing: Packing,
    decoder: Decoder<'s, 'a>,
    given: u64,
    ratio: u64,
    /// What is wrong with the data, once something is: a reader above may have made other words of it.
    pub(super) fault: Option<PackingFault>,
}

enum Decoder<'s, 'a> {
    Gzip(Box<MultiGzDecoder<&'s mut Source<'a>>>),
    Zstd(Box<Frames<&'s mut Source<'a>>>),
}

impl<'s, 'a> Unpacked<'s, 'a> {
    pub(super) fn new(packing: Packing, source: &'s mut Source<'a>, limits: &Limits) -> Self {
        let decoder = match packing {
            Packing::Gzip => Decoder::Gzip(Box::new(MultiGzDecoder::new(source))),
            Packing::Zstd => Decoder::Zstd(Box::new(Frames::new(source))),
        };
        Self { packing, decoder, given: 0, ratio: limits.ratio, fault: None }
    }

    /// Compressed bytes taken so far.
    fn taken(&self) -> u64 {
        match &self.decoder {
            Decoder::Gzip(decoder) => decoder.get_ref().taken(),
            Decoder::Zstd(frames) => frames.from.get_ref().taken(),
        }
    }

    fn refuse(&mut self, fault: PackingFault) -> io::Error {
        let error = io::Error::new(ErrorKind::InvalidData, fault.to_string());
        self.fault = Some(fault);
        error
    }
}

impl Read for Unpacked<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if let Some(fault) = &self.fault {
            return Err(io::Error::new(ErrorKind::InvalidData, fault.to_string()));
        }
        let read = match &mut self.decoder {
            Decoder::Gzip(decoder) => decoder.read(into),
            Decoder::Zstd(frames) => frames.read(into),
        };
        let packing = self.packing;
        match read {
            Ok(read) => {
                self.given += read as u64;
                if self.given > FREE && self.given / self.ratio > self.taken() {
                    return Err(self.refuse(PackingFault::Ratio { packing, limit: self.ratio }));
                }
                Ok(read)
            }
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(self.refuse(PackingFault::Truncated(packing))),
            // Of the file itself, not of what it holds.
            Err(error) if error.raw_os_error().is_some() || error.kind() == ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let why = error.downcast::<Phrase>().unwrap_or_else(|error| error.to_string().into());
                Err(self.refuse(PackingFault::Damaged { packing, why }))
            }
        }
    }
}

/// The frames of zstd data, one after another.
struct Frames<R> {
    from: BufReader<R>,
    decoder: FrameDecoder,
    /// Bytes the open frame has given.
    open: Option<u64>,
}

impl<R: Read> Frames<R> {
    fn new(from: R) -> Self {
        Self { from: BufReader::new(from), decoder: FrameDecoder::new(), open: None }
    }

    /// Starts the next frame; false at the end of the data.
    fn start(&mut self) -> io::Result<bool> {
        if self.from.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.decoder.reset(&mut self.from).map_err(|error| match error {
            FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { .. }) => {
                io::Error::other(phrase!("a skippable frame, which not every reader looks into"))
            }
            FrameDecoderError::ReadFrameHeaderError(_) if !self.from.buffer().is_empty() => {
                io::Error::other(phrase!("bytes that are no zstd frame follow or stand in place of one"))
            }
            error => in_words(&error),
        })?;
        self.open = Some(0);
        Ok(true)
    }

    /// Holds a frame that is used up against what it says of itself.
    fn end(&mut self, given: u64) -> io::Result<()> {
        self.open = None;
        let declared = self.decoder.content_size();
        if declared != 0 && declared != given {
            return Err(io::Error::other(phrase!("a frame declares {} bytes and holds {}", declared, given)));
        }
        match self.decoder.get_checksum_from_data() {
            Some(sum) if self.decoder.get_calculated_checksum() != Some(sum) => {
                Err(io::Error::other(phrase!("the checksum of a frame does not match")))
            }
            _ => Ok(()),
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(given) = self.open else {
                if self.start()? {
                    continue;
                }
                return Ok(0);
            };
            let read = self.decoder.read(into)?;
            if read > 0 || into.is_empty() {
                self.open = Some(given + read as u64);
                return Ok(read);
            }
            if self.decoder.is_finished() {
                self.end(given)?;
            } else {
                self.decoder
                    .decode_blocks(&mut self.from, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(|error| in_words(&error))?;
            }
        }
    }
}

/// Keeps "the data ends here" apart from "the data is wrong": the decoder wraps the former deep inside.
fn in_words(error: &FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if let Some(io) = inner.downcast_ref::<io::Error>()
            && io.kind() == ErrorKind::UnexpectedEof
        {
            return io::Error::from(ErrorKind::UnexpectedEof);
        }
        cause = inner.source();
    }
    io::Error::other(error.to_string())
}
