//! From flags and config to the buyer and its rules.

use super::advisories::source;
use super::arguments::Context;
use super::catalogue;
use super::config::{Config, is_file};
use super::evidence;
use super::fault::Fault;
use super::network;
use super::tongue;
use super::trust::{Role, Trust, paper, text, translation};
use super::vex;
use crate::advisory::Source;
use crate::advisory::online::Backed;
use crate::base::{Phrase, phrase};
use crate::check::{Buyer, Evidence};
use crate::enrich::{Country, Lists};
use crate::evaluate::CATALOGUE_EXPIRED;
use crate::gate::Paper;
use crate::policy::field::buyer_facts;
use crate::policy::{Plan, PlanRequest};
use crate::vex::Terms;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The operator's choices, flags over config.
pub(super) struct Choice {
    /// The buyer.
    pub(super) buyer: Buyer,
    /// Which packs.
    pub(super) request: PlanRequest,
    /// Gaps the config accepts.
    pub(super) accept: Vec<String>,
    /// Statements on exploitability the config accepts.
    pub(super) vex: Terms,
    /// Overlays the config chooses.
    pub(super) overlays: Vec<String>,
    /// The file of waivers the config names.
    pub(super) waivers: Option<PathBuf>,
    /// The history the config names.
    pub(super) history: Option<PathBuf>,
    /// Where parts are looked up among advisories.
    pub(super) advisories: Option<Arc<dyn Source>>,
    /// The most days advisories may be old, where the config says so.
    pub(super) max_advisory_age: Option<u32>,
    /// Whose signatures are believed.
    pub(super) trust: Trust,
    /// The files that were read.
    pub(super) papers: Vec<Paper>,
    /// The day of judgement.
    pub(super) as_of: Date,
}

impl Choice {
    /// Reads flags and config against the lists, and mounts the operator's lists of parties.
    pub(super) fn of(context: &Context, lists: &mut Lists) -> Result<Self, Fault> {
        let mut config = Config::load(context.config.as_deref())?;
        let language = tongue::prefer(config.lang);
        let as_of = context.as_of.unwrap_or_else(today);
        let trust = config.trust(as_of)?;
        let mut papers: Vec<Paper> = config.paper().into_iter().collect();
        let overrides = config.overrides();
        let screens = screens(&over(&context.parties, std::mem::take(&mut config.parties)), lists, &mut papers)?;
        if let Some(path) = context.catalogue.as_ref().or(config.catalogue.as_ref()) {
            papers.push(catalogue::mount(path, &trust, lists, context.older_catalogue)?);
        }
        let lists = &*lists;
        let home = context.home.clone().or(config.home);
        let (home_word, home) = match &home {
            Some(word) => area(word, "--home", lists)?,
            None => (String::new(), Vec::new()),
        };
        let mut facts = BTreeMap::new();
        for (name, value) in config.buyer.facts {
            facts.insert(fact(&name)?, value);
        }
        facts.extend(stated(&context.buyer)?);
        let buyer = Buyer {
            name: context.buyer_name.clone().or(config.buyer.name),
            home_word: home_word.clone(),
            home,
            trusted: areas(&over(&context.trusted, config.trusted), "--trusted", lists)?,
            restricted: areas(&over(&context.restricted, config.restricted), "--restricted", lists)?,
            domicile: config.buyer.domicile.map(|word| country(&word, "buyer.domicile", lists)).transpose()?,
            owner_country: config.buyer.owner_country.map(|word| country(&word, "buyer.owner_country", lists)).transpose()?,
            monthly_users: amount(config.buyer.monthly_users, "buyer.monthly_users")?,
            annual_revenue: amount(config.buyer.annual_revenue, "buyer.annual_revenue")?,
            screens,
            facts,
            evidence: match context.evidence.as_ref().or(config.evidence.as_ref()) {
                Some(path) => evidence::read(path, &trust, lists, &mut papers)?,
                None => Evidence::default(),
            },
            vex: vex::read_all(&context.vex, &trust, &mut papers)?,
        };
        let mut request = PlanRequest {
            sector: context.sector.clone().or(config.sector),
            home: (!home_word.is_empty()).then_some(home_word),
            profiles: context.profile.clone(),
            overrides,
            language,
            ..PlanRequest::default()
        };
        for policy in context.policy.iter().chain(&config.policy) {
            if is_file(policy) {
                let (source, paper) = trust.read(Path::new(policy), Role::Policy)?;
                request.files.push(source);
                papers.push(paper);
                if let Some(path) = translation(Path::new(policy), request.language) {
                    let (source, paper) = trust.read(&path, Role::Policy)?;
                    request.translations.push(source);
                    papers.push(paper);
                }
            } else if !request.names.contains(policy) {
                request.names.push(policy.clone());
            }
        }
        let database = source(context.advisories.clone().or(config.advisories.database.take()));
        let advisories = match network::service(&context.network, &config.advisories, context.offline)? {
            Some((online, fallback)) => Some(Arc::new(Backed::new(online, database, fallback)) as Arc<dyn Source>),
            None => database,
        };
        let max_advisory_age = config.advisories.max_age_days;
        let Config { mut accept, overlays, waivers, history, allow_stale, vex, .. } = config;
        if allow_stale || context.allow_stale {
            accept.push(CATALOGUE_EXPIRED.to_owned());
        }
        let vex = vex.into();
        Ok(Self { buyer, request, accept, vex, overlays, waivers, history, advisories, max_advisory_age, trust, papers, as_of })
    }

    /// The rules chosen.
    pub(super) fn plan(&self, lists: &Lists) -> Result<Plan, Fault> {
        Ok(Plan::resolve(&self.request, lists)?)
    }
}

/// `critical_infrastructure`, `federal=no`, ...: facts with what is said of them.
pub(super) fn stated(flags: &[String]) -> Result<BTreeMap<String, bool>, Fault> {
    let mut facts = BTreeMap::new();
    for stated in flags {
        let (name, value) = stated.split_once('=').unwrap_or((stated, "yes"));
        let value = match value {
            "yes" | "true" => true,
            "no" | "false" => false,
            _ => {
                return Err(Fault::usage(phrase!("--buyer {}: `{}` is neither yes nor no", stated, value)).help(phrase!(
                    "write `{}` or `{}=no`",
                    name,
                    name
                )));
            }
        };
        facts.insert(fact(name)?, value);
    }
    Ok(facts)
}

/// The day it is in UTC, wherever the machine stands.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The moment, to the second.
pub(super) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

fn fact(name: &str) -> Result<String, Fault> {
    let known: Vec<&str> = buyer_facts().collect();
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(Fault::usage(phrase!("`{}` is not a fact a buyer can state", name)).meant(name, &known))
}

/// A country or a region: the word rules compare, and its countries, sorted.
pub(super) fn area(word: &str, flag: &str, lists: &Lists) -> Result<(String, Vec<Country>), Fault> {
    if let Some(area) = lists.area(word) {
        return Ok(area);
    }
    let regions: Vec<&str> = lists.region_ids().collect();
    let fault = Fault::usage(phrase!("{} {}: no such country or region", flag, word));
    Err(fault.help(phrase!("write a two-letter code such as DE, a country's name, or a region: {}", Phrase::names(&regions))))
}

/// Flags over config.
fn over(flags: &[String], config: Vec<String>) -> Vec<String> {
    if flags.is_empty() { config } else { flags.to_vec() }
}

fn country(word: &str, key: &str, lists: &Lists) -> Result<Country, Fault> {
    lists.country(word).ok_or_else(|| {
        Fault::usage(phrase!("{}: {} is no country", key, word))
            .help(phrase!("write a two-letter code such as DE, or a country's name"))
    })
}

fn amount(number: Option<f64>, key: &str) -> Result<Option<f64>, Fault> {
    match number {
        Some(number) if !(number.is_finite() && number >= 0.0) => {
            Err(Fault::usage(phrase!("{}: {} is not an amount", key, number)).help(phrase!("write a number from 0 upwards")))
        }
        number => Ok(number),
    }
}

/// Mounts the files among the named lists of parties. Returns the ids of all of them.
fn screens(named: &[String], lists: &mut Lists, papers: &mut Vec<Paper>) -> Result<Vec<String>, Fault> {
    let mut ids = Vec::new();
    for named in named {
        if is_file(named) {
            let path = Path::new(named);
            let file = text(path, "role:parties")?;
            papers.push(paper(&file, "parties"));
            let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            lists.mount(&id, &file.name, &file.text, "the operator's file")?;
            ids.push(id);
        } else if lists.party_list(named).is_some() {
            ids.push(named.clone());
        } else {
            let known: Vec<&str> = lists.party_lists().iter().map(|list| list.id.as_str()).collect();
            let fault = Fault::usage(phrase!("--parties {}: no such list of parties", named));
            return Err(fault.meant(named, &known));
        }
    }
    Ok(ids)
}

fn areas(words: &[String], flag: &str, lists: &Lists) -> Result<Vec<Country>, Fault> {
    let mut countries = Vec::new();
    for word in words {
        countries.extend(area(word, flag, lists)?.1);
    }
    countries.sort_unstable();
    countries.dedup();
    Ok(countries)
}
