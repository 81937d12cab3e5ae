//! Attestations that carry a bill: an in-toto statement whose predicate is the bill, bare, in a DSSE envelope, or in a
//! Sigstore bundle. The bill is the predicate, byte for byte as it stands; signatures are counted, not verified.
//!
//! Sources: in-toto attestation framework, Statement v0.1 and v1; DSSE protocol 1.0.2 and envelope 1.0; Sigstore bundle 0.3.

mod envelope;
mod statement;

use super::error::ReadError;
use super::{Format, Source, drain, looks, recognise};
use crate::base::{Limits, Phrase, Place, phrase};
use crate::model::{Draft, Layer, NoteCode};
use envelope::Envelope;
use statement::Statement;
use std::io::Read;

/// An attestation.
pub(super) struct Attestation;

/// Why an attestation is not read as a bill.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum AttestationFault {
    /// It attests something else. Beside a bill it is what it is.
    NoBill {
        /// What it is of.
        what: Phrase,
    },
    /// It has not the shape its standard gives it.
    Malformed {
        /// What was expected, what was found.
        what: Phrase,
    },
}

impl AttestationFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoBill { what } => phrase!("an attestation, but not of a bill: {}", what),
            Self::Malformed { what } => phrase!("the attestation cannot be read: {}", what),
        }
    }

    fn malformed(what: Phrase) -> ReadError {
        Self::Malformed { what }.into()
    }

    fn no_bill(what: Phrase) -> ReadError {
        Self::NoBill { what }.into()
    }
}

/// Root keys that tell an attestation.
const MARKS: &[&str] =
    &["payload", "payloadType", "dsseEnvelope", "messageSignature", "verificationMaterial", "predicateType", "predicate"];

/// Root keys that tell a bill: they have no place around one.
const BILLS: &[&str] = &["bomFormat", "specVersion", "spdxVersion", "SPDXID", "@context", "@graph"];

/// What wraps the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrap {
    Bundle,
    Envelope,
    Nothing,
}

impl Wrap {
    /// By the root keys.
    fn of(keys: &[String]) -> Result<Self, ReadError> {
        let has = |wanted: &[&str]| keys.iter().any(|key| wanted.contains(&key.as_str()));
        let bundle = has(&["dsseEnvelope", "messageSignature", "verificationMaterial"]);
        let envelope = has(&["payload", "payloadType"]);
        let statement = has(&["predicateType", "predicate"]);
        match (bundle, envelope, statement) {
            (true, false, false) => Ok(Self::Bundle),
            (false, true, false) => Ok(Self::Envelope),
            (false, false, true) => Ok(Self::Nothing),
            _ => Err(AttestationFault::malformed(phrase!(
                "it is a statement, an envelope or a bundle, and here it is more than one"
            ))),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Bundle => "Sigstore bundle",
            Self::Envelope => "DSSE envelope",
            Self::Nothing => "in-toto statement",
        }
    }
}

impl Format for Attestation {
    fn name(&self) -> &'static str {
        "in-toto attestation of a bill"
    }

    fn claims(&self, head: &[u8]) -> bool {
        looks::is_object(head) && looks::root_keys(head).iter().any(|key| MARKS.contains(&key.as_str()))
    }

    fn read(&self, input: &mut Source<'_>, into: &mut Draft) -> Result<(), ReadError> {
        let limits = into.limits;
        if into.document.attestation.is_some() {
            return Err(AttestationFault::malformed(phrase!("an attestation inside an attestation; give the bill itself")));
        }
        let opened = Opened::of(input, &limits)?;
        let statement = Statement::read(&opened.statement, &limits)?;
        let predicate = statement.predicate(&opened.statement)?;
        into.document.attestation = Some(opened.attestation(&statement));

        let mut bill = Source::inside(input.name().to_owned(), &*predicate);
        let within = |error: ReadError| error.inside("predicate of the in-toto statement");
        recognise(&mut bill, &limits).and_then(|format| format.read(&mut bill, into)).map_err(within)?;
        drain(&mut bill, &limits)?;
        let (bytes, sha256) = bill.receipt();
        into.document.layers.push(Layer { what: opened.wrap.word(), inside: "predicate", bytes, sha256 });
        statement.holds_against(&into.document)?;

        into.document.signed |= opened.envelope.as_ref().is_some_and(|envelope| !envelope.key_ids.is_empty());
        opened.note(&statement, into);
        Ok(())
    }

    fn holds_a_bill(&self, input: &mut Source<'_>, limits: &Limits) -> Result<(), ReadError> {
        let opened = Opened::of(input, limits)?;
        Statement::read(&opened.statement, limits).map(|_| ())
    }
}

/// An attestation out of its envelope.
struct Opened {
    wrap: Wrap,
    envelope: Option<Envelope>,
    statement: Vec<u8>,
}

impl Opened {
    /// Holds the whole input: what is signed is one string of it.
    fn of(input: &mut Source<'_>, limits: &Limits) -> Result<Self, ReadError> {
        let mut text = Vec::new();
        input.take(limits.lookahead as u64 + 1).read_to_end(&mut text)?;
        if text.len() > limits.lookahead {
            let what = "bytes of an attestation";
            return Err(ReadError::Limit { place: Place::default(), what, limit: limits.lookahead });
        }
        // One string holds the payload: it may be as long as the whole.
        let limits = Limits { string: text.len(), ..*limits };
        let wrap = Wrap::of(&looks::root_keys(&text))?;
        let (envelope, statement) = match wrap {
            Wrap::Bundle => Envelope::of_bundle(&text, &limits)?,
            Wrap::Envelope => Envelope::alone(&text, &limits)?,
            Wrap::Nothing => return Ok(Self { wrap, envelope: None, statement: text }),
        };
        Ok(Self { wrap, envelope: Some(envelope), statement })
    }

    fn attestation(&self, statement: &Statement) -> crate::model::Attestation {
        crate::model::Attestation {
            form: self.wrap.word(),
            signatures: self.envelope.as_ref().map_or_else(Vec::new, |envelope| envelope.key_ids.clone()),
            predicate_type: statement.predicate_type.clone(),
            subjects: statement.subjects.clone(),
        }
    }

    /// Says that there are signatures, and that nobody looked at them.
    fn note(&self, statement: &Statement, draft: &mut Draft) {
        for (of, key) in statement.unknown.iter().chain(self.envelope.iter().flat_map(|envelope| &envelope.unknown)) {
            let message = phrase!("`{}` is not a key of {}", key, Phrase::word(of));
            draft.note(NoteCode::UnknownKey, None, Place::default(), String::new(), message);
        }
        let Some(envelope) = &self.envelope else { return };
        let number = envelope.key_ids.len();
        let named: Vec<&str> = envelope.key_ids.iter().flatten().map(String::as_str).collect();
        let keys = if named.is_empty() { Phrase::default() } else { phrase!(" (key {})", named.join(", ")) };
        let (wrap, about) = (Phrase::word(self.wrap.word()), statement.about());
        let message = match number {
            1 => phrase!("1 signature of the {}{}: present, not verified; {}", wrap, keys, about),
            _ => phrase!("{} signatures of the {}{}: present, not verified; {}", number, wrap, keys, about),
        };
        draft.note(NoteCode::SignatureUnverified, None, Place::default(), String::new(), message);
    }
}
