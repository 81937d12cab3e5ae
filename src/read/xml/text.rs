//! Characters, names and references. Source: XML 1.0, fifth edition, 2.2, 2.3, 2.11, 4.1, 4.6.

use super::error::XmlFault;
use std::borrow::Cow;

/// White space of XML.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Whether a text is white space of XML.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

/// Bytes of white space at the start.
pub(super) fn blanks(text: &str) -> usize {
    text.as_bytes().iter().position(|byte| !is_space(*byte)).unwrap_or(text.len())
}

/// Whether a character may stand in a document.
fn allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a byte may begin a character that may not stand in a document. U+FFFE and U+FFFF begin with 0xef.
fn is_suspect(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) | (byte == 0xef)
}

/// Whether nothing in a text needs [`check`] or [`lines`].
pub(super) fn is_clean(text: &str) -> bool {
    let suspect = text.bytes().fold(false, |found, byte| found | is_suspect(byte) | (byte == b'\r'));
    // Letters of full width begin as U+FFFE does.
    !suspect || text.chars().all(|character| allowed(character) && character != '\r')
}

/// Checks that every character may stand in a document.
pub(super) fn check(text: &str) -> Result<(), XmlFault> {
    // Without an early end, so that many bytes are looked at at once.
    if !text.bytes().fold(false, |found, byte| found | is_suspect(byte)) {
        return Ok(());
    }
    match text.chars().find(|character| !allowed(*character)) {
        Some(character) => Err(XmlFault::Character(character.into())),
        None => Ok(()),
    }
}

/// Ends of lines as one line feed each.
pub(super) fn lines(text: &str) -> Cow<'_, str> {
    if text.as_bytes().contains(&b'\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn starts_name(character: char) -> bool {
    matches!(character, 'A'..='Z' | 'a'..='z' | '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn goes_on_name(character: char) -> bool {
    starts_name(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Bytes that nearly every name is made of.
const PLAIN: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0u8);
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        byte += 1;
    }
    table
};

/// Bytes of a name without a colon at the start of a text, as far as it is made of the bytes nearly every name is made of.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return 0;
    }
    let mut at = 1;
    while at < bytes.len() && PLAIN[usize::from(bytes[at])] {
        at += 1;
    }
    at
}

/// Whether a text is a name without a colon.
pub(super) fn is_name(text: &str) -> bool {
    if !text.is_empty() && plain(text.as_bytes()) == text.len() {
        return true;
    }
    let mut characters = text.chars();
    characters.next().is_some_and(starts_name) && characters.all(goes_on_name)
}

/// A qualified name taken apart: prefix (may be empty) and local name.
pub(super) fn split(name: &str) -> Result<(&str, &str), XmlFault> {
    // Told in one pass by the bytes nearly every name is made of.
    let length = plain(name.as_bytes());
    if length > 0 {
        match name[length..].strip_prefix(':') {
            None if length == name.len() => return Ok(("", name)),
            Some(local) if !local.is_empty() && plain(local.as_bytes()) == local.len() => return Ok((&name[..length], local)),
            _ => {}
        }
    }
    let (prefix, local) = match name.bytes().position(|byte| byte == b':') {
        Some(at) if is_name(&name[..at]) => (&name[..at], &name[at + 1..]),
        None => ("", name),
        Some(_) => return Err(XmlFault::Name(short(name))),
    };
    if is_name(local) { Ok((prefix, local)) } else { Err(XmlFault::Name(short(name))) }
}

/// The first characters of a text, for a message.
pub(super) fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

/// The character a reference stands for; `name` is what stands between `&` and `;`.
pub(super) fn reference(name: &str) -> Result<char, XmlFault> {
    let number = match name {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "apos" => return Ok('\''),
        "quot" => return Ok('"'),
        _ => name.strip_prefix('#').ok_or_else(|| XmlFault::Entity(short(name)))?,
    };
    let (digits, base) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return Err(XmlFault::Entity(short(name)));
    }
    let code = u32::from_str_radix(digits, base).unwrap_or(u32::MAX);
    char::from_u32(code).filter(|character| allowed(*character)).ok_or(XmlFault::Character(code))
}

/// Checks the value of an attribute; whether it is what [`value`] makes of it.
pub(super) fn check_value(value: &str) -> Result<bool, XmlFault> {
    let special = |byte: u8| (byte < 0x20) | (byte == b'<') | (byte == b'&');
    if !value.bytes().fold(false, |found, byte| found | special(byte) | (byte == 0xef)) {
        return Ok(true);
    }
    check(value)?;
    if value.contains('<') {
        return Err(XmlFault::unexpected("an attribute value without `<`", "<"));
    }
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        let (name, after) =
            rest[at + 1..].split_once(';').ok_or_else(|| XmlFault::unexpected("`;` after `&` and a name", "\""))?;
        reference(name)?;
        rest = after;
    }
    Ok(!value.bytes().any(special))
}

/// The value of an attribute that was checked: references resolved, white space as blanks. Source: XML 1.0, 3.3.3.
pub(super) fn value(raw: &str) -> Cow<'_, str> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((name, after)) = rest.strip_prefix('&').and_then(|rest| rest.split_once(';')) {
            text.extend(reference(name).ok());
            rest = after;
        } else {
            text.push(' ');
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}
