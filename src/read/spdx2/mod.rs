//! SPDX 2.2 and 2.3 in JSON, YAML, tag-value and RDF/XML. Source: <https://spdx.github.io/spdx-spec/v2.3/>.
//!
//! Each syntax fills the same [`record::Record`] for one element at a time; [`build::Builder`] turns each into a row of
//! the [`Draft`] as soon as it is complete. JSON, YAML and tag-value are never held as a tree; RDF is a graph whose nodes
//! may stand in any order, so its nodes are indexed first.

mod build;
mod element;
mod finish;
mod held;
mod license;
mod pull;
mod rdf;
mod record;
mod relation;
mod remark;
mod tables;
mod tag;
mod walk;
mod yaml;

use super::error::ReadError;
use super::json::Json;
use super::{Format, Source, looks};
use crate::model::Draft;
use build::Builder;
use walk::Walk;

/// Root keys that only SPDX 2 has.
const MARKERS: &[&str] = &["spdxVersion", "SPDXID", "documentNamespace", "hasExtractedLicensingInfos", "documentDescribes"];

/// SPDX 2 as JSON.
pub(super) struct Spdx2Json;

impl Format for Spdx2Json {
    fn name(&self) -> &'static str {
        "SPDX 2 JSON"
    }

    fn claims(&self, head: &[u8]) -> bool {
        looks::is_object(head) && looks::root_keys(head).iter().any(|key| MARKERS.contains(&key.as_str()))
    }

    fn read(&self, input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
        let json = Json::new(input, &into.limits.clone());
        Walk::new(json, Builder::new(into)).document()
    }
}

/// SPDX 2 as YAML.
pub(super) struct Spdx2Yaml;

impl Format for Spdx2Yaml {
    fn name(&self) -> &'static str {
        "SPDX 2 YAML"
    }

    fn claims(&self, head: &[u8]) -> bool {
        // `SPDXID` is a tag of the tag-value form too.
        let keyed = |line: &str| {
            line.split_once(':').is_some_and(|(key, _)| {
                let key = key.trim_matches(['"', '\'']);
                key != "SPDXID" && MARKERS.contains(&key)
            })
        };
        let head = looks::text(head);
        !matches!(head.first(), Some(b'{' | b'<')) && lines(head).any(keyed)
    }

    fn read(&self, input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
        let limits = into.limits;
        let text = held::text(input, &limits, "YAML")?;
        Walk::new(yaml::Yaml::new(&text, &limits), Builder::new(into)).document()
    }
}

/// SPDX 2 as lines of tags and values.
pub(super) struct Spdx2Tag;

impl Format for Spdx2Tag {
    fn name(&self) -> &'static str {
        "SPDX 2 tag-value"
    }

    fn claims(&self, head: &[u8]) -> bool {
        let head = looks::text(head);
        !matches!(head.first(), Some(b'{' | b'<')) && lines(head).any(|line| line.starts_with("SPDXVersion:"))
    }

    fn read(&self, input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
        tag::read(input, into)
    }
}

/// SPDX 2 as RDF/XML.
pub(super) struct Spdx2Rdf;

impl Format for Spdx2Rdf {
    fn name(&self) -> &'static str {
        "SPDX 2 RDF/XML"
    }

    fn claims(&self, head: &[u8]) -> bool {
        let head = looks::text(head);
        let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
        head.first() == Some(&b'<') && has(b"http://spdx.org/rdf/terms#") && has(b"RDF")
    }

    fn read(&self, input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
        rdf::read(input, into)
    }
}

/// The lines of the first bytes, as far as they are text.
fn lines(head: &[u8]) -> impl Iterator<Item = &str> {
    head.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok())
}
