//! Numbers: the grammar of RFC 8259, section 6, and no value that readers would round differently.

use super::error::{Fault, JsonError};
use super::input::Input;
use super::string::Held;
use crate::base::phrase;

/// Bytes of a number up to which it may be held; nothing real comes near.
const LONGEST: usize = 1024;

/// Reads a number and checks that it has one value.
pub(super) fn read(input: &mut Input<'_>, scratch: &mut Vec<u8>) -> Result<Held, JsonError> {
    let run = |rest: &[u8]| {
        rest.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')).unwrap_or(rest.len())
    };
    let length = run(input.rest());
    let from = input.at();
    if length < input.rest().len() && length <= LONGEST {
        check(input, input.taken(from, from + length))?;
        input.take(length);
        return Ok(Held::Buffer { from, to: from + length });
    }
    scratch.clear();
    while input.byte()?.is_some() {
        let length = run(input.rest());
        scratch.extend_from_slice(&input.rest()[..length]);
        let ended = length < input.rest().len();
        input.take(length);
        if scratch.len() > LONGEST {
            return Err(input.fault(Fault::Limit { what: "bytes of one number", limit: LONGEST }));
        }
        if ended {
            break;
        }
    }
    check(input, scratch)?;
    Ok(Held::Scratch)
}

fn check(input: &Input<'_>, literal: &[u8]) -> Result<(), JsonError> {
    let text = std::str::from_utf8(literal).unwrap_or_default();
    let Some(shape) = shape(literal) else {
        let found = if text.len() > 40 { phrase!("another text") } else { format!("`{text}`").into() };
        return Err(input.fault(Fault::Unexpected { expected: "a number as JSON writes it", found }));
    };
    // Fifteen digits fit every number type.
    if shape.exponent || literal.len() > 15 {
        let exact = if shape.integer { integer(text) } else { finite(text, literal) };
        if !exact {
            return Err(input.fault(Fault::Number(text.chars().take(80).collect())));
        }
    }
    Ok(())
}

struct Shape {
    integer: bool,
    exponent: bool,
}

fn shape(literal: &[u8]) -> Option<Shape> {
    let digits = |rest: &[u8]| rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = literal.strip_prefix(b"-").unwrap_or(literal);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest[0] == b'0') {
        return None;
    }
    rest = &rest[whole..];
    let mut shape = Shape { integer: true, exponent: false };
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = digits(fraction);
        if length == 0 {
            return None;
        }
        rest = &fraction[length..];
        shape.integer = false;
    }
    if let Some(exponent) = rest.strip_prefix(b"e").or(rest.strip_prefix(b"E")) {
        let exponent = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-")).unwrap_or(exponent);
        let length = digits(exponent);
        if length == 0 {
            return None;
        }
        rest = &exponent[length..];
        shape = Shape { integer: false, exponent: true };
    }
    rest.is_empty().then_some(shape)
}

fn integer(text: &str) -> bool {
    text.parse::<i64>().is_ok()
        || text.parse::<u64>().is_ok()
        || text.parse::<f64>().is_ok_and(|value| value.is_finite() && format!("{value:.0}") == text)
}

fn finite(text: &str, literal: &[u8]) -> bool {
    let mantissa = literal.split(|byte| matches!(byte, b'e' | b'E')).next().unwrap_or_default();
    let zero = mantissa.iter().all(|byte| matches!(byte, b'0' | b'.' | b'-'));
    text.parse::<f64>().is_ok_and(|value| value.is_finite() && (zero || value != 0.0))
}
