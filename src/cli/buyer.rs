//! From flags and config to the buyer and its rules.

use super::arguments::Context;
use super::config::{Config, is_file};
use super::evidence;
use super::fault::Fault;
use super::trust::{Role, Trust};
use crate::check::{Buyer, Evidence};
use crate::enrich::{Country, Lists};
use crate::gate::Paper;
use crate::policy::field::buyer_facts;
use crate::policy::{Plan, PlanRequest};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The operator's choices, flags over config.
pub(super) struct Choice {
    /// The buyer.
    pub(super) buyer: Buyer,
    /// Which packs.
    pub(super) request: PlanRequest,
    /// Gaps the config accepts.
    pub(super) accept: Vec<String>,
    /// Overlays the config chooses.
    pub(super) overlays: Vec<String>,
    /// The file of waivers the config names.
    pub(super) waivers: Option<PathBuf>,
    /// Whose signatures are believed.
    pub(super) trust: Trust,
    /// The files that were read.
    pub(super) papers: Vec<Paper>,
    /// The day of judgement.
    pub(super) as_of: Date,
}

impl Choice {
    /// Reads flags and config against the lists.
    pub(super) fn of(context: &Context, lists: &Lists) -> Result<Self, Fault> {
        let mut config = Config::load(context.config.as_deref())?;
        let as_of = context.as_of.unwrap_or_else(today);
        let trust = config.trust(as_of)?;
        let mut papers: Vec<Paper> = config.paper().into_iter().collect();
        let overrides = config.overrides();
        let over = |flags: &Vec<String>, config: Vec<String>| if flags.is_empty() { config } else { flags.clone() };
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
            facts,
            evidence: match context.evidence.as_ref().or(config.evidence.as_ref()) {
                Some(path) => evidence::read(path, &trust, &mut papers)?,
                None => Evidence::default(),
            },
        };
        let mut request = PlanRequest {
            sector: context.sector.clone().or(config.sector),
            home: (!home_word.is_empty()).then_some(home_word),
            profiles: context.profile.clone(),
            overrides,
            ..PlanRequest::default()
        };
        for policy in context.policy.iter().chain(&config.policy) {
            if is_file(policy) {
                let (source, paper) = trust.read(Path::new(policy), Role::Policy)?;
                request.files.push(source);
                papers.push(paper);
            } else if !request.names.contains(policy) {
                request.names.push(policy.clone());
            }
        }
        let Config { accept, overlays, waivers, .. } = config;
        Ok(Self { buyer, request, accept, overlays, waivers, trust, papers, as_of })
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
                return Err(Fault::usage(format!("--buyer {stated}: `{value}` is neither yes nor no"))
                    .help(format!("write `{name}` or `{name}=no`")));
            }
        };
        facts.insert(fact(name)?, value);
    }
    Ok(facts)
}

/// The day it is in UTC, wherever the machine stands.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn fact(name: &str) -> Result<String, Fault> {
    let known: Vec<&str> = buyer_facts().collect();
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(Fault::usage(format!("`{name}` is not a fact a buyer can state")).meant(name, &known))
}

/// A country or a region: the word rules compare, and its countries, sorted.
pub(super) fn area(word: &str, flag: &str, lists: &Lists) -> Result<(String, Vec<Country>), Fault> {
    if let Some(area) = lists.area(word) {
        return Ok(area);
    }
    let regions: Vec<&str> = lists.region_ids().collect();
    let fault = Fault::usage(format!("{flag} {word}: no such country or region"));
    Err(fault.help(format!("write a two-letter code such as DE, a country's name, or a region: {}", regions.join(", "))))
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
