//! From records to the model, one element at a time; what needs the whole document waits for [`Builder::finish`].

use super::record::{Field, Record, Said, What};
use super::relation::{Meaning, meaning, newer};
use crate::base::{Phrase, Place, Text, phrase};
use crate::model::{Annotation, Draft, NoteCode, Packed, Party, PartyId, Relation, Role, Row, Stated, Terms, names_a_model};
use crate::read::cyclonedx::value::look;
use crate::read::deviation::{Tally, When};
use crate::read::error::ReadError;
use crate::read::{name_and_version, past_limit};
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};
use std::fmt::Write;
use std::hash::BuildHasher;

/// One end of a relationship.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Row(Row),
    Id(Text),
}

/// A relationship that waits until every element is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) from: End,
    pub(super) to: End,
    pub(super) meaning: Meaning,
    pub(super) place: Place,
}

/// A licence whose text the document carries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extracted {
    pub(super) name: Packed<Text>,
    pub(super) url: Packed<Text>,
    pub(super) terms: Option<Terms>,
    /// Hash of the text, to tell a repetition from a contradiction.
    text: u64,
}

/// A licence statement that names a `LicenseRef-`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lone {
    pub(super) row: Row,
    /// The statement: mostly the reference and nothing else.
    pub(super) reference: Text,
    pub(super) acknowledgement: Packed<Text>,
}

/// A document being built.
pub(super) struct Builder<'a> {
    pub(super) draft: &'a mut Draft,
    pub(super) tally: Tally,
    pub(super) ties: Vec<Tie>,
    pub(super) described: Vec<(Text, Place)>,
    /// `DocumentRef-` ids the document declares.
    pub(super) externals: HashSet<Text, RandomState>,
    pub(super) extracted: HashMap<Text, Extracted, RandomState>,
    /// Texts of those that name a model.
    pub(super) spoken: HashMap<Text, (String, Place), RandomState>,
    pub(super) lone: Vec<Lone>,
    /// Remarks that stand in the element that is read next, and those about the element of an id.
    pub(super) remarks: Vec<Annotation>,
    pub(super) remarked: Vec<(Text, Annotation)>,
    /// Elements whose descent is stated to be none.
    pub(super) underived: Vec<(Text, Place)>,
    /// Elements of which the document does not know what else they have.
    pub(super) unknown_ends: Vec<(Text, Place)>,
    /// Files, to be settled when it is known what stands inside a package.
    pub(super) files: Vec<Row>,
    /// What carries an id: a component, or an element that is none.
    pub(super) ids: HashMap<Text, Option<Row>, RandomState>,
    /// Ids that name nothing here, noted once.
    pub(super) lost: HashSet<Text, RandomState>,
    seed: RandomState,
    /// Packages, files and snippets so far.
    counts: [u32; 3],
    pointer: String,
}

impl<'a> Builder<'a> {
    pub(super) fn new(draft: &'a mut Draft) -> Self {
        Self {
            draft,
            tally: Tally::default(),
            ties: Vec::new(),
            described: Vec::new(),
            externals: HashSet::default(),
            extracted: HashMap::default(),
            spoken: HashMap::default(),
            lone: Vec::new(),
            remarks: Vec::new(),
            remarked: Vec::new(),
            underived: Vec::new(),
            unknown_ends: Vec::new(),
            files: Vec::new(),
            ids: HashMap::default(),
            lost: HashSet::default(),
            seed: RandomState::default(),
            counts: [0; 3],
            pointer: String::new(),
        }
    }

    /// Takes over a complete record; the document's own is taken by [`Self::finish`].
    ///
    /// # Errors
    /// When a limit is passed.
    pub(super) fn add(&mut self, record: &Record) -> Result<(), ReadError> {
        self.hear(record);
        match record.what {
            What::Document => {}
            What::Package | What::File | What::Snippet => self.element(record)?,
            What::Relationship => self.relationship(record),
            What::Annotation => self.annotation(record),
            What::Extracted => self.license_text(record),
            What::External => self.external(record),
        }
        self.check_notes(record.start)
    }

    /// What a record says of models in texts that are not kept.
    pub(super) fn hear(&mut self, record: &Record) {
        for (text, place) in record.heard() {
            self.draft.overhear(None, text, *place);
        }
    }

    pub(super) fn check_notes(&self, place: Place) -> Result<(), ReadError> {
        self.tally.check(self.draft).map_err(|past| past_limit(&past, place))
    }

    /// Opens the row of a package, file or snippet; its pointer is the one it has, or would have, in JSON.
    pub(super) fn open(&mut self, record: &Record) -> Result<Row, ReadError> {
        let (list, count) = match record.what {
            What::File => ("/files", &mut self.counts[1]),
            What::Snippet => ("/snippets", &mut self.counts[2]),
            _ => ("/packages", &mut self.counts[0]),
        };
        self.pointer.clear();
        let _ = write!(self.pointer, "{list}/{count}");
        *count += 1;
        let row = self.draft.open(Role::Part, None, &self.pointer, record.start);
        let row = row.map_err(|past| past_limit(&past, record.start))?;
        for remark in std::mem::take(&mut self.remarks) {
            self.draft.annotate(Some(row), remark);
        }
        Ok(row)
    }

    /// Packages read so far.
    pub(super) fn packages(&self) -> u32 {
        self.counts[0]
    }

    pub(super) fn missing(&mut self, what: What, key: &'static str, when: When, at: (Option<Row>, Place)) {
        self.tally.add(NoteCode::MissingKey, what.word(), key, when, at);
    }

    pub(super) fn unlisted(&mut self, of: &'static str, word: &str, when: When, at: (Option<Row>, Place)) {
        let shown: String = word.chars().take(80).collect();
        self.tally.add(NoteCode::UnknownValue, of, shown, when, at);
    }

    pub(super) fn malformed(&mut self, row: Option<Row>, place: Place, message: Phrase) {
        self.draft.note(NoteCode::MalformedValue, row, place, String::new(), message);
    }

    /// A name or identifier.
    pub(super) fn named(&mut self, said: Said<'_>, field: &'static str, row: Option<Row>) -> Packed<Text> {
        look(self.draft, said.text, field, row, said.place);
        self.draft.say(said.text)
    }

    /// As [`Self::named`], for what seldom stands in a bill more than once.
    pub(super) fn rare(&mut self, said: Said<'_>, field: &'static str, row: Option<Row>) -> Packed<Text> {
        look(self.draft, said.text, field, row, said.place);
        self.draft.keep(said.text)
    }

    /// Notes when a date is not written as the format asks. Source: SPDX 2.3, clause 6.9.
    pub(super) fn instant(&mut self, said: Said<'_>, field: &'static str, row: Option<Row>) {
        if said.text.parse::<jiff::Timestamp>().is_err() || !said.text.ends_with('Z') {
            let shown: String = said.text.chars().take(80).collect();
            self.malformed(
                row,
                said.place,
                phrase!("{} `{}` is not a date and time of the form YYYY-MM-DDThh:mm:ssZ", field, shown),
            );
        }
    }

    /// `Organization: Name (mail)` or `Person: Name (mail)`. Source: SPDX 2.3, clauses 7.5 and 7.6.
    pub(super) fn party(&mut self, said: Said<'_>, field: &'static str, row: Option<Row>) -> Packed<PartyId> {
        let text = said.text.trim();
        let name = match text.split_once(':') {
            Some(("Organization" | "Person", name)) => name,
            Some((kind, name))
                if matches!(kind.trim().to_ascii_lowercase().as_str(), "organization" | "organisation" | "person") =>
            {
                self.unlisted(field, kind, When::Always, (row, said.place));
                name
            }
            _ => {
                if !matches!(text, "NOASSERTION" | "NONE" | "") {
                    let message =
                        phrase!("{} does not begin with `Organization:` or `Person:`; the whole is taken for a name", field);
                    self.tally.add(NoteCode::MalformedValue, "a party", message, When::Always, (row, said.place));
                }
                text
            }
        };
        let bare = without_mail(name);
        let mail = name.trim()[bare.len()..].trim_matches([' ', '(', ')']);
        let mail = if mail.is_empty() { Packed::default() } else { self.draft.say(mail) };
        let name = self.named(Said { text: bare, ..said }, field, row);
        self.draft.party_stated(Party { name, mail, ..Party::default() })
    }

    fn relationship(&mut self, record: &Record) {
        let (Some(from), Some(word), Some(to)) =
            (record.first(Field::From), record.first(Field::Relation), record.first(Field::To))
        else {
            let message = phrase!("a relationship does not say what is related to what, and how; it is not judged");
            return self.draft.note(NoteCode::PartNotRead, None, record.start, String::new(), message);
        };
        let (mut spelled, mut found) = (word.text, meaning(word.text));
        let plain;
        if found.is_none() {
            self.unlisted("relationship type", word.text, When::Always, (None, word.place));
            plain = word.text.trim().to_ascii_uppercase().replace('-', "_");
            spelled = &plain;
            found = meaning(spelled);
        } else if newer(word.text) {
            self.unlisted("relationship type", word.text, When::Below(3), (None, word.place));
        }
        let (meaning, swapped) = found.unwrap_or((Meaning::Edge(Relation::Other), false));
        if matches!(to.text, "NOASSERTION" | "NONE") {
            return self.open_end(from, spelled, to, (meaning, swapped));
        }
        let end = |builder: &mut Self, said: Said<'_>| End::Id(builder.draft.texts.intern(said.text.trim()));
        let (mut left, mut right) = (end(self, from), end(self, to));
        if swapped {
            std::mem::swap(&mut left, &mut right);
        }
        self.draft.document.has_dependencies |= meaning == Meaning::Edge(Relation::DependsOn);
        self.ties.push(Tie { from: left, to: right, meaning, place: from.place });
    }

    /// A relationship to `NONE` (there is no other) or `NOASSERTION` (it is not known whether there is).
    fn open_end(&mut self, from: Said<'_>, word: &str, to: Said<'_>, (meaning, swapped): (Meaning, bool)) {
        let id = self.draft.texts.intern(from.text.trim());
        let Meaning::Edge(relation @ (Relation::DependsOn | Relation::Contains | Relation::Ancestor)) = meaning else { return };
        if to.text == "NOASSERTION" {
            let message = phrase!("`{}` {} NOASSERTION: the document says it does not know", from.text, word);
            self.draft.note(NoteCode::CompositionIncomplete, None, to.place, String::new(), message);
            self.unknown_ends.push((id, from.place));
        } else if relation == Relation::Ancestor && !swapped {
            self.underived.push((id, from.place));
        } else if relation == Relation::DependsOn {
            self.draft.document.has_dependencies = true;
        }
    }

    fn license_text(&mut self, record: &Record) {
        let Some(id) = record.first(Field::Id) else {
            return self.missing(record.what, "licenseId", When::Always, (None, record.start));
        };
        let extracted = record.first(Field::ExtractedText).map_or("", |said| said.text);
        let text = self.seed.hash_one(extracted);
        let known = self.draft.texts.intern(id.text);
        if self.extracted.get(&known).is_some_and(|other| other.text == text) {
            return self.malformed(None, id.place, phrase!("licenseId `{}` stands twice with one text", id.text));
        }
        self.declare(id.text, id.place);
        if !id.text.starts_with("LicenseRef-") {
            self.malformed(None, id.place, phrase!("licenseId `{}` does not begin with `LicenseRef-`", id.text));
        }
        if record.first(Field::ExtractedText).is_none() {
            self.missing(record.what, "extractedText", When::Always, (None, record.start));
        }
        let name = record.first(Field::Name).map(|said| self.named(said, "name of a licence", None)).unwrap_or_default();
        let url = record.first(Field::SeeAlso).map(|said| self.draft.say(said.text)).unwrap_or_default();
        if names_a_model(extracted) {
            self.spoken.insert(known, (extracted.to_owned(), record.start));
        }
        self.extracted.insert(known, Extracted { name, url, terms: Terms::told(extracted), text });
    }

    fn external(&mut self, record: &Record) {
        let id = record.first(Field::ExternalId);
        let uri = record.first(Field::ExternalUri).map_or("(no address)", |said| said.text);
        let hashed = record.first(Field::Digest).is_some();
        let shown = id.map_or("(no id)", |said| said.text);
        let unhashed = if hashed { Phrase::default() } else { phrase!(", and its checksum is missing") };
        let message = phrase!("externalDocumentRefs: `{}` is the document `{}`, which was not given{}", shown, uri, unhashed);
        self.draft.note(NoteCode::BomLink, None, record.start, String::new(), message);
        if let Some(id) = id {
            if !id.text.starts_with("DocumentRef-") {
                self.malformed(None, id.place, phrase!("externalDocumentId `{}` does not begin with `DocumentRef-`", id.text));
            }
            self.declare(id.text, id.place);
            let id = self.draft.texts.intern(id.text);
            self.externals.insert(id);
        }
    }

    /// Notes a byte order mark before the text.
    pub(super) fn marked(&mut self) {
        let message = phrase!("a UTF-8 byte order mark stands before the text; it is ignored");
        self.draft.note(NoteCode::ByteOrderMark, None, Place::default(), String::new(), message);
    }

    /// An element that is no component carries the id `text`.
    pub(super) fn declare(&mut self, text: &str, place: Place) {
        self.draft.declare(text, None, place);
        let id = self.draft.texts.intern(text);
        self.ids.entry(id).or_insert(None);
    }

    /// What made the bill, and who.
    pub(super) fn creator(&mut self, said: Said<'_>, at: usize) -> Result<(), ReadError> {
        let Some(tool) = said.text.strip_prefix("Tool:") else {
            if let Stated::Value(party) = self.party(said, "creator", None).get() {
                self.draft.document.authors.push(party);
            }
            return Ok(());
        };
        let pointer = format!("/creationInfo/creators/{at}");
        let row = self.draft.open(Role::Tool, None, &pointer, said.place).map_err(|past| past_limit(&past, said.place))?;
        let (name, version) = name_and_version(tool.trim());
        self.draft.parts.name[row] = self.named(Said { text: name, ..said }, "creator", Some(row));
        if let Some(version) = version {
            self.draft.parts.version[row] = self.draft.say(version);
        }
        self.draft.close(row, said.place.offset + u32::try_from(said.text.len()).unwrap_or_default());
        Ok(())
    }
}

/// A name without the mail address in parentheses behind it.
pub(super) fn without_mail(text: &str) -> &str {
    let text = text.trim();
    match text.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((name, mail)) if mail.trim().is_empty() || mail.contains('@') => name.trim_end(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_and_mail_addresses_are_cut_where_the_format_joins_them() {
        assert_eq!(name_and_version("sbom-tool-2.0.0-rc.1"), ("sbom-tool", Some("2.0.0-rc.1")));
        assert_eq!(name_and_version("syft-v1.2"), ("syft", Some("v1.2")));
        assert_eq!(name_and_version("github-action"), ("github-action", None));
        assert_eq!(without_mail(" Jane Doe (jane@example.org)"), "Jane Doe");
        assert_eq!(without_mail("ExampleCodeInspect ()"), "ExampleCodeInspect");
        assert_eq!(without_mail("Example (Holdings)"), "Example (Holdings)");
    }
}
