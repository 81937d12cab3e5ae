//! From packs and the operator's choices to the rules that will be asked.

use super::choose::{load, sector_packs};
use super::diagnostic::{PolicyError, SourceText};
use super::expression::Expression;
use super::field::Domain;
use super::lookup::Lookups;
use super::lower::{Names, lower};
use super::overrides::Overrides;
use super::pack::{Cite, NotAsked, Pack, RuleShape, WaiverLimits};
use super::parse::Written;
use super::shipped::Library;
use super::translation::Translation;
use super::words::{Area, Force, Level, OnUnknown, Purpose, Subject};
use crate::base::{Language, Truth, phrase};
use crate::enrich::Lists;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// One rule, ready to be asked.
pub struct Rule {
    /// Its id.
    pub id: String,
    /// The duty in a sentence.
    pub title: String,
    /// What a violation weighs.
    pub level: Level,
    /// What it is asked of.
    pub on: Subject,
    /// When it applies, as written.
    pub when_text: Option<String>,
    /// What it asks, as written.
    pub require_text: String,
    /// When it applies.
    pub when: Option<Expression>,
    /// What it asks.
    pub require: Expression,
    /// What unknown means.
    pub unknown: OnUnknown,
    /// 1 entry, 2 standard, 3 strict.
    pub tier: u8,
    /// Why it stands on that tier.
    pub tier_because: Option<String>,
    /// What binds the buyer to it.
    pub force: Option<Force>,
    /// In a profile: the element it asks for.
    pub element: Option<String>,
    /// Index area.
    pub area: Area,
    /// First and last day it applies.
    pub since: Option<Date>,
    /// Last day it applies.
    pub until: Option<Date>,
    /// The overlay that asks it, where its level is `watch`.
    pub overlay: Option<String>,
    /// First day it is asked without an overlay, where its level is `watch`.
    pub active_from: Option<Date>,
    /// Whether the operator may waive it.
    pub waivable: bool,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// Why it is asked.
    pub why: Option<String>,
    /// What the vendor must change or prove.
    pub fix: String,
    /// The pack it stands in.
    pub pack: String,
    /// File and line of its `require`.
    pub place: (String, usize),
}

impl Rule {
    /// Whether the rule applies on a day.
    pub fn applies_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A pack of the plan, for the receipt.
#[derive(Clone, Debug)]
pub struct Used {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Its file.
    pub file: String,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Day by which it should be read again.
    pub review_by: Option<Date>,
    /// Lists and parameters no rule names.
    pub unused: Vec<String>,
    /// What it is for.
    pub purpose: Purpose,
    /// Elements of a profile that no rule asks for.
    pub not_asked: Vec<NotAsked>,
}

/// What the operator chose.
#[derive(Clone, Debug, Default)]
pub struct PlanRequest {
    /// `--sector`.
    pub sector: Option<String>,
    /// `--home`: a country or a region.
    pub home: Option<String>,
    /// `--policy NAME`.
    pub names: Vec<String>,
    /// `--profile NAME`.
    pub profiles: Vec<String>,
    /// `--policy FILE`, read.
    pub files: Vec<SourceText>,
    /// What the config says of parameters, lists and waivers.
    pub overrides: Overrides,
    /// The language of the rules' words.
    pub language: Language,
    /// Translations of `files`, read.
    pub translations: Vec<SourceText>,
}

/// The rules of all chosen packs.
pub struct Plan {
    /// In the order of the packs, then of their files.
    pub rules: Vec<Rule>,
    /// The packs.
    pub packs: Vec<Used>,
    /// How far waivers may go: the strictest of all packs and the config. Which rules, stands in [`Rule::waivable`].
    pub waiver_limits: WaiverLimits,
    /// What the packs that speak of advisories ask of their look-up.
    pub lookups: Vec<Lookups>,
    /// What the config says of parameters and lists.
    pub overrides: Overrides,
    /// The language of the rules' words, where they are translated; reports follow it.
    pub language: Language,
}

impl Plan {
    /// Whether some rule asks for a property of this name.
    pub fn asks_for(&self, property: &str) -> bool {
        let quoted = [format!("\"{property}\""), format!("'{property}'")];
        let texts = self.rules.iter().flat_map(|rule| [Some(&rule.require_text), rule.when_text.as_ref()]).flatten();
        texts.into_iter().any(|text| quoted.iter().any(|quoted| text.contains(quoted)))
    }

    /// Chooses packs, loads them with what they include, and compiles every rule.
    ///
    /// # Errors
    /// When nothing is chosen, a pack does not exist for this sector and home, a pack or rule is not understood whole, or
    /// two rules share an id.
    pub fn resolve(request: &PlanRequest, lists: &Lists) -> Result<Self, PolicyError> {
        let mut library = Library::speaking(request.language);
        let mut wanted: Vec<String> = Vec::new();
        for file in &request.files {
            wanted.push(library.add(file.clone())?.name.clone());
        }
        for file in &request.translations {
            library.translate(Translation::read(file.clone())?)?;
        }
        wanted.extend(request.names.iter().chain(&request.profiles).cloned());
        if let Some(sector) = &request.sector {
            wanted.extend(sector_packs(sector, request.home.as_deref(), lists)?);
        }
        if wanted.is_empty() {
            return Err(PolicyError::new(phrase!("no policy was chosen"))
                .help(phrase!("say --sector telecom|energy|finance|transport|government and --home CC, or --policy NAME|FILE")));
        }
        let mut order = Vec::new();
        for name in &wanted {
            load(name, None, &mut library, &mut order, &mut Vec::new())?;
        }
        let packs: Vec<&Pack> = order.iter().filter_map(|name| library.find(name)).collect();
        if let Some(other) = packs.iter().find(|pack| request.profiles.contains(&pack.name) && pack.purpose != Purpose::Profile) {
            return Err(PolicyError::new(phrase!("`{}` is no profile: its rules decide", other.name))
                .help(phrase!("choose it with --policy; `bomgate policy list` shows which packs are profiles")));
        }
        request.overrides.check(&packs)?;
        let mut plan = Self {
            rules: Vec::new(),
            packs: Vec::new(),
            waiver_limits: WaiverLimits::default(),
            lookups: packs.iter().filter_map(|pack| pack.lookups.clone()).collect(),
            overrides: request.overrides.clone(),
            language: request.language,
        };
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for pack in &packs {
            plan.add(pack, &library, &request.overrides, &mut owners)?;
        }
        for pack in &packs {
            plan.limit(&pack.waiver_limits, &pack.text, Some(&pack.name))?;
        }
        if let Some(source) = &request.overrides.source {
            plan.limit(&request.overrides.waiver_limits, source, None)?;
        }
        Ok(plan)
    }

    fn add(
        &mut self,
        pack: &Pack,
        library: &Library,
        overrides: &Overrides,
        owners: &mut BTreeMap<String, String>,
    ) -> Result<(), PolicyError> {
        let (mut lists, mut parameters) = scope(pack, library);
        overrides.apply(&mut lists, &mut parameters);
        let mut used = BTreeSet::new();
        let mut names = Names { lists: &lists, parameters: &parameters, used: &mut used };
        for shape in &pack.rules {
            let id = shape.id.value.clone();
            if let Some(owner) = owners.insert(id.clone(), pack.name.clone()) {
                let at = super::pack::start(&pack.text, &shape.id);
                let title = phrase!("rule `{}` stands in pack `{}` too", id, owner);
                return Err(PolicyError::at(&pack.text, at..at + id.len(), title).help(phrase!("give the rule an id of its own")));
            }
            self.rules.push(compiled(pack, shape, &mut names)?);
        }
        let own = pack
            .lists
            .keys()
            .map(|name| format!("lists.{name}"))
            .chain(pack.parameters.keys().map(|name| format!("parameters.{name}")));
        self.packs.push(Used {
            name: pack.name.clone(),
            title: pack.title.clone(),
            version: pack.version.clone(),
            file: pack.text.name.clone(),
            sha256: hex(&Sha256::digest(pack.text.text.as_bytes())),
            review_by: pack.source.as_ref().map(|source| source.review_by),
            unused: own.filter(|name| !used.contains(name)).collect(),
            purpose: pack.purpose,
            not_asked: pack.not_asked.clone(),
        });
        Ok(())
    }

    /// Tightens how far waivers may go. Those of a pack concern its own rules.
    fn limit(&mut self, limits: &WaiverLimits, source: &SourceText, pack: Option<&str>) -> Result<(), PolicyError> {
        let stricter = |one: Option<u32>, other: Option<u32>| one.into_iter().chain(other).min();
        self.waiver_limits.max_days = stricter(self.waiver_limits.max_days, limits.max_days);
        self.waiver_limits.max_count = stricter(self.waiver_limits.max_count, limits.max_count);
        let Some(allowed) = &limits.allowed else { return Ok(()) };
        let own = |rule: &Rule| pack.is_none_or(|pack| rule.pack == pack);
        for id in allowed {
            if !self.rules.iter().any(|rule| own(rule) && rule.id == id.value) {
                let at = super::pack::start(source, id);
                let error = PolicyError::at(source, at..at + id.value.len(), phrase!("there is no rule `{}` here", id.value));
                return Err(error.meant(&id.value, self.rules.iter().filter(|rule| own(rule)).map(|rule| rule.id.as_str())));
            }
        }
        for rule in self.rules.iter_mut().filter(|rule| pack.is_none_or(|pack| rule.pack == pack)) {
            rule.waivable &= allowed.iter().any(|id| id.value == rule.id);
        }
        Ok(())
    }

    /// Overlays that rules of level `watch` belong to, each once.
    pub fn overlays(&self) -> BTreeSet<&str> {
        self.rules.iter().filter_map(|rule| rule.overlay.as_deref()).collect()
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lists and parameters a pack may name: its own, then those of the packs it includes.
pub(super) fn scope(pack: &Pack, library: &Library) -> (BTreeMap<String, Vec<String>>, BTreeMap<String, super::Scalar>) {
    let (mut lists, mut parameters) = (pack.lists.clone(), pack.parameters.clone());
    for (name, _) in &pack.includes {
        if let Some(included) = library.find(name) {
            let (more_lists, more_parameters) = scope(included, library);
            for (name, words) in more_lists {
                lists.entry(name).or_insert(words);
            }
            for (name, value) in more_parameters {
                parameters.entry(name).or_insert(value);
            }
        }
    }
    (lists, parameters)
}

/// One rule of a pack, with everything it names resolved.
fn compiled(pack: &Pack, shape: &RuleShape, names: &mut Names<'_>) -> Result<Rule, PolicyError> {
    let id = shape.id.value.clone();
    let subject = if shape.on.value == Subject::Bom {
        Domain::Bom
    } else if shape.on.value == Subject::Link {
        Domain::Link
    } else {
        Domain::Component
    };
    let mut compile = |text: &serde_saphyr::Spanned<String>| {
        let written = Written::new(&pack.text, text);
        let line = written.line();
        let names = Names { lists: names.lists, parameters: names.parameters, used: &mut *names.used };
        lower(&written, subject, names).map(|expression| (expression, line))
    };
    let when = shape.when.as_ref().map(&mut compile).transpose()?.map(|(expression, _)| expression);
    let (require, line) = compile(&shape.require)?;
    if when.as_ref().and_then(Expression::constant) == Some(Truth::No) {
        let at = shape.when.as_ref().map_or(0, |when| super::pack::start(&pack.text, when));
        return Err(PolicyError::at(&pack.text, at..at + 1, phrase!("rule `{}` can never apply", id)));
    }
    if let Some(truth) = require.constant() {
        let at = super::pack::start(&pack.text, &shape.require);
        let word = if truth == Truth::Yes { "yes" } else { "no" };
        return Err(PolicyError::at(
            &pack.text,
            at..at + 1,
            phrase!("rule `{}` asks nothing: its answer is always {}", id, word),
        ));
    }
    if let (Purpose::Profile, Some(name)) = (pack.purpose, require.judges()) {
        let at = super::pack::start(&pack.text, &shape.require);
        let title = phrase!("rule `{}` of a profile judges with `{}`", id, name);
        return Err(PolicyError::at(&pack.text, at..at + 1, title).help(phrase!("ask what is stated, with `has(...)`")));
    }
    Ok(Rule {
        id,
        title: shape.title.clone(),
        level: shape.level,
        on: shape.on.value,
        when_text: shape.when.as_ref().map(|when| when.value.clone()),
        require_text: shape.require.value.clone(),
        when,
        require,
        unknown: shape.unknown,
        tier: shape.tier.value,
        tier_because: shape.tier_because.clone(),
        force: shape.force,
        element: shape.element.as_ref().map(|element| element.value.clone()),
        area: shape.area,
        since: shape.since,
        until: shape.until,
        overlay: shape.overlay.as_ref().map(|overlay| overlay.value.clone()),
        active_from: shape.active_from,
        waivable: shape.waivable,
        cites: shape.cites.clone(),
        why: shape.why.clone(),
        fix: shape.fix.clone(),
        pack: pack.name.clone(),
        place: (pack.text.name.clone(), line),
    })
}
