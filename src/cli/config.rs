//! The buyer's context as a file: strict YAML, named by the operator or in the user's config folder, never looked for beside
//! a delivery.

use super::arguments::Fallback;
use super::fault::Fault;
use super::trust::{Role, Trust, paper, text};
use super::vex::VexConfig;
use crate::base::Signer;
use crate::base::{Language, Phrase, phrase};
use crate::gate::Paper;
use crate::policy::field::buyer_fields;
use crate::policy::{Overrides, PolicyError, Scalar, SourceText, WaiverLimits, day_schema, maybe_day, start, yaml};
use etcetera::BaseStrategy;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_saphyr::Spanned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Who buys, for what, under which policy. Flags win over what is said here.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "bomgate config")]
pub(super) struct Config {
    /// Where the buyer is: a country (code or name), or a region such as EU.
    pub(super) home: Option<String>,
    /// The buyer's sector: chooses the shipped packs, together with `home`.
    pub(super) sector: Option<String>,
    /// Countries and regions treated as home.
    #[serde(default)]
    pub(super) trusted: Vec<String>,
    /// Countries and regions the buyer may not take parts from.
    #[serde(default)]
    pub(super) restricted: Vec<String>,
    /// What the buyer says of itself.
    #[serde(default)]
    #[schemars(schema_with = "buyer_schema")]
    pub(super) buyer: BuyerConfig,
    /// Other values for parameters of packs, by name.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Scalar>")]
    pub(super) parameters: BTreeMap<String, Spanned<Scalar>>,
    /// More words for lists of packs, by name.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub(super) lists: BTreeMap<String, Spanned<Vec<String>>>,
    /// Policy packs: names, or files relative to this one.
    #[serde(default)]
    pub(super) policy: Vec<String>,
    /// Overlays of draft law that are asked too; `all` stands for every one.
    #[serde(default)]
    pub(super) overlays: Vec<String>,
    /// The language of reports: en or zh.
    pub(super) lang: Option<Language>,
    /// What may stay unestablished, by the names reports give.
    #[serde(default)]
    pub(super) accept: Vec<String>,
    /// The file of documents, relative to this one.
    pub(super) evidence: Option<PathBuf>,
    /// The file of waivers, relative to this one.
    pub(super) waivers: Option<PathBuf>,
    /// Where every delivery is remembered, relative to this one: `--history`.
    pub(super) history: Option<PathBuf>,
    /// Where parts are looked up among advisories, and how old those may be.
    #[serde(default)]
    pub(super) advisories: AdvisoriesConfig,
    /// What of the files given with --vex may excuse a finding.
    #[serde(default)]
    pub(super) vex: VexConfig,
    /// A newer catalogue of dangerous components, relative to this one, signed by one of the signers.
    pub(super) catalogue: Option<PathBuf>,
    /// Rely on a catalogue past its last day.
    #[serde(default)]
    pub(super) allow_stale: bool,
    /// How far waivers may go. Packs may be stricter.
    #[serde(default)]
    pub(super) waiver_limits: WaiverLimits,
    /// Whose signatures on the operator's files are believed.
    #[serde(default)]
    signers: Vec<SignerConfig>,
    /// Files that must carry a signature.
    #[serde(default)]
    require_signed: Vec<Role>,
    /// Where it was read.
    #[serde(skip)]
    source: Option<SourceText>,
    /// Lists of parties: ids of shipped ones, and files.
    #[serde(default)]
    pub(super) parties: Vec<String>,
}

/// `advisories:` the database, the most days it may be old, and the service that is asked.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvisoriesConfig {
    /// The database, relative to this file; `none` for nowhere.
    pub(super) database: Option<PathBuf>,
    /// The most days its records may be older than the day of judgement, in place of what packs say.
    pub(super) max_age_days: Option<u32>,
    /// Ask a service that speaks the OSV API, at every check, unless `--offline` is given.
    #[serde(default)]
    pub(super) online: bool,
    /// The service; https, or http to an address of this machine.
    pub(super) endpoint: Option<String>,
    /// Certificates believed in place of those of the system: a PEM file, relative to this one.
    pub(super) ca: Option<PathBuf>,
    /// The proxy, or `none`.
    pub(super) proxy: Option<String>,
    /// How long asking may take in all.
    pub(super) timeout_seconds: Option<u32>,
    /// What answers when the service fails.
    #[serde(default)]
    pub(super) fallback: Option<Fallback>,
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

/// One public key.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignerConfig {
    /// The name reports give it.
    #[schemars(with = "String")]
    id: Spanned<String>,
    /// Ed25519 public key: base64 of its 32 bytes, or the line inside a PEM file.
    #[schemars(with = "String")]
    key: Spanned<String>,
    /// First day its signatures are believed.
    #[serde(default, deserialize_with = "maybe_day")]
    #[schemars(schema_with = "day_schema")]
    not_before: Option<Date>,
    /// Last day its signatures are believed.
    #[serde(default, deserialize_with = "maybe_day")]
    #[schemars(schema_with = "day_schema")]
    not_after: Option<Date>,
}

/// `yes` and `no` are words to YAML 1.2, and truths to the reader of the config.
fn buyer_schema(_: &mut SchemaGenerator) -> Schema {
    let mut properties = serde_json::Map::new();
    properties.insert("name".to_owned(), serde_json::json!({ "type": "string", "description": "The buyer's own name." }));
    for (fact, doc) in buyer_fields() {
        properties.insert(fact.to_owned(), serde_json::json!({ "enum": [true, false, "yes", "no"], "description": doc }));
    }
    for (key, kind, doc) in [
        ("domicile", "string", "Where the buyer is established, as licences count it."),
        ("owner_country", "string", "Where whoever owns the buyer in the end is established."),
        ("monthly_users", "number", "Active users a month of what the buyer makes available."),
        ("annual_revenue", "number", "Revenue a year, in USD."),
    ] {
        properties.insert(key.to_owned(), serde_json::json!({ "type": kind, "description": doc }));
    }
    json_schema!({
        "description": "What the buyer says of itself. A fact that is not stated is unknown.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties
    })
}

impl Config {
    /// The file of `--config`, or else of `BOMGATE_CONFIG`, or else `bomgate/config.yaml` of the user's config folder; an empty
    /// one where none is there. An empty `BOMGATE_CONFIG` stands for no config at all.
    pub(super) fn load(flag: Option<&Path>) -> Result<Self, Fault> {
        let path = match (flag, std::env::var_os("BOMGATE_CONFIG")) {
            (Some(path), _) => Some(path.to_path_buf()),
            (None, Some(path)) if path.is_empty() => None,
            (None, Some(path)) => Some(PathBuf::from(path)),
            (None, None) => user_file().filter(|path| path.exists()),
        };
        path.map_or_else(|| Ok(Self::default()), |path| Self::read(text(&path, "role:config")?, path.parent()))
    }

    /// Reads a config whose relative paths start in `folder`.
    pub(super) fn read(source: SourceText, folder: Option<&Path>) -> Result<Self, Fault> {
        let mut config: Self = yaml(&source)?;
        let folder = folder.unwrap_or(Path::new(""));
        for file in config.policy.iter_mut().chain(&mut config.parties).filter(|named| is_file(named)) {
            *file = folder.join(&*file).to_string_lossy().into_owned();
        }
        for path in [&mut config.evidence, &mut config.waivers, &mut config.history, &mut config.catalogue].into_iter().flatten()
        {
            *path = folder.join(&*path);
        }
        if let Some(database) = config.advisories.database.as_mut().filter(|database| database.as_os_str() != "none") {
            *database = folder.join(&*database);
        }
        if let Some(authority) = &mut config.advisories.ca {
            *authority = folder.join(&*authority);
        }
        config.source = Some(source);
        Ok(config)
    }

    /// The file itself, for the receipt.
    pub(super) fn paper(&self) -> Option<Paper> {
        self.source.as_ref().map(|source| paper(source, "config"))
    }

    /// What it says of packs.
    pub(super) fn overrides(&mut self) -> Overrides {
        Overrides {
            source: self.source.clone(),
            parameters: std::mem::take(&mut self.parameters),
            lists: std::mem::take(&mut self.lists),
            waiver_limits: std::mem::take(&mut self.waiver_limits),
        }
    }

    /// Whose signatures are believed on a day.
    pub(super) fn trust(&self, day: Date) -> Result<Trust, Fault> {
        let mut trust = Trust { signers: Vec::new(), required: self.require_signed.clone(), day };
        let Some(source) = &self.source else { return Ok(trust) };
        let mut keys = BTreeSet::new();
        for signer in &self.signers {
            let fail = |value: &Spanned<String>, title: Phrase| {
                let at = start(source, value);
                PolicyError::at(source, at..at + value.value.len().max(1), title)
            };
            if !keys.insert((&signer.id.value, signer.not_before)) || signer.id.value.trim().is_empty() {
                return Err(fail(&signer.id, phrase!("`{}` does not tell one signer from the others", signer.id.value)).into());
            }
            let mut key = Signer::new(&signer.id.value, &signer.key.value)
                .map_err(|fault| fail(&signer.key, phrase!("the key of `{}` {}", signer.id.value, fault.phrase())))?;
            (key.not_before, key.not_after) = (signer.not_before, signer.not_after);
            trust.signers.push(key);
        }
        Ok(trust)
    }
}

/// `bomgate/config.yaml` of the user's config folder. The folder is absolute: it cannot lie where a delivery was unpacked by
/// being relative to it.
fn user_file() -> Option<PathBuf> {
    let folder = etcetera::choose_base_strategy().ok()?.config_dir();
    folder.is_absolute().then(|| folder.join("bomgate").join("config.yaml"))
}

/// Whether `--policy` names a file: it has a folder or an ending. Names of packs have neither.
pub(super) fn is_file(policy: &str) -> bool {
    policy.contains(['/', '\\', '.'])
}
