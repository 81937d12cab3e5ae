//! From packs and the operator's choices to the rules that will be asked.

use super::cite::{Cite, Force};
use super::diagnostic::{PolicyError, SourceText};
use super::expression::Expression;
use super::field::Domain;
use super::lower::{Names, lower};
use super::pack::{Area, Level, NotAsked, OnUnknown, Pack, Purpose, Subject};
use super::parse::Written;
use super::shipped::Library;
use crate::base::{Truth, nearest};
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
    /// `--policy FILE`, read.
    pub files: Vec<SourceText>,
}

/// The rules of all chosen packs.
pub struct Plan {
    /// In the order of the packs, then of their files.
    pub rules: Vec<Rule>,
    /// The packs.
    pub packs: Vec<Used>,
}

impl Plan {
    /// Chooses packs, loads them with what they include, and compiles every rule.
    ///
    /// # Errors
    /// When nothing is chosen, a pack does not exist for this sector and home, a pack or rule is not understood whole, or
    /// two rules share an id.
    pub fn resolve(request: &PlanRequest, lists: &Lists) -> Result<Self, PolicyError> {
        let mut library = Library::default();
        let mut wanted: Vec<String> = Vec::new();
        for file in &request.files {
            wanted.push(library.add(file.clone())?.name.clone());
        }
        wanted.extend(request.names.iter().cloned());
        if let Some(sector) = &request.sector {
            wanted.extend(sector_packs(sector, request.home.as_deref(), lists)?);
        }
        if wanted.is_empty() {
            return Err(PolicyError::new("no policy was chosen")
                .help("say --sector telecom|energy|finance and --home CC, or --policy NAME|FILE"));
        }
        let mut order = Vec::new();
        for name in &wanted {
            load(name, None, &mut library, &mut order, &mut Vec::new())?;
        }
        let mut plan = Self { rules: Vec::new(), packs: Vec::new() };
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for name in &order {
            let pack = library.find(name).expect("loaded above");
            plan.add(pack, &library, &mut owners)?;
        }
        Ok(plan)
    }

    fn add(&mut self, pack: &Pack, library: &Library, owners: &mut BTreeMap<String, String>) -> Result<(), PolicyError> {
        let (lists, parameters) = scope(pack, library);
        let mut used = BTreeSet::new();
        for shape in &pack.rules {
            let id = shape.id.value.clone();
            if let Some(owner) = owners.insert(id.clone(), pack.name.clone()) {
                let at = super::pack::start(&pack.text, &shape.id);
                let title = format!("rule `{id}` stands in pack `{owner}` too");
                return Err(PolicyError::at(&pack.text, at..at + id.len(), title).help("give the rule an id of its own"));
            }
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
                let names = Names { lists: &lists, parameters: &parameters, used: &mut used };
                lower(&written, subject, names).map(|expression| (expression, line))
            };
            let when = shape.when.as_ref().map(&mut compile).transpose()?.map(|(expression, _)| expression);
            let (require, line) = compile(&shape.require)?;
            if when.as_ref().and_then(Expression::constant) == Some(Truth::No) {
                let at = shape.when.as_ref().map_or(0, |when| super::pack::start(&pack.text, when));
                return Err(PolicyError::at(&pack.text, at..at + 1, format!("rule `{id}` can never apply")));
            }
            if let Some(truth) = require.constant() {
                let at = super::pack::start(&pack.text, &shape.require);
                let word = if truth == Truth::Yes { "yes" } else { "no" };
                return Err(PolicyError::at(
                    &pack.text,
                    at..at + 1,
                    format!("rule `{id}` asks nothing: its answer is always {word}"),
                ));
            }
            if let (Purpose::Profile, Some(name)) = (pack.purpose, require.judges()) {
                let at = super::pack::start(&pack.text, &shape.require);
                let title = format!("rule `{id}` of a profile judges with `{name}`");
                return Err(PolicyError::at(&pack.text, at..at + 1, title).help("ask what is stated, with `has(...)`"));
            }
            self.rules.push(Rule {
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
                cites: shape.cites.clone(),
                why: shape.why.clone(),
                fix: shape.fix.clone(),
                pack: pack.name.clone(),
                place: (pack.text.name.clone(), line),
            });
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
fn scope(pack: &Pack, library: &Library) -> (BTreeMap<String, Vec<String>>, BTreeMap<String, super::Scalar>) {
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

fn load(
    name: &str,
    asked_by: Option<(&SourceText, usize)>,
    library: &mut Library,
    order: &mut Vec<String>,
    open: &mut Vec<String>,
) -> Result<(), PolicyError> {
    if order.iter().any(|done| done == name) {
        return Ok(());
    }
    let fail = |title: String| match asked_by {
        Some((source, at)) => PolicyError::at(source, at..at + name.len(), title),
        None => PolicyError::new(title),
    };
    if open.iter().any(|other| other == name) {
        return Err(fail(format!("packs include each other in a circle: {} -> {name}", open.join(" -> "))));
    }
    if library.find(name).is_none() {
        let Some(text) = Library::text_of(name) else {
            let known: Vec<String> = Library::shipped_names().collect();
            let error = fail(format!("there is no pack `{name}`"));
            return Err(match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => error.help(format!("did you mean `{near}`?")),
                None => error.help(format!("`bomgate policy list` shows the packs: {}", known.join(", "))),
            });
        };
        library.add(text)?;
    }
    let pack = library.find(name).expect("loaded above").clone();
    open.push(name.to_owned());
    for (included, at) in &pack.includes {
        load(included, Some((&pack.text, *at)), library, order, open)?;
    }
    open.pop();
    order.push(name.to_owned());
    Ok(())
}

/// The shipped packs of a sector for a home: those of the country itself, of a region it is in, and of every home; and
/// the base packs of that home, which every sector shares.
fn sector_packs(sector: &str, home: Option<&str>, lists: &Lists) -> Result<Vec<String>, PolicyError> {
    let Some(home) = home else {
        return Err(PolicyError::new("--sector needs --home").help("say where the buyer is, such as --home DE"));
    };
    let library = Library::shipped()?;
    let policies: Vec<&Pack> = library.packs().iter().filter(|pack| pack.purpose == Purpose::Policy).collect();
    if !policies.iter().any(|pack| pack.sector.as_deref() == Some(sector)) {
        let mut sectors: Vec<&str> = policies.iter().filter_map(|pack| pack.sector.as_deref()).collect();
        sectors.sort_unstable();
        sectors.dedup();
        let error = PolicyError::new(format!("there is no sector `{sector}`: the sectors are {}", sectors.join(", ")));
        return Err(error.meant(sector, sectors));
    }
    let country = lists.country(home);
    let of_home = |pack: &Pack| {
        pack.home.as_deref().is_some_and(|word| {
            word == home
                || country.is_some_and(|country| {
                    word == country.as_str() || lists.region(word).is_some_and(|members| members.contains(&country))
                })
        })
    };
    let offered = |pack: &Pack| pack.sector.as_deref().is_none_or(|word| word == sector);
    if !policies.iter().any(|pack| offered(pack) && of_home(pack)) {
        let mut homes: Vec<&str> = policies.iter().filter(|pack| offered(pack)).filter_map(|pack| pack.home.as_deref()).collect();
        homes.sort_unstable();
        homes.dedup();
        let title = format!("there is no {sector} pack for home {home}: there are packs for {}", homes.join(", "));
        return Err(PolicyError::new(title).help("choose packs by name with --policy, for example --policy core"));
    }
    let chosen = policies.iter().filter(|pack| offered(pack) && (pack.home.is_none() || of_home(pack)));
    Ok(chosen.map(|pack| pack.name.clone()).collect())
}
