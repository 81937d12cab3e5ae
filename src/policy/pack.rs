//! The shape of a pack file.

use super::diagnostic::{PolicyError, SourceText};
use super::lookup::Lookups;
use super::parse::Written;
use super::shipped::yaml;
use super::words::{Area, CiteMark, Force, Level, OnUnknown, Purpose, Subject};
use crate::base::phrase;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use serde_saphyr::Spanned;
use std::collections::{BTreeMap, BTreeSet};

/// What a rule rests on.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// Document and clause.
    pub text: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// How sure it is.
    pub mark: CiteMark,
}

/// Where the pack as a whole comes from.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// What it was written from.
    pub title: String,
    /// Where that can be read.
    pub url: Option<String>,
    /// Day it was read.
    #[serde(deserialize_with = "day")]
    #[schemars(schema_with = "day_schema")]
    pub read: Date,
    /// Day by which someone should read it again.
    #[serde(deserialize_with = "day")]
    #[schemars(schema_with = "day_schema")]
    pub review_by: Date,
}

/// A parameter's value.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Scalar {
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl Scalar {
    /// The word messages use for its type.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Bool(_) => "yes/no",
            Self::Number(_) => "number",
            Self::Text(_) => "text",
        }
    }
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bool(true) => f.write_str("yes"),
            Self::Bool(false) => f.write_str("no"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// How far waivers may go. Where a pack and the config both say so, the stricter holds.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverLimits {
    /// The most days a waiver may hold: from `granted`, or from the day of judgement where it states none.
    pub max_days: Option<u32>,
    /// The most waivers that may hold at once.
    pub max_count: Option<u32>,
    /// The only rules that may be waived: of a pack, of its own rules.
    #[schemars(with = "Option<Vec<String>>")]
    pub allowed: Option<Vec<Spanned<String>>>,
}

/// One rule, as written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleShape {
    /// Its name for ever: states the duty.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The duty in a sentence.
    pub title: String,
    /// What a violation weighs.
    pub level: Level,
    /// What it is asked of.
    #[schemars(with = "Subject")]
    pub on: Spanned<Subject>,
    /// When it applies.
    #[schemars(with = "Option<String>")]
    pub when: Option<Spanned<String>>,
    /// What it asks.
    #[schemars(with = "String")]
    pub require: Spanned<String>,
    /// What an unknown answer means.
    pub unknown: OnUnknown,
    /// 1 entry, 2 standard, 3 strict.
    #[schemars(with = "u8")]
    pub tier: Spanned<u8>,
    /// Why it stands on that tier, in one sentence.
    pub tier_because: Option<String>,
    /// What binds the buyer to it.
    pub force: Option<Force>,
    /// In a profile: the element it asks for, as its source numbers it.
    #[schemars(with = "Option<String>")]
    pub element: Option<Spanned<String>>,
    /// The index area it counts for.
    pub area: Area,
    /// First day it applies.
    #[serde(default, deserialize_with = "maybe_day")]
    #[schemars(schema_with = "day_schema")]
    pub since: Option<Date>,
    /// Last day it applies.
    #[serde(default, deserialize_with = "maybe_day")]
    #[schemars(schema_with = "day_schema")]
    pub until: Option<Date>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// Why it is asked.
    pub why: Option<String>,
    /// What the vendor must change or prove.
    pub fix: String,
    /// Of a `watch` rule: the overlay that asks it, beside `all`.
    #[schemars(with = "Option<String>")]
    pub overlay: Option<Spanned<String>>,
    /// Of a `watch` rule: the first day it is asked without an overlay.
    #[serde(default, deserialize_with = "maybe_day")]
    #[schemars(schema_with = "day_schema")]
    pub active_from: Option<Date>,
    /// Whether the operator may waive it. Default: yes.
    #[serde(default = "yes")]
    pub waivable: bool,
}

fn yes() -> bool {
    true
}

/// An element of a profile's source that no rule asks for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotAsked {
    /// As the source numbers it.
    pub element: String,
    /// What it is.
    pub title: String,
    /// Why it is not asked.
    pub because: String,
}

/// Dated, cited rules.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "bomgate pack")]
pub(super) struct PackShape {
    /// Its name, used in `includes` and `--policy`.
    #[schemars(with = "String")]
    pack: Spanned<String>,
    /// What it is for. Default: policy.
    #[serde(default)]
    purpose: Purpose,
    /// Its title.
    title: String,
    /// Its version.
    version: String,
    /// The sector it is offered to; absent: every one.
    sector: Option<String>,
    /// The home it is offered to, a country or a region; absent: every one.
    home: Option<String>,
    /// Packs it brings along, with their lists and parameters.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    includes: Vec<Spanned<String>>,
    /// What it was written from.
    source: Option<PackSource>,
    /// Values that expressions name.
    #[serde(default)]
    parameters: BTreeMap<String, Scalar>,
    /// Lists of words that expressions name.
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    /// How far waivers may go.
    #[serde(default)]
    waiver_limits: WaiverLimits,
    /// Which parts must be looked up among advisories.
    lookups: Option<Lookups>,
    /// Of a profile: elements of its source that no rule asks for.
    #[serde(default)]
    not_asked: Vec<NotAsked>,
    /// At least one.
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
    /// How far waivers may go.
    pub waiver_limits: WaiverLimits,
    /// Which parts must be looked up among advisories.
    pub lookups: Option<Lookups>,
    /// Elements of its source that no rule asks for.
    pub not_asked: Vec<NotAsked>,
    /// Its rules.
    pub rules: Vec<RuleShape>,
    /// Its text.
    pub text: SourceText,
}

/// Lower-case letters, digits and hyphens.
pub(super) fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn parse_day(text: &str) -> Result<Date, String> {
    // A time, an offset or a zone behind the day would be read and forgotten.
    let day = (text.len() == "2026-11-22".len()).then(|| text.parse().ok()).flatten();
    day.ok_or_else(|| format!("`{text}` is not a day such as 2026-11-22"))
}

pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    parse_day(&String::deserialize(from)?).map_err(serde::de::Error::custom)
}

pub(crate) fn maybe_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    Option::<String>::deserialize(from)?.map(|text| parse_day(&text).map_err(serde::de::Error::custom)).transpose()
}

/// A day, in the schemas for editors.
pub(crate) fn day_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

/// Where a spanned value starts, in bytes.
pub(crate) fn start<T>(source: &SourceText, value: &Spanned<T>) -> usize {
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
        let range = |value: &Spanned<String>| range(&source, value);
        if shape.rules.is_empty() {
            let title = phrase!("pack `{}` has no rules", shape.pack.value);
            return Err(PolicyError::at(&source, range(&shape.pack), title)
                .help(phrase!("a pack that asks nothing would let everything pass")));
        }
        if !is_name(&shape.pack.value) {
            let title = phrase!("`{}` is not a name of a pack", shape.pack.value);
            return Err(PolicyError::at(&source, range(&shape.pack), title)
                .help(phrase!("use lower-case letters, digits and hyphens, such as `house-rules`")));
        }
        let mut seen = BTreeSet::new();
        for rule in &shape.rules {
            rule.check(&source, shape.purpose)?;
            let id = rule.id.value.as_str();
            if !seen.insert(id) {
                return Err(PolicyError::at(&source, range(&rule.id), phrase!("rule id `{}` is used twice", id))
                    .help(phrase!("give each rule its own id")));
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
            waiver_limits: shape.waiver_limits,
            lookups: shape.lookups,
            not_asked: shape.not_asked,
            rules: shape.rules,
            text: source,
        })
    }
}

/// Where a word of a pack stands.
fn range(source: &SourceText, value: &Spanned<String>) -> std::ops::Range<usize> {
    let at = start(source, value);
    at..at + value.value.len()
}

impl RuleShape {
    /// Whether the rule, by itself, can be asked.
    fn check(&self, source: &SourceText, purpose: Purpose) -> Result<(), PolicyError> {
        let range = |value: &Spanned<String>| range(source, value);
        let id = self.id.value.as_str();
        if !is_name(id) {
            let title = phrase!("`{}` is not a rule id", id);
            return Err(PolicyError::at(source, range(&self.id), title)
                .help(phrase!("use lower-case letters, digits and hyphens, such as `license-known`")));
        }
        if !(1..=3).contains(&self.tier.value) {
            let at = start(source, &self.tier);
            return Err(PolicyError::at(source, at..at + 1, phrase!("tier {} does not exist", self.tier.value))
                .help(phrase!("tiers are 1 (entry), 2 (standard), 3 (strict)")));
        }
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since > until
        {
            return Err(PolicyError::at(
                source,
                range(&self.id),
                phrase!("rule `{}` can never apply: it ends on {}, before it starts on {}", id, until, since),
            ));
        }
        if self.level != Level::Watch && (self.overlay.is_some() || self.active_from.is_some()) {
            let at = self.overlay.as_ref().map_or_else(|| range(&self.id), range);
            let title = phrase!("rule `{}` is not of level watch: it is always asked", id);
            return Err(PolicyError::at(source, at, title).help(phrase!("`overlay` and `active_from` belong to `level: watch`")));
        }
        if let Some(overlay) = &self.overlay
            && (!is_name(&overlay.value) || overlay.value == "all")
        {
            return Err(PolicyError::at(source, range(overlay), phrase!("`{}` is no name of an overlay", overlay.value))
                .help(phrase!("use lower-case letters, digits and hyphens; `all` stands for every overlay")));
        }
        if self.element.is_some() != (purpose == Purpose::Profile) {
            let (title, help) = match &self.element {
                Some(_) => (
                    phrase!("rule `{}` stands for an element, but the pack is no profile", id),
                    phrase!("say `purpose: profile`, or drop `element`"),
                ),
                None => (
                    phrase!("rule `{}` of a profile names no element", id),
                    phrase!("say which `element` of the source it asks for"),
                ),
            };
            return Err(PolicyError::at(source, range(&self.id), title).help(help));
        }
        if self.cites.is_empty() {
            return Err(PolicyError::at(source, range(&self.id), phrase!("rule `{}` cites nothing", id))
                .help(phrase!("name the law, contract or house rule it rests on")));
        }
        Ok(())
    }
}
