//! How the bytes of a component are serialised, as far as the bill says.

use super::web::behind_scheme;
use crate::model::{Bom, Row, parse_purl};

/// Endings that are part of a version or a name rather than a format.
fn ending(text: &str) -> Option<&str> {
    let file = text.split(['?', '#']).next()?.rsplit('/').next()?;
    let (_, end) = file.rsplit_once('.')?;
    let plausible = (1..=12).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && end.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !end.starts_with(|first: char| first.is_ascii_digit());
    plausible.then_some(end)
}

/// Says each format the bill states for one component alone, as written: endings of its name and of its downloads, and its
/// properties named `format` or `serialization`.
pub fn stated_formats(bom: &Bom, row: Row, say: &mut dyn FnMut(&str)) {
    let parts = &bom.components;
    bom.value(parts.name[row]).and_then(ending).map(&mut *say);
    let generic = bom.value(parts.purl[row]).filter(|purl| purl.starts_with("pkg:generic/"));
    if let Some(purl) = generic.and_then(|purl| parse_purl(purl).ok()) {
        ending(&purl.name).map(&mut *say);
    }
    for reference in parts.references.of(row) {
        if matches!(bom.text(reference.kind), "distribution" | "distribution-intake" | "other") {
            let url = bom.text(reference.url);
            let path = behind_scheme(url).and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
            ending(path).map(&mut *say);
        }
    }
    for property in parts.properties.of(row) {
        let name = bom.text(property.name).to_ascii_lowercase();
        if (name.ends_with("format") || name.ends_with("formats") || name.ends_with("serialization"))
            && let Some(value) = bom.value(property.value)
        {
            value.split([',', ';', ' ']).filter(|word| !word.is_empty()).for_each(|word| say(word.trim_matches('.')));
        }
    }
}
