//! Packages, files and snippets. Source: SPDX 2.3, clauses 7 to 9.

use super::build::{Builder, End, Tie};
use super::record::{Field, Record, Said, What};
use super::relation::Meaning;
use crate::base::{Phrase, Place, phrase};
use crate::model::{
    Evidence, HubId, Kind, ListField, NoteCode, Packed, Property, PurlParts, Reference, Relation, Role, Row, Stated, parse_purl,
};
use crate::read::cyclonedx::reference::suspicious;
use crate::read::cyclonedx::value::look;
use crate::read::deviation::When;
use crate::read::error::ReadError;
use crate::read::past_limit;

/// `primaryPackagePurpose`.
const PURPOSES: &[&str] = &[
    "APPLICATION",
    "FRAMEWORK",
    "LIBRARY",
    "CONTAINER",
    "OPERATING-SYSTEM",
    "OPERATING_SYSTEM",
    "DEVICE",
    "FIRMWARE",
    "SOURCE",
    "ARCHIVE",
    "FILE",
    "INSTALL",
    "OTHER",
];

/// What came with 2.3.
const NEWER: &[(Field, &str)] = &[
    (Field::Purpose, "primaryPackagePurpose"),
    (Field::Built, "builtDate"),
    (Field::Released, "releaseDate"),
    (Field::ValidUntil, "validUntilDate"),
];

/// What an object inside an element says: a checksum or an external reference.
#[derive(Default)]
struct Inside<'a> {
    algorithm: Option<Said<'a>>,
    digest: Option<Said<'a>>,
    category: Option<Said<'a>>,
    kind: Option<Said<'a>>,
    locator: Option<Said<'a>>,
    /// First and last byte, first and last line.
    bytes: [Option<Said<'a>>; 2],
    lines: [Option<Said<'a>>; 2],
}

impl Builder<'_> {
    pub(super) fn element(&mut self, record: &Record) -> Result<(), ReadError> {
        let row = self.open(record)?;
        self.draft.parts.kind[row] = if record.what == What::Package { Kind::Library } else { Kind::File };
        for said in record.iter().filter(|said| said.group == 0) {
            self.said(row, record.what, said);
        }
        let mut inside = Inside::default();
        let mut group = 0;
        for said in record.iter().filter(|said| said.group > 0) {
            if said.group != group {
                self.inside(row, std::mem::take(&mut inside))?;
                group = said.group;
            }
            match said.field {
                Field::Algorithm => inside.algorithm = Some(said),
                Field::Digest => inside.digest = Some(said),
                Field::Category => inside.category = Some(said),
                Field::ReferenceType => inside.kind = Some(said),
                Field::Locator => inside.locator = Some(said),
                Field::ByteStart => inside.bytes[0] = Some(said),
                Field::ByteEnd => inside.bytes[1] = Some(said),
                Field::LineStart => inside.lines[0] = Some(said),
                Field::LineEnd => inside.lines[1] = Some(said),
                _ => {}
            }
        }
        self.inside(row, inside)?;
        self.describe(row, record);
        self.licenses(row, record)?;
        self.required(row, record);
        if record.what == What::Package {
            self.presume(row, record);
            self.draft.close(row, record.end);
        } else {
            self.draft.parts.span[row].end = record.end;
            self.files.push(row);
        }
        Ok(())
    }

    fn said(&mut self, row: Row, what: What, said: Said<'_>) {
        let at = Some(row);
        if let Some((_, key)) = NEWER.iter().find(|(field, _)| *field == said.field) {
            self.tally.add(NoteCode::NewerKey, what.word(), *key, When::Below(3), (at, said.place));
        }
        match said.field {
            Field::Id => self.id(row, said),
            Field::Name => self.draft.parts.name[row] = self.rare(said, "name", at),
            Field::PackageVersion => self.draft.parts.version[row] = self.named(said, "versionInfo", at),
            Field::Supplier => self.draft.parts.supplier[row] = self.party(said, "supplier", at),
            Field::Originator => self.draft.parts.manufacturer[row] = self.party(said, "originator", at),
            Field::Download => self.link(row, "distribution", said),
            Field::Homepage => self.link(row, "website", said),
            Field::Purpose => {
                if !PURPOSES.contains(&said.text) {
                    self.unlisted("primaryPackagePurpose", said.text, When::Always, (at, said.place));
                }
                self.draft.parts.declared[row] = self.draft.say(said.text);
            }
            Field::Copyright => {
                let copyright = self.draft.say(said.text);
                self.draft.lists.copyrights.push((row, copyright));
            }
            Field::Built => self.dated(row, "spdx:builtDate", said),
            Field::Released => self.dated(row, "spdx:releaseDate", said),
            Field::ValidUntil => self.dated(row, "spdx:validUntilDate", said),
            Field::VerificationCode => self.property(row, "spdx:packageVerificationCode", said),
            Field::HasFile => self.tie(row, Relation::Contains, said),
            Field::DependsOnFile => self.tie(row, Relation::DependsOn, said),
            Field::SnippetOf => {
                let file = self.draft.texts.intern(said.text);
                let meaning = Meaning::Edge(Relation::Contains);
                self.ties.push(Tie { from: End::Id(file), to: End::Row(row), meaning, place: said.place });
            }
            Field::FilesAnalyzed if !matches!(said.text, "true" | "false") => {
                self.malformed(at, said.place, phrase!("filesAnalyzed `{}` is neither `true` nor `false`", said.text));
            }
            _ => {}
        }
    }

    fn id(&mut self, row: Row, said: Said<'_>) {
        self.draft.reference(row, said.text, said.place);
        let id = self.draft.texts.intern(said.text);
        self.ids.insert(id, Some(row));
        let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        if !said.text.strip_prefix("SPDXRef-").is_some_and(|rest| !rest.is_empty() && fits(rest)) {
            let shown: String = said.text.chars().take(120).collect();
            let message = phrase!("SPDXID `{}` is not `SPDXRef-` and letters, digits, `.` or `-`", shown);
            self.malformed(Some(row), said.place, message);
        }
    }

    /// Description before summary before comment, its first bytes; the rest is overheard.
    fn describe(&mut self, row: Row, record: &Record) {
        for said in [Field::Description, Field::Summary, Field::Comment].into_iter().filter_map(|field| record.first(field)) {
            if matches!(self.draft.parts.description[row].get(), Stated::Value(_)) {
                self.draft.overhear(Some(row), said.text, said.place);
            } else {
                self.draft.parts.description[row] = self.draft.describe(row, said.text, said.place);
            }
        }
    }

    fn tie(&mut self, row: Row, relation: Relation, said: Said<'_>) {
        let to = self.draft.texts.intern(said.text);
        self.ties.push(Tie { from: End::Row(row), to: End::Id(to), meaning: Meaning::Edge(relation), place: said.place });
    }

    fn property(&mut self, row: Row, name: &str, said: Said<'_>) {
        let name = self.draft.texts.intern(name);
        let value = self.draft.say(said.text);
        self.draft.carries(row, ListField::Properties);
        self.draft.lists.properties.push((row, Property { name, value }));
    }

    fn dated(&mut self, row: Row, name: &'static str, said: Said<'_>) {
        self.instant(said, name, Some(row));
        self.property(row, name, said);
    }

    /// A reference to the web. Nothing is ever fetched.
    fn link(&mut self, row: Row, kind: &str, said: Said<'_>) {
        let at = Some(row);
        look(self.draft, said.text, "referenceLocator", at, said.place);
        let Stated::Value(url) = self.draft.keep(said.text).get() else { return };
        if let Some(why) = suspicious(&said.text.trim().to_ascii_lowercase()) {
            let shown: String = said.text.chars().take(120).collect();
            let message = phrase!("{} points to `{}`: {}; it is never fetched", kind, shown, Phrase::word(why));
            self.draft.note(NoteCode::SuspiciousReference, at, said.place, String::new(), message);
        }
        self.draft.carries(row, ListField::References);
        let kind = self.draft.texts.intern(kind);
        self.draft.lists.references.push((row, Reference { kind, url }));
    }

    fn inside(&mut self, row: Row, inside: Inside<'_>) -> Result<(), ReadError> {
        let at = Some(row);
        for (name, ends) in [("spdx:byteRange", inside.bytes), ("spdx:lineRange", inside.lines)] {
            if let [Some(first), Some(last)] = ends {
                let text = format!("{}:{}", first.text.trim(), last.text.trim());
                self.property(row, name, Said { text: &text, ..first });
            }
        }
        match (inside.algorithm, inside.digest, inside.locator) {
            (Some(algorithm), Some(digest), _) => self.checksum(row, algorithm, digest),
            (None, Some(said), _) => self.missing_in("a checksum", "algorithm", (at, said.place)),
            (Some(said), None, _) => self.missing_in("a checksum", "checksumValue", (at, said.place)),
            (None, None, Some(locator)) => self.external_reference(row, &inside, locator)?,
            (None, None, None) => {
                if let Some(said) = inside.kind.or(inside.category) {
                    self.missing_in("an external reference", "referenceLocator", (at, said.place));
                }
            }
        }
        Ok(())
    }

    fn missing_in(&mut self, of: &'static str, key: &'static str, at: (Option<Row>, Place)) {
        self.tally.add(NoteCode::MissingKey, of, key, When::Always, at);
    }

    fn checksum(&mut self, row: Row, algorithm: Said<'_>, digest: Said<'_>) {
        let spelled = algorithm.text.trim().replace('_', "-");
        let name = match spelled.as_str() {
            "SHA1" => "SHA-1",
            "SHA256" => "SHA-256",
            "SHA384" => "SHA-384",
            "SHA512" => "SHA-512",
            "MD2" | "MD4" | "MD6" | "SHA224" | "ADLER32" => {
                // A valid statement; the model holds no digest of these, and no rule trusts one.
                let shown = format!("{spelled} (not held)");
                return self.unlisted("checksum algorithm", &shown, When::Always, (Some(row), algorithm.place));
            }
            other => other,
        };
        self.draft.digest(row, name, digest.text, digest.place);
    }

    fn external_reference(&mut self, row: Row, inside: &Inside<'_>, locator: Said<'_>) -> Result<(), ReadError> {
        let at = (Some(row), locator.place);
        match inside.category.map(|said| said.text.replace('_', "-")).as_deref() {
            Some("SECURITY" | "PACKAGE-MANAGER" | "PERSISTENT-ID" | "OTHER") => {}
            Some(other) => self.unlisted("referenceCategory", other, When::Always, at),
            None => self.missing_in("an external reference", "referenceCategory", at),
        }
        let Some(kind) = inside.kind else {
            self.missing_in("an external reference", "referenceType", at);
            self.link(row, "other", locator);
            return Ok(());
        };
        let kind = kind.text.rsplit(['/', '#']).next().unwrap_or_default();
        match kind {
            "purl" => return self.purl(row, locator),
            "cpe22Type" | "cpe23Type" => {
                look(self.draft, locator.text, "cpe", Some(row), locator.place);
                let cpe = self.draft.texts.intern(locator.text.trim());
                self.draft.lists.cpes.push((row, cpe));
            }
            "advisory" | "fix" | "url" => self.link(row, "advisories", locator),
            "" => self.link(row, "other", locator),
            other => self.link(row, other, locator),
        }
        Ok(())
    }

    /// The first package URL is the package's; one of another name is a part of its own, so that policy is asked of it.
    fn purl(&mut self, row: Row, said: Said<'_>) -> Result<(), ReadError> {
        let purl = self.rare(said, "purl", Some(row));
        let Some(first) = self.draft.value(self.draft.parts.purl[row]).map(str::to_owned) else {
            self.draft.parts.purl[row] = purl;
            return Ok(());
        };
        let identity = |parts: PurlParts<'_>| {
            let owned = |part: std::borrow::Cow<'_, str>| part.into_owned();
            (owned(parts.kind), parts.namespace.map(owned), owned(parts.name))
        };
        let parsed = parse_purl(said.text.trim()).ok().map(identity);
        if parsed.is_some() && parsed == parse_purl(&first).ok().map(identity) {
            return Ok(());
        }
        let other = self.draft.open(Role::Mention, Some(row), "", said.place).map_err(|past| past_limit(&past, said.place))?;
        self.draft.parts.purl[other] = purl;
        self.draft.parts.kind[other] = Kind::Library;
        if let Some((_, _, name)) = parsed {
            self.draft.parts.name[other] = self.draft.say(&name);
        }
        let message = phrase!("a second package URL `{}` names another thing than `{}`; both are judged", said.text, first);
        self.draft.note_at(NoteCode::PurlContradicted, row, said.place, message);
        self.draft.close(other, said.place.offset);
        self.draft.relate(row, other, Relation::Other);
        Ok(())
    }

    fn required(&mut self, row: Row, record: &Record) {
        let at = (Some(row), record.start);
        let named = record.first(Field::Name).is_some_and(|said| !said.text.trim().is_empty());
        if !named && record.what != What::Snippet {
            let message = phrase!("{} without a name: what it is cannot be told", Phrase::word(record.what.word()));
            self.draft.note_at(NoteCode::Unidentified, row, record.start, message);
        }
        let mut need = |field: Field, key: &'static str, when: When| {
            if record.first(field).is_none() {
                self.missing(record.what, key, when, at);
            }
        };
        need(Field::Id, "SPDXID", When::Always);
        match record.what {
            What::Package => {
                need(Field::Download, "downloadLocation", When::Always);
                need(Field::Concluded, "licenseConcluded", When::Below(3));
                need(Field::Declared, "licenseDeclared", When::Below(3));
                need(Field::Copyright, "copyrightText", When::Below(3));
            }
            What::Snippet => need(Field::SnippetOf, "snippetFromFile", When::Always),
            _ => need(Field::Digest, "checksums", When::Always),
        }
    }

    /// What a package is taken for where it does not say: what the page of a hub offers, a container where its package
    /// URL names an image, a library otherwise.
    fn presume(&mut self, row: Row, record: &Record) {
        let purl = self.draft.value(self.draft.parts.purl[row]).unwrap_or_default();
        let image = ["pkg:oci/", "pkg:docker/"].iter().any(|kind| purl.starts_with(kind));
        let page = record.first(Field::Download).and_then(|said| hub_kind(said.text));
        let home = record.first(Field::Homepage).filter(|_| purl.is_empty()).and_then(|said| hub_kind(said.text));
        self.draft.parts.kind[row] = match page.or(home) {
            Some(kind) => kind,
            None if image => Kind::Container,
            None => Kind::Library,
        };
    }

    /// Settles what waited for the relationships: a file inside a package is a part of it.
    pub(super) fn settle_files(&mut self, inside: &dyn Fn(Row) -> bool) {
        for row in std::mem::take(&mut self.files) {
            let presumed = self.draft.parts.kind[row];
            let evidence =
                Evidence { has_card: false, dataset_page: false, weights_inside: false, inside: inside(row), presumed };
            self.draft.judge(row, evidence);
        }
    }

    /// Whether nothing but its place in the document says what a package is.
    pub(super) fn untold(&self, row: Row) -> bool {
        let parts = &self.draft.parts;
        parts.kind[row] == Kind::Library && parts.declared[row] == Packed::default() && parts.purl[row] == Packed::default()
    }
}

/// What the page of a model hub offers.
fn hub_kind(url: &str) -> Option<Kind> {
    let url = url.trim();
    let url = url.strip_prefix("git+").unwrap_or(url);
    if url.contains("huggingface.co/datasets/") || url.contains("modelscope.cn/datasets/") {
        return Some(Kind::Dataset);
    }
    let id = HubId::of(url).filter(|_| url.contains("://"))?;
    let pages = ["spaces", "docs", "blog", "papers", "collections", "api", "organizations", "learn", "tasks"];
    (!pages.contains(&id.organisation.as_str())).then_some(Kind::Model)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_hubs_tell_models_from_datasets_and_from_prose() {
        assert_eq!(hub_kind("https://huggingface.co/Qwen/Qwen2-7B"), Some(Kind::Model));
        assert_eq!(hub_kind("git+https://huggingface.co/Qwen/Qwen2-7B"), Some(Kind::Model));
        assert_eq!(hub_kind("https://huggingface.co/datasets/squad"), Some(Kind::Dataset));
        for url in
            ["https://huggingface.co/docs/hub", "https://huggingface.co/spaces/a/b", "https://example.org/a/b", "a/b", "NONE"]
        {
            assert_eq!(hub_kind(url), None, "{url}");
        }
    }
}
