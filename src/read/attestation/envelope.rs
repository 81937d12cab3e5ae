//! The envelope: DSSE, alone or in a Sigstore bundle.

use super::{AttestationFault, BILLS};
use crate::base::{Limits, Phrase, phrase};
use crate::read::error::ReadError;
use crate::read::json::{Json, ValueKind};
use base64::Engine;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose as Alphabet};

const IN_TOTO: &str = "application/vnd.in-toto+json";

/// Media types of the bundle, by which version it is. Source: Sigstore protobuf-specs, `sigstore_bundle.proto`.
const BUNDLES: &[&str] = &[
    "application/vnd.dev.sigstore.bundle.v0.3+json",
    "application/vnd.dev.sigstore.bundle+json;version=0.3",
    "application/vnd.dev.sigstore.bundle+json;version=0.2",
    "application/vnd.dev.sigstore.bundle+json;version=0.1",
];

/// Signatures are only counted: some writers leave out their padding.
const SIGNATURE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, PADDING);
const SIGNATURE_URL: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, PADDING);
const PADDING: GeneralPurposeConfig = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// What an envelope says besides its payload.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    /// One entry per signature: its key id, where it has one. A hint, never a decision (DSSE protocol, `KEYID`).
    pub(super) key_ids: Vec<Option<String>>,
    /// Keys the standard does not have, and of what. DSSE asks readers to ignore them.
    pub(super) unknown: Vec<(&'static str, String)>,
}

/// The parts of an envelope as they are met.
#[derive(Default)]
struct Parts {
    envelope: Envelope,
    payload: Option<Vec<u8>>,
    payload_type: Option<String>,
    signed: bool,
}

impl Envelope {
    /// A text that is an envelope, and its payload.
    pub(super) fn alone(text: &[u8], limits: &Limits) -> Result<(Self, Vec<u8>), ReadError> {
        let mut json = Json::new(text, limits);
        let mut parts = Parts::default();
        parts.read(&mut json)?;
        json.end()?;
        parts.finish()
    }

    /// The envelope of a Sigstore bundle, and its payload.
    pub(super) fn of_bundle(text: &[u8], limits: &Limits) -> Result<(Self, Vec<u8>), ReadError> {
        let mut json = Json::new(text, limits);
        let mut parts = Parts::default();
        let (mut media_type, mut enveloped, mut blob) = (None, false, false);
        json.begin_object()?;
        while let Some(key) = json.next_key()? {
            match key {
                "mediaType" => media_type = Some(string(&mut json, "`mediaType` of the bundle")?),
                "dsseEnvelope" => {
                    enveloped = true;
                    parts.read(&mut json)?;
                }
                "messageSignature" => {
                    blob = true;
                    json.skip()?;
                }
                "verificationMaterial" => json.skip()?,
                other => {
                    let other = other.to_owned();
                    parts.unknown("a Sigstore bundle", other)?;
                    json.skip()?;
                }
            }
        }
        json.end()?;
        let media_type = media_type.unwrap_or_default();
        if !BUNDLES.contains(&media_type.as_str()) {
            return Err(AttestationFault::malformed(phrase!(
                "the media type of the bundle is `{}`, expected `{}`",
                media_type,
                BUNDLES[0]
            )));
        }
        match (enveloped, blob) {
            (true, false) => {}
            (true, true) => {
                return Err(AttestationFault::malformed(phrase!("the bundle holds an envelope and a bare signature")));
            }
            (false, _) => {
                return Err(AttestationFault::no_bill(phrase!("a signature over a file that is not inside it; give the file")));
            }
        }
        let (envelope, payload) = parts.finish()?;
        // Source: Sigstore client specification, "a bundle has exactly one signature".
        if envelope.key_ids.len() != 1 {
            return Err(AttestationFault::malformed(phrase!(
                "a bundle carries exactly one signature, this one {}",
                envelope.key_ids.len()
            )));
        }
        Ok((envelope, payload))
    }
}

impl Parts {
    fn read(&mut self, json: &mut Json<'_>) -> Result<(), ReadError> {
        object(json, "the envelope")?;
        while let Some(key) = json.next_key()? {
            match key {
                "payloadType" => self.payload_type = Some(string(json, "`payloadType`")?),
                "payload" => self.payload = Some(payload(&string(json, "`payload`")?)?),
                "signatures" => self.signatures(json)?,
                other => {
                    let other = other.to_owned();
                    self.unknown("a DSSE envelope", other)?;
                    json.skip()?;
                }
            }
        }
        Ok(())
    }

    fn signatures(&mut self, json: &mut Json<'_>) -> Result<(), ReadError> {
        self.signed = true;
        if json.peek()? != ValueKind::Array {
            return Err(AttestationFault::malformed(phrase!("`signatures` is no list")));
        }
        json.begin_array()?;
        while json.next_item()? {
            object(json, "a signature")?;
            let (mut key_id, mut value) = (None, None);
            while let Some(key) = json.next_key()? {
                match key {
                    "keyid" => key_id = key_hint(json)?,
                    "sig" => value = Some(string(json, "`sig`")?),
                    other => {
                        let other = other.to_owned();
                        self.unknown("a DSSE signature", other)?;
                        json.skip()?;
                    }
                }
            }
            let value = value.unwrap_or_default();
            let read = [&SIGNATURE, &SIGNATURE_URL].into_iter().find_map(|alphabet| alphabet.decode(&value).ok());
            if read.is_none_or(|bytes| bytes.is_empty()) {
                return Err(AttestationFault::malformed(phrase!("a signature without a value in base64")));
            }
            self.envelope.key_ids.push(key_id);
        }
        Ok(())
    }

    fn unknown(&mut self, of: &'static str, key: String) -> Result<(), ReadError> {
        if BILLS.contains(&key.as_str()) {
            return Err(AttestationFault::malformed(phrase!("`{}`, a key of a bill, stands beside the payload", key)));
        }
        self.envelope.unknown.push((of, key));
        Ok(())
    }

    fn finish(self) -> Result<(Envelope, Vec<u8>), ReadError> {
        let found = self.payload_type.unwrap_or_default();
        if found != IN_TOTO {
            return Err(AttestationFault::no_bill(phrase!("the payload is of type `{}`, expected `{}`", found, IN_TOTO)));
        }
        let Some(payload) = self.payload else {
            return Err(AttestationFault::malformed(phrase!("the envelope has no `payload`")));
        };
        if !self.signed || self.envelope.key_ids.is_empty() {
            return Err(AttestationFault::malformed(phrase!("the envelope has no signature, so it is none")));
        }
        Ok((self.envelope, payload))
    }
}

/// Strict: one alphabet, canonical padding, no white space. Source: RFC 4648, 3.2 to 3.5; DSSE allows both alphabets.
fn payload(text: &str) -> Result<Vec<u8>, ReadError> {
    let alphabet: &Alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    alphabet
        .decode(text)
        .map_err(|error| AttestationFault::malformed(phrase!("the payload is not strict base64: {}", error.to_string())))
}

/// `null` and the empty string are no hint.
fn key_hint(json: &mut Json<'_>) -> Result<Option<String>, ReadError> {
    if json.peek()? == ValueKind::Null {
        json.null()?;
        return Ok(None);
    }
    Ok(Some(string(json, "`keyid`")?).filter(|id| !id.is_empty()))
}

/// Enters an object.
pub(super) fn object(json: &mut Json<'_>, what: &'static str) -> Result<(), ReadError> {
    match json.peek()? {
        ValueKind::Object => Ok(json.begin_object()?),
        kind => Err(AttestationFault::malformed(phrase!("{} is {}, expected an object", Phrase::word(what), kind.phrase()))),
    }
}

/// A string and nothing else.
pub(super) fn string(json: &mut Json<'_>, what: &'static str) -> Result<String, ReadError> {
    match json.peek()? {
        ValueKind::String => Ok(json.string()?.to_owned()),
        kind => Err(AttestationFault::malformed(phrase!("{} is {}, expected a string", Phrase::word(what), kind.phrase()))),
    }
}
