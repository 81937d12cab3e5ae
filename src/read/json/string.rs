//! Strings: a fast path for those that stand whole and plain in the buffer, a slow one for the rest.

use super::error::{Fault, JsonError};
use super::input::Input;

const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES * 128;

/// Where a string stands: its bytes in the buffer, or decoded in the scratch space.
pub(super) enum Held {
    Buffer { from: usize, to: usize },
    Scratch,
}

/// Bytes before the first that ends a plain run (quote, backslash, control), and whether all bytes seen are ASCII.
#[inline]
fn plain(bytes: &[u8]) -> (usize, bool) {
    let mut high = 0u64;
    let mut chunks = bytes.chunks_exact(8);
    let mut done = 0;
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("chunks of eight"));
        high |= word & HIGH;
        let equal = |byte: u8| {
            let x = word ^ (ONES * u64::from(byte));
            x.wrapping_sub(ONES) & !x & HIGH
        };
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        let stop = control | equal(b'"') | equal(b'\\');
        if stop != 0 {
            return (done + (stop.trailing_zeros() / 8) as usize, high == 0);
        }
        done += 8;
    }
    for byte in chunks.remainder() {
        if matches!(byte, b'"' | b'\\' | 0..0x20) {
            break;
        }
        high |= u64::from(byte & 0x80);
        done += 1;
    }
    (done, high == 0)
}

/// Reads a string, the opening quote included, and checks that it is UTF-8.
#[inline]
pub(super) fn read(input: &mut Input<'_>, scratch: &mut Vec<u8>, limit: usize) -> Result<Held, JsonError> {
    input.take(1);
    let (run, ascii) = plain(input.rest());
    if input.rest().get(run) == Some(&b'"') && run <= limit {
        let from = input.at();
        input.take(run + 1);
        if !ascii && std::str::from_utf8(input.taken(from, from + run)).is_err() {
            return Err(input.fault(Fault::NotUtf8));
        }
        return Ok(Held::Buffer { from, to: from + run });
    }
    slow(input, scratch, limit)?;
    Ok(Held::Scratch)
}

#[cold]
fn slow(input: &mut Input<'_>, scratch: &mut Vec<u8>, limit: usize) -> Result<(), JsonError> {
    scratch.clear();
    loop {
        let Some(byte) = input.byte()? else {
            return Err(input.unexpected("the closing quote of a string"));
        };
        match byte {
            b'"' => break,
            b'\\' => escape(input, scratch)?,
            0..0x20 => return Err(input.fault(Fault::Control(byte))),
            _ => {
                let (run, _) = plain(input.rest());
                scratch.extend_from_slice(&input.rest()[..run]);
                input.take(run);
            }
        }
        if scratch.len() > limit {
            return Err(input.fault(Fault::Limit { what: "bytes of one string", limit }));
        }
    }
    input.take(1);
    if std::str::from_utf8(scratch).is_err() {
        return Err(input.fault(Fault::NotUtf8));
    }
    Ok(())
}

fn escape(input: &mut Input<'_>, scratch: &mut Vec<u8>) -> Result<(), JsonError> {
    input.take(1);
    let plain = match input.byte()? {
        Some(b'n') => b'\n',
        Some(b't') => b'\t',
        Some(b'r') => b'\r',
        Some(b'b') => 0x08,
        Some(b'f') => 0x0c,
        Some(byte @ (b'"' | b'\\' | b'/')) => byte,
        Some(b'u') => {
            input.take(1);
            return unicode(input, scratch);
        }
        Some(other) => {
            let shown = if other.is_ascii_graphic() { char::from(other).to_string() } else { format!("x{other:02x}") };
            return Err(input.fault(Fault::Escape(shown)));
        }
        None => return Err(input.unexpected("an escape")),
    };
    input.take(1);
    scratch.push(plain);
    Ok(())
}

fn unicode(input: &mut Input<'_>, scratch: &mut Vec<u8>) -> Result<(), JsonError> {
    let first = hex(input)?;
    let point = match first {
        0xd800..=0xdbff => {
            for want in [b'\\', b'u'] {
                if input.byte()? != Some(want) {
                    return Err(input.fault(Fault::LoneSurrogate));
                }
                input.take(1);
            }
            let second = hex(input)?;
            if !(0xdc00..=0xdfff).contains(&second) {
                return Err(input.fault(Fault::LoneSurrogate));
            }
            0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        }
        other => other,
    };
    let Some(character) = char::from_u32(point) else {
        return Err(input.fault(Fault::LoneSurrogate));
    };
    scratch.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    Ok(())
}

fn hex(input: &mut Input<'_>) -> Result<u32, JsonError> {
    let mut value = 0;
    for _ in 0..4 {
        let digit = input.byte()?.and_then(|byte| char::from(byte).to_digit(16));
        let Some(digit) = digit else {
            return Err(input.unexpected("four hex digits after `\\u`"));
        };
        value = value * 16 + digit;
        input.take(1);
    }
    Ok(value)
}
