//! The operator's files of statements on exploitability, and how far the config lets them go.

use super::fault::Fault;
use super::trust::{Role, Trust};
use crate::base::{Limits, Phrase, phrase};
use crate::gate::Paper;
use crate::model::State;
use crate::read::{Source, read};
use crate::vex::{self, Document, Terms, VexError};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::PathBuf;

/// What of the files given with --vex may excuse a finding of advisories or the catalogue. Without it they are shown and excuse nothing.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VexConfig {
    /// States that excuse.
    #[serde(default)]
    accept: Vec<Accepted>,
    /// Justifications that excuse `not_affected`, in the words of the formats; empty: every one that is stated.
    #[serde(default)]
    justifications: Vec<String>,
    /// Signers, and authors by the name the file gives, who are believed; empty: whoever made a file you name.
    #[serde(default)]
    from: Vec<String>,
    /// Statements made before the advisory last changed excuse too.
    #[serde(default)]
    older: bool,
}

/// A state that can excuse.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Accepted {
    /// The vulnerability does no harm here.
    NotAffected,
    /// It was mended in what is delivered.
    Fixed,
}

impl From<VexConfig> for Terms {
    fn from(config: VexConfig) -> Self {
        let state = |accepted: &Accepted| match accepted {
            Accepted::NotAffected => State::NotAffected,
            Accepted::Fixed => State::Fixed,
        };
        let VexConfig { justifications, from, older, .. } = config;
        Self { accept: config.accept.iter().map(state).collect(), justifications, from, older }
    }
}

/// Reads every file: OpenVEX, CSAF, or the statements of a CycloneDX document.
pub(super) fn read_all(files: &[PathBuf], trust: &Trust, papers: &mut Vec<Paper>) -> Result<Vec<Document>, Fault> {
    let mut documents = Vec::with_capacity(files.len());
    for path in files {
        let (source, paper) = trust.read(path, Role::Vex)?;
        let fault = |error: Phrase| {
            Fault::usage(phrase!("{}: {}", source.name, error))
                .help(phrase!("--vex takes OpenVEX, CSAF 2.0, or CycloneDX with `vulnerabilities`"))
        };
        let read_as_bill = || read(Source::bytes(&source.name, source.text.as_bytes().to_vec()), &Limits::default());
        let mut document = match vex::read(&source.name, &source.text) {
            Ok(document) => document,
            Err(VexError::Unknown) => vex::of_bill(&source.name, &read_as_bill().map_err(|error| fault(error.phrase()))?),
            Err(error) => return Err(fault(error.phrase())),
        };
        if document.statements.is_empty() {
            return Err(fault(phrase!("it makes no statement")));
        }
        document.signed_by.clone_from(&paper.signed_by);
        papers.push(paper);
        documents.push(document);
    }
    Ok(documents)
}
