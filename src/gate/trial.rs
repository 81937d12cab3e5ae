//! A pack held against its page: each block is read as a bill and the rule is asked, as `check` would ask it.

use super::Gate;
use crate::advisory::{Exploited, Shelf, Source};
use crate::base::{Limits, Phrase, phrase};
use crate::check::{Buyer, Covers, Document, Evidence, Grade, Integrity, Observed, Statements};
use crate::enrich::{Country, Lists};
use crate::evaluate::{Judgement, SubjectAt, answers};
use crate::model::{Bom, Row};
use crate::policy::{Answer, Case, CasePage, Fragment, Pack, Plan, PolicyError, Purpose, Waivers, read_evidence};
use crate::read::{self, read};
use jiff::ToSpan;
use jiff::civil::Date;
use std::sync::Arc;

/// The home of the buyer where neither the block nor the pack names a country.
const HOME: &str = "DE";
/// Asks rules of every tier.
const HIGHEST_TIER: u8 = 3;

/// What came of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// The rule answered, because of what was seen.
    Answered(Answer, Vec<Observed>),
    /// The block is no bill, or an ambiguous one; with the line of the page where reading stopped, if it had begun.
    Unread(Option<usize>, Phrase),
}

/// One block and what came of it.
#[derive(Clone, Debug)]
pub struct Tried<'p> {
    /// The block.
    pub case: &'p Case,
    /// What came of it.
    pub came: Came,
}

impl Tried<'_> {
    /// Whether the rule answers as the page says.
    pub fn holds(&self) -> bool {
        matches!(&self.came, Came::Answered(answer, _) if *answer == self.case.expected)
    }
}

/// How often a rule was seen to give each answer.
#[derive(Clone, Debug)]
pub struct Sight {
    /// The rule.
    pub rule: String,
    /// Blocks in which it answers so, as written: yes, no, unknown.
    pub seen: [usize; 3],
    /// The page says why it is never unknown.
    pub never_unknown: bool,
    /// An element of a profile asks whether something is there: it is never unknown.
    pub element: bool,
}

impl Sight {
    /// Answers the page does not show. One that is never unknown need not be seen to be.
    pub fn missing(&self) -> impl Iterator<Item = Answer> {
        let spared = |answer: Answer| answer == Answer::Unknown && (self.never_unknown || self.element);
        Answer::TRUTHS
            .into_iter()
            .zip(self.seen)
            .filter(move |(answer, seen)| *seen == 0 && !spared(*answer))
            .map(|(answer, _)| answer)
    }

    /// The page says it is never unknown, and shows it unknown.
    pub fn contradicts(&self) -> bool {
        self.never_unknown && self.seen[2] > 0
    }
}

/// What came of a page.
#[derive(Clone, Debug)]
pub struct Trial<'p> {
    /// Every block, in order.
    pub tried: Vec<Tried<'p>>,
    /// Every rule of the pack, in order.
    pub rules: Vec<Sight>,
}

impl<'p> Trial<'p> {
    /// Asks the rules of a pack about every block of its page. `plan` holds the pack; `day` is the day of judgement where a
    /// block names none. Draft law is asked too, and every tier.
    ///
    /// # Errors
    /// When a block names a country or region that does not exist, or an evidence file of the page is none.
    pub fn run(pack: &Pack, plan: Plan, lists: Lists, page: &'p CasePage, day: Date) -> Result<Self, PolicyError> {
        let home = home(pack, &lists);
        let mut gate = Gate {
            plan,
            lists,
            advisories: None,
            buyer: Buyer::default(),
            judgement: Judgement { tier: HIGHEST_TIER, overlays: vec!["all".to_owned()], ..Judgement::default() },
            waivers: Waivers::default(),
            baseline: None,
            papers: Vec::new(),
            as_of: day,
            limits: Limits::default(),
        };
        let mut tried = Vec::with_capacity(page.cases.len());
        for case in &page.cases {
            gate.as_of = case.setting.as_of.unwrap_or(day);
            gate.advisories = advisories(case, page, gate.as_of);
            gate.buyer = buyer(case, page, &home, gate.as_of, &gate.lists)?;
            tried.push(Tried { case, came: gate.ask_with(case, page) });
        }
        let rules = pack.rules.iter().map(|rule| sight(&rule.id.value, pack, page, &tried)).collect();
        Ok(Self { tried, rules })
    }

    /// Whether every block could be read.
    pub fn is_read(&self) -> bool {
        !self.tried.iter().any(|tried| matches!(tried.came, Came::Unread(..)))
    }

    /// Whether every block answers as written and every rule is seen to give every answer it can.
    pub fn holds(&self) -> bool {
        self.tried.iter().all(Tried::holds)
            && self.rules.iter().all(|rule| rule.missing().next().is_none() && !rule.contradicts())
    }
}

impl Gate {
    /// As `ask`, with the lists of parties the block has the operator mount.
    fn ask_with(&mut self, case: &Case, page: &CasePage) -> Came {
        let ids = || case.setting.parties.iter().filter_map(|id| page.parties.get_key_value(id));
        for (at, (id, text)) in ids().enumerate() {
            if let Err(error) = self.lists.mount(id, "the page", text, "the page") {
                ids().take(at).for_each(|(id, _)| self.lists.dismount(id));
                return Came::Unread(None, error.phrase());
            }
        }
        let came = self.ask(case);
        ids().for_each(|(id, _)| self.lists.dismount(id));
        came
    }

    /// The worst answer of the rule about what the block holds, and what decided it.
    fn ask(&self, case: &Case) -> Came {
        let Some(rule) = self.plan.rules.iter().find(|rule| rule.id == case.rule) else {
            return Came::Unread(None, phrase!("rule `{}` is not among those asked", case.rule));
        };
        let (bill, before) = bill(case, self.as_of);
        // The first line of the bill that is the block's own stands one below the fence.
        let line = |line: u32| case.line + (line as usize).saturating_sub(before);
        let bom = match read(read::Source::bytes("block", bill.into_bytes()), &self.limits) {
            Ok(bom) => bom,
            Err(error) => {
                // The place is told apart: that of the bill made here would mislead.
                return Came::Unread(error.place().map(|place| line(place.line)), error.reason());
            }
        };
        if let Some(note) = bom.rejections().next() {
            return Came::Unread(None, phrase!("the bill is rejected: {}", note.message));
        }
        let facts = self.facts(&bom);
        let scene = self.scene(&bom, &facts);
        let about = |subject: &SubjectAt| match subject {
            SubjectAt::Component(row) => case.fragment == Fragment::Bom || inside(&bom, *row),
            SubjectAt::Bom | SubjectAt::Link(_) => true,
        };
        let answers = answers(rule, &scene, &self.judgement).into_iter().filter(|(subject, _)| about(subject));
        match answers.min_by_key(|(_, truth)| *truth) {
            Some((subject, truth)) => Came::Answered(Some(truth).into(), Self::seen(&scene, rule, subject, truth).observed),
            None => Came::Answered(Answer::NotAsked, Vec::new()),
        }
    }
}

/// The component or service of the block, and every part inside it.
fn inside(bom: &Bom, row: Row) -> bool {
    let pointer = bom.pointer(row);
    let below = |head: &str| pointer.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    ["/components/0", "/services/0"].into_iter().any(below)
}

/// The smallest bill that holds the block, and how many of its lines stand before the block's own.
fn bill(case: &Case, day: Date) -> (String, usize) {
    let head = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79","version":1,"metadata":{{"timestamp":"{day}T00:00:00Z","component":{{"type":"application","bom-ref":"app","name":"assistant","version":"1.0.0"}}}}"#
    );
    match case.fragment {
        Fragment::Bom => (case.body.clone(), 0),
        Fragment::Component => (format!("{head},\"components\":[\n{}]}}", case.body), 1),
        Fragment::Service => (format!("{head},\"components\":[],\"services\":[\n{}]}}", case.body), 1),
    }
}

/// The pack's own country; of a region the country we ask from where it is a member, or else its first.
fn home(pack: &Pack, lists: &Lists) -> String {
    let of_region = |members: &[Country]| match lists.country(HOME) {
        Some(usual) if members.contains(&usual) => None,
        _ => members.first().map(|country| country.as_str().to_owned()),
    };
    let home = pack.home.as_deref().and_then(|word| match lists.region(word) {
        Some(members) => of_region(members),
        None => Some(word.to_owned()),
    });
    home.unwrap_or_else(|| HOME.to_owned())
}

fn buyer(case: &Case, page: &CasePage, home: &str, day: Date, lists: &Lists) -> Result<Buyer, PolicyError> {
    let area = |word: &str| {
        lists.area(word).ok_or_else(|| {
            let at = page.source.byte_of(case.line, 1);
            PolicyError::at(&page.source, at..at + 3, phrase!("there is no country or region `{}`", word))
                .help(phrase!("write a two-letter code such as DE, or a region such as EU"))
        })
    };
    let areas = |words: &[String]| -> Result<Vec<Country>, PolicyError> {
        let mut countries = Vec::new();
        for word in words {
            countries.extend(area(word)?.1);
        }
        countries.sort_unstable();
        countries.dedup();
        Ok(countries)
    };
    let setting = &case.setting;
    let (home_word, home) = area(setting.home.as_deref().unwrap_or(home))?;
    Ok(Buyer {
        name: None,
        home_word,
        home,
        trusted: areas(&setting.trusted)?,
        restricted: areas(&setting.restricted)?,
        screens: setting.screens.clone(),
        monthly_users: setting.monthly_users,
        facts: setting.facts.clone(),
        evidence: evidence(case, page, day, lists)?,
        ..Buyer::default()
    })
}

/// The records the block names, as a source of the day of judgement.
fn advisories(case: &Case, page: &CasePage, day: Date) -> Option<Arc<dyn Source>> {
    let records = page.advisories.get(case.setting.advisories.as_ref()?)?.clone();
    let entry = |id: &String| (id.clone(), Exploited { added: day.to_string(), due: None });
    let exploited = case.setting.exploited.as_ref().map(|ids| ids.iter().map(entry).collect());
    Some(Arc::new(Shelf { records, exploited, as_of: Some(day) }))
}

/// Documents about every delivery: fresh ones made on the day itself, and ones that ran out the day before. Then those of the
/// evidence files the block names; files they attach are taken for the ones that were noted.
fn evidence(case: &Case, page: &CasePage, day: Date, lists: &Lists) -> Result<Evidence, PolicyError> {
    let document = |kind: &String, date: Date, valid_until: Option<Date>| Document {
        id: kind.clone(),
        kind: kind.clone(),
        title: kind.clone(),
        covers: Covers::All,
        date,
        valid_until,
        grade: Grade::Attested,
        issuer: None,
        url: None,
        file: None,
        sha256: None,
        integrity: Integrity::Unchecked,
        says: Statements::default(),
        place: String::new(),
    };
    let (begun, ended) = (day.saturating_sub(1.year()), day.saturating_sub(1.day()));
    let fresh = case.setting.evidence.iter().map(|kind| document(kind, day, None));
    let expired = case.setting.expired.iter().map(|kind| document(kind, begun, Some(ended)));
    let mut documents: Vec<Document> = fresh.chain(expired).collect();
    for file in case.setting.documents.iter().filter_map(|name| page.documents.get(name)) {
        documents.extend(read_evidence(file, lists)?.documents);
    }
    Ok(Evidence { documents })
}

/// How often the blocks show the rule answering as written.
fn sight(rule: &str, pack: &Pack, page: &CasePage, tried: &[Tried<'_>]) -> Sight {
    let shown = |answer: Answer| {
        tried.iter().filter(|tried| tried.case.rule == rule && tried.case.expected == answer && tried.holds()).count()
    };
    Sight {
        rule: rule.to_owned(),
        seen: Answer::TRUTHS.map(shown),
        never_unknown: page.never_unknown.contains(rule),
        element: pack.purpose == Purpose::Profile,
    }
}
