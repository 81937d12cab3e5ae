//! Reading the operator's files, and whose signatures on them are believed.

use super::fault::Fault;
use crate::base::{Language, Phrase, Signer, phrase, verify};
use crate::gate::Paper;
use crate::policy::SourceText;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    /// Packs given with `--policy FILE`.
    Policy,
    /// Waivers.
    Waivers,
    /// The list of documents.
    Evidence,
    /// Statements on exploitability.
    Vex,
    /// A newer catalogue of dangerous components. Always signed.
    Catalogue,
}

impl Role {
    fn key(self) -> &'static str {
        match self {
            Self::Policy => "role:policy",
            Self::Waivers => "role:waivers",
            Self::Evidence => "role:evidence",
            Self::Vex => "role:vex",
            Self::Catalogue => "role:catalogue",
        }
    }
}

/// Whose signatures are believed, and which files must carry one.
pub(super) struct Trust {
    pub(super) signers: Vec<Signer>,
    pub(super) required: Vec<Role>,
    pub(super) day: Date,
}

impl Trust {
    /// Reads a file of the operator. Where signers are known, a signature beside it (`FILE.sig`) must be theirs; where one is
    /// required, it must be there.
    pub(super) fn read(&self, path: &Path, role: Role) -> Result<(SourceText, Paper), Fault> {
        let source = text(path, role.key())?;
        let mut paper = paper(&source, role.key().trim_start_matches("role:"));
        paper.signed_by = self.signature(path, source.text.as_bytes(), role)?;
        Ok((source, paper))
    }

    fn signature(&self, path: &Path, bytes: &[u8], role: Role) -> Result<Option<String>, Fault> {
        let beside = with_ending(path, ".sig");
        let required = role == Role::Catalogue || self.required.contains(&role);
        if self.signers.is_empty() {
            return if required {
                let title = phrase!("{} must be signed, and the config names no signers", path.display());
                Err(Fault::usage(title).help(phrase!("list their public keys under `signers:`")))
            } else {
                Ok(None)
            };
        }
        let signature = match std::fs::read_to_string(&beside) {
            Ok(signature) => signature,
            Err(error) if error.kind() == ErrorKind::NotFound && !required => return Ok(None),
            Err(error) => {
                return Err(Fault::usage(phrase!(
                    "cannot read the signature of {}: {}: {}",
                    path.display(),
                    beside.display(),
                    error
                ))
                .help(phrase!("a signature is required here: base64 of an Ed25519 signature over the exact bytes")));
            }
        };
        match verify(&self.signers, bytes, &signature, self.day) {
            Ok(signer) => Ok(Some(signer.id.clone())),
            Err(fault) => {
                let known: Vec<&str> = self.signers.iter().map(|signer| signer.id.as_str()).collect();
                Err(Fault::usage(phrase!("{}: {}", beside.display(), fault.phrase())).help(phrase!(
                    "the file was changed after it was signed, or by somebody else than {}",
                    Phrase::names(&known)
                )))
            }
        }
    }
}

/// The text of a file the operator named. `what` it is for: a word of the kind `role`.
pub(super) fn text(path: &Path, what: &'static str) -> Result<SourceText, Fault> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(SourceText { name: path.to_string_lossy().into_owned(), text: text.into() }),
        Err(error) => Err(Fault::usage(phrase!("cannot read the {} file {}: {}", Phrase::of_kind(what), path.display(), error))),
    }
}

/// The translation that stands beside a file, such as `house.zh.yaml` beside `house.yaml`; none for English.
pub(super) fn translation(path: &Path, language: Language) -> Option<PathBuf> {
    let beside = path.with_extension(format!("{}.yaml", language.word()));
    (language != Language::En && beside.is_file()).then_some(beside)
}

/// A file of the operator, for the receipt.
pub(super) fn paper(source: &SourceText, role: &'static str) -> Paper {
    let sha256 = Sha256::digest(source.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Paper { role, file: source.name.clone(), sha256, signed_by: None }
}

/// The path with more at its end.
fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut whole = OsString::from(path);
    whole.push(ending);
    whole.into()
}
