//! The shape of a pack file.

use super::cite::{Cite, Force, PackSource, maybe_day};
use super::diagnostic::{PolicyError, SourceText};
use super::parse::Written;
use super::shipped::yaml;
use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;
use std::collections::BTreeMap;

/// How much a violated rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Draft law or memory alone: shown, never decides; asked only with an overlay.
    Watch,
    /// Worth knowing.
    Info,
    /// A person decides.
    Refer,
    /// Mend when convenient.
    Low,
    /// Mend before the next delivery.
    Medium,
    /// Mend before acceptance.
    High,
    /// No acceptance.
    Block,
}

impl Level {
    /// Every level, heaviest first.
    pub const ALL: [Self; 7] = [Self::Block, Self::High, Self::Medium, Self::Low, Self::Refer, Self::Info, Self::Watch];

    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Info => "info",
            Self::Refer => "refer",
            Self::Watch => "watch",
        }
    }
}

/// What a rule is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The bill, once.
    Bom,
    /// Every component.
    Component,
    /// Models, adapters and tokenizers.
    Model,
    /// Datasets.
    Dataset,
    /// Frameworks.
    Framework,
    /// Libraries.
    Library,
    /// Services.
    Service,
    /// Tools.
    Tool,
    /// Devices.
    Device,
    /// Relations between components.
    Link,
}

impl Subject {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::Component => "component",
            Self::Model => "model",
            Self::Dataset => "dataset",
            Self::Framework => "framework",
            Self::Library => "library",
            Self::Service => "service",
            Self::Tool => "tool",
            Self::Device => "device",
            Self::Link => "link",
        }
    }
}

/// What it means when a rule cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnUnknown {
    /// Not demonstrated is as bad as violated.
    Fails,
    /// Shown, does not decide.
    Warns,
    /// Accepted; counted.
    Passes,
}

impl OnUnknown {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Warns => "warns",
            Self::Passes => "passes",
        }
    }
}

/// The part of the supply chain a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Area {
    Provenance,
    Dataset,
    Annotation,
    Model,
    Framework,
    Application,
    Service,
    SupplyChain,
}

impl Area {
    /// The word packs and reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provenance => "provenance",
            Self::Dataset => "dataset",
            Self::Annotation => "annotation",
            Self::Model => "model",
            Self::Framework => "framework",
            Self::Application => "application",
            Self::Service => "service",
            Self::SupplyChain => "supply-chain",
        }
    }
}

/// What a pack is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Rules that decide about a delivery.
    #[default]
    Policy,
    /// The elements a published baseline lists: measured, element by element.
    Profile,
}

/// A parameter's value.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// One rule, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleShape {
    /// Its name for ever: states the duty.
    pub id: Spanned<String>,
    /// The duty in a sentence.
    pub title: String,
    /// What a violation weighs.
    pub level: Level,
    /// What it is asked of.
    pub on: Spanned<Subject>,
    /// When it applies.
    pub when: Option<Spanned<String>>,
    /// What it asks.
    pub require: Spanned<String>,
    /// What an unknown answer means.
    pub unknown: OnUnknown,
    /// 1 entry, 2 standard, 3 strict.
    pub tier: Spanned<u8>,
    /// Why it stands on that tier, in one sentence.
    pub tier_because: Option<String>,
    /// What binds the buyer to it.
    pub force: Option<Force>,
    /// In a profile: the element it asks for, as its source numbers it.
    pub element: Option<Spanned<String>>,
    /// The index area it counts for.
    pub area: Area,
    /// First day it applies.
    #[serde(default, deserialize_with = "maybe_day")]
    pub since: Option<Date>,
    /// Last day it applies.
    #[serde(default, deserialize_with = "maybe_day")]
    pub until: Option<Date>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// Why it is asked.
    pub why: Option<String>,
    /// What the vendor must change or prove.
    pub fix: String,
}

/// An element of a profile's source that no rule asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotAsked {
    /// As the source numbers it.
    pub element: String,
    /// What it is.
    pub title: String,
    /// Why it is not asked.
    pub because: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackShape {
    pack: Spanned<String>,
    #[serde(default)]
    purpose: Purpose,
    title: String,
    version: String,
    sector: Option<String>,
    home: Option<String>,
    #[serde(default)]
    includes: Vec<Spanned<String>>,
    source: Option<PackSource>,
    #[serde(default)]
    parameters: BTreeMap<String, Scalar>,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    not_asked: Vec<NotAsked>,
    rules: Vec<RuleShape>,
}

/// One pack, shaped but not yet resolved.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The sector it is offered to.
    pub sector: Option<String>,
    /// The home it is offered to.
    pub home: Option<String>,
    /// Packs it brings with it, with their place in the file.
    pub includes: Vec<(String, usize)>,
    /// What it was written from.
    pub source: Option<PackSource>,
    /// Its parameters.
    pub parameters: BTreeMap<String, Scalar>,
    /// Its lists of words.
    pub lists: BTreeMap<String, Vec<String>>,
    /// Elements of its source that no rule asks for.
    pub not_asked: Vec<NotAsked>,
    /// Its rules.
    pub rules: Vec<RuleShape>,
    /// Its text.
    pub text: SourceText,
}

/// Where a spanned value starts, in bytes.
pub(super) fn start<T>(source: &SourceText, value: &Spanned<T>) -> usize {
    let location = value.referenced;
    let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
    location.span().byte_offset().map_or_else(|| source.byte_of(number(location.line()), number(location.column())), number)
}

impl Pack {
    /// The line of a rule's `require`, from 1: the same line reports and errors name.
    pub fn line_of(&self, rule: &RuleShape) -> usize {
        Written::new(&self.text, &rule.require).line()
    }

    /// Reads a pack file.
    ///
    /// # Errors
    /// When the YAML does not have the shape of a pack: an unknown or repeated key, a missing one, a value of another
    /// type, no rules, two rules of one id, an id that is no name.
    pub fn read(source: SourceText) -> Result<Self, PolicyError> {
        let shape: PackShape = yaml(&source)?;
        let range = |value: &Spanned<String>| {
            let at = start(&source, value);
            at..at + value.value.len()
        };
        if shape.rules.is_empty() {
            let title = format!("pack `{}` has no rules", shape.pack.value);
            return Err(
                PolicyError::at(&source, range(&shape.pack), title).help("a pack that asks nothing would let everything pass")
            );
        }
        let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
        for rule in &shape.rules {
            let id = rule.id.value.as_str();
            let named = !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !named {
                let title = format!("`{id}` is not a rule id");
                return Err(PolicyError::at(&source, range(&rule.id), title)
                    .help("use lower-case letters, digits and hyphens, such as `license-known`"));
            }
            if seen.insert(id, ()).is_some() {
                return Err(PolicyError::at(&source, range(&rule.id), format!("rule id `{id}` is used twice"))
                    .help("give each rule its own id"));
            }
            if !(1..=3).contains(&rule.tier.value) {
                let at = start(&source, &rule.tier);
                return Err(PolicyError::at(&source, at..at + 1, format!("tier {} does not exist", rule.tier.value))
                    .help("tiers are 1 (entry), 2 (standard), 3 (strict)"));
            }
            if let (Some(since), Some(until)) = (rule.since, rule.until)
                && since > until
            {
                return Err(PolicyError::at(
                    &source,
                    range(&rule.id),
                    format!("rule `{id}` can never apply: it ends on {until}, before it starts on {since}"),
                ));
            }
            if rule.element.is_some() != (shape.purpose == Purpose::Profile) {
                let (title, help) = match &rule.element {
                    Some(_) => ("stands for an element, but the pack is no profile", "say `purpose: profile`, or drop `element`"),
                    None => ("of a profile names no element", "say which `element` of the source it asks for"),
                };
                return Err(PolicyError::at(&source, range(&rule.id), format!("rule `{id}` {title}")).help(help));
            }
            if rule.cites.is_empty() {
                return Err(PolicyError::at(&source, range(&rule.id), format!("rule `{id}` cites nothing"))
                    .help("name the law, contract or house rule it rests on"));
            }
        }
        let includes = shape.includes.iter().map(|name| (name.value.clone(), start(&source, name))).collect();
        Ok(Self {
            name: shape.pack.value,
            purpose: shape.purpose,
            title: shape.title,
            version: shape.version,
            sector: shape.sector,
            home: shape.home,
            includes,
            source: shape.source,
            parameters: shape.parameters,
            lists: shape.lists,
            not_asked: shape.not_asked,
            rules: shape.rules,
            text: source,
        })
    }
}
