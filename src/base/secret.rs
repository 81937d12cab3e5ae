//! Private keys: what makes the signatures [`super::verify`] believes.

use super::signature::SPKI_HEAD;
use crate::base::{Phrase, phrase};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest, Sha256};

/// What stands before the 32 bytes of an Ed25519 key in a PKCS#8 document. Source: RFC 8410, section 10.3. The second
/// form announces the public key that follows (RFC 5958).
const PKCS8_HEADS: [[u8; 16]; 2] = [
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
    [0x30, 0x51, 0x02, 0x01, 0x01, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
];
/// What stands between the private and the public key in the second form.
const PUBLIC_HEAD: [u8; 3] = [0x81, 0x21, 0x00];

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// An Ed25519 private key.
pub struct Secret(SigningKey);

/// Why a private key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase())]
pub enum SecretFault {
    /// Another kind of file.
    Pem,
    /// A key of another algorithm, or a damaged one.
    Shape,
}

impl SecretFault {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Pem => phrase!("is no PEM file of one unencrypted PKCS#8 private key (`{}`)", BEGIN),
            Self::Shape => phrase!("holds no Ed25519 private key; `openssl genpkey -algorithm ed25519` makes one"),
        }
    }
}

impl Secret {
    /// Reads the PEM text of a PKCS#8 document, as `openssl genpkey -algorithm ed25519` writes it.
    ///
    /// # Errors
    /// When it is anything else; encrypted keys are not read.
    pub fn of_pem(text: &str) -> Result<Self, SecretFault> {
        let inside = text.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).ok_or(SecretFault::Pem)?;
        let bare: String = inside.split_whitespace().collect();
        let bytes = STANDARD.decode(bare).map_err(|_| SecretFault::Pem)?;
        let [short, long] = &PKCS8_HEADS;
        if let Some(seed) = bytes.strip_prefix(short) {
            let seed: [u8; 32] = seed.try_into().map_err(|_| SecretFault::Shape)?;
            return Ok(Self(SigningKey::from_bytes(&seed)));
        }
        let rest = bytes.strip_prefix(long).ok_or(SecretFault::Shape)?;
        let (seed, public) = rest.split_first_chunk::<32>().ok_or(SecretFault::Shape)?;
        let key = SigningKey::from_bytes(seed);
        match public.strip_prefix(&PUBLIC_HEAD) {
            Some(public) if *public == key.verifying_key().to_bytes() => Ok(Self(key)),
            _ => Err(SecretFault::Shape),
        }
    }

    /// The 64 bytes of the signature over `bytes`.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }

    /// Base64 of the public key's `SubjectPublicKeyInfo`: what [`super::Signer::new`] takes.
    pub fn public(&self) -> String {
        STANDARD.encode(self.spki())
    }

    /// A hint at the key: SHA-256 of its `SubjectPublicKeyInfo`, lower-case hex.
    pub fn id(&self) -> String {
        Sha256::digest(self.spki()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn spki(&self) -> Vec<u8> {
        SPKI_HEAD.into_iter().chain(self.0.verifying_key().to_bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8410, section 10.3.
    const PEM: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n";

    #[test]
    fn the_key_of_the_standard_has_the_public_key_of_the_standard() {
        let key = Secret::of_pem(PEM).unwrap();
        assert_eq!(key.public(), "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
    }

    #[test]
    fn what_is_no_such_key_is_refused() {
        for (text, fault) in [
            (String::new(), SecretFault::Pem),
            (PEM.replace("PRIVATE", "ENCRYPTED PRIVATE"), SecretFault::Pem),
            (format!("{PEM}{PEM}"), SecretFault::Pem),
            (PEM.replace("MC4CAQAwBQYDK2Vw", "MC4CAQAwBQYDK2Vu"), SecretFault::Shape),
            (PEM.replace("VhC", ""), SecretFault::Pem),
        ] {
            assert_eq!(Secret::of_pem(&text).err(), Some(fault), "{text}");
        }
    }
}
