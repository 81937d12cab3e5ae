//! The buyer's context as a file: strict YAML, named by the operator, never looked for beside a delivery.

use super::fault::Fault;
use crate::policy::{SourceText, yaml};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a config file says. Every key may be left out; no other key may stand there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    pub(super) home: Option<String>,
    pub(super) sector: Option<String>,
    #[serde(default)]
    pub(super) trusted: Vec<String>,
    #[serde(default)]
    pub(super) restricted: Vec<String>,
    #[serde(default)]
    pub(super) buyer: BuyerConfig,
    #[serde(default)]
    pub(super) accept: Vec<String>,
    #[serde(default)]
    pub(super) policy: Vec<String>,
    /// Lists of parties: ids of shipped ones, and files.
    #[serde(default)]
    pub(super) parties: Vec<String>,
}

/// `buyer:` a name, what licences ask of a taker, and facts.
#[derive(Debug, Default, Deserialize)]
pub(super) struct BuyerConfig {
    pub(super) name: Option<String>,
    pub(super) domicile: Option<String>,
    pub(super) owner_country: Option<String>,
    pub(super) monthly_users: Option<f64>,
    pub(super) annual_revenue: Option<f64>,
    #[serde(flatten)]
    pub(super) facts: BTreeMap<String, bool>,
}

impl Config {
    /// The file of `--config`, or else of `BOMGATE_CONFIG`; an empty one where neither is given.
    pub(super) fn load(flag: Option<&Path>) -> Result<Self, Fault> {
        let named = flag.map(Path::to_path_buf).or_else(|| std::env::var_os("BOMGATE_CONFIG").map(PathBuf::from));
        let Some(path) = named else { return Ok(Self::default()) };
        let mut config: Self = yaml(&text(&path, "config")?)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for file in config.policy.iter_mut().chain(&mut config.parties).filter(|named| is_file(named)) {
            *file = folder.join(&*file).to_string_lossy().into_owned();
        }
        Ok(config)
    }
}

/// Whether `--policy` names a file: it has a folder or an ending. Names of packs have neither.
pub(super) fn is_file(policy: &str) -> bool {
    policy.contains(['/', '\\', '.'])
}

/// The text of a file the operator named.
pub(super) fn text(path: &Path, what: &str) -> Result<SourceText, Fault> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(SourceText { name: path.to_string_lossy().into_owned(), text: text.into() }),
        Err(error) => Err(Fault::usage(format!("cannot read the {what} file {}: {error}", path.display()))),
    }
}
