//! Hashes, external references, properties.

use super::Reader;
use super::mention::property_mentions;
use super::scan::Scan;
use super::subtrees::REFERENCE_PARTS;
use super::tables::{HASH, PROPERTY, REFERENCE};
use super::words::{NEWER_HASHES, REFERENCES};
use crate::base::{Phrase, Place, Text, phrase};
use crate::model::{ListField, NoteCode, Packed, Property, Reference, Role, Row, Stated};
use crate::read::error::ReadError;
use crate::read::json::ValueKind;
use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

impl Reader<'_> {
    /// `hashes` of a component.
    pub(super) fn hashes(&mut self, row: Row) -> Result<(), ReadError> {
        self.carries(row, ListField::Hashes)?;
        let at = Some(row);
        self.list("hashes", at, |reader, _| {
            if !reader.object("a hash", at)? {
                return Ok(());
            }
            let start = reader.json.place();
            let mut there = [false; 2];
            while let Some(key) = reader.key(&HASH, at)? {
                let Some(place) = reader.scalar(key, at)? else { continue };
                let part = usize::from(key != "alg");
                if part == 0 && NEWER_HASHES.find(&reader.scratch).is_some() {
                    reader.listed(&NEWER_HASHES, at, place);
                }
                there[part] = true;
                std::mem::swap(&mut reader.scratch, &mut reader.aside[part]);
            }
            let [algorithm, digest] = &reader.aside;
            match there {
                [true, true] => reader.draft.digest(row, algorithm, digest, start),
                [false, _] => reader.missing(&HASH, "alg", at, start),
                [_, false] => reader.missing(&HASH, "content", at, start),
            }
            Ok(())
        })
    }

    /// `externalReferences` of a component, a service or the document. Nothing is ever fetched.
    pub(super) fn references(&mut self, row: Option<Row>, pointer: &str) -> Result<(), ReadError> {
        if let Some(row) = row {
            self.carries(row, ListField::References)?;
        }
        self.list("externalReferences", row, |reader, at| reader.external(row, pointer, at))
    }

    fn external(&mut self, row: Option<Row>, pointer: &str, index: usize) -> Result<(), ReadError> {
        if !self.object("an external reference", row)? {
            return Ok(());
        }
        let start = self.json.place();
        let (mut kind, mut url): (Packed<Text>, Packed<Text>) = Default::default();
        let mut url_at = start;
        while let Some(key) = self.key(&REFERENCE, row)? {
            match key {
                "type" => kind = self.word(&REFERENCES, row)?,
                "url" => {
                    let Some(place) = self.scalar("url", row)? else { continue };
                    self.look("url", row, place);
                    self.suspect(row, place);
                    url_at = place;
                    url = self.draft.keep(&self.scratch);
                }
                "hashes" | "properties" => {
                    let scan = Scan { table: &REFERENCE_PARTS, role: Role::Elsewhere, row };
                    self.scan(scan, &mut format!("{pointer}/{index}/{key}"))?;
                }
                _ => self.loose(key, row)?,
            }
        }
        for (there, key) in [(kind, "type"), (url, "url")] {
            if there == Packed::default() {
                self.missing(&REFERENCE, key, row, start);
            }
        }
        let Stated::Value(url) = url.get() else {
            // A bill of which nobody says where it is was not given either.
            if url != Packed::default() && self.draft.value(kind).is_some_and(is_bom) {
                self.elsewhere(row, "?", url_at);
            }
            return Ok(());
        };
        // `other` and the like are placeholders elsewhere, but words of this list.
        let kind = kind.get().value().unwrap_or_else(|| self.draft.texts.intern("other"));
        let address = self.draft.texts.get(url);
        if !is_bom_link(address) && (is_bom(self.draft.texts.get(kind)) || is_file_of_a_bom(address)) {
            let shown: String = address.chars().take(120).collect();
            self.elsewhere(row, &shown, url_at);
        }
        let reference = Reference { kind, url };
        match row {
            Some(row) => self.draft.lists.references.push((row, reference)),
            None => self.draft.of_document.references.push(reference),
        }
        Ok(())
    }

    fn suspect(&mut self, row: Option<Row>, place: Place) {
        let mut url = Cow::Borrowed(self.scratch.trim());
        if url.bytes().any(|byte| byte.is_ascii_uppercase()) {
            url.to_mut().make_ascii_lowercase();
        }
        let shown = || self.scratch.chars().take(120).collect::<String>();
        if is_bom_link(&url) {
            self.elsewhere(row, &shown(), place);
        } else if let Some(why) = suspicious(&url) {
            let shown = shown();
            let message = phrase!("an external reference points to `{}`: {}; it is never fetched", shown, Phrase::word(why));
            self.draft.note(NoteCode::SuspiciousReference, row, place, String::new(), message);
        }
    }

    /// Parts that are described in a bill that was not given: nobody can hold those against a policy.
    fn elsewhere(&mut self, row: Option<Row>, url: &str, place: Place) {
        let message = phrase!("an external reference points to `{}`, another bill that was not given", url);
        self.draft.note(NoteCode::BomLink, row, place, String::new(), message);
    }

    /// `properties` of a component, a service or a card; of the document where there is no row.
    pub(super) fn properties(&mut self, at: Option<Row>) -> Result<(), ReadError> {
        if let Some(row) = at {
            self.carries(row, ListField::Properties)?;
        }
        if self.json.peek()? != ValueKind::Object {
            return self.list("properties", at, |reader, _| reader.property(at));
        }
        // Name and value pairs written as one object.
        let place = self.json.place();
        self.wrong("properties", ValueKind::Object, at, place);
        self.json.begin_object()?;
        while let Some(name) = self.json.next_key()? {
            let name = name.to_owned();
            if let Some(place) = self.scalar("the value of a property", at)? {
                let value = self.draft.say(&self.scratch);
                let text = self.draft.texts.intern(&name);
                self.keep_property(at, text, value, place);
            }
        }
        Ok(())
    }

    fn property(&mut self, at: Option<Row>) -> Result<(), ReadError> {
        if !self.object("a property", at)? {
            return Ok(());
        }
        let start = self.json.place();
        let (mut name, mut value, mut value_at) = (None, Packed::default(), start);
        while let Some(key) = self.key(&PROPERTY, at)? {
            if key == "name" {
                if let Some(place) = self.scalar("the name of a property", at)? {
                    self.look("the name of a property", at, place);
                    name = Some(self.draft.texts.intern(&self.scratch));
                }
            } else if let Some(place) = self.scalar("the value of a property", at)? {
                value = self.draft.say(&self.scratch);
                value_at = place;
            }
        }
        match name {
            Some(name) => self.keep_property(at, name, value, value_at),
            None => self.missing(&PROPERTY, "name", at, start),
        }
        Ok(())
    }

    fn keep_property(&mut self, row: Option<Row>, name: Text, value: Packed<Text>, place: Place) {
        match row {
            Some(row) => self.draft.lists.properties.push((row, Property { name, value })),
            None => self.draft.of_document.properties.push(Property { name, value }),
        }
        if let Stated::Value(value) = value.get() {
            property_mentions(self.draft, row, name, value, place);
        }
    }
}

/// Whether an address is a BOM-Link (CycloneDX guide, "BOM-Link").
fn is_bom_link(url: &str) -> bool {
    url.trim_start().get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn:cdx:"))
}

/// Whether a type of reference says that a bill is there: `bom`, and what people write for it (`SBOM`, `ml-bom`).
fn is_bom(kind: &str) -> bool {
    let kind = kind.trim().as_bytes();
    kind.len().checked_sub(3).is_some_and(|start| kind[start..].eq_ignore_ascii_case(b"bom"))
}

/// Whether an address ends in a name that CycloneDX and SPDX recommend for the file of a bill.
fn is_file_of_a_bom(url: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        "bom.json",
        "bom.xml",
        ".cdx.json",
        ".cdx.xml",
        ".spdx",
        ".spdx.json",
        ".spdx.yaml",
        ".spdx.yml",
        ".spdx.rdf",
        ".spdx.rdf.xml",
    ];
    let path = url.trim().split(['?', '#']).next().unwrap_or_default().as_bytes();
    ENDINGS.iter().any(|ending| {
        let start = path.len().checked_sub(ending.len());
        start.is_some_and(|start| path[start..].eq_ignore_ascii_case(ending.as_bytes()))
    })
}

/// Why a reference, in lower case, is not one to a public web address.
pub(in crate::read) fn suspicious(url: &str) -> Option<&'static str> {
    let scheme = url.split(':').next().unwrap_or_default();
    if matches!(scheme, "file" | "gopher" | "ftp" | "javascript" | "data" | "vbscript" | "ldap" | "jar" | "dict")
        && url.contains(':')
    {
        return Some("its scheme names no web address");
    }
    let authority = url.split_once("://")?.1.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next()?,
        None => host.split(':').next()?,
    };
    let host = host.trim_end_matches('.');
    if host == "localhost" || host.ends_with(".localhost") || host == "metadata.google.internal" {
        return Some("its host is the reader's own machine or cloud");
    }
    let inside = |four: Ipv4Addr| {
        four.is_loopback() || four.is_private() || four.is_link_local() || four.is_unspecified() || four.octets()[0] == 0
    };
    let private = if let Ok(four) = host.parse::<Ipv4Addr>() {
        inside(four)
    } else if let Ok(six) = host.parse::<Ipv6Addr>() {
        six.is_loopback()
            || six.is_unspecified()
            || six.is_unicast_link_local()
            || six.is_unique_local()
            || six.to_ipv4().is_some_and(inside)
    } else {
        // Addresses as one number or in hex are read as addresses by browsers and libraries.
        !host.is_empty() && (host.bytes().all(|byte| byte.is_ascii_digit()) || host.starts_with("0x"))
    };
    private.then_some("its host is not in the public network")
}

#[cfg(test)]
mod tests {
    use super::{is_bom, is_bom_link, is_file_of_a_bom, suspicious};

    #[test]
    fn another_bill_is_told_by_its_type_or_by_the_name_of_its_file() {
        for kind in ["bom", "BOM", "SBOM", " ml-bom "] {
            assert!(is_bom(kind), "{kind}");
        }
        for kind in ["website", "bo", "bomb", ""] {
            assert!(!is_bom(kind), "{kind}");
        }
        for url in [
            "https://x.example/a/sbom.json",
            "https://x.example/m.CDX.json?raw=1",
            "m.spdx",
            "https://x.example/m.spdx.rdf.xml#a",
        ] {
            assert!(is_file_of_a_bom(url), "{url}");
        }
        for url in [
            "https://spdx.org",
            "https://cyclonedx.org/tool-center",
            "https://x.example/model.json",
            "https://github.com/spdx/spdx",
            "",
        ] {
            assert!(!is_file_of_a_bom(url), "{url}");
        }
        assert!(is_bom_link(" URN:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1") && !is_bom_link("urn:uuid:1"));
    }

    #[test]
    fn references_into_the_reader_s_own_network_are_told_from_public_ones() {
        for url in [
            "file:///etc/passwd",
            "gopher://x/",
            "javascript:alert(1)",
            "http://169.254.169.254/latest",
            "http://user@127.0.0.1:80/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "https://localhost./",
            "http://2130706433/",
            "http://0x7f000001/",
        ] {
            assert!(suspicious(url).is_some(), "{url}");
        }
        for url in ["https://huggingface.co/x", "http://8.8.8.8/", "git@github.com:a/b", "https://10.example.com/", "a/b", ""] {
            assert_eq!(suspicious(url), None, "{url}");
        }
    }
}
