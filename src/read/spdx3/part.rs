//! Components: packages, files, snippets, models, datasets, tools.

use super::Reader;
use super::class::Class;
use super::keys::{Link, Slot};
use super::node::{Extra, Node};
use crate::base::{Phrase, Place, Text, phrase};
use crate::model::{DataItem, ListField, NoteCode, Packed, Property, Reference, Relation, Role, Row, Stated, state_of};
use crate::read::cyclonedx::mention::property_mentions;
use crate::read::cyclonedx::reference::suspicious;
use crate::read::error::ReadError;
use crate::read::name_and_version;

/// Hash algorithms by the word of the format. Source: SPDX 3.0.1, Core, `HashAlgorithm`.
const ALGORITHMS: [(&str, &str); 12] = [
    ("md5", "MD5"),
    ("sha1", "SHA-1"),
    ("sha256", "SHA-256"),
    ("sha384", "SHA-384"),
    ("sha512", "SHA-512"),
    ("sha3_256", "SHA3-256"),
    ("sha3_384", "SHA3-384"),
    ("sha3_512", "SHA3-512"),
    ("blake2b256", "BLAKE2b-256"),
    ("blake2b384", "BLAKE2b-384"),
    ("blake2b512", "BLAKE2b-512"),
    ("blake3", "BLAKE3"),
];

/// Algorithms the format lists and the model does not hold: kept as properties.
const OTHER_ALGORITHMS: [&str; 10] =
    ["adler32", "crystalsDilithium", "crystalsKyber", "falcon", "md2", "md4", "md6", "other", "sha224", "sha3_224"];

/// Kinds of reference, in the words the other formats use. Source: SPDX 3.0.1, Core, `ExternalRefType`.
const REFERENCES: [(&str, &str); 30] = [
    ("altDownloadLocation", "distribution"),
    ("altWebPage", "website"),
    ("binaryArtifact", "distribution"),
    ("buildMeta", "build-meta"),
    ("buildSystem", "build-system"),
    ("certificationReport", "certification-report"),
    ("componentAnalysisReport", "component-analysis-report"),
    ("dynamicAnalysisReport", "dynamic-analysis-report"),
    ("issueTracker", "issue-tracker"),
    ("mailingList", "mailing-list"),
    ("mavenCentral", "distribution"),
    ("npm", "distribution"),
    ("nuget", "distribution"),
    ("bower", "distribution"),
    ("qualityAssessmentReport", "quality-metrics"),
    ("metrics", "quality-metrics"),
    ("releaseHistory", "release-notes"),
    ("releaseNotes", "release-notes"),
    ("riskAssessment", "risk-assessment"),
    ("runtimeAnalysisReport", "runtime-analysis-report"),
    ("secureSoftwareAttestation", "attestation"),
    ("securityAdversaryModel", "adversary-model"),
    ("securityAdvisory", "advisories"),
    ("securityPenTestReport", "pentest-report"),
    ("securityPolicy", "security-contact"),
    ("securityThreatModel", "threat-model"),
    ("socialMedia", "social"),
    ("sourceArtifact", "source-distribution"),
    ("staticAnalysisReport", "static-analysis-report"),
    ("vulnerabilityExploitabilityAssessment", "exploitability-statement"),
];

fn word_of<'t>(table: &[(&str, &'t str)], word: &str) -> Option<&'t str> {
    table.iter().find(|(known, _)| *known == word).map(|(_, ours)| *ours)
}

impl Reader<'_> {
    /// A component becomes a row. Its kind is decided when all references are known, see [`super::resolve`].
    pub(super) fn part(&mut self, node: &Node, class: Class, pointer: &str) -> Result<Row, ReadError> {
        let role = if class == Class::Tool { Role::Tool } else { Role::Part };
        let row = self.draft.open(role, None, pointer, node.start).map_err(|past| self.past(&past))?;
        let end = self.json.place().offset;
        let declared = self.declared(node, class);
        let parts = &mut self.draft.parts;
        parts.span[row].end = end;
        parts.declared[row] = declared;
        parts.name[row] = node.text(Slot::Name);
        parts.version[row] = node.text(Slot::Version);
        parts.purl[row] = node.text(Slot::Purl);
        let description = node.text(Slot::Description);
        parts.description[row] = if description == Packed::default() { node.text(Slot::Summary) } else { description };
        if let Some(id) = node.id {
            parts.reference[row] = Stated::Value(id).into();
        }
        if class == Class::Tool && node.text(Slot::Version) == Packed::default() {
            self.tool_version(node, row);
        }
        self.identified(node, row);
        let copyright = node.text(Slot::Copyright);
        if copyright != Packed::default() {
            self.draft.lists.copyrights.push((row, copyright));
        }
        for extra in &node.extras {
            self.extra_of(row, *extra);
        }
        self.addresses(node, row);
        self.properties_of(node, row);
        self.model_and_data(node, row);
        for link in [Link::SuppliedBy, Link::OriginatedBy] {
            self.graph.makers.extend(node.to(link).map(|pointer| (row, *pointer)));
        }
        for link in [Link::VerifiedUsing, Link::Identifiers, Link::References] {
            self.graph.borrowed.extend(node.to(link).map(|pointer| (row, *pointer)));
        }
        if let Some(id) = node.id {
            let of_file = node.to(Link::SnippetFrom);
            let meaning = super::relationship::Meaning::Forward(Relation::Contains);
            self.graph.edges.extend(of_file.map(|file| super::commit::Edge {
                from: file.to,
                to: id,
                meaning,
                place: file.place,
            }));
        }
        Ok(row)
    }

    /// The type as written: the class, and the purpose where the class leaves it open.
    fn declared(&mut self, node: &Node, class: Class) -> Packed<Text> {
        let texts = &self.draft.texts;
        let declared = node.declared.map_or("", |declared| texts.get(declared));
        let purpose = node.word(Slot::Purpose).map(|purpose| texts.get(purpose));
        let text = match (class, declared, purpose) {
            (_, "software_Package" | "software_SoftwareArtifact", Some(purpose)) => purpose,
            (_, "software_File", Some(purpose @ ("model" | "data"))) => purpose,
            (_, declared, _) => declared,
        };
        let text = text.to_owned();
        Stated::Value(self.draft.texts.intern(&text)).into()
    }

    /// A tool has no version of its own in the format: it stands behind the name, as in SPDX 2.
    fn tool_version(&mut self, node: &Node, row: Row) {
        let name = node.word(Slot::Name).map_or("", |name| self.draft.texts.get(name)).to_owned();
        if let (name, Some(version)) = name_and_version(&name) {
            self.draft.parts.name[row] = self.draft.say(name);
            self.draft.parts.version[row] = self.draft.say(version);
        }
    }

    /// A package or file says its name.
    fn identified(&mut self, node: &Node, row: Row) {
        let declared = node.declared.map_or("", |declared| self.draft.texts.get(declared));
        let nameless = node.text(Slot::Name) == Packed::default() && declared != "software_Snippet";
        let message = match (nameless, node.id) {
            (true, _) => phrase!("an element without `name`: what it is cannot be told"),
            (false, None) => phrase!("an element without `spdxId`: nothing can refer to it"),
            (false, Some(_)) => return,
        };
        let code = if nameless { NoteCode::Unidentified } else { NoteCode::MissingKey };
        self.draft.note_at(code, row, node.start, message);
    }

    /// A checksum, identifier or address of `row`.
    pub(super) fn extra_of(&mut self, row: Row, extra: Extra) {
        match extra {
            Extra::Hash { algorithm, value, place } => {
                let texts = &self.draft.texts;
                let (algorithm, value) = (texts.get(algorithm).to_owned(), texts.get(value).to_owned());
                // `SHA256` in documents that came from SPDX 2.
                let plain = algorithm.to_ascii_lowercase().replace('-', "_");
                if let Some(name) = word_of(&ALGORITHMS, &plain) {
                    if plain != algorithm {
                        self.deviates(NoteCode::UnknownValue, "hash algorithm", algorithm, place);
                    }
                    self.draft.digest(row, name, &value, place);
                } else {
                    self.draft.carries(row, ListField::Hashes);
                    if !OTHER_ALGORITHMS.contains(&algorithm.as_str()) {
                        self.deviates(NoteCode::UnknownValue, "hash algorithm", algorithm.clone(), place);
                    }
                    self.property(row, &format!("spdx3:hash:{algorithm}"), &value);
                }
            }
            Extra::Verification { kind, value } => {
                let (kind, value) = (self.draft.texts.get(kind).to_owned(), self.draft.texts.get(value).to_owned());
                self.property(row, &format!("spdx3:{kind}"), &value);
            }
            Extra::Identifier { kind, value, place } => self.identifier_of(row, kind, value, place),
            Extra::Reference { kind, url, place } => {
                let kind = self.draft.texts.get(kind).to_owned();
                let url = self.draft.texts.get(url).to_owned();
                self.address(row, word_of(&REFERENCES, &kind).unwrap_or(&kind), &url, place);
            }
        }
    }

    fn identifier_of(&mut self, row: Row, kind: Text, value: Text, place: Place) {
        let kind = self.draft.texts.get(kind).to_owned();
        match kind.as_str() {
            "packageUrl" | "packageURL" | "purl" => {
                let held = self.draft.parts.purl[row];
                if held.get() == Stated::Absent {
                    self.draft.parts.purl[row] = Stated::Value(value).into();
                } else if self.draft.value(held) != Some(self.draft.texts.get(value)) {
                    let message = phrase!("two package URLs: the other is `{}`", self.draft.texts.get(value));
                    self.draft.note_at(NoteCode::PurlContradicted, row, place, message);
                }
                if kind != "packageUrl" {
                    self.deviates(NoteCode::UnknownValue, "external identifier type", kind, place);
                }
            }
            "cpe22" | "cpe23" => self.draft.lists.cpes.push((row, value)),
            _ => {
                let value = self.draft.texts.get(value).to_owned();
                self.property(row, &format!("spdx3:externalIdentifier:{kind}"), &value);
            }
        }
    }

    fn property(&mut self, row: Row, name: &str, value: &str) {
        self.draft.carries(row, ListField::Properties);
        let property = Property { name: self.draft.texts.intern(name), value: self.draft.say(value) };
        self.draft.lists.properties.push((row, property));
    }

    /// Download location and home page.
    fn addresses(&mut self, node: &Node, row: Row) {
        for (slot, kind) in [(Slot::Download, "distribution"), (Slot::Homepage, "website")] {
            if let Some(url) = node.word(slot) {
                let url = self.draft.texts.get(url).to_owned();
                self.address(row, kind, &url, node.start);
            }
        }
    }

    /// One address. Never fetched.
    fn address(&mut self, row: Row, kind: &str, url: &str, place: Place) {
        if !matches!(state_of(url), Stated::Value(_)) {
            return;
        }
        if let Some(why) = suspicious(&url.trim().to_ascii_lowercase()) {
            let shown: String = url.chars().take(120).collect();
            let message = phrase!("an external reference points to `{}`: {}; it is never fetched", shown, Phrase::word(why));
            self.draft.note_at(NoteCode::SuspiciousReference, row, place, message);
        }
        if url.contains("huggingface.co/datasets/") && self.graph.dataset_pages.last() != Some(&row) {
            self.graph.dataset_pages.push(row);
        }
        self.draft.carries(row, ListField::References);
        let (kind, url) = (self.draft.texts.intern(kind), self.draft.texts.keep(url.trim()));
        self.draft.lists.references.push((row, Reference { kind, url }));
    }

    fn properties_of(&mut self, node: &Node, row: Row) {
        if !node.properties.is_empty() {
            self.draft.carries(row, ListField::Properties);
        }
        for (property, place) in &node.properties {
            self.draft.lists.properties.push((row, *property));
            if let Stated::Value(value) = property.value.get() {
                property_mentions(self.draft, Some(row), property.name, value, *place);
            }
        }
        if node.license != Packed::default() {
            self.draft.carries(row, ListField::Licenses);
            let acknowledgement = Stated::Value(self.draft.texts.intern("declared")).into();
            let form = crate::model::LicenseForm::Expression;
            let license =
                crate::model::License { text: node.license, form, acknowledgement, url: Packed::default(), terms: None };
            let license = self.draft.license(license);
            self.draft.lists.licenses.push((row, license));
        }
    }

    /// What the AI and dataset profiles say, in the fields of a model card and of a data item.
    fn model_and_data(&mut self, node: &Node, row: Row) {
        if let Some(card) = node.card {
            self.draft.carries(row, ListField::Card);
            self.draft.lists.cards.push((row, card));
        }
        if let Some(item) = node.item {
            let kind = Stated::Value(self.draft.texts.intern("dataset")).into();
            let url = node.text(Slot::Download);
            self.draft.carries(row, ListField::Data);
            self.draft.lists.data.push((row, DataItem { kind, name: node.text(Slot::Name), url, ..item }));
        }
    }
}
