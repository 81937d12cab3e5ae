//! Signed envelopes. Source: DSSE (Dead Simple Signing Envelope), protocol 1.0.2 and envelope 1.0.0.
//!
//! What is signed is the payload together with its type ([`pae`]), never the JSON around it. Key ids are hints and decide nothing.

use super::secret::Secret;
use super::signature::{SignatureFault, Signer, made_by};
use crate::base::{Phrase, phrase};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The payload type of in-toto statements. Source: in-toto attestation framework, envelope layer.
pub const IN_TOTO: &str = "application/vnd.in-toto+json";

/// An envelope as JSON holds it. Keys it does not know are ignored, as the source asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// Base64 of the payload.
    pub payload: String,
    /// What the payload is.
    pub payload_type: String,
    /// One for each signer.
    pub signatures: Vec<Seal>,
}

/// One signature of an envelope.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Seal {
    /// A hint at the key.
    #[serde(default)]
    pub keyid: Option<String>,
    /// Base64 of the signature.
    pub sig: String,
}

/// Why an envelope is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum EnvelopeFault {
    /// A part is not what the source asks for.
    Encoding(&'static str),
    /// Nobody signed it.
    Unsigned,
    /// None of the signatures is believed.
    Signature(#[from] SignatureFault),
}

impl EnvelopeFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Encoding(one) => phrase!("the {} of the envelope is not strict base64", Phrase::word(one)),
            Self::Unsigned => phrase!("the envelope carries no signature"),
            Self::Signature(one) => one.phrase(),
        }
    }
}

/// The bytes a signature is made over: type and payload, each with its length, so that neither can be taken for the other.
pub fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len());
    [head.as_bytes(), payload].concat()
}

impl Envelope {
    /// Signs a payload.
    pub fn sealed(payload_type: &str, payload: &[u8], key: &Secret) -> Self {
        let sig = STANDARD.encode(key.sign(&pae(payload_type, payload)));
        Self {
            payload: STANDARD.encode(payload),
            payload_type: payload_type.to_owned(),
            signatures: vec![Seal { keyid: Some(key.id()), sig }],
        }
    }

    /// The payload, once one of `signers` is known to have signed it. Signatures of others are passed over.
    ///
    /// # Errors
    /// When a part is not strict base64, nothing is signed, or no signature over exactly this payload and type is believed.
    pub fn open<'s>(&self, signers: &'s [Signer], day: Date) -> Result<(Vec<u8>, &'s Signer), EnvelopeFault> {
        let payload = strict(&self.payload).ok_or(EnvelopeFault::Encoding("payload"))?;
        let signed = pae(&self.payload_type, &payload);
        let mut answer = Err(EnvelopeFault::Unsigned);
        for seal in &self.signatures {
            let sig = strict(&seal.sig).filter(|sig| !sig.is_empty()).ok_or(EnvelopeFault::Encoding("signature"))?;
            // A signature of another length is one of another algorithm.
            let made = match sig.try_into() {
                Ok(sig) => made_by(signers, &signed, &sig, day),
                Err(_) => Err(SignatureFault::Untrusted),
            };
            match (made, &answer) {
                (Ok(signer), Err(_)) => answer = Ok(signer),
                (Err(fault), Err(EnvelopeFault::Unsigned | EnvelopeFault::Signature(SignatureFault::Untrusted))) => {
                    answer = Err(fault.into());
                }
                _ => {}
            }
        }
        answer.map(|signer| (payload, signer))
    }
}

/// One alphabet, canonical padding, no white space. Source: RFC 4648, 3.2 to 3.5; DSSE allows both alphabets.
fn strict(text: &str) -> Option<Vec<u8>> {
    let alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    alphabet.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEM: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----";
    const OTHER: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    #[test]
    fn the_bytes_that_are_signed_are_those_of_the_standard() {
        assert_eq!(
            pae("http://example.com/HelloWorld", b"hello world"),
            b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
        );
    }

    #[test]
    fn an_envelope_opens_for_its_signer_and_whole_only() {
        let key = Secret::of_pem(PEM).unwrap();
        let signers = [Signer::new("gate", &key.public()).unwrap()];
        let strangers = [Signer::new("other", OTHER).unwrap()];
        let day = "2026-11-22".parse().unwrap();
        let good = Envelope::sealed(IN_TOTO, b"{}", &key);
        let with = |change: &dyn Fn(&mut Envelope)| {
            let mut changed = good.clone();
            change(&mut changed);
            changed.open(&signers, day).map(|(payload, signer)| (payload, signer.id.clone()))
        };
        let believed = Ok((b"{}".to_vec(), "gate".to_owned()));
        let untrusted = Err(EnvelopeFault::Signature(SignatureFault::Untrusted));
        let stranger = Seal { keyid: good.signatures[0].keyid.clone(), sig: STANDARD.encode([7; 71]) };
        assert_eq!(with(&|_| {}), believed);
        assert_eq!(with(&|one| one.signatures[0].keyid = Some("somebody".to_owned())), believed, "a key id is a hint");
        assert_eq!(with(&|one| one.signatures.insert(0, stranger.clone())), believed);
        assert_eq!(with(&|one| one.signatures.push(stranger.clone())), believed);
        assert_eq!(with(&|one| one.signatures = vec![stranger.clone()]), untrusted);
        assert_eq!(with(&|one| one.payload = STANDARD.encode("{ }")), untrusted);
        assert_eq!(with(&|one| one.payload_type = "text/plain".to_owned()), untrusted);
        assert_eq!(with(&|one| one.signatures.clear()), Err(EnvelopeFault::Unsigned));
        // "e30=" and "e31=" decode to the same bytes for a lax reader.
        assert_eq!(with(&|one| one.payload = "e31=".to_owned()), Err(EnvelopeFault::Encoding("payload")));
        assert_eq!(with(&|one| one.payload = "e30".to_owned()), Err(EnvelopeFault::Encoding("payload")));
        assert_eq!(with(&|one| one.signatures[0].sig.push('\n')), Err(EnvelopeFault::Encoding("signature")));
        assert_eq!(good.open(&strangers, day).unwrap_err(), EnvelopeFault::Signature(SignatureFault::Untrusted));
        assert_eq!(good.open(&[], day).unwrap_err(), EnvelopeFault::Signature(SignatureFault::Untrusted));
    }
}
