//! Detached signatures: Ed25519 (RFC 8032) over the exact bytes of a file, by keys the operator names.
//!
//! A signature file holds the 64 bytes of the signature in base64 (RFC 4648, section 4), nothing else but white space. So
//! `openssl pkeyutl -sign -rawin -inkey key.pem -in FILE | base64 > FILE.sig` makes one.

use crate::base::{Phrase, phrase};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use jiff::civil::Date;

/// What stands before the 32 bytes of an Ed25519 key in a `SubjectPublicKeyInfo`. Source: RFC 8410, section 10.1.
pub(super) const SPKI_HEAD: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// A key whose signatures are believed.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The name reports give it.
    pub id: String,
    /// First day its signatures are believed.
    pub not_before: Option<Date>,
    /// Last day its signatures are believed.
    pub not_after: Option<Date>,
    key: VerifyingKey,
}

/// Why a public key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum KeyFault {
    /// Not base64.
    Encoding,
    /// Neither a raw key nor a `SubjectPublicKeyInfo`.
    Shape,
    /// Not on the curve, or of small order: any message would seem signed by it.
    Weak,
}

impl KeyFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Encoding => phrase!("is not base64"),
            Self::Shape => {
                phrase!("is no Ed25519 public key: 32 bytes, or the 44 of `openssl pkey -pubout -outform DER`, are expected")
            }
            Self::Weak => phrase!("is a weak or impossible Ed25519 public key"),
        }
    }
}

/// Why a signature is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum SignatureFault {
    /// The file holds something else.
    Malformed,
    /// No key of the signers made it over these bytes.
    Untrusted,
    /// A known key made it, outside its days.
    OutOfDays {
        /// The signer.
        id: String,
        /// The day of judgement.
        day: Date,
    },
}

impl SignatureFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Malformed => phrase!("the signature is not the base64 of 64 bytes"),
            Self::Untrusted => phrase!("no known signer signed these bytes"),
            Self::OutOfDays { id, day } => phrase!("`{}` signed it, but is not believed on {}", id, day),
        }
    }
}

impl Signer {
    /// Reads a public key: base64 of its 32 bytes, or of its `SubjectPublicKeyInfo` (the line inside a PEM file).
    ///
    /// # Errors
    /// When it is no Ed25519 key that can be trusted.
    pub fn new(id: impl Into<String>, key: &str) -> Result<Self, KeyFault> {
        let bytes = decode(key).ok_or(KeyFault::Encoding)?;
        let raw: [u8; 32] = match bytes.strip_prefix(&SPKI_HEAD) {
            Some(raw) => raw.try_into(),
            None => bytes.as_slice().try_into(),
        }
        .map_err(|_| KeyFault::Shape)?;
        let key = VerifyingKey::from_bytes(&raw).map_err(|_| KeyFault::Weak)?;
        if key.is_weak() {
            return Err(KeyFault::Weak);
        }
        Ok(Self { id: id.into(), not_before: None, not_after: None, key })
    }

    fn believed_on(&self, day: Date) -> bool {
        self.not_before.is_none_or(|first| first <= day) && self.not_after.is_none_or(|last| day <= last)
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let bare: String = text.split_whitespace().collect();
    STANDARD.decode(bare).ok()
}

/// Verifies a detached signature and says who made it. The strict verification of RFC 8032 is asked for: signatures that
/// can be made for keys of small order, or written in two ways, are refused.
///
/// # Errors
/// When the signature is malformed, made by nobody of `signers` over exactly these bytes, or outside the signer's days.
pub fn verify<'s>(signers: &'s [Signer], bytes: &[u8], signature: &str, day: Date) -> Result<&'s Signer, SignatureFault> {
    let signature: [u8; 64] = decode(signature).and_then(|bytes| bytes.try_into().ok()).ok_or(SignatureFault::Malformed)?;
    made_by(signers, bytes, &signature, day)
}

/// As [`verify`], of the bytes of a signature.
pub(super) fn made_by<'s>(
    signers: &'s [Signer],
    bytes: &[u8],
    signature: &[u8; 64],
    day: Date,
) -> Result<&'s Signer, SignatureFault> {
    let signature = Signature::from_bytes(signature);
    let mut made = signers.iter().filter(|signer| signer.key.verify_strict(bytes, &signature).is_ok()).peekable();
    let Some(first) = made.peek().copied() else { return Err(SignatureFault::Untrusted) };
    // One key may stand there twice, for two spans of days.
    made.find(|signer| signer.believed_on(day)).ok_or_else(|| SignatureFault::OutOfDays { id: first.id.clone(), day })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer as _, SigningKey};

    /// RFC 8032, section 7.1, test 2.
    const SECRET: [u8; 32] = [
        0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f, 0x5b, 0x8a, 0x31, 0x9f,
        0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
    ];

    fn signer() -> (SigningKey, Signer) {
        let key = SigningKey::from_bytes(&SECRET);
        let public = STANDARD.encode(key.verifying_key().to_bytes());
        (key, Signer::new("desk", &public).unwrap())
    }

    #[test]
    fn the_vector_of_the_standard_is_verified() {
        let signer = Signer::new("rfc", "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=").unwrap();
        let signature = "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==";
        let day = "2026-11-22".parse().unwrap();
        assert!(verify(std::slice::from_ref(&signer), &[0x72], signature, day).is_ok());
        assert!(verify(&[signer], &[0x73], signature, day).is_err());
    }

    #[test]
    fn only_these_bytes_by_this_key_in_its_days_are_believed() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (key, mut signer) = signer();
        let text = STANDARD.encode(key.sign(b"waivers").to_bytes());
        let ask = |signers: &[Signer], bytes: &[u8], text: &str| {
            verify(signers, bytes, text, day("2026-11-22")).map(|signer| signer.id.clone())
        };
        assert_eq!(ask(std::slice::from_ref(&signer), b"waivers", &format!("{text}\n")), Ok("desk".to_owned()));
        assert_eq!(ask(std::slice::from_ref(&signer), b"waivers ", &text), Err(SignatureFault::Untrusted));
        assert_eq!(ask(&[], b"waivers", &text), Err(SignatureFault::Untrusted));
        assert_eq!(ask(std::slice::from_ref(&signer), b"waivers", "bm90IG9uZQ=="), Err(SignatureFault::Malformed));
        let other = Signer::new("other", &STANDARD.encode(SigningKey::from_bytes(&[7; 32]).verifying_key())).unwrap();
        assert_eq!(ask(std::slice::from_ref(&other), b"waivers", &text), Err(SignatureFault::Untrusted));
        assert_eq!(ask(&[other, signer.clone()], b"waivers", &text), Ok("desk".to_owned()));
        signer.not_after = Some(day("2026-11-21"));
        assert!(matches!(ask(std::slice::from_ref(&signer), b"waivers", &text), Err(SignatureFault::OutOfDays { .. })));
        signer.not_after = Some(day("2026-11-22"));
        signer.not_before = Some(day("2026-11-22"));
        assert!(ask(&[signer], b"waivers", &text).is_ok());
    }

    #[test]
    fn keys_that_cannot_be_trusted_are_refused() {
        let identity = STANDARD.encode([1u8].into_iter().chain([0; 31]).collect::<Vec<u8>>());
        let (_, good) = signer();
        let spki: Vec<u8> = SPKI_HEAD.into_iter().chain(good.key.to_bytes()).collect();
        assert!(Signer::new("spki", &STANDARD.encode(spki)).is_ok());
        for (key, fault) in [("???", KeyFault::Encoding), ("YWJj", KeyFault::Shape), (identity.as_str(), KeyFault::Weak)] {
            assert_eq!(Signer::new("x", key).unwrap_err(), fault, "{key}");
        }
    }
}
